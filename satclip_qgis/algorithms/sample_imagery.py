"""satclip:sampleimagery: extracts image patches around points."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingException,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFolderDestination,
)

from satclip_qgis.algorithms.algorithm import SatclipAlgorithm
from satclip_qgis.algorithms.groups import PRETRAIN
from satclip_qgis.algorithms.jobs import JobWithUploads, job_with_uploads, value_of
from satclip_qgis.i18n import grouped, tr
from satclip_qgis.inputs.points import locations_of
from satclip_qgis.inputs.polygons import sampling_area
from satclip_qgis.inputs.raster_layers import raster_layers
from satclip_qgis.inputs.raster_uploads import upload_rasters
from satclip_qgis.outputs.patch_folder import PatchFolder
from satclip_qgis.parameters.declared import (
    add,
    add_flag,
    add_number,
    add_outputs,
    add_table,
    add_text,
    inputs_of,
)
from satclip_qgis.parameters.imagery import RASTERS, add_land, add_patch_size, add_rasters
from satclip_qgis.parameters.model import area_of, source_of

BATCH_BYTES = 128 << 20
"""Approximate size of the patches of one job."""
MOST_AT_ONCE = 1000
FIELDS = {"file": "text", "lon": "number", "lat": "number"}


class SampleImagery(SatclipAlgorithm):
    """Uploads images, extracts patches in batches and writes them to a folder."""

    group_id = PRETRAIN
    EXTENT, AREA, POINTS = "EXTENT", "AREA", "POINTS"
    OUTPUT, LOCATIONS = "OUTPUT", "LOCATIONS"
    PATCHES, MADE, SKIPPED = "PATCHES", "MADE", "SKIPPED"

    def texts(self) -> tuple[str, str, str]:
        """Return title, short description and search terms."""
        return (
            tr("Extract image patches"),
            tr("Extracts patches of images around points, as training data for an encoder."),
            tr("satclip,sample,imagery,patches,chips,tiles,pretrain,satellite"),
        )

    def initAlgorithm(self, configuration: dict | None = None) -> None:
        """Declare the parameters and outputs."""
        kind = QgsProcessing.SourceType
        add_rasters(self)
        extent = QgsProcessingParameterExtent(self.EXTENT, tr("Sampling extent"), optional=True)
        help = tr("Random points are drawn in this extent. Default: the extent of the images.")
        add(self, extent, help)
        area = QgsProcessingParameterFeatureSource(
            self.AREA, tr("Sampling polygons"), [kind.TypeVectorPolygon], optional=True
        )
        add(self, area, tr("Random points are drawn in these polygons."))
        points = QgsProcessingParameterFeatureSource(
            self.POINTS, tr("Or a layer of points"), [kind.TypeVectorAnyGeometry], optional=True
        )
        add(self, points, tr("Extracts one patch per feature instead of random points."))
        add_number(self, "COUNT", tr("Number of random points"))
        add_patch_size(self)
        add_land(self)
        help = tr(
            "Resamples each patch to this pixel size in the UTM zone of its point. Default: the pixel "
            "size of the images."
        )
        add_number(self, "RESOLUTION", tr("Pixel size in metres"), help, advanced=True)
        help = tr(
            "For example SCL=4,5,6,7,11 for Sentinel-2. Pixels with other values are nodata. The band "
            "is not part of the patches."
        )
        add_text(self, "CLEAR", tr("Cloud mask band and clear values"), help, advanced=True)
        label = tr("Maximum share of nodata pixels (percent)")
        help = tr("Nodata pixels are filled with the mean of the other pixels.")
        add_number(self, "EMPTY", label, help, scale=100, advanced=True)
        help = tr("Draws the same number of points in each cell.")
        add_flag(self, "STRATIFIED", tr("Stratify points by equal-area cells"), help, advanced=True)
        add_number(self, "SEED", tr("Random seed"), advanced=True)
        add(self, QgsProcessingParameterFolderDestination(self.OUTPUT, tr("Output folder")))
        help = tr("The centres of all patches in the folder, as a layer.")
        add_table(self, self.LOCATIONS, tr("Patch locations"), help, points=True)
        add_outputs(
            self,
            {
                self.PATCHES: tr("Number of patches in the folder"),
                self.MADE: tr("Number of new patches"),
                self.SKIPPED: tr("Number of skipped points"),
            },
        )

    def read_layers(self, parameters, context) -> None:
        """Read layers in the main thread, because they may belong to the project."""
        self.rasters = raster_layers(self, parameters, RASTERS, context, globe=True)
        self.extent = area_of(self, parameters, context, self.EXTENT)

    def execute(self, parameters, context, feedback) -> dict:
        """Validate the parameters, upload the images and fetch batches of patches."""
        if not self.rasters:
            raise QgsProcessingException(tr("Choose at least one image (RASTERS)."))
        inputs = inputs_of(self, parameters, context)
        output = Path(self.parameterAsString(parameters, self.OUTPUT, context))
        about = {"pixels": inputs["pixels"], "metres": inputs["resolution"], "empty": inputs["empty"]}
        places = None
        self.outputs.open_table(self.LOCATIONS, FIELDS, points=True)
        with PatchFolder(output, about) as folder:
            if parameters.get(self.POINTS) not in (None, ""):
                source = source_of(self, parameters, context, self.POINTS)
                places = locations_of(source, self.POINTS, context, feedback)
                needed = (*places.min(0).tolist(), *places.max(0).tolist())
            else:
                polygons = self.parameterAsSource(parameters, self.AREA, context)
                area, needed = sampling_area(self.extent, polygons, context, feedback)
                inputs |= area
            with job_with_uploads(feedback) as job:
                feedback.setProgress(1)
                rasters = upload_rasters(job, self.rasters, needed, feedback, context, urls=True)
                feedback.setProgress(5)
                made, skipped = self.fetch_batches(
                    folder, {**inputs, "rasters": rasters}, places, job, feedback
                )
        for reason, count in skipped.items():
            feedback.pushInfo(
                tr("Skipped points: {count} ({reason}).").format(count=grouped(f"{count:,}"), reason=reason)
            )
        if not folder.count:
            raise QgsProcessingException(
                tr(
                    "No patch could be extracted ({reasons}). Check the extent of the images, the sampling "
                    "area and the patch size (PIXELS)."
                ).format(
                    reasons="; ".join(
                        f"{grouped(f'{count:,}')} {reason}" for reason, count in skipped.items()
                    )
                )
            )
        self.outputs.write_table(self.LOCATIONS, folder.locations)
        self.outputs.describe([], self.LOCATIONS)
        return {
            **self.outputs.values,
            self.OUTPUT: str(output),
            self.PATCHES: folder.count,
            self.MADE: made,
            self.SKIPPED: sum(skipped.values()),
        }

    def fetch_batches(
        self,
        folder: PatchFolder,
        inputs: dict[str, Any],
        places: np.ndarray | None,
        job: JobWithUploads,
        feedback,
    ) -> tuple[int, Counter]:
        """Fetch all batches; return the number of new patches, and of skipped points by reason."""
        bands = sum(len(layer.nodata) for layer in self.rasters)
        size = max(10, min(MOST_AT_ONCE, BATCH_BYTES // (4 * bands * inputs["pixels"] ** 2)))
        total = inputs["count"] if places is None else len(places)
        made, skipped, notes, unused, last = 0, Counter(), set(), None, ""
        for start in range(0, total, size):
            batch: dict[str, Any] = {"start": start, "stop": start + size}
            if places is not None:
                batch = {"places": places[start : start + size].tolist()}

            def show(done: float, message: str, start: int = start) -> None:
                nonlocal last
                feedback.setProgress(5 + 95 * min(start + done * size, total) / total)
                if message and message != last:
                    last = message
                    feedback.setProgressText(message)

            results = job.run(self.process, {**inputs, **batch, "have": folder.names}, show)
            summary = value_of(results, "summary")
            if summary["made"]:
                with TemporaryDirectory(prefix="satclip-") as scratch:
                    packed = Path(scratch) / "patches.zip"
                    job.save("patches", packed)
                    folder.take(packed)
            for note in summary["notes"]:
                if note not in notes:
                    feedback.pushWarning(note)
            notes.update(summary["notes"])
            if summary["made"]:
                unused = set(summary["unused"]) & (set(summary["unused"]) if unused is None else unused)
            made += summary["made"]
            skipped.update({found["reason"]: found["places"] for found in summary["skipped"]})
        if unused:
            feedback.pushWarning(
                tr("No patch was taken from {images}: other images cover the same points.").format(
                    images=", ".join(sorted(unused))
                )
            )
        return made, skipped
