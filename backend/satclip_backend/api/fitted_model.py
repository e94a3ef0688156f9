"""A fitted model of a column: predictions, scores, report and file."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import geopandas as gpd
import numpy as np
import pandas as pd

from satclip_backend.api.arrays import data_array
from satclip_backend.api.encoders import cached_encoder
from satclip_backend.api.frames import series_of, table_of, warn_of_missing, with_columns
from satclip_backend.errors import SatclipError
from satclip_backend.models.classes import class_values
from satclip_backend.models.mapping import ModelMap
from satclip_backend.models.model import Model, find_encoders
from satclip_backend.models.model_file import write_model
from satclip_backend.models.prediction import predict_columns
from satclip_backend.models.prediction_warnings import PredictionWarnings
from satclip_backend.models.raster_matching import reopen_predictors
from satclip_backend.models.raster_predictors import (
    RasterPredictor,
    select_bands,
    with_rasters,
)
from satclip_backend.processes.fit_model import rows_of
from satclip_backend.processes.maps import map_warnings
from satclip_backend.progress import Progress, no_progress
from satclip_backend.rasters.grids import make_grid
from satclip_backend.tables.columns import columns_of
from satclip_backend.translation import check_language
from satclip_backend.translation import gettext_lazy as _
from satclip_backend.translation import language as language_of

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
            n rows in any CRS, with all predictor columns of the model, and its column of dates, if it has one.
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
        needed = model.metadata.features.needed_fields
        columns = columns_of(table_of(points, needed), needed)
        columns = with_rasters(columns, self._predictors(rasters))
        encoders = self._encoders()
        predicted = predict_columns(model, encoders, columns, progress or no_progress)
        unusable = predicted["applicable"].missing
        warn_of_missing(columns.lonlat, unusable, "predict")
        found = PredictionWarnings(model.metadata, encoders)
        found.add(columns, ~unusable)
        for sentence in found.sentences():
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
        month: int | None = None,
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
        month : int, optional
            Month of the predictions from 1 to 12, for a model with a date field. By default, embeddings are the means
            over the year.
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
        grid, encoders = make_grid(extent, crs, pixel_size), self._encoders()
        for sentence in map_warnings(encoders, grid):
            warnings.warn(sentence, UserWarning, stacklevel=2)
        classes = [] if self._model.metadata.background else self.classes  # its maps have no classes
        drawn = ModelMap(
            self._model,
            encoders,
            grid,
            plain=not uncertainty,
            masked=mask,
            surface=surface,
            exact=exact,
            probabilities=probabilities,
            rasters=self._predictors(rasters),
            month=month,
        )
        for sentence in drawn.warnings:
            warnings.warn(sentence, UserWarning, stacklevel=2)
        # not "units", which plots would use for every band
        attrs: dict[str, Any] = {
            "target": self.target,
            "target_units": self._model.metadata.units,
            "classes": classes,
            "class_values": class_values(classes),
            **(
                {"month": drawn.month or "mean over the year"}
                if self._model.metadata.features.date_field
                else {}
            ),
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
