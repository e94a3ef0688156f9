"""Shards done by Dask: a real scheduler with worker processes on this computer, which are killed."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import threading
import time

import dask
import numpy as np
import pandas as pd
import psutil
import pytest
from distributed import LocalCluster

from satclip_backend.cli import main
from tests.changing_folder import paths_in

from .conftest import contents, write_table


@pytest.fixture
def embed(command, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return lambda *words: main(command(*words))


@pytest.fixture
def cluster(satclip_home):
    """Start a scheduler and two workers in processes of their own."""
    with LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0", silence_logs=50
    ) as cluster:
        yield cluster


def statuses(folder):
    shards = json.loads((folder / "manifest.json").read_text())["shards"]
    return {shard["output"]: shard["status"] for shard in shards}


@pytest.mark.slow
def test_dask_gives_the_bytes_of_one_process(embed, cluster, tables, tmp_path, capsys):
    assert embed("in", "-o", "whole") == 0
    assert embed("in", "-o", "out", "--dask", cluster.scheduler_address) == 0
    said = capsys.readouterr()
    assert "out: 6 shards, 32,010 rows; manifest.json" in said.out
    assert "2 workers" in said.err
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")
    one, other = (json.loads((tmp_path / name / "manifest.json").read_text()) for name in ("whole", "out"))
    for shard in (*one["shards"], *other["shards"]):
        assert 0 < time.time() - shard.pop("changed") < 600
    assert other == one
    (tmp_path / "out" / "t2.parquet").unlink()
    assert embed("in", "-o", "out", "--dask", cluster.scheduler_address, "--resume") == 0
    assert "5 of them done before" in capsys.readouterr().out
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")


@pytest.mark.slow
def test_killed_workers_lose_nothing(embed, cluster, tmp_path):
    """Workers are killed at random moments, four times for each of two runs.

    No worker holds many shards, so one that hangs delays few.
    """
    (tmp_path / "in").mkdir()
    for number in range(24):
        write_table(tmp_path / "in" / f"{number:02}.parquet", 15_000, number)
    assert embed("in", "-o", "whole") == 0
    rng = np.random.default_rng()
    for run in range(2):
        over, killed, held = threading.Event(), [], []

        def kill(over=over, killed=killed, held=held):
            while len(killed) < 4 and not over.wait(rng.uniform(0.05, 0.5)):
                held += [len(state.processing) for state in list(cluster.scheduler.workers.values())]
                there = [nanny.process.pid for nanny in cluster.workers.values() if nanny.process]
                pid = there[rng.integers(len(there))] if there else None
                if pid:
                    os.kill(pid, signal.SIGKILL)
                    killed.append(pid)

        thread = threading.Thread(target=kill)
        with dask.config.set({"distributed.scheduler.allowed-failures": 10}):
            cluster.scheduler.allowed_failures = 10
            thread.start()
            status = embed("in", "-o", f"out{run}", "--dask", cluster.scheduler_address)
            over.set()
            thread.join()
        assert status == 0
        assert killed
        assert max(held, default=0) <= 4
        assert contents(tmp_path / f"out{run}") == contents(tmp_path / "whole")
        assert set(statuses(tmp_path / f"out{run}").values()) == {"done"}
        time.sleep(0.1)
        assert not [path for path in (tmp_path / f"out{run}").iterdir() if path.name.startswith(".")]


@pytest.mark.slow
def test_a_shard_whose_workers_die_is_reported_and_the_others_are_done(
    embed, cluster, tables, tmp_path, capsys
):
    """As when a table takes more memory than a worker has: the worker that has it is killed."""
    cluster.scheduler.allowed_failures = 0
    over = threading.Event()

    def kill():
        while not over.wait(0.02):
            for state in list(cluster.scheduler.workers.values()):
                if any(task.key[-1] == "t5.parquet" for task in list(state.processing)):
                    nannies = [one for one in cluster.workers.values() if one.worker_address == state.address]
                    for process in (nanny.process for nanny in nannies):
                        if process and process.pid:
                            os.kill(process.pid, signal.SIGKILL)

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        status = embed("in/t[05]*", "-o", "out", "--dask", cluster.scheduler_address)
    finally:
        over.set()
        thread.join()
    said = capsys.readouterr()
    assert status == 1
    assert "t5.parquet was not written: its worker ended 1 time: it may need more memory" in said.err
    assert statuses(tmp_path / "out") == {"t0.parquet": "done", "t5.parquet": "failed"}


@pytest.mark.slow
def test_a_full_disk_of_one_shard_is_reported_and_the_others_are_done(embed, command, tables, tmp_path):
    """Files of the workers may have 700 kB; only one table needs more."""
    assert embed("in", "-o", "whole") == 0
    sizes = {name: len(data) for name, data in contents(tmp_path / "whole").items()}
    limit = (max(sizes.values()) + sorted(sizes.values())[-2]) // 2
    done = subprocess.run(
        [sys.executable, "-m", "satclip_backend", *command("in", "-o", "out", "--dask", "local")],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert done.returncode == 1, done.stderr
    assert (
        "t5.parquet was not written: t5.parquet could not be finished: there is no space left" in done.stderr
    )
    assert "out: 5 shards, 12,010 rows; 1 shard failed; manifest.json\n" in done.stdout
    whole = contents(tmp_path / "whole")
    del whole["t5.parquet"]
    assert contents(tmp_path / "out") == whole
    assert embed("in", "-o", "out", "--resume") == 0
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")


@pytest.mark.slow
def test_an_interruption_ends_local_workers_that_hang(command, tmp_path):
    (tmp_path / "in").mkdir()
    for number in range(4):
        write_table(tmp_path / "in" / f"{number}.parquet", 100_000, number)
    running = subprocess.Popen(
        [sys.executable, "-m", "satclip_backend", *command("in", "-o", "out", "--dask", "local")],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
    )
    while not any(path.suffix == ".parquet" for path in paths_in(tmp_path / "out")):
        assert running.poll() is None
        time.sleep(0.01)
    workers = [one for one in psutil.Process(running.pid).children() if "spawn_main" in str(one.cmdline())]
    for worker in workers:
        worker.suspend()
    running.send_signal(signal.SIGINT)
    said = running.communicate(timeout=60)[1]
    assert running.returncode == 130
    assert "Traceback" not in said
    assert not [path for path in (tmp_path / "out").iterdir() if path.name.startswith(".")]
    assert not psutil.wait_procs(workers, timeout=10)[1]


@pytest.mark.slow
def test_workers_read_and_write_an_object_store(embed, bucket, tables, tmp_path):
    system, address = bucket
    for path in tables.iterdir():
        system.put_file(str(path), f"{address}/in/{path.name}")
    assert embed("in", "-o", "whole") == 0
    assert embed(f"{address}/in", "-o", f"{address}/out", "--dask", "local") == 0
    found = {
        name.rpartition("/")[2]: system.cat_file(name) for name in system.ls(f"{address}/out", refresh=True)
    }
    del found["manifest.json"]
    assert found == contents(tmp_path / "whole")


@pytest.mark.slow
def test_predictions_equal_those_of_one_process(
    tiny_encoder_file, tables, satclip_home, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    (satclip_home / "encoders").mkdir(parents=True)
    (satclip_home / "encoders" / "tiny.safetensors").write_bytes(tiny_encoder_file.read_bytes())
    frame = pd.read_parquet(tables / "t3.parquet")
    frame.assign(y=frame["lat"] / 10).to_csv("train.csv", index=False)
    options = (
        "--target y -o m.satclip --estimator linear --fold-count 2 --folds random --encoder tiny --device cpu"
    )
    assert main(["fit", "train.csv", *options.split()]) == 0
    assert main(["predict", "m.satclip", "in/t[0-4]*", "-o", "whole", "--device", "cpu"]) == 0
    words = ["predict", "m.satclip", "in/t[0-4]*", "-o", "out", "--device", "cpu", "--dask", "local"]
    assert main(words) == 0
    assert len(contents(tmp_path / "out")) == 5
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")


@pytest.mark.slow
def test_a_worker_with_another_encoder_stops_the_run(
    tiny_encoder_file, tables, tmp_path, monkeypatch, capsys
):
    monkeypatch.chdir(tmp_path)
    homes = [tmp_path / name / "encoders" for name in ("satclip-home", "other-home")]
    for home in homes:
        home.mkdir(parents=True)
    (homes[0] / "mine.safetensors").write_bytes(tiny_encoder_file.read_bytes())
    from satclip_backend.encoders.registry import bundled_path

    (homes[1] / "mine.safetensors").write_bytes(bundled_path().read_bytes())
    env = {"SATCLIP_HOME": str(homes[1].parent)}
    with LocalCluster(n_workers=1, dashboard_address="127.0.0.1:0", silence_logs=50, env=env) as cluster:
        words = ["embed", "in", "-o", "out", "--encoder", "mine", "--device", "cpu"]
        assert main([*words, "--dask", cluster.scheduler_address]) == 1
        assert "has another encoder than this computer: give all of them the same" in capsys.readouterr().err
        monkeypatch.setenv("SATCLIP_HOME", str(homes[0].parent))
        (homes[1] / "mine.safetensors").rename(homes[1] / "other.safetensors")
        assert main([*words, "--resume", "--dask", cluster.scheduler_address]) == 1
        assert "can't begin: There is no encoder 'mine'" in capsys.readouterr().err
    assert not contents(tmp_path / "out")


def test_a_scheduler_that_is_missing_is_named(embed, tables, monkeypatch, capsys):
    from satclip_backend.cli import dask_run

    monkeypatch.setattr(dask_run, "_CONNECT", 1)
    assert embed("in", "-o", "out", "--dask", "tcp://127.0.0.1:1") == 1
    assert "There is no Dask scheduler at tcp://127.0.0.1:1 (" in capsys.readouterr().err
    assert embed("in", "-o", "out", "--dask", "nonsense", "--resume") == 1
    assert "There is no Dask scheduler at nonsense" in capsys.readouterr().err
    with LocalCluster(n_workers=0, dashboard_address="127.0.0.1:0") as cluster:
        assert embed("in", "-o", "out", "--dask", cluster.scheduler_address, "--resume") == 1
    assert "has no worker: start some with dask worker" in capsys.readouterr().err
