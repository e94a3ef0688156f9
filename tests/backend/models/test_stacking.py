"""Kriging and stacking: compared with plain formulas and libraries, and on data with a known solution."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.spatial.distance import cdist
from sklearn.linear_model import LinearRegression

from satclip_backend.geo.sampling import sample_points
from satclip_backend.geo.sphere import unit
from satclip_backend.models.kriging import (
    NEIGHBOURS,
    KrigingClassifier,
    KrigingRegressor,
    choose_covariance,
)
from satclip_backend.models.model_file import read_model, write_model
from satclip_backend.models.stacking import MOST_CELLS, combined, cross_fitted, find_weights, parts_for
from satclip_backend.tables.columns import Columns
from tests.backend.models.conftest import number


@pytest.fixture
def rng():
    return np.random.default_rng(0)


@pytest.fixture
def places():
    """Return points (400, 3) on the unit sphere."""
    return unit(sample_points(400, seed=1))


def field(x, rng, noise=0.0):
    """Return a smooth field at points (n, 3)."""
    return np.sin(4 * x[:, 0]) + np.cos(5 * x[:, 1] * x[:, 2]) + rng.normal(0, noise, len(x))


@pytest.mark.parametrize("weighted", [False, True])
def test_kriging_solves_the_system_of_ordinary_kriging(places, rng, weighted):
    """The reference has the Lagrange multiplier in its matrix, and noise that increases at the neighbourhood's edge."""
    y, new = field(places, rng), unit(sample_points(20, seed=2))
    weights = rng.uniform(0.2, 2, 400) if weighted else None
    found = KrigingRegressor(0.4, 0.2).fit(places, y, weights).predict(new)
    for place, value in zip(new, found):
        distances = cdist(place[None], places)[0]
        near = np.argsort(distances)[:NEIGHBOURS]
        edge = (distances[near] / distances[near].max() - 0.8).clip(0) / 0.2
        noise = 0.2 / (weights[near] if weighted else 1) + (edge / (1 - edge + 1e-9)) ** 2
        count = len(near)
        matrix = np.ones((count + 1, count + 1))
        matrix[:count, :count] = np.exp(-cdist(places[near], places[near]) / 0.4) + np.diag(noise)
        matrix[count, count] = 0
        right = np.append(np.exp(-cdist(place[None], places[near])[0] / 0.4), 1)
        assert value == pytest.approx(np.linalg.solve(matrix, right)[:count] @ y[near], abs=1e-5)


def test_kriging_without_noise_goes_through_the_observations(places, rng):
    y = field(places, rng)
    np.testing.assert_allclose(KrigingRegressor(0.5, 0.0).fit(places, y).predict(places), y, atol=1e-4)


def test_kriging_of_a_constant_gives_the_constant(places):
    new = unit(sample_points(50, seed=3))
    np.testing.assert_allclose(KrigingRegressor(0.1, 0.5).fit(places, np.full(400, 7.0)).predict(new), 7.0)


def test_kriged_maps_have_no_seams(rng):
    """Halving the steps along a line halves the largest change, unlike at a seam."""
    rows = rng.uniform(0, 10, (500, 2))
    model = KrigingRegressor(0.02, 0.1).fit(unit(rows), rng.normal(size=500))

    def largest_change(steps):
        line = np.column_stack([np.linspace(1, 9, steps + 1), np.full(steps + 1, 4.321)])
        return np.abs(np.diff(model.predict(unit(line)))).max()

    assert largest_change(8000) < 0.6 * largest_change(4000)


