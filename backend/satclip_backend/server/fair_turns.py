"""Turns of requests that take a while: users alternate, so that nobody waits for all the requests of another."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class FairTurns:
    """Admits `at_once` tasks. The next one is that of the user who has waited longest for a turn."""

    def __init__(self, at_once: int = 1) -> None:
        self._free = at_once
        self._waiting: dict[str, deque[asyncio.Future[None]]] = {}
        """Tasks that wait, by the id of their user; the next user first."""

    @asynccontextmanager
    async def of(self, user: str) -> AsyncIterator[None]:
        """Context manager for a turn of a user."""
        if self._free:
            self._free -= 1
        else:
            await self._admission(user)
        try:
            yield
        finally:
            self._pass_on()

    async def _admission(self, user: str) -> None:
        turn = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(user, deque()).append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if not turn.cancelled():  # admitted meanwhile: admit another task
                self._pass_on()
            raise

    def _pass_on(self) -> None:
        while self._waiting:
            user = next(iter(self._waiting))
            turns = self._waiting.pop(user)
            turn = turns.popleft()
            if turns:
                self._waiting[user] = turns  # behind the other users
            if not turn.cancelled():
                turn.set_result(None)
                return
        self._free += 1
