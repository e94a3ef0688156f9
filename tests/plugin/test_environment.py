"""Test the installer: real environments, created with pip from wheels of the tests."""

from __future__ import annotations

import gc
import hashlib
import json
import os
import subprocess
import threading
import time
import warnings
import zipfile
from pathlib import Path

import pytest
from installer import make_wheel
from system import command_lines

from satclip_qgis.bridge import environment, environment_folder, pip, pythons
from satclip_qgis.bridge.children import run_logged
from satclip_qgis.bridge.diagnosis import explain
from satclip_qgis.bridge.environment import make_environment
from satclip_qgis.bridge.environment_folder import is_complete
from satclip_qgis.bridge.errors import (
    Cancelled,
    GpuFailed,
    NoNetwork,
    NoPython,
    NoSpace,
    NotPermitted,
    NoVenv,
    NoWheel,
    SetupError,
    WrongPackage,
)
from satclip_qgis.bridge.pip import Report, Sources

ROOT = Path(__file__).resolve().parents[2]


def make(folder: Path, requirements: list[str], report: Report, **options) -> Path:
    """Create an environment without PyTorch and without a package index."""
    options.setdefault("sources", Sources(no_index=True))
    return make_environment(folder, requirements, report, torch=None, **options)


@pytest.fixture
def report(tmp_path: Path) -> Report:
    return Report(tmp_path / "log" / "environment.log")


def test_an_environment_is_created_kept_and_updated(tmp_path, report):
    folder, steps = tmp_path / "environment", []
    report.on_progress = lambda fraction, message: steps.append(fraction)
    wheel = make_wheel(tmp_path / "wheels")
    start = time.monotonic()
    python = make(folder, [str(wheel)], report)
    first = time.monotonic() - start
    ask = [python, "-c", "import tinything; print(tinything.VERSION)"]
    assert subprocess.check_output(ask, text=True).strip() == "1.0"
    assert steps == sorted(steps)
    assert steps[-1] == 1
    assert "tinything" in report.log.read_text()

    start = time.monotonic()
    assert make(folder, [str(wheel)], report) == python
    assert time.monotonic() - start < first / 2

    newer = make_wheel(tmp_path / "wheels", "2.0")
    make(folder, [str(newer)], report)
    assert subprocess.check_output(ask, text=True).strip() == "2.0"

    with pytest.raises(NoWheel):  # a failed update does not change it
        make(folder, [str(newer), "no-such-thing-anywhere"], report)
    assert is_complete(folder, [str(newer)])
    assert subprocess.check_output(ask, text=True).strip() == "2.0"


def lock(wheels: Path, *locked: Path) -> Path:
    """Write a requirements.txt next to the wheels, with the hashes of the locked ones."""
    file = wheels / "requirements.txt"
    lines = [
        f"{name}=={version} --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n"
        for wheel in locked
        for name, version, *_ in [wheel.name.split("-")]
    ]
    file.write_text("".join(lines))
    return file


@pytest.fixture
def own_index(tmp_path, report) -> Path:
    """A folder of wheels in the user's pip configuration, without an index."""
    report.variables = {
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_CONSTRAINT": "",
        "PIP_EXTRA_INDEX_URL": "",
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(tmp_path / "index"),
    }
    return tmp_path / "index"


@pytest.mark.usefixtures("begun")
def test_only_locked_files_are_installed(tmp_path, report, own_index):
    known, plugin = make_wheel(own_index, "1.0"), tmp_path / "plugin"
    make_wheel(own_index, "2.0")
    wheel = make_wheel(plugin, "0.1", "theplugin")
    lock(plugin, known)
    python = make(tmp_path / "environment", [str(wheel)], report, sources=Sources())
    ask = [python, "-c", "import tinything, theplugin; print(tinything.VERSION)"]
    assert subprocess.check_output(ask, text=True).strip() == "1.0"
    assert is_complete(tmp_path / "environment", [str(wheel)])
    lock(plugin, make_wheel(own_index, "2.0"))
    assert not is_complete(tmp_path / "environment", [str(wheel)])
    make(tmp_path / "environment", [str(wheel)], report, sources=Sources())
    assert subprocess.check_output(ask, text=True).strip() == "2.0"


