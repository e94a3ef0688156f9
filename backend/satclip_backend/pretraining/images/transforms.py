"""Transforms of patches: normalisation and augmentations.

Random numbers come from a generator on the CPU, so that a seed gives the same batch on every device.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, get_args

import torch
from torch import Generator, Tensor

from satclip_backend.errors import SatclipError
from satclip_backend.geo.sphere import EARTH_RADIUS_M
from satclip_backend.pretraining.images.bands import SENTINEL_2, listed
from satclip_backend.pretraining.images.statistics import BandStatistics
from satclip_backend.pretraining.settings import NormalisationName
from satclip_backend.translation import gettext_lazy as _

_CHANNELS = (*SENTINEL_2[:10], "B10", *SENTINEL_2[10:])


@dataclass(frozen=True)
class Normalisation:
    """Maps patches (n, bands, p, p) in their own units to (n, `bands`, p, p) float32.

    Band i becomes (x - shift[i]) / scale[i] in channel `channels[i]` of the result. Channels without a band
    are 0.
    """

    shift: tuple[float, ...]
    scale: tuple[float, ...]
    channels: tuple[int, ...]
    bands: int

    def __call__(self, images: Tensor) -> Tensor:
        """Return normalised patches, on the same device."""
        if images.dtype in (torch.uint16, torch.uint32, torch.uint64):  # no arithmetic in torch
            images = images.to(torch.int64)
        column = (1, -1, 1, 1)
        shift, scale = (
            images.new_tensor(v, dtype=torch.float32).view(column) for v in (self.shift, self.scale)
        )
        values = (images.float() - shift) / scale
        if self.channels == tuple(range(self.bands)):
            return values
        result = values.new_zeros(len(values), self.bands, *values.shape[2:])
        result[:, list(self.channels)] = values
        return result


def normalisation(name: str, bands: Sequence[str], statistics: BandStatistics | None = None) -> Normalisation:
    """Return the normalisation for patches with these bands.

    "published": as in SatCLIP, Sentinel-2 bands divided by 10,000, in the 13 channels of its image encoders.
    B10 and other missing bands are 0. "statistics": each band to mean 0 and standard deviation 1. "none":
    only converted to float32. Raises SatclipError for an unknown name, and for bands that aren't
    Sentinel-2's.
    """
    count = len(bands)
    every = tuple(range(count))
    if name == "published":
        if unknown := [band for band in bands if band not in _CHANNELS]:
            raise SatclipError(
                _(
                    "The bands {unknown} aren't Sentinel-2's ({channels}), that SatCLIP's own normalisation is "
                    "for: choose 'statistics', or name the bands.",
                    unknown=listed(unknown, 5),
                    channels=listed(_CHANNELS),
                )
            )
        channels = tuple(_CHANNELS.index(band) for band in bands)
        return Normalisation((0.0,) * count, (10_000.0,) * count, channels, len(_CHANNELS))
    if name == "statistics":
        if statistics is None or len(statistics.mean) != count:
            raise SatclipError(_("To normalise {count} bands by statistics, theirs are needed.", count=count))
        scale = tuple(spread if spread > 0 else 1.0 for spread in statistics.spread)
        return Normalisation(statistics.mean, scale, every, count)
    if name == "none":
        return Normalisation((0.0,) * count, (1.0,) * count, every, count)
    raise SatclipError(
        _(
            "There is no normalisation '{name}'. There are: {names}.",
            name=name,
            names=", ".join(get_args(NormalisationName)),
        )
    )


@dataclass(frozen=True)
class Augmentations:
    """A sequence of augmentations. `images` augments patches, `jittered` points. `names` are as specified."""

    names: tuple[str, ...]
    steps: tuple[tuple[Callable, float], ...]
    metres: float

    def images(self, images: Tensor, generator: Generator) -> Tensor:
        """Return augmented copies of patches (n, bands, p, p) floats; (n, bands, q, q) after a crop to q pixels."""
        for step, amount in self.steps:
            images = step(images, amount, generator)
        return images

    def jittered(self, lonlat: Tensor, generator: Generator) -> Tensor:
        """Return jittered points (n, 2) in degrees. It also works with precomputed image features."""
        return jitter(lonlat, self.metres, generator) if self.metres else lonlat


def augmentations(names: Sequence[str]) -> Augmentations:
    """Return augmentations from names, some with an amount: `["flip", "crop:224", "blur", "jitter:1000"]`.

    See `AUGMENTATIONS` for names, amounts and defaults. Raises SatclipError for an unknown name or an invalid
    amount.
    """
    steps, metres = [], 0.0
    for name in names:
        kind, colon, text = name.partition(":")
        known = AUGMENTATIONS.get(kind)
        if known is None:
            raise SatclipError(
                _(
                    "There is no augmentation '{kind}'. There are: {names}.",
                    kind=kind,
                    names=", ".join(AUGMENTATIONS),
                )
            )
        try:
            amount = float(text) if colon else known.usual
        except ValueError:
            amount = math.nan
        fixed = known.least == known.most
        if (fixed and colon) or not known.least <= amount <= known.most:
            example = f"{kind}:{known.usual:g}"
            hint = (
                _("it takes no amount")
                if fixed
                else _("give {meaning}, such as '{example}'", meaning=known.meaning, example=example)
            )
            raise SatclipError(_("The augmentation '{name}' can't be used: {hint}.", name=name, hint=hint))
        if known.step is jitter:
            metres = amount
        else:
            steps.append((known.step, amount))
    return Augmentations(tuple(names), tuple(steps), metres)


def crop(images: Tensor, pixels: float, generator: Generator) -> Tensor:
    """Crop a random square of `pixels` from each patch. Raises SatclipError if patches are smaller."""
    n, _unused, height, width = images.shape
    side = int(pixels)
    if side > min(height, width):
        raise SatclipError(
            _(
                "Patches of {width} x {height} pixels can't be cropped to {side}.",
                width=width,
                height=height,
                side=side,
            )
        )
    steps = torch.arange(side)
    rows = torch.randint(height - side + 1, (n, 1), generator=generator) + steps
    columns = torch.randint(width - side + 1, (n, 1), generator=generator) + steps
    one = torch.arange(n, device=images.device)[:, None, None]
    taken = images.permute(0, 2, 3, 1)[one, rows.to(one.device)[:, :, None], columns.to(one.device)[:, None]]
    return taken.permute(0, 3, 1, 2)


def flip(images: Tensor, share: float, generator: Generator) -> Tensor:
    """Flip each patch horizontally with probability `share`, and vertically with the same probability."""
    for axis in (3, 2):
        chosen = _chosen(images, share, generator)
        images = torch.where(chosen[:, None, None, None], images.flip(axis), images)
    return images


def rotate(images: Tensor, amount: float, generator: Generator) -> Tensor:
    """Rotate each square patch by 0, 90, 180 or 270 degrees at random."""
    turns = torch.randint(4, (len(images),), generator=generator).to(images.device)[:, None, None, None]
    result = images
    for turn in (1, 2, 3):
        result = torch.where(turns == turn, images.rot90(turn, (2, 3)), result)
    return result


def blur(images: Tensor, most: float, generator: Generator) -> Tensor:
    """Apply a 3 x 3 Gaussian blur, as torchvision's GaussianBlur(3), with a random sigma from 0.1 to `most` pixels."""
    sigma = 0.1 + (most - 0.1) * _uniform((len(images), 1, 1, 1), images, generator)
    side = torch.exp(-0.5 / sigma**2)
    middle, side = 1 / (1 + 2 * side), side / (1 + 2 * side)
    for axis in (2, 3):
        if images.shape[axis] > 1:
            before = torch.cat(
                [images.narrow(axis, 1, 1), images.narrow(axis, 0, images.shape[axis] - 1)], axis
            )
            after = torch.cat(
                [images.narrow(axis, 1, images.shape[axis] - 1), images.narrow(axis, -2, 1)], axis
            )
            images = middle * images + side * (before + after)
    return images


