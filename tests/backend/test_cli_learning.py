"""The commands `satclip-backend` fit, predict, evaluate, compare and suggest."""

from __future__ import annotations

from pathlib import Path

import geopandas
import numpy as np
import pandas as pd
import pytest
import rasterio
import shapely
from pyproj import Transformer

from satclip_backend.cli import argument_parser, main
from satclip_backend.cli.fit_options import fit_config_of, read_background
from satclip_backend.errors import SatclipError
from satclip_backend.models.model_file import read_metadata

N = 150
VALUES = Path(__file__).parents[1] / "data" / "values"
ALONE = ("--estimator", "linear", "--fold-count", "3", "--coordinates", "--encoder")


@pytest.fixture
def cli(tiny_encoder_file, tmp_path, monkeypatch, satclip_home):
    """Return a function that runs a command in a folder with a table, with the encoder `tiny` installed."""
    monkeypatch.chdir(tmp_path)
    (satclip_home / "encoders").mkdir(parents=True)
    (satclip_home / "encoders" / "tiny.safetensors").write_bytes(tiny_encoder_file.read_bytes())
    rng = np.random.default_rng(0)
    lon, lat = rng.uniform(-20, 40, N), rng.uniform(-30, 60, N)
    table = pd.DataFrame({"name": [f"Ort {i}" for i in range(N)], "lon": lon, "lat": lat})
    table["wärme"] = 30 - 0.4 * np.abs(lat) + rng.normal(0, 1, N)
    table["zone"] = np.where(lat > 20, "nørd", "süd")
    table["rain"] = rng.normal(500, 50, N)
    table.loc[3, "wärme"] = np.nan
    table.to_csv("stations.csv", index=False)

    def cli(*words):
        return main([str(word) for word in words])

    return cli


def fit(cli, *more, target="wärme"):
    words = ["--target", target, "--encoder", "tiny", "--estimator", "linear", "--fold-count", "3"]
    return cli("fit", "stations.csv", *words, "-o", "model.satclip", *more)


@pytest.fixture(scope="module")
def models():
    """Model files by target. A fit takes a second, so tests share them."""
    return {}


@pytest.fixture
def fitted(cli, models):
    """Return a function that writes model.satclip, a model of a field of the table, to the folder."""

    def fitted(target="wärme"):
        if target not in models:
            assert fit(cli, target=target) == 0
            models[target] = Path("model.satclip").read_bytes()
        Path("model.satclip").write_bytes(models[target])

    return fitted


def test_fit_prints_scores_and_writes_all_requested_files(cli, tmp_path, capsys):
    assert fit(cli, "--report", "report.html", "--rows", "rows.csv", "--units", "°C") == 0
    told = capsys.readouterr().out
    assert "excluded: 1 row, no value of wärme" in told
    assert "knndm    r2" in told
    assert "random   r2" in told
    assert "model.satclip: wärme: Ridge regression on embeddings and coordinates, 149 observations" in told
    assert "wärme" in (tmp_path / "report.html").read_text(encoding="utf-8")
    rows = pd.read_csv("rows.csv")
    assert len(rows) == 149
    own = pd.read_csv("stations.csv").drop(index=3)
    pd.testing.assert_frame_equal(rows[own.columns], own.reset_index(drop=True))
    np.testing.assert_allclose(rows["residual"], rows["observed"] - rows["predicted"])


def test_the_report_is_in_the_requested_language(cli, tmp_path, capsys):
    assert fit(cli, "--report", "report.html", "--language", "de_AT") == 0
    assert "excluded: 1 row, no value of wärme" in capsys.readouterr().out  # scripts may read it
    report = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "<h1>Modell von wärme</h1>" in report
    assert "kein Wert von wärme" in report
    assert read_metadata(tmp_path / "model.satclip").settings["Predictors"] == "embeddings and coordinates"
    assert fit(cli, "--report", "report.html", "--language", "de", target="temperature") == 1
    assert "temperature. Vorhanden sind: " in capsys.readouterr().err
    assert fit(cli, "--report", "report.html", "--language", "xx") == 2
    assert "argument --language: There is no translation into the language 'xx'" in capsys.readouterr().err


