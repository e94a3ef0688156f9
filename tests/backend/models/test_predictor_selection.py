"""Forward selection of predictors: informative predictors among noise, scores, and inputs of the model."""

from __future__ import annotations

import json

import numpy as np
import pytest

from satclip_backend.errors import Cancelled, SatclipError
from satclip_backend.models.comparison import compare_encoders
from satclip_backend.models.fit_config import FitConfig
from satclip_backend.models.model_file import read_model, write_model
from satclip_backend.models.observations import observe
from satclip_backend.models.report import write_fit_report
from satclip_backend.processes.fit_model import summary
from tests.backend.models.conftest import number


@pytest.fixture(scope="module")
def with_predictors(make_columns):
    """Return rows with `yield` = 2 * `first` + `second` + noise, and four unrelated fields."""
    columns, rng = make_columns(), np.random.default_rng(3)
    n = len(columns)
    fields = {name: rng.normal(size=n) for name in ("first", "second", "n1", "n2", "n3", "n4")}
    columns.fields["yield"] = number(2 * fields["first"] + fields["second"] + rng.normal(0, 0.5, n))
    columns.fields.update({name: number(values) for name, values in fields.items()})
    return columns


NOISE = ["n1", "n2", "n3", "n4"]
FIELDS = ["n1", "second", "n2", "first", "n3", "n4"]


@pytest.fixture(scope="module")
def selected(with_predictors, fit_columns):
    """Return the model of `yield` with predictors selected from fields and embeddings, and its evaluation."""
    return fit_columns(with_predictors, target="yield", fields=FIELDS, select_predictors=True)


def test_informative_predictors_are_selected_in_order_of_strength(selected):
    found = selected[1].predictor_selection
    assert found.added == ["first", "second"]
    assert set(found.left_out) == {"Embedding (tiny)", *NOISE}
    first, second, last = found.steps
    assert (first.added, second.added, last.added) == (True, True, False)
    # R² of 2a + b + noise with variances 4, 1 and 0.25: 4 / 5.25 = 0.76 with a, 5 / 5.25 = 0.95 with both
    assert first.score == pytest.approx(0.76, abs=0.06)
    assert second.score == pytest.approx(0.95, abs=0.02)
    assert np.isnan(first.gain)
    assert second.gain == pytest.approx(second.score - first.score)
    assert second.gain > 3 * second.gain_standard_error > 0
    assert last.gain <= last.gain_standard_error
    assert found.everything[0] < second.score


def test_scores_equal_those_of_a_fit_with_the_selected_predictors(selected, with_predictors, fit_columns):
    model, evaluation = selected
    _, plain = fit_columns(with_predictors, target="yield", fields=["first", "second"], encoders=[])
    score = next(s.scores["r2"].value for s in evaluation.table if s.role == "chosen")
    assert evaluation.predictor_selection.steps[1].score == score
    _, everything = fit_columns(with_predictors, target="yield", fields=FIELDS)
    whole = next(s.scores["r2"].value for s in everything.table if s.role == "chosen")
    assert evaluation.predictor_selection.everything[0] == pytest.approx(whole)
    # folds and predictions are the same, but not the blocks of the bootstrap
    np.testing.assert_allclose(evaluation.predicted, plain.predicted)
    assert model.metadata.features.width == 2


def test_the_model_needs_only_the_selected_predictors(selected, tmp_path):
    model, evaluation = selected
    assert model.metadata.features.fields == ["second", "first"]
    assert model.metadata.features.encoders == []
    assert model.metadata.recipe.fields == ["second", "first"]
    assert model.metadata.recipe.encoders == []
    assert not any(name.startswith("Encoder") for name in model.metadata.provenance)
    assert evaluation.difference.sentence == "The selection of predictors left the embeddings out."
    write_model(tmp_path / "model.satclip", model)
    assert read_model(tmp_path / "model.satclip").metadata == model.metadata


