"""Policy for requests to URLs of images. It is enforced for every connection."""

from __future__ import annotations

import ipaddress
import os
import socket
import urllib.request
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import SplitResult, unquote, urlsplit

import httpcore

from satclip_backend.errors import SatclipError
from satclip_backend.limits import is_offline
from satclip_backend.translation import gettext_lazy as _

LONGEST_URL = 4000
_PRIVATE_URLS, _REFUSED = "SATCLIP_PRIVATE_URLS", "refused"
"""Environment variable that a server sets for its child processes."""


def refuse_private_addresses() -> None:
    """Forbid requests to private addresses in this process and its children, because URLs come from others."""
    os.environ[_PRIVATE_URLS] = _REFUSED


def _private_refused() -> bool:
    return os.environ.get(_PRIVATE_URLS) == _REFUSED


def is_url(name: object) -> bool:
    """Return whether an image is at a URL (http, https)."""
    return str(name).lower().startswith(("http://", "https://"))


def checked(url: str) -> SplitResult:
    """Return the parts of a URL that may be requested.

    Only http and https with a host, without user name and password, are allowed. Raises SatclipError for
    others and if the backend is offline, before a request is sent.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise SatclipError(
            _("The address {url} is not valid: {reason}.", url=shown(url), reason=error)
        ) from None
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        raise SatclipError(
            _(
                "The address {url} is not a web address: it must begin with http:// or https://.",
                url=shown(url),
            )
        )
    if parts.username is not None or parts.password is not None:
        raise SatclipError(
            _(
                "The address of {hostname} holds a user's name or password, which would be kept with the "
                "results: use an address without, such as a signed one.",
                hostname=parts.hostname,
            )
        )
    if is_offline():
        raise SatclipError(
            _(
                "The image {url} was not requested, because the backend is offline. Use a file, or switch that off (in "
                "QGIS: Settings > Options > SatCLIP; elsewhere: the option --offline).",
                url=shown(url),
            )
        )
    if len(url) > LONGEST_URL or not url.isprintable() or any(mark in url for mark in ' \\<>"'):
        raise SatclipError(_("The address {url} is too long or has invalid characters.", url=shown(url)))
    return parts


def shown(url: str) -> str:
    """Return a URL for messages, without its query, which may contain a key."""
    return ascii(url.split("?")[0].split("#")[0][:200])[1:-1]


def is_public(address: str) -> bool:
    """Return whether an IP address is public: not local, private or special.

    >>> is_public("93.184.216.34"), is_public("127.0.0.1"), is_public("::ffff:10.0.0.1"), is_public("169.254.169.254")
    (True, False, False, False)
    """
    found = ipaddress.ip_address(address.split("%")[0])
    inner = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    if inner is None and getattr(found, "teredo", None):
        inner = found.teredo[1]
    if inner is None and found in ipaddress.ip_network("64:ff9b::/96"):
        inner = ipaddress.ip_address(int(found) & 0xFFFFFFFF)
    return all(one.is_global and not one.is_multicast for one in (found, inner) if one is not None)


def allowed_addresses(host: str, port: int) -> list[str]:
    """Return the IP addresses of a host to which connections are allowed. Raises SatclipError if there are none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise SatclipError(
            _(
                "there is no host {host} ({reason})",
                host=host,
                reason=getattr(error, "strerror", None) or error,
            )
        ) from None
    addresses = list(dict.fromkeys(item[4][0] for item in found))
    if _private_refused() and not all(map(is_public, addresses)):
        raise SatclipError(
            _(
                "{host} is an address of the server's own network, which images aren't read from: send the "
                "file instead",
                host=host,
            )
        )
    return addresses


class _CheckedBackend(httpcore.SyncBackend):
    """Connects to the IP addresses that were checked, so that a second DNS lookup can't return others."""

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable | None = None,
    ) -> httpcore.NetworkStream:
        """Connect; see httpcore."""
        error: Exception | None = None
        for address in allowed_addresses(host, port):
            try:
                return super().connect_tcp(address, port, timeout, local_address, socket_options)
            except httpcore.ConnectError as failed:
                error = failed
            except httpcore.ConnectTimeout as failed:
                error = failed
        raise error or httpcore.ConnectError("no address")


@lru_cache(maxsize=8)
def _pool(proxy: str | None) -> httpcore.ConnectionPool:
    limits = {"max_connections": 32, "max_keepalive_connections": 16, "keepalive_expiry": 20.0}
    if proxy is None:
        return httpcore.ConnectionPool(network_backend=_CheckedBackend(), **limits)
    parts = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
    login = None if parts.username is None else (unquote(parts.username), unquote(parts.password or ""))
    address = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
    return httpcore.HTTPProxy(address, proxy_auth=login, **limits)


def connections(parts: SplitResult) -> httpcore.ConnectionPool:
    """Return a connection pool for the host of a URL: direct, or through the system's proxy.

    Raises SatclipError for a host that is not allowed.
    """
    proxy = None
    if not urllib.request.proxy_bypass(parts.hostname):
        proxy = urllib.request.getproxies().get(parts.scheme)
    if proxy and _private_refused():
        allowed_addresses(parts.hostname, parts.port or 0)
    return _pool(proxy)
