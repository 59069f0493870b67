"""What terminals cannot show is replaced, cell for cell, and letters stay letters."""

from __future__ import annotations

import pytest

from lacsec.tui.terminal.charset import Charset


def shown(charset: Charset, text: str) -> str:
    return "".join(charset.cells(text)[1])


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("Bogotá", list("Bogotá")),
        ("e\u0301x", ["e\u0301", "x"]),
        ("海a", ["海", "", "a"]),
        ("🚢", ["🚢", ""]),
        ("☂\ufe0fx", ["☂", " ", "x"]),
        ("a\u0301\u0302\u0303\u0304\u0305\u0306", ["a\u0301\u0302\u0303\u0304"]),
        ("👩\u200d👩\u200d👧", ["👩", ""]),
    ],
)
def test_text_becomes_cells(text: str, cells: list[str]) -> None:
    assert list(Charset().cells(text)[1]) == cells


def test_marks_at_the_beginning_belong_to_the_character_before() -> None:
    assert Charset().cells("\u0301x") == ("\u0301", ("x",))


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("━━┄→ ◆", "---> *"),
        ("┌─┐│█▁", "+-+|#_"),
        ("Bogotá — São Tomé…", "Bogotá - São Tomé."),
        ("⣿⠁⠀", "#. "),
        ("海", "海"),
        ("▪⇢", "*>"),
    ],
)
def test_ascii_drawing_leaves_letters_alone(text: str, drawn: str) -> None:
    assert shown(Charset("letters"), text) == drawn


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("Bogotá, São Tomé", "Bogota, Sao Tome"),
        ("“€6.5” ≤ ½", '"E6.5" < ?'),
        ("海x", "??x"),
        ("e\u0301t", "et"),
        ("Łódź ß", "Lodz s"),
    ],
)
def test_in_ascii_letters_lose_their_accents(text: str, drawn: str) -> None:
    assert shown(Charset("ascii"), text) == drawn


def test_an_encoding_keeps_what_it_has() -> None:
    charset = Charset("encoding", "latin-1")
    assert shown(charset, "Bogotá ━ Łódź “x”") == 'Bogotá - Lódz "x"'
    assert shown(charset, "Bogotá ━").encode("latin-1")


def test_the_console_keeps_its_own_lines() -> None:
    assert shown(Charset("console"), "─│┌█ ━╭◆ é") == "─│┌█ -+* é"
