"""Periodic tasks of a server. A failure is logged, and the task is tried again the next time."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

log = logging.getLogger(__name__)

QUIET = 60.0
"""Seconds in which the same failure is logged only once: a folder that can't be read often stays so for a while."""


class Housekeeping:
    """Calls each of `tasks` in turn. A failure of one neither stops the others nor ends the server."""

    def __init__(self, *tasks: Callable[[], object]):
        self._tasks = tasks
        self._logged: dict[str, float] = {}

    def sweep(self) -> None:
        """Run all tasks. Never raises."""
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
