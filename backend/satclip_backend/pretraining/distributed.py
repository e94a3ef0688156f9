"""Distributed training: several processes train one encoder, each on its share of every batch.

torchrun starts the processes. Each draws the same batches, embeds its share of the samples, and exchanges
embeddings where the loss needs them. Gradients equal those of one process with the full batch, except for
rounding.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

import torch
import torch.distributed as dist

from satclip_backend.errors import SatclipError
from satclip_backend.translation import gettext_lazy as _

PATIENCE = timedelta(minutes=30)
"""Timeout for a process that no longer responds although its connection is open."""


@dataclass(frozen=True)
class Workers:
    """Rank of this process among `count` processes."""

    rank: int = 0
    count: int = 1

    def share(self, n: int) -> slice:
        """Return the slice of `n` samples for this process. Over all processes, the slices cover each sample once."""
        return slice(n * self.rank // self.count, n * (self.rank + 1) // self.count)

    def total(self, *tensors: torch.Tensor) -> None:
        """Sum each tensor over all processes, in place. All processes get identical bits.

        Raises SatclipError if another process was lost.
        """
        if self.count == 1:
            return
        try:
            for tensor in tensors:
                dist.all_reduce(tensor)
        except RuntimeError as error:
            raise SatclipError(
                _(
                    "A worker was lost: process {rank} of {count} can't reach the others ({reason}). The last "
                    "checkpoint is kept: start all of them again with --resume.",
                    rank=self.rank,
                    count=self.count,
                    reason=str(error).splitlines()[0],
                )
            ) from None

    def gather(self, part: torch.Tensor, n: int) -> torch.Tensor:
        """Return the rows (n, d) of all processes, given the share of this one, without gradients."""
        if self.count == 1:
            return part
        whole = part.new_zeros((n, *part.shape[1:]))
        whole[self.share(n)] = part
        self.total(whole)
        return whole


ALONE = Workers()


def started_by_torchrun() -> bool:
    """Return whether torchrun started this process as one of several."""
    return int(os.environ.get("WORLD_SIZE", "1")) > 1


def is_first() -> bool:
    """Return whether this process writes files: it is the only one, or has rank 0."""
    return os.environ.get("RANK", "0") == "0" or not started_by_torchrun()


@contextmanager
def joined(device: str = "cpu") -> Iterator[Workers]:
    """Join the process group while the block runs. Yields `ALONE` if torchrun did not start this process.

    The block ends when it has ended in all processes: torchrun stops the others if one fails, even at its
    end. Raises SatclipError if the other processes are not reachable.
    """
    if not started_by_torchrun():
        yield ALONE
        return
    try:
        dist.init_process_group("nccl" if device.startswith("cuda") else "gloo", timeout=PATIENCE)
    except (RuntimeError, ValueError) as error:
        raise SatclipError(
            _(
                "The other processes can't be reached ({reason}). Start all of them with torchrun.",
                reason=error,
            )
        ) from None
    workers = Workers(dist.get_rank(), dist.get_world_size())
    try:
        yield workers
        workers.total(torch.zeros(1, device=device))
    finally:
        dist.destroy_process_group()


def own_device(device: str) -> str:
    """Return the device of this process: for "cuda", the GPU with its local rank."""
    if device == "cuda" and started_by_torchrun():
        return f"cuda:{os.environ.get('LOCAL_RANK', '0')}"
    return device
