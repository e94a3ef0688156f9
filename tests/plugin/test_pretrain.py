"""Test satclip:pretrain with real Sentinel-2 patches and a crop of the Blue Marble, and the panel of runs."""

from __future__ import annotations

import shutil
import threading
import time
from pathlib import Path

import pytest
from event_loop import settle
from osgeo import gdal
from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsProcessingException,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingUtils,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor, QPalette
from qgis.PyQt.QtWidgets import QMessageBox

from satclip_qgis import settings
from satclip_qgis.algorithms.pretrain import check_runs
from satclip_qgis.bridge.launcher import Runtime
from satclip_qgis.gui.encoders.encoder_details import degree_of, family_of
from satclip_qgis.gui.panel import training_desktop
from satclip_qgis.gui.panel.pretrain_section import PretrainSection, time_left
from satclip_qgis.gui.panel.run_plot import RunPlot
from satclip_qgis.gui.panel.satclip_dock import SatclipDock
from satclip_qgis.gui.panel.training_desktop import TrainingDesktop

ALGORITHM = "satclip:pretrain"
DATA = Path(__file__).parents[1] / "data"
SMALL = {"DEGREE": 10, "CAPACITY": 64, "MINUTES": 0.05, "PIXELS": 8, "OUTPUT": None, "CARD": None}
LONG = {**SMALL, "MINUTES": 5}
EUROPE = (-12, 34, 42, 72)
gdal.UseExceptions()


def cut(path: Path, image: Path, extent: tuple = EUROPE, crs: str = "EPSG:4326") -> QgsRasterLayer:
    """Return a part of a global image as a georeferenced GeoTIFF layer."""
    west, south, east, north = extent
    globe = {"outputBounds": [-180, 90, 180, -90], "outputSRS": crs, "noData": "none"}
    world = gdal.Translate("", str(image), format="MEM", **globe)
    gdal.Translate(str(path), world, projWin=[west, north, east, south])
    return QgsRasterLayer(str(path), path.stem)


@pytest.fixture
def europe(tmp_path, qgis_app):
    """Two months of the Blue Marble, clipped to Europe, as layers of the project."""
    layers = [
        cut(tmp_path / f"{m}.tif", DATA / "imagery" / "globe" / f"{m}.jpg") for m in ("2004-01", "2004-07")
    ]
    QgsProject.instance().addMapLayers(layers)
    yield layers
    QgsProject.instance().clear()


@pytest.fixture
def encoder(request, backend):
    """An unused encoder id. Its run and encoder are deleted after the test."""
    name = request.node.name.replace("[", "-").replace("]", "")[:40].strip("_-").lower()
    yield name
    for run in backend.runs():
        if run["id"] == name and run["job"]:
            backend.discard_job(run["job"])
    until = time.monotonic() + 60
    while any(run["id"] == name and run["state"] in ("running", "stopping") for run in backend.runs()):
        assert time.monotonic() < until
        time.sleep(0.1)
    if any(run["id"] == name for run in backend.runs()):
        backend.delete_run(name)


