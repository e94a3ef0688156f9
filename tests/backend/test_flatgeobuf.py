"""FlatGeobuf files as tables."""

from __future__ import annotations

import geopandas
import numpy as np
import pandas as pd
import pytest

from satclip_backend.cli import main
from satclip_backend.errors import SatclipError
from satclip_backend.tables import open_table


@pytest.fixture
def frame():
    """Return 9,000 points in EPSG:3857, with columns of several types."""
    rng = np.random.default_rng(0)
    n = 9_000
    return geopandas.GeoDataFrame(
        {
            "id": np.arange(n),
            "name": [None if i % 7 == 0 else f"p{i}" for i in range(n)],
            "x": np.where(np.arange(n) % 5, rng.normal(size=n), np.nan),
            "when": pd.date_range("2020-01-01", periods=n, freq="h").astype("datetime64[ms]"),
        },
        geometry=geopandas.points_from_xy(rng.uniform(-1e7, 1e7, n), rng.uniform(-1e7, 1e7, n), crs=3857),
    )


@pytest.fixture
def file(frame, tmp_path):
    frame.to_file(tmp_path / "points.fgb", driver="FlatGeobuf", SPATIAL_INDEX="NO")
    return tmp_path / "points.fgb"


def test_rows_types_and_positions(frame, file):
    table = open_table(file)
    batches = list(table.batches())
    assert [batch.num_rows for batch in batches] == [8192, 808]
    assert table.rows == 9_000
    assert table.kind == "Point"
    assert [str(field.type) for field in table.schema] == [
        "int64",
        "string",
        "double",
        "timestamp[ms]",
        "binary",
    ]
    read = pd.concat([batch.to_pandas() for batch in batches], ignore_index=True)
    pd.testing.assert_series_equal(read["x"], frame["x"])
    assert read["name"].isna().sum() == frame["name"].isna().sum()
    assert (read["when"] == frame["when"]).all()
    lonlat = np.concatenate([table.lonlat(batch) for batch in batches])
    wanted = frame.geometry.to_crs(4326)
    np.testing.assert_allclose(lonlat, np.column_stack([wanted.x, wanted.y]), atol=1e-9)


def test_embeddings_equal_those_of_a_geopackage(frame, file, tmp_path, tiny_encoder_file):
    frame.to_file(tmp_path / "other.gpkg")
    words = ["embed", "--encoder", str(tiny_encoder_file), "--device", "cpu"]
    for name in ("points.fgb", "other.gpkg"):
        assert main([*words, str(tmp_path / name), "-o", str(tmp_path / f"{name}.parquet")]) == 0
    one, other = (
        geopandas.read_parquet(tmp_path / f"{name}.parquet") for name in ("points.fgb", "other.gpkg")
    )
    new = [name for name in one.columns if name.startswith("emb_")]
    assert len(new) == 8
    np.testing.assert_array_equal(one[new], other[new])
    assert one.crs.to_epsg() == 3857
    (tmp_path / "in").mkdir()
    file.rename(tmp_path / "in" / "points.fgb")
    assert main([*words, str(tmp_path / "in"), "-o", str(tmp_path / "out")]) == 0
    assert (tmp_path / "out" / "points.parquet").read_bytes() == (
        tmp_path / "points.fgb.parquet"
    ).read_bytes()


def test_polygons_without_a_crs(file, tmp_path):
    shapes = geopandas.GeoDataFrame({"id": [1]}, geometry=geopandas.points_from_xy([5], [50]).buffer(1))
    shapes.to_file(tmp_path / "area.fgb", driver="FlatGeobuf")
    with pytest.raises(SatclipError, match=r"area.fgb has no CRS: .*--crs"):
        open_table(tmp_path / "area.fgb")
    table = open_table(tmp_path / "area.fgb", crs="EPSG:4326")
    assert table.kind == "Polygon"
    lonlat = table.lonlat(next(table.batches()))
    assert np.hypot(*(lonlat[0] - [5, 50])) < 1


def test_other_and_damaged_files_are_refused(frame, tmp_path):
    """A file that is cut short gives an error; one with changed bytes gives an error or other rows."""
    frame.head(200).to_file(tmp_path / "small.fgb", driver="FlatGeobuf", SPATIAL_INDEX="NO")
    data = (tmp_path / "small.fgb").read_bytes()
    other = tmp_path / "other.fgb"
    for start in (b"", b"PK\x03\x04", b"<OGRVRTDataSource/>", b"fgb\x02fgb" + data[7:]):
        other.write_bytes(start)
        with pytest.raises(SatclipError, match=r"other.fgb is not a valid FlatGeobuf file"):
            open_table(other)
    rng = np.random.default_rng(1)
    for size in [8, 9, 20, 100, *rng.integers(101, len(data) - 1, 20)]:
        other.write_bytes(data[:size])
        with pytest.raises(SatclipError, match=r"^other.fgb "):
            list(open_table(other).batches())
    said = set()
    for _ in range(60):
        damaged = np.frombuffer(data, dtype=np.uint8).copy()
        damaged[rng.integers(8, 3_000, 5)] = rng.integers(0, 256, 5)
        other.write_bytes(damaged.tobytes())
        try:
            table = open_table(other)
            for batch in table.batches():
                table.lonlat(batch)
        except SatclipError as error:
            said.add(str(error).split()[0])
    assert "other.fgb" in said
    assert said <= {"other.fgb", "The"}  # The CRS ... is not known
