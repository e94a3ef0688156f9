"""Settings of a training run. Processes and commands share these declarations."""

from __future__ import annotations

import math
from dataclasses import field
from typing import Any, Literal, Optional

from pydantic import ConfigDict, Field
from pydantic.dataclasses import dataclass

from satclip_backend.encoders.families import basis_network, months
from satclip_backend.encoders.families.basis_network import (
    FREQUENCIES,
    LARGEST_RADIUS,
    SLEPIAN_DEGREES,
    BasisName,
    NetworkName,
)
from satclip_backend.encoders.metadata import LARGEST_W0, LIMITS, check_sizes
from satclip_backend.errors import SatclipError
from satclip_backend.translation import gettext_lazy as _

ImageEncoderName = Literal[
    "random-convolutions", "rcf", "mosaiks", "small-cnn", "moco-resnet18", "moco-resnet50", "moco-vit16"
]
NormalisationName = Literal["statistics", "published", "none"]
ScheduleName = Literal["constant", "cosine", "one-cycle"]
Loss = Literal["reconstruction", "clip", "siglip", "csp", "both"]
FINITE = ConfigDict(allow_inf_nan=False)
LARGEST_PATCH = 1024
"""Largest side of a patch in pixels."""
SLEPIAN_DEGREE = 200
"""Default degree L of Slepian functions, with a resolution of about 100 km."""
_SIZES = {name: {"ge": low, "le": high} for name, (low, high) in LIMITS.items()}


@dataclass(frozen=True, config=FINITE)
class PatchSettings:
    """Settings of the extraction of patches."""

    pixels: int = Field(256, description="Side of a patch in pixels.", ge=1, le=LARGEST_PATCH)
    resolution: Optional[float] = Field(
        None,
        description="Pixel size in metres, in the UTM zone of each point. By default, the pixels of the imagery.",
        gt=0,
        le=1_000_000,
    )
    empty: float = Field(
        0.0,
        description="Maximum share of pixels without data in a patch; they are filled with the mean of the others.",
        ge=0,
        lt=1,
    )


@dataclass(frozen=True, config=FINITE)
class FeatureSettings:
    """Settings of the image features."""

    filters: int = Field(256, description="Number of random convolution filters.", ge=0, le=65_536)
    classes: int = Field(
        0,
        description="Number of pixel clusters in the imagery whose shares in a patch are additional features.",
        ge=0,
        le=65_536,
    )
    filter_pixels: int = Field(3, description="Side of a random convolution filter in pixels.", ge=1)
    components: int = Field(
        256,
        description="Number of principal components of the image features, 0 for the features themselves.",
        ge=0,
    )
    whitening: float = Field(0.5, description="0: components keep their variances, 1: equal variances.")
    seed: int = Field(0, description="Random seed of filters and statistics.")
    encoder: ImageEncoderName = Field(
        "random-convolutions",
        description="Computes the image features. The moco encoders are those of SatCLIP, for Sentinel-2; their "
        "weights can be downloaded.",
    )
    weights: Optional[str] = Field(
        None,
        description="Weights of the image encoder: a file, or for those of SatCLIP 'download' or 'random'.",
    )
    normalisation: NormalisationName = Field(
        "statistics",
        description="Standardise each band to mean 0 and standard deviation 1, or as in SatCLIP.",
    )


@dataclass(frozen=True, config=FINITE)
class ModalitySettings:
    """Settings of a further modality: other imagery of the same places, with patches and features of its own.

    Modalities differ in the number of their bands and in how much of their variation is smooth. As bands of one patch,
    smooth ones with many bands would take over its principal components.
    """

    name: str
    weight: float = Field(
        0.2,
        description="Weight of the modality in the loss and in distances of embeddings; the main imagery has 1.",
        gt=0,
        le=1000,
    )
    pixels: int = Field(16, description="Side of a patch in pixels.", ge=1, le=LARGEST_PATCH)
    filters: int = Field(32, description="Number of random convolution filters.", ge=0, le=65_536)
    classes: int = Field(32, description="Number of pixel clusters.", ge=0, le=65_536)
    components: int = Field(48, description="Number of principal components of the image features.", ge=1)

    def features(self, seed: int) -> FeatureSettings:
        """Return the settings of the image features."""
        return FeatureSettings(self.filters, self.classes, components=self.components, seed=seed)


@dataclass(frozen=True, config=FINITE)
class Objective:
    """Weights of the terms of the loss.

    `csp` is the in-batch loss of CSP, to which the losses of `negatives` random locations per image and of twins under
    another dropout are added; all have the temperature 1, as in the published runs on fMoW.
    Harmonics below `position_degree` are predicted to preserve position. Embeddings on the ocean may vary as
    harmonics below `sea_degree`.
    """

    clip: float = 0.0
    siglip: float = 0.0
    csp: float = 0.0
    random_negatives: float = 0.0
    twins: float = 0.0
    negatives: int = Field(1, ge=1, le=1000)
    reconstruction: float = 1.0
    position: float = 10.0
    position_degree: int = 12
    sea: float = 0.2
    sea_degree: int = 4
    apart_km: float = Field(
        0.0, description="Points closer to each other than this, in km, are not used as negatives.", ge=0
    )


