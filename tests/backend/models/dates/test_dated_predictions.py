"""Predictions, maps and suggested points of models with dates: each has the embedding of its month."""

from __future__ import annotations

import numpy as np
import pytest
import rasterio
from rasterio.windows import Window
from sklearn.linear_model import Ridge
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler

from satclip_backend.errors import SatclipError
from satclip_backend.models.mapping import ModelMap, linear_part
from satclip_backend.models.model_file import read_model, write_model
from satclip_backend.models.prediction import predict_columns
from satclip_backend.models.prediction_warnings import PredictionWarnings
from satclip_backend.models.suggestion import suggest
from satclip_backend.processes.predict_map import MapChoices, write_map
from satclip_backend.processes.process import Context
from satclip_backend.rasters.grids import make_grid
from satclip_backend.tables.columns import Columns
from satclip_backend.translation import translated
from tests.backend.models.dates.dated import N, at


@pytest.mark.parametrize("coordinates", [False, True])
def test_predictions_are_those_of_the_embedding_of_the_month(fit_dated, table, monthly, coordinates):
    model, _evaluation = fit_dated(coordinates=coordinates)
    places = table.lonlat[:50] + 0.1

    def by_hand(lonlat, months):
        t = 2 * np.pi * (months - 0.5) / 12
        lon, lat = np.radians(lonlat).T
        xyz = [np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)]
        terms = [np.cos(t), np.sin(t), np.cos(2 * t), np.sin(2 * t)]
        columns = [*monthly.encode(lonlat, months=months).T, *(xyz if coordinates else []), *terms]
        return np.stack(columns, axis=1)

    def with_products(x):
        """All components are used, and rotations don't change a ridge regression: so the columns themselves do."""
        products = [0.5 * x[:, :-4] * x[:, [term]] for term in range(-4, 0)]
        factor = np.sqrt((x.shape[1] - 4) / 4)
        return np.hstack([x[:, :-4], factor * x[:, -4:], *products])

    months = np.array([float(text[5:7]) for text in table.fields["seen"].values])
    steps = StandardScaler(), FunctionTransformer(with_products), Ridge(alpha=model.pipeline[-1].alpha)
    ridge = make_pipeline(*steps)
    ridge.fit(by_hand(table.lonlat, months), table.fields["cover"].values)
    found = {}
    for month in (1, 7):
        found[month] = predict_columns(model, [monthly], at(places, month))["prediction"].values
        wanted = ridge.predict(by_hand(places, np.full(50, float(month))))
        np.testing.assert_allclose(found[month], wanted, atol=1e-3)
    assert np.abs(found[1] - found[7]).mean() > 3


def test_an_encoder_without_months_has_its_one_embedding(fit_dated, timeless, monthly, table):
    model, _evaluation = fit_dated(encoders=[timeless, monthly], coordinates=False)
    features = model.metadata.features
    label, columns = features.blocks[0]
    assert label == "Embedding (tiny)"
    predicted = [
        predict_columns(model, [timeless, monthly], at(table.lonlat, month))["prediction"].values
        for month in (2, 8)
    ]
    assert np.abs(predicted[0] - predicted[1]).mean() > 1
    embedded = [timeless.encode(table.lonlat), monthly.encode(table.lonlat, months=np.full(N, 2.0))]
    x = features.columns(table.lonlat, {}, embedded, np.full(N, 2.0))
    np.testing.assert_array_equal(x[:, columns], embedded[0])
    np.testing.assert_allclose(predicted[0], model.raw(x), rtol=1e-5)


@pytest.mark.parametrize("estimator", ["linear", "boosting", "stacking"])
def test_each_pixel_is_predicted_at_the_month_of_the_map(fit_dated, monthly, tmp_path, estimator):
    model, _evaluation = fit_dated(estimator=estimator)
    assert (linear_part(model) is not None) == (estimator == "linear")
    choices = {"extent": (-40.0, -30.0, 40.0, 40.0), "pixel_size": 5.0, "surface": "all", "exact": True}
    grid, path = make_grid(choices["extent"], "EPSG:4326", 5.0), tmp_path / "map.tif"
    lonlat = grid.lonlat(Window(0, 0, grid.width, grid.height))
    for month, tag in ((None, "mean over the year"), (7, "7")):
        inputs = MapChoices(**choices, month=month)
        summary = write_map(inputs, model, path, Context(tmp_path), lambda id: monthly)["summary"]
        assert (summary["date_field"], summary["month"]) == ("seen", month)
        with rasterio.open(path) as drawn:
            bands = dict(zip(drawn.descriptions, drawn.read().reshape(drawn.count, -1)))
            assert drawn.tags()["SATCLIP_MONTH"] == tag
        predicted = predict_columns(model, [monthly], at(lonlat, np.nan if month is None else month))
        for band, name in (("Prediction", "prediction"), ("Dissimilarity", "dissimilarity")):
            np.testing.assert_allclose(bands[band], predicted[name].values, rtol=1e-3, atol=1e-3)


