"""What a document says about itself, in the places where documents say it."""

from __future__ import annotations

import pytest

from lacsec.importer.dates.grammar import find_dates
from lacsec.importer.readers.source import read_source
from lacsec.importer.structure.assemble import assemble
from lacsec.importer.structure.metadata import (
    issued_of,
    publisher_of,
    stated_language,
    title_of,
    url_of,
)
from lacsec.importer.structure.text import Text

_BODIES = {
    "es": "\n\nLos ministros de las dos regiones se reunieron y hablaron de los puertos y del mar.",
    "pt": "\n\nOs ministros das duas regiões reuniram-se e falaram dos portos e do mar em Lisboa.",
    "fr": "\n\nLes ministres des deux régions se sont réunis et ont parlé des ports et de la mer.",
}
_BODY = "\n\nThe ministers of both regions met and spoke about ports, ships and the sea for hours."


def _text(words: str, language: str | None = None) -> Text:
    return assemble(list(read_source(words.encode(), "a.txt").blocks), language)


def _language(head: str) -> str:
    openings = {"Puertos": "es", "Portos": "pt", "Ports plus": "fr"}
    return next((code for words, code in openings.items() if head.startswith(words)), "en")


@pytest.mark.parametrize(
    ("head", "issued"),
    [
        ("Ports made safer\n\n29.10.2025", "2025-10-29"),
        ("Ports made safer\n\n22/06/2021 - 22:55", "2021-06-22"),
        ("Ports made safer\n\nPanama City, 23 May 2024", "2024-05-23"),
        ("Ports made safer\n\nMay 2024", "2024-05"),
        ("Ports made safer\n\nPublished on 5 May 2023", "2023-05-05"),
        ("Ports made safer\n\nPress release | 5 May 2023", "2023-05-05"),
        ("Ports made safer\n\nBriefing – December 2017", "2017-12"),
        ("Puertos seguros\n\nFecha: 12/05/2023", "2023-05-12"),
        ("Puertos seguros\n\nPublicado el 12 de mayo de 2023", "2023-05-12"),
        (
            "Puertos seguros\n\nQuito, 3 de marzo de 2022.- El ministro firmó el texto.",
            "2022-03-03",
        ),
        ("Puertos seguros\n\n(Madrid, 19/02/2021). La Policía abordó un barco ayer.", "2021-02-19"),
        ("Puertos seguros\n\nLima, 24 a 26 de junio de 2024", None),
        (
            "Portos seguros\n\nSão Paulo, 3 de abril de 2023 – O porto passou a ter luz.",
            "2023-04-03",
        ),
        ("Portos seguros\n\nPublicado em 12/05/2023", "2023-05-12"),
        ("Ports plus sûrs\n\nNote d'information – Cayenne, le 14 novembre 2024", "2024-11-14"),
        ("Ports plus sûrs\n\nPublié le 12 mai 2023", "2023-05-12"),
        ("Ports plus sûrs\n\nBRUXELLES, le 28 septembre (AGENCE) –", None),
        ("Ports made safer\n\nOn 7 March 2025 the agency welcomed guests.", None),
        ("Ports made safer\n\nThe network was created in 2019 by five states.", None),
        ("Summit of 3 May 2023 ends well", None),
    ],
)
def test_issued_from_the_head(head: str, issued: str | None) -> None:
    language = _language(head)
    text = _text(head + _BODIES.get(language, _BODY), language)
    assert issued_of(text, {}, find_dates(text)) == issued


@pytest.mark.parametrize(
    ("tail", "issued"),
    [
        ("© European Union, 2017", "2017"),
        ("Copyright 2019 by the authors. © Printers, 2021", "2021"),
        ("Published on 5 May 2023", "2023-05-05"),
        ("The treaty of 2017 stands.", None),
    ],
)
def test_issued_from_the_foot(tail: str, issued: str | None) -> None:
    text = _text("Ports made safer" + _BODY + "\n\n" + tail)
    assert issued_of(text, {}, find_dates(text)) == issued


def test_what_the_file_states_comes_first() -> None:
    text = _text("Ports made safer\n\n29.10.2025" + _BODY)
    stated = {"title": "Safe ports", "publisher": "The Desk", "issued": "2020-01", "url": "u"}
    assert title_of(text, stated) == "Safe ports"
    assert publisher_of(text, stated) == "The Desk"
    assert issued_of(text, stated, find_dates(text)) == "2020-01"
    assert url_of(text, stated) == "u"


def test_a_stated_date_that_is_none_is_read_off_the_text() -> None:
    text = _text("Ports made safer\n\n29.10.2025" + _BODY)
    assert issued_of(text, {"issued": "last week"}, find_dates(text)) == "2025-10-29"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Ports made safer\n\nPanama City, 23 May 2024", "Ports made safer"),
        ("# Ports made safer\n\nBy the desk", "Ports made safer"),
        ("MEETING REPORT\n\nFifth plenary of the network of ports", None),
        (
            "The European Union and fourteen countries of Latin America promise to work together"
            " against the trade in drugs and people\n\nBRUSSELS, 28 September (AGENCY) –",
            "The European Union and fourteen countries of Latin America promise to work together"
            " against the trade in drugs and people",
        ),
    ],
)
def test_title(head: str, title: str | None) -> None:
    expected = title or "MEETING REPORT: Fifth plenary of the network of ports"
    assert title_of(_text(head + _BODY), {}) == expected


def test_an_empty_text_has_a_title_still() -> None:
    assert title_of(assemble([]), {}) == "Untitled"


@pytest.mark.parametrize(
    ("extra", "publisher"),
    [
        ("\n\nContact: press@europol.europa.eu", "Europol"),
        ("\n\nwww.eurojust.europa.eu\n\nTwo more words here.", "Eurojust"),
        ("\n\nMore on www.eurojust.europa.eu and www.europol.europa.eu", None),
        ("\n\nThe end.", None),
        (
            "\n\nA long paragraph that speaks of many things and gives, by the way, the address"
            " www.unodc.org of an office that has nothing to do with the document at all, as the"
            " reader will have seen by now.",
            None,
        ),
    ],
)
def test_publisher_by_its_address(extra: str, publisher: str | None) -> None:
    assert publisher_of(_text("Ports made safer" + _BODY + extra), {}) == publisher


def test_publisher_that_signs_a_line() -> None:
    text = _text("Ports made safer\n\nDelegation of the European Union to Chile" + _BODY)
    assert publisher_of(text, {}) == "Delegation of the European Union to Chile"


def test_address_of_the_document() -> None:
    text = _text("Ports made safer" + _BODY + "\n\nSource: https://example.org/ports/1")
    assert url_of(text, {}) == "https://example.org/ports/1"
    text = _text("Ports made safer" + _BODY + "\n\nSee https://example.org/ports/1 for more.")
    assert url_of(text, {}) is None


@pytest.mark.parametrize(
    ("code", "language"), [("es-CO", "es"), ("PT_br", "pt"), ("de", None), ("", None)]
)
def test_stated_language(code: str, language: str | None) -> None:
    assert stated_language({"language": code}) == language
