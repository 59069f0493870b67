from __future__ import annotations

import io
import time
import tracemalloc
import zipfile

import pytest

from lacsec.importer.readers.blocks import UnreadableError
from lacsec.importer.readers.docx.read import read_docx
from lacsec.importer.readers.source import read_source
from tests.readers.wordfile import HEAD, W, cell, notes, paragraph, row, run, table, word_file


def shapes(body: str, **parts: str) -> list[tuple[str, int, str]]:
    blocks = read_docx(word_file(body, **parts)).blocks
    return [(block.kind, block.level, block.text) for block in blocks]


def test_headings_by_style_in_any_language_and_by_outline() -> None:
    body = (
        paragraph("Harbours of the south", style="Ttulo")
        + paragraph("Contents 3", style="TDC1")
        + paragraph("First part", style="Ttulo1")
        + paragraph("Below it", style="Mine")
        + paragraph("Beside it", style="Out")
        + paragraph("Words.", style="Loop")
        + paragraph(run("Bold and short", bold=True), plain=False)
        + paragraph("Figure 2: ships", style="Leyenda")
    )
    assert shapes(body) == [
        ("heading", 1, "Harbours of the south"),
        ("heading", 2, "First part"),
        ("heading", 3, "Below it"),
        ("heading", 3, "Beside it"),
        ("paragraph", 0, "Words."),
        ("heading", 4, "Bold and short"),
        ("caption", 0, "Figure 2: ships"),
    ]


def test_runs_are_joined_and_bold_words_remembered() -> None:
    inside = (
        run("The ")
        + run("Port ", bold=True)
        + run("Alliance", bold=True)
        + run(" met", extra='<w:b w:val="0"/>')
        + "<w:proofErr/>"
        + f"<w:hyperlink>{run(' in Manta')}</w:hyperlink>"
        + "<w:r><w:tab/></w:r>"
        + run("on 3")
        + "<w:r><w:noBreakHyphen/></w:r>"
        + run("4 May")
        + f"<w:ins>{run(' again')}</w:ins>"
        + "<w:del><w:r><w:delText>never</w:delText></w:r></w:del>"
        + f"<w:moveFrom>{run('elsewhere')}</w:moveFrom>"
        + run("unseen", extra="<w:vanish/>")
        + "<w:r><w:instrText>PAGE</w:instrText></w:r>"
        + run("2", extra='<w:vertAlign w:val="superscript"/>')
        + run(".")
    )
    block = read_docx(word_file(paragraph(inside, plain=False))).blocks[0]
    assert block.text == "The Port Alliance met in Manta on 3-4 May again²."
    assert [block.text[a:b] for a, b in block.strong] == ["Port Alliance"]


def test_lists_count_at_each_depth() -> None:
    body = "".join(
        paragraph(text, item=item)
        for text, item in [
            ("a", (2, 0)),
            ("b", (2, 1)),
            ("c", (2, 1)),
            ("d", (2, 2)),
            ("e", (2, 0)),
            ("f", (2, 1)),
            ("g", (1, 0)),
            ("h", (0, 0)),
            ("i", (99, 0)),
        ]
    ) + paragraph("j", style="Vinetas")
    blocks = read_docx(word_file(body)).blocks
    assert [(b.marker, b.level) for b in blocks if b.kind == "list_item"] == [
        ("1.", 1), ("1.a)", 2), ("1.b)", 2), ("IV", 3), ("2.", 1), ("2.a)", 2),
        ("-", 1), ("-", 1), ("-", 1),
    ]  # fmt: skip
    assert [b.text for b in blocks if b.kind == "paragraph"] == ["h"]


