"""A script for QGIS Desktop: uses the live layer as a user does, and records what the canvas shows.

Reads SATCLIP_TEST_FOLDER, writes session.json and PNGs there, and exits QGIS. If SATCLIP_TEST_KEEP_BACKEND is
set, it does not stop the backend, which another program started.
"""

import json
import os
import signal
import threading
import time
import traceback
from pathlib import Path

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsLayoutExporter,
    QgsLayoutItemMap,
    QgsPointXY,
    QgsPrintLayout,
    QgsProject,
    QgsRectangle,
    QgsSettings,
)
from qgis.PyQt.QtCore import QEventLoop, QPoint, QRectF, Qt, QTimer
from qgis.PyQt.QtGui import QColor, QImage
from qgis.PyQt.QtTest import QTest
from qgis.utils import iface, plugins

from satclip_qgis.bridge import launcher
from satclip_qgis.layers.live_layer import live_layers, view_of

FOLDER = Path(os.environ["SATCLIP_TEST_FOLDER"])
KEEP_BACKEND = bool(os.environ.get("SATCLIP_TEST_KEEP_BACKEND"))
TIME_LIMIT = 280
LONLAT = QgsCoordinateReferenceSystem("EPSG:4326")
PLACES = [
    (13.4, 52.5),
    (-3.7, 40.4),
    (2.3, 48.9),
    (37.6, 55.7),
    (18.1, 47.2),
    (-0.5, 51.9),
    (10.7, 59.9),
    (23.7, 38.0),
]
seen = {"longest_freeze": 0.0, "ports": [], "seconds": {}}
canvas = iface.mapCanvas()
project = QgsProject.instance()


def wait(seconds):
    loop = QEventLoop()
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()


def until(done, seconds=30):
    """Process events until `done()`; return whether that happened in time."""
    end = time.monotonic() + seconds
    while not done() and time.monotonic() < end:
        wait(0.05)
    return done()


def settle(seconds, limit=60):
    """Wait until the canvas has not been redrawn for some seconds."""
    end = time.monotonic() + limit
    still = time.monotonic()
    while time.monotonic() - still < seconds and time.monotonic() < end:
        wait(0.05)
        if canvas.isDrawing():
            still = time.monotonic()


def shown(name):
    """Wait until the canvas is drawn, save an image of it and return it."""
    start = time.monotonic()
    settle(0.25)
    seen["seconds"][name] = round(time.monotonic() - start, 2)
    picture = canvas.grab().toImage()
    picture.save(str(FOLDER / f"{name}.png"))
    runtime = launcher.Runtime.read()
    seen["ports"].append(runtime.port if runtime else None)
    return picture


def colours(picture):
    """Return the number of colours in an image, from every third pixel."""
    return len(
        {picture.pixel(x, y) for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3)}
    )


def differing(one, other):
    """Return the share of pixels (every seventh) that differ by more than two colour steps between two images."""
    spots = [(x, y) for x in range(0, one.width(), 7) for y in range(0, one.height(), 7)]
    steps = [
        max(
            abs(a - b) for a, b in zip(QColor(one.pixel(*spot)).getRgb(), QColor(other.pixel(*spot)).getRgb())
        )
        for spot in spots
    ]
    return sum(step > 2 for step in steps) / len(spots)


def move_to(lonlat, scale):
    """Centre the canvas at a location, at a scale."""
    transform = QgsCoordinateTransform(LONLAT, canvas.mapSettings().destinationCrs(), project)
    canvas.setCenter(transform.transform(QgsPointXY(*lonlat)))
    canvas.zoomScale(scale)


def sample(name, lonlat):
    """Return the colour at the centre of the canvas, and the exact location of that pixel."""
    picture = shown(name)
    x, y = picture.width() // 2, picture.height() // 2
    point = canvas.getCoordinateTransform().toMapCoordinates(x, y)
    place = QgsCoordinateTransform(canvas.mapSettings().destinationCrs(), LONLAT, project).transform(point)
    return {"lonlat": [place.x(), place.y()], "colour": list(QColor(picture.pixel(x, y)).getRgb()[:3])}


def menu_entry(text):
    """Return an entry of the plugin's menu."""
    (menu,) = [action.menu() for action in iface.pluginMenu().actions() if action.text() == "SatCLIP"]
    entries = [action for group in menu.actions() if group.menu() for action in group.menu().actions()]
    (entry,) = [action for action in entries if action.text().replace("&", "") == text]
    return entry


def layer():
    """Return the live layer of embeddings as colours."""
    return next(layer for layer in live_layers(project) if view_of(layer).style == "pca")


def watch_freezes():
    """Measure how long the window does not respond, with a timer of 50 ms."""
    last = [time.monotonic()]

    def tick():
        now = time.monotonic()
        seen["longest_freeze"] = max(seen["longest_freeze"], now - last[0] - 0.05)
        last[0] = now

    timer = QTimer(iface.mainWindow())
    timer.timeout.connect(tick)
    timer.start(50)
    return timer


def add_and_look_around():
    menu_entry("Add live embedding layer").trigger()
    canvas.setExtent(QgsRectangle(-1.8e7, -8e6, 1.8e7, 1.5e7))
    seen["world_colours"] = colours(shown("world"))
    seen["samples"] = []
    for index, place in enumerate(PLACES):
        move_to(place, 2_000_000)
        seen["samples"].append(sample(f"place_{index}", place))
    move_to(PLACES[0], 20_000_000)
    before = shown("europe")
    iface.mainWindow().grab().save(str(FOLDER / "window_pca.png"))
    return before


