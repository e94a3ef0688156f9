"""Test satclip:predictmap with the real backend, and the styles, names and legends of predictions."""

from __future__ import annotations

import shutil

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsCategorizedSymbolRenderer,
    QgsGraduatedSymbolRenderer,
    QgsLayerTreeLayer,
    QgsMapLayerLegend,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsPalettedRasterRenderer,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProject,
    QgsSingleBandPseudoColorRenderer,
    QgsVectorLayer,
)
from qgis.gui import QgsBrowserGuiModel
from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtGui import QImage

from satclip_qgis.layers.loading import name_when_loaded
from satclip_qgis.layers.prediction_style import probability_scale, round_breaks, written
from satclip_qgis.parameters.project_models import project_models, remember_model
from tests.plugin.legends import legend_texts
from tests.plugin.models.conftest import MAP


def test_a_map_has_all_bands_or_is_masked(run, mapped, model, tmp_path, feedback):
    results = mapped().results
    assert (results["WIDTH"], results["HEIGHT"], results["VALID_PIXELS"]) == (25, 45, 1125)
    raster = gdal.Open(results["OUTPUT"])
    names = [raster.GetRasterBand(band).GetDescription() for band in range(1, raster.RasterCount + 1)]
    assert names[:6] == ["Prediction", "Lower", "Upper", "Dissimilarity", "Applicable", "Distance (km)"]
    assert names[6:] == ["Expected error", "Interval width"]
    values = raster.ReadAsArray()
    np.testing.assert_allclose(values[7], values[2] - values[1], rtol=1e-4)
    assert (values[1] < values[0]).all()
    assert (values[0] < values[2]).all()
    assert values[0, 20:30].mean() > values[0, :5].mean() + 5  # warm at the equator
    assert results["LOW"] < results["HIGH"]
    given = {"MODEL_FILE": model(), **MAP, "MASK": True, "UNCERTAINTY": False, "SURFACE": 0}
    masked = run("satclip:predictmap", **given, OUTPUT=str(tmp_path / "masked.tif"))
    alone = gdal.Open(masked["OUTPUT"]).ReadAsArray()
    drawn = np.isfinite(alone)
    assert (values[4][drawn] == 1).all()
    assert not drawn[40:, :5].any()  # the South Atlantic: the prediction area is land only
    inland = np.s_[15:25, 8:20]  # the Sahara and the Congo basin
    np.testing.assert_array_equal(drawn[inland], values[4][inland] == 1)
    assert drawn[inland].any()
    assert any("Pixels at sea that were left out: " in line for line in feedback.said)


def test_loaded_layers_are_styled(fitted, predicted, mapped):
    renderer = mapped().layer.renderer()
    assert isinstance(renderer, QgsSingleBandPseudoColorRenderer)
    colours = renderer.shader().rasterShaderFunction()
    items = colours.colorRampItemList()
    labels = [node.data(Qt.ItemDataRole.DisplayRole) for node in legend_of(mapped().layer)]
    assert labels[-len(items) :] == [item.label for item in items]  # no continuous legend
    assert all(item.label.endswith(" °C") for item in items)
    assert [item.value for item in items[1:-1]] == [float(item.label.split()[0]) for item in items[1:-1]]
    values = gdal.Open(mapped().results["OUTPUT"]).ReadAsArray()[0]
    assert items[0].label.startswith("< ") == (values.min() < items[0].value)
    assert items[-1].label.startswith("> ") == (values.max() > items[-1].value)
    renderer = mapped("zone").layer.renderer()
    assert isinstance(renderer, QgsPalettedRasterRenderer)
    assert [found.label for found in renderer.classes()] == ["Nørd", "Süd", "中"]
    renderer = predicted().layer.renderer()
    assert isinstance(renderer, QgsGraduatedSymbolRenderer)
    assert renderer.ranges()[0].label().endswith("°C")
    assert isinstance(predicted("zone").layer.renderer(), QgsCategorizedSymbolRenderer)
    renderer = fitted().layer.renderer()
    assert isinstance(renderer, QgsGraduatedSymbolRenderer)
    assert renderer.classAttribute() == "residual"


