"""Embeddings as one column of vectors in a Parquet file, as float32 or quantised to int8."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from satclip_backend.tables.writing import Numbers, TableWriter

NAME = "embedding"
LARGEST = 127
"""Largest code, and the negative of the smallest: -128 is not used, so that codes are symmetric."""


def vector_type(dimension: int, dtype: pa.DataType | None = None) -> pa.DataType:
    """Return the type of a column of vectors of float32, or of `dtype`."""
    return pa.list_(dtype or pa.float32(), dimension)


def vectors(values: NDArray[Any]) -> pa.FixedSizeListArray:
    """Return the rows of `values` (n, k) as vectors, null where a row has a NaN."""
    missing = np.isnan(values).any(axis=1)
    return _packed(values, missing)


class Vectors:
    """A `TableWriter` that writes the columns of `Numbers` as one column of vectors."""

    def __init__(self, writer: TableWriter) -> None:
        self._writer = writer

    def write(self, batch: pa.RecordBatch, lonlat: NDArray[np.float64], values: Sequence[pa.Array]) -> None:
        """Append rows, as a `TableWriter`. `values` must be `Numbers`."""
        assert isinstance(values, Numbers)
        self._writer.write(batch, lonlat, [vectors(values.values)])


@dataclass(frozen=True)
class QuantisationError:
    """Differences between vectors and their codes times the scale, over all rows with a vector.

    Attributes
    ----------
    max, rms : float
        Largest absolute and root mean square difference of a value.
    cosine_min, cosine_mean : float
        Smallest and mean cosine similarity of a vector with its original; 1 if a vector is zero. They are 1 without
        rows.
    """

    max: float
    rms: float
    cosine_min: float
    cosine_mean: float


def quantise(path: Path, name: str = NAME) -> QuantisationError:
    """Rewrite the column of float32 vectors `name` of a Parquet file as int8 codes, with one scale for all dimensions.

    A vector is its codes times the scale, which is the largest absolute value divided by 127. Null vectors stay null.
    Scale and error are added to the metadata `emb` of the file as `emb:quantization` and
    `satclip:quantization_error`. Memory does not grow with the number of rows, apart from a row group.
    """
    import pyarrow.parquet as pq

    largest = max((float(np.abs(v).max()) for v, _missing in _stored(path, name) if v.size), default=0.0)
    scale = largest / LARGEST or 1.0
    error = _measured(path, name, scale)
    with pq.ParquetFile(path) as file:
        schema = file.schema_arrow
        index = schema.get_field_index(name)
        dimension = schema.field(name).type.list_size
        field = pa.field(name, vector_type(dimension, pa.int8()))
        known = json.loads(schema.metadata[b"emb"])
        emb = known | quantisation_metadata(scale, error)
        written = schema.set(index, field).with_metadata(
            {**schema.metadata, b"emb": json.dumps(emb).encode()}
        )
        target = path.with_name(f"codes-{path.name}")
        # Parquet stores int8 as 4 bytes, unless it numbers the codes in a dictionary.
        with pq.ParquetWriter(target, written, use_dictionary=True) as writer:
            for group in range(file.num_row_groups):
                table = file.read_row_group(group)
                values, missing = _unpacked(table.column(name))
                codes = _packed(_codes(values, scale), missing)
                writer.write_table(table.set_column(index, field, codes).cast(written))
    target.replace(path)
    return error


def quantisation_metadata(scale: float, error: QuantisationError) -> dict[str, Any]:
    """Return the metadata of quantised vectors that differ from those of `embedding_metadata`."""
    return {
        "data_type": "int8",
        "emb:quantization": {
            "method": "linear, symmetric, one scale for all dimensions",
            "original_dtype": "float32",
            "quantized_dtype": "int8",
            "scale": [scale],
            "offset": [0.0],
        },
        "satclip:quantization_error": asdict(error),
    }


def _codes(values: NDArray[Any], scale: float) -> NDArray[np.int8]:
    return np.rint(values.astype(np.float64) / scale).clip(-LARGEST, LARGEST).astype(np.int8)


def _measured(path: Path, name: str, scale: float) -> QuantisationError:
    worst, squares, count, lowest, cosines, rows = 0.0, 0.0, 0, 1.0, 0.0, 0
    for stored, missing in _stored(path, name):
        values = stored[~missing].astype(np.float64)
        if not len(values):
            continue
        restored = _codes(values, scale) * scale
        difference = np.abs(values - restored)
        worst = max(worst, float(difference.max()))
        squares += float((difference**2).sum())
        lengths = np.linalg.norm(values, axis=1) * np.linalg.norm(restored, axis=1)
        products = (values * restored).sum(axis=1)
        cosine = np.divide(products, lengths, out=np.ones(len(values)), where=lengths > 0)
        lowest = min(lowest, float(cosine.min()))
        cosines += float(cosine.sum())
        count, rows = count + values.size, rows + len(values)
    rms = (squares / max(count, 1)) ** 0.5
    return QuantisationError(worst, rms, lowest, cosines / rows if rows else 1.0)


def _stored(path: Path, name: str) -> Iterator[tuple[NDArray[Any], NDArray[np.bool_]]]:
    """Yield the vectors of each row group, and which are null; those are zero."""
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        for group in range(file.num_row_groups):
            yield _unpacked(file.read_row_group(group, columns=[name]).column(name))


def _packed(values: NDArray[Any], missing: NDArray[np.bool_]) -> pa.FixedSizeListArray:
    flat = pa.array(np.ascontiguousarray(values).ravel())
    return pa.FixedSizeListArray.from_arrays(
        flat, type=vector_type(values.shape[1], flat.type), mask=pa.array(missing)
    )


def _unpacked(column: pa.ChunkedArray) -> tuple[NDArray[Any], NDArray[np.bool_]]:
    array = column.combine_chunks()
    missing = array.is_null().to_numpy(zero_copy_only=False)
    size = array.type.list_size
    values = np.zeros((len(array), size), dtype=array.type.value_type.to_pandas_dtype())
    values[~missing] = array.flatten().to_numpy(zero_copy_only=False).reshape(-1, size)
    return values, missing
