from __future__ import annotations

import time

import pytest

from lacsec.importer.readers.blocks import Block, Reading, UnreadableError
from lacsec.importer.readers.html.read import read_html
from lacsec.importer.readers.source import read_source

PRESS_OFFICE = """<!DOCTYPE html>
<html lang="es" prefix="og: http://ogp.me/ns#"><head><meta charset="utf-8">
<title>Puertos más seguros en el Pacífico | Oficina de Enlace</title>
<meta property="og:site_name" content="Oficina de Enlace">
<meta property="article:published_time" content="2023-04-18T09:30:00+02:00">
<link rel="canonical" href="https://enlace.example/noticias/puertos"/>
<script>window.dataLayer = ["nada"]</script><style>p {color: red}</style></head>
<body class="node-type-noticia has-sidebar">
<a class="skip-link" href="#main">Saltar al contenido</a>
<div id="cookie-banner"><p>Usamos cookies en este sitio.</p></div>
<header role="banner"><img alt="logo"><nav><ul><li><a href="/">Inicio</a></li></ul></nav></header>
<div class="breadcrumb"><a href="/">Inicio</a> / Noticias</div>
<main><article>
<h1>Puertos más seguros en el&nbsp;Pacífico</h1>
<div class="share-buttons"><a href="#">Compartir</a></div>
<p><time datetime="2023-04-18">18/04/2023</time></p>
<p>La <strong>Alianza Portuaria</strong> reunió en Guayaquil
a 14 equipos<sup>[2]</sup> de control.</p>
<h2>Próximos pasos</h2>
<ul><li>Formar a 30 inspectores
  <ul><li>en <em>Callao</em></li></ul></li><li>Comprar escáneres</li></ul>
<ol start="3"><li>Evaluar</li></ol>
<p style="display: none">Texto que nadie ve.</p>
<div hidden class="accordion-item"><p>Más detalles al desplegar.</p></div>
<figure><img src="a.png"><figcaption>Equipos en el muelle</figcaption></figure>
<p id="ftn2"><a href="#ref2">[2]</a> Según el recuento de la Alianza.</p>
</article>
<h3>Noticias relacionadas</h3><p>Otra cosa muy distinta.</p></main>
<aside><p>Boletín</p></aside><footer><p>Aviso legal</p></footer></body></html>"""


def shapes(html: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read_html(html.encode()).blocks]


def body(inside: str) -> list[tuple[str, str]]:
    return shapes(f"<!doctype html><title>t</title><body>{inside}</body>")


@pytest.fixture(scope="module")
def press() -> Reading:
    return read_html(PRESS_OFFICE.encode())


def test_what_surrounds_the_text_is_left_out_and_the_rest_is_kept(press: Reading) -> None:
    assert [(b.kind, b.text) for b in press.blocks] == [
        ("heading", "Puertos más seguros en el Pacífico"),
        ("paragraph", "18/04/2023"),
        ("paragraph", "La Alianza Portuaria reunió en Guayaquil a 14 equipos² de control."),
        ("heading", "Próximos pasos"),
        ("list_item", "Formar a 30 inspectores"),
        ("list_item", "en Callao"),
        ("list_item", "Comprar escáneres"),
        ("list_item", "Evaluar"),
        ("paragraph", "Más detalles al desplegar."),
        ("caption", "Equipos en el muelle"),
        ("footnote", "Según el recuento de la Alianza."),
    ]


def test_levels_markers_and_bold_words(press: Reading) -> None:
    by_text = {block.text: block for block in press.blocks}
    assert by_text["Próximos pasos"].level == 2
    assert (by_text["en Callao"].level, by_text["en Callao"].marker) == (2, "-")
    assert by_text["Evaluar"].marker == "3."
    assert by_text["Según el recuento de la Alianza."].marker == "2"
    lead = press.blocks[2]
    assert [lead.text[a:b] for a, b in lead.strong] == ["Alianza Portuaria"]


