"""Shared parts of the processes that fit models: observations, rasters, encoders and the prediction area."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Any, Optional

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from satclip_backend.errors import SatclipError
from satclip_backend.models.fit_config import FitConfig, PolygonsInput
from satclip_backend.models.raster_metadata import MOST_BANDS, MOST_RASTERS
from satclip_backend.processes.maps import Load
from satclip_backend.processes.process import Context, Upload
from satclip_backend.tables.column_file import read_columns
from satclip_backend.tables.columns import Columns
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    import shapely

    from satclip_backend.encoders.encoder import Encoder
    from satclip_backend.geo.boxes import Extent
    from satclip_backend.models.observations import Observations
    from satclip_backend.models.prediction_area import PredictionArea
    from satclip_backend.models.raster_metadata import RasterUsed
    from satclip_backend.models.raster_predictors import RasterPredictor
    from satclip_backend.rasters.sampling import Raster

REPORT_TYPE = "text/html"
TABLE_TYPE = "application/x-npz"
MODEL_TYPE = "application/vnd.satclip.model+zip"


class SentRaster(BaseModel):
    """An uploaded raster, with the client's names for it and its bands."""

    model_config = ConfigDict(extra="forbid")

    id: Upload = Field(title="Upload", description="Id of the uploaded file: a GeoTIFF.")
    name: str = Field(title="Name", description="Name of the raster.", min_length=1, max_length=500)
    bands: list[Annotated[str, Field(max_length=500)]] = Field(
        [], title="Bands", description="Names of its bands, if the file has lost them.", max_length=MOST_BANDS
    )
    classes: list[int] = Field(
        [],
        title="Classes",
        description="Numbers of the bands, from 1, that hold classes although they have no colour table.",
        max_length=MOST_BANDS,
    )


SentRasters = Annotated[
    list[SentRaster],
    Field(
        title="Rasters",
        description="Rasters whose bands are predictors; for a model, those that it was fitted with.",
        max_length=MOST_RASTERS,
    ),
]


BackgroundTable = Annotated[
    Optional[Upload],
    Field(
        title="Background table",
        description="Id of the uploaded records of a target group, such as all species that the same people record: "
        "their places are the background points, at most as many as asked for, so that presences and background have "
        "the same sampling bias.",
    ),
]


def sent_rasters(rasters: Sequence[SentRaster], context: Context) -> list[tuple[Raster, Sequence[str]]]:
    """Return the uploaded rasters, for `predictors_of` and `predictors_again`.

    Raises SatclipError and NotFoundError.
    """
    from satclip_backend.rasters.embedding_fields import open_raster

    found = []
    for sent in rasters:
        raster = open_raster(context.upload(sent.id), sent.name, trusted=False)
        names = sent.bands if len(sent.bands) == len(raster.bands) else [band.name for band in raster.bands]
        bands = [
            replace(
                band,
                name=name,
                coloured=band.coloured or (band.number in sent.classes and "int" in band.dtype),
            )
            for band, name in zip(raster.bands, names)
        ]
        found.append((replace(raster, bands=tuple(bands)), []))
    return found


def needed_rasters(
    needed: Sequence[RasterUsed], rasters: Sequence[SentRaster], context: Context
) -> list[RasterPredictor]:
    """Return the uploaded rasters of a model. Raises SatclipError if they are not those that the model needs."""
    from satclip_backend.models.raster_matching import predictors_again

    predictors, different = predictors_again(needed, sent_rasters(rasters, context) if needed else [])
    for warning in different:
        context.progress(0.0, _("warning: {warning}", warning=warning))
    return predictors


class TableInputs(FitConfig):
    """Settings of a fit, the uploaded observations, rasters and prediction area."""

    background_table: BackgroundTable = None
    table: Upload = Field(
        title="Table", description="Id of the uploaded observations: .npz with positions and fields."
    )
    rasters: SentRasters = Field(default_factory=list)
    bilinear: bool = Field(
        False,
        title="Bilinear",
        description="Interpolate between the pixels of the rasters, but for classes. By default, a point has the value "
        "of the pixel that it lies in.",
    )
    layer: str = Field("", title="Layer", description="Name of the layer, shown in reports.", max_length=1000)
    area_polygons: PolygonsInput = Field(
        default_factory=list,
        title="Polygons of the prediction area",
        description="Polygons of the prediction area, instead of its extent: each is a list of rings of longitude and "
        "latitude in degrees, the outer ring first.",
    )
    area_name: str = Field(
        "",
        title="Name of the prediction area",
        description="Name of the layer of these polygons, shown in reports.",
        max_length=1000,
    )

    @property
    def config(self) -> FitConfig:
        """The settings without uploads."""
        return FitConfig(**{name: getattr(self, name) for name in FitConfig.model_fields})

    @property
    def polygons(self) -> AreaPolygons | None:
        """The polygons of the prediction area, or None. Raises SatclipError if they are not valid."""
        return AreaPolygons.of_rings(self.area_polygons, self.area_name)


