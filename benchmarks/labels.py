"""Measure how fast labels become a map: from sending the labels to the first and to the last tile of a view.

    python benchmarks/labels.py [--rounds 10]

A server with `bundled` gets random labels on land of three classes, with one more each round, as after each click. Then
all tiles of a view of 1,600 x 1,000 pixels are requested over six connections, as QGIS does. No tile is in the cache.
"""

from __future__ import annotations

import argparse
import http.client
import itertools
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from satclip_backend.geo.sphere import fibonacci_lattice
from satclip_backend.rasters.masks import read_mask

CONNECTIONS = 6
COLOURS = ("#0072b2", "#e69f00", "#009e73")
VIEWS = {"world, zoom 3": (3, 0, 2, 8, 5), "Europe, zoom 5": (5, 13, 8, 8, 5)}
"""Zoom, first column and row, and number of columns and rows of the tiles."""
LABELS = (6, 12, 24, 40, 100, 200)


def labels(count: int, seed: int) -> dict:
    """Return a set of labels: the class depends on the latitude and chance."""
    points = fibonacci_lattice(5000)
    points = points[read_mask().contains(points)]
    rng = np.random.default_rng(seed)
    chosen = points[rng.choice(len(points), count, replace=False)]
    order = np.argsort(np.abs(chosen[:, 1]) + rng.normal(0, 8, count))
    parts = np.array_split(chosen[order], len(COLOURS))
    return {
        "classes": [
            {"name": colour, "colour": colour, "lonlat": part.tolist()}
            for colour, part in zip(COLOURS, parts)
        ]
    }


def measure(runtime: dict, count: int, view: tuple[int, ...], seed: int) -> tuple[float, float, float]:
    """Return the seconds until the reply to the labels, the first tile and the last tile."""
    z, left, top, columns, rows = view
    local = threading.local()

    def ask(method: str, path: str, body: dict | None = None) -> tuple[bytes, float]:
        if not hasattr(local, "connection"):
            local.connection = http.client.HTTPConnection("127.0.0.1", runtime["port"], timeout=60)
        headers = {"Authorization": f"Bearer {runtime['token']}", "Content-Type": "application/json"}
        local.connection.request(method, path, json.dumps(body) if body else None, headers)
        reply = local.connection.getresponse()
        content = reply.read()
        if reply.status != 200:
            raise RuntimeError(content.decode())
        return content, time.perf_counter()

    body = labels(count, seed)
    began = time.perf_counter()
    content, answered = ask("POST", "/tiles/bundled/labels", body)
    base = f"/tiles/bundled/labels/{json.loads(content)['id']}/{z}"
    paths = [f"{base}/{left + i}/{top + j}.png" for i, j in itertools.product(range(columns), range(rows))]
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        arrived = [at for _, at in pool.map(lambda path: ask("GET", path), paths)]
    return answered - began, min(arrived) - began, max(arrived) - began


def main() -> int:
    """Print a table of the medians."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=10)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory(prefix="satclip-home-") as home:
        server = subprocess.Popen(
            [sys.executable, "-I", "-m", "satclip_backend", "serve"], env={**os.environ, "SATCLIP_HOME": home}
        )
        try:
            file = Path(home) / "run" / "server.json"
            while not file.exists():
                time.sleep(0.01)
            runtime = json.loads(file.read_text())
            for view in VIEWS.values():
                measure(runtime, 30, view, 0)  # loads scikit-learn and the encoder
            print("| view | labels | reply, ms | first tile, ms | all 40 tiles, ms |")
            print("| --- | ---: | ---: | ---: | ---: |")
            for (name, view), count in itertools.product(VIEWS.items(), LABELS):
                found = [measure(runtime, count, view, view[0] * rounds + i) for i in range(rounds)]
                medians = [f"{1000 * statistics.median(column):.0f}" for column in zip(*found)]
                print(f"| {name} | {count} | {' | '.join(medians)} |", flush=True)
        finally:
            server.terminate()
            server.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
