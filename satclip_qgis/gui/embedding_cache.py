"""Vectors of locations that expressions have asked for, kept in memory."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable

import numpy as np

MOST = 65_536
"""Vectors kept: 64 MB with 256 dimensions."""
RECENT = 60.0
"""Seconds for which a vector that was used is not discarded for others."""

Key = tuple  # of the encoder's id, the kind of vector, longitude and latitude in degrees


class EmbeddingCache:
    """Vectors by key. It may be used in any thread.

    The least recently used ones make room for others, but never those that are in use: a map of more locations than
    fit would discard, with each one that it draws, another one that it needs.
    """

    def __init__(self, most: int = MOST, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._clock = most, clock
        self._kept: OrderedDict[Key, tuple[np.ndarray, float]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Key) -> np.ndarray | None:
        """The vector, NaN for a location that has none; None if it is not known."""
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                return None
            self._kept[key] = (found[0], self._clock())
            self._kept.move_to_end(key)
            return found[0]

    def put(self, keys: Iterable[Key], vectors: np.ndarray) -> bool:
        """Keep vectors (n, d). Returns whether there was room for all of them."""
        now = self._clock()
        with self._lock:
            for key, vector in zip(keys, vectors):
                while len(self._kept) >= self._most:
                    oldest, (_, used) = next(iter(self._kept.items()))
                    if now - used < RECENT:
                        return False
                    del self._kept[oldest]
                self._kept[key] = (vector, now)
        return True

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._kept.clear()
