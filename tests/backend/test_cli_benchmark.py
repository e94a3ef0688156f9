"""The command `satclip-backend benchmark`."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import geopandas
import numpy as np
import pandas as pd
import pytest

from satclip_backend.cli import main
from satclip_backend.cli.interruptible import interruptible
from satclip_backend.errors import SatclipError
from satclip_backend.models.benchmark import published_mlp
from satclip_backend.models.benchmark.declarations import TASKS

DEMO = Path(__file__).parents[2] / "resources" / "demo" / "air_temperature.gpkg"
N = 240


@pytest.fixture
def cli(tiny_encoder_file, tmp_path, monkeypatch, satclip_home):
    """Return a function that runs the benchmark in a folder with tables, with the encoder `tiny` installed."""
    monkeypatch.chdir(tmp_path)
    (satclip_home / "encoders").mkdir(parents=True)
    (satclip_home / "encoders" / "tiny.safetensors").write_bytes(tiny_encoder_file.read_bytes())
    monkeypatch.setattr(published_mlp, "STEPS", 30)
    rng = np.random.default_rng(0)
    lon, lat = rng.uniform(-20, 40, N), rng.uniform(-30, 60, N)
    table = pd.DataFrame(
        {"lon": lon, "lat": lat, "mean_temp_c": 30 - 0.4 * np.abs(lat) + rng.normal(0, 1, N)}
    )
    table["biome"] = np.where(lat > 20, "n", "s")
    table["ecoregion"] = np.where(lon > 10, "e", "w")
    Path("tasks").mkdir()
    table.to_csv("tasks/air_temperature.csv", index=False)
    table.to_csv("tasks/dplace_biome_ecoregion_richness.csv", index=False)
    return lambda *words: main(["benchmark", *(str(word) for word in words)])


def results():
    with open("out/results.csv", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_standard_tasks_are_scored_and_missing_tables_are_named(cli, capsys):
    assert cli("--tasks", "tasks", "--encoder", "tiny", "coordinates", "-o", "out") == 1
    said = capsys.readouterr()
    assert "3 tasks, 2 encoders and baselines, 36 results, 7 tables skipped" in said.out
    assert "skipped elevation (mosaiks_elevation.csv): " in said.err
    text = Path("out/benchmark.md").read_text(encoding="utf-8")
    assert "Published, other data" in text
    assert "| air-temperature | 0.38 |" in text
    assert "mosaiks\\_elevation.csv" in text
    about = json.loads(Path("out/results.json").read_text(encoding="utf-8"))
    assert {one["task"].split()[0] for one in about["skipped"]} == {
        task.id for task in TASKS if task.id not in ("air-temperature", "biome", "ecoregion")
    }
    assert {(row["task"], row["score"]) for row in results()} >= {
        ("air-temperature", "r2"),
        ("biome", "accuracy"),
    }
    assert len(list(Path("out/cells").iterdir())) == 36
    cells = {(one["protocol"], one["task"], one["source"]): one for one in about["results"]}
    for row in results():
        score = cells[row["protocol"], row["task"], row["encoder"]]["scores"].get(row["score"])
        assert (row["value"] == "") if score is None else (float(row["value"]) == score["value"])
        assert bool(row["unusable"]) == (score is None)


def test_all_installed_encoders_and_the_baselines_are_the_default(cli, capsys):
    assert cli("--tasks", "tasks", "--task", "biome", "--protocol", "range", "-o", "out") == 0
    assert [row["encoder"] for row in results()[::2]] == ["bundled", "tiny", "coordinates", "harmonics"]
    assert "left" not in capsys.readouterr().out


def test_a_second_run_computes_only_what_is_missing(cli, capsys):
    words = ("--tasks", "tasks", "--task", "biome", "--encoder", "tiny", "--protocol", "range", "-o", "out")
    assert cli(*words) == 0
    before = {path: path.stat().st_mtime_ns for path in Path("out/cells").iterdir()}
    report = Path("out/benchmark.md").read_text()
    assert cli(*words) == 0
    assert {path: path.stat().st_mtime_ns for path in Path("out/cells").iterdir()} == before
    assert Path("out/benchmark.md").read_text() == report
    assert cli(*words, "--protocol", "blocks") == 0
    after = {path: path.stat().st_mtime_ns for path in Path("out/cells").iterdir()}
    assert len(after) == 2
    assert before.items() <= after.items()


def test_own_tables_of_any_format_are_scored(cli):
    table = pd.read_csv("tasks/air_temperature.csv")
    points = geopandas.GeoDataFrame(
        table.drop(columns=["lon", "lat"]), geometry=geopandas.points_from_xy(table.lon, table.lat), crs=4326
    )
    points.to_crs(3857).to_file("plots.gpkg")
    points.to_parquet("plots.parquet")
    table.rename(columns={"mean_temp_c": "a|b*c"}).to_csv("od*d.csv", index=False)
    words = [
        "--table",
        "plots.gpkg",
        "--target",
        "mean_temp_c",
        "--table",
        "plots.parquet",
        "--target",
        "mean_temp_c",
    ]
    words += ["--table", "od*d.csv", "--target", "a|b*c", "--encoder", "coordinates", "--protocol", "blocks"]
    assert cli(*words, "-o", "out") == 0
    found = results()
    assert [row["task"] for row in found[::2]] == ["plots.mean_temp_c", "plots.mean_temp_c-2", "od*d.a|b*c"]
    values = [float(row["value"]) for row in found if row["score"] == "r2"]
    assert values[0] == pytest.approx(values[1], abs=1e-6) == pytest.approx(values[2], abs=1e-6)
    lines = Path("out/benchmark.md").read_text(encoding="utf-8").splitlines()
    own = [line.replace(r"\|", "") for line in lines if line.startswith(r"| od\*d.a\|b\*c |")]
    assert [line.count("|") for line in own] == [8, 5]  # as in the headers of the two tables


HOSTILE = {
    "binary": bytes(range(256)) * 20,
    "no such field": b"lon,lat,other\n1,2,3\n",
    "one place": b"lon,lat,mean_temp_c\n" + b"1,2,3\n" * 50,
    "constant": b"lon,lat,mean_temp_c\n" + b"".join(b"%d,%d,7\n" % (i, i) for i in range(50)),
    "no positions": b"lon,lat,mean_temp_c\n" + b"x,y,1\n" * 50,
    "infinite": b"lon,lat,mean_temp_c\n" + b"".join(b"%d,%d,1e999\n" % (i, i) for i in range(50)),
    "empty": b"",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_tables_that_can_not_be_used_are_skipped_with_the_reason(cli, capsys, name):
    Path("tasks/air_temperature.csv").write_bytes(HOSTILE[name])
    words = (
        "--tasks",
        "tasks",
        "--task",
        "air-temperature",
        "biome",
        "--encoder",
        "coordinates",
        "--protocol",
        "range",
    )
    assert cli(*words, "-o", "out") == 1
    said = capsys.readouterr()
    assert "1 task, 1 encoder or baseline, 1 result, 1 table skipped" in said.out
    assert "skipped air-temperature (air_temperature.csv): " in said.err
    assert "bug" not in said.err
    assert cli(*words[:4], *words[5:], "-o", "other") == 1
    assert "There is no table to score. air-temperature" in capsys.readouterr().err
    assert not Path("other/results.csv").exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "--tasks, or a table with --table"),
        (["--tasks", "nowhere"], "no folder nowhere"),
        (["--table", "a.csv"], "Each --table needs a --target"),
        (["--task", "biome", "--table", "a.csv", "--target", "b"], "their folder with --tasks"),
        (["--tasks", "tasks", "--rows", "-1"], "--rows must be at least 0"),
        (["--tasks", "tasks", "--seed", "-1"], "--seed must be between 0 and"),
        (["--tasks", "tasks", "--block-degrees", "nan"], "--block-degrees must be between"),
        (["--tasks", "tasks", "--encoder", "missing"], "no encoder 'missing'"),
    ],
)
def test_options_that_do_not_fit_together_are_explained(cli, capsys, words, message):
    assert cli(*words, "-o", "out") == 1
    assert message in capsys.readouterr().err


def test_interruptible_work_returns_raises_and_stops(monkeypatch):
    assert interruptible(lambda progress: 5, lambda fraction, message: None) == 5
    with pytest.raises(SatclipError, match="no"):
        interruptible(
            lambda progress: (_ for _ in ()).throw(SatclipError("no")), lambda fraction, message: None
        )


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_an_interrupt_stops_within_a_second_and_keeps_finished_cells(tmp_path):
    words = [
        "--table",
        DEMO,
        "--target",
        "mean_temp_c",
        "--encoder",
        "coordinates",
        "harmonics",
        "-o",
        tmp_path / "out",
    ]
    command = [sys.executable, "-m", "satclip_backend", "benchmark", *words, "--protocol", "range", "blocks"]
    program = subprocess.Popen([str(word) for word in command], stderr=subprocess.PIPE, text=True)
    cells, end = tmp_path / "out" / "cells", time.monotonic() + 120
    while time.monotonic() < end and len(list(cells.glob("*harmonics_range*.json"))) < 1:
        assert program.poll() is None, program.stderr.read()
        time.sleep(0.05)
    time.sleep(1.5)  # it computes the products and decompositions of 1,600 harmonics now
    assert program.poll() is None
    began = time.monotonic()
    program.send_signal(signal.SIGINT)
    error = program.communicate(timeout=60)[1]
    assert time.monotonic() - began < 10  # less than one, on a computer with nothing else to do
    assert program.returncode == 130
    assert error.rstrip().endswith("stopped.")
    names = sorted(path.name for path in cells.iterdir())
    assert [name.split("_")[-3:-1] for name in names] == [
        ["coordinates", "blocks"],
        ["coordinates", "range"],
        ["harmonics", "range"],
    ]
    for path in cells.iterdir():
        json.loads(path.read_text())
    assert not (tmp_path / "out" / "benchmark.md").exists()


def test_a_location_prior_improves_a_classifier_as_bayes_rule_says(cli, capsys):
    """Image and location are independent given the class, so that the product of probabilities is Bayes' rule."""
    rng = np.random.default_rng(5)
    n, names = 1500, ["fox", "hare", "owl"]
    lon, lat = rng.uniform(-60, 60, n), rng.uniform(-60, 60, n)
    x = np.cos(np.radians(lat)) * np.cos(np.radians(lon))
    y = np.cos(np.radians(lat)) * np.sin(np.radians(lon))
    scores = np.column_stack([6 * y, -6 * y, 8 * x - 6])  # linear in x, y, z: the prior can learn them
    at_location = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    truth = (at_location.cumsum(axis=1) > rng.random((n, 1))).argmax(axis=1)
    seen = np.eye(3)[truth] + rng.normal(0, 0.9, (n, 3))  # one Gaussian feature for each class
    of_image = np.exp(seen / 0.9**2)
    of_image /= of_image.sum(axis=1, keepdims=True)
    bayes = of_image * at_location
    table = pd.DataFrame({"lon": lon, "lat": lat, "animal": np.array(names)[truth]})
    for name, column in zip(names, of_image.T):
        table[name] = column
    table.to_csv("images.csv", index=False)
    assert (
        cli(
            "--probabilities", "images.csv", "--true-class", "animal", "--encoder", "coordinates", "-o", "out"
        )
        == 0
    )
    found = json.loads(Path("out/results.json").read_text())["location_prior"]
    assert [one["folds"] for one in found] == ["random", "blocks"]
    random = found[0]
    assert random["classifier"]["value"] == pytest.approx((of_image.argmax(axis=1) == truth).mean())
    best = (bayes.argmax(axis=1) == truth).mean()
    assert best > random["classifier"]["value"] + 0.1
    assert random["both"]["value"] == pytest.approx(best, abs=0.015)
    assert random["gain"]["low"] > 0
    assert random["location"]["value"] == pytest.approx(
        (at_location.argmax(axis=1) == truth).mean(), abs=0.02
    )
    assert "## Location prior" in Path("out/benchmark.md").read_text()
    assert "both - classifier" in Path("out/benchmark.md").read_text()
    table["owl"] = -1.0
    table.to_csv("images.csv", index=False)
    words = ("--true-class", "animal", "--encoder", "coordinates", "-o", "other")
    assert cli("--probabilities", "images.csv", *words) == 1
    assert "check the column owl" in capsys.readouterr().err
    table.drop(columns="owl").to_csv("images.csv", index=False)
    assert cli("--probabilities", "images.csv", *words) == 1
    assert "has no column owl" in capsys.readouterr().err
    assert cli("--probabilities", "images.csv", "-o", "other") == 1
    assert "belong together" in capsys.readouterr().err
