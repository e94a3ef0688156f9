"""GeoPackages of many programs: reading, refusing malicious layers, and keeping keys, types and CRS in writing."""

from __future__ import annotations

import shutil
import sqlite3
import struct
import time
from pathlib import Path

import geopandas
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely

from satclip_backend.errors import SatclipError
from satclip_backend.tables import new_table, open_table
from satclip_backend.tables.columns import columns_of
from satclip_backend.tables.writing import Numbers

DATA = Path(__file__).parents[1] / "data"
POINTS = shapely.points([[13.4, 52.5], [-70.7, -33.5], [151.2, -33.9]])
REGISTER = """
    INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('{0}', 'features', '{0}', 4326);
    INSERT INTO gpkg_geometry_columns VALUES ('{0}', 'geom', '{1}', 4326, 0, 0);
"""


@pytest.fixture
def plots(tmp_path):
    """Write three points, whose primary key is plot_id: 1001, 1005, 1010."""
    return shutil.copy(DATA / "plots.gpkg", tmp_path / "plots.gpkg")


def change(path, script):
    with sqlite3.connect(path) as database:
        for name in ("ST_IsEmpty", "ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"):  # used by the triggers
            database.create_function(name, 1, lambda geometry: 0)
        database.executescript(script)
    return path


def copy(source, path, **options):
    table = open_table(source, **options)
    with new_table(path, table, [pa.field("x", pa.float32())]) as writer:
        for batch in table.batches():
            lonlat = table.lonlat(batch)
            writer.write(batch, lonlat, Numbers(lonlat[:, :1].astype(np.float32)))
    return path


def geoparquet(path, **columns):
    geometry = pa.array(shapely.to_wkb(POINTS), pa.binary())
    geo = '{"primary_column": "geometry", "columns": {"geometry": {"encoding": "WKB"}}}'
    pq.write_table(pa.table({**columns, "geometry": geometry}).replace_schema_metadata({"geo": geo}), path)
    return path


def rows(path, columns="*"):
    with sqlite3.connect(path) as database:
        (layer,) = database.execute("SELECT table_name FROM gpkg_contents").fetchone()
        quoted = layer.replace('"', '""')
        return database.execute(f'SELECT {columns} FROM "{quoted}"').fetchall()


def test_the_primary_key_is_a_column_and_stays_the_primary_key(plots, tmp_path):
    table = open_table(plots)
    assert table.schema.names == ["plot_id", "n", "geom"]
    assert copy(plots, tmp_path / "out.csv").read_text().splitlines()[1:] == [
        "1001,a,13.4,52.5,13.4",
        "1005,b,-70.7,-33.5,-70.7",
        "1010,c,151.2,-33.9,151.2",
    ]
    assert geopandas.read_parquet(copy(plots, tmp_path / "out.parquet"))["plot_id"].tolist() == [
        1001,
        1005,
        1010,
    ]
    out = copy(plots, tmp_path / "out.gpkg")
    assert pyogrio.read_info(out)["fid_column"] == "plot_id"
    assert [row[:1] for row in rows(out, "plot_id")] == [(1001,), (1005,), (1010,)]


def test_the_primary_key_groups_observations(plots):
    column = columns_of(open_table(plots), ["plot_id"]).fields["plot_id"]
    assert column.kind == "integer"
    assert column.values.tolist() == [1001, 1005, 1010]


def test_a_key_that_gdal_would_renumber_becomes_a_column(plots, tmp_path):
    change(plots, "UPDATE pk SET plot_id = -1 WHERE plot_id = 1005")
    out = copy(plots, tmp_path / "out.gpkg")
    assert pyogrio.read_info(out)["fid_column"] == "fid"
    assert rows(out, "plot_id") == [(-1,), (1001,), (1010,)]


def test_large_integers_stay_exact(plots, tmp_path):
    change(plots, "ALTER TABLE pk ADD COLUMN id MEDIUMINT; UPDATE pk SET id = 9007199254740993")
    assert rows(copy(plots, tmp_path / "out.gpkg"), "id") == [(9007199254740993,)] * 3
    assert "1001,a,9007199254740993,13.4" in copy(plots, tmp_path / "out.csv").read_text()


