"""Writing of tables to GeoPackages, with a check that all of it was written."""

from __future__ import annotations

import json
import logging
import os
import re
import sqlite3
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from pyproj import CRS

from satclip_backend.errors import SatclipError
from satclip_backend.tables.geopackage_layers import find_layer, quoted
from satclip_backend.tables.plain_types import geometry_text, plain
from satclip_backend.tables.positions import from_geometry
from satclip_backend.tables.table import Table
from satclip_backend.tables.written_rows import (
    free_name,
    geometry_crs,
    with_columns,
    with_points,
    written_schema,
)
from satclip_backend.translation import gettext_lazy as _

_log = logging.getLogger(__name__)

MOST_COLUMNS = 1_998
"""Largest number of columns: SQLite's default of 2,000, without primary key and geometry."""
_DIGITS = 15
"""Number of decimal digits that a double preserves."""
_DAYS = (-719_162, 2_932_896)
"""0001-01-01 to 9999-12-31, in days since 1970."""
_OPTIONS = {"VERSION": "1.3"}  # later versions cause warnings in older QGIS
_RESERVED = re.compile(r"(?i)gpkg|sqlite_|rtree_|[!-/:-@\[-^`{-~]")
_SPREAD = 3
"""Largest ratio of the size of rows in the file to that in memory: a float32 becomes a double with a type code."""


@contextmanager
def write_geopackage(
    target: Path, source: Table, fields: Sequence[pa.Field], metadata: Mapping[str, Any] | None = None
) -> Iterator[_Features]:
    """Yield a writer. The layer has the name of the file, and the primary key of the source layer.

    `metadata` become those of the layer, in the tables `gpkg_metadata` and `gpkg_metadata_reference`, as GDAL has them.

    Raises SatclipError for columns that a GeoPackage does not support, and if features, geometries or the CRS
    were not written correctly.
    """
    schema, _unused = written_schema(source, fields)
    _check_names(target, schema.names)
    features = _Features(target, source, fields, metadata or {})
    yield features
    features.finish()


def _check_names(target: Path, names: Sequence[str]) -> None:
    if len(names) > MOST_COLUMNS:
        raise SatclipError(
            _(
                "{file} can't have {count} columns: a GeoPackage has up to {most}. Choose a .parquet file.",
                file=target.name,
                count=len(names),
                most=MOST_COLUMNS,
            )
        )
    first: dict[str, str] = {}
    for name in names:
        other = first.setdefault(name.lower(), name)
        if other is not name:
            raise SatclipError(
                _(
                    "The columns {other} and {name} have the same name in a GeoPackage (case is ignored): rename "
                    "one, or choose a .parquet file.",
                    other=other,
                    name=name,
                )
            )
        if "\0" in name:
            raise SatclipError(
                _(
                    "The column {name} has a name that is not allowed in a GeoPackage: rename it.",
                    name=repr(name),
                )
            )


