"""Test the desktop integration: first message, menu, toolbar, icons, and initial values of dialogs."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from event_loop import settle
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingContext,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsBrowserGuiModel, QgsMessageBar, QgsStatusBar
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QPushButton, QTextBrowser, QToolBar, QToolButton

from satclip_qgis import classFactory, paths, settings
from satclip_qgis.algorithms import ALGORITHMS
from satclip_qgis.algorithms.groups import group_names
from satclip_qgis.algorithms.jobs import TimeLeft
from satclip_qgis.bridge.errors import NoEnvironment
from satclip_qgis.bridge.launcher import Runtime
from satclip_qgis.gui.defaults import defaults
from satclip_qgis.layers.live_layer import LiveView, live_layers, make_layer
from satclip_qgis.signals import SIGNALS

ROOT = Path(__file__).resolve().parents[2]
ICONS = sorted(path.stem for path in (ROOT / "resources" / "icons").glob("*.svg"))
NAMES = [kind().name() for kind in ALGORITHMS]


@pytest.fixture
def iface(qgis_iface, qgis_new_project, qgis_processing, monkeypatch):
    """An iface with a real message bar, toolbar and menu."""
    bar, status, menus = QgsMessageBar(), QgsStatusBar(), []
    window = qgis_iface.mainWindow()

    def add_tool_bar(name: str) -> QToolBar:
        return window.addToolBar(name)

    for name, value in {
        "messageBar": lambda: bar,
        "statusBarIface": lambda: status,
        "addPluginToMenu": lambda menu, action: menus.append(action),
        "removePluginMenu": lambda menu, action: menus.remove(action),
        "addToolBar": add_tool_bar,
        "browserModel": lambda: browser,
    }.items():
        monkeypatch.setattr(qgis_iface, name, value, raising=False)
    browser = QgsBrowserGuiModel()
    qgis_iface.bar, qgis_iface.menus = bar, menus
    return qgis_iface


@pytest.fixture
def plugin(iface):
    """The loaded plugin."""
    plugin = classFactory(iface)
    plugin.initGui()
    yield plugin
    plugin.unload()


@pytest.fixture
def nothing_set_up(empty_home, monkeypatch):
    """A user without a backend."""
    monkeypatch.delenv("SATCLIP_PYTHON")
    return empty_home


def shown(iface) -> list[str]:
    return [item.text() for item in iface.bar.items()]


def buttons(iface) -> dict[str, QPushButton]:
    return {button.text(): button for item in iface.bar.items() for button in item.findChildren(QPushButton)}


# The first message


def test_a_new_user_is_offered_the_set_up_once(iface, nothing_set_up, monkeypatch):
    opened = []
    plugin = classFactory(iface)
    plugin.initGui()
    monkeypatch.setattr(plugin.steps, "open_dialog", opened.append)
    (text,) = shown(iface)
    assert "3 minutes" in text
    assert "2 GB" in text
    assert Runtime.read() is None
    buttons(iface)["Set up the backend…"].click()
    assert opened == ["setupbackend"]
    assert shown(iface) == []
    plugin.unload()

    plugin.initGui()  # the user has not set up the backend, so it is offered again
    assert len(shown(iface)) == 1
    plugin.unload()
    assert shown(iface) == []

    plugin.initGui()
    iface.bar.popWidget(iface.bar.items()[0])  # as the close button of the message does
    plugin.unload()
    plugin.initGui()
    assert shown(iface) == []
    plugin.unload()


def test_the_set_up_has_a_window_of_its_own(iface, nothing_set_up):
    plugin = classFactory(iface)
    plugin.initGui()
    assert len(shown(iface)) == 1
    menu = next(
        menu for menu in plugin.menu.menus if menu.actions()[0].objectName() == "satclip:setupbackend"
    )
    menu.actions()[0].trigger()
    window = plugin.setup
    assert window.isVisible()
    assert shown(iface) == []
    window.close()
    plugin.open_dialog("setupbackend")
    assert plugin.setup is window
    assert window.isVisible()
    assert [button.text() for button in window.next_buttons] == [
        "Add the live layer",
        "Add embeddings to a layer…",
    ]
    assert Runtime.read() is None
    plugin.unload()
    assert plugin.setup is None
    assert shown(iface) == []


def test_messages_show_markup_as_text(iface, plugin):
    """A message may quote an expression of a project from somebody else."""
    plugin.functions.source.failed.emit(
        "The encoder '<img src=\"file:///etc/hostname\"> & co' does not exist."
    )
    (item,) = iface.bar.items()
    said = item.findChild(QTextBrowser).toPlainText()
    assert said == "SatCLIP: The encoder '<img src=\"file:///etc/hostname\"> & co' does not exist."


def test_changed_options_are_announced_and_the_backend_can_be_removed(plugin, iface, backend):
    backend.status()
    page = plugin.options.createWidget()
    page.limits.idle.setValue(20)
    page.apply()
    settle(lambda: shown(iface))
    assert shown(iface) == ["The backend ends, and starts with the new options when it is next needed."]
    page.remove_backend()
    settle(lambda: plugin.setup and plugin.setup.isVisible())


def test_the_set_up_is_not_offered_if_there_is_a_backend(plugin, iface):
    assert shown(iface) == []


def test_the_set_up_ends_with_a_message_about_next_steps(iface, nothing_set_up, monkeypatch):
    settings.close_set_up_offer()
    opened, painted = [], []
    plugin = classFactory(iface)
    plugin.initGui()
    monkeypatch.setattr(plugin.steps, "open_dialog", opened.append)
    layer = plugin.live.add_view(LiveView("bundled"))
    layer.repaintRequested.connect(lambda *_: painted.append(1))
    plugin.live.tell_failure(NoEnvironment("The backend is not installed."))
    assert "can't be rendered" in shown(iface)[0]
    SIGNALS.set_up.emit()
    (text,) = shown(iface)
    assert text == "The backend is ready."
    assert painted
    buttons(iface)["Add embeddings to a layer…"].click()
    assert opened == ["embedpoints"]
    assert shown(iface) == []
    SIGNALS.set_up.emit()
    buttons(iface)["Add the live layer"].click()
    assert len(live_layers(QgsProject.instance())) == 2
    plugin.unload()


# Menu, toolbar, toolbox


def test_the_menu_and_the_toolbar_have_all_algorithms_by_group(plugin, iface, monkeypatch):
    opened = []
    monkeypatch.setattr(plugin, "open_dialog", opened.append)
    panel, *groups = iface.menus
    assert panel.text() == "SatCLIP panel"
    menus = [action.menu() for action in groups]
    assert [menu.title() for menu in menus] == list(group_names().values())
    entries = [action for menu in menus for action in menu.actions() if action.objectName()]
    assert [action.objectName() for action in entries] == [f"satclip:{name}" for name in NAMES]
    for action in entries:
        action.trigger()
    assert opened == NAMES
    tools = plugin.menu.toolbar.findChildren(QToolButton)
    assert [tool.menu() for tool in tools if tool.menu()] == menus
    assert plugin.menu.toolbar.actions()[0] is panel
    others = [action.text() for menu in menus for action in menu.actions() if not action.objectName()]
    assert {"Options…", "Pretraining runs", "Similar places"} <= set(others)
    assert all(not action.icon().isNull() for menu in menus for action in menu.actions() if action.text())


def test_unloading_removes_menu_toolbar_and_messages(iface, nothing_set_up):
    window = iface.mainWindow()
    before = window.findChildren(QToolBar)
    plugin = classFactory(iface)
    plugin.initGui()
    toolbar = plugin.menu.toolbar
    assert toolbar in window.findChildren(QToolBar)
    plugin.unload()
    assert iface.menus == []
    QgsApplication.sendPostedEvents(None, 52)  # QEvent.DeferredDelete
    assert window.findChildren(QToolBar) == before
    assert shown(iface) == []


def test_the_toolbox_has_the_same_groups(provider):
    groups = group_names()
    for kind in ALGORITHMS:
        algorithm = provider.algorithm(kind().name())
        assert algorithm.group() == groups[algorithm.groupId()]


@pytest.mark.parametrize("name", NAMES)
def test_the_help_button_opens_an_existing_page(provider, name):
    url = provider.algorithm(name).helpUrl()
    start = f"{paths.metadata('repository')}/blob/main/"
    assert url.startswith(start)
    assert (ROOT / url[len(start) :]).is_file()


# Icons


def test_every_algorithm_has_its_own_icon(provider):
    icons = {provider.algorithm(name).svgIconPath() for name in NAMES}
    assert len(icons) == len(NAMES)
    assert all(Path(icon).is_file() for icon in icons)


def luminance(colour: str) -> float:
    """Return the relative luminance of "#rrggbb" (WCAG 2.1)."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (WCAG 2.1)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", ICONS)
