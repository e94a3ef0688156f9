"""A script for QGIS Desktop: what a new user does, from the installation to a map of predictions, by the widgets.

Reads SATCLIP_TEST_FOLDER and SATCLIP_TEST_STATIONS, writes journey.json and a PNG of each step there, and exits QGIS.
With SATCLIP_TEST_ZIP it begins by installing the plugin from that file and setting up the backend. Without, both must
be there.
"""

import ctypes
import json
import os
import time
import traceback
from pathlib import Path

from qgis.core import QgsApplication, QgsProject, QgsRectangle, QgsSettings, QgsVectorLayer
from qgis.PyQt.QtCore import QEvent, QEventLoop, QPoint, Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAction, QApplication, QDockWidget, QPushButton, QToolBar
from qgis.utils import iface, plugins, unloadPlugin

FOLDER = Path(os.environ["SATCLIP_TEST_FOLDER"])
STATIONS = os.environ["SATCLIP_TEST_STATIONS"]
ZIP = os.environ.get("SATCLIP_TEST_ZIP")
TIME_LIMIT = 420
seen = {"freezes": {}, "memory": {}, "seconds": {}, "results": {}, "said": {}}
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
    """Return the resident memory of QGIS in MB, without what the allocator keeps for later."""
    ctypes.CDLL(None).malloc_trim(0)
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
    entries = [action for group in menu.actions() if group.menu() for action in group.menu().actions()]
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
    seen["offered"] = bool(until(lambda: message_button("Set up the backend")))


def run_set_up(press, name):
    """Press a button of the Set-up window, wait for the end and return what it says."""
    window = plugin().setup
    until(lambda: not window.looking)
    wait(0.3)
    press(window)
    wait(0.5)
    window.grab().save(str(FOLDER / f"dialog_{name}.png"))
    assert until(lambda: window.task is None, TIME_LIMIT), f"{name} did not end"
    wait(0.3)
    window.grab().save(str(FOLDER / f"log_{name}.png"))
    said = window.result.text()
    assert not window.error, f"{name}: {said}"
    return said


def set_up():
    """Install the backend by the button of the first message."""
    message_button("Set up the backend").click()
    said = run_set_up(lambda window: window.start_button.click(), "set_up")
    seen["said"]["set_up"] = said
    seen["next_steps"] = [button.text() for button in plugin().setup.next_buttons if button.isVisible()]
    plugin().setup.close()


def remove_backend():
    """Remove the backend and keep its data."""
    plugin().open_setup()
    QTimer.singleShot(50, confirm_removal)
    seen["said"]["remove"] = run_set_up(lambda window: window.remove_button.click(), "remove")
    plugin().setup.close()
    home = Path(os.environ["SATCLIP_HOME"])
    seen["removed"] = not (home / "environment").exists() and (home / "log").exists()


def confirm_removal():
    """Press Remove in the question, once it is asked."""
    question = QApplication.activeModalWidget()
    if question is None:
        QTimer.singleShot(50, confirm_removal)
        return
    question.grab().save(str(FOLDER / "question_remove.png"))
    next(button for button in question.buttons() if button.text() == "Remove").click()


def add_stations():
    layer = QgsVectorLayer(STATIONS, "Weather stations", "ogr")
    project.addMapLayer(layer)
    iface.setActiveLayer(layer)
    canvas.setExtent(QgsRectangle(-70, -30, 120, 60))  # tiles of the whole world take longer
    drawn()


def activate_stations():
    iface.setActiveLayer(
        next(one for one in project.mapLayers().values() if one.name() == "Weather stations")
    )


def add_live_layer():
    menu_entry("Add live embedding layer").trigger()
    drawn()


def click(lon, lat):
    """Click on the canvas, whose CRS is in degrees."""
    at = canvas.mapSettings().mapToPixel().transform(lon, lat)
    QTest.mouseClick(
        canvas.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QPoint(round(at.x()), round(at.y())),
    )
    wait(0.1)


