"""Benchmark how well folds match prediction distances, for clustered samples on land."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from satclip_backend.geo.distances import nearest_km, nearest_other_fold_km
from satclip_backend.geo.sampling import sample_points
from satclip_backend.models.folds import block_kfold, knndm, random_kfold, wasserstein_km
from satclip_backend.rasters.masks import read_mask

AREAS = {"the world": (-180.0, -60.0, 180.0, 75.0), "Africa": (-20.0, -36.0, 52.0, 38.0)}
ROWS, PLACES = 1000, 2000
CLUSTERS = (10, 30, 100)
SIZES = (100, 300, 1000)
"""Sides of blocks in km."""
K = 5


def sample(extent, clusters: int, seed: int) -> NDArray[np.float64]:
    """Return observations (n, 2) on land, in clusters with a standard deviation of one degree."""
    rng, land = np.random.default_rng(seed), read_mask()
    centres = sample_points(clusters, seed, land, extent)
    rows = centres[rng.integers(clusters, size=4 * ROWS)] + rng.normal(0, 1, (4 * ROWS, 2))
    return rows[land.contains(rows)][:ROWS]


def mismatches(rows: NDArray, area: NDArray, seed: int) -> dict[str, float]:
    """Return the Wasserstein distance in km from the distances of the area, by kind of folds."""
    wanted = nearest_km(area, rows)
    made = {
        "kNNDM": knndm(rows, area, K, seed),
        **{f"blocks of {size:,} km": block_kfold(rows, size, K, seed) for size in SIZES},
        "random": random_kfold(rows, K, seed),
    }
    return {
        name: wasserstein_km(nearest_other_fold_km(rows, folds.index), wanted) for name, folds in made.items()
    }


def told(seeds: int) -> str:
    """Return Markdown: means over seeds, and how often kNNDM is best."""
    lines, best, count = [], 0, 0
    for name, extent in AREAS.items():
        for clusters in CLUSTERS:
            found = [
                mismatches(
                    sample(extent, clusters, seed),
                    sample_points(PLACES, seed + 1000, read_mask(), extent),
                    seed,
                )
                for seed in range(seeds)
            ]
            best += sum(min(each, key=each.__getitem__) == "kNNDM" for each in found)
            count += len(found)
            if not lines:
                lines = [
                    "| area | clusters | " + " | ".join(found[0]) + " |",
                    "| --- " * (2 + len(found[0])) + "|",
                ]
            cells = [
                f"{np.mean([each[kind] for each in found]):.0f} ± {np.std([each[kind] for each in found]):.0f}"
                for kind in found[0]
            ]
            lines.append(f"| {name} | {clusters} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + f"\n\nThe distance of kNNDM is the smallest in {best} of {count} samples.\n"
