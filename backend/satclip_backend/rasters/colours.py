"""Colours: a ramp for continuous values, a palette for classes."""

from __future__ import annotations

import colorsys
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

VIRIDIS = ("440154", "472d7b", "3b528b", "2c728e", "21908c", "27ad81", "5dc863", "aadc32", "fde725")
"""The colour ramp viridis at equal steps; perceptually uniform (Smith, van der Walt and Firing 2015, public domain)."""

PRGN = ("762a83", "9970ab", "c2a5cf", "e7d4e8", "f7f7f7", "d9f0d3", "a6dba0", "5aae61", "1b7837")
"""The diverging ramp PRGn at equal steps, safe for colour-blind readers (ColorBrewer, Brewer and Harrower 2002)."""

OKABE_ITO = ("0072b2", "e69f00", "009e73", "cc79a7", "56b4e9", "d55e00", "f0e442", "999999")
"""Palette for colour-blind readers (Okabe and Ito 2008), with grey instead of black."""


def ramp(values: NDArray, low: float, high: float, colours: Sequence[str] = VIRIDIS) -> NDArray[np.uint8]:
    """Return colours (3, ...) of values (...), at equal steps from `low` to `high`; values beyond are clamped."""
    stops = np.array([rgb(colour) for colour in colours], dtype=float)
    position = (np.nan_to_num(values) - low) / (high - low)
    steps = np.linspace(0, 1, len(stops))
    return np.stack([np.interp(position, steps, channel) for channel in stops.T]).round().astype(np.uint8)


def ramp_stops(low: float, high: float, colours: Sequence[str] = VIRIDIS) -> list[tuple[float, str]]:
    """Return the values and colours "#rrggbb" between which `ramp` is linear."""
    values = np.linspace(low, high, len(colours))
    return [(float(value), f"#{colour}") for value, colour in zip(values, colours)]


def palette(count: int) -> list[str]:
    """Return `count` colours "#rrggbb" for classes. The first colours do not depend on the count.

    After the eight of `OKABE_ITO`, hues advance by the golden angle at four lightnesses. The first hue was
    chosen by trial: the two most similar of 64 colours have a distance of 21 in RGB, where black and white
    have 442.
    """
    more = []
    for i in range(count - len(OKABE_ITO)):
        channels = colorsys.hls_to_rgb((0.77 + i * 0.618034) % 1, (0.25, 0.45, 0.65, 0.8)[i % 4], 0.8)
        more.append("".join(f"{round(255 * channel):02x}" for channel in channels))
    return [f"#{colour}" for colour in (*OKABE_ITO[:count], *more)]


def hexadecimal(channels: Iterable[int]) -> str:
    """Return "#rrggbb" of red, green and blue, 0 to 255."""
    return "#" + "".join(f"{int(channel):02x}" for channel in channels)


def rgb(colour: str) -> tuple[int, int, int]:
    """Return the channels, 0 to 255, of "rrggbb" or "#rrggbb"."""
    red, green, blue = bytes.fromhex(colour.lstrip("#"))
    return red, green, blue
