"""Dated observations in the commands fit, predict, evaluate and compare, and in the Python functions."""

import re
from pathlib import Path

import geopandas
import numpy as np
import pandas as pd
import pytest
import rasterio
import torch

import satclip_backend as satclip
from satclip_backend.cli import main
from satclip_backend.encoders import Encoder, load_encoder
from satclip_backend.encoders.families import family
from satclip_backend.encoders.files import write_encoder
from satclip_backend.encoders.metadata import EncoderMetadata
from satclip_backend.errors import SatclipError
from satclip_backend.models.model_file import read_model

CONFIG = {"degree": 5, "months_degree": 3, "capacity": 16, "dimension": 4, "hidden_layers": 2, "w0": 30.0}
N = 200
FIT = ("--target", "cover", "--estimator", "linear", "--fold-count", "3")


@pytest.fixture(scope="module")
def monthly(tmp_path_factory):
    with torch.random.fork_rng():
        torch.manual_seed(3)
        network = family("months").build(CONFIG)
    metadata = EncoderMetadata.of("months", "Mine", 4, CONFIG)
    path = tmp_path_factory.mktemp("encoder") / "monthly.safetensors"
    write_encoder(path, network, metadata, Encoder("monthly", network, metadata, device="cpu").pca)
    return path


@pytest.fixture
def frame(monthly):
    """Points whose `cover` depends on the embedding of the location and the month of `seen`."""
    rng = np.random.default_rng(0)
    lonlat = np.column_stack([rng.uniform(-20, 40, N), rng.uniform(-30, 60, N)])
    months = rng.integers(1, 13, N)
    embedded = load_encoder(monthly, device="cpu").encode(lonlat, months=months.astype(float))
    frame = geopandas.GeoDataFrame(
        {
            "cover": 10 * embedded[:, 0] - 7 * embedded[:, 1] + rng.normal(0, 1, N),
            "seen": pd.to_datetime([f"2004-{month:02d}-15" for month in months]),
            "side": np.where(lonlat[:, 1] > 15, "north", "south"),
        },
        geometry=geopandas.points_from_xy(*lonlat.T, crs="EPSG:4326"),
    )
    frame.loc[:2, "seen"] = pd.NaT
    return frame


@pytest.fixture
def run(monthly, frame, tmp_path, monkeypatch, satclip_home):
    (satclip_home / "encoders").mkdir(parents=True)
    (satclip_home / "encoders" / "monthly.safetensors").write_bytes(monthly.read_bytes())
    monkeypatch.chdir(tmp_path)
    frame.to_file("seen.gpkg")
    return lambda *words: main([str(word) for word in words])


@pytest.fixture
def fitted(run):
    words = ("--encoder", "monthly", "--date-field", "seen", "-o", "model.satclip")
    assert run("fit", "seen.gpkg", *FIT, *words) == 0


def test_dates_give_points_and_maps_of_their_months(run, frame, capsys, tmp_path):
    words = ("--encoder", "monthly", "--date-field", "seen", "--report", "report.html", "-o", "model.satclip")
    assert run("fit", "seen.gpkg", *FIT, *words) == 0
    told = capsys.readouterr().out
    assert "warning: 3 observations have no date in seen: they have the mean over the year." in told
    assert "Ridge regression on coordinates and month" in told
    report = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "Date field" in report
    assert "3 observations have no date in seen" in report

    assert run("predict", "model.satclip", "seen.gpkg", "-o", "predicted.parquet") == 0
    assert "seen has no date in 3 rows: predicted with the mean over the year." in capsys.readouterr().err
    predicted = geopandas.read_parquet("predicted.parquet")
    assert np.corrcoef(predicted["prediction"], frame["cover"])[0, 1] > 0.95
    frame.drop(columns="seen").to_file("undated.gpkg")
    assert run("predict", "model.satclip", "undated.gpkg", "-o", "out.csv") == 1
    assert "undated.gpkg has no column seen" in capsys.readouterr().err

    grid = ("--extent", 0, 0, 20, 20, "--pixel-size", 5, "--surface", "all", "--exact", "-o")
    drawn = {}
    for month, words in ((None, ()), (1, ("--month", 1)), (7, ("--month", 7))):
        assert run("predict", "model.satclip", *grid, "map.tif", *words) == 0
        said = "mean over the year" if month is None else f"month {month}"
        told = capsys.readouterr()
        assert f"predicted, {said}, bands" in told.out
        assert ("warning: The map is predicted from the means" in told.err) == (month is None)
        with rasterio.open("map.tif") as raster:
            drawn[month] = raster.read(1)
            lonlat = [raster.xy(row, column) for row in range(4) for column in range(4)]
    assert np.abs(drawn[1] - drawn[7]).mean() > 1
    points = geopandas.GeoDataFrame({"seen": [7] * 16}, geometry=geopandas.points_from_xy(*zip(*lonlat)))
    points.to_file("centres.gpkg")
    assert run("predict", "model.satclip", "centres.gpkg", "-o", "centres.parquet", "--crs", "EPSG:4326") == 0
    wanted = geopandas.read_parquet("centres.parquet")["prediction"]
    np.testing.assert_allclose(drawn[7].ravel(), wanted, rtol=1e-3, atol=1e-3)
    assert run("predict", "model.satclip", "seen.gpkg", "-o", "out.csv", "--month", 7) == 1
    assert "--month is for maps" in capsys.readouterr().err


