"""Test written layers: they are complete or refused before any work, and failed runs leave and change nothing."""

from __future__ import annotations

import json
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from qgis.core import (
    QgsFeature,
    QgsField,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
    QgsProperty,
    QgsRemappingSinkDefinition,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QDate, QDateTime, QLockFile, QTime, QVariant

from satclip_qgis.algorithms import embed_points

EMBED, CLUSTER, COMPARE = "satclip:embedpoints", "satclip:clustermap", "satclip:compareencoders"
LAYERS = Path(__file__).parents[1] / "data" / "layers"
TWO = {"ADD": 1, "COMPONENTS": 2}
"""Two new fields: emb_pc1 and emb_pc2."""


def layer_of(fields: dict, rows: list[list], wkt: str | None = "POINT(16.87 41.13)") -> QgsVectorLayer:
    layer = QgsVectorLayer("Point?crs=EPSG:4326", "places", "memory")
    layer.dataProvider().addAttributes([QgsField(name, kind) for name, kind in fields.items()])
    layer.updateFields()
    features = []
    for row in rows:
        feature = QgsFeature(layer.fields())
        feature.setAttributes(row)
        if wkt:
            feature.setGeometry(QgsGeometry.fromWkt(wkt))
        features.append(feature)
    assert layer.dataProvider().addFeatures(features)[0]
    return layer


def read(path: object) -> tuple[list[str], list[list]]:
    layer = QgsVectorLayer(str(path), "", "ogr")
    assert layer.isValid()
    return [field.name() for field in layer.fields()], [
        feature.attributes() for feature in layer.getFeatures()
    ]


def refused(run, match: str, output: Path, **parameters) -> None:
    with pytest.raises(QgsProcessingException, match=match):
        run(EMBED, **{**TWO, "OUTPUT": str(output), **parameters})
    assert not list(output.parent.iterdir())


def opens_encoded_paths(folder: Path) -> bool:
    """Return whether QGIS opens a GeoPackage with %20 in its path: not with GDAL 3.6."""
    (folder / "%20").mkdir()
    path, options = str(folder / "%20" / "a.gpkg"), QgsVectorFileWriter.SaveVectorOptions()
    context = QgsProject.instance().transformContext()
    QgsVectorFileWriter.writeAsVectorFormatV3(layer_of({}, [[]]), path, context, options)
    found = QgsVectorLayer(path, "", "ogr").isValid()
    shutil.rmtree(folder / "%20")
    return found


# Features


@pytest.mark.parametrize("name", ["out.fgb", "out.kml", "out.tab", "out.sqlite"])
def test_a_format_that_loses_features_without_geometry_is_refused(run, tmp_path, name):
    """FlatGeobuf drops them; the others write them at 0, 0 in the Gulf of Guinea."""
    layer = layer_of({"n": QVariant.Int}, [[1]], wkt=None)
    refused(
        run,
        "features without a geometry, and feature .* has none.*GeoPackage",
        tmp_path / name,
        INPUT=layer,
    )


@pytest.mark.parametrize("name", ["out.gpkg", "out.geojson", "out.gml"])
def test_other_formats_keep_features_without_geometry(run, tmp_path, name):
    run(EMBED, INPUT=str(LAYERS / "types.geojson"), OUTPUT=str(tmp_path / name), **TWO)
    layer = QgsVectorLayer(str(tmp_path / name), "", "ogr")
    assert layer.featureCount() == 4
    assert [feature.geometry().isEmpty() for feature in layer.getFeatures()].count(True) == 1


def test_a_flatgeobuf_of_features_that_all_have_a_geometry(run, tmp_path):
    layer = layer_of({"n": QVariant.Int}, [[1], [2], [3]])
    run(EMBED, INPUT=layer, OUTPUT=str(tmp_path / "out.fgb"), **TWO)
    assert sorted(row[0] for row in read(tmp_path / "out.fgb")[1]) == [1, 2, 3]


def test_features_without_geometry_are_reported(run, tmp_path, feedback):
    run(EMBED, INPUT=layer_of({"n": QVariant.Int}, [[1]]), OUTPUT=str(tmp_path / "out.csv"), **TWO)
    assert any("CSV stores no geometries" in text for text in feedback.warned)
    assert len(read(tmp_path / "out.csv")[1]) == 1


# Fields


def test_a_text_field_called_fid_is_kept(run, tmp_path, feedback):
    run(EMBED, INPUT=str(LAYERS / "txtfid.geojson"), OUTPUT=str(tmp_path / "out.gpkg"), **TWO)
    before, after = read(LAYERS / "txtfid.geojson"), read(tmp_path / "out.gpkg")
    assert after[0][:2] == ["fid_1", "fid"]
    assert [row[1] for row in after[1]] == [row[before[0].index("fid")] for row in before[1]]
    assert any("“fid” can't be the primary key" in text for text in feedback.said)


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (QVariant.LongLong, [7, 7]),
        (QVariant.LongLong, [1, None]),
        (QVariant.LongLong, [-1, 2]),
        (QVariant.Double, [1.5, 2.0]),
        (QVariant.String, ["007", "008"]),
    ],
)
@pytest.mark.parametrize("table", [False, True])
def test_a_fid_field_that_is_no_key_is_kept(run, tmp_path, kind, values, table):
    path = tmp_path / "out.gpkg"
    output = f"ogr:dbname='{path}' table=\"places\" (geom)" if table else str(path)
    results = run(EMBED, INPUT=layer_of({"FID": kind}, [[value] for value in values]), OUTPUT=output, **TWO)
    names, rows = read(results["OUTPUT"])
    assert names[:2] == ["fid_1", "FID"]
    assert [row[1] or None for row in rows] == values


