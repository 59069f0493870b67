"""The documents as BibTeX entries, one a document, sorted by id."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from lacsec.db.export.citations import csl_type, date_parts, is_doubtful, key
from lacsec.db.export.records import Ids, Record, documents

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_ENTRY_TYPES = {"report": "techreport"}
_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "&": r"\&",
        "%": r"\%",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "\n": " ",
        "\t": " ",
    }
)


def escaped(text: str) -> str:
    """Text that TeX sets as it stands."""
    return text.translate(_ESCAPES)


def entries(connection: sqlite3.Connection, only: Ids = None) -> Iterator[str]:
    """Every document as an entry, with an empty line after it."""
    for record in documents(connection, only):
        yield entry(record)


def entry(record: Record) -> str:
    """One document as an entry."""
    kind = csl_type(record["media_type"], record["url"])
    authors, publisher = record["authors"], record["publisher"]
    who = authors[0] if authors else publisher
    fields = [("title", "{" + escaped(record["title"]) + "}")]
    if authors:
        fields.append(("author", " and ".join("{" + escaped(name) + "}" for name in authors)))
    if publisher:
        field = "institution" if kind == "report" else "publisher"
        fields.append((field, escaped(publisher)))
    fields += _date(record["issued"])
    if record["url"]:
        # Braces and backslashes would end the field; both are percent-encoded in an address.
        url = record["url"].replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D")
        fields.append(("url", url))
    fields.append(("language", escaped(record["language"])))
    note = f"lacsec {record['id']}; file {record['file']}"
    if record["licence"]:
        note += f"; {record['licence']}"
    fields.append(("note", escaped(note)))
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields)
    month = _month(record["issued"])
    if month:
        body += f",\n  month = {month}"
    name = key(who, record["issued"], record["id"])
    return f"@{_ENTRY_TYPES.get(kind, 'misc')}{{{name},\n{body}\n}}\n\n"


def _date(issued: str | None) -> list[tuple[str, str]]:
    parts = date_parts(issued)
    if not parts:
        return []
    years = "--".join(dict.fromkeys(str(part[0]) for part in parts))
    return [("year", f"{years}?" if is_doubtful(issued) else years), ("date", issued or "")]


def _month(issued: str | None) -> str | None:
    parts = date_parts(issued)
    return _MONTHS[parts[0][1] - 1] if len(parts) == 1 and len(parts[0]) > 1 else None
