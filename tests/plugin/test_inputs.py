"""Test common kinds of layers: every feature is embedded as the layer shows it, or a message gives advice."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsField,
    QgsGeometry,
    QgsPoint,
    QgsProcessingException,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsVectorLayerJoinInfo,
)
from qgis.PyQt.QtCore import QLocale, QUrl, QVariant

EMBED, PREDICT = "satclip:embedpoints", "satclip:predictpoints"
LAYERS = Path(__file__).parents[1] / "data" / "layers"
MEMORY = "TEMPORARY_OUTPUT"
BARI, PARIS, LIMA = "POINT(16.87 41.13)", "POINT(2.35 48.85)", "POINT(-77.03 -12.05)"


@pytest.fixture
def embed(run):
    """Return the attributes of each feature, with two principal components or None without an embedding."""

    def embed(layer, output=MEMORY, **parameters) -> list[list]:
        results = run(EMBED, INPUT=layer, ADD=1, COMPONENTS=2, OUTPUT=output, **parameters)
        made = results["OUTPUT"]
        made = QgsVectorLayer(made, "", "ogr") if isinstance(made, str) else made
        return [
            [None if value == QVariant() else value for value in f.attributes()] for f in made.getFeatures()
        ]

    yield embed
    QgsProject.instance().clear()


def layer_of(wkts: list[str | None], kind: str = "Point", crs: str = "EPSG:4326") -> QgsVectorLayer:
    layer = QgsVectorLayer(f"{kind}?crs={crs}&field=n:integer&field=name:string", "places", "memory")
    for number, wkt in enumerate(wkts):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([number, f"place {number}"])
        if wkt:
            feature.setGeometry(QgsGeometry.fromWkt(wkt))
        assert layer.dataProvider().addFeature(feature)
    return layer


@pytest.fixture
def three() -> QgsVectorLayer:
    return layer_of([BARI, PARIS, LIMA])


@pytest.fixture
def gpkg(three, tmp_path) -> QgsVectorLayer:
    save, context = QgsVectorFileWriter.SaveVectorOptions(), QgsProject.instance().transformContext()
    QgsVectorFileWriter.writeAsVectorFormatV3(three, str(tmp_path / "three.gpkg"), context, save)
    layer = QgsVectorLayer(str(tmp_path / "three.gpkg"), "three", "ogr")
    QgsProject.instance().addMapLayer(layer)
    return layer


def test_a_filtered_layer(embed, gpkg, tmp_path):
    gpkg.setSubsetString("n > 0")
    assert [row[1] for row in embed(gpkg, str(tmp_path / "out.gpkg"))] == [1, 2]


def test_unsaved_edits(embed, gpkg, three, tmp_path):
    expected = embed(layer_of([LIMA, PARIS, BARI, LIMA]))
    gpkg.startEditing()
    gpkg.changeGeometry(1, QgsGeometry.fromWkt(LIMA))
    gpkg.changeGeometry(3, QgsGeometry.fromWkt(BARI))
    new = QgsFeature(gpkg.fields())
    new.setGeometry(QgsGeometry.fromWkt(LIMA))
    new.setAttribute("n", 3)
    assert gpkg.addFeature(new)
    found = {row[-4]: row[-2:] for row in embed(gpkg, str(tmp_path / "out.gpkg"))}
    gpkg.rollBack()
    assert [found[n] for n in range(4)] == [row[-2:] for row in expected]


def test_joined_and_virtual_fields(embed, gpkg, tmp_path):
    table = QgsVectorLayer("None?field=key:integer&field=soil:string", "soils", "memory")
    for key in range(3):
        row = QgsFeature(table.fields())
        row.setAttributes([key, f"soil {key}"])
        table.dataProvider().addFeature(row)
    QgsProject.instance().addMapLayer(table)
    join = QgsVectorLayerJoinInfo()
    join.setJoinLayer(table)
    join.setTargetFieldName("n")
    join.setJoinFieldName("key")
    assert gpkg.addJoin(join)
    gpkg.addExpressionField("n * 10", QgsField("tens", QVariant.Int))
    rows = embed(gpkg, str(tmp_path / "out.gpkg"))
    assert [row[1:5] for row in rows] == [[n, f"place {n}", f"soil {n}", n * 10] for n in range(3)]


def test_a_virtual_layer(embed, gpkg):
    query = QUrl.toPercentEncoding("select n, geometry from three where n < 2").data().decode()
    assert [row[0] for row in embed(QgsVectorLayer(f"?query={query}", "virtual", "virtual"))] == [0, 1]


@pytest.mark.parametrize(
    ("kind", "wkt"),
    [
        ("MultiPoint", "MULTIPOINT((16.87 41.13), (2.35 48.85))"),
        ("CircularString", "CIRCULARSTRING(10 50, 11 51, 12 50)"),
        ("CompoundCurve", "COMPOUNDCURVE(CIRCULARSTRING(10 50, 11 51, 12 50), (12 50, 13 50))"),
        ("CurvePolygon", "CURVEPOLYGON(CIRCULARSTRING(10 50, 12 50, 12 52, 10 52, 10 50))"),
        ("MultiSurface", "MULTISURFACE(CURVEPOLYGON(CIRCULARSTRING(10 50, 12 50, 12 52, 10 52, 10 50)))"),
        ("MultiPolygonZ", "MULTIPOLYGONZ(((10 50 1, 12 50 2, 12 52 3, 10 50 1)))"),
        ("LineStringM", "LINESTRINGM(10 50 1, 12 50 2)"),
        ("PointZM", "POINTZM(10 50 2 3)"),
    ],
)
def test_geometries_of_all_kinds(embed, tmp_path, kind, wkt):
    rows = embed(layer_of([wkt], kind), str(tmp_path / "out.gpkg"))
    assert len(rows) == 1
    assert all(math.isfinite(value) for value in rows[0][-2:])


@pytest.fixture
def geojson(tmp_path):
    """Write a GeoJSON file of geometries."""

    def geojson(*geometries: str) -> str:
        features = ",".join(
            f'{{"type": "Feature", "properties": {{"n": {number}}}, "geometry": {geometry}}}'
            for number, geometry in enumerate(geometries)
        )
        (tmp_path / "mixed.geojson").write_text(f'{{"type": "FeatureCollection", "features": [{features}]}}')
        return str(tmp_path / "mixed.geojson")

    return geojson


POINT, LINE = (
    '{"type": "Point", "coordinates": [2, 48]}',
    '{"type": "LineString", "coordinates": [[1, 2], [3, 4]]}',
)


@pytest.mark.parametrize("name", ["out.gpkg", "out.geojson"])
def test_geometries_of_several_types(embed, geojson, tmp_path, name):
    embed(geojson(POINT, LINE), str(tmp_path / name))
    layer = QgsVectorLayer(str(tmp_path / name), "", "ogr")
    assert [feature.geometry().asWkt() for feature in layer.getFeatures()] == [
        "Point (2 48)",
        "LineString (1 2, 3 4)",
    ]


@pytest.mark.parametrize("name", ["out.fgb", "out.shp"])
def test_geometries_of_several_types_where_a_format_has_one(embed, geojson, tmp_path, name):
    with pytest.raises(
        QgsProcessingException, match=r"mixes geometry types \(Point, and LineString in feature 1\)"
    ):
        embed(geojson(POINT, LINE), str(tmp_path / name))
    assert [path.name for path in tmp_path.iterdir()] == ["mixed.geojson"]


def test_collections_of_geometries(embed, geojson, tmp_path):
    with pytest.raises(
        QgsProcessingException, match="contains geometry collections, which are not supported"
    ):
        embed(
            geojson(f'{{"type": "GeometryCollection", "geometries": [{POINT}]}}'), str(tmp_path / "out.gpkg")
        )


def test_invalid_locations(embed, feedback):
    layer = layer_of([BARI, None, "POINT EMPTY"])
    for x, y in ((math.nan, 1), (math.inf, 1), (0, 100)):
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry(QgsPoint(x, y)))
        layer.dataProvider().addFeature(feature)
    rows = embed(layer)
    assert [row[-1] is not None for row in rows] == [True] + [False] * 5
    assert sum(int(re.search(r": (\d+)\.", text)[1]) for text in feedback.warned) == 5


def test_a_user_defined_crs(embed):
    crs = QgsCoordinateReferenceSystem.fromProj("+proj=aeqd +lat_0=41.13 +lon_0=16.87 +datum=WGS84 +units=m")
    layer = layer_of(["POINT(0 0)"])
    layer.setCrs(crs)
    assert embed(layer)[0][-2:] == pytest.approx(embed(layer_of([BARI]))[0][-2:], abs=1e-5)


def test_a_table_without_geometry_gives_a_message_with_advice(embed):
    with pytest.raises(
        QgsProcessingException, match=r"“table” has no geometry.*“Create points layer from table”"
    ):
        embed(str(LAYERS / "table.csv"))


def test_every_algorithm_refuses_a_table_with_this_message(run, tmp_path):
    table = str(LAYERS / "table.csv")
    for algorithm, given in (
        ("satclip:fitmodel", {"INPUT": table, "TARGET": "ph", "MODEL_FILE": str(tmp_path / "m.satclip")}),
        ("satclip:compareencoders", {"INPUT": table, "TARGET": "ph"}),
        ("satclip:similaritymap", {"PLACES": table, "EXTENT": "0,1,0,1", "OUTPUT": str(tmp_path / "m.tif")}),
    ):
        with pytest.raises(QgsProcessingException, match="“table” has no geometry"):
            run(algorithm, **given)
    assert not list(tmp_path.iterdir())


def test_delimited_text_with_decimal_commas(embed, tmp_path):
    (tmp_path / "komma.csv").write_text("lon;lat;wert\n16,87;41,13;0,5\n2,35;48,85;1,5\n")
    uri = QUrl.fromLocalFile(str(tmp_path / "komma.csv")).toString()
    uri += "?type=csv&delimiter=;&decimalPoint=,&xField=lon&yField=lat&crs=EPSG:4326"
    layer = QgsVectorLayer(uri, "komma", "delimitedtext")
    rows = embed(layer, str(tmp_path / "out.gpkg"))
    assert [row[-2:] for row in rows] == [row[-2:] for row in embed(layer_of([BARI, PARIS]))]


def test_gpx_and_kml(embed, tmp_path):
    (tmp_path / "way.gpx").write_text(
        '<gpx version="1.1" creator="a"><wpt lat="41.13" lon="16.87"><name>Bari</name></wpt></gpx>'
    )
    (tmp_path / "way.kml").write_text(
        '<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>Bari</name><Point><coordinates>16.87,41.13'
        "</coordinates></Point></Placemark></Document></kml>"
    )
    expected = embed(layer_of([BARI]))[0][-2:]
    for number, name in enumerate(("way.gpx|layername=waypoints", "way.kml")):
        rows = embed(f"{tmp_path}/{name}", str(tmp_path / f"{number}.gpkg"))
        assert [row[-2:] for row in rows] == [expected]


@pytest.fixture
def german():
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


def test_a_locale_with_a_decimal_comma(run, german, embed, tmp_path):
    rows = embed(layer_of([BARI]), str(tmp_path / "out.csv"))
    assert all(math.isfinite(float(value)) for value in rows[0][-2:])
    map_ = str(tmp_path / "map.tif")
    results = run(
        "satclip:similaritymap", POINT="16.87,41.13", EXTENT="10,20,40,50", PIXEL_SIZE=0.5, OUTPUT=map_
    )
    assert (results["WIDTH"], results["HEIGHT"]) == (20, 20)


@pytest.mark.parametrize("name", ["out.gpkg", "out.geojson", "out.csv"])
def test_primary_keys_and_ids_are_kept(embed, tmp_path, name):
    layer = QgsVectorLayer(
        "Point?crs=EPSG:4326&field=plot_id:integer&field=site:int8&field=code:string", "", "memory"
    )
    ids = {1001: (2**53 + 1, "007"), 1005: (2**60 + 1, "08"), 1010: (-(2**53) - 1, "1e5")}
    for plot, (site, code) in ids.items():
        feature = QgsFeature(layer.fields())
        feature.setAttributes([plot, site, code])
        feature.setGeometry(QgsGeometry.fromWkt(BARI))
        layer.dataProvider().addFeature(feature)
    save, context = QgsVectorFileWriter.SaveVectorOptions(), QgsProject.instance().transformContext()
    save.layerOptions = ["FID=plot_id"]
    QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(tmp_path / "plots.gpkg"), context, save)
    rows = embed(str(tmp_path / "plots.gpkg"), str(tmp_path / name))
    assert [[str(value) for value in row[-5:-2]] for row in rows] == [
        [str(plot), str(site), code] for plot, (site, code) in ids.items()
    ]


def test_a_missing_layer(run, gpkg, tmp_path):
    layer = QgsVectorLayer(str(tmp_path / "no.gpkg"), "gone", "ogr")
    assert not layer.isValid()
    with pytest.raises(QgsProcessingException, match="INPUT"):
        run(EMBED, INPUT=str(tmp_path / "no.gpkg"), OUTPUT=MEMORY)
    assert [path.name for path in tmp_path.iterdir() if "three" not in path.name] == []
