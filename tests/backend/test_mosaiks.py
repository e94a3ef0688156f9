"""MOSAIKS: features of cells against a join in pandas, grids of tables, and tables that can't be used."""

import json

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import rasterio
import torch

from satclip_backend.cli import main
from satclip_backend.encoders import load_encoder
from satclip_backend.encoders.families import feature_table
from satclip_backend.encoders.families.mosaiks import CITATION, FAMILY, grid_of
from satclip_backend.encoders.families.mosaiks_grid import CellGrid, find_grid
from satclip_backend.encoders.heads import LinearHead
from satclip_backend.encoders.library import import_encoder
from satclip_backend.encoders.metadata import EncoderMetadata
from satclip_backend.encoders.registry import find
from satclip_backend.errors import SatclipError
from satclip_backend.models.features import EncoderUsed
from satclip_backend.rasters.grids import make_grid
from satclip_backend.rasters.rendering import Renderer

FEATURES = 6


def table(lat, lon, seed=0, features=FEATURES, names="X_{}"):
    """Return a table in the layout of MOSAIKS: lat, lon, X_0, X_1, ..."""
    values = np.random.default_rng(seed).uniform(0, 0.5, (len(lat), features))
    columns = {names.format(i): values[:, i] for i in range(features)}
    return pd.DataFrame({"lat": lat, "lon": lon} | columns)


def world(share=0.3, seed=0):
    """Return a table of some cells of 1 degree, in random order."""
    lat, lon = (axis.ravel() for axis in np.meshgrid(np.arange(-89.5, 90), np.arange(-179.5, 180)))
    chosen = np.random.default_rng(seed).permutation(len(lat))[: int(share * len(lat))]
    return table(lat[chosen], lon[chosen], seed)


def country(count=20, step=0.01):
    lat, lon = (axis.ravel() for axis in np.meshgrid(np.arange(count), np.arange(count)))
    return table(-1.005 + lat * step, 179.905 + lon * step - 360 * (179.905 + lon * step > 180))


def joined(points, frame, step):
    """Features of the cells of points, by an exact join of the rounded centres; NaN without a cell."""
    centre = (np.floor(np.asarray(points) / step) + 0.5) * step
    centre[:, 0] = (centre[:, 0] + 180) % 360 - 180
    keys = pd.DataFrame(np.round(centre, 4), columns=["lon", "lat"])
    rounded = frame.assign(lon=frame.lon.round(4), lat=frame.lat.round(4))
    return keys.merge(rounded, how="left", on=["lon", "lat"]).filter(like="X_").to_numpy()


@pytest.mark.parametrize("ending", ["csv", "parquet"])
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_points_have_the_features_of_their_cell(tmp_path, ending, dtype):
    frame, path = world(), tmp_path / f"features.{ending}"
    getattr(frame, f"to_{ending}")(path, index=False)
    import_encoder(path, "world")
    encoder = load_encoder("world", device="cpu")
    assert (encoder.dimension, encoder.metadata.family) == (FEATURES, "mosaiks")
    assert "19,440 cells of 1 x 1 degrees" in encoder.metadata.description
    rng = np.random.default_rng(1)
    points = np.column_stack([rng.uniform(-180, 180, 5000), rng.uniform(-90, 90, 5000)])
    expected = joined(points, frame, 1.0)
    assert 0.6 < np.isnan(expected[:, 0]).mean() < 0.8
    np.testing.assert_array_equal(encoder.encode(points, dtype=dtype), expected.astype("f4"))
    np.testing.assert_array_equal(encoder.encode(points - (720, 0)), expected.astype("f4"))
    head = LinearHead(np.zeros(2), np.arange(2 * FEATURES).reshape(2, -1) / 9, np.array([5.0, -3.0]))
    values = encoder.encode(points, head=head, dtype=dtype)
    np.testing.assert_allclose(values, expected.astype("f4") @ head.matrix.T + head.offset, rtol=1e-6)
    assert encoder.encode(np.zeros((0, 2))).shape == (0, FEATURES)


