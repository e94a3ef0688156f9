"""Test the dialogs of the algorithms: they have no misleading initial values."""

from __future__ import annotations

import pytest
from qgis.core import NULL, QgsApplication, QgsProcessingContext, QgsProject, QgsVectorLayer
from qgis.gui import QgsBrowserGuiModel


@pytest.mark.parametrize("name", ["fitmodel", "compareencoders"])
def test_no_target_is_chosen_for_the_user(name, qgis_iface, provider, monkeypatch):
    """The first field of a layer is often its id."""
    from processing.gui.AlgorithmDialog import AlgorithmDialog

    browser = QgsBrowserGuiModel()
    monkeypatch.setattr(qgis_iface, "browserModel", lambda: browser, raising=False)
    layer = QgsVectorLayer("Point?crs=EPSG:4326&field=fid:int&field=ph:double", "soil", "memory")
    QgsProject.instance().addMapLayer(layer)
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"satclip:{name}")
    dialog = AlgorithmDialog(algorithm)
    try:
        wrappers = dialog.mainWidget().wrappers
        wrappers["INPUT"].setParameterValue(layer.id(), QgsProcessingContext())
        assert wrappers["TARGET"].parameterValue() in (None, "", NULL)
        context = QgsProcessingContext()
        context.setProject(QgsProject.instance())
        parameters = {"INPUT": layer.id(), "MODEL_FILE": "TEMPORARY_OUTPUT"}
        fine, sentence = algorithm.checkParameterValues(parameters, context)
        assert not fine
        assert "TARGET" in sentence or "Target field" in sentence
    finally:
        dialog.close()
        QgsProject.instance().clear()
