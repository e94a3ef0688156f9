"""How torch shares the processor out in this project's own programs."""

from __future__ import annotations

import os

_NAME, _OURS = "OMP_NUM_THREADS", "SATCLIP_ONE_THREAD"
"""`_OURS` tells the programs that this one starts that `_NAME` is not the user's."""

PATIENT = {"OMP_WAIT_POLICY": "PASSIVE", "OPENBLAS_NUM_THREADS": "1"}
"""OpenMP's threads sleep while they wait, and NumPy's products have one thread. Both spin otherwise, and where another
program wants a core, too, such as QGIS, that makes them ten times as slow and more. Large products are torch's, whose
threads are OpenMP's."""


def one_thread_a_batch() -> None:
    """Keep torch to one thread an operation, so that `Encoder.encode` computes a batch on each core instead.

    To be called before torch is imported; `OMP_NUM_THREADS` in the environment wins.
    """
    if _NAME not in os.environ:
        os.environ[_NAME] = os.environ[_OURS] = "1"


def all_cores() -> None:
    """Let one operation use all cores, as far as `PATIENT` threads do.

    To be called before NumPy, scikit-learn and torch are imported; variables in the environment win, but for that of
    a program that called `one_thread_a_batch` and started this one.
    """
    if os.environ.pop(_OURS, None):
        os.environ.pop(_NAME, None)
    for name, value in PATIENT.items():
        os.environ.setdefault(name, value)
