"""Models of a column, fitted on GeoDataFrames and evaluated by spatial cross-validation."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import geopandas as gpd
import numpy as np
import pandas as pd
from pydantic import ValidationError

from satclip_backend.api.arrays import data_array
from satclip_backend.api.encoders import cached_encoder
from satclip_backend.api.frames import polygons_of, series_of, table_of, warn_of_missing, with_columns
from satclip_backend.errors import SatclipError, invalid
from satclip_backend.models.classes import class_values
from satclip_backend.models.fit_config import FitConfig
from satclip_backend.models.mapping import ModelMap
from satclip_backend.models.missing_predictors import MissingPredictors
from satclip_backend.models.model import Model, find_encoders
from satclip_backend.models.model_file import read_model, write_model
from satclip_backend.models.prediction import predict_columns
from satclip_backend.models.raster_matching import reopen_predictors
from satclip_backend.models.raster_predictors import (
    RasterPredictor,
    open_predictors,
    select_bands,
    with_rasters,
)
from satclip_backend.processes.fit_model import fit_table, rows_of
from satclip_backend.processes.models import AreaPolygons
from satclip_backend.processes.process import Context
from satclip_backend.progress import Progress, no_progress
from satclip_backend.rasters.grids import make_grid
from satclip_backend.tables.columns import columns_of
from satclip_backend.translation import check_language
from satclip_backend.translation import gettext_lazy as _
from satclip_backend.translation import language as language_of
from satclip_backend.translation import ngettext_lazy as ngettext

if TYPE_CHECKING:
    import xarray as xr

    from satclip_backend.encoders import Encoder
    from satclip_backend.models.observations import Observations
    from satclip_backend.models.results import Evaluation


class FittedModel:
    """A model of a column, returned by `fit_model` or `load_model`.

    Attributes
    ----------
    target : str
        Name of the modelled column.
    task : {"regression", "classification"}
    classes : list of str
        Names of the classes; empty for regression.
    warnings : list of str
        Warnings about the data and the validation; empty for a model read from a file.
    """

    def __init__(
        self,
        model: Model,
        *,
        device: str | None = None,
        evaluation: Evaluation | None = None,
        observations: Observations | None = None,
        index: pd.Index | None = None,
    ) -> None:
        self._model, self._device = model, device
        self._evaluation, self._observations, self._index = evaluation, observations, index
        self.target, self.task, self.classes = (
            model.metadata.target,
            model.metadata.task,
            list(model.metadata.classes),
        )
        self.warnings = [] if evaluation is None else list(evaluation.warnings)

    def __repr__(self) -> str:
        metadata = self._model.metadata
        return f"<FittedModel {metadata.name}: {metadata.task}, {metadata.rows:,} rows>"

    @property
    def scores(self) -> pd.DataFrame:
        """Cross-validated scores.

        One row for each model (the chosen one, candidates and baselines), type of folds and score, with the
        columns ``model``, ``folds``, ``score``, ``value``, and ``low`` and ``high``, the limits of the 95 %
        confidence interval (NaN if not available).
        """
        rows = [score.model_dump() for score in self._model.metadata.scores]
        numbers = {"value": np.float64, "low": np.float64, "high": np.float64}
        return pd.DataFrame(rows).astype(numbers)

    @property
    def out_of_fold(self) -> pd.DataFrame:
        """Out-of-fold predictions of the training observations, with the index of the GeoDataFrame.

        Raises SatclipError for a model read from a file, which does not contain them.
        """
        evaluation, observations = self._fit("out-of-fold predictions")
        fields = rows_of(observations, evaluation).fields
        frame = pd.DataFrame({name: series_of(column) for name, column in fields.items() if name != "row"})
        if self._index is not None:
            frame.index = self._index.take(fields["row"].values)
        return frame

    def predict(
        self,
        points: gpd.GeoDataFrame,
        *,
        rasters: Sequence[str | Path] | None = None,
        progress: Progress | None = None,
    ) -> gpd.GeoDataFrame:
        """Predict the target at the locations of a GeoDataFrame.

        Parameters
        ----------
        points : GeoDataFrame
            n rows in any CRS, with all predictor columns of the model.
        rasters : sequence of str or Path, optional
            Rasters of the model, or others with the same bands. By default, those that it was fitted with. They
            are required for a model read from a file, which does not store their paths.
        progress : callable, optional
            Called with the completed share (0 to 1) and a message. Exceptions that it raises stop the computation.

        Returns
        -------
        GeoDataFrame
            Copy of `points` with new columns. Regression: ``prediction``, ``lower`` and ``upper`` (limits of the
            prediction interval). Classification: ``prediction``, ``probability`` (of the predicted class, or of
            the positive one of two classes) and ``set_size`` (number of classes in the prediction set); with two
            classes, ``probability`` comes first. Presences with background points: ``suitability`` and
            ``suitable``. All models: ``dissimilarity`` (dissimilarity index), ``applicable`` (whether the point is
            inside the area of applicability) and ``distance_km`` (to the nearest training point or presence). All
            models except those of presences with background points: ``expected_error`` (mean absolute error, or
            share of wrong classes, at this dissimilarity; missing outside the area of applicability, and not a
            column for models of earlier releases). Values are missing in rows without a valid location, whose
            number is given in a warning.

        Raises
        ------
        SatclipError
            If a predictor column, a raster or the encoder is missing, or if no row has a valid location.
        """
        model = self._model
        columns = columns_of(table_of(points, model.metadata.features.fields), model.metadata.features.fields)
        columns = with_rasters(columns, self._predictors(rasters))
        predicted = predict_columns(model, self._encoders(), columns, progress or no_progress)
        unusable = predicted["applicable"].missing
        warn_of_missing(unusable, "predict")
        missing_predictors = MissingPredictors(model.metadata.features)
        missing_predictors.add(columns.fields, ~unusable)
        for sentence in missing_predictors.sentences():
            warnings.warn(sentence, UserWarning, stacklevel=2)
        return with_columns(points, {name: series_of(column) for name, column in predicted.items()})

    def predict_map(
        self,
        extent: Sequence[float],
        crs: str,
        pixel_size: float,
        *,
        uncertainty: bool = True,
        mask: bool = False,
        surface: Literal["auto", "all", "land", "sea"] = "auto",
        probabilities: bool = False,
        exact: bool = False,
        rasters: Sequence[str | Path] | None = None,
        chunks: int | None = None,
        progress: Progress | None = None,
    ) -> xr.DataArray:
        """Predict every pixel centre of an extent.

        Parameters
        ----------
        extent, crs, pixel_size, exact, chunks, progress
            See `embedding_map`.
        uncertainty : bool, default True
            Add bands for the prediction interval or probability, dissimilarity, applicability, distance and
            expected error.
        mask : bool, default False
            Set pixels outside the area of applicability to NaN.
        surface : {"auto", "all", "land", "sea"}, default "auto"
            Set pixels at sea ("land") or on land ("sea") to NaN, except at the coast (Natural Earth, 0.1 degree
            resolution). "auto" does so if the model's prediction area is the land or the sea of an extent.
        probabilities : bool, default False
            Add a band with the probability of each class.
        rasters
            See `predict`. Pixels without a value in one of the rasters are NaN.

        Returns
        -------
        xarray.DataArray of float32, dimensions (band, y, x)
            Regression: bands ``Prediction``, ``Lower`` and ``Upper``. Classification: ``Class``, ``Probability``
            and ``Set size``; with two classes ``Probability`` (of the positive one), ``Class`` and ``Set size``.
            Presences with background points: ``Suitability`` and ``Suitable``. All models: ``Dissimilarity``,
            ``Applicable`` and ``Distance (km)``. All models except those of presences with background points:
            ``Expected error``. Regression: ``Interval width`` (``Upper`` minus ``Lower``). The attribute
            ``class_values`` holds the pixel values
            of the attribute ``classes``: the classes themselves if all are integers, 0 and 1 for false and true,
            otherwise 1, 2, ...

        Raises
        ------
        SatclipError
            If the model has predictor columns, which are unknown at pixels, if `probabilities` is set for a model
            without classes, if a raster is missing, or if the extent, CRS or pixel size is not valid.
        """
        grid = make_grid(extent, crs, pixel_size)
        classes = [] if self._model.metadata.background else self.classes  # its maps have no classes
        drawn = ModelMap(
            self._model,
            self._encoders(),
            grid,
            plain=not uncertainty,
            masked=mask,
            surface=surface,
            exact=exact,
            probabilities=probabilities,
            rasters=self._predictors(rasters),
        )
        # not "units", which plots would use for every band
        attrs: dict[str, Any] = {
            "target": self.target,
            "target_units": self._model.metadata.units,
            "classes": classes,
            "class_values": class_values(classes),
        }
        return data_array(
            grid,
            drawn.draw,
            [field.band for field in drawn.fields],
            chunks=chunks,
            attrs=attrs,
            progress=progress or no_progress,
        )

    def report(self, path: str | Path, language: str = "en") -> Path:
        """Write the validation report, a self-contained HTML file, and return its path.

        Parameters
        ----------
        path : str or Path
            File to write.
        language : str, default "en"
            Language of the report, such as "de" (German).

        Raises
        ------
        SatclipError
            If the model was read from a file, which does not contain the evaluation, or if there is no translation into
            the language.
        """
        from satclip_backend.models.report import write_fit_report  # slow import: matplotlib

        evaluation, _unused = self._fit("a report")
        with language_of(check_language(language)):
            write_fit_report(evaluation, Path(path))
        return Path(path)

    def save(self, path: str | Path) -> Path:
        """Write the model file, for `load_model`, the command line and QGIS, and return its path.

        The file contains the locations of the training points and, for kriging, nearest neighbours and the stacked
        ensemble, their target values and weights.
        """
        write_model(Path(path), self._model)
        return Path(path)

    def _encoders(self) -> list[Encoder]:
        return find_encoders(self._model.metadata.features, lambda id: cached_encoder(id, self._device))

    def _predictors(self, names: Sequence[str | Path] | None) -> list[RasterPredictor]:
        needed = self._model.metadata.features.rasters
        if names is None and self._observations is not None:
            fields = self._model.metadata.features.raster_fields
            return select_bands(self._observations.rasters, fields)  # without dropped predictors
        predictors, different = reopen_predictors(needed, names or [])
        for sentence in different:
            warnings.warn(sentence, UserWarning, stacklevel=3)
        return predictors

    def _fit(self, what: str) -> tuple[Evaluation, Observations]:
        if self._evaluation is None or self._observations is None:
            raise SatclipError(
                _(
                    "This model was read from a file, which holds no {what}: fit it again.",
                    what=what.removeprefix("a "),
                )
            )
        return self._evaluation, self._observations


def fit_model(
    points: gpd.GeoDataFrame,
    target: str,
    *,
    area: gpd.GeoDataFrame | gpd.GeoSeries | Sequence[float] | None = None,
    rasters: Sequence[str | Path] = (),
    bilinear: bool = False,
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
        box of the points.
    rasters : sequence of str or Path, optional
        Raster files or URLs whose bands are predictors, in any CRS: ``"dem.tif"``, or ``"climate.tif:1,3-5"`` to
        select bands by number or name. Integers with a colour table are classes; ``"cover.tif:1=classes"``
        declares other bands as classes.
    bilinear : bool, default False
        Interpolate between the pixels of the rasters, except for classes.
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
        (predictor columns), ``coordinates=True``, ``select_predictors=False``, ``estimator="auto"``,
        ``folds="knndm"``, ``fold_count=5``, ``confidence=0.9`` and ``seed=0``.

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
        options["area"] = [float(edge) for edge in area]
    config = _config(target, {**options, "background": background})
    names = [name for name in (target, config.weights, config.groups, *config.fields) if name is not None]
    columns = columns_of(table_of(points, names), names)
    group = None
    if target_group is not None:
        group = columns_of(table_of(target_group, config.fields), config.fields)
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
    dropped = [
        ngettext(
            "{count} row was left out: {reason}.",
            "{count} rows were left out: {reason}.",
            count,
            reason=reason,
        )
        for reason, count in evaluation.dropped
    ]
    for message in (*dropped, *evaluation.warnings):
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
