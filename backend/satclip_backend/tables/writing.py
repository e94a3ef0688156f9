"""Writing of tables with new columns in chunks, in the format of the file extension."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from satclip_backend.errors import SatclipError
from satclip_backend.outputs import atomic_write
from satclip_backend.tables.geo_metadata import is_binary
from satclip_backend.tables.geopackage_writing import write_geopackage
from satclip_backend.tables.plain_types import geometry_text, hexadecimal, plain
from satclip_backend.tables.table import Table
from satclip_backend.tables.wkb import HEADER, SIMPLE, type_of
from satclip_backend.tables.written_rows import geometry_crs, with_columns, with_points, written_schema
from satclip_backend.translation import gettext_lazy as _

ROW_GROUP = 128 * 2**20
"""Size of a row group of a Parquet file in bytes, before compression. It has at most 1,048,576 rows."""


class TableWriter(Protocol):
    """Writes the chunks of a table in order."""

    def write(self, batch: pa.RecordBatch, lonlat: NDArray[np.float64], values: Sequence[pa.Array]) -> None:
        """Append the rows of `batch`, their positions (n, 2) and the values of the new columns, or `Numbers`."""


@contextmanager
def new_table(
    path: Path,
    source: Table,
    fields: Sequence[pa.Field],
    *,
    metadata: Mapping[str, Any] | None = None,
    finish: Callable[[Path], None] = lambda path: None,
) -> Iterator[TableWriter]:
    """Yield a writer for the rows of `source` with the new columns `fields`.

    .csv, .gpkg and .parquet keep the columns of `source` and its geometry (CSV: longitude and latitude
    instead, as lon and lat or, if these hold something else, lon_2 and lat_2; tables without a geometry get
    points). .npy has only the new columns, as float32. Values of unsupported types become text: lists and
    structures JSON, other geometries WKT, bytes in CSV hexadecimal digits. The file is written atomically. The
    caller must check that it is not the file of `source`.

    `metadata` are values for keys of the footer of a .parquet file, or of the metadata of the layer in a .gpkg file,
    stored as JSON; other formats don't have them.
    `finish` is called with the path of the complete file, before it is moved into place, and may rewrite it.

    Raises SatclipError for an unknown extension or a duplicate column name, and if the file is not writable
    or can't store the values.
    """
    kind = path.suffix.lower()
    if kind not in _WRITERS:
        raise SatclipError(
            _(
                "{file} can't be written: give a file that ends in {writers}.",
                file=path.name,
                writers=", ".join(_WRITERS),
            )
        )
    there = {name.lower() for name in source.schema.names}
    taken = [field.name for field in fields if field.name.lower() in there]
    if taken and kind != ".npy":
        raise SatclipError(
            _(
                "{file} has a column {taken} already: choose another --prefix for the new columns.",
                file=source.path.name,
                taken=taken[0],
            )
        )
    texts = [field.name for field in fields if pa.types.is_string(field.type)]
    if texts and kind == ".npy":
        raise SatclipError(
            _(
                "{file} can't hold {text}, which is text: choose a {field_files} file.",
                file=path.name,
                text=texts[0],
                field_files=FIELD_FILES,
            )
        )
    with atomic_write(path) as target, ExitStack() as stack:
        try:
            kept = {"metadata": metadata} if kind in _WITH_METADATA and metadata else {}
            yield stack.enter_context(_WRITERS[kind](target, source, fields, **kept))
            stack.close()
            finish(target)
        except pa.ArrowException as error:
            raise SatclipError(
                _("{file} can't be written: {reason}", file=path.name, reason=str(error).splitlines()[0])
            ) from error


def check_field_file(path: Path) -> None:
    """Raise SatclipError unless `path` has the extension of a format that keeps the columns of its source."""
    if path.suffix.lower() not in _WITH_FIELDS:
        raise SatclipError(
            _(
                "{file} can't be written: give a file that ends in {with_fields}.",
                file=path.name,
                with_fields=_any_of(_WITH_FIELDS),
            )
        )


def free_names(names: Iterable[str], taken: Iterable[str]) -> dict[str, str]:
    """Return a free name for each new column: name_2, name_3, ... if it is `taken`, ignoring case.

    QGIS names fields of joined layers in the same way.
    """
    used = {name.lower() for name in taken}
    found = {}
    for name in names:
        tried = (f"{name}_{number}" for number in count(2))
        found[name] = name if name.lower() not in used else next(n for n in tried if n.lower() not in used)
        used.add(found[name].lower())
    return found


class Numbers(Sequence[pa.Array]):
    """The columns of an array `values` (n, k), converted when they are read; null where a value is NaN."""

    def __init__(self, values: NDArray) -> None:
        self.values = values

    def __len__(self) -> int:
        return self.values.shape[1]

    def __getitem__(self, index):
        """Return a column."""
        return pa.array(self.values[:, index], from_pandas=True)


@contextmanager
def _csv(target: Path, source: Table, fields: Sequence[pa.Field]) -> Iterator[TableWriter]:
    from satclip_backend.tables.csv_text import lines

    names = [field.name for field in fields]
    own = [name for name in source.schema.names if name != source.geometry]
    added = []
    if source.geometry is not None and not _has_positions(source):
        added = list(free_names(["lon", "lat"], [*own, *names]).values())

    def text(name: str, column: pa.Array) -> pa.Array:
        if name in source.geo:
            return geometry_text(column)
        column = plain(column)
        return hexadecimal(column) if is_binary(column.type) else column

    class Lines:
        def __init__(self, file):
            self.file = file
            self.put(
                pa.record_batch(
                    [pa.array([name]) for name in [*own, *added, *names]], names=[*own, *added, *names]
                )
            )

        def put(self, batch):
            self.file.write("\n".join(lines(batch).to_pylist()) + "\n")

        def write(self, batch, lonlat, values):
            columns = [text(name, batch.column(name)) for name in own]
            columns += [*(Numbers(lonlat) if added else []), *values]
            self.put(pa.record_batch(columns, names=[*own, *added, *names]))

    with target.open("w", encoding="utf-8", newline="") as file:
        yield Lines(file)


def _has_positions(source: Table) -> bool:
    """Return whether the columns lon and lat of a table with a geometry hold its positions."""
    axes = [source.schema.field(name).type for name in ("lon", "lat") if name in source.schema.names]
    if len(axes) < 2 or not all(pa.types.is_floating(axis) or pa.types.is_integer(axis) for axis in axes):
        return False
    for batch in source.batches():
        said = [
            batch.column(name).cast(pa.float64()).to_numpy(zero_copy_only=False) for name in ("lon", "lat")
        ]
        if not np.allclose(np.column_stack(said), source.lonlat(batch), rtol=0, atol=1e-6, equal_nan=True):
            return False
    return True


@contextmanager
def _npy(target: Path, source: Table, fields: Sequence[pa.Field]) -> Iterator[TableWriter]:
    class Rows:
        def __init__(self, file):
            self.file, self.count = file, 0

        def header(self):
            about = {"descr": "<f4", "fortran_order": False, "shape": (self.count, len(fields))}
            self.file.seek(0)
            np.lib.format.write_array_header_1_0(self.file, about)  # reserves space for a longer count

        def write(self, batch, lonlat, values):
            self.count += len(lonlat)
            if isinstance(values, Numbers):
                rows = values.values
            else:
                rows = np.column_stack(
                    [column.cast(pa.float32()).to_numpy(zero_copy_only=False) for column in values]
                )
            self.file.write(np.ascontiguousarray(rows, dtype="<f4").data)

    with target.open("wb") as file:
        rows = Rows(file)
        rows.header()
        yield rows
        rows.header()


@contextmanager
def _parquet(
    target: Path, source: Table, fields: Sequence[pa.Field], metadata: Mapping[str, Any] | None = None
) -> Iterator[TableWriter]:
    import pyarrow.parquet as pq

    schema, geometry = written_schema(source, fields)
    names = [field.name for field in fields]
    column_metadata = {
        **source.geo.get(geometry, {"geometry_types": []}),
        "encoding": "WKB",
        "crs": geometry_crs(source).to_json_dict(),
    }
    geo = {
        "version": "1.1.0",
        "primary_column": geometry,
        "columns": {**source.geo, geometry: column_metadata},
    }
    footer = {**(metadata or {}), "geo": geo}
    schema = schema.with_metadata({key: json.dumps(value) for key, value in footer.items()})

    class Groups:
        def __init__(self, file):
            self.file, self.rows, self.group, self.bytes = file, 0, [], 0

        def write(self, batch, lonlat, values):
            batch = with_columns(with_points(batch, source, geometry, lonlat), names, values)
            if source.geometry is not None:
                _check_no_curves(batch.column(geometry), source, self.rows)
            self.group.append(pa.record_batch(batch.columns, schema=schema))
            self.rows += batch.num_rows
            self.bytes += batch.nbytes
            if self.bytes >= ROW_GROUP:
                self.flush()

        def flush(self):
            if self.group:
                self.file.write_table(pa.Table.from_batches(self.group))
            self.group, self.bytes = [], 0

    repeating = [name for name in source.schema.names if name != source.geometry]  # embeddings don't repeat
    with pq.ParquetWriter(target, schema, use_dictionary=repeating) as file:
        groups = Groups(file)
        yield groups
        groups.flush()
    found = pq.read_metadata(target).num_rows
    if found != groups.rows:
        raise SatclipError(
            _(
                "{file} could not be written: it holds {found} of {rows} features.",
                file=target.name,
                found=found,
                rows=groups.rows,
            )
        )


def _check_no_curves(wkb: pa.Array, source: Table, before: int) -> None:
    """Raise SatclipError, with its row, for a geometry of a type that GeoParquet does not have, such as a curve."""
    if not is_binary(wkb.type):
        return
    headers = pc.binary_slice(wkb, 0, HEADER)
    for header in headers.unique().drop_null().to_pylist():
        if type_of(header) not in (None, *SIMPLE):
            row = before + 1 + pc.index(headers, pa.scalar(header, headers.type)).as_py()
            raise SatclipError(
                _(
                    "The geometry in row {row} of {file} is a curve or a surface, which GeoParquet does not have: "
                    "choose an output that ends in .gpkg.",
                    row=row,
                    file=source.path.name,
                )
            )


def _any_of(endings: Iterable[str]) -> str:
    *others, last = endings
    return f"{', '.join(others)} or {last}"


_WRITERS = {".csv": _csv, ".gpkg": write_geopackage, ".parquet": _parquet, ".npy": _npy}
_WITH_METADATA = (".gpkg", ".parquet")
_WITH_FIELDS = tuple(ending for ending in _WRITERS if ending != ".npy")
POINT_FILES, FIELD_FILES = _any_of(_WRITERS), _any_of(_WITH_FIELDS)
"""File extensions of tables of points, and of those with fields, for messages."""