def test_unique_integers_stay_the_key(run, tmp_path):
    run(
        EMBED,
        INPUT=layer_of({"fid": QVariant.LongLong}, [[1010], [1001]]),
        OUTPUT=str(tmp_path / "out.gpkg"),
        **TWO,
    )
    names, rows = read(tmp_path / "out.gpkg")
    assert names == ["fid", "emb_pc1", "emb_pc2"]
    assert sorted(row[0] for row in rows) == [1001, 1010]


@pytest.mark.parametrize("table", [False, True])
def test_a_field_with_the_name_of_the_geometry_is_kept(run, tmp_path, table):
    path = tmp_path / "out.gpkg"
    output = f"ogr:dbname='{path}' table=\"places\" (geom)" if table else str(path)
    results = run(EMBED, INPUT=layer_of({"geom": QVariant.String}, [["a"]]), OUTPUT=output, **TWO)
    assert read(results["OUTPUT"])[1][0][1] == "a"


def appended_to(path: Path) -> QgsProcessingOutputLayerDefinition:
    """Return the destination of "Append to layer" in a dialog."""
    layer = QgsVectorLayer(str(path), "", "ogr")
    mapping = QgsRemappingSinkDefinition()
    mapping.setDestinationFields(layer.fields())
    mapping.setDestinationCrs(layer.crs())
    mapping.setDestinationWkbType(layer.wkbType())
    mapping.setFieldMap({name: QgsProperty.fromField(name) for name in ("n", "emb_pc1", "emb_pc2")})
    output = QgsProcessingOutputLayerDefinition(str(path))
    output.setRemappingDefinition(mapping)
    return output


def test_features_are_appended(run, tmp_path):
    path = tmp_path / "out.gpkg"
    run(EMBED, INPUT=layer_of({"n": QVariant.Int}, [[1], [2]]), OUTPUT=str(path), **TWO)
    run(EMBED, INPUT=layer_of({"n": QVariant.Int}, [[3]]), OUTPUT=appended_to(path), **TWO)
    rows = read(path)[1]
    assert [row[1] for row in rows] == [1, 2, 3]
    assert rows[0][2:] == pytest.approx(rows[2][2:], abs=1e-5)


