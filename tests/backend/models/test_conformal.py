"""Conformal intervals and sets: the same quantiles as crepes, and the requested coverage."""

from __future__ import annotations

import numpy as np
import pytest
from crepes import ConformalClassifier, ConformalRegressor

from satclip_backend.models.calibration import apply_temperature, fit_temperature
from satclip_backend.models.conformal import (
    ConformalQuantiles,
    calibrate,
    cross_conformal_quantiles,
    prediction_sets,
    quantile,
)


@pytest.fixture
def rng():
    return np.random.default_rng(0)


@pytest.mark.filterwarnings("ignore:the no. of calibration")
@pytest.mark.parametrize("n", [8, 20, 57, 1000])
@pytest.mark.parametrize("confidence", [0.5, 0.9, 0.95])
def test_widths_of_intervals_equal_those_of_crepes(rng, n, confidence):
    residuals = rng.normal(size=n)
    theirs = ConformalRegressor().fit(residuals).predict_int(np.zeros(1), confidence=confidence)[0, 1]
    assert quantile(np.abs(residuals), confidence) == pytest.approx(theirs)


def test_sets_equal_those_of_crepes(rng):
    calibration = 1 - rng.beta(5, 1, 500)
    probabilities = rng.dirichlet(np.ones(4) * 0.4, 300)
    theirs = (
        ConformalClassifier().fit(calibration).predict_set(1 - probabilities, confidence=0.9, smoothing=False)
    )
    theirs[np.arange(300), probabilities.argmax(axis=1)] = 1  # our sets are never empty
    width = np.full(300, quantile(calibration, 0.9))
    np.testing.assert_array_equal(prediction_sets(probabilities, width), theirs == 1)


def test_too_few_rows_give_an_infinite_quantile():
    assert quantile(np.ones(8), 0.9) == np.inf
    assert quantile(np.ones(9), 0.9) == 1


def test_coverage_of_new_rows_is_the_requested_one(rng):
    held = []
    for _ in range(50):
        dissimilarity, more = rng.uniform(size=600), rng.uniform(size=600)
        widths = calibrate(np.abs(rng.normal(0, 1 + dissimilarity)), dissimilarity, 0.9)
        held.append(np.mean(np.abs(rng.normal(0, 1 + more)) <= widths.of(more)))
    assert 0.89 <= np.mean(held) <= 0.915


def test_widths_increase_with_errors(rng):
    dissimilarity = rng.uniform(size=3000)
    widths = calibrate(np.abs(rng.normal(0, 0.1 + dissimilarity)), dissimilarity, 0.9)
    assert len(widths.quantiles) == 3
    assert np.all(np.diff(widths.quantiles) > 0)
    np.testing.assert_array_equal(widths.of(np.array([0.0, 1.0])), [widths.quantiles[0], widths.quantiles[2]])


def test_few_rows_and_equal_dissimilarities_have_one_quantile(rng):
    assert len(calibrate(rng.uniform(size=150), rng.uniform(size=150), 0.9).quantiles) == 1
    assert len(calibrate(rng.uniform(size=900), np.zeros(900), 0.9).quantiles) == 1


def test_cross_conformal_quantiles_do_not_depend_on_their_own_fold(rng):
    scores, dissimilarity = rng.uniform(size=400), rng.uniform(size=400)
    index = np.arange(400) % 4
    before = cross_conformal_quantiles(scores, dissimilarity, index, 0.9)
    changed = np.where(index == 2, scores + 100, scores)
    after = cross_conformal_quantiles(changed, dissimilarity, index, 0.9)
    np.testing.assert_array_equal(after[index == 2], before[index == 2])
    assert (after[index != 2] > before[index != 2]).all()


def test_a_set_is_never_empty(rng):
    chosen = prediction_sets(rng.dirichlet(np.ones(5), 100), np.zeros(100))
    np.testing.assert_array_equal(chosen.sum(axis=1), 1)


def test_widths_survive_json():
    widths = ConformalQuantiles(confidence=0.9, edges=[0.5], quantiles=[1.25, float("inf")])
    assert ConformalQuantiles.model_validate_json(widths.model_dump_json()) == widths


def test_temperature_scaling_calibrates_overconfident_probabilities(rng):
    logits = rng.normal(0, 1.5, (4000, 3))
    truth = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    codes = (truth.cumsum(axis=1) > rng.uniform(size=(4000, 1))).argmax(axis=1)
    overconfident = np.exp(3 * logits) / np.exp(3 * logits).sum(axis=1, keepdims=True)
    temperature = fit_temperature(overconfident, codes)
    assert temperature == pytest.approx(3, rel=0.1)
    np.testing.assert_allclose(apply_temperature(overconfident, 3), truth, atol=1e-3)
    np.testing.assert_array_equal(apply_temperature(truth, 2).argmax(axis=1), truth.argmax(axis=1))
