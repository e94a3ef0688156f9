"""What pretraining minimises: functions of image features, embeddings and positions."""

from __future__ import annotations

import math

import torch
from torch.nn.functional import cross_entropy, mse_loss, normalize

START_LOGIT_SCALE = math.log(1 / 0.07)
LARGEST_LOGIT_SCALE = math.log(100)


def clip_logits(images: torch.Tensor, locations: torch.Tensor, logit_scale: torch.Tensor) -> torch.Tensor:
    """exp(logit_scale) times the cosines of (n, d) image and (m, d) location vectors: (n, m)."""
    cosines = normalize(images, dim=-1) @ normalize(locations, dim=-1).to(images.dtype).T
    return logit_scale.exp() * cosines


def clip_loss(images: torch.Tensor, locations: torch.Tensor, logit_scale: torch.Tensor) -> torch.Tensor:
    """Symmetric cross-entropy of matching row i of one (n, d) to row i of the other.

    Radford et al. (2021), fig. 3, as used by Klemmer et al. (2025) for images and locations. Keep
    `logit_scale` at most `LARGEST_LOGIT_SCALE` (ln 100), as the former do.
    """
    logits = clip_logits(images, locations, logit_scale)
    pairs = torch.arange(len(logits), device=logits.device)
    return (cross_entropy(logits, pairs) + cross_entropy(logits.T, pairs)) / 2


def squared_error(predicted: torch.Tensor, actual: torch.Tensor) -> torch.Tensor:
    """Mean over all rows and columns of the squared difference of two (n, k): reconstruction, and the
    position head.
    """
    return mse_loss(predicted, actual)


@torch.no_grad()
def retrieval(
    queries: torch.Tensor, candidates: torch.Tensor, ranks: tuple[int, ...] = (1, 10)
) -> list[float]:
    """Share of queries (n, d) whose own candidate, row i for row i, is among the r most similar by
    cosine, for each r.
    """
    cosines = normalize(queries, dim=-1) @ normalize(candidates, dim=-1).T
    better = (cosines > cosines.diagonal()[:, None]).sum(1)
    return [float((better < rank).float().mean()) for rank in ranks]