def test_a_row_of_weight_two_equals_two_rows(places, rng):
    """A row with a small weight has almost no influence."""
    y, new = rng.normal(size=20), unit(sample_points(50, seed=2))
    rows, twice = places[:20], np.append(np.arange(20), 4)
    model = KrigingRegressor(0.4, 0.5)
    wanted = model.fit(rows[twice], y[twice]).predict(new)
    weights = np.where(np.arange(20) == 4, 2.0, 1.0)
    np.testing.assert_allclose(model.fit(rows, y, weights).predict(new), wanted, atol=1e-6)
    without = model.fit(rows[1:], y[1:]).predict(new)
    weights = np.where(np.arange(20) == 0, 1e-9, 1.0)
    np.testing.assert_allclose(model.fit(rows, y, weights).predict(new), without, atol=1e-6)


def test_weights_of_rows_are_stored_in_a_model(places, rng):
    model = KrigingRegressor(0.4, 0.5).fit(places, field(places, rng, 1), rng.uniform(0.1, 2, 400))
    again = KrigingRegressor().restore(model.tensors())
    np.testing.assert_array_equal(again.predict(places[:9]), model.predict(places[:9]))


@pytest.mark.parametrize("count", [1, 2, 5])
def test_few_rows_and_rows_at_one_location_can_be_kriged(places, rng, count):
    x = np.repeat(places[:count], 20, axis=0)
    found = KrigingRegressor(0.3, 0.0).fit(x, rng.normal(size=len(x))).predict(places)
    assert np.isfinite(found).all()


def test_kriged_indicators_are_probabilities(places, rng):
    codes = np.digitize(field(places, rng), [0.0, 0.8])
    new = unit(sample_points(300, seed=4))
    model = KrigingClassifier(0.5, 0.05).fit(places, codes)
    found = model.predict_proba(new)
    assert (found >= 0).all()
    np.testing.assert_allclose(found.sum(axis=1), 1)
    truth = np.digitize(field(new, rng), [0.0, 0.8])
    assert np.mean(model.predict(new) == truth) > 0.85


def test_the_covariance_is_fitted_to_the_noise(places, rng):
    """Kriging of noisy observations is closer to the field than the observations."""
    inner = rng.integers(0, 4, 400)
    noisy = field(places, rng, 1.5)
    kriged = KrigingRegressor(*choose_covariance(places, noisy, inner, None, False)).fit(places, noisy)
    new = unit(sample_points(300, seed=5))
    assert np.std(kriged.predict(new) - field(new, rng)) < 0.7
    assert np.std(noisy - field(places, rng)) > 1.4


def test_the_range_follows_the_spacing_of_the_rows(rng):
    """A field with a thousand times smaller extent has a thousand times shorter range."""
    lonlat = rng.uniform(-20, 20, (300, 2))
    inner = rng.integers(0, 4, 300)
    y = np.sin(lonlat[:, 0] / 4) + np.cos(lonlat[:, 1] / 5)
    whole, _ = choose_covariance(unit(lonlat), y, inner, None, False)
    small, _ = choose_covariance(unit(lonlat / 1000), y, inner, None, False)
    assert whole / small == pytest.approx(1000, rel=0.05)


@pytest.mark.parametrize("weighted", [False, True])
def test_stacking_weights_of_a_regression_are_least_squares(rng, weighted):
    y = rng.normal(3, 2, 500)
    predictions = [0.5 * y + rng.normal(1, noise, 500) for noise in (0.3, 0.6, 5.0)]
    w = rng.uniform(0.2, 2, 500) if weighted else None
    found = find_weights(predictions, y, "regression", w)
    mean = np.average(y, weights=w)
    expected = LinearRegression(positive=True, fit_intercept=False).fit(
        np.stack(predictions, axis=1) - mean, y - mean, sample_weight=w
    )
    np.testing.assert_allclose(found.of, expected.coef_, atol=1e-4)
    np.testing.assert_allclose(
        found.mean(predictions), mean + (np.stack(predictions, axis=1) - mean) @ expected.coef_, atol=1e-4
    )


