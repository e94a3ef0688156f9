"""What a server does again and again beside its work. A fault in it is logged, and what failed is tried again."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

log = logging.getLogger(__name__)

QUIET = 60.0
"""Seconds in which the same fault is logged once: a folder that can't be read stays so for a while."""


class Housekeeping:
    """Calls each of `tasks` in turn; none of them keeps the others from their work, or ends the server."""

    def __init__(self, *tasks: Callable[[], object]):
        self._tasks = tasks
        self._logged: dict[str, float] = {}

    def sweep(self) -> None:
        """Do all of it. Never raises."""
        for task in self._tasks:
            try:
                task()
            except Exception as error:
                self._log(error)

    def _log(self, error: Exception) -> None:
        fault, now = repr(error), time.monotonic()
        if now - self._logged.get(fault, -QUIET) >= QUIET:
            self._logged = {
                **{known: at for known, at in self._logged.items() if now - at < QUIET},
                fault: now,
            }
            log.error("Housekeeping failed and is tried again", exc_info=error)
