"""How a table is made: strict, and with columns that are required unless they are optional."""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database

Columns = dict[str, type]
DATED: Columns = {"earliest": str, "latest": str, "precision": str}


def create(
    db: Database,
    name: str,
    columns: Columns,
    pk: str | tuple[str, ...],
    optional: str = "",
    **more: Any,
) -> None:
    """A strict table whose columns are all required but the `optional` ones (names, spaced)."""
    nullable = set(optional.split())
    key = {pk} if isinstance(pk, str) else set(pk)
    db.table(name).create(
        columns, pk=pk, not_null=set(columns) - nullable - key, strict=True, **more
    )
