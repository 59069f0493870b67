"""Writing the database: a draft beside the file, which takes its place only when it is whole."""

from __future__ import annotations

from lacsec.db.store.draft import Draft
from lacsec.db.store.publish import RunSummary

__all__ = ["Draft", "RunSummary"]
