"""Test labelling by clicks in a window with a canvas, with the real backend."""

from __future__ import annotations

import json
import os

import numpy as np
import pytest
from event_loop import settle
from osgeo import gdal
from qgis.core import (
    NULL,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeature,
    QgsField,
    QgsGeometry,
    QgsNetworkAccessManager,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsMessageBar, QgsStatusBar
from qgis.PyQt.QtCore import QPoint, Qt, QUrl, QVariant
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QFileDialog, QInputDialog

from satclip_qgis import classFactory, settings
from satclip_qgis.bridge import launcher
from satclip_qgis.bridge.launcher import Runtime
from satclip_qgis.gui.labelling import label_section
from satclip_qgis.gui.labelling.label_report import report_text
from satclip_qgis.layers import label_classes
from satclip_qgis.layers import labels as label_layers
from satclip_qgis.layers.label_editing import PROPERTY, LabelError, field_of
from satclip_qgis.layers.labels import Labels
from satclip_qgis.layers.live_layer import LiveView, add_layer, live_layers, make_layer, view_of
from satclip_qgis.layers.map_style import style_clusters

ENCODER = "mini-l10"
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def iface(qgis_iface, qgis_new_project, monkeypatch):
    """An iface with a message bar and a canvas of 400 x 300 pixels that shows the Earth, and an empty project."""
    bar, status = QgsMessageBar(), QgsStatusBar()
    for name, value in {
        "messageBar": lambda: bar,
        "statusBarIface": lambda: status,
        "addDockWidget": lambda area, dock: None,
        "removeDockWidget": lambda dock: None,
    }.items():
        monkeypatch.setattr(qgis_iface, name, value, raising=False)
    qgis_iface.bar = bar
    canvas = qgis_iface.mapCanvas()
    canvas.resize(400, 300)
    qgis_iface.mainWindow().show()
    canvas.show()
    settle(lambda: canvas.mapSettings().outputSize() == canvas.viewport().size())
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    canvas.setExtent(QgsRectangle(-120, -90, 120, 90))
    return qgis_iface


@pytest.fixture
def plugin(iface, qgis_processing, home):
    """The loaded plugin, with the small encoder selected."""
    settings.remember_encoders([ENCODER])
    plugin = classFactory(iface)
    plugin.initGui()
    plugin.live.dock.encoder.setCurrentText(ENCODER)
    yield plugin
    plugin.unload()


@pytest.fixture
def labelling(plugin, monkeypatch):
    """The controller with a temporary layer and the classes a and b."""
    name(monkeypatch, "a")
    plugin.labelling.memory_action.trigger()
    plugin.labelling.add_class("b")
    plugin.labelling.section.choose_class(0)
    plugin.labelling.tool_action.trigger()
    return plugin.labelling


def name(monkeypatch, text: str) -> None:
    """Type the name of a class when it is asked for."""
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: (text, True))


def click(labelling, lon: float, lat: float, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    """Click on a place of the canvas."""
    pixel = labelling.tool.pixel((lon, lat))
    canvas = labelling.iface.mapCanvas()
    at = QPoint(round(pixel.x()), round(pixel.y()))
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, modifiers, at)


def label_all(labelling) -> None:
    """Label three places of each class, and wait for the answer."""
    for row, places in enumerate((((10, 50), (0, 45), (20, 52)), ((-60, -10), (-55, 0), (-65, -5)))):
        labelling.section.choose_class(row)
        for lon, lat in places:
            click(labelling, lon, lat)
    settle(lambda: labelling.live.answer.get("labels") == 6)


def counts(labelling) -> dict[str, int]:
    tree = labelling.section.classes
    items = [tree.topLevelItem(i) for i in range(tree.topLevelItemCount())]
    return {item.text(0): int(item.text(1)) if item.text(1) != "…" else None for item in items}


def said(labelling) -> str:
    return labelling.iface.bar.items()[0].text()


def values(layer: QgsVectorLayer) -> list:
    return [feature[field_of(layer)] for feature in layer.getFeatures()]


