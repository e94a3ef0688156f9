"""Test the dialogs of the algorithms: they fit into 800 pixels, and have no misleading initial values."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from qgis.core import NULL, QgsApplication, QgsProcessingContext, QgsProject, QgsVectorLayer
from qgis.gui import QgsBrowserGuiModel, QgsCollapsibleGroupBoxBasic
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtWidgets import QScrollArea

from satclip_qgis import i18n
from satclip_qgis.algorithms import ALGORITHMS

ROOT = Path(__file__).resolve().parents[2]
WIDTH, HEIGHT = 800, 600


@pytest.fixture(scope="module")
def catalogues(tmp_path_factory) -> Path:
    """A folder with i18n/satclip_de.qm."""
    folder = tmp_path_factory.mktemp("catalogues")
    (folder / "i18n").mkdir()
    source, compiled = ROOT / "i18n" / "satclip_de.ts", folder / "i18n" / "satclip_de.qm"
    subprocess.run(["/usr/lib/qt5/bin/lrelease", "-silent", str(source), "-qm", str(compiled)], check=True)
    return folder


@pytest.fixture(params=["en", "de"])
def language(request, catalogues, monkeypatch):
    """The plugin in one language."""
    monkeypatch.setattr(i18n, "ROOT", catalogues)
    monkeypatch.setattr(QgsApplication, "locale", staticmethod(lambda: request.param))
    translator = i18n.install_translator()
    assert bool(translator) == (request.param != "en")
    yield request.param
    if translator:
        QCoreApplication.removeTranslator(translator)


@pytest.mark.parametrize("algorithm", ALGORITHMS, ids=lambda algorithm: algorithm.__name__)
def test_no_dialog_scrolls_horizontally(algorithm, language, qgis_iface, provider, monkeypatch):
    from processing.gui.AlgorithmDialog import AlgorithmDialog

    browser = QgsBrowserGuiModel()
    monkeypatch.setattr(qgis_iface, "browserModel", lambda: browser, raising=False)
    dialog = AlgorithmDialog(
        QgsApplication.processingRegistry().createAlgorithmById(f"satclip:{algorithm().name()}")
    )
    try:
        dialog.resize(WIDTH, HEIGHT)
        dialog.show()
        panel = dialog.mainWidget().findChild(QScrollArea)
        for group in panel.findChildren(QgsCollapsibleGroupBoxBasic):
            group.setCollapsed(False)
        QCoreApplication.processEvents()
        assert dialog.width() == WIDTH
        assert panel.horizontalScrollBar().maximum() == 0
    finally:
        dialog.close()


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


@pytest.mark.parametrize(
    ("locale", "shown"),
    [("en_US", "3,109"), ("C", "3,109"), ("zh-Hans", "3,109"), ("de_DE", "3\u202f109"), ("fr", "3\u202f109")],
)
def test_thousands_are_not_separated_by_the_decimal_mark_of_the_language(monkeypatch, locale, shown):
    monkeypatch.setattr(i18n.QgsApplication, "locale", lambda: locale)
    assert i18n.grouped(f"{3109:,}") == shown


@pytest.mark.parametrize(
    ("locale", "name"),
    [
        ("de", "de"),
        ("de_AT", "de"),
        ("pt_BR", "pt"),
        ("pt_PT", "pt"),
        ("es_MX", "es"),
        ("zh-Hans", "zh_Hans"),
        ("zh_CN", "zh_Hans"),
        ("zh_SG", "zh_Hans"),
        ("zh", "zh_Hans"),
        ("zh_Hans_HK", "zh_Hans"),
        ("zh-Hant", "zh_Hant"),
        ("zh_TW", "zh_Hant"),
        ("C", "c"),
        ("../x", "x"),
    ],
)
def test_the_catalogue_is_found_for_each_locale(monkeypatch, locale, name):
    monkeypatch.setattr(i18n.QgsApplication, "locale", lambda: locale)
    assert i18n.catalogue() == name
