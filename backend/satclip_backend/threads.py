"""Threads of torch, OpenMP and NumPy in the programs of this project: their settings, and the end of a process."""

from __future__ import annotations

import logging
import os
import sys
from typing import NoReturn

from satclip_backend.limits import limited_cores

_NAME, _OURS = "OMP_NUM_THREADS", "SATCLIP_ONE_THREAD"
"""`_OURS` marks for child processes that this program, not the user, has set `_NAME`."""

PATIENT = {"OMP_WAIT_POLICY": "PASSIVE", "OPENBLAS_NUM_THREADS": "1"}
"""Environment variables that make idle OpenMP threads sleep, and limit NumPy's BLAS to one thread.

Otherwise both spin while they wait. If another program such as QGIS uses a core, that makes them ten times as slow
or worse. Large matrix products run in torch, which uses OpenMP threads.
"""


def one_thread_a_batch() -> None:
    """Limit torch to one thread per operation, so that `Encoder.encode` computes one batch on each core instead.

    Call it before importing torch. `OMP_NUM_THREADS` in the environment takes precedence.
    """
    if _NAME not in os.environ:
        os.environ[_NAME] = os.environ[_OURS] = "1"


def all_cores() -> None:
    """Let one operation use all cores, with the thread settings in `PATIENT`, or those of a limit.

    Call it before importing NumPy, scikit-learn and torch. Variables in the environment take precedence, except
    those set by a parent process that called `one_thread_a_batch`.
    """
    if os.environ.pop(_OURS, None):
        os.environ.pop(_NAME, None)
    for name, value in PATIENT.items():
        os.environ.setdefault(name, value)
    if limited_cores():
        os.environ.setdefault(_NAME, str(limited_cores()))


def leave(status: int) -> NoReturn:
    """End the process without waiting for threads: those of torch or GDAL can't be stopped otherwise, and may crash."""
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)
