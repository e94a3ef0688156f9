"""Test the panel and the map tool of the live layer, in a window with a canvas, with the real backend."""

from __future__ import annotations

import json
import time

import pytest
from event_loop import get, settle
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsMessageBar, QgsMessageViewer, QgsStatusBar
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QLabel, QPushButton, QTextBrowser

from satclip_qgis import classFactory, settings
from satclip_qgis.bridge import launcher
from satclip_qgis.bridge.launcher import Runtime
from satclip_qgis.layers.live_layer import LiveView, add_layer, live_layers, make_layer, view_of
from tests.plugin.legends import legend_texts

ENCODER = "mini-l10"


@pytest.fixture
def iface(qgis_iface, qgis_new_project, monkeypatch):
    """An iface with a real message bar, a status bar, a canvas of 400 x 300 pixels in Europe, and an empty project."""
    bar, status = QgsMessageBar(), QgsStatusBar()
    docks = []
    for name, value in {
        "messageBar": lambda: bar,
        "statusBarIface": lambda: status,
        "addDockWidget": lambda area, dock: docks.append(dock),
        "removeDockWidget": docks.remove,
    }.items():
        monkeypatch.setattr(qgis_iface, name, value, raising=False)
    qgis_iface.docks, qgis_iface.bar = docks, bar
    canvas = qgis_iface.mapCanvas()
    canvas.resize(400, 300)
    qgis_iface.mainWindow().show()
    canvas.show()
    settle(lambda: canvas.mapSettings().outputSize() == canvas.viewport().size())
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3035"))
    canvas.setExtent(QgsRectangle(2.5e6, 1.5e6, 6.5e6, 4.5e6))
    return qgis_iface


@pytest.fixture
def live(iface, qgis_processing, home):
    """The live layer's controller of a loaded plugin, with the small encoder selected."""
    settings.remember_encoders([ENCODER])
    plugin = classFactory(iface)
    plugin.initGui()
    plugin.live.dock.show()
    plugin.dock.encoder.setCurrentText(ENCODER)
    yield plugin.live
    plugin.unload()


def only_layer():
    (layer,) = live_layers(QgsProject.instance())
    return layer


def click(canvas, x: int, y: int, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, modifiers, QPoint(x, y))


def messages(bar: QgsMessageBar) -> list[str]:
    return [item.text() for item in bar.items()]


def points(count: int, crs: str = "EPSG:3857") -> QgsVectorLayer:
    layer = QgsVectorLayer(f"Point?crs={crs}", "points", "memory")
    features = []
    for index in range(count):
        feature = QgsFeature()
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(1_000_000 + 10_000 * index, 6_000_000)))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    QgsProject.instance().addMapLayer(layer)
    return layer


def test_add_uses_the_settings_of_the_panel(live):
    live.section.add.click()
    assert view_of(only_layer()) == LiveView(ENCODER)
    assert live.iface.activeLayer() == only_layer()


def test_the_menu_entry_adds_a_layer_and_shows_the_panel(live):
    live.dock.hide()
    live.add_action.trigger()
    assert view_of(only_layer()) == LiveView(ENCODER)
    assert not live.dock.isHidden()


def test_the_cluster_style_has_a_number_and_a_legend(live):
    dock = live.section
    assert dock.clusters.isHidden()
    dock.style_choice.setCurrentIndex(2)
    assert not dock.clusters.isHidden()
    dock.clusters.setValue(5)
    dock.add.click()
    assert view_of(only_layer()) == LiveView(ENCODER, "clusters", clusters=5)
    settle(lambda: dock.legend.count() == 5)
    colours = {dock.legend.item(row).icon().pixmap(16).toImage().pixel(8, 8) for row in range(5)}
    assert len(colours) == 5


def test_change_changes_the_selected_live_layer_only(live):
    dock = live.section
    assert not dock.change.isEnabled()
    dock.add.click()
    assert dock.change.isEnabled()
    layer = only_layer()
    dock.style_choice.setCurrentIndex(2)
    dock.clusters.setValue(3)
    dock.change.click()
    assert only_layer() is layer
    assert view_of(layer) == LiveView(ENCODER, "clusters", clusters=3)
    live.iface.setActiveLayer(points(1))
    live.look_at_layer()
    assert not dock.change.isEnabled()


