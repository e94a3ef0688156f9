"""Distributed training with real processes over gloo, started with and without torchrun."""

import importlib.util
import multiprocessing
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from satclip_backend.cli import main
from satclip_backend.encoders import load_encoder
from satclip_backend.geo.sampling import sample_points
from satclip_backend.pretraining.distributed import ALONE, Workers
from satclip_backend.pretraining.runs import RunFolder, read_log
from satclip_backend.pretraining.training import train
from tests.hub_server import free_port

IMAGERY = Path(__file__).parents[2] / "data" / "imagery" / "globe"
SCRIPT = Path(__file__).with_name("distributed_run.py")
spec = importlib.util.spec_from_file_location("distributed_run", SCRIPT)
distributed_run = importlib.util.module_from_spec(spec)
spec.loader.exec_module(distributed_run)


TORCHRUN = [
    sys.executable, "-m", "torch.distributed.run", "--rdzv-backend=c10d", "--rdzv-endpoint=127.0.0.1:0",
    "--local-addr=127.0.0.1",
]  # fmt: skip
"""Like --standalone, but by IP address, since a minimal machine without /etc/hosts can't resolve localhost."""


FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(
    ["satclip_backend.pretraining.training", "torch._dynamo"]
)  # only once, since the imports take seconds

RUN = """
import os, runpy, sys
os.environ.update({environment})
sys.argv = {argv}
os.dup2(os.open({said!r}, os.O_WRONLY | os.O_CREAT), 1)
runpy.run_path(sys.argv[0], run_name="__main__")
"""


@pytest.fixture
def processes(tmp_path):
    """Return a function that runs distributed_run.py in several processes, as torchrun does on several machines.

    It returns the output and the exit status of each.
    """

    def run(count, *arguments):
        world = {
            "WORLD_SIZE": count,
            "MASTER_ADDR": "127.0.0.1",
            "MASTER_PORT": free_port(),
            "OMP_NUM_THREADS": 1,
        }
        argv, said = [str(SCRIPT), *map(str, arguments)], [tmp_path / f"said-{rank}" for rank in range(count)]
        started = []
        for rank in range(count):
            environment = {name: str(value) for name, value in {**world, "RANK": rank}.items()}
            code = RUN.format(environment=environment, argv=argv, said=str(said[rank]))
            started.append(FORKS.Process(target=exec, args=(code,)))
            started[-1].start()
        for process in started:
            process.join(120)
        return [(path.read_text(), process.exitcode) for path, process in zip(said, started)]

    return run


@pytest.fixture(autouse=True)
def _one_thread():
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def test_each_row_is_in_one_share():
    for count in (1, 2, 3, 7):
        for n in (1, 2, 10, 151):
            rows = [row for rank in range(count) for row in range(n)[Workers(rank, count).share(n)]]
            assert rows == list(range(n))


@pytest.mark.parametrize("count", [2, 3])
def test_several_processes_give_the_gradients_of_one(processes, tmp_path, count):
    """The batch is not divisible by the number of processes: 151 points and 31 on the ocean."""
    path = tmp_path / "gradients.pt"
    assert [status for _, status in processes(count, "gradients", path)] == [0] * count
    found, expected = torch.load(path, weights_only=True), distributed_run.gradients(ALONE)
    assert set(found) == set(expected)
    assert len(found) > 12
    for name, value in expected.items():
        largest = float(value.abs().max())
        torch.testing.assert_close(found[name], value, rtol=0, atol=1e-4 * largest, msg=name)


def test_a_lost_worker_is_reported_and_the_run_can_be_resumed_with_fewer_workers(processes, tmp_path):
    folder = tmp_path / "run"
    folder.mkdir()
    (said, status), (_, lost) = processes(2, "die", folder, 12)
    assert (status, lost) == (1, 9)
    assert "sentence: A worker was lost" in said
    assert "start all of them again with --resume" in said
    state = torch.load(folder / "checkpoint.pt", weights_only=True)
    assert 10 <= state["step"] <= 14

    resumed = train(distributed_run.examples(), distributed_run.SETTINGS, RunFolder(folder), resume=True)
    assert [record["step"] for record in read_log(folder)] == [10, 20, 30]
    alone = tmp_path / "alone"
    alone.mkdir()
    whole = train(distributed_run.examples(), distributed_run.SETTINGS, RunFolder(alone))
    for name, value in whole.state_dict().items():
        torch.testing.assert_close(resumed.state_dict()[name], value, rtol=0, atol=2e-4, msg=name)


def test_two_processes_train_to_the_end_and_one_writes(processes, tmp_path):
    folder = tmp_path / "run"
    folder.mkdir()
    assert [status for _, status in processes(2, "train", folder)] == [0, 0]
    assert [record["step"] for record in read_log(folder)] == [10, 20, 30]
    alone = tmp_path / "alone"
    alone.mkdir()
    whole = train(distributed_run.examples(), distributed_run.SETTINGS, RunFolder(alone))
    two = torch.load(folder / "network.pt", weights_only=True)
    for name, value in whole.state_dict().items():
        torch.testing.assert_close(two[name], value, rtol=0, atol=2e-4, msg=name)
    for one, other in zip(read_log(folder), read_log(alone)):
        assert one["held_out_loss"] == pytest.approx(other["held_out_loss"], rel=1e-4)


def test_the_command_runs_under_torchrun(tmp_path):
    command = [
        "pretrain", str(IMAGERY), "--land", "--points", "600", "--pixels", "8", "--filters", "8", "--loss", "both",
        "--degree", "6", "--capacity", "32", "--dimension", "16", "--steps", "6", "--batch", "100", "--threads", "1",
    ]  # fmt: skip
    one, two = tmp_path / "one.safetensors", tmp_path / "two.safetensors"
    assert main([*command, "-o", str(one)]) == 0
    starter = [*TORCHRUN, "--nproc-per-node=2", f"--log-dir={tmp_path / 'log'}"]
    done = subprocess.run(
        [*starter, "-m", "satclip_backend", *command, "-o", str(two)],
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("16 dimensions, L = 6") == 1
    places = sample_points(50)
    np.testing.assert_allclose(load_encoder(two).encode(places), load_encoder(one).encode(places), atol=1e-4)
