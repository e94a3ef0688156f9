"""assess_map: accuracy of a class map and the area of each class, estimated from a sample of reference points."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, Optional

from pydantic import BaseModel, ConfigDict, Field

from satclip_backend.errors import SatclipError
from satclip_backend.models.fit_config import Name
from satclip_backend.processes.models import REPORT_TYPE, SentRaster, finite, sent_rasters
from satclip_backend.processes.process import Context, Output, Process, Upload
from satclip_backend.progress import part_of
from satclip_backend.tables.column_file import read_columns
from satclip_backend.tables.columns import Columns
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    from satclip_backend.models.map_accuracy import Estimate
    from satclip_backend.models.map_assessment import MapAssessment
    from satclip_backend.rasters.sampling import Raster

MOST_NAMES = 5000


class AssessChoices(BaseModel):
    """Settings of an accuracy assessment: reference field, sampling design, bands and confidence level."""

    model_config = ConfigDict(extra="forbid")

    reference: Name = Field(
        title="Reference field",
        description="Field of the points with the reference class: codes of the map, or names of its classes.",
    )
    design: Literal["stratified", "random"] = Field(
        title="Sampling design",
        description="How the points were drawn: 'stratified' is a random sample within each class of the map (or "
        "within each of the strata, if these are given); 'random' is a simple random or systematic sample of the whole "
        "map.",
    )
    band: int = Field(1, title="Band", description="Number of the band of the map with the classes.", ge=1)
    strata_band: int = Field(
        1, title="Band of the strata", description="Number of the band with the strata.", ge=1
    )
    class_names: list[Annotated[str, Field(max_length=1000)]] = Field(
        [],
        title="Class names",
        description="Names of the classes by code, such as 1=forest. By default, those in the file of the map.",
        max_length=MOST_NAMES,
    )
    confidence: float = Field(
        0.95, title="Confidence level", description="Confidence level of the intervals.", ge=0.5, le=0.999
    )


class Inputs(AssessChoices):
    """Inputs of the process: the settings, the map, the reference points and the strata."""

    map: SentRaster = Field(title="Map", description="The map of classes.")
    table: Upload = Field(
        title="Table", description="Id of the uploaded reference points, with the reference field."
    )
    strata: Optional[SentRaster] = Field(
        None,
        title="Strata",
        description="Raster of the strata of a stratified sample, as integers; by default, the classes of the map.",
    )
    layer: str = Field("", title="Layer", description="Name of the layer, shown in reports.", max_length=1000)


def run(inputs: Inputs, context: Context) -> dict[str, Any]:
    """Assess the map, and write the report to `context.folder`."""
    began = time.monotonic()
    columns = read_columns(context.upload(inputs.table))
    sent = [inputs.map, *([inputs.strata] if inputs.strata else [])]
    rasters = [raster for raster, _ in sent_rasters(sent, context)]
    result = assess_raster(columns, inputs, rasters[0], rasters[1] if inputs.strata else None, context)
    if inputs.layer:
        result.settings = {_("Reference points"): inputs.layer, **result.settings}
    path = context.folder / "report.html"
    write_report(result, path)
    return {"report": path, "table": table(result), "summary": summary(result, time.monotonic() - began)}


def assess_raster(
    columns: Columns, choices: AssessChoices, raster: Raster, strata: Raster | None, context: Context
) -> MapAssessment:
    """Return the accuracy assessment of a map with a table of reference points.

    Raises SatclipError if the map, the points or the strata are not valid, and Cancelled if stopped.
    """
    from satclip_backend.models.map_assessment import ClassMap, assess
    from satclip_backend.rasters.class_maps import class_areas, class_names

    given = _names(choices.class_names)
    for one, number in ((raster, choices.band), (strata, choices.strata_band)):
        if one is not None and number not in [band.number for band in one.bands]:
            raise SatclipError(
                _(
                    "{one} has no band {value}: it has {count}.",
                    one=one.name,
                    value=number,
                    count=len(one.bands),
                )
            )
    half = 0.5 if strata else 0.98
    areas = class_areas(raster, choices.band, part_of(context.progress, 0.0, half))
    names = class_names(raster, choices.band) | given
    result = assess(
        columns,
        choices.reference,
        ClassMap(raster, choices.band, areas, names),
        choices.design,
        (strata, choices.strata_band) if strata else None,
        choices.confidence,
        part_of(context.progress, half, 0.98),
    )
    result.settings = {
        _("Map"): _(
            "{raster}, band {band}, {width} x {height} pixels, {crs}",
            raster=raster.name,
            band=str(choices.band),
            width=raster.width,
            height=raster.height,
            crs=raster.crs.name,
        ),
        _("Reference field"): choices.reference,
        _("Sampling design"): DESIGNS[choices.design],
        _("Strata"): result.strata,
        _("Confidence level"): f"{choices.confidence:g}",
        _("Areas"): _("on the ellipsoid of WGS 84, pixel by pixel"),
    }
    return result


DESIGNS = {
    "stratified": _("stratified random"),
    "random": _("simple random or systematic"),
}


def _names(given: list[str]) -> dict[int, str]:
    """Return class names by code, parsed from texts such as 1=forest. Raises SatclipError for an invalid one."""
    names = {}
    for text in given:
        code, equals, name = (part.strip() for part in text.partition("="))
        if not (equals and name and code.removeprefix("-").isdecimal() and code.isascii() and len(code) < 17):
            raise SatclipError(
                _("The class name {text} must be a code and a name, such as 1=forest.", text=repr(text))
            )
        names[int(code)] = " ".join(name.split())
    return names


def write_report(result: MapAssessment, path: Path) -> None:
    """Write the report atomically. Raises SatclipError if the folder can't be written to."""
    from satclip_backend.models.report import write_assessment_report  # slow import: matplotlib

    write_assessment_report(result, path)


