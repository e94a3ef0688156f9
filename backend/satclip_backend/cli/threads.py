"""How torch shares the processor out in this project's own programs."""

from __future__ import annotations

import os

_NAME = "OMP_NUM_THREADS"
_set_here: set[str] = set()


def one_thread_a_batch() -> None:
    """Keep torch to one thread an operation, so that `Encoder.encode` computes a batch on each core instead.

    To be called before torch is imported; `OMP_NUM_THREADS` in the environment wins.
    """
    if _NAME not in os.environ:
        os.environ[_NAME] = "1"
        _set_here.add(_NAME)


def environment_for_all_cores() -> dict[str, str]:
    """The environment of a child that may use all cores for one operation, or what the user has set."""
    return {name: value for name, value in os.environ.items() if name not in _set_here}
