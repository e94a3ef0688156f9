"""Parquet of many programs: geometries with any metadata, columns of any type, and other files."""

from __future__ import annotations

import json
import os
import struct
from pathlib import Path

import geopandas
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely
from pyproj import CRS

from satclip_backend.errors import SatclipError
from satclip_backend.tables import new_table, open_table
from satclip_backend.tables.columns import columns_of
from satclip_backend.tables.table import Table
from satclip_backend.tables.writing import Numbers

DATA = Path(__file__).parents[1] / "data"
LONLAT = [[13.4, 52.5], [-70.7, -33.5], [151.2, -33.9]]
WKB = {"encoding": "WKB", "geometry_types": []}


def copy(source, path):
    table = open_table(source)
    with new_table(path, table, [pa.field("x", pa.float32())]) as writer:
        for batch in table.batches():
            lonlat = table.lonlat(batch)
            writer.write(batch, lonlat, Numbers(lonlat[:, :1].astype(np.float32)))
    return path


def parquet(tmp_path, geo, **columns):
    columns.setdefault("geometry", pa.array(shapely.to_wkb(shapely.points(LONLAT)), pa.binary()))
    geo = geo if isinstance(geo, (str, bytes)) else json.dumps(geo)
    pq.write_table(pa.table(columns).replace_schema_metadata({"geo": geo}), tmp_path / "in.parquet")
    return tmp_path / "in.parquet"


def geo(about=WKB, name="geometry", **others):
    return {"version": "1.1.0", "primary_column": name, "columns": {name: about, **others}}


def lonlat(table):
    return np.concatenate([table.lonlat(batch) for batch in table.batches()])


def test_the_primary_geometry_column_is_used(tmp_path):
    source = DATA / "two_geometries.parquet"
    frame = geopandas.read_file(copy(source, tmp_path / "out.gpkg"))
    assert frame.geom_type.tolist() == ["Point"] * 3
    assert frame["outline"].str[:7].tolist() == ["POLYGON"] * 3
    assert pd.read_csv(copy(source, tmp_path / "out.csv"))["outline"].str[:7].tolist() == ["POLYGON"] * 3
    kept = geopandas.read_parquet(copy(source, tmp_path / "out.parquet"))
    assert kept.geometry.name == "centroid"
    assert kept.set_geometry("outline").geom_type.tolist() == ["Polygon"] * 3
    assert kept["outline"].crs.to_epsg() == 4326


def test_the_bounds_of_geoparquet_are_json_in_formats_without_structures(tmp_path):
    out = pd.read_csv(copy(DATA / "bbox.parquet", tmp_path / "out.csv"))
    assert json.loads(out["bbox"][0]) == {"xmin": 13.4, "ymin": 52.5, "xmax": 13.4, "ymax": 52.5}
    out = copy(DATA / "bbox.parquet", tmp_path / "out.parquet")
    assert geopandas.read_parquet(out, bbox=(10, 50, 20, 60))["id"].tolist() == [1]  # filtered by the bounds


@pytest.mark.parametrize("z", [False, True])
def test_points_of_coordinates_are_read(tmp_path, z):
    xyz = np.column_stack([LONLAT, [1, 2, 3]])
    points = [dict(zip("xyz" if z else "xy", row)) for row in xyz.tolist()]
    source = parquet(
        tmp_path,
        geo({"encoding": "point", "geometry_types": ["Point"]}),
        geometry=pa.array([*points[:2], None]),
    )
    np.testing.assert_allclose(lonlat(open_table(source)), [*LONLAT[:2], [np.nan, np.nan]])
    kept = geopandas.read_parquet(copy(source, tmp_path / "out.parquet"))
    assert kept.geometry[0] == shapely.Point(xyz[0, : 2 + z])
    assert kept.geometry.isna().tolist() == [False, False, True]


