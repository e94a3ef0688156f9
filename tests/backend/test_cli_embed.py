"""The command `satclip-backend embed`."""

from __future__ import annotations

import subprocess
import sys

import geopandas
import numpy as np
import pandas as pd
import pytest
import shapely

from satclip_backend.cli import main

LONLAT = np.array([[13.4, 52.5], [200.0, -33.5], [-160.0, -33.5], [0, 90], [120, 90], [179.9, -90]])


@pytest.fixture
def embed(tiny_encoder_file, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def embed(*options):
        return main(["embed", "--encoder", str(tiny_encoder_file), "--device", "cpu", *options])

    return embed


@pytest.fixture
def places(tmp_path):
    pd.DataFrame({"id": range(6), "lon": LONLAT[:, 0], "lat": LONLAT[:, 1]}).to_csv(
        tmp_path / "in.csv", index=False
    )
    return "in.csv"


@pytest.mark.parametrize("ending", ["csv", "gpkg", "parquet", "npy"])
def test_all_dimensions_in_every_format(embed, places, tiny_encoder, capsys, ending):
    out = f"out.{ending}"
    assert embed(places, "-o", out) == 0
    said = capsys.readouterr().out
    assert said == f"{out}: 6 rows, 8 new columns emb_1 to emb_8, encoder tiny\n"
    if ending == "npy":
        values = np.load(out)
    else:
        read = {"csv": pd.read_csv, "gpkg": geopandas.read_file, "parquet": geopandas.read_parquet}[ending]
        frame = read(out)
        assert frame["id"].tolist() == list(range(6))
        values = frame[[f"emb_{i}" for i in range(1, 9)]].to_numpy(np.float32)
    np.testing.assert_array_equal(values, tiny_encoder.encode(LONLAT))
    np.testing.assert_allclose(values[1], values[2], atol=1e-5)  # 200 E is 160 W
    np.testing.assert_allclose(values[3], values[4], atol=1e-5)  # the pole is one point


def test_components_and_a_saved_basis(embed, places, tiny_encoder):
    assert embed(places, "-o", "pc.csv", "--components", "2", "--prefix", "p_", "--save-basis", "b.json") == 0
    frame = pd.read_csv("pc.csv")
    assert list(frame.columns) == ["id", "lon", "lat", "p_pc1", "p_pc2"]
    wanted = tiny_encoder.pca.project(tiny_encoder.encode(LONLAT), 2)
    np.testing.assert_allclose(frame[["p_pc1", "p_pc2"]], wanted, atol=1e-6)
    assert embed(places, "-o", "again.csv", "--basis", "b.json", "--prefix", "p_") == 0
    pd.testing.assert_frame_equal(pd.read_csv("again.csv"), frame)


def test_a_shape_is_embedded_at_its_point_on_surface(embed, tiny_encoder):
    shapes = [shapely.box(10, 50, 12, 51), shapely.LineString([(0, 0), (1, 1), (2, 0)])]
    geopandas.GeoDataFrame(geometry=shapes, crs=4326).to_file("in.gpkg", driver="GPKG")
    assert embed("in.gpkg", "-o", "out.npy") == 0
    points = shapely.get_coordinates(shapely.point_on_surface(shapes))
    np.testing.assert_allclose(np.load("out.npy"), tiny_encoder.encode(points), atol=1e-5)


def test_rows_without_a_usable_position_are_kept_and_counted(embed, tmp_path, capsys):
    (tmp_path / "in.csv").write_text("lon,lat\n1,2\nnan,2\n1,inf\n1,90.1\n,\nx,y\n500,-90\n")
    assert embed("in.csv", "-o", "out.csv") == 0
    assert "5 rows have no valid position and got nulls." in capsys.readouterr().err
    assert pd.read_csv("out.csv")["emb_1"].isna().tolist() == [False, True, True, True, True, True, False]


@pytest.mark.parametrize("rows", [0, 1])
def test_no_points_and_one_point(embed, tmp_path, rows):
    (tmp_path / "in.csv").write_text("lon,lat\n" + "1,2\n" * rows)
    assert embed("in.csv", "-o", "out.npy") == 0
    assert np.load("out.npy").shape == (rows, 8)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["-o", "out.xlsx"], "give a file that ends in .csv, .gpkg, .parquet, .npy"),
        (["-o", "in.csv"], "is the input"),
        (["-o", "none/out.csv"], "does not exist"),
        (["-o", "out.csv", "--components", "9"], "1 to 8"),
        (["-o", "out.csv", "--basis", "in.csv"], "in.csv is not a PCA basis"),
        (["-o", "out.csv", "--save-basis", "b.json"], "--save-basis needs --components"),
        (["-o", "out.csv", "--lon", "x"], "has no column x; it has: id, lon, lat"),
        (["-o", "out.csv", "--encoder", "none"], "none"),
    ],
)
def test_errors_are_reported_in_one_sentence(embed, places, capsys, tmp_path, options, words):
    assert embed(places, *options) == 1
    said = capsys.readouterr().err
    assert words in said
    assert "Traceback" not in said
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv"]


