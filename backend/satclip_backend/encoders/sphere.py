"""Points that are uniform on the sphere."""

from __future__ import annotations

import numpy as np


def fibonacci_lattice(n: int) -> np.ndarray:
    """`n` points spread evenly over the sphere: (n, 2) float64 longitudes in [-180, 180) and latitudes,
    degrees.

    Each stands for the same area, 4 pi / n. González (2010), doi:10.1007/s11004-009-9257-x, with the
    half-step offset.
    """
    i = np.arange(n, dtype=np.float64)
    golden = (np.sqrt(5) - 1) / 2
    lon = np.mod(i * golden, 1.0) * 360.0 - 180.0
    lat = np.degrees(np.arcsin(1.0 - (2.0 * i + 1.0) / n))
    return np.column_stack([lon, lat])
