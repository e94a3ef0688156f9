"""Strata of the reference points of a map, and warnings about strata that don't fit the map or the points."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from satclip_backend.models.map_accuracy import (
    FEWEST,
    Design,
    Strata,
    against_random,
    map_strata,
    other_strata,
    poststrata,
)
from satclip_backend.progress import Progress
from satclip_backend.rasters.class_maps import class_areas
from satclip_backend.rasters.sampling import Raster
from satclip_backend.translation import gettext_lazy as _
from satclip_backend.translation import grouped_lazy

SAME_AREA = 0.01
"""Largest relative difference between the areas of the map and of the strata."""
MOST_LISTED = 30
UNLIKELY = 1e-3
"""P-value below which a warning says that the points are not a random sample of the map."""


def class_strata(
    design: Design,
    on_map: NDArray[np.int64],
    areas: NDArray[np.float64],
    labels: list[str],
    warnings: list[str],
) -> tuple[Strata, str]:
    """Return the map's classes as strata or poststrata, and a description of them."""
    if design == "stratified":
        found, left_out = map_strata(on_map, areas)
        if left_out:
            share = areas[left_out].sum() / areas.sum()
            warnings.append(
                _(
                    "No reference point lies in {names} ({share} of the map): the estimates are for the rest of the "
                    "map. Draw points there to assess the whole map.",
                    names=first_of(labels[i] for i in left_out),
                    share=f"{share:.2%}",
                )
            )
        return found, _("the classes of the map")
    found, together = poststrata(on_map, areas)
    if against_random(on_map, areas) < UNLIKELY:
        warnings.append(_unlike_the_map(on_map, areas, labels))
    if together:
        warnings.append(
            _(
                "Some classes of the map have fewer than {least} points: {names} are one poststratum.",
                least=FEWEST,
                names=first_of(labels[i] for i in together),
            )
        )
    return found, _("the classes of the map, as poststrata")


def raster_strata(
    strata: tuple[Raster, int],
    drawn_in: NDArray[np.float64],
    areas: NDArray[np.float64],
    classes: int,
    warnings: list[str],
    progress: Progress,
) -> tuple[Strata, str]:
    """Return the strata of a raster, and a description of them."""
    raster, number = strata
    sizes = class_areas(raster, number, progress)
    codes = np.array(list(sizes))
    found, left_out = other_strata(
        np.searchsorted(codes, drawn_in.astype(np.int64)), list(sizes.values()), classes
    )
    whole = sum(sizes.values())
    if abs(whole - areas.sum()) > SAME_AREA * whole:
        warnings.append(
            _(
                "The strata cover {strata} km², and the map {map} km²: the areas are estimated for the region of the "
                "strata. Cut both to the same region.",
                strata=grouped_lazy(f"{whole:,.6g}"),
                map=grouped_lazy(f"{areas.sum():,.6g}"),
            )
        )
    if left_out:
        share = sum(sizes[code] for code in codes[left_out].tolist()) / whole
        warnings.append(
            _(
                "No reference point lies in the strata {codes} ({share} of the area): the estimates are for the other "
                "strata.",
                codes=first_of(str(code) for code in codes[left_out]),
                share=f"{share:.2%}",
            )
        )
    return found, _("the {strata} strata of {raster}", strata=len(codes), raster=raster.name)


def _unlike_the_map(on_map: NDArray[np.int64], areas: NDArray[np.float64], labels: list[str]) -> str:
    """Return the warning that the points are no random sample of the map, with the class that differs most."""
    points, shares = np.bincount(on_map, minlength=len(areas)) / len(on_map), areas / areas.sum()
    most = int(np.argmax(np.abs(points - shares)))
    return _(
        "The points are not spread like a simple random or systematic sample of the map: {name} has {points} of the "
        "points and {share} of the map. If the map covers areas that no point could be drawn from, such as the sea, "
        "set these to nodata. If the points were drawn by class, choose the stratified design.",
        name=labels[most],
        points=f"{points[most]:.1%}",
        share=f"{shares[most]:.1%}",
    )


def first_of(names: Iterable[str]) -> str:
    """Return the first `MOST_LISTED` names, and how many more there are."""
    names = list(names)
    first = ", ".join(names[:MOST_LISTED])
    if len(names) <= MOST_LISTED:
        return first
    return _("{names} and {more} more", names=first, more=len(names) - MOST_LISTED)