def test_edges_belong_to_the_cell_east_and_north_of_them():
    grid = CellGrid(0.01, 0.01, -180.0, -90.0)
    hundredths = np.arange(-18000, 18000)
    np.testing.assert_array_equal(
        grid.cells(np.column_stack([hundredths / 100, np.zeros(36000)]))[:, 0], hundredths + 18000
    )
    np.testing.assert_array_equal(
        grid.cells(np.column_stack([np.zeros(18000), hundredths[9000:27000] / 100]))[:, 1],
        hundredths[9000:27000] + 9000,
    )
    assert grid.cells(np.array([(180.0, 90.0), (-180.0, -90.0)])).tolist() == [[0, 17999], [0, 0]]


def test_cells_across_the_antimeridian(tmp_path):
    frame = country()
    assert frame.lon.min() < -179
    assert frame.lon.max() > 179
    frame.to_csv(tmp_path / "fiji.csv", index=False)
    encoder = load_encoder(import_encoder(tmp_path / "fiji.csv").id, device="cpu")
    points = np.array(
        [(179.9999, -1.0), (-179.9999, -1.0), (180.0, -0.9), (179.9, -1.0), (-179.89, -1.0), (0, 0)]
    )
    values = encoder.encode(points)
    np.testing.assert_array_equal(values, joined(points, frame, 0.01).astype("f4"))
    assert np.isnan(values[:, 0]).tolist() == [False, False, False, False, True, True]


@pytest.mark.parametrize(
    ("lon", "lat", "grid"),
    [
        ([0.5, 1.5, 7.5], [0.5, 4.5], (1, 1, -180, -90)),
        ([0.125, 0.375], [-0.125, 5.625], (0.25, 0.25, -180, -90)),
        (np.float32([10.005, 10.015, 179.995]), np.float32([-0.925, -0.915]), (0.01, 0.01, -180, -90)),
        # A query of every fifth cell: each is 0.01 degrees wide, not 0.05.
        ([-77.305, -77.255, -77.205], [-0.925, -0.975, -1.025], (0.01, 0.01, -180, -90)),
        ([35.005], [10.005], (0.01, 0.01, -180, -90)),
        ([35.5], [10.5, 11.5], (1, 1, -180, -90)),
        # Coordinates on multiples of the spacing are centres, too, as in climate data.
        ([0, 0.5, 1.0], [40, 40.5], (0.5, 0.5, -0.25, 39.75)),
        (10 + np.arange(5) / 12 + 0.1, 40 + np.arange(5) / 12, (1 / 12, 1 / 12, 10.1 - 1 / 24, 40 - 1 / 24)),
        ([0, 0.5], [40, 40.2], (0.5, 0.2, -0.25, 39.9)),
        ([0, 0.5, 0.7], [40, 41], None),
        ([10.1234, 10.1239, 11.9], [1, 2], None),
        ([10.3], [20.7123], None),
    ],
)
def test_grids_are_found(lon, lat, grid):
    lonlat = np.array([(x, y) for x in lon for y in lat], dtype=np.float64)
    found = find_grid(lonlat)
    if grid is None:
        assert found is None
        return
    np.testing.assert_allclose([found.width, found.height, found.west, found.south], grid, atol=1e-9)
    centres = found.centres(found.cells(lonlat))
    np.testing.assert_allclose((centres - lonlat + 180) % 360 - 180, 0, atol=1e-5)


def test_files_of_the_api_have_features_without_names(tmp_path):
    """Columns Lat, Lon, BoxLabel and 4,000 unnamed ones: the first page of R's output shows them as X, X.1, ..."""
    frame = country(5)
    text = frame.to_csv(index=False).splitlines()
    text = [
        "Lat,Lon,BoxLabel" + "," * FEATURES,
        *(line.replace(",", ",box,", 2).replace("box,", "", 1) for line in text[1:]),
    ]
    (tmp_path / "Mosaiks_features.csv").write_text("\n".join(text))
    encoder = load_encoder(import_encoder(tmp_path / "Mosaiks_features.csv").id, device="cpu")
    np.testing.assert_allclose(
        encoder.encode(frame[["lon", "lat"]].to_numpy()), frame.filter(like="X_"), rtol=1e-6
    )
    assert "not used: BoxLabel" in encoder.metadata.description


