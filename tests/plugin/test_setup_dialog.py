"""Test the Set-up window with real installations of small wheels."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

import pytest
from event_loop import settle
from installer import make_wheel
from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QApplication, QMessageBox

from satclip_qgis import backend_setup, settings
from satclip_qgis.bridge import environment
from satclip_qgis.bridge.data_folder import DATA
from satclip_qgis.diagnostic_report import diagnostic_report
from satclip_qgis.gui.setup.setup_dialog import SetupDialog
from satclip_qgis.signals import SIGNALS


class Messages:
    """Records the messages that the window shows in the message bar."""

    def __init__(self):
        self.shown = {}

    def show(self, name, text, buttons=(), level=None):
        self.shown[name] = text

    def remove(self, *names):
        for name in names:
            self.shown.pop(name, None)


@pytest.fixture
def small(empty_home, tmp_path, monkeypatch) -> Path:
    """A user without a backend. The backend and PyTorch are small wheels in the folder that is returned."""
    index = tmp_path / "index"
    for version in (environment.TORCH, f"{environment.TORCH}+cpu"):
        make_wheel(index, version, "torch")
    wheel = make_wheel(tmp_path / "plugin", "1.0", "backend")
    monkeypatch.delenv("SATCLIP_PYTHON")
    monkeypatch.setattr(backend_setup, "backend_requirement", lambda: str(wheel))
    monkeypatch.setattr(environment, "TEST", "import torch, backend")
    for name, value in {
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(index),
        "PIP_RETRIES": "1",
    }.items():
        monkeypatch.setenv(name, value)
    return index


@pytest.fixture
def window(qgis_app):
    """The open window."""
    went = []
    window = SetupDialog(Messages(), [("Next", lambda: went.append("next"))], lambda: went.append("options"))
    window.went = went
    window.show()
    settle(lambda: window.looking is None)
    yield window
    window.remove()


def finish(window) -> None:
    """Wait until the running task has ended."""
    settle(lambda: window.task is None and window.looking is None)


def click(*texts) -> None:
    """Click buttons of the next questions. A text that starts with + ticks the box first."""
    waiting = list(texts)

    def look():
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            text = waiting.pop(0)
            if text.startswith("+"):
                box.checkBox().setChecked(True)
            next(b for b in box.buttons() if b.text().replace("&", "") == text.lstrip("+")).click()
        if waiting:
            QTimer.singleShot(20, look)

    QTimer.singleShot(20, look)


@pytest.mark.usefixtures("begun")
def test_the_window_installs_updates_and_removes(small, window, tmp_path, monkeypatch):
    assert "not installed" in window.installed.text()
    assert "/usr/bin/python3" in window.install_page.found.text()
    assert "free" in window.install_page.size.text()
    assert "hashes of all packages except PyTorch are checked" in window.install_page.source.text()
    assert window.remove_button.isHidden()

    ready, steps = [], []
    SIGNALS.set_up.connect(lambda: ready.append(settings.backend_python()))
    start = time.monotonic()
    window.start_button.click()
    assert time.monotonic() - start < 5
    window.task.stepped.connect(steps.append)
    window.close()
    assert "continues in the background" in window.messages.shown["set-up runs"]
    finish(window)
    assert ready == [settings.environment_folder() / "bin" / "python"]
    assert steps[-1].startswith("Testing the environment")
    assert window.messages.shown == {}

    window.present()
    settle(lambda: window.looking is None)
    assert "The backend is ready" in window.result.text()
    assert "up to date" in window.installed.text()
    assert re.search(r"It uses .* MB\. Encoders and caches use .* kB", window.installed.text())
    (next_button,) = window.next_buttons
    next_button.click()
    assert window.went == ["next"]
    assert window.isHidden()

    newer = make_wheel(tmp_path / "plugin", "2.0", "backend")
    monkeypatch.setattr(backend_setup, "backend_requirement", lambda: str(newer))
    window.present()
    assert "another version" in window.installed.text()
    assert window.start_button.text() == "Update"
    window.start_button.click()
    finish(window)
    assert "up to date" in window.installed.text()

    home = settings.environment_folder().parent
    for name in (*DATA, "photos"):
        (home / name).mkdir(exist_ok=True)
        (home / name / "file").write_text("x" * 1000)
    window.look()
    settle(lambda: window.looking is None)
    click("Cancel")
    window.remove_button.click()
    assert window.task is None
    click("+Remove", "Cancel")
    window.remove_button.click()
    assert window.task is None
    click("Remove")
    window.remove_button.click()
    finish(window)
    assert "stay in" in window.result.text()
    assert settings.backend_python() is None
    assert (home / "encoders" / "file").exists()
    assert "not installed" in window.installed.text()


def test_the_python_that_was_entered_last_is_examined(small, window):
    for text in ("/bin/f", "/bin/fals", "/bin/false"):
        window.install_page.python.lineEdit().setText(text)
    settle(lambda: window.looking is None)
    assert "/bin/false (does not run)" in window.install_page.found.text()


def test_uv_is_named_if_it_will_be_used(small, window, tmp_path, monkeypatch):
    for name in [name for name in os.environ if name.startswith("PIP_") and name != "PIP_CONFIG_FILE"]:
        monkeypatch.delenv(name)
    (tmp_path / "uv").write_text("#!/bin/sh\n")
    (tmp_path / "uv").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert "uv" not in window.install_page.found.text()
    window.look()
    settle(lambda: window.looking is None)
    assert "uv installs the packages" in window.install_page.found.text()


@pytest.mark.usefixtures("begun")
def test_the_data_can_be_removed_too(small, window):
    home = settings.environment_folder().parent
    for name in (*DATA, "photos"):
        (home / name).mkdir(parents=True, exist_ok=True)
        (home / name / "file").write_text("x")
    environment.write_marker(settings.environment_folder(), {"complete": True})
    window.look()
    settle(lambda: window.looking is None)
    window.allow()
    click("+Remove", "Yes")
    window.remove_button.click()
    finish(window)
    assert "were deleted" in window.result.text()
    assert [path.name for path in home.iterdir()] == ["photos"]


@pytest.mark.usefixtures("begun")
def test_a_failure_is_explained_and_the_report_has_no_secrets(small, window, monkeypatch):
    monkeypatch.delenv("PIP_NO_INDEX")
    monkeypatch.setenv("PIP_FIND_LINKS", "")
    monkeypatch.setenv("PIP_INDEX_URL", "https://127.0.0.1:9/simple")
    monkeypatch.setenv("PIP_TIMEOUT", "1")
    for name, value in {
        "proxyEnabled": True,
        "proxyType": "HttpProxy",
        "proxyHost": "127.0.0.1",
        "proxyPort": "9",
        "proxyUser": "proxyuser",
        "proxyPassword": "pr@xy/pass",
    }.items():
        QgsSettings().setValue(f"proxy/{name}", value)
    try:
        window.install_page.index.setText("https://anna:index@secret@127.0.0.1:9/simple")
        assert "hashes of the packages are not checked" in window.install_page.source.text()
        window.start_button.click()
        window.close()
        finish(window)
        assert window.messages.shown["set-up runs"].startswith("The set-up has failed: ")
        window.present()
        settle(lambda: window.looking is None)
        assert window.messages.shown == {}
        assert "Network" in window.result.text()
        assert not window.icon_failed.isHidden()
        assert "torch" in window.progress.log.toPlainText()
        window.copy_button.click()
        report = QApplication.clipboard().text()
    finally:
        QgsSettings().remove("proxy")
    for text in (
        "QGIS: 3.",
        "Plugin: 0.",
        "Proxy of QGIS: yes",
        "Package index chosen: yes",
        f"Error: {window.result.text()[:40]}",
        "pip install",
    ):
        assert text in report
    for secret in ("anna", "secret", "proxyuser", "pr@xy", "pass", "pr%40xy"):
        assert secret not in report.replace("passwords", "")
    assert not settings.environment_folder().exists()


def test_the_report_abbreviates_the_folder_of_the_user(qgis_app, empty_home, monkeypatch):
    monkeypatch.setenv("HOME", str(empty_home.parent))
    report = diagnostic_report(backend_setup.Choices(), None)
    assert "~/home/environment" in report
    assert str(empty_home.parent) not in report
    assert "there is no log" in report


def test_cancel_ends_the_installation_within_a_second(small, window):
    window.start_button.click()
    settle(lambda: (settings.environment_folder() / "pyvenv.cfg").exists())
    start = time.monotonic()
    window.progress.cancel_button.click()
    settle(lambda: window.task is None)
    assert time.monotonic() - start < 10
    assert "Cancelled" in window.result.text()
    settle(lambda: window.looking is None)
    assert not settings.environment_folder().exists()


def test_an_environment_of_the_user_is_tested_before_it_is_used(home, window, backend_python):
    window.own_way.click()
    window.start_button.click()
    assert "Enter the path" in window.result.text()
    window.own_page.python.setFilePath("/bin/true")
    window.start_button.click()
    finish(window)
    assert "/bin/true has no working backend" in window.result.text()
    assert settings.chosen_python() == ""
    window.own_page.python.setFilePath(str(backend_python))
    chosen = []
    SIGNALS.python_chosen.connect(lambda: chosen.append(settings.chosen_python()))
    window.start_button.click()
    finish(window)
    assert "The backend works" in window.result.text()
    assert chosen == [str(backend_python)]
    assert not window.next_buttons[0].isHidden()


def test_the_window_fits_on_a_small_screen(small, window):
    assert window.minimumSizeHint().width() <= 800
    assert window.minimumSizeHint().height() <= 560