def test_a_cancelled_run_appends_nothing(run, cancelling, tmp_path):
    path = tmp_path / "out.gpkg"
    run(EMBED, INPUT=layer_of({"n": QVariant.Int}, [[1], [2]]), OUTPUT=str(path), **TWO)
    cancelling()
    with pytest.raises(QgsProcessingException, match="Cancelled"):
        run(EMBED, INPUT=layer_of({"n": QVariant.Int}, [[3]] * 5_000), OUTPUT=appended_to(path), **TWO)
    assert [row[1] for row in read(path)[1]] == [1, 2]


def test_field_names_with_special_characters(run, tmp_path):
    names = ["q\"uo'te", "new\nline", "温度", "x" * 100, "a b|c,d;e", "select"]
    layer = layer_of(dict.fromkeys(names, QVariant.String), [list("abcdef")])
    run(EMBED, INPUT=layer, PREFIX='p"\n%é ', OUTPUT=str(tmp_path / "out.gpkg"), **TWO)
    found, rows = read(tmp_path / "out.gpkg")
    assert found == ["fid", *names, 'p"\n%é pc1', 'p"\n%é pc2']
    assert rows[0][1:7] == list("abcdef")


@pytest.mark.parametrize("name", ["out.gpkg", "out.csv", "out.sqlite"])
def test_field_names_that_differ_in_case_only(run, tmp_path, name):
    layer = layer_of({"Name": QVariant.String, "name": QVariant.String}, [["a", "b"]])
    refused(run, "“Name” and “name” differ", tmp_path / name, INPUT=layer)


def test_names_changed_by_a_shapefile_are_logged(run, tmp_path, feedback):
    layer = layer_of({"population_2020": QVariant.Int, "population_2021": QVariant.Int}, [[1, 2]])
    run(EMBED, INPUT=layer, OUTPUT=str(tmp_path / "out.shp"), **TWO)
    assert any("“population_2020” → “population”" in text for text in feedback.warned)
    assert read(tmp_path / "out.shp")[1][0][:2] == [1, 2]


def test_a_shapefile_that_would_truncate_or_round_is_refused(run, tmp_path):
    text = layer_of({"note": QVariant.String}, [["é" * 127], ["é" * 128]])
    refused(
        run, "at most 254 bytes of text, and “note” of feature 2 has 256", tmp_path / "out.shp", INPUT=text
    )
    number = layer_of({"id": QVariant.LongLong}, [[2**53], [2**53 + 1]])
    refused(
        run,
        "can't store the number 9007199254740993 in “id” of feature 2",
        tmp_path / "out.shp",
        INPUT=number,
    )


def test_values_that_fit_a_shapefile_are_exact(run, tmp_path):
    layer = layer_of({"note": QVariant.String, "id": QVariant.LongLong}, [["é" * 127, 2**53]])
    run(EMBED, INPUT=layer, OUTPUT=str(tmp_path / "out.shp"), **TWO)
    assert read(tmp_path / "out.shp")[1][0][:2] == ["é" * 127, 2**53]


def test_a_geopackage_keeps_long_texts_and_numbers(run, tmp_path):
    layer = layer_of({"note": QVariant.String, "id": QVariant.LongLong}, [["é" * 20_000, 2**62 + 1]])
    run(EMBED, INPUT=layer, OUTPUT=str(tmp_path / "out.gpkg"), **TWO)
    assert read(tmp_path / "out.gpkg")[1][0][1:3] == ["é" * 20_000, 2**62 + 1]


def test_a_text_longer_than_its_field_declares_is_kept(run, tmp_path):
    layer = QgsVectorLayer("Point?crs=EPSG:4326&field=code:string(3)", "places", "memory")
    layer.dataProvider().addFeature(QgsFeature(layer.fields()))
    save = QgsVectorFileWriter.SaveVectorOptions()
    save.layerOptions = ["SPATIAL_INDEX=NO"]
    context = QgsProject.instance().transformContext()
    QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(tmp_path / "places.gpkg"), context, save)
    with closing(sqlite3.connect(tmp_path / "places.gpkg")) as database, database:
        database.execute("UPDATE places SET code = '12345'")
    run(EMBED, INPUT=str(tmp_path / "places.gpkg"), OUTPUT=str(tmp_path / "out.gpkg"), **TWO)
    assert read(tmp_path / "out.gpkg")[1][0][1] == "12345"