OBJECTIVES: dict[Loss, Objective] = {
    "clip": Objective(clip=1.0, reconstruction=0.0, position=0.0),
    "siglip": Objective(siglip=1.0, reconstruction=0.0, position=0.0),
    "csp": Objective(csp=1.0, random_negatives=1.0, twins=0.1, reconstruction=0.0, position=0.0),
    "reconstruction": Objective(),
    "both": Objective(clip=0.1),
}


@dataclass(frozen=True, config=FINITE)
class TrainingSettings:
    """Settings of the training. Runs with the same settings and data give the same encoder."""

    degree: int = Field(
        40,
        description="Maximum degree L of the spherical harmonics (at most 256) or the Slepian functions, with a "
        "resolution of about 20,000 km / L.",
        ge=SLEPIAN_DEGREES[0],
        le=SLEPIAN_DEGREES[1],
    )
    capacity: int = Field(512, description="Units per hidden layer.", **_SIZES["capacity"])
    dimension: int = Field(256, description="Dimensions of the embedding.", **_SIZES["dimension"])
    hidden_layers: int = Field(2, description="Number of hidden layers.", **_SIZES["hidden_layers"])
    w0: float = Field(
        30.0, description="Frequency factor of the first sine layer (SIREN).", ge=0, le=int(LARGEST_W0)
    )
    basis: BasisName = Field(
        "spherical-harmonics",
        description="Basis of the location encoder: the spherical harmonics of SatCLIP, or another published one. "
        "slepian has a high resolution in a region.",
    )
    region: Optional[tuple[float, ...]] = Field(
        None,
        description="Region of the basis slepian in degrees: west, south, east, north. West > east crosses the "
        "antimeridian.",
        min_length=4,
        max_length=4,
    )
    network: NetworkName = Field(
        "siren",
        description="Network on the basis: the SIREN of SatCLIP, a residual network (FCNet) or a linear map.",
    )
    frequencies: int = Field(
        32,
        description="Number of frequencies of a multi-scale basis: all bases except spherical-harmonics, direct, "
        "cartesian3d, wrap and slepian.",
        ge=FREQUENCIES[0],
        le=FREQUENCIES[1],
    )
    min_radius: Optional[float] = Field(
        None,
        description="Smallest radius of a multi-scale basis in degrees; the wavelength is 2 pi times as long.",
        ge=1e-3,
        le=int(LARGEST_RADIUS),
    )
    max_radius: float = Field(
        360.0,
        description="Largest radius of a multi-scale basis in degrees.",
        ge=1e-3,
        le=int(LARGEST_RADIUS),
    )
    months: bool = Field(
        False,
        description="Encoder of location and month: the imagery has the same bands for each of the twelve months, with "
        "dates in the names of files or bands, such as 2004-06.",
    )
    months_degree: int = Field(
        20,
        description="Maximum degree of the harmonics that vary over the year, at most L, for an encoder with months.",
        **_SIZES["degree"],
    )
    dropout: float = Field(0.0, description="Dropout rate.", ge=0, lt=1)
    steps: int = Field(500, description="Training steps.", ge=1)
    epochs: float = Field(
        0.0,
        description="Passes through the training points, instead of a number of steps; 0 for the steps.",
        ge=0,
        le=10**6,
    )
    batch: int = Field(
        2048, description="Batch size; a contrastive loss compares all points of a batch.", ge=1
    )
    accumulate: int = Field(
        1,
        description="Parts into which a batch is split to save memory; gradients are the same.",
        ge=1,
        le=10**6,
    )
    learning_rate: float = Field(7e-4, description="Peak learning rate.", ge=0, le=1000)
    weight_decay: float = Field(0.01, description="Weight decay of the weight matrices.", ge=0)
    schedule: ScheduleName = Field("one-cycle", description="Learning rate schedule.")
    warmup: float = Field(0.1, description="Share of the steps for warm-up.", ge=0, lt=1)
    ema: float = Field(
        0.0,
        description="Decay of the exponential moving average of the weights, which becomes the encoder; 0 for none.",
        ge=0,
        lt=1,
    )
    precision: Literal["float32", "bfloat16"] = Field(
        "float32", description="Precision of the factors in matrix products; sums are in float32."
    )
    augment: tuple[str, ...] = Field(
        (),
        description="Augmentations: jitter:METRES moves points at each step; others, such as flip or blur, change the "
        "images when the image encoder is fine-tuned.",
    )
    neighbours: int = Field(
        0,
        description="Number of nearest neighbours added to the batch for each point, as hard negatives.",
        ge=0,
    )
    neighbour_km: float = Field(300.0, description="Maximum distance of these neighbours, km.", ge=0)
    held_out: float = Field(
        0.1, description="Share of the points held out for evaluation, in whole blocks.", gt=0, lt=1
    )
    block_degrees: float = Field(
        5.0, description="Side of the held-out spatial blocks, degrees.", ge=1e-3, le=180
    )
    sea: float = Field(
        0.0,
        description="Ocean regularisation: points at sea, more than 2 degrees from land or mask, per point with "
        "imagery; they have no images, and embeddings are trained to vary little there.",
        ge=0,
        le=1,
    )
    fine_tune: bool = Field(False, description="Also train the image encoder (slow).")
    image_rate: float = Field(
        0.1,
        description="Learning rate of a fine-tuned image encoder, relative to that of the location encoder.",
        ge=0,
        le=1000,
    )
    evaluate_every: int = Field(100, description="Steps between evaluations.", ge=1)
    checkpoint_every: int = Field(500, description="Steps between checkpoints.", ge=1)
    early_stopping: int = Field(
        0, description="Stop after so many evaluations without improvement; 0 for never.", ge=0
    )
    keep: Literal["last", "best"] = Field(
        "last",
        description="Checkpoint that becomes the encoder: the last one, or the best by probes or retrieval.",
    )
    geometry: Literal["learned", "predicted"] = Field(
        "learned",
        description="Embedding metric: as learned, or re-scaled to the distances between the predicted features.",
    )
    seed: int = Field(0, description="Random seed of sampling, weights and batches.", ge=0, le=2**31 - 1)
    objective: Objective = field(default_factory=Objective)

    def __post_init__(self) -> None:
        """Raise SatclipError for invalid sizes or combinations."""
        try:
            if self.months:
                if self.basis != "spherical-harmonics" or self.network != "siren":
                    raise ValueError(_("an encoder with months has spherical harmonics and a SIREN"))
                months.FAMILY.shapes(self.encoder_config)
            elif self.family == "satclip":
                check_sizes({name: getattr(self, name) for name in LIMITS})
            elif self.basis != "slepian" or self.region:  # else the region is set later
                basis_network.check(self.encoder_config)
        except ValueError as error:
            raise SatclipError(_("No such encoder is trained: {reason}.", reason=error)) from None
        if self.months and self.geometry == "predicted":
            raise SatclipError(
                _(
                    "The metric of an encoder with months can't be re-scaled: leave out the geometry 'predicted'."
                )
            )
        if self.fine_tune and self.objective.reconstruction:
            raise SatclipError(
                _(
                    "An image encoder that learns can't be what is reconstructed: it would learn to say nothing. "
                    "Fine-tune with the loss clip or siglip."
                )
            )

    @property
    def family(self) -> str:
        """Family of the encoder."""
        if self.months:
            return months.FAMILY.name
        satclip = self.basis == "spherical-harmonics" and self.network == "siren"
        return "satclip" if satclip else basis_network.FAMILY.name

    @property
    def encoder_config(self) -> dict[str, Any]:
        """Settings of the network, which its family understands (`EncoderMetadata.settings`).

        By default, the smallest radius has the wavelength of harmonics of degree L. Raises SatclipError if the basis
        needs a region and has none, or one that is too large.
        """
        sizes = {name: getattr(self, name) for name in (*LIMITS, "w0")}
        if self.months:
            return sizes | {"months_degree": min(self.months_degree, self.degree)}
        if self.family == "satclip":
            return sizes | {"basis": "stable"}
        smallest = math.degrees(1 / self.degree) if self.min_radius is None else self.min_radius
        names = ("basis", "network", "frequencies", "max_radius")
        config = sizes | {name: getattr(self, name) for name in names} | {"min_radius": smallest}
        if self.basis != "slepian":
            return config
        if self.region is None:
            raise SatclipError(_("The basis slepian needs a region: west, south, east and north in degrees."))
        west, south, east, north = self.region
        return config | basis_network.slepian_settings(self.degree, (west, south, east, north))


