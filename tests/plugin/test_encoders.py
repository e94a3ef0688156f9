"""Test the Encoders window with the real backend and a local hub."""

from __future__ import annotations

import os
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from event_loop import settle
from qgis.PyQt.QtCore import QTimer, QUrl
from qgis.PyQt.QtGui import QDesktopServices, QImage, QPalette
from qgis.PyQt.QtWidgets import QApplication, QFileDialog, QInputDialog, QMessageBox

from satclip_qgis import classFactory, settings
from satclip_qgis.bridge import launcher
from satclip_qgis.gui.encoders.encoder_details import PICTURE, EncoderDetails, mercator, world_map
from satclip_qgis.gui.encoders.encoders_dialog import EncodersDialog
from tests import index_server
from tests.hub_server import serve

GOLDEN = Path(__file__).resolve().parents[1] / "data" / "golden"
CHECKPOINT = GOLDEN / "satclip-mini-l10.ckpt"
RELEASE = "satclip-resnet18-l10"


@pytest.fixture(scope="module")
def hub():
    """A hub with one release, whose file is the small checkpoint."""
    source = SimpleNamespace(
        repository="microsoft/SatCLIP-ResNet18-L10", file=f"{RELEASE}.ckpt", revision=None
    )
    port = int(os.environ["HF_ENDPOINT"].rpartition(":")[2])
    with serve(source, CHECKPOINT.read_bytes(), port) as served:
        yield served


@pytest.fixture
def index(home, monkeypatch):
    """A package index with the published wheel of GeoCLIP. The backend is restarted to use it."""
    wheel = GOLDEN.parents[2] / "build" / index_server.WHEEL
    if not wheel.exists():
        pytest.skip(f"needs build/{wheel.name}: make build/{wheel.name}")
    launcher.stop()
    with index_server.serve(wheel.read_bytes()) as served:
        for name in [name for name in os.environ if name.startswith("PIP_")]:
            monkeypatch.delenv(name)
        for name, value in served.variables.items():
            monkeypatch.setenv(name, value)
        yield served
    launcher.stop()


@pytest.fixture
def dialog(home, hub, qgis_app):
    """The open window with its list."""
    told = []
    window = EncodersDialog(lambda: told.append("set up"), told.append)
    window.told = told
    window.show()
    settle(lambda: window.list.topLevelItemCount())
    window.before = installed(window)  # other tests have trained encoders
    yield window
    window.remove()


def rows(window):
    items = [window.list.topLevelItem(row) for row in range(window.list.topLevelItemCount())]
    return {item.text(0): item for item in items}


def installed(window):
    return [id for id, item in rows(window).items() if item.text(1) != "available"]


def choose(window, id):
    window.list.setCurrentItem(rows(window)[id])


def answer(accepted, asked):
    """Answer the next question of the window, and append its text to `asked`."""

    def click():
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            QTimer.singleShot(20, click)
            return
        asked.append(box.text())
        role = QMessageBox.ButtonRole.AcceptRole if accepted else QMessageBox.ButtonRole.RejectRole
        next(button for button in box.buttons() if box.buttonRole(button) == role).click()

    QTimer.singleShot(20, click)


def test_the_list_has_installed_and_released_encoders(dialog, hub):
    assert next(iter(rows(dialog))) == "bundled"
    assert rows(dialog)["bundled"].text(1) == "bundled"
    assert rows(dialog)["bundled"].text(2) == "3.0 MB"
    assert len(rows(dialog)) == len(dialog.before) + 12
    grey = dialog.palette().color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert rows(dialog)[RELEASE].foreground(0).color() == grey
    assert rows(dialog)["bundled"].foreground(0).color() != grey
    settle(lambda: not dialog.details.picture.isNull())
    assert dialog.details.picture.width() == 256
    page = dialog.details.toPlainText()
    for text in (
        "Blue Marble L40",
        "GPL-3.0-or-later",
        "256",
        "40 (resolves about 500 km)",
        "NASA Blue Marble",
    ):
        assert text in page
    assert "held out of training" in page  # the model card
    assert dialog.export_button.isEnabled()
    assert not dialog.delete_button.isEnabled()
    assert not dialog.download_button.isEnabled()
    choose(dialog, RELEASE)
    for text in ("MIT", "S2-100K", "https://huggingface.co/microsoft/SatCLIP-ResNet18-L10"):
        assert text in dialog.details.toPlainText()
    assert dialog.download_button.isEnabled()
    assert not dialog.export_button.isEnabled()
    assert not hub.requests