def test_clicks_give_labels_and_a_live_layer(labelling):
    label_all(labelling)
    layer = labelling.layer
    assert values(layer) == ["a"] * 3 + ["b"] * 3
    first = next(layer.getFeatures()).geometry().asPoint()
    assert (first.x(), first.y()) == pytest.approx((10, 50), abs=0.4)
    assert counts(labelling) == {"a": 3, "b": 3}
    (live,) = live_layers(QgsProject.instance())
    view = view_of(live)
    assert (view.encoder, view.style, view.shown, view.threshold) == (ENCODER, "labels", None, 0)
    assert view.labels == labelling.live.answer["id"]
    order = [each.id() for each in QgsProject.instance().layerTreeRoot().layerOrder()]
    assert order == [layer.id(), live.id()]
    assert "Leave-one-out balanced accuracy" in labelling.section.report.text()
    assert "temporary layer" in labelling.section.hint.text()
    image = rendered(labelling, live)
    colours = {each.name: each.colour for each in label_classes.classes_of(layer)}
    for place, wanted in (((10, 50), "a"), ((-60, -10), "b")):
        pixel = labelling.tool.pixel(place)
        shown = image.pixelColor(round(pixel.x()), round(pixel.y()))
        assert shown.hue() == pytest.approx(label_section.QColor(colours[wanted]).hue(), abs=6)


def rendered(labelling, layer):
    """Return the live layer as the canvas draws it."""
    canvas = labelling.iface.mapCanvas()
    canvas.setLayers([layer])
    done = []
    canvas.mapCanvasRefreshed.connect(lambda: done.append(1))
    canvas.refreshAllLayers()
    settle(lambda: done and not canvas.isDrawing())
    return canvas.grab().toImage()


def test_undo_and_removal(labelling):
    label_all(labelling)
    canvas = labelling.iface.mapCanvas()
    click(labelling, -65, -5, SHIFT)
    settle(lambda: counts(labelling) == {"a": 3, "b": 2})
    labelling.section.undo.click()  # the removed label is back
    settle(lambda: counts(labelling) == {"a": 3, "b": 3})
    for left in (2, 1, 0):
        QTest.keyClick(canvas.viewport(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        settle(lambda left=left: counts(labelling) == {"a": 3, "b": left})
    for _ in range(3):
        labelling.undo()
    settle(lambda: counts(labelling) == {"a": 0, "b": 0})
    assert not labelling.section.undo.isEnabled()
    assert labelling.section.report.text() == ""
    labelling.undo()
    assert "nothing to undo" in said(labelling)
    click(labelling, 0, 0, SHIFT)
    assert "no label here" in said(labelling)


def test_undo_restores_other_attributes_and_follows_a_new_name(plugin):
    labelling = plugin.labelling
    layer = QgsVectorLayer("Point?crs=EPSG:4326&field=kind:string&field=year:integer", "mine", "memory")
    feature = QgsFeature(layer.fields())
    feature.setAttributes(["oak", 1999])
    feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(10, 50)))
    layer.dataProvider().addFeatures([feature])
    QgsProject.instance().addMapLayer(layer)
    labelling.section.layer.setLayer(layer)
    labelling.section.field.setField("kind")
    labelling.tool_action.trigger()
    click(labelling, 20, 40)
    settle(lambda: counts(labelling) == {"oak": 2})
    click(labelling, 10, 50, SHIFT)
    settle(lambda: counts(labelling) == {"oak": 1})
    labelling.rename_class("oak", "elm")
    labelling.undo()
    assert sorted(feature["year"] for feature in layer.getFeatures() if feature["year"] != NULL) == [1999]
    assert values(layer) == ["elm", "elm"]
    labelling.undo()
    assert [feature.attributes() for feature in layer.getFeatures()] == [["elm", 1999]]
    layer.startEditing()
    settle(lambda: counts(labelling) == {"elm": 1})
    click(labelling, 10, 50, SHIFT)
    layer.rollBack()
    labelling.undo()  # QGIS has restored the feature already
    assert values(layer) == ["elm"]


def test_keys_choose_the_class(labelling):
    canvas = labelling.iface.mapCanvas()
    QTest.keyClick(canvas.viewport(), Qt.Key.Key_2)
    click(labelling, 10, 50)
    QTest.keyClick(canvas.viewport(), Qt.Key.Key_9)  # there is no such class
    click(labelling, 20, 50)
    QTest.keyClick(canvas.viewport(), Qt.Key.Key_1)
    click(labelling, 0, 45)
    assert values(labelling.layer) == ["b", "b", "a"]


def test_threshold_and_score_change_the_live_layer(labelling):
    label_all(labelling)
    section, before = labelling.section, labelling.live.answer["id"]
    section.shown.setCurrentIndex(section.shown.findText("b"))
    section.threshold.setValue(60)
    (live,) = live_layers(QgsProject.instance())
    settle(lambda: view_of(live).threshold == 0.6)
    assert view_of(live) == LiveView(ENCODER, "labels", labels=before, shown=1, threshold=0.6)


