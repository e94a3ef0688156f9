"""Drawing of tiles without a server."""

import asyncio

import numpy as np
from fastapi import Request

from satclip_backend.rasters.label_classifier import fit_labels
from satclip_backend.rasters.live_styles import label_style
from satclip_backend.rasters.rendering import Renderer
from satclip_backend.server.tile_cache import TileCache
from satclip_backend.server.tile_drawing import TileDrawing

A, B = [[13.4, 52.5], [10, 50]], [[-70.7, -33.4], [-60, -5]]


def request() -> Request:
    """Return a request without a body, whose client waits."""
    messages = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive():
        if messages:
            return messages.pop()
        return await asyncio.Future()

    return Request({"type": "http", "method": "GET", "path": "/", "headers": []}, receive)


def test_other_labels_begin_with_the_nodes_that_the_last_ones_needed(tiny_encoder):
    """A click makes another style. Its tiles need about as many nodes, and finding out takes time."""

    def make(*classes):
        found = fit_labels(tiny_encoder, [np.array(points) for points in classes])
        style = label_style(found, ["a", "b"], ["#ff0000", "#00ff00"], 0, None, False)
        return lambda: (style, Renderer(tiny_encoder, style.head))

    async def draw():
        drawing = TileDrawing(None, TileCache())
        style, first = await drawing.style(request(), ("hash", "labels", 1), make(A, B))
        initial = first.density
        first.density *= 1.2  # as blocks that need more nodes do
        await drawing.tile(request(), ("hash", "labels", 1), style, first, 9, 300, 170)
        _, second = await drawing.style(request(), ("hash", "labels", 2), make(A, [*B, [20, 0]]))
        _, other = await drawing.style(request(), ("hash", "clusters", 2), make(A, B))
        return initial, second.density, other.density

    initial, second, other = asyncio.run(draw())
    assert second == 1.2 * initial
    assert other == initial
