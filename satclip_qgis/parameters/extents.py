"""Extents, which may cross the antimeridian, and their raster grids."""

from __future__ import annotations

import contextlib
import itertools
import math
import re
from collections.abc import Sequence

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsUnitTypes,
)

from satclip_qgis.contract import max_pixels
from satclip_qgis.i18n import grouped, tr

LATTICE = 20
AUTOMATIC_PIXELS = 1_200_000
"""Largest number of pixels of a map without a given pixel size. A world map in degrees gets pixels of 0.25 degrees."""
STEPS = (1, 2, 2.5, 5, 10)
LONLAT = "EPSG:4326"
_NUMBER = r"\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)\s*"
_WRITTEN = re.compile(rf"^{_NUMBER},{_NUMBER},{_NUMBER},{_NUMBER}(?:\[(.*)\])?\s*$")

Extent = tuple  # four floats: west, south, east, north


def extent_in(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict,
    name: str,
    crs: QgsCoordinateReferenceSystem,
    context: QgsProcessingContext,
) -> Extent:
    """Return the extent parameter as (west, south, east, north) in `crs`.

    In degrees, west > east crosses the antimeridian, as text `xmin,xmax,ymin,ymax` may specify. An extent in
    another CRS is transformed to its bounding box in `crs`.
    """
    written = _WRITTEN.match(parameters[name]) if isinstance(parameters.get(name), str) else None
    given = algorithm.parameterAsExtentCrs(parameters, name, context)
    if not given.isValid():
        given = crs
    if written:
        west, east, south, north = (float(number) for number in written.groups()[:4])
    else:
        box = algorithm.parameterAsExtent(parameters, name, context)
        west, south, east, north = box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()
    if not all(map(math.isfinite, (west, south, east, north))):
        raise QgsProcessingException(tr("The extent (EXTENT) is not finite. Choose another extent."))
    if given == crs:
        return west, south, east, north
    halves = [(west, 180.0), (-180.0, east)] if given.isGeographic() and west > east else [(west, east)]
    return _transformed([(w, south, e, north) for w, e in halves], given, crs, context)


def check_grid(extent: Extent, crs: QgsCoordinateReferenceSystem, pixel_size: float) -> None:
    """Raise QgsProcessingException if the extent is empty or the grid has too many pixels."""
    west, south, east, north = extent
    if not (math.isfinite(pixel_size) and pixel_size > 0):
        raise QgsProcessingException(tr("The pixel size (PIXEL_SIZE) must be greater than 0."))
    if _span(west, east, crs) <= 0 or north <= south:
        raise QgsProcessingException(
            tr(
                "The extent (EXTENT) has no area: {west}, {east}, {south}, {north} (xmin, xmax, ymin, ymax)."
            ).format(west=west, east=east, south=south, north=north)
        )
    width, height = grid_size(extent, crs, pixel_size)
    if width * height > max_pixels():
        raise QgsProcessingException(
            tr(
                "The map would have {pixels} pixels ({width} x {height}) of {size}. The maximum is {most}. Use a "
                "larger pixel size (PIXEL_SIZE), for example {larger}, or a smaller extent (EXTENT)."
            ).format(
                pixels=grouped(f"{width * height:,}"),
                width=grouped(f"{width:,}"),
                height=grouped(f"{height:,}"),
                size=size_text(pixel_size, crs),
                most=grouped(f"{max_pixels():,}"),
                larger=size_text(automatic_pixel_size(extent, crs), crs),
            )
        )


def grid_size(extent: Extent, crs: QgsCoordinateReferenceSystem, pixel_size: float) -> tuple[int, int]:
    """Return width and height in pixels of the grid that covers the extent."""
    west, south, east, north = extent
    return tuple(
        max(1, math.ceil(length / pixel_size - 1e-6)) for length in (_span(west, east, crs), north - south)
    )


def automatic_pixel_size(extent: Extent, crs: QgsCoordinateReferenceSystem) -> float:
    """Return a round pixel size, in units of the CRS, for a map of at most `AUTOMATIC_PIXELS` pixels.

    Returns 0 for an extent without area.
    """
    west, south, east, north = extent
    width, height = _span(west, east, crs), north - south
    if not (width > 0 and height > 0):
        return 0.0
    least = max(math.sqrt(width * height / AUTOMATIC_PIXELS), max(width, height) / AUTOMATIC_PIXELS)
    power = 10.0 ** math.floor(math.log10(least))
    return next(float(f"{step * power:.6g}") for step in STEPS if step * power >= least * (1 - 1e-9))


def size_text(pixel_size: float, crs: QgsCoordinateReferenceSystem) -> str:
    """Return a pixel size with its unit, such as 0.25 degrees."""
    return grouped(f"{pixel_size:,.10g} {QgsUnitTypes.toString(crs.mapUnits())}")


def in_extent(lonlat: np.ndarray, extent: Sequence[float] | None) -> np.ndarray:
    """Return whether each point (n, 2) lies in an extent: west, south, east and north in degrees. None is the globe."""
    if extent is None:
        return np.ones(len(lonlat), dtype=bool)
    west, south, east, north = extent
    width = east - west if east > west else east - west + 360
    latitude = lonlat[:, 1]
    return (np.mod(lonlat[:, 0] - west, 360) <= width) & (latitude >= south) & (latitude <= north)


def _span(west: float, east: float, crs: QgsCoordinateReferenceSystem) -> float:
    return east - west + (360 if crs.isGeographic() and west > east else 0)


def _transformed(
    extents: list[Extent],
    given: QgsCoordinateReferenceSystem,
    crs: QgsCoordinateReferenceSystem,
    context: QgsProcessingContext,
) -> Extent:
    """Return the bounds, in another CRS, of a lattice of points on the extents, including poles inside them."""
    transform = QgsCoordinateTransform(given, crs, context.transformContext())
    steps = [index / LATTICE for index in range(LATTICE + 1)]
    xs, ys = [], []
    for west, south, east, north in extents:
        for across, up in itertools.product(steps, steps):
            with contextlib.suppress(QgsCsException):
                point = transform.transform(west + across * (east - west), south + up * (north - south))
                if math.isfinite(point.x()) and math.isfinite(point.y()):
                    xs.append(point.x())
                    ys.append(point.y())
    if not xs:
        raise QgsProcessingException(
            tr("The extent (EXTENT) can't be transformed to {crs}. Choose another CRS or extent.").format(
                crs=crs.userFriendlyIdentifier()
            )
        )
    if not crs.isGeographic():
        return min(xs), min(ys), max(xs), max(ys)
    back = QgsCoordinateTransform(crs, given, context.transformContext())
    west, east = _around(xs)
    for pole in (90.0, -90.0):
        with contextlib.suppress(QgsCsException):
            point = back.transform(0.0, pole)
            if any(w < point.x() < e and s < point.y() < n for w, s, e, n in extents):
                west, east = -180.0, 180.0
                ys.append(pole)
    return west, min(ys), east, max(ys)


def _around(longitudes: list[float]) -> tuple[float, float]:
    """Return west and east of the shortest range of longitudes with all points, which lies outside the widest gap."""
    found = sorted(longitudes)
    gap, index = max(
        ((after - before, i) for i, (before, after) in enumerate(zip(found, found[1:]))), default=(0, 0)
    )
    if gap > max(found[0] + 360 - found[-1], 2 * 360 / LATTICE):
        return found[index + 1], found[index]
    return found[0], found[-1]
