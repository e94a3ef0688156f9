"""Test the installer with uv: real environments from wheels of the tests."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from installer import make_wheel

from satclip_qgis.bridge import environment
from satclip_qgis.bridge import uv as uv_module
from satclip_qgis.bridge.environment import make_environment
from satclip_qgis.bridge.environment_folder import is_complete, pip_version
from satclip_qgis.bridge.errors import WrongPackage
from satclip_qgis.bridge.pip import Report, Sources
from satclip_qgis.bridge.uv import find_uv, pip_is_configured

ASK = "import tinything; print(tinything.VERSION)"


@pytest.fixture
def uv() -> str:
    """The path of uv."""
    path = shutil.which("uv", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if path is None:
        pytest.skip("uv is not installed: make build")
    return path


@pytest.fixture
def report(tmp_path) -> Report:
    """An installation that finds packages in the folder `index` only."""
    index = str(tmp_path / "index")
    variables = {"UV_FIND_LINKS": index, "UV_OFFLINE": "1", "UV_CACHE_DIR": str(tmp_path / "cache")}
    variables |= {"PIP_CONFIG_FILE": os.devnull, "PIP_FIND_LINKS": index, "PIP_NO_INDEX": "1"}
    return Report(tmp_path / "log", variables=variables)


def answer(python: Path) -> str:
    return subprocess.check_output([python, "-c", ASK], text=True).strip()


def test_uv_creates_and_updates_an_environment(tmp_path, report, uv):
    folder, steps = tmp_path / "environment", []
    report.on_progress = lambda fraction, message: steps.append(fraction)
    wheels = tmp_path / "wheels"
    sources = Sources(find_links=str(wheels), no_index=True)
    make_wheel(wheels, "1.0", "torch")
    wheel = make_wheel(wheels)
    python = make_environment(folder, [str(wheel)], report, torch=None, sources=sources, uv=uv)
    assert answer(python) == "1.0"
    assert not pip_version(folder)
    assert "-m pip" not in report.log.read_text()
    assert steps == sorted(steps)
    newer = make_wheel(wheels, "2.0.0")
    make_environment(folder, [str(newer)], report, torch=None, sources=sources, uv=uv)
    assert answer(python) == "2.0.0"
    assert "-m pip" not in report.log.read_text()


def test_uv_checks_the_hashes_of_the_lock_file(tmp_path, report, uv):
    known = make_wheel(tmp_path / "index")
    wheel = make_wheel(tmp_path / "plugin", "0.1", "theplugin")
    digest = hashlib.sha256(known.read_bytes()).hexdigest()
    lock = tmp_path / "plugin" / "requirements.txt"
    lock.write_text(f"tinything==1.0 --hash=sha256:{digest}\n")
    python = make_environment(tmp_path / "environment", [str(wheel)], report, torch=None, uv=uv)
    assert answer(python) == "1.0"
    assert "-m pip" not in report.log.read_text()
    lock.write_text(f"tinything==1.0 --hash=sha256:{'0' * 64}\n")
    with pytest.raises(WrongPackage):  # uv refuses it, and then pip
        make_environment(tmp_path / "environment", [str(wheel)], report, torch=None, uv=uv, repair=True)
    assert "Hash mismatch" in report.log.read_text()
    assert answer(python) == "1.0"


def test_uv_replaces_pytorch_if_the_gpu_fails(tmp_path, report, uv, monkeypatch):
    monkeypatch.setattr(environment, "has_nvidia", lambda: True)
    monkeypatch.setattr(environment, "SPACE_CUDA", 0)
    monkeypatch.setattr(environment, "TEST", "if {gpu}: raise SystemExit('GPU: too old a driver')")
    for version in ("1.0", "1.0+cpu"):
        make_wheel(tmp_path / "index", version, "torch")
    wheel = make_wheel(tmp_path / "plugin")
    python = make_environment(tmp_path / "environment", [str(wheel)], report, torch="1.0", uv=uv)
    ask = [python, "-c", "import torch; print(torch.VERSION)"]
    assert subprocess.check_output(ask, text=True).strip() == "1.0+cpu"
    assert "pip uninstall" in report.log.read_text()
    assert "-m pip" not in report.log.read_text()


@pytest.mark.usefixtures("begun")
def test_pip_is_used_if_uv_fails(tmp_path, report):
    steps = []
    report.on_step = steps.append
    wheel = make_wheel(tmp_path / "wheels")
    folder = tmp_path / "environment"
    python = make_environment(folder, [str(wheel)], report, torch=None, uv="/bin/false")
    assert answer(python) == "1.0"
    assert "uv has failed. Installing with pip instead" in steps
    newer = make_wheel(tmp_path / "wheels", "2.0.0")
    make_environment(folder, [str(newer)], report, torch=None, uv="/no/such/uv")
    assert answer(python) == "2.0.0"


@pytest.mark.usefixtures("begun")
def test_an_environment_of_uv_can_be_updated_without_uv(tmp_path, report, uv):
    wheel, folder = make_wheel(tmp_path / "wheels"), tmp_path / "environment"
    make_environment(folder, [str(wheel)], report, torch=None, uv=uv)
    newer = make_wheel(tmp_path / "wheels", "2.0.0")
    python = make_environment(folder, [str(newer)], report, torch=None)
    assert answer(python) == "2.0.0"
    assert pip_version(folder)
    assert is_complete(folder, [str(newer)])


def test_uv_is_not_used_if_pip_is_configured(tmp_path, monkeypatch):
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    program = tmp_path / "uv"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(uv_module, "_configuration_files", lambda: [tmp_path / "pip.conf"])
    assert find_uv() == str(program)
    (tmp_path / "pip.conf").write_text("[global]\n")
    assert find_uv() is None
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    assert find_uv() == str(program)
    monkeypatch.setenv("PIP_INDEX_URL", "https://pypi.company.example/simple")
    assert pip_is_configured()
    assert find_uv() is None