@pytest.mark.parametrize(
    ("kind", "column", "values"),
    [
        (pa.uint64(), [1, 2**63 - 1, None], [1, 2**63 - 1, None]),
        (pa.uint64(), [1, 2**64 - 1, None], ["1", "18446744073709551615", None]),
        (pa.decimal128(10, 2), [1, 2, None], [1.0, 2.0, None]),
        (pa.decimal128(30, 2), [1, 2, None], ["1.00", "2.00", None]),
        (pa.float16(), [1.5, 2, None], [1.5, 2.0, None]),
        (pa.time64("ns"), [1, 2, None], ["00:00:00.000000001", "00:00:00.000000002", None]),
        (pa.duration("s"), [90, 2, None], ["90 s", "2 s", None]),
        (pa.null(), [None] * 3, [None] * 3),
        (pa.list_(pa.int64()), [[1], [], None], ["[1]", "[]", None]),
        (pa.struct([("x", pa.float64())]), [{"x": 1.5}, {"x": None}, None], ['{"x": 1.5}', '{"x": null}', None]),
        (pa.map_(pa.string(), pa.int64()), [[("a", 1)], [], None], ['[["a", 1]]', "[]", None]),
        (pa.dictionary(pa.int8(), pa.string()), ["a", "b", None], ["a", "b", None]),
        (pa.string_view(), ["a", "=b", None], ["a", "=b", None]),
        (pa.binary(2), [b"\0\1", b"ab", None], [b"\0\1", b"ab", None]),
        (pa.date32(), [-719162, 2932896, None], ["0001-01-01", "9999-12-31", None]),
        (pa.timestamp("ms", "Europe/Berlin"), [0, -(10**12), None],
         ["1970-01-01T00:00:00.000Z", "1938-04-24T22:13:20.000Z", None]),
        (pa.timestamp("ms", "Mars/Olympus"), [0, 1, None],
         ["1970-01-01T00:00:00.000Z", "1970-01-01T00:00:00.001Z", None]),
        (pa.timestamp("ms"), [0, 1, None], ["1970-01-01T00:00:00.000", "1970-01-01T00:00:00.001", None]),
        (pa.float64(), [-0.0, np.inf, None], [0.0, np.inf, None]),
    ],
)  # fmt: skip
def test_any_column_of_parquet_has_a_type(tmp_path, kind, column, values):
    source = geoparquet(tmp_path / "in.parquet", a=pa.array(column, kind))
    out = copy(source, tmp_path / "out.gpkg")
    assert rows(out, "a") == [(value,) for value in values]
    assert len(copy(source, tmp_path / "out.csv").read_text().splitlines()) == 4
    assert pq.read_schema(copy(source, tmp_path / "out.parquet")).field("a").type == kind


def test_fractions_of_a_millisecond_are_truncated_with_one_warning(tmp_path, caplog):
    times = pa.array([1, 1_000_000, None], pa.timestamp("us"))
    source = geoparquet(
        tmp_path / "in.parquet", when=times, whole=pa.array([0, 1_000, None], pa.timestamp("us"))
    )
    copy(source, tmp_path / "out.gpkg")
    assert [record.getMessage().partition(",")[0] for record in caplog.records] == [
        "The column when has parts of a millisecond"
    ]


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"a": ["x\0y", "", None]}, "The column a has a text with a NUL character"),
        ({"a": pa.array([0, 2932897, 0], pa.date32())}, "a date before the year 1 or after 9999"),
        ({"a": pa.array([0, -(10**14), 0], pa.timestamp("s"))}, "a date before the year 1 or after 9999"),
        ({"A": [1, 2, 3], "a": [1, 2, 3]}, "The columns A and a have the same name in a GeoPackage"),
        ({"a\0b": [1, 2, 3]}, "has a name that is not allowed in a GeoPackage"),
        ({f"c{i}": pa.array([1, 2, 3], pa.int8()) for i in range(1997)}, "a GeoPackage has up to 1,998"),
    ],
)
def test_values_that_a_geopackage_cannot_store_are_refused_and_leave_no_files(tmp_path, columns, words):
    source = geoparquet(tmp_path / "in.parquet", **columns)
    with pytest.raises(SatclipError, match=words):
        copy(source, tmp_path / "out.gpkg")
    assert list(tmp_path.iterdir()) == [source]


@pytest.mark.parametrize("name", ["", "rowid", "ogc_fid", "OGC_FID", "fid", "geom", 'a"b\n;--', "x" * 5000])
def test_columns_may_have_unusual_names(tmp_path, name):
    out = copy(geoparquet(tmp_path / "in.parquet", **{name: [4, 4, 5]}), tmp_path / "out.gpkg")
    table = open_table(out)
    assert [value for batch in table.batches() for value in batch.column(name).to_pylist()] == [4, 4, 5]


