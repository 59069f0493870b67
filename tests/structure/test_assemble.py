from __future__ import annotations

from lacsec.db.text import fold
from lacsec.importer.readers.source import read_source
from lacsec.importer.structure.assemble import assemble, join_torn
from lacsec.importer.structure.text import Text


def read(text: str, name: str = "a.md") -> Text:
    return assemble(list(read_source(text.encode(), name).blocks))


def test_every_sentence_stands_at_its_offsets() -> None:
    text = read("# T\n\nOne thing. Another [thing](x).\n\n- item one\n- item two. And more.")
    found = [text.value[s.start : s.end] for s in text.sentences]
    assert found == ["T", "One thing.", "Another thing.", "item one", "item two.", "And more."]
    assert [s.kind for s in text.sentences] == [
        "heading",
        "sentence",
        "sentence",
        "list_item",
        "sentence",
        "sentence",
    ]


def test_folded_text_has_the_same_length() -> None:
    text = read("# Übersicht\n\nCooperación “marítima” – año 2024.")
    assert len(text.folded) == len(text.value) and text.folded == fold(text.value)


def test_a_paragraph_torn_by_a_page_break_is_whole_again() -> None:
    text = read(
        "Title here\n\nPort officers work with teams in Brazil, Colombia, Ecuador,\n\n"
        "Panama and Peru, and with others. A second phase\n\nstarted in May 2020.",
        "a.txt",
    )
    assert len([b for b in text.blocks if b.kind == "paragraph"]) == 1
    assert "Ecuador, Panama and Peru" in text.value
    assert text.value.endswith("A second phase started in May 2020.")


def test_a_picture_in_a_torn_paragraph_comes_after_it() -> None:
    text = read("Top\n\nSouth of the line the region has\n\nFigure 1: Cases\n\nseen less.", "a.txt")
    assert [b.kind for b in text.blocks] == ["heading", "paragraph", "caption"]


def test_list_items_and_whole_sentences_stay_apart() -> None:
    text = read("Intro of the list:\n\n- first of them\n\nand a line in lower case.", "a.txt")
    assert len(text.blocks) == 3


def test_sections_and_roles() -> None:
    text = read("# T\n\n## A\n\nx y.\n\n### B\n\nz w.\n\n## Main references\n\nOld work.")
    sections = [text.block_of(s).section for s in text.sentences if s.kind == "sentence"]
    assert sections == [("T", "A"), ("T", "A", "B"), ("T", "Main references")]
    assert [b.role for b in text.blocks][-1] == "references"


def test_notes_are_found_by_their_sign() -> None:
    text = read("It covered three states.²\n\nEndnotes\n\n² Peru, Chile and Brazil.", "a.txt")
    block = text.blocks[text.notes["2"]]
    assert text.value[block.start : block.end] == "Peru, Chile and Brazil."


def test_tables_keep_cells_and_columns() -> None:
    text = read("Table 1 – Funds\n\nCountry\tSum (€)\nPeru\t489 000\nHaiti\t11", "a.txt")
    row = next(b for b in text.blocks if b.kind == "table_row")
    assert [text.value[a:b] for a, b in row.cells] == ["Peru", "489 000"]
    assert row.columns == ("Country", "Sum (€)")
    assert row.caption is not None and text.blocks[row.caption].kind == "caption"


def test_labels() -> None:
    text = read("- **Peru:** support for courts.\n- **Fund (F)** gives grants.\n- no label here")
    labels = [text.value[slice(*b.label)] if b.label else None for b in text.blocks]
    assert labels == ["Peru", "Fund (F)", None]


def test_joining_nothing_changes_nothing() -> None:
    assert join_torn([]) == []