def test_a_table_with_header_spans_and_merged_cells() -> None:
    body = table(
        row("Country", "Year", "EUR", head=True),
        row(cell("Peru", '<w:vMerge w:val="restart"/>'), "2019", "1 200"),
        row(cell("", "<w:vMerge/>"), "2020", "900"),
        row(cell("Caribbean", '<w:gridSpan w:val="3"/>')),
        row("Haiti", cell("none", '<w:gridSpan w:val="2"/>')),
    )
    rows = read_docx(word_file(body)).blocks
    assert [(block.kind, block.cells) for block in rows] == [
        ("table_header", ("Country", "Year", "EUR")),
        ("table_row", ("Peru", "2019", "1 200")),
        ("table_row", ("Peru", "2020", "900")),
        ("table_row", ("Caribbean",)),
        ("table_row", ("Haiti", "none", "none")),
    ]


def test_a_first_row_over_figures_is_a_header() -> None:
    rows = read_docx(word_file(table(row("Port", "Boats"), row("Manta", "14")))).blocks
    assert [block.kind for block in rows] == ["table_header", "table_row"]


def test_a_box_and_a_table_for_layout_are_read_as_text() -> None:
    boxed = table(row("Words in a frame."))
    inner = table(row("a", "b"))
    nested = table(f"<w:tr><w:tc>{inner}</w:tc><w:tc>{paragraph('c')}</w:tc></w:tr>")
    assert shapes(boxed + nested) == [
        ("paragraph", 0, "Words in a frame."),
        ("table_row", 0, "a\tb"),
        ("paragraph", 0, "c"),
    ]


def test_notes_stand_at_the_end_under_the_numbers_they_have_in_the_text() -> None:
    def reference(kind: str, key: int) -> str:
        return f'<w:r><w:{kind}Reference w:id="{key}"/></w:r>'

    inside = run("One") + reference("footnote", 5) + run(" two") + reference("endnote", 2)
    body = paragraph(inside + run(" three") + reference("footnote", 3), plain=False)
    parts = {
        "footnotes": notes("footnote", n3="Third.", n5="Fifth.", n9="Unused."),
        "endnotes": notes("endnote", n2="Second."),
    }
    blocks = read_docx(word_file(body, **parts)).blocks
    assert blocks[0].text == "One¹ two² three³"
    assert [(b.kind, b.marker, b.text) for b in blocks[1:]] == [
        ("footnote", "1", "Fifth."),
        ("footnote", "2", "Second."),
        ("footnote", "3", "Third."),
    ]


def test_text_boxes_are_read_once_after_their_paragraph() -> None:
    box = f"<w:txbxContent>{paragraph('In the box.')}</w:txbxContent>"
    drawing = (
        "<w:r><mc:AlternateContent xmlns:mc='m'><mc:Choice><w:drawing>"
        + box
        + "</w:drawing></mc:Choice><mc:Fallback><w:pict>"
        + box
        + "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert shapes(paragraph(run("Around it.") + drawing, plain=False)) == [
        ("paragraph", 0, "Around it."),
        ("paragraph", 0, "In the box."),
    ]


def test_pages_are_counted_where_the_file_tells_them() -> None:
    broken = paragraph(run("two") + "<w:r><w:lastRenderedPageBreak/></w:r>", plain=False)
    blocks = read_docx(word_file(paragraph("one") + broken + paragraph("three"))).blocks
    assert [block.page for block in blocks] == [1, 1, 2]
    assert read_docx(word_file(paragraph("one"))).blocks[0].page is None


def test_properties() -> None:
    assert read_docx(word_file(paragraph("x"))).metadata == {
        "title": "Harbour talks", "authors": "R. Paz", "language": "es-EC",
        "created": "2021-09-03",
    }  # fmt: skip


def test_harmful_characters_are_taken_out_and_told() -> None:
    reading = read_docx(word_file(paragraph("left \u202eright")))
    assert reading.blocks[0].text == "left right" and reading.notes