def legend_of(layer):
    """Return the nodes of a layer's legend."""
    nodes = legend_of.nodes = QgsMapLayerLegend.defaultRasterLegend(layer).createLayerTreeModelLegendNodes(
        QgsLayerTreeLayer(layer)
    )
    return nodes


def test_a_map_has_named_styles(mapped):
    layer, expected = mapped().layer, {}
    manager = layer.styleManager()
    assert manager.currentStyle() == "Prediction"
    for name in manager.styles():
        manager.setCurrentStyle(name)
        assert len(legend_of(layer)) >= 2
        expected[name] = layer.renderer().usesBands()
        picture = drawn_of(layer)
        colours = len(np.unique(picture.reshape(-1, 4), axis=0))
        assert colours > {"Area of applicability": 1, "Interval width": 0, "Expected error": 0}.get(name, 5)
    manager.setCurrentStyle("Upper limit")
    assert legend_texts(layer)[0] == "Upper limit (°C)"
    manager.setCurrentStyle("Interval width")
    shader = layer.renderer().shader().rasterShaderFunction()
    assert shader.colorRampItemList()[0].label.endswith(" °C")
    manager.setCurrentStyle("Distance to training points")
    assert legend_texts(layer)[0] == "Distance to training points (km)"
    shader = layer.renderer().shader().rasterShaderFunction()
    assert shader.colorRampItemList()[0].label.endswith(" km")
    manager.setCurrentStyle("Prediction")
    assert expected == {
        "Prediction": [1],
        "Lower limit": [2],
        "Upper limit": [3],
        "Expected error": [7],
        "Interval width": [8],
        "Dissimilarity": [4],
        "Area of applicability": [5],
        "Distance to training points": [6],
    }
    manager = mapped("zone").layer.styleManager()
    assert manager.currentStyle() == "Class"
    others = ["Area of applicability", "Dissimilarity", "Distance to training points", "Expected error"]
    assert sorted(manager.styles()) == sorted(["Class", "Probability", "Set size", *others])


def drawn_of(layer):
    """Return the pixels (h, w, 4) of a layer as the canvas renders it."""
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(layer.crs())
    settings.setExtent(layer.extent())
    settings.setOutputSize(QSize(100, 180))
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage().convertToFormat(QImage.Format.Format_RGBA8888)
    return np.frombuffer(image.constBits().asstring(image.sizeInBytes()), np.uint8).reshape(180, 100, 4)


@pytest.mark.parametrize(
    ("low", "high", "breaks"),
    [
        (3.24, 8.14, ["3", "4", "5", "6", "7", "8"]),
        (-17.3, 29.8, ["-20", "-10", "0", "10", "20", "30"]),
        (0.31, 0.42, ["0.32", "0.34", "0.36", "0.38", "0.40", "0.42"]),
        (12_345, 987_654, ["0", "200,000", "400,000", "600,000", "800,000", "1,000,000"]),
        (5, 5, ["4.96", "4.98", "5.00", "5.02", "5.04"]),
        (0, 0, ["-1.0", "-0.5", "0.0", "0.5", "1.0"]),
    ],
)
def test_legends_have_round_numbers(low, high, breaks):
    found = round_breaks(low, high)
    assert [written(value, found[1] - found[0]) for value in found] == breaks


@pytest.mark.parametrize(
    ("highest", "end"),
    [(None, 1), (0, 1), (1, 1), (0.51, 1), (0.5, 0.5), (0.3, 0.5), (0.2, 0.2), (0.04, 0.05), (0.011, 0.02)],
)
def test_the_ramp_of_a_rare_class_ends_near_its_highest_probability(highest, end):
    assert probability_scale(highest) == pytest.approx(end)


def test_layers_are_named_after_the_target(outcomes, fitted, predicted, mapped):
    fitted(), predicted(), mapped()
    assert {key: outcomes[key, "wärme"].title for key in ("fitmodel", "predictpoints", "predictmap")} == {
        "fitmodel": "wärme: out-of-fold predictions",
        "predictpoints": "wärme: predictions",
        "predictmap": "wärme: prediction",
    }