PRESETS = {
    "laptop": TrainingSettings(),
    "published": TrainingSettings(
        dropout=0.5,
        epochs=500,
        batch=8192,
        learning_rate=1e-4,
        schedule="constant",
        augment=("crop:256", "flip", "blur", "jitter:556"),
        objective=OBJECTIVES["clip"],
    ),
}
"""Settings by name.

`published` are those of Klemmer et al. (2025) and their code, except for the jitter. Theirs moves a point up
to 0.01 degree to the north-east, 1,112 m by 1,112 m at the equator and less to the east elsewhere. Here the
jitter has about the same size, but is symmetric and independent of latitude.
"""


@dataclass(frozen=True, config=FINITE)
class PretrainingConfig:
    """Settings of features and training. Raises SatclipError for modalities with `fine_tune`."""

    features: FeatureSettings = field(default_factory=FeatureSettings)
    training: TrainingSettings = field(default_factory=TrainingSettings)
    minutes: Optional[float] = Field(
        None, description="Approximate total time in minutes; sets the number of steps.", gt=0, le=525_600
    )
    half: bool = Field(
        False,
        description="Store the weights as float16, which halves the file size; computation is in float32.",
    )
    modalities: tuple[ModalitySettings, ...] = ()

    def __post_init__(self) -> None:
        """Raise SatclipError if images of several modalities would have to be trained on."""
        if self.modalities and self.training.fine_tune:
            raise SatclipError(
                _(
                    "An image encoder is fine-tuned on one modality: leave out the others, or stack them as bands."
                )
            )
