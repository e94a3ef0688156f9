"""Tables of points: kept values, positions of rows in every format and CRS, and tables that are refused."""

from __future__ import annotations

import geopandas
import numpy as np
import pandas as pd
import pyarrow as pa
import pyogrio
import pytest
import shapely
from pyproj import Transformer

from satclip_backend.errors import NotFoundError, SatclipError
from satclip_backend.tables import new_table, open_table
from satclip_backend.tables.writing import Numbers

PLACES = shapely.points([[13.4, 52.5], [-70.7, -33.5], [179.9, -16.8]])


def lonlat(table):
    return np.concatenate([table.lonlat(batch) for batch in table.batches()])


def fields(*names):
    return [pa.field(name, pa.float32()) for name in names]


def copy(table, path, names=("a", "b")):
    """Write `table` with new columns that hold longitude and latitude."""
    with new_table(path, table, fields(*names)) as writer:
        for batch in table.batches():
            places = table.lonlat(batch)
            writer.write(batch, places, Numbers(places.astype(np.float32)))
    return path


def csv(tmp_path, text, name="places.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8", newline="")
    return path


@pytest.fixture
def stations(tmp_path):
    return csv(
        tmp_path, 'id,lon,lat,code,name\n1,13.4,52.5,007,"Mitte, ""Berlin"""\n2,,3,08,x\n3,200,-33.50,9,\n'
    )


def test_a_csv_keeps_its_text_exactly(stations, tmp_path):
    out = copy(open_table(stations, typed=False), tmp_path / "out.csv")
    assert out.read_text().splitlines() == [
        "id,lon,lat,code,name,a,b",
        '1,13.4,52.5,007,"Mitte, ""Berlin""",13.4,52.5',
        "2,,3,08,x,,",
        "3,200,-33.50,9,,200,-33.5",
    ]


def test_a_csv_becomes_typed_points_in_typed_formats(stations, tmp_path):
    for name in ("out.gpkg", "out.parquet"):
        out = copy(open_table(stations), tmp_path / name)
        frame = geopandas.read_parquet(out) if out.suffix == ".parquet" else geopandas.read_file(out)
        assert frame.crs.to_epsg() == 4326
        assert frame["id"].tolist() == [1, 2, 3]
        assert frame["code"].tolist() == ["007", "08", "9"]
        assert frame["lat"].tolist() == [52.5, 3, -33.5]
        assert frame["a"].dtype == np.float32
        assert frame["a"].isna().tolist() == [False, True, False]
        assert frame.geometry.isna().tolist() == [False, True, False]
        assert frame.geometry[2] == shapely.Point(200, -33.5)


@pytest.mark.parametrize(
    "text",
    [
        "Longitude,LATITUDE\n1.5,2.5\n",
        "\ufefflon,lat\r\n1.5,2.5\r\n",
        "name;lng;lat\na;1.5;2.5\n",
        "name\tlon\tlat\na\t1.5\t2.5\n",
        'lon,lat\n" 1.5","2.5"\n',
        "lon,lat\n1.5,2.5",
    ],
)
def test_csv_is_read_in_many_dialects(tmp_path, text):
    np.testing.assert_array_equal(lonlat(open_table(csv(tmp_path, text))), [[1.5, 2.5]])


def test_text_is_not_a_position(tmp_path):
    table = open_table(csv(tmp_path, "lon,lat\nx,1\n,2\nnan,3\ninf,4\n5,\n6,7\n"))
    np.testing.assert_array_equal(lonlat(table), [[np.nan] * 2] * 5 + [[6, 7]])


def test_columns_can_be_named_and_have_a_crs(tmp_path):
    path = csv(tmp_path, "east,north\n391000,5819000\n")
    table = open_table(path, lon="east", lat="north", crs="EPSG:32633")
    wanted = Transformer.from_crs(32633, 4326, always_xy=True).transform(391000, 5819000)
    np.testing.assert_allclose(lonlat(table), [wanted])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is empty"),
        ("a,b\n1,2\n", "has no column lon; it has: a, b. Rename the one"),
        ("lon,b\n1,2\n", "has no column lat"),
        ("lon,lat,lat\n1,2,3\n", "more than one column lat"),
        ("lon,lat\n1,2\n1,2,3\n", "Line 3 of places.csv has 3 fields instead of 2"),
    ],
)
def test_an_invalid_csv_is_refused(tmp_path, text, words):
    with pytest.raises(SatclipError) as error:
        list(open_table(csv(tmp_path, text)).batches())
    assert words in str(error.value)


