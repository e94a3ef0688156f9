"""Points and maps at a month: dates in tables, the commands `embed` and `map`, and the Python functions."""

import datetime

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
from satclip_backend.tables import open_table
from satclip_backend.tables.columns import Column, columns_of
from satclip_backend.tables.months import months_of

CONFIG = {"degree": 5, "months_degree": 3, "capacity": 16, "dimension": 4, "hidden_layers": 2, "w0": 30.0}
LONLAT = np.array([[13.4, 52.5], [200.0, -33.5], [0, 90], [179.9, -90], [10, 20]])
DATES = ["2004-07-15", "1999-01-31", None, "2020-12-01", "2004-07-01"]
MONTHS = np.array([7, 1, np.nan, 12, 7])


@pytest.fixture
def monthly(tmp_path):
    torch.manual_seed(3)
    network = family("months").build(CONFIG)
    metadata = EncoderMetadata.of("months", "Mine", 4, CONFIG)
    encoder = Encoder("mine", network, metadata, device="cpu")
    write_encoder(tmp_path / "mine.safetensors", network, metadata, encoder.pca)
    return load_encoder(tmp_path / "mine.safetensors", device="cpu")


@pytest.fixture
def run(monthly, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def run(command, *options, encoder="mine.safetensors"):
        return main([command, "--encoder", encoder, "--device", "cpu", *options])

    return run


@pytest.fixture
def frame():
    points = geopandas.points_from_xy(*LONLAT.T, crs="EPSG:4326")
    return geopandas.GeoDataFrame({"seen": pd.to_datetime(pd.Series(DATES))}, geometry=points)


def embedded(path):
    read = {".csv": pd.read_csv, ".gpkg": geopandas.read_file, ".parquet": geopandas.read_parquet}
    return read[path[path.index(".") :]](path)[[f"emb_{i}" for i in range(1, 5)]].to_numpy(np.float32)


@pytest.mark.parametrize("ending", ["csv", "gpkg", "parquet"])
def test_each_row_gets_the_embedding_of_its_month(run, monthly, frame, capsys, ending):
    if ending == "csv":
        pd.DataFrame({"lon": LONLAT[:, 0], "lat": LONLAT[:, 1], "seen": DATES}).to_csv("in.csv", index=False)
    elif ending == "gpkg":
        frame.to_file("in.gpkg")
    else:
        frame.to_parquet("in.parquet")
    assert run("embed", f"in.{ending}", "-o", f"out.{ending}", "--date-field", "seen") == 0
    assert "1 row has no date and got the mean over the year" in capsys.readouterr().err
    np.testing.assert_allclose(embedded(f"out.{ending}"), monthly.encode(LONLAT, months=MONTHS), atol=1e-6)


def test_missing_dates_of_other_programs(run, monthly):
    """R writes NA, databases NULL."""
    for text in ("NA", "NULL", "NaT", "#N/A"):
        seen = [text if date is None else date for date in DATES]
        pd.DataFrame({"lon": LONLAT[:, 0], "lat": LONLAT[:, 1], "seen": seen}).to_csv("in.csv", index=False)
        assert run("embed", "in.csv", "-o", "out.csv", "--date-field", "seen") == 0
        np.testing.assert_allclose(embedded("out.csv"), monthly.encode(LONLAT, months=MONTHS), atol=1e-6)


def test_one_month_for_all_rows_and_the_mean_without(run, monthly, frame, capsys):
    frame.to_file("in.gpkg")
    assert run("embed", "in.gpkg", "-o", "july.parquet", "--month", "7") == 0
    assert "encoder mine, month 7" in capsys.readouterr().out
    np.testing.assert_allclose(embedded("july.parquet"), monthly.at_month(7).encode(LONLAT), atol=1e-6)
    assert run("embed", "in.gpkg", "-o", "year.parquet") == 0
    np.testing.assert_allclose(embedded("year.parquet"), monthly.encode(LONLAT), atol=1e-6)


def test_what_is_no_date_or_month_is_refused(run, frame, capsys, tiny_encoder_file):
    frame["seen"] = ["July", "5", "", "2004", "1.5"]
    frame.to_file("in.gpkg")
    assert run("embed", "in.gpkg", "-o", "out.csv", "--date-field", "seen") == 1
    assert "field seen holds 'July', which is no date" in capsys.readouterr().err
    assert run("embed", "in.gpkg", "-o", "out.csv", "--date-field", "when") == 1
    assert "has no column when; it has: fid, seen" in capsys.readouterr().err
    for options in (["--month", "7"], ["--date-field", "seen"]):
        assert run("embed", "in.gpkg", "-o", "out.csv", *options, encoder=str(tiny_encoder_file)) == 1
        assert "The encoder tiny has no months" in capsys.readouterr().err
    assert run("embed", "in.gpkg", "-o", "out.csv", "--month", "13") == 1
    assert "whole number from 1 to 12, not 13" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("values", "months"),
    [
        (["2004-07-15", "2004-12", "20040131", "2004/02/28", "1900-01-01T10:00:00Z", "2004-05-06 12:00"],
         [7, 12, 1, 2, 1, 5]),
        (["7", "07", " 12 ", "", "7.0", "  "], [7, 7, 12, np.nan, 7, np.nan]),
    ],
)  # fmt: skip
def test_dates_in_text(values, months):
    np.testing.assert_array_equal(
        months_of(Column.of("text", np.array(values, dtype=object)), "seen"), months
    )


