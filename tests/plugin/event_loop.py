"""The event loop of Qt in tests."""

from __future__ import annotations

import time

from qgis.PyQt.QtCore import QEventLoop, QTimer


def settle(done, seconds: float = 60) -> None:
    """Run the event loop until `done()`, and fail if that takes longer."""
    loop, timer = QEventLoop(), QTimer()
    until = time.monotonic() + seconds
    timer.timeout.connect(lambda: loop.quit() if done() or time.monotonic() > until else None)
    timer.start(10)
    loop.exec()
    timer.stop()
    assert done()