def test_pretraining_on_a_crop_of_the_blue_marble(run, europe, encoder, backend, tmp_path, feedback):
    target, card = str(tmp_path / "map.tif"), tmp_path / "card.html"
    given = {**SMALL, "OUTPUT": target, "CARD": str(card)}
    results = run(ALGORITHM, RASTERS=europe, NAME=encoder, **given)
    assert results["ENCODER"] == encoder
    assert encoder in settings.known_encoders()
    about = backend.encoder(encoder)
    assert (about["degree"], about["capacity"]) == (10, 64)
    west, south, east, north = about["training_extent"]
    assert EUROPE[0] <= west < east <= EUROPE[2] + 1
    assert EUROPE[1] <= south < north <= EUROPE[3] + 1
    assert results["STEPS"] > 0
    assert 0 < results["TOP1"] <= results["TOP10"] <= 1
    assert results["HELD_OUT_LOSS"] > 0
    drawn = gdal.Open(target)
    names = [drawn.GetRasterBand(band).GetDescription() for band in range(1, drawn.RasterCount + 1)]
    assert names == ["PC1", "PC2", "PC3", "Red", "Green", "Blue"]
    assert max(drawn.RasterXSize, drawn.RasterYSize) in range(512, 515)
    layer = QgsProcessingUtils.mapLayerFromString(target, run.context)
    assert layer.isValid()
    assert encoder in card.read_text()
    assert '<img src="data:image/svg+xml;base64,' in card.read_text()
    (kept,) = [found for found in backend.runs() if found["id"] == encoder]
    assert (kept["state"], kept["step"]) == ("finished", results["STEPS"])
    assert not any(layer.source() in said for layer in europe for said in feedback.said)
    australia = {"EXTENT": "112,154,-44,-10 [EPSG:4326]", "PIXEL_SIZE": 1}
    run("satclip:embeddingmap", MODEL=encoder, OUTPUT=str(tmp_path / "australia.tif"), **australia)
    outside = f"100% of the map lies outside the area in which the encoder {encoder} was trained"
    assert [text.partition(":")[0] for text in feedback.warned if outside in text] == [outside]


def test_pretraining_on_sentinel_2_patches(run, encoder, home, tmp_path):
    card = tmp_path / "card.md"
    results = run(ALGORITHM, FOLDER=str(DATA / "s2-100k"), NAME=encoder, **{**SMALL, "CARD": str(card)})
    assert results["ENCODER"] == encoder
    assert results["STEPS"] > 0
    assert card.read_text().startswith(f"# {encoder}")
    assert not (home / "runs" / encoder / "imagery").exists()


def test_another_basis_and_network_are_trained(run, europe, encoder, backend, tmp_path, feedback):
    target = str(tmp_path / "map.tif")
    results = run(
        ALGORITHM, RASTERS=europe, NAME=encoder, **{**SMALL, "OUTPUT": target, "BASIS": 5, "NETWORK": 1}
    )
    assert results["ENCODER"] == encoder
    about = backend.encoder(encoder)
    assert (about["family"], about["degree"]) == ("basis-network", None)
    assert {"basis": "theory", "network": "fcnet", "degree": 10}.items() <= about["config"].items()
    assert f"The encoder “{encoder}” is now available." in feedback.said
    assert family_of(about).startswith("basis-network, degree: 10")
    assert degree_of(about) == ""
    assert gdal.Open(target).ReadAsArray().std() > 0


class Cancelling(threading.Thread):
    """Cancels an algorithm when its run has completed some steps."""

    def __init__(self, backend, name, feedback):
        super().__init__(daemon=True)
        self.backend, self.name_of_run, self.feedback, self.at = backend, name, feedback, 0.0

    def run(self):
        until = time.monotonic() + 120
        while time.monotonic() < until:
            if any(r["id"] == self.name_of_run and r["step"] > 20 for r in self.backend.runs()):
                break
            time.sleep(0.1)
        self.at = time.monotonic()
        self.feedback.cancel()


def test_cancel_stops_the_run_within_a_second_and_keeps_it(run, europe, encoder, backend, feedback):
    cancelling = Cancelling(backend, encoder, feedback)
    cancelling.start()
    with pytest.raises(QgsProcessingException):
        run(ALGORITHM, RASTERS=europe, NAME=encoder, **LONG)
    assert time.monotonic() - cancelling.at < 5
    stopped = wait_for_state(backend, encoder, "stopped")
    assert stopped["step"] > 20
    with pytest.raises(QgsProcessingException, match="Resume it"):
        check_runs(backend, encoder, resume=False)


