"""Measured limits of a device: matrix products, memory, and copies to the host."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from result import seconds_of

SIDE = 8192
"""Side of the matrices that a GPU multiplies; a quarter on a CPU."""
BYTES = 2**30
"""Size of the copied tensor on a GPU; a quarter on a CPU."""


@dataclass(frozen=True)
class Limits:
    """Floating-point operations per second of matrix products, and bytes per second of copies.

    Attributes
    ----------
    float32, float64 : float
        Products with factors and sums in that precision.
    rounded : float
        Products of float32 matrices with factors rounded as in pretraining with `--precision bfloat16`.
    memory : float
        Bytes read and written per second by a copy within the device.
    host : float
        Bytes per second of a copy from the device to the memory of the computer.
    """

    float32: float
    float64: float
    rounded: float
    memory: float
    host: float

    def seconds(self, dtype: str, products: float, copied: float, returned: float) -> float:
        """Return the time of operations in products, and of bytes copied in the device and to the host."""
        return products / getattr(self, dtype) + copied / self.memory + returned / self.host

    def __str__(self) -> str:
        return (
            f"Measured limits: matrix products {self.float32 / 1e12:,.2f} TFLOP/s in float32, "
            f"{self.rounded / 1e12:,.2f} with rounded factors and {self.float64 / 1e12:,.2f} in float64; memory "
            f"{self.memory / 1e9:,.0f} GB/s; copies to the host {self.host / 1e9:,.1f} GB/s."
        )


def measure(device: torch.device) -> Limits:
    """Measure the limits of a device."""
    smaller = 1 if device.type == "cuda" else 4
    return Limits(
        _products(torch.float32, "highest", SIDE // smaller, device),
        _products(torch.float64, "highest", SIDE // smaller, device),
        _products(torch.float32, "medium", SIDE // smaller, device),
        2 * _copied(BYTES // smaller, device, device),
        _copied(BYTES // smaller, device, torch.device("cpu")),
    )


def _copied(size: int, device: torch.device, target: torch.device) -> float:
    """Return the bytes per second that are copied from a device to a target."""
    block = torch.zeros(size // 4, device=device)
    copy = torch.empty_like(block, device=target)
    return size / seconds_of(lambda: copy.copy_(block), device)


def _products(dtype: torch.dtype, precision: str, side: int, device: torch.device) -> float:
    a, b = (torch.randn(side, side, dtype=dtype, device=device) for _ in range(2))
    out = torch.empty_like(a)
    before = torch.get_float32_matmul_precision()
    torch.set_float32_matmul_precision(precision)
    try:
        return 2 * side**3 / seconds_of(lambda: torch.mm(a, b, out=out), device)
    finally:
        torch.set_float32_matmul_precision(before)
