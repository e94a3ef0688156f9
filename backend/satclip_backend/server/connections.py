"""Limits on connections before their request has shown the token: a few seconds, and a bounded number.

uvicorn has no timeout for a connection that sends nothing (`timeout_keep_alive` starts after a response, and
`limit_concurrency` refuses valid clients while silent ones stay). So this protocol distinguishes connections that
wait, for a request's head or for the token, from those with a request in progress. When there are too many
connections, the one that has waited longest is closed, so a client that sends its request at once always gets
through.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    from satclip_backend.server.tls import Handshake

HEAD = 10.0
"""Seconds within which a request's head must arrive, from the start of the connection or the last response."""

WINDOW = 10.0
"""Seconds within which a client must make progress with sending or receiving a body."""

STEP = 1000
"""Bytes of a body that must arrive within `WINDOW`."""

STALLED = 30.0
"""Seconds after which a response that the client does not read is aborted."""

MOST = 256
"""Largest number of concurrent connections, if the system allows as many."""

RESERVE = 40
"""File descriptors reserved for the server itself: its libraries, logs, and pipes to its children."""

EACH = 2
"""File descriptors that a connection may need: its own and one for a file that is sent or received."""

ADMITTED = "admitted"
"""Key in a request's `state` that marks it as authenticated and in progress."""


def most_connections() -> int:
    """Return the number of connections, 4 to `MOST`, that the system's limit on open files allows."""
    if sys.platform == "win32":
        return MOST
    import resource

    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return MOST if soft == resource.RLIM_INFINITY else min(max((soft - RESERVE) // EACH, 4), MOST)


class Connections:
    """The connections of one server: at most `most`, and at most half as many waiting from one address."""

    def __init__(self, most: int):
        self.most = most
        self.most_requests = max(most // 2, 1)
        """Largest number of concurrent requests. There are more connections, so one can always be closed."""
        self.batch = max(most // 8, 1)
        """Number of connections to accept before reading from the accepted ones."""
        self._open: dict[Connection | Handshake, None] = {}

    def protocol(self, *arguments: Any, **options: Any) -> Connection:
        """Return a protocol for a new connection; the factory that uvicorn calls."""
        return Connection(self, *arguments, **options)

    def add(self, connection: Connection | Handshake) -> None:
        """Add a connection. If there are too many, close the one that has waited longest."""
        self._open[connection] = None
        waiting = [other for other in self._open if other.waiting]
        neighbours = [other for other in waiting if other.address == connection.address]
        if len(neighbours) > self.most // 2:
            neighbours[0].end()
        elif waiting and len(self._open) > self.most:
            waiting[0].end()

    def begins_to_wait(self, connection: Connection) -> None:
        """Move a connection whose request has been answered to the end of the waiting ones."""
        if connection in self._open:
            self._open[connection] = self._open.pop(connection)

    def remove(self, connection: Connection | Handshake) -> None:
        """Remove a connection that has ended."""
        self._open.pop(connection, None)

    def sweep(self) -> None:
        """Close connections that have taken too long. Call it every second or more often."""
        for connection in list(self._open):
            if connection.overdue():
                connection.end()


class Connection(H11Protocol):
    """A connection that records how long it has waited and when it last made progress."""

    def __init__(self, connections: Connections, *arguments: Any, **options: Any):
        super().__init__(*arguments, **options)
        self._connections = connections
        self._since = self._moved = self._window = self.loop.time()
        self._received = self._unsent = 0
        self._lower: Any = None

    def begin_with_tls(self, transport: Any, since: float) -> None:
        """Count the time from `since`, the start of the handshake, and what waits in the transport below TLS."""
        self._lower, self._since = transport, since

    @property
    def address(self) -> str:
        """Address of the client, "" if unknown."""
        return self.client[0] if self.client else ""

    @property
    def working(self) -> bool:
        """Whether a request has arrived that is not answered yet."""
        return self.cycle is not None and not self.cycle.response_complete

    @property
    def waiting(self) -> bool:
        """Whether the connection may be closed to make room: it has no request, or one that is not authenticated."""
        return not self.working or not self.scope["state"].get(ADMITTED)

    def connection_made(self, transport: Any) -> None:
        """Register the connection."""
        super().connection_made(transport)
        self._connections.add(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """Unregister the connection."""
        self._connections.remove(self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Record the received bytes and the start of a request."""
        self._received += len(data)
        worked = self.working
        super().data_received(data)
        if self.working and not worked:
            self._begin_window()

    def on_response_complete(self) -> None:
        """Record that the connection now waits for its next request."""
        self._since = self.loop.time()
        self._connections.begins_to_wait(self)
        super().on_response_complete()
        self._begin_window()

    def resume_writing(self) -> None:
        """Record that the client has received a part of the response."""
        self._moved = self.loop.time()
        super().resume_writing()

    def end(self) -> None:
        """Close the connection at once, with any response unsent."""
        self._connections.remove(self)  # by TLS, it is lost only a few turns of the loop later
        self.transport.abort()

    def overdue(self) -> bool:
        """Return whether the client has exceeded a time limit."""
        now = self.loop.time()
        unsent = self.transport.get_write_buffer_size()
        if self._lower is not None:
            unsent += self._lower.get_write_buffer_size()
        if unsent < self._unsent or not unsent:
            self._moved = now
        self._unsent = unsent
        if unsent:
            return now - self._moved > STALLED
        if not self.working:
            return now - self._since > HEAD
        return self._body_is_slow(now)

    def _body_is_slow(self, now: float) -> bool:
        if now - self._window < WINDOW:
            return False
        expected = self.cycle.more_body and not self.cycle.body and not self.flow.read_paused
        slow = expected and self._received < STEP
        self._begin_window()
        return slow

    def _begin_window(self) -> None:
        self._window, self._received = self.loop.time(), 0