def test_the_next_place_is_marked_and_differs_each_time(labelling):
    label_all(labelling)
    found = []
    for _ in range(3):
        labelling.section.next.click()
        settle(lambda: len(labelling.suggested) > len(found))
        found.append(labelling.tool.place)
        assert "“a” or “b”" in said(labelling) or "“b” or “a”" in said(labelling)
    assert len(set(found)) == 3
    assert labelling.tool.mark.numberOfVertices() == 1
    click(labelling, *found[-1])
    assert labelling.tool.mark.numberOfVertices() == 0
    assert len(values(labelling.layer)) == 7


def test_the_next_place_is_found_although_the_backend_has_died(labelling):
    label_all(labelling)
    runtime = json.loads(Runtime.file().read_text())
    launcher.stop()
    Runtime.file().write_text(json.dumps({**runtime, "pid": os.getpid(), "started": None}))
    labelling.section.next.click()
    settle(lambda: labelling.section.next.isEnabled())
    assert len(labelling.suggested) == 1
    assert "is uncertain" in said(labelling)
    assert labelling.section.next.isEnabled()


def test_one_class_gives_similarity_and_no_next_place(labelling):
    click(labelling, 10, 50)
    settle(lambda: labelling.live.answer)
    assert "one class" in labelling.section.report.text()
    assert not labelling.section.next.isEnabled()


def test_classes_are_renamed_recoloured_and_removed(labelling):
    label_all(labelling)
    section, layer = labelling.section, labelling.layer
    section.classes.topLevelItem(0).setText(0, "forest")
    settle(lambda: counts(labelling) == {"forest": 3, "b": 3})
    assert values(layer) == ["forest"] * 3 + ["b"] * 3
    settle(lambda: labelling.live.answer["classes"] == ["forest", "b"])
    section.choose_class(0)
    section.colour.setColor(label_section.QColor("#123456"))
    settle(lambda: label_classes.classes_of(layer)[0].colour == "#123456")
    section.remove_class.click()
    assert "has labels" in said(labelling)
    section.classes.topLevelItem(1).setText(0, "forest")
    assert "already" in said(labelling)
    settle(lambda: counts(labelling) == {"forest": 3, "b": 3})
    labelling.add_class("empty")
    labelling.section.remove_class.click()
    settle(lambda: "empty" not in counts(labelling))


def test_selected_features_become_labels(labelling):
    other = QgsVectorLayer("Polygon?crs=EPSG:3857", "areas", "memory")
    to_metres = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:4326"), other.crs(), QgsProject.instance()
    )
    features = []
    for west in (0, 10):
        feature, square = QgsFeature(), QgsGeometry.fromRect(QgsRectangle(west, 40, west + 2, 42))
        square.transform(to_metres)
        feature.setGeometry(square)
        features.append(feature)
    other.dataProvider().addFeatures(features)
    QgsProject.instance().addMapLayer(other)
    labelling.iface.setActiveLayer(other)
    labelling.section.selection.click()
    assert "Select features" in said(labelling)
    other.selectAll()
    labelling.section.selection.click()
    points = [feature.geometry().asPoint() for feature in labelling.layer.getFeatures()]
    assert sorted(round(point.x()) for point in points) == [1, 11]
    assert all(40 < point.y() < 42 for point in points)
    labelling.undo()
    assert values(labelling.layer) == []


def test_only_as_many_selected_features_become_labels_as_a_live_layer_takes(labelling):
    other = label_layers.new_memory_layer()
    features = []
    for i in range(600):
        feature = QgsFeature(other.fields())
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(i / 10, 0)))
        features.append(feature)
    other.dataProvider().addFeatures(features)
    QgsProject.instance().addMapLayer(other)
    other.selectAll()
    labelling.iface.setActiveLayer(other)
    labelling.section.selection.click()
    assert "600 points are selected. The maximum is 500" in said(labelling)
    assert labelling.layer.featureCount() == 500


def cluster_layer(labelling, clusters: int = 4):
    """Add a live layer of clusters, and select it."""
    layer = make_layer(LiveView(ENCODER, "clusters", clusters=clusters))
    add_layer(layer, QgsProject.instance())
    labelling.iface.setActiveLayer(layer)
    return layer


def cluster_at(labelling, layer, lon: float, lat: float) -> str:
    """Return the colour of a live layer at a place, as the canvas draws it."""
    pixel = labelling.tool.pixel((lon, lat))
    return rendered(labelling, layer).pixelColor(round(pixel.x()), round(pixel.y())).name()