def test_another_namespace_and_another_place_of_the_document() -> None:
    strict = word_file(paragraph("strict")).replace(b"", b"")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(strict)) as old, zipfile.ZipFile(out, "w") as new:
        new.writestr(
            "_rels/.rels",
            '<Relationships><Relationship Type="http://purl.oclc.org/ooxml/officeDocument'
            '/relationships/officeDocument" Target="/word/document2.xml"/></Relationships>',
        )
        told = old.read("word/document.xml").decode().replace(W, "http://purl.oclc.org/w")
        new.writestr("word/document2.xml", told)
        new.writestr("[Content_Types].xml", "<Types/>")
    assert read_source(out.getvalue(), "a.docx").blocks[0].text == "strict"


def told(text: str) -> str:
    return f"<w:document xmlns:w='{W}'><w:body>{paragraph(text)}</w:body></w:document>"


LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
BOMB = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a0 "{"x" * 999}">{LAUGHS}]>' + told("AND a8;")
BOMB = BOMB.replace("AND ", "&")
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + told(
    "AND x;"
).replace("AND ", "&")


@pytest.mark.parametrize(
    ("document", "told"),
    [
        (BOMB, "document type"),
        (OUTSIDE, "document type"),
        (OUTSIDE.encode("utf-16"), "document type"),
        (HEAD.replace("UTF-8", "cp037") + "<a/>", "encoding"),
        ("no xml", "broken"),
        (f"{HEAD}<a><b>", "broken"),
        ("", "broken"),
    ],
)
def test_hostile_and_broken_documents_are_refused_with_a_sentence(
    document: str | bytes, told: str
) -> None:
    with pytest.raises(UnreadableError, match=told):
        read_docx(word_file("", document=document))


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    huge = HEAD.encode() + b"<a>" + b"x" * 150_000_000 + b"</a>"
    data = word_file("", document=huge)
    assert len(data) < 1_000_000
    del huge
    tracemalloc.start()
    started = time.process_time()
    with pytest.raises(UnreadableError, match="fill the memory"):
        read_docx(data)
    assert time.process_time() - started < 1
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


@pytest.mark.parametrize("unit", ["<b/>", "<b>x</b>", "<b c='1'/>"])
def test_a_tree_that_would_fill_the_memory_is_refused(unit: str) -> None:
    with pytest.raises(UnreadableError, match="elements"):
        read_docx(word_file("", packed=False, document=f"{HEAD}<a>{unit * 2_600_000}</a>"))


def test_what_declares_less_than_it_holds_is_refused() -> None:
    data = word_file("", document=b"<a>" + b"x" * 3_000_000 + b"</a>")
    size = (3_000_007).to_bytes(4, "little")
    assert size in data
    with pytest.raises(UnreadableError):
        read_docx(data.replace(size, (100).to_bytes(4, "little")))


def test_elements_without_end_inside_one_another() -> None:
    deep = f"{HEAD}<w:document xmlns:w='{W}'><w:body>" + "<w:sdt>" * 200_000
    deep += paragraph("deep") + "</w:sdt>" * 200_000 + "</w:body></w:document>"
    assert shapes("", document=deep) == [("paragraph", 0, "deep")]
    tables = "<w:tbl><w:tr><w:tc>" * 900 + paragraph("x") + "</w:tc></w:tr></w:tbl>" * 900
    assert shapes(tables + paragraph("after"))[-1] == ("paragraph", 0, "after")


@pytest.mark.parametrize("name", ["xl/workbook.xml", "ppt/slides.xml", "mimetype", "a.txt"])
def test_other_archives_are_told_for_what_they_are(name: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, "x")
        if "/" in name:
            archive.writestr("[Content_Types].xml", "<Types/>")
    with pytest.raises(UnreadableError, match="it is "):
        read_source(out.getvalue(), "a.docx")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_cut_file_is_refused_with_a_sentence(share: float) -> None:
    data = word_file("".join(paragraph(f"Line {n} of it.") for n in range(200)))
    with pytest.raises(UnreadableError, match="broken"):
        read_source(data[: int(len(data) * share)], "a.docx")


def test_a_locked_file_is_told() -> None:
    with pytest.raises(UnreadableError, match="password"):
        read_source(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.docx")