def test_a_background_run_continues_and_can_be_resumed(run, europe, encoder, backend, provider):
    began = time.monotonic()
    output = QgsProcessingOutputLayerDefinition("TEMPORARY_OUTPUT", QgsProject.instance())
    results = run(ALGORITHM, RASTERS=europe, NAME=encoder, BACKGROUND=True, **{**LONG, "OUTPUT": output})
    assert time.monotonic() - began < 30
    assert run.context.layersToLoadOnCompletion() == {}  # QGIS would report them as missing
    assert results["ENCODER"] == encoder
    assert "STEPS" not in results
    first = wait_for_state(backend, encoder, "running", steps=20)
    backend.stop_job(first["job"])
    stopped = wait_for_state(backend, encoder, "stopped")
    run(ALGORITHM, NAME=encoder, RESUME=True, BACKGROUND=True)
    resumed = wait_for_state(backend, encoder, "running", steps=stopped["step"] + 1)
    assert resumed["steps"] == stopped["steps"]
    assert resumed["created"] == stopped["created"]
    assert backend.status()["jobs"] == 1  # a running job keeps the backend from exiting


def wait_for_state(backend, name: str, state: str, steps: int = 0) -> dict:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        found = next((r for r in backend.runs() if r["id"] == name), {})
        if found.get("state") == state and found["step"] >= steps:
            return found
        time.sleep(0.1)
    raise AssertionError(found)


def polygon(*points, crs: str = "EPSG:4326") -> QgsVectorLayer:
    layer = QgsVectorLayer(f"Polygon?crs={crs}", "area", "memory")
    feature = QgsFeature()
    if points:
        ring = ", ".join(f"{x} {y}" for x, y in points)
        feature.setGeometry(QgsGeometry.fromWkt(f"POLYGON(({ring}))"))
    layer.dataProvider().addFeatures([feature])
    QgsProject.instance().addMapLayer(layer)
    return layer


def test_points_are_sampled_in_polygons_of_any_crs(run, europe, encoder, backend):
    metres = [(1e6, 5.5e6), (2e6, 5.5e6), (2e6, 6.5e6), (1e6, 6.5e6), (1e6, 5.5e6)]
    run(ALGORITHM, RASTERS=europe, AREA=polygon(*metres, crs="EPSG:3857"), NAME=encoder, **SMALL)
    west, south, east, north = backend.encoder(encoder)["training_extent"]
    assert (west, south, east, north) == pytest.approx((9, 44.3, 18, 50.5), abs=1.0)
    assert west >= 8.9
    assert east <= 18.1


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"RASTERS": []}, "either images"),
        ({"FOLDER": "nowhere"}, "either images"),
        ({"RASTERS": [], "FOLDER": "nowhere"}, r"nowhere \(FOLDER\) does not exist"),
        ({"EXTENT": "5,5,45,50 [EPSG:4326]"}, "no area"),
        ({"EXTENT": "100,110,-20,-10 [EPSG:4326]"}, "No image overlaps the extent|nothing in common"),
        ({"NAME": "???"}, "is not a valid encoder name"),
        ({"NAME": "bundled"}, "is not a valid encoder name"),
        ({"NAME": "Mini L10"}, "An encoder “mini-l10” already exists"),
        ({"RESUME": True}, "no stopped run"),
        ({"OUTPUT": "/no/such/folder/map.tif"}, "does not exist"),
        ({"AREA": "empty"}, r"\(AREA\) has no valid polygon"),
    ],
)
def test_invalid_requests_are_reported(run, europe, encoder, tmp_path, given, sentence):
    given = {"RASTERS": europe, "NAME": encoder, **SMALL, **given}
    if given.get("FOLDER"):
        given["FOLDER"] = str(tmp_path / given["FOLDER"])
    if given.get("AREA"):
        given["AREA"] = polygon()
    with pytest.raises(QgsProcessingException, match=sentence):
        run(ALGORITHM, **given)


