"""Script for the QGIS desktop: starts an algorithm from its dialog, cancels it, starts another and closes QGIS."""

import json
import os
import sys
import time
import traceback
from pathlib import Path

import processing
from qgis.core import QgsApplication, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QEventLoop, QTimer
from qgis.PyQt.QtWidgets import QApplication, QMessageBox, QPushButton
from qgis.utils import iface

sys.path.insert(0, os.environ["SATCLIP_TEST_PATH"])
from faults.programs import MARK, jobs_of

FOLDER = Path(os.environ["SATCLIP_TEST_FOLDER"])
LIMIT = 60
seen = {}


def wait_until(holds, what):
    end = time.monotonic() + LIMIT
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError(f"{what} after {LIMIT} s")
        loop = QEventLoop()
        QTimer.singleShot(20, loop.quit)
        loop.exec()


def idle():
    return QgsApplication.taskManager().countActiveTasks() == 0


def start():
    """Run an algorithm from its dialog until its job has a process."""
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
    dialog.runButton().click()
    wait_until(lambda: jobs_of(os.environ[MARK]), "no job")
    return dialog


def cancel(dialog):
    """Press Cancel, and record the seconds until the algorithm, and the processes of its job, have ended."""
    began = time.monotonic()
    next(
        button for button in dialog.findChildren(QPushButton) if button.text().replace("&", "") == "Cancel"
    ).click()
    wait_until(idle, "the algorithm runs on")
    seen["cancelled"] = time.monotonic() - began
    wait_until(lambda: not jobs_of(os.environ[MARK]), "the job runs on")
    seen["processes"] = time.monotonic() - began
    dialog.close()


def say_yes():
    """Confirm QGIS's question about the running task, which cancels it. QGIS then only closes at the next attempt."""
    box = QApplication.activeModalWidget()
    if isinstance(box, QMessageBox):
        box.button(QMessageBox.StandardButton.Yes).click()


def main():
    try:
        cancel(start())
        start()
    except Exception:
        seen["error"] = traceback.format_exc()
    seen["closed_at"] = time.time()
    (FOLDER / "session.json").write_text(json.dumps(seen))
    for work in (say_yes, iface.actionExit().trigger):
        timer = QTimer(iface.mainWindow())
        timer.timeout.connect(work)
        timer.start(300)
    iface.newProject(False)


QTimer.singleShot(3000, main)