def test_rows_keep_geometries_and_fields_and_new_fields_get_unused_names(cli, tmp_path, capsys):
    table = pd.read_csv("stations.csv")
    points = geopandas.points_from_xy(table["lon"], table["lat"], crs="EPSG:4326")
    squares = geopandas.GeoSeries(points).to_crs("EPSG:3857").buffer(1000, cap_style="square")
    cold = (table["lat"] > 20).astype("boolean")
    own = table.drop(columns=["lon", "lat"]).assign(cold=cold, fold="mine", Predicted=1.5)
    own.loc[5, "cold"] = pd.NA
    geopandas.GeoDataFrame(own, geometry=squares).to_parquet("squares.parquet")
    words = ["--target", "cold", "--encoder", "tiny", "--estimator", "linear", "--fold-count", "3"]
    words += ["-o", "model.satclip"]
    for ending in ("gpkg", "parquet"):
        assert cli("fit", "squares.parquet", *words, "--rows", f"rows.{ending}") == 0
        read = {"gpkg": geopandas.read_file, "parquet": geopandas.read_parquet}[ending]
        rows = read(f"rows.{ending}")
        kept = own.drop(index=5)
        assert rows.crs.to_epsg() == 3857
        assert rows.geometry.geom_equals(squares.drop(index=5).reset_index(drop=True)).all()
        for name in ("name", "fold", "Predicted", "rain"):
            assert rows[name].tolist() == kept[name].tolist()
        assert rows["fold_2"].between(1, 3).all()
        for name in ("observed", "predicted_2", "correct"):
            assert rows[name].isin([True, False]).all()
            assert rows[name].dtype != float
        assert (rows["observed"] == kept["cold"].to_numpy(bool)).all()
        assert (rows["correct"] == (rows["observed"] == rows["predicted_2"])).all()
    capsys.readouterr()


@pytest.mark.parametrize("name", ["rows.npy", "rows.txt", "rows"])
def test_an_unsupported_format_for_rows_is_refused_before_the_fit(cli, tmp_path, capsys, name):
    assert fit(cli, "--rows", name) == 1
    told = capsys.readouterr().err
    assert f"{name} can't be written: give a file that ends in .csv, .gpkg or .parquet." in told
    assert not (tmp_path / "model.satclip").exists()


def test_by_default_the_best_estimator_is_fitted(cli, capsys):
    words = ["--target", "wärme", "--fold-count", "3", "-o", "model.satclip"]
    assert cli("fit", "stations.csv", *words) == 0
    told = capsys.readouterr().out
    for tried in ("Ridge regression", "Gradient boosting", "Stacked ensemble"):
        assert f"{tried} on embeddings and coordinates" in told
    assert "The estimator was chosen by the scores shown here" in told


def test_the_coordinates_can_be_left_out(cli, capsys):
    assert fit(cli, "--no-coordinates") == 0
    assert "Ridge regression on embeddings, 149 observations" in capsys.readouterr().out


@pytest.mark.parametrize("ending", ["csv", "gpkg", "parquet"])
def test_points_are_predicted_in_every_format(cli, fitted, capsys, ending):
    fitted("zone")
    assert cli("predict", "model.satclip", "stations.csv", "-o", f"out.{ending}", "--prefix", "p_") == 0
    assert "150 rows, 150 predicted" in capsys.readouterr().out
    read = {"csv": pd.read_csv, "gpkg": geopandas.read_file, "parquet": geopandas.read_parquet}[ending]
    out = read(f"out.{ending}")
    assert set(out["p_prediction"]) == {"nørd", "süd"}
    assert (out["p_prediction"] == out["zone"]).mean() > 0.8
    assert out["p_probability"].between(0, 1).all()
    assert out["p_probability"][out["zone"] == "süd"].mean() > 0.8  # positive: last in alphabetical order
    assert out["p_probability"][out["zone"] == "nørd"].mean() < 0.2
    assert out["p_applicable"].isin([True, False]).all()
    assert out["name"].tolist() == [f"Ort {i}" for i in range(N)]


