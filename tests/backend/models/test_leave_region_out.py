"""Leave-region-out evaluation: held-out rows, training shares, and generalisation of embeddings and coordinates."""

from __future__ import annotations

import numpy as np
import pytest

from satclip_backend.encoders import load_encoder
from satclip_backend.errors import SatclipError
from satclip_backend.models.fit_config import FitConfig
from satclip_backend.models.leave_region_out import SHARES, evaluate_regions, location_ranks
from satclip_backend.models.observations import observe
from satclip_backend.models.report import write_regions_report


@pytest.fixture
def evaluate(make_columns, tiny_encoder_file):
    def evaluate(target, n=400, regions=None, encoders=("tiny",), **config):
        columns = make_columns(n)
        observed = observe(columns, target, groups="region")
        config = FitConfig(
            target=target, encoders=list(encoders), **{"estimator": "linear", "coordinates": False, **config}
        )
        names = observed.groups if regions is None else regions(observed)
        loaded = [load_encoder(tiny_encoder_file, device="cpu") for _ in encoders]
        return evaluate_regions(observed, config, loaded, names, "values of region")

    return evaluate


@pytest.mark.parametrize("target", ["height", "kind"])
def test_each_region_is_scored_at_each_training_share(evaluate, target):
    result = evaluate(target)
    assert len(result.regions) >= 3
    told = {(row.region, row.share, row.model) for row in result.rows}
    assert len(told) == len(result.rows) == (len(result.regions) + 1) * len(SHARES) * 3
    for region in ["", *result.regions]:  # the same rows are predicted for every share
        assert len({row.rows for row in result.rows if row.region == region}) == 1
    for code, region in enumerate(result.regions):
        own = (result.region_index == code).sum()
        rows = next(row.rows for row in result.rows if row.region == region)
        assert 0.85 * own <= rows <= 0.95 * own + 1


def test_a_region_of_one_class_has_no_auc_and_is_not_ranked(evaluate, tmp_path):
    def of_one_class(observed):
        observed.target[observed.groups == "r0"] = 0
        return observed.groups

    result = evaluate("tall", regions=of_one_class)
    assert result.score == "auc"
    scores = {(row.region, row.model): row.score.value for row in result.rows if row.share == 0}
    model, constant = result.rows[0].model, "Most frequent class"
    assert np.isnan([scores["r0", model], scores["r0", constant]]).all()
    assert 0.5 < scores["", model] <= 1
    assert {scores[region, constant] for region in ["", *result.regions] if region != "r0"} == {0.5}
    write_regions_report(result, tmp_path / "report.html")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "All observations in r0 are of one class: there is no AUC." in page
    assert "highest in r0" not in page
    assert "lowest in r0" not in page


def test_embeddings_generalise_to_new_regions_and_coordinates_do_not(evaluate):
    result = evaluate("height")
    score = {
        (row.model.split(" on ")[-1], row.share): row.score.value for row in result.rows if row.region == ""
    }
    assert score["embeddings", 0.0] > 0.9 > score["coordinates alone", 0.0]


@pytest.mark.parametrize(
    ("estimator", "labels"),
    [
        (
            "neighbours",
            {"Nearest neighbours on the sphere", "Gradient boosting on coordinates alone", "Mean"},
        ),
        ("linear", {"Ridge regression on coordinates", "Mean"}),
    ],
)
def test_baselines_of_a_model_without_embeddings_differ_from_the_model(evaluate, estimator, labels):
    result = evaluate("height", estimator=estimator, encoders=[], coordinates=True)
    assert {row.model for row in result.rows} == labels


def test_a_stack_is_evaluated_as_boosting_with_a_warning(evaluate):
    result = evaluate("height", estimator="stacking", encoders=[], coordinates=True)
    assert {row.model for row in result.rows} == {"Gradient boosting on coordinates", "Mean"}
    assert any("stacked ensemble" in warning for warning in result.warnings)
    assert not evaluate("height", encoders=[], coordinates=True).warnings


def test_a_held_out_regions_rows_are_not_used(evaluate, make_columns):
    """At a share of 0, predictions in a region do not depend on its observations."""

    def shifted(observed):
        observed.target[observed.groups == "r0"] += 1e4
        return observed.groups

    plain, changed = evaluate("height"), evaluate("height", regions=shifted)

    def rmse_free(result, share):
        return next(
            r.score.value
            for r in result.rows
            if r.region == "r0" and r.share == share and "embeddings" in r.model
        )

    assert rmse_free(plain, 0.0) > 0.5
    assert rmse_free(changed, 0.0) < -100  # still predicts the unshifted values
    assert rmse_free(changed, 0.1) > rmse_free(changed, 0.0)  # trained with some of the shifted values


def test_shares_are_of_locations_and_nested():
    lonlat = np.repeat(np.random.default_rng(0).uniform(-50, 50, (100, 2)), 3, axis=0)
    own = np.arange(300) < 240
    ranks = location_ranks(lonlat, own, 0)
    assert (ranks[~own] == 1).all()
    np.testing.assert_array_equal(ranks[0::3], ranks[1::3])
    assert [(ranks < share).sum() for share in (0.0, 0.05, 0.1)] == [0, 4 * 3, 8 * 3]


def test_too_few_regions_are_reported(evaluate):
    with pytest.raises(SatclipError, match="Only 1 of the values of region has 30 or more observations"):
        evaluate("height", regions=lambda observed: np.array(["a"] * len(observed)))


def test_rows_outside_of_regions_and_in_small_regions_are_dropped(evaluate):
    def some(observed):
        names = np.array(["a", "b"] * (len(observed) // 2), dtype="<U5")
        names[:50], names[50:60] = "", "small"
        return names

    result = evaluate("height", regions=some)
    assert result.regions == ["a", "b"]
    assert ("small: fewer than 30 observations", 10) in result.dropped
    assert ("in no region", 50) in result.dropped