def test_fields_that_a_format_leaves_out_are_not_taken_for_renamed_ones(run, tmp_path):
    """KML has no dates, and fields of its own."""
    layer = layer_of(
        {"a": QVariant.Int, "b": QVariant.Int, "day": QVariant.Date}, [[1, 2, QDate(2020, 1, 31)]]
    )
    refused(run, "KML can't store these fields: “day”", tmp_path / "out.kml", INPUT=layer)


def test_unsupported_field_types_are_refused(run, tmp_path):
    moment = QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5))
    times = layer_of({"when": QVariant.DateTime, "hour": QVariant.Time}, [[moment, QTime(3, 4, 5)]])
    refused(run, "KML can't store these fields: .*“when”", tmp_path / "out.kml", INPUT=times)
    refused(run, "FlatGeobuf can't store these fields: .*“hour”", tmp_path / "out.fgb", INPUT=times)
    data = layer_of({"photo": QVariant.ByteArray}, [[None]])
    refused(run, "ESRI Shapefile can't store .*photo", tmp_path / "out.shp", INPUT=data)
    names = layer_of({"n": QVariant.Int}, [[1]])
    refused(run, "DXF can't store this layer: .*field", tmp_path / "out.dxf", INPUT=names)
    refused(run, "GPX can't store this layer: .*field", tmp_path / "out.gpx", INPUT=names)


@pytest.mark.parametrize("name", ["out.gpkg", "out.fgb", "out.shp", "out.csv", "out.geojson"])
def test_lists_and_objects_are_kept_or_written_as_json(run, tmp_path, feedback, name):
    layer = QgsVectorLayer(str(LAYERS / "nested.geojson"), "plots", "ogr")
    wanted = [feature.attributeMap() for feature in layer.getFeatures()]
    run(EMBED, INPUT=layer, OUTPUT=str(tmp_path / name), **TWO)
    made = QgsVectorLayer(str(tmp_path / name), "", "ogr")
    kept = [feature.attributeMap() for feature in made.getFeatures()]
    assert len(kept) == 2
    for sent, got in zip(wanted, kept):
        for field in ("tags", "soil", "depths"):
            value = got[field]
            assert (json.loads(value) if isinstance(value, str) else value) == sent[field]
    assert any("“soil”" in text for text in feedback.said)


def test_json_that_is_too_long_for_a_shapefile_is_refused(run, tmp_path):
    text = (LAYERS / "nested.geojson").read_text().replace("horizons", "h" * 300)
    (tmp_path / "long.geojson").write_text(text)
    (tmp_path / "here").mkdir()
    output = tmp_path / "here" / "out.shp"
    refused(run, "“soil” of feature 0 has 323", output, INPUT=str(tmp_path / "long.geojson"))


def test_geometries_of_several_kinds(run, tmp_path):
    layer = str(LAYERS / "kinds.gpkg")
    refused(
        run,
        "mixes geometry types .*Choose another format, such as GeoPackage",
        tmp_path / "out.shp",
        INPUT=layer,
    )
    run(EMBED, INPUT=layer, OUTPUT=str(tmp_path / "out.gpkg"), **TWO)
    assert len(read(tmp_path / "out.gpkg")[1]) == 3


def test_two_thousand_fields(run, tmp_path):
    layer = layer_of({f"f{number}": QVariant.Int for number in range(1_900)}, [list(range(1_900))])
    run(EMBED, INPUT=layer, OUTPUT=str(tmp_path / "out.gpkg"))
    assert read(tmp_path / "out.gpkg")[1][0][1:1901] == list(range(1_900))
    (tmp_path / "out.gpkg").unlink()
    more = layer_of({f"f{number}": QVariant.Int for number in range(2_000)}, [list(range(2_000))])
    refused(run, "GPKG can't store this layer: .*too many columns", tmp_path / "out.gpkg", INPUT=more)