@pytest.mark.parametrize(
    "option",
    [
        ["--pixel-size", "1"],
        ["--exact"],
        ["--mask"],
        ["--surface", "sea"],
        ["--plain"],
        ["--probabilities"],
    ],
)
def test_options_of_maps_are_refused_with_points(tmp_path, capsys, option):
    for name in ("model.satclip", "points.csv"):
        (tmp_path / name).write_text("lon,lat\n1,2\n")
    paths = [str(tmp_path / name) for name in ("model.satclip", "points.csv", "out.csv")]
    assert main(["predict", *paths[:2], "-o", paths[2], *option]) == 1
    assert f"{option[0]} is for maps" in capsys.readouterr().err


def test_a_map_is_predicted(cli, fitted, capsys):
    fitted()
    extent = ["--extent", "-20", "-30", "40", "60", "--pixel-size", "2"]
    assert cli("predict", "model.satclip", *extent, "-o", "map.tif", "--mask") == 0
    assert "bands Prediction, Lower, Upper, Dissimilarity" in capsys.readouterr().out
    assert cli("predict", "model.satclip", *extent, "-o", "plain.tif", "--plain", "--surface", "land") == 0
    with rasterio.open("map.tif") as full, rasterio.open("plain.tif") as plain:
        assert (full.count, plain.count) == (8, 1)
        values, alone = full.read(1), plain.read(1)
    assert "pixels at sea were left out" in capsys.readouterr().err
    assert cli("predict", "model.satclip", *extent, "-o", "all.tif", "--plain") == 0
    assert "left out" not in capsys.readouterr().err
    with rasterio.open("all.tif") as whole:
        assert np.isfinite(whole.read(1)).all()
    inside = np.isfinite(values) & np.isfinite(alone)
    assert 0.2 < np.isfinite(alone).mean() < 0.8
    np.testing.assert_allclose(values[inside], alone[inside], atol=0.02)


def test_the_prediction_area_may_be_polygons(cli, tmp_path, capsys):
    area = geopandas.GeoDataFrame(geometry=[shapely.box(0, 0, 1e6, 1e6)], crs="EPSG:3857")
    area.to_file("area.gpkg")
    assert fit(cli, "--area-file", "area.gpkg") == 0
    assert (
        read_metadata(tmp_path / "model.satclip").settings["Prediction area"] == "the polygons of area.gpkg"
    )
    assert read_metadata(tmp_path / "model.satclip").surface == "all"
    assert fit(cli, "--area-file", "area.gpkg", "--area", "0", "0", "9", "9") == 1
    assert "--area or with --area-file, not with both" in capsys.readouterr().err
    words = [
        "--target",
        "wärme",
        "--encoder",
        "tiny",
        "--area-file",
        "area.gpkg",
        "--report",
        "compared.html",
    ]
    assert cli("compare", "stations.csv", *words) == 0
    assert "the polygons of area.gpkg" in Path("compared.html").read_text(encoding="utf-8")
    assert fit(cli, "--area-file", "none.gpkg") == 1


def test_unseen_regions_are_evaluated(cli, fitted, capsys):
    fitted()
    assert (
        cli("evaluate", "model.satclip", "stations.csv", "--regions", "zone", "--report", "unseen.html") == 0
    )
    told = capsys.readouterr().out
    assert "nørd" in told
    assert "all regions            0% in training" in told
    assert "10% in training" in told


