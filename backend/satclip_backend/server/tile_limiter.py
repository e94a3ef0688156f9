"""A limiter that serves the newest request first (LIFO), so that the current extent of a panned map is drawn first."""

from __future__ import annotations

import asyncio


class LifoLimiter:
    """Asynchronous context manager that admits `at_once` tasks; of those that wait, the newest is next."""

    def __init__(self, at_once: int) -> None:
        self._free = at_once
        self._waiting: list[asyncio.Future[None]] = []

    async def __aenter__(self) -> None:
        if self._free:
            self._free -= 1
            return
        turn = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn in self._waiting:
                self._waiting.remove(turn)
            elif not turn.cancelled():  # admitted meanwhile: admit another task
                self._pass_on()
            raise

    async def __aexit__(self, *error: object) -> None:
        self._pass_on()

    def _pass_on(self) -> None:
        while self._waiting:
            turn = self._waiting.pop()
            if not turn.cancelled():  # its task has yet to notice
                turn.set_result(None)
                return
        self._free += 1
