"""Basics of the command line: exit statuses, messages on stderr, progress and signals."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from satclip_backend import __version__
from satclip_backend.cli import COMMANDS, main
from satclip_backend.cli.progress import progress
from tests.changing_folder import paths_in


def test_the_version_and_the_commands_are_printed(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"satclip-backend {__version__}\n"
    assert main(["--help"]) == 0
    text = capsys.readouterr().out
    assert set(COMMANDS) <= set(text.split())


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_help(capsys, name):
    assert main([name, "--help"]) == 0
    assert f"satclip-backend {name}" in capsys.readouterr().out


@pytest.mark.parametrize("argv", [[], ["fly"], ["map"], ["embed"], ["map", "-o", "x.tif", "--extent", "1"]])
def test_incorrect_usage_exits_with_status_2(capsys, argv):
    assert main(argv) == 2
    assert "usage: satclip-backend" in capsys.readouterr().err


def modules_after(code):
    """Return the modules that a Python program has imported when it ends."""
    program = f"from satclip_backend.cli import *; {code}; print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


def test_help_does_not_import_torch():
    assert not {"torch", "sklearn", "pandas"} & modules_after("argument_parser()")


@pytest.mark.parametrize(("words", "imported"), [([], set()), (["map"], {"map"})])
def test_only_the_chosen_command_is_imported(words, imported):
    modules = modules_after(f"main([*{words}, '--help'])")
    assert {name for name in COMMANDS if f"satclip_backend.cli.{name}" in modules} == imported


NUMPY_IMPORTED = """
import os, sys

def hook(event, args):
    if event == "import" and args[0] == "numpy":
        print(os.environ.get("OPENBLAS_NUM_THREADS"), file=sys.stderr)

sys.addaudithook(hook)
from satclip_backend.cli import main
main(["fit", "--help"])
"""


def test_the_threads_of_numpy_are_set_before_it_is_imported(monkeypatch):
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    done = subprocess.run([sys.executable, "-c", NUMPY_IMPORTED], capture_output=True, text=True, check=True)
    assert set(done.stderr.split()) == {"1"}


def test_a_failure_prints_one_sentence_and_exits_with_status_1(capsys, tmp_path):
    assert main(["embed", str(tmp_path / "none.csv"), "-o", "x.csv"]) == 1
    assert capsys.readouterr().err == f"satclip-backend: There is no file {tmp_path / 'none.csv'}.\n"


def test_without_a_terminal_progress_is_printed_every_ten_percent(capsys):
    with progress("work") as report:
        for i in range(101):
            report(i / 100, f"step {i}")
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "work:   0% step 0"
    assert lines[-1] == "work: 100% step 100"
    assert len(lines) == 11


@pytest.fixture
def long_map(tiny_encoder_file, tmp_path):
    """Start a command that takes a minute; yield its process and its output folder."""
    folder = tmp_path / "out"
    folder.mkdir()
    command = ["map", "-o", str(folder / "map.tif"), "--extent", "-180", "-90", "180", "90"]
    command += ["--pixel-size", "0.04", "--encoder", str(tiny_encoder_file), "--device", "cpu"]
    child = subprocess.Popen(
        [sys.executable, "-m", "satclip_backend", *command], stderr=subprocess.PIPE, text=True
    )
    yield child, folder
    child.kill()
    child.communicate()


@pytest.mark.skipif(os.name == "nt", reason="Windows has other signals")
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_stops_a_map_and_leaves_no_files(long_map, number, status):
    child, folder = long_map
    while not any(file.name == "blocks.tif" for file in paths_in(folder)):
        time.sleep(0.05)
        assert child.poll() is None
    time.sleep(0.3)
    child.send_signal(number)
    assert child.wait(30) == status  # long before the map is drawn
    assert list(folder.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has other signals")
@pytest.mark.parametrize("module", ["satclip_backend.errors", "numpy.version"])
def test_ctrl_c_during_the_imports_prints_no_traceback(module):
    command = [sys.executable, "-X", "importtime", "-m", "satclip_backend", "fit", "--help"]
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    next(line for line in child.stderr if line.endswith(f" {module}\n"))
    child.send_signal(signal.SIGINT)
    lines = child.communicate(timeout=60)[1].splitlines()
    assert [line for line in lines if not line.startswith("import time:")] == ["satclip-backend: stopped."]
    assert child.returncode == 130


FAILING_IMPORT = """
import os, signal, sys, time

class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == "skops":
            try:
                os.kill(os.getpid(), signal.SIGINT)
                time.sleep(10)
            except KeyboardInterrupt:
                raise ImportError("initialization failed") from None

sys.meta_path.insert(0, Finder())
from satclip_backend.__main__ import program
program()
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has other signals")
def test_ctrl_c_that_an_extension_module_turns_into_another_error_stops_the_command(tmp_path):
    """As those of scipy.optimize do in the middle of their import."""
    (tmp_path / "in.csv").write_text("lon,lat,y\n1,2,3\n")
    words = ["fit", tmp_path / "in.csv", "--target", "y", "-o", tmp_path / "model.satclip"]
    command = [sys.executable, "-c", FAILING_IMPORT, *words]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert (ended.returncode, ended.stderr) == (130, "satclip-backend: stopped.\n")
    assert not list(tmp_path.glob("*.satclip*"))


@pytest.mark.skipif(os.name == "nt", reason="Windows has other signals")
def test_ctrl_c_stays_ignored_in_the_background(satclip_home):
    command = [sys.executable, "-X", "importtime", "-m", "satclip_backend", "encoders", "list"]
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # child processes inherit it, as from a shell
    try:
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    finally:
        signal.signal(signal.SIGINT, before)
    next(line for line in child.stderr if line.endswith(" satclip_backend.errors\n"))
    child.send_signal(signal.SIGINT)
    child.communicate(timeout=60)
    assert child.returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="Windows has other signals")
def test_the_gdal_process_ends_when_its_parent_is_killed(tmp_path):
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from test_cogs import write; from pathlib import Path;"
        "write(Path(sys.argv[2]) / 'map.tif', 4000, lambda f, m: print(m, flush=True))"
    )
    parent = psutil.Popen(
        [sys.executable, "-c", code, str(Path(__file__).parent), str(tmp_path)],
        stdout=subprocess.PIPE,
        text=True,
    )
    for line in parent.stdout:
        if "writing the GeoTIFF" in line:
            break
    (child,) = parent.children()
    parent.kill()
    parent.wait()
    child.wait(60)
    assert not child.is_running()
    assert not (tmp_path / "map.tif").exists()