def test_encoders_are_compared(cli, capsys):
    words = [
        "--target",
        "wärme",
        "--encoder",
        "tiny",
        "bundled",
        "--degrees",
        "2",
        "--report",
        "compared.html",
    ]
    assert cli("compare", "stations.csv", *words) == 0
    told = capsys.readouterr().out
    for name in ("tiny", "bundled", "all encoders together", "coordinates alone", "tiny (L = 2)"):
        assert f"  {name}\n" in told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["fit", "stations.csv", "--target", "none", "-o", "m.satclip"], "stations.csv has no column none"),
        (
            ["fit", "stations.csv", "--target", "name", "-o", "m.satclip"],
            "No class of name is found at 5 or more locations",
        ),
        (["fit", "none.csv", "--target", "y", "-o", "m.satclip"], "There is no file none.csv"),
        (["fit", "stations.csv", "--target", "wärme", "-o", "none/m.satclip"], "does not exist"),
        (
            ["fit", "stations.csv", "--target", "wärme", "--fold-count", "1", "-o", "m.satclip"],
            "--fold-count",
        ),
        (
            ["fit", "stations.csv", "--target", "wärme", "--folds", "groups", "-o", "m"],
            "need a group field",
        ),
        (["predict", "none.satclip", "stations.csv", "-o", "o.csv"], "There is no file none.satclip"),
        (
            ["predict", "stations.csv", "stations.csv", "-o", "o.csv"],
            "stations.csv is not a valid SatCLIP model",
        ),
        (["predict", "m.satclip", "-o", "o.csv"], "Give a table of points, or an extent"),
        (["predict", "m.satclip", "--extent", "0", "0", "1", "1", "-o", "o.tif"], "needs --pixel-size"),
        (["compare", "stations.csv", "--target", "wärme", "--degrees", "99"], "L = 99 is not among them"),
    ],
)
def test_errors_are_reported_and_leave_no_files(cli, tmp_path, capsys, words, told):
    before = sorted(tmp_path.iterdir())
    assert cli(*words) == 1
    error = capsys.readouterr().err
    assert told in error
    assert "Traceback" not in error
    assert sorted(tmp_path.iterdir()) == before


def test_missing_predictor_fields_are_reported(cli, capsys):
    assert fit(cli, "--fields", "rain") == 0
    pd.read_csv("stations.csv").drop(columns="rain").to_csv("less.csv", index=False)
    assert cli("predict", "model.satclip", "less.csv", "-o", "out.csv") == 1
    assert "less.csv has no column rain" in capsys.readouterr().err
    assert cli("predict", "model.satclip", "--extent", 0, 0, 1, 1, "--pixel-size", 0.5, "-o", "map.tif") == 1
    assert "needs the field rain, which is not available for the pixels of a map" in capsys.readouterr().err


def fit_file(cli, name, *more):
    """Fit the field t of a file in tests/data/values to the coordinates only."""
    return cli("fit", VALUES / name, "--target", "t", *more, *ALONE, "-o", "model.satclip")


def test_no_data_doubles_are_missing_values(cli, tmp_path, capsys):
    assert fit_file(cli, "target.parquet", "--report", "report.html") == 0
    assert "excluded: 6 rows, no measurement of t, such as -1.79769e+308\n" in capsys.readouterr().out
    assert fit_file(cli, "predictor.parquet", "--fields", "e") == 0
    assert "warning: e is -1.79769e+308 in 6 rows: treated as missing" in capsys.readouterr().out
    assert cli("predict", "model.satclip", VALUES / "new.parquet", "-o", "out.parquet") == 0
    assert "warning: e has the no-data value -1.79769e+308 in 1 row" in capsys.readouterr().err
    made = pd.read_parquet("out.parquet")
    assert made["prediction"].between(0, 30).all()


