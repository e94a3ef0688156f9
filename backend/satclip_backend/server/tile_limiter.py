"""A limiter that serves the newest request first (LIFO): who pans a map wants to see the current extent."""

from __future__ import annotations

import asyncio


class LifoLimiter:
    """An asynchronous context of which `at_once` may be inside; of those who wait, the last to come is the next."""

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
            if turn.done() and not turn.cancelled():  # the turn came just now: it goes to somebody else
                self._pass_on()
            else:
                self._waiting.remove(turn)
            raise

    async def __aexit__(self, *error: object) -> None:
        self._pass_on()

    def _pass_on(self) -> None:
        if self._waiting:
            self._waiting.pop().set_result(None)
        else:
            self._free += 1
