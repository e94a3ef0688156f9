"""Features of a model: embeddings, coordinates, months, fields and rasters, as columns of a matrix."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Optional

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, model_validator

from satclip_backend.encoders.families.year import TERMS
from satclip_backend.encoders.metadata import LARGEST_DIMENSION
from satclip_backend.errors import SatclipError
from satclip_backend.geo.sphere import unit
from satclip_backend.models.data_checks import MOST_CATEGORIES
from satclip_backend.models.fit_config import Name
from satclip_backend.models.numeric_text import booleans_if_all, needed_numbers
from satclip_backend.models.raster_metadata import MOST_RASTERS, RasterUsed
from satclip_backend.tables.columns import Column
from satclip_backend.tables.months import months_of
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder

CHUNK = 16_384
ROUNDED = 12
"""Number of decimals of the Fourier terms of months."""


class EncoderUsed(BaseModel):
    """An encoder that a model needs. It is identified by its weights, not by its id."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    weights_sha256: str = Field(pattern="^[0-9a-f]{64}$")
    dimension: int = Field(gt=0, le=LARGEST_DIMENSION)
    name: str = ""


class Categories(BaseModel):
    """Categories of a text field, each of which is a column (one-hot encoding)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    field: Name
    values: list[str] = Field(max_length=MOST_CATEGORIES)


class FeatureSpec(BaseModel):
    """Columns of the feature matrix.

    Their order is: embeddings of each encoder; x, y, z on the unit sphere; Fourier terms of the month; numeric
    fields; categories; bands of each raster. With a date field, encoders that have months embed the month of each
    point.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    encoders: list[EncoderUsed] = Field(max_length=8)
    coordinates: bool
    numbers: list[Name] = Field(max_length=200)
    categories: list[Categories] = Field(max_length=200)
    rasters: list[RasterUsed] = Field([], max_length=MOST_RASTERS)
    date_field: Optional[Name] = None
    """Field with the dates, or None if the embeddings are means over the year; so in files of earlier releases."""
    month: bool = False
    """Whether the Fourier terms of the month are features."""

    @model_validator(mode="after")
    def _uses_dates(self) -> FeatureSpec:
        if self.month and self.date_field is None:
            raise ValueError("the month needs a date field")
        if self.date_field is not None and not (self.month or self.encoders):
            raise ValueError("the date field is not used")
        return self

    @property
    def fields(self) -> list[str]:
        """Predictor fields."""
        return [*self.numbers, *(category.field for category in self.categories)]

    @property
    def needed_fields(self) -> list[str]:
        """Fields that a layer must have: predictors and dates."""
        dates = [self.date_field] if self.date_field and self.date_field not in self.fields else []
        return [*self.fields, *dates]

    @property
    def raster_fields(self) -> list[str]:
        """Names of the table columns with raster values."""
        return [name for raster in self.rasters for name in raster.fields]

    @property
    def blocks(self) -> list[tuple[str, slice]]:
        """Label and columns of each group of features."""
        sizes = [
            *(
                (_("Embedding ({encoder})", encoder=encoder.id), encoder.dimension)
                for encoder in self.encoders
            ),
            *([(_("Coordinates"), 3)] if self.coordinates else []),
            *([(_("Month"), TERMS)] if self.month else []),
            *((name, 1) for name in self.numbers),
            *((category.field, len(category.values)) for category in self.categories),
            *((raster.name, sum(band.width for band in raster.bands)) for raster in self.rasters),
        ]
        ends = np.cumsum([0, *(size for _, size in sizes)])
        return [(label, slice(int(a), int(b))) for (label, _), a, b in zip(sizes, ends[:-1], ends[1:])]

    @property
    def coordinate_columns(self) -> slice | None:
        """Columns of x, y, z on the unit sphere, if they are features."""
        return self.blocks[len(self.encoders)][1] if self.coordinates else None

    @property
    def month_columns(self) -> slice | None:
        """Columns of the Fourier terms of the month, if they are features."""
        return self.blocks[len(self.encoders) + self.coordinates][1] if self.month else None

    @property
    def width(self) -> int:
        """Number of columns."""
        return self.blocks[-1][1].stop if self.blocks else 0

    def columns(
        self,
        lonlat: NDArray[np.float64],
        fields: Mapping[str, Column],
        embedded: Sequence[NDArray[np.float32]],
        months: NDArray[np.float64] | None = None,
    ) -> NDArray[np.float32]:
        """Return the feature matrix (n, width) of points; NaN where a number is missing.

        All columns of an unknown or missing category are 0.

        Parameters
        ----------
        lonlat : (n, 2) float64
            Longitude and latitude in degrees.
        fields : mapping of str to Column
            Predictor fields and bands of rasters.
        embedded : sequence of (n, d) float32
            Embeddings of each encoder, at these months.
        months : (n,) float64, optional
            Months from 1 to 12, NaN for the mean over the year; None if all are.

        Raises
        ------
        SatclipError
            If a field is missing or has the wrong type.
        """
        columns = np.empty((len(lonlat), self.width), dtype=np.float32)
        blocks = iter(self.blocks)
        for values, (_label, where) in zip(embedded, blocks, strict=False):
            columns[:, where] = values
        if self.coordinates:
            columns[:, next(blocks)[1]] = unit(lonlat)
        if self.month:
            columns[:, next(blocks)[1]] = 0.0 if months is None else month_terms(months)
        for name in self.numbers:
            columns[:, next(blocks)[1].start] = field_of(fields, name, "number").numbers()
        for category in self.categories:
            columns[:, next(blocks)[1]] = _indicators(fields, category.field, category.values)
        for raster in self.rasters:
            start = next(blocks)[1].start
            for band in raster.bands:
                where = slice(start, start + band.width)
                if band.classes is None:
                    columns[:, start] = field_of(fields, band.field, "number").numbers()
                else:
                    columns[:, where] = _indicators(fields, band.field, band.classes)
                start = where.stop
        return columns

    def months(self, fields: Mapping[str, Column]) -> NDArray[np.float64] | None:
        """Return the months (n,) in the date field, NaN where there is none; None if the model has no date field.

        Raises SatclipError if the field is missing or holds other values.
        """
        if self.date_field is None:
            return None
        return months_of(field_of(fields, self.date_field, "date"), self.date_field)

    def dated(self, count: int, month: int | None) -> dict[str, Column]:
        """Return the date field, if there is one, of `count` points in a month from 1 to 12, or without a date."""
        values, missing = np.full(count, month or 0), np.full(count, month is None)
        return {} if self.date_field is None else {self.date_field: Column("integer", values, missing)}