def test_a_layer_name_chosen_by_the_user_is_kept():
    context = QgsProcessingContext()
    for path, name in (("a", "Prediction map"), ("b", "My map")):
        details = QgsProcessingContext.LayerDetails(name, QgsProject.instance(), "OUTPUT")
        context.addLayerToLoadOnCompletion(path, details)
        name_when_loaded(path, context, "Prediction map", "pH: prediction")
    name_when_loaded("not loaded", context, "Prediction map", "pH: prediction")
    assert [context.layerToLoadOnCompletionDetails(path).name for path in "ab"] == [
        "pH: prediction",
        "My map",
    ]


def test_the_dialogs_offer_the_last_model_of_the_project(
    fitted, provider, tmp_path, qgis_iface, monkeypatch, run
):
    from processing.gui.AlgorithmDialog import AlgorithmDialog

    project = QgsProject.instance()
    project.clear()

    def offered(algorithm="predictmap"):
        made = QgsApplication.processingRegistry().createAlgorithmById(f"satclip:{algorithm}")
        parameter = made.parameterDefinition("MODEL_FILE")
        assert parameter.defaultValue() is None
        return parameter.defaultValueForGui()

    assert offered() is None
    first, second = (
        shutil.copy(fitted().results["MODEL_FILE"], tmp_path / name) for name in ("a.satclip", "b.satclip")
    )
    remember_model(project, str(first))
    remember_model(project, str(second))
    remember_model(None, str(first))
    assert project_models(project) == [second, first]
    assert {offered(name) for name in ("predictmap", "predictpoints", "evaluatemodel")} == {str(second)}
    browser = QgsBrowserGuiModel()
    monkeypatch.setattr(qgis_iface, "browserModel", lambda: browser, raising=False)
    dialog = AlgorithmDialog(QgsApplication.processingRegistry().createAlgorithmById("satclip:predictmap"))
    assert dialog.mainWidget().wrappers["MODEL_FILE"].parameterValue() == str(second)
    dialog.close()
    with pytest.raises(QgsProcessingException, match="MODEL_FILE"):  # scripts must set it
        run("satclip:predictmap", EXTENT="0,1,0,1 [EPSG:4326]", OUTPUT=str(tmp_path / "map.tif"))
    project.write(str(tmp_path / "project.qgz"))
    project.clear()
    assert offered() is None
    project.read(str(tmp_path / "project.qgz"))
    second.unlink()
    assert offered() == str(first)
    first.unlink()
    assert offered() is None
    project.clear()


def test_booleans_are_classes_and_missing_fields_are_reported(run, fit, layer, tmp_path):
    results = fit("cold", FIELDS=["noise", "zone"], COORDINATES=True, REPORT="", ROWS=None)
    assert "ROWS" not in results
    assert results["SCORE"] > 0.6
    with pytest.raises(
        QgsProcessingException, match="needs the field noise, which is not available for the pixels of a map"
    ):
        run(
            "satclip:predictmap",
            MODEL_FILE=results["MODEL_FILE"],
            EXTENT="0,10,0,10 [EPSG:4326]",
            OUTPUT=str(tmp_path / "map.tif"),
        )
    assert not (tmp_path / "map.tif").exists()
    other = QgsVectorLayer("Point?crs=EPSG:4326&field=noise:double", "other", "memory")
    with pytest.raises(QgsProcessingException, match="“other” has no field “zone”"):
        run("satclip:predictpoints", MODEL_FILE=results["MODEL_FILE"], INPUT=other, OUTPUT="memory:")


def test_a_model_without_its_unselected_field_predicts_a_map(run, fit, tmp_path, feedback):
    results = fit(FIELDS=["noise"], SELECT_PREDICTORS=True, REPORT="", ROWS=None)
    (sentence,) = [text for text in feedback.said if text.startswith("Selected predictors: ")]
    assert "Embedding (mini-l10)" in sentence.split("left out")[0]
    assert "noise" in sentence.split("left out")[1]
    drawn = run(
        "satclip:predictmap",
        MODEL_FILE=results["MODEL_FILE"],
        EXTENT="0,10,0,10 [EPSG:4326]",
        PIXEL_SIZE=2,
        OUTPUT=str(tmp_path / "map.tif"),
    )
    assert np.isfinite(gdal.Open(drawn["OUTPUT"]).GetRasterBand(1).ReadAsArray()).any()
