"""Test each window in each language: no text is cut, no shortcut is given twice, help pages name the parameters.

With a folder in the environment variable SATCLIP_SCREENSHOTS, saves a picture of each window there.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from qgis.core import QgsApplication
from qgis.gui import QgsBrowserGuiModel, QgsCollapsibleGroupBoxBasic
from qgis.PyQt.QtCore import QCoreApplication, Qt
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QAction,
    QComboBox,
    QHeaderView,
    QLabel,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)

from satclip_qgis import help as help_pages
from satclip_qgis import i18n, paths, settings
from satclip_qgis.algorithms import ALGORITHMS
from satclip_qgis.bridge.diagnosis import explain
from satclip_qgis.gui.encoders.encoders_dialog import EncodersDialog
from satclip_qgis.gui.labelling.label_section import LabelSection
from satclip_qgis.gui.options.options import OptionsPage
from satclip_qgis.gui.panel.backend_state import (
    NOT_SET_UP,
    ON_SERVER,
    RUNNING,
    STARTING,
    STOPPED,
    BackendState,
)
from satclip_qgis.gui.panel.enrich_section import EnrichSection
from satclip_qgis.gui.panel.explore_section import ExploreSection
from satclip_qgis.gui.panel.model_section import ModelSection
from satclip_qgis.gui.panel.pretrain_section import PretrainSection
from satclip_qgis.gui.panel.satclip_dock import SatclipDock
from satclip_qgis.gui.setup.setup_dialog import SetupDialog
from satclip_qgis.gui.worker_task import WorkerTask
from satclip_qgis.i18n import tr

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ["en", *sorted(path.stem.removeprefix("satclip_") for path in (ROOT / "i18n").glob("*.ts"))]
WIDTH, HEIGHT = 800, 600
DOCK = 400
"""Width of a panel at the side of the map."""


def in_panel(make: Callable[[SatclipDock], QWidget]) -> Callable[[], SatclipDock]:
    """Return a function that returns the panel with one section."""

    def panel() -> SatclipDock:
        dock = SatclipDock()
        dock.add_section(make(dock), "", "live_layer")
        return dock

    return panel


WINDOWS = {
    "explore": in_panel(lambda dock: ExploreSection(QAction(tr("Similar places")), dock.encoder)),
    "labels": in_panel(
        lambda dock: LabelSection(
            *(QAction(text) for text in (tr("Label places"), tr("GeoPackage…"), tr("Temporary layer")))
        )
    ),
    "enrich": in_panel(lambda dock: EnrichSection()),
    "model": in_panel(lambda dock: ModelSection()),
    "pretrain": in_panel(lambda dock: PretrainSection()),
    "encoders": lambda: EncodersDialog(lambda: None, print),
    "options": OptionsPage,
    "setup": lambda: SetupDialog(None, [(tr("Add the live layer"), print)], print),
}
"""Windows besides the dialogs of the algorithms."""
STATES = {
    NOT_SET_UP: {},
    STOPPED: {},
    STARTING: {},
    RUNNING: {"version": "0.1.0", "device": "cuda:0"},
    ON_SERVER: {},
}
"""States of the backend, and the replies that the panel shows."""


@pytest.fixture(scope="module")
def plugin_folder(tmp_path_factory) -> Path:
    """Return a folder with all catalogues, compiled."""
    folder = tmp_path_factory.mktemp("plugin")
    (folder / "i18n").mkdir()
    for source in sorted((ROOT / "i18n").glob("*.ts")):
        compiled = folder / "i18n" / f"{source.stem}.qm"
        subprocess.run(["/usr/lib/qt5/bin/lrelease", "-silent", source, "-qm", compiled], check=True)
    return folder


@pytest.fixture(params=LANGUAGES)
def language(request, plugin_folder, monkeypatch) -> Iterator[str]:
    """Run the plugin in each language."""
    monkeypatch.setattr(i18n, "ROOT", plugin_folder)
    monkeypatch.setattr(QgsApplication, "locale", staticmethod(lambda: request.param))
    translator = i18n.install_translator()
    assert bool(translator) == (request.param != "en")
    yield request.param
    if translator:
        QCoreApplication.removeTranslator(translator)


@pytest.fixture
def still(monkeypatch) -> None:
    """Keep threads and processes from changing a window while its texts are measured."""
    monkeypatch.setattr(WorkerTask, "send", lambda self, ask: False)
    for kind in (BackendState, SetupDialog):
        monkeypatch.setattr(kind, "look", lambda self: None)


@pytest.fixture
def dialog_of(qgis_iface, provider, monkeypatch):
    """Return a function that opens the dialog of an algorithm by its name."""
    from processing.gui.AlgorithmDialog import AlgorithmDialog

    browser = QgsBrowserGuiModel()
    monkeypatch.setattr(qgis_iface, "browserModel", lambda: browser, raising=False)
    registry = QgsApplication.processingRegistry()
    return lambda name: AlgorithmDialog(registry.createAlgorithmById(f"satclip:{name}"))


def test_the_translator_is_used_until_it_is_removed(plugin_folder, monkeypatch):
    monkeypatch.setattr(i18n, "ROOT", plugin_folder)
    monkeypatch.setattr(QgsApplication, "locale", staticmethod(lambda: "de_AT"))
    translator = i18n.install_translator()
    assert tr("Set up the backend") == "Backend einrichten"
    QCoreApplication.removeTranslator(translator)
    assert tr("Set up the backend") == "Set up the backend"
    monkeypatch.setattr(QgsApplication, "locale", staticmethod(lambda: "zh-Hant"))
    assert i18n.install_translator() is None


def test_errors_of_the_installer_are_in_the_language_of_the_user(language):
    said = str(explain(["OSError: [Errno 28] No space left on device"], Path("environment.log")))
    assert said.startswith("The disk is full.") == (language == "en")
    assert "No space left on device" in said
    assert "environment.log" in said


def test_a_help_page_is_in_the_language_of_the_user_or_english(language, monkeypatch):
    folder = paths.resource("help") if language == "en" else paths.resource("help", language)
    assert help_pages.help_page("encoders") == folder / "encoders.md"
    assert "<!--" not in help_pages.help_html("encoders")
    assert " of " not in help_pages.help_html("encoders")[:30]
    assert help_pages.help_url("encoders").endswith(
        "/blob/main/resources/help/" + ("" if language == "en" else f"{language}/") + "encoders.md"
    )
    monkeypatch.setattr(QgsApplication, "locale", staticmethod(lambda: "xx"))
    assert help_pages.help_page("encoders") == paths.resource("help", "encoders.md")


def test_the_help_pages_describe_each_parameter(language, provider):
    lacking = {}
    for kind in ALGORITHMS:
        algorithm = provider.algorithm(kind().name()).create()
        pages = [help_pages.help_page(algorithm.process)]
        if "See *Fit a model* for the other parameters" in words(paths.resource("help", pages[0].name)):
            pages.append(help_pages.help_page("fit_model"))
        text = " ".join(map(words, pages))
        labels = [" ".join(one.description().split()) for one in algorithm.parameterDefinitions()]
        lacking[kind.__name__] = [label for label in labels if f"**{label}**" not in text]
    assert not {name: labels for name, labels in lacking.items() if labels}


def words(page: Path) -> str:
    """Return a page on one line. Chinese has no spaces between the words of two lines."""
    text = page.read_text(encoding="utf-8")
    return " ".join(re.sub(r"(?<=[\u3000-\uffef])\n(?=[\u3000-\uffef])", "", text).split())


@pytest.mark.parametrize("algorithm", ALGORITHMS, ids=lambda algorithm: algorithm.__name__)
def test_the_dialog_of_an_algorithm_fits(algorithm, language, dialog_of, still):
    dialog = dialog_of(algorithm().name())
    try:
        dialog.resize(WIDTH, HEIGHT)
        dialog.show()
        panel = dialog.mainWidget().findChild(QScrollArea)
        for group in panel.findChildren(QgsCollapsibleGroupBoxBasic):
            group.setCollapsed(False)
        lay_out()
        save(dialog, language, algorithm.__name__)
        assert dialog.width() == WIDTH
        assert panel.horizontalScrollBar().maximum() == 0
        assert not list(cut_texts(panel))
    finally:
        dialog.close()


@pytest.mark.parametrize("name", WINDOWS)
def test_a_window_fits_and_gives_each_shortcut_once(name, language, qgis_app, still):
    window = WINDOWS[name]()
    try:
        width = DOCK if window.inherits("QDockWidget") else WIDTH
        window.resize(width, HEIGHT)
        window.show()
        lay_out()
        save(window, language, name)
        assert window.width() == width
        for panel in window.findChildren(QScrollArea):
            assert panel.horizontalScrollBar().maximum() == 0
        assert not list(cut_texts(window))
        assert not repeated_shortcuts(window)
    finally:
        window.remove() if hasattr(window, "remove") else window.close()


@pytest.mark.parametrize("state", STATES)
def test_the_panel_shows_the_state_of_the_backend(state, language, qgis_app, still):
    settings.SERVER.set("https://satclip.example.org")
    dock = SatclipDock()
    try:
        dock.resize(DOCK, HEIGHT)
        dock.show()
        dock.backend.state, dock.backend.status = state, STATES[state]
        dock.show_state()
        lay_out()
        save(dock, language, state)
        assert dock.width() == DOCK
        assert not list(cut_texts(dock))
        assert all(text in dock.state.text() for text in STATES[state].values())
    finally:
        dock.remove()


def lay_out() -> None:
    """Handle events until layouts are final: an event may post another one, for the next round."""
    for _ in range(5):
        QCoreApplication.processEvents()


def save(window: QWidget, language: str, name: str) -> None:
    """Save a picture of a window if a folder for pictures is given."""
    if folder := os.environ.get("SATCLIP_SCREENSHOTS"):
        target = Path(folder) / language / f"{name}.png"
        target.parent.mkdir(parents=True, exist_ok=True)
        assert window.grab().save(str(target))


def cut_texts(window: QWidget) -> Iterator[tuple[str, int, int]]:
    """Yield the texts of a window that need more pixels than they have, and both numbers."""
    for widget in window.findChildren(QWidget):
        if not widget.isVisibleTo(window):
            continue
        if isinstance(widget, QLabel) and widget.wordWrap():
            needed, given, text = widget.heightForWidth(widget.width()), widget.height(), widget.text()
        elif isinstance(widget, (QLabel, QAbstractButton)):
            needed, given, text = widget.sizeHint().width(), widget.width(), widget.text()
        elif isinstance(widget, QComboBox):
            text = widget.currentText()
            needed, given = widget.fontMetrics().horizontalAdvance(text), room_for_text(widget)
        elif isinstance(widget, QHeaderView):
            yield from cut_sections(widget)
            continue
        else:
            continue
        if text and needed > given:
            yield text, needed, given


def room_for_text(box: QComboBox) -> int:
    """Return the width of the text field of a combo box."""
    option = QStyleOptionComboBox()
    option.initFrom(box)
    option.editable, option.frame = box.isEditable(), box.hasFrame()
    field = QStyle.SubControl.SC_ComboBoxEditField
    return box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, box).width()


def cut_sections(header: QHeaderView) -> Iterator[tuple[str, int, int]]:
    """Yield the titles of columns that are cut."""
    for section in range(header.count()):
        needed, given = header.sectionSizeHint(section), header.sectionSize(section)
        if header.orientation() == Qt.Orientation.Horizontal and needed > given > 0:
            yield str(header.model().headerData(section, header.orientation())), needed, given


def repeated_shortcuts(window: QWidget) -> list[str]:
    """Return the letters that are shortcuts of several labels or buttons of a window."""
    texts = [widget.text() for kind in (QLabel, QAbstractButton) for widget in window.findChildren(kind)]
    letters = Counter(letter.lower() for text in texts for letter in re.findall(r"&(\w)", text))
    return [letter for letter, count in letters.items() if count > 1]