@pytest.mark.parametrize(
    "value", ["15-07-2004", "7/15/2004", "2004-13-01", "2004-07-32", "0", "13", "7.5", "13.0", "x", "12:30"]
)
def test_other_text_is_no_date(value):
    with pytest.raises(SatclipError, match="The field seen holds"):
        months_of(Column.of("text", np.array([value], dtype=object)), "seen")


def test_numbers_are_months():
    numbers = Column.of("number", np.array([1.0, 12.0, np.nan, -3.4028235e38]))
    np.testing.assert_array_equal(months_of(numbers, "m"), [1, 12, np.nan, np.nan])
    integers = Column.of("integer", np.array([3, 20040715]), np.array([False, False]))
    np.testing.assert_array_equal(months_of(integers, "m"), [3, 7])


def test_dates_and_times_of_geoparquet(frame, tmp_path):
    zones = pd.to_datetime(["2004-01-31T23:30:00"] * 5).tz_localize("America/Santiago")
    frame["local"] = zones
    frame["day"] = [datetime.date(2004, 3, 1)] * 5
    frame.to_parquet(tmp_path / "t.parquet")
    fields = columns_of(open_table(tmp_path / "t.parquet"), ["local", "day"]).fields
    np.testing.assert_array_equal(months_of(fields["day"], "day"), [3] * 5)
    assert set(months_of(fields["local"], "local")) <= {1, 2}  # times with a zone may be stored in UTC


def test_maps_at_a_month(run, monthly, capsys):
    size = ["--extent", "-180", "-90", "180", "90", "--pixel-size", "20"]
    for command, more in (("map", []), ("similarity", ["--place", "10", "20"])):
        assert run(command, "-o", "july.tif", *size, "--month", "7", "--exact", *more) == 0
        assert "encoder mine, month 7" in capsys.readouterr().out
        assert run(command, "-o", "year.tif", *size, "--exact", *more) == 0
        with rasterio.open("july.tif") as july, rasterio.open("year.tif") as year:
            assert july.tags()["SATCLIP_MONTH"] == "7"
            assert "SATCLIP_MONTH" not in year.tags()
            lon, lat = july.xy(3, 4)
            value, other = july.read()[:, 3, 4], year.read()[:, 3, 4]
        if command == "map":
            at = monthly.at_month(7)
            expected = monthly.pca.project(at.encode([[lon, lat]]), 3)[0]
            np.testing.assert_allclose(value, expected, atol=1e-5)
        assert not np.allclose(value, other, atol=1e-3)


def test_the_python_functions(monthly, frame, tiny_encoder):
    columns = [f"emb_{i}" for i in range(1, 5)]
    values = satclip.embed(frame, monthly, month="seen")[columns]
    np.testing.assert_allclose(values, monthly.encode(LONLAT, months=MONTHS), atol=1e-6)
    periods = frame.assign(seen=frame["seen"].dt.to_period("M"))
    np.testing.assert_array_equal(satclip.embed(periods, monthly, month="seen")[columns], values)
    values = satclip.embed(frame, monthly, month=7)[columns]
    np.testing.assert_allclose(values, monthly.at_month(7).encode(LONLAT), atol=1e-6)
    drawn = satclip.embedding_map((0, 0, 40, 40), "EPSG:4326", 10, encoder=monthly.at_month(1), exact=True)
    expected = monthly.pca.project(monthly.at_month(1).encode([[5.0, 35.0]]), 3)[0]
    np.testing.assert_allclose(drawn.values[:, 0, 0], expected, atol=1e-5)
    with pytest.raises(SatclipError, match="has no months"):
        satclip.embed(frame, tiny_encoder, month="seen")
