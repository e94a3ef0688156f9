"""Limits on the memory that malloc retains in a process with many threads."""

from __future__ import annotations

import ctypes
import os
import sys

_M_ARENA_MAX = -8
"""From glibc's malloc.h."""


def share_arenas(count: int = 2) -> None:
    """Let all threads allocate from `count` arenas, if the system's allocator is glibc's.

    By default each thread gets its own arena, up to eight per core, and each arena retains its peak memory. As
    requests move from thread to thread, the memory of a server then grows for an hour. Call it before threads
    start. `MALLOC_ARENA_MAX` in the environment takes precedence.

    References
    ----------
    mallopt(3), https://man7.org/linux/man-pages/man3/mallopt.3.html
    """
    if sys.platform == "linux" and "MALLOC_ARENA_MAX" not in os.environ:
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)  # musl has none
        if mallopt is not None:
            mallopt(_M_ARENA_MAX, count)
