"""What a training run is, besides its data; and the network that it starts from."""

from __future__ import annotations

from dataclasses import dataclass, field

import torch

from satclip_backend.encoders.metadata import LIMITS, check_sizes
from satclip_backend.encoders.network import LocationEncoder
from satclip_backend.errors import SatclipError
from satclip_backend.pretraining.images.transforms import PUBLISHED, augmentations
from satclip_backend.pretraining.model import OBJECTIVES, Objective
from satclip_backend.pretraining.schedules import schedule

PRECISIONS = ("float32", "bfloat16")


@dataclass(frozen=True)
class TrainingSettings:
    """What a run is, besides its data. Two runs with the same settings and data give the same encoder.

    steps: of the optimiser; where `epochs` isn't 0, those that go so often through all places. batch: places a
    step; accumulate: parts it is embedded in, one after the other. learning_rate: the peak of `schedule`, reached
    after the share `warmup` of the steps. ema: decay of the moving average of the weights that becomes the encoder,
    0 for the weights themselves. precision: "bfloat16" for products with bfloat16 factors (TF32 on a GPU) and
    float32 sums. augment: augmentations by name (`transforms.augmentations`); those of images
    count only where these are read at each step, to fine-tune. neighbours: how
    many of the nearest places join each drawn one, none further than `neighbour_km`. held_out: share of the places
    that evaluations use, in whole blocks of `block_degrees`. sea: places at sea a step for each place with imagery.
    early_stopping: evaluations without a gain after which the run ends, 0 for never. keep: "last" or "best", which
    state becomes the encoder. geometry: "learned", or "predicted" for embeddings as far apart as what is predicted from
    them (`embedding_metric.with_predicted_metric`). fine_tune: whether the image encoder learns, too, `image_rate`
    times as fast.
    """

    degree: int = 40
    capacity: int = 512
    dimension: int = 256
    hidden_layers: int = 2
    w0: float = 30.0
    dropout: float = 0.0
    steps: int = 500
    epochs: float = 0.0
    batch: int = 2048
    accumulate: int = 1
    learning_rate: float = 7e-4
    weight_decay: float = 0.01
    schedule: str = "one-cycle"
    warmup: float = 0.1
    ema: float = 0.0
    precision: str = "float32"
    augment: tuple[str, ...] = ()
    neighbours: int = 0
    neighbour_km: float = 300.0
    held_out: float = 0.1
    block_degrees: float = 5.0
    sea: float = 0.0
    fine_tune: bool = False
    image_rate: float = 0.1
    evaluate_every: int = 100
    checkpoint_every: int = 500
    early_stopping: int = 0
    keep: str = "last"
    geometry: str = "learned"
    seed: int = 0
    objective: Objective = field(default_factory=Objective)

    def __post_init__(self) -> None:
        """Refuse sizes that make no network or no run. Raises SatclipError."""
        at_least_1 = (
            "degree capacity dimension hidden_layers steps batch accumulate evaluate_every checkpoint_every"
        )
        for name in at_least_1.split():
            if getattr(self, name) < 1:
                raise SatclipError(f"{name} must be at least 1, not {getattr(self, name)}.")
        try:
            check_sizes({name: getattr(self, name) for name in LIMITS})
        except ValueError as error:
            raise SatclipError(f"No such encoder is trained: {error}.") from None
        not_negative = (
            "epochs weight_decay w0 neighbours neighbour_km early_stopping image_rate learning_rate"
        )
        for name in not_negative.split():
            if not getattr(self, name) >= 0:
                raise SatclipError(f"{name} can't be negative: {getattr(self, name)}.")
        if not 0 < self.held_out < 1:
            raise SatclipError(f"The share of held-out points must lie between 0 and 1, not {self.held_out}.")
        if not 0 <= self.sea <= 1:
            raise SatclipError(f"The share of points at sea must lie between 0 and 1, not {self.sea}.")
        for name in ("dropout", "warmup", "ema"):
            if not 0 <= getattr(self, name) < 1:
                raise SatclipError(f"{name} must be at least 0 and less than 1, not {getattr(self, name)}.")
        if self.precision not in PRECISIONS:
            raise SatclipError(f"There is no precision '{self.precision}': {' or '.join(PRECISIONS)}.")
        if self.keep not in ("last", "best"):
            raise SatclipError(f"The state to keep is 'last' or 'best', not '{self.keep}'.")
        if self.geometry not in ("learned", "predicted"):
            raise SatclipError(f"The geometry is 'learned' or 'predicted', not '{self.geometry}'.")
        schedule(self.schedule)
        augmentations(self.augment)
        if self.fine_tune and self.objective.reconstruction:
            raise SatclipError(
                "An image encoder that learns can't be what is reconstructed: it would learn to say nothing. Fine-tune "
                "with the loss clip or siglip."
            )


PRESETS = {
    "laptop": TrainingSettings(),
    "published": TrainingSettings(
        dropout=0.5,
        epochs=500,
        batch=8192,
        learning_rate=1e-4,
        schedule="constant",
        augment=PUBLISHED,
        objective=OBJECTIVES["clip"],
    ),
}
"""Settings by name. `published` are those of Klemmer et al. (2025) and the code released with it."""


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