COORDINATES = FeatureSpec(encoders=[], coordinates=True, numbers=[], categories=[])
"""Only x, y, z on the unit sphere."""


def without_embeddings(date_field: str | None) -> FeatureSpec:
    """Return the features of baselines: the coordinates, and the month if there is a date field."""
    return COORDINATES.model_copy(update={"date_field": date_field, "month": date_field is not None})


def month_terms(months: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the Fourier terms of the year (n, 4) at months (n,); 0, which is their mean over the year, for NaN.

    Terms that are 0 but for rounding errors are 0. If observations had such terms only, these errors would be scaled to
    a standard deviation of 1, and the terms of other months would be huge.
    """
    import torch  # slow import

    from satclip_backend.encoders.families.months_network import fourier_terms

    known = ~np.isnan(months)
    terms = np.zeros((len(months), TERMS))
    terms[known] = fourier_terms(torch.from_numpy(months[known])).numpy().round(ROUNDED)
    return terms


def _indicators(fields: Mapping[str, Column], name: str, values: Sequence[str]) -> NDArray[np.bool_]:
    """Return indicators (n, values) of the category of each row."""
    position = {value: i for i, value in enumerate(values)}
    codes = [position.get(label, -1) for label in field_of(fields, name, "text").labels()]
    return np.array(codes, dtype=int)[:, None] == np.arange(len(position))


def field_of(fields: Mapping[str, Column], name: str, kind: str) -> Column:
    """Return a predictor field of the type that the model was fitted with. Raises SatclipError if there is none."""
    if name not in fields:
        if not fields:
            raise SatclipError(_("The model needs the field {name}; none was given.", name=name))
        raise SatclipError(
            _("The model needs the field {name}; the layer has: {names}.", name=name, names=", ".join(fields))
        )
    column = fields[name]
    if kind == "number":
        problem = _("The model needs numbers in the field {name}, which contains text", name=name)
        column = needed_numbers(booleans_if_all(column), problem, grouped=False)
    if kind == "number" and column.kind not in ("number", "integer", "boolean"):
        raise SatclipError(
            _(
                "The model needs numbers in the field {name}, which contains {kind}.",
                name=name,
                kind=column.kind_name,
            )
        )
    return column


def choose_features(
    encoders: Sequence[Encoder],
    coordinates: bool,
    fields: Mapping[str, Column],
    rasters: Sequence[RasterUsed] = (),
    date_field: str | None = None,
    month: bool = False,
) -> FeatureSpec:
    """Return the features of encoders, fields and rasters.

    `fields` includes the bands of `rasters`. Categories are those that occur in the fields, most frequent
    first. The `date_field` is left out if neither an encoder nor the feature `month` uses it.
    """
    of_rasters = {name for raster in rasters for name in raster.fields}
    own = {name: column for name, column in fields.items() if name not in of_rasters}
    numbers = [name for name, column in own.items() if column.kind in ("number", "integer", "boolean")]
    categories = [
        Categories(field=name, values=_frequent(column))
        for name, column in own.items()
        if name not in numbers
    ]
    filled = [
        raster.model_copy(
            update={
                "bands": [
                    band
                    if band.classes is None
                    else band.model_copy(update={"classes": _frequent(fields[band.field])})
                    for band in raster.bands
                ]
            }
        )
        for raster in rasters
    ]
    used = [
        EncoderUsed(
            id=encoder.id,
            weights_sha256=encoder.weights_sha256,
            dimension=encoder.dimension,
            name=encoder.metadata.name,
        )
        for encoder in encoders
    ]
    return FeatureSpec(
        encoders=used,
        coordinates=coordinates,
        numbers=numbers,
        categories=categories,
        rasters=filled,
        date_field=date_field if month or any(encoder.months for encoder in encoders) else None,
        month=month,
    )


def _frequent(column: Column) -> list[str]:
    """Return the labels of the most frequent values of a column."""
    values, counts = np.unique(column.labels()[~column.missing], return_counts=True)
    return values[np.argsort(-counts, kind="stable")[:MOST_CATEGORIES]].tolist()


def embed(
    encoder: Encoder, lonlat: NDArray[np.float64], months: NDArray[np.float64] | None = None
) -> NDArray[np.float32]:
    """Compute embeddings (n, d) in chunks, at `months` (n,) from 1 to 12 if the encoder has months.

    NaN, or no months, means the mean over the year.
    """
    embeddings = np.empty((len(lonlat), encoder.dimension), dtype=np.float32)
    for start in range(0, len(lonlat), CHUNK):
        rows = slice(start, start + CHUNK)
        own = months[rows] if months is not None and encoder.months else None
        embeddings[rows] = encoder.encode(lonlat[rows], months=own)
    return embeddings
