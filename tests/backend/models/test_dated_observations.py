"""Models of dated observations: each has the embedding of its month, and so have predictions and maps."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
import rasterio
import safetensors.numpy
import torch
from rasterio.windows import Window
from sklearn.base import clone
from sklearn.decomposition import PCA
from sklearn.linear_model import Ridge
from sklearn.metrics import r2_score
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler

from satclip_backend.encoders import Encoder, load_encoder
from satclip_backend.encoders.families import family
from satclip_backend.encoders.metadata import EncoderMetadata
from satclip_backend.errors import SatclipError
from satclip_backend.models.comparison import compare_encoders
from satclip_backend.models.estimators import fit_estimator
from satclip_backend.models.features import month_terms
from satclip_backend.models.fit_config import FitConfig
from satclip_backend.models.fitting import fit
from satclip_backend.models.leave_region_out import evaluate_regions
from satclip_backend.models.mapping import ModelMap, linear_part
from satclip_backend.models.model import find_encoders
from satclip_backend.models.model_file import read_model, write_model
from satclip_backend.models.month_features import COMPONENTS, FACTOR, MonthProducts, month_factor
from satclip_backend.models.observations import observe
from satclip_backend.models.prediction import predict_columns
from satclip_backend.models.prediction_warnings import PredictionWarnings
from satclip_backend.models.preparation import prepare
from satclip_backend.models.presence_only import find_presences, target_group
from satclip_backend.models.suggestion import suggest
from satclip_backend.processes.evaluate_model import evaluate_table
from satclip_backend.processes.models import read_observations
from satclip_backend.processes.predict_map import MapChoices, write_map
from satclip_backend.processes.process import Context
from satclip_backend.rasters.grids import make_grid
from satclip_backend.tables.columns import Column, Columns
from satclip_backend.translation import translated
from tests.backend.models.test_hostile_models import refused, rewrite
from tests.fuzz.mutations import unzipped

CONFIG = {"degree": 5, "months_degree": 3, "capacity": 16, "dimension": 8, "hidden_layers": 2, "w0": 30.0}
N = 300


@pytest.fixture(scope="module")
def monthly():
    with torch.random.fork_rng():
        torch.manual_seed(3)
        network = family("months").build(CONFIG)
    return Encoder("monthly", network, EncoderMetadata.of("months", "Mine", 8, CONFIG), device="cpu")


@pytest.fixture(scope="module")
def timeless(tiny_encoder_file):
    return load_encoder(tiny_encoder_file, device="cpu")


def dates(months):
    texts = ["" if np.isnan(month) else f"2004-{month:02.0f}-15" for month in months]
    return Column.of("text", np.array(texts, dtype=object))


@pytest.fixture(scope="module")
def table(monthly):
    """Clustered points with a date and `cover`, which depends on the embedding of the location and month."""
    rng = np.random.default_rng(0)
    centres = np.column_stack([rng.uniform(-60, 60, 40), rng.uniform(-50, 60, 40)])
    lonlat = centres[rng.integers(0, 40, N)] + rng.normal(0, 3, (N, 2))
    months = rng.integers(1, 13, N).astype(float)
    embedded = monthly.encode(lonlat, months=months)
    cover = 50 + 10 * embedded[:, 0] - 7 * embedded[:, 1] + rng.normal(0, 1, N)
    season = np.cos(2 * np.pi * (months - 0.5) / 12)
    return Columns(
        lonlat,
        {
            "cover": Column.of("number", cover),
            "warm": Column.of("number", 3 * season + rng.normal(0, 1, N)),
            "snow": Column.of("number", 3 * season * lonlat[:, 1] / 40 + rng.normal(0, 0.5, N)),
            "seen": dates(months),
            "region": Column.of("text", np.array([f"r{lon // 40:g}" for lon in lonlat[:, 0]], dtype=object)),
            "weed": Column.of("number", cover + 0.1 * rng.normal(0, 1, N)),
        },
    )


@pytest.fixture(scope="module")
def fit_dated(table, monthly):
    def fit_them(columns=table, encoders=(monthly,), **config):
        default = {"target": "cover", "estimator": "linear", "fold_count": 3, "date_field": "seen"}
        ids = [encoder.id for encoder in encoders]
        config = FitConfig(**{**default, "encoders": ids, **config})
        observed = observe(columns, config.target, fields=config.fields, date_field=config.date_field)
        return fit(observed, config, encoders, columns.lonlat[::3])

    return fit_them


@pytest.fixture(scope="module")
def dated(fit_dated):
    return fit_dated()


def r2(evaluation, label):
    return next(
        scored.scores["r2"].value
        for scored in evaluation.table
        if scored.folds == evaluation.main and scored.label == label
    )


def at(lonlat, month, fields=()):
    months = np.full(len(lonlat), float(month))
    return Columns(lonlat, {"seen": dates(months), **dict(fields)})


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
    assert products.factors[1] == month_factor(4, 46) == pytest.approx(np.sqrt(11.5))
    assert month_factor(4, 3) == 1
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


def test_estimators_that_use_distances_alone_refuse_dates(fit_dated):
    with pytest.raises(SatclipError, match="estimator kriging uses the coordinates alone, and no months"):
        fit_dated(estimator="kriging")


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


def test_a_model_file_keeps_the_date_field(dated, table, monthly, tmp_path, fit_dated):
    path = tmp_path / "height.satclip"
    write_model(path, dated[0])
    again = read_model(path)
    assert again.metadata.features.date_field == again.metadata.recipe.date_field == "seen"
    assert again.metadata.features.needed_fields == ["seen"]
    points = at(table.lonlat[:20], 5)
    for name, column in predict_columns(again, [monthly], points).items():
        np.testing.assert_allclose(
            column.values, predict_columns(dated[0], [monthly], points)[name].values, rtol=1e-6
        )


def test_a_model_file_of_an_earlier_release_is_read(fit_dated, table, monthly, tmp_path):
    model, _evaluation = fit_dated(date_field=None)
    path = tmp_path / "height.satclip"
    write_model(path, model)
    members = unzipped(path.read_bytes())
    metadata = json.loads(members["model.json"])
    del metadata["features"]["date_field"], metadata["features"]["month"], metadata["recipe"]["date_field"]
    del metadata["months"]
    rewrite(path, members | {"model.json": json.dumps(metadata).encode()})
    old = read_model(path)
    assert old.metadata.features.date_field is None
    predicted = [
        predict_columns(each, [monthly], Columns(table.lonlat, {}))["prediction"] for each in (old, model)
    ]
    np.testing.assert_array_equal(predicted[0].values, predicted[1].values)


def test_repetitions_of_the_month_are_kept_in_the_file(fit_dated, table, monthly, tmp_path):
    model, _evaluation = fit_dated(estimator="boosting", encoders=[monthly])
    repeated = model.pipeline.named_steps["repeated"]
    assert (repeated.added, model.metadata.features.width) == (8, 8 + 3 + 4)
    x = np.arange(30.0).reshape(2, 15)
    np.testing.assert_array_equal(repeated.transform(x)[1], [*range(15, 30), *range(26, 30), *range(26, 30)])
    path = tmp_path / "height.satclip"
    write_model(path, model)
    points = at(table.lonlat[:50], 5)
    predicted = [
        predict_columns(each, [monthly], points)["prediction"].values for each in (model, read_model(path))
    ]
    np.testing.assert_allclose(*predicted, rtol=1e-6)
    members = unzipped(path.read_bytes())
    tensors = safetensors.numpy.load(members["tensors.safetensors"])
    for wrong in (np.array([3]), np.array([10**9]), np.array([-1]), np.array([2, 2]), np.array([2.0]), None):
        own = {name: value for name, value in tensors.items() if name != "estimator.repetitions"}
        own |= {} if wrong is None else {"estimator.repetitions": wrong}
        rewrite(path, members | {"tensors.safetensors": safetensors.numpy.save(own)})
        refused(path, "its estimator (was fitted on other features|is not the boosting one)")


def test_a_linear_model_of_an_earlier_release_has_no_products(dated, table, monthly, tmp_path):
    model, path = dated[0], tmp_path / "height.satclip"
    months = np.array([float(text[5:7]) for text in table.fields["seen"].values])
    embedded = [monthly.encode(table.lonlat, months=months)]
    x = model.metadata.features.columns(table.lonlat, {}, embedded, months)
    steps = [(name, step) for name, step in model.pipeline.steps if name != "products"]
    pipeline = Pipeline([(name, clone(step)) for name, step in steps]).fit(x, table.fields["cover"].values)
    write_model(path, replace(model, pipeline=pipeline))
    old = read_model(path)
    predicted = predict_columns(old, [monthly], table)["prediction"].values
    np.testing.assert_allclose(predicted, pipeline.predict(x), rtol=1e-5)
    matrix, offset = linear_part(old, 7)
    np.testing.assert_allclose(x @ matrix[0] + offset[0], pipeline.predict(x), rtol=1e-4)


@pytest.mark.parametrize(
    "fault", ["width", "values", "text", "none", "factors", "complex", "without a month", "missing"]
)
def test_hostile_products_in_a_model_file_are_refused(dated, tmp_path, fault):
    path = tmp_path / "height.satclip"
    write_model(path, dated[0])
    members = unzipped(path.read_bytes())
    tensors = safetensors.numpy.load(members["tensors.safetensors"])
    axes = tensors["estimator.components"]
    metadata = json.loads(members["model.json"])
    wrong = {
        "width": axes[:, 1:],
        "values": axes * 1e30,
        "text": np.zeros(axes.shape, dtype=np.int64),
        "none": axes[:0],
    }
    if fault in wrong:
        tensors["estimator.components"] = np.ascontiguousarray(wrong[fault])
    elif fault == "factors":
        tensors["estimator.factors"] = np.array([0.5, np.inf])
    elif fault == "complex":
        tensors["estimator.factors"] = np.array([0.5, 8 + 1j], dtype=np.complex64)
    elif fault == "missing":
        del tensors["estimator.components"]
    else:
        metadata["features"] |= {"month": False}
    new = {
        "model.json": json.dumps(metadata).encode(),
        "tensors.safetensors": safetensors.numpy.save(tensors),
    }
    rewrite(path, members | new)
    refused(path, "its estimator (has no usable axes|lacks the month|is not the linear one)")


@pytest.mark.parametrize(
    "features",
    [
        {"date_field": None},
        {"date_field": ""},
        {"date_field": 7},
        {"date_field": "x" * 100_000},
        {"month": "seen"},
        {"date_field": "seen", "month": False, "encoders": []},
        {"dates": "seen"},
    ],
)
def test_inconsistent_dates_in_a_model_file_are_refused(dated, tmp_path, features):
    path = tmp_path / "height.satclip"
    write_model(path, dated[0])
    members = unzipped(path.read_bytes())
    metadata = json.loads(members["model.json"])
    metadata["features"] |= features
    rewrite(path, members | {"model.json": json.dumps(metadata).encode()})
    refused(path, "its metadata are invalid")


def test_a_model_file_without_the_terms_of_its_month_is_refused(dated, tmp_path):
    path = tmp_path / "height.satclip"
    write_model(path, dated[0])
    members = unzipped(path.read_bytes())
    metadata = json.loads(members["model.json"])
    metadata["features"]["month"] = False
    rewrite(path, members | {"model.json": json.dumps(metadata).encode()})
    refused(path, "its estimator lacks the month")


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


@pytest.fixture(scope="module")
def records(monthly):
    """Records of two species in an area: `wren` follows the embedding of the location and the month of `seen`."""
    rng = np.random.default_rng(4)
    lonlat = np.column_stack([rng.uniform(-60, 60, 12_000), rng.uniform(-50, 60, 12_000)])
    months = rng.choice([1.0, 4.0, 7.0], len(lonlat), p=[0.2, 0.3, 0.5])
    density = np.exp(1.5 * monthly.encode(lonlat, months=months)[:, 0])
    seen = rng.random(len(lonlat)) < 0.03 * density / density.mean()
    other = ~seen & (rng.random(len(lonlat)) < 0.1)
    kept = seen | other
    species = np.where(seen, "wren", "tit")[kept].astype(object)
    return Columns(lonlat[kept], {"species": Column.of("text", species), "seen": dates(months[kept])})


PRESENCES = {
    "target": "species",
    "positive": "wren",
    "background": 800,
    "estimator": "linear",
    "fold_count": 3,
}


def fit_presences(records, monthly, background=None, **config):
    config = FitConfig(**PRESENCES, encoders=["monthly"], coordinates=False, **config)
    observed, area = read_observations(records, config, background=background)
    return observed, *fit(observed, config, [monthly], area.lonlat[::10])


def test_uniform_background_has_the_months_of_the_presences(records, monthly):
    observed, model, evaluation = fit_presences(records, monthly, date_field="seen")
    shares = [
        np.bincount(observed.months[rows].astype(int), minlength=13) / rows.sum()
        for rows in (observed.presences, ~observed.presences)
    ]
    np.testing.assert_allclose(shares[0], shares[1], atol=0.05)
    assert set(np.flatnonzero(shares[1])) == {1, 4, 7}
    _observed, _model, without = fit_presences(records, monthly)
    auc = {(s.label, s.folds): s.scores["auc"].value for s in [*evaluation.table, *without.table]}
    chosen = auc["Logistic regression on embeddings and month", "knndm"]
    assert chosen > auc["Logistic regression on embeddings", "knndm"] + 0.05
    assert chosen > auc["Logistic regression on coordinates and month", "knndm"] + 0.05
    places = np.random.default_rng(1).uniform(-50, 50, (300, 2))
    suitable = {m: predict_columns(model, [monthly], at(places, m))["suitability"].values for m in (1, 7)}
    for month, values in suitable.items():
        truth = monthly.at_month(month).encode(places)[:, 0]
        assert np.corrcoef(values, truth)[0, 1] > 0.7
    assert np.abs(suitable[1] - suitable[7]).mean() > 0.1


def test_months_of_the_background_depend_on_neither_locations_nor_folds(records, monthly):
    """Even if the presences are in the order of their dates."""
    order = np.argsort(records.fields["seen"].values, kind="stable")
    ordered = Columns(
        records.lonlat[order], {name: column.take(order) for name, column in records.fields.items()}
    )
    config = FitConfig(**PRESENCES, date_field="seen", folds="random")
    observed, area = read_observations(ordered, config)
    index = prepare(observed, config, [monthly], area.lonlat[::10]).main.index
    month, lonlat = observed.months[~observed.presences], observed.lonlat[~observed.presences]
    for group in (index[~observed.presences] == 0, lonlat[:, 0] > 0, lonlat[:, 1] > 0):
        assert abs((month[group] == 7).mean() - (month == 7).mean()) < 0.06


def test_a_target_group_has_its_own_months(records, monthly):
    observed, _model, _evaluation = fit_presences(records, monthly, background=records, date_field="seen")
    own = {
        (*place, text[5:7])
        for place, text in zip(records.lonlat.tolist(), records.fields["seen"].values.tolist())
    }
    found = {
        (*place, f"{month:02.0f}") for place, month in zip(observed.lonlat.tolist(), observed.months.tolist())
    }
    assert found <= own
    undated = Columns(records.lonlat, {"species": records.fields["species"]})
    with pytest.raises(SatclipError, match="The background table has no field seen, the date field"):
        fit_presences(records, monthly, background=undated, date_field="seen")


def test_a_location_counts_once_in_each_month():
    lonlat = np.repeat(np.random.default_rng(0).uniform(0, 40, (30, 2)), 3, axis=0)
    seen = dates(np.tile([1.0, 1.0, 7.0], 30))
    columns = Columns(
        lonlat, {"seen": seen, "species": Column.of("text", np.repeat("wren", 90).astype(object))}
    )
    inside = np.ones(90, dtype=bool)
    for field, count, reason in (
        (None, 30, "of the same location, which counts once"),
        ("seen", 60, "of the same location and month, which count once"),
    ):
        config = FitConfig(target="species", background=100, date_field=field)
        rows, _name, tally = find_presences(columns, config)
        assert len(rows) == count
        assert [(lost, n) for lost, n in tally.reasons if reason in lost] == [
            (f"further records {reason}", 90 - count)
        ]
        assert len(target_group(columns, inside, 1000, 0, date_field=field)) == count
