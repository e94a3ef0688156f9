"""Background task of the Set-up window."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from typing import Any

from qgis.core import Qgis, QgsMessageLog, QgsTask
from qgis.PyQt.QtCore import pyqtSignal

from satclip_qgis.bridge.errors import BridgeError, Cancelled
from satclip_qgis.i18n import tr


class SetupTask(QgsTask):
    """Calls `work(task)` in a thread, and `done(task)` in the main thread. The task manager of QGIS shows it."""

    stepped = pyqtSignal(str)
    """A step has begun."""
    printed = pyqtSignal(str)
    """A line of the log."""

    def __init__(
        self,
        title: str,
        work: Callable[[SetupTask], Any],
        done: Callable[[SetupTask], None],
        flags: QgsTask.Flags = QgsTask.Flag.CanCancel,
    ):
        super().__init__(title, flags)
        self.work, self.done = work, done
        self.seconds_left: Callable[[], float | None] = lambda: None
        """Returns the estimate of the time that is left; None if it is not known well enough."""
        self.result: Any = None
        self.error = ""
        """Message for the user. Empty if the work was done or cancelled."""

    def run(self) -> bool:
        """Run in a background thread. QGIS calls this method."""
        try:
            self.result = self.work(self)
        except Cancelled:
            return False
        except BridgeError as error:
            self.error = str(error)
            return False
        except OSError as error:
            self.error = tr("{file} can't be read or written: {reason}.").format(
                file=error.filename or tr("A file"), reason=error.strerror or error
            )
            return False
        except Exception as error:
            QgsMessageLog.logMessage(traceback.format_exc(), "SatCLIP", Qgis.MessageLevel.Critical)
            self.error = tr("Unexpected error ({kind}: {reason}).").format(
                kind=type(error).__name__, reason=error
            )
            return False
        return True

    def finished(self, successful: bool) -> None:
        """Report the end. QGIS calls this method in the main thread."""
        self.done(self)