def test_a_click_sets_the_reference_point_and_ctrl_adds_one(live):
    canvas = live.iface.mapCanvas()
    live.tool_action.trigger()
    assert canvas.mapTool() is live.tool
    click(canvas, 200, 150)
    (place,) = view_of(only_layer()).places
    assert place == pytest.approx((12.4, 48.8), abs=1.5)
    click(canvas, 100, 150)
    (second,) = view_of(only_layer()).places
    assert second[0] < place[0] - 5
    click(canvas, 200, 150, Qt.KeyboardModifier.ControlModifier)
    click(canvas, 200, 100, Qt.KeyboardModifier.ShiftModifier)
    found = view_of(only_layer()).places
    assert found[:2] == (second, place)
    assert len(found) == 3
    assert live.tool.marks.asGeometry().constGet().nCoordinates() == 3


def test_negative_examples_are_added_with_alt_or_a_button(live):
    canvas = live.iface.mapCanvas()
    live.tool_action.trigger()
    alt = Qt.KeyboardModifier.AltModifier
    click(canvas, 100, 100, alt)
    assert live_layers(QgsProject.instance()) == []
    assert "should resemble first" in messages(live.iface.bar)[-1]
    click(canvas, 200, 150)
    (place,) = view_of(only_layer()).places
    nothing = live.section.value.text()
    live.ask_value(place)
    settle(lambda: live.section.value.text() not in (nothing, ""))
    assert live.section.value.text().endswith("1.00")
    click(canvas, 100, 100, alt)
    live.section.negative.click()
    click(canvas, 300, 200)
    view = view_of(only_layer())
    assert view.places == (place,)
    assert len(view.negatives) == 2
    assert live.tool.marks.asGeometry().constGet().nCoordinates() == 1
    assert live.tool.crosses.asGeometry().constGet().nCoordinates() == 2
    live.ask_value(place)
    settle(lambda: not live.section.value.text().endswith("1.00"))
    live.section.negative.click()
    click(canvas, 250, 150, Qt.KeyboardModifier.ControlModifier)
    assert (len(view_of(only_layer()).places), len(view_of(only_layer()).negatives)) == (2, 2)
    live.section.change.click()
    assert view_of(only_layer()).negatives == view.negatives
    click(canvas, 200, 150)  # starts anew
    assert view_of(only_layer()).negatives == ()
    live.section.negative.click()
    canvas.unsetMapTool(live.tool)
    assert not live.section.negative.isChecked()
    assert not live.tool.excludes
    live.section.negative.click()
    assert canvas.mapTool() is live.tool


def test_a_click_off_the_earth_gives_a_message(live):
    canvas = live.iface.mapCanvas()
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    canvas.setExtent(QgsRectangle(-100, 50, 100, 200))
    live.tool_action.trigger()
    click(canvas, 200, 10)
    assert live_layers(QgsProject.instance()) == []
    assert "is not on Earth" in messages(live.iface.bar)[-1]


def test_the_value_at_the_cursor_is_requested_without_blocking(live):
    canvas = live.iface.mapCanvas()
    live.tool_action.trigger()
    click(canvas, 200, 150)
    nothing = live.section.value.text()
    start = time.monotonic()
    for x in range(0, 200, 2):
        QTest.mouseMove(canvas.viewport(), QPoint(x, 150))
        canvas.mapTool().moved.emit(
            live.tool.place_at(canvas.getCoordinateTransform().toMapCoordinates(x, 150))
        )
    assert time.monotonic() - start < 1
    live.tool.moved.emit(live.tool.place_at(canvas.getCoordinateTransform().toMapCoordinates(200, 150)))
    settle(lambda: live.section.value.text() not in (nothing, ""))
    settle(lambda: live.section.value.text().endswith("1.00"))
    live.tool.moved.emit(None)
    assert live.section.value.text() == nothing


