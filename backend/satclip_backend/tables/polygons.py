"""Polygons of a file in longitude and latitude. Only this file is opened, by the reader of its format."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS
from shapely.errors import ShapelyError

from satclip_backend.errors import MissingCrsError, SatclipError
from satclip_backend.geo.crs import read_crs, to_lonlat
from satclip_backend.tables.geopackage import read_gpkg
from satclip_backend.tables.ogr_files import check_file, gdal_name
from satclip_backend.tables.table import layer_crs, readable
from satclip_backend.tables.wkb import read_geometries
from satclip_backend.translation import gettext_lazy as _

LARGEST_JSON = 512 << 20
"""Largest GeoJSON file in bytes; it takes about ten times as much memory."""
_SHAPEFILE = b"\x00\x00\x27\x0a"
_DAMAGE = (
    KeyError,
    TypeError,
    ValueError,
    AttributeError,
    IndexError,
    ArithmeticError,
    RecursionError,
    ShapelyError,
)


def read_polygons(path: Path, layer: str | None = None) -> NDArray[np.object_]:
    """Return the polygons (n,) of a .gpkg, .geojson, .json or .shp file, in degrees (WGS 84).

    Geometries without area, or with coordinates that can't be transformed, are left out. `layer` is that of a
    GeoPackage. Raises SatclipError if the file or layer is missing or damaged, if it has no CRS, or if there
    is no polygon.
    """
    check_file(path)
    if path.suffix.lower() not in _READERS:
        raise SatclipError(
            _(
                "{file} can't be read: give a file that ends in {polygon_files}.",
                file=path.name,
                polygon_files=POLYGON_FILES,
            )
        )
    try:
        with readable(path):
            geometries, crs = _READERS[path.suffix.lower()](path, layer)
    except MissingCrsError:
        raise SatclipError(_("{file} has no CRS: save it again with one.", file=path.name)) from None
    geometries = _in_degrees(geometries[~shapely.is_missing(geometries)], crs)
    areas = shapely.area(geometries)
    flat = (areas == 0) & (shapely.get_dimensions(geometries) == 2)
    with suppress(ShapelyError):  # a polygon that intersects itself may have no area until it is made valid
        areas[flat] = shapely.area(shapely.make_valid(geometries[flat]))
    geometries = geometries[areas > 0]
    if not len(geometries):
        raise SatclipError(_("{file} has no valid polygon: choose a polygon layer.", file=path.name))
    return geometries


def _in_degrees(geometries: NDArray[np.object_], crs: CRS) -> NDArray[np.object_]:
    def lonlat(xy):
        return np.column_stack(to_lonlat(crs).transform(xy[:, 0], xy[:, 1]))

    with np.errstate(invalid="ignore"):
        geometries = shapely.transform(geometries, lonlat)
        return geometries[np.isfinite(shapely.bounds(geometries)).all(axis=1)]


def _geopackage(path: Path, layer: str | None) -> tuple[NDArray[np.object_], CRS]:
    table = read_gpkg(path, layer=layer, names=(None, None), crs=None, typed=True)
    wkb = [batch.column(table.geometry).to_numpy(zero_copy_only=False) for batch in table.batches()]
    return read_geometries(np.concatenate([np.empty(0, object), *wkb])), table.crs


def _geojson(path: Path, layer: str | None) -> tuple[NDArray[np.object_], CRS]:
    if path.stat().st_size > LARGEST_JSON:
        raise SatclipError(
            _(
                "{file} is larger than {largest_json} MB: save it as a GeoPackage, which takes less memory.",
                file=path.name,
                largest_json=LARGEST_JSON >> 20,
            )
        )
    try:
        root = json.loads(path.read_text(encoding="utf-8-sig"))
        features = root["features"] if root["type"] == "FeatureCollection" else [root]
        shapes = [_shape(feature) for feature in features]
        named = root.get("crs")
        crs = "OGC:CRS84" if named is None else str(named["properties"]["name"])
    except _DAMAGE as error:
        raise SatclipError(
            _("{file} is not valid GeoJSON: save the layer again in that format.", file=path.name)
        ) from error
    return np.array(shapes, dtype=object), read_crs(crs)


def _shape(feature: dict) -> shapely.Geometry | None:
    geometry = feature["geometry"] if feature["type"] == "Feature" else feature
    return None if geometry is None else shapely.geometry.shape(geometry)


def _shapefile(path: Path, layer: str | None) -> tuple[NDArray[np.object_], CRS]:
    import pyogrio.raw

    with path.open("rb") as file:
        if file.read(len(_SHAPEFILE)) != _SHAPEFILE:
            raise SatclipError(
                _("{file} is not a valid Shapefile: save the layer again in that format.", file=path.name)
            )
    if not any(path.with_suffix(ending).is_file() for ending in (".shx", ".SHX")):
        raise SatclipError(
            _(
                "{file} has no file {stem}.shx beside it: copy all files of the Shapefile.",
                file=path.name,
                stem=path.stem,
            )
        )
    try:
        with gdal_name(path) as name:
            metadata, _unused, wkb, _unused = pyogrio.raw.read(name, columns=[])
    except (RuntimeError, ValueError) as error:
        raise SatclipError(
            _("{file} can't be read: {reason}", file=path.name, reason=str(error).splitlines()[0])
        ) from error
    except UnboundLocalError as error:  # pyogrio raises it for a CRS that is not text
        raise SatclipError(
            _(
                "{stem}.prj is damaged, which says the CRS of {file}: copy all files of the Shapefile again.",
                stem=path.stem,
                file=path.name,
            )
        ) from error
    return read_geometries(wkb), layer_crs(path, metadata["crs"], None)


_READERS = {".gpkg": _geopackage, ".geojson": _geojson, ".json": _geojson, ".shp": _shapefile}
POLYGON_FILES = ", ".join(_READERS)
"""File extensions of polygons, for messages."""
