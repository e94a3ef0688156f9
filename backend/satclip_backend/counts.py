"""Counts in sentences."""

from __future__ import annotations


def counted(n: int, one: str, many: str = "") -> str:
    """Return a number with its noun: 1 row, 2,000 rows. The plural `many` defaults to `one` with an s."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"
