"""What a connection may cost before its request has shown the token: a few seconds, and one place of a bounded number.

uvicorn has no limit of its own on a connection that says nothing (`timeout_keep_alive` begins after a response, and
`limit_concurrency` turns good clients away while silent ones stay). So its protocol is told apart here: connections
that wait, for a request's head or for the token, and those whose request is at work. When places run short, the one
that has waited the longest makes room, so a client that sends its request at once always gets through.
"""

from __future__ import annotations

import sys
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD = 10.0
"""Seconds until a request's head must have come, from the connection's begin or the last response."""

WINDOW = 10.0
"""Seconds in which a client that sends a body, or is sent one, must take a step."""

STEP = 1000
"""Bytes of a body that must come in a window."""

STALLED = 30.0
"""Seconds after which a response that the client does not read is given up."""

MOST = 256
"""Connections at once, where the system allows as many."""

RESERVE = 40
"""Descriptors that connections leave to the server itself: its libraries, logs, and the pipes of its children."""

EACH = 2
"""Descriptors that a connection may need: its own, and that of the file that it sends or is sent."""

ADMITTED = "admitted"
"""Key in a request's `state` that says that it has shown the token and is being answered."""


def most_connections() -> int:
    """How many connections the system's limit on open files leaves room for: 4 to `MOST`."""
    if sys.platform == "win32":
        return MOST
    import resource

    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return MOST if soft == resource.RLIM_INFINITY else min(max((soft - RESERVE) // EACH, 4), MOST)


class Connections:
    """The connections of one server: `most` at once, half of them such as wait from one address."""

    def __init__(self, most: int):
        self.most = most
        self.most_requests = max(most // 2, 1)
        """Requests at once. Fewer than connections, so that there is always one to make room."""
        self.batch = max(most // 8, 1)
        """How many to accept before those that were accepted are read from."""
        self._open: dict[Connection, None] = {}

    def protocol(self, *arguments: Any, **options: Any) -> Connection:
        """A protocol for a new connection, which uvicorn asks for."""
        return Connection(self, *arguments, **options)

    def add(self, connection: Connection) -> None:
        """Take one in. The one that has waited the longest goes where there are too many."""
        self._open[connection] = None
        waiting = [other for other in self._open if other.waiting]
        neighbours = [other for other in waiting if other.address == connection.address]
        if len(neighbours) > self.most // 2:
            neighbours[0].end()
        elif waiting and len(self._open) > self.most:
            waiting[0].end()

    def begins_to_wait(self, connection: Connection) -> None:
        """Its request is answered: of those that wait it is the last now."""
        if connection in self._open:
            self._open[connection] = self._open.pop(connection)

    def remove(self, connection: Connection) -> None:
        """Forget one that has ended."""
        self._open.pop(connection, None)

    def sweep(self) -> None:
        """End those that have taken too long. To be called every second or more often."""
        for connection in list(self._open):
            if connection.overdue():
                connection.end()


class Connection(H11Protocol):
    """A connection that knows how long it has waited and when it last moved."""

    def __init__(self, connections: Connections, *arguments: Any, **options: Any):
        super().__init__(*arguments, **options)
        self._connections = connections
        self._since = self._moved = self._window = self.loop.time()
        self._received = self._unsent = 0

    @property
    def address(self) -> str:
        """Where the client is."""
        return self.client[0] if self.client else ""

    @property
    def working(self) -> bool:
        """Whether a request has come that is not answered yet."""
        return self.cycle is not None and not self.cycle.response_complete

    @property
    def waiting(self) -> bool:
        """Whether it costs a place for nothing: no request, or one that is only refused."""
        return not self.working or not self.scope["state"].get(ADMITTED)

    def connection_made(self, transport: Any) -> None:
        """Count the connection."""
        super().connection_made(transport)
        self._connections.add(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """Count the connection no longer."""
        self._connections.remove(self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Note how much has come, and when a request begins."""
        self._received += len(data)
        worked = self.working
        super().data_received(data)
        if self.working and not worked:
            self._begin_window()

    def on_response_complete(self) -> None:
        """Note that the connection waits for its next request from now on."""
        self._since = self.loop.time()
        self._connections.begins_to_wait(self)
        super().on_response_complete()
        self._begin_window()

    def resume_writing(self) -> None:
        """Note that the client has taken some of the response."""
        self._moved = self.loop.time()
        super().resume_writing()

    def end(self) -> None:
        """Close it now, whatever it has yet to send."""
        self.transport.abort()

    def overdue(self) -> bool:
        """Whether the client has let the server wait for too long."""
        now = self.loop.time()
        unsent = self.transport.get_write_buffer_size()
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
