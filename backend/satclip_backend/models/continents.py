"""Assigns points to continents."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from satclip_backend.geo.boxes import wrapped
from satclip_backend.geo.sphere import arc_km, unit
from satclip_backend.translation import gettext_lazy as _

BY_CONTINENT = _("continents")
"""Name of the regions if they are continents."""
_NAMES = {
    str(name): name
    for name in (
        _("Africa"),
        _("Antarctica"),
        _("Asia"),
        _("Europe"),
        _("North America"),
        _("Oceania"),
        _("South America"),
    )
}
CONTINENTS = Path(__file__).with_name("continents.geojson")
COAST_KM = 100.0
"""Distance from the coast up to which a point at sea belongs to the nearest continent."""
_STEP = 0.1
"""Spacing in degrees of the coastal points from which distances are measured."""


def continents(lonlat: NDArray[np.float64]) -> NDArray[np.str_]:
    """Return the continent (n,) of points (n, 2), longitude and latitude in degrees.

    It is "" for points at sea more than `COAST_KM` from any continent.

    `continents.geojson` is derived from Natural Earth's countries (public domain): the generalised 1:10m
    layer in QGIS's world_map.gpkg, joined by ISO code with the attribute CONTINENT of the 1:110m countries.
    Islands without that attribute belong to the nearest continent or to the one that the United Nations
    assign them to. Russia is divided at the Ural. Overseas parts of France, the Netherlands, Spain and Chile
    belong to the continent they lie in, and subantarctic islands to none. Countries are dissolved, lines
    simplified to 0.22 degrees and rounded to 0.01, and small islands less than 0.8 degrees off the coast are
    left out. Hawaii is in North America and Cyprus in Asia, as in that attribute.
    """
    names, shapes, coast, owner = _read()
    points = np.column_stack([wrapped(lonlat[:, 0]), lonlat[:, 1]])
    found = np.full(len(points), -1)
    for code, shape in enumerate(shapes):
        found[shapely.contains_xy(shape, *points.T)] = code
    left = np.flatnonzero(found < 0)
    if len(left):
        chord, nearest = coast.query(unit(points[left]))
        found[left] = np.where(arc_km(chord) <= COAST_KM, owner[nearest], -1)
    return np.array([*names, ""])[found]


def continent_name(name: str) -> str:
    """Return a translatable name of a continent, from the result of `continents`."""
    return _NAMES.get(str(name), name)


@lru_cache(maxsize=1)
def _read() -> tuple[list[str], NDArray, cKDTree, NDArray[np.int64]]:
    """Read names and polygons; return them with a tree of coastal points and the continent of each such point."""
    table = gpd.read_file(CONTINENTS)
    shapes = table.geometry.to_numpy()
    shapely.prepare(shapes)
    coast, owner = shapely.get_coordinates(
        shapely.segmentize(shapely.boundary(shapes), _STEP), return_index=True
    )
    return list(table.continent), shapes, cKDTree(unit(coast)), owner
