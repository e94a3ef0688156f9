"""Asks the backend for JSON without blocking the window."""

from __future__ import annotations

import json

from qgis.core import QgsNetworkAccessManager
from qgis.PyQt.QtCore import QObject, QTimer, QUrl, pyqtSignal
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest


class Question(QObject):
    """One thing asked again and again, such as the value at the cursor: one request at a time, the latest wins.

    `ask` takes an address below http://satclip.invalid/; there are at least `pause` milliseconds between requests.
    """

    answered = pyqtSignal(str, dict)
    """The address and the JSON object."""
    failed = pyqtSignal(str, str)
    """The address and the backend's sentence, or the network's."""

    def __init__(self, pause: int = 0, parent: QObject | None = None):
        super().__init__(parent)
        self._next = ""
        self._reply: QNetworkReply | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(pause)
        self._pause.timeout.connect(self._send)

    def ask(self, address: str) -> None:
        """Ask for this next; what waits to be asked is forgotten."""
        self._next = address
        if self._reply is None and not self._pause.isActive():
            self._send()

    def forget(self) -> None:
        """Ask no more, and do not wait for an answer."""
        self._next = ""
        self._pause.stop()
        if self._reply:
            reply, self._reply = self._reply, None
            reply.abort()

    def _send(self) -> None:
        if not self._next or self._reply:
            return
        address, self._next = self._next, ""
        reply = QgsNetworkAccessManager.instance().get(QNetworkRequest(QUrl(address)))
        self._reply = reply
        reply.finished.connect(lambda: self._finished(address, reply))

    def _finished(self, address: str, reply: QNetworkReply) -> None:
        reply.deleteLater()
        if reply is not self._reply:  # forgotten
            return
        self._reply = None
        content = bytes(reply.readAll())
        error, said = reply.error(), reply.errorString()
        try:
            value = json.loads(content)
        except ValueError:
            value = None
        if error == QNetworkReply.NetworkError.NoError and isinstance(value, dict):
            self.answered.emit(address, value)
        else:
            self.failed.emit(address, str(value.get("detail", said)) if isinstance(value, dict) else said)
        if self._next:
            self._pause.start()
