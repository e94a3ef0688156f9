"""Imports of large libraries at the start of a program."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def importing() -> Iterator[None]:
    """Pause the garbage collector within the block.

    It would examine the objects of torch and scikit-learn many times, which takes a fifth of the time of their import.
    It is not disabled: Dask asks at its import whether it is, and would leave it disabled after each computation.
    """
    thresholds = gc.get_threshold()
    gc.set_threshold(0)
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
