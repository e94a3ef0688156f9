"""Test the sections Enrich and Model of the panel, whose algorithms run in the background with the real backend."""

from __future__ import annotations

import json
import time

import numpy as np
import pytest
from event_loop import settle
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsMessageBar, QgsStatusBar
from qgis.PyQt.QtWidgets import QMessageBox, QProgressBar, QPushButton

from satclip_qgis import classFactory, settings
from satclip_qgis.bridge import launcher
from satclip_qgis.gui.panel import explore_maps, model_desktop
from satclip_qgis.gui.panel.model_desktop import free_file
from satclip_qgis.layers.live_layer import LiveView

ENCODER = "mini-l10"


@pytest.fixture
def plugin(qgis_iface, qgis_new_project, qgis_processing, monkeypatch):
    """The loaded plugin with its panel, in a window with a real message bar. `opened` are the dialogs."""
    bar, status, docks, opened = QgsMessageBar(), QgsStatusBar(), [], []
    for name, value in {
        "messageBar": lambda: bar,
        "statusBarIface": lambda: status,
        "addDockWidget": lambda area, dock: docks.append(dock),
        "removeDockWidget": docks.remove,
    }.items():
        monkeypatch.setattr(qgis_iface, name, value, raising=False)
    settings.remember_encoders([ENCODER])
    qgis_iface.mainWindow().show()
    plugin = classFactory(qgis_iface)
    plugin.initGui()
    plugin.dock.show()
    plugin.dock.encoder.setCurrentText(ENCODER)
    plugin.runs.open_dialog = lambda *given: opened.append(given)
    plugin.bar, plugin.opened = bar, opened
    yield plugin
    plugin.unload()


@pytest.fixture
def stations(plugin) -> QgsVectorLayer:
    """The active layer, with 80 points and the fields height and kind."""
    layer = QgsVectorLayer("Point?crs=EPSG:4326&field=height:double&field=kind:string", "sta/tions", "memory")
    random = np.random.default_rng(1)
    features = []
    for lon, lat in random.uniform((-10, 35), (40, 60), (80, 2)):
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(lon, lat)))
        feature.setAttributes([float(lat + random.normal()), "a" if lon > 10 else "b"])
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    QgsProject.instance().addMapLayer(layer)
    plugin.iface.setActiveLayer(layer)
    plugin.iface.currentLayerChanged.emit(layer)
    return layer


def said(plugin) -> list[str]:
    return [item.text() for item in plugin.bar.items()]


def button(plugin, text: str) -> QPushButton:
    return next(b for item in plugin.bar.items() for b in item.findChildren(QPushButton) if b.text() == text)


def results(source: QgsVectorLayer) -> list[QgsVectorLayer]:
    return [layer for layer in QgsProject.instance().mapLayers().values() if layer is not source]


def test_embeddings_are_added_in_the_background(plugin, stations, home):
    section = plugin.enrich.section
    plugin.dock.show_section(section)
    assert section.layer.currentLayer() == stations
    assert section.components.isHidden()
    section.add_choice.setCurrentIndex(1)
    assert not section.components.isHidden()
    section.components.setValue(4)
    stations.selectByIds([1, 2, 3])
    section.selected_only.setChecked(True)
    start = time.monotonic()
    section.run.click()
    assert time.monotonic() - start < 5
    assert not section.run.isEnabled()
    (task,) = QgsApplication.taskManager().activeTasks()
    assert "Add embeddings to a layer" in task.description()
    assert QgsApplication.taskManager().tasksDependentOnLayer(stations) == [task]
    (item,) = plugin.bar.items()
    assert item.findChild(QProgressBar)
    settle(lambda: results(stations))
    (layer,) = results(stations)
    assert layer.name() == "sta/tions with embeddings (mini-l10)"
    assert layer.featureCount() == 3
    assert [field.name() for field in layer.fields()][2:] == ["emb_pc1", "emb_pc2", "emb_pc3", "emb_pc4"]
    assert said(plugin) == ["“Add embeddings to a layer” has finished."]
    assert section.run.isEnabled()
    section.more.click()
    ((name, given),) = plugin.opened
    assert (name, given["MODEL"], given["ADD"], given["COMPONENTS"]) == ("embedpoints", ENCODER, 1, 4)
    assert given["INPUT"].selectedFeaturesOnly
    assert "OUTPUT" not in given
    stations.removeSelection()
    section.run.click()
    settle(lambda: len(said(plugin)) == 2 and not plugin.runs.running)
    assert "The layer “sta/tions” has no features." in said(plugin)[0]


