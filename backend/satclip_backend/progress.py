"""How far long work is, and whether it is still wanted."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[float, str], None]
"""`progress(fraction, message)` is called several times a second with the share of the work that is done, 0 to 1, and
what is done now, "" for nothing new. It raises `Cancelled` when the work is no longer wanted; whatever it raises ends
the work.
"""


def no_progress(fraction: float, message: str) -> None:
    """Report to nobody."""


def part_of(progress: Progress, start: float, end: float, message: str = "") -> Progress:
    """Progress of the part from `start` to `end` (0 to 1) of some work; `message` is for calls that have none."""

    def report(fraction: float, own_message: str) -> None:
        progress(start + (end - start) * fraction, own_message or message)

    return report
