"""Models of dated observations: each has the embedding of its month, and the month is a predictor."""

from __future__ import annotations

import numpy as np
import pytest
from rasterio.windows import Window

from satclip_backend.errors import SatclipError
from satclip_backend.models.comparison import compare_encoders
from satclip_backend.models.fit_config import FitConfig
from satclip_backend.models.leave_region_out import evaluate_regions
from satclip_backend.models.mapping import ModelMap
from satclip_backend.models.model import find_encoders
from satclip_backend.models.observations import observe
from satclip_backend.models.prediction import predict_columns
from satclip_backend.models.prediction_warnings import PredictionWarnings
from satclip_backend.processes.evaluate_model import evaluate_table
from satclip_backend.processes.process import Context
from satclip_backend.rasters.grids import make_grid
from satclip_backend.tables.columns import Column, Columns
from tests.backend.models.dates.dated import N, at, dates, r2


def test_with_dates_the_score_is_higher(dated, fit_dated):
    without = fit_dated(date_field=None)[1]
    assert r2(dated[1], "Ridge regression on embeddings, coordinates and month") > 0.95
    assert r2(without, "Ridge regression on embeddings and coordinates") < 0.3
    assert dated[1].difference.verdict == "helped"
    assert dated[1].settings["Date field"] == (
        "seen (points of the prediction area have the months of the observations)"
    )
    assert [importance.label for importance in dated[1].importances] == [
        "Embedding (monthly)",
        "Coordinates",
        "Month",
    ]


def test_baselines_know_the_month_so_a_season_alone_is_no_benefit_of_embeddings(fit_dated):
    _model, evaluation = fit_dated(target="warm", fields=["weed"])
    assert evaluation.difference.verdict != "helped"
    for baseline in ("coordinates and month", "coordinates, month and fields"):
        assert r2(evaluation, f"Ridge regression on {baseline}") > 0.7
    assert r2(evaluation, "Ordinary kriging on the sphere") < 0.1


def test_the_share_of_the_prediction_area_is_that_in_the_months_of_the_observations(
    fit_dated, table, monthly
):
    """The mean over the year is unlike all observations, if the month matters most."""
    model, evaluation = fit_dated(target="warm")
    assert evaluation.area_applicable > 0.9
    undated = Columns(table.lonlat, {"seen": dates(np.full(N, np.nan))})
    assert predict_columns(model, [monthly], undated)["applicable"].values.mean() < 0.1


def test_missing_dates_are_counted_and_have_the_mean_over_the_year(fit_dated, table, monthly):
    column = table.fields["seen"]
    lacking = np.arange(N) < 6
    gaps = Column("text", np.where(lacking, "", column.values), lacking)
    columns = Columns(table.lonlat, {**table.fields, "seen": gaps})
    model, evaluation = fit_dated(columns)
    assert model.metadata.rows == N
    assert "6 observations have no date in seen: they have the mean over the year." in evaluation.warnings
    predicted = predict_columns(model, [monthly], columns)["prediction"].values
    terms = slice(model.metadata.features.month_columns.start, None)
    features = model.metadata.features.columns(table.lonlat, {}, [monthly.encode(table.lonlat)])
    assert not features[:, terms].any()
    np.testing.assert_allclose(predicted[:6], model.raw(features[:6]), rtol=1e-5)
    warnings = PredictionWarnings(model.metadata, [monthly])
    for rows in (slice(0, 4), slice(4, N)):
        part = Columns(columns.lonlat[rows], {n: c.take(rows) for n, c in columns.fields.items()})
        warnings.add(part, np.ones(len(part), dtype=bool))
    assert warnings.sentences() == ["seen has no date in 6 rows: predicted with the mean over the year."]


def test_the_field_of_the_dates_is_needed(dated, table, monthly, fit_dated):
    with pytest.raises(SatclipError, match="needs the field seen; none was given"):
        predict_columns(dated[0], [monthly], Columns(table.lonlat, {}))
    with pytest.raises(SatclipError, match="There is no field when; there are: cover"):
        fit_dated(date_field="when")
    with pytest.raises(SatclipError, match="The field region holds 'r"):
        fit_dated(date_field="region")
    with pytest.raises(SatclipError, match="cover is the target"):
        fit_dated(date_field="cover")
    none = Column("text", np.full(N, "", dtype=object), np.ones(N, dtype=bool))
    with pytest.raises(SatclipError, match="The date field seen has no value in the observations"):
        fit_dated(Columns(table.lonlat, {**table.fields, "seen": none}))