def test_a_clicked_cluster_becomes_labels_that_are_undone_at_once(labelling):
    layer = cluster_layer(labelling)
    labelling.section.choose_class(1)
    labelling.section.cluster.click()
    assert labelling.iface.mapCanvas().mapTool() is labelling.tool
    assert "Click a cluster" in said(labelling)
    click(labelling, 20, 10)
    assert not labelling.section.cluster.isChecked()
    labelling.section.choose_class(0)  # the class was chosen before
    settle(lambda: values(labelling.layer))
    assert values(labelling.layer) == ["b"] * 5
    points = [feature.geometry().asPoint() for feature in labelling.layer.getFeatures()]
    wanted = cluster_at(labelling, layer, 20, 10)
    assert [cluster_at(labelling, layer, point.x(), point.y()) for point in points] == [wanted] * 5
    assert len({(round(point.x()), round(point.y())) for point in points}) == 5
    settle(lambda: labelling.live.answer.get("labels") == 5)
    click(labelling, 20, 10)  # an ordinary label again
    settle(lambda: counts(labelling) == {"a": 1, "b": 5})
    labelling.undo()
    labelling.undo()
    settle(lambda: counts(labelling) == {"a": 0, "b": 0})


def test_a_cluster_of_a_map_becomes_labels(labelling, tmp_path):
    file = str(tmp_path / "map.tif")
    data = gdal.GetDriverByName("GTiff").Create(file, 360, 180, 1, gdal.GDT_Byte)
    data.SetGeoTransform((-180, 1, 0, 90, 0, -1))
    data.SetProjection(QgsCoordinateReferenceSystem("EPSG:4326").toWkt())
    classes = np.full((180, 360), 1, np.uint8)
    classes[:, 180:220] = 2
    data.GetRasterBand(1).WriteArray(classes)
    data.GetRasterBand(1).SetNoDataValue(0)
    data = None
    layer = QgsRasterLayer(file, "map")
    QgsProject.instance().addMapLayer(layer)
    labelling.iface.setActiveLayer(layer)
    labelling.section.cluster.click()
    assert "Add a cluster layer first" in said(labelling)  # it is not styled as one
    assert not labelling.section.cluster.isChecked()
    style_clusters(layer, [{"class": i, "colour": "#123456", "share": 0.5} for i in (1, 2)])
    labelling.iface.setActiveLayer(labelling.layer)  # the topmost one is used
    labelling.section.cluster.click()
    click(labelling, 20, 10)
    settle(lambda: values(labelling.layer))
    assert values(labelling.layer) == ["a"] * 5
    longitudes = [feature.geometry().asPoint().x() for feature in labelling.layer.getFeatures()]
    assert all(0 < longitude < 40 for longitude in longitudes)
    assert len(set(longitudes)) > 1


def test_a_cluster_without_land_in_the_view_is_told(labelling):
    layer = make_layer(LiveView("bundled", "clusters", clusters=4))
    add_layer(layer, QgsProject.instance())
    labelling.iface.mapCanvas().setExtent(QgsRectangle(-40, 30, -30, 35))  # the Atlantic
    labelling.section.cluster.click()
    click(labelling, -35, 32)
    told = labelling.iface.bar.items  # earlier messages go while the clusters are fitted
    settle(lambda: any("no place of the cluster" in item.text() for item in told()))
    assert values(labelling.layer) == []


def test_another_tool_ends_the_choice_of_a_cluster(labelling):
    cluster_layer(labelling)
    labelling.section.cluster.click()
    labelling.iface.mapCanvas().unsetMapTool(labelling.tool)
    assert not labelling.section.cluster.isChecked()


def test_more_labels_than_a_live_layer_takes_are_counted_removed_and_undone(labelling):
    layer = labelling.layer
    label_layers.add_labels(layer, [(lon / 10, 40) for lon in range(400)], "a")
    label_layers.add_labels(layer, [(lon / 10, -40) for lon in range(200)], "b")
    settle(lambda: counts(labelling) == {"a": 400, "b": 200})
    assert "more than 500 labels" in labelling.section.report.text()
    assert not labelling.section.next.isEnabled()
    click(labelling, 60, 0)
    settle(lambda: counts(labelling) == {"a": 401, "b": 200})
    click(labelling, 60, 0, SHIFT)
    settle(lambda: counts(labelling) == {"a": 400, "b": 200})
    labelling.section.choose_class(1)
    labelling.section.remove_class.click()
    assert "has labels" in said(labelling)
    labelling.undo()
    labelling.undo()
    settle(lambda: counts(labelling) == {"a": 400, "b": 200})


