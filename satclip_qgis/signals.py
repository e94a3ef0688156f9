"""Signals from algorithms and options to the windows."""

from __future__ import annotations

from qgis.PyQt.QtCore import QObject, pyqtSignal


class Signals(QObject):
    """The signals. They may be emitted in any thread."""

    set_up = pyqtSignal()
    """“Set up the backend” has ended, and the backend is installed."""
    python_chosen = pyqtSignal()
    """Other options of the backend were chosen: its Python executable, its limits, or a server."""


SIGNALS = Signals()
