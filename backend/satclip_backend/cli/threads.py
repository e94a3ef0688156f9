"""How torch shares the processor out in this project's own programs."""

from __future__ import annotations

import os


def one_thread_a_batch() -> None:
    """Keep torch to one thread an operation, so that `Encoder.encode` computes a batch on each core instead.

    To be called before torch is imported; `OMP_NUM_THREADS` in the environment wins.
    """
    os.environ.setdefault("OMP_NUM_THREADS", "1")
