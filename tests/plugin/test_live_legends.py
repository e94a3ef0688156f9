"""Test the legends of live layers in the layer tree and in print layouts, with the real backend."""

from __future__ import annotations

import pytest
from event_loop import settle
from qgis.core import QgsLayoutExporter, QgsLayoutItemLegend, QgsPrintLayout, QgsProject, QgsRasterLayer
from qgis.PyQt.QtGui import QImage

from satclip_qgis.bridge.redirect import Redirect
from satclip_qgis.gui.panel.live_legends import LiveLegends
from satclip_qgis.layers.live_layer import LiveView, add_layer, make_layer, show_view
from satclip_qgis.layers.map_legend import LegendKeeper
from satclip_qgis.paths import plugin_version
from tests.plugin.legends import legend_texts


@pytest.fixture
def project(qgis_new_project):
    """An empty project."""
    return QgsProject.instance()


@pytest.fixture
def legends(project, home, backend_python):
    """Legends of live layers, as the plugin shows them."""
    redirect = Redirect(lambda: backend_python, plugin_version())
    redirect.install()
    keeper, legends = LegendKeeper(), LiveLegends(redirect)
    yield legends
    legends.remove()
    keeper.remove()
    redirect.remove()


def added(view: LiveView) -> QgsRasterLayer:
    """Add a live layer to the project."""
    layer = make_layer(view)
    add_layer(layer, QgsProject.instance())
    return layer


def texts_of(layer: QgsRasterLayer) -> list[str]:
    """Wait for a legend, and return its texts."""
    settle(lambda: legend_texts(layer) != [])
    return legend_texts(layer)


def test_live_layers_have_legends_with_numbers(legends):
    pca, similarity, clusters = (
        added(LiveView("bundled", style, places, 5))
        for style, places in (("pca", ()), ("similarity", ((13.4, 52.5), (-30.0, 0.0))), ("clusters", ()))
    )
    texts = texts_of(pca)
    assert texts[0] == "PC1: 9.0 % of the variance"
    assert texts[1] == "< -8.9 | > 17"
    assert len(texts) == 6
    texts = texts_of(similarity)
    assert texts[0].startswith("Cosine similarity")
    assert texts[1:10:4] == ["< -0.60", "0.00", "> 0.60"]
    assert texts[10:] == [
        "Faded: sea, unknown to the encoder",
        "Locations at sea, where the similarity means little: 1",
    ]
    assert texts_of(clusters) == ["Cluster", "1", "2", "3", "4", "5"]


def test_a_legend_follows_its_layer(legends):
    layer = added(LiveView("mini-l10"))
    before = texts_of(layer)
    show_view(layer, LiveView("mini-l10", "clusters", clusters=3))
    assert legend_texts(layer) == []  # none is better than a wrong one
    assert texts_of(layer) == ["Cluster", "1", "2", "3"]
    show_view(layer, LiveView("mini-l10"))
    assert texts_of(layer) == before


def test_legends_are_saved_in_the_project_and_printed(legends, project, tmp_path):
    texts = texts_of(added(LiveView("mini-l10", "similarity", ((13.4, 52.5),))))
    assert project.write(str(tmp_path / "project.qgz"))
    project.clear()
    legends._request.ask = pytest.fail  # the stored legend is enough
    assert project.read(str(tmp_path / "project.qgz"))
    (layer,) = project.mapLayers().values()
    assert legend_texts(layer) == texts
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    legend = QgsLayoutItemLegend(layout)
    layout.addLayoutItem(legend)
    legend.adjustBoxSize()
    picture = tmp_path / "layout.png"
    settings = QgsLayoutExporter.ImageExportSettings()
    settings.dpi = 96
    assert QgsLayoutExporter(layout).exportToImage(str(picture), settings) == QgsLayoutExporter.Success
    image = QImage(str(picture))
    shown = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert {"#762a83", "#f7f7f7", "#1b7837"} < shown


def test_an_unknown_encoder_has_no_legend_and_is_asked_once(legends):
    asked = []
    ask = legends._request.ask
    legends._request.ask = lambda address: (asked.append(address), ask(address))
    layer = added(LiveView("gone"))
    settle(lambda: bool(legends._refused))
    legends._ask()
    assert legend_texts(layer) == []
    assert len(asked) == 1