@pytest.mark.usefixtures("begun")
def test_a_file_with_another_hash_is_refused_unless_the_user_chose_the_source(tmp_path, report, own_index):
    known, plugin = make_wheel(own_index), tmp_path / "plugin"
    wheel = make_wheel(plugin, "0.1", "theplugin")
    lock(plugin, known)
    with zipfile.ZipFile(known, "a") as altered:
        altered.writestr("tinything_more.py", "")
    with pytest.raises(WrongPackage, match=r"does not match the lock file.*hashes are not checked"):
        make(tmp_path / "environment", [str(wheel)], report, sources=Sources())
    assert not (tmp_path / "environment").exists()
    own = Sources(find_links=str(own_index), no_index=True)
    python = make(tmp_path / "environment", [str(wheel), "tinything"], report, sources=own)
    subprocess.run([python, "-c", "import tinything, theplugin"], check=True)


def test_all_dependencies_of_the_backend_are_locked():
    text = (ROOT / "backend" / "requirements.txt").read_text()
    entries = text.replace("\\\n", " ").splitlines()
    locked = [entry for entry in entries if not entry.startswith("#")]
    assert len(locked) > 60
    assert all("==" in entry and "--hash=sha256:" in entry for entry in locked)
    assert "://" not in text
    names = {entry.partition("==")[0] for entry in locked}
    assert "torch" not in names
    bounds = (
        (ROOT / "backend" / "pyproject.toml").read_text().partition("dependencies = [")[2].partition("]")[0]
    )
    wanted = [line.strip().strip('",') for line in bounds.strip().splitlines()]
    assert all(">=" in requirement and ",<" in requirement for requirement in wanted)
    assert {name.partition(">=")[0].replace("_", "-") for name in wanted} - {"torch"} <= names


@pytest.mark.usefixtures("begun")
def test_a_failed_update_on_a_full_disk_keeps_the_environment(tmp_path, report, monkeypatch):
    folder, wheel = tmp_path / "environment", make_wheel(tmp_path / "wheels")
    python = make(folder, [str(wheel)], report)
    newer = make_wheel(tmp_path / "wheels", "2.0")

    def full(command, *rest, **options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pip, "run_logged", full)
    with pytest.raises(NoSpace):
        make(folder, [str(newer)], report)
    assert is_complete(folder, [str(wheel)])
    subprocess.run([python, "-c", "import tinything"], check=True)


@pytest.mark.usefixtures("begun")
def test_a_failed_repair_restores_the_environment(tmp_path, report):
    folder, wheel = tmp_path / "environment", make_wheel(tmp_path / "wheels")
    python = make(folder, [str(wheel)], report)
    with pytest.raises(NoWheel):
        make(folder, [str(wheel), "no-such-thing-anywhere"], report, repair=True)
    assert is_complete(folder, [str(wheel)])
    subprocess.run([python, "-c", "import tinything"], check=True)
    (python.parent / "broken").write_text("")
    make(folder, [str(wheel)], report, repair=True)
    assert not (python.parent / "broken").exists()
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith("environment")) == [
        "environment",
        "environment.lock",
    ]


@pytest.mark.usefixtures("begun")
@pytest.mark.parametrize("copied", [False, True])
def test_the_kept_environment_is_restored_after_a_power_failure(tmp_path, report, copied):
    folder, wheel = tmp_path / "environment", make_wheel(tmp_path / "wheels")
    python = make(folder, [str(wheel)], report)
    environment_folder.keep(folder, copy=copied)  # then the program is killed while pip runs
    environment_folder.write_marker(folder, {"complete": False})
    for half in folder.rglob("tinything.py"):
        half.unlink()
        half.write_text("half")
    assert not is_complete(folder)
    assert make(folder, [str(wheel)], report) == python
    subprocess.run([python, "-c", "import tinything; assert tinything.VERSION == '1.0'"], check=True)
    assert not (tmp_path / "environment.old").exists()


