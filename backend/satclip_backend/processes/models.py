"""What the processes that fit models have in common: a table of rows, encoders, the area."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pydantic import Field

from satclip_backend.errors import SatclipError
from satclip_backend.models.fit_config import FitConfig
from satclip_backend.processes.process import Upload
from satclip_backend.tables.columns import Columns

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder
    from satclip_backend.models.observations import Observations
    from satclip_backend.models.prediction_area import PredictionArea
    from satclip_backend.models.raster_predictors import RasterPredictor

Load = Callable[[str], "Encoder"]
REPORT_TYPE = "text/html"
TABLE_TYPE = "application/x-npz"
MODEL_TYPE = "application/vnd.satclip.model+zip"


class TableInputs(FitConfig):
    """A recipe and the rows that it is for."""

    table: Upload = Field(
        title="Table", description="Id of the uploaded observations: .npz with positions and fields."
    )
    layer: str = Field("", title="Layer", description="Name of the layer, shown in reports.", max_length=1000)

    @property
    def config(self) -> FitConfig:
        """The recipe alone."""
        return FitConfig(**{name: getattr(self, name) for name in FitConfig.model_fields})


def read_observations(
    columns: Columns,
    config: FitConfig,
    area: list | None = None,
    rasters: Sequence[RasterPredictor] = (),
) -> tuple[Observations, PredictionArea]:
    """The usable rows, and the area that predictions are wanted for; the warnings of both are those of the rows.

    `area` are polygons (shapely, degrees) that the area consists of, instead of the recipe's extent.
    """
    from satclip_backend.models.observations import observe
    from satclip_backend.models.prediction_area import sample_area

    observed = observe(
        columns,
        config.target,
        task=config.task,
        weights=config.weights,
        groups=config.groups,
        fields=config.fields,
        rasters=rasters,
    )
    extent = tuple(config.area) if config.area else None
    wanted = sample_area(observed.lonlat, extent, area, seed=config.seed)
    return replace(observed, warnings=[*observed.warnings, *wanted.warnings]), wanted


def load_encoders(config: FitConfig, load: Load) -> list[Encoder]:
    """The encoders of a recipe, each once."""
    if len(set(config.encoders)) < len(config.encoders):
        raise SatclipError("An encoder is listed twice: list each encoder once.")
    return [load(id) for id in config.encoders]


def finite(value: Any) -> Any:
    """`value` with numbers that JSON can't hold as null."""
    if isinstance(value, dict):
        return {key: finite(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [finite(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
