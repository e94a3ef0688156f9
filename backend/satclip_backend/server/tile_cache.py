"""Tiles that were drawn, and styles that are ready to draw more, as long as there is room."""

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
    """PNG files by key; the one that was not asked for the longest goes first. For one thread."""

    def __init__(self) -> None:
        self._tiles: OrderedDict[Hashable, bytes] = OrderedDict()
        self._bytes = 0
        self.drawn = 0
        """How many were ever drawn."""

    def get(self, key: Hashable) -> bytes | None:
        """The tile of that key, if it is there."""
        if key in self._tiles:
            self._tiles.move_to_end(key)
        return self._tiles.get(key)

    def put(self, key: Hashable, tile: bytes) -> None:
        """Keep a tile that was drawn."""
        self.drawn += 1
        self._bytes += len(tile) - len(self._tiles.pop(key, b""))
        self._tiles[key] = tile
        while self._bytes > MOST_BYTES:
            self._bytes -= len(self._tiles.popitem(last=False)[1])


class StyleCache:
    """Styles by key, each made once whoever asks for it meanwhile. For one thread, of which waiting takes nothing."""

    def __init__(self) -> None:
        self._entries: OrderedDict[Hashable, _Entry] = OrderedDict()

    async def get(
        self, key: Hashable, make: Callable[[], Awaitable[tuple[Style, Renderer]]]
    ) -> tuple[Style, Renderer]:
        """The style of that key and what draws it; `make` makes them.

        Raises what `make` raises; then the next who waits for the style makes it.
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
