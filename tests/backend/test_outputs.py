"""Atomic writing of one or several files, and removal of files that a killed run left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from satclip_backend import outputs, owned_folders, store
from satclip_backend.errors import SatclipError
from satclip_backend.outputs import (
    atomic_write,
    atomic_write_all,
    check_output,
    check_output_folder,
    scratch_folder,
)
from satclip_backend.owned_folders import HOST

WORKING = """
import sys, time
from pathlib import Path
from satclip_backend.outputs import atomic_write
with atomic_write(sys.argv[1]) as target:
    target.write_bytes(bytes(1000))
    print("working", flush=True)
    time.sleep(60)
"""


@pytest.fixture(autouse=True)
def untidied(monkeypatch):
    """Reset the state, as in a new process that has not yet removed files of killed runs."""
    monkeypatch.setattr(outputs, "_tidied", set())


@pytest.fixture
def at_work(tmp_path):
    """Start another process that is writing out.bin in `tmp_path`; yield it."""
    child = subprocess.Popen(
        [sys.executable, "-c", WORKING, str(tmp_path / "out.bin")], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout.readline() == "working\n"
    yield child
    child.kill()
    child.communicate()


def hidden(folder):
    return sorted(path.name for path in folder.iterdir() if path.name.startswith(".satclip-"))


def write(path, text="new"):
    with atomic_write(path) as target:
        target.write_text(text)


def test_a_file_replaces_an_older_one_when_it_is_complete(tmp_path):
    path = tmp_path / "out.txt"
    path.write_text("old")
    with atomic_write(path) as target:
        target.write_text("new")
        assert path.read_text() == "old"
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_is_followed(tmp_path):
    (tmp_path / "real.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to("real.txt")
    write(tmp_path / "link.txt")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text() == "new"


def test_several_files_are_written_atomically(tmp_path):
    first, second, other = tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "log.txt"
    first.write_text("old")
    with pytest.raises(RuntimeError), atomic_write_all([first, second]):  # noqa: PT012
        write(first)
        write(second)
        write(other)
        assert first.read_text() == "old"
        assert not second.exists()
        assert other.read_text() == "new"  # not part of the atomic group
        raise RuntimeError
    assert first.read_text() == "old"
    assert sorted(tmp_path.iterdir()) == [first, other]
    with atomic_write_all([first, second]):
        write(first)
        write(second)
    assert first.read_text() == second.read_text() == "new"
    assert sorted(tmp_path.iterdir()) == [first, second, other]


def test_if_the_last_file_cannot_be_moved_the_others_are_restored(tmp_path):
    first, second, last = (tmp_path / name for name in ("a.txt", "b.txt", "c.txt"))
    first.write_text("old")
    with pytest.raises(SatclipError, match=r"c\.txt can't"), atomic_write_all([first, second, last]):  # noqa: PT012
        for path in (first, second, last):
            write(path)
        last.mkdir()  # another program has taken this name meanwhile
        (last / "theirs").touch()
    assert first.read_text() == "old"
    assert not second.exists()
    assert sorted(tmp_path.iterdir()) == [first, last]


@pytest.mark.skipif(os.name == "nt", reason="Windows has other signals")
def test_files_of_a_killed_run_are_removed_by_the_next(tmp_path, at_work):
    assert len(hidden(tmp_path)) == 2  # a folder and its lock
    write(tmp_path / "other.txt")
    assert len(hidden(tmp_path)) == 2  # its process is still writing
    at_work.send_signal(signal.SIGKILL)
    at_work.wait()
    outputs._tidied.clear()
    write(tmp_path / "other.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["other.txt"]


def test_a_stale_lock_without_a_folder_is_removed(tmp_path):
    (tmp_path / f".satclip-{HOST}-0123abcd.lock").touch()
    write(tmp_path / "out.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["out.txt"]


def test_files_of_others_are_left_alone(tmp_path):
    theirs = [
        tmp_path / f".satclip-{HOST}-0123abcd",  # without a lock
        tmp_path / ".satclip-notes",
        tmp_path / f".satclip-{'0' * 8}-0123abcd",  # from another computer
    ]
    for folder in theirs:
        folder.mkdir()
        (folder / "file").touch()
    for folder in theirs[1:]:
        folder.with_name(folder.name + ".lock").touch()
    (tmp_path / f".satclip-{HOST}-00000000").symlink_to(theirs[1])
    (tmp_path / f".satclip-{HOST}-00000000.lock").touch()
    write(tmp_path / "out.txt")
    assert all((folder / "file").exists() for folder in theirs)
    week = time.time() - owned_folders.FOREIGN_SECONDS - 60
    for path in (theirs[2] / "file", theirs[2]):
        os.utime(path, (week, week))
    outputs._tidied.clear()
    write(tmp_path / "out.txt")
    assert [folder.exists() for folder in theirs] == [True, True, False]


def test_folders_of_this_process_are_not_removed_by_its_threads(tmp_path):
    with scratch_folder(tmp_path, tmp_path / "a") as folder:
        outputs._tidied.clear()
        thread = threading.Thread(target=write, args=(tmp_path / "b.txt",))
        thread.start()
        thread.join()
        assert folder.is_dir()


def test_without_file_locks_files_are_written_and_nothing_is_removed(tmp_path, monkeypatch):
    def acquire(self, *args, **kwargs):
        raise OSError(37, "No locks available")  # ENOLCK

    monkeypatch.setattr("filelock.FileLock.acquire", acquire)
    left = tmp_path / f".satclip-{HOST}-0123abcd"
    left.mkdir()
    left.with_name(left.name + ".lock").touch()
    write(tmp_path / "out.txt")
    assert (tmp_path / "out.txt").read_text() == "new"
    assert hidden(tmp_path) == [left.name, left.name + ".lock"]


LONG = "a" * 250


@pytest.mark.parametrize(
    "name", [LONG, f'with "quotes", 100 % and \n a line{LONG[:100]}', "ends with a dot.", "trailing "]
)
def test_any_name_that_the_disk_accepts_is_written(tmp_path, name):
    path = tmp_path / name
    check_output(path)
    write(path)
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("a" * 256, "too long: choose a shorter one"),
        ("b/" * 2100 + "c", "too long: choose a shorter one"),
        ("none/out.txt", "none does not exist: make it first"),
        ("folder", "is a folder: give the name of a file"),
        ("pipe", "is a device or a pipe"),
        ("circle", "can't be written"),
        ("file/out.txt", "does not exist"),
        ("x" * 90 + "/x" * 170 + ".gpkg", "too long for a GeoPackage"),
        ("open.gpkg", "Another program has open.gpkg open"),
    ],
)
def test_unwritable_outputs_are_reported_before_any_work(tmp_path, name, sentence):
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "circle").symlink_to("circle")
    (tmp_path / "open.gpkg").touch()
    (tmp_path / "open.gpkg-wal").write_text("pages")
    if name.startswith("xx"):
        (tmp_path / name).parent.mkdir(parents=True)
    with pytest.raises(SatclipError, match=sentence):
        check_output(tmp_path / name)
    with pytest.raises(SatclipError, match=sentence), atomic_write(tmp_path / name):
        raise AssertionError("it has begun")
    assert hidden(tmp_path) == []


@pytest.mark.skipif(os.name == "nt", reason="other systems have /dev")
@pytest.mark.parametrize("name", ["/dev/null", "/dev/stdout", "/dev/full", "/dev/fd/1", "/dev/new"])
def test_devices_are_refused(name):
    with pytest.raises(SatclipError, match="is a device"):
        check_output(name)


def test_a_read_only_file_or_folder_is_reported(tmp_path, mount):
    place = mount("size=1m,ro")
    for check, name in ((check_output, "out.txt"), (check_output_folder, "patches/new")):
        with pytest.raises(SatclipError, match=r"can't be written to the folder .*Read-only"):
            check(place / name)
    (tmp_path / "file").touch()
    with pytest.raises(SatclipError, match="is a file: give a folder"):
        check_output_folder(tmp_path / "file")
    with pytest.raises(SatclipError, match="too long"):
        check_output_folder(tmp_path / ("a" * 300))


def test_a_full_disk_is_reported_and_leaves_the_older_file(mount):
    place = mount("size=200k")
    write(place / "out.bin", "old")
    with pytest.raises(
        SatclipError, match=r"out.bin could not be finished: there is no space left .*mounted"
    ):
        write(place / "out.bin", "x" * 1_000_000)
    assert (place / "out.bin").read_text() == "old"
    assert [path.name for path in place.iterdir()] == ["out.bin"]


def test_a_folder_without_permission_is_named(tmp_path, monkeypatch):
    def refused(path):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(outputs, "OwnedFolder", refused)
    for folder, words in ((tmp_path, f"to the folder {tmp_path} "), (tmp_path / "new", f"new .*{tmp_path} ")):
        with pytest.raises(SatclipError, match=words):
            check_output_folder(folder)


def test_errors_of_other_files_are_not_attributed_to_the_output(tmp_path):
    with pytest.raises(IsADirectoryError), atomic_write(tmp_path / "out.txt"):
        tmp_path.read_text()
    with pytest.raises(PermissionError), atomic_write(tmp_path / "out.txt"):
        raise PermissionError(13, "Permission denied", "/secret/input.csv")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o277])
def test_the_data_folder_is_private_with_any_umask(satclip_home, umask):
    before = os.umask(umask)
    try:
        store.folder("cache", "features")
    finally:
        os.umask(before)
    for path in (satclip_home, satclip_home / "cache", satclip_home / "cache" / "features"):
        assert path.stat().st_mode & 0o777 == 0o700


def test_an_existing_data_folder_keeps_its_permissions(satclip_home):
    satclip_home.mkdir(mode=0o755)
    satclip_home.chmod(0o755)
    store.folder("cache")
    assert satclip_home.stat().st_mode & 0o777 == 0o755


def test_an_unusable_data_folder_is_reported(satclip_home, mount, monkeypatch):
    satclip_home.touch()
    with pytest.raises(SatclipError, match=r"can't be used: .*is not a folder.* SATCLIP_HOME"):
        store.folder("cache")
    monkeypatch.setenv("SATCLIP_HOME", str(mount("size=1m,ro")))
    with pytest.raises(SatclipError, match=r"can't be used: Read-only file system\. .*SATCLIP_HOME"):
        store.folder("cache")
    with pytest.raises(SatclipError, match=r"Read-only file system\): set SATCLIP_HOME"):
        write(store.home() / "file")
