"""The one door between the app and the database: questions asked in a thread, newest first."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Concatenate, ParamSpec, TypeVar, cast

from lacsec.db.connection import Connection, Database

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


class Desk:
    """Runs queries of `lacsec.db` off the event loop, one after the other, on one connection."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="queries")
        self._kept: dict[Callable[..., object], object] = {}

    async def ask(
        self,
        question: Callable[Concatenate[Connection, Given], Answer],
        *args: Given.args,
        **options: Given.kwargs,
    ) -> Answer:
        """The answer of a query function, called with a connection. Raises `LacsecError`."""

        def run() -> Answer:
            with self.database.reading() as connection:
                return question(connection, *args, **options)

        return await asyncio.get_running_loop().run_in_executor(self._thread, run)

    async def once(self, question: Callable[[Connection], Answer]) -> Answer:
        """The answer of a question about the whole database, which is asked once only."""
        if question not in self._kept:
            self._kept[question] = await self.ask(question)
        return cast(Answer, self._kept[question])

    def forget(self) -> None:
        """Ask everything again: the database is another."""
        self._kept.clear()

    def close(self) -> None:
        """Stop after the question that is being answered."""
        self._thread.shutdown(wait=False, cancel_futures=True)
