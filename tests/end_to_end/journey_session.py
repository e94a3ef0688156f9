"""A script for QGIS Desktop: what a new user does, from the installation to a map of predictions, by the widgets.

Reads SATCLIP_TEST_FOLDER and SATCLIP_TEST_STATIONS, writes journey.json and a PNG of each step there, and exits QGIS.
With SATCLIP_TEST_ZIP it begins by installing the plugin from that file and setting up the backend. Without, both must
be there.
"""

import json
import os
import time
import traceback
from pathlib import Path

from qgis.core import QgsApplication, QgsProject, QgsSettings, QgsVectorLayer
from qgis.PyQt.QtCore import QEvent, QEventLoop, QTimer
from qgis.PyQt.QtWidgets import QAction, QDockWidget, QPushButton, QToolBar
from qgis.utils import iface, plugins, unloadPlugin

FOLDER = Path(os.environ["SATCLIP_TEST_FOLDER"])
STATIONS = os.environ["SATCLIP_TEST_STATIONS"]
ZIP = os.environ.get("SATCLIP_TEST_ZIP")
TIME_LIMIT = 420
seen = {"freezes": {}, "memory": {}, "seconds": {}, "results": {}}
canvas = iface.mapCanvas()
project = QgsProject.instance()


def wait(seconds):
    loop = QEventLoop()
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()


def until(done, seconds=60):
    """Process events until `done()`; return its result."""
    end = time.monotonic() + seconds
    while not done() and time.monotonic() < end:
        wait(0.05)
    return done()


def memory():
    """Return the resident memory of QGIS in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


class Freezes:
    """Measures how long the window does not respond, with a timer of 20 ms."""

    def __init__(self):
        self.last = time.monotonic()
        self.longest = 0.0
        self.timer = QTimer(iface.mainWindow())
        self.timer.timeout.connect(self.tick)
        self.timer.start(20)

    def tick(self):
        now = time.monotonic()
        self.longest = max(self.longest, now - self.last - 0.02)
        self.last = now

    def take(self):
        """Return the longest freeze since the last call."""
        self.tick()
        longest, self.longest = self.longest, 0.0
        return round(longest, 3)


def step(name, action):
    """Run a step, take a screenshot, and record duration, longest freeze and memory."""
    watch.take()
    start = time.monotonic()
    action()
    seen["seconds"][name] = round(time.monotonic() - start, 2)
    seen["freezes"][name] = watch.take()
    seen["memory"][name] = round(memory())
    iface.mainWindow().grab().save(str(FOLDER / f"{len(seen['seconds']):02d}_{name}.png"))
    watch.last = time.monotonic()  # the screenshot takes time


def plugin():
    return plugins["satclip_qgis"]


def menu_entry(text):
    """Return an entry of the plugin's menu."""
    (menu,) = [action.menu() for action in iface.pluginMenu().actions() if action.text() == "SatCLIP"]
    entries = [action for group in menu.actions() for action in group.menu().actions()]
    (entry,) = [entry for entry in entries if entry.text().replace("&", "").rstrip("…") == text]
    return entry


def message_button(text):
    """Return a button in the message bar."""
    return next(
        (
            one
            for one in iface.messageBar().findChildren(QPushButton)
            if one.text().rstrip("…") == text and one.isVisible()
        ),
        None,
    )


def run_dialog(name):
    """Press Run in the open dialog of an algorithm, wait for its end and return the results."""
    dialog, outcome, loop = plugin().dialog, {}, QEventLoop()

    def finished(successful, results):
        outcome.update(successful=successful, **results)
        loop.quit()

    dialog.algorithmFinished.connect(finished)
    wait(0.3)
    dialog.grab().save(str(FOLDER / f"dialog_{name}.png"))
    dialog.runButton().click()
    loop.exec()
    wait(0.5)
    dialog.grab().save(str(FOLDER / f"log_{name}.png"))
    dialog.close()
    seen["results"][name] = {key: str(value) for key, value in outcome.items()}
    assert outcome["successful"], f"{name}: {outcome}"
    return outcome


def drawn():
    """Wait until the canvas has not been drawn for 0.5 s."""
    still = time.monotonic()
    while time.monotonic() - still < 0.5:
        wait(0.05)
        if canvas.isDrawing():
            still = time.monotonic()


def install():
    """Install the plugin as "Install from ZIP" does."""
    import pyplugin_installer

    pyplugin_installer.instance().installFromZipFile(ZIP)
    assert until(lambda: "satclip_qgis" in plugins), "the plugin was not loaded"
    seen["offered"] = bool(until(lambda: message_button("Set up the backend"), 5))


def set_up():
    """Install the backend by the button of the first message."""
    message_button("Set up the backend").click()
    log = run_dialog("setupbackend")["LOG"]
    seen["pip_runs"] = Path(log).read_text().count("pip install")
    seen["next_steps"] = bool(until(lambda: message_button("Add the live layer"), 5))


