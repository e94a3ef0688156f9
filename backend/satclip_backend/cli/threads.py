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


def all_cores() -> None:
    """Let one operation use all cores, but let threads that wait for each other sleep.

    Else they spin, and where another program wants a core, too, such as QGIS, gradient boosting with its thousands of
    short parallel steps takes ten times as long. To be called before scikit-learn and torch are imported;
    `OMP_WAIT_POLICY` in the environment wins.
    """
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")


def environment_for_all_cores() -> dict[str, str]:
    """The environment of a child for which `all_cores` holds, or what the user has set."""
    inherited = {name: value for name, value in os.environ.items() if name not in _set_here}
    return {"OMP_WAIT_POLICY": "PASSIVE", **inherited}