def table(result: MapAssessment) -> list[dict[str, Any]]:
    """Return one row per class: points, area on the map, and estimates with errors and confidence intervals."""
    a = result.accuracy
    rows = zip(result.codes, result.classes, result.mapped.tolist(), a.counts.sum(1), a.counts.sum(0))
    return finite(
        [
            {
                "class": code,
                "name": name,
                "map_points": int(on_map),
                "reference_points": int(in_reference),
                "mapped_km2": area,
                **_columns("area_km2", a.areas[index]),
                **_columns("users", a.users[index]),
                **_columns("producers", a.producers[index]),
            }
            for index, (code, name, area, on_map, in_reference) in enumerate(rows)
        ]
    )


def _columns(name: str, estimate: Estimate) -> dict[str, float]:
    return {
        name: estimate.value,
        f"{name}_se": estimate.error,
        f"{name}_low": estimate.low,
        f"{name}_high": estimate.high,
    }


def summary(result: MapAssessment, seconds: float) -> dict[str, Any]:
    """Return the results as JSON-compatible values. Matrix rows are map classes, columns are reference classes."""
    return finite(
        {
            "reference": result.reference,
            "design": result.design,
            "strata": result.strata,
            "confidence": result.confidence,
            **_columns("overall", result.accuracy.overall),
            "region_km2": result.region,
            "points": result.points,
            "classes": result.classes,
            "counts": result.accuracy.counts.tolist(),
            "proportions": result.accuracy.proportions.tolist(),
            "dropped": [{"reason": reason, "rows": rows} for reason, rows in result.dropped],
            "warnings": result.warnings,
            "seconds": round(seconds, 3),
        }
    )


PROCESS = Process(
    id="assess_map",
    title="Assess the accuracy of a class map",
    description="Estimates the accuracy of a map of classes and the area of each class from reference points: error "
    "matrix, overall, user's and producer's accuracy and areas adjusted for the errors of the map, with standard "
    "errors and confidence intervals, by the design-based estimators of Olofsson et al. (2014) and Stehman (2014). The "
    "points must be a probability sample that the map was not fitted on.",
    inputs=Inputs,
    run=run,
    own_process=True,
    outputs={
        "report": Output("Report", media_type=REPORT_TYPE),
        "table": Output("Areas and accuracies by class", schema={"type": "array"}),
        "summary": Output("Overall accuracy, error matrix and excluded points", schema={"type": "object"}),
    },
)
