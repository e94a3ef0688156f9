"""Names and dates of bands, and choosing among them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import rasterio
from rasterio.enums import ColorInterp

from satclip_backend.errors import SatclipError

SENTINEL_2 = ("B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B8A", "B09", "B11", "B12")
"""The order of Sentinel-2's bands in L2A products, and in S2-100K."""

_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:([-_]?)(0[1-9]|1[0-2])(?:\2(0[1-9]|[12]\d|3[01]))?)(?=\D|$|T\d)"
)
_RANGE = re.compile(r"((?:\d{4}-)?\d\d(?:-\d\d)?|\d{4})(?:\.\.((?:\d{4}-)?\d\d(?:-\d\d)?|\d{4}))?")


def image_bands(data: rasterio.DatasetReader) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """The numbers (from 1) of an image's bands but for an alpha band, and their descriptions.

    No descriptions, (), where some have none or two have the same.
    """
    numbers = tuple(i for i, kind in zip(data.indexes, data.colorinterp) if kind != ColorInterp.alpha)
    descriptions = tuple((data.descriptions[i - 1] or "").strip() for i in numbers)
    usable = all(descriptions) and len(set(descriptions)) == len(descriptions)
    return numbers, descriptions if usable else ()


def band_type(data: rasterio.DatasetReader, numbers: Sequence[int], name: str) -> str:
    """The type of the numbers in bands of an image, which `name` is what sentences call.

    Raises SatclipError where they are complex, or of different types: those can't be read together.
    """
    types = sorted({data.dtypes[number - 1] for number in numbers})
    if any("complex" in dtype for dtype in types):
        raise SatclipError(
            f"{name} has complex pixels, which are not supported: save their amplitude instead (gdal_calc)."
        )
    if len(types) > 1:
        raise SatclipError(
            f"{name} has bands of different types of number ({', '.join(types)}): save it with one (gdal_translate "
            "-ot Float32), or give the bands as images of their own."
        )
    return types[0] if types else "uint8"


def stacked_names(images: Sequence[tuple[str, int, tuple[str, ...]]]) -> tuple[str, ...]:
    """Names of the bands of images that are one stack: name, number of bands and descriptions of each.

    `B04` where descriptions tell all bands apart, else `2004-01.tif:B04`, `2004-01.jpg:1`, or `2004-01` for the only
    band of a file; a single image without descriptions has bands 1, 2, 3.
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
    if len(set(names)) < len(names):  # files of one name in several folders
        names = [f"{place}:{name}" for place, name in enumerate(names, start=1)]
    return tuple(names)


def band_date(name: str) -> str | None:
    """The date in a band's name, as 2004-01 or 2004-01-31; None where there is none.

    >>> band_date("2004-01.jpg:1"), band_date("S2A_20210714T101031_B04"), band_date("B04")
    ('2004-01', '2021-07-14', None)
    """
    found = _DATE.search(name)
    return None if found is None else "-".join(part for part in found.group(1, 3, 4) if part)


def choose_bands(
    names: Sequence[str], wanted: Sequence[str] | None = None, dates: str | None = None
) -> tuple[int, ...]:
    """Positions in `names` of the bands that are wanted, in their own order.

    `wanted` holds whole names (`2004-01.tif:B04`), names within files (`B04`, of every date) or files (`2004-01`);
    `dates` one date or the first and last of a range, with or without year: `2004-06..2004-08`, `12..02` (December to
    February of any year), `2004`. Raises SatclipError where a name is unknown, no band has a date, or none is left.
    """
    chosen = list(range(len(names)))
    if wanted:
        groups = {name: [i for i, band in enumerate(names) if name in _ways_to_say(band)] for name in wanted}
        if unknown := [name for name, group in groups.items() if not group]:
            raise SatclipError(f"There is no band {', '.join(unknown)}; the bands are {listed(names)}.")
        chosen = sorted({i for group in groups.values() for i in group})
    if dates:
        dated = [(i, date) for i in chosen if (date := band_date(names[i])) is not None]
        if not dated:
            raise SatclipError(
                f"The bands say no dates: they need one in a file's name or a description, such as 2004-06. The bands "
                f"are {listed(names)}."
            )
        within = _range(dates)
        chosen = [i for i, date in dated if within(date)]
        if not chosen:
            raise SatclipError(
                f"No band has a date in {dates}: they go from {min(d for _, d in dated)} to {max(d for _, d in dated)}."
            )
    return tuple(chosen)


def listed(names: Sequence[str], most: int = 20) -> str:
    """Names for a sentence."""
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")


def _ways_to_say(band: str) -> set[str]:
    file, colon, name = band.rpartition(":")
    return {band, name, file, Path(file).stem} if colon else {band}


def _range(text: str):
    """Whether a date lies in a range such as `choose_bands` takes."""
    found = _RANGE.fullmatch(text.strip())
    if found is None:
        raise SatclipError(
            f"The dates {text} can't be read: give them as 2004-06..2004-08, 06..08, 2004-06 or 2004."
        )
    first, last = found.group(1), found.group(2) or found.group(1)
    if (len(first) == 4 or first[4:5] == "-") != (len(last) == 4 or last[4:5] == "-"):
        raise SatclipError(f"The dates {text} must both have a year, or neither.")
    if len(first) == 4 or first[4:5] == "-":
        return lambda date: date[: len(first)] >= first and date[: len(last)] <= last

    def within(date: str) -> bool:
        after, before = date[5 : 5 + len(first)] >= first, date[5 : 5 + len(last)] <= last
        return after and before if first <= last else after or before

    return within
