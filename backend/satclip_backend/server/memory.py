"""How a process of many threads gives memory back to the system."""

from __future__ import annotations

import ctypes
import os
import sys

_M_ARENA_MAX = -8
"""Of glibc's malloc.h."""


def share_arenas(count: int = 2) -> None:
    """Let all threads allocate from `count` arenas, where the system's allocator is glibc's.

    By default each thread gets an arena of its own, up to eight for each core, and each keeps what it once needed: the
    memory of a server then grows for an hour, as the computation of one request after the other moves from thread to
    thread. To be called before threads start; `MALLOC_ARENA_MAX` in the environment wins.

    References
    ----------
    mallopt(3), https://man7.org/linux/man-pages/man3/mallopt.3.html
    """
    if sys.platform == "linux" and "MALLOC_ARENA_MAX" not in os.environ:
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)  # musl has none
        if mallopt is not None:
            mallopt(_M_ARENA_MAX, count)
