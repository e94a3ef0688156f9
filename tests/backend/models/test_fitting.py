"""Fitting on simulated observations: scores, comparison, uncertainty, applicability, and messages."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from satclip_backend.encoders.load import load_encoder
from satclip_backend.errors import Cancelled, SatclipError
from satclip_backend.geo.sphere import unit
from satclip_backend.models.fitting import SCORED
from satclip_backend.models.model_file import read_model, write_model
from tests.backend.models.conftest import ESTIMATORS


@pytest.mark.parametrize("estimator", ESTIMATORS)
@pytest.mark.parametrize("target", ["height", "kind"])
def test_each_estimator_is_fitted_and_evaluated(fitted, target, estimator):
    model, evaluation = fitted(target, estimator)
    assert {(s.role, s.folds) for s in evaluation.table} >= {
        ("chosen", "knndm"),
        ("chosen", "blocks"),
        ("chosen", "random"),
        ("baseline", "knndm"),
        ("baseline", "random"),
    }
    assert [folds.name for folds in evaluation.folds] == ["knndm", "blocks", "random"]
    score = {s.folds: s.scores[evaluation.score].value for s in evaluation.table if s.role == "chosen"}
    assert score["knndm"] > (0.4 if target == "height" else 0.45)
    assert model.metadata.estimator == estimator
    assert 0 <= evaluation.area_applicable <= 1


def test_embeddings_that_generated_the_field_improve_the_score(fitted):
    _, evaluation = fitted("height", "linear")
    assert evaluation.difference.verdict == "helped"
    assert evaluation.difference.difference.low > 0
    assert evaluation.difference.sentence.startswith("Embeddings helped: R² is 0.9")


def test_embeddings_do_not_improve_the_score_of_noise(make_columns, fit_columns):
    columns = make_columns(400)
    noise = np.random.default_rng(1).normal(size=400)
    columns.fields["height"].values[:] = noise
    _, evaluation = fit_columns(columns, target="height")
    assert evaluation.difference.verdict != "helped"
    assert any("no better than a constant" in warning for warning in evaluation.warnings)


def test_an_insufficiently_trained_encoder_is_reported(make_columns, fit_columns, tiny_encoder_file):
    encoder = load_encoder(tiny_encoder_file, device="cpu")
    encoder.metadata = replace(encoder.metadata, caution="It was trained for only 1 step.")
    _, evaluation = fit_columns(make_columns(100), encoder=encoder, target="height")
    assert "Encoder tiny: It was trained for only 1 step." in evaluation.warnings


def test_the_same_seed_gives_the_same_model(columns, fit_columns):
    one, two = (fit_columns(columns, target="height", estimator="boosting", seed=3)[1] for _ in range(2))
    np.testing.assert_array_equal(one.predicted, two.predicted)
    assert one.table == two.table


def test_predictions_are_out_of_fold(columns, fit_columns):
    """The observed value of a row doesn't influence its prediction."""
    _, before = fit_columns(columns, target="height", folds="random", estimator="neighbours")
    row = 17
    columns.fields["height"].values[row] += 1e5
    _, after = fit_columns(columns, target="height", folds="random", estimator="neighbours")
    assert after.predicted[row] == before.predicted[row]
    assert np.abs(after.predicted - before.predicted).max() > 100


def test_interval_coverage_is_close_to_the_requested_one(make_columns, fit_columns):
    _, evaluation = fit_columns(make_columns(1500), target="height", confidence=0.8)
    random = next(coverage for coverage in evaluation.coverages if coverage.label == "random folds")
    assert 0.77 <= random.coverage <= 0.83
    held = (evaluation.lower <= evaluation.observed) & (evaluation.observed <= evaluation.upper)
    assert held.mean() == pytest.approx(evaluation.coverages[0].coverage)


def test_prediction_set_coverage_is_close_to_the_requested_one(make_columns, fit_columns):
    _, evaluation = fit_columns(make_columns(1500), target="kind")
    random = next(coverage for coverage in evaluation.coverages if coverage.label == "random folds")
    assert 0.87 <= random.coverage <= 0.95
    assert random.size < 3
    np.testing.assert_allclose(evaluation.probabilities.sum(axis=1), 1)


def test_auto_selects_the_best_in_the_same_folds(columns, fit_columns):
    model, evaluation = fit_columns(columns, target="height", estimator="auto")
    scores = {s.model: s.scores["r2"].value for s in evaluation.table if s.folds == "knndm"}
    candidates = [s.model for s in evaluation.table if s.folds == "knndm" and s.role != "baseline"]
    assert candidates[:2] == ["linear:features", "boosting:features"]
    assert "stacking:features" not in candidates  # kriging needs coordinates
    assert max(scores, key=scores.get).split(":")[0] == model.metadata.estimator
    assert any("chosen by the scores" in warning for warning in evaluation.warnings)