@pytest.mark.parametrize(
    "name",
    ['a"b', "a;b", "wow!", "a'b", "gpkg_a", "sqlite_a", "ä" * 110, "a?b#c%20d", "a\nb", "(a)", "-a", "[a]"],
)
def test_files_may_have_unusual_names(plots, tmp_path, name):
    first = copy(plots, tmp_path / f"{name}.gpkg")
    assert len(rows(first)) == 3
    with sqlite3.connect(first) as database:
        assert database.execute(
            "SELECT count(*) FROM sqlite_master WHERE sql LIKE '%USING rtree%'"
        ).fetchone() == (1,)
    assert open_table(first).rows == 3


def test_many_chunks_keep_keys_index_and_count(plots, tmp_path):
    many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
    change(
        plots,
        f"INSERT INTO pk (plot_id, geom, n) {many} SELECT 3 * i + 2000, (SELECT geom FROM pk), 'x' FROM n",
    )
    out = copy(plots, tmp_path / 'say "many".gpkg')
    assert rows(out, "plot_id") == rows(plots, "plot_id")
    with sqlite3.connect(out) as database:
        (index,) = database.execute(
            "SELECT name FROM sqlite_master WHERE sql LIKE '%USING rtree%'"
        ).fetchone()
        assert database.execute(f"SELECT count(*) FROM '{index}'").fetchone() == (20003,)


CURVES = {
    "CIRCULARSTRING": (struct.pack("<BII6d", 1, 8, 3, 0, 0, 1, 1, 2, 0), (1, 1)),
    "TRIANGLE": (struct.pack("<BIII8d", 1, 17, 1, 4, 0, 0, 4, 0, 0, 4, 0, 0), (1, 2)),
}
CURVES["COMPOUNDCURVE"] = (struct.pack("<BII", 1, 9, 1) + CURVES["CIRCULARSTRING"][0], (1, 1))
CURVES["TIN"] = (struct.pack("<BII", 1, 16, 1) + CURVES["TRIANGLE"][0], (1, 2))
CURVES["CURVEPOLYGON"] = (
    struct.pack("<BII", 1, 10, 1) + struct.pack("<BII10d", 1, 8, 5, 0, 0, 1, 1, 2, 0, 1, -1, 0, 0),
    (1, 0),
)
CURVES["MULTISURFACE"] = (struct.pack("<BII", 1, 12, 1) + CURVES["CURVEPOLYGON"][0], (1, 0))
CURVES["POLYHEDRALSURFACE"] = (
    struct.pack("<BII", 1, 15, 1) + shapely.to_wkb(shapely.box(0, 0, 2, 2), flavor="iso"),
    (1, 1),
)
CURVES["GEOMETRYCOLLECTION"] = (struct.pack("<BII", 1, 7, 1) + CURVES["CURVEPOLYGON"][0], (1, 0))
CURVES["POINT ZM"] = (struct.pack("<BI4d", 1, 3001, 1, 2, 3, 4), (1, 2))
CURVES["POINT M"] = (struct.pack("<BI3d", 1, 2001, 1, 2, 3), (1, 2))


@pytest.mark.parametrize("kind", CURVES)
def test_every_geometry_type_has_a_position_and_is_unchanged(plots, tmp_path, kind):
    wkb, place = CURVES[kind]
    blob = b"GP\0\1" + struct.pack("<i", 4326) + wkb
    change(
        plots,
        f"UPDATE pk SET geom = x'{blob.hex()}'; UPDATE gpkg_geometry_columns SET geometry_type_name = '{kind}'",
    )
    table = open_table(plots)
    (batch,) = table.batches()
    np.testing.assert_allclose(table.lonlat(batch), [place] * 3, atol=0.06)
    out = copy(table.path, tmp_path / "out.gpkg")
    (batch,) = open_table(out).batches()
    assert batch.column("geom").to_pylist() == [wkb] * 3


def test_layers_with_z_and_names_in_other_cases_are_read(plots):
    change(plots, "UPDATE gpkg_geometry_columns SET column_name = 'GEOM', table_name = 'PK'")
    change(plots, "UPDATE gpkg_geometry_columns SET geometry_type_name = 'GEOMETRY', z = 1, m = 1")
    assert sum(batch.num_rows for batch in open_table(plots).batches()) == 3


