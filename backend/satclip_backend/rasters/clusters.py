"""k-means clusters of embeddings, which a map shows as classes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from satclip_backend.encoders.heads import TOLERANCE, LinearHead
from satclip_backend.errors import SatclipError
from satclip_backend.progress import Progress, no_progress, part_of
from satclip_backend.rasters.colours import palette
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    from sklearn.cluster import KMeans

    from satclip_backend.encoders.encoder import Encoder

#: Smallest and largest number of clusters that a palette raster and its legend can show.
FEWEST, MOST = 2, 64
#: Number of points for the fit. The live layer and maps use the same points, so that their classes are the
#: same.
SAMPLE = 10_000
#: Number of k-means runs; the best is used.
STARTS = 4
#: Number of k-means iterations between checks for cancellation, and largest number of such rounds.
STEPS, ROUNDS = 10, 10


@dataclass(frozen=True)
class Clusters:
    """k clusters, the largest first. Class i + 1 of a map is row i.

    Attributes
    ----------
    centres : (k, d) float64
        Cluster centres.
    typical : (k, 2) float64
        Longitude and latitude of the sample point nearest to each centre, in degrees.
    similarity : (k,) float64
        Mean cosine between a cluster's points and its centre, relative to the mean of the sample.
    scale : (k,) float64
        Standard deviation of the scores.
    """

    centres: NDArray[np.float64]
    typical: NDArray[np.float64]
    similarity: NDArray[np.float64]
    scale: NDArray[np.float64]

    @property
    def colours(self) -> list[str]:
        """Colour of each class, "#rrggbb"."""
        return palette(len(self.centres))

    def head(self, tolerance: float = TOLERANCE) -> LinearHead:
        """Return a head of scores; the largest belongs to the nearest centre. `tolerance` is in standard deviations."""
        half = 0.5 * (self.centres**2).sum(axis=1)
        return LinearHead(tolerance=tolerance * self.scale, matrix=self.centres, offset=-half)

    @staticmethod
    def classes(scores: NDArray[np.float32]) -> NDArray[np.uint8]:
        """Return classes (...) from 1 for scores (k, ...); 0 where they are NaN."""
        known = np.isfinite(scores[0])
        return np.where(known, np.nan_to_num(scores).argmax(axis=0) + 1, 0).astype(np.uint8)


def fit_clusters(
    encoder: Encoder,
    lonlat: NDArray[np.float64],
    k: int,
    progress: Progress = no_progress,
) -> Clusters:
    """Cluster the embeddings of points `lonlat` (n, 2) in degrees by k-means. The result is deterministic.

    Points that the encoder does not cover are left out. `progress` is called between iterations, without messages.
    Raises SatclipError if there are fewer than k different embeddings.
    """
    if not FEWEST <= k <= MOST:
        raise SatclipError(
            _("The number of clusters must be from {least} to {most}, not {k}.", least=FEWEST, most=MOST, k=k)
        )
    embeddings = encoder.encode(lonlat).astype(np.float64)
    covered = np.isfinite(embeddings[:, 0])
    lonlat, embeddings = lonlat[covered], embeddings[covered]
    progress(0.0, "")
    if len(np.unique(embeddings, axis=0)) < k:
        raise SatclipError(
            _(
                "There are fewer than {k} different embeddings: use fewer clusters, a larger extent or another "
                "encoder.",
                k=k,
            )
        )
    fits = [
        _fit(embeddings, k, start, part_of(progress, start / STARTS, (start + 1) / STARTS))
        for start in range(STARTS)
    ]
    best = min(fits, key=lambda fit: fit.inertia_)
    order = np.argsort(-np.bincount(best.labels_, minlength=k), kind="stable")
    centres, labels = best.cluster_centers_[order], np.argsort(order)[best.labels_]
    progress(1.0, "")

    mean = embeddings.mean(axis=0)
    along, direction = embeddings - mean, (centres - mean)[labels]
    lengths = np.linalg.norm(along, axis=1) * np.linalg.norm(direction, axis=1)
    cosine = (along * direction).sum(axis=1) / np.maximum(lengths, 1e-300)
    distance = np.linalg.norm(embeddings - centres[labels], axis=1)
    members = [np.flatnonzero(labels == i) for i in range(k)]
    return Clusters(
        centres=centres,
        typical=np.array([lonlat[rows[distance[rows].argmin()]] for rows in members]),
        similarity=np.array([cosine[rows].mean() for rows in members]),
        scale=(embeddings @ centres.T).std(axis=0),
    )


def _fit(embeddings: NDArray[np.float64], k: int, start: int, progress: Progress) -> KMeans:
    progress(0.0, "")
    from sklearn.cluster import KMeans  # the first import takes a second

    fit = KMeans(k, n_init=1, max_iter=STEPS, random_state=start).fit(embeddings)
    for done in range(1, ROUNDS):
        if fit.n_iter_ < STEPS:
            break
        progress(done / ROUNDS, "")
        fit = KMeans(k, init=fit.cluster_centers_, n_init=1, max_iter=STEPS).fit(embeddings)
    return fit
