"""The sentence on the method that tells labels apart, and on its accuracy."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import QLocale

from satclip_qgis.i18n import tr
from satclip_qgis.layers.labels import Labels


def report_text(answer: dict[str, Any], labels: Labels) -> str:
    """Return sentences on the backend's answer, and on the points of the layer that can't be used."""
    parts = [_method(answer)]
    if labels.unlabelled:
        parts.append(tr("Points without a class: {count}.").format(count=labels.unlabelled))
    if labels.lost:
        parts.append(
            tr("Points that are not on Earth, which are not used: {count}.").format(count=labels.lost)
        )
    return " ".join(parts)


def _method(answer: dict[str, Any]) -> str:
    validation = answer.get("validation")
    if len(answer["classes"]) < 2:
        return tr("Similarity to the labels of one class. Label places of another class to tell them apart.")
    if not validation:
        return tr(
            "Similarity to the labels. With two labels of each class, it is compared with a logistic regression."
        )
    used, other = ("logistic", "similarity") if answer["method"] == "logistic" else ("similarity", "logistic")
    names = {"logistic": tr("logistic regression"), "similarity": tr("similarity")}
    if validation["folds"] == validation["labels"]:
        text = tr(
            "Method: {used}. Leave-one-out balanced accuracy {accuracy} of {labels} labels ({other}: {lower}). Labels "
            "close to each other make it too high."
        )
    else:
        text = tr(
            "Method: {used}. Balanced accuracy {accuracy} of {labels} labels in {folds}-fold cross-validation "
            "({other}: {lower}). Labels close to each other make it too high."
        )
    return text.format(
        used=names[used],
        other=names[other],
        accuracy=QLocale().toString(float(validation[used]), "f", 2),
        lower=QLocale().toString(float(validation[other]), "f", 2),
        labels=validation["labels"],
        folds=validation["folds"],
    )
