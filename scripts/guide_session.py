"""A script for QGIS Desktop: does the steps of the user guide by the widgets, and takes a picture of each.

Reads SATCLIP_SHOTS_FOLDER, writes NAME.png and shots.json (the error of each picture, empty if it was taken) there, and
exits QGIS. A picture that fails does not stop the others.
"""

import contextlib
import json
import os
import shutil
import time
import traceback
from pathlib import Path

from processing.modeler.ModelerDialog import ModelerDialog
from qgis.core import (
    QgsClassificationQuantile,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFillSymbol,
    QgsGraduatedSymbolRenderer,
    QgsMarkerSymbol,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsSingleSymbolRenderer,
    QgsStyle,
    QgsVectorLayer,
)
from qgis.gui import QgsCollapsibleGroupBoxBasic
from qgis.PyQt.QtCore import QEventLoop, QPoint, QSize, Qt, QTimer
from qgis.PyQt.QtGui import QGuiApplication
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDockWidget, QScrollArea, QToolButton, QWidget
from qgis.utils import iface, plugins

FOLDER = Path(os.environ["SATCLIP_SHOTS_FOLDER"])
DATA = Path(os.environ["SATCLIP_SHOTS_DATA"])
TIME_LIMIT = 840
"""Seconds for all pictures."""
LONLAT = QgsCoordinateReferenceSystem("EPSG:4326")
WORLD = QgsRectangle(-170, -60, 180, 84)
window, canvas, project = iface.mainWindow(), iface.mapCanvas(), QgsProject.instance()
shots = {}


def plugin():
    """Return the plugin."""
    return plugins["satclip_qgis"]


def wait(seconds):
    """Process events for some seconds."""
    loop = QEventLoop()
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()


def until(done, what, seconds=60):
    """Process events until `done()`."""
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, f"{what}: not within {seconds} s"
        wait(0.1)


def drawn(seconds=1.5):
    """Wait until the canvas has not been drawn for some seconds."""
    still, end = time.monotonic(), time.monotonic() + 60
    while time.monotonic() - still < seconds and time.monotonic() < end:
        wait(0.05)
        if canvas.isDrawing():
            still = time.monotonic()


def look_at(extent):
    """Show an extent in degrees."""
    canvas.setExtent(
        QgsCoordinateTransform(LONLAT, canvas.mapSettings().destinationCrs(), project).transform(extent)
    )
    canvas.refresh()


def click(lon, lat, modifier=Qt.KeyboardModifier.NoModifier):
    """Click on the map at a location in degrees."""
    transform = QgsCoordinateTransform(LONLAT, canvas.mapSettings().destinationCrs(), project)
    pixel = canvas.getCoordinateTransform().transform(transform.transform(QgsPointXY(lon, lat)))
    spot = QPoint(round(pixel.x()), round(pixel.y()))
    QTest.mouseMove(canvas.viewport(), spot - QPoint(2, 2))
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, modifier, spot)
    wait(0.3)


def reveal(widget):
    """Show a widget of the panel."""
    plugin().dock.show_section(widget)
    window.resizeDocks([plugin().dock], [340], Qt.Orientation.Horizontal)
    parent = widget
    while parent is not None:
        if isinstance(parent, QgsCollapsibleGroupBoxBasic):
            parent.setCollapsed(False)
        if isinstance(parent, QScrollArea):
            wait(0.2)
            parent.ensureWidgetVisible(widget, 0, 0)
        parent = parent.parentWidget()


def answer(text):
    """Enter a text in the dialog that opens next."""

    def enter():
        dialog = QApplication.activeModalWidget()
        dialog.setTextValue(text)
        dialog.accept()

    QTimer.singleShot(500, enter)


def new_project():
    """Start with a map of the countries."""
    iface.newProject(False)
    project.setCrs(LONLAT)
    copy = FOLDER / "world_map.gpkg"
    if not copy.exists():
        shutil.copy("/usr/share/qgis/resources/data/world_map.gpkg", copy)  # QGIS writes to it
    countries = QgsVectorLayer(f"{copy}|layername=countries", "Countries", "ogr")
    symbol = QgsFillSymbol.createSimple(
        {"color": "0,0,0,0", "outline_color": "70,70,70", "outline_width": "0.1"}
    )
    countries.setRenderer(QgsSingleSymbolRenderer(symbol))
    project.addMapLayer(countries)
    look_at(WORLD)


def countries_on_top():
    """Draw the countries above other layers."""
    root = project.layerTreeRoot()
    (layer,) = project.mapLayersByName("Countries")
    node = root.findLayer(layer)
    root.insertChildNode(0, node.clone())
    node.parent().removeChildNode(node)