def test_numbered_features_are_sorted_and_others_are_named(tmp_path):
    frame = table([0.5, 1.5], [0.5, 0.5], features=12)
    shuffled = frame[["lon", "lat", *sorted(frame.filter(like="X_"))]].assign(continent="AF", avg_temp_c=3.0)
    shuffled.to_parquet(tmp_path / "features.parquet")
    encoder = load_encoder(import_encoder(tmp_path / "features.parquet").id, device="cpu")
    np.testing.assert_allclose(
        encoder.encode(frame[["lon", "lat"]].to_numpy()), frame.filter(like="X_"), rtol=1e-6
    )
    assert "Columns that are not used: continent, avg_temp_c." in encoder.metadata.description


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_rows_with_missing_values_are_left_out_and_counted(tmp_path, ending):
    frame = country(5)
    frame.loc[3, "X_2"], frame.loc[4, "lat"], frame.loc[7, "X_0"] = np.nan, np.nan, np.inf
    getattr(frame, f"to_{ending}")(tmp_path / f"features.{ending}", index=False)
    encoder = load_encoder(import_encoder(tmp_path / f"features.{ending}").id, device="cpu")
    assert "22 cells" in encoder.metadata.description
    assert "Rows with missing values, which were left out: 3." in encoder.metadata.description
    assert np.isnan(encoder.encode(frame[["lon", "lat"]].to_numpy())[:, 0]).sum() == 3


def test_only_tables_that_say_so_are_cited_as_mosaiks(tmp_path, capsys):
    def citation(name, *options, footer=None):
        rng = np.random.default_rng(len(list(tmp_path.iterdir())))
        values = pa.table(table([0.5, 1.5], [0.5, 1.5], seed=rng))
        pq.write_table(values.replace_schema_metadata(footer), tmp_path / name)
        assert main(["encoders", "import", str(tmp_path / name), *options, "--json"]) == 0
        return json.loads(capsys.readouterr().out)["citation"]

    assert citation("features.parquet") == ""
    assert citation("Mosaiks_features.parquet") == CITATION
    assert citation("a.parquet", "--name", "my-mosaiks") == CITATION
    assert citation("mosaiks_b.parquet", "--citation", "Doe (2024)") == "Doe (2024)"
    again = ["encoders", "import", str(tmp_path / "mosaiks_b.parquet")]
    assert main(again) == 0
    assert "Doe (2024)" in capsys.readouterr().out
    assert main([*again, "--citation", "Poe (2025)"]) == 1
    assert "There is another encoder 'mosaiks_b' already" in capsys.readouterr().err
    assert citation("mosaiks_c.parquet", footer={"citation": "Roe (2023)"}) == "Roe (2023)"
    assert citation("d.parquet", footer={"citation": '"Quoted (2022)"'}) == "Quoted (2022)"
    for bad in ("x" * 2000, "a\x1b[31m", b"\xff", '"open', '"\\u202e"'):
        assert citation(f"e{len(bad)}{hash(bad)}.parquet".replace("-", "_"), footer={"citation": bad}) == ""


def refused(path, reason):
    with pytest.raises(SatclipError, match=reason) as error:
        import_encoder(path)
    assert path.name in str(error.value)


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_tables_that_are_no_grid_of_numbers_are_refused(tmp_path, ending):
    path = tmp_path / f"features.{ending}"

    def write(frame):
        getattr(frame, f"to_{ending}")(path, index=False)

    frame = country(5)
    write(frame.assign(X_3=["a", *frame.X_3[1:].astype(str)]))
    refused(path, "column 'X_3' is not numbers")
    write(pd.concat([frame, frame[7:9]]))
    refused(path, "2 rows too many: several have the same cell, such as the one at longitude")
    write(frame.assign(lon=np.random.default_rng(0).uniform(0, 1, len(frame))))
    refused(path, "not the centres of the cells of a regular grid")
    write(frame.rename(columns={"lat": "y"}))
    refused(path, "0 columns named lat / latitude")
    write(frame.assign(Latitude=1.0))
    refused(path, "2 columns named lat / latitude")
    write(frame[["lon", "lat"]])
    refused(path, "0 columns of features")
    write(frame.assign(lat=frame.lat * 1e5))
    refused(path, "lat of -100500: coordinates must be longitude and latitude in degrees")
    write(frame.assign(X_3=np.nan))
    refused(path, "no row with a position and all features")
    write(table([0.5], [0.5], features=4097))
    refused(path, "4,097 columns of features in addition to the coordinates: 1 to 4,096")


