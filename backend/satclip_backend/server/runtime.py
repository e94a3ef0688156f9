"""The runtime file, from which clients read the server's address and token, and the listening socket."""

from __future__ import annotations

import errno
import ipaddress
import json
import os
import secrets
import socket
from dataclasses import asdict, dataclass, field
from pathlib import Path

from satclip_backend import __version__, store
from satclip_backend.errors import SatclipError
from satclip_backend.input_files import read_text
from satclip_backend.outputs import atomic_write
from satclip_backend.server import PROTOCOL
from satclip_backend.translation import gettext_lazy as _

BACKLOG = 256
"""Largest number of connections that wait in the system's queue to be accepted."""

_LARGEST = 100_000
"""Largest size of the runtime file, in bytes."""
_NO_ADDRESS = (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT)
"""Errors of the system for an address that this computer does not have."""


def runtime_path() -> Path:
    """Return the path of the runtime file: `run/server.json` in the data folder."""
    return store.folder("run") / "server.json"


@dataclass(frozen=True)
class Runtime:
    """Content of the runtime file."""

    host: str
    port: int
    address: str = ""
    """Numeric address of `host`; empty if `host` is numeric."""
    pid: int = field(default_factory=os.getpid)
    started: str | None = field(default_factory=lambda: start_time(os.getpid()))
    """Start time of the process in the system's units, which identifies it if the process id is reused."""
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    protocol: int = PROTOCOL
    version: str = __version__

    @property
    def hosts(self) -> frozenset[str]:
        """Accepted values of the Host header."""
        names = {"127.0.0.1", "localhost", self.host, self.address or self.host}
        return frozenset(f"[{name}]:{self.port}" if ":" in name else f"{name}:{self.port}" for name in names)

    def write(self) -> None:
        """Write the file, readable by the user only. It replaces the file of an earlier server."""
        with atomic_write(runtime_path()) as temporary:
            descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                json.dump(asdict(self), file)

    def remove(self) -> None:
        """Delete the file, unless another server has replaced it."""
        path = runtime_path()
        try:
            if json.loads(read_text(path, _LARGEST)) == asdict(self):  # tokens may be the same
                path.unlink()
        except (OSError, ValueError):
            pass  # deleted, or not this server's


def start_time(pid: int) -> str | None:
    """Return the start time of a process: ticks since boot on Linux, None on other systems."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19]  # proc(5), field 22
    except (OSError, IndexError):
        return None


def listen(host: str, port: int, shared: bool = False) -> socket.socket:
    """Return a socket that listens on `host` and `port` (0: any free port).

    Only a server that is `shared`, with TLS or a proxy, listens to other computers. Raises `SatclipError`.
    """
    if not 0 <= port <= 65535:  # the system's resolver would take it modulo 65536
        raise SatclipError(_("There is no port {port}: a port is a number from 0 to 65535.", port=str(port)))
    try:
        family, *_rest, address = socket.getaddrinfo(host or "::", port, type=socket.SOCK_STREAM)[0]
        if not shared and _stands_for_all(address[0]):
            raise SatclipError(
                _(
                    "The server needs one address to listen on, and '{host}' stands for all of this computer's: "
                    "the exact address is part of its protection. Give the address that its users will use, such "
                    "as --host 127.0.0.1.",
                    host=host,
                )
            )
        if not shared and not ipaddress.ip_address(address[0]).is_loopback:
            raise SatclipError(
                _(
                    "Other computers can reach {host}, and plain HTTP would send tokens and data readable for others. "
                    "Give a certificate (--certificate, --key), or put a web server with https in front and give its "
                    "URL (--behind-proxy).",
                    host=host,
                )
            )
        listener = socket.create_server(address, family=family, backlog=BACKLOG)
        # Set it for the connections: asyncio sets it only if the socket's protocol is TCP explicitly, which is not
        # so here.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listener
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or _("there is no such address")
        if isinstance(error, (socket.gaierror, UnicodeError)) or error.errno in _NO_ADDRESS:
            raise SatclipError(
                _(
                    "The server can't listen on {host}: {reason}. Give --host an address of this computer.",
                    host=host,
                    reason=reason,
                )
            ) from error
        place = _("port {port} of {host}", port=str(port), host=host) if port else host
        raise SatclipError(
            _(
                "The server can't listen on {place}: {reason}. Choose another port, or 0 for any that is "
                "free.",
                place=place,
                reason=reason,
            )
        ) from error


def _stands_for_all(address: str) -> bool:
    """Return whether a resolved address is unspecified, as IPv6 or as IPv4 mapped to IPv6."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    return ip.is_unspecified or bool(getattr(ip, "ipv4_mapped", None) and ip.ipv4_mapped.is_unspecified)
