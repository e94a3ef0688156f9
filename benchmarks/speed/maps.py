"""Embedding maps, written to files by the command line."""

from __future__ import annotations

import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import points
import rasterio
from pyproj import Transformer
from timing import table

from satclip_backend.encoders import load_encoder
from satclip_backend.encoders.files import write_encoder
from satclip_backend.encoders.variants import with_stable_harmonics

ROUNDS = 5
COMMAND = [str(Path(sys.executable).with_name("satclip-backend")), "map"]
MAPS = {
    name: options.split()
    for name, options in {
        "world, 0.05 degree, EPSG:4326": "--extent -180 -90 180 90 --pixel-size 0.05",
        "2,000 x 2,000, 500 m, UTM 33N": "--extent 0 4500000 1000000 5500000 --crs EPSG:32633 --pixel-size 500",
        "world, 0.1 degree, EPSG:4326": "--extent -180 -90 180 90 --pixel-size 0.1",
        "world, 0.25 degree, EPSG:4326": "--extent -180 -90 180 90 --pixel-size 0.25",
        "the same, every pixel (--exact)": "--extent -180 -90 180 90 --pixel-size 0.25 --exact",
        "Mollweide, 10 km": "--extent -18000000 -9000000 18000000 9000000 --crs +proj=moll --pixel-size 10000",
    }.items()
}
TENTH = "world, 0.1 degree, EPSG:4326"
LONG = [
    "--extent",
    "-180",
    "-90",
    "180",
    "90",
    "--pixel-size",
    str(360 / 44_800),
]  # 44,800 x 22,400: 1.0e9 pixels
LONG_SECONDS = 300


def run(rates: dict[str, dict[str, float]]) -> str:
    """Return the section of the report. `rates` are points per second of the official code, by degree."""
    rows = []
    with tempfile.TemporaryDirectory(prefix="satclip-maps-") as folder:
        path = Path(folder) / "map.tif"
        small = Path(folder) / "random-l10.safetensors"
        made = points.encoder(10, "stable")
        write_encoder(small, made.network, made.metadata, made.pca)
        for name, options in MAPS.items():
            rows.append([f"bundled (L = 40): {name}", *_map(path, options, "bundled", rates.get("L=40", {}))])
        official = points.encoder(40, "official")
        for name, made in (
            ("official basis", official),
            ("with stable harmonics", with_stable_harmonics(official)),
        ):
            file = Path(folder) / f"random-l40-{made.basis}.safetensors"
            write_encoder(file, made.network, made.metadata, made.pca)
            case = f"random weights, L = 40, {name}: {TENTH}"
            rows.append([case, *_map(path, MAPS[TENTH], str(file), rates.get("L=40", {}))])
        world = "world, 0.05 degree, EPSG:4326"
        rows.append(
            [f"random weights, L = 10: {world}", *_map(path, MAPS[world], str(small), rates.get("L=10", {}))]
        )
    head = [
        "map",
        "pixels",
        "seconds: median (fastest to slowest)",
        "pixels per second",
        "speed-up over official",
    ]
    return table([*head, "largest error, standard deviations", "peak memory, MB"], rows)


def _map(path: Path, options: list[str], encoder: str, official: dict[str, float]) -> list[object]:
    command = [*COMMAND, "-o", path, "--encoder", encoder, *options]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as child:  # warm-up
        memory = 0.0
        while child.poll() is None:
            memory = max(memory, _family(child.pid))
            time.sleep(0.1)
    seconds = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        seconds.append(time.perf_counter() - began)
    with rasterio.open(path) as dataset:
        pixels = dataset.width * dataset.height
    middle = statistics.median(seconds)
    reference = official.get("official code (rshf 0.2.2), float64")
    return [
        f"{pixels:,}",
        f"{middle:.2f} ({min(seconds):.2f} to {max(seconds):.2f})",
        f"{pixels / middle:,.0f}",
        f"{pixels / middle / reference:,.0f}" if reference else "",
        f"{_error(path, encoder):.1e}",
        f"{memory:,.0f}",
    ]


def _error(path: Path, encoder: str, n: int = 20_000) -> float:
    """Return the largest error at random pixels compared with float64, in standard deviations of the component."""
    made = load_encoder(encoder, device="cpu")
    pca = made.pca.first(3)
    rng = np.random.default_rng(0)
    with rasterio.open(path) as dataset:
        rows, columns = rng.integers(0, dataset.height, n), rng.integers(0, dataset.width, n)
        order = np.argsort(rows)
        rows, columns = rows[order], columns[order]
        values = dataset.read()[:, rows, columns].T
        x, y = rasterio.transform.xy(dataset.transform, rows, columns)
        lonlat = np.column_stack(Transformer.from_crs(dataset.crs, 4326, always_xy=True).transform(x, y))
    known = np.isfinite(values[:, 0])
    wanted = (made.encode(lonlat[known], dtype="float64") - pca.mean) @ pca.components.T
    return float((np.abs(values[known] - wanted) / np.sqrt(pca.variance)).max())


def long_map() -> tuple[str, list[tuple[float, float]]]:
    """Return the section on a map of 10^9 pixels, and its memory (MB) by time in seconds for the plot."""
    memory: list[tuple[float, float]] = []
    with tempfile.TemporaryDirectory(prefix="satclip-maps-") as folder:
        log = Path(folder) / "log"
        with log.open("w") as said:
            child = subprocess.Popen(
                [*COMMAND, "-o", Path(folder) / "map.tif", *LONG],
                stdout=said,
                stderr=said,
                env={**os.environ},
            )
            began = time.monotonic()
            while child.poll() is None and time.monotonic() - began < LONG_SECONDS:
                time.sleep(1)
                memory.append((time.monotonic() - began, _family(child.pid)))
            ended = child.poll()
            if ended is None:
                child.send_signal(signal.SIGTERM)
                child.wait()
        last = log.read_text().splitlines()[-1:]
    if ended not in (None, 0):
        return f"The map of 10^9 pixels could not be created: {' '.join(last)}\n", []
    after = [mb for second, mb in memory if second > 20 and mb]
    state = "complete" if ended == 0 else f"stopped after {LONG_SECONDS} s"
    text = (
        f"44,800 x 22,400 pixels ({state}, {memory[-1][0]:.0f} s): after the first 20 s, the command and its child "
        f"process used {min(after):,.0f} to {max(after):,.0f} MB together.\n"
    )
    return text, memory


def _family(pid: int) -> float:
    """Return the memory of a process and its children in MB (resident; shared memory counts in each)."""
    total = 0.0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            status = (process / "status").read_text()
        except OSError:
            continue
        fields = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
        if (process.name == str(pid) or fields.get("PPid", "").strip() == str(pid)) and "VmRSS" in fields:
            total += int(fields["VmRSS"].split()[0]) / 1024
    return total


if __name__ == "__main__":
    print(json.dumps(long_map()[0]))
