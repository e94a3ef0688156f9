"""Predictions of a model at the pixels of a map.

A linear model of one encoder's embeddings, and optionally of coordinates and the month, needs only a few linear
combinations of the embedding. They are merged into the encoder's last layer and interpolated like principal
components. So are the components from which dissimilarity is computed. Other models need the full embedding
of each pixel, which is computed in small blocks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray
from rasterio.windows import Window
from scipy.special import expit, softmax

from satclip_backend.encoders.heads import FLOAT32, TOLERANCE, LinearHead
from satclip_backend.errors import SatclipError
from satclip_backend.geo.sphere import unit
from satclip_backend.models.classes import class_values
from satclip_backend.models.features import month_terms
from satclip_backend.models.model import Model, Prediction
from satclip_backend.models.prediction_fields import (
    INTERVAL_WIDTH,
    PredictionField,
    class_probabilities,
    fields_of,
)
from satclip_backend.models.raster_matching import check_rasters
from satclip_backend.models.raster_predictors import RasterPredictor, without_values
from satclip_backend.progress import Progress, no_progress, part_of
from satclip_backend.rasters.grids import RasterGrid
from satclip_backend.rasters.masks import Surface, surface_mask
from satclip_backend.rasters.rendering import Renderer
from satclip_backend.tables.columns import Column
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder

SIDE = 256
"""Side in pixels of the blocks that are predicted at once: 67 MB of embeddings with 256 dimensions."""
ROWS = 16_384
"""Number of pixels that are predicted between checks for cancellation."""


@dataclass
class ModelMap:
    """Draws windows of a map of predictions.

    Attributes
    ----------
    model : Model
        The model.
    encoders : sequence of Encoder
        The encoders of its features.
    grid : RasterGrid
        The pixels of the map.
    plain : bool
        Whether only the first band is drawn.
    masked : bool
        Whether pixels outside the area of applicability are NaN.
    exact : bool
        Whether embeddings are computed at each pixel rather than interpolated.
    probabilities : bool
        Whether a band is added for the probability of each class.
    rasters : sequence of RasterPredictor
        The rasters that the model needs. Pixels where one of them has no value have no prediction.
    surface : {"auto", "land", "sea", "all"}
        Pixels that are predicted: those on land or at sea, both including the coast, or all. "auto" is the
        surface of the model's prediction area.
    left_out, kept : int
        Number of pixels so far that are not on the surface, and that are.
    month : int or None
        Month from 1 to 12 of all pixels, for a model with a date field; None for the mean over the year.
    """

    model: Model
    encoders: Sequence[Encoder]
    grid: RasterGrid
    plain: bool = False
    masked: bool = False
    exact: bool = False
    probabilities: bool = False
    rasters: Sequence[RasterPredictor] = ()
    surface: Literal["auto"] | Surface = "auto"
    left_out: int = 0
    kept: int = 0
    month: int | None = None

    def __post_init__(self) -> None:
        metadata = self.model.metadata
        if self.month is not None:
            metadata.check_month(self.month)
            self.month = int(self.month)  # 7.0, as of a column with missing values in pandas
            self.encoders = [e.at_month(self.month) if e.months else e for e in self.encoders]
        if metadata.features.fields:
            raise SatclipError(
                _(
                    "The model needs the field {field}, which is not available for the pixels of a map: predict "
                    "for points that have it, or fit a model without predictor fields.",
                    field=metadata.features.fields[0],
                )
            )
        if self.probabilities and metadata.task == "regression":
            raise SatclipError(
                _(
                    "The model predicts values of {target}: it has no class probabilities.",
                    target=metadata.target,
                )
            )
        if self.probabilities and metadata.background is not None:
            raise SatclipError(
                _(
                    "The model of {target} was fitted on presences and background points: it has a relative "
                    "suitability, and no class probabilities.",
                    target=metadata.target,
                )
            )
        check_rasters(metadata.features.rasters, self.rasters)
        if self.surface == "auto":
            self.surface = metadata.surface
        self._surface = None if self.surface == "all" else surface_mask(self.surface)
        self._linear = self._read = linear_part(self.model, self.month)
        if self._linear is not None and (not self.plain or self.masked):
            both = zip(self._linear, self.model.applicability.projection)
            self._read = tuple(np.concatenate(parts) for parts in both)
        self._renderers = [
            Renderer(encoder, self._exactly(head)) for encoder, head in zip(self.encoders, self._heads())
        ]

    @property
    def fields(self) -> tuple[PredictionField, ...]:
        """Content of each band."""
        metadata = self.model.metadata
        fields = fields_of(metadata)[: 1 if self.plain else None]
        if metadata.task == "regression" and not self.plain:
            return (*fields, INTERVAL_WIDTH)
        return (*fields, *class_probabilities(metadata.classes)) if self.probabilities else fields

    @property
    def warnings(self) -> list[str]:
        """Warning about a map without a month, if observations have one, or of a month without observations."""
        metadata = self.model.metadata
        if metadata.features.date_field is None:
            return []
        if self.month is not None:
            return metadata.month_warnings(self.month)
        return [
            _(
                "The map is predicted from the means of embeddings and month over the year. That need not be the "
                "mean of the predictions, and can be unlike all observations: choose a month."
            )
        ]

    def draw(self, window: Window, progress: Progress = no_progress) -> NDArray[np.float32]:
        """Return the bands (k, h, w) of a window; NaN for pixels that are not on Earth, left out or masked."""
        values = np.full((len(self.fields), window.height, window.width), np.nan, dtype=np.float32)
        parts = [
            (rows, columns)
            for rows in range(0, window.height, SIDE)
            for columns in range(0, window.width, SIDE)
        ]
        for done, (row, column) in enumerate(parts):
            height, width = min(SIDE, window.height - row), min(SIDE, window.width - column)
            part = Window(window.col_off + column, window.row_off + row, width, height)
            drawn = self._part(part, part_of(progress, done / len(parts), (done + 1) / len(parts)))
            values[:, row : row + height, column : column + width] = drawn.reshape(-1, height, width)
        return values

    def _part(self, window: Window, progress: Progress) -> NDArray[np.float32]:
        lonlat = self.grid.lonlat(window)
        known = np.isfinite(lonlat).all(axis=1)
        if self._surface is not None:
            on_earth = int(known.sum())
            known[known] = self._surface.contains(lonlat[known])
            kept = int(known.sum())
            self.kept, self.left_out = self.kept + kept, self.left_out + on_earth - kept
        drawn = np.full((len(self.fields), len(lonlat)), np.nan, dtype=np.float32)
        if not known.any():
            progress(1.0, "")
            return drawn
        read = [
            renderer.block(self.grid, window, part_of(progress, 0.0, 0.5)) for renderer in self._renderers
        ]
        for block in read:
            known &= np.isfinite(block[0]).ravel()
        fields: dict[str, Column] = {}
        for raster in self.rasters:
            fields |= raster.columns_on(self.grid, window)
            known &= ~without_values(raster.used, fields)
        order = _z_order(window.height, window.width)
        pixels = order[known[order]]
        for start in range(0, len(pixels), ROWS):
            progress(0.5 + start / len(pixels) / 2, "")
            chunk = pixels[start : start + ROWS]
            embedded = [block.reshape(len(block), -1)[:, chunk].T for block in read]
            chosen = {name: column.take(chunk) for name, column in fields.items()}
            drawn[:, chunk] = self._bands_of(lonlat[chunk], embedded, chosen)
        return drawn

    def _bands_of(
        self, lonlat: NDArray, embedded: list[NDArray], fields: dict[str, Column]
    ) -> NDArray[np.float32]:
        model = self.model
        if self._linear is None:
            features = model.metadata.features.columns(lonlat, fields, embedded, self._months(len(lonlat)))
            prediction = model.predict(lonlat, features)
        else:
            count, read = len(self._linear[1]), embedded[0].astype(np.float64)
            features = model.metadata.features
            matrix = self._read[0]
            if features.coordinates:
                read = read + unit(lonlat) @ matrix[:, features.coordinate_columns].T
            if features.month and (months := self._months(1)) is not None:
                read = read + month_terms(months) @ matrix[:, features.month_columns].T
            raw = _from_linear(model, read[:, :count])
            prediction = Prediction(model, lonlat, raw, lambda: model.applicability.nearest(read[:, count:]))
        numbers = np.array(class_values(model.metadata.classes))
        bands = np.stack(
            [
                numbers[field.numbers(prediction)] if field.is_class else field.numbers(prediction)
                for field in self.fields
            ]
        ).astype(np.float32)
        if self.masked:
            bands[:, ~prediction.applicable] = np.nan
        return bands

    def _months(self, count: int) -> NDArray[np.float64] | None:
        return None if self.month is None else np.full(count, float(self.month))

    def _heads(self) -> list[LinearHead]:
        """Return the linear head that is applied to each encoder's embeddings."""
        if self._linear is None:
            return [
                _head(encoder, np.eye(encoder.dimension), np.zeros(encoder.dimension))
                for encoder in self.encoders
            ]
        matrix, offset = self._read
        return [_head(self.encoders[0], matrix[:, : self.encoders[0].dimension], offset)]

    def _exactly(self, head: LinearHead) -> LinearHead:
        return head.exact() if self.exact else head


