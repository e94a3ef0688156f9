"""The example model for Processing: from points to a prediction map."""

from __future__ import annotations

from qgis.core import QgsProcessingModelAlgorithm

from satclip_qgis.i18n import tr
from satclip_qgis.paths import resource


def example_model() -> QgsProcessingModelAlgorithm:
    """Return the model, without the path of its file, so that the user saves a copy."""
    model = QgsProcessingModelAlgorithm()
    model.fromFile(str(resource("models", "points_to_prediction_map.model3")))
    model.setSourceFilePath("")
    model.setName(tr("Points to prediction map"))
    return model


def open_example_model(*_: object) -> None:
    """Open the model in the Model Designer, where it can be run, changed and saved."""
    from processing.modeler.ModelerDialog import ModelerDialog

    ModelerDialog.create(example_model()).show()
