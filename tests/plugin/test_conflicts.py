"""Test that no output overwrites an input: it is refused before any work, however the path is written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from osgeo import gdal
from qgis.core import (
    QgsDataSourceUri,
    QgsFeature,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterFile,
    QgsProcessingParameterVectorLayer,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsVectorLayerJoinInfo,
)
from qgis.PyQt.QtCore import QUrl

from satclip_qgis.outputs.conflicts import check_no_input_is_an_output

EMBED, FIT, SIMILAR = "satclip:embedpoints", "satclip:fitmodel", "satclip:similaritymap"
REFUSED = r"would overwrite .*which is an input .*Choose another file"
DRIVERS = {
    ".gpkg": "GPKG",
    ".shp": "ESRI Shapefile",
    ".geojson": "GeoJSON",
    ".sqlite": "SQLite",
    ".csv": "CSV",
}


@pytest.fixture(autouse=True)
def empty_project():
    yield
    QgsProject.instance().clear()


@pytest.fixture
def write(qgis_app, tmp_path):
    """Write a small layer of points; return its path."""

    def write(name: str, table: str = "", options: tuple = ()) -> Path:
        layer = QgsVectorLayer("Point?crs=EPSG:4326&field=name:string", "places", "memory")
        feature = QgsFeature(layer.fields())
        feature.setAttributes(["Bari"])
        feature.setGeometry(QgsGeometry.fromWkt("POINT(16.87 41.13)"))
        layer.dataProvider().addFeature(feature)
        save = QgsVectorFileWriter.SaveVectorOptions()
        save.driverName, save.layerName, save.layerOptions = DRIVERS[Path(name).suffix], table, list(options)
        if (tmp_path / name).exists():
            save.actionOnExistingFile = QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteLayer
        context = QgsProject.instance().transformContext()
        assert QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(tmp_path / name), context, save)[0] == 0
        return tmp_path / name

    return write


def refused(run, algorithm: str, file: Path, match: str = REFUSED, **parameters) -> None:
    """Check that the run is refused, the file is unchanged, and no other file is created."""
    before = file.read_bytes()
    with pytest.raises(QgsProcessingException, match=match):
        run(algorithm, **parameters)
    assert file.read_bytes() == before
    assert not list(file.parent.glob(".satclip_qgis*"))


@pytest.mark.parametrize("name", ["points.gpkg", "points.shp", "points.geojson", "points.sqlite"])
def test_an_output_must_not_overwrite_its_input_layer(run, write, name):
    path = write(name)
    refused(run, EMBED, path, INPUT=str(path), OUTPUT=str(path))


def test_other_spellings_of_the_path_are_recognised(run, write, tmp_path, monkeypatch):
    path = write("points.gpkg")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link.gpkg").symlink_to(path)
    (tmp_path / "linked").symlink_to(tmp_path)
    os.link(path, tmp_path / "hard.gpkg")
    monkeypatch.chdir(tmp_path)
    for spelling in (
        "points.gpkg",
        f"{tmp_path}/folder/../points.gpkg",
        f"{tmp_path}//points.gpkg",
        f"{tmp_path}/link.gpkg",
        f"{tmp_path}/linked/points.gpkg",
        f"{tmp_path}/hard.gpkg",
        QgsProcessingOutputLayerDefinition(str(path), QgsProject.instance()),
        f"ogr:dbname='{path}' table=\"points\" (geom)",
        f"ogr:dbname='{tmp_path}/link.gpkg' table=\"POINTS\" (geom)",
    ):
        refused(run, EMBED, path, INPUT=f"{path}|layername=points", OUTPUT=spelling)
        refused(run, EMBED, path, INPUT=str(path), OUTPUT=spelling)
    refused(run, EMBED, path, INPUT="link.gpkg", OUTPUT=str(path))
    refused(run, EMBED, path, INPUT=f"{path}|subset=name = 'Bari'", OUTPUT=str(path))


def test_layers_of_the_project_are_recognised(run, write):
    path = write("points.gpkg")
    layer = QgsVectorLayer(str(path), "my places", "ogr")
    QgsProject.instance().addMapLayer(layer)
    selected = QgsProcessingFeatureSourceDefinition(layer.id(), selectedFeaturesOnly=True)
    for given in (layer, layer.id(), "my places", selected):
        refused(run, EMBED, path, INPUT=given, OUTPUT=str(path))


def test_sidecar_files_of_a_shapefile_are_recognised(run, write):
    path = write("points.shp")
    refused(run, EMBED, path, INPUT=str(path), OUTPUT=str(path.with_suffix(".dbf")))
    refused(run, EMBED, path, INPUT=str(path.with_suffix(".dbf")), OUTPUT=str(path))


def test_delimited_text_files_are_recognised(run, tmp_path):
    path = tmp_path / "my rows.csv"
    path.write_text("lon,lat,n\n16.87,41.13,1\n")
    uri = QUrl.fromLocalFile(str(path)).toString(QUrl.ComponentFormattingOption.FullyEncoded)
    uri += "?type=csv&xField=lon&yField=lat&crs=EPSG:4326"
    layer = QgsVectorLayer(uri, "rows", "delimitedtext")
    assert layer.isValid()
    for given in (layer, f"delimitedtext://{uri}"):
        refused(run, EMBED, path, INPUT=given, OUTPUT=str(path))


def test_joined_layers_and_sources_are_recognised(run, write, tmp_path):
    places, more = write("places.gpkg"), write("more.gpkg")
    layer, joined = QgsVectorLayer(str(places), "places", "ogr"), QgsVectorLayer(str(more), "more", "ogr")
    QgsProject.instance().addMapLayers([layer, joined])
    join = QgsVectorLayerJoinInfo()
    join.setJoinLayer(joined)
    join.setTargetFieldName("name")
    join.setJoinFieldName("name")
    assert layer.addJoin(join)
    refused(run, EMBED, more, INPUT=layer, OUTPUT=str(more))
    query = QUrl.toPercentEncoding("select * from more").data().decode()
    refused(run, EMBED, more, INPUT=QgsVectorLayer(f"?query={query}", "virtual", "virtual"), OUTPUT=str(more))
    embedded = QgsVectorLayer(f"?layer=ogr:{more}:inner:UTF-8", "virtual", "virtual")
    refused(run, EMBED, more, INPUT=embedded, OUTPUT=str(more))
    vrt = tmp_path / "more.vrt"
    vrt.write_text(
        '<OGRVRTDataSource><OGRVRTLayer name="more"><SrcDataSource relativeToVRT="1">more.gpkg</SrcDataSource>'
        "</OGRVRTLayer></OGRVRTDataSource>"
    )
    refused(run, EMBED, more, INPUT=str(vrt), OUTPUT=str(more))


def test_database_tables_are_compared_by_their_uri(provider):
    """The data source is sufficient; no server is contacted."""
    algorithm = provider.algorithm("embedpoints").create()
    layer = QgsVectorLayer('dbname=gis host=localhost table="public"."Towns" (geom)', "towns", "postgres")
    for output, same in (
        ('postgis:dbname=gis host=127.0.0.1 table="public"."Towns" (geom)', True),
        ('postgres:dbname=gis table="towns" (geom)', True),
        ('postgis:dbname=gis host=localhost table="public"."villages" (geom)', False),
        ('postgis:dbname=test host=localhost table="public"."Towns" (geom)', False),
    ):
        given = {"INPUT": layer, "OUTPUT": output}
        if same:
            with pytest.raises(QgsProcessingException, match=REFUSED):
                check_no_input_is_an_output(algorithm, given, QgsProcessingContext())
        else:
            check_no_input_is_an_output(algorithm, given, QgsProcessingContext())
    assert QgsDataSourceUri(layer.source()).table() == "Towns"


def test_an_input_must_not_be_appended_to(provider, write):
    path = write("points.gpkg")
    append = QgsProcessingOutputLayerDefinition(f"{path}|layername=points")
    append.setRemappingDefinition(append.remappingDefinition())
    algorithm = provider.algorithm("embedpoints").create()
    with pytest.raises(QgsProcessingException, match=REFUSED):
        check_no_input_is_an_output(algorithm, {"INPUT": str(path), "OUTPUT": append}, QgsProcessingContext())


def test_another_table_of_the_same_geopackage_is_allowed(run, write):
    path = write("data.gpkg", "points")
    write("data.gpkg", "other")
    results = run(
        EMBED, INPUT=f"{path}|layername=points", OUTPUT=f"ogr:dbname='{path}' table=\"embedded\" (geom)"
    )
    assert results["OUTPUT"] == f"{path}|layername=embedded"
    layer = QgsVectorLayer(str(path), "", "ogr")
    names = {part.split("!!::!!")[1] for part in layer.dataProvider().subLayers()}
    assert names == {"points", "other", "embedded"}
    assert QgsVectorLayer(results["OUTPUT"], "", "ogr").featureCount() == 1


@pytest.fixture
def raster(tmp_path) -> Path:
    path = tmp_path / "image.tif"
    made = gdal.GetDriverByName("GTiff").Create(str(path), 4, 4)
    made.SetGeoTransform((10, 1, 0, 50, 0, -1))
    made.SetProjection("EPSG:4326")
    return path


def test_a_raster_that_defines_the_extent_is_an_input(run, raster):
    refused(run, SIMILAR, raster, POINT="12,48", EXTENT=str(raster), PIXEL_SIZE=1, OUTPUT=str(raster))


def test_sources_of_a_virtual_raster_are_inputs(run, raster, tmp_path):
    gdal.Translate(str(tmp_path / "over.vrt"), str(raster), format="VRT")
    refused(
        run,
        SIMILAR,
        raster,
        POINT="12,48",
        EXTENT=str(tmp_path / "over.vrt"),
        PIXEL_SIZE=1,
        OUTPUT=str(raster),
    )
    refused(run, "satclip:pretrain", raster, RASTERS=[str(tmp_path / "over.vrt")], OUTPUT=str(raster))


def test_every_input_is_checked_against_every_output(run, write, tmp_path, raster):
    path = write("points.gpkg")
    model = tmp_path / "model.satclip"
    model.write_bytes(b"a model")
    extent = {"EXTENT": "10,20,40,50 [EPSG:4326]", "PIXEL_SIZE": 5}
    refused(run, FIT, path, INPUT=str(path), TARGET="name", MODEL_FILE=str(path))
    refused(run, FIT, path, INPUT=str(path), TARGET="name", MODEL_FILE=str(model), ROWS=str(path))
    refused(run, FIT, path, INPUT=str(path), TARGET="name", MODEL_FILE=str(model), REPORT=str(path))
    refused(run, "satclip:predictpoints", model, MODEL_FILE=str(model), INPUT=str(path), OUTPUT=str(path))
    refused(run, "satclip:predictmap", model, MODEL_FILE=str(model), **extent, OUTPUT=str(model))
    refused(run, "satclip:evaluatemodel", model, MODEL_FILE=str(model), INPUT=str(path), REPORT=str(model))
    refused(run, "satclip:compareencoders", path, INPUT=str(path), TARGET="name", TABLE=str(path))
    refused(run, SIMILAR, path, PLACES=str(path), **extent, OUTPUT=str(path))
    refused(run, "satclip:pretrain", path, RASTERS=[str(raster)], AREA=str(path), CARD=str(path))
    folder = tmp_path / "patches"
    (folder / "images").mkdir(parents=True)
    (folder / "images" / "a.tif").write_bytes(raster.read_bytes())
    (folder / "index.csv").write_text("lat,lon,url,fn\n")
    inside = folder / "images" / "a.tif"
    refused(run, "satclip:pretrain", inside, FOLDER=str(folder), OUTPUT=str(inside))
    refused(run, "satclip:pretrain", inside, FOLDER=str(folder), CARD=str(folder / "index.csv"))
    refused(run, "satclip:sampleimagery", inside, RASTERS=[str(inside)], OUTPUT=str(folder))
    index = f"delimitedtext://file://{folder}/index.csv?type=csv&xField=lon&yField=lat&crs=EPSG:4326"
    refused(run, "satclip:sampleimagery", inside, RASTERS=[str(raster)], POINTS=index, OUTPUT=str(folder))


def test_two_outputs_must_not_be_the_same_file(run, write, tmp_path):
    path = write("points.gpkg")
    both, out = r"would both write to", str(tmp_path / "out.satclip")
    refused(
        run,
        FIT,
        path,
        both,
        INPUT=str(path),
        TARGET="name",
        MODEL_FILE=out,
        REPORT=f"{tmp_path}/./out.satclip",
    )
    refused(
        run,
        FIT,
        path,
        both,
        INPUT=str(path),
        TARGET="name",
        MODEL_FILE=f"{tmp_path}/a.dbf",
        ROWS=f"{tmp_path}/a.shp",
    )


@pytest.fixture
def model_of(provider):
    """A model that embeds the centroids of its layer IN. A file FILE is an input, too."""

    def model_of(layer_is_last: bool = False) -> QgsProcessingModelAlgorithm:
        source = QgsProcessingModelChildParameterSource
        model = QgsProcessingModelAlgorithm("embed", "embed")
        model.addModelParameter(
            QgsProcessingParameterVectorLayer("IN", "in"), QgsProcessingModelParameter("IN")
        )
        model.addModelParameter(
            QgsProcessingParameterFile("FILE", "file", optional=True), QgsProcessingModelParameter("FILE")
        )
        centroids = QgsProcessingModelChildAlgorithm("native:centroids")
        centroids.setChildId("centroids")
        centroids.addParameterSources("INPUT", [source.fromModelParameter("IN")])
        model.addChildAlgorithm(centroids)
        embed = QgsProcessingModelChildAlgorithm("satclip:embedpoints")
        embed.setChildId("embed")
        embed.addParameterSources("INPUT", [source.fromChildOutput("centroids", "OUTPUT")])
        embed.addParameterSources("MODEL", [source.fromStaticValue("mini-l10")])
        output = QgsProcessingModelOutput("RESULT", "RESULT")
        output.setChildId("embed")
        output.setChildOutputName("OUTPUT")
        embed.setModelOutputs({"RESULT": output})
        model.addChildAlgorithm(embed)
        model.initAlgorithm()
        return model

    return model_of


def test_a_model_must_not_overwrite_its_own_input(model_of, home, write, feedback):
    """Its inputs are read by another step than the one that writes, so they are found in the model's variables."""
    path = write("points.gpkg")
    before = path.read_bytes()
    model, context = model_of(), QgsProcessingContext()
    name = model.destinationParameterDefinitions()[0].name()
    _, fine = model.run({"IN": str(path), name: str(path)}, context, feedback)
    assert not fine
    assert "would overwrite" in " ".join(feedback.warned)
    assert path.read_bytes() == before
    out = path.with_name("out.gpkg")
    _, fine = model.run({"IN": str(path), name: str(out)}, context, feedback)
    assert fine, feedback.warned
    assert QgsVectorLayer(str(out), "", "ogr").featureCount() == 1
