"""Points and embeddings as `.npy` bodies (NumPy format 1.0 and 2.0), read without unpickling."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from dataclasses import dataclass

import numpy as np
from numpy.lib import format as npy

from satclip_backend.server.problems import Problem
from satclip_backend.translation import gettext_lazy as _
from satclip_backend.translation import ngettext_lazy as ngettext

MEDIA_TYPE = "application/octet-stream"
MAX_POINTS = 1_000_000
"""Largest number of points in one request: 16 MB. Clients split larger arrays, for progress and cancellation."""

_MAX_HEADER = 10_000 + 12  # NumPy's limit on the header, plus magic, version and length before it


@dataclass(frozen=True)
class PointsHeader:
    """The header of a body: its size in bytes, the number of points, and the type of a coordinate."""

    size: int
    count: int
    dtype: np.dtype

    @property
    def length(self) -> int:
        """Length of the whole body in bytes."""
        return self.size + self.count * 2 * self.dtype.itemsize


async def read_points(chunks: AsyncIterator[bytes]) -> np.ndarray:
    """Return points (n, 2) float64, longitude first, read from the chunks of a request's body.

    The header is validated before the data is read, so memory use depends on the data that is sent, not on the
    size that the header claims. Raises `Problem` (400 or 413) if the body is not a C-ordered array (n, 2) of
    float64 or float32.
    """
    body = bytearray()
    header: PointsHeader | None = None
    async for chunk in chunks:
        body += chunk
        if header is None:
            header = parse_header(bytes(body[:_MAX_HEADER]), complete=len(body) >= _MAX_HEADER)
        if header is not None and len(body) > header.length:
            raise Problem(
                400,
                _(
                    "The array goes on after its {points}.",
                    points=ngettext("{count} point", "{count} points", header.count),
                ),
            )
    if header is None:
        header = parse_header(bytes(body), complete=True)
    if len(body) < header.length:
        raise Problem(
            400,
            _(
                "The array ends too early: {length} bytes announced, {count} sent.",
                length=header.length,
                count=len(body),
            ),
        )
    points = np.frombuffer(body, header.dtype, header.count * 2, header.size).reshape(-1, 2)
    return points.astype(np.float64, copy=False)


def parse_header(start: bytes, *, complete: bool) -> PointsHeader | None:
    """Return the header at the start of a body, or None if it may be incomplete (not `complete`).

    Raises `Problem` if it is invalid.
    """
    stream = io.BytesIO(start)
    try:
        version = npy.read_magic(stream)
        read = {(1, 0): npy.read_array_header_1_0, (2, 0): npy.read_array_header_2_0}[version]
        shape, fortran_order, dtype = read(stream)
    except Exception as error:  # a malformed header, a Python literal, raises many exceptions
        if not complete:
            return None
        raise Problem(400, _("The body is not a NumPy .npy array of format 1.0 or 2.0.")) from error
    if dtype.str not in ("<f8", "<f4"):
        raise Problem(
            400, _("The points must be float64 or float32 (little-endian), not {dtype}.", dtype=dtype.str)
        )
    if len(shape) != 2 or shape[1] != 2 or shape[0] < 0:
        raise Problem(
            400,
            _("The points must have the shape (n, 2), longitude first, not {shape}.", shape=_short(shape)),
        )
    if shape[0] > MAX_POINTS:
        raise Problem(
            413,
            _(
                "{shape} points are too many for one request: {most} at most.",
                shape=_short(shape[0]),
                most=MAX_POINTS,
            ),
        )
    if fortran_order:
        raise Problem(400, _("The points must be stored row by row (C order)."))
    return PointsHeader(stream.tell(), shape[0], dtype)


def array_header(shape: tuple[int, ...], dtype: str) -> bytes:
    """Return the header of a C-ordered array, which its rows follow."""
    stream = io.BytesIO()
    descr = npy.dtype_to_descr(np.dtype(dtype))
    npy.write_array_header_1_0(stream, {"shape": shape, "fortran_order": False, "descr": descr})
    return stream.getvalue()


def _short(value: object) -> str:
    try:
        text = f"{value:,}" if isinstance(value, int) else str(value)
    except ValueError:  # Python refuses to print integers of more than 4,300 digits
        return "that many"
    return text if len(text) <= 60 else text[:57] + "..."