@pytest.mark.usefixtures("begun")
def test_concurrent_installations_are_refused(tmp_path, report):
    folder, wheel, refused = tmp_path / "environment", make_wheel(tmp_path / "wheels"), []

    def at_the_same_time(fraction, message):
        if not refused:
            with pytest.raises(NotPermitted, match="Another QGIS window") as error:
                make(folder, [str(wheel)], Report(tmp_path / "other.log"))
            refused.append(error)

    report.on_progress = at_the_same_time
    make(folder, [str(wheel)], report)
    assert len(refused) == 1
    assert is_complete(folder)


@pytest.mark.usefixtures("begun")
def test_an_environment_can_be_removed(tmp_path, report):
    folder = tmp_path / "environment"
    make(folder, [str(make_wheel(tmp_path / "wheels"))], report)
    shares = []
    environment_folder.remove_environment(folder, shares.append)
    assert not folder.exists()
    assert shares[0] == 0
    assert len(shares) > 2
    assert shares == sorted(shares)
    environment_folder.remove_environment(folder)
    photos = tmp_path / "photos"
    photos.mkdir()
    with pytest.raises(NotPermitted, match="photos"):
        environment_folder.remove_environment(photos)


def test_a_removal_that_fails_can_be_resumed(tmp_path, monkeypatch):
    folder = tmp_path / "environment"
    environment_folder.write_marker(folder, {"complete": True})
    (folder / "lib").mkdir()
    (folder / "lib" / "used.dll").touch()
    unlink = Path.unlink

    def held(path: Path, **options) -> None:
        if path.name == "used.dll":
            raise PermissionError(13, "used by another program")
        unlink(path, **options)

    monkeypatch.setattr(Path, "unlink", held)
    with pytest.raises(NotPermitted, match=r"environment could not be deleted\. Close other programs"):
        environment_folder.remove_environment(folder)
    assert not is_complete(folder)
    monkeypatch.undo()
    environment_folder.remove_environment(folder)
    assert not folder.exists()


@pytest.mark.usefixtures("begun")
def test_a_failing_gpu_is_not_used_unless_the_user_chose_it(tmp_path, report, own_index, monkeypatch):
    monkeypatch.setattr(environment, "has_nvidia", lambda: True)
    monkeypatch.setattr(environment, "SPACE_CUDA", 0)
    monkeypatch.setattr(environment, "TEST", "if {gpu}: raise SystemExit('GPU: too old a driver')")
    for version in ("1.0", "1.0+cpu"):
        make_wheel(own_index, version, "torch")
    wheel, messages = make_wheel(tmp_path / "plugin"), []
    report.on_progress = lambda fraction, message: messages.append(message)
    folder = tmp_path / "environment"
    with pytest.raises(GpuFailed, match=r"Update its driver.*too old a driver"):
        make_environment(folder, [str(wheel)], report, torch="1.0", device="gpu")
    assert not folder.exists()
    python = make_environment(folder, [str(wheel)], report, torch="1.0")
    assert any("too old a driver" in message and "for the processor" in message for message in messages)
    ask = [python, "-c", "import torch; print(torch.VERSION)"]
    assert subprocess.check_output(ask, text=True).strip() == "1.0+cpu"
    assert is_complete(folder, [str(wheel)], "auto")
    assert not is_complete(folder, [str(wheel)], "cpu")


def test_passwords_of_an_index_are_not_logged(tmp_path, report):
    pip.run_command(["/bin/echo", "https://anna:secret@example.org/simple"], report)
    assert "$ /bin/echo https://***@example.org/simple" in report.log.read_text()


@pytest.mark.usefixtures("begun")
def test_an_incomplete_environment_is_created_anew(tmp_path, report):
    folder = tmp_path / "environment"
    wheel = make_wheel(tmp_path / "wheels")
    environment_folder.write_marker(folder, {"complete": False})
    (folder / "half").write_text("made")
    assert not is_complete(folder)
    make(folder, [str(wheel)], report)
    assert is_complete(folder, [str(wheel)])
    assert not (folder / "half").exists()