def test_selected_points_in_any_crs_become_reference_points(live):
    layer = points(3)
    live.iface.setActiveLayer(layer)
    live.section.selection.click()
    assert live_layers(QgsProject.instance()) == []
    assert "Select features of a point layer first" in messages(live.iface.bar)[-1]
    layer.selectAll()
    live.section.selection.click()
    found = sorted(view_of(only_layer()).places)
    assert len(found) == 3
    assert found[0] == pytest.approx((8.983153, 47.353), abs=0.01)
    assert live.iface.activeLayer() == layer


def test_more_than_200_points_give_a_message(live):
    layer = points(250)
    layer.selectAll()
    live.iface.setActiveLayer(layer)
    live.section.selection.click()
    assert len(view_of(only_layer()).places) == 200
    assert "250 points are selected" in messages(live.iface.bar)[-1]


def test_adding_a_similarity_layer_waits_for_a_click(live):
    canvas = live.iface.mapCanvas()
    live.section.style_choice.setCurrentIndex(1)
    live.section.add.click()
    assert live_layers(QgsProject.instance()) == []
    assert "Click on the map" in messages(live.iface.bar)[-1]
    assert canvas.mapTool() is live.tool
    click(canvas, 200, 150)
    (place,) = view_of(only_layer()).places
    assert place == pytest.approx((12.4, 48.8), abs=1.5)
    settle(lambda: live.section.legend.count() > 2)
    live.section.add.click()  # another one, in addition to the first
    click(canvas, 100, 150)
    assert len(live_layers(QgsProject.instance())) == 2
    live.section.add.click()
    canvas.unsetMapTool(live.tool)  # the user has chosen another tool
    live.use_tool()
    click(canvas, 150, 150)
    assert len(live_layers(QgsProject.instance())) == 2


def test_changing_to_similarity_waits_for_a_click(live):
    live.section.add.click()
    layer = only_layer()
    live.section.style_choice.setCurrentIndex(1)
    live.section.change.click()
    assert view_of(layer).style == "pca"
    click(live.iface.mapCanvas(), 200, 150)
    assert view_of(layer).style == "similarity"
    assert only_layer() is layer


def test_leaving_the_tool_keeps_the_marks_and_clears_the_value(live):
    canvas = live.iface.mapCanvas()
    live.tool_action.trigger()
    click(canvas, 200, 150)
    settle(lambda: live.section.legend.count() > 2)
    nothing = live.section.value.text()
    live.section.show_value(0.97)
    canvas.unsetMapTool(live.tool)
    assert live.section.value.text() == nothing
    assert live.tool.marks.isVisible()
    assert live.tool.marks.asGeometry().constGet().nCoordinates() == 1
    live.iface.setActiveLayer(points(1))
    live.look_at_layer()
    assert live.tool.marks.numberOfVertices() == 0


def test_a_click_selects_the_layer_that_it_changes(live):
    live.section.add.click()
    live.pick((5, 5), "replace")
    assert view_of(live.iface.activeLayer()).style == "similarity"
    assert live.section.style_choice.currentData() == "similarity"


def test_a_click_changes_the_selected_similarity_layer(live):
    upper, lower = (make_layer(LiveView(ENCODER, "similarity", ((lon, 0),))) for lon in (1, 2))
    add_layer(lower, QgsProject.instance())
    add_layer(upper, QgsProject.instance())
    live.pick((5, 5), "replace")
    assert view_of(upper).places == ((5, 5),)
    live.iface.setActiveLayer(lower)
    live.pick((6, 6), "add")
    assert view_of(lower).places == ((2, 0), (6, 6))
    assert view_of(upper).places == ((5, 5),)


def test_a_missing_backend_is_reported_once_with_a_set_up_button(
    iface, qgis_processing, empty_home, monkeypatch
):
    monkeypatch.setenv("SATCLIP_PYTHON", str(empty_home / "no" / "python"))
    plugin = classFactory(iface)
    plugin.initGui()
    try:
        for style in (0, 2, 0):
            plugin.live.section.style_choice.setCurrentIndex(style)
            plugin.live.section.add.click()
            iface.mapCanvas().refresh()
            settle(lambda: iface.bar.items())
        settle(lambda: not iface.mapCanvas().isDrawing())
        said = messages(iface.bar)
        assert len(said) == 1
        assert "not installed" in said[0]
        (button,) = iface.bar.items()[0].findChildren(QPushButton)
        button.click()
        assert plugin.setup.isVisible()
    finally:
        plugin.unload()


