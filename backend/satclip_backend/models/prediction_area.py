"""Prediction area, sampled uniformly by area of the sphere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from satclip_backend.errors import SatclipError
from satclip_backend.geo.boxes import Extent, wrapped
from satclip_backend.geo.sampling import sample_points
from satclip_backend.geo.sampling_regions import OceanMask, SamplingRegion
from satclip_backend.rasters.masks import Surface, read_mask
from satclip_backend.translation import gettext_lazy as _

ON_LAND = 2 / 3
"""Share of land, among points on land and offshore, from which on the area is restricted to land."""
AT_SEA = 0.9
"""Share of points at sea, near the coast or not, from which on the area is restricted to the sea."""
COAST = 0.25
"""Distance in degrees within which points at sea may belong to land, such as coarse coordinates or piers."""
MOST_OFFSHORE = 0.05
"""Share of offshore points above which an area restricted to land gives a warning."""
ROUND = 90.0
"""Largest gap in degrees of longitude for points to count as surrounding the Earth."""
POLAR = 60.0
"""Latitude in degrees: points beyond it that surround a pole include the pole."""
NARROWEST = 0.1
"""Smallest width and height in degrees of a bounding box, for points on one meridian or parallel."""
BATCH = 4096
_SLIVER = 1e-4
"""Smallest share of its bounding box that a polygon must fill to be sampled."""


@dataclass(frozen=True)
class PredictionArea:
    """Points of the prediction area.

    Attributes
    ----------
    lonlat : (m, 2) float64
        Longitude and latitude in degrees, uniform by area of the sphere.
    description : str
        Description of the area.
    warnings : list of str
        Warnings if the automatic choice may be wrong.
    surface : {"land", "sea", "all"}
        Whether the area is only the land or only the sea of an extent.
    """

    lonlat: NDArray[np.float64]
    description: str
    warnings: list[str]
    surface: Surface = "all"


def sample_area(
    lonlat: NDArray[np.float64],
    extent: Extent | None = None,
    polygons: Sequence[shapely.Geometry] | None = None,
    n: int = 2000,
    seed: int = 0,
    name: str = "",
) -> PredictionArea:
    """Sample points of the prediction area.

    The area is `polygons`, or `extent`, or else the bounding box of `lonlat`. An extent or bounding box is
    restricted to land or sea if most points are there, see `ON_LAND` and `AT_SEA`.

    Parameters
    ----------
    lonlat : (m, 2) float64
        Longitude and latitude of the observations, in degrees.
    extent : (float, float, float, float), optional
        West, south, east, north in degrees. West > east crosses the antimeridian.
    polygons : sequence of shapely.Geometry, optional
        Polygons in degrees. Longitudes beyond 180 continue across the antimeridian.
    n : int
        Number of points.
    seed : int
        Random seed.
    name : str
        Name of the layer or file of the polygons, for the description.

    Raises
    ------
    SatclipError
        If the area is empty, or if both an extent and polygons are given.
    """
    if polygons is not None and extent is not None:
        raise SatclipError(_("The prediction area is given as an extent and as polygons: give one of them."))
    if polygons is not None:
        places = _in_polygons(polygons, n, np.random.default_rng(seed))
        return PredictionArea(
            places, _("the polygons of {layer}", layer=name) if name else _("the given polygons"), []
        )
    if extent is not None and (extent[0] == extent[2] or extent[1] >= extent[3]):
        raise SatclipError(
            _(
                "The prediction area is empty: north must be greater than south, and east must differ from "
                "west."
            )
        )
    land = read_mask()
    inland = float(land.contains(lonlat).mean())
    offshore = float(OceanMask(land, COAST).contains(lonlat).mean())
    mask: SamplingRegion | None = None
    surface: Surface = "all"
    warnings: list[str] = []
    if inland <= 1 - AT_SEA:
        mask, surface = OceanMask(land, 0.0), "sea"
    elif inland >= ON_LAND * (inland + offshore):
        mask, surface = land, "land"
    description = _description(surface, extent is not None)
    if surface == "land" and offshore > MOST_OFFSHORE:
        warnings.append(
            _(
                "{share} of the observations lie at sea, and the prediction area is {area}: give the area as "
                "polygons if you need predictions at sea.",
                share=f"{offshore:.0%}",
                area=description,
            )
        )
    try:
        places = sample_points(n, seed, mask, extent or bounding_box(lonlat))
    except SatclipError:
        raise SatclipError(
            _(
                "The prediction area contains almost no land, but the observations lie on land: use another extent, "
                "or polygons."
            )
            if mask is land
            else _(
                "The prediction area contains almost no sea, but the observations lie at sea: use another extent, "
                "or polygons."
            )
        ) from None
    return PredictionArea(places, description, warnings, surface)


def _description(surface: Surface, given: bool) -> str:
    """Return the description of a given extent, or of the bounding box of the observations."""
    if surface == "sea":
        return _("the sea in the given extent") if given else _("the sea in the extent of the observations")
    if surface == "land":
        return _("the land in the given extent") if given else _("the land in the extent of the observations")
    return _("the given extent, land and sea") if given else _("the extent of the observations, land and sea")


def in_area(
    lonlat: NDArray[np.float64],
    extent: Extent | None = None,
    polygons: Sequence[shapely.Geometry] | None = None,
) -> NDArray[np.bool_]:
    """Return whether each point (n, 2) is in the polygons or else the extent; all are if neither is given."""
    longitude, latitude = lonlat.T
    if polygons is not None:
        whole = shapely.union_all(shapely.make_valid(np.array(list(polygons), dtype=object)))
        shapely.prepare(whole)
        turns = (shapely.contains_xy(whole, longitude + turn, latitude) for turn in (-360, 0, 360))
        return np.any(list(turns), axis=0)
    if extent is None:
        return np.ones(len(lonlat), dtype=bool)
    west, south, east, north = extent
    width = (east - west) % 360 or 360.0
    return (np.mod(longitude - west, 360) <= width) & (latitude >= south) & (latitude <= north)


def bounding_box(lonlat: NDArray[np.float64]) -> Extent:
    """Return west, south, east and north of points (n, 2).

    Longitudes are the shortest range, or the full circle if points surround the Earth. In that case the box
    extends to a pole that they surround.
    """
    longitude = np.unique(np.mod(lonlat[:, 0], 360))
    gaps = np.diff(longitude, append=longitude[0] + 360)
    widest = int(gaps.argmax())
    south, north = float(lonlat[:, 1].min()), float(lonlat[:, 1].max())
    if gaps[widest] < ROUND:
        west, east = -180.0, 180.0
        south, north = -90.0 if north < -POLAR else south, 90.0 if south > POLAR else north
    else:
        west = longitude[(widest + 1) % len(longitude)]
        pad = max(0.0, NARROWEST - (360 - gaps[widest])) / 2
        west, east = wrapped(np.array([west - pad, longitude[widest] + pad])).tolist()
    pad = max(0.0, NARROWEST - (north - south)) / 2
    return west, max(south - pad, -90.0), east, min(north + pad, 90.0)


def _in_polygons(
    polygons: Sequence[shapely.Geometry], n: int, rng: np.random.Generator
) -> NDArray[np.float64]:
    """Sample polygons by rejection: choose a part by the area of its bounding box, then a point in the box."""
    whole = shapely.union_all(shapely.make_valid(np.array(list(polygons), dtype=object)))
    parts = shapely.get_parts(shapely.intersection(whole, shapely.box(-720, -90, 720, 90)))
    west, south, east, north = shapely.bounds(parts).T
    area = shapely.area(parts) > _SLIVER * (east - west) * (north - south)
    if not area.any():
        raise SatclipError(_("The prediction area contains no polygons: choose a polygon layer."))
    parts, west, south, east, north = parts[area], west[area], south[area], east[area], north[area]
    shapely.prepare(parts)
    low, high = np.sin(np.radians([south, north]))
    share = (east - west) * (high - low)
    found: list[NDArray[np.float64]] = []
    while sum(map(len, found)) < n:
        part = rng.choice(len(parts), BATCH, p=share / share.sum())
        longitude = west[part] + rng.random(BATCH) * (east - west)[part]
        latitude = np.degrees(np.arcsin(low[part] + rng.random(BATCH) * (high - low)[part]))
        inside = shapely.contains_xy(parts[part], longitude, latitude)
        found.append(np.column_stack([wrapped(longitude), latitude])[inside])
    return np.concatenate(found)[:n]
