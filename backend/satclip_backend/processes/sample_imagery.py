"""sample_imagery: extracts patches around points from rasters, in batches of points."""

from __future__ import annotations

import shutil
import time
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, model_validator

from satclip_backend.geo.boxes import Extent
from satclip_backend.geo.sampling import sample_points, stratified_points
from satclip_backend.geo.sampling_regions import Mask, SamplingRegion
from satclip_backend.models.fit_config import ExtentInput, PolygonsInput
from satclip_backend.pretraining.settings import PatchSettings
from satclip_backend.processes.maps import PointInput
from satclip_backend.processes.process import Context, Output, Process, Upload, declared
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    from satclip_backend.pretraining import sampling_areas
    from satclip_backend.pretraining.images.rasters import Imagery

ZIP_TYPE = "application/zip"
MOST_PLACES = 1_000_000


class SampledRaster(BaseModel):
    """A georeferenced image: an upload or a URL."""

    model_config = ConfigDict(extra="forbid")

    id: Optional[Upload] = Field(None, title="Upload", description="Id of the uploaded file.")
    url: Optional[str] = Field(
        None,
        title="URL",
        description="URL of an image (preferably a COG) instead of an upload.",
        pattern="^https?://",
        max_length=4000,
    )
    name: str = Field(
        "", title="Name", description="Name of the image, also used in band names.", max_length=1000
    )
    bands: list[str] = Field(
        default_factory=list, title="Bands", description="Names of the bands.", max_length=4096
    )

    @model_validator(mode="after")
    def _is_somewhere(self) -> SampledRaster:
        if (self.id is None) == (self.url is None):
            raise ValueError(_("Give either the id of an upload or a URL for each raster"))
        return self


def names_of(rasters: Sequence[SampledRaster]) -> list[tuple[str, list[str]]]:
    """Return the name of each raster and the names of its bands."""
    return [(raster.name or f"raster {i}", raster.bands) for i, raster in enumerate(rasters, start=1)]


class Area(BaseModel):
    """Area in which points are sampled."""

    extent: Optional[ExtentInput] = Field(
        None,
        title="Extent",
        description="Sampling extent in degrees: west, south, east, north. By default, that of the imagery. West > "
        "east crosses the antimeridian.",
    )
    polygons: PolygonsInput = Field(
        default_factory=list,
        title="Polygons",
        description="Polygons to sample in: each is a list of rings of longitude and latitude in degrees, the outer "
        "ring first.",
    )
    land: bool = Field(False, title="Land", description="Sample on land only.")

    def region(
        self,
        extents: Sequence[Extent],
        area: sampling_areas.SamplingArea | None = None,
        mask: Mask | None = None,
    ) -> tuple[SamplingRegion | None, Sequence[Extent]]:
        """Return the region in which points may lie, and the parts of these extents that intersect the area.

        `area` is used if `polygons` is empty, and `mask` instead of the default land mask. Raises SatclipError if
        nothing is left.
        """
        from satclip_backend.pretraining.sampling_areas import area_of_rings, common_extents
        from satclip_backend.rasters.masks import read_mask

        if self.land and mask is None:
            mask = read_mask()
        if self.polygons:
            area = area_of_rings(self.polygons)
        if area is None:
            return mask, extents
        return replace(area, land=mask), common_extents(area.extent, extents)


class Sampling(Area):
    """Area, number and distribution of sampled points, and the cloud mask."""

    clear: Optional[str] = Field(
        None,
        title="Cloud mask",
        description="Cloud mask: a band and its clear-sky values, such as SCL=4,5,6,7,11 for Sentinel-2. Other pixels "
        "become nodata.",
        max_length=1000,
    )
    count: int = Field(1000, title="Count", description="Number of points to sample.", ge=1, le=10**8)
    stratified: bool = Field(
        False, title="Stratified", description="Sample equal numbers of points in equal-area cells."
    )
    seed: int = Field(0, title="Seed", description="Random seed of the sampling.", ge=0, le=2**31 - 1)

    def draw(
        self, imagery: Imagery, area: sampling_areas.SamplingArea | None = None, mask: Mask | None = None
    ) -> np.ndarray:
        """Return points (n, 2), longitude and latitude in degrees, in `extent` or that of the imagery.

        See `region` for `area`, `mask` and errors.
        """
        draw = stratified_points if self.stratified else sample_points
        extents = [tuple(self.extent)] if self.extent else imagery.extents
        return draw(self.count, self.seed, *self.region(extents, area, mask))


