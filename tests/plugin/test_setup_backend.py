"""Test satclip:setupbackend with real installations."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from qgis.core import QgsProcessingException

from satclip_qgis import backend_setup, paths

ALGORITHM = "satclip:setupbackend"


@pytest.fixture
def bare(empty_home, monkeypatch) -> Path:
    """A user without a backend, with the packaged plugin. pip does not compile modules, which saves time."""
    monkeypatch.delenv("SATCLIP_PYTHON")
    monkeypatch.setattr(paths, "ROOT", paths.CONTRACT.parent)
    monkeypatch.setattr(backend_setup, "find_uv", lambda: None)
    monkeypatch.setenv("PIP_COMPILE", "0")
    return empty_home


def test_cancel_acts_within_a_second_and_leaves_nothing(run, bare, feedback):
    asked = []

    def cancel(progress):
        if progress >= 10 and not asked:  # pip is running
            asked.append(time.monotonic())
            feedback.cancel()

    feedback.progressChanged.connect(cancel)
    with pytest.raises(QgsProcessingException, match="Cancelled"):
        run(ALGORITHM)
    assert time.monotonic() - asked[0] < 10
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