def test_damaged_tables_are_refused(tmp_path):
    path = tmp_path / "features.csv"
    path.write_text("lat,lon,X_0\n0.5,0.5\n")
    refused(path, "damaged")
    path.write_bytes(b"lat,lon,\xff\xfe\n0.5,0.5,1\n")
    refused(path, "damaged")
    path.write_bytes(b"lat,lon,X_0\r0.5,0.5,1\r")
    refused(path, "damaged")
    path.write_text("")
    refused(path, "0 columns named")
    path.write_text(f"lat,lon,X_{'9' * 5000}\n0.5,0.5,1e30\n")
    refused(path, "weights so large")
    path = tmp_path / "features.parquet"
    country(5).to_parquet(path)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    refused(path, "damaged")
    pq.write_table(pa.table({"lat": [0.5], "lon": [0.5], "X_0": [[1.0]]}), path)
    refused(path, "column 'X_0' is not numbers")


@pytest.mark.parametrize(
    "changes", [{"cells": 0}, {"dimension": 4097}, {"width": 1e-9}, {"west": None}, {"south": "0"}]
)
def test_invalid_configs_are_refused(changes):
    config = {"cells": 2, "dimension": 3, "width": 1.0, "height": 1.0, "west": -180.0, "south": -90}
    assert FAMILY.shapes(config) == {"cells": (2, 2), "features": (2, 3)}
    assert grid_of(config).south == -90
    with pytest.raises(ValueError, match="its "):
        FAMILY.shapes(config | changes)


