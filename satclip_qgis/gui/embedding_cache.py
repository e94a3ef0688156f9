"""In-memory cache of embeddings for expressions."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable

import numpy as np

MOST = 65_536
"""Largest number of vectors: 64 MB with 256 dimensions."""
RECENT = 60.0
"""Seconds after its last use during which a vector is not discarded."""

Key = tuple  # encoder id, kind of vector, longitude and latitude in degrees


class EmbeddingCache:
    """A thread-safe LRU cache of vectors that never discards recently used ones.

    A map with more locations than fit would otherwise discard vectors that it still needs, again and again.
    """

    def __init__(self, most: int = MOST, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._clock = most, clock
        self._kept: OrderedDict[Key, tuple[np.ndarray, float]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Key) -> np.ndarray | None:
        """Return the vector, NaN for an invalid location; None if the key is not in the cache."""
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                return None
            self._kept[key] = (found[0], self._clock())
            self._kept.move_to_end(key)
            return found[0]

    def put(self, keys: Iterable[Key], vectors: np.ndarray) -> bool:
        """Store vectors (n, d); return whether all of them fit."""
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
        """Discard all vectors."""
        with self._lock:
            self._kept.clear()
