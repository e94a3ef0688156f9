"""Names, dates and selection of bands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import rasterio
from rasterio.enums import ColorInterp

from satclip_backend.errors import SatclipError
from satclip_backend.translation import gettext_lazy as _

SENTINEL_2 = ("B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B8A", "B09", "B11", "B12")
"""Order of the Sentinel-2 bands in L2A products and in S2-100K."""

_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:([-_]?)(0[1-9]|1[0-2])(?:\2(0[1-9]|[12]\d|3[01]))?)(?=\D|$|T\d)"
)
_RANGE = re.compile(r"((?:\d{4}-)?\d\d(?:-\d\d)?|\d{4})(?:\.\.((?:\d{4}-)?\d\d(?:-\d\d)?|\d{4}))?")


def image_bands(data: rasterio.DatasetReader) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Return the numbers (from 1) of an image's bands except alpha, and their descriptions.

    Descriptions are () if some are missing or duplicate.
    """
    numbers = tuple(i for i, kind in zip(data.indexes, data.colorinterp) if kind != ColorInterp.alpha)
    descriptions = tuple((data.descriptions[i - 1] or "").strip() for i in numbers)
    usable = all(descriptions) and len(set(descriptions)) == len(descriptions)
    return numbers, descriptions if usable else ()


def band_type(data: rasterio.DatasetReader, numbers: Sequence[int], name: str) -> str:
    """Return the common data type of bands of an image. `name` is the image's name in messages.

    Raises SatclipError if bands are complex or have different types, which can't be read together.
    """
    types = sorted({data.dtypes[number - 1] for number in numbers})
    if any("complex" in dtype for dtype in types):
        raise SatclipError(
            _(
                "{name} has complex pixels, which are not supported: save their amplitude instead "
                "(gdal_calc).",
                name=name,
            )
        )
    if len(types) > 1:
        raise SatclipError(
            _(
                "{name} has bands of different types of number ({types}): save it with one (gdal_translate "
                "-ot Float32), or give the bands as images of their own.",
                name=name,
                types=", ".join(types),
            )
        )
    return types[0] if types else "uint8"


def stacked_names(images: Sequence[tuple[str, int, tuple[str, ...]]]) -> tuple[str, ...]:
    """Return band names for stacked images, given the name, number of bands and descriptions of each.

    A name is `B04` if descriptions are unique over all images; else `2004-01.tif:B04` or `2004-01.jpg:1`, or
    `2004-01` for the only band of a file. A single image without descriptions has the bands 1, 2, 3.
    """
    described = [name for _, _, descriptions in images for name in descriptions]
    if len(set(described)) == sum(count for _, count, _ in images):
        return tuple(described)
    if len(images) == 1:
        return tuple(str(band) for band in range(1, images[0][1] + 1))
    names = []
    for file, count, descriptions in images:
        if count == 1 and not descriptions:
            names.append(Path(file).stem)
        else:
            names += [f"{file}:{band}" for band in descriptions or range(1, count + 1)]
    if len(set(names)) < len(names):  # files with the same name in several folders
        names = [f"{place}:{name}" for place, name in enumerate(names, start=1)]
    return tuple(names)


def band_date(name: str) -> str | None:
    """Return the date in a band's name, as 2004-01 or 2004-01-31; None if there is none.

    >>> band_date("2004-01.jpg:1"), band_date("S2A_20210714T101031_B04"), band_date("B04")
    ('2004-01', '2021-07-14', None)
    """
    found = _DATE.search(name)
    return None if found is None else "-".join(part for part in found.group(1, 3, 4) if part)


def choose_bands(
    names: Sequence[str], wanted: Sequence[str] | None = None, dates: str | None = None
) -> tuple[int, ...]:
    """Return the positions in `names` of the selected bands, in ascending order.

    `wanted` has full names (`2004-01.tif:B04`), names within files (`B04`, of all dates) or files
    (`2004-01`). `dates` is a date, or a range from the first to the last date, with or without a year:
    `2004-06..2004-08`, `12..02` (December to February of any year), `2004`. Raises SatclipError if a name is
    unknown, no band has a date, or no band is left.
    """
    chosen = list(range(len(names)))
    if wanted:
        groups = {name: [i for i, band in enumerate(names) if name in _ways_to_say(band)] for name in wanted}
        if unknown := [name for name, group in groups.items() if not group]:
            raise SatclipError(
                _(
                    "There is no band {unknown}; the bands are {names}.",
                    unknown=", ".join(unknown),
                    names=listed(names),
                )
            )
        chosen = sorted({i for group in groups.values() for i in group})
    if dates:
        dated = [(i, date) for i in chosen if (date := band_date(names[i])) is not None]
        if not dated:
            raise SatclipError(
                _(
                    "The bands say no dates: they need one in a file's name or a description, such as 2004-06. "
                    "The bands are {names}.",
                    names=listed(names),
                )
            )
        within = _range(dates)
        chosen = [i for i, date in dated if within(date)]
        if not chosen:
            raise SatclipError(
                _(
                    "No band has a date in {dates}: they go from {first} to {last}.",
                    dates=dates,
                    first=min((d for _, d in dated)),
                    last=max((d for _, d in dated)),
                )
            )
    return tuple(chosen)


def listed(names: Sequence[str], most: int = 20) -> str:
    """Format names for a message."""
    shown = ", ".join(names[:most])
    more = len(names) - most
    return _("{names} and {count} more", names=shown, count=more) if more > 0 else shown


def _ways_to_say(band: str) -> set[str]:
    file, colon, name = band.rpartition(":")
    return {band, name, file, Path(file).stem} if colon else {band}


def _range(text: str):
    """Return a function that tests whether a date is in a range (see `choose_bands`)."""
    found = _RANGE.fullmatch(text.strip())
    if found is None:
        raise SatclipError(
            _(
                "The dates {text} can't be read: give them as 2004-06..2004-08, 06..08, 2004-06 or 2004.",
                text=text,
            )
        )
    first, last = found.group(1), found.group(2) or found.group(1)
    if (len(first) == 4 or first[4:5] == "-") != (len(last) == 4 or last[4:5] == "-"):
        raise SatclipError(_("The dates {text} must both have a year, or neither.", text=text))
    if len(first) == 4 or first[4:5] == "-":
        return lambda date: date[: len(first)] >= first and date[: len(last)] <= last

    def within(date: str) -> bool:
        after, before = date[5 : 5 + len(first)] >= first, date[5 : 5 + len(last)] <= last
        return after and before if first <= last else after or before

    return within
