"""Colours of the first three principal components, in the perceptual colour space OKLab.

The first component is the lightness, the second goes from green to pink and the third from blue to yellow. Each
is scaled by its percentiles and compressed by tanh, so a few extreme places don't take a whole colour for
themselves. Colours stay inside sRGB: chroma is a share of the largest one at that lightness and hue.

References
----------
Ottosson (2020), "A perceptual color space for image processing".
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from satclip_backend.encoders.pca import Pca
from satclip_backend.rasters.colours import hexadecimal
from satclip_backend.rasters.legends import Ramp

LIGHTNESS = (0.30, 0.94)
"""Range of the lightness, between black (0) and white (1)."""
MOST_CHROMA = 0.24
"""Largest chroma. Only a few hues reach more, which would stand out."""
CHROMA = 0.95
"""Share of the largest chroma, so that no channel is 0 or 255."""
REACH = 1.3
"""Values at which the colours end, in multiples of the 2nd and 98th percentile."""
STOPS = 9
"""Number of colours of a legend's ramp."""
_LMS_OF_LAB = np.array(
    [
        [1.0, 0.3963377774, 0.2158037573],
        [1.0, -0.1055613458, -0.0638541728],
        [1.0, -0.0894841775, -1.2914855480],
    ],
    dtype=np.float32,
)
_RGB_OF_LMS = np.array(
    [
        [4.0767416621, -3.3077115913, 0.2309699292],
        [-1.2684380046, 2.6097574011, -0.3413193965],
        [-0.0041960863, -0.7034186147, 1.7076147010],
    ],
    dtype=np.float32,
)
"""Matrices from OKLab to the cube roots of cone responses, and from cone responses to linear sRGB (Ottosson 2020)."""


class PcaColours:
    """Colours of the first components, at most three, of a basis."""

    def __init__(self, pca: Pca) -> None:
        """Store the scale of each component: its 98th percentile above the mean, its 2nd below."""
        self._pca = pca.first(min(3, len(pca.variance)))
        least = np.where(self._pca.variance > 0, np.sqrt(self._pca.variance) / 2, 1.0)
        self._above = np.maximum(self._pca.high, least).astype(np.float32)
        self._below = np.maximum(-self._pca.low, least).astype(np.float32)

    def paint(self, values: NDArray[np.float32]) -> NDArray[np.uint8]:
        """Return red, green and blue (3, ...) of components (k, ...). NaN is shown as the mean."""
        values = np.nan_to_num(values.astype(np.float32, copy=False))
        shape = (len(self._above), *[1] * (values.ndim - 1))
        above, below = self._above.reshape(shape), self._below.reshape(shape)
        position = np.tanh(np.where(values > 0, values / above, values / below)) / np.float32(np.tanh(REACH))
        three = np.zeros((3, *values.shape[1:]), dtype=np.float32)
        three[: len(values)] = np.clip(position, -1, 1)
        return np.moveaxis(_srgb(three), -1, 0)

    def ramps(self) -> tuple[Ramp, ...]:
        """Return the ramp of each component, with the others at their mean, from its 2nd to 98th percentile."""
        found = []
        for index, share in enumerate(self._pca.explained_variance):
            low, high = float(self._pca.low[index]), float(self._pca.high[index])
            values = np.zeros((len(self._above), STOPS))
            values[index] = np.linspace(low, high, STOPS)
            colours = [hexadecimal(colour) for colour in self.paint(values).T]
            found.append(Ramp(f"PC{index + 1}", low, high, colours, float(share)))
        return tuple(found)


def _srgb(position: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Return sRGB (..., 3) of positions (3, ...) from -1 to 1: lightness, green to pink, blue to yellow."""
    from scipy.ndimage import map_coordinates  # slow import, not needed to start a server

    low, high = LIGHTNESS
    lightness = (low + high) / 2 + (high - low) / 2 * position[0]
    hue = np.arctan2(position[2], position[1])
    share = CHROMA * np.minimum(np.hypot(position[1], position[2]), 1)
    limits = _largest_chroma()
    at = [
        lightness * (limits.shape[0] - 1),
        (hue + np.pi) / (2 * np.pi) * (limits.shape[1] - 1),
    ]
    chroma = share * map_coordinates(limits, at, order=1, mode="nearest")
    linear = np.clip(_linear(lightness, chroma, hue), 0, 1)
    gamma = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)
    return (255 * gamma).round().astype(np.uint8)


def _linear(lightness: NDArray, chroma: NDArray, hue: NDArray) -> NDArray[np.float32]:
    """Return linear sRGB (..., 3) of a colour of OKLab; channels outside 0 to 1 can't be shown."""
    lab = np.stack([lightness, chroma * np.cos(hue), chroma * np.sin(hue)], axis=-1)
    return (lab @ _LMS_OF_LAB.T) ** 3 @ _RGB_OF_LMS.T


@cache
def _largest_chroma() -> NDArray[np.float32]:
    """Return the largest chroma inside sRGB, by bisection, at 101 lightnesses (0 to 1) and 181 hues (-pi to pi)."""
    lightness, hue = np.meshgrid(np.linspace(0, 1, 101), np.linspace(-np.pi, np.pi, 181), indexing="ij")
    lightness, hue = lightness.astype(np.float32), hue.astype(np.float32)
    inside, outside = np.zeros_like(hue), np.full_like(hue, MOST_CHROMA)
    for _ in range(12):
        middle = (inside + outside) / 2
        linear = _linear(lightness, middle, hue)
        shown = ((linear >= -1e-4) & (linear <= 1 + 1e-4)).all(axis=-1)
        inside, outside = np.where(shown, middle, inside), np.where(shown, outside, middle)
    return inside