def test_months_without_observations_are_warned_of(fit_dated, table, monthly, tmp_path):
    months = np.array([float(text[5:7]) for text in table.fields["seen"].values])
    summer = np.flatnonzero((months >= 6) & (months <= 9) & (months != 8))
    columns = Columns(table.lonlat[summer], {name: c.take(summer) for name, c in table.fields.items()})
    model, evaluation = fit_dated(columns)
    assert model.metadata.months == [6, 7, 9]
    assert evaluation.settings["Months of the observations"] == "6, 7, 9"
    grid = make_grid((0, 0, 20, 20), "EPSG:4326", 5)
    for month in (6, 8, 8.0):
        warnings = ModelMap(model, [monthly], grid, month=month).warnings
        assert [translated(warning) for warning in warnings] == [
            "The model has no observations in month 8, only in 6, 7 and 9: scores and intervals do not apply to these "
            "predictions."
        ] * (month == 8)
    path = tmp_path / "height.satclip"
    write_model(path, model)
    found = PredictionWarnings(read_model(path).metadata, [monthly])
    found.add(table, months < 9)
    rows = np.isin(months, [1, 2, 3, 4, 5, 8])
    assert found.sentences() == [
        "seen has a month without observations of the model, such as "
        f"{months[rows][0]:g}, in {rows.sum()} rows: scores and intervals do not apply to these predictions."
    ]
    whole, evaluation = fit_dated()
    assert whole.metadata.months == list(range(1, 13))
    assert "Months of the observations" not in evaluation.settings
    assert fit_dated(date_field=None)[0].metadata.months == []


def test_a_map_without_dates_has_no_month(fit_dated, monthly, tmp_path):
    model, _evaluation = fit_dated(date_field=None)
    choices = MapChoices(extent=(0.0, 0.0, 10.0, 10.0), pixel_size=5.0, month=7)
    with pytest.raises(SatclipError, match=r"The model of cover has no date field.*leave out the month"):
        write_map(choices, model, tmp_path / "map.tif", Context(tmp_path), lambda id: monthly)
    outputs = write_map(
        choices.model_copy(update={"month": None}),
        model,
        tmp_path / "map.tif",
        Context(tmp_path),
        lambda id: monthly,
    )
    assert outputs["summary"]["date_field"] is None
    with rasterio.open(tmp_path / "map.tif") as drawn:
        assert "SATCLIP_MONTH" not in drawn.tags()


def test_points_are_suggested_and_predicted_in_the_mean_over_the_year(dated, monthly, table):
    candidates = np.random.default_rng(1).uniform(-50, 50, (200, 2))
    suggestion = suggest(dated[0], [monthly], candidates, 5)
    assert any("in the mean over the year" in warning for warning in suggestion.warnings)
    found = suggestion.points
    undated = predict_columns(dated[0], [monthly], at(found.lonlat, np.nan))
    np.testing.assert_array_equal(found.fields["prediction"].values, undated["prediction"].values)


def test_points_are_suggested_and_predicted_in_a_month(dated, fit_dated, monthly, table):
    candidates = np.random.default_rng(1).uniform(-50, 50, (200, 2))
    found = {month: suggest(dated[0], [monthly], candidates, 5, month=month) for month in (1, 7)}
    for month, suggestion in found.items():
        assert suggestion.warnings == []
        points = suggestion.points
        wanted = predict_columns(dated[0], [monthly], at(points.lonlat, month))
        for name in ("prediction", "dissimilarity"):
            np.testing.assert_array_equal(points.fields[name].values, wanted[name].values)
    assert (found[1].points.lonlat != found[7].points.lonlat).any()
    with pytest.raises(SatclipError, match=r"cover has no date field.*leave out the month"):
        suggest(fit_dated(date_field=None)[0], [monthly], candidates, 5, month=7)
    with pytest.raises(SatclipError, match="from 1 to 12, not 13"):
        suggest(dated[0], [monthly], candidates, 5, month=13)