def test_metadata(press: Reading) -> None:
    assert press.metadata == {
        "title": "Puertos más seguros en el Pacífico",
        "publisher": "Oficina de Enlace",
        "issued": "2023-04-18",
        "language": "es",
        "url": "https://enlace.example/noticias/puertos",
    }


def test_linked_data_and_the_host_of_a_known_publisher() -> None:
    reading = read_html(
        b'<html lang="en"><head><link rel="canonical" href="https://www.europol.europa.eu/x">'
        b'<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline":'
        b' "A net is torn", "datePublished": "2022-07-05T10:00:00Z",'
        b' "author": [{"name": "R. Paz"}, {"name": "L. Um"}]}]}</script></head>'
        b"<body><h1>One</h1><h1>Two</h1><p>Words.</p></body></html>"
    )
    assert reading.metadata == {
        "title": "A net is torn",
        "publisher": "Europol",
        "issued": "2022-07-05",
        "authors": "R. Paz; L. Um",
        "language": "en",
        "url": "https://www.europol.europa.eu/x",
    }


@pytest.mark.parametrize(
    "script",
    [
        "{",
        "[[[[",
        '{"@graph": 3, "datePublished": 4}',
        '["x", null]',
        '{"datePublished": {"name": {}}}',
    ],
)
def test_broken_linked_data_is_passed_over(script: str) -> None:
    page = f'<script type="application/ld+json">{script}</script><p>Words.</p>'
    assert read_html(page.encode()).metadata == {}


def table(inside: str) -> list[Block]:
    return list(read_html(f"<body><table>{inside}</table></body>".encode()).blocks)


def test_a_table_with_header_caption_and_spans() -> None:
    rows = table(
        "<caption>Grants</caption><thead><tr><th>Country<th>Year<th>EUR</tr></thead>"
        "<tbody><tr><td rowspan=2>Peru<td>2019<td>1&nbsp;200<sup>1</sup></tr>"
        "<tr><td>2020<td><ul><li>300</li><li>400</li></ul></tr>"
        "<tr><td colspan=3>Caribbean</td></tr><tr><td>Haiti<td colspan=2>none</tr></tbody>"
    )
    assert [(row.kind, row.cells) for row in rows] == [
        ("caption", ()),
        ("table_header", ("Country", "Year", "EUR")),
        ("table_row", ("Peru", "2019", "1 200¹")),
        ("table_row", ("Peru", "2020", "300; 400")),
        ("table_row", ("Caribbean",)),
        ("table_row", ("Haiti", "none", "none")),
    ]
    assert rows[2].text == "Peru\t2019\t1 200¹"


def test_a_table_that_lays_out_the_page_is_no_table() -> None:
    rows = table("<tr><td>Menu</td><td><h2>News</h2><p>A boat was found.</p></td></tr>")
    assert [row.kind for row in rows] == ["paragraph", "heading", "paragraph"]


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("one<br>two<br><br>three", [("paragraph", "one two"), ("paragraph", "three")]),
        (
            "<p>Needs:<br>• radars<br>• boats</p>",
            [("paragraph", "Needs:"), ("list_item", "radars"), ("list_item", "boats")],
        ),
        (
            "<dl><dt>Budget</dt><dd>EUR 3 million</dd></dl>",
            [("list_item", "Budget: EUR 3 million")],
        ),
        (
            "<p><b>Training of judges</b></p><p><b>Peru</b> sent two.</p>",
            [("heading", "Training of judges"), ("paragraph", "Peru sent two.")],
        ),
        ("<pre>A title\n\nWords that stand here.</pre>", None),
        ("<li>a<p>b</p></li>", [("list_item", "a"), ("paragraph", "b")]),
        ("<p>a <span>b</span><i>c</i></p>", [("paragraph", "a bc")]),
        ("x &lt;b&gt; y &amp; z", [("paragraph", "x <b> y & z")]),
        (
            "<details><summary>Why?</summary>So.</details>",
            [("heading", "Why?"), ("paragraph", "So.")],
        ),
        ("<form><div><p>All of an old page is in a form.</p></div></form>", None),
        ("<div class='content hidden-xs'>Seen on a desk.</div>", None),
    ],
)
def test_shapes(inside: str, expected: list[tuple[str, str]] | None) -> None:
    found = body(inside)
    assert found == expected if expected else found