def test_a_layer_without_crs_is_named(run, encoder, feedback, tmp_path):
    cut(tmp_path / "without.tif", DATA / "imagery" / "globe" / "2004-01.jpg")
    raster = gdal.Open(str(tmp_path / "without.tif"), gdal.GA_Update)
    raster.SetProjection("")
    raster = None
    layer = QgsRasterLayer(str(tmp_path / "without.tif"), "nowhere on Earth")
    layer.setCrs(type(layer.crs())())
    QgsProject.instance().addMapLayer(layer)
    with pytest.raises(QgsProcessingException):
        run(ALGORITHM, RASTERS=[layer], NAME=encoder, **SMALL)
    (said,) = [text for text in feedback.warned if "“nowhere on Earth”" in text]
    assert "has no coordinate reference system" in said


def test_a_folder_without_images_is_reported(run, encoder, backend, tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(QgsProcessingException, match="contains no images"):
        run(ALGORITHM, FOLDER=str(tmp_path / "empty"), NAME=encoder, **SMALL)
    shutil.copytree(DATA / "s2-100k", tmp_path / "patches")
    for image in (tmp_path / "patches" / "images").iterdir():
        image.write_bytes(b"no image")
    with pytest.raises(QgsProcessingException, match="can be read"):
        run(ALGORITHM, FOLDER=str(tmp_path / "patches"), NAME=encoder, **SMALL)
    assert encoder not in [found["id"] for found in backend.runs()]  # nothing to resume


# The panel


@pytest.fixture
def training(qgis_iface, provider, home, monkeypatch):
    """The controller of the section of a loaded plugin. `opened` are the dialogs that it has opened."""
    monkeypatch.setattr(TrainingDesktop, "tell", lambda self, text, is_warning=False: said.append(text))
    monkeypatch.setattr(training_desktop, "OFTEN", 300)
    said, opened = [], []
    qgis_iface.mainWindow().show()
    dock = SatclipDock(qgis_iface.mainWindow())
    training = TrainingDesktop(qgis_iface, dock, lambda *given: opened.append(given))
    training.said, training.opened = said, opened
    yield training
    training.remove()
    dock.remove()


def shown(section: PretrainSection, name: str, column: int = 1) -> str:
    rows = [row for row in range(section.table.rowCount()) if section.table.item(row, 0).text() == name]
    return section.table.item(rows[0], column).text() if rows else ""


def choose(section: PretrainSection, name: str) -> None:
    section.table.selectRow(
        next(r for r in range(section.table.rowCount()) if section.table.item(r, 0).text() == name)
    )


def test_the_panel_shows_stops_resumes_and_deletes_a_run(
    run, europe, encoder, backend, training, monkeypatch
):
    run(ALGORITHM, RASTERS=europe, NAME=encoder, BACKGROUND=True, **LONG)
    section = training.section
    start = time.monotonic()
    training.dock.show()
    assert time.monotonic() - start < 5
    settle(lambda: shown(section, encoder).startswith("running"))
    choose(section, encoder)
    settle(lambda: len(section.plot.evaluations) > 1)
    assert {"step", "loss", "held_out_loss", "top1", "top10"} <= set(section.plot.evaluations[-1])
    settle(lambda: ":" in shown(section, encoder, 2))
    assert section.stop.isEnabled()
    assert not section.delete.isEnabled()
    section.stop.click()
    settle(lambda: shown(section, encoder).startswith("stopped"))
    evaluations = list(section.plot.evaluations)
    assert section.resume.isEnabled()
    assert "resumed" in section.message.text()
    section.resume.click()
    settle(lambda: shown(section, encoder).startswith("running"))
    settle(lambda: len(section.plot.evaluations) > len(evaluations))
    assert section.plot.evaluations[: len(evaluations)] == evaluations
    assert not section.finish.isEnabled()
    section.stop.click()
    settle(lambda: shown(section, encoder).startswith("stopped"))
    section.finish.click()
    settle(lambda: shown(section, encoder) == "finished")
    assert section.map.isEnabled()
    assert encoder in [found["id"] for found in backend.encoders()]
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)
    section.delete.click()
    settle(lambda: shown(section, encoder) == "")
    assert encoder not in [found["id"] for found in backend.runs()]


