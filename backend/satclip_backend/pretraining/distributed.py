"""Several processes that train one encoder, each on its share of every batch.

Started by torchrun, each process draws the same batches, embeds its share of the rows, and learns what the others
made of theirs where the loss needs it: gradients are those of one process with the whole batch, up to rounding.
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

PATIENCE = timedelta(minutes=30)
"""How long a process waits for one that has fallen silent without its connection breaking."""


@dataclass(frozen=True)
class Workers:
    """This process's place among `count` that train together."""

    rank: int = 0
    count: int = 1

    def share(self, n: int) -> slice:
        """The rows of `n` that are this process's: all of them once over all processes, in order."""
        return slice(n * self.rank // self.count, n * (self.rank + 1) // self.count)

    def total(self, *tensors: torch.Tensor) -> None:
        """Add up each tensor over all processes, in place; all get the same bits.

        Raises SatclipError where another process is gone.
        """
        if self.count == 1:
            return
        try:
            for tensor in tensors:
                dist.all_reduce(tensor)
        except RuntimeError as error:
            raise SatclipError(
                f"A worker was lost: process {self.rank} of {self.count} can't reach the others "
                f"({str(error).splitlines()[0]}). The last checkpoint is kept: start all of them again with --resume."
            ) from None

    def gather(self, part: torch.Tensor, n: int) -> torch.Tensor:
        """The (n, d) rows of all processes, from the share of this one. Without gradients."""
        if self.count == 1:
            return part
        whole = part.new_zeros((n, *part.shape[1:]))
        whole[self.share(n)] = part
        self.total(whole)
        return whole


ALONE = Workers()


def started_by_torchrun() -> bool:
    """Whether this process is one of several, as torchrun's environment variables say."""
    return int(os.environ.get("WORLD_SIZE", "1")) > 1


def is_first() -> bool:
    """Whether this process is the only one, or the one of several that writes files."""
    return os.environ.get("RANK", "0") == "0" or not started_by_torchrun()


@contextmanager
def joined(device: str = "cpu") -> Iterator[Workers]:
    """Join the other processes while the block runs; `ALONE` where torchrun did not start this one.

    The block ends when it has ended in all: torchrun stops the others where one fails, even if only at its own end.
    Raises SatclipError where they can't be reached.
    """
    if not started_by_torchrun():
        yield ALONE
        return
    try:
        dist.init_process_group("nccl" if device.startswith("cuda") else "gloo", timeout=PATIENCE)
    except (RuntimeError, ValueError) as error:
        raise SatclipError(
            f"The other processes can't be reached ({error}). Start all of them with torchrun."
        ) from None
    workers = Workers(dist.get_rank(), dist.get_world_size())
    try:
        yield workers
        workers.total(torch.zeros(1, device=device))
    finally:
        dist.destroy_process_group()


def own_device(device: str) -> str:
    """The device of this process: with `cuda`, the GPU of its number on this machine."""
    if device == "cuda" and started_by_torchrun():
        return f"cuda:{os.environ.get('LOCAL_RANK', '0')}"
    return device
