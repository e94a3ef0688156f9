"""Accuracy of class maps, from GeoDataFrames of reference points."""

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
    """The accuracy of a map of classes, from `assess_map`.

    Attributes
    ----------
    overall : float
        Overall accuracy, 0 to 1.
    warnings : list of str
        What to know of the sample.
    """

    def __init__(self, result: MapAssessment) -> None:
        self._result = result
        self.overall = result.accuracy.overall.value
        self.warnings = list(result.warnings)

    def __repr__(self) -> str:
        return f"<AssessedMap: overall accuracy {self.overall:.3f}, {self._result.points:,} points>"

    @property
    def summary(self) -> dict[str, Any]:
        """Overall accuracy with its standard error and interval, the error matrix, and which points were left out.

        ``counts`` and ``proportions`` have a row for each class of the map and a column for each of the reference.
        """
        found = summary(self._result, 0.0)
        del found["seconds"]
        return found

    @property
    def classes(self) -> pd.DataFrame:
        """A row for each class, with its code as index.

        Number of points, ``mapped_km2`` (area on the map), and ``area_km2`` (estimated), ``users`` and ``producers``
        (accuracies, 0 to 1), each with standard error ``_se`` and interval ``_low``, ``_high``.
        """
        frame = pd.DataFrame(table(self._result)).set_index("class")
        return frame.astype(dict.fromkeys(frame.columns[3:], float))

    def report(self, path: str | Path, language: str = "en") -> Path:
        """Write the report, one HTML file that needs no network, and return its path.

        Parameters
        ----------
        path : str or Path
            The file to write.
        language : str, default "en"
            Language of the report, such as "de" (German).

        Raises
        ------
        SatclipError
            For a language into which there is no translation.
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
    """Estimate the accuracy of a map of classes and the area of each class.

    Parameters
    ----------
    raster : str or Path
        File or URL of the map, with integers as classes.
    points : GeoDataFrame
        A probability sample in any CRS, which the map was not fitted on.
    reference : str
        Column with the reference class: codes of the map, or names of its classes.
    design : {"stratified", "random"}
        How the points were drawn: at random within each class of the map (or stratum), or as a simple random or
        systematic sample of the whole map.
    band : int, default 1
        Number of the band with the classes.
    strata : str or Path, optional
        Raster of the strata of a stratified sample, if these are not the classes of the map.
    strata_band : int, default 1
        Number of its band.
    class_names : mapping of int to str, optional
        Names of the classes by code. By default, those in the file of the map.
    confidence : float, default 0.95
        Confidence level of the intervals.
    progress : callable, optional
        Called with the share that is done (0 to 1) and a message; what it raises ends the work.

    Returns
    -------
    AssessedMap

    Raises
    ------
    SatclipError
        If the map holds no classes, if it lacks classes of the points, or if fewer than two points can be used.

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
