"""Runs inside the QGIS desktop: starts an algorithm from its dialog and closes QGIS while it runs."""

import json
import os
import time
import traceback
from pathlib import Path

import processing
from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QEventLoop, QTimer
from qgis.PyQt.QtWidgets import QApplication, QMessageBox
from qgis.utils import iface

FOLDER = Path(os.environ["SATCLIP_TEST_FOLDER"])
seen = {}


def wait(seconds):
    loop = QEventLoop()
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()


def session():
    stations = QgsVectorLayer(os.environ["SATCLIP_TEST_STATIONS"], "Weather stations", "ogr")
    QgsProject.instance().addMapLayer(stations)
    dialog = processing.createAlgorithmDialog(
        "satclip:fitmodel",
        {
            "INPUT": stations.id(),
            "TARGET": "mean_temp_c",
            "MODEL_FILE": str(FOLDER / "t.satclip"),
            "ROWS": str(FOLDER / "rows.gpkg"),
        },
    )
    dialog.show()
    wait(0.5)
    dialog.runButton().click()
    wait(4)
    seen["closed_at"] = time.time()


def confirm():
    """Press Yes where QGIS asks whether to close though a task runs."""
    box = QApplication.activeModalWidget()
    if isinstance(box, QMessageBox):
        seen["asked"] = box.text()
        box.button(QMessageBox.StandardButton.Yes).click()


def main():
    try:
        session()
    except Exception:
        seen["error"] = traceback.format_exc()
    (FOLDER / "session.json").write_text(json.dumps(seen))
    timer = QTimer(iface.mainWindow())
    timer.timeout.connect(confirm)
    timer.start(200)
    iface.newProject(False)
    iface.actionExit().trigger()


QTimer.singleShot(3000, main)
