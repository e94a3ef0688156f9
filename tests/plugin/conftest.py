"""Fixtures for tests with QGIS without a screen, the real backend, and a SATCLIP_HOME with one small encoder."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

signal.signal(signal.SIGINT, signal.default_int_handler)  # shells ignore it for background processes
if hasattr(signal, "SIGHUP"):
    signal.signal(signal.SIGHUP, signal.SIG_DFL)  # `nohup` ignores it
ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]
from tests.hub_server import free_port  # noqa: E402

FOLDER = Path(tempfile.mkdtemp(prefix="satclip-plugin-tests-"))
"""Temporary files of QGIS and of other programs that the tests start, deleted at the end."""
os.environ["TMPDIR"] = str(FOLDER)
os.environ.setdefault("OMP_NUM_THREADS", "1")  # tests run in parallel on all cores
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("XDG_RUNTIME_DIR", str(FOLDER))
os.environ.setdefault("SATCLIP_PYTHON", str(ROOT / ".venv" / "bin" / "python"))
os.environ["SATCLIP_HOME"] = str(FOLDER / "home")
(FOLDER / "home").mkdir()
HUB_PORT = free_port()
os.environ["HF_ENDPOINT"] = f"http://127.0.0.1:{HUB_PORT}"
"""Address of the Hugging Face Hub in test_encoders.py. No test uses the real one."""
os.environ.setdefault("NO_PROXY", "127.0.0.1,127.0.0.2")

import numpy as np  # noqa: E402
import pytest  # noqa: E402
from qgis.core import (  # noqa: E402
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsSettings,
)

GOLDEN = ROOT / "tests" / "data" / "golden"
EXIT_STATUS = pytest.StashKey[int]()
WITH_ENCODER = {"satclip:embedpoints", "satclip:embeddingmap", "satclip:similaritymap", "satclip:clustermap"}
ENCODER = "mini-l10"
"""Id of the encoder from the golden checkpoint satclip-mini-l10.ckpt, with 32 dimensions."""


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Store the exit status."""
    session.config.stash[EXIT_STATUS] = int(exitstatus)


@pytest.hookimpl(tryfirst=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """Exit the process without a cleanup by Python, because QGIS may crash when objects are deleted in any order."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(config.stash.get(EXIT_STATUS, 1))


@pytest.fixture(scope="session")
def backend_python() -> Path:
    """Return the Python executable of the real backend."""
    python = Path(os.environ["SATCLIP_PYTHON"])
    assert python.exists(), "make the backend's environment first: make build"
    return python


@pytest.fixture(scope="session")
def cold_python(backend_python: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a Python executable whose backend imports torch on demand, which makes its start a second faster."""
    python = tmp_path_factory.mktemp("cold") / "python"
    program = Path(__file__).with_name("serve_cold.py")
    python.write_text(f'#!/bin/sh\nexec "{backend_python}" -I "{program}" "$@"\n')
    python.chmod(0o755)
    return python


@pytest.fixture(scope="session")
def home(backend_python: Path) -> Path:
    """Return the data folder of the backend in these tests, with the encoder `mini-l10`."""
    folder = Path(os.environ["SATCLIP_HOME"])
    checkpoint = GOLDEN / "satclip-mini-l10.ckpt"
    subprocess.run(
        [backend_python, "-I", "-m", "satclip_backend", "encoders", "import", checkpoint, "--name", ENCODER],
        check=True,
        capture_output=True,
    )
    yield folder
    from satclip_qgis.bridge import launcher

    launcher.stop()


@pytest.fixture
def golden() -> dict[str, np.ndarray]:
    """Return points and their embeddings by the official code with the weights of `mini-l10`."""
    with np.load(GOLDEN / "satclip-mini-l10.embeddings.npz") as file:
        return {"lonlat": file["lonlat"], "embedding": file["embedding"]}


@pytest.fixture
def backend(home: Path, backend_python: Path):
    """Return the real backend. The first request starts it."""
    from satclip_qgis.bridge.backend import Backend
    from satclip_qgis.paths import plugin_version

    return Backend(backend_python, plugin_version())


@pytest.fixture
def empty_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return another, empty SATCLIP_HOME. Its backend is stopped after the test."""
    from satclip_qgis.bridge import launcher

    monkeypatch.setenv("SATCLIP_HOME", str(tmp_path / "home"))
    yield tmp_path / "home"
    launcher.stop()


@pytest.fixture(scope="session")
def new_environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a new environment as the installer creates it, with pip only."""
    from satclip_qgis.bridge.pip import Pip, Report, Sources
    from satclip_qgis.bridge.pythons import find_python

    folder = tmp_path_factory.mktemp("new")
    Pip(folder / "environment", Sources(), Report(folder / "log")).create(find_python().path)
    return folder / "environment"


@pytest.fixture
def begun(new_environment: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make `python -m venv` link the files of `new_environment`, because it takes seconds otherwise.

    pip replaces files and never writes into one.
    """
    from satclip_qgis.bridge import pip

    def create(self: pip.Pip, python: str) -> None:
        shutil.copytree(
            new_environment, self.folder, symlinks=True, copy_function=os.link, dirs_exist_ok=True
        )

    monkeypatch.setattr(pip.Pip, "create", create)


@pytest.fixture(scope="module")
def provider(qgis_app, qgis_processing):
    """Return the registered provider of the plugin."""
    from satclip_qgis.provider import SatclipProvider

    provider = SatclipProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    yield provider
    QgsApplication.processingRegistry().removeProvider(provider)


@pytest.fixture(autouse=True)
def fresh_settings(qgis_app):
    """Delete the plugin's settings before each test."""
    yield
    QgsSettings().remove("satclip")


class Feedback(QgsProcessingFeedback):
    """Records the messages of an algorithm."""

    def __init__(self):
        super().__init__(False)
        self.said: list[str] = []
        self.warned: list[str] = []

    def pushInfo(self, info):
        self.said.append(info)

    def pushWarning(self, warning):
        self.warned.append(warning)

    def reportError(self, error, fatalError=False):
        self.warned.append(error)


@pytest.fixture
def feedback() -> Feedback:
    """Return a feedback that records messages."""
    return Feedback()


@pytest.fixture
def run(provider, home, feedback):
    """Run an algorithm as Processing does; return its results. Raises QgsProcessingException."""
    import processing

    def run(algorithm: str, **parameters):
        context = QgsProcessingContext()
        context.setFeedback(feedback)
        context.setProject(QgsProject.instance())
        if algorithm in WITH_ENCODER:
            parameters.setdefault("MODEL", ENCODER)
        results = processing.run(algorithm, parameters, context=context, feedback=feedback)
        run.context = context
        return results

    yield run
    run.context = None
    gc.collect()  # rasters loaded by Processing: QGIS crashes if they are deleted after it
