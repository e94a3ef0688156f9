"""How a client finds the server: a file of the user alone with its address and token, and the socket."""

from __future__ import annotations

import json
import os
import secrets
import socket
from dataclasses import asdict, dataclass, field
from pathlib import Path

from satclip_backend import __version__, store
from satclip_backend.errors import SatclipError
from satclip_backend.server import PROTOCOL


def runtime_path() -> Path:
    """Where the file lies: `run/server.json` in the data folder."""
    return store.folder("run") / "server.json"


@dataclass(frozen=True)
class Runtime:
    """What the runtime file says."""

    host: str
    port: int
    pid: int = field(default_factory=os.getpid)
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    protocol: int = PROTOCOL
    version: str = __version__

    @property
    def hosts(self) -> frozenset[str]:
        """The values of Host that name this server."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        return frozenset(f"{host}:{self.port}" for host in ("127.0.0.1", "localhost", name))

    def write(self) -> None:
        """Write the file, readable by the user alone. A later server's replaces an earlier one's."""
        with store.whole_file(runtime_path()) as temporary:
            descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                json.dump(asdict(self), file)

    def remove(self) -> None:
        """Remove the file, unless another server has put its own there."""
        path = runtime_path()
        try:
            if json.loads(path.read_text(encoding="utf-8")).get("token") == self.token:
                path.unlink()
        except (OSError, ValueError, AttributeError):
            pass  # gone, or not ours


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens on `host` and `port` (0: any free one). Raises `SatclipError`."""
    if host in ("", "0.0.0.0", "::"):
        raise SatclipError(
            "The server needs one address to listen on, not all of them: the exact address is part of its "
            "protection. Give the address that its users will use, such as --host 127.0.0.1."
        )
    if not 0 <= port <= 65535:  # the system's resolver would take it modulo 65536
        raise SatclipError(f"There is no port {port}: a port is a number from 0 to 65535.")
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.create_server(address, family=family, backlog=256)
        # For its connections: asyncio sets it only where a socket names its protocol, which this one does not.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listener
    except OSError as error:
        place = f"port {port} of {host}" if port else host
        reason = error.strerror or "it is in use"
        raise SatclipError(
            f"The server can't listen on {place}: {reason}. Choose another port, or 0 for any that is free."
        ) from error
