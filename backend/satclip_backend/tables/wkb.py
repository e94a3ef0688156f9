"""Geometries of untrusted WKB.

Types that shapely can't read, or not safely, such as curves and deeply nested collections, are read here.
"""

from __future__ import annotations

import struct
from contextlib import suppress

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.errors import ShapelyError

DEEPEST = 32
"""Largest depth of nested geometries, as in GDAL. GEOS has no limit, and overflows the stack."""
ARC_SEGMENTS = 32
"""Number of line segments that approximate the arc through three points."""
POINT, LINE, POLYGON, MULTIPOINT, MULTILINE, MULTIPOLYGON = range(1, 7)
CIRCULAR, COMPOUND, CURVE_POLYGON = 8, 9, 10
TRIANGLE = 17
HEADER = 5
"""Number of bytes that tell the byte order and the type."""
SIMPLE = range(1, 8)
"""Types without curves and surfaces: points, lines, polygons, and collections."""
_PARTS = {MULTIPOINT: POINT, MULTILINE: LINE, MULTIPOLYGON: POLYGON}


def read_geometries(wkb: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return shapely geometries (n,) of bytes or None (n,); None if they are damaged or nested too deeply.

    Arcs become lines. TIN, PolyhedralSurface and Triangle become polygons. These have two dimensions.
    """
    own = np.array([blob is not None and not _is_simple(blob) for blob in wkb], dtype=bool)
    with np.errstate(invalid="ignore"):  # NaN coordinates
        geometries = shapely.from_wkb(np.where(own, None, wkb), on_invalid="ignore")
        for row in np.flatnonzero(own):
            with suppress(struct.error, ValueError, ShapelyError):
                geometries[row] = _Reader(wkb[row]).geometry()
    return geometries


def type_of(header: bytes) -> int | None:
    """Return the geometry type in the header of WKB, without its dimensions; None if it is damaged."""
    with suppress(struct.error, ValueError):
        return _Reader(header).header()
    return None


def _is_simple(blob: bytes) -> bool:
    """Return whether it is a point, line or polygon, or a multi-geometry of those."""
    try:
        reader = _Reader(blob)
        kind = reader.header()
        if kind in (POINT, LINE, POLYGON):
            return True
        if kind not in _PARTS:
            return False
        for _ in range(reader.count()):
            if reader.header() != _PARTS[kind]:
                return False
            reader.skip(_PARTS[kind])
        return True
    except (struct.error, ValueError):
        return False


class _Reader:
    """Reads one geometry from its start."""

    def __init__(self, blob: bytes):
        self.blob, self.at = blob, 0

    def header(self) -> int:
        """Read the next header, and return the geometry type without its dimensions, in ISO's or PostGIS's encoding."""
        order = self.blob[self.at : self.at + 1]
        if order not in (b"\0", b"\1"):
            raise ValueError("no byte order")
        self.order = "<" if order == b"\1" else ">"
        self.at += 1
        kind = self.count()
        flags, kind = kind >> 28, kind & 0xFFFFFFF
        if flags & 2:
            self.at += 4  # SRID
        dimensions, kind = divmod(kind, 1000)
        if dimensions > 3 or flags & 1:
            raise ValueError("unknown type")
        self.size = 2 + (dimensions in (1, 3) or bool(flags & 8)) + (dimensions in (2, 3) or bool(flags & 4))
        return kind

    def count(self) -> int:
        (value,) = struct.unpack_from(self.order + "I", self.blob, self.at)
        self.at += 4
        return value

    def skip(self, kind: int) -> None:
        """Skip a point, line or polygon."""
        for _ in range(self.count() if kind == POLYGON else 1):
            self.at += 8 * self.size * (1 if kind == POINT else self.count())
        if self.at > len(self.blob):
            raise ValueError("cut short")

    def xy(self, count: int) -> NDArray[np.float64]:
        values = np.frombuffer(self.blob, self.order + "f8", count * self.size, self.at)
        self.at += values.nbytes
        return values.reshape(count, self.size)[:, :2].astype(np.float64)

    def geometry(self, depth: int = 0) -> shapely.Geometry:
        if depth > DEEPEST:
            raise ValueError("nested too deeply")
        kind = self.header()
        if kind == POINT:
            xy = self.xy(1)[0]
            return shapely.Point() if np.isnan(xy).all() else shapely.Point(xy)
        if kind == LINE:
            return shapely.LineString(self.xy(self.count()))
        if kind == CIRCULAR:
            return shapely.LineString(_arcs(self.xy(self.count())))
        if kind in (POLYGON, TRIANGLE):
            rings = [self.xy(self.count()) for _ in range(self.count())]
            return shapely.Polygon(rings[0], rings[1:]) if rings else shapely.Polygon()
        parts = [self.geometry(depth + 1) for _ in range(self.count())]
        if kind in (COMPOUND, CURVE_POLYGON):
            lines = [shapely.get_coordinates(part) for part in parts]
            if kind == COMPOUND:
                return shapely.LineString(np.concatenate(lines) if lines else [])
            return shapely.Polygon(lines[0], lines[1:]) if lines else shapely.Polygon()
        return _collection(parts)


def _collection(parts: list[shapely.Geometry]) -> shapely.Geometry:
    parts = [part for part in parts if not part.is_empty]
    for kind, build in (
        (shapely.Point, shapely.MultiPoint),
        (shapely.LineString, shapely.MultiLineString),
        (shapely.Polygon, shapely.MultiPolygon),
    ):
        if parts and all(isinstance(part, kind) for part in parts):
            return build(parts)
    return shapely.GeometryCollection(parts)


def _arcs(xy: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return points on the arcs through each three of xy (n, 2); the last point of an arc begins the next."""
    lines = [xy[:1]]
    for start, middle, end in zip(xy[:-2:2], xy[1:-1:2], xy[2::2]):
        lines.append(_arc(start, middle, end))
    return np.concatenate(lines)


def _arc(start, middle, end) -> NDArray[np.float64]:
    to_middle, to_end = complex(*(middle - start)), complex(*(end - start))
    turn = (to_middle.conjugate() * to_end).imag
    if to_end == 0:  # a full circle: the middle point is opposite
        centre, sweep = to_middle / 2, 2 * np.pi
    elif turn == 0:
        return np.array([middle, end])
    else:
        centre = 1j * (to_middle * abs(to_end) ** 2 - to_end * abs(to_middle) ** 2) / (2 * turn)
        sweep = np.angle((to_end - centre) / -centre) % (2 * np.pi)
        if np.angle((to_middle - centre) / -centre) % (2 * np.pi) > sweep:
            sweep -= 2 * np.pi
    points = centre - centre * np.exp(1j * sweep * np.arange(1, ARC_SEGMENTS) / ARC_SEGMENTS)
    return np.vstack([np.column_stack([points.real, points.imag]) + start, end])
