"""Caches of rendered tiles and of styles."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from satclip_backend.rasters.live_styles import Style
    from satclip_backend.rasters.rendering import Renderer

MOST_BYTES = 64_000_000
MOST_STYLES = 32


class TileCache:
    """Cache of PNG files by key; the least recently used are removed first. Not thread-safe."""

    def __init__(self) -> None:
        self._tiles: OrderedDict[Hashable, bytes] = OrderedDict()
        self._bytes = 0
        self.drawn = 0
        """Number of tiles rendered since the start."""

    def get(self, key: Hashable) -> bytes | None:
        """Return the tile of that key, or None."""
        if key in self._tiles:
            self._tiles.move_to_end(key)
        return self._tiles.get(key)

    def put(self, key: Hashable, tile: bytes) -> None:
        """Add a rendered tile."""
        self.drawn += 1
        self._bytes += len(tile) - len(self._tiles.pop(key, b""))
        self._tiles[key] = tile
        while self._bytes > MOST_BYTES:
            self._bytes -= len(self._tiles.popitem(last=False)[1])


class StyleCache:
    """Cache of styles by key. Concurrent requests for a style create it once, without blocking the event loop."""

    def __init__(self) -> None:
        self._entries: OrderedDict[Hashable, _Entry] = OrderedDict()

    async def get(
        self, key: Hashable, make: Callable[[], Awaitable[tuple[Style, Renderer]]]
    ) -> tuple[Style, Renderer]:
        """Return the style of that key and its renderer, created by `make` on first use.

        Raises what `make` raises; the next request for the style then calls it again.
        """
        entry = self._entries.setdefault(key, _Entry())
        self._entries.move_to_end(key)
        while len(self._entries) > MOST_STYLES:
            self._entries.popitem(last=False)
        async with entry.lock:
            if entry.style is None:
                entry.style = await make()
            return entry.style


@dataclass
class _Entry:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    style: tuple[Style, Renderer] | None = None
