"""Test the plugin in QGIS: loading, unloading, menu, options page and files."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import time
from pathlib import Path

import pytest
from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingException,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QIcon

from satclip_qgis import classFactory, paths, settings
from satclip_qgis.algorithms import embed_points
from satclip_qgis.bridge.launcher import Runtime

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
    assert time.monotonic() - start < 5
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
