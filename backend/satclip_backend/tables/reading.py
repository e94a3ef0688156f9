"""Opening of tables of points, by file extension."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from satclip_backend.errors import SatclipError
from satclip_backend.tables.arrays import read_npy
from satclip_backend.tables.delimited_text import read_text
from satclip_backend.tables.flatgeobuf import read_flatgeobuf
from satclip_backend.tables.geopackage import read_gpkg
from satclip_backend.tables.ogr_files import check_file
from satclip_backend.tables.parquet import read_parquet
from satclip_backend.tables.table import Table, readable
from satclip_backend.tables.text_survey import TextOptions
from satclip_backend.translation import gettext_lazy as _

_TEXT = (".csv", ".tsv", ".txt")
_READERS = {".gpkg": read_gpkg, ".fgb": read_flatgeobuf, ".parquet": read_parquet, ".npy": read_npy}
TABLE_FILES = (*_TEXT, *_READERS)
"""File extensions that `open_table` reads."""
_SHEET = _("save the sheet as CSV")
_LAYER = _("save it as a GeoPackage, in QGIS or with ogr2ogr,")
_UNPACK = _("unpack it")
_CONVERT = {
    **dict.fromkeys((".gz", ".zip", ".kmz"), _UNPACK),
    **dict.fromkeys((".xlsx", ".xls", ".ods"), _SHEET),
    **dict.fromkeys((".geojson", ".json", ".shp", ".kml", ".gpx", ".gml", ".sqlite", ".gdb"), _LAYER),
    **dict.fromkeys((".feather", ".arrow"), _("save it as Parquet")),
}
_NO_TEXT = (
    (rb"PK\x03\x04", _("a zip file or an Excel workbook"), _("unpack it, or save the sheet as CSV,")),
    (rb"\xd0\xcf\x11\xe0", _("an Excel workbook"), _SHEET),
    (rb"\x1f\x8b", _("a gzip file"), _UNPACK),
    (rb"PAR1", _("a Parquet file"), _("let its name end in .parquet")),
    (
        rb"SQLite format 3\0",
        _("an SQLite database"),
        _("export the table as CSV, or name a GeoPackage .gpkg,"),
    ),
    (rb"(\xef\xbb\xbf)?\s*\{\s*\"", "JSON", _LAYER),
    (rb"(?i)(\xef\xbb\xbf)?\s*<(!doctype|html|\?xml)", _("a web page or XML"), _("save it as CSV")),
)
"""Signatures of other formats in files with a text extension, what they are, and what to do."""


def open_table(
    path: Path,
    *,
    layer: str | None = None,
    lon: str | None = None,
    lat: str | None = None,
    crs: str | None = None,
    typed: bool = True,
    text: TextOptions | None = None,
) -> Table:
    """Open a table: .csv, .tsv, .txt, .gpkg, .fgb, .parquet (GeoParquet or plain) or .npy with (n, 2) lon, lat.

    Parameters
    ----------
    path : Path
        The file.
    layer : str, optional
        Layer of a GeoPackage.
    lon, lat : str, optional
        Columns with longitude and latitude, if they don't have usual names.
    crs : str, optional
        CRS of the positions, if the file has none. Otherwise, columns are degrees on WGS 84.
    typed : bool
        If false, columns of a text file stay text, except for numbers with decimal commas.
    text : TextOptions, optional
        Format of a text file, and, for any format, values that mean missing.

    Raises
    ------
    SatclipError
        If there is no such table, or if it has no positions.
    """
    check_file(path)
    ending, options = path.suffix.lower(), text or TextOptions()
    if ending != ".npy":
        # pyarrow imports pandas to convert columns, and would lose Ctrl-C or another signal that arrives meanwhile
        import pandas  # noqa: F401
    if ending in _CONVERT:
        raise SatclipError(
            _("{file} can't be read: {convert} first.", file=path.name, convert=_CONVERT[ending])
        )
    if ending not in TABLE_FILES:
        raise SatclipError(
            _(
                "{file} can't be read: give a file that ends in {names}.",
                file=path.name,
                names=", ".join(TABLE_FILES),
            )
        )
    with readable(path):
        if ending in _TEXT:
            _check_text(path)
            return read_text(path, names=(lon, lat), crs=crs, typed=typed, options=options)
        table = _READERS[ending](path, layer=layer, names=(lon, lat), crs=crs, typed=typed)
        return replace(table, missing=options.missing)


def _check_text(path: Path) -> None:
    """Raise SatclipError, with the actual format, if a file with a text extension is not text."""
    with path.open("rb") as file:
        start = file.read(64)
    for pattern, what, advice in _NO_TEXT:
        if re.match(pattern, start):
            raise SatclipError(
                _("{file} is not text but {what}: {advice} first.", file=path.name, what=what, advice=advice)
            )