# Failed runs


@pytest.fixture
def cancelling(feedback, monkeypatch):
    """Cancel a run after some features are written."""
    monkeypatch.setattr(embed_points, "VALUES", 4_000)
    return lambda: feedback.progressChanged.connect(lambda progress: feedback.cancel())


@pytest.mark.parametrize("name", ["out.gpkg", "out.shp", "out.geojson", "out.csv", "out.tab"])
def test_a_cancelled_run_keeps_the_existing_file(run, cancelling, tmp_path, name):
    layer = layer_of({"n": QVariant.Int}, [[1]] * 5_000)
    run(EMBED, INPUT=layer_of({"n": QVariant.Int}, [[1]]), OUTPUT=str(tmp_path / name), **TWO)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    cancelling()
    with pytest.raises(QgsProcessingException, match="Cancelled"):
        run(EMBED, INPUT=layer, OUTPUT=str(tmp_path / name), **TWO)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize("name", ["out.gpkg", "out.shp"])
def test_a_file_is_replaced_with_its_sidecar_files(run, tmp_path, name):
    run(EMBED, INPUT=layer_of({"n": QVariant.Int}, [[1]] * 3), OUTPUT=str(tmp_path / name), **TWO)
    for stale in ("out.qix", "out.gpkg-wal"):
        (tmp_path / stale).write_bytes(b"of the file before")
    run(EMBED, INPUT=layer_of({"m": QVariant.Int}, [[1]]), OUTPUT=str(tmp_path / name), **TWO)
    assert len(read(tmp_path / name)[1]) == 1
    assert not (tmp_path / ("out.gpkg-wal" if name == "out.gpkg" else "out.qix")).exists()


def test_a_link_stays_a_link(run, tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "places.gpkg").write_bytes(b"what was there")
    (tmp_path / "out.gpkg").symlink_to(tmp_path / "real" / "places.gpkg")
    results = run(EMBED, INPUT=layer_of({"n": QVariant.Int}, [[1]]), OUTPUT=str(tmp_path / "out.gpkg"), **TWO)
    assert results["OUTPUT"] == str(tmp_path / "out.gpkg")
    assert (tmp_path / "out.gpkg").is_symlink()
    assert len(read(tmp_path / "real" / "places.gpkg")[1]) == 1
    assert [path.name for path in (tmp_path / "real").iterdir()] == ["places.gpkg"]


def test_a_failed_run_drops_its_table(run, cancelling, tmp_path):
    path = tmp_path / "data.gpkg"
    run(EMBED, INPUT=layer_of({"n": QVariant.Int}, [[1]]), OUTPUT=str(path), **TWO)
    cancelling()
    with pytest.raises(QgsProcessingException, match="Cancelled"):
        run(
            EMBED,
            INPUT=layer_of({"n": QVariant.Int}, [[1]] * 5_000),
            OUTPUT=f"ogr:dbname='{path}' table=\"more\" (geom)",
            **TWO,
        )
    layer = QgsVectorLayer(str(path), "", "ogr")
    assert [name.split("!!::!!")[1] for name in layer.dataProvider().subLayers()] == ["data"]


def test_no_table_is_left_in_a_new_database(run, cancelling, tmp_path):
    cancelling()
    with pytest.raises(QgsProcessingException, match="Cancelled"):
        run(
            EMBED,
            INPUT=layer_of({"n": QVariant.Int}, [[1]] * 5_000),
            OUTPUT=f"ogr:dbname='{tmp_path}/new.gpkg' table=\"more\" (geom)",
            **TWO,
        )
    assert not list(tmp_path.iterdir())


