"""predict_map: predictions of a model at every pixel of an extent, as a COG."""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Optional

import numpy as np
from pydantic import Field

from satclip_backend import __version__
from satclip_backend.errors import SatclipError
from satclip_backend.models.classes import class_values
from satclip_backend.processes.maps import MAP_TYPE, GridInputs, installed_encoder, map_grid, map_warnings
from satclip_backend.processes.models import Load, SentRasters, finite, needed_rasters
from satclip_backend.processes.process import Context, Output, Process, Upload
from satclip_backend.rasters.cogs import new_cog
from satclip_backend.rasters.colours import palette
from satclip_backend.rasters.grids import nowhere
from satclip_backend.translation import gettext_lazy as _
from satclip_backend.translation import joined
from satclip_backend.translation import ngettext_lazy as ngettext

if TYPE_CHECKING:
    from satclip_backend.models.mapping import ModelMap
    from satclip_backend.models.model import Model, ModelMetadata
    from satclip_backend.models.raster_predictors import RasterPredictor


class MapChoices(GridInputs):
    """Pixel grid and bands of a prediction map."""

    uncertainty: bool = Field(
        True,
        title="Uncertainty",
        description="Add bands for the prediction interval or class probability, the dissimilarity index, the area of "
        "applicability, the distance to the nearest training point and the expected error. Maps of linear models are "
        "faster without them.",
    )
    mask: bool = Field(
        False, title="Mask", description="Set pixels outside the area of applicability to nodata."
    )
    surface: Literal["auto", "all", "land", "sea"] = Field(
        "auto",
        title="Surface",
        description="Predict all pixels, or only those on land or at sea, with the coast (Natural Earth, 0.1 degree "
        "resolution). 'auto' is the surface of the model's prediction area: the land or the sea of an extent, or all.",
    )
    probabilities: bool = Field(
        False, title="Class probabilities", description="Add a band with the probability of each class."
    )
    month: Optional[int] = Field(
        None,
        title="Month",
        description="Month of the predictions, for a model with a date field. By default, embeddings are the means "
        "over the year.",
        ge=1,
        le=12,
    )


class Inputs(MapChoices):
    """Inputs of the process: pixel grid, bands, model and rasters."""

    model: Upload = Field(title="Model", description="Id of the uploaded model file.")
    rasters: SentRasters = Field(default_factory=list)


def run(inputs: Inputs, context: Context) -> dict[str, Any]:
    """Write the map to `context.folder`. See `write_map`."""
    from satclip_backend.models.model_file import read_model

    context.progress(0.0, _("loading the model"))
    model = read_model(context.upload(inputs.model), _("The model file"))
    rasters = needed_rasters(model.metadata.features.rasters, inputs.rasters, context)
    return write_map(
        inputs, model, context.folder / "prediction_map.tif", context, installed_encoder, rasters
    )


def write_map(
    inputs: MapChoices,
    model: Model,
    path: Path,
    context: Context,
    load: Load,
    rasters: Sequence[RasterPredictor] = (),
) -> dict[str, Any]:
    """Write the map to `path`, and return the outputs of the process. `rasters` are those that the model needs.

    Raises SatclipError for invalid inputs and for a folder that is full or not writable, and Cancelled if stopped;
    no file is left then.
    """
    from satclip_backend.models.mapping import ModelMap
    from satclip_backend.models.model import find_encoders

    began = time.monotonic()
    grid = map_grid(inputs)
    encoders = find_encoders(model.metadata.features, load)
    warnings = map_warnings(encoders, grid)
    metadata = model.metadata
    drawn = ModelMap(
        model,
        encoders,
        grid,
        plain=not inputs.uncertainty,
        masked=inputs.mask,
        exact=inputs.exact,
        probabilities=inputs.probabilities,
        rasters=rasters,
        surface=inputs.surface,
        month=inputs.month,
    )
    names = [] if metadata.background else metadata.classes
    numbers = class_values(names)
    ranges = [_Range() for _ in drawn.fields]
    units = {"UNITS": metadata.units} if metadata.units else {}
    bands = [{"name": field.band, **(units if field.in_units else {})} for field in drawn.fields]
    # interpolating between class codes would give another class
    way = "nearest" if any(field.is_class for field in drawn.fields) else "average"
    tags = _tags(metadata, dict(zip(numbers, names)), inputs.month)
    with new_cog(path, grid, bands, tags=tags, progress=context.progress, resampling=way) as blocks:
        for index, window in enumerate(blocks.windows):
            values = drawn.draw(window, partial(blocks.report, index))
            for range_, band in zip(ranges, values):
                range_.see(band)
            blocks.write(index, values)
        _check_any(drawn, ranges[0].pixels, rasters, masked=inputs.mask)
    classes = [
        {"class": code, "name": name, "colour": colour}
        for code, name, colour in zip(numbers, names, palette(len(names)))
    ]
    return {
        "map": path,
        "classes": classes,
        "summary": finite(
            {
                "width": grid.width,
                "height": grid.height,
                "valid_pixels": ranges[0].pixels,
                "surface": drawn.surface,
                "left_out": drawn.left_out,
                "note": _note(drawn, inputs.surface),
                "warnings": [*warnings, *drawn.warnings],
                "bands": [field.band for field in drawn.fields],
                "date_field": metadata.features.date_field,
                "month": inputs.month,
                "target": metadata.target,
                "units": metadata.units,
                "task": metadata.task,
                "positive": metadata.positive_class,
                "presence_only": metadata.background is not None,
                "confidence": metadata.widths.confidence,
                "low": ranges[0].low,
                "high": ranges[0].high,
                "ranges": [vars(range_) for range_ in ranges],
                "threshold": model.applicability.threshold,
                "seconds": round(time.monotonic() - began, 3),
            }
        ),
    }


