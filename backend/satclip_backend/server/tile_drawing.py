"""Drawing of tiles on request: styles are created once, the newest request is next, abandoned ones are dropped."""

from __future__ import annotations

from collections.abc import Callable
from threading import Semaphore
from typing import TYPE_CHECKING, TypeVar

from anyio import CapacityLimiter, to_thread
from fastapi import Request

from satclip_backend.limits import cores
from satclip_backend.server.encoder_cache import EncoderCache
from satclip_backend.server.fair_turns import FairTurns
from satclip_backend.server.problems import Problem, client_gone
from satclip_backend.server.tile_cache import StyleCache, TileCache
from satclip_backend.server.tile_limiter import LifoLimiter
from satclip_backend.server.users import user_of
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder
    from satclip_backend.rasters.live_styles import Style
    from satclip_backend.rasters.rendering import Renderer

T = TypeVar("T")

CORES_A_TILE = 4
"""Cores that compute a tile together: the first tile of a view is ready sooner than if each core computed another."""


class TileDrawing:
    """Draws tiles in threads, with encoders from `encoders`; rendered tiles are stored in `tiles`."""

    def __init__(self, encoders: EncoderCache, tiles: TileCache) -> None:
        self._encoders, self._tiles, self._styles = encoders, tiles, StyleCache()
        self._densities: dict[tuple, float] = {}
        """Density of nodes of the last tile by encoder and kind of style: other labels need about the same."""
        at_once = max(2, cores())
        # Separate thread limits: clusters, labels and the first use of an encoder take seconds and must not block
        # other routes.
        self._finding, self._making, self._drawing = (CapacityLimiter(at_once) for _ in range(3))
        self._compute = Semaphore(max(1, cores() // CORES_A_TILE))
        self._compute_turns, self._draw_turns = LifoLimiter(at_once), LifoLimiter(at_once)
        self._short_turns = FairTurns(at_once)

    async def encoder(self, encoder_id: str) -> Encoder:
        """Return the encoder of that id. Raises NotFoundError, or SatclipError if its file is damaged."""
        return await to_thread.run_sync(self._encoders.get, encoder_id, limiter=self._finding)

    async def look_up(self, request: Request, function: Callable[[], T]) -> T:
        """Run a short computation in a thread. Users take turns."""
        async with self._short_turns.of(user_of(request).id):
            return await to_thread.run_sync(function)

    async def style(
        self, request: Request, key: tuple, make: Callable[[], tuple[Style, Renderer]]
    ) -> tuple[Style, Renderer]:
        """Return the style of that key and its renderer, created by `make` on first use.

        The first two items of the key are the hash of the encoder and the name of the style. Raises Problem if the
        client has disconnected.
        """

        async def make_in_turn() -> tuple[Style, Renderer]:
            async with self._compute_turns:
                await _still_wanted(request)
                style, renderer = await to_thread.run_sync(make, limiter=self._making)
            renderer.density = self._densities.get(key[:2], renderer.density)
            return style, renderer

        await request.body()  # the next message is the end of the connection
        return await self._styles.get(key, make_in_turn)

    async def tile(
        self, request: Request, key: tuple, style: Style, renderer: Renderer, z: int, x: int, y: int
    ) -> bytes:
        """Return a tile as PNG. `key` is that of the style. Raises Problem if the client has disconnected."""
        key = *key, z, x, y
        if (known := self._tiles.get(key)) is None:
            async with self._draw_turns:
                await _still_wanted(request)
                if (known := self._tiles.get(key)) is None:
                    known = await to_thread.run_sync(
                        self._draw, renderer, style, z, x, y, limiter=self._drawing
                    )
                    self._densities[key[:2]] = renderer.density
                    self._tiles.put(key, known)
        return known

    def _draw(self, renderer: Renderer, style: Style, z: int, x: int, y: int) -> bytes:
        from satclip_backend.rasters.tiles import draw_tile  # slow import: rasterio

        return draw_tile(renderer, style, z, x, y, self._compute)


def check_tile(z: int, x: int, y: int) -> None:
    """Raise Problem if there is no such tile."""
    if max(x, y) >= 2**z:
        raise Problem(
            404,
            _(
                "There is no tile {z}/{x}/{y}: at zoom {z} both go from 0 to {value}.",
                z=str(z),
                x=str(x),
                y=str(y),
                value=str(2**z - 1),
            ),
        )


async def _still_wanted(request: Request) -> None:
    if await request.is_disconnected():
        raise client_gone()
