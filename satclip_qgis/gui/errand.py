"""Asking the backend for more than a picture without blocking the window: in a thread, one thing at a time."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from typing import Any

from qgis.PyQt.QtCore import QObject, pyqtSignal

from satclip_qgis import settings
from satclip_qgis.bridge.backend import Backend
from satclip_qgis.bridge.errors import BridgeError, Cancelled
from satclip_qgis.paths import plugin_version


class Errand(QObject):
    """What is to be asked is a function of the backend, called in a thread; its answer comes as a signal.

    `send` refuses while another errand is under way. `forget` at the end: an answer that comes later goes nowhere.
    """

    answered = pyqtSignal(object)
    failed = pyqtSignal(str)
    """The backend's sentence."""

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self._under_way: threading.Thread | None = None
        self._forgotten = threading.Event()

    @property
    def free(self) -> bool:
        """Whether none is under way."""
        return self._under_way is None or not self._under_way.is_alive()

    def send(self, ask: Callable[[Backend], Any]) -> bool:
        """Have it asked; returns whether it was free to."""
        if not self.free or self._forgotten.is_set():
            return False
        python = settings.backend_python()  # settings belong to the main thread
        self._under_way = threading.Thread(
            target=self._go, args=(python, ask), name="satclip-errand", daemon=True
        )
        self._under_way.start()
        return True

    def forget(self) -> None:
        """Ask no more; waits a moment for one that is under way."""
        self._forgotten.set()
        if self._under_way:
            self._under_way.join(1)

    def _go(self, python, ask: Callable[[Backend], Any]) -> None:
        backend = Backend(python, plugin_version(), is_cancelled=self._forgotten.is_set)
        signal, answer = self.answered, None
        try:
            answer = ask(backend)
        except Cancelled:
            return
        except BridgeError as error:
            signal, answer = self.failed, str(error)
        if not self._forgotten.is_set():
            with contextlib.suppress(RuntimeError):  # the window has gone
                signal.emit(answer)