def test_the_month_is_a_predictor_without_an_encoder_that_has_months(fit_dated, timeless, table):
    """The target "warm" has one season everywhere."""
    for encoders in ([timeless], []):
        model, evaluation = fit_dated(encoders=encoders, target="warm")
        label = "embeddings, coordinates and month" if encoders else "coordinates and month"
        assert r2(evaluation, f"Ridge regression on {label}") > 0.7
        assert evaluation.difference is None or evaluation.difference.verdict != "helped"
        found = [
            predict_columns(model, encoders, at(table.lonlat, month))["prediction"].values.mean()
            for month in (1, 4, 7)
        ]
        assert found[0] > found[1] + 2 > found[2] + 4
    grid = make_grid((0, 0, 20, 20), "EPSG:4326", 5)
    model, _evaluation = fit_dated(encoders=[timeless], target="warm")
    window = Window(0, 0, 4, 4)
    maps = [ModelMap(model, [timeless], grid, surface="all", month=month).draw(window) for month in (1, 7)]
    assert (maps[0][0] > maps[1][0] + 4).all()
    lonlat = grid.lonlat(window)
    predicted = predict_columns(model, [timeless], at(lonlat, 1))["prediction"].values
    np.testing.assert_allclose(maps[0][0].ravel(), predicted, atol=1e-3)


def test_estimators_that_use_distances_alone_refuse_dates(fit_dated):
    with pytest.raises(SatclipError, match="estimator kriging uses the coordinates alone, and no months"):
        fit_dated(estimator="kriging")


def test_encoders_are_compared_at_the_months(table, monthly, timeless):
    config = FitConfig(
        target="cover",
        estimator="linear",
        encoders=["monthly", "tiny"],
        coordinates=False,
        fold_count=3,
        date_field="seen",
    )
    observed = observe(table, "cover", date_field="seen")
    result = compare_encoders(observed, config, [monthly, timeless], table.lonlat[::3], [])
    scores = {row.label: row.spatial.value for row in [*result.encoders, *result.baselines]}
    assert scores["monthly"] > 0.95
    assert scores["tiny"] < 0.5
    assert "coordinates and month" in scores
    assert "coordinates alone" not in scores
    warm = compare_encoders(
        observe(table, "warm", date_field="seen"),
        config.model_copy(update={"target": "warm"}),
        [monthly, timeless],
        table.lonlat[::3],
        [],
    )
    assert warm.encoders[1].spatial.value > 0.7, "an encoder without months has the month as a predictor"


def test_unseen_regions_are_predicted_at_their_months(dated, table, monthly, tmp_path):
    result = evaluate_table(table, dated[0].metadata, "region", Context(tmp_path), lambda id: monthly)
    scores = {row.model: row.score.value for row in result.rows if row.region == "" and row.share == 0}
    assert scores["Ridge regression on embeddings, coordinates and month"] > 0.9
    assert scores["Ridge regression on coordinates and month"] < 0.5
    observed = observe(table, "cover", date_field="seen")
    regions = table.fields["region"].values
    no_terms = evaluate_regions(observed, dated[0].metadata.recipe, [monthly], regions, "r", month=False)
    assert "Ridge regression on embeddings and coordinates" in {row.model for row in no_terms.rows}


def test_a_model_of_selected_predictors_needs_dates_only_if_they_are_used(fit_dated):
    model, _evaluation = fit_dated(fields=["weed"], select_predictors=True)
    assert model.metadata.features.needed_fields == ["weed"]
    assert model.metadata.recipe.date_field is None
    model, _evaluation = fit_dated(select_predictors=True)
    assert model.metadata.features.date_field == model.metadata.recipe.date_field == "seen"
    model, evaluation = fit_dated(target="warm", select_predictors=True)
    assert evaluation.predictor_selection.added == ["Month"]
    assert model.metadata.features.encoders == []
    assert model.metadata.features.needed_fields == ["seen"]
    assert find_encoders(model.metadata.features, None) == []
