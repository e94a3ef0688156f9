"""Settings of glibc's malloc: how much freed memory it keeps, for many threads and for workers of Dask.

References
----------
mallopt(3), https://man7.org/linux/man-pages/man3/mallopt.3.html
"""

from __future__ import annotations

import ctypes
import os
import sys

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD, _M_ARENA_MAX = -1, -3, -8
"""From glibc's malloc.h."""
_LARGEST_BLOCK = 32 << 20
"""Bytes. Larger blocks are returned to the system when they are freed. It is the limit of glibc's own adjustment."""


def share_arenas(count: int = 2) -> None:
    """Let all threads allocate from `count` arenas, if the system's allocator is glibc's.

    By default each thread gets its own arena, up to eight per core, and each arena retains its peak memory. As
    requests move from thread to thread, the memory of a server then grows for an hour. Call it before threads
    start. `MALLOC_ARENA_MAX` in the environment takes precedence.
    """
    if "MALLOC_ARENA_MAX" not in os.environ:
        _set(_M_ARENA_MAX, count)


def reuse_blocks() -> None:
    """Let a worker of Dask reuse the memory of arrays that it has freed, as other processes do.

    Dask sets `MALLOC_TRIM_THRESHOLD_` for its workers. glibc then requests each larger block from the system, which
    fills it with zeros: encoding takes nearly twice the CPU time.
    """
    if "MALLOC_TRIM_THRESHOLD_" in os.environ:
        _set(_M_MMAP_THRESHOLD, _LARGEST_BLOCK)
        _set(_M_TRIM_THRESHOLD, 2 * _LARGEST_BLOCK)


def _set(parameter: int, value: int) -> None:
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)  # musl has none
        if mallopt is not None:
            mallopt(parameter, value)
