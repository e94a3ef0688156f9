"""Model selection: baselines use the same estimator and fields as the model that they are compared with."""

from __future__ import annotations

import pytest

from satclip_backend.errors import SatclipError


def test_the_coordinates_baseline_uses_the_selected_estimator(columns, fit_columns):
    """Also with `auto`: a weaker estimator for the baseline would overstate the benefit of embeddings."""
    _, evaluation = fit_columns(columns, target="height", estimator="auto", encoders=[], coordinates=True)
    tried = {s.model: s.scores["r2"].value for s in evaluation.table if s.folds == "knndm"}
    assert tried.keys() == {
        *(f"{each}:coordinates" for each in ("linear", "boosting", "stacking")),
        "constant",
        "neighbours",
        "kriging",
    }
    _, evaluation = fit_columns(columns, target="height", estimator="auto", coordinates=True)
    tried = {s.model: s.scores["r2"].value for s in evaluation.table if s.folds == "knndm"}
    kind = max((key for key in tried if key.endswith(":features")), key=tried.get).split(":")[0]
    assert f"{kind}:coordinates" in tried


def test_a_baseline_equal_to_the_model_is_listed_once(columns, fit_columns):
    _, evaluation = fit_columns(columns, target="height", estimator="neighbours")
    models = [(scored.label, scored.folds) for scored in evaluation.table]
    assert len(models) == len(set(models))


def test_a_stack_needs_coordinates(columns, fit_columns):
    with pytest.raises(SatclipError, match="The stacked ensemble needs the coordinates"):
        fit_columns(columns, target="height", estimator="stacking")


def test_a_baseline_has_the_fields_of_the_model(columns, fit_columns):
    _, evaluation = fit_columns(columns, target="height", fields=["rain"])
    labels = {scored.label for scored in evaluation.table if scored.role == "baseline"}
    assert "Ridge regression on coordinates and fields" in labels
    assert "Ridge regression on embeddings and fields" in {
        s.label for s in evaluation.table if s.role == "chosen"
    }