def lose_the_backend(before):
    """Stop the backend, and then kill it. Panning restarts it each time."""
    for name, end in (("stopped", launcher.stop), ("killed", kill)):
        thread, ended = threading.Thread(target=end), launcher.Runtime.read()
        thread.start()
        until(lambda thread=thread: not thread.is_alive())
        move_to(PLACES[1], 19_000_000)  # tiles that were not requested before
        until(lambda ended=ended: launcher.Runtime.read() not in (None, ended), 60)
        settle(0.5)
        seen[f"{name}_colours"] = colours(shown(name))
        move_to(PLACES[0], 20_000_000)
        seen[f"{name}_differs"] = differing(before, shown(f"{name}_back"))


def kill():
    os.kill(launcher.Runtime.read().pid, signal.SIGKILL)


def save_and_reopen(before):
    file = FOLDER / "project.qgs"
    project.write(str(file))
    runtime, text = launcher.Runtime.read(), file.read_text()
    seen["in_project"] = [word for word in (runtime.token, f":{runtime.port}", "127.0.0.1") if word in text]
    iface.newProject(False)
    wait(0.5)
    iface.addProject(str(file))
    seen["reopened_differs"] = differing(before, shown("reopened"))


def change_crs_and_opacity(before):
    project.setCrs(QgsCoordinateReferenceSystem("EPSG:3035"))
    move_to(PLACES[0], 20_000_000)
    laea = shown("laea")
    seen["laea_colours"], seen["laea_differs"] = colours(laea), differing(before, laea)
    move_to(PLACES[0], 2_000_000)
    seen["laea_sample"] = sample("laea_place", PLACES[0])
    layer().renderer().setOpacity(0.5)
    layer().triggerRepaint()
    seen["faint_sample"] = sample("faint_place", PLACES[0])
    layer().renderer().setOpacity(1)
    layer().triggerRepaint()


def export_layout():
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    item = QgsLayoutItemMap(layout)
    item.attemptSetSceneRect(QRectF(5, 5, 287, 200))
    item.setLayers([layer()])
    item.setCrs(QgsCoordinateReferenceSystem("EPSG:3035"))
    item.zoomToExtent(QgsRectangle(2.5e6, 1.4e6, 6.5e6, 4.4e6))
    layout.addLayoutItem(item)
    if not KEEP_BACKEND:
        launcher.stop()
    settings = QgsLayoutExporter.ImageExportSettings()
    settings.dpi = 100
    file = str(FOLDER / "layout.png")
    done = QgsLayoutExporter(layout).exportToImage(file, settings)
    seen["exported"] = done == QgsLayoutExporter.ExportResult.Success
    seen["layout_colours"] = colours(QImage(file))


def similar_places():
    """Click on the map twice with the map tool, and move the cursor to the second location."""
    live = plugins["satclip_qgis"].live
    move_to(PLACES[0], 8_000_000)
    before = shown("before_tool")
    menu_entry("Similar places").trigger()
    pictures = [before]
    width, height = canvas.width(), canvas.height()
    middle = QPoint(width // 2, height // 2)
    for name, spot in (
        ("similar_first", middle),
        ("similar_second", middle + QPoint(-width // 3, height // 5)),
    ):
        QTest.mouseMove(canvas.viewport(), spot - QPoint(3, 3))
        QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
        pictures.append(shown(name))
        seen[name] = {"places": view_of(live.similarity_layer()).places, "colours": colours(pictures[-1])}
    seen["similar_differs"] = [differing(one, two) for one, two in zip(pictures, pictures[1:])]
    QTest.mouseMove(canvas.viewport(), spot + QPoint(1, 0))
    wait(0.2)
    QTest.mouseMove(canvas.viewport(), spot)
    until(lambda: live.section.value.text().endswith("1.00"))
    seen["value"] = live.section.value.text()
    QTest.mouseClick(
        canvas.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.ControlModifier,
        middle + QPoint(width // 4, -height // 5),
    )
    shown("similar_added")
    seen["similar_added"] = view_of(live.similarity_layer()).places
    until(lambda: live.section.legend.count() > 0)
    seen["legend"] = live.section.legend.count()
    iface.mainWindow().grab().save(str(FOLDER / "window_similarity.png"))


def clusters():
    live = plugins["satclip_qgis"].live
    live.section.style_choice.setCurrentIndex(2)
    live.section.clusters.setValue(6)
    live.section.change.click()
    seen["cluster_colours"] = colours(shown("clusters"))
    until(lambda: live.section.legend.count() == 6)
    seen["cluster_legend"] = live.section.legend.count()
    iface.mainWindow().grab().save(str(FOLDER / "window_clusters.png"))


def session():
    # Otherwise QGIS opens a dialog to choose a coordinate transformation for web layers.
    QgsSettings().setValue("projections/promptWhenMultipleTransformsExist", False, QgsSettings.Section.App)
    project.setCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    timer = watch_freezes()
    europe = add_and_look_around()
    if not KEEP_BACKEND:
        lose_the_backend(europe)
    save_and_reopen(europe)
    change_crs_and_opacity(europe)
    similar_places()
    clusters()
    timer.stop()
    export_layout()  # QGIS itself blocks the window during an export


def give_up():
    seen["error"] = f"The session did not end within {TIME_LIMIT} s."
    (FOLDER / "session.json").write_text(json.dumps(seen, indent=1))
    os._exit(1)


def main():
    QTimer.singleShot(TIME_LIMIT * 1000, give_up)
    start = time.monotonic()
    try:
        session()
    except Exception:
        seen["error"] = traceback.format_exc()
    seen["session_seconds"] = round(time.monotonic() - start, 1)
    (FOLDER / "session.json").write_text(json.dumps(seen, indent=1))
    project.setDirty(False)
    iface.newProject(False)
    iface.actionExit().trigger()


iface.initializationCompleted.connect(lambda: QTimer.singleShot(500, main))
