"""Program of test_distributed for torchrun: `gradients FILE`, `train FOLDER STEPS` or `die FOLDER STEP`."""

import os
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from satclip_backend.errors import SatclipError
from satclip_backend.geo.sampling import sample_points
from satclip_backend.pretraining.distributed import joined
from satclip_backend.pretraining.examples import Examples
from satclip_backend.pretraining.runs import RunFolder
from satclip_backend.pretraining.settings import OBJECTIVES, TrainingSettings
from satclip_backend.pretraining.trainer import Trainer
from satclip_backend.pretraining.training import train

SETTINGS = TrainingSettings(
    degree=8, capacity=48, dimension=24, steps=30, batch=151, sea=0.2, checkpoint_every=5, evaluate_every=10,
    augment=("jitter:2000",),
    objective=replace(OBJECTIVES["both"], siglip=0.1, csp=0.1, random_negatives=0.1, twins=0.1, apart_km=300.0),
)  # fmt: skip


def examples() -> Examples:
    """Return 601 points with features that are waves."""
    lonlat = sample_points(601, seed=4)
    mixed = np.random.default_rng(0).normal(size=(3, 12))
    values = np.sin(np.radians(lonlat) @ mixed[:2] + mixed[2]).astype(np.float32)
    return Examples(lonlat, values, "waves", sample_points(100, seed=5))


def gradients(workers) -> dict[str, torch.Tensor]:
    """Return loss terms and gradients of the first step."""
    trainer = Trainer(examples(), SETTINGS, workers=workers)
    terms = trainer.gradients()
    found = {name: p.grad for name, p in trainer.model.named_parameters() if p.grad is not None}
    return found | {f"term {name}": value for name, value in terms.items()}


def main(what: str, path: str, number: str = "0") -> None:
    """Run the command `what` as one of several processes."""
    torch.set_num_threads(1)
    with joined() as workers:
        if what == "gradients":
            found = gradients(workers)
            if workers.rank == 0:
                torch.save(found, path)
            return
        folder = RunFolder(path)

        def progress(fraction, message):
            step = round(fraction * SETTINGS.steps)
            if what == "die" and workers.rank == 1 and step >= int(number):
                os._exit(9)
            if what == "die":
                time.sleep(0.01)

        network = train(
            examples(),
            SETTINGS,
            folder,
            workers=workers,
            progress=progress,
            resume=folder.checkpoint.exists(),
        )
        if workers.rank == 0:
            torch.save(network.state_dict(), Path(path) / "network.pt")


if __name__ == "__main__":
    status = 0
    try:
        main(*sys.argv[1:])
    except SatclipError as error:
        print(f"sentence: {error}", flush=True)
        status = 1
    os._exit(status)  # like satclip_backend.__main__
