"""Model files with dates: what they keep, those of earlier releases, and hostile ones."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
import safetensors.numpy
from sklearn.base import clone
from sklearn.pipeline import Pipeline

from satclip_backend.models.mapping import linear_part
from satclip_backend.models.model_file import read_model, write_model
from satclip_backend.models.prediction import predict_columns
from satclip_backend.tables.columns import Columns
from tests.backend.models.dates.dated import at
from tests.backend.models.test_hostile_models import refused, rewrite
from tests.fuzz.mutations import unzipped


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
