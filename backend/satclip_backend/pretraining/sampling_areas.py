"""Areas for sampling: polygons of a layer or of a request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from shapely.errors import ShapelyError

from satclip_backend.errors import SatclipError
from satclip_backend.geo.boxes import Extent, box_round, common_box, eastward
from satclip_backend.geo.sampling_regions import Mask
from satclip_backend.translation import gettext_lazy as _

Rings = Sequence[Sequence[Sequence[float]]]


@dataclass(frozen=True)
class SamplingArea:
    """Polygons `shape` (longitude and latitude in degrees), optionally restricted to `land`."""

    shape: shapely.Geometry
    land: Mask | None = None

    @property
    def name(self) -> str:
        """Description of points in the area, for messages."""
        if self.land is None:
            return _("in the area")
        return _("in the area and {mask}", mask=self.land.name)

    @property
    def extent(self) -> Extent:
        """West, south, east and north of the polygons, in degrees."""
        west, south, east, north = map(float, self.shape.bounds)
        return (-180.0, south, 180.0, north) if east - west >= 360 else (west, south, east, north)

    def contains(self, lonlat: np.ndarray) -> np.ndarray:
        """Return whether each point (n, 2) in degrees is in the area. Longitudes may differ by multiples of 360."""
        inside = np.ones(len(lonlat), bool) if self.land is None else self.land.contains(lonlat)
        longitude = eastward(lonlat[inside, 0], self.shape.bounds[0])
        inside[inside] = shapely.contains_xy(self.shape, longitude, lonlat[inside, 1])
        return inside


def area_of_rings(polygons: Sequence[Rings]) -> SamplingArea:
    """Return the area of polygons.

    Each is a list of rings of longitude and latitude in degrees, the outer ring first. Raises SatclipError.
    """
    try:
        parts = [shapely.Polygon(rings[0], rings[1:]) for rings in polygons if rings]
    except (ShapelyError, ValueError) as error:
        raise SatclipError(
            _("The area has a polygon that can't be used ({reason}): repair its geometry.", reason=error)
        ) from None
    return _area(parts, _("The area"))


def read_area(path: Path | str, layer: str | None = None) -> SamplingArea:
    """Read the polygons of a file, in any CRS. Raises SatclipError as `tables.polygons` does."""
    from satclip_backend.tables.polygons import read_polygons

    return _area(read_polygons(Path(path), layer), Path(path).name)


def _area(parts: Sequence[shapely.Geometry], name: str) -> SamplingArea:
    try:
        shape = shapely.union_all(shapely.make_valid(np.array(parts, dtype=object)))
    except ShapelyError as error:
        raise SatclipError(
            _("{name} has a geometry that can't be used ({reason}): repair it.", name=name, reason=error)
        ) from None
    if shape.is_empty or not shape.area:
        raise SatclipError(_("{name} is empty: it has no polygon with a surface.", name=name))
    shapely.prepare(shape)
    return SamplingArea(shape)


def common_extents(one: Extent, others: Sequence[Extent]) -> list[Extent]:
    """Return the intersections of a box in degrees with each of the others.

    West > east crosses the antimeridian. If two boxes intersect twice, east and west of each other, only the
    first is returned. Raises SatclipError if there is no intersection.
    """
    found = [common for other in others if (common := common_box(one, other))]
    if not found:
        other = box_round(others)
        raise SatclipError(
            _(
                "The area and the imagery have nothing in common: the area goes from {west} {south} to {east} "
                "{north} degrees, the imagery from {image_west} {image_south} to {image_east} {image_north}.",
                west=f"{one[0]:.6g}",
                south=f"{one[1]:.6g}",
                east=f"{one[2]:.6g}",
                north=f"{one[3]:.6g}",
                image_west=f"{other[0]:.6g}",
                image_south=f"{other[1]:.6g}",
                image_east=f"{other[2]:.6g}",
                image_north=f"{other[3]:.6g}",
            )
        )
    return found
