"""What a training run is, besides its data; and the network that it starts from."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import torch

from satclip_backend.encoders.network import LocationEncoder
from satclip_backend.errors import SatclipError
from satclip_backend.pretraining.model import Objective


@dataclass(frozen=True)
class TrainingSettings:
    """What a run is, besides its data. Two runs with the same settings and data give the same encoder.

    `batch` pairs a step; `learning_rate` is the peak of the cycle; `warmup` the share of steps that lead
    up to it; `block_degrees` the size of the blocks of places held out, `held_out` their share of the
    points. `sea` places at sea join a step for each place with imagery.
    """

    degree: int = 40
    capacity: int = 512
    dimension: int = 256
    hidden_layers: int = 2
    w0: float = 30.0
    dropout: float = 0.0
    steps: int = 500
    batch: int = 2048
    learning_rate: float = 7e-4
    weight_decay: float = 0.01
    warmup: float = 0.1
    held_out: float = 0.1
    block_degrees: float = 5.0
    sea: float = 0.0
    evaluate_every: int = 100
    checkpoint_every: int = 500
    seed: int = 0
    objective: Objective = field(default_factory=Objective)

    def __post_init__(self) -> None:
        """Refuse sizes that make no network or no run. Raises SatclipError."""
        for name in (
            "degree",
            "capacity",
            "dimension",
            "steps",
            "batch",
            "evaluate_every",
            "checkpoint_every",
        ):
            if getattr(self, name) < 1:
                raise SatclipError(f"{name} must be at least 1, not {getattr(self, name)}.")
        if not 0 < self.held_out < 1:
            raise SatclipError(f"The share of places held out must lie between 0 and 1, not {self.held_out}.")
        if not 0 <= self.sea <= 1:
            raise SatclipError(f"The share of places at sea must lie between 0 and 1, not {self.sea}.")


def initial_network(settings: TrainingSettings) -> LocationEncoder:
    """The encoder as it is before training: its weights come from the seed alone."""
    return LocationEncoder(
        settings.degree,
        settings.capacity,
        settings.dimension,
        settings.hidden_layers,
        "stable",
        settings.w0,
        dropout=settings.dropout,
        generator=torch.Generator().manual_seed(settings.seed),
    )


def one_cycle(step: int, steps: int, warmup: float = 0.1) -> float:
    """Share of the peak learning rate at a step: up by a cosine from 1/25, then down to near 0.

    Smith & Topin (2019), as torch's OneCycleLR, but a function of the step alone.
    """
    rise = max(1.0, warmup * steps)
    if step < rise:
        return 1 / 25 + (1 - 1 / 25) * (1 - math.cos(math.pi * step / rise)) / 2
    done = (step - rise) / max(1.0, steps - rise)
    return max(1e-4, (1 + math.cos(math.pi * done)) / 2)
