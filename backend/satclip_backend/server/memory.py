"""Memory of a server: the message when it runs out, and a limit on what malloc retains for many threads."""

from __future__ import annotations

import ctypes
import os
import sys

from satclip_backend.limits import memory_gb
from satclip_backend.translation import gettext_lazy as _

_M_ARENA_MAX = -8
"""From glibc's malloc.h."""


def memory_message() -> str:
    """Return what a user reads when memory runs out, which depends on whether it is limited."""
    limit = memory_gb()
    if not limit:
        return _("The computer ran out of memory. Close other programs, or ask for less at once.")
    return _(
        "This needs more than the {memory} GB of memory that the backend may use. Allow it more (in QGIS: Settings > "
        "Options > SatCLIP), or ask for less at once.",
        memory=limit,
    )


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
