"""Trials: baselines are as strong as what they stand beside."""

from __future__ import annotations


def test_coordinates_alone_are_told_to_the_estimator_that_was_chosen(columns, fit_columns):
    """With `auto`, too, where a weaker estimator would make embeddings look better."""
    _, evaluation = fit_columns(
        columns, target="height", estimator="auto", encoders=[], coordinates=True, fold_count=3
    )
    tried = {s.model: s.scores["r2"].value for s in evaluation.table if s.folds == "knndm"}
    kind = max((key for key in tried if key.endswith(":features")), key=tried.get).split(":")[0]
    assert tried.keys() - {f"{each}:features" for each in ("linear", "boosting", "mlp")} == {
        "constant",
        f"{kind}:coordinates",
        "neighbours",
    }
    assert kind != "linear"  # a plane through a rough field is no match for the others


def test_a_baseline_has_the_fields_that_the_model_has(columns, fit_columns):
    _, evaluation = fit_columns(columns, target="height", fields=["rain"])
    labels = {scored.label for scored in evaluation.table if scored.role == "baseline"}
    assert "Ridge regression on coordinates and fields" in labels
    assert "Ridge regression on embeddings and fields" in {
        s.label for s in evaluation.table if s.role == "chosen"
    }
