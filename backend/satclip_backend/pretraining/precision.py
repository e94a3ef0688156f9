"""Precision of matrix products in training."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import torch


@contextmanager
def matmul_precision(name: str) -> Iterator[None]:
    """Set the precision of float32 matrix products while the block runs.

    It is float32, or factors rounded to bfloat16 (on a GPU: TF32) with sums in float32. Unlike autocast,
    activations are not rounded: the argument of the first sine has the factor 30, for which eight bits of
    precision are not enough.
    """
    before = torch.get_float32_matmul_precision()
    torch.set_float32_matmul_precision("medium" if name == "bfloat16" else "highest")
    try:
        yield
    finally:
        torch.set_float32_matmul_precision(before)
