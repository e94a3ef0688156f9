"""Location encoder with the heads for training: image features and position."""

from __future__ import annotations

import torch
from torch import nn

from satclip_backend.encoders.families import family
from satclip_backend.encoders.families.months_network import MonthsNetwork
from satclip_backend.encoders.network import LocationEncoder
from satclip_backend.pretraining.inputs import LocationNetwork
from satclip_backend.pretraining.losses import (
    LARGEST_LOGIT_SCALE,
    SIGLIP_BIAS,
    SIGLIP_LOGIT_SCALE,
    START_LOGIT_SCALE,
    PairSettings,
    clip_loss,
    random_negatives_loss,
    siglip_loss,
    softmax_loss,
    squared_error,
)
from satclip_backend.pretraining.settings import Objective, TrainingSettings

TEMPERATURE = 1.0
"""Temperature of CSP's losses in its published runs on fMoW."""


def initial_network(settings: TrainingSettings) -> LocationNetwork:
    """Return the untrained encoder. Its weights depend only on the seed."""
    if settings.family != "satclip":
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(settings.seed)
            return family(settings.family).build(settings.encoder_config, settings.dropout)
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


class PretrainingModel(nn.Module):
    """Location encoder and the parts for training.

    These are image projection (CLIP, SigLIP), decoder to image features, position head, logit scale and bias,
    and the coefficients of the ocean regularisation. `image_encoder` is None unless it is fine-tuned.
    """

    def __init__(
        self,
        network: LocationNetwork,
        features: int,
        objective: Objective,
        image_encoder: nn.Module | None = None,
    ) -> None:
        """`features` is the length of an image feature vector. Heads are initialised with torch's global generator."""
        super().__init__()
        self.network, self.objective, self.image_encoder = network, objective, image_encoder
        harmonic = isinstance(network, (LocationEncoder, MonthsNetwork))
        highest = network.degree if harmonic else objective.position_degree
        self.positions = min(objective.position_degree, highest) ** 2
        self.projection = nn.Linear(features, network.dimension)
        self.decoder = nn.Linear(network.dimension, features)
        self.position = nn.Linear(network.dimension, self.positions)
        self.logit_scale = nn.Parameter(
            torch.tensor(SIGLIP_LOGIT_SCALE if objective.siglip else START_LOGIT_SCALE)
        )
        self.logit_bias = nn.Parameter(torch.tensor(SIGLIP_BIAS))
        # Checkpoints name the coefficients of `ocean_regularisation` `calm`.
        self.calm = nn.Parameter(torch.zeros(objective.sea_degree**2, network.dimension))

    def terms(
        self,
        embeddings: torch.Tensor,
        images: torch.Tensor,
        lowest: torch.Tensor,
        pair_settings: PairSettings | None = None,
        ocean: tuple[torch.Tensor, torch.Tensor, int] | None = None,
        negatives: torch.Tensor | None = None,
        twins: torch.Tensor | None = None,
    ) -> dict[str, torch.Tensor]:
        """Return the terms of the loss; `loss` is their weighted sum.

        Parameters
        ----------
        embeddings : (n, dimension) tensor
            Embeddings of points.
        images : (n, features) tensor
            Their image features; NaN where a point lacks a modality, which then doesn't count.
        lowest : (n, >= positions) tensor
            Their lowest harmonics.
        pair_settings : PairSettings, optional
            With several processes, n is the number of rows of this one, and the terms are its parts.
        ocean : (tensor, tensor, int), optional
            Embeddings and lowest harmonics of ocean points, which only `ocean_regularisation` uses, and the
            total number of these points.
        negatives : (n, c, dimension) tensor, optional
            Embeddings of random locations, for CSP's loss.
        twins : (n, dimension) tensor, optional
            Embeddings of the points under another dropout, for CSP's loss.
        """
        pair_settings = pair_settings or PairSettings()
        weights, terms = self.objective, {}
        known, images = _known(images)
        if weights.clip:
            terms["clip"] = clip_loss(self.projection(images), embeddings, self.logit_scale, pair_settings)
        if weights.siglip:
            terms["siglip"] = siglip_loss(
                self.projection(images), embeddings, self.logit_scale, self.logit_bias, pair_settings
            )
        if weights.csp:
            projected = self.projection(images)
            terms["csp"] = softmax_loss(embeddings, projected, TEMPERATURE, pair_settings)
            if negatives is not None:
                terms["random_negatives"] = random_negatives_loss(
                    projected, embeddings, negatives, TEMPERATURE, pair_settings.total
                )
            if twins is not None:
                terms["twins"] = softmax_loss(embeddings, twins, TEMPERATURE, pair_settings)
        if weights.reconstruction:
            terms["reconstruction"] = squared_error(
                self.decoder(embeddings) * known, images, pair_settings.total
            )
        if weights.position:
            terms["position"] = squared_error(
                self.position(embeddings), lowest[:, : self.positions], pair_settings.total
            )
        if ocean is not None:
            terms["sea"] = self.ocean_regularisation(*ocean)
        return terms | {"loss": sum(getattr(weights, name) * value for name, value in terms.items())}

    def ocean_regularisation(
        self, embeddings: torch.Tensor, lowest: torch.Tensor, total: int
    ) -> torch.Tensor:
        """Mean squared distance of ocean embeddings from the best linear combination of the lowest harmonics.

        The lowest harmonics vary over thousands of kilometres. Other variation of embeddings on the ocean is
        noise, because there are no images.
        """
        lowest = lowest[:, : len(self.ocean_coefficients)]
        return squared_error(embeddings, lowest @ self.ocean_coefficients[: lowest.shape[1]], total)

    @property
    def lowest(self) -> int:
        """Number of the lowest harmonics that the loss uses."""
        return max(self.positions, len(self.ocean_coefficients))

    @property
    def ocean_coefficients(self) -> nn.Parameter:
        """Coefficients (harmonics, dimension) that map the lowest harmonics to ocean embeddings."""
        return self.calm

    def matching(self, embeddings: torch.Tensor, images: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Return vectors of locations and images whose cosine measures their match, for retrieval.

        They are predicted and real image features if reconstruction is in the loss; else embeddings and
        projected images.
        """
        known, images = _known(images)
        if self.objective.reconstruction:
            return self.decoder(embeddings) * known, images
        return embeddings, self.projection(images)

    @torch.no_grad()
    def clamp_logit_scale(self) -> None:
        """Limit the logit scale to ln 100."""
        self.logit_scale.clamp_(max=LARGEST_LOGIT_SCALE)


def initial_model(
    settings: TrainingSettings, features: int, image_encoder: nn.Module | None
) -> PretrainingModel:
    """Return the untrained model for image features of a length. Its weights depend only on the seed.

    `image_encoder` is trained too; None if the settings don't fine-tune it.
    """
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(settings.seed)
        model = PretrainingModel(initial_network(settings), features, settings.objective, image_encoder)
    if image_encoder is not None:
        image_encoder.requires_grad_(True)
    return model


def _known(images: torch.Tensor) -> tuple[torch.Tensor | float, torch.Tensor]:
    """Return 1 where image features (n, k) are known and 0 where they are NaN, and the features with 0 for NaN."""
    missing = images.isnan()
    return (~missing, images.nan_to_num()) if missing.any() else (1.0, images)
