"""Where the database is when nobody says: `$LACSEC_DB`, else the user's data folder."""

from __future__ import annotations

import os
from pathlib import Path

VARIABLE = "LACSEC_DB"
FILE_NAME = "lacsec.db"


def default_database() -> Path:
    """The path to read or write; nothing is created, and it need not exist."""
    named = os.environ.get(VARIABLE, "").strip()
    if named:
        return Path(named).expanduser()
    from platformdirs import user_data_path  # noqa: PLC0415 (only where it is needed)

    return user_data_path("lacsec", appauthor=False) / FILE_NAME


def chosen_database(given: str | os.PathLike[str] | None) -> Path:
    """The path that was given on the command line, else the default one."""
    return Path(given).expanduser() if given else default_database()