def test_damaged_geometries_are_counted_and_have_no_position(plots, tmp_path):
    deep = struct.pack("<BII", 1, 7, 1) * 200_000 + shapely.to_wkb(shapely.Point(1, 2))
    for wkb in (deep, deep.replace(b"\7", b"\4"), b"", b"\1\2"):
        blob = b"GP\0\1" + struct.pack("<i", 4326) + wkb
        change(plots, f"UPDATE pk SET geom = x'{blob.hex()}' WHERE n = 'b'")
        table = open_table(plots)
        (batch,) = table.batches()
        assert np.isnan(table.lonlat(batch)).all(axis=1).tolist() == [False, True, False]
        with pytest.raises(SatclipError, match=r"1 geometries of plots\.gpkg are damaged"):
            copy(plots, tmp_path / "out.gpkg")
        assert not (tmp_path / "out.gpkg").exists()


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("CREATE VIEW v AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
         "SELECT n.i, geom FROM n JOIN pk", "is not read within"),
        ("CREATE VIEW v AS SELECT n, geom, ogr_geocode(n) AS g FROM pk", "no such function: ogr_geocode"),
        ("CREATE VIEW v AS SELECT n, geom, gdal_get_layer_pixel_value('x.tif', 1, 'georef', 1, 2) AS g FROM pk",
         "no such function"),
        ("CREATE VIEW v AS SELECT n, geom, load_extension(n) AS g FROM pk", "load_extension"),
        ("CREATE VIEW v AS SELECT n, geom, zeroblob(90000000) AS g FROM pk", "makes rows of"),
        ("CREATE VIEW v AS SELECT n, geom FROM nowhere", "no such table"),
        ("CREATE TABLE v (n TEXT, geom POINT, g AS (ogr_geocode(n)))", "unknown function"),
        ("CREATE TABLE v (n TEXT)", "has no column with its geometry"),
    ],
)  # fmt: skip
def test_malicious_layers_have_no_effect(plots, monkeypatch, script, words):
    from satclip_backend.tables import geopackage_layers

    if words == "is not read within":
        monkeypatch.setattr(geopackage_layers, "SECONDS", 0.3)
    with sqlite3.connect(plots) as database:
        database.create_function("ogr_geocode", 1, lambda text: text, deterministic=True)
        database.executescript(script + ";" + REGISTER.format("v", "POINT"))
    started = time.monotonic()
    with pytest.raises(SatclipError, match=words):
        open_table(plots, layer="v")
    assert time.monotonic() - started < 30


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE VIRTUAL TABLE v USING VirtualOGR('/etc/passwd')",
        "CREATE VIRTUAL TABLE v USING VirtualShape('x', UTF-8, 4326)",
        "create/**/virtual/* */table v using csv(filename='/etc/passwd')",
    ],
)
def test_tables_of_other_files_are_refused(plots, sql):
    change(
        plots,
        f"""
        PRAGMA writable_schema = ON;
        INSERT INTO sqlite_master VALUES ('table', 'v', 'v', 0, '{sql.replace("'", "''")}');
        {REGISTER.format("v", "POINT")}
    """,
    )
    with pytest.raises(SatclipError, match=r"has a virtual table, v|can't be read"):
        open_table(plots)


def test_other_files_named_as_geopackages_are_refused_unread(tmp_path):
    vrt = (
        '<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>/vsicurl/http://127.0.0.1:9/</SrcDataSource>'
    )
    for text in (
        vrt,
        "<WFSDataSource><URL>http://127.0.0.1:9/</URL></WFSDataSource>",
        '{"type": "gdal_streamed_alg"}',
        "",
    ):
        (tmp_path / "x.gpkg").write_text(text)
        with pytest.raises(SatclipError, match=r"x\.gpkg is not a valid GeoPackage"):
            open_table(tmp_path / "x.gpkg")
    with sqlite3.connect(tmp_path / "db.gpkg") as database:
        database.execute("CREATE TABLE a (b)")
    with pytest.raises(SatclipError, match=r"db\.gpkg is not a valid GeoPackage"):
        open_table(tmp_path / "db.gpkg")


def test_views_are_layers_and_keep_their_types(plots):
    change(plots, "CREATE VIEW v AS SELECT plot_id AS number, n || '!' AS name, plot_id / 2.0 AS half, geom FROM pk;"
           + REGISTER.format("v", "POINT"))  # fmt: skip
    table = open_table(plots, layer="v")
    assert [str(kind) for kind in table.schema.types] == ["int64", "string", "double", "binary"]
    (batch,) = table.batches()
    assert batch.column("half").to_pylist() == [500.5, 502.5, 505.0]