def test_a_failed_run_is_explained_and_can_be_opened_in_a_dialog(plugin, stations, home):
    plugin.dock.encoder.offer("no-such")
    plugin.dock.encoder.setCurrentText("no-such")
    plugin.enrich.section.run.click()
    settle(lambda: not plugin.runs.running)
    (text,) = said(plugin)
    assert text.startswith("“Add embeddings to a layer” failed. ")
    assert "no-such" in text
    assert plugin.enrich.section.run.isEnabled()
    button(plugin, "More options…").click()
    assert plugin.opened[0][1]["MODEL"] == "no-such"


def test_somebody_without_backend_is_offered_the_set_up(plugin, stations, empty_home, monkeypatch):
    monkeypatch.delenv("SATCLIP_PYTHON")
    plugin.enrich.section.run.click()
    settle(lambda: not plugin.runs.running)
    (text,) = said(plugin)
    assert "not installed" in text
    button(plugin, "Set up the backend…").click()
    assert plugin.opened == [("setupbackend",)]


def test_a_server_needs_no_set_up(plugin, stations, empty_home, monkeypatch):
    monkeypatch.delenv("SATCLIP_PYTHON")
    settings.ON_SERVER.set(True)
    settings.SERVER.set("https://example.invalid")
    plugin.dock.backend.look()
    assert plugin.dock.state.text() == "On a server (https://example.invalid)"
    assert plugin.dock.set_up.isHidden()
    settings.SERVER.set("https://other.invalid")
    plugin.dock.backend.look()
    assert plugin.dock.state.text() == "On a server (https://other.invalid)"
    plugin.enrich.section.layer.setLayer(None)
    plugin.enrich.run()  # fails before it connects
    assert button(plugin, "More options…")


def test_a_run_is_cancelled_within_a_second(plugin, stations, empty_home, monkeypatch, tmp_path):
    """The start of the backend hangs."""
    python = tmp_path / "python"
    python.write_text("#!/bin/sh\nexec sleep 60\n")
    python.chmod(0o755)
    monkeypatch.setenv("SATCLIP_PYTHON", str(python))
    plugin.enrich.section.run.click()
    settle(lambda: launcher._started and launcher._started[-1].args[0] == str(python))
    start = time.monotonic()
    button(plugin, "Cancel").click()
    settle(lambda: not plugin.runs.running)
    assert time.monotonic() - start < 5
    assert said(plugin) == []
    assert results(stations) == []
    assert plugin.enrich.section.run.isEnabled()


def test_unloading_cancels_runs(plugin, stations, empty_home, monkeypatch, tmp_path):
    python = tmp_path / "python"
    python.write_text("#!/bin/sh\nexec sleep 60\n")
    python.chmod(0o755)
    monkeypatch.setenv("SATCLIP_PYTHON", str(python))
    plugin.enrich.section.run.click()
    settle(lambda: launcher._started and launcher._started[-1].args[0] == str(python))
    plugin.unload()
    assert QgsApplication.taskManager().countActiveTasks() == 0
    assert said(plugin) == []
    assert results(stations) == []


def test_a_model_is_fitted_described_and_used(plugin, stations, home, tmp_path, monkeypatch):
    opened, asked = [], []
    monkeypatch.setattr(model_desktop, "open_report", opened.append)
    monkeypatch.setattr(
        QMessageBox, "question", lambda *given: (asked.append(given[2]), QMessageBox.StandardButton.No)[1]
    )
    monkeypatch.setattr(model_desktop, "folder_for_models", lambda: tmp_path)
    section = plugin.models.section
    plugin.dock.show_section(section)
    assert "no model yet" in section.about.text()
    assert not section.predict.isEnabled()
    section.field.setField("height")
    model = tmp_path / "sta_tions_height.satclip"
    assert section.file.filePath() == str(model)
    section.fit.click()
    assert not section.fit.isEnabled()
    settle(lambda: not plugin.runs.running)
    assert model.is_file(), said(plugin)
    (text,) = said(plugin)
    assert text.startswith("“Fit a model” has finished.")
    button(plugin, "Open report").click()
    assert opened == [model.with_suffix(".html")]
    assert opened[0].is_file()
    about = section.about.text()
    assert "Target: height" in about
    assert "R²: 0." in about
    assert "(kNNDM)" in about
    assert "Observations: 80" in about
    assert section.file.filePath() == str(tmp_path / "sta_tions_height_2.satclip")
    section.report.click()
    assert len(opened) == 2
    section.file.setFilePath(str(model))
    section.fit.click()
    assert asked == ["Replace “sta_tions_height.satclip”, “sta_tions_height.html”?"]
    assert not plugin.runs.running

    assert section.target_layer.currentLayer() == stations
    section.predict.click()
    settle(lambda: results(stations))
    (layer,) = results(stations)
    assert "prediction" in [field.name() for field in layer.fields()]
    assert layer.featureCount() == 80
    for widget, name in (
        (section.map, "predictmap"),
        (section.predict_more, "predictpoints"),
        (section.fit_more, "fitmodel"),
    ):
        widget.click()
        assert plugin.opened[-1][0] == name
        assert plugin.opened[-1][1]["MODEL_FILE"] == str(model)
    assert plugin.opened[-1][1]["TARGET"] == "height"
    assert plugin.opened[-1][1]["ENCODERS"] == ENCODER


