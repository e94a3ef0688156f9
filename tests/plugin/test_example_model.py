"""Test the example model for Processing: it is valid, runs with the real backend, and opens in the Model Designer."""

from __future__ import annotations

from pathlib import Path

import pytest
from processing.modeler.ModelerDialog import ModelerDialog
from qgis.core import QgsFeatureRequest, QgsRasterLayer, QgsVectorLayer

from satclip_qgis.gui.example_model import example_model, open_example_model

STATIONS = Path(__file__).resolve().parents[2] / "resources" / "demo" / "air_temperature.gpkg"


@pytest.fixture
def stations(qgis_app):
    """Return 80 weather stations of Europe."""
    layer = QgsVectorLayer(str(STATIONS), "stations", "ogr")
    request = QgsFeatureRequest().setFilterExpression("$x > -10 and $x < 30 and $y > 36 and $y < 60")
    return layer.materialize(request.setLimit(80))


def test_the_model_is_valid_for_the_algorithms(provider):
    model = example_model()
    assert model.validate() == (True, [])
    names = [definition.name() for definition in model.parameterDefinitions()]
    assert names[:4] == ["points", "target", "extent", "pixel_size"]
    assert all(model.helpContent()[name] for name in ("ALG_DESC", *names[:4]))


def test_the_model_runs_from_points_to_a_map(run, stations, tmp_path):
    files = {
        "fit:Model": tmp_path / "t.satclip",
        "fit:Report": tmp_path / "t.html",
        "fit:Out-of-fold predictions": tmp_path / "rows.gpkg",
        "predict:Prediction map": tmp_path / "map.tif",
    }
    run(
        example_model(),
        points=stations,
        target="mean_temp_c",
        extent="-10,30,36,60 [EPSG:4326]",
        pixel_size=1,
        **{name: str(file) for name, file in files.items()},
    )
    assert "mean_temp_c" in files["fit:Report"].read_text(encoding="utf-8")
    rows = QgsVectorLayer(str(files["fit:Out-of-fold predictions"]))
    assert rows.featureCount() == 80
    assert {"emb_pc1", "emb_pc10", "observed", "predicted"} <= set(rows.fields().names())
    drawn = QgsRasterLayer(str(files["predict:Prediction map"]))
    assert (drawn.width(), drawn.height()) == (40, 24)


def test_it_opens_in_the_model_designer_as_a_new_model(provider, monkeypatch):
    monkeypatch.setattr(
        "processing.modeler.ModelerDialog.iface", None
    )  # that of pytest-qgis has no icon size
    open_example_model()
    designer = ModelerDialog.dlgs[-1]
    try:
        assert designer.isVisible()
        assert designer.model().displayName() == "Points to prediction map"
        assert len(designer.model().childAlgorithms()) == 3
        assert designer.model().sourceFilePath() == ""  # Save asks for a file
    finally:
        designer.setDirty(False)
        designer.close()
