"""Access control of every request: the expected Host, no Origin, a token, and the same protocol version.

A web page that the user visits can send requests to 127.0.0.1, and with DNS rebinding even read the responses.
Comparing the Host exactly and refusing every Origin prevents both, even if the page knows the token. The token
keeps out other users of the computer. A server of several users also accepts the token of each of them. A request
with both Content-Length and Transfer-Encoding is ambiguous and is refused.
"""

from __future__ import annotations

import base64
import secrets
from collections.abc import Container

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from satclip_backend import __version__
from satclip_backend.errors import SatclipError
from satclip_backend.server import PROTOCOL, PROTOCOL_HEADER
from satclip_backend.server.challenge import CHALLENGE
from satclip_backend.server.health import HEALTH
from satclip_backend.server.logins import Logins
from satclip_backend.server.problems import RETRY_AFTER, Problem
from satclip_backend.server.users import LOCAL, USER, User
from satclip_backend.translation import gettext_lazy as _

_REFUSED = _("The SatCLIP backend refused the token. Restart QGIS to attach to the backend anew.")
_REFUSED_USER = _(
    "The SatCLIP server refused the login. Check your user name and token. If they are right, ask its administrator "
    "for a new token."
)
_HEADERS = {401: {"WWW-Authenticate": "Bearer"}, 503: {"Retry-After": str(RETRY_AFTER)}}
PUBLIC = frozenset({CHALLENGE, HEALTH})
"""Routes without a token."""


class Access:
    """ASGI middleware that refuses requests without access and adds the protocol version to responses.

    `hosts` are the accepted values of the Host header, each with its port; `token` is the token expected in
    `Authorization: Bearer`, or as the password of `Authorization: Basic`, and `logins` has those of further users.
    Accepted requests go to `app`, with their user in their `state`; those of `PUBLIC` routes go to `public`.
    """

    def __init__(
        self,
        app: ASGIApp,
        public: ASGIApp,
        *,
        token: str,
        hosts: Container[str],
        logins: Logins | None = None,
    ):
        self._app = app
        self._public = public
        self._token = token.encode()
        self._logins = logins
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on, or refuse it."""
        if scope["type"] != "http":
            return

        async def marked_send(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers[PROTOCOL_HEADER] = str(PROTOCOL)
                headers["Cache-Control"] = "no-store"
                headers["X-Content-Type-Options"] = "nosniff"
            await send(message)

        public = scope["path"] in PUBLIC
        problem = self._stranger(scope["headers"]) or (None if public else self._refusal(scope))
        if problem is None and public:
            await self._public(scope, receive, marked_send)
        elif problem is None:
            await self._app(scope, receive, marked_send)
        else:
            await problem.response(_HEADERS.get(problem.status))(scope, receive, marked_send)

    def _stranger(self, headers: list[tuple[bytes, bytes]]) -> Problem | None:
        """Return the problem of a request that comes from a web page or was meant for another server, else None."""
        if _values(headers, b"transfer-encoding") and _values(headers, b"content-length"):
            return Problem(400, _("A request has either Content-Length or Transfer-Encoding, not both."))
        hosts = _values(headers, b"host")
        if len(hosts) != 1 or hosts[0].decode("latin-1") not in self._hosts:
            return Problem(
                421, _("This is not the address of the SatCLIP backend: the Host header is not its own.")
            )
        if _values(headers, b"origin"):
            return Problem(
                403, _("Web pages may not use the SatCLIP backend: the request has an Origin header.")
            )
        return None

    def _refusal(self, scope: Scope) -> Problem | None:
        """Return the problem of a request without a valid token or with another protocol version, else None."""
        headers = scope["headers"]
        try:
            user = self._user(_values(headers, b"authorization"))
        except SatclipError as error:
            return Problem(503, error.args[0])
        if user is None:
            return Problem(401, _REFUSED if self._logins is None else _REFUSED_USER)
        scope["state"][USER] = user
        protocols = _values(headers, PROTOCOL_HEADER.lower().encode())
        if any(value != str(PROTOCOL).encode() for value in protocols):
            return Problem(
                409,
                _(
                    "The backend (version {version}) speaks protocol {protocol}, the client another one. Update "
                    "the plugin and set up the backend again, so that both have the same version.",
                    version=__version__,
                    protocol=PROTOCOL,
                ),
                title="protocol",
            )
        return None

    def _user(self, authorizations: list[bytes]) -> User | None:
        """Return the user who has the token in a request's only Authorization, or None. Raises SatclipError."""
        if len(authorizations) != 1:
            return None
        name, token = _login(authorizations[0])
        if secrets.compare_digest(token, self._token):
            return LOCAL
        return None if self._logins is None else self._logins.find(token, name)


def _login(authorization: bytes) -> tuple[bytes | None, bytes]:
    """Return the name, None for Bearer (RFC 6750), and the token: the password of Basic (RFC 7617) of QGIS 3.22.

    The case of these words does not matter (RFC 9110, 11.1).
    """
    kind, _, value = authorization.partition(b" ")
    if kind.lower() != b"basic":
        return None, value if kind.lower() == b"bearer" else b""
    try:
        name, _, token = base64.b64decode(value, validate=True).partition(b":")
    except ValueError:
        return None, b""
    return name, token


def _values(headers: list[tuple[bytes, bytes]], name: bytes) -> list[bytes]:
    return [value for key, value in headers if key == name]