@pytest.mark.parametrize(
    "aside",
    [
        '<div class="related-posts"><p>Other</p></div>',
        '<div class="ShareBox">Other</div>',
        '<section id="comments"><p>Other</p></section>',
        '<div role="dialog">Other</div>',
        '<span class="visually-hidden">Other</span>',
        '<p style="visibility : hidden">Other</p>',
        '<ul><li><a href="/a">Other one</a></li><li><a href="/b">Other two</a></li>'
        '<li><a href="/c">Other three</a></li></ul>',
        "<h4>Compartir</h4><p>Other</p>",
        "<noscript>Other</noscript><template><p>Other</p></template>",
    ],
)
def test_what_is_no_text_is_left_out(aside: str) -> None:
    text = "<p>" + "The patrol boats of both coasts met again at sea. " * 4 + "</p>"
    assert not any("Other" in words for _, words in body(text + aside))


def test_what_is_most_of_the_page_stays_whatever_it_is_called() -> None:
    text = "<p>" + "The patrol boats of both coasts met again at sea. " * 4 + "</p>"
    assert body(f'<div class="related">{text}</div><p>Short.</p>')[0][1].startswith("The patrol")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ('<meta charset="iso-8859-1"><p>señal – año</p>'.encode("cp1252"), "señal – año"),
        ('<meta charset="windows-1250"><p>Šumava</p>'.encode("cp1250"), "Šumava"),
        ('<meta charset="iso-8859-1"><p>señal</p>'.encode(), "señal"),
        ("<p>señal</p>".encode("utf-16"), "señal"),
        (b'<meta charset="zip"><p>plain</p>', "plain"),
    ],
)
def test_encodings(data: bytes, text: str) -> None:
    assert read_html(b"<html>" + data if data[:1] == b"<" else data).blocks[0].text == text


def test_harmful_characters_are_taken_out_and_told() -> None:
    reading = read_html(b"<p>Red &#27;[31malert&#x202e; here</p>")
    assert reading.blocks[0].text == "Red [31malert here"
    assert "control characters" in reading.notes[0]


@pytest.mark.parametrize("page", ["", "<html></html>", "<body><script>1</script>"])
def test_an_empty_page_is_told(page: str) -> None:
    with pytest.raises(UnreadableError):
        read_source(page.encode() or b"<html>", "a.html")


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 1_000_000 + "x",
        "<div>" * 4_000 + "deep" + "</div>" * 4_000,
        "<b>" * 100_000 + "x",
        "<table><tr><td>" * 3_000 + "x",
        "<p " + "a=1 " * 200_000 + ">x</p>",
        "<td rowspan=99999 colspan=99999>x" * 500,
        "<ul>" + "<li>" * 100_000,
        "<!--" * 100_000 + "x",
        "<a href='" * 50_000,
        "<sup>" * 3_000 + "1",
        "<br>" * 100_000 + "x",
        "<nav>" * 390 + "x" * 1_000_000,
        "<ul><li>" * 190 + "<a href=x>x</a>" * 20_000,
        "<header>" * 390 + "x " * 500_000,
        "<a href=x><div>" * 2_000 + "x",
    ],
    ids=range(15),
)
def test_hostile_pages_are_read_or_refused_in_time(page: str) -> None:
    start = time.process_time()
    try:
        read_html(page.encode())
    except UnreadableError as error:
        assert str(error)
    assert time.process_time() - start < 2
