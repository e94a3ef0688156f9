"""Test the options page with the real backend: each option acts, the test tells the truth, nothing is lost."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from event_loop import settle
from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QApplication, QLineEdit, QMessageBox, QPushButton

from satclip_qgis import paths, settings
from satclip_qgis.bridge import launcher
from satclip_qgis.bridge.backend import Backend
from satclip_qgis.bridge.data_folder import cache_size
from satclip_qgis.bridge.errors import BackendError, Cancelled
from satclip_qgis.bridge.launcher import Runtime
from satclip_qgis.bridge.self_test import check_python
from satclip_qgis.gui.options.options import OptionsFactory, OptionsPage
from satclip_qgis.signals import SIGNALS

linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process")


@pytest.fixture
def factory(qgis_app):
    """The factory as the plugin registers it; `said` are its messages."""
    said = []
    factory = OptionsFactory(said.append)
    factory.said = said
    yield factory
    factory.remove()


@pytest.fixture
def page(qgis_app):
    return OptionsPage()


def command_line() -> list[str]:
    return Path(f"/proc/{Runtime.read().pid}/cmdline").read_text().split("\0")


# Settings


def test_the_page_stores_what_it_shows(factory, empty_home):
    page = factory.createWidget()
    page.backend.python.setFilePath("/some/python")
    page.backend.there.setChecked(True)
    page.backend.url.setText(" https://gis.example.org ")
    page.limits.device.setCurrentIndex(page.limits.device.findData("cpu"))
    page.limits.cores.setValue(3)
    page.limits.memory.setValue(4)
    page.limits.idle.setValue(0)
    page.limits.offline.setChecked(True)
    page.apply()
    assert settings.chosen_python() == "/some/python"
    assert settings.server().url == "https://gis.example.org"
    flags = "--idle-minutes 0 --device cpu --cores 3 --memory 4 --offline"
    assert " ".join(settings.serve_flags()) == flags
    new = OptionsPage()
    assert new.backend.python.filePath() == "/some/python"
    assert new.backend.there.isChecked()
    assert new.backend.url.text() == "https://gis.example.org"
    assert new.limits.device.currentData() == "cpu"
    assert [field.text() for field in (new.limits.cores, new.limits.memory, new.limits.idle)] == [
        "3",
        "4 GB",
        "Never",
    ]
    assert new.limits.offline.isChecked()
    settle(lambda: factory.worker.free)  # it looks for a running backend, here in `empty_home`


def test_the_defaults_are_those_of_the_backend(page):
    assert settings.serve_flags() == ("--idle-minutes", "15")
    assert page.limits.cores.text() == "All"
    assert page.limits.memory.text() == "No limit"
    assert page.limits.device.currentData() == ""


@pytest.mark.parametrize(
    ("setting", "value"),
    [(settings.DEVICE, "abacus"), (settings.CORES, -1), (settings.CORES, "many"), (settings.MEMORY, 1)],
)
def test_invalid_stored_values_are_ignored(qgis_app, setting, value):
    QgsSettings().setValue(f"satclip/{setting.name}", value)
    assert setting.get() == setting.default
    OptionsPage()


def test_an_unchanged_page_restarts_nothing(factory, backend):
    backend.status()
    token = Runtime.read().token
    changes = []
    SIGNALS.python_chosen.connect(lambda: changes.append(1))
    factory.createWidget().apply()
    assert not changes
    assert Runtime.read().token == token


# The backend follows


@linux
def test_changed_options_restart_an_idle_backend(factory, empty_home, cold_python, monkeypatch):
    monkeypatch.setenv("SATCLIP_PYTHON", str(cold_python))
    first = settings.backend().status()["pid"]
    page = factory.createWidget()
    page.limits.device.setCurrentIndex(page.limits.device.findData("cpu"))
    page.limits.cores.setValue(1)
    page.limits.memory.setValue(2)
    page.limits.idle.setValue(7)
    page.limits.offline.setChecked(True)
    page.apply()
    settle(lambda: factory.said)
    assert factory.said == ["The backend ends, and starts with the new options when it is next needed."]
    settle(lambda: Runtime.read() is None)
    backend = settings.backend()
    assert backend.status()["pid"] != first
    assert "--idle-minutes 7 --device cpu --cores 1 --memory 2 --offline" in " ".join(command_line())
    limits = Path(f"/proc/{Runtime.read().pid}/limits").read_text()
    assert re.search(r"Max data size +2000000000 ", limits)
    assert len(os.sched_getaffinity(Runtime.read().pid)) == 1
    with pytest.raises(BackendError, match=r"the backend is offline.*Settings > Options > SatCLIP"):
        backend.release("satclip-vit16-l10")


def test_changed_options_wait_for_running_jobs(factory, backend, home):
    token = (backend.status(), Runtime.read().token)[1]
    inputs = {"encoder": "bundled", "extent": [-180, -85, 180, 85], "pixel_size": 0.05}
    job = backend.start_job("embedding_map", inputs)
    page = factory.createWidget()
    page.limits.idle.setValue(30)
    page.apply()
    settle(lambda: factory.said)
    assert factory.said == ["The new options apply when the running jobs of the backend have ended: 1."]
    assert Runtime.read().token == token
    backend.stop_job(job)
    launcher.stop()


# Test


def report(page) -> str:
    """Return what the page says after a test."""
    start = time.monotonic()
    page.backend.test()
    assert time.monotonic() - start < 5
    assert not page.backend.button.isEnabled()
    settle(page.backend.button.isEnabled)
    return page.backend.status.text()


def test_the_test_computes_an_embedding_without_blocking(page, empty_home):
    version = paths.plugin_version()
    assert report(page) == f"The backend works: version {version}, device cpu, 1 encoders."
    assert Runtime.read() is None


def test_the_test_is_of_the_path_entered_not_of_the_running_backend(page, backend):
    backend.status()
    for python, sentence in (
        ("/no/such/python", "/no/such/python does not exist"),
        (sys.executable, "has no working backend .*No module named .?satclip_backend"),
        ("/bin/true", "/bin/true has no working backend"),
    ):
        page.backend.python.setFilePath(python)
        assert re.search(sentence, report(page))


def test_the_test_names_a_missing_device(page, backend_python):
    page.limits.device.setCurrentIndex(page.limits.device.findData("cuda"))
    said = report(page)
    has_gpu = subprocess.run(
        [backend_python, "-c", "import sys, torch; sys.exit(not torch.cuda.is_available())"], check=False
    )
    expected = "device cuda" if not has_gpu.returncode else "This computer has no device 'cuda'"
    assert expected in said


def test_the_test_of_a_server_names_what_is_wrong(page):
    page.backend.there.setChecked(True)
    page.backend.url.setText("http://gis.example.org")
    assert "gis.example.org must be asked by https" in report(page)
    page.backend.here.setChecked(True)
    assert page.backend.status.text() == "Not tested yet."


def test_a_test_without_an_installation_says_so(page, empty_home, monkeypatch):
    monkeypatch.delenv("SATCLIP_PYTHON")
    assert "SatCLIP needs its backend" in report(page)


def test_a_hanging_python_can_be_cancelled(tmp_path):
    python = tmp_path / "python"
    python.write_text("#!/bin/sh\nexec sleep 986\n")
    python.chmod(0o755)
    start = time.monotonic()
    with pytest.raises(Cancelled):
        check_python(python, "1", is_cancelled=lambda: time.monotonic() > start + 0.3)
    assert time.monotonic() - start < 10


# Data


def answer(label: str) -> None:
    """Click a button of the message box that opens next."""

    def click() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            QTimer.singleShot(20, click)
            return
        next(button for button in box.buttons() if button.text().replace("&", "") == label).click()

    QTimer.singleShot(20, click)


@pytest.fixture
def filled(empty_home):
    """A data folder with temporary files, an encoder, weights and a run."""
    kept = ["encoders/mine.safetensors", "image-encoders/weights.bin", "runs/a/run.json"]
    for name in [*kept, "cache/features-1/a.npy", "cache/downloads/x/part", "cache/imagery-2.npy"]:
        (empty_home / name).parent.mkdir(parents=True, exist_ok=True)
        (empty_home / name).write_bytes(b"x" * 1_000_000)
    (empty_home / "cache" / "elsewhere").symlink_to(empty_home / "encoders")
    return empty_home, [empty_home / name for name in kept]


def test_clearing_asks_and_keeps_encoders_models_and_runs(page, filled, cold_python):
    home, kept = filled
    pid = Backend(cold_python, paths.plugin_version()).status()["pid"]
    page.data.count()
    settle(page.data.clear_button.isEnabled)
    assert page.data.size.text().startswith("3.0 MB")
    answer("Cancel")
    page.data.clear_button.click()
    assert cache_size() == 3_000_000
    answer("Delete")
    page.data.clear_button.click()
    settle(lambda: "0" in page.data.size.text() and not page.data.clear_button.isEnabled())
    assert list((home / "cache").iterdir()) == []
    assert all(path.stat().st_size == 1_000_000 for path in kept)
    assert not Path(f"/proc/{pid}").exists() or Runtime.read() is None


def test_nothing_is_cleared_while_a_job_runs(page, backend, home):
    (home / "cache").mkdir(exist_ok=True)
    (home / "cache" / "needed.npy").write_bytes(b"x" * 1000)
    inputs = {"encoder": "bundled", "extent": [-180, -85, 180, 85], "pixel_size": 0.05}
    job = backend.start_job("embedding_map", inputs)
    page.data.count()
    settle(page.data.clear_button.isEnabled)
    answer("Delete")
    page.data.clear_button.click()
    settle(lambda: "Nothing was deleted" in page.data.size.text())
    assert (home / "cache" / "needed.npy").exists()
    backend.stop_job(job)
    (home / "cache" / "needed.npy").unlink()


def test_the_folders_are_shown_and_opened(page, filled, monkeypatch):
    opened = []
    monkeypatch.setattr(
        "satclip_qgis.gui.options.data_options.QDesktopServices.openUrl",
        lambda url: opened.append(url.toLocalFile()),
    )
    home, _ = filled
    page = OptionsPage()
    shown = [field.text() for field in page.data.findChildren(QLineEdit)]
    assert shown == [str(home), str(home / "encoders")]
    for button in page.data.findChildren(QPushButton):
        if button.text() == "Open folder":
            button.click()
    assert opened == shown


def test_remove_opens_the_set_up_if_there_is_something_to_remove(qgis_app, empty_home):
    asked = []
    assert not OptionsPage().data.remove_button.isEnabled()
    settings.environment_folder().mkdir(parents=True)
    page = OptionsPage(open_removal=lambda: asked.append(1))
    page.data.remove_button.click()
    settle(lambda: asked)


def test_every_option_has_a_tool_tip(page):
    limits = page.limits
    fields = [limits.device, limits.cores, limits.memory, limits.idle, limits.offline, page.backend.python]
    fields += [page.backend.url, page.backend.login, page.backend.button, page.data.clear_button]
    assert all(field.toolTip() for field in fields)