def test_edits_of_the_table_are_noticed(labelling):
    label_all(labelling)
    layer = labelling.layer
    layer.startEditing()
    layer.changeAttributeValue(next(layer.getFeatures()).id(), 0, "b")
    settle(lambda: counts(labelling) == {"a": 2, "b": 4})
    layer.rollBack()
    settle(lambda: counts(labelling) == {"a": 3, "b": 3})
    layer.startEditing()
    click(labelling, 30, 50)
    layer.undoStack().undo()  # as QGIS does for Ctrl+Z in an edit session
    settle(lambda: counts(labelling) == {"a": 3, "b": 3})
    click(labelling, 30, 50)
    assert layer.isEditable()
    assert layer.dataProvider().featureCount() == 6
    labelling.undo()
    settle(lambda: counts(labelling) == {"a": 3, "b": 3})
    layer.rollBack()


def test_labels_are_saved_and_continued_after_reopening(plugin, monkeypatch, tmp_path):
    labelling = plugin.labelling
    file, project = tmp_path / "my labels.gpkg", tmp_path / "project.qgs"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(file), ""))
    name(monkeypatch, "a")
    labelling.file_action.trigger()
    labelling.add_class("b")
    labelling.tool_action.trigger()
    label_all(labelling)
    assert labelling.section.hint.text() == ""
    labelling.section.threshold.setValue(30)
    (live,) = live_layers(QgsProject.instance())
    settle(lambda: view_of(live).threshold == 0.3)
    assert QgsProject.instance().write(str(project))
    saved = QgsVectorLayer(str(file), "saved", "ogr")
    assert [feature["label"] for feature in saved.getFeatures()] == ["a"] * 3 + ["b"] * 3
    QgsProject.instance().clear()
    assert labelling.layer is None
    launcher.stop()  # the new backend does not know the labels
    assert QgsProject.instance().read(str(project))
    settle(lambda: labelling.live.answer)
    assert counts(labelling) == {"a": 3, "b": 3}
    assert labelling.section.threshold.value() == 30
    (live,) = live_layers(QgsProject.instance())
    assert view_of(live).threshold == 0.3
    labelling.section.choose_class(0)
    click(labelling, 30, 50)
    settle(lambda: labelling.live.answer.get("labels") == 7)
    labelling.file_action.trigger()
    assert "exists already" in said(labelling)


def test_labels_that_the_backend_has_forgotten_are_sent_again(labelling, backend):
    """It keeps the 256 sets of labels that were used last."""
    label_all(labelling)
    (live,) = live_layers(QgsProject.instance())
    rendered(labelling, live)  # no tile is requested meanwhile
    for i in range(256):
        one = {"name": "x", "colour": "#000000", "lonlat": [[i / 10, 0]]}
        backend.client().json("POST", f"/tiles/{ENCODER}/labels", {"classes": [one]})
    answers = []
    labelling.live.request.answered.connect(lambda *_: answers.append(1))
    labelling.iface.mapCanvas().setExtent(QgsRectangle(0, 0, 50, 40))  # tiles that are not cached
    rendered(labelling, live)
    settle(lambda: answers)
    error, content = get(view_of(live).url("3/4/3.png"))
    assert error == QNetworkReply.NetworkError.NoError
    assert content[1:4] == b"PNG"


def get(address: str) -> tuple[QNetworkReply.NetworkError, bytes]:
    """Return the reply of QGIS's network manager for a URL."""
    reply = QgsNetworkAccessManager.instance().get(QNetworkRequest(QUrl(address)))
    settle(reply.isFinished)
    return reply.error(), bytes(reply.readAll())


def test_a_removed_live_layer_comes_back_with_the_next_label(labelling):
    label_all(labelling)
    QgsProject.instance().removeMapLayer(live_layers(QgsProject.instance())[0].id())
    labelling.refresh()
    assert live_layers(QgsProject.instance()) == []
    click(labelling, 30, 50)
    settle(lambda: live_layers(QgsProject.instance()))


