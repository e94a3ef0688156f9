"""Stopping between steps and not within one, so that what is saved is whole."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def held_back() -> Iterator[Callable[[], None]]:
    """Hold back Ctrl-C and SIGTERM; the function given does what they would have done, when it is called.

    In other threads than the main one, where no signals arrive, it does nothing.
    """
    if threading.current_thread() is not threading.main_thread():
        yield lambda: None
        return
    arrived: list[int] = []
    before = {
        number: signal.signal(number, lambda number, frame: arrived.append(number))
        for number in (signal.SIGINT, signal.SIGTERM)
    }

    def release() -> None:
        if arrived:
            number = arrived.pop()
            signal.signal(number, before[number])
            signal.raise_signal(number)

    try:
        yield release
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
