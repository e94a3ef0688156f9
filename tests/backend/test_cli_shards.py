"""`satclip-backend embed` and `predict` with many inputs: shards, parts, manifests, and runs that are resumed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time

import geopandas
import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
import shapely

from satclip_backend.cli import main
from satclip_backend.cli.shard_run import Part, part_option
from satclip_backend.tables import writing


@pytest.fixture
def command(tiny_encoder_file):
    """Return a function that returns the words of a command `embed`."""
    return lambda *words: ["embed", "--encoder", str(tiny_encoder_file), "--device", "cpu", *map(str, words)]


@pytest.fixture
def embed(command, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return lambda *words: main(command(*words))


@pytest.fixture
def inputs(tmp_path):
    """Write tables in all formats, and return the folder."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number, ending in enumerate(("csv", "gpkg", "parquet", "npy", "tsv")):
        write_table(folder / f"t{ending}.{ending}", 10 + number)
    return folder


def write_table(path, rows, seed=1):
    rng = np.random.default_rng(seed)
    lon, lat = rng.uniform(-180, 180, rows), rng.uniform(-90, 90, rows)
    frame = pd.DataFrame({"id": np.arange(rows), "lon": lon, "lat": lat})
    if path.suffix == ".npy":
        np.save(path, np.column_stack([lon, lat]))
    elif path.suffix == ".parquet":
        frame.to_parquet(path)
    elif path.suffix == ".gpkg":
        points = shapely.points(np.column_stack([lon, lat]))
        geopandas.GeoDataFrame(frame[["id"]], geometry=points, crs=4326).to_file(path)
    else:
        frame.to_csv(path, index=False, sep="\t" if path.suffix == ".tsv" else ",")


def contents(folder):
    files = (path for path in folder.iterdir() if path.is_file() and path.suffix not in (".json", ".lock"))
    return {path.name: path.read_bytes() for path in files}


def manifest(folder, name="manifest.json"):
    return json.loads((folder / name).read_text())


def statuses(folder, name="manifest.json"):
    return {shard["output"]: shard["status"] for shard in manifest(folder, name)["shards"]}


@pytest.mark.parametrize("ending", ["parquet", "csv", "npy"])
def test_shards_equal_the_outputs_of_single_runs(embed, inputs, tmp_path, capsys, ending):
    assert embed("in", "-o", "out", "--format", ending) == 0
    assert capsys.readouterr().out == "out: 5 shards, 60 rows; manifest.json\n"
    (tmp_path / "alone").mkdir()
    for path in inputs.iterdir():
        assert embed(path, "-o", tmp_path / "alone" / f"{path.stem}.{ending}") == 0
    assert contents(tmp_path / "out") == contents(tmp_path / "alone")
    assert [shard["counts"]["rows"] for shard in manifest(tmp_path / "out")["shards"]] == [10, 11, 13, 12, 14]
    assert [shard["bytes"] for shard in manifest(tmp_path / "out")["shards"]] == [
        path.stat().st_size for path in sorted((tmp_path / "out").glob("t*." + ending))
    ]


@pytest.mark.parametrize("given", [["in/t*.*"], ["in"], ["in/tcsv.csv", "in/tgpkg.gpkg", "in/t[npt]*"]])
def test_inputs_are_files_patterns_and_folders(embed, inputs, tmp_path, given):
    assert embed(*given, "-o", "out") == 0
    assert set(statuses(tmp_path / "out")) == {f"{path.stem}.parquet" for path in inputs.iterdir()}


def test_other_files_of_a_folder_are_named(embed, inputs, tmp_path, capsys):
    for name in ("readme.md", "_SUCCESS", ".hidden.csv"):
        (inputs / name).touch()
    assert embed("in", "-o", "out") == 0
    assert "in: 1 file left out, no tables: readme.md\n" in capsys.readouterr().err
    assert len(statuses(tmp_path / "out")) == 5


