"""Evaluation of batches of points in parallel."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache

import torch
from threadpoolctl import ThreadpoolController

from satclip_backend.encoders.device_memory import DeviceMemory
from satclip_backend.limits import cores

BATCH = 1024
"""Points per batch and core: intermediate values, 2 MiB for 512 units, fit into its cache."""
DEVICE_BATCH = 2**16
"""Batch size on a GPU; not tuned."""


class Batches:
    """The number of points per batch on a device, and threads that compute batches."""

    def __init__(self, dtype: torch.dtype, device: torch.device) -> None:
        """Store the dtype and the device of the values."""
        self.dtype, self.device = dtype, device
        self._memory = DeviceMemory()

    @property
    def workers(self) -> int:
        """Number of batches to compute in parallel: one per core, each in a single thread (`_one_thread`).

        An idle computer is faster than with torch's own threads, and a busy one many times faster, because torch's
        threads wait for each other.
        """
        return min(8, cores()) if self.device.type == "cpu" else 1

    @property
    def _batch(self) -> int:
        return BATCH if self.device.type == "cpu" else DEVICE_BATCH

    def _each(
        self, work: Callable[[int, int], None], rows: int, size: int, memory: DeviceMemory | None = None
    ) -> None:
        """Call `work(start, end)` for batches of `size` of all rows, in parallel on `workers` threads.

        Batches are smaller if the memory of a GPU is full. `memory` has their size, by default that of points.
        """
        memory = memory or self._memory

        def batch(start: int) -> None:
            with torch.inference_mode():  # inference mode is thread-local
                memory.each(work, start, min(start + size, rows))

        if rows <= size:
            batch(0)
            return
        with _own_or_shared(self.workers) as pool:
            for _ in pool.map(batch, range(0, rows, size)):
                pass


class _Shared(threading.local):
    """The pool that calls in this thread use, if any."""

    pool: ThreadPoolExecutor | None = None


_shared = _Shared()


@contextmanager
def encoding_threads(device: torch.device) -> Iterator[ThreadPoolExecutor]:
    """Yield threads that encode several parts of a table on a device at the same time.

    On the CPU there are two, whose batches share one pool: while the last ones of a part run, those of the next keep
    the other cores busy. The end of the block cancels what waits, and does not wait for what runs.
    """
    pool = ThreadPoolExecutor(min(8, cores()), initializer=_one_thread)
    calls = ThreadPoolExecutor(
        2 if device.type == "cpu" else 1, initializer=setattr, initargs=(_shared, "pool", pool)
    )
    try:
        yield calls
    finally:
        for threads in (calls, pool):
            threads.shutdown(wait=False, cancel_futures=True)


@contextmanager
def _own_or_shared(workers: int) -> Iterator[ThreadPoolExecutor]:
    if workers > 1 and _shared.pool is not None:
        yield _shared.pool
        return
    with ThreadPoolExecutor(workers, initializer=_one_thread) as pool:
        yield pool


def _one_thread() -> None:
    """Limit torch to one thread per operation, in the calling thread only.

    `torch.set_num_threads` would limit the whole program, which may be another's.
    """
    torch.get_num_threads()  # at its first use in a thread, torch sets the number that OpenMP is to use there
    _openmp().limit(limits=1)


@cache
def _openmp() -> ThreadpoolController:
    return ThreadpoolController().select(user_api="openmp")
