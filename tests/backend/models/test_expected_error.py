"""Expected error: the mean error at a dissimilarity, non-decreasing, and NaN beyond the limit."""

from __future__ import annotations

import numpy as np
import pytest
from pydantic import ValidationError

from satclip_backend.models.expected_error import ROWS_A_WINDOW, ExpectedError, fit_expected_error, windows

N = 4000


@pytest.fixture
def rows():
    """Return dissimilarity, folds and a standard normal number of each row."""
    rng = np.random.default_rng(0)
    return rng.uniform(0, 1, N), rng.integers(5, size=N), rng.normal(size=N)


def test_the_mean_error_of_a_known_relation(rows):
    dissimilarity, index, normal = rows
    errors = np.abs(normal) * (1 + 3 * dissimilarity)
    found = fit_expected_error(errors, dissimilarity, index, limit=0.9)
    at = np.linspace(0.05, 0.9, 20)
    np.testing.assert_allclose(found.of(at), np.sqrt(2 / np.pi) * (1 + 3 * at), rtol=0.15)
    assert (np.diff(found.of(np.linspace(0, 0.9, 100))) >= 0).all()
    assert not found.constant


def test_the_expected_error_is_nan_beyond_the_limit(rows):
    dissimilarity, index, normal = rows
    found = fit_expected_error(np.abs(normal) * dissimilarity, dissimilarity, index, limit=0.5)
    np.testing.assert_array_equal(np.isnan(found.of(np.array([0.0, 0.5, 0.5001, 7.0]))), [0, 0, 1, 1])


@pytest.mark.parametrize("falling", [False, True])
def test_errors_that_dissimilarity_does_not_predict_are_constant(rows, falling):
    dissimilarity, index, normal = rows
    errors = np.abs(normal) * (1 - 0.9 * dissimilarity if falling else 1.0)
    found = fit_expected_error(errors, dissimilarity, index, limit=1.0)
    assert found.constant
    np.testing.assert_allclose(found.of(np.array([0.0, 0.5, 1.0])), errors.mean())


def test_an_increase_that_other_folds_do_not_confirm_is_ignored():
    """Errors differ between folds, which cover separate ranges of dissimilarity, but they don't increase."""
    index = np.repeat(np.arange(3), 200)
    dissimilarity = np.linspace(0, 1, 600)
    errors = np.choose(index, [1.0, 9.0, 2.0])
    assert fit_expected_error(errors, dissimilarity, index, 1.0).constant


def test_rows_are_weighted(rows):
    dissimilarity, index, _ = rows
    heavy = np.arange(N) % 2 == 0
    found = fit_expected_error(
        np.where(heavy, 1.0, 3.0), dissimilarity, index, 1.0, np.where(heavy, 3.0, 1.0)
    )
    np.testing.assert_allclose(found.of(np.array([0.2, 0.8])), 1.5, atol=0.1)


@pytest.mark.parametrize("count", [2, ROWS_A_WINDOW, 2 * ROWS_A_WINDOW - 1])
def test_few_rows_have_a_constant_error(count):
    errors = np.arange(count) / count
    found = fit_expected_error(errors, errors, np.arange(count) % 2, 1.0)
    assert found.error == [pytest.approx(errors.mean())]


def test_windows_contain_all_rows(rows):
    dissimilarity, _, normal = rows
    at, means, count, weight = windows(np.abs(normal), dissimilarity)
    assert count.tolist() == weight.tolist() == [N // 20] * 20
    assert (np.diff(at) > 0).all()
    assert means.mean() == pytest.approx(np.abs(normal).mean())


@pytest.mark.parametrize(
    "given",
    [
        {"dissimilarity": [], "error": [], "limit": 1.0},
        {"dissimilarity": [0.1, 0.2], "error": [1.0], "limit": 1.0},
        {"dissimilarity": [0.2, 0.1], "error": [1.0, 2.0], "limit": 1.0},
        {"dissimilarity": [0.1, 0.2], "error": [2.0, 1.0], "limit": 1.0},
        {"dissimilarity": [0.1], "error": [float("nan")], "limit": 1.0},
        {"dissimilarity": [0.1], "error": [1.0], "limit": float("inf")},
        {"dissimilarity": [0.1], "error": [-1.0], "limit": 1.0},
    ],
)
def test_invalid_curves_are_refused(given):
    with pytest.raises(ValidationError):
        ExpectedError(**given)
