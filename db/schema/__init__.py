"""The shape of the database file: its tables, views, migrations and what each column means."""

from __future__ import annotations

# "lcsc" in ASCII, as `PRAGMA application_id`: tells a lacsec file from any other SQLite file.
APPLICATION_ID = 0x6C637363
# How many of `migrations` make the present schema, as `PRAGMA user_version`.
SCHEMA_VERSION = 7
