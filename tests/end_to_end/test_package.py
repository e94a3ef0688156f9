"""Test the zip for "Install from ZIP": the checks of plugins.qgis.org, and the backend's wheel inside.

The site's checks are those of validator.py and security_scanner.py in https://github.com/qgis/QGIS-Plugins-Website.
"""

from __future__ import annotations

import configparser
import io
import json
import subprocess
import zipfile
from pathlib import Path, PurePosixPath

import pytest
from headless_qgis import BACKEND_PYTHON, ROOT

REQUIRED = "name description version qgisMinimumVersion author email about tracker repository"
LARGEST = 25_000_000
EXECUTABLE = {".exe", ".dll", ".so", ".dylib", ".bat", ".sh", ".ps1", ".cmd"}
FORBIDDEN = {"__MACOSX", ".git", "__pycache__"}
INFORMATION = "B404,B410,B411,B109"
"""Tests of bandit that the site does not enable: imports that are only worth a look."""
FLAKE8 = "E101,E71,E72,E73,E74,E9,W605,F402,F403,F404,F405,F81,F82,F83,F90"
"""Tests of flake8 that the site enables."""


@pytest.fixture(scope="module")
def package(package_file):
    with zipfile.ZipFile(package_file) as opened:
        yield opened


@pytest.fixture(scope="module")
def extracted(package, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("package")
    package.extractall(folder)
    return folder


def check(folder: Path, *command: str) -> str:
    """Run a program of the backend's environment in a folder, and return its output."""
    return subprocess.run([BACKEND_PYTHON, "-m", *command], cwd=folder, capture_output=True, text=True).stdout


def test_the_zip_is_small_and_intact(package_file, package):
    assert package_file.stat().st_size < LARGEST
    assert package.testzip() is None


def test_the_zip_has_one_folder_without_hidden_or_compiled_files(package):
    paths = [PurePosixPath(name) for name in package.namelist()]
    assert {path.parts[0] for path in paths} == {"satclip_qgis"}
    assert not [path for path in paths if any(part.startswith(".") for part in path.parts)]
    assert not [path for path in paths if FORBIDDEN & set(path.parts) or ".." in str(path)]
    assert not [path for path in paths if path.suffix in EXECUTABLE | {".pyc"}]
    assert {
        PurePosixPath("satclip_qgis", name) for name in ("__init__.py", "LICENSE", "contract.json")
    } <= set(paths)


def test_no_python_file_is_executable(package):
    assert not [
        file.filename
        for file in package.filelist
        if file.external_attr >> 16 & 0o111 and file.filename.endswith(".py")
    ]


def test_the_metadata_has_the_required_entries(package):
    """The site reads metadata.txt with interpolation: a % would be refused."""
    metadata = configparser.ConfigParser()
    metadata.read_string(package.read("satclip_qgis/metadata.txt").decode())
    general = metadata["general"]
    assert all(general.get(name) for name in REQUIRED.split())
    assert "plugin" not in general["name"].lower()
    assert general["hasProcessingProvider"] == "yes"
    assert f"satclip_qgis/{general['icon']}" in package.namelist()


def test_bandit_finds_nothing(extracted):
    report = json.loads(check(extracted, "bandit", "-r", ".", "-f", "json", "--quiet", "--skip", INFORMATION))
    assert [(issue["test_id"], issue["filename"], issue["line_number"]) for issue in report["results"]] == []
    assert report["metrics"]["_totals"]["loc"] > 1000


def test_detect_secrets_finds_nothing(extracted):
    (extracted / "known.py").write_text('password = "Zq8#vL2p!x"\n')  # proves that the program looks
    command = ["scan", "--all-files", "--no-verify", "--exclude-files", r"metadata\.txt", "."]
    report = json.loads(check(extracted, "detect_secrets", *command))
    assert set(report["results"]) == {"known.py"}


def test_flake8_finds_nothing(extracted):
    assert check(extracted, "flake8", "--isolated", "--select", FLAKE8, "satclip_qgis") == ""


def test_the_backend_wheel_contains_the_bundled_encoder(package):
    (wheel,) = (name for name in package.namelist() if name.endswith(".whl"))
    with zipfile.ZipFile(io.BytesIO(package.read(wheel))) as backend:
        shipped = backend.read("satclip_backend/resources/encoders/bundled.safetensors")
    assert shipped == (ROOT / "resources" / "encoders" / "bundled.safetensors").read_bytes()
