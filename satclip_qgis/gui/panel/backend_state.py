"""The state of the backend, for display. Nothing here starts it, except `start`."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from satclip_qgis import settings
from satclip_qgis.bridge.backend import Backend
from satclip_qgis.bridge.launcher import START_LIMIT, Runtime
from satclip_qgis.gui.worker_task import WorkerTask
from satclip_qgis.signals import SIGNALS

NOT_SET_UP, STOPPED, STARTING, RUNNING = "not set up", "stopped", "starting", "running"
ON_SERVER = "on a server"
PAUSE = 1500
"""Milliseconds between looks at the runtime file, while the panel is visible. Looking sends no request."""


class BackendState(QObject):
    """`state` is one of the five above. A newly found backend is asked for its status and its encoders."""

    changed = pyqtSignal()

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self.state = NOT_SET_UP
        self.status: dict[str, Any] = {}
        """The status of the running backend; {} until it has replied."""
        self.failure = ""
        """Why the last start failed."""
        self._token = ""  # nosec B105: of no backend
        self._is_launching = False
        self._request = WorkerTask(self)
        self._request.answered.connect(self._show_status)
        self._request.failed.connect(self._show_failure)
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.look)
        SIGNALS.set_up.connect(self.look)
        SIGNALS.python_chosen.connect(self.look)

    def remove(self) -> None:
        """Stop looking."""
        SIGNALS.set_up.disconnect(self.look)
        SIGNALS.python_chosen.disconnect(self.look)
        self._timer.stop()
        self._request.forget()
        self.deleteLater()

    def watch(self, visible: bool) -> None:
        """Look at intervals while the panel is visible."""
        if not visible:
            self._timer.stop()
        elif not self._timer.isActive():
            self.look()
            self._timer.start()

    def start(self) -> None:
        """Start the backend."""
        if self._request.send(lambda backend: _status_and_encoders(backend)):
            self._is_launching = True
            self.failure = ""
            self.look()

    def refresh(self) -> None:
        """Ask a running backend for its device, if it did not know it: it does when it has used an encoder."""
        if self.state == RUNNING and self._timer.isActive() and not self.status.get("device"):
            self._token = ""  # nosec B105: ask again
            self.look()

    def look(self) -> None:
        """Find the state from the options and from files."""
        if server := settings.server():
            is_new, self._token = self._token != server.url, server.url
            self.status, self.failure = {}, ""
            self._set(ON_SERVER, always=is_new)
            return
        runtime = Runtime.read()
        if runtime is not None and runtime.runs:
            self._ask(runtime)
            self._set(RUNNING)
            return
        self._token, self.status = "", {}
        python = settings.backend_python()
        if self._is_launching or _lock_is_fresh():
            self._set(STARTING)
        else:
            self._set(STOPPED if python and python.is_file() else NOT_SET_UP)

    def _ask(self, runtime: Runtime) -> None:
        if runtime.token == self._token or self._is_launching:
            return

        def ask(backend: Backend) -> tuple:
            client = runtime.client(backend.is_cancelled)
            return _status_and_encoders(replace(backend, python=None, _client=client))  # without a start

        if self._request.send(ask):
            self._token = runtime.token

    def _show_status(self, answer: tuple) -> None:
        self._is_launching = False
        runtime = Runtime.read()
        self._token = runtime.token if runtime else ""
        self.status, encoders = answer
        settings.remember_encoders(encoders)
        self._set(RUNNING, always=True)

    def _show_failure(self, said: str) -> None:
        if self._is_launching:
            self._is_launching = False
            self.failure = said
        self.look()
        self.changed.emit()

    def _set(self, state: str, always: bool = False) -> None:
        if state == RUNNING:
            self.failure = ""
        if always or state != self.state:
            self.state = state
            self.changed.emit()


def _status_and_encoders(backend: Backend) -> tuple[dict[str, Any], list[str]]:
    return backend.status(), [str(known["id"]) for known in backend.encoders() if "id" in known]


def _lock_is_fresh() -> bool:
    """Return whether a QGIS window is starting the backend. A crash of QGIS leaves the file of the lock."""
    try:
        return time.time() - Runtime.file().with_name("launch.lock").stat().st_mtime < START_LIMIT
    except OSError:
        return False