def stations():
    """Add the weather stations and return their layer."""
    layer = QgsVectorLayer(str(DATA / "air_temperature.gpkg"), "air_temperature", "ogr")
    project.addMapLayer(layer)
    iface.setActiveLayer(layer)
    return layer


def run_dialog(seconds=120):
    """Press Run in the open dialog of an algorithm and wait for its end."""
    dialog, outcome = plugin().dialog, []
    dialog.algorithmFinished.connect(lambda successful, results: outcome.append(successful))
    dialog.runButton().click()
    until(lambda: outcome, "the algorithm", seconds)
    dialog.close()
    assert outcome == [True]


# The pictures. Each function returns the widget to take, by default the window.


def menu():
    """The menu below its button in the toolbar, as on the screen."""
    new_project()
    reveal(plugin().live.section)
    drawn()
    (button,) = (
        one
        for one in plugin().menu.toolbar.findChildren(QToolButton)
        if one.menu() and one.toolTip() == "Model"
    )
    shown = button.menu()
    shown.popup(button.mapToGlobal(QPoint(0, button.height())))
    wait(0.5)
    picture = QGuiApplication.primaryScreen().grabWindow(0).copy(0, 0, window.width(), window.height())
    shown.hide()
    return picture


def explore_colours():
    """Add a live layer of the world."""
    new_project()
    section = plugin().live.section
    reveal(section)
    section.style_choice.setCurrentIndex(0)
    section.add.click()
    countries_on_top()
    drawn()


def explore_similar():
    """Click two deserts with the tool for similar places."""
    plugin().live.tool_action.trigger()
    click(10, 25)
    drawn()
    click(134, -25, Qt.KeyboardModifier.ControlModifier)
    countries_on_top()
    drawn()


def enrich():
    """Add principal components to the stations, and colour the result."""
    new_project()
    stations()
    section = plugin().enrich.section
    reveal(section)
    section.add_choice.setCurrentIndex(1)
    section.run.click()

    def found():
        return [
            layer
            for layer in project.mapLayers().values()
            if isinstance(layer, QgsVectorLayer) and layer.fields().indexOf("emb_pc1") >= 0
        ]

    until(found, "the layer with embeddings")
    renderer = QgsGraduatedSymbolRenderer("emb_pc1")
    renderer.setClassificationMethod(QgsClassificationQuantile())
    renderer.updateClasses(found()[0], 5)
    renderer.updateColorRamp(QgsStyle.defaultStyle().colorRamp("Viridis"))
    renderer.updateSymbols(QgsMarkerSymbol.createSimple({"size": "1.6", "outline_style": "no"}))
    found()[0].setRenderer(renderer)
    found()[0].triggerRepaint()
    project.layerTreeRoot().findLayer(project.mapLayersByName("air_temperature")[0]).setItemVisibilityChecked(
        False
    )
    iface.setActiveLayer(project.mapLayersByName("air_temperature")[0])
    look_at(WORLD)
    drawn()


def model_fit():
    """Fit a model of air temperature."""
    new_project()
    project.write(str(FOLDER / "temperature.qgs"))
    stations()
    section = plugin().models.section
    reveal(section)
    section.field.setField("mean_temp_c")
    plugin().runs.open_dialog("fitmodel", {**plugin().models.fit_parameters(), "UNITS": "°C"})
    run_dialog(300)
    plugin().models.look()
    until(lambda: section.model() is not None, "the model")
    iface.setActiveLayer(project.mapLayersByName("air_temperature")[0])
    section.field.setField("mean_temp_c")
    look_at(WORLD)
    drawn()
    reveal(section.predict)


def show_only_map():
    """Hide the points, and draw the countries above the map."""
    for node in project.layerTreeRoot().findLayers():
        is_map = isinstance(node.layer(), QgsRasterLayer)
        node.setItemVisibilityChecked(is_map or node.name() == "Countries")
        node.setExpanded(is_map)
    countries_on_top()


def model_map():
    """Map its predictions in Africa."""
    plugin().open_dialog(
        "predictmap",
        {
            "MODEL_FILE": str(plugin().models.section.model()),
            "EXTENT": "-20,52,-36,38 [EPSG:4326]",
            "PIXEL_SIZE": 0.25,
        },
    )
    run_dialog()
    show_only_map()
    look_at(QgsRectangle(-20, -36, 52, 38))
    drawn()


def model_trust():
    """Show the area of applicability of this map."""
    (layer,) = (layer for layer in project.mapLayers().values() if isinstance(layer, QgsRasterLayer))
    layer.styleManager().setCurrentStyle("Area of applicability")
    layer.triggerRepaint()
    iface.layerTreeView().refreshLayerSymbology(layer.id())
    drawn()


