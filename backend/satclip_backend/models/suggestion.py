"""Where to measure next: the places that bring training points nearest to an area, in features and in kilometres.

Candidates are places of the area. One after the other, the candidate is taken that, as a training point, reduces the
mean dissimilarity of all of them and their mean distance to the nearest training point most, each relative to its first
value (the greedy algorithm of facility location: Nemhauser et al. 1978, doi:10.1007/BF01588971). So a place counts that
stands for many others, not the strangest one, and no two are alike. `benchmarks/suggestion.py`: with 50 such points,
the error of a model was 1 to 11 % smaller than with 50 random ones, and as large as with points spread by distance
alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.distance import cdist

from satclip_backend.counts import counted
from satclip_backend.errors import SatclipError
from satclip_backend.geo.distances import nearest_km
from satclip_backend.geo.sphere import arc_km, unit
from satclip_backend.models.model import Model, features_of
from satclip_backend.models.prediction import predict_columns
from satclip_backend.models.raster_predictors import (
    RasterPredictor,
    check_rasters,
    with_rasters,
    without_values,
)
from satclip_backend.progress import Progress, no_progress, part_of
from satclip_backend.tables.columns import Column, Columns

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder

CANDIDATES = 2_000
"""Places of the area that are compared with each other: 32 MB of dissimilarities and distances."""
LEAST = 1e-5
"""Share of the whole that a further point must reduce."""
MOST = 500
"""Points that may be suggested: a quarter of the candidates."""


@dataclass(frozen=True)
class Suggestion:
    """The suggested `points`, best first, and `warnings` of what they don't take into account."""

    points: Columns
    warnings: list[str]


def suggest(
    model: Model,
    encoders: Sequence[Encoder],
    candidates: NDArray[np.float64],
    count: int,
    rasters: Sequence[RasterPredictor] = (),
    progress: Progress = no_progress,
) -> Suggestion:
    """The `count` places, best first, of the candidates (m, 2) in degrees, which are uniform on the area.

    Returns
    -------
    Suggestion
        Fields of its points: `rank`, from 1; `reduction`, the share by which the place reduces the area's mean
        dissimilarity and mean distance to a training point, on average of the two; and what `predict_columns` gives,
        before anything is measured there. Candidates at which a raster has no value are left out, with a warning.

    Raises
    ------
    SatclipError
        If the model needs fields, which places of an area lack, or rasters that were not given or have no values there.
    """
    features = model.metadata.features
    if features.fields:
        raise SatclipError(
            f"The model needs the field {features.fields[0]}, which is not known in the whole area: fit a model "
            "without predictor fields."
        )
    check_rasters(features.rasters, rasters)
    columns = with_rasters(Columns(candidates, {}), rasters)
    known = np.ones(len(candidates), dtype=bool)
    for raster in rasters:
        known &= ~without_values(raster.used, columns.fields)
    rows = np.flatnonzero(known)
    if not len(rows):
        raise SatclipError(
            "The rasters of the model have no values in the area: choose another area, or other rasters."
        )
    warnings = _without_values(known)
    columns = Columns(columns.lonlat[rows], {name: c.take(rows) for name, c in columns.fields.items()})
    progress(0.0, "predicting the area")
    values = model.filled(features_of(model, encoders, columns.lonlat, columns.fields))
    missing, between = _gaps(model, columns.lonlat, values)
    chosen, reduction = most_reducing(missing, between, count, part_of(progress, 0.2, 0.9))
    places = Columns(columns.lonlat[chosen], {name: c.take(chosen) for name, c in columns.fields.items()})
    found = {
        "rank": Column.of("integer", np.arange(1, len(chosen) + 1)),
        "reduction": Column.of("number", reduction),
        **predict_columns(model, encoders, places),
    }
    if len(chosen) < count:
        warnings.append(
            f"{counted(len(chosen), 'point is', 'points are')} enough: further ones would reduce next to nothing."
        )
    progress(1.0, "done")
    return Suggestion(Columns(places.lonlat, found), warnings)


def _without_values(known: NDArray[np.bool_]) -> list[str]:
    """A sentence on candidates (m,) that are not `known` to a raster, if there are any."""
    if known.all():
        return []
    left = 1 - known.mean()
    return [
        f"{'Less than 1' if left < 0.01 else round(100 * min(left, 0.99))} % of the area ({(~known).sum():,} of "
        f"{counted(len(known), 'place')} that were compared) was left out, because a raster of the model has no value "
        "there: no points are suggested there, and the reduction is that of the rest."
    ]


def _gaps(
    model: Model, lonlat: NDArray[np.float64], features: NDArray[np.float32]
) -> tuple[NDArray[np.float64], NDArray[np.float32]]:
    """What `most_reducing` takes (2m,), (m, 2m): dissimilarities, then distances, both divided by their mean."""
    dissimilarity, km = model.applicability.dissimilarity(features), nearest_km(lonlat, model.training_lonlat)
    means = dissimilarity.mean() or 1.0, km.mean() or 1.0
    apart = arc_km(cdist(unit(lonlat), unit(lonlat))).astype(np.float32)
    between = np.hstack([model.applicability.between(features) / means[0], apart / means[1]])
    return np.concatenate([dissimilarity / means[0], km / means[1]]), between.astype(np.float32)


def most_reducing(
    gaps: NDArray[np.float64],
    between: NDArray[np.float32],
    count: int,
    progress: Progress = no_progress,
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Positions (k,) of at most `count` of m candidates, and the share (k,) of the sum of `gaps` that each one reduces.

    `gaps` (q,) are dissimilarities or distances of places from the training data, `between` (m, q) of the places from
    each candidate. There are fewer than `count` where no further candidate reduces more than `LEAST`.
    """
    left = gaps.astype(np.float32)
    whole = float(left.sum(dtype=np.float64)) or 1.0
    chosen, reduction = [], []
    for step in range(min(count, len(between))):
        progress(step / count, f"{step:,} of {count:,} points")
        gains = np.maximum(left - between, 0).sum(axis=1, dtype=np.float64)
        best = int(gains.argmax())
        if gains[best] <= LEAST * whole:
            break
        chosen.append(best)
        reduction.append(gains[best] / whole)
        left = np.minimum(left, between[best])
    return np.array(chosen, dtype=np.int64), np.array(reduction)