def test_icons_are_visible_on_light_and_dark_at_each_size(qgis_app, name):
    path = ROOT / "resources" / "icons" / f"{name}.svg"
    text = path.read_text()
    tags = {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(text).iter()}
    assert tags <= {"svg", "title", "g", "path", "rect", "circle"}  # what Qt renders
    assert not re.search(r"\b(class|style|filter)=", text)
    if name != "satclip":
        for colour in set(re.findall(r"#[0-9a-f]{6}", text)):
            assert contrast(colour, "#ffffff") >= 3, colour
            assert contrast(colour, "#2d2d2d") >= 3, colour
    for size in (16, 24, 48):
        image = QIcon(str(path)).pixmap(size, size).toImage()
        drawn = sum(image.pixelColor(x, y).alpha() > 128 for x in range(size) for y in range(size))
        assert 0.1 < drawn / size**2 < 0.9


# Initial values of dialogs


def points(name: str = "stations", kind: str = "Point") -> QgsVectorLayer:
    layer = QgsVectorLayer(f"{kind}?crs=EPSG:4326&field=t:double", name, "memory")
    feature = QgsFeature(layer.fields())
    if kind == "Point":
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(10, 50)))
    layer.dataProvider().addFeature(feature)
    QgsProject.instance().addMapLayer(layer)
    return layer