def test_blank_text_is_no_date(run, frame, capsys):
    frame["seen"] = frame["seen"].dt.strftime("%Y-%m-%d").fillna(" ")
    frame.to_file("blank.gpkg")
    words = ("--encoder", "monthly", "--date-field", "seen", "-o", "model.satclip")
    assert run("fit", "blank.gpkg", *FIT, *words) == 0
    assert "warning: 3 observations have no date in seen" in capsys.readouterr().out
    assert run("predict", "model.satclip", "blank.gpkg", "-o", "out.csv") == 0
    assert "seen has no date in 3 rows" in capsys.readouterr().err


@pytest.mark.usefixtures("fitted")
def test_points_are_predicted_as_with_their_embeddings(run, frame):
    """Those of `embed --date-field`, and the fitted estimator."""
    words = ("--encoder", "monthly", "--date-field", "seen")
    assert run("embed", "seen.gpkg", "-o", "embedded.parquet", *words) == 0
    assert run("predict", "model.satclip", "seen.gpkg", "-o", "predicted.parquet") == 0
    embedded = geopandas.read_parquet("embedded.parquet")[[f"emb_{i}" for i in range(1, 5)]].to_numpy()
    lonlat = np.column_stack([frame.geometry.x, frame.geometry.y])
    model = read_model(Path("model.satclip"))
    months = frame["seen"].dt.month.to_numpy(dtype=float)
    x = model.metadata.features.columns(lonlat, {}, [embedded], months)
    predicted = geopandas.read_parquet("predicted.parquet")["prediction"]
    np.testing.assert_allclose(model.raw(x), predicted, rtol=1e-4, atol=1e-3)


@pytest.mark.usefixtures("fitted")
def test_regions_and_encoders_are_scored_at_the_months(run, capsys):
    capsys.readouterr()
    assert run("evaluate", "model.satclip", "seen.gpkg", "--regions", "side") == 0
    told = capsys.readouterr().out
    assert "3 observations have no date in seen" in told
    assert "Ridge regression on embeddings, coordinates and month" in told
    words = ("--encoder", "monthly", "bundled", "--date-field", "seen")
    assert run("compare", "seen.gpkg", *FIT, *words) == 0
    assert "  coordinates and month\n" in capsys.readouterr().out


def test_presences_and_a_background_file_have_their_months(run, frame, capsys):
    frame["species"] = np.where(frame["cover"] > frame["cover"].median(), "wren", "tit")
    frame.to_file("records.gpkg")
    words = ("--target", "species", "--positive", "wren", "--background", 150, "--encoder", "monthly")
    words = (*words, "--estimator", "linear", "--fold-count", 3, "-o", "model.satclip")
    for background in ((), ("--background-file", "records.gpkg")):
        assert run("fit", "records.gpkg", *words, *background, "--date-field", "seen") == 0
        told = capsys.readouterr().out
        assert "Logistic regression on coordinates and month" in told
        assert (
            re.search(r"warning: \d background points? ha(s|ve) no date in seen", told) is not None
        ) == bool(background)
    grid = ("--extent", 0, 0, 20, 20, "--pixel-size", 5, "--surface", "all", "-o", "map.tif", "--month", 7)
    assert run("predict", "model.satclip", *grid) == 0
    assert "predicted, month 7, bands Suitability" in capsys.readouterr().out
    frame.drop(columns="seen").to_file("undated.gpkg")
    words = (*words, "--background-file", "undated.gpkg", "--date-field", "seen")
    assert run("fit", "records.gpkg", *words) == 1
    assert "undated.gpkg has no column seen" in capsys.readouterr().err


def test_the_bundled_encoder_has_the_month_beside_it(run, capsys):
    words = ("--encoder", "bundled", "--date-field", "seen", "-o", "model.satclip")
    assert run("fit", "seen.gpkg", *FIT, *words) == 0
    grid = ("--extent", 0, 0, 20, 20, "--pixel-size", 5, "--surface", "all", "-o", "map.tif", "--month", 7)
    assert run("predict", "model.satclip", *grid) == 0
    assert "predicted, month 7, bands Prediction" in capsys.readouterr().out


def test_a_missing_date_field_is_named(run, capsys):
    words = ("--encoder", "monthly", "--date-field", "when", "-o", "model.satclip")
    assert run("fit", "seen.gpkg", *FIT, *words) == 1
    assert "has no column when" in capsys.readouterr().err


def test_dated_models_of_geodataframes(run, frame, monthly):
    options = {"encoders": [str(monthly)], "estimator": "linear", "fold_count": 3, "device": "cpu"}
    with pytest.warns(UserWarning, match="3 observations have no date in seen"):
        model = satclip.fit_model(frame, "cover", date_field="seen", **options)
    with pytest.warns(UserWarning, match="seen has no date in 3 rows"):
        predicted = model.predict(frame)
    assert np.corrcoef(predicted["prediction"], frame["cover"])[0, 1] > 0.95
    grid = {"extent": (0, 0, 20, 20), "crs": "EPSG:4326", "pixel_size": 5, "surface": "all"}
    july = model.predict_map(**grid, month=7)
    with pytest.warns(
        UserWarning, match="need not be the mean of the predictions, and can be unlike all observations"
    ):
        year = model.predict_map(**grid)
    assert (july.attrs["month"], year.attrs["month"]) == (7, "mean over the year")
    assert np.abs(july.values[0] - year.values[0]).mean() > 1
    with pytest.raises(SatclipError, match="whole number from 1 to 12, not 13"):
        model.predict_map(**grid, month=13)
    with pytest.raises(SatclipError, match="whole number from 1 to 12, not July"):
        model.predict_map(**grid, month="July")
    with pytest.raises(SatclipError, match="column seen"):
        model.predict(frame.drop(columns="seen"))
    timeless = satclip.fit_model(frame, "cover", **options)
    with pytest.raises(SatclipError, match="has no date field"):
        timeless.predict_map(**grid, month=7)
