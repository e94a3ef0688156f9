"""GeoParquet metadata: the geometry column and its CRS. They are untrusted."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from satclip_backend.errors import SatclipError
from satclip_backend.translation import gettext_lazy as _

_LONGEST = 4 << 20
_LONGEST_CRS = 100_000
"""Largest sizes of the metadata in bytes, and of a CRS in characters.

The CRS of a country with all areas of use has 10,000.
"""


@dataclass(frozen=True)
class Geometry:
    """A geometry column.

    Attributes
    ----------
    name : str
        Name of the column.
    encoding : str
        WKB or point.
    crs : str or None
        The CRS, if known.
    columns : dict of str to dict
        Metadata of each geometry column.
    """

    name: str
    encoding: str
    crs: str | None
    columns: dict[str, dict]


def read_geometry(path: Path, schema: pa.Schema) -> Geometry | None:
    """Return the primary geometry in the schema of a Parquet file; None if it has no metadata on geometries.

    Raises SatclipError if the metadata are damaged or name an unsupported encoding.
    """
    text = (schema.metadata or {}).get(b"geo")
    if text is None:
        return _arrow_geometry(path, schema)
    columns = _columns(path, text, schema)
    name = next(iter(columns))
    column_metadata = columns[name]
    encoding, type = column_metadata["encoding"], schema.field(name).type
    if encoding not in ("WKB", "point"):
        raise SatclipError(
            _(
                "{file} keeps its geometry as {encoding}: save it again with WKB.",
                file=path.name,
                encoding=encoding[:40],
            )
        )
    point = pa.types.is_struct(type) and {"x", "y"} <= {field.name for field in type}
    if not (point if encoding == "point" else is_binary(type)):
        raise _damaged(path, _("its column {name} holds {type}", name=name, type=type))
    return Geometry(name, encoding, _crs(path, column_metadata.get("crs", "OGC:CRS84")), columns)


def is_binary(type: pa.DataType) -> bool:
    """Return whether values are bytes."""
    types = pa.types
    return types.is_binary(type) or types.is_large_binary(type) or types.is_binary_view(type)


def _columns(path: Path, text: bytes, schema: pa.Schema) -> dict[str, dict]:
    """Return the metadata of each geometry column, the primary one first."""
    if len(text) > _LONGEST:
        raise _damaged(path, _("they are too long"))
    try:
        geo = json.loads(text)
    except (ValueError, RecursionError):
        raise _damaged(path, _("they are not JSON")) from None
    columns = geo.get("columns") if isinstance(geo, dict) else None
    primary = geo.get("primary_column") if isinstance(geo, dict) else None
    if not isinstance(columns, dict) or not isinstance(primary, str):
        raise _damaged(path, _("they name no primary column"))
    if primary not in schema.names or primary not in columns:
        raise _damaged(path, _("there is no column {primary}", primary=primary[:60]))
    if not all(
        isinstance(column_metadata, dict) and isinstance(column_metadata.get("encoding"), str)
        for column_metadata in columns.values()
    ):
        raise _damaged(path, _("a column has no encoding"))
    binary = {field.name for field in schema if is_binary(field.type)}
    others = {name: column_metadata for name, column_metadata in columns.items() if name in binary}
    return {primary: columns[primary], **others}


def _arrow_geometry(path: Path, schema: pa.Schema) -> Geometry | None:
    """Return the first column that Arrow or Parquet itself declares as a geometry."""
    for field in schema:
        column_metadata = field.metadata or {}
        if column_metadata.get(b"ARROW:extension:name") == b"geoarrow.wkb" and is_binary(field.type):
            try:
                crs = json.loads(column_metadata.get(b"ARROW:extension:metadata") or b"{}").get("crs")
            except (ValueError, RecursionError, AttributeError):
                raise _damaged(path, _("they are not JSON")) from None
            return Geometry(field.name, "WKB", _crs(path, crs), {})
    return None


def _crs(path: Path, crs: object) -> str | None:
    if crs is None:
        return None
    if not isinstance(crs, (dict, str)):
        raise _damaged(path, _("its CRS is not PROJJSON"))
    said = crs if isinstance(crs, str) else json.dumps(crs)
    if not _is_unicode(said):
        raise _damaged(path, _("its CRS is not text"))
    if len(said) > _LONGEST_CRS:
        raise _damaged(path, _("its CRS is too long"))
    return said


def _is_unicode(text: str) -> bool:
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


def _damaged(path: Path, reason: str) -> SatclipError:
    return SatclipError(
        _(
            "The GeoParquet metadata of {file} can't be used ({reason}): save it again, or name the "
            "columns with longitude and latitude with --lon and --lat.",
            file=path.name,
            reason=reason,
        )
    )
