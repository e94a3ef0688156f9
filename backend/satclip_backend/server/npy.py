"""Points and embeddings as `.npy` bodies (NumPy's format 1.0 and 2.0), nothing in them ever unpickled."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from dataclasses import dataclass

import numpy as np
from numpy.lib import format as npy

from satclip_backend.counts import counted
from satclip_backend.server.problems import Problem

MEDIA_TYPE = "application/octet-stream"
MAX_POINTS = 1_000_000
"""Points in one request: 16 MB. Whoever has more sends more requests, and gets progress and cancel for it."""

_MAX_HEADER = 10_000 + 12  # NumPy's own limit on the header, after magic, version and length


@dataclass(frozen=True)
class PointsHeader:
    """What the header of a body says: bytes up to the data, number of points, type of a coordinate."""

    size: int
    count: int
    dtype: np.dtype

    @property
    def length(self) -> int:
        """Bytes of the whole body."""
        return self.size + self.count * 2 * self.dtype.itemsize


async def read_points(chunks: AsyncIterator[bytes]) -> np.ndarray:
    """Points (n, 2) float64, longitude first, from the chunks of a request's body.

    The header is checked before the data is taken in, so memory grows with what is really sent, never with
    what the header claims. Raises `Problem` (400 or 413) when it is no C-ordered array (n, 2) of float64 or
    float32.
    """
    body = bytearray()
    header: PointsHeader | None = None
    async for chunk in chunks:
        body += chunk
        if header is None:
            header = parse_header(bytes(body[:_MAX_HEADER]), complete=len(body) >= _MAX_HEADER)
        if header is not None and len(body) > header.length:
            raise Problem(400, f"The array goes on after its {counted(header.count, 'point')}.")
    if header is None:
        header = parse_header(bytes(body), complete=True)
    if len(body) < header.length:
        raise Problem(
            400, f"The array ends too early: {header.length:,} bytes announced, {len(body):,} sent."
        )
    points = np.frombuffer(body, header.dtype, header.count * 2, header.size).reshape(-1, 2)
    return points.astype(np.float64, copy=False)


def parse_header(start: bytes, *, complete: bool) -> PointsHeader | None:
    """The header at the start of a body; None when its rest may yet come (not `complete`)."""
    stream = io.BytesIO(start)
    try:
        version = npy.read_magic(stream)
        read = {(1, 0): npy.read_array_header_1_0, (2, 0): npy.read_array_header_2_0}[version]
        shape, fortran_order, dtype = read(stream)
    except Exception as error:  # the header is a Python literal: parsing a hostile one fails in many ways
        if not complete:
            return None
        raise Problem(400, "The body is not a NumPy .npy array of format 1.0 or 2.0.") from error
    if dtype.str not in ("<f8", "<f4"):
        raise Problem(400, f"The points must be float64 or float32 (little-endian), not {dtype.str}.")
    if len(shape) != 2 or shape[1] != 2 or shape[0] < 0:
        raise Problem(400, f"The points must have the shape (n, 2), longitude first, not {_short(shape)}.")
    if shape[0] > MAX_POINTS:
        raise Problem(413, f"{_short(shape[0])} points are too many for one request: {MAX_POINTS:,} at most.")
    if fortran_order:
        raise Problem(400, "The points must be stored row by row (C order).")
    return PointsHeader(stream.tell(), shape[0], dtype)


def array_header(shape: tuple[int, ...], dtype: str) -> bytes:
    """The header of a C-ordered array, to be followed by its rows."""
    stream = io.BytesIO()
    descr = npy.dtype_to_descr(np.dtype(dtype))
    npy.write_array_header_1_0(stream, {"shape": shape, "fortran_order": False, "descr": descr})
    return stream.getvalue()


def _short(value: object) -> str:
    try:
        text = f"{value:,}" if isinstance(value, int) else str(value)
    except ValueError:  # Python prints no integer of more than 4,300 digits
        return "that many"
    return text if len(text) <= 60 else text[:57] + "..."