@dataclass(frozen=True)
class AreaPolygons:
    """Polygons of the prediction area (shapely, longitude and latitude in degrees), and their name."""

    shapes: Sequence[shapely.Geometry]
    name: str = ""

    @classmethod
    def of_rings(cls, polygons: Sequence, name: str = "") -> AreaPolygons | None:
        """Return the polygons of a process's inputs, or None if there are none.

        Raises SatclipError if they are not valid.
        """
        from satclip_backend.pretraining.sampling_areas import area_of_rings

        return cls([area_of_rings(polygons).shape], name) if polygons else None


def read_observations(
    columns: Columns,
    config: FitConfig,
    area: AreaPolygons | None = None,
    rasters: Sequence[RasterPredictor] = (),
    background: Columns | None = None,
) -> tuple[Observations, PredictionArea]:
    """Return the usable observations and the prediction area; the observations carry the warnings of both.

    `area`: polygons that replace the extent of `config`; `background`: records of a target group.
    """
    from satclip_backend.models.observations import observe
    from satclip_backend.models.prediction_area import sample_area

    if config.background:
        return _presences(columns, config, area, rasters, background)
    if background is not None:
        raise SatclipError(
            _(
                "A background table was given, but the number of background points is 0: set it, for example "
                "to 10,000."
            )
        )
    observed = observe(
        columns,
        config.target,
        task=config.task,
        weights=config.weights,
        groups=config.groups,
        fields=config.fields,
        positive=config.positive,
        rasters=rasters,
        date_field=config.date_field,
    )
    extent, shapes, name = _given_area(config, area)
    wanted = sample_area(observed.lonlat, extent, shapes, seed=config.seed, name=name)
    return replace(observed, warnings=[*observed.warnings, *wanted.warnings]), wanted


def _given_area(
    config: FitConfig, area: AreaPolygons | None
) -> tuple[Extent | None, Sequence[shapely.Geometry] | None, str]:
    """Return the extent, the polygons and their name, as given by the user."""
    extent = tuple(config.area) if config.area else None
    return (extent, area.shapes, area.name) if area else (extent, None, "")


def _presences(
    columns: Columns,
    config: FitConfig,
    area: AreaPolygons | None,
    rasters: Sequence[RasterPredictor],
    background: Columns | None,
) -> tuple[Observations, PredictionArea]:
    """Return the presences with background points, and the prediction area, like `read_observations`."""
    from satclip_backend.models.prediction_area import in_area, sample_area
    from satclip_backend.models.presence_only import find_presences, target_group, with_background

    found = find_presences(columns, config)
    lonlat = columns.lonlat[found[0]]
    extent, shapes, name = _given_area(config, area)
    if background is not None:
        inside = in_area(background.lonlat, extent, shapes)
        points = target_group(
            background,
            inside,
            config.background,
            config.seed,
            config.fields,
            config.groups,
            config.date_field,
        )
        lonlat = np.concatenate([lonlat, points.lonlat])
    elif config.fields:
        raise SatclipError(
            _(
                "The field {field} is not known at background points: leave it out, or use a raster, or a "
                "background table that has the field.",
                field=config.fields[0],
            )
        )
    else:  # other locations than the sample of the prediction area, on which the model is evaluated
        drawn = sample_area(lonlat, extent, shapes, n=config.background, seed=config.seed + 1)
        points = Columns(drawn.lonlat, {})
    wanted = sample_area(lonlat, extent, shapes, seed=config.seed, name=name)
    kind = "uniform" if background is None else "target group"
    observed = with_background(columns, found, points, kind, config, rasters)
    return replace(observed, warnings=[*observed.warnings, *wanted.warnings]), wanted


def sent_background(table: Upload | None, context: Context) -> Columns | None:
    """Return the uploaded records of a target group, or None. Raises SatclipError and NotFoundError."""
    return read_columns(context.upload(table)) if table else None


def table_rasters(inputs: TableInputs, context: Context) -> list[RasterPredictor]:
    """Return the uploaded rasters of a table. Raises SatclipError and NotFoundError."""
    from satclip_backend.models.raster_predictors import predictors_of

    return predictors_of(sent_rasters(inputs.rasters, context), inputs.bilinear)


def load_encoders(config: FitConfig, load: Load) -> list[Encoder]:
    """Return the encoders of a configuration. Raises SatclipError if one is listed twice."""
    if len(set(config.encoders)) < len(config.encoders):
        raise SatclipError(_("An encoder is listed twice: list each encoder once."))
    return [load(id) for id in config.encoders]


def finite(value: Any) -> Any:
    """Return `value` with NaN and infinity, which JSON does not allow, replaced by None."""
    if isinstance(value, dict):
        return {key: finite(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [finite(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