def look_at(iface, crs: str, *extent: float) -> None:
    canvas = iface.mapCanvas()
    canvas.resize(400, 400)
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem(crs))
    canvas.setExtent(QgsRectangle(*extent))


@pytest.mark.parametrize("name", ["embedpoints", "fitmodel", "predictpoints", "assessmap", "compareencoders"])
def test_the_active_layer_is_the_input_if_it_fits(provider, iface, name):
    algorithm = provider.algorithm(name)
    assert "INPUT" not in defaults(algorithm, iface)
    points("other")
    layer = points()
    iface.setActiveLayer(layer)
    assert defaults(algorithm, iface)["INPUT"] == layer.id()
    table = points("table", "NoGeometry")
    iface.setActiveLayer(table)
    assert "INPUT" not in defaults(algorithm, iface)


def test_selected_features_are_the_reference_points(provider, iface):
    layer = points()
    iface.setActiveLayer(layer)
    algorithm = provider.algorithm("similaritymap")
    assert "PLACES" not in defaults(algorithm, iface)
    layer.selectAll()
    given = defaults(algorithm, iface)["PLACES"]
    assert given.selectedFeaturesOnly
    assert given.source.staticValue() == layer.id()


def test_an_active_raster_is_the_imagery_and_a_live_layer_names_the_encoder(provider, iface, tmp_path):
    path = ROOT / "tests" / "data" / "imagery"
    file = next(path.rglob("*.tif"))
    layer = QgsRasterLayer(str(file), "image")
    assert layer.isValid()
    QgsProject.instance().addMapLayer(layer)
    iface.setActiveLayer(layer)
    assert defaults(provider.algorithm("pretrain"), iface)["RASTERS"] == [layer.id()]
    assert "RASTERS" not in defaults(provider.algorithm("fitmodel"), iface)
    live = make_layer(LiveView("my-region"))
    QgsProject.instance().addMapLayer(live)
    iface.setActiveLayer(live)
    assert "RASTERS" not in defaults(provider.algorithm("pretrain"), iface)
    assert defaults(provider.algorithm("clustermap"), iface)["MODEL"] == "my-region"


@pytest.mark.parametrize(
    ("crs", "extent", "expected"),
    [
        ("EPSG:4326", (-400, -200, 400, 200), "-180,180,-90,90 [EPSG:4326]"),
        ("EPSG:3857", (-6e7, -6e7, 6e7, 6e7), "-20037508.34,20037508.34,-20048966.1,20048966.1 [EPSG:3857]"),
    ],
)
def test_the_default_extent_is_clipped_to_the_world(provider, iface, crs, extent, expected):
    look_at(iface, crs, *extent)
    given = defaults(provider.algorithm("embeddingmap"), iface)
    assert given["EXTENT"] == expected
    assert given["CRS"].authid() == crs
    assert "PIXEL_SIZE" not in given


@pytest.mark.parametrize(
    ("crs", "extent"), [("EPSG:4326", (10, 40, 20, 50)), ("EPSG:3035", (3e6, 2e6, 4e6, 3e6))]
)
def test_the_default_extent_is_that_of_the_canvas(provider, iface, crs, extent):
    look_at(iface, crs, *extent)
    seen = iface.mapCanvas().mapSettings().visibleExtent()
    text, _, written = defaults(provider.algorithm("embeddingmap"), iface)["EXTENT"].partition(" ")
    assert written == f"[{crs}]"
    ends = [seen.xMinimum(), seen.xMaximum(), seen.yMinimum(), seen.yMaximum()]
    assert [float(end) for end in text.split(",")] == pytest.approx(ends)


def test_the_dialog_shows_the_defaults_and_no_pixel_size(provider, iface):
    from processing.gui.AlgorithmDialog import AlgorithmDialog

    look_at(iface, "EPSG:3857", 0, 0, 1e6, 1e6)
    dialog = AlgorithmDialog(provider.algorithm("embeddingmap").create())
    dialog.setParameters(defaults(provider.algorithm("embeddingmap"), iface))
    try:
        given = dialog.createProcessingParameters()
        assert given["CRS"].authid() == "EPSG:3857"
        assert given.get("PIXEL_SIZE") in (None, "")
        algorithm = provider.algorithm("embeddingmap").create()
        given = {**given, "EXTENT": "0,1000000,0,1000000 [EPSG:3857]", "OUTPUT": "map.tif"}
        algorithm.read_layers(given, QgsProcessingContext())
        assert algorithm.grid.pixel_size == 1000
    finally:
        dialog.close()


# Remaining time


def test_the_remaining_time_is_logged_at_increasing_intervals():
    now = [0.0]
    left = TimeLeft(lambda: now[0])
    told = {}
    for second in range(601):
        now[0] = float(second)
        if minutes := left.minutes(second / 600):
            told[second] = minutes
    assert told == {16: 10, 31: 10, 61: 9, 121: 8, 241: 6, 481: 2}


def test_no_remaining_time_for_short_jobs_and_the_first_percents():
    now = [0.0]
    left = TimeLeft(lambda: now[0])
    assert left.minutes(0.5) == 0
    now[0] = 60.0
    assert left.minutes(0.51) == 0
    assert left.minutes(0.99) == 0