@pytest.mark.parametrize(
    ("declared", "value", "words"),
    [
        ("INTEGER", "'x'", "The column a of plots.gpkg holds 'x', which is not INTEGER"),
        ("INTEGER", "1.5", "holds '1.5', which is not INTEGER"),
        ("DATE", "'2020-13-45'", "holds '2020-13-45', which is not DATE"),
        ("DATETIME", "'yesterday'", "holds 'yesterday', which is not DATETIME"),
        ("TEXT(20)", "x'ff00'", "is not TEXT"),
    ],
)
def test_a_value_that_does_not_match_its_column_type_is_named(plots, declared, value, words):
    change(plots, f"ALTER TABLE pk ADD COLUMN a {declared}; UPDATE pk SET a = {value} WHERE n = 'b'")
    with pytest.raises(SatclipError) as error:
        list(open_table(plots).batches())
    assert words in str(error.value)


def test_times_in_any_notation_are_utc(plots):
    change(
        plots,
        """
        ALTER TABLE pk ADD COLUMN t DATETIME; ALTER TABLE pk ADD COLUMN empty INTEGER;
        UPDATE pk SET empty = '', t = CASE n WHEN 'a' THEN '2024-02-29T12:00:00.5Z' WHEN 'b' THEN '2024-02-29'
        ELSE '2024-02-29 12:00:00+02:00' END
    """,
    )
    (batch,) = open_table(plots).batches()
    texts = batch.column("t").cast(pa.string()).to_pylist()
    assert [text[:21] for text in texts] == [
        "2024-02-29 12:00:00.5",
        "2024-02-29 00:00:00.0",
        "2024-02-29 10:00:00.0",
    ]
    assert batch.column("empty").null_count == 3


@pytest.mark.parametrize(
    "crs",
    [
        "+proj=eqearth +lon_0=150 +datum=WGS84",
        "+proj=ob_tran +o_proj=longlat +o_lat_p=40 +o_lon_p=0 +lon_0=10 +datum=WGS84",
        "+proj=laea +lat_0=10 +lon_0=20 +ellps=GRS80 +units=km",
        "ESRI:54030",
        "EPSG:2056",
    ],
)
@pytest.mark.parametrize("ending", [".gpkg", ".parquet"])
def test_a_custom_crs_is_kept(tmp_path, crs, ending):
    frame = geopandas.GeoDataFrame(
        {"id": [1, 2]}, geometry=shapely.points([[8.5, 47], [9, 46]]), crs=4326
    ).to_crs(crs)
    frame.to_parquet(tmp_path / "in.parquet")
    table = open_table(tmp_path / "in.parquet")
    out = open_table(copy(tmp_path / "in.parquet", tmp_path / f"out{ending}"))
    for one, other in zip(table.batches(), out.batches()):
        np.testing.assert_allclose(out.lonlat(other), table.lonlat(one), atol=1e-7)


def test_a_geocentric_crs_is_refused(tmp_path):
    frame = geopandas.GeoDataFrame(geometry=[shapely.Point(4e6, 1e6, 5e6)], crs="EPSG:4978")
    frame.to_parquet(tmp_path / "in.parquet")
    with pytest.raises(SatclipError, match="no easting and northing or longitude and latitude"):
        open_table(tmp_path / "in.parquet")


def test_the_write_ahead_log_is_read_and_a_locked_file_is_reported(plots, monkeypatch):
    with sqlite3.connect(plots) as editor:
        editor.execute("PRAGMA journal_mode = WAL")
        editor.execute("CREATE TABLE z AS SELECT * FROM pk")
        editor.executescript(REGISTER.format("z", "POINT"))
        assert Path(f"{plots}-wal").stat().st_size > 0
        assert open_table(plots, layer="z").rows == 3
        editor.execute("PRAGMA journal_mode = DELETE")
        editor.execute("BEGIN EXCLUSIVE")
        connect = sqlite3.connect
        monkeypatch.setattr(sqlite3, "connect", lambda *args, **kwargs: connect(*args, timeout=0.1, **kwargs))
        with pytest.raises(SatclipError, match="in use by another program"):
            open_table(plots, layer="z")


@pytest.mark.parametrize("name", ["organization", "organization_coordsys_id"])
def test_a_crs_without_an_authority_code_is_read_from_its_definition(plots, name):
    change(plots, f"ALTER TABLE gpkg_spatial_ref_sys RENAME COLUMN {name} TO other")
    assert open_table(plots).crs.to_epsg() == 4326
