"""Test names, metadata and aliases of the layers that QGIS loads."""

from __future__ import annotations

import gc

import pytest
from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
    QgsVectorLayer,
)

from satclip_qgis.contract import _contract
from satclip_qgis.layers.metadata import describe, encoder_line, same_encoders, set_aliases
from satclip_qgis.outputs.aliases import aliases, aliases_of

ENCODER = "mini-l10"
EXTENT = "0,20,40,60 [EPSG:4326]"


@pytest.fixture
def loaded(provider, home, feedback, qgis_new_project):
    """Run an algorithm and load its outputs as dialogs do; return the layers by name of the output."""
    import processing
    from processing.gui.Postprocessing import handleAlgorithmResults
    from qgis.core import QgsApplication

    def loaded(name: str, outputs: tuple[str, ...], **parameters) -> dict:
        algorithm = QgsApplication.processingRegistry().createAlgorithmById(name)
        project = QgsProject.instance()
        for output in outputs:
            definition = QgsProcessingOutputLayerDefinition("TEMPORARY_OUTPUT", project)
            parameters[output] = definition
        context = QgsProcessingContext()
        context.setProject(project)
        context.setFeedback(feedback)
        results = processing.run(
            algorithm, parameters, context=context, feedback=feedback, onFinish=lambda *_: None
        )
        names = {key: context.layerToLoadOnCompletionDetails(results[key]).name for key in outputs}
        assert handleAlgorithmResults(algorithm, context, feedback, parameters=results)
        layers = project.mapLayers().values()
        return {key: next(layer for layer in layers if layer.name() == title) for key, title in names.items()}

    yield loaded
    gc.collect()


def test_a_map_and_its_table_name_their_encoder(loaded, backend):
    layers = loaded(
        "satclip:clustermap", ("OUTPUT", "TABLE"), EXTENT=EXTENT, PIXEL_SIZE=2, MODEL=ENCODER, CLUSTERS=3
    )
    known = backend.encoder(ENCODER)
    assert layers["OUTPUT"].name() == f"Cluster map ({ENCODER})"
    for layer in layers.values():
        about = layer.metadata()
        assert about.title() == layer.name()
        assert about.abstract().startswith("Assigns each pixel to a cluster")
        assert known["sha256"] in about.abstract()
        assert about.licenses() == [known["licence"]]
        assert about.history()[0].startswith("satclip:clustermap, SatCLIP for QGIS 0.1.0")
        assert about.crs() == layer.crs()
    table = layers["TABLE"]
    assert table.attributeDisplayName(table.fields().lookupField("area_km2")) == "Area (km²)"


def test_a_layer_with_embeddings_is_named_after_layer_and_encoder(loaded):
    layer = QgsVectorLayer("Point?crs=EPSG:4326&field=t:double", "stations", "memory")
    feature = QgsFeature(layer.fields())
    feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(10, 50)))
    layer.dataProvider().addFeature(feature)
    layers = loaded("satclip:embedpoints", ("OUTPUT",), INPUT=layer, MODEL=ENCODER)
    assert layers["OUTPUT"].name() == f"stations with embeddings ({ENCODER})"
    assert ENCODER in layers["OUTPUT"].metadata().abstract()


def test_every_prediction_field_has_an_alias(qgis_app):
    predicted = {name for fields in _contract()["predictions"].values() for name in fields}
    assert predicted <= set(aliases())


def test_a_field_with_another_name_has_it_in_its_alias(qgis_app):
    assert aliases_of({"lower": "lower", "b_lower": "lower", "emb_1": "emb_1"}) == {
        "lower": "Lower end of the prediction interval",
        "b_lower": "Lower end of the prediction interval (b_lower)",
    }


def test_an_alias_of_the_user_is_kept(qgis_app):
    layer = QgsVectorLayer("NoGeometry?field=rank:int&field=score:double", "table", "memory")
    layer.setFieldAlias(0, "My rank")
    set_aliases(layer, {"rank": "Rank", "score": "Score", "gone": "Gone"})
    assert [layer.attributeDisplayName(index) for index in (0, 1)] == ["My rank", "Score"]


def test_an_uninstalled_encoder_is_described_by_the_model(qgis_app):
    used = [{"id": "bundled", "weights_sha256": "ab"}, {"id": "gone", "weights_sha256": "cd"}]
    known = [{"id": "bundled", "name": "Blue Marble L40", "sha256": "ef", "licence": "GPL-3.0-or-later"}]
    first, second = same_encoders(known, used)
    assert encoder_line(first) == (
        "Encoder: Blue Marble L40 (bundled); SHA-256 of the weights: ab; Licence: GPL-3.0-or-later."
    )
    assert encoder_line(second) == "Encoder: gone; SHA-256 of the weights: cd."
    layer = QgsVectorLayer("NoGeometry?field=rank:int", "table", "memory")
    describe(layer, "A table.", "satclip:x", [first, second])
    assert layer.metadata().licenses() == ["GPL-3.0-or-later"]
    assert layer.metadata().abstract().count("\n") == 2