def test_parts_are_disjoint_and_complete(embed, inputs, tmp_path, capsys):
    assert embed("in", "-o", "whole") == 0
    for part in ("2/3", "1/3", "3/3"):
        assert embed("in", "-o", "out", "--part", part) == 0
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")
    parts = [set(statuses(tmp_path / "out", f"manifest-{number}-of-3.json")) for number in (1, 2, 3)]
    assert [len(part) for part in parts] == [2, 2, 1]
    assert set.union(*parts) == set(contents(tmp_path / "whole"))
    capsys.readouterr()
    assert embed("in", "-o", "out", "--part", "7/8", "--resume") == 0
    assert capsys.readouterr().out == "out: 0 shards, 0 rows; manifest-7-of-8.json\n"
    assert embed("in", "-o", "out", "--resume") == 0
    assert "5 shards, 60 rows, 5 of them done before" in capsys.readouterr().out


@pytest.mark.parametrize("text", ["0/2", "3/2", "1", "a/b", "1/0", "-1/2"])
def test_a_part_that_is_none_is_a_usage_error(embed, inputs, text):
    assert embed("in", "-o", "out", f"--part={text}") == 2
    assert part_option("2/3") == Part(2, 3)


def test_two_processes_at_the_same_time(embed, command, inputs, tmp_path):
    assert embed("in", "-o", "whole") == 0
    started = [start(command("in", "-o", "out", "--part", part), tmp_path) for part in ("1/2", "2/2")]
    assert [process.wait(120) for process in started] == [0, 0]
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")
    assert not {*statuses(tmp_path / "out", "manifest-1-of-2.json").values()} - {"done"}


def start(words, folder):
    return subprocess.Popen(
        [sys.executable, "-m", "satclip_backend", *words], cwd=folder, stderr=subprocess.DEVNULL
    )


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_was_ended_continues_to_the_same_outputs(embed, command, tmp_path, number):
    (tmp_path / "in").mkdir()
    for shard in range(8):
        write_table(tmp_path / "in" / f"{shard:02}.npy", 50_000, shard)
    assert embed("in", "-o", "whole") == 0
    process = start(command("in", "-o", "out"), tmp_path)
    deadline = time.monotonic() + 120
    while not (tmp_path / "out" / "01.parquet").exists() and time.monotonic() < deadline:
        time.sleep(0.005)
    process.send_signal(number)
    assert process.wait(60) == (-signal.SIGKILL if number == signal.SIGKILL else 130)
    done = [name for name in contents(tmp_path / "out") if name.endswith(".parquet")]
    assert 2 <= len(done) < 8
    before = statuses(tmp_path / "out")
    assert set(before.values()) <= {"done", "waiting"}
    assert {name for name, status in before.items() if status == "done"} <= set(done)
    kept = {name: (tmp_path / "out" / name).stat().st_ino for name in done if before[name] == "done"}
    assert embed("in", "-o", "out", "--resume") == 0
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")
    assert {name: (tmp_path / "out" / name).stat().st_ino for name in kept} == kept
    assert set(statuses(tmp_path / "out").values()) == {"done"}
    assert not [path for path in (tmp_path / "out").iterdir() if path.name.startswith(".")]


def test_changed_inputs_and_outputs_are_done_again(embed, inputs, tmp_path, capsys):
    assert embed("in", "-o", "out") == 0
    write_table(inputs / "tcsv.csv", 20)
    (tmp_path / "out" / "tgpkg.parquet").write_bytes(b"half")
    (tmp_path / "out" / "tnpy.parquet").unlink()
    write_table(inputs / "new.csv", 5)
    capsys.readouterr()
    assert embed("in", "-o", "out", "--resume") == 0
    assert "out: 6 shards, 75 rows, 2 of them done before" in capsys.readouterr().out
    assert embed("in", "-o", "whole") == 0
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")


def test_an_input_that_is_as_before_is_done_again_if_the_output_is_that_of_another_one(
    embed, tmp_path, capsys
):
    """The outputs have the same size, and the manifest of a part has the first input."""
    table = tmp_path / "in" / "a.csv"
    table.parent.mkdir()
    write_table(table, 10, seed=1)
    write_table(tmp_path / "in" / "b.csv", 10)
    first, about = table.read_bytes(), table.stat()
    for part in ("1/2", "2/2"):
        assert embed("in", "-o", "out", "--format", "npy", "--part", part) == 0
    before = contents(tmp_path / "out")
    write_table(table, 10, seed=2)
    assert embed("in", "-o", "out", "--format", "npy", "--resume") == 0
    changed = contents(tmp_path / "out")
    assert changed["a.npy"] != before["a.npy"]
    assert len(changed["a.npy"]) == len(before["a.npy"])
    table.write_bytes(first)
    os.utime(table, ns=(about.st_atime_ns, about.st_mtime_ns))
    assert embed("in", "-o", "out", "--format", "npy", "--resume") == 0
    assert contents(tmp_path / "out") == before
    capsys.readouterr()
    assert embed("in", "-o", "out", "--format", "npy", "--resume") == 0
    assert "2 of them done before" in capsys.readouterr().out


