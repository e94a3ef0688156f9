"""Predictions for points: compared with the model's parts, with missing values, and with missing requirements."""

from __future__ import annotations

import numpy as np
import pytest

from satclip_backend.encoders import load_encoder
from satclip_backend.errors import NotFoundError, SatclipError
from satclip_backend.models.model import features_of, find_encoders
from satclip_backend.models.prediction import predict_columns
from satclip_backend.tables.columns import Column, Columns


@pytest.fixture
def encoders(tiny_encoder_file):
    return [load_encoder(tiny_encoder_file, device="cpu")]


def test_values_intervals_and_distances(fitted, make_columns, encoders):
    model, evaluation = fitted("height")
    columns = make_columns(100, seed=5)
    made = predict_columns(model, encoders, columns)
    own = ["prediction", "lower", "upper", "dissimilarity", "applicable", "distance_km", "expected_error"]
    assert list(made) == own
    value = {name: column.values for name, column in made.items()}
    features = encoders[0].encode(columns.lonlat)
    np.testing.assert_allclose(value["prediction"], model.pipeline.predict(features), rtol=1e-5)
    widths = model.metadata.widths.of(value["dissimilarity"])
    np.testing.assert_allclose(value["upper"] - value["prediction"], widths)
    np.testing.assert_allclose(value["prediction"] - value["lower"], widths)
    np.testing.assert_array_equal(value["applicable"], value["dissimilarity"] <= evaluation.threshold)
    expected = model.metadata.expected_error.of(value["dissimilarity"])
    np.testing.assert_array_equal(value["expected_error"], expected)
    np.testing.assert_array_equal(made["expected_error"].missing, value["applicable"] == 0)
    truth = columns.fields["height"].values
    assert 1 - np.mean((value["prediction"] - truth) ** 2) / truth.var() > 0.8


def test_training_rows_have_zero_distance_and_dissimilarity(fitted, columns, encoders):
    made = predict_columns(fitted("height")[0], encoders, columns)
    np.testing.assert_allclose(made["distance_km"].values, 0, atol=1e-4)
    np.testing.assert_allclose(made["dissimilarity"].values, 0, atol=1e-3)
    assert made["applicable"].values.all()


def test_distance_and_dissimilarity_increase_away_from_the_training_rows(fitted, encoders):
    lonlat = np.array([[0.0, 0.0], [180.0, -85.0]])
    made = predict_columns(fitted("height")[0], encoders, Columns(lonlat, {}))
    assert made["distance_km"].values[1] > 3000
    assert made["dissimilarity"].values[1] > made["dissimilarity"].values[0]


def test_classes_probabilities_and_sets(fitted, make_columns, encoders):
    model, _ = fitted("kind")
    columns = make_columns(300, seed=5)
    made = predict_columns(model, encoders, columns)
    assert list(made)[:3] == ["prediction", "probability", "set_size"]
    assert set(made["prediction"].values) <= {"Ebene", "Hügel", "山"}
    assert np.mean(made["prediction"].values == columns.fields["kind"].values) > 0.7
    assert made["set_size"].values.min() >= 1
    assert made["set_size"].values.max() <= 3
    assert ((made["probability"].values > 1 / 3 - 1e-9) & (made["probability"].values <= 1)).all()


def test_two_classes_have_the_probability_of_the_positive_one_and_keep_their_type(
    fitted, make_columns, encoders
):
    model, evaluation = fitted("tall")
    columns = make_columns(300, seed=5)
    made = predict_columns(model, encoders, columns)
    assert list(made)[:3] == ["probability", "prediction", "set_size"]
    assert (made["prediction"].kind, made["prediction"].values.dtype) == ("integer", np.int64)
    likely = made["probability"].values >= model.metadata.threshold
    np.testing.assert_array_equal(made["prediction"].values, likely)
    truth = made["probability"].values[columns.fields["tall"].values == 1]
    assert truth.mean() > made["probability"].values[columns.fields["tall"].values == 0].mean() + 0.4
    assert 0 < evaluation.positive_threshold == model.metadata.threshold < 1
    out_of_fold = evaluation.probabilities[:, 1] >= model.metadata.threshold
    np.testing.assert_array_equal(evaluation.predicted, out_of_fold)


def test_the_positive_class_and_the_threshold_can_be_chosen(fitted, columns, fit_columns, encoders):
    model, evaluation = fit_columns(columns, target="tall", positive="0", threshold=0.9)
    assert (model.metadata.positive, model.metadata.threshold) == (0, 0.9)
    assert model.metadata.settings["Threshold"] == "0.9 (given)"
    usual, other = (predict_columns(one, encoders, columns) for one in (fitted("tall")[0], model))
    # The two fits have swapped labels, so they are equal within the solver's tolerance.
    np.testing.assert_allclose(usual["probability"].values, 1 - other["probability"].values, atol=1e-4)
    np.testing.assert_array_equal(other["prediction"].values == 0, other["probability"].values >= 0.9)
    chosen = [next(row for row in e.table if row.role == "chosen") for e in (evaluation, fitted("tall")[1])]
    assert chosen[0].scores["auc"].value == pytest.approx(chosen[1].scores["auc"].value)


