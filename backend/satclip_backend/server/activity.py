"""When somebody last used the server, so that it can end itself when nobody does."""

from __future__ import annotations

import time

from starlette.types import ASGIApp, Receive, Scope, Send


class Activity:
    """Counts the requests in progress and remembers when the last one ended."""

    def __init__(self) -> None:
        self._running = 0
        self._last = time.monotonic()

    def watch(self, app: ASGIApp) -> ASGIApp:
        """`app`, with its requests counted here."""

        async def watched(scope: Scope, receive: Receive, send: Send) -> None:
            self._running += 1
            try:
                await app(scope, receive, send)
            finally:
                self._running -= 1
                self.touch()

        return watched

    def touch(self) -> None:
        """Something was done just now."""
        self._last = time.monotonic()

    def idle_seconds(self) -> float:
        """Seconds since the last request ended; 0 while there is one."""
        return 0.0 if self._running else time.monotonic() - self._last