def test_no_rows_give_an_empty_table_in_every_format(tmp_path):
    table = open_table(csv(tmp_path, "lon,lat\n"))
    assert copy(table, tmp_path / "out.csv").read_text() == "lon,lat,a,b\n"
    assert np.load(copy(table, tmp_path / "out.npy")).shape == (0, 2)
    assert list(geopandas.read_file(copy(table, tmp_path / "out.gpkg")).columns)[-3:] == [
        "a",
        "b",
        "geometry",
    ]
    assert len(geopandas.read_parquet(copy(table, tmp_path / "out.parquet"))) == 0


def layer(path, geometry, crs="EPSG:4326", **columns):
    frame = geopandas.GeoDataFrame(columns or {"id": range(len(geometry))}, geometry=geometry, crs=crs)
    frame.to_parquet(path) if path.suffix == ".parquet" else frame.to_file(path, driver="GPKG")
    return path


@pytest.mark.parametrize("ending", [".gpkg", ".parquet"])
@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:3857", "EPSG:3995", "EPSG:2193"])
def test_points_in_any_crs(tmp_path, ending, crs):
    points = geopandas.GeoSeries(PLACES, crs=4326).to_crs(crs)
    path = layer(tmp_path / f"in{ending}", points.values, crs)
    np.testing.assert_allclose(lonlat(open_table(path)), shapely.get_coordinates(PLACES), atol=1e-7)


@pytest.mark.parametrize("ending", [".gpkg", ".parquet"])
def test_geometry_and_columns_are_kept_in_their_own_crs(tmp_path, ending):
    shapes = [shapely.box(0, 0, 1000, 2000), shapely.LineString([(0, 0), (500, 500), (900, 0)]), None]
    times = pd.to_datetime(["2024-02-29", None, "2000-01-01"])
    path = layer(
        tmp_path / f"in{ending}", shapes, "EPSG:3857", when=times, name=["a", None, "c"], yes=[True] * 3
    )
    table = open_table(path)
    places = lonlat(table)
    for out in (tmp_path / "out.gpkg", tmp_path / "out.parquet"):
        copy(table, out)
        frame = geopandas.read_parquet(out) if out.suffix == ".parquet" else geopandas.read_file(out)
        assert frame.crs.to_epsg() == 3857
        assert frame.geometry.tolist() == shapes
        assert frame["when"].dt.year.fillna(0).tolist() == [2024, 0, 2000]
        assert frame["name"].fillna("").tolist() == ["a", "", "c"]
        np.testing.assert_allclose(frame["a"], places[:, 0].astype(np.float32))
    on_surface = shapely.point_on_surface(shapes[:2])
    to_lonlat = Transformer.from_crs(3857, 4326, always_xy=True)
    wanted = np.column_stack(to_lonlat.transform(shapely.get_x(on_surface), shapely.get_y(on_surface)))
    np.testing.assert_allclose(places[:2], wanted)
    assert np.isnan(places[2]).all()


def test_a_layer_as_csv_has_longitude_and_latitude_instead_of_its_geometry(tmp_path):
    points = geopandas.GeoSeries(PLACES, crs=4326).to_crs(3857)
    out = copy(open_table(layer(tmp_path / "in.gpkg", points.values, "EPSG:3857")), tmp_path / "out.csv")
    frame = pd.read_csv(out)
    assert list(frame.columns) == ["fid", "id", "lon", "lat", "a", "b"]
    np.testing.assert_allclose(frame[["lon", "lat"]], shapely.get_coordinates(PLACES), atol=1e-7)