def test_geometries_that_only_arrow_metadata_name_are_read(tmp_path):
    about = {b"ARROW:extension:name": b"geoarrow.wkb", b"ARROW:extension:metadata": b'{"crs": "EPSG:4326"}'}
    field = pa.field("place", pa.binary(), metadata=about)
    pq.write_table(
        pa.table([pa.array(shapely.to_wkb(shapely.points(LONLAT)))], pa.schema([field])),
        tmp_path / "in.parquet",
    )
    np.testing.assert_allclose(lonlat(open_table(tmp_path / "in.parquet")), LONLAT)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        *[(text, "they are not JSON") for text in ("", "{", "[" * 100_000, b"\xff\xfe")],
        *[(text, "they name no primary column") for text in ("[]", "null", "5", '"x"', '{"columns": {}}')],
        *[({**geo(), "primary_column": name}, "they name no primary column") for name in (5, None, ["geometry"])],
        ({**geo(), "columns": []}, "they name no primary column"),
        (geo(name="x"), "there is no column x"),
        *[(geo(about), "a column has no encoding") for about in ("WKB", {}, {"encoding": 5})],
        (geo({"encoding": "geoarrow.polygon"}), r"in\.parquet keeps its geometry as geoarrow\.polygon"),
        (geo({"encoding": "point"}), "its column geometry holds binary"),
        (geo(name="a"), "its column a holds int64"),
        *[(geo({**WKB, "crs": crs}), "its CRS is not PROJJSON") for crs in (5, [1], True)],
        (geo({**WKB, "crs": {"name": "x" * 200_000}}), "its CRS is too long"),
        (geo({**WKB, "crs": "\ud800"}), "its CRS is not text"),
        *[(geo({**WKB, "crs": crs}), "is not known") for crs in ({}, {"type": "GeographicCRS"}, "PROJCS[", "/etc/x")],
        (geo({**WKB, "crs": None}), "has no CRS"),
    ],
)  # fmt: skip
def test_invalid_metadata_are_named(tmp_path, text, words):
    with pytest.raises(SatclipError, match=words):
        open_table(parquet(tmp_path, text, a=pa.array([1, 2, 3])))


def test_irrelevant_metadata_are_ignored(tmp_path):
    about = {**WKB, "edges": "spherical", "epoch": "x", "bbox": 7, "covering": 7}
    source = parquet(tmp_path, geo(about, a=WKB, gone=WKB), a=pa.array([1, 2, 3]))
    np.testing.assert_allclose(lonlat(open_table(source)), LONLAT)
    assert len(copy(source, tmp_path / "out.csv").read_text().splitlines()) == 4
    np.testing.assert_allclose(lonlat(open_table(copy(source, tmp_path / "out.parquet"))), LONLAT)


@pytest.mark.parametrize("name", ["geometry", "wkb_geometry", "the_geom"])
def test_geometries_of_databases_without_metadata_are_read(tmp_path, name):
    points = shapely.points(LONLAT)
    pq.write_table(
        pa.table({"id": [1, 2, 3], name: pa.array(shapely.to_wkb(points))}), tmp_path / "wkb.parquet"
    )
    with pytest.raises(SatclipError, match="has no CRS"):
        open_table(tmp_path / "wkb.parquet")
    np.testing.assert_allclose(lonlat(open_table(tmp_path / "wkb.parquet", crs="EPSG:4326")), LONLAT)
    pq.write_table(pa.table({"id": [1, 2, 3], name: shapely.to_wkt(points)}), tmp_path / "wkt.parquet")
    np.testing.assert_allclose(lonlat(open_table(tmp_path / "wkt.parquet")), LONLAT)


def test_named_columns_need_no_metadata(tmp_path):
    source = parquet(tmp_path, "{", a=pa.array([1.0, 2, 3]), b=pa.array([4.0, 5, 6]))
    np.testing.assert_allclose(lonlat(open_table(source, lon="a", lat="b")), [[1, 4], [2, 5], [3, 6]])


PLACE = {"lon": [1.0], "lat": [2.0]}
NO_TEXT = pa.StringArray.from_buffers(1, pa.py_buffer(np.array([0, 2], "i4")), pa.py_buffer(b"\xff\xfe"))


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (pa.table([[1.0], [2.0], [1], [2]], names=["lon", "lat", "a", "a"]), "more than one column a: rename them"),
        (pa.table({**PLACE, **{f"c{i}": pa.array([1], pa.int8()) for i in range(10_000)}}), "has 10,002 columns"),
        (pa.table({**PLACE, "a": pa.array(["x" * (3 << 20)])}), "does not fit into memory"),
        (
            pa.table({**PLACE, "a": pa.ListArray.from_arrays([0, 2 << 20], np.zeros(2 << 20, np.int8))}),
            "does not fit into memory",
        ),
        (pa.table({**PLACE, "a": pa.array([None], pa.list_(pa.int8(), 2 << 20))}), "does not fit into memory"),
        (pa.table({**PLACE, "a": NO_TEXT}), "Invalid UTF8"),
    ],
)  # fmt: skip
def test_invalid_or_oversized_tables_are_refused(tmp_path, monkeypatch, table, words):
    monkeypatch.setattr("satclip_backend.tables.parquet._LARGEST", 1 << 24)
    pq.write_table(table, tmp_path / "in.parquet", compression="zstd", row_group_size=1 << 20)
    assert (tmp_path / "in.parquet").stat().st_size < 3_000_000
    with pytest.raises(SatclipError, match=words):
        list(open_table(tmp_path / "in.parquet").batches())


