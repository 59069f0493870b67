from __future__ import annotations

import pytest

from lacsec.importer.readers.blocks import Block
from lacsec.importer.readers.plain import is_caption, looks_like_heading, plain_blocks


def shapes(text: str, *, markdown: bool = False) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in plain_blocks(text, markdown=markdown)[0]]


def test_markdown_headings_are_taken_at_their_word() -> None:
    text = "# Title\n\nA line alone\n\n## Part\n\nSome words."
    assert shapes(text, markdown=True) == [
        ("heading", "Title"),
        ("paragraph", "A line alone"),
        ("heading", "Part"),
        ("paragraph", "Some words."),
    ]


def test_a_short_line_alone_is_a_heading_where_none_is_marked() -> None:
    text = "Ports and crime\n\nThe port of Callao grew quickly.\n\nOutlook\n\nIt will grow on."
    assert [kind for kind, _ in shapes(text)] == ["heading", "paragraph", "heading", "paragraph"]


def test_lines_without_empty_lines_between_are_paragraphs_of_their_own() -> None:
    text = "A title\nThe first long sentence stands here and ends.\nWhat comes next\nAnd more text."
    assert len(shapes(text)) == 4


def test_lines_that_an_editor_wrapped_are_joined() -> None:
    words = "customs officers of nine ports met in Callao to compare notes on container checks and "
    wrapped = "\n".join([words[:70], words[:68], words[:71], words[:69], "end."])
    assert shapes(wrapped) == [("paragraph", " ".join(wrapped.split()))]


def test_markdown_lines_are_joined_and_lists_are_not() -> None:
    text = "one line\nand another\n- first\n- second\n  goes on\n3) third"
    assert shapes(text, markdown=True) == [
        ("paragraph", "one line and another"),
        ("list_item", "first"),
        ("list_item", "second goes on"),
        ("list_item", "third"),
    ]


def test_list_markers_and_depth_are_kept() -> None:
    blocks, _ = plain_blocks("- a\n  - b\n2) c", markdown=True)
    assert [(block.marker, block.level) for block in blocks] == [("-", 1), ("-", 2), ("2)", 1)]


def table(text: str) -> list[Block]:
    return [block for block in plain_blocks(text)[0] if block.kind.startswith("table")]


@pytest.mark.parametrize(
    "text",
    [
        "Country\tFunding (€)\tProjects\nPeru\t489 000\t2\nHaiti\t11 000 000\t4",
        "| Country | Funding (€) | Projects |\n|---|---|---|\n| Peru | 489 000 | 2 |"
        "\n| Haiti | 11 000 000 | 4 |",
    ],
)
def test_tables_of_tabs_and_of_bars(text: str) -> None:
    rows = table(text)
    assert [row.kind for row in rows] == ["table_header", "table_row", "table_row"]
    assert rows[1].cells == ("Peru", "489 000", "2")


def test_a_table_without_header_has_none() -> None:
    assert [row.kind for row in table("Peru\t12\nHaiti\t14")] == ["table_row", "table_row"]


def test_a_glossary_is_a_list_of_terms() -> None:
    text = "Glossary\n\nNCP:\tNorthern Coast Project\nSCU:\tShared Customs Unit"
    assert shapes(text)[1:] == [
        ("list_item", "NCP: Northern Coast Project"),
        ("list_item", "SCU: Shared Customs Unit"),
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Figure 1: Seizures by port", True),
        ("Table 2 – Projects by country", True),
        ("Fuente: Ministerio Público", True),
        ("Gráfico 3. Incautaciones", True),
        ("Image: the crew on deck", True),
        ("Figures for 2022 are not final.", False),
        ("Source countries are few.", False),
    ],
)
def test_captions(line: str, expected: bool) -> None:
    assert is_caption(line) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Cooperation between prosecutors", True),
        ("What comes next?", True),
        ("29.10.2025", False),
        ("It ended there.", False),
        ("and went on", False),
        ("https://example.org/page", False),
        ("A " * 30, False),
    ],
)
def test_what_looks_like_a_heading(line: str, expected: bool) -> None:
    assert looks_like_heading(line) is expected


def test_a_line_over_a_picture_is_its_caption() -> None:
    text = "Title of it\n\nWords stand here.\n\nCrew on deck\n\nImage: crew on deck\n\nMore words."
    assert [kind for kind, _ in shapes(text)][2:4] == ["caption", "caption"]


@pytest.mark.parametrize("unit", ["- ", "| a ", "\t", "# ", "1) ", "x\n", "\n\n", "=\n"])
def test_many_hostile_lines_are_read(unit: str) -> None:
    assert isinstance(plain_blocks(unit * 5_000)[0], list)
