"""A script for QGIS Desktop: runs algorithms from their dialogs, and records the results.

Reads SATCLIP_TEST_FOLDER, writes session.json and PNGs there, and exits QGIS. If an algorithm does not end in
time, the process is killed.
"""

import json
import os
import time
import traceback
from pathlib import Path

import processing
from qgis.core import QgsApplication, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QEventLoop, QTimer
from qgis.PyQt.QtWidgets import QApplication
from qgis.utils import iface, plugins

FOLDER = Path(os.environ["SATCLIP_TEST_FOLDER"])
TIME_LIMIT = 240
seen = {"longest_freeze": 0.0}


def wait(seconds):
    loop = QEventLoop()
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()


def run_from_dialog(algorithm, parameters):
    """Open the dialog of an algorithm, run it, and save screenshots of the dialog before and after."""
    dialog = processing.createAlgorithmDialog(algorithm, parameters)
    outcome = {}
    loop = QEventLoop()

    def finished(successful, results):
        outcome.update(successful=successful, results={key: str(value) for key, value in results.items()})
        loop.quit()

    dialog.algorithmFinished.connect(finished)
    dialog.show()
    wait(0.5)
    dialog.grab().save(str(FOLDER / f"dialog_{algorithm.split(':')[1]}.png"))
    dialog.runButton().click()
    loop.exec()
    wait(1)
    dialog.grab().save(str(FOLDER / f"log_{algorithm.split(':')[1]}.png"))
    dialog.close()
    seen[algorithm] = outcome


def until(done, seconds=120):
    """Process events until `done()`; return whether that happened in time."""
    end = time.monotonic() + seconds
    while not done() and time.monotonic() < end:
        wait(0.05)
    return done()


def run_from_panel(stations):
    """Add embeddings to a layer from the panel, by its widgets."""
    plugin = plugins["satclip_qgis"]
    section = plugin.enrich.section
    plugin.dock.show_section(section)
    iface.setActiveLayer(stations)
    section.add_choice.setCurrentIndex(1)
    section.run.click()
    wait(0.3)
    iface.mainWindow().grab().save(str(FOLDER / "panel_running.png"))
    until(lambda: not plugin.runs.running)
    seen["panel"] = [item.text() for item in iface.messageBar().items()]


def exit_while_running(folder):
    """Choose Project > Exit while the panel fits a model, and keep QGIS open. Then cancel the run."""
    plugin = plugins["satclip_qgis"]
    section = plugin.models.section
    plugin.dock.show_section(section)
    section.field.setField("mean_temp_c")
    section.file.setFilePath(str(folder / "panel.satclip"))
    section.fit.click()
    wait(1)
    QgsProject.instance().setDirty(False)
    seen["asked"] = []
    for action in (iface.actionExit().trigger, lambda: iface.newProject(False)):
        QTimer.singleShot(300, keep_open)
        action()
    seen["kept"] = [bool(plugin.runs.running), len(QgsProject.instance().mapLayers())]
    plugin.runs.running[0].task.cancel()
    seen["cancelled"] = until(lambda: not plugin.runs.running, 2)


def keep_open():
    """Close the question that QGIS asks."""
    question = QApplication.activeModalWidget()
    seen["asked"].append(question.text())
    question.reject()


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


def session():
    seen["plugin_loaded"] = "satclip_qgis" in plugins
    provider = QgsApplication.processingRegistry().providerById("satclip")
    seen["algorithms"] = sorted(algorithm.id() for algorithm in provider.algorithms())
    stations = QgsVectorLayer(os.environ["SATCLIP_TEST_STATIONS"], "Weather stations", "ogr")
    QgsProject.instance().addMapLayer(stations)
    timer = watch_freezes()
    run_from_dialog(
        "satclip:embeddingmap",
        {
            "EXTENT": "-180,180,-90,90 [EPSG:4326]",
            "CRS": "EPSG:4326",
            "PIXEL_SIZE": 0.5,
            "OUTPUT": str(FOLDER / "map.tif"),
        },
    )
    run_from_dialog("satclip:embedpoints", {"INPUT": stations.id(), "OUTPUT": str(FOLDER / "points.gpkg")})
    run_from_panel(stations)
    timer.stop()
    layers = QgsProject.instance().mapLayers().values()
    seen["layers"] = sorted(layer.name() for layer in layers)
    raster = next(layer for layer in layers if layer.source().endswith("map.tif"))
    seen["renderer"] = raster.renderer().type()
    iface.mapCanvas().setExtent(raster.extent())
    iface.mapCanvas().refresh()
    iface.mapCanvas().waitWhileRendering()
    wait(1)
    iface.mainWindow().grab().save(str(FOLDER / "window.png"))
    iface.mapCanvas().grab().save(str(FOLDER / "canvas.png"))
    exit_while_running(FOLDER)


def give_up():
    seen["error"] = f"The session did not end within {TIME_LIMIT} s."
    (FOLDER / "session.json").write_text(json.dumps(seen, indent=1))
    os._exit(1)


def main():
    QTimer.singleShot(TIME_LIMIT * 1000, give_up)
    try:
        session()
    except Exception:
        seen["error"] = traceback.format_exc()
    (FOLDER / "session.json").write_text(json.dumps(seen, indent=1))
    iface.newProject(False)
    iface.actionExit().trigger()


iface.initializationCompleted.connect(lambda: QTimer.singleShot(500, main))
