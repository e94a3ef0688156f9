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
    start = time.monotonic()
    dialog.runButton().click()
    loop.exec()
    outcome["seconds"] = time.monotonic() - start
    wait(1)
    dialog.grab().save(str(FOLDER / f"log_{algorithm.split(':')[1]}.png"))
    dialog.close()
    seen[algorithm] = outcome


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