@pytest.mark.parametrize(
    ("columns", "names"),
    [
        ({"lon": [13.4, -70.7, 179.9], "lat": [52.5, -33.5, -16.8]}, ["lon", "lat"]),
        ({"lon": [13.4, -70.7, 179.9], "lat": [52.5, -33.5, 0.0]}, ["lon_2", "lat_2"]),
        ({"lon": ["a", "b", "c"], "lat": [52.5, -33.5, -16.8]}, ["lon_2", "lat_2"]),
        ({"lat": ["Quercus robur", "Fagus sylvatica", None]}, ["lon", "lat_2"]),
    ],
)
def test_a_layer_as_csv_keeps_its_positions_beside_other_columns_of_their_names(tmp_path, columns, names):
    source = open_table(layer(tmp_path / "in.gpkg", PLACES, **columns))
    frame = pd.read_csv(copy(source, tmp_path / "out.csv"))
    assert [name for name in frame.columns if name not in ("fid", "id", "a", "b")] == [
        *columns,
        *(name for name in names if name not in columns),
    ]
    np.testing.assert_allclose(frame[names], shapely.get_coordinates(PLACES), atol=1e-7)


@pytest.mark.filterwarnings("ignore:invalid value encountered")
def test_features_without_a_usable_position_are_kept(tmp_path):
    odd = [None, shapely.Point(), shapely.Point(np.nan, 1), shapely.Point(np.inf, 1), shapely.Polygon(),
           shapely.LineString([(0, 0), (np.nan, 1)]), shapely.Point(1, 2)]  # fmt: skip
    table = open_table(layer(tmp_path / "in.parquet", odd))
    assert np.isnan(lonlat(table)).all(axis=1).tolist() == [True] * 6 + [False]
    assert len(geopandas.read_parquet(copy(table, tmp_path / "out.parquet"))) == 7


def test_degenerate_and_self_intersecting_shapes_have_a_position(tmp_path):
    odd = [
        shapely.Polygon([(1, 1), (1, 1), (1, 1), (1, 1)]),
        shapely.Polygon([(0, 0), (2, 2), (2, 0), (0, 2), (0, 0)]),
        shapely.GeometryCollection([shapely.Point(), shapely.Point(5, 5)]),
        shapely.MultiPoint([(3, 3), (4, 4)]),
    ]
    assert np.isfinite(lonlat(open_table(layer(tmp_path / "in.parquet", odd)))).all()


def test_points_that_the_crs_cannot_transform_have_no_position(tmp_path):
    table = open_table(layer(tmp_path / "in.gpkg", shapely.points([[5e5, 0], [9e9, 0]]), "EPSG:32633"))
    assert np.isfinite(lonlat(table)).all(axis=1).tolist() == [True, False]


def test_one_of_several_layers_is_chosen_by_name(tmp_path):
    path = tmp_path / "in.gpkg"
    for number, name in enumerate(["first", "second"]):
        frame = geopandas.GeoDataFrame({"id": [number]}, geometry=[shapely.Point(number, 0)], crs=4326)
        frame.to_file(path, layer=name, driver="GPKG")
    with pytest.raises(SatclipError, match="several layers: choose one with --layer: first, second"):
        open_table(path)
    with pytest.raises(SatclipError, match="has no layer third"):
        open_table(path, layer="third")
    np.testing.assert_array_equal(lonlat(open_table(path, layer="second")), [[1, 0]])


@pytest.mark.filterwarnings("ignore:'crs' was not provided")
@pytest.mark.parametrize("ending", [".gpkg", ".parquet"])
def test_a_layer_without_crs_needs_one(tmp_path, ending):
    path = layer(tmp_path / f"in{ending}", PLACES, crs=None)
    with pytest.raises(SatclipError, match="has no CRS: save it again with one, or set it with --crs"):
        open_table(path)
    np.testing.assert_allclose(lonlat(open_table(path, crs="EPSG:4326")), shapely.get_coordinates(PLACES))


def test_plain_parquet_and_npy_have_columns(tmp_path):
    places = shapely.get_coordinates(PLACES)
    pd.DataFrame({"lat": places[:, 1], "lon": places[:, 0]}).to_parquet(tmp_path / "in.parquet")
    np.save(tmp_path / "in.npy", places)
    for name in ("in.parquet", "in.npy"):
        table = open_table(tmp_path / name)
        np.testing.assert_array_equal(lonlat(table), places)
        np.testing.assert_array_equal(np.load(copy(table, tmp_path / "out.npy")), places.astype(np.float32))


