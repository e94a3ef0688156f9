"""The Python interface with Dask: lazy embeddings of partitions and lazy maps, by worker processes."""

from __future__ import annotations

import sys

import dask_geopandas
import geopandas
import numpy as np
import pandas as pd
import pytest
import rasterio
import xarray
from distributed import Client, LocalCluster

import satclip_backend as satclip
from satclip_backend.encoders import load_encoder
from satclip_backend.errors import SatclipError


@pytest.fixture(scope="module")
def client():
    """Connect to two workers in processes of their own."""
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0") as cluster,
        Client(cluster) as client,
    ):
        yield client


@pytest.fixture
def points():
    """Return 3,000 points in EPSG:3857, of which the last 1,000 have no position."""
    rng = np.random.default_rng(0)
    lonlat = rng.uniform((-180, -80), (180, 80), (3_000, 2))
    frame = geopandas.GeoDataFrame(
        {"id": np.arange(3_000)}, geometry=geopandas.points_from_xy(*lonlat.T, crs=4326)
    ).to_crs(3857)
    frame.loc[2_000:, "geometry"] = None
    return frame


@pytest.mark.slow
@pytest.mark.parametrize("given", ["file", "encoder"])
def test_partitions_have_the_embeddings_of_one_process(client, points, tiny_encoder_file, tmp_path, given):
    encoder = tiny_encoder_file if given == "file" else load_encoder(tiny_encoder_file, device="cpu")
    lazy = satclip.embed(
        dask_geopandas.from_geopandas(points, npartitions=3), encoder, components=3, device="cpu"
    )
    assert list(lazy.columns) == ["id", "geometry", "emb_pc1", "emb_pc2", "emb_pc3"]
    assert lazy.crs == points.crs
    assert (lazy.dtypes.iloc[2:] == np.float32).all()
    parts = [points.iloc[start : start + 1_000] for start in (0, 1_000)]
    wanted = pd.concat([satclip.embed(part, encoder, components=3, device="cpu") for part in parts])
    found = lazy.compute()
    assert isinstance(found, geopandas.GeoDataFrame)
    pd.testing.assert_frame_equal(pd.DataFrame(found.iloc[:2_000]), pd.DataFrame(wanted), check_exact=True)
    assert found.iloc[2_000:, 2:].isna().all(axis=None)
    lazy.to_parquet(tmp_path / "embedded")
    stored = dask_geopandas.read_parquet(tmp_path / "embedded").compute()
    np.testing.assert_array_equal(stored["emb_pc1"], found["emb_pc1"])


def test_wrong_options_are_refused_at_once(points, tiny_encoder_file):
    lazy = dask_geopandas.from_geopandas(points.assign(emb_pc1=1), npartitions=3)
    with pytest.raises(SatclipError, match="already has the columns emb_pc1"):
        satclip.embed(lazy, tiny_encoder_file, components=1)
    with pytest.raises(SatclipError, match="has no months"):
        satclip.embed(lazy, tiny_encoder_file, month=3)


@pytest.mark.slow
def test_chunks_have_the_same_values_in_any_order(client, tiny_encoder_file, tmp_path):
    """In one process, in threads, in other processes, and alone; also written as COG and Zarr."""
    options = {"encoder": tiny_encoder_file, "components": 2, "device": "cpu", "chunks": 256}
    lazy = satclip.embedding_map((4_000_000, 2_500_000, 4_700_000, 3_000_000), "EPSG:3035", 1000, **options)
    one = lazy.compute(scheduler="synchronous")
    assert one.shape == (2, 500, 700)
    np.testing.assert_array_equal(lazy.compute(scheduler="threads"), one)
    np.testing.assert_array_equal(lazy.compute(), one)  # by the workers
    np.testing.assert_array_equal(lazy[:, 300:, 600:].compute(scheduler="synchronous"), one[:, 300:, 600:])
    lazy.rio.to_raster(tmp_path / "map.tif", driver="COG")
    with rasterio.open(tmp_path / "map.tif") as dataset:
        np.testing.assert_array_equal(dataset.read(), one)
        assert dataset.crs.to_epsg() == 3035
    if sys.version_info >= (3, 11):  # zarr 3
        lazy.drop_vars("band").to_dataset(name="embedding").to_zarr(tmp_path / "map.zarr", zarr_format=3)
        stored = xarray.open_zarr(tmp_path / "map.zarr")["embedding"]
        np.testing.assert_array_equal(stored, one)
        np.testing.assert_array_equal(stored["x"], one["x"])