def test_auto_may_select_a_model_without_embeddings(columns, fit_columns, tmp_path):
    """The target varies at a smaller scale than the embeddings."""
    columns.fields["height"].values[:] = np.sin(unit(columns.lonlat) @ [20.0, 15.0, 10.0])
    columns.fields["rain"].missing[:9] = True
    model, evaluation = fit_columns(columns, target="height", estimator="auto", fields=["rain"])
    best = max(evaluation.table, key=lambda s: (s.folds == "knndm", s.scores["r2"].value))
    assert best.role == "chosen"
    assert "embeddings" not in best.label
    assert model.metadata.features.encoders == []
    assert model.metadata.recipe.encoders == []
    assert ("Missing predictor values" in evaluation.settings) == ("rain" in model.metadata.features.fields)
    assert evaluation.difference.sentence.endswith("The model that was fitted is the one without embeddings.")
    assert {s.folds for s in evaluation.table if s.role == "chosen"} == {f.name for f in evaluation.folds}
    labels = [(s.label, s.folds) for s in evaluation.table]
    assert len(labels) == len(set(labels))
    write_model(tmp_path / "model.satclip", model)
    assert read_model(tmp_path / "model.satclip").metadata == model.metadata


def test_a_model_without_embeddings_is_named_if_a_constant_is_better(make_columns, fit_columns):
    columns = make_columns(60)
    columns.fields["height"].values[:] = np.random.default_rng(5).normal(size=60)
    model, evaluation = fit_columns(columns, target="height", estimator="auto")
    best = max(evaluation.table, key=lambda s: (s.folds == "knndm", s.scores["r2"].value))
    assert best.model == "constant"
    assert model.metadata.features.encoders == []
    fitted = model.metadata.name.removeprefix("height: ")
    sentence = f"The model that was fitted is {fitted}, without embeddings."
    assert evaluation.difference.sentence.endswith(sentence)


def test_fields_of_all_types_are_used_and_have_an_importance(columns, fit_columns):
    columns.fields["rain"].values[:] = columns.fields["height"].values + np.random.default_rng(0).normal(
        0, 30, 240
    )
    columns.fields["rain"].values[::5] = np.nan
    columns.fields["rain"].missing[::5] = True
    model, evaluation = fit_columns(
        columns, target="height", encoders=[], fields=["soil", "rain"], estimator="boosting"
    )
    drops = {importance.label: importance.drop.value for importance in evaluation.importances}
    assert list(drops) == ["rain", "soil"]
    assert drops["rain"] > 0.3 > abs(drops["soil"])
    assert model.metadata.features.fields == ["rain", "soil"]
    assert np.isnan(evaluation.area_applicable)
    assert evaluation.settings["Missing predictor values"] == "rain: 48 rows"


def test_weights_and_groups_are_used(columns, fit_columns):
    _, evaluation = fit_columns(columns, target="height", weights="weight", groups="region", folds="groups")
    assert [folds.name for folds in evaluation.folds] == ["groups", "knndm", "blocks", "random"]
    for group in np.unique(columns.fields["region"].values):
        assert len(np.unique(evaluation.folds[0].index[columns.fields["region"].values == group])) == 1
    assert {coverage.label for coverage in evaluation.coverages[4:]} <= set(columns.fields["region"].values)


@pytest.mark.parametrize(
    ("config", "told"),
    [
        ({"folds": "groups"}, "Folds by group need a group field"),
        ({"encoders": []}, "has no predictors"),
        ({"folds": "blocks", "block_size_km": 20_000.0}, "block"),
    ],
)
def test_impossible_folds_and_features_are_reported(columns, fit_columns, config, told):
    with pytest.raises(SatclipError, match=told):
        fit_columns(columns, target="height", **config)


@pytest.mark.parametrize("stage", [0.0, 0.05, 0.3, 0.6, 0.9, 0.97])
def test_fitting_can_be_cancelled_at_every_stage(make_columns, fit_columns, stage):
    def report(share, message):
        if share >= stage:
            raise Cancelled

    with pytest.raises(Cancelled):
        fit_columns(make_columns(100), report, target="kind", estimator="mlp", fold_count=2)


def test_progress_increases_and_describes_the_step(columns, fit_columns):
    told = []
    fit_columns(columns, lambda share, message: told.append((share, message)), target="height")
    shares = [share for share, _ in told]
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert any("Ridge regression on embeddings, " in message for _, message in told)


@pytest.mark.parametrize("estimator", ["linear", "boosting"])
def test_progress_counts_all_fits(columns, fit_columns, estimator):
    """All fits of these take place, so cross-validation ends at its share of the progress."""
    told = []

    def progress(share, message):
        if str(message).startswith("cross-validating"):
            told.append(share)

    fit_columns(columns, progress, target="height", estimator=estimator)
    assert max(told) == pytest.approx(SCORED)


def test_progress_follows_the_duration_of_fits(columns, fit_columns):
    """Gradient boosting takes far longer than nearest neighbours, and gets more of the progress."""
    told = {}
    fit_columns(
        columns,
        lambda share, message: told.setdefault(str(message), []).append(share),
        target="height",
        estimator="boosting",
    )
    random = {message: max(shares) - min(shares) for message, shares in told.items() if "random" in message}
    slow = next(share for message, share in random.items() if "Gradient boosting on embeddings" in message)
    fast = next(share for message, share in random.items() if "Nearest neighbours" in message)
    assert slow > 5 * fast > 0
