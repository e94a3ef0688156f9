"""Parquet and GeoParquet files as tables."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import shapely

from satclip_backend.errors import SatclipError
from satclip_backend.geo.crs import WGS84, read_crs
from satclip_backend.tables.geo_metadata import Geometry, is_binary, read_geometry
from satclip_backend.tables.positions import geometry_column, position_columns
from satclip_backend.tables.table import CHUNK, Table, layer_crs, readable
from satclip_backend.translation import gettext_lazy as _

MOST_COLUMNS = 10_000
_LARGEST = 1 << 30
"""Largest size in bytes of a column in a chunk, and largest number of list values in a row group.

A single value may have an eighth of that size. A few bytes in the file may expand to any size.
"""
_LONGEST = 1 << 20
"""Largest size of a fixed-length type in bytes or values, and largest mean length of a list."""
_FOLDED, _TEXT = 100, 64
"""Largest compression ratio of a file whose cells have more than `_TEXT` bytes on average.

Repeated texts are stored in a dictionary, and are small before compression.
"""
_COUNT_VALUES = """
import json, sys
import pyarrow.parquet
metadata = pyarrow.parquet.read_metadata(sys.argv[1])
groups = [metadata.row_group(number) for number in range(metadata.num_row_groups)]
print(json.dumps([[group.column(index).num_values for group in groups] for index in json.loads(sys.argv[2])]))
"""
_OTHERS = {
    b"PARE": _("encrypted"),
    b"ARRO": _("an Arrow or Feather file"),
}


def read_parquet(
    path: Path,
    *,
    layer: str | None,
    names: tuple[str | None, str | None],
    crs: str | None,
    typed: bool,
) -> Table:
    """Open a Parquet file as a table.

    Arguments and exceptions are those of `open_table`; `names` are those of longitude and latitude. A
    geometry that GeoParquet encodes as points becomes WKB.
    """
    import pyarrow.parquet as pq

    with path.open("rb") as file:
        start = file.read(4)
    if start != b"PAR1":
        kind = _OTHERS.get(start, _("not a Parquet file"))
        raise SatclipError(_("{file} is {kind}: save it again as Parquet.", file=path.name, kind=kind))
    with pq.ParquetFile(path) as file:
        _check(path, file)
        schema, rows = file.schema_arrow, file.metadata.num_rows
    batches = _reader(path, schema, rows)
    geometry, wkt = (None, None) if any(names) else _geometry(path, schema)
    if geometry is None:
        columns = None if wkt else position_columns(schema.names, path, *names)
        return Table(path, schema, rows, read_crs(crs or WGS84), batches, columns=columns, wkt=wkt)
    if geometry.encoding == "point":
        batches, schema = _with_wkb(batches, schema, geometry.name)
    said = layer_crs(path, geometry.crs, crs)
    return Table(path, schema, rows, said, batches, geometry.name, kind="Unknown", geo=geometry.columns)


def _geometry(path: Path, schema: pa.Schema) -> tuple[Geometry | None, str | None]:
    """Return the geometry in the metadata, or else a column with WKB or WKT, as exported by databases.

    The first value is a geometry in WKB, the second the name of a column with WKT; both may be None.
    """
    found = read_geometry(path, schema)
    usual = geometry_column(schema.names) if found is None else None
    if usual is None:
        return found, None
    type = schema.field(usual).type
    if is_binary(type):
        return Geometry(usual, "WKB", None, {}), None
    return None, usual if _is_text(type) else None


def _is_text(type: pa.DataType) -> bool:
    return pa.types.is_string(type) or pa.types.is_large_string(type)


def _check(path: Path, file) -> None:
    """Raise SatclipError for files that don't fit into memory or have duplicate columns."""
    names = file.schema_arrow.names
    if max(len(names), file.metadata.num_columns) > MOST_COLUMNS:
        raise SatclipError(
            _(
                "{file} has {num_columns} columns, and at most {most} are supported: save it with fewer.",
                file=path.name,
                num_columns=file.metadata.num_columns,
                most=MOST_COLUMNS,
            )
        )
    twice = sorted({name for name in names if names.count(name) > 1}) if len(set(names)) < len(names) else []
    if twice:
        raise SatclipError(
            _("{file} has more than one column {twice}: rename them.", file=path.name, twice=twice[0])
        )
    for field in file.schema_arrow:
        _check_type(path, field.name, field.type)
    groups = [file.metadata.row_group(group) for group in range(file.metadata.num_row_groups)]
    cells = file.metadata.num_rows * file.metadata.num_columns
    if sum(group.total_byte_size for group in groups) > max(
        _LARGEST // 8, _FOLDED * path.stat().st_size, _TEXT * cells
    ):
        raise SatclipError(
            _(
                "{file} expands to more than {folded} times its size, which does not fit into memory: remove "
                "its long texts.",
                file=path.name,
                folded=_FOLDED,
            )
        )
    leaves = [file.schema.column(index) for index in range(file.metadata.num_columns)]
    lists = [index for index, leaf in enumerate(leaves) if leaf.max_repetition_level]
    for index, values in zip(lists, _list_values(path, lists)):
        for group, count in zip(groups, values):
            if count > min(_LARGEST, _LONGEST * max(group.num_rows, 1)):
                raise _too_large(path, leaves[index].path)