def test_the_models_of_a_project_are_listed(plugin, qgis_new_project, tmp_path, monkeypatch):
    from pathlib import Path

    data = Path(__file__).resolve().parents[1] / "data" / "models"
    section = plugin.models.section
    for name in ("boosting-height", "linear-kind"):
        found = data / f"scikit-learn-1.9.1-{name}.satclip"
        monkeypatch.setattr(model_desktop.QFileDialog, "getOpenFileName", lambda *_, f=found: (str(f), ""))
        section.open.click()
    assert section.models.count() == 2
    assert "Target: kind" in section.about.text()
    assert "Balanced accuracy: 0.85 (kNNDM)" in section.about.text()
    assert not section.report.isEnabled()
    assert section.map.isEnabled()
    section.models.setCurrentIndex(1)
    assert "R²: 0.33 (kNNDM)" in section.about.text()
    damaged = tmp_path / "damaged.satclip"
    damaged.write_bytes(b"x")
    monkeypatch.setattr(model_desktop.QFileDialog, "getOpenFileName", lambda *_: (str(damaged), ""))
    section.open.click()
    assert "not a valid SatCLIP model" in section.about.text()
    assert not section.map.isEnabled()
    QgsProject.instance().clear()
    assert section.models.count() == 0


def test_the_pca_basis_of_the_view_is_saved_and_used(plugin, home, tmp_path, monkeypatch):
    import processing

    canvas = plugin.iface.mapCanvas()
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    canvas.setExtent(QgsRectangle(0, 40, 20, 55))
    monkeypatch.setattr(
        explore_maps.QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "europe"), "")
    )
    section = plugin.live.section
    section.style_choice.setCurrentIndex(1)
    assert section.basis.isHidden()
    section.style_choice.setCurrentIndex(0)
    section.basis.click()
    settle(lambda: not plugin.runs.running)
    basis = json.loads((tmp_path / "europe.json").read_text())
    assert "places even over" in basis["fitted_on"], said(plugin)
    assert QgsProject.instance().mapLayers() == {}
    button(plugin, "Create a map with this basis…").click()
    name, given = plugin.opened[-1]
    given |= {
        "EXTENT": "100,110,0,10 [EPSG:4326]",
        "PIXEL_SIZE": 1,
        "OUTPUT": str(tmp_path / "map.tif"),
        "BASIS_OUTPUT": str(tmp_path / "again.json"),
    }
    results = processing.run(f"satclip:{name}", given)
    assert results["VALID_PIXELS"] == 100
    assert json.loads((tmp_path / "again.json").read_text()) == basis


def test_a_live_layer_is_mapped_with_its_settings(plugin, empty_home):
    live, section = plugin.live, plugin.live.section
    section.map.click()
    assert plugin.opened == [("embeddingmap", {"MODEL": ENCODER})]
    section.style_choice.setCurrentIndex(2)
    section.clusters.setValue(5)
    section.map.click()
    assert plugin.opened[-1] == ("clustermap", {"MODEL": ENCODER, "CLUSTERS": 5})
    section.style_choice.setCurrentIndex(1)
    section.map.click()
    assert len(plugin.opened) == 2
    assert "first" in said(plugin)[-1]
    live.add_view(LiveView(ENCODER, "similarity", ((13.4, 52.5),)))
    section.map.click()
    assert plugin.opened[-1][1]["POINT"] == "13.4,52.5 [EPSG:4326]"
    live.add_view(LiveView(ENCODER, "similarity", ((13.4, 52.5), (0, 0)), negatives=((5, 6),)))
    section.map.click()
    layer = QgsProject.instance().mapLayer(plugin.opened[-1][1]["PLACES"])
    assert [feature.geometry().asPoint().x() for feature in layer.getFeatures()] == [13.4, 0]
    layer = QgsProject.instance().mapLayer(plugin.opened[-1][1]["NEGATIVES"])
    assert [feature.geometry().asPoint().y() for feature in layer.getFeatures()] == [6]


def test_suggested_files_do_not_exist(tmp_path):
    assert free_file(tmp_path, "Messstellen & <Orte>: ü").name == "Messstellen_Orte_ü.satclip"
    assert free_file(tmp_path, "../..").name == "model.satclip"
    (tmp_path / "a.satclip").write_text("")
    (tmp_path / "a_2.html").write_text("")
    assert free_file(tmp_path, "a").name == "a_3.satclip"
