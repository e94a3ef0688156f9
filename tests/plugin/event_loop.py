"""The event loop of Qt in tests."""

from __future__ import annotations

import time

from qgis.core import QgsNetworkAccessManager
from qgis.PyQt.QtCore import QEventLoop, QTimer, QUrl
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest


def settle(done, seconds: float = 180) -> None:
    """Run the event loop until `done()`, and fail if that takes longer."""
    loop, timer = QEventLoop(), QTimer()
    until = time.monotonic() + seconds
    timer.timeout.connect(lambda: loop.quit() if done() or time.monotonic() > until else None)
    timer.start(10)
    loop.exec()
    timer.stop()
    assert done()


def get(address: str) -> tuple[QNetworkReply.NetworkError, bytes]:
    """Return the reply of QGIS's network manager for a URL."""
    reply = QgsNetworkAccessManager.instance().get(QNetworkRequest(QUrl(address)))
    loop = QEventLoop()
    reply.finished.connect(loop.quit)
    loop.exec()
    return reply.error(), bytes(reply.readAll())