def _list_values(path: Path, columns: Sequence[int]) -> list[list[int]]:
    """Return the number of values of list columns in each row group.

    This runs in a child process, because pyarrow crashes if the metadata are damaged.
    """
    if not columns:
        return []
    asked = [sys.executable, "-I", "-c", _COUNT_VALUES, str(path.absolute()), json.dumps(list(columns))]
    done = subprocess.run(asked, capture_output=True, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise SatclipError(
            _(
                "{file} is damaged: the metadata of its list columns can't be read. Remove these columns.",
                file=path.name,
            )
        )
    return json.loads(done.stdout)


def _check_type(path: Path, name: str, type: pa.DataType) -> None:
    length = type.byte_width if pa.types.is_fixed_size_binary(type) else 0
    length = type.list_size if pa.types.is_fixed_size_list(type) else length
    if length > _LONGEST:
        raise _too_large(path, name)
    for index in range(type.num_fields):
        _check_type(path, name, type.field(index).type)


def _too_large(path: Path, name: str) -> SatclipError:
    return SatclipError(
        _(
            "The column {name} of {file} does not fit into memory when it is expanded: remove it.",
            name=name,
            file=path.name,
        )
    )


def _reader(path: Path, schema: pa.Schema, rows: int):
    """Return a function that reads the rows in chunks. Texts stay dictionaries until their expanded size is known."""
    import pyarrow.parquet as pq

    folded = [field.name for field in schema if is_binary(field.type) or _is_text(field.type)]

    def batches() -> Iterator[pa.RecordBatch]:
        found = 0
        with readable(path), pq.ParquetFile(path, read_dictionary=folded) as file:
            for batch in file.iter_batches(CHUNK, use_threads=False):
                found += batch.num_rows
                yield _unfolded(path, batch, schema)
        if found != rows:
            raise SatclipError(
                _(
                    "{file} is damaged: {found} of its {rows} rows can be read.",
                    file=path.name,
                    found=found,
                    rows=rows,
                )
            )

    return batches


def _unfolded(path: Path, batch: pa.RecordBatch, schema: pa.Schema) -> pa.RecordBatch:
    batch.validate(full=True)
    columns = []
    for column, field in zip(batch.columns, schema):
        if pa.types.is_dictionary(column.type):
            if not pa.types.is_primitive(column.type.value_type):
                lengths = pc.cast(pc.binary_length(column.dictionary), pa.int64())
                total = pc.sum(pc.take(lengths, column.indices)).as_py() or 0
                if total > _LARGEST or (pc.max(lengths).as_py() or 0) > _LARGEST // 8:
                    raise _too_large(path, field.name)
            if not pa.types.is_dictionary(field.type):
                column = column.dictionary_decode()
        columns.append(column if column.type == field.type else pc.cast(column, field.type))
    return pa.record_batch(columns, schema=schema)


def _with_wkb(batches, schema: pa.Schema, name: str):
    """Convert points with coordinates to WKB."""
    position = schema.get_field_index(name)
    wanted = schema.set(position, pa.field(name, pa.binary()))

    def points() -> Iterator[pa.RecordBatch]:
        for batch in batches():
            column = batch.column(position)
            axes = [axis for axis in ("x", "y", "z") if column.type.get_field_index(axis) >= 0]
            xyz = np.column_stack(
                [pc.cast(column.field(axis), pa.float64()).to_numpy(zero_copy_only=False) for axis in axes]
            )
            wkb = shapely.to_wkb(shapely.points(xyz))
            wkb[column.is_null().to_numpy(zero_copy_only=False)] = None
            yield pa.record_batch(
                batch.set_column(position, wanted.field(position), pa.array(wkb, pa.binary())).columns,
                schema=wanted,
            )

    return points, wanted
