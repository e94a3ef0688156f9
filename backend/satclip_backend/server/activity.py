"""Limits on concurrent requests, and the idle time after which an unused server ends."""

from __future__ import annotations

import time
from collections import Counter

from starlette.types import ASGIApp, Receive, Scope, Send

from satclip_backend.server.connections import ADMITTED
from satclip_backend.server.problems import busy
from satclip_backend.server.users import LOCAL, USER
from satclip_backend.translation import gettext_lazy as _


class Activity:
    """Counts the requests in progress, refuses more than `most`, and records when the last one ended.

    Half of them may be of one user, so that nobody keeps all others out.
    """

    def __init__(self, most: int) -> None:
        self._most, self._most_each = most, max(most // 2, 1)
        self._running = 0
        self._each: Counter[str] = Counter()
        """Requests in progress of each user, by id."""
        self._last = time.monotonic()

    def watch(self, app: ASGIApp) -> ASGIApp:
        """Return `app` with its requests counted by this object."""

        async def watched(scope: Scope, receive: Receive, send: Send) -> None:
            user = scope["state"].get(USER, LOCAL).id
            if self._running >= self._most or (user and self._each[user] >= self._most_each):
                await busy(_("The backend answers as many requests as it can."))(scope, receive, send)
                return
            scope["state"][ADMITTED] = True
            self._running += 1
            self._each[user] += 1
            try:
                await app(scope, receive, send)
            finally:
                self._running -= 1
                self._each[user] -= 1
                self.touch()

        return watched

    def touch(self) -> None:
        """Reset the idle time."""
        self._last = time.monotonic()

    def idle_seconds(self) -> float:
        """Return the seconds since the last request ended; 0 while a request is in progress."""
        return 0.0 if self._running else time.monotonic() - self._last