def test_many_features_are_mapped_into_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(feature_table, "BLOCK", 2**18)  # several blocks
    frame = table(np.arange(40) % 8 + 0.5, np.arange(40) // 8 + 0.5, features=2500)
    frame.to_csv(tmp_path / "features.csv", index=False)
    encoder = load_encoder(import_encoder(tmp_path / "features.csv").id, device="cpu")
    stored = encoder.network.features
    assert stored.shape == (40, 2500)
    assert encoder.network.double().to(torch.float64).features is stored
    np.testing.assert_allclose(
        encoder.encode(frame[["lon", "lat"]].to_numpy()), frame.filter(like="X_"), rtol=1e-6
    )
    assert encoder.pca.components.shape == (512, 2500)
    assert encoder.pca.explained_variance[:39].sum() == pytest.approx(1)
    with pytest.raises(SatclipError, match="1 to 512"):
        encoder.pca.first(600)
    assert EncoderUsed(id="x", weights_sha256=encoder.weights_sha256, dimension=4000).dimension == 4000
    with pytest.raises(SatclipError, match="dimension is 4097"):
        EncoderMetadata.of("mosaiks", "x", 4097, {})
    with find("features").path.open("r+b") as file:  # a change of the file is seen, because it is not read
        file.seek(file.read().index(stored.numpy()[7].tobytes()))
        file.write(bytes(10_000))
    at = frame[["lon", "lat"]].to_numpy()[6:8]
    assert encoder.encode(at).any(axis=1).tolist() == [True, False]


def test_a_map_shows_each_cell_and_nothing_elsewhere(tmp_path, capsys):
    frame = world(0.4)
    frame.to_csv(tmp_path / "world.csv", index=False)
    assert main(["encoders", "import", str(tmp_path / "world.csv")]) == 0
    extent = ["--extent", "-180", "-90", "180", "90", "--crs", "EPSG:4326", "--pixel-size", "0.5"]
    assert (
        main(["map", "-o", str(tmp_path / "map.tif"), *extent, "--encoder", "world", "--components", "3"])
        == 0
    )
    with rasterio.open(tmp_path / "map.tif") as raster:
        pixels = raster.read().reshape(3, -1).T
    lon, lat = np.meshgrid(np.arange(-179.75, 180, 0.5), np.arange(89.75, -90, -0.5))
    expected = joined(np.column_stack([lon.ravel(), lat.ravel()]), frame, 1.0)
    np.testing.assert_array_equal(np.isnan(pixels[:, 0]), np.isnan(expected[:, 0]))
    np.testing.assert_allclose(pixels, load_encoder("world").pca.project(expected, 3), atol=1e-3)


def test_single_cells_are_drawn_however_small_the_pixels_are(tmp_path):
    """Maps are not interpolated: a hole of one cell among equal cells is narrower than the nodes are apart."""
    lat, lon = (axis.ravel() for axis in np.meshgrid(np.arange(0.005, 1, 0.01), np.arange(0.005, 1, 0.01)))
    frame = table(lat, lon).assign(X_0=1.0, X_1=2.0, X_2=0.0, X_3=0.0, X_4=0.0, X_5=0.0)
    frame.loc[5050, "X_0"] = 7.0
    frame.drop(index=3021).to_csv(tmp_path / "equal.csv", index=False)
    encoder = load_encoder(import_encoder(tmp_path / "equal.csv").id, device="cpu")
    head = LinearHead(np.array([1e-3]), np.eye(1, FEATURES), np.zeros(1))
    grid = make_grid((0, 0, 1, 1), "EPSG:4326", 0.0025)
    drawn = Renderer(encoder, head).block(grid, rasterio.windows.Window(0, 0, 400, 400))[0]
    assert np.isnan(drawn).sum() == 16
    assert (drawn == 7).sum() == 16


def test_a_table_embeds_fits_and_compares(tmp_path, capsys):
    rng = np.random.default_rng(5)
    frame = world(0.6)
    frame.to_csv(tmp_path / "world.csv", index=False)
    assert main(["encoders", "import", str(tmp_path / "world.csv"), "--name", "cells"]) == 0
    assert main(["encoders", "list"]) == 0
    assert f"cells    mosaiks  -   -       {FEATURES}" in capsys.readouterr().out
    points = pd.DataFrame({"lon": rng.uniform(-180, 180, 300), "lat": rng.uniform(-60, 70, 300)})
    known = joined(points.to_numpy(), frame, 1.0)
    points["y"] = np.where(np.isnan(known[:, 0]), 0.0, known @ np.arange(1.0, 7))
    points.to_csv(tmp_path / "in.csv", index=False)
    assert (
        main(["embed", str(tmp_path / "in.csv"), "-o", str(tmp_path / "out.csv"), "--encoder", "cells"]) == 0
    )
    missing = np.isnan(known[:, 0]).sum()
    assert f"{missing} rows lie where the encoder has no embedding: they are kept" in capsys.readouterr().err
    read = pd.read_csv(tmp_path / "out.csv").filter(like="emb_").to_numpy()
    np.testing.assert_allclose(read, known, rtol=1e-5)
    inside = points[~np.isnan(known[:, 0])]
    inside.to_csv(tmp_path / "inside.csv", index=False)
    options = ["--target", "y", "--folds", "random", "--estimator", "linear"]
    model = tmp_path / "model.satclip"
    assert main(["fit", str(tmp_path / "inside.csv"), *options, "-o", str(model), "--encoder", "cells"]) == 0
    assert main(["predict", str(model), str(tmp_path / "inside.csv"), "-o", str(tmp_path / "p.csv")]) == 0
    predicted = pd.read_csv(tmp_path / "p.csv")
    column = next(name for name in predicted.columns if name not in inside.columns)
    assert np.corrcoef(predicted[column], inside.y)[0, 1] > 0.999
    assert main(["compare", str(tmp_path / "inside.csv"), *options, "--encoder", "bundled", "cells"]) == 0
    assert "cells" in capsys.readouterr().out
