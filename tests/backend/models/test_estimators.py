"""Estimators: hyperparameters compared with scikit-learn's, learning of values and classes, and repeatability."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.model_selection import GridSearchCV, LeaveOneGroupOut
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from satclip_backend.errors import Cancelled
from satclip_backend.geo.sphere import unit
from satclip_backend.models import estimators
from satclip_backend.models.estimators import (
    COUNTS,
    PENALTIES,
    choose_penalty,
    fit_estimator,
    predicted,
)
from satclip_backend.models.neighbours import NeighboursRegressor
from satclip_backend.models.oblique import ObliqueCoordinates, evenly_distributed_axes
from tests.backend.models.conftest import ESTIMATORS

ALONE = [kind for kind in ESTIMATORS if kind != "stacking"]

N, D = 400, 12


@pytest.fixture
def rng():
    return np.random.default_rng(0)


@pytest.fixture
def x(rng):
    return rng.normal(size=(N, D)).astype(np.float32)


@pytest.fixture
def inner():
    return np.arange(N) % 4


@pytest.mark.parametrize("columns", [D, N + 100])
@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("noise", [0.1, 3.0, 50.0])
def test_the_penalty_is_the_one_that_a_grid_search_finds(rng, inner, weighted, noise, columns):
    x = rng.normal(size=(N, columns)).astype(np.float32)
    y = x @ rng.normal(size=columns) + rng.normal(0, noise, N) + 100
    weights = rng.uniform(0.2, 2, N) if weighted else None
    found = choose_penalty(x.astype(np.float64), y, inner, weights)
    if weighted:
        errors = np.zeros(len(PENALTIES))
        for i in range(4):
            train, held = inner != i, inner == i
            for j, penalty in enumerate(PENALTIES):
                made = Ridge(alpha=penalty).fit(x[train], y[train], weights[train]).predict(x[held])
                errors[j] += weights[held] @ (made - y[held]) ** 2
        assert found == PENALTIES[errors.argmin()]
    else:
        search = GridSearchCV(
            Ridge(), {"alpha": PENALTIES}, cv=LeaveOneGroupOut(), scoring="neg_mean_squared_error"
        )
        assert found == search.fit(x, y, groups=inner).best_params_["alpha"]


def test_a_linear_model_is_ridge_on_standardised_features(rng, x, inner):
    y = x @ rng.normal(size=D) + rng.normal(0, 3, N)
    x = x * np.arange(1, D + 1, dtype=np.float32)
    fitted = fit_estimator("linear", "regression", x, y, inner)
    penalty = choose_penalty(StandardScaler().fit_transform(x.astype(np.float64)), y, inner)
    plain = make_pipeline(StandardScaler(), Ridge(alpha=penalty)).fit(x.astype(np.float64), y)
    np.testing.assert_allclose(fitted.pipeline.predict(x), plain.predict(x), rtol=1e-4)
    assert fitted.chosen == {"penalty": f"{penalty:.3g}"}


@pytest.mark.parametrize("kind", ALONE)
def test_each_estimator_learns_values(rng, inner, kind):
    lonlat = np.column_stack([rng.uniform(-180, 180, N), rng.uniform(-90, 90, N)])
    x = unit(lonlat).astype(np.float32)
    y = 1000 + 10 * x[:, 0] + 5 * x[:, 2]
    fitted = fit_estimator(kind, "regression", x[:300], y[:300], inner[:300])
    made = predicted(fitted.pipeline, "regression", x[300:], 0)
    assert made.shape == (100,)
    assert np.sqrt(np.mean((made - y[300:]) ** 2)) < 0.25 * y.std()


@pytest.mark.parametrize("kind", ALONE)
def test_each_estimator_learns_classes_and_leaves_unseen_ones_at_zero(rng, inner, kind):
    lonlat = np.column_stack([rng.uniform(-180, 180, N), rng.uniform(-90, 90, N)])
    x = unit(lonlat).astype(np.float32)
    y = np.where(x[:, 2] > 0.3, 3, np.where(x[:, 0] > 0, 1, 0))
    fitted = fit_estimator(kind, "classification", x[:300], y[:300], inner[:300])
    made = predicted(fitted.pipeline, "classification", x[300:], 5)
    assert made.shape == (100, 5)
    np.testing.assert_allclose(made.sum(axis=1), 1, atol=1e-6)
    assert not made[:, [2, 4]].any()
    assert np.mean(made.argmax(axis=1) == y[300:]) > 0.85


@pytest.mark.filterwarnings("error::sklearn.exceptions.ConvergenceWarning")
def test_a_logistic_regression_that_stops_early_gives_no_warning_of_a_library(rng, inner, monkeypatch):
    monkeypatch.setattr(estimators, "_logistic", lambda strength: LogisticRegression(C=strength, max_iter=1))
    x = rng.normal(size=(len(inner), 5))
    fitted = fit_estimator("linear", "classification", x, (x[:, 0] > 0).astype(int), inner)
    assert fitted.pipeline[-1].n_iter_.max() == 1


@pytest.mark.parametrize("kind", ALONE)
@pytest.mark.parametrize("task", ["regression", "classification"])
def test_the_same_seed_gives_the_same_model(x, inner, kind, task):
    x = x[:, :3]
    y = x[:, 0] if task == "regression" else (x[:, 0] > 0).astype(int)
    one, two = (
        predicted(fit_estimator(kind, task, x, y, inner, seed=7).pipeline, task, x, 2) for _ in range(2)
    )
    np.testing.assert_array_equal(one, two)


@pytest.mark.parametrize("kind", ["linear", "boosting", "mlp"])
def test_missing_numbers_are_accepted(x, inner, kind):
    x[::7, 3] = np.nan
    x[:, 5] = np.nan
    made = predicted(fit_estimator(kind, "regression", x, x[:, 0], inner).pipeline, "regression", x, 0)
    assert np.isfinite(made).all()


@pytest.mark.parametrize("kind", ["linear", "boosting", "mlp"])
def test_weights_are_used(x, inner, kind):
    y = np.where(x[:, 0] > 0, 1.0, -1.0)
    other = x[:, 1] > 0
    y[other] *= -1
    weights = np.where(other, 1e-6, 1.0)
    made = predicted(
        fit_estimator(kind, "regression", x, y, inner, weights=weights).pipeline, "regression", x, 0
    )
    assert np.corrcoef(made[~other], y[~other])[0, 1] > 0.7


def test_weights_are_used_in_kriging(rng, inner):
    x = rng.normal(size=(len(inner), 3))
    x /= np.linalg.norm(x, axis=1, keepdims=True)
    wrong = rng.random(len(x)) < 0.4
    y = x[:, 0] + np.where(wrong, rng.normal(0, 2, len(x)), 0)
    weights = np.where(wrong, 1e-3, 1.0)
    made, plain = (
        predicted(fit_estimator("kriging", "regression", x, y, inner, weights=w).pipeline, "regression", x, 0)
        for w in (weights, None)
    )
    assert np.std(made - x[:, 0]) < 0.5 * np.std(plain - x[:, 0])


def test_the_number_of_neighbours_depends_on_the_noise(rng, inner):
    lonlat = np.column_stack([rng.uniform(-20, 20, N), rng.uniform(-20, 20, N)])
    x = unit(lonlat).astype(np.float32)
    smooth = fit_estimator("neighbours", "regression", x, x[:, 2], inner).chosen["neighbours"]
    noisy = fit_estimator("neighbours", "regression", x, rng.normal(size=N), inner).chosen["neighbours"]
    assert int(smooth) < 20 <= int(noisy)
    assert int(noisy) in COUNTS


def test_neighbours_are_weighted_by_inverse_distance():
    x = unit(np.array([[0, 0], [3, 0], [90, 0]]))
    model = NeighboursRegressor(2).fit(x, np.array([0.0, 1.0, 9.0]))
    assert model.predict(unit(np.array([[1.0, 0.0]])))[0] == pytest.approx(1 / 3, rel=1e-3)
    assert model.predict(x[:1])[0] == 0


@pytest.mark.parametrize("kind", ["linear", "neighbours", "mlp"])
def test_fitting_can_be_cancelled(x, inner, kind):
    looks = []

    def progress(fraction, message):
        looks.append(1)
        if len(looks) == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        fit_estimator(
            kind,
            "classification",
            x[:, :3],
            (x[:, 0] > 0).astype(int),
            inner,
            progress=progress,
        )


def test_oblique_coordinates_are_positions_along_axes_in_all_directions(rng):
    axes = evenly_distributed_axes(32)
    np.testing.assert_allclose(np.linalg.norm(axes, axis=1), 1)
    assert np.linalg.matrix_rank(axes) == 3
    between = np.abs(axes @ axes.T - np.eye(32)).max(axis=1)
    assert np.degrees(np.arccos(between)).min() > 10  # no two are alike
    x = rng.normal(size=(50, 8)).astype(np.float32)
    found = ObliqueCoordinates(slice(2, 5), axes).fit(x).transform(x)
    assert found.dtype == np.float32
    np.testing.assert_array_equal(found[:, :5], x[:, [0, 1, 5, 6, 7]])
    np.testing.assert_allclose(found[7, 5 + 4], x[7, 2:5] @ axes[4], rtol=1e-5)


def test_boosting_has_no_steps_along_parallels(rng, inner):
    """With x, y, z as they are, a map changes abruptly along whole parallels."""
    lonlat = np.column_stack([rng.uniform(0, 40, N), rng.uniform(-20, 20, N)])
    x = unit(lonlat).astype(np.float32)
    y = np.sin(np.radians(6 * lonlat[:, 0])) + np.cos(np.radians(6 * lonlat[:, 1]))
    lon, lat = np.meshgrid(np.arange(0.1, 40, 0.2), np.arange(-19.9, 20, 0.2))
    pixels = unit(np.column_stack([lon.ravel(), lat.ravel()])).astype(np.float32)

    def highest_step(coordinates):
        fitted = fit_estimator("boosting", "regression", x, y, inner, coordinates=coordinates)
        change = np.diff(fitted.pipeline.predict(pixels).reshape(lon.shape), axis=0)
        return np.abs(np.median(change, axis=1)).max()

    assert highest_step(slice(0, 3)) < highest_step(None) / 3


def test_the_last_digits_of_features_do_not_change_boosting(x, inner, rng):
    """They depend on the number of points that are encoded at once."""
    y = x[:, 0] + rng.normal(size=N)
    pipeline = fit_estimator("boosting", "regression", x, y, inner).pipeline
    made = pipeline.predict(x)
    for sign in (1, -1):
        np.testing.assert_array_equal(pipeline.predict(x + sign * np.float32(3e-6)), made)


def test_gaps_and_constant_features_do_not_prevent_boosting(x, inner):
    y = x[:, 0].copy()
    x[:, 1] = 7
    x[::3, 2] = np.nan
    x[:, 3] = np.nan
    made = fit_estimator("boosting", "regression", x, y, inner).pipeline.predict(x)
    assert np.corrcoef(made, y)[0, 1] > 0.9
