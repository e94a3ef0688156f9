"""Input files that are no regular files: pipes, which would block until another program writes to them, and folders."""

import os
import time
from pathlib import Path

import pytest

from satclip_backend.cli import main
from satclip_backend.errors import NotFoundError, SatclipError
from satclip_backend.input_files import check_file, file_version, open_regular, read_text
from satclip_backend.server.runtime import Runtime, runtime_path

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such pipes")


@pytest.fixture
def pipe(tmp_path):
    """Return the path of a pipe that nobody writes to."""
    os.mkfifo(tmp_path / "pipe.json")
    return tmp_path / "pipe.json"


def test_a_file_is_told_from_pipes_devices_folders_and_nothing(tmp_path, pipe):
    (tmp_path / "text").write_text("ä", encoding="utf-8")
    check_file(tmp_path / "text")
    assert read_text(tmp_path / "text", 2) == "ä"
    for path in (pipe, Path("/dev/null")):
        with pytest.raises(SatclipError, match="is a pipe or a device: save what it holds as a file first"):
            check_file(path)
    for path in (tmp_path, tmp_path / "none", tmp_path / ("x" * 5000), Path("a\0b")):
        with pytest.raises(NotFoundError, match="There is no file"):
            check_file(path)


def test_only_regular_files_are_opened(tmp_path, pipe):
    for path in (pipe, tmp_path, Path("/dev/zero")):
        with pytest.raises(ValueError, match="it is not a file"):
            open_regular(path)
    with pytest.raises(FileNotFoundError):
        open_regular(tmp_path / "none")


def test_a_file_that_replaces_another_of_the_same_size_and_time_has_another_version(tmp_path):
    old, new = tmp_path / "old", tmp_path / "new"
    for path in (old, new):
        path.write_text(path.name)
        os.utime(path, ns=(1, 1))
    version = file_version(old)
    assert file_version(old) == version
    new.replace(old)
    assert file_version(old) != version
    version = file_version(old)
    old.write_text("abc")
    os.utime(old, ns=(1, 1))
    assert file_version(old) != version


def test_a_pipe_that_replaces_a_file_after_the_first_look_does_not_block(pipe, monkeypatch):
    monkeypatch.setattr(Path, "is_file", lambda path: True)
    began = time.monotonic()
    with pytest.raises(ValueError, match="it is not a file"):
        read_text(pipe, 1000)
    assert time.monotonic() - began < 10


@pytest.mark.parametrize(
    "command",
    [
        ["embed", "{table}", "--components", "2", "--basis", "{pipe}", "-o", "{out}"],
        ["embed", "{table}", "--encoder", "{pipe}", "-o", "{out}"],
        ["stac", "{pipe}"],
        ["predict", "{pipe}", "{table}", "-o", "{out}"],
        ["encoders", "import", "{pipe}"],
    ],
)
def test_commands_refuse_pipes_and_say_what_to_do(tmp_path, capsys, command):
    os.mkfifo(tmp_path / "pipe.safetensors")
    (tmp_path / "table.csv").write_text("lon,lat\n1,2\n")
    places = {name: str(tmp_path / name) for name in ("table.csv", "out.csv", "pipe.safetensors")}
    names = dict(zip(("table", "out", "pipe"), places.values()))
    assert main([word.format(**names) for word in command]) == 1
    assert (
        f"{names['pipe']} is a pipe or a device: save what it holds as a file first."
        in capsys.readouterr().err
    )


def test_a_server_ends_although_a_pipe_has_replaced_its_runtime_file():
    runtime = Runtime("127.0.0.1", 1)
    runtime.write()
    runtime_path().unlink()
    os.mkfifo(runtime_path())
    runtime.remove()
    assert runtime_path().exists()