def set_up_again():
    """Nothing is installed again."""
    plugin().open_dialog("setupbackend")
    run_dialog("set_up_again")


def remove_backend():
    plugin().open_dialog("setupbackend", {"ACTION": 2})
    run_dialog("remove")
    home = Path(os.environ["SATCLIP_HOME"])
    seen["removed"] = not (home / "environment").exists() and (home / "log").exists()


def add_stations():
    layer = QgsVectorLayer(STATIONS, "Weather stations", "ogr")
    project.addMapLayer(layer)
    iface.setActiveLayer(layer)
    canvas.setExtent(layer.extent())
    drawn()


def activate_stations():
    iface.setActiveLayer(
        next(one for one in project.mapLayers().values() if one.name() == "Weather stations")
    )


def add_live_layer():
    menu_entry("Add live embedding layer").trigger()
    drawn()


def make_map():
    """Map the embedding space of the world, which loads with a style."""
    plugin().open_dialog(
        "embeddingmap",
        {"EXTENT": "-180,180,-90,90 [EPSG:4326]", "PIXEL_SIZE": 0.5, "OUTPUT": str(FOLDER / "map.tif")},
    )
    run_dialog("embeddingmap")
    (layer,) = [one for one in project.mapLayers().values() if one.source().endswith("map.tif")]
    seen["renderer"] = layer.renderer().type()
    drawn()


def enrich():
    activate_stations()
    plugin().open_dialog("embedpoints", {"OUTPUT": str(FOLDER / "embedded.gpkg")})
    run_dialog("embedpoints")


def fit():
    activate_stations()
    plugin().open_dialog(
        "fitmodel",
        {
            "TARGET": "mean_temp_c",
            "ESTIMATOR": 1,
            "MODEL_FILE": str(FOLDER / "temperature.satclip"),
            "REPORT": str(FOLDER / "report.html"),
        },
    )
    run_dialog("fitmodel")


def predict():
    plugin().open_dialog(
        "predictmap",
        {
            "MODEL_FILE": str(FOLDER / "temperature.satclip"),
            "EXTENT": "-25,45,34,72 [EPSG:4326]",
            "PIXEL_SIZE": 0.25,
            "OUTPUT": str(FOLDER / "predicted.tif"),
        },
    )
    run_dialog("predictmap")
    drawn()


def save_and_reopen():
    """Save the project, close it and open it again."""
    file = str(FOLDER / "journey.qgs")
    before = sorted(layer.name() for layer in project.mapLayers().values())
    assert project.write(file)
    iface.newProject(False)
    wait(0.5)
    assert not project.mapLayers()
    iface.addProject(file)
    drawn()
    layers = project.mapLayers().values()
    seen["layers"] = sorted(layer.name() for layer in layers)
    assert seen["layers"] == before
    assert all(layer.isValid() for layer in layers)


def ours():
    """Return names of what belongs to the plugin in the window."""
    window = iface.mainWindow()
    parts = [one.objectName() for kind in (QDockWidget, QToolBar) for one in window.findChildren(kind)]
    entries = [one.text() for one in iface.pluginMenu().actions()]
    providers = [one.id() for one in QgsApplication.processingRegistry().providers()]
    actions = [
        one.objectName() for one in window.findChildren(QAction) if one.objectName().startswith("satclip:")
    ]
    return [name for name in (*parts, *entries, *providers, *actions) if "satclip" in name.lower()]


def unload():
    iface.newProject(False)
    assert ours()
    unloadPlugin("satclip_qgis")
    QgsApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # a nested event loop leaves them
    seen["left_behind"] = ours()


def journey():
    QgsSettings().setValue("projections/promptWhenMultipleTransformsExist", False, QgsSettings.Section.App)
    canvas.setDestinationCrs(project.crs())
    seen["memory"]["start"] = round(memory())
    if ZIP:
        step("install", install)
        step("set_up", set_up)
    step("stations", add_stations)
    step("live_layer", add_live_layer)
    step("map", make_map)
    step("enrich", enrich)
    step("fit", fit)
    step("predict", predict)
    step("reopen", save_and_reopen)
    if ZIP:
        step("set_up_again", set_up_again)
        step("remove", remove_backend)
    step("unload", unload)


def write():
    (FOLDER / "journey.json").write_text(json.dumps(seen, indent=1))


def give_up():
    seen["error"] = f"The journey did not end within {TIME_LIMIT} s."
    iface.mainWindow().grab().save(str(FOLDER / "error.png"))
    write()
    os._exit(1)


def main():
    global watch
    QTimer.singleShot(TIME_LIMIT * 1000, give_up)
    watch = Freezes()
    try:
        journey()
    except Exception:
        seen["error"] = traceback.format_exc()
        iface.mainWindow().grab().save(str(FOLDER / "error.png"))
    write()
    project.setDirty(False)
    iface.newProject(False)
    iface.actionExit().trigger()


iface.initializationCompleted.connect(lambda: QTimer.singleShot(500, main))
