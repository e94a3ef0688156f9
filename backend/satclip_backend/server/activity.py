"""Limit on concurrent requests, and the idle time after which an unused server ends."""

from __future__ import annotations

import time

from starlette.types import ASGIApp, Receive, Scope, Send

from satclip_backend.server.connections import ADMITTED
from satclip_backend.server.problems import busy
from satclip_backend.translation import gettext_lazy as _


class Activity:
    """Counts the requests in progress, refuses more than `most`, and records when the last one ended."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._running = 0
        self._last = time.monotonic()

    def watch(self, app: ASGIApp) -> ASGIApp:
        """Return `app` with its requests counted by this object."""

        async def watched(scope: Scope, receive: Receive, send: Send) -> None:
            if self._running >= self._most:
                await busy(_("The backend answers as many requests as it can."))(scope, receive, send)
                return
            scope["state"][ADMITTED] = True
            self._running += 1
            try:
                await app(scope, receive, send)
            finally:
                self._running -= 1
                self.touch()

        return watched

    def touch(self) -> None:
        """Reset the idle time."""
        self._last = time.monotonic()

    def idle_seconds(self) -> float:
        """Return the seconds since the last request ended; 0 while a request is in progress."""
        return 0.0 if self._running else time.monotonic() - self._last
