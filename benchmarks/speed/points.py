"""Scattered points: all components of the embeddings, by this project and others, at L = 40 and L = 10."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import peers
import torch
from machine import CORES
from timing import Timing, side_by_side, table

from satclip_backend.encoders import Encoder
from satclip_backend.encoders.gridded import WIDTH
from satclip_backend.encoders.metadata import EncoderMetadata
from satclip_backend.encoders.network import LocationEncoder

BATCH = 10_000
"""Batch size of the other packages, which suits them."""
MANY, SOME = 1_000_000, 100_000
JUDGED = 20_000
"""Number of points at which errors are computed."""


def sphere(n: int) -> np.ndarray:
    """Return points (n, 2), uniform on the sphere."""
    rng = np.random.default_rng(0)
    return np.column_stack([rng.uniform(-180, 180, n), np.degrees(np.arcsin(rng.uniform(-1, 1, n)))])


def encoder(degree: int, basis: str) -> Encoder:
    """Return an encoder of the released shape, with random weights initialised as in the official code."""
    network = LocationEncoder(
        degree, basis=basis, dtype=torch.float64, generator=torch.Generator().manual_seed(degree)
    )
    metadata = EncoderMetadata(
        "Random", degree, basis, capacity=512, dimension=256, hidden_layers=2, dtype="float64"
    )
    return Encoder("random", network, metadata, device="cpu")


def run(rates: dict[str, float]) -> tuple[str, dict[str, dict[str, float]]]:
    """Return the section of the report, and points per second by degree and case for the plot."""
    missing = peers.install()
    text, plot = "", {}
    for degree in (40, 10):
        rows, plot[f"L={degree}"] = _degree(degree, missing)
        text += f"\n### L = {degree}\n\n" + table(
            [
                "evaluation",
                "points",
                "points per second: median (slowest to fastest)",
                "speed-up over official",
                "error",
            ],
            rows,
        )
    return "\n" + _roofline(rates, plot["L=40"]["stable, float32"]) + text, plot


def _degree(degree: int, missing: str) -> tuple[list[list[object]], dict[str, float]]:
    stable, official = encoder(degree, "stable"), encoder(degree, "official")
    lonlat, many = sphere(BATCH), sphere(MANY)
    float32 = LocationEncoder(degree)
    float32.load_state_dict({name: value.float() for name, value in stable.network.state_dict().items()})
    cases: dict[str, tuple[int, Callable[[], object]]] = {}
    if not missing:
        theirs, tg64, tg32 = (
            peers.official(degree),
            peers.torchgeo(degree, torch.float64),
            peers.torchgeo(degree, torch.float32),
        )
        double, single = torch.from_numpy(lonlat), torch.from_numpy(lonlat).float()
        cases["official code (rshf 0.2.2), float64"] = (
            BATCH,
            _threaded(lambda: official.network.embed(theirs(double))),
        )
        cases["torchgeo 0.10.1, float64"] = BATCH, _threaded(lambda: stable.network.embed(tg64(double)))
        cases["torchgeo 0.10.1, float32"] = BATCH, _threaded(lambda: float32.eval().embed(tg32(single)))
    cases |= {
        "stable, float32": (MANY, lambda: stable.encode(many)),
        "stable, float64": (SOME, lambda: stable.encode(many[:SOME], dtype="float64")),
        "official basis, float32": (SOME, lambda: official.encode(many[:SOME])),
        "official basis, float64": (SOME, lambda: official.encode(many[:SOME], dtype="float64")),
    }
    timings = side_by_side({name: run for name, (_, run) in cases.items()})
    rates = {name: cases[name][0] / timing.median for name, timing in timings.items()}
    reference = rates.get("official code (rshf 0.2.2), float64")
    errors = {
        "stable, float32": _error(stable, "float32"),
        "stable, float64": _error(stable, "float64"),
        "official basis, float32": _error(official, "float32"),
        "official basis, float64": _error(official, "float64"),
    }
    rows = [_row(name, cases[name][0], timing, reference, errors) for name, timing in timings.items()]
    if missing:
        rows.insert(
            0, ["official code (rshf 0.2.2), torchgeo 0.10.1", "", f"not compared: {missing}", "", ""]
        )
    return rows, rates


def _row(
    name: str, count: int, timing: Timing, reference: float | None, errors: dict[str, float]
) -> list[object]:
    against = f"{count / timing.median / reference:.1f}" if reference else ""
    error = f"{errors[name]:.1e}" if name in errors else ""
    return [name, f"{count:,}", timing.rate(count), against, error]


def _threaded(run: Callable[[], object]) -> Callable[[], object]:
    """Run one batch with all cores, as the other packages do; this project runs one batch per core."""

    def threaded() -> None:
        torch.set_num_threads(CORES)
        try:
            with torch.inference_mode():
                run()
        finally:
            torch.set_num_threads(1)

    return threaded


def _error(made: Encoder, dtype: str) -> float:
    """Return the largest distance to the plain float64 evaluation, relative to the norm of the embedding."""
    lonlat = sphere(JUDGED)
    with torch.inference_mode():
        wanted = made.network(torch.from_numpy(lonlat)).numpy()
    off = np.linalg.norm(made.encode(lonlat, dtype=dtype) - wanted, axis=1)
    return float((off / np.linalg.norm(wanted, axis=1)).max())


def _roofline(rates: dict[str, float], reached: float) -> str:
    taps = (WIDTH + 1) ** 2  # a million points on the globe are interpolated from squares of two cells
    parts = {
        f"first layer: {taps} x 512 multiply-adds": taps * 512,
        "second layer: 512 x 512": 512 * 512,
        "last layer: 512 x 256": 512 * 256,
    }
    seconds = {name: 2 * count / rates["float32"] for name, count in parts.items()}
    seconds["1,024 sines"] = 1024 / rates["sines"]
    whole = sum(seconds.values())
    rows = [[name, f"{1e6 * value:.3f}"] for name, value in seconds.items()]
    rows += [["sum", f"{1e6 * whole:.3f}"], ["measured", f"{1e6 / reached:.3f}"]]
    return (
        "### Comparison with the limit of the machine: stable basis, float32, L = 40\n\n"
        + table(["per point", f"microseconds on {CORES} cores"], rows)
        + f"\nProducts and sines, at the rates measured above, take {whole * reached:.0%} of the time. The rest is for "
        "sorting the points, reading the table and writing 1 kB per point. The official evaluation needs 1,600 x 512 "
        "multiply-adds in the first layer alone, in addition to the 1,600 harmonics.\n"
    )
