"""Asynchronous requests for JSON from the backend."""

from __future__ import annotations

import json

from qgis.core import QgsNetworkAccessManager
from qgis.PyQt.QtCore import QObject, QTimer, QUrl, pyqtSignal
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest

from satclip_qgis.i18n import language


class BackendRequest(QObject):
    """Repeated requests, such as for the value at the cursor: one at a time, and only the latest one waits.

    `ask` takes a URL below http://satclip.invalid/, and a JSON object if it is to be posted. Requests are at least
    `pause` milliseconds apart.
    """

    answered = pyqtSignal(str, dict)
    """The URL and the JSON object."""
    failed = pyqtSignal(str, str)
    """The URL and the error message of the backend or the network."""

    def __init__(self, pause: int = 0, parent: QObject | None = None):
        super().__init__(parent)
        self._next: tuple[str, dict | None] | None = None
        self._reply: QNetworkReply | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(pause)
        self._pause.timeout.connect(self._send)

    def ask(self, address: str, body: dict | None = None) -> None:
        """Request a URL, or post an object to it. Replaces a waiting request."""
        self._next = address, body
        if self._reply is None and not self._pause.isActive():
            self._send()

    def forget(self) -> None:
        """Abort the running request and discard the waiting one."""
        self._next = None
        self._pause.stop()
        if self._reply:
            reply, self._reply = self._reply, None
            reply.abort()

    def _send(self) -> None:
        if not self._next or self._reply:
            return
        (address, body), self._next = self._next, None
        request = QNetworkRequest(QUrl(address))
        request.setRawHeader(b"Accept-Language", language().encode())  # Qt would send that of the system
        if body is None:
            reply = QgsNetworkAccessManager.instance().get(request)
        else:
            request.setHeader(QNetworkRequest.KnownHeaders.ContentTypeHeader, "application/json")
            reply = QgsNetworkAccessManager.instance().post(request, json.dumps(body).encode())
        self._reply = reply
        reply.finished.connect(lambda: self._finished(address, reply))

    def _finished(self, address: str, reply: QNetworkReply) -> None:
        reply.deleteLater()
        if reply is not self._reply:  # aborted
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
