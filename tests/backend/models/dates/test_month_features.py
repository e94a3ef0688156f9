"""The month among the features: products of linear models, repetitions of trees."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.decomposition import PCA
from sklearn.metrics import r2_score

from satclip_backend.models.comparison import compare_encoders
from satclip_backend.models.estimators import fit_estimator
from satclip_backend.models.features import month_terms
from satclip_backend.models.fit_config import FitConfig
from satclip_backend.models.month_features import COMPONENTS, FACTOR, MonthProducts, month_factor
from satclip_backend.models.observations import observe
from satclip_backend.models.prediction import predict_columns
from satclip_backend.tables.columns import Column, Columns
from tests.backend.models.dates.dated import N, at, dates, r2


def test_linear_models_have_a_season_that_differs_from_place_to_place(fit_dated, timeless, table):
    """The season of the target "snow" is opposite south of the equator."""
    model, evaluation = fit_dated(encoders=[timeless], target="snow")
    assert r2(evaluation, "Ridge regression on embeddings, coordinates and month") > 0.8
    assert r2(evaluation, "Ridge regression on coordinates and month") > 0.8
    assert evaluation.difference.verdict != "helped", "coordinates suffice"
    found = [
        predict_columns(model, [timeless], at(table.lonlat, month))["prediction"].values for month in (1, 7)
    ]
    north = table.lonlat[:, 1] > 20
    south = table.lonlat[:, 1] < -20
    winter = found[0] - found[1]
    assert winter[north].mean() > 2
    assert winter[south].mean() < -2
    observed = observe(table, "snow", date_field="seen")
    config = FitConfig(
        target="snow",
        estimator="linear",
        encoders=["tiny"],
        fold_count=3,
        date_field="seen",
        coordinates=True,
    )
    compared = compare_encoders(observed, config, [timeless], table.lonlat[::3], [])
    assert compared.encoders[0].spatial.value > 0.8
    binary = Column.of("text", np.where(table.fields["snow"].values > 0, "snow", "bare").astype(object))
    columns = Columns(table.lonlat, {**table.fields, "snow": binary})
    model, evaluation = fit_dated(columns, encoders=[timeless], target="snow")
    main = [one for one in evaluation.table if one.folds == evaluation.main]
    scores = {one.label: next(iter(one.scores.values())).value for one in main}
    assert scores["Logistic regression on embeddings, coordinates and month"] > 0.8


def test_products_are_those_of_the_month_and_principal_components():
    rng = np.random.default_rng(0)
    x = rng.normal(size=(500, 50)) * np.linspace(3, 0.1, 50)
    x -= x.mean(axis=0)
    month = slice(20, 24)
    products = MonthProducts(month).fit(x)
    others = np.delete(x, month, axis=1)
    reduced = PCA(COMPONENTS).fit_transform(others)
    found = products.transform(x)
    assert found.shape == (500, 50 + products.added)
    np.testing.assert_array_equal(found[:, month], products.factors[1] * x[:, month])
    np.testing.assert_array_equal(np.delete(found[:, :50], month, axis=1), others)
    wanted = FACTOR * (reduced[:, :, None] * x[:, None, month]).reshape(500, -1)
    np.testing.assert_allclose(np.abs(found[:, 50:]), np.abs(wanted), atol=0.02)
    assert products.factors[1] == month_factor(46) == pytest.approx(np.sqrt(11.5))
    assert month_factor(3) == 1
    coefficients, terms = rng.normal(size=(3, found.shape[1])), np.array([0.5, -1.0, 0.2, 2.0])
    x[:, month] = terms
    alone = products.without_products(coefficients, terms)
    np.testing.assert_allclose(products.transform(x) @ coefficients.T, x @ alone.T, rtol=1e-9)


@pytest.mark.parametrize("estimator", ["mlp", "boosting"])
def test_many_columns_do_not_outweigh_the_month(estimator):
    rng = np.random.default_rng(0)
    months = rng.integers(1, 13, 900).astype(float)
    x = np.hstack([rng.normal(size=(900, 250)), month_terms(months)]).astype(np.float32)
    y, inner = x[:, 250] + rng.normal(0, 0.3, 900), rng.integers(0, 5, 900)
    scores = []
    for month in (None, slice(250, 254)):
        fitted = fit_estimator(estimator, "regression", x[:600], y[:600], inner[:600], month=month)
        scores.append(r2_score(y[600:], fitted.pipeline.predict(x[600:])))
    assert scores[1] > max(0.7, scores[0] + 0.05)


@pytest.mark.parametrize("estimator", ["linear", "mlp"])
def test_a_term_that_is_0_in_all_observed_months_does_not_matter_in_others(
    fit_dated, table, timeless, estimator
):
    """cos 4πt is 0 in the middle month of each quarter, but for rounding errors."""
    quarters = np.resize([2.0, 5.0, 8.0, 11.0], N)
    columns = Columns(table.lonlat, {**table.fields, "seen": dates(quarters)})
    model, _evaluation = fit_dated(columns, encoders=[timeless], target="warm", estimator=estimator)
    found = [
        predict_columns(model, [timeless], at(table.lonlat, month))["prediction"].values for month in (5, 7)
    ]
    assert np.abs(found[1] - found[0]).max() < 20