@pytest.fixture
def small_files():
    """Limit the size of files that this process may write, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    yield lambda size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, handler)


@pytest.mark.parametrize("name", ["out.gpkg", "out.shp", "out.geojson", "out.csv", "out.fgb"])
def test_a_full_disk_while_writing_features(run, tmp_path, small_files, name):
    layer = layer_of({"n": QVariant.Int}, [[1]] * 3_000)
    run(
        EMBED, INPUT=layer_of({"n": QVariant.Int}, [[1]]), OUTPUT=str(tmp_path / "other.gpkg")
    )  # start the backend
    (tmp_path / name).write_bytes(b"what was there")
    small_files(400_000)
    with pytest.raises(QgsProcessingException, match=r"could not be written|contains only \d+ of 3000"):
        run(EMBED, INPUT=layer, OUTPUT=str(tmp_path / name))
    small_files(resource.RLIM_INFINITY)
    assert {path.name for path in tmp_path.iterdir()} == {"other.gpkg", name}
    assert (tmp_path / name).read_bytes() == b"what was there"


def test_a_full_disk_while_saving_a_map(run, backend, tmp_path, small_files):
    backend.status()  # start the backend before the limit, which it would inherit
    small_files(10_000)
    with pytest.raises(
        QgsProcessingException, match=f"{tmp_path}/map.tif could not be written: File too large"
    ):
        run("satclip:embeddingmap", EXTENT="0,20,40,50", PIXEL_SIZE=0.1, OUTPUT=str(tmp_path / "map.tif"))
    small_files(resource.RLIM_INFINITY)
    assert not list(tmp_path.iterdir())


def test_outputs_are_atomic(run, feedback, tmp_path):
    """A folder appears at the path of the table while the map is written, so the map is rolled back, too."""
    (tmp_path / "map.tif").write_bytes(b"a map")
    feedback.progressChanged.connect(lambda progress: (tmp_path / "classes.gpkg").mkdir(exist_ok=True))
    with pytest.raises(QgsProcessingException, match=r"classes\.gpkg can't be written"):
        run(
            CLUSTER,
            EXTENT="0,10,40,50 [EPSG:4326]",
            PIXEL_SIZE=1,
            CLUSTERS=2,
            OUTPUT=str(tmp_path / "map.tif"),
            TABLE=str(tmp_path / "classes.gpkg"),
        )
    assert {path.name for path in tmp_path.iterdir()} == {"map.tif", "classes.gpkg"}
    assert (tmp_path / "map.tif").read_bytes() == b"a map"


def test_a_job_that_fails_leaves_no_output(run, tmp_path):
    layer = layer_of({"n": QVariant.Double}, [[1.0]] * 50)
    with pytest.raises(QgsProcessingException):
        run(
            COMPARE,
            INPUT=layer,
            TARGET="n",
            ENCODERS="mini-l10",
            REPORT=str(tmp_path / "report.html"),
            TABLE=str(tmp_path / "table.csv"),
        )
    assert not list(tmp_path.iterdir())


def test_leftovers_of_a_killed_run_are_deleted_by_the_next(run, tmp_path):
    killed, running = tmp_path / ".satclip_qgis-00000001", tmp_path / ".satclip_qgis-00000002"
    for folder in (killed, running):
        (folder / "old").mkdir(parents=True)
        (folder / "new").mkdir()
        (folder / "new" / "big.gpkg").write_bytes(b"half of a file")
    holding = "import sys, time; from qgis.PyQt.QtCore import QLockFile; lock = QLockFile(sys.argv[1]); "
    holding += "lock.setStaleLockTime(0); print(lock.tryLock(0), flush=True); time.sleep(60)"
    command = [sys.executable, "-c", holding, str(killed / "lock")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "True\n"
        process.kill()
    (killed / "old" / "mine.gpkg").write_bytes(b"moved away, not yet replaced")
    lock = QLockFile(str(running / "lock"))
    assert lock.tryLock(0)
    run(EMBED, INPUT=layer_of({"n": QVariant.Int}, [[1]]), OUTPUT=str(tmp_path / "out.gpkg"), **TWO)
    assert {path.name for path in tmp_path.iterdir()} == {"out.gpkg", "mine.gpkg", running.name}
    lock.unlock()


# Destinations


@pytest.mark.parametrize(
    ("name", "match"),
    [
        ("x" * 300 + ".gpkg", "can't be read or written: File name too long"),
        ("no/such/out.gpkg", "folder .* does not exist"),
        ("folder", "is a folder"),
        ("locked.gpkg", "is read-only"),
    ],
)
def test_an_unwritable_destination(run, tmp_path, name, match):
    (tmp_path / "folder").mkdir()
    (tmp_path / "locked.gpkg").write_bytes(b"")
    (tmp_path / "locked.gpkg").chmod(0o444)
    with pytest.raises(QgsProcessingException, match=match):
        run(EMBED, INPUT=layer_of({"n": QVariant.Int}, [[1]]), OUTPUT=str(tmp_path / name))
    assert {path.name for path in tmp_path.iterdir()} == {"folder", "locked.gpkg"}


def test_a_missing_output_parameter(provider, home, feedback):
    """Without the checks that Processing does before."""
    algorithm, context = provider.algorithm("embedpoints").create(), QgsProcessingContext()
    given = {"INPUT": layer_of({"n": QVariant.Int}, [[1]]), "MODEL": "mini-l10", **TWO}
    with pytest.raises(QgsProcessingException, match="OUTPUT"):
        algorithm.run(given, context, feedback, {}, False)


def test_an_extension_added_by_qgis_overwrites_no_file(run, tmp_path):
    layer = layer_of({"n": QVariant.Int}, [[1]])
    results = run(EMBED, INPUT=layer, OUTPUT=str(tmp_path / "out"), **TWO)
    assert results["OUTPUT"] == str(tmp_path / "out.gpkg")
    assert len(read(results["OUTPUT"])[1]) == 1
    with pytest.raises(QgsProcessingException, match=r"out\.gpkg already exists"):
        run(EMBED, INPUT=layer, OUTPUT=str(tmp_path / "out"), **TWO)


@pytest.mark.parametrize("name", ["l'eau.gpkg", 'the "best".gpkg', "back\\slash.gpkg", "50 %.gpkg"])
def test_a_geopackage_of_any_name_has_a_spatial_index(run, tmp_path, feedback, name):
    run(EMBED, INPUT=layer_of({"n": QVariant.Int}, [[1]]), OUTPUT=str(tmp_path / name), **TWO)
    with closing(sqlite3.connect(tmp_path / name)) as database:
        assert list(
            database.execute("SELECT 1 FROM gpkg_extensions WHERE extension_name = 'gpkg_rtree_index'")
        )
    assert feedback.warned == []


@pytest.mark.parametrize("name", ["a%20b.gpkg", "my%20data/out.gpkg"])
def test_a_path_that_qgis_does_not_open_is_refused_before_any_work(run, tmp_path, name):
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    layer = layer_of({"n": QVariant.Int}, [[1]])
    if opens_encoded_paths(tmp_path):
        run(EMBED, INPUT=layer, OUTPUT=str(path), **TWO)
        assert len(read(path)[1]) == 1
    else:
        refused(run, "can't open a GeoPackage with “%20” in its path", path, INPUT=layer)
    run(EMBED, INPUT=layer, OUTPUT=str(path.with_suffix(".geojson")), **TWO)
    assert len(read(path.with_suffix(".geojson"))[1]) == 1


def test_a_long_file_name(run, tmp_path):
    path = tmp_path / ("m" * 246 + ".tif")
    run(CLUSTER, EXTENT="0,10,40,50 [EPSG:4326]", PIXEL_SIZE=1, CLUSTERS=2, OUTPUT=str(path))
    assert path.stat().st_size > 0


def test_the_output_is_loaded_under_its_own_name(run, tmp_path):
    project = QgsProject.instance()
    output = QgsProcessingOutputLayerDefinition(str(tmp_path / "out.gpkg"), project)
    output.destinationName = "embedded"
    run(EMBED, INPUT=layer_of({"n": QVariant.Int}, [[1]]), OUTPUT=output, **TWO)
    details = run.context.layersToLoadOnCompletion()
    assert {path: found.name for path, found in details.items()} == {str(tmp_path / "out.gpkg"): "embedded"}
