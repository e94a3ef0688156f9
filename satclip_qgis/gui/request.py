"""Asynchronous requests for JSON from the backend."""

from __future__ import annotations

import json

from qgis.core import QgsNetworkAccessManager
from qgis.PyQt.QtCore import QObject, QTimer, QUrl, pyqtSignal
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest

from satclip_qgis.bridge import launcher
from satclip_qgis.bridge.redirect import GONE
from satclip_qgis.i18n import language, tr

_Error = QNetworkReply.NetworkError
EXITED = (_Error.ConnectionRefusedError, _Error.RemoteHostClosedError)
TOO_LATE = (_Error.OperationCanceledError, _Error.TimeoutError)
"""Errors of requests that QGIS has aborted after the time limit in its options."""


class BackendRequest(QObject):
    """Repeated requests, such as for the value at the cursor: one at a time, and only the latest one waits.

    `ask` takes a URL below http://satclip.invalid/, and a JSON object if it is to be posted. Requests are at least
    `pause` milliseconds apart. If the backend has exited, the request is repeated once, which restarts the backend.
    """

    answered = pyqtSignal(str, dict)
    """The URL and the JSON object."""
    failed = pyqtSignal(str, str)
    """The URL and the error message."""

    def __init__(self, pause: int = 0, parent: QObject | None = None):
        super().__init__(parent)
        self._next: tuple[str, dict | None] | None = None
        self._reply: QNetworkReply | None = None
        self._repeated = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(pause)
        self._pause.timeout.connect(self._send)

    def ask(self, address: str, body: dict | None = None) -> None:
        """Request a URL, or post an object to it. Replaces a waiting request."""
        self._next, self._repeated = (address, body), False
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
        reply.finished.connect(lambda: self._finished(address, body, reply))

    def _finished(self, address: str, body: dict | None, reply: QNetworkReply) -> None:
        reply.deleteLater()
        if reply is not self._reply:  # aborted
            return
        self._reply = None
        content = bytes(reply.readAll())
        error = reply.error()
        try:
            value = json.loads(content)
        except ValueError:
            value = None
        if error == _Error.NoError and isinstance(value, dict):
            self.answered.emit(address, value)
        elif error in GONE and not self._repeated:
            self._next, self._repeated = self._next or (address, body), True
        else:
            detail = value.get("detail") if isinstance(value, dict) else None
            self.failed.emit(address, str(detail or _reason(reply)))
        if self._next:
            self._pause.start()


def _reason(reply: QNetworkReply) -> str:
    """Return the message for a reply without an error message of the backend."""
    if reply.error() in EXITED:
        return tr(
            "The backend has exited. Try again: the next request restarts it. If this happens again, see the log file "
            "{log}."
        ).format(log=launcher.log_file())
    if reply.error() in TOO_LATE:
        return tr("The backend has not answered in time. Try again.")
    return tr("The request to the backend has failed ({reason}). Try again.").format(
        reason=reply.errorString()
    )