@pytest.mark.parametrize(
    ("name", "more", "told"),
    [
        ("constant.parquet", [], "The field t is 0.3 in all observations"),
        ("weights.parquet", ["--weights", "all0"], "All weights in all0 are 0"),
        ("weights.parquet", ["--groups", "c", "--folds", "groups"], "All observations are in one group, 5"),
    ],
)
def test_data_that_cannot_be_fitted_leave_no_files(cli, tmp_path, capsys, name, more, told):
    assert fit_file(cli, name, *more, "--report", "report.html", "--rows", "rows.csv") == 1
    assert told in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir() if path.name[0] == "r") == []
    assert not (tmp_path / "model.satclip").exists()


def test_scores_of_a_rare_event_have_no_interval(cli, tmp_path, capsys):
    assert fit_file(cli, "rare.parquet", "--report", "report.html") == 0
    told = capsys.readouterr().out
    assert (
        "warning: t is 0 in all but 1 of 300 rows: too few other values to fit and validate a model." in told
    )
    assert "knndm    r2 -0.008 (no interval)  Ridge regression on coordinates" in told
    assert "varies in too few spatial blocks" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_integers_beyond_2_53_stay_distinct_groups(cli, tmp_path):
    folds = ["--groups", "site", "--folds", "groups"]
    assert fit_file(cli, "site_ids.parquet", *folds, "--rows", "rows.csv") == 0
    sites = pd.read_parquet(VALUES / "site_ids.parquet")["site"]
    rows = pd.read_csv("rows.csv")
    assert sites.nunique() == rows["fold"].nunique() == 10
    assert rows["site"].tolist() == sites.tolist()
    assert (rows.groupby("site")["fold"].nunique() == 1).all()


def test_a_field_of_another_type_is_reported_in_prediction(cli, tmp_path, capsys):
    assert fit_file(cli, "predictor.parquet", "--fields", "e") == 0
    table = pd.read_parquet(VALUES / "new.parquet")
    table.assign(e=["1.5", "unknown", "2", "3"]).to_parquet("text.parquet")
    assert cli("predict", "model.satclip", "text.parquet", "-o", "out.csv") == 1
    assert "needs numbers in the field e, which contains text: “unknown” in row 2" in capsys.readouterr().err
    table.assign(e=pd.Timestamp("2024-01-01")).to_parquet("dates.parquet")
    assert cli("predict", "model.satclip", "dates.parquet", "-o", "out.csv") == 1
    assert "needs numbers in the field e, which contains date" in capsys.readouterr().err
    assert not (tmp_path / "out.csv").exists()


def test_gaps_and_unknown_categories_are_reported_in_prediction(cli, tmp_path, capsys):
    assert fit_file(cli, "weights.parquet", "--fields", "half", "txt") == 0
    table = pd.read_parquet(VALUES / "weights.parquet")[["lon", "lat", "half", "txt"]].head(5)
    table["half"], table["txt"] = ["z", None, "new", "newer", "z"], None
    table.to_parquet("new.parquet")
    capsys.readouterr()
    assert cli("predict", "model.satclip", "new.parquet", "-o", "out.csv") == 0
    told = capsys.readouterr().err
    assert "warning: half has no value in 1 row: predicted without this value." in told
    assert "warning: half has a category that is not in the training data, such as “new”, in 2 rows" in told
    assert "warning: txt has no value in 5 rows" in told


