"""Image features of the imagery around the rows of a table."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from satclip_backend.counts import counted
from satclip_backend.errors import SatclipError
from satclip_backend.geo.sampling import sample_points
from satclip_backend.pretraining.feature_cache import fit_encoder
from satclip_backend.pretraining.features import prepare
from satclip_backend.pretraining.image_encoders import ImageEncoder
from satclip_backend.pretraining.images.patches import RasterPatches
from satclip_backend.pretraining.images.rasters import Imagery
from satclip_backend.pretraining.images.transforms import Normalisation
from satclip_backend.pretraining.settings import FeatureSettings
from satclip_backend.progress import Progress, no_progress
from satclip_backend.tables.embedding import Counts
from satclip_backend.tables.positions import on_earth
from satclip_backend.tables.table import CHUNK, Table
from satclip_backend.tables.unusable import no_position
from satclip_backend.tables.writing import Numbers, TableWriter
from satclip_backend.translation import gettext_lazy as _

SAMPLE, DRAWN = 1024, 2**16
"""Number of patches to which filters and statistics are fitted, and of points of which they are the first with one."""
BATCH = 16
"""Patches that are encoded at once. The last digits of features depend on it, so a batch always has this size."""
READ_VALUES = 2**23
"""Values of the patches that are read at once."""


@dataclass(frozen=True)
class PointFeatures:
    """An image encoder for the patches of `pixels` x `pixels` of an imagery, with its normalisation."""

    imagery: Imagery
    pixels: int
    encoder: ImageEncoder
    normalise: Normalisation

    @classmethod
    def fitted(
        cls,
        imagery: Imagery,
        pixels: int,
        settings: FeatureSettings,
        *,
        bias: float | None = None,
        progress: Progress = no_progress,
    ) -> PointFeatures:
        """Return an encoder whose filters and normalisation depend on the imagery, the settings and the seed only.

        They come from patches at random points of the imagery, not at those of a table, so that the features of two
        tables have the same meaning. Raises SatclipError as `prepare` does, and if there is no complete patch.
        """
        lonlat = sample_points(DRAWN, settings.seed, extent=imagery.extents)
        inside = np.zeros(DRAWN, bool)
        for layer in imagery.layers:
            inside[layer.grid.corners(lonlat, pixels)[1]] = True
        sample = RasterPatches(imagery, lonlat[inside][:SAMPLE], pixels)
        if not len(sample.lonlat):
            raise SatclipError(
                _("The imagery has no room for a patch of {pixels} x {pixels} pixels.", pixels=pixels)
            )
        encoder, normalise = prepare(sample, settings, progress, bias=bias)
        fit_encoder(sample, encoder, normalise)
        return cls(imagery, pixels, encoder, normalise)

    def write(self, table: Table, writer: TableWriter, progress: Progress = no_progress) -> Counts:
        """Write each row of `table` with the features of the patch around it.

        The values of rows without a valid position or a complete patch are NaN. Each patch is read once. Raises
        SatclipError if no row has a valid position, or none has a patch.
        """
        counts = Counts()
        at_once = max(1, min(CHUNK, READ_VALUES // (len(self.imagery.bands) * self.pixels**2)))
        for batch in table.batches():
            for start in range(0, batch.num_rows, at_once):
                progress(min(counts.rows / max(table.rows, 1), 1.0), counted(counts.rows, "row"))
                chunk = batch.slice(start, at_once)
                lonlat = table.lonlat(chunk)
                values = self.values(lonlat)
                writer.write(chunk, lonlat, Numbers(values))
                placed, missing = on_earth(lonlat), np.isnan(values[:, 0])
                counts.rows += len(values)
                counts.unusable += int((~placed).sum())
                counts.uncovered += int((placed & missing).sum())
        if counts.rows and counts.unusable == counts.rows:
            raise no_position(table)
        if counts.rows and counts.unusable + counts.uncovered == counts.rows:
            raise SatclipError(
                _(
                    "No row of {file} has {pixels} x {pixels} pixels of imagery with data around it: check the extent "
                    "of the imagery, and the size of a patch.",
                    file=table.path.name,
                    pixels=self.pixels,
                )
            )
        return counts

    @torch.inference_mode()
    def values(self, lonlat: NDArray[np.float64]) -> NDArray[np.float32]:
        """Return the features (n, width) at points (n, 2) in degrees; NaN without a complete patch."""
        result = np.full((len(lonlat), self.encoder.width), np.nan, np.float32)
        images, kept = self.imagery.read_patches(lonlat, self.pixels)
        for start in range(0, len(kept), BATCH):
            part = images[start : start + BATCH]
            padded = np.concatenate([part, np.repeat(part[:1], BATCH - len(part), 0)])
            features = self.encoder(self.normalise(torch.from_numpy(padded))).numpy()
            features[~np.isfinite(features).all(1)] = np.nan
            result[kept[start : start + BATCH]] = features[: len(part)]
        return result