def _tags(metadata: ModelMetadata, classes: dict[int, str], month: int | None) -> dict[str, str]:
    """Return the tags of the file. `classes` are names by number."""
    from satclip_backend.models.prediction_fields import fields_of

    return {
        "SATCLIP_MODEL": metadata.name,
        "SATCLIP_TARGET": metadata.target,
        # A suitability has neither an interval nor a prediction set.
        **({} if metadata.background else {"SATCLIP_CONFIDENCE": str(metadata.widths.confidence)}),
        **({"SATCLIP_MONTH": str(month or "mean over the year")} if metadata.features.date_field else {}),
        **{f"SATCLIP_CLASS_{code}": name for code, name in classes.items()},
        **({"SATCLIP_SUITABILITY": fields_of(metadata)[0].description} if metadata.background else {}),
        "TIFFTAG_SOFTWARE": f"satclip-backend {__version__}",
    }


def _check_any(drawn: ModelMap, pixels: int, rasters: Sequence[RasterPredictor], *, masked: bool) -> None:
    """Raise SatclipError with the reason if no pixel has a value, unless the map is masked."""
    if drawn.left_out and not drawn.kept:
        raise SatclipError(
            _(
                "No pixel of the extent lies on land, and the map is on land only: choose another extent, or surface "
                "'all' to predict all pixels."
            )
            if drawn.surface == "land"
            else _(
                "No pixel of the extent lies at sea, and the map is at sea only: choose another extent, or surface "
                "'all' to predict all pixels."
            )
        )
    if pixels or masked:
        return
    if rasters:
        listed = ", ".join(raster.raster.name for raster in rasters)
        raise SatclipError(
            _("No pixel of the extent has values of all rasters of the model ({listed}).", listed=listed)
        )
    raise nowhere(drawn.grid)


def _note(drawn: ModelMap, chosen: str) -> str:
    """Return a sentence on pixels left out because they are at sea or on land, and the reason; "" if there are none."""
    if not drawn.left_out:
        return ""
    if drawn.surface == "land":
        left_out = ngettext(
            "{count} pixel at sea was left out.", "{count} pixels at sea were left out.", drawn.left_out
        )
        why = _("The model's prediction area is on land. Surface 'all' predicts the sea, too.")
    else:
        left_out = ngettext(
            "{count} pixel on land was left out.", "{count} pixels on land were left out.", drawn.left_out
        )
        why = _("The model's prediction area is at sea. Surface 'all' predicts the land, too.")
    return joined([left_out, why]) if chosen == "auto" else left_out


class _Range:
    """Number of valid pixels, their range, and approximate 2nd and 98th percentiles: the widest of all blocks."""

    def __init__(self) -> None:
        self.pixels = 0
        self.min = self.low = np.inf
        self.max = self.high = -np.inf

    def see(self, values: np.ndarray) -> None:
        known = values[np.isfinite(values)]
        self.pixels += len(known)
        if len(known):
            least, low, high, most = map(float, np.percentile(known, [0, 2, 98, 100]))
            self.min, self.max = min(self.min, least), max(self.max, most)
            self.low, self.high = min(self.low, low), max(self.high, high)


PROCESS = Process(
    id="predict_map",
    title="Predict a map",
    description="Predicts every pixel centre of an extent, with the prediction interval or class probability and the "
    "area of applicability, as a cloud-optimized GeoTIFF (float32, nodata NaN, with overviews).",
    inputs=Inputs,
    run=run,
    own_process=True,
    outputs={
        "map": Output("Map", media_type=MAP_TYPE),
        "classes": Output(
            "Number, name and colour of each class; empty for regression", schema={"type": "array"}
        ),
        "summary": Output(
            "Size, bands, range of the prediction, threshold, seconds", schema={"type": "object"}
        ),
    },
)
