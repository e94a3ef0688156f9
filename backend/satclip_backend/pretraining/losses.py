"""Loss functions of image features, embeddings and positions.

Contrastive losses compare each image with each location. They are exact, but computed in blocks of rows, so
that memory is linear in the batch size; gradients are computed in the forward pass. With several processes,
each has its share of the rows and returns its part of the loss. The parts add up to the loss of the full
batch, and so do the gradients.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch.nn.functional import normalize, softplus

from satclip_backend.geo.sphere import EARTH_RADIUS_KM
from satclip_backend.pretraining.distributed import ALONE, Workers
from satclip_backend.progress import Progress, no_progress

START_LOGIT_SCALE = math.log(1 / 0.07)
LARGEST_LOGIT_SCALE = math.log(100)
SIGLIP_LOGIT_SCALE, SIGLIP_BIAS = math.log(10), -10.0
BLOCK_NUMBERS = 1 << 22
KEPT_NUMBERS = 1 << 26
"""Number of logits in a block, and the largest number that is kept for the gradients.

More logits are computed again (benchmarks/pretraining/cost.py).
"""


@dataclass(frozen=True)
class PairSettings:
    """Options of the comparison of all pairs.

    Attributes
    ----------
    workers : Workers
        Processes among which the rows are shared.
    total : int or None
        Number of rows of all processes; None if there is one process.
    progress : Progress
        Called between blocks, without messages.
    xyz : (rows, 3) tensor or None
        Unit vectors of the points.
    apart_km : float
        Pairs of different points closer than this are not negatives, because neighbours look alike.
    block : int
        Number of logits in a block.
    kept : int
        Largest number of logits that is kept for the gradients.
    """

    workers: Workers = ALONE
    total: int | None = None
    progress: Progress = no_progress
    xyz: torch.Tensor | None = None
    apart_km: float = 0.0
    block: int = BLOCK_NUMBERS
    kept: int = KEPT_NUMBERS


def clip_logits(images: torch.Tensor, locations: torch.Tensor, logit_scale: torch.Tensor) -> torch.Tensor:
    """Return the logits (n, m) of image vectors (n, d) and location vectors (m, d).

    They are exp(logit_scale) times the cosine.
    """
    cosines = normalize(images, dim=-1) @ normalize(locations, dim=-1).to(images.dtype).T
    return logit_scale.exp() * cosines


def clip_loss(
    images: torch.Tensor,
    locations: torch.Tensor,
    logit_scale: torch.Tensor,
    pair_settings: PairSettings | None = None,
) -> torch.Tensor:
    """Symmetric cross-entropy of matching images (n, d) to locations (n, d), row i to row i.

    Radford et al. (2021), fig. 3, as used by Klemmer et al. (2025) for images and locations. `logit_scale`
    must be at most `LARGEST_LOGIT_SCALE` (ln 100), as in the former.
    """
    return _contrast(_clip, images, locations, logit_scale, None, pair_settings)


def siglip_loss(
    images: torch.Tensor,
    locations: torch.Tensor,
    logit_scale: torch.Tensor,
    bias: torch.Tensor,
    pair_settings: PairSettings | None = None,
) -> torch.Tensor:
    """Sigmoid loss of all pairs of images (n, d) and locations (n, d); row i matches row i.

    Zhai et al. (2023), eq. 1 and algorithm 1: logits are exp(logit_scale) cosine + bias; the loss is summed
    over pairs and divided by n. Initial values are `SIGLIP_LOGIT_SCALE` and `SIGLIP_BIAS`.
    """
    return _contrast(_siglip, images, locations, logit_scale, bias, pair_settings)


def softmax_loss(
    queries: torch.Tensor,
    candidates: torch.Tensor,
    temperature: float,
    pair_settings: PairSettings | None = None,
) -> torch.Tensor:
    """Cross-entropy of matching queries (n, d) to candidates (n, d), row i to row i, in this direction only.

    The in-batch loss of CSP (Mai et al. 2023, section 3.3): logits are the cosine divided by the temperature. With two
    embeddings of the same locations under different dropout, it is the loss of twins (Gao et al. 2021, SimCSE).
    """
    scale = queries.new_tensor(-math.log(temperature))
    return _contrast(_softmax, queries, candidates, scale, None, pair_settings)


def random_negatives_loss(
    images: torch.Tensor,
    locations: torch.Tensor,
    negatives: torch.Tensor,
    temperature: float,
    total: int | None = None,
) -> torch.Tensor:
    """Cross-entropy of matching each image (n, d) to its location (n, d), not to its negatives (n, c, d).

    The random negative location loss of CSP (Mai et al. 2023, section 3.3). With `total` rows over all processes,
    return the part of this process.
    """
    images, candidates = (
        normalize(vectors, dim=-1).to(images.dtype)
        for vectors in (images, torch.cat([locations[:, None], negatives], dim=1))
    )
    logits = (images[:, None] * candidates).sum(-1) / temperature
    return -logits.log_softmax(dim=1)[:, 0].sum() / (total or len(images))


def squared_error(predicted: torch.Tensor, actual: torch.Tensor, total: int | None = None) -> torch.Tensor:
    """Mean squared error over rows and columns of two (n, k), for reconstruction and position.

    With `total` rows over all processes, return the part of this process.
    """
    return (predicted - actual).square().sum() / ((total or len(actual)) * actual.shape[1])


@torch.no_grad()
def retrieval(
    queries: torch.Tensor, candidates: torch.Tensor, ranks: tuple[int, ...] = (1, 10)
) -> list[float]:
    """Return the top-r retrieval accuracy for each of `ranks`.

    It is the share of queries (n, d) whose candidate, row i for row i, is among the r most similar by cosine.
    """
    cosines = normalize(queries, dim=-1) @ normalize(candidates, dim=-1).T
    better = (cosines > cosines.diagonal()[:, None]).sum(1)
    return [float((better < rank).float().mean()) for rank in ranks]


def _contrast(kind, images, locations, logit_scale, bias, pair_settings: PairSettings | None) -> torch.Tensor:
    images = normalize(images, dim=-1)
    locations = normalize(locations, dim=-1).to(images.dtype)
    bias = logit_scale.new_zeros(()) if bias is None else bias
    return _AllPairs.apply(images, locations, logit_scale, bias, kind, pair_settings or PairSettings())


class _AllPairs(torch.autograd.Function):
    """A loss over all pairs whose gradients are computed in the forward pass."""

    @staticmethod
    def forward(ctx, images, locations, logit_scale, bias, kind, pair_settings):
        n = len(images) if pair_settings.total is None else pair_settings.total
        pairs = _Pairs(
            images, pair_settings.workers.gather(locations, n), logit_scale.exp(), bias, pair_settings, n
        )
        loss, *gradients = kind(pairs, any(ctx.needs_input_grad))
        ctx.save_for_backward(*gradients)
        return loss

    @staticmethod
    def backward(ctx, upstream):
        return *(upstream * gradient for gradient in ctx.saved_tensors), None, None


class _Pairs:
    """Pairs of own images (r, d) and all locations (n, d), unit vectors, in blocks of rows."""

    def __init__(self, images, locations, scale, bias, pair_settings: PairSettings, n: int):
        self.images, self.locations, self.scale, self.bias, self.pair_settings, self.n = (
            images, locations, scale.to(images.dtype), bias.to(images.dtype), pair_settings, n,
        )  # fmt: skip
        self.own = pair_settings.workers.share(n)
        self.rows = max(1, pair_settings.block // max(n, 1))
        self.own_cosines = (images * locations[self.own]).sum(1)
        self.xyz = None
        if pair_settings.apart_km and pair_settings.xyz is not None:
            self.xyz = pair_settings.workers.gather(pair_settings.xyz.to(images.dtype), n)

    def blocks(self):
        """Yield the slice of own rows, their images, and the offset of the diagonal with the matching pairs."""
        for start in range(0, len(self.images), self.rows):
            self.pair_settings.progress(start / len(self.images), "")
            rows = slice(start, min(start + self.rows, len(self.images)))
            yield rows, self.images[rows], self.own.start + start

    def logits(self, images: torch.Tensor, offset: torch.Tensor) -> torch.Tensor:
        """Return scale * cosine + offset, (rows, n)."""
        return torch.addmm(offset.expand(1), images * self.scale, self.locations.T)

    def near(self, rows: slice, matching: int) -> torch.Tensor | None:
        """Return a mask (rows, n) of pairs that are too close to be negatives; None if there are none."""
        if self.xyz is None:
            return None
        mine = self.xyz[self.own][rows]
        near = mine @ self.xyz.T > math.cos(self.pair_settings.apart_km / EARTH_RADIUS_KM)
        near.diagonal(matching).fill_(False)
        return near

    def gradients(self, weights: Callable):
        """Return the gradients of images, own locations and logit scale.

        `weights(rows, images, matching)` returns the gradients of the logits of a block.
        """
        to_images, to_locations = torch.empty_like(self.images), torch.zeros_like(self.locations)
        for rows, images, matching in self.blocks():
            block = weights(rows, images, matching)
            torch.mm(block, self.locations, out=to_images[rows])
            to_locations.addmm_(block.T, images)
        to_images *= self.scale
        to_locations *= self.scale
        to_scale = (to_images * self.images).sum()  # the sum over pairs of weight times logit
        self.pair_settings.workers.total(to_locations)
        return to_images, to_locations[self.own], to_scale


def _clip(pairs: _Pairs, wanted: bool):
    """Return the loss, then the gradients of images, own locations, logit scale and bias.

    Rows and columns share one exponential, exp(logit - shift), which is possible because logits are bounded.
    If a sum is too small for single precision, the computation is repeated in double precision.
    """
    n, scale = pairs.n, pairs.scale
    shift = (scale + math.log(n) - 80).clamp_min(0)
    row_sums, column_sums = scale.new_empty(len(pairs.images)), scale.new_zeros(n)
    keep = wanted and len(pairs.images) * n <= pairs.pair_settings.kept
    kept: dict[int, torch.Tensor] = {}

    def exponentials(rows, images, matching):
        block = pairs.logits(images, -shift).exp_()
        near = pairs.near(rows, matching)
        return block if near is None else block.masked_fill_(near, 0)

    for rows, images, matching in pairs.blocks():
        block = exponentials(rows, images, matching)
        row_sums[rows] = block.sum(1)
        column_sums += block.sum(0)
        if keep:
            kept[rows.start] = block
    pairs.pair_settings.workers.total(column_sums)
    if scale.dtype == torch.float32 and _any(
        torch.cat([row_sums, column_sums]) < 1e-28, pairs.pair_settings.workers
    ):
        wide = [tensor.double() for tensor in (pairs.images, pairs.locations, scale, pairs.bias)]
        return [result.float() for result in _clip(_Pairs(*wide, pairs.pair_settings, n), wanted)]
    logs = row_sums.log().sum() + column_sums[pairs.own].log().sum()
    own_logits = pairs.own_cosines * scale - shift
    loss = (logs - 2 * own_logits.sum()) / (2 * n)
    if not wanted:
        return (loss,)
    by_row, by_column = 0.5 / n / row_sums, 0.5 / n / column_sums

    def weights(rows, images, matching):
        block = kept.pop(rows.start) if keep else exponentials(rows, images, matching)
        block *= by_row[rows, None] + by_column
        block.diagonal(matching).sub_(1 / n)
        return block

    return loss, *pairs.gradients(weights), loss.new_zeros(())


def _softmax(pairs: _Pairs, wanted: bool):
    """Return the loss, then the gradients of images, own locations, logit scale and bias.

    Images are the queries, and locations the candidates.
    """
    n, zero = pairs.n, pairs.scale.new_zeros(())
    loss = -(pairs.own_cosines * pairs.scale).sum()

    def weights(rows, images, matching):
        nonlocal loss
        block = pairs.logits(images, zero)
        near = pairs.near(rows, matching)
        if near is not None:
            block.masked_fill_(near, -math.inf)
        logs = block.logsumexp(1)
        loss = loss + logs.sum()
        block = block.sub_(logs[:, None]).exp_()
        block.diagonal(matching).sub_(1)
        return block.div_(n)

    if not wanted:
        for rows, images, matching in pairs.blocks():
            weights(rows, images, matching)
        return (loss / n,)
    gradients = pairs.gradients(weights)
    return loss / n, *gradients, zero


def _siglip(pairs: _Pairs, wanted: bool):
    """Return the loss, then the gradients of images, own locations, logit scale and bias."""
    n = pairs.n
    own_logits = pairs.own_cosines * pairs.scale + pairs.bias
    loss, to_bias = -own_logits.sum(), pairs.scale.new_zeros(())

    def weights(rows, images, matching):
        nonlocal loss, to_bias
        block = pairs.logits(images, pairs.bias)
        near = pairs.near(rows, matching)
        if near is not None:
            block.masked_fill_(near, -math.inf)
        loss = loss + softplus(block).sum()
        block = block.sigmoid_()
        block.diagonal(matching).sub_(1)
        block /= n
        to_bias = to_bias + block.sum()
        return block

    if not wanted:
        for rows, images, matching in pairs.blocks():
            weights(rows, images, matching)
        return (loss / n,)
    gradients = pairs.gradients(weights)
    return loss / n, *gradients, to_bias


def _any(flags: torch.Tensor, workers: Workers) -> bool:
    """Return whether a flag is set in any process."""
    count = flags.sum().float()
    workers.total(count)
    return bool(count > 0)
