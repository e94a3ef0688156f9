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


PATIENT = {"OMP_WAIT_POLICY": "PASSIVE", "OPENBLAS_NUM_THREADS": "1"}
"""OpenMP's threads sleep while they wait, and NumPy's products have one thread. Both spin otherwise, and where another
program wants a core, too, such as QGIS, that makes them ten times as slow and more. Large products are torch's, whose
threads are OpenMP's."""


def all_cores() -> None:
    """Let one operation use all cores, as far as `PATIENT` threads do.

    To be called before NumPy, scikit-learn and torch are imported; variables in the environment win.
    """
    for name, value in PATIENT.items():
        os.environ.setdefault(name, value)


def environment_for_all_cores() -> dict[str, str]:
    """The environment of a child for which `all_cores` holds, or what the user has set."""
    return {**PATIENT, **{name: value for name, value in os.environ.items() if name not in _set_here}}