def test_inputs_of_another_call_stay_in_the_manifest(embed, inputs, tmp_path):
    assert embed("in/tc*", "in/tg*", "-o", "out") == 0
    assert embed("in/tn*", "in/tp*", "-o", "out") == 0
    assert len(statuses(tmp_path / "out")) == 4


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--components", "2"], "another components, none instead of 2 (manifest.json)"),
        (["--prefix", "p_"], "another prefix, emb_ instead of p_"),
        (["--format", "csv"], "another format, parquet instead of csv"),
        (["--part", "1/2", "--missing", "-9999"], "another missing, [] instead of ['-9999']"),
        (["--encoder", "bundled"], "another encoder, "),
    ],
)
def test_another_encoder_and_other_options_are_refused(embed, inputs, tmp_path, capsys, options, words):
    assert embed("in", "-o", "out") == 0
    before = contents(tmp_path / "out")
    for resume in ([], ["--resume"]):
        assert embed("in", "-o", "out", *options, *resume) == 1
        assert words in capsys.readouterr().err
    assert contents(tmp_path / "out") == before


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (["in", "more/tcsv.gpkg"], "in/tcsv.csv and more/tcsv.gpkg would both become tcsv.parquet"),
        (["in", "more/TCSV.csv"], "would both become"),
        (["none*.csv"], "No file matches none*.csv."),
        (["empty"], "The folder empty has no table"),
        (["in", "none.csv"], "There is no file none.csv."),
        (["linked"], "There is no file linked/lost.csv."),
        (["linked/*"], "There is no file linked/lost.csv."),
    ],
)
def test_unusable_inputs_are_refused_before_any_work(embed, inputs, tmp_path, capsys, given, words):
    for name in ("more", "empty", "linked"):
        (tmp_path / name).mkdir()
    (tmp_path / "linked" / "here.csv").symlink_to(inputs / "tcsv.csv")
    (tmp_path / "linked" / "lost.csv").symlink_to(inputs / "none.csv")
    write_table(tmp_path / "more" / "tcsv.gpkg", 3)
    write_table(tmp_path / "more" / "TCSV.csv", 3)
    assert embed(*given, "-o", "out") == 1
    assert words in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_files_of_others_are_not_replaced(embed, inputs, tmp_path, capsys):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "tcsv.parquet").write_text("mine")
    for options in ([], ["--resume"]):
        assert embed("in", "-o", "out", *options) == 1
        assert "tcsv.parquet exists already: move it away" in capsys.readouterr().err
    (tmp_path / "out" / "tcsv.parquet").rename(tmp_path / "tcsv.parquet")
    (tmp_path / "out" / "manifest.json").write_text('{"name": "an app"}')
    assert embed("in", "-o", "out") == 1
    assert "is not a manifest of this version" in capsys.readouterr().err
    assert embed("in", "-o", "in") == 1
    assert "is written to: choose another folder" in capsys.readouterr().err


def test_failed_shards_are_named_and_others_go_on(embed, inputs, tmp_path, capsys):
    whole = (inputs / "tparquet.parquet").read_bytes()
    (inputs / "tparquet.parquet").write_bytes(whole[:-20])
    (inputs / "nowhere.csv").write_text("a,b\n1,2\n")
    (inputs / "partly.csv").write_text("lon,lat\n1,2\n1,99\n")
    assert embed("in", "-o", "out") == 1
    said = capsys.readouterr()
    assert "nowhere.parquet was not written: " in said.err
    assert "tparquet.parquet was not written: " in said.err
    assert "1 row without position: see manifest.json." in said.err
    assert said.out == "out: 5 shards, 50 rows; 2 shards failed; manifest.json\n"
    found = {shard["output"]: shard for shard in manifest(tmp_path / "out")["shards"]}
    failed = {name for name, shard in found.items() if shard["status"] == "failed"}
    assert failed == {"nowhere.parquet", "tparquet.parquet"}
    assert "nowhere.csv has no column lon" in found["nowhere.parquet"]["error"]
    assert found["partly.parquet"]["counts"]["without_position"] == 1
    assert not any((tmp_path / "out" / name).exists() for name in failed)
    (inputs / "tparquet.parquet").write_bytes(whole)
    (inputs / "nowhere.csv").unlink()
    assert embed("in", "-o", "out", "--resume") == 0
    assert "6 shards, 62 rows, 5 of them done before" in capsys.readouterr().out


