"""A short form of `make faults`: each kind of fault once, at a random moment."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from faults import cancelling, disks, kills
from faults.programs import Fault
from faults.soak import Soak
from faults.world import World, whole

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """Return observations, a model and a data folder."""
    return World(tmp_path_factory.mktemp("faults"))


def step(scenario, world, what):
    """Return the observation of one fault of `what`."""
    steps = dict(scenario(world, 1))
    try:
        return str(steps[what]())
    finally:
        steps.get("the server", str)()  # ends the server


@pytest.mark.parametrize("command", ["embed", "sample"])
def test_a_killed_command(world, command):
    assert "all complete" in step(kills.kill_commands, world, command)


def test_a_terminated_command(world):
    assert "nothing left" in step(kills.end_commands, world, "embed")


def test_a_killed_server(world):
    assert "were gone" in step(kills.kill_servers, world, "sample_imagery")


def test_a_killed_process_of_a_job(world):
    assert "memory" in step(kills.kill_children, world, "fit_model")


def test_a_job_that_is_dismissed(world):
    assert "files gone after" in step(cancelling.jobs, world, "predict_map")


@pytest.mark.parametrize("command", ["embed", "fit", "sample"])
def test_a_full_disk(world, command):
    try:
        assert "space" in step(disks.full_disk, world, command)
    except disks.NotTried as reason:
        pytest.skip(str(reason))


def test_eight_clients(world):
    assert "no error" in str(Soak(world, 2).result())


def test_incomplete_outputs_are_detected(tmp_path):
    """The tests above rely on these checks of outputs."""
    for name in ("a.gpkg", "a.csv", "a.parquet", "a.tif", "a.html", "a.satclip", "a.safetensors"):
        (tmp_path / name).write_bytes(b"<html>a,b")
        with pytest.raises(Fault):
            whole(tmp_path / name)
