"""Test the head of the panel: the encoder of all sections, and the state of the backend."""

from __future__ import annotations

import pytest
from event_loop import settle
from qgis.core import QgsProject
from qgis.PyQt.QtWidgets import QPushButton, QWidget

from satclip_qgis import classFactory, settings
from satclip_qgis.bridge import launcher
from satclip_qgis.bridge.launcher import Runtime
from satclip_qgis.gui.panel import backend_state
from satclip_qgis.gui.panel.button_grid import ButtonGrid
from satclip_qgis.gui.panel.satclip_dock import SatclipDock
from satclip_qgis.layers.live_layer import LiveView
from satclip_qgis.paths import plugin_version


@pytest.fixture
def dock(qgis_iface, monkeypatch):
    """The panel in a window, without sections, which looks often."""
    monkeypatch.setattr(backend_state, "PAUSE", 50)
    qgis_iface.mainWindow().show()
    dock = SatclipDock(qgis_iface.mainWindow())
    yield dock
    dock.remove()


def test_the_panel_offers_the_set_up_to_somebody_without_backend(dock, empty_home, monkeypatch):
    monkeypatch.delenv("SATCLIP_PYTHON")
    asked = []
    dock.set_up_asked.connect(lambda: asked.append(1))
    dock.show()
    assert dock.state.text() == "The backend is not set up."
    assert dock.start.isHidden()
    dock.set_up.click()
    assert asked


def test_showing_the_panel_starts_no_backend_but_its_button_does(dock, empty_home, cold_python, monkeypatch):
    monkeypatch.setenv("SATCLIP_PYTHON", str(cold_python))
    dock.show()
    assert dock.state.text() == "The backend is stopped."
    assert dock.set_up.isHidden()
    assert Runtime.read() is None
    dock.start.click()
    assert dock.state.text() == "The backend is starting…"
    assert dock.start.isHidden()
    settle(lambda: f"running ({plugin_version()}" in dock.state.text())
    launcher.stop()
    settle(lambda: dock.state.text() == "The backend is stopped.")


def test_the_panel_finds_a_backend_that_something_else_starts(dock, empty_home, cold_python, monkeypatch):
    """It lists the encoders of that backend, and asks it only once."""
    monkeypatch.setenv("SATCLIP_PYTHON", str(cold_python))
    settings.remember_encoders(["old"])
    dock.show()
    assert dock.encoder.findText("old") >= 0
    asked = []
    monkeypatch.setattr(
        backend_state,
        "_status_and_encoders",
        lambda backend, ask=backend_state._status_and_encoders: (asked.append(1), ask(backend))[1],
    )
    launcher.connect(settings.backend_python(), plugin_version())
    settle(lambda: f"running ({plugin_version()}" in dock.state.text())
    assert dock.encoder.findText("old") < 0
    looks = []
    dock.backend._timer.timeout.connect(lambda: looks.append(1))
    settle(lambda: len(looks) > 3)
    assert len(asked) == 1
    dock.hide()
    assert not dock.backend._timer.isActive()


def test_a_failed_start_is_explained(dock, empty_home, monkeypatch, tmp_path):
    python = tmp_path / "python"
    python.write_text("#!/bin/sh\necho 'no space left'\nexit 1\n")
    python.chmod(0o755)
    monkeypatch.setenv("SATCLIP_PYTHON", str(python))
    dock.show()
    dock.start.click()
    settle(lambda: "no space left" in dock.state.text())
    assert not dock.start.isHidden()


def test_a_deleted_encoder_leaves_the_list(qgis_iface, qgis_new_project, qgis_processing, empty_home):
    """Even if a live layer that used it was selected. That layer still shows its encoder."""
    for name in ("addDockWidget", "removeDockWidget"):
        setattr(qgis_iface, name, lambda *_: None)
    settings.remember_encoders(["bundled", "mine"])
    plugin = classFactory(qgis_iface)
    plugin.initGui()
    encoder = plugin.dock.encoder
    layer = plugin.live.add_view(LiveView("mine"))
    settings.remember_encoders(["bundled"])
    plugin.live.look_at_layer()
    assert encoder.currentText() == "mine"
    other = plugin.live.add_view(LiveView("bundled"))
    assert qgis_iface.activeLayer() == other
    assert [encoder.itemText(index) for index in range(encoder.count())] == ["bundled"]
    qgis_iface.setActiveLayer(layer)
    plugin.live.look_at_layer()
    assert encoder.currentText() == "mine"
    QgsProject.instance().removeMapLayer(layer)
    assert encoder.currentText() == "bundled"
    plugin.unload()


@pytest.mark.parametrize("width", [320, 500])
def test_tabs_and_buttons_are_not_cut_in_a_narrow_panel(dock, width):
    names = ["Explore", "Vortrainieren", "Model"]
    buttons = [QPushButton(text) for text in ("Embeddings hinzufügen", "Mehr Optionen…")]
    for name in names:
        dock.add_section(ButtonGrid(buttons) if name == "Model" else QWidget(), name, "fit_model")
    dock.tabs.setCurrentIndex(2)
    dock.setFloating(True)
    dock.show()
    dock.resize(width, 400)
    settle(lambda: dock.width() == width)
    bar = dock.tabs.tabBar()
    assert bar.sizeHint().width() <= dock.tabs.width()
    assert [bar.tabToolTip(index) for index in range(3)] == names
    assert bar.tabText(2) == "Model"
    assert bool(bar.tabText(0)) == (width == 500)
    for button in buttons:
        assert button.width() >= button.minimumSizeHint().width()
    assert (buttons[0].y() == buttons[1].y()) == (width == 500)
