from __future__ import annotations

import pytest

from lacsec.importer.readers.inline import strip_inline


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("a [ports alliance](https://example.org/x) now", "a ports alliance now"),
        ("[Fund \\(UAFP\\)](#), managed by [OLAF](#)", "Fund (UAFP), managed by OLAF"),
        ("the **drug problem** and *only* that", "the drug problem and only that"),
        ("__bold__ and _slanted_ words", "bold and slanted words"),
        ("snake_case_name stays", "snake_case_name stays"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("<https://example.org> and <a.b@example.org>", "https://example.org and a.b@example.org"),
        ("countries[^2] are", "countries² are"),
        ("one<br>two", "onetwo"),
        ("Forte [of Copacabana] forum", "Forte [of Copacabana] forum"),
        ("a `code` word", "a code word"),
        ("*a note at the foot", "*a note at the foot"),
        ("link in [**bold** words](x)", "link in bold words"),
        ("if a < b and c > d", "if a < b and c > d"),
    ],
)
def test_marks_come_off(marked: str, plain: str) -> None:
    assert strip_inline(marked).text == plain


def test_bold_spans_are_remembered() -> None:
    inline = strip_inline("2) The **Seaport Project (SP)** seeks **more**")
    assert [inline.text[a:b] for a, b in inline.strong] == ["Seaport Project (SP)", "more"]


def test_addresses_are_remembered() -> None:
    assert strip_inline("[a](https://x.example/1) [b](#)").addresses == ("https://x.example/1",)


@pytest.mark.parametrize("unit", ["[", "](", "**", "*a", "\\", "<", "`", "[a](", "[^1]", "_ "])
def test_hostile_lines_are_read_in_linear_time(unit: str) -> None:
    text = unit * 20_000
    assert isinstance(strip_inline(text).text, str)
