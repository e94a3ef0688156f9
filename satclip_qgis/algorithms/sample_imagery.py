"""satclip:sampleimagery: extract image patches around points."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingException,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from satclip_qgis.algorithms.algorithm import SatclipAlgorithm
from satclip_qgis.algorithms.common import with_help
from satclip_qgis.algorithms.map_parameters import LONLAT, value_of
from satclip_qgis.algorithms.model_parameters import Learning, learning
from satclip_qgis.algorithms.patch_filling import PatchFolder
from satclip_qgis.algorithms.points import features_with_lonlat, to_lonlat
from satclip_qgis.algorithms.polygons import bounds_of, polygons_of
from satclip_qgis.algorithms.raster_uploads import raster_layers, upload_rasters
from satclip_qgis.extents import extent_in
from satclip_qgis.i18n import tr

NUMBER = QgsProcessingParameterNumber.Type
BATCH_BYTES = 128 << 20
"""About what the patches of one job take."""
MOST_AT_ONCE = 1000
CHUNK = 1000


class SampleImagery(SatclipAlgorithm):
    """Uploads images, extracts patches in batches and writes them to a folder."""

    RASTERS, EXTENT, AREA, POINTS = "RASTERS", "EXTENT", "AREA", "POINTS"
    COUNT, PIXELS, LAND = "COUNT", "PIXELS", "LAND"
    RESOLUTION, CLEAR, EMPTY = "RESOLUTION", "CLEAR", "EMPTY"
    STRATIFIED, SEED = "STRATIFIED", "SEED"
    OUTPUT, PATCHES, MADE, SKIPPED = "OUTPUT", "PATCHES", "MADE", "SKIPPED"

    def name(self) -> str:
        """The algorithm id, without the provider id."""
        return "sampleimagery"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return tr("Extract image patches")

    def shortDescription(self) -> str:
        """The tooltip in the toolbox."""
        return tr("Extracts patches of images around points, as training data for an encoder.")

    def tags(self) -> list[str]:
        """Search terms for the toolbox."""
        return tr("satclip,sample,imagery,patches,chips,tiles,pretrain,satellite").split(",")

    def initAlgorithm(self, configuration: dict | None = None) -> None:
        """Declare the parameters and outputs."""
        source = QgsProcessing.SourceType
        for parameter in (
            with_help(
                QgsProcessingParameterMultipleLayers(self.RASTERS, tr("Images"), source.TypeRaster),
                tr(
                    "Raster layers. Layers of the same area are stacked as bands of one image. Layers of "
                    "other areas need the same bands."
                ),
            ),
            with_help(
                QgsProcessingParameterExtent(self.EXTENT, tr("Sampling extent"), optional=True),
                tr("Random points are drawn in this extent. Default: the extent of the images."),
            ),
            with_help(
                QgsProcessingParameterFeatureSource(
                    self.AREA, tr("Sampling polygons"), [source.TypeVectorPolygon], optional=True
                ),
                tr("Random points are drawn in these polygons."),
            ),
            with_help(
                QgsProcessingParameterFeatureSource(
                    self.POINTS,
                    tr("Or a layer of points"),
                    [source.TypeVectorAnyGeometry],
                    optional=True,
                ),
                tr("Extracts one patch per feature instead of random points."),
            ),
            QgsProcessingParameterNumber(
                self.COUNT,
                tr("Number of random points"),
                NUMBER.Integer,
                1000,
                minValue=1,
                maxValue=1_000_000,
            ),
            with_help(
                QgsProcessingParameterNumber(
                    self.PIXELS, tr("Patch size in pixels"), NUMBER.Integer, 256, minValue=1, maxValue=1024
                ),
                tr("Width and height of the image patch around each point."),
            ),
            with_help(
                QgsProcessingParameterBoolean(self.LAND, tr("Land only"), False),
                tr("Samples points on land only (Natural Earth, 0.1 degree resolution)."),
            ),
        ):
            self.addParameter(parameter)
        for parameter in (
            with_help(
                QgsProcessingParameterNumber(
                    self.RESOLUTION,
                    tr("Pixel size in metres"),
                    NUMBER.Double,
                    optional=True,
                    minValue=1e-3,
                ),
                tr(
                    "Resamples each patch to this pixel size in the UTM zone of its point. Default: the pixel "
                    "size of the images."
                ),
            ),
            with_help(
                QgsProcessingParameterString(
                    self.CLEAR,
                    tr("Cloud mask band and clear values"),
                    optional=True,
                ),
                tr(
                    "For example SCL=4,5,6,7,11 for Sentinel-2. Pixels with other values are nodata. The band "
                    "is not part of the patches."
                ),
            ),
            with_help(
                QgsProcessingParameterNumber(
                    self.EMPTY,
                    tr("Maximum share of nodata pixels (percent)"),
                    NUMBER.Double,
                    0,
                    minValue=0,
                    maxValue=99,
                ),
                tr("Nodata pixels are filled with the mean of the other pixels."),
            ),
            with_help(
                QgsProcessingParameterBoolean(
                    self.STRATIFIED, tr("Stratify points by equal-area cells"), False
                ),
                tr("Draws the same number of points in each cell."),
            ),
            QgsProcessingParameterNumber(
                self.SEED, tr("Random seed"), NUMBER.Integer, 0, minValue=0, maxValue=2**31 - 1
            ),
        ):
            parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
            self.addParameter(parameter)
        self.addParameter(QgsProcessingParameterFolderDestination(self.OUTPUT, tr("Output folder")))
        self.addOutput(QgsProcessingOutputNumber(self.PATCHES, tr("Number of patches in the folder")))
        self.addOutput(QgsProcessingOutputNumber(self.MADE, tr("Number of new patches")))
        self.addOutput(QgsProcessingOutputNumber(self.SKIPPED, tr("Number of skipped points")))

    def read_layers(self, parameters, context) -> None:
        """Read layers in the main thread: they may belong to the project."""
        self.rasters = raster_layers(self, parameters, self.RASTERS, context)
        self.extent = None
        if parameters.get(self.EXTENT) not in (None, ""):
            lonlat = QgsCoordinateReferenceSystem(LONLAT)
            self.extent = extent_in(self, parameters, self.EXTENT, lonlat, context)

    def execute(self, parameters, context, feedback) -> dict:
        """Validate the parameters, upload the images and fetch batches of patches."""
        if not self.rasters:
            raise QgsProcessingException(tr("Choose at least one image (RASTERS)."))
        inputs = self.sizes_of(parameters, context)
        output = Path(self.parameterAsString(parameters, self.OUTPUT, context))
        about = {"pixels": inputs["pixels"], "metres": inputs.get("resolution"), "empty": inputs["empty"]}
        places = None
        with PatchFolder(output, about) as folder:
            if parameters.get(self.POINTS) not in (None, ""):
                places = self.places_of(parameters, context, feedback)
                low, high = places.min(0).tolist(), places.max(0).tolist()
                needed = (*low, *high)
            else:
                inputs, needed = self.area_of(inputs, parameters, context, feedback)
            with learning(feedback) as work:
                feedback.setProgress(1)
                rasters = upload_rasters(work, self.rasters, needed, feedback, context, urls=True)
                feedback.setProgress(5)
                made, skipped = self.fill(folder, {**inputs, "rasters": rasters}, places, work, feedback)
        for reason, count in skipped.items():
            feedback.pushInfo(
                tr("{count} points were skipped: {reason}.").format(count=f"{count:,}", reason=reason)
            )
        if not folder.count:
            raise QgsProcessingException(
                tr(
                    "No patch could be extracted ({reasons}). Check the extent of the images, the sampling "
                    "area and the patch size (PIXELS)."
                ).format(reasons="; ".join(f"{count:,} {reason}" for reason, count in skipped.items()))
            )
        return {
            self.OUTPUT: str(output),
            self.PATCHES: folder.count,
            self.MADE: made,
            self.SKIPPED: sum(skipped.values()),
        }

    def sizes_of(self, parameters, context) -> dict[str, Any]:
        """The patch settings, as inputs of the process."""
        inputs: dict[str, Any] = {
            "pixels": self.parameterAsInt(parameters, self.PIXELS, context),
            "empty": self.parameterAsDouble(parameters, self.EMPTY, context) / 100,
            "clear": self.parameterAsString(parameters, self.CLEAR, context).strip() or None,
        }
        if parameters.get(self.RESOLUTION) not in (None, ""):
            inputs["resolution"] = self.parameterAsDouble(parameters, self.RESOLUTION, context)
        return inputs

    def area_of(self, inputs: dict[str, Any], parameters, context, feedback) -> tuple[dict[str, Any], Any]:
        """The inputs with the sampling area, and the bounding box of it in degrees."""
        inputs = {
            **inputs,
            "count": self.parameterAsInt(parameters, self.COUNT, context),
            "land": self.parameterAsBool(parameters, self.LAND, context),
            "stratified": self.parameterAsBool(parameters, self.STRATIFIED, context),
            "seed": self.parameterAsInt(parameters, self.SEED, context),
        }
        needed = self.extent
        if needed is not None:
            if needed[0] == needed[2] or needed[1] >= needed[3]:
                raise QgsProcessingException(tr("The extent (EXTENT) has no area. Choose another extent."))
            inputs["extent"] = list(needed)
        area = self.parameterAsSource(parameters, self.AREA, context)
        if area is not None:
            inputs["polygons"] = polygons_of(area, context, feedback)
            needed = needed or bounds_of(inputs["polygons"])
        return inputs, needed

    def places_of(self, parameters, context, feedback) -> np.ndarray:
        """Longitude and latitude (n, 2) of the features of POINTS. Logs how many have none."""
        source = self.parameterAsSource(parameters, self.POINTS, context)
        if source is None:
            raise QgsProcessingException(self.invalidSourceError(parameters, self.POINTS))
        transform, counts, found = to_lonlat(source, context), Counter(), [np.empty((0, 2))]
        for _, lonlat in features_with_lonlat(source, transform, counts, CHUNK, feedback):
            found.append(lonlat)
        every = np.concatenate(found)
        places = every[np.isfinite(every).all(axis=1) & (np.abs(every[:, 1]) <= 90)]
        if not len(places):
            raise QgsProcessingException(
                tr("None of the {count} features of the layer (POINTS) has a valid location.").format(
                    count=len(every)
                )
            )
        if len(places) < len(every):
            feedback.pushWarning(
                tr("{count} features of the layer (POINTS) have no valid location and were skipped.").format(
                    count=len(every) - len(places)
                )
            )
        return places

    def fill(
        self,
        folder: PatchFolder,
        inputs: dict[str, Any],
        places: np.ndarray | None,
        work: Learning,
        feedback,
    ) -> tuple[int, Counter]:
        """Fetch all batches; returns the number of new patches, and of skipped points by reason."""
        bands = sum(len(layer.nodata) for layer in self.rasters)
        size = max(10, min(MOST_AT_ONCE, BATCH_BYTES // (4 * bands * inputs["pixels"] ** 2)))
        total = inputs["count"] if places is None else len(places)
        made, skipped, notes, unused = 0, Counter(), set(), None
        for start in range(0, total, size):
            batch: dict[str, Any] = {"start": start, "stop": start + size}
            if places is not None:
                batch = {"places": places[start : start + size].tolist()}

            def show(done: float, message: str, start: int = start) -> None:
                feedback.setProgress(5 + 95 * min(start + done * size, total) / total)
                if message:
                    feedback.setProgressText(message)

            job, results = work.backend.run_job(
                "sample_imagery", {**inputs, **batch, "have": folder.names}, show
            )
            try:
                summary = value_of(results, "summary")
                if summary["made"]:
                    with TemporaryDirectory(prefix="satclip-") as scratch:
                        packed = Path(scratch) / "patches.zip"
                        work.backend.save_output(job, "patches", packed, lambda done: None)
                        folder.take(packed)
            finally:
                work.backend.discard_job(job)
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
