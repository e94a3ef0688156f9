"""FlatGeobuf files as tables."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pyarrow as pa

from satclip_backend.errors import SatclipError
from satclip_backend.tables.ogr_files import gdal_name
from satclip_backend.tables.table import CHUNK, Table, layer_crs
from satclip_backend.translation import gettext_lazy as _

_MAGIC = b"fgb\x03fgb"
"""First bytes of a file of version 3, so that GDAL opens it with this driver only."""
_DAMAGE = (RuntimeError, IndexError, ValueError, UnboundLocalError, OSError, pa.ArrowException)
"""Exceptions of pyogrio for a damaged file: those of GDAL, and its own for files without a layer or with a bad CRS."""


def read_flatgeobuf(
    path: Path,
    *,
    layer: str | None,
    names: tuple[str | None, str | None],
    crs: str | None,
    typed: bool,
) -> Table:
    """Open a FlatGeobuf file as a table.

    Arguments and exceptions are those of `open_table`; `layer` and `names` are not used. The geometry is the last
    column.
    """
    with path.open("rb") as file:
        if file.read(len(_MAGIC)) != _MAGIC:
            raise SatclipError(
                _(
                    "{file} is not a valid FlatGeobuf file: save the layer again in that format.",
                    file=path.name,
                )
            )
    with _opened(path) as (info, reader):
        schema = reader.schema
    if len(set(schema.names)) < len(schema.names):
        twice = next(name for name in schema.names if schema.names.count(name) > 1)
        raise SatclipError(
            _("{file} has more than one column {twice}: rename them.", file=path.name, twice=twice)
        )
    geometry = schema.names[-1]
    schema = pa.schema([*list(schema)[:-1], pa.field(geometry, pa.binary())])
    rows = _features(path)

    def batches() -> Iterator[pa.RecordBatch]:
        found = 0
        with _opened(path) as (_info, reader):
            while (batch := _next(path, reader)) is not None:
                found += batch.num_rows
                yield pa.record_batch(
                    [*batch.columns[:-1], batch.columns[-1].cast(pa.binary())], schema=schema
                )
        if found != rows >= 0:
            raise SatclipError(
                _(
                    "{file} is damaged: {found} of its {rows} rows can be read.",
                    file=path.name,
                    found=found,
                    rows=rows,
                )
            )

    kind = info["geometry_type"] or "Unknown"
    return Table(path, schema, max(rows, 0), layer_crs(path, info["crs"], crs), batches, geometry, kind=kind)


@contextmanager
def _opened(path: Path) -> Iterator[tuple[dict, pa.RecordBatchReader]]:
    """Yield pyogrio's information on a file, and a reader of its rows. Raises SatclipError if it is damaged."""
    import pyogrio

    with ExitStack() as stack:
        try:
            name = stack.enter_context(gdal_name(path))
            opened = stack.enter_context(pyogrio.open_arrow(name, batch_size=CHUNK, use_pyarrow=True))
        except _DAMAGE as error:
            raise _damaged(path, error) from error
        yield opened


def _next(path: Path, reader: pa.RecordBatchReader) -> pa.RecordBatch | None:
    """Return the next rows, or None at the end. Raises SatclipError."""
    try:
        return reader.read_next_batch()
    except StopIteration:
        return None
    except (pa.ArrowException, OSError) as error:
        raise _damaged(path, error) from error


def _features(path: Path) -> int:
    """Return the number of features in the header, negative if it is unknown."""
    import pyogrio

    with gdal_name(path) as name:
        return pyogrio.read_info(name)["features"]


def _damaged(path: Path, error: Exception) -> SatclipError:
    reason = "" if isinstance(error, (IndexError, UnboundLocalError)) else str(error).split("\n")[0][:200]
    return SatclipError(
        _("{file} can't be read: {reason}", file=path.name, reason=reason or _("it is damaged"))
    )
