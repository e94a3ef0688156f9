"""Test the zip for "Install from ZIP": the requirements of the plugin repository, and the backend's wheel inside."""

from __future__ import annotations

import configparser
import io
import subprocess
import zipfile
from pathlib import PurePosixPath

import pytest
from headless_qgis import ROOT

REQUIRED = "name description version qgisMinimumVersion author email about tracker repository"
LARGEST = 25_000_000


@pytest.fixture(scope="module")
def package():
    subprocess.run(["make", "-C", ROOT, "package"], check=True, capture_output=True)
    (path,) = (ROOT / "build").glob("satclip_qgis-*.zip")
    assert path.stat().st_size < LARGEST
    with zipfile.ZipFile(path) as opened:
        yield opened


def test_the_zip_has_one_folder_without_hidden_or_compiled_files(package):
    paths = [PurePosixPath(name) for name in package.namelist()]
    assert {path.parts[0] for path in paths} == {"satclip_qgis"}
    assert not [path for path in paths if any(part.startswith((".", "__pycache__")) for part in path.parts)]
    assert not [path for path in paths if path.suffix in {".pyc", ".so", ".dll", ".exe"}]
    assert {PurePosixPath("satclip_qgis", name) for name in ("LICENSE", "contract.json")} <= set(paths)


def test_the_metadata_has_the_required_entries(package):
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read_string(package.read("satclip_qgis/metadata.txt").decode())
    general = metadata["general"]
    assert all(general.get(name) for name in REQUIRED.split())
    assert "plugin" not in general["name"].lower()
    assert general["hasProcessingProvider"] == "yes"
    assert f"satclip_qgis/{general['icon']}" in package.namelist()


def test_the_backend_wheel_contains_the_bundled_encoder(package):
    (wheel,) = (name for name in package.namelist() if name.endswith(".whl"))
    with zipfile.ZipFile(io.BytesIO(package.read(wheel))) as backend:
        shipped = backend.read("satclip_backend/resources/encoders/bundled.safetensors")
    assert shipped == (ROOT / "resources" / "encoders" / "bundled.safetensors").read_bytes()
