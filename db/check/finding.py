"""One thing that does not hold."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """Which check found it, in which record, and what is wrong."""

    check: str
    record: str
    message: str