@pytest.mark.parametrize(("target", "has"), [("height", "values"), ("kind", "3 classes")])
def test_a_threshold_needs_two_classes(columns, fit_columns, target, has):
    with pytest.raises(
        SatclipError, match=f"A threshold needs a target with two classes: {target} has {has}"
    ):
        fit_columns(columns, target=target, threshold=0.5)


def test_predictions_without_a_position_are_missing(fitted, encoders):
    lonlat = np.array([[np.nan, 0], [10, 95], [370, 5], [10, 5]])
    made = predict_columns(fitted("kind")[0], encoders, Columns(lonlat, {}))
    for column in made.values():
        np.testing.assert_array_equal(column.missing, [True, True, False, False])
    assert made["prediction"].values[0] == ""
    assert made["probability"].values[2] == pytest.approx(made["probability"].values[3], rel=1e-5)


def test_fields_are_required_and_have_the_right_type(columns, fit_columns, encoders):
    model, _ = fit_columns(columns, target="height", fields=["soil", "rain"])
    made = predict_columns(model, encoders, columns)
    assert np.isfinite(made["prediction"].values).all()
    rest = {name: column for name, column in columns.fields.items() if name != "rain"}
    with pytest.raises(SatclipError, match="needs the field rain; the layer has: height"):
        predict_columns(model, encoders, Columns(columns.lonlat, rest))
    with pytest.raises(SatclipError, match="needs the field rain; none was given"):
        predict_columns(model, encoders, Columns(columns.lonlat, {}))
    with pytest.raises(SatclipError, match="needs numbers in the field rain, which contains text"):
        predict_columns(model, encoders, Columns(columns.lonlat, {**rest, "rain": columns.fields["soil"]}))


def test_booleans_may_be_text_when_fitting_or_predicting(columns, fit_columns, encoders):
    """As in a GeoPackage, and in CSV files of pandas and R."""
    truth = columns.fields["height"].values > np.median(columns.fields["height"].values)
    spelled = {
        "boolean": Column.of("boolean", truth.astype(float)),
        "pandas": Column.of("text", np.where(truth, "True", "False").astype(object)),
        "R": Column.of("text", np.where(truth, "TRUE", "FALSE").astype(object)),
    }
    predictions = []
    for fit, predict in (
        ("boolean", "pandas"),
        ("pandas", "boolean"),
        ("R", "pandas"),
        ("boolean", "boolean"),
    ):
        given = Columns(columns.lonlat, {**columns.fields, "high": spelled[fit]})
        model, _ = fit_columns(given, target="height", fields=["high"])
        new = Columns(columns.lonlat, {"high": spelled[predict]})
        predictions.append(predict_columns(model, encoders, new)["prediction"].values)
    for other in predictions[:-1]:
        np.testing.assert_allclose(other, predictions[-1])


def test_unknown_and_missing_values_of_fields_are_accepted(columns, fit_columns, encoders):
    model, _ = fit_columns(columns, target="height", fields=["soil", "rain"])
    columns.fields["soil"].values[:3] = ["lava", "", "clay"]
    columns.fields["rain"].values[:2] = np.nan
    made = predict_columns(model, encoders, columns)
    assert np.isfinite(made["prediction"].values).all()


def test_a_missing_or_different_encoder_is_named(fitted, satclip_home, tiny_encoder):
    model, _ = fitted("height")

    def nothing(id):
        raise NotFoundError("none")

    sha = tiny_encoder.weights_sha256[:12]
    with pytest.raises(SatclipError, match=rf"encoder tiny \(weights {sha}\), which is not installed"):
        find_encoders(model.metadata.features, nothing)
    with pytest.raises(SatclipError, match="is installed with other weights"):
        find_encoders(model.metadata.features, lambda id: load_encoder("bundled"))


def test_an_encoder_is_found_under_another_id(fitted, satclip_home, tiny_encoder_file):
    (satclip_home / "encoders").mkdir(parents=True)
    (satclip_home / "encoders" / "renamed.safetensors").write_bytes(tiny_encoder_file.read_bytes())
    assert [encoder.id for encoder in find_encoders(fitted("height")[0].metadata.features, load_encoder)] == [
        "renamed"
    ]


def test_features_have_the_order_of_the_fit(columns, fit_columns, encoders):
    model, _ = fit_columns(columns, target="height", fields=["soil", "rain"], coordinates=True)
    made = features_of(
        model, encoders, columns.lonlat[:5], {n: c.take(np.arange(5)) for n, c in columns.fields.items()}
    )
    labels = [label for label, _ in model.metadata.features.blocks]
    assert labels == ["Embedding (tiny)", "Coordinates", "rain", "soil"]
    np.testing.assert_allclose(made[:, :8], encoders[0].encode(columns.lonlat[:5]))
    np.testing.assert_allclose(np.linalg.norm(made[:, 8:11], axis=1), 1, rtol=1e-6)
    np.testing.assert_allclose(made[:, 11], columns.fields["rain"].values[:5], rtol=1e-6)
    np.testing.assert_array_equal(made[:, 12:].sum(axis=1), 1)
