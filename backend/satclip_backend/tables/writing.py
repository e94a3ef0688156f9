"""Writing a table with new columns chunk by chunk, in the format that its ending tells."""

from __future__ import annotations

import errno
import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Protocol

import numpy as np
import pyarrow as pa
import shapely
from numpy.typing import NDArray
from pyproj import CRS

from satclip_backend.errors import SatclipError
from satclip_backend.outputs import new_file
from satclip_backend.tables.table import WGS84, Table


class TableWriter(Protocol):
    """Takes the chunks of a table in their order."""

    def write(self, batch: pa.RecordBatch, lonlat: NDArray[np.float64], values: Sequence[pa.Array]) -> None:
        """Append the rows of `batch`, their positions (n, 2) and the values of the new columns."""


@contextmanager
def new_table(path: Path, source: Table, fields: Sequence[pa.Field]) -> Iterator[TableWriter]:
    """Give a writer for `source`'s rows with the new columns `fields`.

    .csv, .gpkg and .parquet keep the columns of `source` and its geometry (CSV: longitude and latitude instead;
    tables without one get points); .npy holds the new columns alone, as float32. The file appears whole or not at all.

    Raises SatclipError for another ending, for a name that `source` has already, for an output that is the input, and
    where the file can't be written.
    """
    kind = path.suffix.lower()
    if kind not in _WRITERS:
        raise SatclipError(f"{path.name} can't be written: give a file that ends in {', '.join(_WRITERS)}.")
    if path.exists() and path.samefile(source.path):
        raise SatclipError(f"The output {path.name} is the input: choose another name.")
    there = {name.lower() for name in source.schema.names}
    taken = [field.name for field in fields if field.name.lower() in there]
    if taken and kind != ".npy":
        raise SatclipError(
            f"{source.path.name} has a column {taken[0]} already: choose another --prefix for the new columns."
        )
    texts = [field.name for field in fields if pa.types.is_string(field.type)]
    if texts and kind == ".npy":
        raise SatclipError(
            f"{path.name} can't hold {texts[0]}, which is text: choose a .csv, .gpkg or .parquet file."
        )
    with new_file(path) as target, ExitStack() as stack:
        try:
            yield stack.enter_context(_WRITERS[kind](target, source, fields))
            stack.close()
        except pa.ArrowException as error:
            raise SatclipError(f"{path.name} can't be written: {str(error).splitlines()[0]}") from error


def numbers(values: NDArray) -> list[pa.Array]:
    """Columns of an array (n, k), null where a value is NaN."""
    return [pa.array(column, from_pandas=True) for column in values.T]


def _with_columns(batch: pa.RecordBatch, names: Sequence[str], values: Sequence[pa.Array]) -> pa.RecordBatch:
    for name, column in zip(names, values):
        batch = batch.append_column(name, column)
    return batch


@contextmanager
def _csv(target: Path, source: Table, fields: Sequence[pa.Field]) -> Iterator[TableWriter]:
    from satclip_backend.tables.csv_text import lines

    names = [field.name for field in fields]
    own = [name for name in source.schema.names if name != source.geometry]
    added = [] if source.geometry is None or {"lon", "lat"} & set(own) else ["lon", "lat"]

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
            batch = _with_columns(batch.select(own), added, numbers(lonlat))
            self.put(_with_columns(batch, names, values))

    with target.open("w", encoding="utf-8", newline="") as file:
        yield Lines(file)


@contextmanager
def _npy(target: Path, source: Table, fields: Sequence[pa.Field]) -> Iterator[TableWriter]:
    class Rows:
        def __init__(self, file):
            self.file, self.count = file, 0

        def header(self):
            about = {"descr": "<f4", "fortran_order": False, "shape": (self.count, len(fields))}
            self.file.seek(0)
            np.lib.format.write_array_header_1_0(self.file, about)  # leaves room for a longer count

        def write(self, batch, lonlat, values):
            self.count += len(lonlat)
            columns = [column.cast(pa.float32()).to_numpy(zero_copy_only=False) for column in values]
            self.file.write(np.column_stack(columns).astype("<f4").tobytes())

    with target.open("wb") as file:
        rows = Rows(file)
        rows.header()
        yield rows
        rows.header()


