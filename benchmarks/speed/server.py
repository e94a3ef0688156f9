"""The server: startup time, and tiles of the live layer as a map canvas requests them."""

from __future__ import annotations

import http.client
import io
import json
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import rasterio
from timing import table

from satclip_backend.encoders import load_encoder
from satclip_backend.rasters.pca_colours import PcaColours
from satclip_backend.rasters.tiles import SIDE, tile_grid

ZOOMS = range(0, 19)
CANVAS = (6, 4)
"""Number of tiles on a canvas of about 1,500 x 1,000 pixels."""
VIEWS = 3
"""Number of views at each zoom, around points on land."""
PLACES = ((13.4, 52.5), (-60.0, -5.0), (103.0, 30.0))
STYLES = {"pca": "", "similarity": "?places=10,25", "clusters": "?k=8"}


class Server:
    """A server process."""

    def __init__(self, home: str) -> None:
        self.runtime_file = Path(home) / "run" / "server.json"
        self.began = time.perf_counter()
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-m", "satclip_backend", "serve"],
            env={**os.environ, "SATCLIP_HOME": home},
            stderr=subprocess.DEVNULL,
        )
        while not self.runtime_file.exists():
            time.sleep(0.005)
        runtime = json.loads(self.runtime_file.read_text())
        self.token = runtime["token"]
        self.connection = http.client.HTTPConnection(
            "127.0.0.1", runtime["port"], timeout=60
        )  # kept alive, as in QGIS

    def get(self, path: str) -> bytes:
        """Return the body of a response. Raises RuntimeError if it is not successful."""
        self.connection.request("GET", path, headers={"Authorization": f"Bearer {self.token}"})
        answer = self.connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise RuntimeError(body.decode())
        return body


@contextmanager
def server() -> Iterator[Server]:
    """Run a server with its own data folder."""
    with tempfile.TemporaryDirectory(prefix="satclip-home-") as home:
        started = Server(home)
        try:
            yield started
        finally:
            started.process.terminate()
            started.process.wait()


def start(rounds: int = 5) -> str:
    """Return the section on startup: from the start of the process to its first response."""
    seconds = []
    for _ in range(rounds + 1):
        with server() as started:
            started.get("/status")
            seconds.append(time.perf_counter() - started.began)
    seconds = seconds[1:]
    return (
        f"Time until the server responds: {statistics.median(seconds):.2f} s ({min(seconds):.2f} to "
        f"{max(seconds):.2f}).\n"
    )


def tiles() -> tuple[str, dict[str, dict[int, list[float]]]]:
    """Return the section on tiles, and milliseconds by style and zoom for the plot."""
    found: dict[str, dict[int, list[float]]] = {}
    rows = []
    with server() as running:
        for style, query in STYLES.items():
            running.get(f"/tiles/bundled/{style}/5/9/9.png{query}")  # warm-up: loads torch and the style
            found[style] = {}
            for z in ZOOMS:
                for x, y in _asked_for(z):
                    began = time.perf_counter()
                    running.get(f"/tiles/bundled/{style}/{z}/{x}/{y}.png{query}")
                    found[style].setdefault(z, []).append(1000 * (time.perf_counter() - began))
            everything = sorted(value for values in found[style].values() for value in values)
            low = [value for z in (0, 1, 2) for value in found[style][z]]
            rows.append(
                [
                    style,
                    len(everything),
                    f"{statistics.median(everything):.0f}",
                    f"{everything[int(0.95 * len(everything))]:.0f}",
                    f"{statistics.median(low):.0f}",
                    f"{statistics.median(found[style][10]):.0f}",
                    str(_error(running)) if style == "pca" else "",
                ]
            )
    head = [
        "style",
        "tiles",
        "median, ms",
        "95th percentile, ms",
        "median of zooms 0 to 2",
        "median of zoom 10",
    ]
    text = table([*head, "largest error of 0 to 255"], rows)
    return text + (
        f"\nAll tiles that a canvas of {CANVAS[0]} x {CANVAS[1]} tiles shows at zoom levels 0 to {ZOOMS[-1]} around "
        f"{len(PLACES)} locations. Each tile is requested once, one after the other. None is in the cache.\n"
    ), found


def _asked_for(z: int) -> list[tuple[int, int]]:
    asked = {}
    for lon, lat in PLACES[:VIEWS]:
        n = 2**z
        x, y = (lon + 180) / 360 * n, (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * n
        for i in range(CANVAS[0]):
            for j in range(CANVAS[1]):
                tile = math.floor(x) + i - CANVAS[0] // 2, math.floor(y) + j - CANVAS[1] // 2
                if 0 <= tile[0] < n and 0 <= tile[1] < n:
                    asked[tile] = None
    return list(asked)


def _error(running: Server) -> int:
    """Return the largest difference of red, green or blue (0 to 255) from the colours of float64 values."""
    encoder = load_encoder("bundled", device="cpu")
    pca = encoder.pca.first(3)
    colours, worst = PcaColours(pca), 0
    rng = np.random.default_rng(0)
    for z, x, y in ((1, 1, 0), (3, 4, 2), (4, 8, 5), (6, 34, 21), (9, 275, 167)):
        with rasterio.open(io.BytesIO(running.get(f"/tiles/bundled/pca/{z}/{x}/{y}.png"))) as image:
            shown = image.read()[:3]
        rows, columns = rng.integers(0, SIDE, 2000), rng.integers(0, SIDE, 2000)
        lonlat = tile_grid(z, x, y).lonlat_at(columns + 0.5, rows + 0.5)
        values = (encoder.encode(lonlat, dtype="float64") - pca.mean) @ pca.components.T
        wanted = colours.paint(values.T)
        worst = max(worst, int(np.abs(shown[:, rows, columns].astype(int) - wanted).max()))
    return worst
