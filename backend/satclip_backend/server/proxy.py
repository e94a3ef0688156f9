"""A reverse proxy in front of the server: the public URL in links, and the addresses of the proxy's clients.

The URL is an option of the server, because a client could send headers such as X-Forwarded-Host itself.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send

from satclip_backend.errors import SatclipError
from satclip_backend.translation import gettext_lazy as _

_PLAIN = re.compile(r"https://[A-Za-z0-9.:\[\]-]+(/[A-Za-z0-9._~-]+)*/?")


@dataclass(frozen=True)
class PublicUrl:
    """URL at which a reverse proxy offers the server: `host`, with a port if it is not 443, and a path or ""."""

    host: str
    path: str = ""

    @classmethod
    def parse(cls, url: str) -> PublicUrl:
        """Return the parts of a URL. Raises SatclipError if it is not one of https, or has more than plain segments."""
        try:
            parts = urlsplit(url)
            valid = bool(parts.hostname) and parts.port != 0
        except ValueError:
            valid = False
        if not valid or not _PLAIN.fullmatch(url):
            raise SatclipError(
                _(
                    "The public URL of the server must be like https://gis.example.org/satclip, not {url}.",
                    url=url,
                )
            )
        return cls(parts.netloc.lower().removesuffix(":443"), parts.path.rstrip("/"))

    def __str__(self) -> str:
        return f"https://{self.host}{self.path}"


def published_at(app: ASGIApp, url: PublicUrl) -> ASGIApp:
    """Return `app` with links to `url`. The proxy has removed the URL's path from that of the request."""

    async def published(scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(name, value) for name, value in scope["headers"] if name != b"host"]
        scope.update(
            scheme="https",
            root_path=url.path,
            path=url.path + scope["path"],
            headers=[(b"host", url.host.encode()), *headers],
        )
        await app(scope, receive, send)

    return published


def with_client_addresses(app: ASGIApp) -> ASGIApp:
    """Return `app` with the client's address instead of that of the proxy: the last one in X-Forwarded-For.

    Those before it are claims of the client.
    """

    async def with_addresses(scope: Scope, receive: Receive, send: Send) -> None:
        given = [value for name, value in scope["headers"] if name == b"x-forwarded-for"]
        if given:
            last = given[-1].decode("latin-1").rpartition(",")[2].strip()
            with suppress(ValueError):
                scope["client"] = (str(ip_address(last)), 0)
        await app(scope, receive, send)

    return with_addresses
