"""Fixtures for tests with real QGIS, the staged plugin and the real backend."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))
FOLDER = tempfile.mkdtemp(prefix="satclip-end-to-end-")
"""Temporary files of QGIS, deleted at the end."""
os.environ["TMPDIR"] = FOLDER

import headless_qgis  # noqa: E402


@pytest.hookimpl(tryfirst=True)
def pytest_unconfigure() -> None:
    """Remove temporary files, before the plugin's tests exit the process in their hook."""
    shutil.rmtree(FOLDER, ignore_errors=True)


@pytest.fixture(scope="session")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("profile")


@pytest.fixture(scope="session")
def env(profile: Path) -> dict[str, str]:
    """Environment variables for a QGIS with its own profile and the plugin. Stops its backend at the end."""
    # no bytecode: `make package` may run meanwhile and would include it
    variables = headless_qgis.environment(profile, PYTHONDONTWRITEBYTECODE="1")
    headless_qgis.enable_plugin(variables)
    yield variables
    headless_qgis.stop_backend(variables)


@pytest.fixture(scope="session")
def in_backend(env: dict[str, str]):
    """Run Python code in the backend's environment, which has rasterio; return the JSON that it prints."""

    def run(code: str, *arguments: object) -> object:
        command = [headless_qgis.BACKEND_PYTHON, "-c", code, *map(str, arguments)]
        return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)

    return run


@pytest.fixture(scope="session")
def package_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the package and return a copy of it, since another test process may build it too."""
    with open(ROOT / "build" / "package.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        subprocess.run(["make", "-C", ROOT, "package"], check=True, capture_output=True)
        (path,) = (ROOT / "build").glob("satclip_qgis-*.zip")
        return Path(shutil.copy(path, tmp_path_factory.mktemp("package")))
