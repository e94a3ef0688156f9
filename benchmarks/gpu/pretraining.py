"""Pretraining steps on a device, alone and in two processes, compared with the CPU."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from limits import Limits
from result import Result, seconds_of

from satclip_backend.geo.sampling import sample_points
from satclip_backend.pretraining.distributed import ALONE, Workers, joined, own_device
from satclip_backend.pretraining.examples import Examples
from satclip_backend.pretraining.precision import matmul_precision
from satclip_backend.pretraining.settings import OBJECTIVES, TrainingSettings
from satclip_backend.pretraining.trainer import Trainer

TOLERANCES = {"float32": 1e-3, "bfloat16": 0.1}
"""Tolerances of gradients, relative to their length. In bfloat16, factors have a relative error of 0.4 %."""
POINTS = 4_000
GRADIENT = "length of the gradient"


def examples() -> Examples:
    """Return points with features that are waves."""
    lonlat = sample_points(POINTS, seed=4)
    mixed = np.random.default_rng(0).normal(size=(3, 128))
    values = np.sin(2 * np.radians(lonlat) @ mixed[:2] + mixed[2]).astype(np.float32)
    return Examples(lonlat, values, "waves", sample_points(1000, seed=5))


def settings(precision: str) -> TrainingSettings:
    """Return the settings of the shape of SatCLIP at L = 40, without dropout, whose random numbers differ by device."""
    return TrainingSettings(
        batch=1024, sea=0.1, dropout=0.0, precision=precision, objective=OBJECTIVES["both"], steps=1000
    )


def gradients(device: str, precision: str, workers: Workers = ALONE) -> torch.Tensor:
    """Return the gradients of the first step as a vector on the CPU."""
    trainer = Trainer(examples(), settings(precision), device, workers)
    trainer.model.train()
    with matmul_precision(precision):
        trainer.gradients()
    found = [
        value.grad for _name, value in sorted(trainer.model.named_parameters()) if value.grad is not None
    ]
    return torch.cat([value.flatten().double().cpu() for value in found])


def compare_steps(device: torch.device, limits: Limits) -> Iterator[Result]:
    """Compare gradients with those of float32 on the CPU, in one process and, if there are two GPUs, in two."""
    wanted = gradients("cpu", "float32")
    for precision, tolerance in TOLERANCES.items():
        error = _distance(gradients(str(device), precision), wanted)
        trainer = Trainer(examples(), settings(precision), str(device))
        seconds = seconds_of(trainer.advance, device)
        batch = len(trainer.batches.rows(0)[0]) + len(trainer.batches.rows(0)[1])
        weights = sum(value.numel() for value in trainer.model.network.parameters() if value.ndim == 2)
        least = 6 * weights * batch / (limits.rounded if precision == "bfloat16" else limits.float32)
        yield Result(
            f"pretraining step, {precision}, {batch:,} points", error, tolerance, GRADIENT,
            f"{batch / seconds:,.0f} points/s", least / seconds,
        )  # fmt: skip
    if device.type == "cpu" or torch.cuda.device_count() > 1:
        yield Result(
            "pretraining step in two processes", _distance(_two_processes(device.type), wanted),
            TOLERANCES["float32"], GRADIENT,
        )  # fmt: skip


def _distance(found: torch.Tensor, wanted: torch.Tensor) -> float:
    return float((found - wanted).norm() / wanted.norm())


def _two_processes(device: str) -> torch.Tensor:
    """Return the gradients of two processes that torchrun starts, each with its own GPU."""
    with tempfile.TemporaryDirectory(prefix="satclip-gpu-") as folder:
        path = Path(folder) / "gradients.pt"
        command = [
            sys.executable, "-m", "torch.distributed.run", "--nproc-per-node=2", "--rdzv-backend=c10d",
            "--rdzv-endpoint=127.0.0.1:0", "--local-addr=127.0.0.1", __file__, str(path), device,
        ]  # fmt: skip
        subprocess.run(command, check=True)
        return torch.load(path, weights_only=True)


def main(path: str, device: str) -> None:
    """Write the gradients as one of several processes."""
    own = own_device(device)
    with joined(own) as workers:
        found = gradients(own, "float32", workers)
        if workers.rank == 0:
            torch.save(found, path)


if __name__ == "__main__":
    main(*sys.argv[1:])
