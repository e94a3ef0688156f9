"""Suggested points: the largest reduction of dissimilarity and distance, compared with plain sums."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.spatial.distance import cdist

from satclip_backend.encoders import load_encoder
from satclip_backend.errors import SatclipError
from satclip_backend.geo.sphere import arc_km, unit
from satclip_backend.models.features import embed
from satclip_backend.models.suggestion import most_reducing, suggest


@pytest.fixture
def encoders(tiny_encoder_file):
    return [load_encoder(tiny_encoder_file, device="cpu")]


def test_points_are_ordered_by_reduction_of_the_mean():
    """Rows are at 0 on a line, candidates in a group around 10 and at 30, which is farther but isolated."""
    places = np.array([9.0, 10, 11, 10, 30, 1])
    chosen, reduction = most_reducing(places, np.abs(places[:, None] - places), 10)
    assert places[chosen[:2]].tolist() == [10, 30]
    assert reduction[0] == pytest.approx((9 - 1 + 10 + 11 - 1 + 10 + 30 - 20) / places.sum())
    assert reduction.sum() == pytest.approx(1)
    assert len(chosen) == 5, "two candidates are the same"


def test_each_point_is_the_best_given_the_previous_ones(fitted, encoders):
    model, _ = fitted("height")
    candidates = np.random.default_rng(0).uniform(-60, 60, (300, 2))
    found = suggest(model, encoders, candidates, 4).points
    assert found.fields["rank"].values.tolist() == [1, 2, 3, 4]
    known = model.applicability
    x = embed(encoders[0], candidates).astype(np.float64) @ known.matrix.T + known.offset
    xyz, rows = unit(candidates), unit(model.training_lonlat)
    gaps = [cdist(x, known.reference).min(axis=1), arc_km(cdist(xyz, rows).min(axis=1))]
    between = [cdist(x, x), arc_km(cdist(xyz, xyz))]
    whole = [gap.sum() for gap in gaps]
    for lonlat, reduction in zip(found.lonlat, found.fields["reduction"].values):
        gains = [
            np.mean([np.maximum(gap - d[row], 0).sum() / all for gap, d, all in zip(gaps, between, whole)])
            for row in range(len(candidates))
        ]
        best = int(np.argmax(gains))
        np.testing.assert_array_equal(lonlat, candidates[best])
        assert reduction == pytest.approx(gains[best], rel=1e-3)
        gaps = [np.minimum(gap, d[best]) for gap, d in zip(gaps, between)]
    assert list(found.fields)[2:5] == ["prediction", "lower", "upper"]
    assert (found.fields["dissimilarity"].values > 0).all()


def test_training_locations_are_not_suggested(fitted, encoders):
    model, _ = fitted("height")
    new = np.array([[170.0, -70.0]])
    candidates = np.concatenate([model.training_lonlat[:50], new])
    np.testing.assert_array_equal(suggest(model, encoders, candidates, 1).points.lonlat, new)


def test_fewer_points_than_requested_give_a_warning(fitted, encoders):
    model, _ = fitted("height")
    found = suggest(model, encoders, np.array([[170.0, -70.0], [170.0, -70.0]]), 2)
    assert found.warnings == ["1 point is enough: more would hardly reduce anything."]


def test_fields_unknown_in_the_area_are_named(fit_columns, columns, encoders):
    model, _ = fit_columns(columns, target="height", fields=["rain"], fold_count=2)
    with pytest.raises(SatclipError, match="needs the field rain, which is not known in the whole area"):
        suggest(model, encoders, columns.lonlat, 3)