def example_model():
    """Open the example model."""
    from satclip_qgis.gui.example_model import open_example_model

    open_example_model()
    designer = ModelerDialog.dlgs[-1]
    designer.resize(1280, 800)
    wait(1)
    view = designer.view()
    view.fitInView(view.scene().itemsBoundingRect(), Qt.AspectRatioMode.KeepAspectRatio)
    wait(0.5)
    designer.setDirty(False)
    return designer


def label():
    """Label deserts, forests and ice by clicks."""
    new_project()
    labelling = plugin().labelling
    reveal(labelling.section)
    look_at(WORLD)
    drawn()
    answer("desert")  # a new layer asks for its first class
    labelling.memory_action.trigger()
    for name in ("forest", "ice"):
        answer(name)
        labelling.section.add_class.click()
    labelling.tool_action.trigger()
    places = [line.split(",") for line in (DATA / "labels.csv").read_text().splitlines()[1:]]
    visible = canvas.extent()
    for row, name in enumerate(("desert", "forest", "ice")):
        labelling.section.choose_class(row)
        here = [(float(lon), float(lat)) for lon, lat, known in places if known == name]
        for place in [place for place in here if visible.contains(QgsPointXY(*place))]:
            click(*place)
    drawn(3)
    reveal(labelling.section)


def pretrain():
    """Train an encoder on the image of the Alps for a minute."""
    new_project()
    image = QgsRasterLayer(str(DATA / "alps.tif"), "alps")
    project.addMapLayer(image)
    iface.setActiveLayer(image)
    countries_on_top()
    look_at(QgsRectangle(4, 40.5, 18, 49.8))
    plugin().open_dialog(
        "pretrain",
        {
            "RASTERS": [image.id()],
            "NAME": "Alps",
            "MINUTES": 2,
            "BACKGROUND": True,
            "LAND": True,
            "COUNT": 3000,
        },
    )
    run_dialog()
    section = plugin().training.section
    reveal(section)
    until(lambda: any(run.get("state") == "finished" for run in section.runs), "the training", 300)
    wait(3)


def encoders():
    """Open the window Encoders."""
    plugin().open_encoders()
    until(lambda: plugin().encoders.isVisible(), "the window")
    wait(5)
    return plugin().encoders


PICTURES = {
    "menu": menu,
    "explore-colours": explore_colours,
    "explore-similar": explore_similar,
    "enrich": enrich,
    "label": label,
    "pretrain": pretrain,
    "model-fit": model_fit,
    "model-map": model_map,
    "model-trust": model_trust,
    "example-model": example_model,
    "encoders": encoders,
}


def take(name, prepare):
    """Take a picture, or note why it failed."""
    try:
        result = prepare()
        for bar in iface.messageBar().items():
            iface.messageBar().popWidget(bar)
        hide_docks()
        wait(0.5)
        picture = (result or window).grab() if result is None or isinstance(result, QWidget) else result
        assert picture.save(str(FOLDER / f"{name}.png"))
        shots[name] = ""
        if isinstance(result, QWidget):
            result.close()
    except Exception:
        shots[name] = traceback.format_exc()
        with contextlib.suppress(Exception):
            window.grab().save(str(FOLDER / f"failed-{name}.png"))
    for other in QApplication.topLevelWidgets():
        if other is not window and other.isVisible() and other.windowType() == Qt.WindowType.Dialog:
            other.close()


def hide_docks():
    """Hide all panels but the layers and that of the plugin, such as the Results Viewer."""
    for dock in window.findChildren(QDockWidget):
        if dock.isVisible() and dock.objectName() not in ("Layers", "SatclipDock"):
            dock.hide()


def arrange():
    """Leave the map, the layers and the panel of the plugin in a window of 1280 x 800."""
    window.showNormal()
    window.setGeometry(0, 0, 1280, 800)
    hide_docks()
    canvas.setMinimumSize(QSize(400, 300))
    wait(1)


def finish():
    """Write the record."""
    (FOLDER / "shots.json").write_text(json.dumps(shots, indent=1))


def give_up():
    """Exit because the time is over."""
    finish()
    os._exit(1)


def main():
    """Take all pictures, and exit QGIS."""
    QTimer.singleShot(TIME_LIMIT * 1000, give_up)
    arrange()
    asked = os.environ.get("SATCLIP_SHOTS", "").split()
    for name, prepare in PICTURES.items():
        if not asked or name in asked:
            take(name, prepare)
    finish()
    iface.newProject(False)
    iface.actionExit().trigger()


iface.initializationCompleted.connect(lambda: QTimer.singleShot(500, main))