def test_stacking_weights_of_probabilities_add_up_to_one_and_prefer_the_better(rng):
    y = rng.integers(0, 3, 600)
    good = 0.8 * np.eye(3)[y] + 0.2 / 3
    bad = rng.dirichlet(np.ones(3), 600)
    found = find_weights([bad, good], y, "classification")
    assert found.of.sum() == pytest.approx(1)
    assert found.of[1] > 0.9
    np.testing.assert_allclose(found.mean([bad, good]).sum(axis=1), 1)


def test_identical_or_uninformative_models_have_valid_weights(rng):
    y = rng.normal(size=100)
    same = find_weights([y, y, y], y, "regression")
    np.testing.assert_allclose(same.mean([y, y, y]), y, atol=1e-4)
    nothing = find_weights([-y, -y], y, "regression")
    assert np.isfinite(nothing.of).all()


def test_weights_of_a_fold_do_not_depend_on_its_rows(rng):
    y, index = rng.normal(size=300), rng.integers(0, 5, 300)
    predictions = [y + rng.normal(0, 1, 300), rng.normal(size=300)]
    before = combined(predictions, index, cross_fitted(predictions, y, "regression", index))
    changed = np.where(index == 2, -y, y)
    after = combined(predictions, index, cross_fitted(predictions, changed, "regression", index))
    np.testing.assert_array_equal(before[index == 2], after[index == 2])
    assert not np.allclose(before[index != 2], after[index != 2])


def test_boosting_is_not_used_for_many_classes():
    assert "boosting" in parts_for(10**6, 0)
    assert "boosting" in parts_for(10**6, 2)
    assert "boosting" not in parts_for(MOST_CELLS, 3)


@pytest.fixture(scope="module")
def both(make_columns, fit_columns):
    """Return a model selected by "auto" for a target that depends on a predictor and on a spatial field."""
    columns = make_columns(n=600)
    x, rain = unit(columns.lonlat), columns.fields["rain"]
    height = 2 * rain.values + 300 * np.sin(25 * x[:, 0]) * np.cos(25 * x[:, 1])
    columns = Columns(columns.lonlat, {"height": number(height), "rain": rain})
    config = {"estimator": "auto", "fields": ["rain"], "coordinates": True, "folds": "random"}
    return fit_columns(columns, target="height", **config)


def test_a_stack_is_chosen_where_it_is_best(both):
    model, evaluation = both
    assert model.metadata.estimator == "stacking"
    assert model.metadata.chosen["weights"].startswith("Ridge regression 0.")
    scores = {s.model: s.scores["r2"].value for s in evaluation.table if s.folds == "random"}
    assert scores["stacking:features"] > max(scores["linear:features"], scores["boosting:features"])
    assert scores["stacking:features"] > scores["kriging"]
    assert scores["stacking:features"] > scores["stacking:coordinates"] + 0.1
    drops = {importance.label: importance.drop.value for importance in evaluation.importances}
    assert min(drops["rain"], drops["Coordinates"]) > 0.1
    assert evaluation.coverages[0].coverage == pytest.approx(0.9, abs=0.04)


def test_a_stack_is_the_weighted_mean_of_its_parts(both):
    model, _ = both
    stack = model.pipeline[-1]
    features = np.random.default_rng(0).normal(size=(30, model.metadata.features.width)).astype(np.float32)
    linear, boosting = (stack.parts[kind].predict(features) for kind in ("linear", "boosting"))
    kriging = stack.parts["kriging"].predict(features[:, -4:-1])
    expected = stack.weights.constant + stack.weights.of @ np.stack([linear, boosting, kriging])
    np.testing.assert_allclose(model.raw(features), expected)


def test_a_stack_in_a_file_predicts_the_same(both, tmp_path):
    model, _ = both
    write_model(tmp_path / "model.satclip", model)
    again = read_model(tmp_path / "model.satclip")
    features = np.random.default_rng(0).normal(size=(30, model.metadata.features.width)).astype(np.float32)
    np.testing.assert_allclose(again.raw(features), model.raw(features), rtol=1e-12)
