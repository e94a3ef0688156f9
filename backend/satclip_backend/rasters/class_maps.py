"""Classified rasters: class areas and class names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
from numpy.typing import NDArray
from rasterio.windows import Window

from satclip_backend.errors import SatclipError
from satclip_backend.progress import Progress
from satclip_backend.rasters.grids import RasterGrid
from satclip_backend.rasters.opening import open_image
from satclip_backend.rasters.pixel_areas import pixel_areas
from satclip_backend.rasters.sampling import Raster
from satclip_backend.rasters.urls import is_url
from satclip_backend.translation import gettext_lazy as _

MOST_CLASSES = 500
LARGEST_CODE = 2**53
"""Largest integer up to which float64 represents all integers exactly."""
BLOCK = 1 << 21
"""Number of pixels that are read at once: about 0.2 s of work."""
ACROSS = 2048
CLASS_TAG = "SATCLIP_CLASS_"
"""Prefix of the metadata items in which `predict_map` stores class names."""
MOST_NOTES = 16 << 20
"""Largest size of an .aux.xml file in bytes."""
VALUE_COLUMNS, NAME_COLUMN = ("5", "3"), "2"
"""Usage of columns in GDAL's attribute tables: GFU_MinMax and GFU_Min; GFU_Name."""


def grid_of(raster: Raster) -> RasterGrid:
    """Return the grid of a raster. Raises SatclipError if it is rotated or mirrored."""
    if raster.transform.b or raster.transform.d or raster.transform.a <= 0:
        raise SatclipError(
            _("{raster} is rotated or mirrored: warp it first (gdalwarp in.tif out.tif).", raster=raster.name)
        )
    return RasterGrid(raster.crs, raster.width, raster.height, raster.transform)


def class_areas(raster: Raster, number: int, progress: Progress) -> dict[int, float]:
    """Return the area of each class of band `number` in km² on the WGS 84 ellipsoid, by ascending code.

    The raster is read once, in blocks. Pixels without data are ignored. Raises SatclipError if a value is not
    an integer, if there are more than `MOST_CLASSES` values, or if there are none.
    """
    grid, areas = grid_of(raster), {}
    total, done = raster.width * raster.height, 0
    with raster.opened() as read:
        for window in _windows(raster):
            progress(done / total, _("reading {raster}", raster=raster.name))
            values = read([number], window, 1)[0]
            known = np.isfinite(values)
            if known.any():
                for code, area in _sums(
                    _codes(raster, number, values[known]), pixel_areas(grid, window, known)[known]
                ):
                    areas[code] = areas.get(code, 0.0) + area
            if len(areas) > MOST_CLASSES:
                raise SatclipError(
                    _(
                        "Band {band} of {raster} has more than {most} different values: choose a raster of "
                        "classes.{others}",
                        band=number,
                        raster=raster.name,
                        most=MOST_CLASSES,
                        others=_other_bands(raster),
                    )
                )
            done += window.width * window.height
    if not areas:
        raise SatclipError(
            _("Band {band} of {raster} has no pixel with a value.", band=number, raster=raster.name)
        )
    return dict(sorted(areas.items()))


def _codes(raster: Raster, number: int, values: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return values (n,) as integers. Raises SatclipError with the first value that is not an integer."""
    wrong = (values != np.round(values)) | (np.abs(values) > LARGEST_CODE)
    if wrong.any():
        raise SatclipError(
            _(
                "Band {band} of {raster} has the value {value}, which is no class: the classes must be "
                "integers.{others}",
                band=number,
                raster=raster.name,
                value=f"{values[wrong][0]:.6g}",
                others=_other_bands(raster),
            )
        )
    return values.astype(np.int64)


def _other_bands(raster: Raster) -> str:
    if len(raster.bands) < 2:
        return ""
    listed = ", ".join(f"{band.number} {band.name}".strip() for band in raster.bands[:20])
    return _(" It has the bands {names}.", names=listed)


def _sums(codes: NDArray[np.int64], areas: NDArray[np.float64]) -> Iterator[tuple[int, float]]:
    """Yield each code of (n,) and the sum of its areas."""
    low, high = int(codes.min()), int(codes.max())
    if high - low <= len(codes):
        codes = codes - low
        counts, sums = np.bincount(codes), np.bincount(codes, areas)
        found = np.flatnonzero(counts)
        yield from zip((found + low).tolist(), sums[found].tolist())
        return
    found, index = np.unique(codes, return_inverse=True)
    yield from zip(found.tolist(), np.bincount(index.ravel(), areas).tolist())


def _windows(raster: Raster) -> Iterator[Window]:
    """Yield windows of whole tiles or strips, with about `BLOCK` pixels."""
    down, across = raster.block
    across = min(across * max(1, ACROSS // across), raster.width)
    down *= max(1, BLOCK // (across * down))
    for row in range(0, raster.height, down):
        for column in range(0, raster.width, across):
            yield Window(column, row, min(across, raster.width - column), min(down, raster.height - row))


def class_names(raster: Raster, number: int) -> dict[int, str]:
    """Return the names of a band's classes by code; {} if there are none.

    Names come from the metadata of a map of `predict_map`, or from the category names or attribute table in
    the .aux.xml file that GDAL, QGIS and ArcGIS write next to a raster. Raises SatclipError if the raster is
    unreadable.
    """
    with open_image(raster.path, trusted=raster.trusted, called=raster.name) as data:
        tags = data.tags()
    codes = {key[len(CLASS_TAG) :]: value for key, value in tags.items() if key.startswith(CLASS_TAG)}
    names = {int(code): name for code, name in codes.items() if _is_code(code)}
    if names or not raster.trusted or is_url(raster.path):
        return names
    notes = Path(f"{raster.path}.aux.xml")
    return _names_in(notes, number) if notes.is_file() and notes.stat().st_size <= MOST_NOTES else {}


def _names_in(notes: Path, number: int) -> dict[int, str]:
    """Return the class names in an .aux.xml file; {} if it is damaged, because the raster is usable without names."""
    text = notes.read_bytes()
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        return {}
    try:
        root = ElementTree.fromstring(text)
    except (ElementTree.ParseError, LookupError, ValueError):
        return {}
    band = root.find(f"./PAMRasterBand[@band='{number}']")
    if band is None:
        return {}
    listed = [(element.text or "").strip() for element in band.iterfind("./CategoryNames/Category")]
    table = band.find("./GDALRasterAttributeTable")
    names = {code: name for code, name in enumerate(listed) if name}
    return names or ({} if table is None else _names_in_table(table))


def _names_in_table(table: ElementTree.Element) -> dict[int, str]:
    """Return the class names in a GDAL attribute table."""
    columns = {
        (field.findtext("Usage") or "").strip(): int(index)
        for field in table.iterfind("./FieldDefn")
        if (index := field.get("index", "")).isdecimal()
    }
    value = next((columns[usage] for usage in VALUE_COLUMNS if usage in columns), None)
    name = columns.get(NAME_COLUMN)
    if value is None or name is None:
        return {}
    rows = [[(cell.text or "").strip() for cell in row.iterfind("./F")] for row in table.iterfind("./Row")]
    found = [(row[value].removesuffix(".0"), row[name]) for row in rows if len(row) > max(value, name)]
    return {int(code): called for code, called in found if called and _is_code(code)}


def _is_code(text: str) -> bool:
    return text.removeprefix("-").isdecimal() and text.isascii() and len(text) < 17