def test_a_full_disk_stops_the_run(embed, mount, tmp_path, capsys):
    (tmp_path / "in").mkdir()
    for shard in range(4):
        write_table(tmp_path / "in" / f"{shard}.npy", 5_000, shard)
    place = mount("size=1m")
    assert embed("in", "-o", place / "out") == 1
    assert "could not be finished: there is no space left" in capsys.readouterr().err
    assert sorted(statuses(place / "out").values()).count("failed") == 1
    assert "waiting" in statuses(place / "out").values()


def test_row_groups_hold_several_chunks(embed, tmp_path, monkeypatch):
    write_table(tmp_path / "in.npy", 40_000)
    assert embed("in.npy", "-o", "one.parquet") == 0
    assert pq.read_metadata("one.parquet").num_row_groups == 1
    monkeypatch.setattr(writing, "ROW_GROUP", 1_500_000)
    assert embed("in.npy", "-o", "several.parquet") == 0
    assert 2 <= pq.read_metadata("several.parquet").num_row_groups <= 3
    assert pq.read_table("several.parquet").equals(pq.read_table("one.parquet"))


def test_predictions_of_shards_equal_those_of_single_runs(embed, inputs, tmp_path, tiny_encoder_file, capsys):
    frame = pd.read_csv(inputs / "tcsv.csv")
    frame = pd.concat([frame] * 4, ignore_index=True)
    frame["y"] = frame["lat"] / 10
    frame["lon"] += np.arange(len(frame)) / 10
    frame.to_csv("train.csv", index=False)
    options = [
        "--estimator",
        "linear",
        "--fold-count",
        "2",
        "--folds",
        "random",
        "--encoder",
        tiny_encoder_file,
    ]
    assert (
        main([str(word) for word in ["fit", "train.csv", "--target", "y", "-o", "m.satclip", *options]]) == 0
    )
    home = tmp_path / "satclip-home" / "encoders"
    home.mkdir(parents=True)
    (home / "tiny.safetensors").write_bytes(tiny_encoder_file.read_bytes())
    assert main(["predict", "m.satclip", "in", "-o", "out", "--device", "cpu"]) == 0
    (tmp_path / "alone").mkdir()
    for path in inputs.iterdir():
        assert main(["predict", "m.satclip", str(path), "-o", f"alone/{path.stem}.parquet"]) == 0
    assert contents(tmp_path / "out") == contents(tmp_path / "alone")
    capsys.readouterr()
    assert main(["predict", "m.satclip", "in", "-o", "out", "--resume"]) == 0
    assert "5 of them done before" in capsys.readouterr().out
    (tmp_path / "empty.csv").write_text("lon,lat\n")
    assert main(["predict", "m.satclip", "empty.csv", "-o", "none", "--format", "csv"]) == 0
    assert (tmp_path / "none" / "empty.csv").read_text().startswith("lon,lat,prediction")
    assert main(["predict", "m.satclip", "-o", "map.tif", "--resume"]) == 1
    assert "are for tables" in capsys.readouterr().err


def test_shards_hold_vectors(embed, inputs, tmp_path, capsys):
    options = ["--vector", "--quantise", "int8"]
    assert embed("in", "-o", "out", *options) == 0
    assert embed("in/tcsv.csv", "-o", "single.parquet", *options) == 0
    assert (tmp_path / "out" / "tcsv.parquet").read_bytes() == (tmp_path / "single.parquet").read_bytes()
    capsys.readouterr()
    assert embed("in", "-o", "out", "--resume") == 1
    assert "vector" in capsys.readouterr().err
    assert embed("in", "-o", "other", "--format", "csv", "--vector") == 1
    assert "--format csv can't hold vectors: with --vector, write .parquet files." in capsys.readouterr().err
    assert not (tmp_path / "other").exists()