@pytest.fixture
def rasters(cli):
    """Write relief.tif, which increases to the north, and cover.tif with two classes. Pixels are 0.5 degrees."""
    north = rasterio.transform.from_origin(-30, 70, 0.5, 0.5)
    profile = {"driver": "GTiff", "crs": "EPSG:4326", "transform": north, "count": 1}
    relief = np.broadcast_to(np.arange(220, 0, -1, dtype="int16")[:, None], (220, 160))
    with rasterio.open("relief.tif", "w", width=160, height=220, dtype="int16", **profile) as data:
        data.write(relief, 1)
        data.descriptions = ("altitude",)
    with rasterio.open("cover.tif", "w", width=160, height=220, dtype="uint8", **profile) as data:
        data.write((np.indices((220, 160)).sum(axis=0) // 40 % 2).astype("uint8"), 1)
    return ["--raster", "relief.tif", "--raster", "cover.tif:1=classes"]


def test_rasters_are_predictors_of_points_and_maps(cli, rasters, tmp_path, capsys):
    assert fit(cli, *rasters, "--bilinear", "--report", "report.html") == 0
    assert "Ridge regression on embeddings, coordinates and rasters" in capsys.readouterr().out
    assert "relief.tif" in (tmp_path / "report.html").read_text(encoding="utf-8")
    assert cli("predict", "model.satclip", "stations.csv", "-o", "out.csv", *rasters) == 0
    assert pd.read_csv("out.csv")["prediction"].notna().all()
    extent = ["--extent", 30, 60, 60, 80, "--pixel-size", 1]
    assert cli("predict", "model.satclip", *extent, "-o", "map.tif", *rasters) == 0
    with rasterio.open("map.tif") as data:
        drawn = np.isfinite(data.read(1))
    assert drawn[10:, :20].all()
    assert drawn.sum() == 10 * 20
    assert cli("evaluate", "model.satclip", "stations.csv", "--regions", "zone", *rasters) == 0
    assert "Ridge regression on embeddings, coordinates and rasters" in capsys.readouterr().out


def test_missing_rasters_are_reported(cli, rasters, tmp_path, capsys):
    assert fit(cli, *rasters) == 0
    extent = ["--extent", 0, 0, 1, 1, "--pixel-size", 0.5]
    assert cli("predict", "model.satclip", *extent, "-o", "map.tif") == 1
    assert "needs the rasters relief.tif, cover.tif; 0 were given" in capsys.readouterr().err
    with rasterio.open("cover.tif", "r+") as data:
        data.write(np.ones((1, 220, 160), "uint8"))
    assert cli("predict", "model.satclip", *extent, "-o", "map.tif", *rasters) == 0
    assert "warning: The raster cover.tif has other values than when the model" in capsys.readouterr().err
    far = ["--extent", 100, 0, 101, 1, "--pixel-size", 0.5]
    assert cli("predict", "model.satclip", *far, "-o", "far.tif", *rasters) == 1
    assert "No pixel of the extent has values of all rasters" in capsys.readouterr().err
    assert not (tmp_path / "far.tif").exists()


def test_no_output_overwrites_an_input_raster(cli, rasters, capsys):
    words = ["--extent", 0, 0, 1, 1, "--pixel-size", 0.5, "--raster", "relief.tif:altitude"]
    (Path("model.satclip")).write_bytes(b"")
    assert cli("predict", "model.satclip", *words, "-o", "relief.tif") == 1
    assert "is the input" in capsys.readouterr().err


def test_points_are_suggested_in_polygons_or_the_extent(cli, fitted, capsys):
    fitted()
    assert cli("suggest", "model.satclip", "--points", 5, "-o", "next.gpkg") == 0
    assert "next.gpkg: 5 points in the " in capsys.readouterr().out
    found = geopandas.read_file("next.gpkg")
    assert found.crs.to_epsg() == 4326
    assert found["rank"].tolist() == [1, 2, 3, 4, 5]
    np.testing.assert_allclose(found["lon"], found.geometry.x)
    assert {"reduction", "prediction", "dissimilarity", "distance_km", "expected_error"} <= set(found.columns)
    square = geopandas.GeoSeries.from_wkt(["POLYGON((0 0, 20 0, 20 10, 0 0))"], crs="EPSG:4326")
    square.to_file("area.geojson")
    assert (
        cli("suggest", "model.satclip", "--area-file", "area.geojson", "--points", 3, "-o", "next.csv") == 0
    )
    inside = pd.read_csv("next.csv")
    assert square.iloc[0].covers(geopandas.points_from_xy(inside["lon"], inside["lat"])).all()
    assert (
        cli("suggest", "model.satclip", "--area-file", "area.geojson", "--extent", 0, 0, 9, 9, "-o", "a.csv")
        == 1
    )
    assert "as an extent or as polygons, not both" in capsys.readouterr().err
    assert cli("suggest", "model.satclip", "-o", "next.npy") == 1
    assert "next.npy can't be written" in capsys.readouterr().err


def test_a_background_file_has_its_own_reading_options(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    rng = np.random.default_rng(0)
    at = rng.uniform(5, 10, (40, 2))
    pd.DataFrame({"a": at[:, 0], "b": at[:, 1], "kind": "x"}).to_csv("records.csv", index=False)
    metres = Transformer.from_crs("EPSG:4326", "EPSG:3857", always_xy=True).transform(*at.T)
    pd.DataFrame({"east": metres[0], "north": metres[1]}).to_csv("group.csv", index=False)
    pd.DataFrame({"lon": at[:, 0], "lat": at[:, 1]}).to_csv("plain.csv", index=False)

    def background(*words):
        own = [
            "records.csv",
            "--target",
            "kind",
            "--lon",
            "a",
            "--lat",
            "b",
            "--background",
            "50",
            "-o",
            "m.satclip",
        ]
        args = argument_parser().parse_args(["fit", *own, *words])
        return read_background(args, fit_config_of(args))

    assert background() is None
    for words in (
        ["records.csv"],
        ["./records.csv"],
        ["plain.csv"],
        [
            "group.csv",
            "--background-lon",
            "east",
            "--background-lat",
            "north",
            "--background-crs",
            "EPSG:3857",
        ],
    ):
        np.testing.assert_allclose(background("--background-file", *words).lonlat, at, atol=1e-6)
    with pytest.raises(SatclipError, match="--background-lon is for --background-file"):
        background("--background-lon", "east")
    with pytest.raises(SatclipError, match="give their CRS with --background-crs"):
        background("--background-file", "group.csv", "--background-lon", "east", "--background-lat", "north")


def test_presences_and_a_background_table_give_a_suitability_map(cli, tmp_path, capsys):
    words = [
        "--target",
        "zone",
        "--positive",
        "süd",
        "--background",
        "60",
        "--background-file",
        "stations.csv",
    ]
    words += ["--encoder", "tiny", "--estimator", "linear", "--fold-count", "3"]
    words += ["-o", "model.satclip", "--rows", "rows.csv"]
    assert cli("fit", "stations.csv", *words) == 0
    told = capsys.readouterr().out
    south = pd.read_csv("stations.csv")["zone"] == "süd"
    assert f"excluded: {(~south).sum()} rows, another value of zone than süd" in told
    assert f"{south.sum()} observations, background: 60 points, places of the target group" in told
    rows = pd.read_csv("rows.csv")
    assert (rows["zone"] == "süd").all()
    assert rows["suitability"].between(0, 1).all()
    extent = ["--extent", 0, -20, 10, 50, "--pixel-size", 5]
    assert cli("predict", "model.satclip", *extent, "-o", "map.tif") == 0
    with rasterio.open("map.tif") as drawn:
        assert drawn.descriptions[:2] == ("Suitability", "Suitable")
        assert "not a probability of presence" in drawn.tags()["SATCLIP_SUITABILITY"]
        assert "SATCLIP_CONFIDENCE" not in drawn.tags()
        assert not any(name.startswith("SATCLIP_CLASS") for name in drawn.tags())
        suitability = drawn.read(1)
    assert np.nanmean(suitability[-4:]) > np.nanmean(suitability[:4])  # the south
    assert cli("predict", "model.satclip", "stations.csv", "-o", "points.csv") == 0
    assert {"suitability", "suitable", "distance_km"} <= set(pd.read_csv("points.csv").columns)