def brightness(images: Tensor, amount: float, generator: Generator) -> Tensor:
    """Multiply each band of each patch by a random factor from 1 - `amount` to 1 + `amount`."""
    return images * (1 + amount * (2 * _uniform((*images.shape[:2], 1, 1), images, generator) - 1))


def band_dropout(images: Tensor, share: float, generator: Generator) -> Tensor:
    """Set each band of each patch to 0 with probability `share`, but keep at least one."""
    drawn = _uniform(images.shape[:2], images, generator)
    kept = (drawn >= share) | (drawn == drawn.amax(1, keepdim=True))
    return images * kept[:, :, None, None]


def noise(images: Tensor, amount: float, generator: Generator) -> Tensor:
    """Add Gaussian noise with standard deviation `amount`, in normalised units."""
    return images + amount * torch.randn(images.shape, generator=generator).to(images)


def jitter(lonlat: Tensor, metres: float, generator: Generator) -> Tensor:
    """Move points (n, 2) in degrees by up to `metres`, uniformly in a disc around each point.

    Points move along the great circle of a random azimuth, so the disc is round at any latitude, including
    the poles.
    """
    drawn = _uniform((len(lonlat), 2), lonlat, generator)
    angle, azimuth = metres / EARTH_RADIUS_M * drawn[:, 0].sqrt(), 2 * math.pi * drawn[:, 1]
    lon, lat = torch.deg2rad(lonlat).T
    sine = lat.sin() * angle.cos() + lat.cos() * angle.sin() * azimuth.cos()
    latitude = torch.asin(sine.clamp(-1, 1))
    east = torch.atan2(azimuth.sin() * angle.sin() * lat.cos(), angle.cos() - lat.sin() * sine)
    longitude = torch.remainder(torch.rad2deg(lon + east) + 180, 360) - 180
    return torch.stack([longitude, torch.rad2deg(latitude)], 1)


class _Augmentation(NamedTuple):
    step: Callable[[Tensor, float, Generator], Tensor]
    usual: float
    least: float
    most: float
    meaning: str = ""


AUGMENTATIONS = {
    "crop": _Augmentation(crop, 256, 1, 4096, _("pixels")),
    "flip": _Augmentation(flip, 0.5, 0.5, 0.5),
    "rotate": _Augmentation(rotate, 1, 1, 1),
    "blur": _Augmentation(blur, 2.0, 0.1, 10, _("the largest sigma in pixels")),
    "brightness": _Augmentation(brightness, 0.1, 0, 1, _("the largest change, from 0 to 1")),
    "band-dropout": _Augmentation(band_dropout, 0.1, 0, 1, _("a chance from 0 to 1")),
    "noise": _Augmentation(noise, 0.05, 0, 10, _("a standard deviation")),
    "jitter": _Augmentation(jitter, 556, 0, 1e6, _("metres")),
}
"""Augmentations by name: function, default, minimum and maximum amount, and meaning of the amount."""


def _uniform(shape: Sequence[int], like: Tensor, generator: Generator) -> Tensor:
    return torch.rand(tuple(shape), generator=generator, dtype=like.dtype).to(like.device)


def _chosen(images: Tensor, share: float, generator: Generator) -> Tensor:
    return (torch.rand(len(images), generator=generator) < share).to(images.device)
