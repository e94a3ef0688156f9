"""A location encoder with what it needs in training only: heads towards image features and position."""

from __future__ import annotations

import torch
from torch import nn

from satclip_backend.encoders.network import LocationEncoder
from satclip_backend.pretraining.losses import (
    LARGEST_LOGIT_SCALE,
    SIGLIP_BIAS,
    SIGLIP_LOGIT_SCALE,
    START_LOGIT_SCALE,
    PairSettings,
    clip_loss,
    siglip_loss,
    squared_error,
)
from satclip_backend.pretraining.settings import Objective, TrainingSettings


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


class PretrainingModel(nn.Module):
    """Encoder, image projection (CLIP, SigLIP), decoder to image features, position head, logit scale and bias, and
    what embeddings at sea should be. `image_encoder` where that learns, too.
    """

    def __init__(
        self,
        network: LocationEncoder,
        features: int,
        objective: Objective,
        image_encoder: nn.Module | None = None,
    ) -> None:
        """`features`: length of an image feature vector. Parameters of the heads come from torch's global
        generator.
        """
        super().__init__()
        self.network, self.objective, self.image_encoder = network, objective, image_encoder
        self.positions = min(objective.position_degree, network.degree) ** 2
        self.projection = nn.Linear(features, network.dimension)
        self.decoder = nn.Linear(network.dimension, features)
        self.position = nn.Linear(network.dimension, self.positions)
        self.logit_scale = nn.Parameter(
            torch.tensor(SIGLIP_LOGIT_SCALE if objective.siglip else START_LOGIT_SCALE)
        )
        self.logit_bias = nn.Parameter(torch.tensor(SIGLIP_BIAS))
        # `calm` is what checkpoints call it: the coefficients of `ocean_regularisation`.
        self.calm = nn.Parameter(torch.zeros(objective.sea_degree**2, network.dimension))

    def terms(
        self,
        embeddings: torch.Tensor,
        images: torch.Tensor,
        lowest: torch.Tensor,
        pair_settings: PairSettings | None = None,
        ocean: tuple[torch.Tensor, torch.Tensor, int] | None = None,
    ) -> dict[str, torch.Tensor]:
        """Terms of the loss for embeddings (n, dimension) of places, their image features (n, features) and
        their `lowest` harmonics (n, at least `positions`); `loss` is their weighted sum.

        With several processes (`pair_settings`) these are the rows of one, and the terms its parts of the terms of all.
        `ocean`: embeddings and lowest harmonics of points on the ocean, that only count in `ocean_regularisation`, and
        how many there are in all.
        """
        pair_settings = pair_settings or PairSettings()
        weights, terms = self.objective, {}
        if weights.clip:
            terms["clip"] = clip_loss(self.projection(images), embeddings, self.logit_scale, pair_settings)
        if weights.siglip:
            terms["siglip"] = siglip_loss(
                self.projection(images), embeddings, self.logit_scale, self.logit_bias, pair_settings
            )
        if weights.reconstruction:
            terms["reconstruction"] = squared_error(self.decoder(embeddings), images, pair_settings.total)
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
        """Mean squared distance of embeddings on the ocean from the best linear combination of the lowest harmonics.

        The lowest harmonics vary over thousands of kilometres only: what embeddings on the ocean hold beside them
        is noise, since no image is read there.
        """
        lowest = lowest[:, : len(self.ocean_coefficients)]
        return squared_error(embeddings, lowest @ self.ocean_coefficients[: lowest.shape[1]], total)

    @property
    def ocean_coefficients(self) -> nn.Parameter:
        """(harmonics, dimension) coefficients with which the lowest harmonics give embeddings on the ocean."""
        return self.calm

    def matching(self, embeddings: torch.Tensor, images: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Vectors of locations and of images whose cosines say what belongs together, for retrieval.

        Where a contrast is the loss: embeddings and projected images; else: predicted and real image features.
        """
        if self.objective.reconstruction:
            return self.decoder(embeddings), images
        return embeddings, self.projection(images)

    @torch.no_grad()
    def clamp_logit_scale(self) -> None:
        """Keep the logit scale at most ln 100."""
        self.logit_scale.clamp_(max=LARGEST_LOGIT_SCALE)
