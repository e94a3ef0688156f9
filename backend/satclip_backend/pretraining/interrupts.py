"""Deferred handling of interrupts, so that training stops between steps."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def held_back() -> Iterator[Callable[[], None]]:
    """Defer SIGINT (Ctrl-C) and SIGTERM. The yielded function raises a signal that has arrived.

    Outside the main thread, where no signals arrive, it has no effect.
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