class _Features:
    def __init__(self, target: Path, source: Table, fields: Sequence[pa.Field], metadata: Mapping[str, Any]):
        self.target, self.source = target, source
        self.metadata = {key: json.dumps(value) for key, value in metadata.items()}
        self.schema, self.geometry = written_schema(source, fields)
        self.names = [field.name for field in fields]
        self.crs = geometry_crs(source)
        # With a file name of 255 bytes, SQLite can't create its own files, and GDAL misinterprets parts of
        # some names.
        self.file = target.with_name("layer.gpkg")
        self.layer = _layer_name(target)
        self.unsigned = {name: _unsigned_type(source, name) for name in _unsigned(source.schema)}
        self.shortened: set[str] = set()
        self.rows = self.geometries = self.largest = 0
        self.begun = False

    def write(self, batch: pa.RecordBatch, lonlat: NDArray, values: Sequence[pa.Array]) -> None:
        batch = with_columns(with_points(batch, self.source, self.geometry, lonlat), self.names, values)
        geometries = batch.column(self.geometry)
        begins = not self.begun
        self._put(
            pa.table(
                [self._storable(name, batch.column(name)) for name in batch.schema.names], batch.schema.names
            )
        )
        if begins:
            self._check_crs(geometries, lonlat)
        self.rows += batch.num_rows
        self.geometries += len(geometries) - geometries.null_count

    def finish(self) -> None:
        if not self.begun:
            empty = self.schema.empty_table()
            columns = [
                self._storable(name, empty.column(name).combine_chunks()) for name in self.schema.names
            ]
            self._put(pa.table(columns, self.schema.names))
        with self._explained(), closing(sqlite3.connect(self.file)) as database:
            rows, geometries = database.execute(
                f"SELECT count(*), count({quoted(self._geometry_name())}) FROM {quoted(self.layer)}"
            ).fetchone()
        if rows != self.rows:
            self._look_for_room()
            raise SatclipError(
                _(
                    "{file} could not be written: it holds {rows} of {total} features.",
                    file=self.target.name,
                    rows=rows,
                    total=self.rows,
                )
            )
        if geometries != self.geometries:
            raise SatclipError(
                _(
                    "{geometries} geometries of {file} are damaged, and a GeoPackage can't keep them: repair "
                    "them, or choose a .parquet file.",
                    geometries=self.geometries - geometries,
                    file=self.source.path.name,
                )
            )
        self.file.replace(self.target)

    def _geometry_name(self) -> str:
        return free_name("geom", [name for name in self.schema.names if name != self.geometry])

    def _put(self, rows: pa.Table) -> None:
        import pyogrio

        others = [name for name in self.schema.names if name != self.geometry]
        options = {
            "FID": self.source.fid or free_name("fid", others),
            "GEOMETRY_NAME": self._geometry_name(),
        }
        self.largest = max(self.largest, rows.nbytes)
        with self._explained(), warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # about rare types, which are kept
            pyogrio.write_arrow(
                rows,
                self.file,
                layer=self.layer,
                driver="GPKG",
                geometry_name=self.geometry,
                geometry_type=self.source.kind,
                crs=self.crs.to_wkt(),
                append=self.begun,
                layer_options={} if self.begun else options,
                dataset_options={} if self.begun else _OPTIONS,
                layer_metadata=None if self.begun else self.metadata,
            )
        self.begun = True

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Convert errors of OGR and SQLite to SatclipError. Raises OSError if the disk is full."""
        try:
            yield
        except (RuntimeError, ValueError, sqlite3.Error) as error:
            self._look_for_room()
            raise SatclipError(_("The GeoPackage can't be written: {reason}", reason=error)) from error

    def _look_for_room(self) -> None:
        """Raise the system's OSError if there is no space for more rows.

        OGR rarely reports a full disk, and SQLite has already released its space by then.
        """
        needed = _SPREAD * self.largest + 100_000
        self.file.with_name("room").write_bytes(os.urandom(needed))  # zeros may take no space

    def _check_crs(self, geometries: pa.Array, lonlat: NDArray) -> None:
        """Raise SatclipError if the positions differ in the CRS that was written."""
        said = find_layer(self.file, self.layer).crs
        kept = said is not None and CRS.from_user_input(said)
        if kept == self.crs:
            return
        if not kept or not np.allclose(
            from_geometry(geometries, kept), lonlat, rtol=0, atol=1e-6, equal_nan=True
        ):
            raise SatclipError(
                _(
                    "A GeoPackage can't keep the CRS {crs}: reproject the layer first, or choose a .parquet file.",
                    crs=self.crs.name,
                )
            )

    def _storable(self, name: str, column: pa.Array) -> pa.Array:
        types = pa.types
        if name == self.geometry:
            return column
        if name in self.source.geo:
            return geometry_text(column)
        column = plain(column)
        if name in self.unsigned:
            return pc.cast(column, self.unsigned[name])
        if types.is_time(column.type):
            return pc.cast(column, pa.string())
        if types.is_decimal(column.type):
            return pc.cast(column, pa.float64() if column.type.precision <= _DIGITS else pa.string())
        if types.is_date(column.type) or types.is_timestamp(column.type):
            self._check_years(name, column)
        self._tell_of_parts(name, column)
        text = types.is_string(column.type) or types.is_large_string(column.type)
        if text and pc.any(pc.match_substring(column, "\0")).as_py():
            raise SatclipError(
                _(
                    "The column {name} has a text with a NUL character, which a GeoPackage can't keep: remove it,"
                    " or choose a .parquet file.",
                    name=name,
                )
            )
        return column

    def _tell_of_parts(self, name: str, column: pa.Array) -> None:
        """Warn, once per column, of timestamps that are truncated to milliseconds."""
        if not pa.types.is_timestamp(column.type) or name in self.shortened:
            return
        kept = pc.cast(column, pa.timestamp("ms", column.type.tz), safe=False)
        if pc.any(pc.not_equal(pc.cast(kept, column.type), column)).as_py():
            self.shortened.add(name)
            _log.warning(
                "The column %s has parts of a millisecond, which a GeoPackage can't keep: they are cut off. A .parquet "
                "file keeps them.",
                name,
            )

    def _check_years(self, name: str, column: pa.Array) -> None:
        unit = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}
        scale = 86_400 * unit[column.type.unit] if pa.types.is_timestamp(column.type) else 1
        scale = 86_400_000 if pa.types.is_date64(column.type) else scale
        found = pc.min_max(pc.cast(column, pa.int32() if pa.types.is_date32(column.type) else pa.int64()))
        low, high = found["min"].as_py(), found["max"].as_py()
        if low is not None and (low < _DAYS[0] * scale or high >= (_DAYS[1] + 1) * scale):
            raise SatclipError(
                _(
                    "The column {name} has a date before the year 1 or after 9999, which a GeoPackage can't keep:"
                    " correct it, or choose a .parquet file.",
                    name=name,
                )
            )


def _layer_name(target: Path) -> str:
    """Return a layer name from the file name.

    It has no characters for which GDAL loses the spatial index, no prefix that SQLite or GeoPackage reserves, and
    begins with no punctuation, which GDAL refuses.
    """
    name = re.sub(r'["\x00-\x1f]', "_", target.stem)
    return f"layer_{name}" if _RESERVED.match(name) else name


def _unsigned(schema: pa.Schema) -> list[str]:
    return [field.name for field in schema if pa.types.is_uint64(field.type)]


def _unsigned_type(source: Table, name: str) -> pa.DataType:
    """Return the integer type, or text if a value is 2^63 or more."""
    largest = max((pc.max(batch.column(name)).as_py() or 0 for batch in source.batches()), default=0)
    return pa.int64() if largest < 2**63 else pa.string()
