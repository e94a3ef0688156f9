"""Safetensors files that are larger than the memory: they are written in blocks and read as memory maps."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from torch import Tensor

BLOCK = 2**24
"""Bytes that are read or written at once."""
_DTYPES = {"float16": "F16", "float32": "F32", "float64": "F64"}


def write_tensors(path: Path, tensors: Mapping[str, NDArray], metadata: Mapping[str, str]) -> None:
    """Write little-endian arrays of `_DTYPES` with the bytes that `safetensors.numpy.save_file` writes.

    Raises OSError.
    """
    order = sorted(tensors, key=lambda name: (-tensors[name].dtype.itemsize, name))
    header: dict[str, object] = {"__metadata__": dict(metadata)}
    position = 0
    for name in order:
        array = tensors[name]
        header[name] = {
            "dtype": _DTYPES[array.dtype.name],
            "shape": list(array.shape),
            "data_offsets": [position, position + array.nbytes],
        }
        position += array.nbytes
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with path.open("wb") as file:
        file.write(len(text).to_bytes(8, "little") + text)
        for name in order:
            for block in row_blocks(np.atleast_1d(tensors[name])):
                file.write(np.ascontiguousarray(block, dtype=block.dtype.newbyteorder("<")).data)


def row_blocks(array: NDArray) -> Iterator[NDArray]:
    """Yield the rows of an array in blocks of about `BLOCK` bytes."""
    rows = max(1, BLOCK // max(array[:1].nbytes, 1))
    for start in range(0, len(array), rows):
        yield array[start : start + rows]


def mapped_tensor(path: Path, name: str) -> Tensor:
    """Return a float32 tensor of a safetensors file that has been checked, as a read-only memory map.

    Unlike the maps of safetensors, it does not count as memory that the process has allocated.
    """
    with path.open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        found = json.loads(file.read(length))[name]
    offset = 8 + length + found["data_offsets"][0]
    return tensor_of(np.memmap(path, "<f4", "r", offset, tuple(found["shape"])))


def tensor_of(array: NDArray) -> Tensor:
    """Return a tensor that shares the memory of a read-only array. It must not be written to."""
    import torch

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "The given NumPy array is not writable")
        return torch.from_numpy(array)