def test_a_folder_of_another_program_is_refused_and_kept(tmp_path, report):
    folder = tmp_path / "photos"
    folder.mkdir()
    (folder / "cat.jpg").write_text("meow")
    with pytest.raises(NotPermitted, match="photos"):
        make(folder, [], report)
    assert (folder / "cat.jpg").read_text() == "meow"


@pytest.mark.parametrize("name", ["environment.old", "environment.part"])
def test_somebody_elses_folder_beside_it_is_refused_and_kept(tmp_path, report, name):
    folder, other = tmp_path / "environment", tmp_path / name
    environment_folder.write_marker(folder, {"complete": True, "requirements": []})
    other.mkdir()
    (other / "cat.jpg").write_text("meow")
    with pytest.raises(NotPermitted, match=name):
        make(folder, [], report)
    assert (other / "cat.jpg").read_text() == "meow"


def test_a_file_in_place_of_the_folder_is_refused(tmp_path, report):
    (tmp_path / "environment").write_text("meow")
    with pytest.raises(NotPermitted, match="environment already exists"):
        make(tmp_path / "environment", [], report)


def test_cancel_ends_it_within_a_second_and_leaves_nothing(tmp_path, report):
    folder = tmp_path / "environment"
    cancelled = threading.Event()
    stopped = []
    report.is_cancelled = cancelled.is_set

    def work():
        with pytest.raises(Cancelled):
            make(folder, [str(make_wheel(tmp_path / "wheels"))], report)
        stopped.append(time.monotonic())

    thread = threading.Thread(target=work)
    thread.start()
    while not (folder / "pyvenv.cfg").exists():
        time.sleep(0.01)
    asked = time.monotonic()
    cancelled.set()
    thread.join(60)
    assert stopped[0] - asked < 10
    assert not folder.exists()
    assert str(folder) not in command_lines()


@pytest.mark.usefixtures("begun")
def test_a_package_without_a_build_is_named(tmp_path, report):
    with pytest.raises(NoWheel, match="no-such-thing-anywhere"):
        make(tmp_path / "environment", ["no-such-thing-anywhere"], report)
    assert not (tmp_path / "environment").exists()


@pytest.mark.usefixtures("begun")
def test_no_network_is_distinguished_from_a_missing_package(tmp_path, report):
    report.variables = {
        "PIP_INDEX_URL": "https://127.0.0.1:9/simple",
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_RETRIES": "1",
        "PIP_EXTRA_INDEX_URL": "",
        "PIP_FIND_LINKS": "",
    }
    with pytest.raises(NoNetwork, match="folder of wheels"):
        make(tmp_path / "environment", ["numpy"], report, sources=Sources())


def test_a_full_disk_is_reported_before_any_work(tmp_path, report, monkeypatch):
    monkeypatch.setattr(environment, "SPACE", 10**18)
    monkeypatch.setattr(environment, "SPACE_CUDA", 10**18)
    with pytest.raises(NoSpace, match=r"1000000000\.0 GB"):
        make(tmp_path / "environment", [], report)
    assert not (tmp_path / "environment").exists()


@pytest.mark.usefixtures("begun")
def test_a_folder_of_wheels_is_enough(tmp_path, report):
    make_wheel(tmp_path / "wheels")
    make_wheel(tmp_path / "wheels", "2.0")
    sources = Sources(find_links=str(tmp_path / "wheels"), no_index=True)
    python = make(tmp_path / "environment", ["tinything"], report, sources=sources)
    subprocess.run([python, "-c", "import tinything; assert tinything.VERSION == '2.0'"], check=True)
    with pytest.raises(NoWheel, match=r"folder of wheels .*wheels contains no wheel of anotherthing==3\.1 "):
        make(tmp_path / "environment", ["tinything", "anotherthing==3.1"], report, sources=sources)


def test_a_file_that_is_no_python_is_refused(tmp_path, report):
    with pytest.raises(NoPython, match=r"/bin/true \(does not run\)"):
        make(tmp_path / "environment", [], report, python="/bin/true")
    assert not (tmp_path / "environment").exists()