def test_a_download_shows_the_licence_and_resumes_after_cancellation(dialog, hub, monkeypatch):
    choose(dialog, RELEASE)
    asked = []
    answer(False, asked)
    start = time.monotonic()
    dialog.download_button.click()
    assert time.monotonic() - start < 5
    settle(lambda: asked and dialog.task is None)
    assert "MIT" in asked[0]
    assert f"{len(hub.content) / 1e3:.1f} kB" in asked[0]
    assert not [path for _, path, _ in hub.requests if path == "/blob"]

    hub.pause = 0.05
    answer(True, asked)
    dialog.download_button.click()
    settle(lambda: dialog.bar.isVisible() and dialog.bar.value() > 5)
    assert " of " in dialog.progress_label.text()
    assert not dialog.import_button.isEnabled()
    dialog.stop.click()
    assert not dialog.bar.isVisible()
    assert dialog.message.text() == "Cancelled."
    hub.pause = 0
    settle(lambda: dialog.listing.free)
    assert installed(dialog) == dialog.before

    changes = []
    dialog.encoders_changed.connect(lambda: changes.append(settings.known_encoders()))
    choose(dialog, RELEASE)
    answer(True, asked)
    dialog.download_button.click()
    settle(lambda: RELEASE in installed(dialog))
    assert [sorted(ids) for ids in changes] == [sorted([*dialog.before, RELEASE])]
    assert dialog.chosen()["id"] == RELEASE
    assert rows(dialog)[RELEASE].text(1) == "downloaded"
    assert "is now available" in dialog.message.text()
    assert "S2-100K" in dialog.details.toPlainText()
    assert "microsoft/SatCLIP-ResNet18-L10@" in dialog.details.toPlainText()
    assert "Range" in hub.requests[-1][2]

    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.No)
    dialog.delete_button.click()
    assert dialog.task is None
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)
    dialog.delete_button.click()
    settle(lambda: installed(dialog) == dialog.before)
    assert settings.known_encoders() == dialog.before


def test_geoclip_is_downloaded_from_a_package_index(index, dialog, hub, monkeypatch):
    choose(dialog, "geoclip")
    for text in ("MIT", "512", "photographs", "at sea", "NeurIPS 36", "PyPI: geoclip 1.3.0", "Vivanco"):
        assert text in dialog.details.toPlainText()
    asked = []
    answer(False, asked)
    dialog.download_button.click()
    settle(lambda: asked and dialog.task is None)
    for text in ("GeoCLIP", "40.3 MB", "PyPI", "MIT", "at sea"):
        assert text in asked[0]
    assert index.requests == []

    index.pause = 0.01
    answer(True, asked)
    dialog.download_button.click()
    settle(lambda: dialog.bar.isVisible() and dialog.bar.value() > 5)
    assert " of 40.3 MB" in dialog.progress_label.text()
    dialog.stop.click()
    assert dialog.message.text() == "Cancelled."
    index.pause = 0
    settle(lambda: dialog.listing.free)
    assert installed(dialog) == dialog.before

    choose(dialog, "geoclip")
    answer(True, asked)
    dialog.download_button.click()
    settle(lambda: "geoclip" in installed(dialog))
    assert rows(dialog)["geoclip"].text(1) == "downloaded"
    settle(lambda: not dialog.details.picture.isNull())
    for text in ("GeoCLIP", "Known limits", "Copyright (c) 2024 Vicente Vivanco", "geoclip, capsules: 3"):
        assert text in dialog.details.toPlainText()
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)
    dialog.delete_button.click()
    settle(lambda: installed(dialog) == dialog.before)


def test_an_error_is_shown_in_the_window(dialog, hub):
    hub.status = 500
    choose(dialog, RELEASE)
    dialog.download_button.click()
    settle(lambda: dialog.message.text())
    hub.status = None
    assert "answered with an error (500)" in dialog.message.text()
    assert dialog.download_button.isEnabled()
    assert not dialog.set_up_button.isVisible()


def test_a_file_is_imported_and_exported(dialog, monkeypatch, tmp_path):
    files = [str(tmp_path / "broken.ckpt"), str(CHECKPOINT)]
    Path(files[0]).write_bytes(b"no checkpoint")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (files.pop(0), ""))
    suggested = []
    monkeypatch.setattr(
        QInputDialog, "getText", lambda *given: suggested.append(given[-1]) or (f" {given[-1]} ", True)
    )
    dialog.import_button.click()
    settle(lambda: dialog.message.text())
    assert "broken.ckpt is not a checkpoint" in dialog.message.text()
    dialog.import_button.click()
    dialog.hide()  # the download continues
    settle(lambda: dialog.told)
    assert "satclip-mini-l10" in dialog.told[0]
    assert suggested == ["broken", "satclip-mini-l10"]
    dialog.show()
    settle(lambda: "satclip-mini-l10" in installed(dialog))
    assert rows(dialog)["satclip-mini-l10"].text(1) == "imported"

    choose(dialog, "satclip-mini-l10")
    target = tmp_path / "out.safetensors"
    named = [str(target), str(target.with_suffix(""))]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (named.pop(0), ""))
    dialog.export_button.click()
    settle(lambda: target.exists() and dialog.task is None)
    assert str(target) in dialog.message.text()
    assert len(target.read_bytes()) == dialog.chosen()["bytes"]
    written = target.stat().st_mtime_ns
    dialog.export_button.click()  # without the extension, so the file dialog has not asked
    assert "already exists" in dialog.message.text()
    assert target.stat().st_mtime_ns == written
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)
    dialog.delete_button.click()
    settle(lambda: installed(dialog) == dialog.before)


