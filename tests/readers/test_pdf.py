from __future__ import annotations

import subprocess
import sys
import time
import zlib

import pytest

from lacsec.importer.readers.blocks import Block, UnreadableError
from lacsec.importer.readers.pdf.pages import read_pages
from lacsec.importer.readers.source import read_source
from tests.readers.pdffile import At, column, pdf_file, written

OPENING = [
    "Customs officers of nine ports met in Callao for a week to",
    "compare notes on how containers are chosen for a check and",
    "what became of those that were held. The hosts showed a pro-",
    "gramme of their own.",
]
CLOSING = [
    "Two of the ports will try it first, with help from EU-",
    "funded advisers, and tell the others in a year what it took",
    "and what it cost them.",
]


def shapes(*pages: list[At]) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read_pages(pdf_file(pages)).blocks]


def paragraph(lines: list[str]) -> str:
    return " ".join(lines).replace("pro- gramme", "programme").replace("EU- ", "EU-")


def test_lines_become_paragraphs_and_divided_words_are_healed() -> None:
    page = [*column(70, 700, OPENING), *column(70, 634, CLOSING)]
    assert shapes(page) == [("paragraph", paragraph(OPENING)), ("paragraph", paragraph(CLOSING))]


def test_headings_by_size_and_by_weight() -> None:
    page = [
        At(70, 760, "Containers and crime", 22, bold=True),
        At(70, 735, "What the ports do", 15),
        *column(70, 710, OPENING),
        At(70, 650, "Next steps", 10, bold=True),
        *column(70, 634, CLOSING),
    ]
    blocks = read_pages(pdf_file([page])).blocks
    assert [(b.kind, b.level) for b in blocks if b.kind == "heading"] == [
        ("heading", 1),
        ("heading", 2),
        ("heading", 3),
    ]


def test_two_columns_are_read_one_after_the_other() -> None:
    by_column = [*column(40, 700, OPENING), *column(345, 700, CLOSING)]
    pairs = zip(column(40, 700, OPENING), column(345, 700, [*CLOSING, ""]), strict=True)
    by_line = [words for pair in pairs for words in pair]
    expected = ["paragraph", paragraph(OPENING)]
    assert list(shapes(by_column)[0]) == expected
    assert list(shapes(by_line)[0]) == expected
    assert shapes(by_column)[1][1] == paragraph(CLOSING)


def test_what_stands_above_comes_first_whatever_the_order_of_the_file() -> None:
    page = [*column(70, 400, CLOSING), *column(70, 700, OPENING)]
    assert [text for _, text in shapes(page)] == [paragraph(OPENING), paragraph(CLOSING)]


def body(number: int) -> list[str]:
    return [
        f"Line {n} of part {number} says what was done in that harbour and why." for n in range(30)
    ]


def test_running_headers_and_page_numbers_are_left_out() -> None:
    pages = [
        [
            At(70, 810, "Harbour Watch, issue 7"),
            *column(70, 720, body(number)),
            At(500, 40, f"Page {number} of 4", 8),
        ]
        for number in range(1, 5)
    ]
    texts = [text for _, text in shapes(*pages)]
    assert not any("Harbour Watch" in text or "Page " in text for text in texts)
    assert sum(text.count("of part") for text in texts) == 120


def test_a_paragraph_goes_on_overleaf_and_each_block_has_its_page() -> None:
    first = [*column(70, 760, body(1)), *column(70, 100, OPENING[:2])]
    second = [*column(70, 780, OPENING[2:]), *column(70, 740, CLOSING)]
    blocks = read_pages(pdf_file([first, second])).blocks
    torn = next(block for block in blocks if block.text.startswith("Customs"))
    assert torn.text == paragraph(OPENING) and torn.page == 1
    assert blocks[-1].page == 2


def test_lists_captions_notes_and_their_signs() -> None:
    page = [
        *column(70, 700, OPENING[:3]),
        At(70 + 4.9 * 57, 679.5, "3", 6),
        *column(70, 650, ["• radars for two bays", "• boats", "(b) training of judges"]),
        At(70, 600, "Figure 2: Boats by harbour"),
        *column(70, 80, ["3 The count is theirs, and it leaves out", "small craft."], 7.5, 9),
    ]
    blocks = read_pages(pdf_file([page])).blocks
    assert [(b.kind, b.marker, b.text) for b in blocks[1:]] == [
        ("list_item", "•", "radars for two bays"),
        ("list_item", "•", "boats"),
        ("list_item", "(b)", "training of judges"),
        ("caption", None, "Figure 2: Boats by harbour"),
        ("footnote", "3", "The count is theirs, and it leaves out small craft."),
    ]  # fmt: skip


def test_a_small_raised_number_is_the_sign_of_a_note() -> None:
    raised = [At(70, 700, "The ports counted forty boats"), At(210, 704, "12", 6)]
    page = [*raised, *column(70, 640, CLOSING)]
    assert shapes(page)[0][1].startswith("The ports counted forty boats¹²")


def test_rows_that_stand_in_columns_are_a_table() -> None:
    page = [
        *column(70, 760, OPENING),
        *[
            At(x, 650 - 14 * place, text)
            for place, row in enumerate(
                [("Harbour", "Boats", "Year"), ("Callao", "14", "2019"), ("Manta", "9", "2020")]
            )
            for x, text in zip((70, 250, 400), row, strict=True)
        ],
    ]
    rows = read_pages(pdf_file([page])).blocks[1:]
    assert [(row.kind, row.cells) for row in rows] == [
        ("table_header", ("Harbour", "Boats", "Year")),
        ("table_row", ("Callao", "14", "2019")),
        ("table_row", ("Manta", "9", "2020")),
    ]


