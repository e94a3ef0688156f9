"""Run folders: state and log, written by the run and read by others."""

import json
import subprocess
import sys

import pytest

from satclip_backend.errors import Cancelled, NotFoundError, SatclipError
from satclip_backend.pretraining import runs
from satclip_backend.pretraining.runs import RunFolder, RunState, read_log, read_run


def test_a_run_records_its_progress_and_its_end(tmp_path):
    folder = RunFolder(tmp_path / "run")
    with folder.claim(RunState("Alps", source="a mosaic", recipe={"steps": 3})):
        now = read_run(folder.folder)
        assert (now.name, now.source, now.recipe, now.state) == ("Alps", "a mosaic", {"steps": 3}, "running")
        folder.append({"step": 1, "loss": 0.5})
        folder.append({"step": 2, "loss": 0.4})
        folder.update(step=2, steps=3)
    end = read_run(folder.folder)
    assert (end.state, end.step, end.steps, end.seconds_left) == ("finished", 2, 3, 0.0)
    assert [record["loss"] for record in read_log(folder.folder)] == [0.5, 0.4]


@pytest.mark.parametrize(
    ("error", "state", "message"),
    [
        (Cancelled(), "stopped", "It can be resumed"),
        (KeyboardInterrupt(), "stopped", "It can be resumed"),
        (SatclipError("The disk is full."), "failed", "The disk is full."),
        (ZeroDivisionError("oh"), "failed", "ZeroDivisionError: oh"),
    ],
)
def test_the_reason_for_the_end_of_a_run_is_recorded(tmp_path, error, state, message):
    folder = RunFolder(tmp_path)
    with pytest.raises(type(error)), folder.claim(RunState("x")):
        raise error
    assert read_run(tmp_path).state == state
    assert message in read_run(tmp_path).message


def test_two_runs_in_one_folder_are_refused(tmp_path):
    with RunFolder(tmp_path).claim(RunState("one")):
        with (
            pytest.raises(SatclipError, match="Another run is training in"),
            RunFolder(tmp_path).claim(RunState("two")),
        ):
            pass
        assert read_run(tmp_path).name == "one"


def test_a_run_whose_process_died_is_listed_as_stopped(tmp_path):
    code = f"""
import os
from satclip_backend.pretraining.runs import RunFolder, RunState
with RunFolder({str(tmp_path)!r}).claim(RunState("x")):
    os._exit(9)
"""
    assert subprocess.run([sys.executable, "-c", code]).returncode == 9
    assert json.loads((tmp_path / "run.json").read_text())["state"] == "running"
    assert read_run(tmp_path).state == "stopped"
    with RunFolder(tmp_path).claim(RunState("x"), resume=True):
        assert read_run(tmp_path).state == "running"


def test_a_run_that_ends_while_its_state_is_read_is_not_stopped(tmp_path, monkeypatch):
    run = RunFolder(tmp_path).claim(RunState("x"))
    run.__enter__()

    def owned(lock_file):
        """End the run after its state has been read, and before its lock is tested."""
        run.__exit__(None, None, None)
        return False

    monkeypatch.setattr(runs, "_owned", owned)
    assert read_run(tmp_path).state == "finished"


def test_a_missing_and_a_damaged_run_are_reported(tmp_path):
    with pytest.raises(NotFoundError, match="no training run"):
        read_run(tmp_path)
    (tmp_path / "run.json").write_text('{"state": "running"')
    with pytest.raises(SatclipError, match="damaged"):
        read_run(tmp_path)
    (tmp_path / "log.jsonl").write_text('{"step": 1}\n{"step": 2, "lo')
    assert read_log(tmp_path) == [{"step": 1}]


def test_a_full_disk_is_reported(mount):
    """Earlier records of the log remain readable."""
    place = mount("size=64k")
    folder = RunFolder(place / "run")

    def log_until_full():
        for step in range(2000):
            folder.append({"step": step, "note": "x" * 100})

    with (
        pytest.raises(SatclipError, match=r"log\.jsonl can't be written.*space"),
        folder.claim(RunState("x")),
    ):
        log_until_full()
    assert read_run(folder.folder).name == "x"
    assert len(read_log(folder.folder)) > 100
