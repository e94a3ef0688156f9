"""Progress and cancellation of long work."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[float, str], None]
"""Callback `progress(fraction, message)`, called several times a second.

`fraction` is the completed share of the work, 0 to 1, and `message` the current step, "" if it has not
changed. It raises `Cancelled` to stop the work; any other exception stops it, too.
"""


def no_progress(fraction: float, message: str) -> None:
    """Ignore the progress."""


def part_of(progress: Progress, start: float, end: float, message: str = "") -> Progress:
    """Return a progress callback for the part of some work from `start` to `end` (0 to 1).

    `message` is used for calls without a message.
    """

    def report(fraction: float, own_message: str) -> None:
        progress(start + (end - start) * fraction, own_message or message)

    return report