def test_layers_are_redrawn_after_a_restart_of_the_backend(live):
    live.section.add.click()
    layer = only_layer()
    painted = []
    layer.repaintRequested.connect(lambda *_: painted.append(1))
    live.redirect.lost.emit()
    assert painted == [1]


def test_unloading_leaves_no_trace(iface, qgis_processing, home):
    canvas = iface.mapCanvas()
    before = len(canvas.scene().items())
    plugin = classFactory(iface)
    plugin.initGui()
    live = plugin.live
    live.tool_action.trigger()
    click(canvas, 200, 150)
    assert iface.docks
    plugin.unload()
    assert iface.docks == []
    assert canvas.mapTool() is None
    assert len(canvas.scene().items()) == before
    iface.currentLayerChanged.emit(canvas)  # nothing is connected any more
    QgsProject.instance().clear()
    launcher.stop()
    assert Runtime.read() is None


def test_every_widget_has_a_name_and_keyboard_focus(live):
    dock, section = live.dock, live.section
    for widget in (
        dock.encoder,
        dock.encoders,
        dock.options,
        dock.help,
        dock.set_up,
        dock.start,
        dock.tabs.tabBar(),
        section.style_choice,
        section.add,
        section.change,
        section.tool,
        section.negative,
        section.selection,
    ):
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    labels = [label for label in dock.findChildren(QLabel) if label.buddy()]
    assert {label.buddy() for label in labels} >= {dock.encoder, section.style_choice, section.clusters}
    assert dock.widget().minimumSizeHint().height() < 300
    assert dock.widget().minimumSizeHint().width() < 400


def test_the_help_opens_in_a_separate_window(live):
    live.dock.help.click()
    (viewer,) = live.dock.findChildren(QgsMessageViewer)
    assert viewer.isVisible()
    assert "Similar places" in viewer.findChild(QTextBrowser).toPlainText()
    viewer.close()


def test_similarity_is_stretched_to_the_view_and_back(live):
    canvas, section = live.iface.mapCanvas(), live.section
    section.style_choice.setCurrentIndex(1)
    assert not section.stretch.isEnabled()
    live.tool_action.trigger()
    click(canvas, 200, 150)
    layer = only_layer()
    assert section.stretch.isEnabled()
    assert not section.unstretch.isEnabled()
    settle(lambda: section.legend.count() == 9)
    assert section.legend.item(4).text() == "0.00"
    section.stretch.click()
    settle(lambda: view_of(layer).stretch is not None)
    low, high = view_of(layer).stretch
    assert -1 <= low < high <= 1
    _error, content = get(view_of(layer).url("legend"))
    entries = json.loads(content)["entries"]
    assert (entries[0]["value"], entries[-1]["value"]) == (low, high)
    settle(lambda: section.legend.count() == 9 and section.legend.item(4).text() != "0.00")
    settle(lambda: legend_texts(layer)[1:] != [])
    assert f"{low:.2f}" in legend_texts(layer)[1]
    canvas.setExtent(QgsRectangle(4.4e6, 3.1e6, 4.6e6, 3.2e6))
    section.stretch.click()
    settle(lambda: view_of(layer).stretch != (low, high))
    zoomed = view_of(layer).stretch
    assert zoomed[1] - zoomed[0] < high - low
    click(canvas, 20, 20)  # the range is that of the new place
    settle(lambda: view_of(layer).stretch != zoomed)
    section.unstretch.click()
    assert view_of(layer).stretch is None
    assert not section.unstretch.isEnabled()


def test_the_reason_why_a_view_has_no_range_is_told(live):
    live.dock.encoder.setCurrentText("bundled")
    canvas = live.iface.mapCanvas()
    live.tool_action.trigger()
    click(canvas, 200, 150)
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    canvas.setExtent(QgsRectangle(-40, 30, -30, 35))  # the Atlantic
    live.section.stretch.click()
    settle(lambda: messages(live.iface.bar))
    assert "The encoder knows no place in this view" in messages(live.iface.bar)[0]
    assert view_of(only_layer()).stretch is None
