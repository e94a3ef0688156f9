"""A location encoder with what it needs in training only: heads towards image features and position."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import nn

from satclip_backend.encoders.network import LocationEncoder
from satclip_backend.pretraining.losses import (
    LARGEST_LOGIT_SCALE,
    START_LOGIT_SCALE,
    clip_loss,
    squared_error,
)


@dataclass(frozen=True)
class Objective:
    """Weights of the terms of the loss; the degree below which harmonics are regressed to keep position;
    and that below which embeddings may vary at sea.
    """

    clip: float = 0.0
    reconstruction: float = 1.0
    position: float = 10.0
    position_degree: int = 12
    sea: float = 0.2
    sea_degree: int = 4


OBJECTIVES = {
    "clip": Objective(clip=1.0, reconstruction=0.0, position=0.0),
    "reconstruction": Objective(),
    "both": Objective(clip=0.1),
}


class PretrainingModel(nn.Module):
    """Encoder, image projection (CLIP), decoder to image features, position head, logit scale, and what
    embeddings at sea should be.
    """

    def __init__(self, network: LocationEncoder, features: int, objective: Objective) -> None:
        """`features`: length of an image feature vector. Parameters of the heads come from torch's global
        generator.
        """
        super().__init__()
        self.network, self.objective = network, objective
        self.positions = min(objective.position_degree, network.degree) ** 2
        self.projection = nn.Linear(features, network.dimension)
        self.decoder = nn.Linear(network.dimension, features)
        self.position = nn.Linear(network.dimension, self.positions)
        self.logit_scale = nn.Parameter(torch.tensor(START_LOGIT_SCALE))
        self.calm = nn.Parameter(torch.zeros(objective.sea_degree**2, network.dimension))

    def forward(
        self, lonlat: torch.Tensor, images: torch.Tensor, sea: torch.Tensor | None = None
    ) -> dict[str, torch.Tensor]:
        """Terms of the loss for (n, 2) degrees float64 and (n, features); `loss` is their weighted sum.

        `sea` (m, 2) degrees float64: places that only count in `unrest`.
        """
        with torch.no_grad():
            basis = self.network.harmonics(lonlat).to(images.dtype)
        embeddings, weights, terms = self.network.embed(basis), self.objective, {}
        if weights.clip:
            terms["clip"] = clip_loss(self.projection(images), embeddings, self.logit_scale)
        if weights.reconstruction:
            terms["reconstruction"] = squared_error(self.decoder(embeddings), images)
        if weights.position:
            terms["position"] = squared_error(self.position(embeddings), basis[:, : self.positions])
        if sea is not None and len(sea):
            terms["sea"] = self.unrest(sea)
        return terms | {"loss": sum(getattr(weights, name) * value for name, value in terms.items())}

    def unrest(self, sea: torch.Tensor) -> torch.Tensor:
        """Mean squared distance of embeddings at (m, 2) degrees from the lowest harmonics, mixed as fits best.

        Harmonics alone vary over thousands of kilometres: what is far from them says more of a place than
        is known of it.
        """
        with torch.no_grad():
            basis = self.network.harmonics(sea).to(self.calm.dtype)
        lowest = basis[:, : len(self.calm)]
        return squared_error(self.network.embed(basis), lowest @ self.calm[: lowest.shape[1]])

    def matching(self, lonlat: torch.Tensor, images: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Vectors of locations and of images whose cosines say what belongs together, for retrieval.

        Where CLIP is the loss: embeddings and projected images; else: predicted and real image features.
        """
        embeddings = self.network(lonlat)
        if self.objective.reconstruction:
            return self.decoder(embeddings), images
        return embeddings, self.projection(images)

    @torch.no_grad()
    def clamp_logit_scale(self) -> None:
        """Keep the logit scale at most ln 100."""
        self.logit_scale.clamp_(max=LARGEST_LOGIT_SCALE)
