"""Assessment of a classified map: matches reference points with map classes, and estimates accuracy and areas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from satclip_backend.errors import SatclipError
from satclip_backend.models.assessment_strata import MOST_LISTED, class_strata, first_of, raster_strata
from satclip_backend.models.map_accuracy import FEWEST, Design, Estimate, MapAccuracy, estimate
from satclip_backend.progress import Progress
from satclip_backend.rasters.sampling import Raster, values_at
from satclip_backend.tables.columns import NUMERIC, Column, Columns
from satclip_backend.tables.positions import on_earth
from satclip_backend.translation import gettext_lazy as _
from satclip_backend.translation import ngettext_lazy as ngettext


@dataclass(frozen=True)
class ClassMap:
    """A band with classes.

    Attributes
    ----------
    raster : Raster
        The raster.
    number : int
        Number of the band, from 1.
    areas : mapping of int to float
        Area of each class in square kilometres, by code.
    names : mapping of int to str
        Names of classes, by code.
    """

    raster: Raster
    number: int
    areas: Mapping[int, float]
    names: Mapping[int, str]

    def label(self, code: int) -> str:
        """Return the name of a class, followed by its code if it is not unique; the code if the class has no name."""
        name = self.names.get(code)
        if name is None:
            return str(code)
        return name if list(self.names.values()).count(name) == 1 else f"{name} ({code})"


@dataclass
class MapAssessment:
    """Result for a map with k classes.

    Attributes
    ----------
    reference : str
        Name of the reference field.
    design : {"stratified", "random"}
        Sampling design.
    strata : str
        Description of the strata.
    confidence : float
        Confidence level of the intervals.
    classes : list of str
        Labels of the classes.
    codes : list of int
        Codes of the classes.
    mapped : (k,) float64
        Area of each class on the map, in square kilometres.
    accuracy : MapAccuracy
        The estimates, with areas in square kilometres.
    region : float
        Area that the estimates are for, in square kilometres.
    points : int
        Number of points used.
    dropped : list of (str, int)
        Reasons why points were not used, with their number.
    warnings : list of str
        Warnings.
    settings : dict of str to str
        Settings, for reports.
    """

    reference: str
    design: Design
    strata: str
    confidence: float
    classes: list[str]
    codes: list[int]
    mapped: NDArray[np.float64]
    accuracy: MapAccuracy
    region: float
    points: int
    dropped: list[tuple[str, int]]
    warnings: list[str]
    settings: dict[str, str] = field(default_factory=dict)


def assess(
    columns: Columns,
    reference: str,
    mapped: ClassMap,
    design: Design,
    strata: tuple[Raster, int] | None,
    confidence: float,
    progress: Progress,
) -> MapAssessment:
    """Assess a map with reference points.

    Parameters
    ----------
    columns : Columns
        The points with the field `reference`, which holds codes or names of classes.
    reference : str
        Name of the field.
    mapped : ClassMap
        The map.
    design : {"stratified", "random"}
        How the points were drawn.
    strata : (Raster, int), optional
        Raster and number of the band with the strata of a stratified sample, if these are not the map's
        classes.
    confidence : float
        Confidence level of the intervals.
    progress : Progress
        Called while the strata are read.

    Raises
    ------
    SatclipError
        If classes of the points are not on the map, if fewer than two points are usable, or if the strata
        don't fit.
    """
    if strata and design == "random":
        raise SatclipError(
            _("Strata are for a stratified sample: choose that design, or leave out the strata.")
        )
    values = values_at(mapped.raster, [mapped.number], columns.lonlat)[:, 0]
    drawn_in = values_at(strata[0], [strata[1]], columns.lonlat)[:, 0] if strata else values
    usable, dropped = _usable(columns, reference, mapped.raster, values, drawn_in, strata)
    if usable.sum() < FEWEST:
        reasons = "; ".join(f"{rows:,} {reason}" for reason, rows in dropped)
        raise SatclipError(
            _(
                "{value} of {count} reference points can be used, and at least {least} are needed: {reasons}.",
                value=usable.sum(),
                count=len(columns),
                least=FEWEST,
                reasons=reasons,
            )
        )
    of_points = _reference_codes(columns.fields[reference].take(usable), reference, mapped)
    codes = sorted({*mapped.areas, *of_points.tolist()})
    areas = np.array([mapped.areas.get(code, 0.0) for code in codes])
    labels = [mapped.label(code) for code in codes]
    on_map = np.searchsorted(codes, values[usable].astype(np.int64))
    warnings: list[str] = []
    if strata:
        found, words = raster_strata(strata, drawn_in[usable], areas, len(codes), warnings, progress)
    else:
        found, words = class_strata(design, on_map, areas, labels, warnings)
    single = np.flatnonzero((found.sizes < FEWEST) & (found.areas > 0))
    if len(single):
        where = (
            ngettext("{count} of the strata", "{count} of the strata", len(single))
            if strata
            else first_of(labels[i] for i in single)
        )
        warnings.append(_of_single_points(where))
    accuracy = estimate(on_map, np.searchsorted(codes, of_points), found, confidence)
    if not len(single):
        warnings += _without_errors(accuracy, labels)
    return MapAssessment(
        reference,
        design,
        words,
        confidence,
        labels,
        codes,
        areas,
        accuracy,
        float(found.areas.sum()),
        int(usable.sum()),
        dropped,
        warnings,
    )


def _usable(
    columns: Columns,
    reference: str,
    raster: Raster,
    values: NDArray[np.float64],
    drawn_in: NDArray[np.float64],
    strata: tuple[Raster, int] | None,
) -> tuple[NDArray[np.bool_], list[tuple[str, int]]]:
    """Return which points (n,) are usable, and the reasons why others are not, with their number."""
    usable, dropped = np.ones(len(columns), dtype=bool), []
    inside = np.isfinite(raster.positions(columns.lonlat)[:, 0])
    reasons = [
        (_("without a valid location"), ~on_earth(columns.lonlat)),
        (_("without a value of {field}", field=reference), columns.fields[reference].missing),
        (_("outside the map {map}", map=raster.name), ~inside),
        (_("on nodata of the map {map}", map=raster.name), np.isnan(values)),
    ]
    if strata:
        reasons.append((_("without a stratum in {raster}", raster=strata[0].name), np.isnan(drawn_in)))
    for reason, where in reasons:
        if rows := int((usable & where).sum()):
            dropped.append((reason, rows))
        usable &= ~where
    return usable, dropped


def _reference_codes(column: Column, reference: str, mapped: ClassMap) -> NDArray[np.int64]:
    """Return the class code (n,) of each point, by name or by code. Raises SatclipError if a class is unknown."""
    labels = column.labels()
    found, where = np.unique(np.array([" ".join(label.split()) for label in labels]), return_inverse=True)
    codes = sorted({*mapped.areas, *mapped.names})
    by_code = {str(code): code for code in codes}
    names = [name.casefold() for name in mapped.names.values()]
    by_name = {
        name.casefold(): code for code, name in mapped.names.items() if names.count(name.casefold()) == 1
    }
    tables = [by_code, by_name] if column.kind in NUMERIC else [by_name, by_code]
    for table in tables:
        if all(label.casefold() in table for label in found.tolist()):
            return np.array([table[label.casefold()] for label in found.tolist()], dtype=np.int64)[
                where.ravel()
            ]
    known = by_code.keys() | by_name.keys()
    lost = [label for label in found.tolist() if label.casefold() not in known] or found.tolist()
    on_map = [f"{code} {mapped.names[code]}" if code in mapped.names else str(code) for code in codes]
    raise SatclipError(
        _(
            "The field {reference} has the classes {classes}; the map {raster} has {on_map}. Not on the "
            "map: {lost}. Correct the field, or give the classes of the map their names (class names, "
            "such as {code}={example}). If the map has no such class, name it with a code of its own: "
            "{new}.",
            reference=reference,
            classes=first_of(found.tolist()),
            raster=mapped.raster.name,
            on_map=first_of(on_map),
            lost=first_of(lost),
            code=str(codes[0]),
            example=lost[0],
            new=_new_classes(lost, codes),
        )
    )


def _new_classes(labels: list[str], codes: list[int]) -> str:
    """Return class names, each with a new code, for labels that the map lacks."""
    first = max(codes) + 1
    return " ".join(f"{first + index}={label}" for index, label in enumerate(labels[:MOST_LISTED]))


def _of_single_points(strata: str) -> str:
    """Return the warning about strata with a single reference point."""
    return _(
        "A single reference point lies in {strata}: a variance can't be estimated there, so overall accuracy, "
        "producer's accuracies and areas have no standard errors. Draw more points there.",
        strata=strata,
    )


def _without_errors(accuracy: MapAccuracy, labels: list[str]) -> list[str]:
    """Return warnings about estimates without a standard error because the sample doesn't vary."""
    if np.trace(accuracy.counts) == accuracy.counts.sum():
        return [
            _(
                "All reference points agree with the map, which does not show that it has no errors: standard errors "
                "can't be estimated."
            )
        ]
    none = accuracy.counts.sum(axis=0) + accuracy.counts.sum(axis=1) == 0
    unseen = [label for label, without in zip(labels, none) if without]

    def without_error(estimates: Sequence[Estimate]) -> str:
        return first_of(
            label
            for label, one, without in zip(labels, estimates, none)
            if np.isfinite(one.value) and np.isnan(one.error) and not without
        )

    warnings = []
    if np.isnan(accuracy.overall.error):
        warnings.append(
            _(
                "The overall accuracy of the map has no standard error: all its points agree, which does not show that "
                "there are no errors."
            )
        )
    if names := without_error(accuracy.users):
        warnings.append(
            _(
                "The user's accuracy of {names} has no standard error: all its points agree, which does not show that "
                "there are no errors.",
                names=names,
            )
        )
    if names := without_error(accuracy.producers):
        warnings.append(
            _(
                "The producer's accuracy of {names} has no standard error: all its points agree, which does not show "
                "that there are no errors.",
                names=names,
            )
        )
    if names := without_error(accuracy.areas):
        warnings.append(
            _(
                "The estimated area of {names} has no standard error: all its points agree, which does not show that "
                "there are no errors.",
                names=names,
            )
        )
    if unseen:
        warnings.append(
            _(
                "No reference point is in {names}, on the map or in the reference: the estimated area of 0 does not "
                "show that there is none.",
                names=first_of(unseen),
            )
        )
    return warnings
