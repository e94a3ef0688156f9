"""Detection of undeclared missing data."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import rasterio
from rasterio.windows import Window

from satclip_backend.translation import gettext_lazy as _

ABSURD = 1e30
"""Absolute value above which floats are missing. Many programs write -3.4e38 or -1.8e308 for no data."""
_USUAL = (-9999.0, -99999.0, -32768.0, -32767.0)
"""Common no-data codes."""
_SHARE_OF_ZEROS = 0.05
_WINDOW = 64


def lacking(values: np.ndarray) -> np.ndarray:
    """Return a mask of values that are NaN, infinite or above `ABSURD`; always False for integers."""
    if values.dtype.kind != "f":
        return np.zeros(values.shape, bool)
    with np.errstate(invalid="ignore"):
        return ~(np.abs(values) < ABSURD)


def suspected_nodata(
    data: rasterio.DatasetReader, numbers: Sequence[int], name: str, thirds: Sequence[int] = (0, 1, 2)
) -> list[str]:
    """Return notes about values that may mean missing data in an image without a nodata value.

    It reads small windows at the edges and in the centre; with `thirds`, only some of them.
    """
    if any(data.nodatavals[number - 1] is not None for number in numbers):
        return []
    pixels = np.concatenate([_window(data, numbers, across, down) for down in thirds for across in thirds], 1)
    absurd = lacking(pixels)
    found = []
    if absurd.any() and (extreme := pixels[absurd & np.isfinite(pixels)]).size:
        found.append(
            _(
                "{image} has values such as {value} ({share} of the sampled pixels), which are treated as missing "
                "data.",
                image=name,
                value=f"{extreme.flat[0]:.3g}",
                share=f"{absurd.mean():.1%}",
            )
        )
    for value in _USUAL:
        share = float((pixels == value).mean())
        if share and pixels.dtype.kind in "if" and value <= pixels.min(where=~absurd, initial=value):
            found.append(_sentence(name, value, share, _("the pixels")))
    share = float((pixels == 0).all(0).mean())
    if share >= _SHARE_OF_ZEROS and (pixels != 0).any():
        found.append(_sentence(name, 0, share, _("the pixels in all bands")))
    return found


def _window(data: rasterio.DatasetReader, numbers: Sequence[int], across: int, down: int) -> np.ndarray:
    """Return the pixels (bands, pixels) of one of 3 x 3 windows."""
    width, height = min(_WINDOW, data.width), min(_WINDOW, data.height)
    column, row = (data.width - width) * across // 2, (data.height - height) * down // 2
    values = data.read(list(numbers), window=Window(column, row, width, height))
    return values.reshape(len(numbers), -1)


def _sentence(name: str, value: float, share: float, what: str) -> str:
    return _(
        "{image} declares no missing data, but {share} of {pixels} sampled are {value}: if that means missing data, "
        "declare it (gdal_edit.py -a_nodata {value}).",
        image=name,
        share=f"{share:.1%}",
        pixels=what,
        value=f"{value:g}",
    )
