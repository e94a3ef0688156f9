"""Batches that fit into the memory of a GPU."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

import torch

from satclip_backend.errors import SatclipError
from satclip_backend.translation import gettext_lazy as _

log = logging.getLogger(__name__)

T = TypeVar("T")


class DeviceMemory:
    """The number of rows that a device computes at once, which is halved each time that its memory is full.

    It is thread-safe.

    Attributes
    ----------
    most : int or None
        Largest number of rows at once, as found so far; None if the memory was never full.
    """

    def __init__(self, multiple: int = 1) -> None:
        """Create it for batches of a multiple of `multiple` rows."""
        self.multiple = multiple
        self.most: int | None = None

    def attempt(self, work: Callable[[int], T], rows: int) -> T:
        """Return `work(count)` with a count of `rows`, or fewer if the memory is full otherwise.

        `work` must be repeatable. Raises SatclipError if the memory is full with the smallest count.
        """
        while True:
            count = rows if self.most is None else min(rows, self.most)
            try:
                return work(count)
            except torch.OutOfMemoryError as error:
                if count <= self.multiple:
                    raise SatclipError(
                        _(
                            "The GPU has too little free memory, even for {count} points at once. Close other programs "
                            "that use it, or compute on the CPU (--device cpu; in QGIS: Settings > Options > SatCLIP). "
                            "In pretraining, a smaller batch needs less memory, too.",
                            count=count,
                        )
                    ) from error
            if self.most is None:
                log.warning(
                    "The memory of the GPU is full with %d points at once: using smaller batches", count
                )
            self.most = max(count // 2 // self.multiple, 1) * self.multiple
            torch.cuda.empty_cache()  # after the exception, whose traceback keeps tensors alive

    def each(self, work: Callable[[int, int], None], start: int, stop: int) -> None:
        """Call `work(first, end)` for all rows from `start` to `stop`, in as few calls as the memory permits."""
        while start < stop:
            start = self.attempt(lambda count, first=start: _rows(work, first, first + count), stop - start)


def _rows(work: Callable[[int, int], None], first: int, end: int) -> int:
    work(first, end)
    return end
