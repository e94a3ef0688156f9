"""Test satclip:setupbackend with real installations."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

import pytest
from qgis.core import QgsProcessingException

from satclip_qgis import backend_setup, paths, settings
from satclip_qgis.bridge.backend import Backend
from satclip_qgis.paths import plugin_version
from satclip_qgis.signals import SIGNALS

ALGORITHM = "satclip:setupbackend"


@pytest.fixture
def bare(empty_home, monkeypatch) -> Path:
    """A user without a backend, with the packaged plugin. pip does not compile modules, which saves time."""
    monkeypatch.delenv("SATCLIP_PYTHON")
    monkeypatch.setattr(paths, "ROOT", paths.CONTRACT.parent)
    monkeypatch.setattr(backend_setup, "find_uv", lambda: None)
    monkeypatch.setenv("PIP_COMPILE", "0")
    return empty_home


@pytest.mark.slow
def test_the_installed_backend_works_and_is_not_reinstalled(run, bare, feedback):
    steps = []
    feedback.progressChanged.connect(steps.append)
    settings.choose_python("/an/older/choice")
    ended = []
    SIGNALS.set_up.connect(lambda: ended.append(settings.backend_python()))
    results = run(ALGORITHM)
    assert ended == [Path(results["ENVIRONMENT"])]
    assert results["ENVIRONMENT"].startswith(str(bare / "environment"))
    assert Path(results["LOG"]).read_text().count("pip install") == 3
    assert steps == sorted(steps)
    assert len(steps) > 20
    assert settings.chosen_python() == ""
    backend = Backend(settings.backend_python(), plugin_version())
    assert backend.status()["version"] == plugin_version()

    start = time.monotonic()
    assert run(ALGORITHM) == results
    assert time.monotonic() - start < 5

    torch = subprocess.check_output(
        [results["ENVIRONMENT"], "-c", "import torch; print(torch.version.cuda)"], text=True
    )
    assert torch.strip() == "None" or Path("/proc/driver/nvidia/version").exists()

    removed = run(ALGORITHM, ACTION=2)
    assert removed["ENVIRONMENT"] == ""
    assert not (bare / "environment").exists()
    assert settings.backend_python() is None
    assert (bare / "log").exists()


def test_cancel_acts_within_a_second_and_leaves_nothing(run, bare, feedback):
    asked = []

    def cancel(progress):
        if progress >= 10 and not asked:  # pip is running
            asked.append(time.monotonic())
            feedback.cancel()

    feedback.progressChanged.connect(cancel)
    with pytest.raises(QgsProcessingException, match="Cancelled"):
        run(ALGORITHM)
    assert time.monotonic() - asked[0] < 2
    assert not (bare / "environment").exists()


def test_errors_are_reported(run, bare, tmp_path):
    with pytest.raises(QgsProcessingException, match=r"/bin/true \(does not run\)"):
        run(ALGORITHM, PYTHON="/bin/true")
    with pytest.raises(QgsProcessingException, match="needs a folder of wheels"):
        run(ALGORITHM, OFFLINE=True)
    (tmp_path / "wheels").mkdir()
    with pytest.raises(
        QgsProcessingException, match=r"contains no wheels \(\*\.whl\).*The help page says how"
    ):
        run(ALGORITHM, OFFLINE=True, WHEELS=str(tmp_path / "wheels"))
    (tmp_path / "wheels" / "other-1.0-py3-none-any.whl").touch()
    with pytest.raises(
        QgsProcessingException,
        match=r"wheels contains no wheel of \w+.*environment\.log",
    ):
        run(ALGORITHM, OFFLINE=True, WHEELS=str(tmp_path / "wheels"))
    assert not (bare / "environment").exists()
