"""Suggest where to sample next: points that reduce the distance of an area from the training data most.

Candidates are uniform points in the area. The algorithm is greedy facility location (Nemhauser et al. 1978,
doi:10.1007/BF01588971): each step adds the candidate that, as a training point, most reduces the sum of the
mean dissimilarity of all candidates and their mean distance in km to the nearest training point, each
relative to its initial value. So it prefers points that represent many others to outliers, and never selects
two similar ones.

In `benchmarks/suggestion.py`, the error of a model with 50 suggested points was 1 to 11 % lower than with 50 random
ones, and the same as with points that are spread by distance alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.distance import cdist

from satclip_backend.encoders.cautions import cautions
from satclip_backend.errors import SatclipError
from satclip_backend.geo.distances import nearest_km
from satclip_backend.geo.sphere import arc_km, unit
from satclip_backend.models.coverage import have_embeddings
from satclip_backend.models.features import embed
from satclip_backend.models.model import Model, features_of
from satclip_backend.models.prediction import predict_columns
from satclip_backend.models.raster_matching import check_rasters
from satclip_backend.models.raster_predictors import RasterPredictor, with_rasters, without_values
from satclip_backend.progress import Progress, no_progress, part_of
from satclip_backend.tables.columns import Column, Columns
from satclip_backend.translation import gettext_lazy as _
from satclip_backend.translation import ngettext_lazy as ngettext

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder

CANDIDATES = 2_000
"""Number of points in the area that are compared: 32 MB of dissimilarities and distances."""
LEAST = 1e-5
"""Smallest reduction by a further point, as a share of the initial sum."""
MOST = 500
"""Largest number of suggested points: a quarter of the candidates."""


@dataclass(frozen=True)
class Suggestion:
    """The suggested `points`, best first, and `warnings` about what they ignore."""

    points: Columns
    warnings: list[str]


def suggest(
    model: Model,
    encoders: Sequence[Encoder],
    candidates: NDArray[np.float64],
    count: int,
    rasters: Sequence[RasterPredictor] = (),
    progress: Progress = no_progress,
    *,
    month: int | None = None,
) -> Suggestion:
    """Return the `count` best of the candidates (m, 2), uniform points in the area in degrees.

    They are compared and predicted in a `month` from 1 to 12, or in the mean over the year.

    Returns
    -------
    Suggestion
        The points have the fields `rank`, from 1; `reduction`, the mean of the shares by which the point reduces the
        mean dissimilarity of the area and its mean distance to a training point; and the fields of `predict_columns`
        before the point is measured. Candidates without a raster value or an embedding are excluded, with a warning.

    Raises
    ------
    SatclipError
        If the model needs predictor fields, which are unknown in an area, or rasters that are missing or have no
        values there, if an encoder has no embedding there, or if the model has no date field for a `month`.
    """
    features = model.metadata.features
    model.metadata.check_month(month)
    if features.fields:
        raise SatclipError(
            _(
                "The model needs the field {field}, which is not known in the whole area: fit a model without"
                " predictor fields.",
                field=features.fields[0],
            )
        )
    check_rasters(features.rasters, rasters)
    columns = with_rasters(Columns(candidates, features.dated(len(candidates), month)), rasters)
    known = np.ones(len(candidates), dtype=bool)
    for raster in rasters:
        known &= ~without_values(raster.used, columns.fields)
    if not known.any():
        raise SatclipError(
            _("The rasters of the model have no values in the area: choose another area, or other rasters.")
        )
    covered = have_embeddings([embed(encoder, candidates) for encoder in encoders], len(candidates))
    rows = np.flatnonzero(known & covered)
    if not len(rows):
        raise SatclipError(
            _(
                "The encoder of the model has no embeddings in the area: choose another area, or another model."
            )
        )
    warnings = [*_without_values(known), *_not_covered(covered)]
    warnings += model.metadata.month_warnings(month)
    if features.date_field is not None and month is None:
        warnings.append(
            _("The points have no date: they are compared and predicted in the mean over the year.")
        )
    columns = Columns(columns.lonlat[rows], {name: c.take(rows) for name, c in columns.fields.items()})
    progress(0.0, _("predicting the area"))
    values = model.filled(features_of(model, encoders, columns.lonlat, columns.fields))
    missing, between = _gaps(model, columns.lonlat, values)
    chosen, reduction = most_reducing(missing, between, count, part_of(progress, 0.2, 0.9))
    places = Columns(columns.lonlat[chosen], {name: c.take(chosen) for name, c in columns.fields.items()})
    warnings += cautions(encoders, places.lonlat)
    found = {
        "rank": Column.of("integer", np.arange(1, len(chosen) + 1)),
        "reduction": Column.of("number", reduction),
        **predict_columns(model, encoders, places),
    }
    if len(chosen) < count:
        warnings.append(
            ngettext(
                "{count} point is enough: more would hardly reduce anything.",
                "{count} points are enough: more would hardly reduce anything.",
                len(chosen),
            )
        )
    progress(1.0, "done")
    return Suggestion(Columns(places.lonlat, found), warnings)


def _without_values(known: NDArray[np.bool_]) -> list[str]:
    """Return a warning about candidates (m,) without a raster value, if there are any."""
    if known.all():
        return []
    left = 1 - known.mean()
    return [
        _(
            "{share} % of the area ({missing} of {count} places that were compared) was left out, because a raster of "
            "the model has no value there: no points are suggested there, and the reduction is that of the rest.",
            share=_("Less than 1") if left < 0.01 else round(100 * min(left, 0.99)),
            missing=int((~known).sum()),
            count=len(known),
        )
    ]


def _not_covered(covered: NDArray[np.bool_]) -> list[str]:
    """Return a warning about candidates (m,) without an embedding, if there are any."""
    if covered.all():
        return []
    return [
        _(
            "{missing} of {count} places in the area that were compared were left out, because the encoder has no "
            "embedding there: no points are suggested there, and the reduction is that of the rest.",
            missing=int((~covered).sum()),
            count=len(covered),
        )
    ]


def _gaps(
    model: Model, lonlat: NDArray[np.float64], features: NDArray[np.float32]
) -> tuple[NDArray[np.float64], NDArray[np.float32]]:
    """Return the arrays `gaps` (2m,) and `between` (m, 2m) of `most_reducing`.

    Dissimilarities come first, then distances; both are divided by their mean.
    """
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
    """Select candidates that reduce the sum of `gaps` most, one after the other.

    Parameters
    ----------
    gaps : (q,) float64
        Dissimilarities or distances of points from the training data.
    between : (m, q) float32
        The same from each candidate to these points.
    count : int
        Largest number of candidates to select. There are fewer if no further candidate reduces more than `LEAST`.

    Returns
    -------
    tuple of (k,) arrays
        Indices of the selected candidates, and the share of the sum of `gaps` by which each reduces it.
    """
    left = gaps.astype(np.float32)
    whole = float(left.sum(dtype=np.float64)) or 1.0
    chosen, reduction = [], []
    for step in range(min(count, len(between))):
        progress(step / count, _("{step} of {count} points", step=step, count=count))
        gains = np.maximum(left - between, 0).sum(axis=1, dtype=np.float64)
        best = int(gains.argmax())
        if gains[best] <= LEAST * whole:
            break
        chosen.append(best)
        reduction.append(gains[best] / whole)
        left = np.minimum(left, between[best])
    return np.array(chosen, dtype=np.int64), np.array(reduction)