@pytest.mark.parametrize(
    "array",
    [
        np.float64(4),
        np.zeros(4),
        np.zeros((2, 3)),
        np.zeros((2, 2), complex),
        np.zeros((2, 2), bool),
        np.zeros(2, [("lon", "f8"), ("lat", "f8")]),
        np.array([["a", "b"]]),
        np.array([[None, {}]]),
    ],
)
def test_an_array_of_the_wrong_kind_is_refused(tmp_path, array):
    np.save(tmp_path / "in.npy", array)
    with pytest.raises(SatclipError, match=r"in\.npy"):
        open_table(tmp_path / "in.npy")


@pytest.mark.parametrize("name", ["in.gpkg", "in.parquet", "in.npy"])
def test_damaged_files_are_refused(tmp_path, name):
    (tmp_path / name).write_bytes(b"PAR1 SQLite format 3\0 nothing of the kind" * 9)
    with pytest.raises(SatclipError, match=name):
        open_table(tmp_path / name)


def test_other_endings_and_missing_files_are_refused(stations, tmp_path):
    with pytest.raises(NotFoundError, match="There is no file"):
        open_table(tmp_path / "missing.csv")
    with pytest.raises(
        SatclipError, match=r"give a file that ends in \.csv, \.tsv, \.txt, \.gpkg, \.fgb, \.parquet, \.npy"
    ):
        open_table(csv(tmp_path, "", "places.dat"))
    with pytest.raises(SatclipError, match="ends in"):
        copy(open_table(stations), tmp_path / "out.xlsx")


@pytest.mark.parametrize(
    ("start", "words"),
    [
        (
            b"PK\x03\x04\x14\0",
            "a zip file or an Excel workbook: unpack it, or save the sheet as CSV",
        ),
        (b"\x1f\x8b\x08\0", "a gzip file: unpack it"),
        (b"SQLite format 3\0\x10", "an SQLite database"),
        (
            b'{\n"type": "FeatureCollection",\n"features": []}',
            "JSON: save it as a GeoPackage",
        ),
        (b"\xef\xbb\xbf<!DOCTYPE html>\n<html>", "a web page or XML"),
    ],
)
def test_binary_files_named_as_text_are_reported(tmp_path, start, words):
    (tmp_path / "places.csv").write_bytes(start)
    with pytest.raises(SatclipError, match=f"places.csv is not text but {words}"):
        open_table(tmp_path / "places.csv")


@pytest.mark.parametrize("name", ["a.geojson", "a.shp", "a.feather", "a.ods"])
def test_other_formats_are_refused_with_a_remedy(tmp_path, name):
    (tmp_path / name).write_bytes(b"x")
    with pytest.raises(SatclipError, match=f"{name} can't be read: save .* first"):
        open_table(tmp_path / name)


def test_an_existing_column_name_is_refused(stations):
    before = stations.read_text()
    with pytest.raises(SatclipError, match="has a column CODE already: choose another --prefix"):
        copy(open_table(stations), stations.with_name("out.gpkg"), names=("CODE", "b"))
    assert stations.read_text() == before


@pytest.mark.parametrize("ending", [".csv", ".gpkg", ".parquet", ".npy"])
def test_a_failure_while_writing_leaves_the_older_file_unchanged(stations, tmp_path, ending):
    out = tmp_path / "out" / f"table{ending}"
    out.parent.mkdir()
    out.write_text("old")
    table = open_table(stations)
    batch = next(table.batches())

    def fail():
        with new_table(out, table, fields("a", "b")) as writer:
            writer.write(batch, table.lonlat(batch), Numbers(np.zeros((3, 2), np.float32)))
            raise RuntimeError("a failure")

    with pytest.raises(RuntimeError, match="a failure"):
        fail()
    assert out.read_text() == "old"
    assert list(out.parent.iterdir()) == [out]


