"""Numbers of things in sentences."""

from __future__ import annotations


def counted(n: int, one: str, many: str = "") -> str:
    """So many of something: 1 row, 2,000 rows; `many` is the plural where it is not `one` with an s."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"
