"""Accuracy assessment of class maps with reference points in GeoDataFrames."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import geopandas as gpd
import pandas as pd
from pydantic import ValidationError

from satclip_backend.api.frames import table_of
from satclip_backend.errors import invalid
from satclip_backend.models.map_assessment import MapAssessment
from satclip_backend.processes.assess_map import AssessChoices, assess_raster, summary, table, write_report
from satclip_backend.processes.process import Context
from satclip_backend.progress import Progress, no_progress
from satclip_backend.rasters.sampling import describe
from satclip_backend.tables.columns import columns_of
from satclip_backend.translation import check_language
from satclip_backend.translation import language as language_of


class AssessedMap:
    """Accuracy of a class map, as returned by `assess_map`.

    Attributes
    ----------
    overall : float
        Overall accuracy, 0 to 1.
    warnings : list of str
        Warnings about the sample.
    """

    def __init__(self, result: MapAssessment) -> None:
        self._result = result
        self.overall = result.accuracy.overall.value
        self.warnings = list(result.warnings)

    def __repr__(self) -> str:
        return f"<AssessedMap: overall accuracy {self.overall:.3f}, {self._result.points:,} points>"

    @property
    def summary(self) -> dict[str, Any]:
        """Overall accuracy with standard error and confidence interval, the error matrix, and excluded points.

        ``counts`` and ``proportions`` have one row per map class and one column per reference class.
        """
        found = summary(self._result, 0.0)
        del found["seconds"]
        return found

    @property
    def classes(self) -> pd.DataFrame:
        """Table with one row per class, indexed by the class code.

        Columns: number of points, ``mapped_km2`` (area on the map), ``area_km2`` (estimated area), ``users`` and
        ``producers`` (accuracies, 0 to 1), each estimate with standard error ``_se`` and confidence interval
        ``_low``, ``_high``.
        """
        frame = pd.DataFrame(table(self._result)).set_index("class")
        return frame.astype(dict.fromkeys(frame.columns[3:], float))

    def report(self, path: str | Path, language: str = "en") -> Path:
        """Write the report, a self-contained HTML file, and return its path.

        Parameters
        ----------
        path : str or Path
            File to write.
        language : str, default "en"
            Language of the report, such as "de" (German).

        Raises
        ------
        SatclipError
            If there is no translation into the language.
        """
        with language_of(check_language(language)):
            write_report(self._result, Path(path))
        return Path(path)


def assess_map(
    raster: str | Path,
    points: gpd.GeoDataFrame,
    reference: str,
    *,
    design: Literal["stratified", "random"],
    band: int = 1,
    strata: str | Path | None = None,
    strata_band: int = 1,
    class_names: Mapping[int, str] | None = None,
    confidence: float = 0.95,
    progress: Progress | None = None,
) -> AssessedMap:
    """Estimate the accuracy of a class map and the area of each class.

    Parameters
    ----------
    raster : str or Path
        File or URL of the map, with integer class codes.
    points : GeoDataFrame
        Reference points in any CRS: a probability sample that the map was not trained on.
    reference : str
        Column with the reference class: map codes or class names.
    design : {"stratified", "random"}
        Sampling design: a random sample within each map class (or stratum), or a simple random or systematic
        sample of the whole map.
    band : int, default 1
        Number of the band with the classes.
    strata : str or Path, optional
        Raster of the strata of a stratified sample. By default, the classes of the map.
    strata_band : int, default 1
        Number of the band with the strata.
    class_names : mapping of int to str, optional
        Class names by code. By default, those stored in the map file.
    confidence : float, default 0.95
        Confidence level of the intervals.
    progress : callable, optional
        Called with the completed share (0 to 1) and a message. Exceptions that it raises stop the computation.

    Returns
    -------
    AssessedMap

    Raises
    ------
    SatclipError
        If the map has no classes, if it lacks classes of the points, or if fewer than two points are usable.

    Examples
    --------
    >>> import satclip_backend as satclip
    >>> found = satclip.assess_map("landcover.tif", points, "class", design="stratified")  # doctest: +SKIP
    >>> found.classes[["mapped_km2", "area_km2", "area_km2_low", "area_km2_high"]]  # doctest: +SKIP
    """
    names = [f"{code}={name}" for code, name in (class_names or {}).items()]
    try:
        choices = AssessChoices(
            reference=reference,
            design=design,
            band=band,
            strata_band=strata_band,
            class_names=names,
            confidence=confidence,
        )
    except ValidationError as error:
        wrong = error.errors()[0]
        raise invalid(str(wrong["loc"][0]), wrong) from None
    columns = columns_of(table_of(points, [reference]), [reference])
    context = Context(Path.cwd(), on_progress=progress or no_progress)
    other = None if strata is None else describe(strata)
    result = assess_raster(columns, choices, describe(raster), other, context)
    for sentence in result.warnings:
        warnings.warn(sentence, UserWarning, stacklevel=2)
    return AssessedMap(result)
