"""Test the encoder parameters in dialogs: a list or tick boxes, and a text value that may contain any id."""

from __future__ import annotations

import subprocess
import sys

import pytest
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
)
from qgis.gui import QgsBrowserGuiModel, QgsProcessingModelerParameterWidget
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QInputDialog

from satclip_qgis import settings
from satclip_qgis.algorithms import ALGORITHMS
from satclip_qgis.gui.encoders.encoder_widgets import EncoderBox, EncodersBox


@pytest.fixture(autouse=True)
def known(qgis_iface, monkeypatch):
    """Two encoders from the last session, and an iface that dialogs accept."""
    browser = QgsBrowserGuiModel()
    monkeypatch.setattr(qgis_iface, "browserModel", lambda: browser, raising=False)
    settings.remember_encoders(["bundled", "mini-l10"])


def algorithm(name):
    return QgsApplication.processingRegistry().createAlgorithmById(f"satclip:{name}")


@pytest.fixture
def dialog(provider):
    """Open the dialog of an algorithm."""
    from processing.gui.AlgorithmDialog import AlgorithmDialog

    opened = []

    def dialog(name):
        opened.append(AlgorithmDialog(algorithm(name)))
        return opened[-1].mainWidget()

    yield dialog
    for one in opened:
        one.close()


def test_every_encoder_parameter_is_a_list(provider):
    widgets = {}
    for kind in ALGORITHMS:
        one = algorithm(kind().name())  # it owns its parameters
        for parameter in one.parameterDefinitions():
            wrapper = parameter.metadata().get("widget_wrapper")
            if isinstance(wrapper, dict) and "class" in wrapper:
                widgets[one.name()] = wrapper.get("several", False)
    assert widgets == {
        **dict.fromkeys(["embedpoints", "embeddingmap", "similaritymap", "clustermap"], False),
        **dict.fromkeys(["fitmodel", "compareencoders"], True),
    }


def test_one_encoder_is_chosen_or_typed(dialog):
    panel = dialog("embeddingmap")
    wrapper = panel.wrappers["MODEL"]
    box = wrapper.widget
    assert isinstance(box, EncoderBox)
    assert [box.itemText(row) for row in range(box.count())] == ["bundled", "mini-l10"]
    assert wrapper.parameterValue() == "bundled"
    box.setCurrentIndex(1)
    assert wrapper.parameterValue() == "mini-l10"
    box.lineEdit().selectAll()
    QTest.keyClicks(box.lineEdit(), "other")
    assert wrapper.parameterValue() == "other"
    wrapper.setParameterValue("from-history", QgsProcessingContext())
    assert wrapper.parameterValue() == "from-history"
    assert box.count() == 2


def test_several_encoders_are_ticked_or_entered(dialog, monkeypatch):
    panel = dialog("fitmodel")
    wrapper = panel.wrappers["ENCODERS"]
    box = wrapper.widget
    assert isinstance(box, EncodersBox)
    assert wrapper.parameterValue() == "bundled"
    box.list.setItemCheckState(1, Qt.CheckState.Checked)
    assert wrapper.parameterValue() == "bundled, mini-l10"
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: (" other,mini-l10 ", True))
    box.other.click()
    assert wrapper.parameterValue() == "bundled, mini-l10, other"
    wrapper.setParameterValue("mine,bundled", QgsProcessingContext())
    assert wrapper.parameterValue() == "mine, bundled"  # the order matters
    wrapper.setParameterValue("", QgsProcessingContext())
    assert wrapper.parameterValue() == ""
    assert box.list.lineEdit().text() == "None"


def test_dialogs_pass_comma_separated_ids(dialog):
    panel = dialog("compareencoders")
    panel.wrappers["ENCODERS"].widget.list.selectAllOptions()
    parameters = {"ENCODERS": panel.wrappers["ENCODERS"].parameterValue()}
    from satclip_qgis.parameters.encoders import encoders_of

    compare = algorithm("compareencoders")
    assert encoders_of(compare, parameters, QgsProcessingContext()) == ["bundled", "mini-l10"]
    assert "'ENCODERS':'bundled, mini-l10'" in compare.asPythonCommand(parameters, QgsProcessingContext())


def test_a_batch_has_the_same_lists(provider):
    from processing.gui.BatchAlgorithmDialog import BatchAlgorithmDialog

    for name, parameter, box in (("embedpoints", "MODEL", EncoderBox), ("fitmodel", "ENCODERS", EncodersBox)):
        batch = BatchAlgorithmDialog(algorithm(name))
        try:
            panel = batch.mainWidget()
            wrapper = panel.wrappers[0][panel.parameter_to_column[parameter]]
            assert isinstance(wrapper.widget, box)
            wrapper.setParameterValue("mini-l10", QgsProcessingContext())
            assert panel.valueForParameter(0, parameter) == "mini-l10"
        finally:
            batch.close()


@pytest.mark.parametrize(("name", "parameter"), [("embedpoints", "MODEL"), ("fitmodel", "ENCODERS")])
def test_models_take_text_and_inputs(provider, tmp_path, name, parameter):
    from processing.modeler.ModelerParametersDialog import ModelerParametersDialog

    model = QgsProcessingModelAlgorithm("model", "test")
    child = QgsProcessingModelChildAlgorithm(f"satclip:{name}")
    child.setChildId("child")
    source = QgsProcessingModelChildParameterSource.fromStaticValue("mini-l10,other")
    child.addParameterSources(parameter, [source])
    model.addChildAlgorithm(child)
    dialog = ModelerParametersDialog(algorithm(name), model)
    try:
        wrapper = dialog.widget.widget.wrappers[parameter]
        assert isinstance(wrapper, QgsProcessingModelerParameterWidget)
        wrapper.setWidgetValue(source)
        assert wrapper.value().staticValue() == "mini-l10,other"
    finally:
        dialog.close()
    path = str(tmp_path / "test.model3")
    assert model.toFile(path)
    again = QgsProcessingModelAlgorithm()
    assert again.fromFile(path)
    (kept,) = again.childAlgorithm("child").parameterSources()[parameter]
    assert kept.staticValue() == "mini-l10,other"


def test_algorithms_do_not_import_the_gui():
    code = (
        "import sys; from satclip_qgis.algorithms import ALGORITHMS; [a().initAlgorithm() for a in ALGORITHMS];"
        "assert not [m for m in sys.modules if m.startswith('satclip_qgis.gui')]"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
