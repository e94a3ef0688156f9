"""`satclip-backend features`: features of imagery at the points of a table."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
import rasterio
import torch
from rasterio.warp import transform
from rasterio.windows import Window

from satclip_backend.cli import main
from satclip_backend.encoders import load_encoder
from satclip_backend.encoders.families.mosaiks import CITATION
from satclip_backend.pretraining import point_features
from satclip_backend.pretraining.images.rasters import open_imagery
from satclip_backend.pretraining.point_features import PointFeatures
from satclip_backend.pretraining.settings import FeatureSettings

ITALY = Path(__file__).parents[2] / "data" / "imagery" / "utm33n.tif"


def points(count, seed=0):
    """Return points in Italy (count, 2), whose patches of 8 pixels are inside the image."""
    random = np.random.default_rng(seed)
    return np.column_stack([random.uniform(12, 15.5, count), random.uniform(42.2, 44.5, count)])


def features(table, output, *options):
    command = ["features", str(ITALY), "--points-of", str(table), "-o", str(output), "--pixels", "8"]
    return main([*command, *map(str, options)])


def test_features_are_those_of_the_pixels_around_a_point(tmp_path, capsys):
    """RCF by hand: pixels read with rasterio, filters drawn by torch, sums in NumPy."""
    rows = [("a", 13.5, 43.6), ("b", None, None), ("c", 139.7, 35.7), ("d", 13.6, 43.4)]
    pd.DataFrame(rows, columns=["name", "lon", "lat"]).to_csv(tmp_path / "in.csv", index=False)
    output = tmp_path / "out.csv"
    options = ("--image-encoder", "rcf", "--filters", 3, "--normalise", "none", "--seed", 7)
    assert features(tmp_path / "in.csv", output, *options) == 0
    said = capsys.readouterr()
    assert "4 rows, 6 new columns X_0 to X_5, rcf of 8 x 8 pixels" in said.out
    assert "1 row has no valid position and got nulls" in said.err
    assert "1 row has no complete patch of imagery and got nulls." in said.err
    found = pd.read_csv(output)
    assert found.name.tolist() == ["a", "b", "c", "d"]
    with rasterio.open(ITALY) as image:
        assert found.filter(like="X_").isna().all(axis=1).tolist() == [False, True, True, False]
        filters = torch.randn(3, image.count, 3, 3, generator=torch.Generator().manual_seed(7)).numpy()
        for row in found.dropna().itertuples():
            (x,), (y,) = transform("EPSG:4326", image.crs, [row.lon], [row.lat])
            column, line = ~image.transform @ (x, y)
            window = Window(int(column - 3.5), int(line - 3.5), 8, 8)
            patch = image.read(window=window).astype("f8")
            windows = np.lib.stride_tricks.sliding_window_view(patch, (3, 3), (1, 2))
            r = np.einsum("brcij,fbij->frc", windows, filters) - 1
            expected = [*np.maximum(r, 0).mean((1, 2)), *np.maximum(-r, 0).mean((1, 2))]
            np.testing.assert_allclose(row[4:], expected, rtol=1e-5)


@pytest.mark.parametrize("encoder", ["mosaiks", "rcf", "random-convolutions"])
def test_features_do_not_depend_on_the_other_points(monkeypatch, encoder):
    settings = FeatureSettings(filters=20, encoder=encoder)
    fitted = PointFeatures.fitted(open_imagery([ITALY]), 8, settings)
    lonlat = points(70)
    values = fitted.values(lonlat)
    assert np.isfinite(values).all()
    order = np.random.default_rng(1).permutation(70)
    np.testing.assert_array_equal(fitted.values(lonlat[order]), values[order])
    again = PointFeatures.fitted(open_imagery([ITALY]), 8, settings)
    np.testing.assert_array_equal(
        np.concatenate([again.values(lonlat[i : i + 1]) for i in range(70)]), values
    )
    other = PointFeatures.fitted(
        open_imagery([ITALY]), 8, FeatureSettings(filters=20, encoder=encoder, seed=1)
    )
    assert np.abs(other.values(lonlat) - values).max() > 0.1


def test_a_table_is_read_in_parts_and_each_patch_once(tmp_path, monkeypatch, capsys):
    np.save(tmp_path / "in.npy", points(100))
    assert features(tmp_path / "in.npy", tmp_path / "whole.npy", "--filters", 5) == 0
    read = []
    values = PointFeatures.values
    monkeypatch.setattr(
        PointFeatures, "values", lambda self, lonlat: read.append(len(lonlat)) or values(self, lonlat)
    )
    monkeypatch.setattr(point_features, "READ_VALUES", 8 * 8 * 6 * 30)
    assert features(tmp_path / "in.npy", tmp_path / "parts.npy", "--filters", 5) == 0
    assert read == [30, 30, 30, 10]
    assert (tmp_path / "parts.npy").read_bytes() == (tmp_path / "whole.npy").read_bytes()
    assert np.load(tmp_path / "parts.npy").shape == (100, 10)


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_features_of_a_grid_become_an_encoder(tmp_path, capsys, ending):
    lat, lon = (
        axis.ravel() for axis in np.meshgrid(np.arange(42.25, 44.5, 0.5), np.arange(12.25, 15.5, 0.5))
    )
    pd.DataFrame({"lon": lon, "lat": lat, "name": "cell"}).to_csv(tmp_path / "grid.csv", index=False)
    table = tmp_path / f"cells.{ending}"
    assert features(tmp_path / "grid.csv", table, "--filters", 4) == 0
    assert main(["encoders", "import", str(table)]) == 0
    encoder = load_encoder("cells", device="cpu")
    frame = pd.read_csv(table) if ending == "csv" else pq.read_table(table).to_pandas()
    np.testing.assert_allclose(
        encoder.encode(np.column_stack([lon, lat]) + 0.2), frame.filter(like="X_"), rtol=1e-6
    )
    # Only Parquet can say how to cite the features.
    assert encoder.metadata.citation == (CITATION if ending == "parquet" else "")
    if ending == "parquet":
        footer = json.loads(pq.read_schema(table).metadata[b"image_features"])
        assert (footer["encoder"], footer["pixels"], footer["filters"]) == ("mosaiks", 8, 4)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--pixels", "0"], "--pixels must be between 1 and 1,024, not 0"),
        (["--pixels", "97"], "no room for a patch of 97 x 97 pixels"),
        (["--filters", "0"], "not 0 filters of 3 pixels"),
        (["--bias", "nan"], "--bias must be a finite number"),
        (["--image-encoder", "small-cnn", "--bias", "1"], "only mosaiks and rcf have one"),
        (["--weights", "w.pth"], "they take no weights"),
        (["--image-encoder", "moco-resnet18"], "13 bands of Sentinel-2"),
        (["--crs", "EPSG:32633"], "No row of in.csv has 8 x 8 pixels"),
    ],
)
def test_errors_are_reported_and_nothing_is_written(tmp_path, capsys, options, sentence):
    (tmp_path / "in.csv").write_text("lon,lat\n13.5,43.6\n")
    assert features(tmp_path / "in.csv", tmp_path / "out.csv", *options) == 1
    assert sentence in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]


def test_points_without_any_imagery_are_an_error(tmp_path, capsys):
    (tmp_path / "in.csv").write_text("lon,lat\n139.7,35.7\n,\n")
    assert features(tmp_path / "in.csv", tmp_path / "out.csv", "--filters", 2) == 1
    assert "No row of in.csv has 8 x 8 pixels of imagery with data around it" in capsys.readouterr().err
    assert not (tmp_path / "out.csv").exists()
    (tmp_path / "in.csv").write_text("name,lon,lat\na,,\n")
    assert features(tmp_path / "in.csv", tmp_path / "out.csv", "--filters", 2) == 1
    assert "No row of in.csv has a valid position" in capsys.readouterr().err
