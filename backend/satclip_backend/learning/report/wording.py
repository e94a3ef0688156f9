"""What reports call scores, targets and models."""

from __future__ import annotations

from satclip_backend.learning.results import Evaluation, Scored

NAMES = {
    "r2": "R²",
    "rmse": "RMSE",
    "mae": "Mean absolute error",
    "balanced_accuracy": "Balanced accuracy",
    "accuracy": "Accuracy",
    "f1": "F1 (macro)",
    "log_loss": "Log loss",
}
SCORES = {"r2", "balanced_accuracy", "accuracy", "f1"}
"""Those without units."""
MOST_CLASSES = 20
"""Classes that a figure or table shows, the most frequent."""


def chosen(e: Evaluation, folds: str) -> Scored:
    """The chosen model in one kind of folds."""
    return next(s for s in e.table if s.role == "chosen" and s.folds == folds)


def label(e: Evaluation) -> str:
    """The target with its units."""
    return e.target + (f" ({e.units})" if e.units else "")
