"""Accepted values of the Host header: the server's own address, its public URL, and the names of its certificate."""

from __future__ import annotations

from collections.abc import Collection
from ipaddress import ip_address
from urllib.parse import urlsplit

from satclip_backend.server.certificates import Certificate
from satclip_backend.server.proxy import PublicUrl


class Hosts:
    """`own` values, the host of `public`, and any port of a name of `certificate`, which may be renewed."""

    def __init__(self, own: Collection[str], public: PublicUrl | None, certificate: Certificate | None):
        self._own = frozenset(map(str.lower, own)) | ({public.host} if public else set())
        self._certificate = certificate

    def __contains__(self, host: object) -> bool:
        """Return whether a Host header is accepted. Case does not matter (RFC 9110, 4.2.3)."""
        return str(host).lower() in self._own or (
            self._certificate is not None and _is_named(str(host), self._certificate.names)
        )


def _is_named(host: str, names: Collection[str]) -> bool:
    """Return whether a name or address, with or without a port, is one of a certificate's `names` (RFC 9525, 6.3)."""
    try:
        parts = urlsplit(f"//{host}")
        name, _port = parts.hostname or "", parts.port
    except ValueError:
        return False
    if parts.netloc != host or "@" in host:
        return False
    return not {_canonical(name), f"*.{name.partition('.')[2]}"}.isdisjoint(map(_canonical, names))


def _canonical(name: str) -> str:
    """Return a name in lower case, or an address in its usual form."""
    try:
        return str(ip_address(name))
    except ValueError:
        return name.lower()