def test_pages_that_lie_on_their_side_and_marks_across_them() -> None:
    lying = [At(100 + 12 * place, 80, text, turned=True) for place, text in enumerate(OPENING)]
    assert shapes(lying) == [("paragraph", paragraph(OPENING))]
    marked = [*column(70, 700, OPENING), At(20, 300, "COPY", 40, turned=True)]
    assert shapes(marked) == [("paragraph", paragraph(OPENING))]


def test_a_table_of_contents_is_left_out() -> None:
    page = [At(70, 760, "Outlook . . . . . . . . . . . 12"), *column(70, 700, OPENING)]
    assert shapes(page) == [("paragraph", paragraph(OPENING))]


def test_what_the_file_says_of_itself() -> None:
    info = "/Title (Harbours at night) /Author (R. Paz) /CreationDate (D:20190412093000Z)"
    assert read_pages(pdf_file([column(70, 700, OPENING)], info=info)).metadata == {
        "title": "Harbours at night",
        "authors": "R. Paz",
        "created": "2019-04-12",
    }
    bad = pdf_file([column(70, 700, OPENING)], info="/Title (Microsoft Word - final.doc)")
    assert read_pages(bad).metadata == {}


def refused(data: bytes) -> str:
    with pytest.raises(UnreadableError) as caught:
        read_source(data, "a.pdf")
    return str(caught.value)


def test_a_password_is_told() -> None:
    assert "password" in refused(pdf_file([column(70, 700, OPENING)], password="secret"))


def test_a_file_without_text_is_told() -> None:
    assert "no text" in refused(pdf_file([[]]))
    picture = b"q 100 0 0 100 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xff EI Q"
    assert "OCR" in refused(pdf_file([[]], contents=picture))


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.9, 0.99])
def test_a_cut_file_is_read_or_refused_with_a_sentence(share: float) -> None:
    data = pdf_file([column(70, 760, body(n)) for n in range(5)], packed=True)
    try:
        assert read_source(data[: int(len(data) * share)], "a.pdf").blocks
    except UnreadableError as error:
        assert str(error)


def test_a_stream_that_would_fill_the_memory_is_refused() -> None:
    unpacked = b"BT /F1 10 Tf (x) Tj ET " * 8_000_000
    started = time.process_time()
    data = pdf_file([[]], contents=unpacked, packed=True)
    del unpacked
    started = time.process_time()
    assert "fill the memory" in refused(data)
    assert time.process_time() - started < 1
    twice = zlib.compress(zlib.compress(b"x" * 10_000_000))
    stream = b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n" % len(twice)
    assert "packed several times" in refused(written([stream + twice + b"\nendstream"]))


def test_far_too_many_pages_are_refused_at_once() -> None:
    kids = b"5 0 R " * 100_000
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"
    pages = b"<< /Type /Pages /Count 100000 /Kids [" + kids + b"] >>"
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", pages, b"<< >>", b"<< >>", page]
    assert "100,000 pages" in refused(written(objects))


@pytest.mark.parametrize(
    "pages",
    [
        b"<< /Type /Pages /Count 2147483647 /Kids [3 0 R] >>",
        b"<< /Type /Pages /Count 900 /Kids [2 0 R] >>",
        b"<< /Type /Pages /Count -4 /Kids [] >>",
        b"<< /Type /Pages /Count 2 >>",
    ],
)
def test_pages_that_are_not_there(pages: bytes) -> None:
    started = time.process_time()
    assert refused(written([b"<< /Type /Catalog /Pages 2 0 R >>", pages, b"<< >>"]))
    assert time.process_time() - started < 2


HOSTILE = """
import resource, sys
sys.path.insert(0, sys.argv[1])
from lacsec.importer.readers.blocks import UnreadableError
from lacsec.importer.readers.pdf.read import _drop, read_pdf
from tests.readers.pdffile import At, column, pdf_file, written
case = sys.argv[2]
if case == "letters":
    page = [At(x * 0.1, y * 0.1, "x", 1) for x in range(200) for y in range(200)]
    data = pdf_file([page])
elif case == "nested":
    form = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 30"
    form += b" /Resources << /XObject << /X 3 0 R >> >> >>\\nstream\\n"
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>",
               b"<< /Type /Pages /Count 1 /Kids [4 0 R] >>",
               form + b"/X Do /X Do /X Do /X Do      \\nendstream",
               b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 3 0 R"
               b" /Resources << /XObject << /X 3 0 R >> >> >>"]
    data = written(objects)
elif case == "brackets":
    data = pdf_file([[]], contents=b"[" * 2_000_000)
elif case == "states":
    data = pdf_file([[]], contents=b"q " * 1_000_000 + b"BT /F1 9 Tf (x) Tj ET")
else:
    data = b"%PDF-1.4\\n" + b"1 0 obj\\n<<" * 300_000
try:
    read_pdf(data)
except UnreadableError as error:
    print(error)
good = pdf_file([[At(70, 700, "A good file beside it.")]])
print(read_pdf(good).blocks[0].text)
_drop()
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


@pytest.mark.parametrize("case", ["letters", "nested", "brackets", "states", "objects"])
def test_hostile_files_end_in_time_and_memory(case: str, pytestconfig: pytest.Config) -> None:
    arguments = [sys.executable, "-c", HOSTILE, str(pytestconfig.rootpath), case]
    started = time.monotonic()
    done = subprocess.run(arguments, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout.split("\n")[-2]) < 300_000, "kilobytes"
    assert time.monotonic() - started < 8  # its own start included, on a busy machine


def test_blocks_are_what_the_contract_says() -> None:
    for block in read_pages(pdf_file([column(70, 700, OPENING)])).blocks:
        assert isinstance(block, Block) and block.page == 1
