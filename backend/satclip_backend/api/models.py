"""Models of a column, fitted on GeoDataFrames and evaluated by spatial cross-validation."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
from pydantic import ValidationError

from satclip_backend.api.encoders import cached_encoder
from satclip_backend.api.fitted_model import FittedModel
from satclip_backend.api.frames import no_area, polygons_of, table_of
from satclip_backend.errors import SatclipError, invalid
from satclip_backend.models.fit_config import FitConfig
from satclip_backend.models.model_file import read_model
from satclip_backend.models.raster_predictors import (
    open_predictors,
)
from satclip_backend.processes.fit_model import fit_table
from satclip_backend.processes.models import AreaPolygons
from satclip_backend.processes.process import Context
from satclip_backend.progress import Progress, no_progress
from satclip_backend.tables.columns import Column, Kind, columns_of
from satclip_backend.translation import gettext_lazy as _
from satclip_backend.translation import ngettext_lazy as ngettext

if TYPE_CHECKING:
    from satclip_backend.models.results import Evaluation


def fit_model(
    points: gpd.GeoDataFrame,
    target: str,
    *,
    area: gpd.GeoDataFrame | gpd.GeoSeries | Sequence[float] | None = None,
    rasters: Sequence[str | Path] = (),
    bilinear: bool = False,
    date_field: str | None = None,
    background: int = 0,
    target_group: gpd.GeoDataFrame | None = None,
    device: str | None = None,
    progress: Progress | None = None,
    **options: Any,
) -> FittedModel:
    """Fit a regression or classification model of a column on embeddings, and evaluate it by spatial cross-validation.

    Parameters
    ----------
    points : GeoDataFrame
        n observations in any CRS. Those without a target value or a valid location are left out, and a warning
        gives their number.
    target : str
        Name of the column to model.
    area : GeoDataFrame, GeoSeries or sequence of 4 floats, optional
        Prediction area: polygons in any CRS, or west, south, east and north in degrees. By default, the bounding
        box of the points. An extent or a bounding box is restricted to the land or the sea as by `KNNDMSplit`.
    rasters : sequence of str or Path, optional
        Raster files or URLs whose bands are predictors, in any CRS: ``"dem.tif"``, or ``"climate.tif:1,3-5"`` to
        select bands by number or name. Integers with a colour table are classes; ``"cover.tif:1=classes"``
        declares other bands as classes.
    bilinear : bool, default False
        Interpolate between the pixels of the rasters, except for classes.
    date_field : str, optional
        Column with the date or month of each observation. The month is a predictor, also of the models without
        embeddings, and encoders of location and month have the embedding of that month. Observations without a date
        get the mean over the year, and a warning gives their number.
    background : int, default 0
        Number of background points, for presence-only data. The presences are the points whose target is the
        option ``positive``, or all points if the target has a single value.
    target_group : GeoDataFrame, optional
        Records whose locations are the background points, such as those of all species that the same observers
        record. By default, background points are sampled uniformly by area.
    device : str, optional
        "cpu", "cuda", "cuda:1" or "mps"; by default, the fastest available.
    progress : callable, optional
        Called with the completed share (0 to 1) and a message. Exceptions that it raises stop the computation.
    **options
        Fields of `satclip_backend.models.fit_config.FitConfig`, such as ``encoders=["bundled"]``, ``fields=[]``
        (predictor columns), ``positive=1`` (of two classes, or the presences), ``coordinates=True``,
        ``select_predictors=False``, ``estimator="auto"``, ``folds="knndm"``, ``fold_count=5``, ``confidence=0.9``
        and ``seed=0``.

    Returns
    -------
    FittedModel

    Raises
    ------
    SatclipError
        If an option, a column, a raster or the encoder is not valid, or if there are too few observations.

    Examples
    --------
    >>> import geopandas as gpd, numpy as np
    >>> import satclip_backend as satclip
    >>> rng = np.random.default_rng(0)
    >>> lon, lat = rng.uniform(-10, 30, 200), rng.uniform(35, 60, 200)
    >>> points = gpd.GeoDataFrame({"t": 30 - lat / 2}, geometry=gpd.points_from_xy(lon, lat, crs="EPSG:4326"))
    >>> model = satclip.fit_model(points, "t", estimator="linear")
    >>> model.predict(points.head(3)).columns.tolist()
    ['t', 'geometry', 'prediction', 'lower', 'upper', 'dissimilarity', 'applicable', 'distance_km', 'expected_error']
    """
    polygons = None
    if isinstance(area, (gpd.GeoDataFrame, gpd.GeoSeries)):
        polygons = AreaPolygons(list(polygons_of(area)))
    elif area is not None:
        try:
            options["area"] = [float(edge) for edge in area]
        except (TypeError, ValueError):
            raise no_area(area) from None
    if isinstance(options.get("positive"), (bool, int, float, np.bool_, np.number)):
        options["positive"] = _class_name(options["positive"])
    config = _config(target, {**options, "date_field": date_field, "background": background})
    columns = columns_of(table_of(points, config.needed_fields), config.needed_fields)
    group = None
    if target_group is not None:
        names = [*config.fields, *([config.date_field] if config.date_field else [])]
        group = columns_of(table_of(target_group, names), names)
    with tempfile.TemporaryDirectory(prefix="satclip-") as folder:
        context = Context(Path(folder), on_progress=progress or no_progress)
        model, evaluation, observations = fit_table(
            columns,
            config,
            context,
            lambda id: cached_encoder(id, device),
            area=polygons,
            rasters=open_predictors(rasters, bilinear),
            background=group,
        )
    for message in (*_left_out(evaluation), *evaluation.warnings):
        warnings.warn(message, UserWarning, stacklevel=2)
    return FittedModel(
        model, device=device, evaluation=evaluation, observations=observations, index=points.index
    )


def load_model(path: str | Path, *, device: str | None = None) -> FittedModel:
    """Read a model file.

    Parameters
    ----------
    path : str or Path
        A file written by `FittedModel.save`, by ``satclip-backend fit`` or in QGIS. It is read without unpickling.
    device : str, optional
        "cpu", "cuda", "cuda:1" or "mps"; by default, the fastest available.

    Returns
    -------
    FittedModel

    Raises
    ------
    SatclipError
        If it is not a complete, supported model file.
    """
    return FittedModel(read_model(Path(path)), device=device)


def _class_name(value: float | np.bool_ | np.number[Any]) -> str:
    """Return the name of a class of a column of numbers or booleans."""
    kind: Kind = "boolean" if isinstance(value, (bool, np.bool_)) else "number"
    return str(Column.of(kind, np.array([value], dtype=np.float64)).labels()[0])


def _left_out(evaluation: Evaluation) -> list[str]:
    """Return a sentence for each reason why rows were left out."""
    return [
        ngettext(
            "{count} row was left out: {reason}.",
            "{count} rows were left out: {reason}.",
            count,
            reason=reason,
        )
        for reason, count in evaluation.dropped
    ]


def _config(target: str, options: dict[str, Any]) -> FitConfig:
    try:
        return FitConfig(target=target, **options)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(map(str, first["loc"]))
        if first["type"] == "extra_forbidden":
            raise SatclipError(
                _(
                    "fit_model has no option {name}; it has: {model_fields}.",
                    name=name,
                    model_fields=", ".join(FitConfig.model_fields),
                )
            ) from None
        raise invalid(name, first) from None
