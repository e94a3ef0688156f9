"""TLS handshakes of new connections, which count as waiting connections until they are complete.

With asyncio's own TLS, the server would not see a connection before its handshake is complete, and could neither count
it nor close it.
"""

from __future__ import annotations

import asyncio
import ssl
from typing import Any

from satclip_backend.server import connections as limits
from satclip_backend.server.connections import Connection, Connections


class Handshake(asyncio.Protocol):
    """A new connection. After the handshake, a `Connection` takes its place."""

    waiting = True

    def __init__(self, connections: Connections, context: ssl.SSLContext, **options: Any):
        self._connections, self._context, self._options = connections, context, options
        self._loop = asyncio.get_running_loop()
        self._since = self._loop.time()
        self._early = bytearray()
        self.address = ""

    def connection_made(self, transport: Any) -> None:
        """Register the connection and begin the handshake."""
        transport.pause_reading()  # until TLS reads
        self._transport = transport
        self.address = (transport.get_extra_info("peername") or [""])[0]
        self._connections.add(self)
        self._task = self._loop.create_task(self._shake_hands())

    def data_received(self, data: bytes) -> None:
        """Keep what arrives with the end of the handshake."""
        self._early += data

    def end(self) -> None:
        """Close the connection at once."""
        self._connections.remove(self)
        self._transport.abort()

    def overdue(self) -> bool:
        """Return whether the client has exceeded the time limit."""
        return self._loop.time() - self._since > limits.HEAD

    async def _shake_hands(self) -> None:
        try:
            secure = await self._loop.start_tls(self._transport, self, self._context, server_side=True)
        except OSError:  # not TLS, no common version, or closed; TLS errors are OSErrors, too
            return
        finally:
            self._connections.remove(self)
        if secure is None or self._transport.is_closing():
            return
        connection = Connection(self._connections, **self._options)
        connection.begin_with_tls(self._transport, self._since)
        secure.set_protocol(connection)
        connection.connection_made(secure)
        if self._early:
            connection.data_received(bytes(self._early))
