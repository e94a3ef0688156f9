"""Output of commands in any encoding, and with closed or full output streams."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from satclip_backend import cli
from satclip_backend.cli import main
from satclip_backend.errors import TRACKER

ROOT = Path(__file__).parents[2]
ITALY = ROOT / "tests" / "data" / "imagery" / "utm33n.tif"


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8"])
def test_letters_missing_from_the_encoding_are_escaped(monkeypatch, tmp_path, encoding):
    monkeypatch.chdir(tmp_path)
    rows = [f"{x},{y},{x + 2 * y}" for x in range(0, 60, 6) for y in range(0, 50, 10)]
    Path("rows.csv").write_text("\n".join(["lon,lat,温度", *rows]), encoding="utf-8")
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding=encoding) for _ in range(2))
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    argv = ["fit", "rows.csv", "--target", "温度", "-o", "m.satclip", "--encoder", "--coordinates"]
    assert main([*argv, "--estimator", "linear", "--folds", "random"]) == 0
    out.flush()
    said = out.buffer.getvalue().decode(encoding)
    assert ("温度" if encoding == "utf-8" else r"\u6e29\u5ea6") + ": " in said
    assert Path("m.satclip").is_file()


@pytest.mark.parametrize("name", [None, *cli.COMMANDS])
def test_help_is_printed_in_any_encoding(monkeypatch, name):
    for encoding in ("cp1252", "ascii"):
        file = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
        monkeypatch.setattr(sys, "stdout", file)
        assert main([name, "--help"] if name else ["--help"]) == 0
        file.flush()
        assert b"satclip-backend" in file.buffer.getvalue()


SAMPLE = ["sample", str(ITALY), "-o", "patches", "--points", "5", "--pixels", "4"]


@pytest.mark.skipif(os.name == "nt", reason="needs a shell")
@pytest.mark.parametrize(
    "redirection",
    [">&-", "2>&-", ">&- 2>&-", "| head -c 1 >/dev/null; exit ${PIPESTATUS[0]}", "2>/dev/full"],
)
def test_closed_output_streams_do_not_fail_the_command(tmp_path, redirection):
    command = f"'{sys.executable}' -m satclip_backend {' '.join(SAMPLE)} {redirection}"
    done = subprocess.run(
        ["bash", "-c", command], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, cwd=tmp_path
    )
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
    assert b"Exception" not in done.stderr
    assert (tmp_path / "patches" / "index.csv").is_file()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_output_that_cannot_be_written_is_reported(tmp_path):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "satclip_backend", *SAMPLE],
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=tmp_path,
        )
    assert done.returncode == 1
    assert done.stderr.decode().endswith("the output can't be written: No space left on device.\n")
    assert (tmp_path / "patches" / "index.csv").is_file()


@pytest.mark.parametrize(
    ("error", "status", "sentence"),
    [
        (ZeroDivisionError("division by zero"), 1, "unexpected error (ZeroDivisionError: division by zero)"),
        (RecursionError("maximum recursion depth exceeded"), 1, "unexpected error (RecursionError: maximum"),
        (AssertionError(), 1, "unexpected error (AssertionError: no message)"),
        (MemoryError(), 1, "not enough memory"),
        (
            RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried"),
            1,
            "not enough memory",
        ),
        (RuntimeError("CUDA out of memory. Tried to allocate 2 GiB"), 1, "not enough memory"),
        (OSError(12, "Cannot allocate memory"), 1, "not enough memory"),
        (
            PermissionError(13, "Permission denied", "in.csv"),
            1,
            "in.csv can't be read or written: Permission denied",
        ),
        (
            OSError(28, "No space left on device"),
            1,
            "a file can't be read or written: No space left on device",
        ),
        (KeyboardInterrupt(), 130, "stopped."),
    ],
)
def test_every_error_is_reported_in_one_sentence(monkeypatch, capsys, tmp_path, error, status, sentence):
    def run(args):
        raise error

    monkeypatch.setattr("satclip_backend.cli.serve.run", run)
    assert main(["serve"]) == status
    said = capsys.readouterr().err
    assert said.startswith(f"satclip-backend: {sentence}")
    assert said.count("\n") == 1
    assert (TRACKER in said) == ("unexpected" in sentence)
    monkeypatch.setenv("SATCLIP_DEBUG", "1")
    assert main(["serve"]) == status
    assert ("Traceback" in capsys.readouterr().err) == (status == 1)


def test_the_bug_tracker_is_that_of_the_metadata():
    assert f"tracker={TRACKER}\n" in (ROOT / "metadata.txt").read_text(encoding="utf-8")


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="Windows has other signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_is_reported(monkeypatch, capsys, number):
    def run(args):
        os.kill(os.getpid(), number)
        time.sleep(10)

    monkeypatch.setattr("satclip_backend.cli.serve.run", run)
    assert main(["serve"]) == 128 + number
    assert capsys.readouterr().err == "satclip-backend: ended by a signal.\n"


@pytest.mark.parametrize("number", ["-4e6", "-.5", "-1E-3", "-5.", "-1", "-inf", "-nan"])
def test_negative_numbers_in_any_notation_are_values(capsys, number):
    argv = ["map", "-o", "none/x.tif", "--pixel-size", number, "--extent", number, number, number, number]
    assert main(argv) == 1
    assert "does not exist" in capsys.readouterr().err
    assert main(["map", "-x"]) == 2
