"""Embeddings, maps, tiles and models on a device, compared with float64 on the CPU."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

import numpy as np
import torch
from limits import Limits
from rasterio.windows import Window
from result import Result, difference, seconds_of

from satclip_backend.encoders import Encoder
from satclip_backend.encoders.families import family
from satclip_backend.encoders.heads import TOLERANCE
from satclip_backend.encoders.metadata import EncoderMetadata
from satclip_backend.geo.sampling import sample_points
from satclip_backend.models.mlp import MLPRegressor
from satclip_backend.rasters.grids import make_grid
from satclip_backend.rasters.rendering import Renderer
from satclip_backend.rasters.tiles import tile_grid

DEVIATIONS = "standard deviations"
FLOAT32, FLOAT64 = 1e-4, 1e-10
"""Tolerances of embeddings in standard deviations of an embedding."""
COMPARED = {"cuda": 4_000, "cpu": 1_000}
"""Number of points whose embeddings are compared, in addition to the poles and the antimeridian."""
TIMED = {"cuda": 400_000, "cpu": 1_000}
"""Number of points whose embeddings are timed."""
EDGES = [[0, 90], [0, -90], [180, 10], [-180, 10], [540.5, 30], [np.nan, 1], [1, 91]]

SATCLIP = {"degree": 40, "basis": "stable", "capacity": 512, "hidden_layers": 2, "dimension": 256, "w0": 30.0}
BASIS = {
    "network": "fcnet", "degree": 20, "frequencies": 32, "min_radius": 1.0, "max_radius": 90.0, "capacity": 256,
    "hidden_layers": 4, "dimension": 256, "w0": 30.0,
}  # fmt: skip
ENCODERS = {
    "SatCLIP, L = 40, stable": ("satclip", SATCLIP),
    "SatCLIP, L = 10, stable": ("satclip", SATCLIP | {"degree": 10}),
    "SatCLIP, L = 40, official": ("satclip", SATCLIP | {"basis": "official"}),
    "SatCLIP, L = 10, official": ("satclip", SATCLIP | {"degree": 10, "basis": "official"}),
    "sphereC+ and FCNet": ("basis-network", BASIS | {"basis": "spherec+"}),
    "spherical harmonics, L = 20, and FCNet": ("basis-network", BASIS | {"basis": "spherical-harmonics"}),
    "Slepian functions and a SIREN": (
        "basis-network",
        BASIS | {"basis": "slepian", "network": "siren", "cap": [10.0, 47.0, 20.0], "functions": [4, 3, 2]},
    ),
    "months": (
        "months",
        {
            "degree": 20, "months_degree": 8, "capacity": 512, "hidden_layers": 2, "dimension": 256, "w0": 30.0,
        },
    ),
    "Climplicit": ("climplicit", {"capacity": 512, "hidden_layers": 16, "dimension": 256}),
    "GeoCLIP": ("geoclip", {"capsules": 3, "features": 256, "width": 1024, "dimension": 512}),
    "SINR": ("sinr", {"frequencies": 1, "width": 256, "hidden_layers": 4, "projection": 0}),
    "CSP": (
        "csp",
        {
            "frequencies": 32, "min_radius": 0.1, "max_radius": 360.0, "width": 512, "hidden_layers": 1,
            "dimension": 256, "activation": "leakyrelu", "layer_norm": True, "skip_connection": True, "dropout": 0.5,
        },
    ),
    "TTE": (
        "tte",
        {
            "sites": 4096, "site_dimension": 384, "tokens": 64, "width": 512, "hidden_layers": 2, "dimension": 512,
            "cosine_attention": False, "normalised": True, "gate": 0.5,
        },
    ),
    "GPS2Vec, one zone": ("gps2vec", {"zones": ["32T"], "hidden": [256, 256, 256], "heads": [100]}),
    "RANGE": (
        "range",
        {
            "locations": 20_000, "features": 512, "key": SATCLIP | {"degree": 10}, "temperature": 12.0,
            "spatial_temperature": 40.0, "beta": 0.5,
        },
    ),
}  # fmt: skip
"""Family and settings by name. Tables of features (MOSAIKS) are always read on the CPU."""


def encoder(name: str, device: str) -> Encoder:
    """Return an encoder with fixed random weights, stored in float64, on a device."""
    kind, config = ENCODERS[name]
    network = family(kind).build(config)
    generator = torch.Generator().manual_seed(0)
    tensors = {}
    for key, shape in family(kind).shapes(config).items():
        spread = 0.5 if len(shape) < 2 else shape[-1] ** -0.5
        tensors[key] = torch.randn(shape, generator=generator, dtype=torch.float64) * spread
    if kind == "range":
        for key in ("positions", "keys"):
            tensors[key] = torch.nn.functional.normalize(tensors[key], dim=1)
    network.load_state_dict(tensors, assign=True)
    metadata = EncoderMetadata.of(kind, name, network.dimension, config, dtype="float64")
    return Encoder("random", network, metadata, device=device)


def compare_encoders(device: torch.device, limits: Limits) -> Iterator[Result]:
    """Compare the embeddings of all encoders with those of float64 on the CPU."""
    lonlat = np.concatenate([EDGES, sample_points(COMPARED[device.type], seed=1)])
    many = sample_points(TIMED[device.type], seed=2)
    for name in ENCODERS:
        reference, on_device = encoder(name, "cpu"), encoder(name, str(device))
        here, timed = lonlat, many
        if name.startswith("GPS2Vec"):  # which covers its zone only
            here, timed = (points * [6 / 360, 8 / 180] + [9, 44] for points in (lonlat, many))
        wanted = reference.encode(here, dtype="float64")
        for dtype, tolerance in (("float32", FLOAT32), ("float64", FLOAT64)):
            error = difference(on_device.encode(here, dtype=dtype), wanted)
            seconds = seconds_of(lambda d=dtype, e=on_device, p=timed: e.encode(p, dtype=d), device)
            rate = len(many) / seconds
            share = rate * _seconds_at_limits(on_device, dtype, limits) if device.type == "cuda" else None
            yield Result(f"{name}, {dtype}", error, tolerance, DEVIATIONS, f"{rate:,.0f} points/s", share)


def _seconds_at_limits(made: Encoder, dtype: str, limits: Limits) -> float:
    """Return the time per point at the limits: matrix products, one copy of the basis, and the result to the host."""
    weights = [value for value in made.network.parameters() if value.ndim == 2]
    size = 4 if dtype == "float32" else 8
    products = 2 * sum(value.numel() for value in weights)
    if made.metadata.months:
        products *= 12
    basis = max((value.shape[1] for value in weights), default=0) * (8 + size)
    return limits.seconds(dtype, products, basis, made.metadata.dimension * size)


def compare_maps(device: torch.device) -> Iterator[Result]:
    """Compare maps and tiles of three components with those of the CPU.

    Interpolated values of both are within `TOLERANCE` of the exact ones.
    """
    encoders = [encoder("SatCLIP, L = 40, stable", name) for name in ("cpu", str(device))]
    head = encoders[0].pca.first(3).head()
    world = make_grid([-180, -90, 180, 90], "EPSG:4326", 1.0)
    utm = make_grid([0, 4_500_000, 1_000_000, 5_500_000], "EPSG:32633", 2000)
    cases = {
        "map, world, 1 degree": (world, head, 2 * TOLERANCE),
        "map, world, 1 degree, every pixel": (world, head.exact(), FLOAT32),
        "map, UTM 33N, 2 km": (utm, head, 2 * TOLERANCE),
        "tile 5/17/10": (tile_grid(5, 17, 10), head, 2 * TOLERANCE),
    }
    spread = np.sqrt(encoders[0].pca.first(3).variance)[:, None, None]
    for name, (grid, used, tolerance) in cases.items():
        window = Window(0, 0, grid.width, grid.height)
        wanted, values = (Renderer(made, used).block(grid, window) for made in encoders)
        error = float(np.nanmax(np.abs(values - wanted) / spread))
        if not np.array_equal(np.isnan(values), np.isnan(wanted)):
            error = float("nan")
        renderer = Renderer(encoders[1], used)
        seconds = seconds_of(lambda r=renderer, g=grid, w=window: r.block(g, w), device)
        yield Result(
            f"{name}, {grid.width} x {grid.height}", error, tolerance, "standard deviations of a component",
            f"{grid.width * grid.height / seconds:,.0f} pixels/s",
        )  # fmt: skip


def compare_model(device: torch.device) -> Iterator[Result]:
    """Compare the predictions of a perceptron that was trained on the device with its predictions on the CPU."""
    rng = np.random.default_rng(0)
    features = rng.normal(size=(6000, 256)).astype(np.float32)
    target = np.sin(features[:, :3].sum(axis=1)) + 0.1 * rng.normal(size=6000)
    train, held = slice(0, 4000), np.arange(4000) >= 3600
    model = MLPRegressor(0, str(device))
    seconds = seconds_of(lambda: model.fit(features[train], target[train], held=held), device)
    on_cpu = MLPRegressor(0, "cpu").restore(deepcopy(model.tensors()))
    error = difference(model.predict(features[4000:]), on_cpu.predict(features[4000:]))
    rate = f"{4000 * model.epochs_ / seconds:,.0f} points/s trained"
    yield Result("perceptron on 256 features", error, FLOAT32, DEVIATIONS, rate)