@contextmanager
def _parquet(target: Path, source: Table, fields: Sequence[pa.Field]) -> Iterator[TableWriter]:
    import pyarrow.parquet as pq

    schema, geometry = _with_geometry(source, fields)
    names = [field.name for field in fields]
    about = {"encoding": "WKB", "geometry_types": [], "crs": _crs(source).to_json_dict()}
    geo = {"version": "1.1.0", "primary_column": geometry, "columns": {geometry: about}}
    schema = schema.with_metadata({"geo": json.dumps(geo)})

    class Groups:
        def __init__(self, file):
            self.file = file

        def write(self, batch, lonlat, values):
            batch = _with_columns(_with_points(batch, source, geometry, lonlat), names, values)
            self.file.write_batch(pa.record_batch(batch.columns, schema=schema))

    repeating = [name for name in source.schema.names if name != source.geometry]  # embeddings never do
    with pq.ParquetWriter(target, schema, use_dictionary=repeating) as file:
        yield Groups(file)


@contextmanager
def _gpkg(target: Path, source: Table, fields: Sequence[pa.Field]) -> Iterator[TableWriter]:
    import pyogrio
    from pyogrio.errors import DataLayerError, DataSourceError

    schema, geometry = _with_geometry(source, fields)
    names = [field.name for field in fields]
    others = [name for name in schema.names if name != geometry]
    options = {"FID": _free("fid", others), "GEOMETRY_NAME": _free("geom", others)}

    class Features:
        begun = False

        def put(self, batch):
            try:
                pyogrio.write_arrow(
                    pa.table(batch),
                    target,
                    layer=target.stem,
                    driver="GPKG",
                    geometry_name=geometry,
                    geometry_type=source.kind,
                    crs=_crs(source).to_wkt(),
                    append=self.begun,
                    layer_options={} if self.begun else options,
                    dataset_options={}
                    if self.begun
                    else {"VERSION": "1.3"},  # later ones make older QGIS warn
                )
            except (DataSourceError, DataLayerError, RuntimeError) as error:
                raise (
                    OSError(errno.ENOSPC, str(error))
                    if "is full" in str(error)
                    else SatclipError(f"The GeoPackage can't be written: {error}")
                ) from error
            self.begun = True

        def write(self, batch, lonlat, values):
            self.put(_with_columns(_with_points(batch, source, geometry, lonlat), names, values))

    features = Features()
    yield features
    if not features.begun:
        features.put(schema.empty_table())


def _crs(source: Table) -> CRS:
    """The CRS of the geometry written: the source's, or degrees where points are made of columns."""
    return source.crs if source.geometry else CRS.from_user_input(WGS84)


def _with_geometry(source: Table, fields: Sequence[pa.Field]) -> tuple[pa.Schema, str]:
    """All columns to be written, and which is the geometry."""
    schema, geometry = source.schema.remove_metadata(), source.geometry
    if geometry is None:
        geometry = _free("geometry", schema.names)
        schema = schema.append(pa.field(geometry, pa.binary()))
    for field in fields:
        schema = schema.append(field)
    return schema, geometry


def _with_points(batch: pa.RecordBatch, source: Table, geometry: str, lonlat: NDArray) -> pa.RecordBatch:
    if source.geometry is not None:
        return batch
    points = shapely.to_wkb(shapely.points(lonlat))
    points[np.isnan(lonlat[:, 0])] = None
    return batch.append_column(geometry, pa.array(points, pa.binary()))


def _free(name: str, taken: Sequence[str]) -> str:
    """`name`, or with underscores until no column is called so."""
    while name.lower() in {other.lower() for other in taken}:
        name += "_"
    return name


_WRITERS = {".csv": _csv, ".gpkg": _gpkg, ".parquet": _parquet, ".npy": _npy}