@pytest.mark.parametrize(
    ("facts", "error", "words"),
    [
        ('{"version": [3, 9, 1], "platform": "x", "bits": 64, "venv": true}', NoPython, "version 3.9.1"),
        ('{"version": [3, 15, 0], "platform": "x", "bits": 64, "venv": true}', NoPython, "version 3.15.0"),
        ('{"version": [3, 12, 0], "platform": "x", "bits": 32, "venv": true}', NoPython, "32-bit"),
        ('{"version": [3, 12, 0], "platform": "x", "bits": 64, "venv": false}', NoVenv, "python3-venv"),
    ],
)
def test_problems_of_a_python_are_reported(tmp_path, facts, error, words):
    python = tmp_path / "python3"
    python.write_text(f"#!/bin/sh\necho '{facts}'\n")
    python.chmod(0o755)
    with pytest.raises(error, match=words):
        pythons.find_python(str(python))


def test_other_pythons_are_preferred_to_conda(tmp_path, monkeypatch):
    found = []
    for name, facts in {
        "new": {"version": [3, 15, 0], "conda": False},
        "broken": None,
        "conda": {"version": [3, 12, 1], "conda": True},
        "sound": {"version": [3, 11, 2], "conda": False},
    }.items():
        python = tmp_path / name
        said = (
            "exit 1"
            if facts is None
            else f"echo '{json.dumps(facts | {'platform': 'x', 'bits': 64, 'venv': True})}'"
        )
        python.write_text(f"#!/bin/sh\n{said}\n")
        python.chmod(0o755)
        found.append(str(python))
    monkeypatch.setattr(pythons, "candidates", lambda: found)
    assert pythons.find_python().path == str(tmp_path / "sound")
    assert pythons.find_python(str(tmp_path / "conda")).conda
    found.pop()
    assert pythons.find_python().path == str(tmp_path / "conda")


def test_the_python_that_is_found_is_real_and_new_enough():
    python = pythons.find_python()
    assert python.version >= pythons.OLDEST
    assert python.venv


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", NoSpace),
        ("SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]'))", NoNetwork),
        ("ProxyError('Cannot connect to proxy.', OSError('Tunnel connection failed: 407'))", NoNetwork),
        ("ERROR: [Errno 13] Permission denied: '/opt/x'", NotPermitted),
        ("ERROR: [WinError 5] Access is denied: 'torch_cpu.dll'", NotPermitted),
        (
            "OSError: [WinError 126] The specified module could not be found. Error loading c10.dll",
            NotPermitted,
        ),
        ("ERROR: [WinError 32] The process cannot access the file", NotPermitted),
        ("ERROR: HTTP error 401 while getting https://example.org/simple: 401 Client Error", NoNetwork),
        ("pip._vendor.urllib3.exceptions.ReadTimeoutError: Read timed out.", NoNetwork),
        ("GPU: CUDA error: no kernel image is available", GpuFailed),
        ("ERROR: torch-2.13.0-cp311.whl is not a supported wheel on this platform.", NoWheel),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", WrongPackage),
        ("ERROR: something new", SetupError),
    ],
)
def test_messages_of_pip_are_recognised(line, error, tmp_path):
    found = explain(["Collecting torch", line], tmp_path / "the.log")
    assert type(found) is error
    assert "the.log" in str(found)


def test_the_installer_needs_neither_qgis_nor_numpy(tmp_path):
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "for name in ('qgis', 'PyQt5', 'numpy'): sys.modules[name] = None\n"
        "from satclip_qgis.bridge import environment; sys.exit(environment.main(['--help']))"
    )
    python = pythons.find_python().path
    done = subprocess.run([python, "-I", "-c", code, str(ROOT)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "FOLDER" in done.stdout.upper()


def test_the_command_line_reports_errors(tmp_path):
    command = [pythons.find_python().path, "-m", "satclip_qgis.bridge.environment", "--python", "/bin/true"]
    done = subprocess.run(
        [*command, str(tmp_path / "environment"), "x"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "does not run" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_command_leaves_no_open_pipe(tmp_path):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        assert run_logged(["/bin/echo", "done"], tmp_path / "log", environment={}) == (0, ["done"])
        gc.collect()
    assert not [warning for warning in caught if issubclass(warning.category, ResourceWarning)]