class Inputs(Sampling):
    """Inputs of the process: images, points, the batch and the patch settings."""

    model_config = ConfigDict(extra="forbid")

    rasters: list[SampledRaster] = Field(
        title="Rasters",
        description="Images of the same area are stacked as bands on the finest grid; all areas need the same bands.",
        min_length=1,
        max_length=1000,
    )
    places: list[PointInput] = Field(
        default_factory=list,
        title="Points",
        description="Longitude and latitude (degrees, WGS 84) of the patches. By default, points are sampled.",
        max_length=MOST_PLACES,
    )
    count: int = declared(Sampling, "count", title="Count", ge=1, le=MOST_PLACES)
    start: int = Field(0, title="Start", description="Index of the first point of this batch, from 0.", ge=0)
    stop: Optional[int] = Field(
        None,
        title="Stop",
        description="Index after the last point of this batch; all points by default.",
        ge=0,
    )
    have: list[str] = Field(
        default_factory=list,
        title="Existing patches",
        description="File names of existing patches, which are not extracted again.",
    )
    pixels: int = declared(PatchSettings, "pixels", title="Pixels")
    resolution: Optional[float] = declared(
        PatchSettings, "resolution", title="Resolution", allow_inf_nan=False
    )
    empty: float = declared(PatchSettings, "empty", title="Maximum share without data")


def run(inputs: Inputs, context: Context) -> dict[str, Any]:
    """Extract the patches of a batch, and pack them into a zip in `context.folder`.

    Raises SatclipError like `open_imagery` and `sample_points`, and for a full disk; Cancelled if stopped.
    """
    from satclip_backend.pretraining.images.patch_extraction import extract_patches
    from satclip_backend.pretraining.images.rasters import open_imagery

    began = time.monotonic()
    context.progress(0.0, _("opening the imagery"))
    images = [raster.url or context.upload(raster.id) for raster in inputs.rasters]
    imagery = open_imagery(images, called=names_of(inputs.rasters), clear=inputs.clear, trusted=False)
    every = np.array(inputs.places, float) if inputs.places else inputs.draw(imagery)
    lonlat = every[inputs.start : inputs.stop]
    folder = context.folder / "patches"
    done = extract_patches(
        imagery,
        lonlat,
        folder,
        PatchSettings(inputs.pixels, inputs.resolution, inputs.empty),
        have=set(inputs.have),
        keep_empty=True,
        progress=context.progress,
    )
    path = _packed(folder)
    return {
        "patches": path,
        "summary": {
            "places": len(every),
            "batch": len(lonlat),
            "made": done.extracted,
            "had": len(lonlat) - done.extracted - sum(done.skipped.values()),
            "skipped": [{"reason": reason, "places": count} for reason, count in done.skipped.most_common()],
            "bands": list(imagery.bands),
            "notes": imagery.notes,
            "unused": done.unused,
            "seconds": round(time.monotonic() - began, 3),
        },
    }


def _packed(folder: Path) -> Path:
    """Pack a folder into an uncompressed zip, and delete the folder."""
    path = folder.with_suffix(".zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as packed:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                packed.write(file, file.relative_to(folder).as_posix())
    shutil.rmtree(folder)
    return path


PROCESS = Process(
    id="sample_imagery",
    title="Sample imagery",
    description="Extracts image patches around points, in the layout of SatCLIP's S2-100K (index.csv and images/), "
    "as a zip file. Points can be processed in batches.",
    inputs=Inputs,
    run=run,
    own_process=True,
    outputs={
        "patches": Output("Extracted patches", media_type=ZIP_TYPE),
        "summary": Output(
            "Number of points, and of extracted and skipped patches of the batch", schema={"type": "object"}
        ),
    },
)