@pytest.mark.parametrize("ending", ["csv", "gpkg", "parquet", "npy"])
def test_a_full_disk_is_reported_and_leaves_no_files(embed, mount, tmp_path, capsys, ending):
    place = mount("size=400k")
    np.save(tmp_path / "in.npy", np.random.default_rng(1).uniform(-90, 90, (40_000, 2)))
    assert embed("in.npy", "-o", str(place / f"out.{ending}")) == 1
    assert (
        f"out.{ending} could not be finished: there is no space left in the folder {place}"
        in capsys.readouterr().err
    )
    assert list(place.iterdir()) == []


@pytest.mark.parametrize("size", ["16k", "64k", "256k"])
def test_a_disk_too_small_for_a_geopackage_is_reported(embed, mount, tmp_path, capsys, size):
    place = mount(f"size={size}")
    np.save(tmp_path / "in.npy", np.random.default_rng(1).uniform(-90, 90, (9_000, 2)))
    assert embed("in.npy", "-o", str(place / "out.gpkg")) == 1
    assert "out.gpkg could not be finished: there is no space left" in capsys.readouterr().err
    assert list(place.iterdir()) == []


def test_chunks_are_written_in_order(embed, tiny_encoder, tmp_path):
    lonlat = np.random.default_rng(1).uniform(-90, 90, (20_000, 2))
    np.save(tmp_path / "in.npy", lonlat)
    assert embed("in.npy", "-o", "out.npy") == 0
    np.testing.assert_allclose(
        np.load(tmp_path / "out.npy"), tiny_encoder.encode(lonlat), rtol=1e-4, atol=1e-6
    )


@pytest.mark.slow
def test_many_points_are_embedded_in_limited_memory(tiny_encoder_file, tmp_path):
    rng = np.random.default_rng(1)
    lonlat = np.column_stack([rng.uniform(-180, 180, 500_000), rng.uniform(-90, 90, 500_000)])
    pd.DataFrame({"id": np.arange(500_000), "lon": lonlat[:, 0], "lat": lonlat[:, 1]}).to_parquet(
        tmp_path / "in.parquet"
    )
    code = (
        "import resource, sys; from satclip_backend.cli import main; status = main(sys.argv[1:]);"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss); sys.exit(status)"
    )

    def embed(name, out):
        command = [
            "embed",
            str(tmp_path / name),
            "-o",
            str(tmp_path / out),
            "--encoder",
            str(tiny_encoder_file),
        ]
        done = subprocess.run(
            [sys.executable, "-c", code, *command, "--device", "cpu"],
            capture_output=True,
            check=True,
            text=True,
        )
        return int(done.stdout.splitlines()[-1]) * 1024

    np.save(tmp_path / "few.npy", lonlat[:1000])
    few, many = embed("few.npy", "few.parquet"), embed("in.parquet", "out.parquet")
    assert many - few < 100e6
    frame = pd.read_parquet(tmp_path / "out.parquet", columns=["id", "emb_8"])
    assert frame["id"].is_monotonic_increasing
    assert len(frame) == 500_000
    assert frame["emb_8"].notna().all()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("lon,lat\nhere,there\n", "“here” in row 1 of the column lon is not a coordinate"),
        ("lon,lat\n391000,5819000\n", "give their CRS with --crs"),
    ],
)
def test_a_table_without_any_position_is_an_error_and_leaves_no_output(embed, tmp_path, capsys, text, reason):
    (tmp_path / "in.csv").write_text(text)
    assert embed("in.csv", "-o", "out.csv") == 1
    assert reason in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".csv"] == ["in.csv"]


def test_rows_without_a_position_are_kept_and_the_first_is_named(embed, tmp_path, capsys):
    (tmp_path / "in.csv").write_text("lon,lat\n13,52\nhere,52\n")
    assert embed("in.csv", "-o", "out.csv") == 0
    assert "1 row has no valid position and got nulls. “here” in row 2" in capsys.readouterr().err
    assert len(pd.read_csv("out.csv")) == 2


def test_encoding_decimal_and_missing_value_options(embed, tmp_path):
    (tmp_path / "in.csv").write_bytes("lon;lat;ort;m\n13,4;52,5;Łódź;1,234\n".encode("cp1250"))
    assert (
        embed("in.csv", "-o", "out.csv", "--encoding", "cp1250", "--decimal", ",", "--missing", "-9999") == 0
    )
    frame = pd.read_csv("out.csv")
    assert frame.iloc[0, :4].tolist() == [13.4, 52.5, "Łódź", 1.234]