def test_a_finished_run_has_a_card_and_is_mapped(run, europe, encoder, training, monkeypatch):
    run(ALGORITHM, RASTERS=europe, NAME=encoder, BACKGROUND=True, **SMALL)
    section = training.section
    training.dock.show()
    settle(lambda: shown(section, encoder) == "finished")
    choose(section, encoder)
    assert any(encoder in text for text in training.said)
    assert encoder in settings.known_encoders()
    cards = []
    monkeypatch.setattr(section, "show_card", cards.append)
    section.card.click()
    settle(lambda: cards)
    assert encoder in cards[0]
    assert "<img" not in cards[0]
    section.map.click()
    settle(lambda: training.opened)
    name, parameters = training.opened[0]
    assert (name, parameters["MODEL"], parameters["BASIS"]) == ("embeddingmap", encoder, 1)
    west, east, south, north = map(float, parameters["EXTENT"].split(" ")[0].split(","))
    assert EUROPE[0] <= west < east <= EUROPE[2] + 1
    assert EUROPE[1] <= south < north <= EUROPE[3] + 1


def test_a_hidden_panel_sends_no_requests(training, monkeypatch):
    asked = []
    monkeypatch.setattr(training.polling, "send", asked.append)
    training.dock.hide()
    training.look_again()
    assert asked == []
    assert not training.timer.isActive()


def test_a_panel_without_backend_shows_a_message(qgis_iface, empty_home, provider, monkeypatch):
    monkeypatch.setenv("SATCLIP_PYTHON", str(empty_home / "no" / "python"))
    qgis_iface.mainWindow().show()
    dock = SatclipDock(qgis_iface.mainWindow())
    training = TrainingDesktop(qgis_iface, dock, lambda *_: None)
    dock.show()
    assert "when the backend is running" in training.section.message.text()
    training.look()
    settle(lambda: "not installed" in training.section.message.text())
    assert Runtime.read() is None
    training.remove()
    dock.remove()


def test_every_widget_of_the_panel_has_a_name_and_keyboard_focus(qgis_app):
    section = PretrainSection()
    assert "no runs yet" in section.message.text()
    for widget in (
        section.table,
        section.new,
        section.stop,
        section.resume,
        section.delete,
        section.card,
        section.map,
    ):
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert widget.accessibleName() or widget.text()
    assert section.minimumSizeHint().width() < 400


@pytest.mark.parametrize(
    ("window", "text"), [("#f0f0f0", "#000000"), ("#2b2b2b", "#e0e0e0")], ids=["light", "dark"]
)
def test_the_plot_is_visible_on_light_and_dark(qgis_app, window, text):
    plot = RunPlot()
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Window, QColor(window))
    palette.setColor(QPalette.ColorRole.WindowText, QColor(text))
    plot.setPalette(palette)
    plot.resize(320, 260)
    steps = range(50, 500, 50)
    curve = [
        {"step": s, "loss": 50 / s, "held_out_loss": 60 / s, "top1": s / 2000, "top10": s / 600}
        for s in steps
    ]
    plot.show_evaluations([*curve, {"step": 500, "loss": float("nan"), "top1": None}], 1000)
    image = plot.grab().toImage()
    seen = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    for colour in plot.colours():
        assert colour.name() in seen
        assert abs(colour.lightness() - QColor(window).lightness()) > 60
    assert "Step 500" in plot.accessibleDescription()
    plot.show_evaluations([], 0)
    plot.grab()


@pytest.mark.parametrize(
    ("seconds", "text"), [(None, "–"), (59.6, "1:00"), (3909, "1:05:09"), (float("inf"), "–"), (-1, "–")]
)
def test_the_remaining_time_is_formatted(seconds, text):
    assert time_left({"state": "running", "seconds_left": seconds}) == text
