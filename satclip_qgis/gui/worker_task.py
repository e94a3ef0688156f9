"""Calls to the backend in a worker thread, one at a time, so that the window stays responsive."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from typing import Any

from qgis.PyQt.QtCore import QObject, pyqtSignal

from satclip_qgis import settings
from satclip_qgis.bridge.backend import Backend
from satclip_qgis.bridge.errors import BridgeError, Cancelled, NotInstalled
from satclip_qgis.gui.first_steps import set_up_needed


class WorkerTask(QObject):
    """Calls a function of the backend in a thread and emits the result as a signal.

    `send` does nothing while another call is running. `cancel` and `forget` are final: a result that arrives later is
    dropped.
    """

    answered = pyqtSignal(object)
    failed = pyqtSignal(str)
    """The error message. `error` is the error itself."""
    _ended = pyqtSignal(object, object)
    """The result and the error, one of them None; delivered in the thread of this object."""

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self._thread: threading.Thread | None = None
        self._cancelled = threading.Event()
        self._asking = False
        self._ended.connect(self._deliver)
        self.error: BridgeError | None = None

    @property
    def free(self) -> bool:
        """Whether no call is running and the last result was delivered."""
        return not self._asking

    def send(self, ask: Callable[[Backend], Any]) -> bool:
        """Start the call; return False if another one is running."""
        if not self.free or self._cancelled.is_set():
            return False
        backend = settings.backend(self._cancelled.is_set)  # settings may only be read in the main thread
        self._asking = True
        self._thread = threading.Thread(
            target=self._go, args=(backend, ask), name="satclip-worker", daemon=True
        )
        self._thread.start()
        return True

    def cancel(self) -> None:
        """Cancel without waiting. The call ends within a second."""
        self._cancelled.set()

    def forget(self) -> None:
        """Cancel; waits up to a second for the running call."""
        self.cancel()
        if self._thread:
            self._thread.join(1)

    def _go(self, backend: Backend, ask: Callable[[Backend], Any]) -> None:
        answer, failure = None, None
        try:
            answer = ask(backend)
        except Cancelled:
            return
        except BridgeError as error:
            failure = error
        except Exception:  # a bug: reported as such, and further calls are possible
            self._asking = False
            raise
        if not self._cancelled.is_set():
            with contextlib.suppress(RuntimeError):  # the window may have been deleted
                self._ended.emit(answer, failure)

    def _deliver(self, answer: Any, failure: BridgeError | None) -> None:
        self._asking = False
        if self._cancelled.is_set():
            return
        if failure is None:
            self.answered.emit(answer)
        else:
            self.error = failure
            self.failed.emit(set_up_needed() if isinstance(failure, NotInstalled) else str(failure))
