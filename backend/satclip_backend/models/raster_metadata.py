"""Metadata of rasters whose bands are predictors, as in model files."""

from __future__ import annotations

from typing import Annotated, Literal, Optional

from pydantic import BaseModel, ConfigDict, Field

from satclip_backend.models.data_checks import MOST_CATEGORIES
from satclip_backend.models.fit_config import Number
from satclip_backend.translation import gettext_lazy as _

MOST_RASTERS, MOST_BANDS = 20, 512

Text = Annotated[str, Field(max_length=1000)]


class BandUsed(BaseModel):
    """A band that is a predictor, with the column name `field`; `number` starts at 1.

    `classes` are the categories with a column each; None for a numeric band.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    field: Text
    number: int = Field(ge=1, le=1 << 16)
    name: Text
    dtype: str = Field(max_length=20)
    scale: Number
    offset: Number
    units: Text
    classes: Optional[list[Text]] = Field(None, max_length=MOST_CATEGORIES)

    @property
    def width(self) -> int:
        """Number of columns."""
        return 1 if self.classes is None else len(self.classes)


class RasterUsed(BaseModel):
    """Metadata of a raster that a model needs. `values_sha256` is the hash of a sample of pixels."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Text
    crs: str = Field(max_length=20_000)
    width: int = Field(ge=1, le=1 << 40)
    height: int = Field(ge=1, le=1 << 40)
    transform: tuple[Number, Number, Number, Number, Number, Number]
    encoding: Literal["", "alphaearth", "tessera"] = ""
    bilinear: bool
    values_sha256: str = Field(pattern="^[0-9a-f]{64}$")
    bands: list[BandUsed] = Field(min_length=1, max_length=MOST_BANDS)

    @property
    def fields(self) -> list[str]:
        """Names of the table columns with the bands."""
        return [band.field for band in self.bands]

    @property
    def description(self) -> str:
        """Size, CRS, bands and hash of the raster, as text."""
        bands = ", ".join(band.name or str(band.number) for band in self.bands[:5])
        if len(self.bands) > 5:
            bands = _("{bands} and {more} more", bands=bands, more=len(self.bands) - 5)
        values = {
            "width": self.width,
            "height": self.height,
            "crs": self.crs if len(self.crs) <= 20 else _("a CRS without a code"),
            "bands": bands,
            "hash": self.values_sha256,
        }
        if self.bilinear:
            return _(
                "{width} x {height} pixels in {crs}, bands {bands}, bilinear, SHA-256 of a sample {hash}",
                **values,
            )
        return _(
            "{width} x {height} pixels in {crs}, bands {bands}, nearest pixel, SHA-256 of a sample {hash}",
            **values,
        )