def test_an_existing_layer_is_continued(plugin):
    labelling = plugin.labelling
    layer = QgsVectorLayer("Point?crs=EPSG:3857&field=kind:integer&field=x:double", "mine", "memory")
    features = []
    for kind, x in ((1, 0), (2, 9e6), (NULL, 1e6)):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([kind, 0.5])
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(x, 5e6)))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    QgsProject.instance().addMapLayer(layer)
    labelling.section.layer.setLayer(layer)
    assert "Choose the field" in labelling.section.hint.text()
    assert [labelling.section.field.itemText(i) for i in range(labelling.section.field.count())] == [
        "",
        "kind",
    ]
    labelling.section.field.setField("kind")
    settle(lambda: labelling.live.answer)
    assert counts(labelling) == {"1": 1, "2": 1}
    assert "Points without a class: 1" in labelling.section.report.text()
    labelling.add_class("three")
    assert "integers" in said(labelling)
    labelling.add_class("3")
    labelling.tool_action.trigger()
    click(labelling, 0, 10)
    assert values(layer)[-1] == 3
    asked = []
    labelling.fit = lambda *arguments: asked.append(arguments)
    labelling.section.fit.click()
    assert asked == [("fitmodel", {"INPUT": layer.id(), "TARGET": "kind"})]


def test_layers_that_cannot_be_used_are_named(plugin, tmp_path):
    labelling = plugin.labelling
    layer = label_layers.new_memory_layer()
    QgsProject.instance().addMapLayer(layer)
    label_classes.take_up(layer, "label")
    layer.setReadOnly(True)
    with pytest.raises(LabelError, match="“Labels” can't be edited"):
        label_layers.add_labels(layer, [(0, 0)], "a")
    layer.setReadOnly(False)
    label_classes.add_class(layer, "a")
    label_layers.add_labels(layer, [(lon / 10, 0) for lon in range(501)], "a")
    labelling.choose_layer(layer)
    assert "more than 500 labels" in labelling.section.report.text()
    settle(lambda: counts(labelling) == {"a": 501})
    many = label_layers.new_memory_layer()
    for i in range(40):
        feature = QgsFeature(many.fields())
        feature.setAttributes([f"class {i}"])
        many.dataProvider().addFeatures([feature])
    with pytest.raises(LabelError, match="more than 32 different values"):
        label_classes.take_up(many, "label")
    layer.setCustomProperty(PROPERTY, "calculated")
    layer.addExpressionField("'a'", QgsField("calculated", QVariant.String))
    with pytest.raises(LabelError, match="“Labels” can't be edited"):
        label_layers.add_labels(layer, [(0, 0)], "a")
    file = label_layers.new_file(tmp_path / "x.gpkg")
    label_classes.take_up(file, "label")
    with pytest.raises(LabelError, match="could not be saved in “x”: "):
        label_classes.value_for(file, 81 * "a")
    label_layers.add_labels(file, [(0, 0)], "a")
    file.setSubsetString("label = 'a'")
    label_layers.add_labels(file, [(0, 0)], "a")
    with pytest.raises(LabelError, match="“x” can't be edited"):
        label_layers.add_labels(file, [(0, 0)], "b")
    assert file.featureCount() == 2
    with pytest.raises(LabelError, match="identifies the features"):
        label_classes.take_up(file, "fid")
    with pytest.raises(LabelError, match="could not be written"):
        label_layers.new_file(tmp_path / "no" / "folder" / "x.gpkg")


def test_the_report_names_folds_and_both_scores(qgis_app):
    answer = {
        "classes": ["a", "b"],
        "method": "similarity",
        "labels": 60,
        "validation": {"labels": 60, "folds": 10, "similarity": 0.9, "logistic": 0.5},
    }
    text = report_text(answer, Labels(lost=2))
    assert "Method: similarity. Balanced accuracy 0.90 of 60 labels in 10-fold" in text
    assert "(logistic regression: 0.50)" in text
    assert "not on Earth, which are not used: 2" in text


def test_the_dock_ignores_layers_of_labels(plugin):
    layer = make_layer(LiveView(ENCODER, "labels", labels="0" * 32))
    QgsProject.instance().addMapLayer(layer)
    plugin.live.iface.setActiveLayer(layer)
    plugin.live.look_at_layer()
    assert not plugin.live.section.change.isEnabled()
    assert plugin.live.section.view().style == "pca"


def test_the_widgets_are_narrow_named_and_reached_by_keyboard(plugin):
    section = plugin.labelling.section
    assert section.minimumSizeHint().width() <= 320
    for widget in (
        section.layer,
        section.field,
        section.classes,
        section.shown,
        section.threshold,
        section.next,
    ):
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    section.help.click()
    assert section.findChildren(label_section.QgsMessageViewer)