def test_a_damaged_file_is_named_and_can_be_deleted(home, dialog, monkeypatch):
    (home / "encoders").mkdir(exist_ok=True)
    (home / "encoders" / "damaged.safetensors").write_bytes(b"nothing")
    dialog.refresh()
    settle(lambda: "damaged.safetensors" in rows(dialog))
    choose(dialog, "damaged.safetensors")
    assert rows(dialog)["damaged.safetensors"].text(1) == "can't be used"
    assert "not a whole encoder file" in dialog.details.toPlainText()
    assert not dialog.export_button.isEnabled()
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)
    dialog.delete_button.click()
    settle(lambda: "damaged.safetensors" not in rows(dialog))


def test_without_a_backend_it_offers_the_set_up(qgis_app, empty_home, monkeypatch):
    monkeypatch.delenv("SATCLIP_PYTHON")
    told = []
    window = EncodersDialog(lambda: told.append("set up"), told.append)
    window.show()
    try:
        settle(lambda: window.set_up_button.isVisible())
        assert "needs its backend" in window.message.text()
        assert not window.import_button.isEnabled()
        window.set_up_button.click()
        assert told == ["set up"]
    finally:
        window.remove()
    assert launcher.Runtime.read() is None


def test_text_of_an_encoder_loads_no_files(qgis_app, monkeypatch, tmp_path):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    image = tmp_path / "secret.png"
    QImage(8, 8, QImage.Format.Format_RGB32).save(str(image))
    page = EncoderDetails()
    card = f'# Card\n\n![x]({image.as_uri()})\n\n<img src="{image.as_uri()}">'
    page.show_encoder({"id": "x", "name": "<b>bold</b>", "card": card, "caution": "<i>Careful</i>"})
    assert "<b>bold</b>" in page.toPlainText()
    assert "<i>Careful</i>" in page.toPlainText()
    assert page.loadResource(2, QUrl(image.as_uri())) is None
    assert page.loadResource(2, QUrl(PICTURE)) is page.picture
    for link in (image.as_uri(), "https://example.org/"):
        page.anchorClicked.emit(QUrl(link))
    assert opened == ["https://example.org/"]


def test_the_training_area_is_framed_on_the_map(qgis_app, tmp_path):
    assert [mercator(latitude) for latitude in (90, 0, -90)] == pytest.approx([0, 0.5, 1], abs=1e-6)
    white = QImage(256, 256, QImage.Format.Format_RGB32)
    white.fill(0xFFFFFF)
    path = tmp_path / "tile.png"
    assert white.save(str(path))
    tile = path.read_bytes()

    def dark(extent):
        image = world_map(tile, {"training_extent": extent})
        return {x for x in range(256) if image.pixelColor(x, 128).lightness() < 128}

    assert dark([-180, -90, 180, 90]) == set()
    assert {x // 4 for x in dark([-90, -60, 90, 60])} == {15, 16, 47, 48}
    assert {x // 4 for x in dark([135, -60, -135, 60])} == {7, 8, 55, 56}  # across the antimeridian


def test_the_menu_opens_it_and_unloading_removes_it(qgis_iface, home, qgis_processing, monkeypatch):
    bars, actions = [], []
    for name, change in {
        "addPluginToMenu": lambda menu, action: actions.append(action),
        "removePluginMenu": lambda menu, action: actions.remove(action),
        "registerOptionsWidgetFactory": lambda factory: None,
        "unregisterOptionsWidgetFactory": lambda factory: None,
        "messageBar": lambda: SimpleNamespace(pushMessage=lambda *said: bars.append(said)),
    }.items():
        monkeypatch.setattr(qgis_iface, name, change, raising=False)
    plugin = classFactory(qgis_iface)
    plugin.initGui()
    plugin.open_encoders()
    window = plugin.encoders
    assert window.isVisible()
    settle(lambda: window.list.topLevelItemCount())
    window.close()
    plugin.open_encoders()
    assert plugin.encoders is window
    plugin.unload()
    assert plugin.encoders is None