def test_columns_may_have_the_reserved_names_of_a_geopackage(tmp_path):
    path = csv(tmp_path, "fid,geometry,geom,lon,lat\n7,a,b,1,2\n7,c,d,3,4\n")
    out = copy(open_table(path), tmp_path / "out.gpkg")
    frame = geopandas.read_file(out)
    assert frame["fid"].tolist() == [7, 7]
    assert frame["geom"].tolist() == ["b", "d"]
    assert pyogrio.read_info(out)["fid_column"] == "fid_"


@pytest.mark.parametrize("ending", [".csv", ".gpkg", ".parquet"])
def test_new_columns_of_other_types(stations, tmp_path, ending):
    table, out = open_table(stations), tmp_path / f"out{ending}"
    batch = next(table.batches())
    added = [pa.field("kind", pa.string()), pa.field("count", pa.int32()), pa.field("sure", pa.bool_())]
    with new_table(out, table, added) as writer:
        arrays = [
            pa.array(["Wüste", None, "a,b"]),
            pa.array([1, None, 3], pa.int32()),
            pa.array([True, None, False]),
        ]
        writer.write(batch, table.lonlat(batch), arrays)
    frame = {".csv": pd.read_csv, ".gpkg": geopandas.read_file, ".parquet": geopandas.read_parquet}[ending](
        out
    )
    assert frame["kind"][[0, 2]].tolist() == ["Wüste", "a,b"]
    assert frame[["kind", "count", "sure"]].isna().sum().tolist() == [1, 1, 1]
    assert frame["count"][2] == 3
    assert [str(value).lower() in ("true", "1", "1.0") for value in frame["sure"][[0, 2]]] == [True, False]


def test_npy_cannot_store_text(stations, tmp_path):
    with (
        pytest.raises(SatclipError, match=r"out.npy can't hold kind, which is text"),
        new_table(tmp_path / "out.npy", open_table(stations), [pa.field("kind", pa.string())]),
    ):
        pass


@pytest.mark.parametrize(
    "array",
    [
        np.array([[1, 2], [3, 4]], ">f8"),
        np.asfortranarray([[1.0, 2], [3, 4]]),
        np.array([[1, 2], [3, 4]], np.int8),
        np.array([[1, 2], [3, 4]], np.float16),
    ],
)
def test_arrays_of_any_numbers_are_read(tmp_path, array):
    np.save(tmp_path / "in.npy", array)
    np.testing.assert_array_equal(lonlat(open_table(tmp_path / "in.npy")), [[1, 2], [3, 4]])


@pytest.mark.parametrize(
    "header",
    [
        "{'descr': '<f8', 'fortran_order': False, 'shape': (100000000000000000, 2)}",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (-5, 2)}",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (" + "9" * 5000 + ", 2)}",
        "(" * 9000,
        "{'descr': '|O', 'fortran_order': False, 'shape': (1, 2)}",
        " " * 60_000,
    ],
)
def test_an_array_with_a_false_header_is_refused(tmp_path, header):
    text = f"{header}\n".encode()
    (tmp_path / "in.npy").write_bytes(b"\x93NUMPY\x01\0" + len(text).to_bytes(2, "little") + text + bytes(16))
    with pytest.raises(SatclipError, match=r"in\.npy can't be read as numbers"):
        open_table(tmp_path / "in.npy")


def test_an_interruption_while_pandas_is_imported_is_not_lost(tmp_path, run_python):
    """pyarrow imports it for the first column that is converted, where exceptions are ignored."""
    path = tmp_path / "in.parquet"
    pd.DataFrame({"lon": [1.0], "lat": [2.0]}).to_parquet(path)
    code = f"""
import sys
from pathlib import Path
from satclip_backend.tables import open_table

class Interrupted:
    def find_spec(self, name, *others):
        if name == "pandas.core.api":
            raise KeyboardInterrupt

sys.meta_path.insert(0, Interrupted())
try:
    table = open_table(Path({str(path)!r}))
    print([table.lonlat(batch) for batch in table.batches()])
except KeyboardInterrupt:
    print("stopped")
"""
    assert run_python(code).strip() == "stopped"
