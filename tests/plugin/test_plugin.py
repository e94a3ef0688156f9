"""Test the plugin in QGIS: loading, unloading, menu, options page and files."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingException,
    QgsSettings,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication, QEventLoop, QTimer
from qgis.PyQt.QtGui import QIcon

from satclip_qgis import classFactory, paths, settings
from satclip_qgis.algorithms import embed_points
from satclip_qgis.bridge.launcher import Runtime
from satclip_qgis.gui.options import OptionsFactory, OptionsPage
from satclip_qgis.i18n import tr

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "satclip_qgis").rglob("*.py"))
NAMES = [
    "assessmap",
    "clustermap",
    "compareencoders",
    "embeddingmap",
    "embedpoints",
    "evaluatemodel",
    "fitmodel",
    "predictmap",
    "predictpoints",
    "pretrain",
    "sampleimagery",
    "setupbackend",
    "similaritymap",
    "suggestpoints",
]


@pytest.fixture
def iface(qgis_iface, monkeypatch):
    """An iface that records what the plugin adds."""
    added = {"actions": [], "factories": []}
    for name, change in {
        "addPluginToMenu": lambda menu, action: added["actions"].append(action),
        "removePluginMenu": lambda menu, action: added["actions"].remove(action),
        "addToolBar": qgis_iface.mainWindow().addToolBar,
        "registerOptionsWidgetFactory": added["factories"].append,
        "unregisterOptionsWidgetFactory": added["factories"].remove,
    }.items():
        monkeypatch.setattr(qgis_iface, name, change, raising=False)
    qgis_iface.added = added
    return qgis_iface


def test_loading_starts_no_process_and_unloading_leaves_nothing(iface, qgis_processing, empty_home):
    plugin = classFactory(iface)
    start = time.monotonic()
    plugin.initGui()
    assert time.monotonic() - start < 1
    registry = QgsApplication.processingRegistry()
    assert sorted(algorithm.name() for algorithm in registry.providerById("satclip").algorithms()) == NAMES
    assert len(iface.added["actions"]) == 6
    assert len(iface.added["factories"]) == 1
    assert Runtime.read() is None
    plugin.unload()
    assert registry.providerById("satclip") is None
    assert iface.added == {"actions": [], "factories": []}


def test_qgis_process_needs_no_iface(qgis_processing):
    plugin = classFactory(None)
    plugin.initProcessing()
    assert QgsApplication.processingRegistry().algorithmById("satclip:embedpoints")
    plugin.unload()


@pytest.mark.parametrize("name", NAMES)
def test_every_algorithm_is_documented_and_scriptable(provider, name):
    algorithm = provider.algorithm(name).create()
    text = re.sub(r"<style.*?</style>|<[^>]+>", " ", algorithm.shortHelpString(), flags=re.DOTALL)
    assert len(text.split()) > 60
    for definition in algorithm.parameterDefinitions():
        assert definition.description()
        assert definition.name().isupper()
        if definition.name() in ("TARGET", "REFERENCE"):
            assert definition.defaultValue() == ""  # the user must choose
        elif definition.defaultValue() is not None:
            assert definition.checkValueIsAcceptable(definition.defaultValue(), QgsProcessingContext())
    assert algorithm.asPythonCommand({}, QgsProcessingContext()).startswith(
        f'processing.run("satclip:{name}"'
    )


@pytest.mark.parametrize("name", NAMES)
def test_the_help_page_describes_each_parameter(provider, name):
    algorithm = provider.algorithm(name).create()
    page = help_text(algorithm.process)
    if "See *Fit a model* for the other parameters" in page:
        page += help_text("fit_model")
    labels = {parameter.description() for parameter in algorithm.parameterDefinitions()}
    assert not {label for label in labels if f"**{label}**" not in page}


def help_text(name: str) -> str:
    """Return a help page in Markdown, on one line."""
    return " ".join(paths.resource("help", f"{name}.md").read_text(encoding="utf-8").split())


def test_an_unexpected_error_gives_a_message_and_leaves_nothing(run, monkeypatch, feedback, tmp_path):
    logged = []
    QgsApplication.messageLog().messageReceived.connect(lambda text, tab, level: logged.append((tab, text)))

    def fail(*given):
        raise ZeroDivisionError("division by zero")

    layer = QgsVectorLayer("Point?crs=EPSG:4326", "places", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromWkt("POINT(1 2)"))
    layer.dataProvider().addFeature(feature)
    monkeypatch.setattr(embed_points, "completed", fail)
    with pytest.raises(
        QgsProcessingException, match=r"unexpected error \(ZeroDivisionError: division by zero\)"
    ):
        run("satclip:embedpoints", INPUT=layer, OUTPUT=str(tmp_path / "out.gpkg"))
    assert not list(tmp_path.iterdir())
    assert any(tab == "SatCLIP" and "Traceback" in text for tab, text in logged)
    assert not any("Traceback" in text for text in feedback.said + feedback.warned)


def test_the_icon_is_drawn(qgis_app):
    image = QIcon(str(paths.resource("icons", "satclip.svg"))).pixmap(24, 24).toImage()
    assert len({image.pixel(x, y) for x in range(24) for y in range(24)}) > 10


def test_the_options_page_stores_the_path(qgis_app):
    page = OptionsFactory().createWidget()
    page.python.setFilePath("/some/python")
    page.apply()
    assert settings.chosen_python() == "/some/python"
    assert OptionsPage().python.filePath() == "/some/python"


def wait_for(done, seconds: float = 60) -> None:
    """Run the event loop until `done()`."""
    loop, timer = QEventLoop(), QTimer()
    until = time.monotonic() + seconds
    timer.timeout.connect(lambda: loop.quit() if done() or time.monotonic() > until else None)
    timer.start(20)
    loop.exec()
    assert done()


def test_the_options_test_button_shows_the_result_without_blocking(qgis_app, home):
    page = OptionsPage()
    start = time.monotonic()
    page.test()
    assert time.monotonic() - start < 0.5
    assert not page.button.isEnabled()
    wait_for(page.button.isEnabled)
    assert f"version {paths.plugin_version()}" in page.status.text()


def test_the_options_test_button_shows_errors(qgis_app, empty_home):
    page = OptionsPage()
    page.python.setFilePath("/no/such/python")
    page.test()
    wait_for(page.button.isEnabled)
    assert "/no/such/python does not exist" in page.status.text()


def test_the_options_test_button_tests_the_path_not_the_running_backend(qgis_app, backend, tmp_path):
    backend.status()
    page = OptionsPage()
    for python, sentence in (
        ("/no/such/python", "/no/such/python does not exist"),
        (sys.executable, "has no working backend .*No module named satclip_backend"),
        ("/bin/true", "/bin/true has no working backend"),
    ):
        page.python.setFilePath(python)
        page.test()
        wait_for(page.button.isEnabled)
        assert re.search(sentence, page.status.text()), page.status.text()


def test_the_python_is_from_the_environment_the_options_or_the_set_up(qgis_app, empty_home, monkeypatch):
    assert str(settings.backend_python()) == os.environ["SATCLIP_PYTHON"]
    monkeypatch.delenv("SATCLIP_PYTHON")
    assert settings.backend_python() is None
    folder = settings.environment_folder()
    folder.mkdir(parents=True)
    (folder / "satclip-environment.json").write_text('{"complete": true}')
    assert settings.backend_python() == folder / "bin" / "python"
    settings.choose_python("/my/python")
    assert settings.backend_python() == Path("/my/python")


def test_the_data_folder_equals_that_of_the_backend(backend_python, monkeypatch):
    ask = [backend_python, "-I", "-c", "from satclip_backend import store; print(store.home())"]
    from satclip_qgis.bridge import launcher

    for variables in ({"SATCLIP_HOME": "/x/y"}, {"XDG_DATA_HOME": "/data"}, {}):
        for name in ("SATCLIP_HOME", "XDG_DATA_HOME"):
            monkeypatch.delenv(name, raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        assert subprocess.check_output(ask, text=True).strip() == str(launcher.home())


def test_pip_uses_the_proxy_of_qgis(qgis_app):
    assert settings.proxy_variables() == {}
    values = {"Enabled": True, "Type": "HttpProxy", "Host": "proxy.example", "Port": "3128", "User": "me"}
    for name, value in {**values, "Password": "p@ss/word"}.items():
        QgsSettings().setValue(f"proxy/proxy{name}", value)
    QgsSettings().setValue("proxy/proxyEnabled", True)
    try:
        assert settings.proxy_variables()["HTTPS_PROXY"] == "http://me:p%40ss%2Fword@proxy.example:3128"
        QgsSettings().setValue("proxy/proxyType", "DefaultProxy")
        assert settings.proxy_variables() == {}
    finally:
        QgsSettings().remove("proxy")


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_code_passes_old_pythons_and_security_scanners(source):
    text = source.read_text(encoding="utf-8")
    tree = ast.parse(text, feature_version=(3, 9))
    for node in ast.walk(tree):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            names = [alias.name for alias in node.names] + [getattr(node, "module", None) or ""]
            roots = {name.split(".")[0] for name in names}
            assert not roots & {"pickle", "PyQt5", "PyQt6", "torch", "rasterio", "sklearn", "multiprocessing"}
        if isinstance(node, ast.Call):
            assert getattr(node.func, "id", "") not in {"eval", "exec"}
            assert not [keyword for keyword in node.keywords if keyword.arg == "shell"]
    assert "sys.executable" not in re.sub(r'""".*?"""', "", text, flags=re.DOTALL)


def test_every_text_is_extracted_for_translation(tmp_path):
    extracted = tmp_path / "all.ts"
    subprocess.run(["pylupdate5", *map(str, SOURCES), "-ts", str(extracted)], check=True, capture_output=True)
    found = {element.text for element in ElementTree.parse(extracted).iter("source")}
    said = set()
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "tr":
                assert isinstance(node.args[0], ast.Constant), f"{source.name}: not a literal"
                said.add(node.args[0].value)
    assert said == found
    kept = {element.text for element in ElementTree.parse(ROOT / "i18n" / "satclip_de.ts").iter("source")}
    assert kept == said, "bring i18n/*.ts up to date: make translations"


def test_the_german_translation_is_complete_and_used(qgis_app, tmp_path, monkeypatch):
    source = ROOT / "i18n" / "satclip_de.ts"
    for message in ElementTree.parse(source).iter("message"):
        translation = message.find("translation")
        assert translation.text, message.find("source").text
        assert translation.get("type") is None
        placeholders = re.compile(r"\{\w+\}")
        assert set(placeholders.findall(translation.text)) == set(
            placeholders.findall(message.find("source").text)
        )
    compiled = tmp_path / "i18n" / "satclip_de.qm"
    compiled.parent.mkdir()
    subprocess.run(["/usr/lib/qt5/bin/lrelease", "-silent", str(source), "-qm", str(compiled)], check=True)
    from satclip_qgis import i18n

    monkeypatch.setattr(i18n, "ROOT", tmp_path)
    monkeypatch.setattr(QgsApplication, "locale", staticmethod(lambda: "de_AT"))
    translator = i18n.install_translator()
    assert translator
    assert tr("Set up the backend") == "Backend einrichten"
    QCoreApplication.removeTranslator(translator)
    assert tr("Set up the backend") == "Set up the backend"