def test_a_dictionary_column_is_not_expanded_beyond_memory(tmp_path):
    long = pa.DictionaryArray.from_arrays(np.zeros(8_000, np.int32), pa.array(["x" * 200_000]))
    table = pa.table({"lon": np.zeros(8_000), "lat": np.zeros(8_000), "a": long})
    pq.write_table(table, tmp_path / "in.parquet")
    with pytest.raises(SatclipError, match=r"The column a of in\.parquet does not fit into memory"):
        list(open_table(tmp_path / "in.parquet").batches())


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"ARROW1\0\0" + bytes(50), "is an Arrow or Feather file"),
        (b"PARE" + bytes(50) + b"PARE", "is encrypted"),
        (b"lon,lat\n1,2\n", "is not a Parquet file"),
        (b"", "is not a Parquet file"),
        (b"PAR1", "can't be read"),
        (b"PAR1" + bytes(100) + b"\xff\xff\xff\x7fPAR1", "can't be read"),
        (b"PAR1\0\0\0\0PAR1", "can't be read"),
    ],
)
def test_other_files_named_as_parquet_are_reported(tmp_path, content, words):
    (tmp_path / "in.parquet").write_bytes(content)
    with pytest.raises(SatclipError, match=words):
        open_table(tmp_path / "in.parquet")


def test_pipes_and_devices_are_not_opened(tmp_path):
    os.mkfifo(tmp_path / "pipe.parquet")
    with pytest.raises(SatclipError, match="is a pipe or a device"):
        open_table(tmp_path / "pipe.parquet")
    (tmp_path / "folder.parquet").mkdir()
    with pytest.raises(SatclipError, match="is a folder: give a file in it"):
        open_table(tmp_path / "folder.parquet")
    with pytest.raises(SatclipError, match="is a pipe or a device"):
        open_table(Path("/dev/zero"))


@pytest.mark.parametrize("kind", ["CIRCULARSTRING", "CURVEPOLYGON Z", "TIN"])
def test_curves_are_not_written_because_geoparquet_has_none(tmp_path, kind):
    types = {"CIRCULARSTRING": 8, "CURVEPOLYGON Z": 1010, "TIN": 16}
    curve = struct.pack("<BII", 1, types[kind], 0)
    point = shapely.to_wkb(shapely.Point(1, 2))
    wkb = pa.array([point, None, point, curve], pa.binary())
    table = Table(
        Path("wells.gpkg"), pa.schema([("geom", pa.binary())]), 4, CRS("EPSG:4326"), None, geometry="geom"
    )

    def write():
        with new_table(tmp_path / "out.parquet", table, []) as writer:
            for batch in (wkb[:2], wkb[2:]):
                writer.write(pa.record_batch([batch], ["geom"]), np.zeros((2, 2)), [])

    with pytest.raises(SatclipError, match=r"row 4 of wells.gpkg is a curve .* ends in \.gpkg"):
        write()
    assert not list(tmp_path.iterdir())


def test_lists_too_long_for_text_are_refused(tmp_path):
    lists = pa.ListArray.from_arrays(
        np.arange(0, 10_000_001, 1_000_000, dtype=np.int32), np.zeros(10_000_000)
    )
    pq.write_table(pa.table({"lon": np.zeros(10), "lat": np.zeros(10), "a": lists}), tmp_path / "in.parquet")
    with pytest.raises(SatclipError, match="too long to become text"):
        copy(tmp_path / "in.parquet", tmp_path / "out.csv")


GRID = "+proj=longlat +ellps=GRS80 +nadgrids={} +type=crs"


@pytest.mark.parametrize(
    "form",
    [str, lambda crs: CRS(crs).to_wkt(), lambda crs: CRS(crs).to_json(), lambda crs: CRS(crs).to_json_dict()],
)
@pytest.mark.parametrize("grids", ["{}", "@{}", "a.gsb,{}"])
def test_a_crs_that_names_a_file_is_refused_unopened(tmp_path, form, grids):
    os.mkfifo(tmp_path / "pipe.gsb")  # opening it would wait forever
    crs = form(GRID.format(grids.format(tmp_path / "pipe.gsb")))
    with pytest.raises(SatclipError, match="names a file by its path"):
        open_table(parquet(tmp_path, geo({**WKB, "crs": crs})))


@pytest.mark.parametrize("ending", [".csv", ".gpkg"])
def test_uuids_are_written_in_their_usual_form(tmp_path, ending):
    source = DATA / "tables/duckdb_uuid.parquet"
    plots = ["0000c6c1-b1cc-4fef-a32d-0519127a2a38", "", "fe7c6c1b-1cc6-4fef-a32d-0519127a2a38"]
    assert columns_of(open_table(source), ["plot"]).fields["plot"].labels().tolist() == plots
    written = open_table(copy(source, tmp_path / f"out{ending}"))
    assert columns_of(written, ["plot"]).fields["plot"].labels().tolist() == plots