def test_the_report_and_the_summary_list_the_steps(selected, tmp_path):
    model, evaluation = selected
    assert sum("selected by the score in the same folds" in warning for warning in evaluation.warnings) == 1
    write_fit_report(evaluation, tmp_path / "report.html")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "2 of 7 predictors were selected. Selected predictors: first, second; left out: " in page
    second = evaluation.predictor_selection.steps[1]
    assert f"{second.score:.3f}\u00a0±\u00a0{second.standard_error:.3f}" in page
    assert f"+{second.gain:.4f}\u00a0±\u00a0{second.gain_standard_error:.4f}" in page
    assert "so its R² and coverage are optimistic" in page
    assert "10.1016/j.envsoft.2017.12.001" in page
    told = json.loads(json.dumps(summary(model, evaluation, 1.0)))["predictor_selection"]
    assert [step["predictor"] for step in told["steps"] if step["added"]] == ["first", "second"]
    assert told["steps"][0]["gain"] is None
    assert told["sentence"] == evaluation.predictor_selection.sentence


def test_predictors_are_selected_only_on_request(fitted, tmp_path):
    model, evaluation = fitted("height", "linear")
    assert evaluation.predictor_selection is None
    assert summary(model, evaluation, 1.0)["predictor_selection"] is None


def test_embeddings_that_generated_the_field_are_selected(columns, fit_columns):
    model, evaluation = fit_columns(
        columns,
        target="height",
        fields=["rain", "soil"],
        coordinates=True,
        estimator="auto",
        select_predictors=True,
    )
    found = evaluation.predictor_selection
    assert found.estimator == "Ridge regression"  # better than gradient boosting with all predictors
    assert found.added[0] == "Embedding (tiny)"
    assert {"rain", "soil"} <= set(found.left_out)
    assert model.metadata.features.fields == []
    assert evaluation.area_applicable > 0  # known everywhere, since no field is needed


def test_classes_are_selected_by_their_own_score(columns, fit_columns):
    _, evaluation = fit_columns(
        columns, target="tall", fields=["rain"], coordinates=True, select_predictors=True
    )
    found = evaluation.predictor_selection
    assert found.score == "auc"
    assert "Embedding (tiny)" in found.added
    assert found.steps[0].score > 0.8


@pytest.mark.parametrize(
    ("config", "sentence"),
    [
        (
            {"estimator": "kriging"},
            "for the estimator kriging, which uses the coordinates alone: choose auto",
        ),
        ({"estimator": "neighbours"}, "for the estimator neighbours"),
        ({"estimator": "stacking", "coordinates": True}, "for the estimator stacking, which always needs"),
        ({"fields": []}, "There is only one predictor, so there is nothing to select"),
    ],
)
def test_impossible_selections_are_reported(columns, fit_columns, config, sentence):
    with pytest.raises(SatclipError, match=sentence):
        fit_columns(columns, **{"target": "height", "fields": ["rain"], "select_predictors": True} | config)


def test_a_comparison_selects_nothing(columns):
    config = FitConfig(target="height", estimator="linear", select_predictors=True)
    with pytest.raises(SatclipError, match="leave out the selection of predictors"):
        compare_encoders(observe(columns, "height"), config, [], columns.lonlat, [])


def test_selection_reports_progress_and_can_be_cancelled(with_predictors, fit_columns):
    config = {"target": "yield", "fields": FIELDS[:3], "select_predictors": True}
    told = []
    fit_columns(with_predictors, lambda share, message: told.append((share, message)), **config)
    shares = [share for share, _ in told]
    assert shares == sorted(shares)
    assert any(message == "selecting predictors, step 2 of at most 4: n2" for _, message in told)
    # `second` alone is selected. Trials: 1 with all predictors, 4 in step 1, 3 in step 2. Step 3 would have 2 more.
    assert max(share for share, message in told if message.startswith("selecting")) == pytest.approx(
        0.7 * 8 / 10
    )

    def stop(share, message):
        if message.startswith("selecting predictors, step 2"):
            raise Cancelled

    with pytest.raises(Cancelled):
        fit_columns(with_predictors, stop, **config)