@lru_cache(maxsize=8)
def _z_order(height: int, width: int) -> NDArray[np.int64]:
    """Return the pixels of a block, at most 65,536 a side, in Z-order.

    Consecutive pixels are then close to each other, which makes the dissimilarity index fast to compute.
    Morton (1966).
    """
    row, column = np.divmod(np.arange(height * width), width)
    code = np.zeros(height * width, dtype=np.int64)
    for bit in range(16):
        code |= ((column >> bit & 1) | (row >> bit & 1) << 1) << 2 * bit
    return np.argsort(code)


def linear_part(
    model: Model, month: int | None = None
) -> tuple[NDArray[np.float64], NDArray[np.float64]] | None:
    """Return matrix (k, width) and offset (k,) that map features to the decision function of a linear model.

    Both are those of a month from 1 to 12, or of the mean over the year. Returns None unless the features are one
    encoder's embeddings, with or without coordinates and the month.
    """
    features = model.metadata.features
    if model.metadata.estimator != "linear" or len(features.encoders) != 1:
        return None
    if len(features.blocks) != 1 + features.coordinates + features.month:
        return None
    steps, last = model.pipeline.named_steps, model.pipeline[-1]
    scale, matrix = steps["scale"], np.atleast_2d(last.coef_)
    if "products" in steps:
        terms = month_terms(np.array([np.nan if month is None else month], dtype=float))[0]
        own = features.month_columns
        matrix = steps["products"].without_products(matrix, (terms - scale.mean_[own]) / scale.scale_[own])
    matrix = matrix / scale.scale_
    return matrix, np.atleast_1d(last.intercept_) - matrix @ scale.mean_


def _from_linear(model: Model, decided: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return values (n,) or calibrated probabilities (n, classes) of a linear model.

    `decided` (n, k) is its decision function.
    """
    if model.metadata.task == "regression":
        return decided[:, 0]
    if decided.shape[1] == 1:
        second = expit(decided[:, 0])
        own = np.column_stack([1 - second, second])
    else:
        own = softmax(decided, axis=1)
    probabilities = np.zeros((len(own), len(model.metadata.classes)))
    probabilities[:, model.pipeline.classes_] = own
    return model.metadata.calibrated(probabilities)


def _head(encoder: Encoder, matrix: NDArray[np.float64], offset: NDArray[np.float64]) -> LinearHead:
    """Return a linear head with a tolerance of `TOLERANCE` standard deviations on the sphere.

    The tolerance is at least the resolution of float32.
    """
    pca = encoder.pca
    along = matrix @ pca.components.T
    deviation = np.sqrt(along**2 @ pca.variance)
    smallest = FLOAT32 * np.sqrt(pca.total_variance) * np.linalg.norm(matrix, axis=1)
    return LinearHead(np.maximum(TOLERANCE * deviation, smallest), matrix, offset)
