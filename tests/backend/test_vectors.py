"""Embeddings as one column of vectors, quantised vectors, and their metadata in the footer of a Parquet file."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import geopandas
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import pytest

from satclip_backend.cli import main
from satclip_backend.tables import new_table, open_table
from satclip_backend.tables.vectors import quantise, vector_type, vectors
from satclip_backend.tables.writing import Numbers

LONLAT = np.array([[13.4, 52.5], [200.0, -33.5], [np.nan, 1.0], [0, 90], [179.9, -90]])
ON_EARTH = [True, True, False, True, True]


@pytest.fixture
def embed(tiny_encoder_file, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    frame = pd.DataFrame({"id": range(5), "lon": LONLAT[:, 0], "lat": LONLAT[:, 1]})
    frame.to_csv(tmp_path / "in.csv", index=False)

    def embed(*options):
        return main(["embed", "in.csv", "--encoder", str(tiny_encoder_file), "--device", "cpu", *options])

    return embed


def stored(path, name="embedding"):
    """Return the vectors of a file as lists, and its metadata `emb`."""
    with pq.ParquetFile(path) as file:
        return file.read().column(name).to_pylist(), json.loads(file.schema_arrow.metadata[b"emb"])


def test_one_column_of_vectors(embed, tiny_encoder, capsys):
    assert embed("-o", "out.parquet", "--vector") == 0
    said = capsys.readouterr()
    assert said.out == "out.parquet: 5 rows, new column embedding of float32[8], encoder tiny\n"
    assert "1 row has no valid position" in said.err
    assert pq.read_schema("out.parquet").field("embedding").type == pa.list_(pa.float32(), 8)
    values, emb = stored("out.parquet")
    assert [value is not None for value in values] == ON_EARTH
    wanted = tiny_encoder.encode(LONLAT)[ON_EARTH]
    np.testing.assert_array_equal(np.float32([value for value in values if value is not None]), wanted)
    assert geopandas.read_parquet("out.parquet")["id"].tolist() == list(range(5))
    assert emb["emb:dimensions"] == 8
    assert emb["data_type"] == "float32"
    assert emb["satclip:columns"] == ["embedding"]
    assert emb["satclip:input"]["order"] == ["longitude", "latitude"]
    assert emb["emb:runtime_parameters"]["weights_sha256"] == tiny_encoder.weights_sha256
    assert "emb:quantization" not in emb


def test_quantised_vectors_and_their_error(embed, tiny_encoder, capsys):
    assert embed("-o", "out.parquet", "--vector", "--quantise", "int8", "--prefix", "a_") == 0
    said = capsys.readouterr().out
    assert pq.read_schema("out.parquet").field("a_embedding").type == pa.list_(pa.int8(), 8)
    values, emb = stored("out.parquet", "a_embedding")
    assert [value is not None for value in values] == ON_EARTH
    true = tiny_encoder.encode(LONLAT)[ON_EARTH].astype(np.float64)
    (scale,) = emb["emb:quantization"]["scale"]
    assert scale == pytest.approx(np.abs(true).max() / 127, rel=1e-12)
    restored = np.array([value for value in values if value is not None]) * scale
    assert np.abs(restored - true).max() <= scale / 2 + 1e-12
    cosine = (restored * true).sum(1) / np.linalg.norm(restored, axis=1) / np.linalg.norm(true, axis=1)
    error = emb["satclip:quantization_error"]
    assert error == pytest.approx(
        {
            "max": np.abs(restored - true).max(),
            "rms": np.sqrt(((restored - true) ** 2).mean()),
            "cosine_min": cosine.min(),
            "cosine_mean": cosine.mean(),
        }
    )
    assert f"largest error {error['max']:.3g}, RMS {error['rms']:.3g}; cosine" in said
    assert emb["data_type"] == emb["emb:quantization"]["quantized_dtype"] == "int8"
    assert len(geopandas.read_parquet("out.parquet")) == 5  # the metadata of geometries are kept


def test_columns_for_each_dimension_have_metadata_too(embed, tiny_encoder):
    assert embed("-o", "out.parquet", "--components", "2") == 0
    emb = json.loads(pq.ParquetFile("out.parquet").schema_arrow.metadata[b"emb"])
    assert emb["satclip:columns"] == ["emb_pc1", "emb_pc2"]
    assert emb["emb:dimensions"] == 2
    assert emb["emb:runtime_parameters"]["encoder_dimensions"] == 8
    expression = {"principal_components": 2, "fitted_on": tiny_encoder.pca.fitted_on}
    assert emb["emb:postprocessing"]["expression"] == expression


@pytest.mark.parametrize("through", ["in.csv", "in.gpkg"])
def test_the_documented_example_sorts_a_file_and_keeps_its_metadata(embed, tiny_encoder_file, through):
    """The geometry column has the name that the input gives it, which is often geom in a GeoPackage."""
    if through == "in.gpkg":
        assert embed("-o", through) == 0
    options = ["--encoder", str(tiny_encoder_file), "--device", "cpu", "--vector"]
    assert main(["embed", through, "-o", "vectors.parquet", *options]) == 0
    geometry = geopandas.read_parquet("vectors.parquet").geometry.name
    assert geometry == ("geom" if through == "in.gpkg" else "geometry")
    page = Path(__file__).parents[2] / "docs" / "embeddings_format.md"
    (example,) = (
        code for code in re.findall("```python\n(.*?)```", page.read_text(), re.DOTALL) if "hilbert" in code
    )
    exec(example, {})  # of this repository
    before, after = pq.read_table("vectors.parquet"), pq.read_table("sorted.parquet")
    assert after.schema.metadata == before.schema.metadata
    ids = after["id"].to_pylist()
    assert sorted(ids) == [0, 1, 2, 3, 4]
    assert ids != [0, 1, 2, 3, 4]
    assert after["embedding"].to_pylist() == before["embedding"].take(ids).to_pylist()
    assert len(geopandas.read_parquet("sorted.parquet")) == 5


def test_a_geopackage_has_the_metadata_of_a_parquet_file(embed):
    """GDAL writes and reads them as metadata of the layer; other programs find the tables of the standard."""
    assert embed("-o", "out.parquet") == embed("-o", "out.gpkg") == 0
    emb = json.loads(pq.read_schema("out.parquet").metadata[b"emb"])
    assert json.loads(pyogrio.read_info("out.gpkg")["layer_metadata"]["emb"]) == emb
    with closing(sqlite3.connect("out.gpkg")) as database:
        (row,) = database.execute(
            "SELECT reference_scope, table_name, md_scope, metadata FROM gpkg_metadata_reference "
            "JOIN gpkg_metadata ON id = md_file_id"
        )
        extensions = database.execute("SELECT extension_name FROM gpkg_extensions").fetchall()
    assert row[:3] == ("table", "out", "dataset")
    assert emb["emb:runtime_parameters"]["weights_sha256"] in row[3]
    assert ("gpkg_metadata",) in extensions


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (["-o", "out.gpkg", "--vector"], "out.gpkg can't hold vectors: with --vector, write .parquet files."),
        (["-o", "out.parquet", "--quantise", "int8"], "--quantise needs --vector"),
    ],
)
def test_options_that_the_output_does_not_support(embed, tmp_path, capsys, options, reason):
    assert embed(*options) == 1
    assert reason in capsys.readouterr().err
    assert [path.name for path in tmp_path.glob("*.*")] == ["in.csv"]


@pytest.mark.parametrize("quantised", [False, True])
def test_files_with_vectors_are_read_as_tables(embed, tmp_path, quantised):
    assert embed("-o", "out.parquet", "--vector", *(["--quantise", "int8"] if quantised else [])) == 0
    values, _emb = stored("out.parquet")
    for ending in ("parquet", "csv", "gpkg"):
        table = open_table(tmp_path / "out.parquet")
        with new_table(tmp_path / f"copy.{ending}", table, [pa.field("x", pa.float32())]) as writer:
            for batch in table.batches():
                lonlat = table.lonlat(batch)
                writer.write(batch, lonlat, Numbers(np.ones((len(lonlat), 1), dtype=np.float32)))
    assert pq.read_table("copy.parquet").column("embedding").to_pylist() == values
    for copied in (pd.read_csv("copy.csv"), geopandas.read_file("copy.gpkg")):
        text = copied["embedding"]
        assert text.notna().tolist() == ON_EARTH
        assert [json.loads(value) for value in text.dropna()] == [v for v in values if v is not None]


@pytest.mark.parametrize("values", [np.zeros((0, 3)), np.zeros((2, 3)), np.full((2, 3), np.nan)])
def test_tables_without_values_to_scale(tmp_path, values):
    path = tmp_path / "v.parquet"
    schema = pa.schema([pa.field("embedding", vector_type(3))]).with_metadata({"emb": "{}"})
    with pq.ParquetWriter(path, schema) as file:
        file.write_batch(pa.record_batch([vectors(values.astype(np.float32))], schema=schema))
    error = quantise(path)
    assert (error.max, error.rms, error.cosine_min, error.cosine_mean) == (0, 0, 1, 1)
    codes, emb = stored(path)
    assert emb["emb:quantization"]["scale"] == [1.0]
    assert codes == [None if np.isnan(row).any() else [0, 0, 0] for row in values]


def test_one_scale_over_all_row_groups(tmp_path):
    rng = np.random.default_rng(0)
    values = rng.normal(size=(300, 5)).astype(np.float32)
    values[::7] = np.nan
    path = tmp_path / "v.parquet"
    schema = pa.schema([pa.field("embedding", vector_type(5)), pa.field("n", pa.int64())])
    schema = schema.with_metadata({"emb": "{}"})
    with pq.ParquetWriter(path, schema) as file:
        for start in range(0, 300, 100):
            part = [vectors(values[start : start + 100]), pa.array(range(start, start + 100))]
            file.write_batch(pa.record_batch(part, schema=schema))
    error = quantise(path)
    codes, emb = stored(path)
    (scale,) = emb["emb:quantization"]["scale"]
    known = ~np.isnan(values[:, 0])
    assert [code is not None for code in codes] == known.tolist()
    restored = np.array([code for code in codes if code is not None]) * scale
    assert error.max == pytest.approx(np.abs(restored - values[known]).max())
    assert error.max <= scale / 2 * (1 + 1e-9)
    assert pq.read_table(path).column("n").to_pylist() == list(range(300))


def test_a_code_takes_one_byte(tmp_path):
    values = np.random.default_rng(0).normal(size=(2000, 64)).astype(np.float32)
    path = tmp_path / "v.parquet"
    schema = pa.schema([pa.field("embedding", vector_type(64))]).with_metadata({"emb": "{}"})
    with pq.ParquetWriter(path, schema) as file:
        file.write_batch(pa.record_batch([vectors(values)], schema=schema))
    quantise(path)
    assert path.stat().st_size < 1.1 * values.size