def label_places():
    """Label six places of two classes by clicks, and wait for the live layer of the classes."""
    labelling = plugin().labelling
    plugin().dock.show_section(plugin().live.section)
    QTimer.singleShot(500, lambda: name_class("desert"))
    labelling.memory_action.trigger()
    labelling.add_class("forest")
    labelling.tool_action.trigger()
    for row, places in enumerate((((5, 25), (20, 23), (45, 22)), ((-62, -5), (22, 0), (112, 0)))):
        labelling.section.choose_class(row)
        for place in places:
            click(*place)
    seen["labels"] = labelling.layer.featureCount()
    until(lambda: "Live classes (bundled)" in layer_names())
    until(lambda: labelling.section.report.text())
    drawn()
    seen["label_report"] = labelling.section.report.text()
    colours = canvas.grab().toImage()
    seen["label_colours"] = [colour_at(colours, 15, 20), colour_at(colours, -60, -8)]


def name_class(name):
    """Answer the question for the name of the first class."""
    question = QApplication.activeModalWidget()
    question.setTextValue(name)
    question.accept()


def colour_at(picture, lon, lat):
    at = canvas.mapSettings().mapToPixel().transform(lon, lat)
    colour = picture.pixelColor(round(at.x()), round(at.y()))
    return [colour.red(), colour.green(), colour.blue()]


def layer_names():
    return [layer.name() for layer in project.mapLayers().values()]


def make_map():
    """Map the embedding space of the world, which loads with a style."""
    plugin().open_dialog(
        "embeddingmap",
        {"EXTENT": "-180,180,-90,90 [EPSG:4326]", "PIXEL_SIZE": 1, "OUTPUT": str(FOLDER / "map.tif")},
    )
    run_dialog("embeddingmap")
    (layer,) = [one for one in project.mapLayers().values() if one.source().endswith("map.tif")]
    seen["renderer"] = layer.renderer().type()
    drawn()


def enrich():
    """Add embeddings to the stations in the panel."""
    section = plugin().enrich.section
    plugin().dock.show_section(section)
    activate_stations()
    section.add_choice.setCurrentIndex(1)
    section.run.click()
    wait(0.3)
    assert until(lambda: not plugin().runs.running, 120)
    seen["messages"] = [item.text() for item in iface.messageBar().items()]


def fit():
    """Fit a model in the panel."""
    section = plugin().models.section
    plugin().dock.show_section(section)
    activate_stations()
    section.field.setField("mean_temp_c")
    section.file.setFilePath(str(FOLDER / "temperature.satclip"))
    section.fit.click()
    wait(1)
    assert until(lambda: not plugin().runs.running, 300)
    wait(0.5)
    seen["about_model"] = section.about.text()
    seen["report_offered"] = section.report.isEnabled()


def exit_during_a_run():
    """Choose Project > Exit, and then close the project, while a model is fitted; keep both. Then cancel the run."""
    section = plugin().models.section
    section.file.setFilePath(str(FOLDER / "cancelled.satclip"))
    section.fit.click()
    wait(1)
    project.setDirty(False)
    seen["asked"] = []
    for action in (iface.actionExit().trigger, lambda: iface.newProject(False)):
        QTimer.singleShot(300, keep_open)
        action()
    seen["kept"] = [bool(plugin().runs.running), bool(project.mapLayers())]
    plugin().runs.running[0].task.cancel()
    ended = until(lambda: not plugin().runs.running, 20)
    seen["cancelled"] = ended and not (FOLDER / "cancelled.satclip").exists()


def keep_open():
    """Close the question that QGIS asks."""
    question = QApplication.activeModalWidget()
    seen["asked"].append(question.text())
    question.reject()


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
    step("label", label_places)
    step("map", make_map)
    step("enrich", enrich)
    step("fit", fit)
    step("exit", exit_during_a_run)
    step("predict", predict)
    step("reopen", save_and_reopen)
    if ZIP:
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
