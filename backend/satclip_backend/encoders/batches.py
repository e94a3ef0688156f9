"""Evaluation of batches of points in parallel."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import torch

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

    @property
    def workers(self) -> int:
        """Number of batches to compute in parallel: the cores that torch does not use.

        With one thread per batch, an idle computer is as fast as with torch's own threads, and a busy one many
        times faster, because torch's threads wait for each other.
        """
        if self.device.type != "cpu":
            return 1
        return max(1, min(8, cores() // torch.get_num_threads()))

    @property
    def _batch(self) -> int:
        return BATCH if self.device.type == "cpu" else DEVICE_BATCH

    def _each(self, work: Callable[[int], None], items: range) -> None:
        """Call `work` for each item, in parallel on `workers` threads."""
        if len(items) < 2:
            for item in items:
                work(item)
            return

        def quietly(item: int) -> None:
            with torch.inference_mode():  # inference mode is thread-local
                work(item)

        with ThreadPoolExecutor(self.workers) as pool:
            for _ in pool.map(quietly, items):
                pass
