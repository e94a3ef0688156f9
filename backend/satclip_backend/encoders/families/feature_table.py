"""Reading of tables of features at coordinates, CSV or Parquet, in blocks of rows."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from satclip_backend import store
from satclip_backend.encoders.families.feature_columns import FeatureColumns, feature_columns
from satclip_backend.encoders.file_checks import check_file, damaged
from satclip_backend.encoders.metadata import check_text, short
from satclip_backend.errors import SatclipError, is_disk_full
from satclip_backend.outputs import check_space, full
from satclip_backend.progress import Progress
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    import pyarrow as pa

BLOCK = 2**25
"""Bytes of text, or approximately of values, that are read at once."""
LONGEST_HEADER = 2**20
_DELIMITERS = ",;\t"
_NUMBERS = re.compile(r"double|float|halffloat|u?int\d+")
_BAD_COLUMN = re.compile(r"In CSV column #(\d+):(?: Row #\d+:)? CSV conversion error to \w+: (.*)")


class FeatureTable(NamedTuple):
    """Content of a table.

    Attributes
    ----------
    lonlat : (n, 2) float64
        Longitude and latitude in degrees, finite.
    features : (n, d) float32
        Finite values, as a read-only memory map of a temporary file without a name.
    left_out : int
        Number of rows with missing or infinite values, which are not included.
    columns : FeatureColumns
    """

    lonlat: NDArray[np.float64]
    features: NDArray[np.float32]
    left_out: int
    columns: FeatureColumns


def read_features(path: Path, progress: Progress) -> FeatureTable:
    """Read a .parquet file, or the text of a .csv file with commas, semicolons or tabs and decimal points.

    Raises SatclipError for columns that are not numbers, coordinates that are not on Earth, a damaged file, or a full
    disk. The memory that it takes does not grow with the number of rows, except for 16 bytes a row.
    """
    check_file(path)
    read = _parquet if path.suffix.lower() == ".parquet" else _csv
    folder = store.folder("cache")
    positions, left_out, size = [], 0, 0
    with TemporaryFile(dir=folder) as file:
        try:
            names, blocks = read(path, progress)
            columns = feature_columns(names, path.name)
            for lonlat, features in blocks(columns):
                with np.errstate(over="ignore"):
                    features = features.astype("<f4", copy=False)
                valid = np.isfinite(lonlat).all(axis=1) & np.isfinite(features).all(axis=1)
                left_out += int(np.count_nonzero(~valid))
                positions.append(_on_earth(lonlat[valid], path.name))
                file.write(np.ascontiguousarray(features[valid]).data)
                size += len(positions[-1])
            file.flush()
        except OSError as error:
            raise (full(folder / path.name) if is_disk_full(error) else damaged(path.name, error)) from error
        if not size:
            raise SatclipError(_("{file} has no row with a position and all features.", file=path.name))
        features = np.memmap(file, "<f4", "r", 0, (size, len(columns.features)))
    return FeatureTable(np.concatenate(positions), features, left_out, columns)


def stated_citation(path: Path) -> str:
    """Return the publication to cite that a .parquet file states under the key "citation" of its footer, or ""."""
    if path.suffix.lower() != ".parquet":
        return ""
    from pyarrow import ArrowException
    from pyarrow.parquet import read_schema

    try:
        text = (read_schema(path).metadata or {}).get(b"citation", b"").decode()
        text = json.loads(text) if text.startswith('"') else text
        check_text("citation", text)
    except (ArrowException, OSError, ValueError):
        return ""
    return text


Blocks = Iterator[tuple[NDArray[np.float64], NDArray]]
Opened = tuple[list[str], Callable[[FeatureColumns], Blocks]]


def _csv(path: Path, progress: Progress) -> Opened:
    """Return the names of the columns, and a function that reads coordinates and features of some of them."""
    from pyarrow import ArrowInvalid
    from pyarrow import csv as arrow_csv

    with path.open("rb") as file:
        line = file.readline(LONGEST_HEADER)
    try:
        text = line.decode("utf-8-sig").rstrip("\r\n")
        delimiter = max(_DELIMITERS, key=text.count)
        names = next(csv.reader([text], delimiter=delimiter), [])
    except (UnicodeDecodeError, csv.Error) as error:
        raise damaged(path.name, error) from None

    def blocks(columns: FeatureColumns) -> Blocks:
        import pyarrow as pa

        keys = [f"c{i}" for i in range(len(names))]
        used = [columns.lon, columns.lat, *columns.features]
        kinds = {keys[i]: pa.float64() if i in used[:2] else pa.float32() for i in used}
        size = path.stat().st_size
        try:
            with (
                path.open("rb") as file,
                arrow_csv.open_csv(
                    file,
                    arrow_csv.ReadOptions(column_names=keys, skip_rows=1, block_size=BLOCK),
                    arrow_csv.ParseOptions(delimiter=delimiter),
                    arrow_csv.ConvertOptions(column_types=kinds, include_columns=[keys[i] for i in used]),
                ) as reader,
            ):
                for batch in reader:
                    progress(min(file.tell() / size, 1.0), "")
                    yield _values(batch, range(len(used)))
        except ArrowInvalid as error:
            if found := _BAD_COLUMN.search(str(error)):
                raise _not_numbers(names[int(found[1])], found[2], path.name) from None
            raise damaged(path.name, error) from None

    return names, blocks


def _parquet(path: Path, progress: Progress) -> Opened:
    """Return the names of the columns, and a function that reads coordinates and features of some of them."""
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    try:
        file = ParquetFile(path, memory_map=True, buffer_size=2**16)
    except ArrowException as error:
        raise damaged(path.name, error) from None
    schema = file.schema_arrow

    def blocks(columns: FeatureColumns) -> Blocks:
        used = [columns.lon, columns.lat, *columns.features]
        for i in used:
            if not _NUMBERS.fullmatch(str(schema.field(i).type)):
                raise _not_numbers(schema.names[i], str(schema.field(i).type), path.name)
        rows, done = file.metadata.num_rows, 0
        check_space(store.folder("cache"), rows * len(used) * 4, _("{file} needs up to", file=path.name))
        try:
            with file:
                for batch in file.iter_batches(max(1, BLOCK // (8 * len(schema)))):
                    done += len(batch)
                    progress(done / max(rows, 1), "")
                    yield _values(batch, used)
        except ArrowException as error:
            raise damaged(path.name, error) from None

    return list(schema.names), blocks


def _values(batch: pa.RecordBatch, used: Sequence[int]) -> tuple[NDArray[np.float64], NDArray]:
    """Return the coordinates (n, 2) and the features (n, d) of a batch; nulls are NaN."""
    arrays = [batch.column(i).to_numpy(zero_copy_only=False) for i in used]
    return np.array(arrays[:2], np.float64).T, np.array(arrays[2:]).T


def _on_earth(lonlat: NDArray[np.float64], file_name: str) -> NDArray[np.float64]:
    """Return the coordinates. Raises SatclipError if one is not in degrees."""
    for name, values, most in (("lon", lonlat[:, 0], 360), ("lat", lonlat[:, 1], 90)):
        if len(values) and (largest := float(values[np.abs(values).argmax()])) and abs(largest) > most:
            raise SatclipError(
                _(
                    "{file} has a {name} of {value}: coordinates must be longitude and latitude in degrees (WGS 84).",
                    file=file_name,
                    name=name,
                    value=f"{largest:g}",
                )
            )
    return lonlat


def _not_numbers(name: str, reason: str, file_name: str) -> SatclipError:
    return SatclipError(
        _(
            "{file}: the column {name} is not numbers ({reason}). Remove it, or the values that are text.",
            file=file_name,
            name=short(name),
            reason=reason[:100],
        )
    )
