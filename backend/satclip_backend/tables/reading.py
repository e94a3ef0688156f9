"""Reading a table of places chunk by chunk, from the format that its ending tells."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyproj import CRS

from satclip_backend.errors import NotFoundError, SatclipError
from satclip_backend.rasters.crs import read_crs
from satclip_backend.tables.positions import from_columns, from_geometry, position_columns

#: Rows encoded and written at once, and read at once where the format lets us say.
CHUNK = 8_192

WGS84 = "EPSG:4326"


@dataclass(frozen=True)
class Table:
    """A table that is read once or more, in chunks.

    `schema` its columns, the geometry's among them; `rows` how many there are, about; `crs` that of the positions;
    `geometry` the name of the column with WKB, or None where `columns` names those of longitude and latitude;
    `kind` the geometry's type in GDAL's words.
    """

    path: Path
    schema: pa.Schema
    rows: int
    crs: CRS
    batches: Callable[[], Iterator[pa.RecordBatch]]
    geometry: str | None = None
    columns: tuple[str, str] | None = None
    kind: str = "Point"

    def lonlat(self, batch: pa.RecordBatch) -> NDArray[np.float64]:
        """(n, 2) longitude and latitude (WGS 84, degrees) of the rows of `batch`; NaN where there are none.

        Lines and polygons stand for a point on their surface.
        """
        if self.geometry is not None:
            return from_geometry(batch.column(self.geometry), self.crs)
        return from_columns(*(batch.column(name) for name in self.columns), self.crs)


def open_table(
    path: Path,
    *,
    layer: str | None = None,
    lon: str | None = None,
    lat: str | None = None,
    crs: str | None = None,
    typed: bool = True,
) -> Table:
    """The table in `path`: .csv, .gpkg, .parquet (GeoParquet or plain) or .npy with (n, 2) longitudes and latitudes.

    `layer` chooses one of a GeoPackage; `lon` and `lat` name columns that are not called so; `crs` is that of the
    positions where the file does not say (columns are degrees on WGS 84 otherwise). `typed=False` leaves all columns
    of a CSV as the text that they are.

    Raises SatclipError where there is no such table or it has no positions.
    """
    if not path.is_file():
        raise NotFoundError(f"There is no file {path}.")
    if path.suffix.lower() not in _READERS:
        raise SatclipError(f"{path.name} can't be read: give a file that ends in {', '.join(_READERS)}.")
    with readable(path):
        return _READERS[path.suffix.lower()](path, layer=layer, names=(lon, lat), crs=crs, typed=typed)


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Turn what the libraries say of a damaged file into a sentence."""
    from pyogrio.errors import DataLayerError, DataSourceError

    try:
        yield
    except (pa.ArrowException, DataSourceError, DataLayerError, UnicodeDecodeError) as error:
        raise SatclipError(f"{path.name} can't be read: {str(error).splitlines()[0]}") from error


def _read_csv(path, *, layer, names, crs, typed) -> Table:
    from satclip_backend.tables import csv_text

    header, delimiter = csv_text.header(path)
    columns = position_columns(header, path, *names)
    text = csv_text.schema(header)

    def texts():
        with readable(path):
            yield from csv_text.batches(path, header, delimiter)

    schema = csv_text.infer(text, texts()) if typed else text

    def batches():
        for batch in texts():
            yield csv_text.cast(batch, schema)

    rows = csv_text.count_lines(path) - 1
    return Table(path, schema, rows, read_crs(crs or WGS84), batches, columns=columns)


def _read_npy(path, *, layer, names, crs, typed) -> Table:
    try:
        array = np.load(path, mmap_mode="r", allow_pickle=False)
    except (ValueError, EOFError, OSError) as error:
        raise SatclipError(f"{path.name} is not a NumPy array: {error}") from None
    if (
        not isinstance(array, np.ndarray)
        or array.ndim != 2
        or array.shape[1] != 2
        or array.dtype.kind not in "fiu"
    ):
        raise SatclipError(
            f"{path.name} must hold numbers of shape (n, 2): longitudes and latitudes in degrees."
        )
    schema = pa.schema([("lon", pa.float64()), ("lat", pa.float64())])

    def batches():
        for start in range(0, len(array), CHUNK):
            some = np.asarray(array[start : start + CHUNK], dtype=np.float64)
            yield pa.record_batch([pa.array(some[:, 0]), pa.array(some[:, 1])], schema=schema)

    return Table(path, schema, len(array), read_crs(crs or WGS84), batches, columns=("lon", "lat"))


def _read_parquet(path, *, layer, names, crs, typed) -> Table:
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        schema, rows = file.schema_arrow, file.metadata.num_rows

    def batches():
        with readable(path), pq.ParquetFile(path) as file:
            yield from file.iter_batches(CHUNK)

    geo = json.loads((schema.metadata or {}).get(b"geo", b"null"))
    if geo is None or any(names):
        columns = position_columns(schema.names, path, *names)
        return Table(path, schema, rows, read_crs(crs or WGS84), batches, columns=columns)
    geometry = geo["primary_column"]
    about = geo["columns"][geometry]
    if about.get("encoding") != "WKB":
        raise SatclipError(
            f"{path.name} keeps its geometry as {about.get('encoding')}: save it again with WKB."
        )
    said = json.dumps(about["crs"]) if about.get("crs") else None if "crs" in about else "OGC:CRS84"
    return Table(path, schema, rows, _layer_crs(path, said, crs), batches, geometry, kind="Unknown")


def _read_gpkg(path, *, layer, names, crs, typed) -> Table:
    import pyogrio

    layers = [name for name, kind in pyogrio.list_layers(path) if kind is not None]
    if not layers:
        raise SatclipError(f"{path.name} has no layer with a geometry.")
    if layer is None and len(layers) > 1:
        raise SatclipError(f"{path.name} has several layers: choose one with --layer: {', '.join(layers)}.")
    if layer is not None and layer not in layers:
        raise SatclipError(f"{path.name} has no layer {layer} with a geometry; it has: {', '.join(layers)}.")
    layer = layer or layers[0]
    info = pyogrio.read_info(path, layer=layer)

    @contextmanager
    def opened():
        with (
            readable(path),
            pyogrio.open_arrow(path, layer=layer, batch_size=CHUNK, use_pyarrow=True) as (_, reader),
        ):
            yield reader

    def batches():
        with opened() as reader:
            yield from reader

    with opened() as reader:
        schema = reader.schema
    geometry = info["geometry_name"] or "wkb_geometry"
    return Table(
        path,
        schema,
        info["features"],
        _layer_crs(path, info["crs"], crs),
        batches,
        geometry,
        kind=info["geometry_type"] or "Unknown",
    )


def _layer_crs(path: Path, said: str | None, given: str | None) -> CRS:
    """The CRS that a layer says, or the one given where it says none."""
    if said is not None and not CRS.from_user_input(said).name.startswith("Undefined"):
        return read_crs(said)
    if given is None:
        raise SatclipError(
            f"{path.name} does not say its CRS: give it with --crs, for example --crs EPSG:4326."
        )
    return read_crs(given)


_READERS = {".csv": _read_csv, ".gpkg": _read_gpkg, ".parquet": _read_parquet, ".npy": _read_npy}
