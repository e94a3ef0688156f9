"""Models of a column, fitted on GeoDataFrames and validated in spatial folds."""

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
from satclip_backend.models.raster_predictors import (
    RasterPredictor,
    open_predictors,
    reopen_predictors,
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
from satclip_backend.translation import language as language_of

if TYPE_CHECKING:
    import xarray as xr

    from satclip_backend.encoders import Encoder
    from satclip_backend.models.observations import Observations
    from satclip_backend.models.results import Evaluation


class FittedModel:
    """A model of a column: made by `fit_model`, or read from a file by `load_model`.

    Attributes
    ----------
    target : str
        The column that is modelled.
    task : {"regression", "classification"}
    classes : list of str
        Names of the classes; empty for regression.
    warnings : list of str
        What to know of the data and the validation; empty for a model from a file.
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

        A row for each model (the chosen one, candidates and baselines), kind of folds and score, with the columns
        ``model``, ``folds``, ``score``, ``value``, and ``low`` and ``high``, the ends of the 95 % interval (NaN where
        there is none).
        """
        rows = [score.model_dump() for score in self._model.metadata.scores]
        numbers = {"value": np.float64, "low": np.float64, "high": np.float64}
        return pd.DataFrame(rows).astype(numbers)

    @property
    def out_of_fold(self) -> pd.DataFrame:
        """Out-of-fold predictions of the rows that the model was fitted on, with the GeoDataFrame's own index.

        Raises SatclipError for a model that was read from a file, which does not hold them.
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
        """Predict the rows of a GeoDataFrame.

        Parameters
        ----------
        points : GeoDataFrame
            n rows in any CRS, with the predictor columns that the model was fitted with.
        rasters : sequence of str or Path, optional
            The rasters of the model, or others with the same bands. By default, those that it was fitted with. A model
            that was read from a file does not know where they are: name them.
        progress : callable, optional
            Called with the share that is done (0 to 1) and a message; what it raises ends the work.

        Returns
        -------
        GeoDataFrame
            A copy of `points` with new columns: for regression ``prediction``, ``lower`` and ``upper`` (the ends of the
            prediction interval); for classification ``prediction``, ``probability`` (of that class, or of the
            positive one of two) and ``set_size`` (classes in the prediction set), for two classes with ``probability``
            first; for presences with background points ``suitability`` and ``suitable``; for all ``dissimilarity``
            (dissimilarity index), ``applicable`` (whether the point lies in the area of applicability) and
            ``distance_km`` (to the nearest training point or presence); and, but for presences with background points,
            ``expected_error`` (mean absolute error, or share of wrong classes, at this dissimilarity; missing outside
            the area of applicability, and not a column of models of earlier releases). They are missing in rows without
            a position on Earth, and a warning says how many these are.

        Raises
        ------
        SatclipError
            If a predictor column, a raster or the encoder is missing, or if no row has a position on Earth.
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
            As for `embedding_map`.
        uncertainty : bool, default True
            Also bands for the interval or the probability, dissimilarity, applicability and distance.
        mask : bool, default False
            Leave pixels outside the area of applicability NaN.
        surface : {"auto", "all", "land", "sea"}, default "auto"
            Leave pixels at sea ("land") or on land ("sea") NaN, but for the coast (Natural Earth, 0.1 degree
            resolution). "auto" does so where the model's prediction area is the land or the sea of an extent.
        probabilities : bool, default False
            Also a band with the probability of each class.
        rasters
            As for `predict`. Pixels in which one of them has no value are NaN.

        Returns
        -------
        xarray.DataArray of float32, dimensions (band, y, x)
            For regression the bands ``Prediction``, ``Lower``, ``Upper``; for classification ``Class``,
            ``Probability``, ``Set size``; for two classes ``Probability`` (of the positive one), ``Class``,
            ``Set size``; for presences with background points ``Suitability`` and ``Suitable``; then
            ``Dissimilarity``, ``Applicable`` and ``Distance (km)``, but for presences ``Expected error``, and for
            regression ``Interval width`` (``Upper`` minus ``Lower``). The attribute ``class_values`` has the numbers of
            the attribute ``classes``: their own if all are whole numbers, 0 and 1 for false and true, or else 1, 2, ...

        Raises
        ------
        SatclipError
            If the model has predictor columns, which pixels lack, or no classes for `probabilities`, if a raster is
            missing, or if the extent, CRS or pixel size is not valid.
        """
        grid = make_grid(extent, crs, pixel_size)
        classes = [] if self._model.metadata.background else self.classes  # it draws none
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
        # not "units", which plots take for that of every band
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
        """Write the validation report, one HTML file that needs no network, and return its path.

        Parameters
        ----------
        path : str or Path
            The file to write.
        language : str, default "en"
            Language of the report, such as "de" (German).

        Raises
        ------
        SatclipError
            For a model that was read from a file, which does not hold what the report shows, and for a language into
            which there is no translation.
        """
        from satclip_backend.models.report import write_fit_report  # matplotlib

        evaluation, _ = self._fit("a report")
        with language_of(check_language(language)):
            write_fit_report(evaluation, Path(path))
        return Path(path)

    def save(self, path: str | Path) -> Path:
        """Write the model file, for `load_model`, the command line and QGIS, and return its path.

        It holds the locations of the training points and, for kriging, nearest neighbours and the stacked ensemble,
        their target values.
        """
        write_model(Path(path), self._model)
        return Path(path)

    def _encoders(self) -> list[Encoder]:
        return find_encoders(self._model.metadata.features, lambda id: cached_encoder(id, self._device))

    def _predictors(self, names: Sequence[str | Path] | None) -> list[RasterPredictor]:
        needed = self._model.metadata.features.rasters
        if names is None and self._observations is not None:
            fields = self._model.metadata.features.raster_fields
            return select_bands(self._observations.rasters, fields)  # of others, it was fitted without
        predictors, different = reopen_predictors(needed, names or [])
        for sentence in different:
            warnings.warn(sentence, UserWarning, stacklevel=3)
        return predictors

    def _fit(self, what: str) -> tuple[Evaluation, Observations]:
        if self._evaluation is None or self._observations is None:
            raise SatclipError(
                f"This model was read from a file, which holds no {what.removeprefix('a ')}: fit it again."
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
    """Fit a regressor or classifier of a column on embeddings, and validate it in spatial folds.

    Parameters
    ----------
    points : GeoDataFrame
        n rows in any CRS. Rows without a target value or a position on Earth are left out, and a warning says how many.
    target : str
        The column to model.
    area : GeoDataFrame, GeoSeries or sequence of 4 floats, optional
        Where predictions are wanted: polygons in any CRS, or west, south, east and north in degrees. By default the
        bounding box of the points.
    rasters : sequence of str or Path, optional
        Raster files or URLs whose bands are predictors, in any CRS: ``"dem.tif"``, or ``"climate.tif:1,3-5"`` for some
        bands by their numbers or names. Integers with a colour table are classes; ``"cover.tif:1=classes"`` says so of
        others.
    bilinear : bool, default False
        Interpolate between the pixels of the rasters, but for classes.
    background : int, default 0
        Number of background points, for points that are presences only. They are those whose target is the option
        ``positive``, or all if the target has one value.
    target_group : GeoDataFrame, optional
        Records whose places are the background points, such as those of all species that the same people record. By
        default, these are drawn uniformly by area.
    device : str, optional
        "cpu", "cuda", "cuda:1" or "mps"; the best there is by default.
    progress : callable, optional
        Called with the share that is done (0 to 1) and a message; what it raises ends the work.
    **options
        Fields of `satclip_backend.models.fit_config.FitConfig`, among them ``encoders=["bundled"]``, ``fields=[]``
        (predictor columns), ``coordinates=True``, ``select_predictors=False``, ``estimator="auto"``,
        ``folds="knndm"``, ``fold_count=5``, ``confidence=0.9`` and ``seed=0``.

    Returns
    -------
    FittedModel

    Raises
    ------
    SatclipError
        If an option, a column, a raster or the encoder is not valid, or if there is too little to learn from.

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
    dropped = [f"{count:,} rows were left out: {reason}." for reason, count in evaluation.dropped]
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
        A file made by `FittedModel.save`, by ``satclip-backend fit`` or in QGIS. Nothing in it is unpickled.
    device : str, optional
        "cpu", "cuda", "cuda:1" or "mps"; the best there is by default.

    Returns
    -------
    FittedModel

    Raises
    ------
    SatclipError
        If it is not a whole, supported model file.
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
                f"fit_model has no option {name}; it has: {', '.join(FitConfig.model_fields)}."
            ) from None
        raise invalid(name, first) from None
