"""Runs long work so that Ctrl-C ends the program at once, even within a call that can't be interrupted."""

from __future__ import annotations

import contextlib
import contextvars
import threading
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from typing import TypeVar

from satclip_backend.errors import Cancelled
from satclip_backend.progress import Progress

T = TypeVar("T")
PATIENCE = 0.3
"""Seconds that interrupted work has to end by itself."""


def interruptible(work: Callable[[Progress], T], progress: Progress) -> T:
    """Return `work(progress)`, computed in another thread.

    Python handles Ctrl-C between its own instructions only, and a decomposition of a large matrix is one of them. If
    this thread is interrupted, the progress callback raises Cancelled in the other one. Work that does not call it soon
    ends with the program. Raises what `work` raises.
    """
    stopped = threading.Event()
    future: Future[T] = Future()

    def report(fraction: float, message: str) -> None:
        if stopped.is_set():
            raise Cancelled
        progress(fraction, message)

    def run() -> None:
        try:
            future.set_result(work(report))
        except BaseException as error:
            future.set_exception(error)

    context = contextvars.copy_context()
    threading.Thread(target=context.run, args=(run,), daemon=True).start()
    try:
        while True:
            try:
                return future.result(timeout=0.1)  # on Windows, an unlimited wait would ignore Ctrl-C
            except NotYet:
                if future.done():
                    raise
    except BaseException:
        stopped.set()
        if not future.done():
            with contextlib.suppress(NotYet):
                future.exception(timeout=PATIENCE)
        raise
