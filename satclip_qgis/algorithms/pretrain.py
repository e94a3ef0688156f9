"""satclip:pretrain: train an encoder on imagery of a region."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingException,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterString,
)

from satclip_qgis import settings
from satclip_qgis.algorithms.algorithm import SatclipAlgorithm
from satclip_qgis.algorithms.common import backend_for, with_help
from satclip_qgis.algorithms.map_parameters import LONLAT, progress_to, style_when_loaded, value_of
from satclip_qgis.algorithms.patch_folder import files_of, packed
from satclip_qgis.algorithms.polygons import bounds_of, polygons_of
from satclip_qgis.algorithms.raster_uploads import raster_layers, upload_rasters
from satclip_qgis.bridge.backend import Backend
from satclip_qgis.card import write_card
from satclip_qgis.extents import extent_in
from satclip_qgis.i18n import tr
from satclip_qgis.map_style import style_map

LOSSES = ("reconstruction", "clip", "siglip", "both")
IMAGE_ENCODERS = ("random-convolutions", "small-cnn", "moco-resnet18", "moco-resnet50", "moco-vit16")
NUMBER = QgsProcessingParameterNumber.Type
MAP_PIXELS = 512
"""Columns or rows of the map at the end, whichever are more."""


class Pretrain(SatclipAlgorithm):
    """Trains an encoder and saves its map and model card, or starts a run in the background."""

    RASTERS, FOLDER, EXTENT, AREA = "RASTERS", "FOLDER", "EXTENT", "AREA"
    NAME, MINUTES, BACKGROUND, RESUME = "NAME", "MINUTES", "BACKGROUND", "RESUME"
    COUNT, PIXELS, DEGREE, CAPACITY = "COUNT", "PIXELS", "DEGREE", "CAPACITY"
    LOSS, IMAGE_ENCODER, LAND, SEED = "LOSS", "IMAGE_ENCODER", "LAND", "SEED"
    OUTPUT, CARD = "OUTPUT", "CARD"
    ENCODER, STEPS, TOP1, TOP10, HELD_OUT_LOSS, SECONDS = (
        "ENCODER",
        "STEPS",
        "TOP1",
        "TOP10",
        "HELD_OUT_LOSS",
        "SECONDS",
    )

    def name(self) -> str:
        """The algorithm id, without the provider id."""
        return "pretrain"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return tr("Pretrain an encoder")

    def shortDescription(self) -> str:
        """The tooltip in the toolbox."""
        return tr("Trains a SatCLIP encoder on satellite imagery of a region.")

    def tags(self) -> list[str]:
        """Search terms for the toolbox."""
        return tr("satclip,pretrain,train,encoder,imagery,satellite,machine learning,self-supervised").split(
            ","
        )

    def initAlgorithm(self, configuration: dict | None = None) -> None:
        """Declare the parameters and outputs."""
        for parameter in (
            with_help(
                QgsProcessingParameterMultipleLayers(
                    self.RASTERS, tr("Images"), QgsProcessing.SourceType.TypeRaster, optional=True
                ),
                tr(
                    "Raster layers. Layers of the same area are stacked as bands of one image. Layers of "
                    "other areas need the same bands."
                ),
            ),
            with_help(
                QgsProcessingParameterFile(
                    self.FOLDER,
                    tr("Or a folder of patches"),
                    QgsProcessingParameterFile.Behavior.Folder,
                    optional=True,
                ),
                tr(
                    "A folder that “Extract image patches” created, or a folder of georeferenced images of "
                    "one size."
                ),
            ),
            with_help(
                QgsProcessingParameterExtent(self.EXTENT, tr("Extent"), optional=True),
                tr("Training points are sampled in this extent. Default: the extent of the images."),
            ),
            with_help(
                QgsProcessingParameterFeatureSource(
                    self.AREA,
                    tr("Or polygons"),
                    [QgsProcessing.SourceType.TypeVectorPolygon],
                    optional=True,
                ),
                tr("Training points are sampled in these polygons."),
            ),
            with_help(
                QgsProcessingParameterString(self.NAME, tr("Encoder name"), tr("My region")),
                tr("The encoder id is the name in lower case, with hyphens instead of spaces."),
            ),
            with_help(
                QgsProcessingParameterNumber(
                    self.MINUTES,
                    tr("Training time in minutes"),
                    NUMBER.Double,
                    defaultValue=10,
                    minValue=0.05,
                    maxValue=20_160,
                ),
                tr(
                    "Approximate. 10 minutes are enough for a first result; use an hour or more for a "
                    "country."
                ),
            ),
            with_help(
                QgsProcessingParameterBoolean(self.BACKGROUND, tr("Run in the background"), False),
                tr(
                    "The algorithm returns when training has started. Training continues when QGIS is closed. "
                    "The SatCLIP training panel shows the progress."
                ),
            ),
            with_help(
                QgsProcessingParameterBoolean(
                    self.RESUME, tr("Resume the stopped run with this name"), False
                ),
                tr(
                    "Continues from the last checkpoint, with the images and settings of that run. Other "
                    "parameters are ignored."
                ),
            ),
        ):
            self.addParameter(parameter)
        self.add_advanced_parameters()
        self.addParameter(
            QgsProcessingParameterRasterDestination(
                self.OUTPUT, tr("Embedding map"), optional=True, createByDefault=True
            )
        )
        self.addParameter(
            QgsProcessingParameterFileDestination(
                self.CARD,
                tr("Model card"),
                tr("HTML files (*.html)") + ";;" + tr("Markdown (*.md)"),
                optional=True,
                createByDefault=True,
            )
        )
        self.addOutput(QgsProcessingOutputString(self.ENCODER, tr("Encoder id")))
        self.addOutput(QgsProcessingOutputNumber(self.STEPS, tr("Training steps")))
        self.addOutput(
            QgsProcessingOutputNumber(self.TOP1, tr("Top-1 retrieval accuracy on held-out points (0 to 1)"))
        )
        self.addOutput(
            QgsProcessingOutputNumber(self.TOP10, tr("Top-10 retrieval accuracy on held-out points (0 to 1)"))
        )
        self.addOutput(QgsProcessingOutputNumber(self.HELD_OUT_LOSS, tr("Held-out loss")))
        self.addOutput(QgsProcessingOutputNumber(self.SECONDS, tr("Training time in seconds")))

    def add_advanced_parameters(self) -> None:
        """Add the advanced parameters."""
        losses = [
            tr("Predict image features"),
            tr("Contrastive (CLIP, as published)"),
            tr("Contrastive (SigLIP)"),
            tr("Predict features and contrastive (CLIP)"),
        ]
        image_encoders = [
            tr("Random convolutional features (MOSAIKS)"),
            tr("Small untrained CNN"),
            tr("MoCo ResNet18 (Sentinel-2, downloaded)"),
            tr("MoCo ResNet50 (Sentinel-2, downloaded)"),
            tr("MoCo ViT-S/16 (Sentinel-2, downloaded)"),
        ]
        for parameter in (
            with_help(
                QgsProcessingParameterNumber(
                    self.COUNT,
                    tr("Number of points"),
                    NUMBER.Integer,
                    optional=True,
                    minValue=20,
                    maxValue=1_000_000,
                ),
                tr("Default: four points per patch that fits into the images, between 200 and 20,000."),
            ),
            with_help(
                QgsProcessingParameterNumber(
                    self.PIXELS, tr("Patch size in pixels"), NUMBER.Integer, 16, minValue=4, maxValue=256
                ),
                tr("Width and height of the image patch around each point."),
            ),
            with_help(
                QgsProcessingParameterNumber(
                    self.DEGREE,
                    tr("Maximum degree L"),
                    NUMBER.Integer,
                    optional=True,
                    minValue=1,
                    maxValue=200,
                ),
                tr(
                    "The resolution of the encoder is about 20,000 km / L. By default, L depends on the size "
                    "of the area."
                ),
            ),
            QgsProcessingParameterNumber(
                self.CAPACITY, tr("Hidden layer size"), NUMBER.Integer, 512, minValue=16, maxValue=4096
            ),
            with_help(
                QgsProcessingParameterEnum(self.LOSS, tr("Loss"), losses, defaultValue=0),
                tr("“Predict image features” needs the fewest points."),
            ),
            with_help(
                QgsProcessingParameterEnum(
                    self.IMAGE_ENCODER, tr("Image encoder"), image_encoders, defaultValue=0
                ),
                tr("The MoCo models need 12 or 13 Sentinel-2 bands. They are downloaded on first use."),
            ),
            with_help(
                QgsProcessingParameterBoolean(self.LAND, tr("Land only"), False),
                tr("Samples points on land only (Natural Earth, 0.1 degree resolution)."),
            ),
            QgsProcessingParameterNumber(
                self.SEED, tr("Random seed"), NUMBER.Integer, 0, minValue=0, maxValue=2**31 - 1
            ),
        ):
            parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
            self.addParameter(parameter)

    def read_layers(self, parameters, context) -> None:
        """Read layers in the main thread: they may belong to the project."""
        self.rasters = raster_layers(self, parameters, self.RASTERS, context)
        self.extent = None
        if parameters.get(self.EXTENT) not in (None, ""):
            self.extent = extent_in(
                self, parameters, self.EXTENT, QgsCoordinateReferenceSystem(LONLAT), context
            )

    def execute(self, parameters, context, feedback) -> dict:
        """Validate the parameters, upload the imagery, train and save the outputs."""
        name = self.parameterAsString(parameters, self.NAME, context).strip()
        background = self.parameterAsBool(parameters, self.BACKGROUND, context)
        map_path = None if background else self.outputs.file(self.OUTPUT)
        card_path = None if background else self.outputs.file(self.CARD)
        inputs: dict[str, Any] = {"id": id_of(name)}
        backend = backend_for(feedback)
        check_runs(backend, inputs["id"], self.parameterAsBool(parameters, self.RESUME, context))
        if self.parameterAsBool(parameters, self.RESUME, context):
            inputs["resume"] = True
        else:
            inputs |= {"name": name, **self.settings_of(parameters, context)}
            inputs |= self.imagery(parameters, context, feedback, backend)
        if background:
            backend.start_job("pretrain", inputs)
            feedback.pushInfo(
                tr(
                    "The run “{run}” continues in the background. The SatCLIP training panel shows its "
                    "progress. The encoder becomes available when the run has finished."
                ).format(run=inputs["id"])
            )
            return {self.ENCODER: inputs["id"]}
        summary = self.trained(backend, inputs, card_path, feedback)
        if map_path:
            self.draw(backend, summary, map_path, context, feedback)
        return {
            self.ENCODER: summary["encoder"],
            self.STEPS: summary["steps"],
            self.TOP1: summary["top1"],
            self.TOP10: summary["top10"],
            self.HELD_OUT_LOSS: summary["held_out_loss"],
            self.SECONDS: summary["seconds"],
            **self.outputs.values,
        }

    def settings_of(self, parameters, context) -> dict[str, Any]:
        """The inputs of the process, without the imagery."""
        inputs = {
            "minutes": self.parameterAsDouble(parameters, self.MINUTES, context),
            "pixels": self.parameterAsInt(parameters, self.PIXELS, context),
            "capacity": self.parameterAsInt(parameters, self.CAPACITY, context),
            "loss": LOSSES[self.parameterAsEnum(parameters, self.LOSS, context)],
            "image_encoder": IMAGE_ENCODERS[self.parameterAsEnum(parameters, self.IMAGE_ENCODER, context)],
            "land": self.parameterAsBool(parameters, self.LAND, context),
            "seed": self.parameterAsInt(parameters, self.SEED, context),
        }
        for name in (self.COUNT, self.DEGREE):
            if parameters.get(name) not in (None, ""):
                inputs[name.lower()] = self.parameterAsInt(parameters, name, context)
        return inputs

    def imagery(self, parameters, context, feedback, backend: Backend) -> dict[str, Any]:
        """Upload the training imagery; returns the inputs for the imagery and its area."""
        folder = self.parameterAsFile(parameters, self.FOLDER, context)
        if bool(folder) == bool(self.rasters):
            raise QgsProcessingException(
                tr("Choose either images (RASTERS) or a folder of patches (FOLDER).")
            )
        if folder:
            files_of(Path(folder))
            with packed(Path(folder), feedback) as path:
                return {"patches": backend.upload(path), "source": Path(folder).name}
        inputs: dict[str, Any] = {}
        extent = self.extent
        area = self.parameterAsSource(parameters, self.AREA, context)
        if extent is not None:
            if extent[0] == extent[2] or extent[1] >= extent[3]:
                raise QgsProcessingException(tr("The extent (EXTENT) has no area. Choose another extent."))
            inputs["extent"] = list(extent)
        if area is not None:
            inputs["polygons"] = polygons_of(area, context, feedback)
            extent = extent or bounds_of(inputs["polygons"])
        feedback.setProgress(1)
        return {
            **inputs,
            "rasters": upload_rasters(backend, self.rasters, extent, feedback, context, urls=True),
        }

    def trained(
        self, backend: Backend, inputs: dict[str, Any], card: Path | None, feedback
    ) -> dict[str, Any]:
        """Run the training and return its summary. A cancelled run is kept and can be resumed."""
        job, results = backend.run_job("pretrain", inputs, progress_to(feedback, 5, 95))
        try:
            summary = value_of(results, "summary")
            if card:
                write_card(backend, summary["encoder"], card)
        finally:
            backend.discard_job(job)
        settings.remember_encoders([str(known["id"]) for known in backend.encoders() if "id" in known])
        for skipped in summary["skipped"]:
            feedback.pushInfo(
                tr("{count} points were skipped: {reason}.").format(
                    count=f"{skipped['places']:,}", reason=skipped["reason"]
                )
            )
        feedback.pushInfo(
            tr("The encoder “{encoder}” is now available: L = {degree}, resolution about {km} km.").format(
                encoder=summary["encoder"], degree=summary["degree"], km=f"{20_000 // summary['degree']:,}"
            )
        )
        return summary

    def draw(self, backend: Backend, summary: dict[str, Any], path: Path, context, feedback) -> None:
        """Create a map of the principal components of the encoder in its training area."""
        west, south, east, north = summary["extent"]
        width = east - west + (360 if west > east else 0)
        inputs = {
            "extent": [west, south, east, north],
            "crs": LONLAT,
            "pixel_size": max(width, north - south, 1e-3) / MAP_PIXELS,
            "encoder": summary["encoder"],
            "components": 3,
            "basis": "extent",
        }
        job, results = backend.run_job("embedding_map", inputs, progress_to(feedback, 95, 99))
        try:
            backend.save_output(job, "map", path, lambda done: None)
        finally:
            backend.discard_job(job)
        style_when_loaded(self.outputs.values[self.OUTPUT], context, style_map, value_of(results, "stretch"))


def id_of(name: str) -> str:
    """The encoder id for a name: lower-case letters, digits, '.', '_' and '-'."""
    found = re.sub(r"[^a-z0-9._-]+", "-", name.lower()).strip("-._")[:100]
    if not found or found == settings.BUNDLED:
        raise QgsProcessingException(
            tr("“{name}” (NAME) is not a valid encoder name. Use letters and digits.").format(name=name)
        )
    return found


def check_runs(backend: Backend, id: str, resume: bool) -> None:
    """Raise if there is no run to resume, or if a run or encoder with this id exists. Call it before uploads."""
    run = next((run for run in backend.runs() if run["id"] == id), None)
    if resume:
        if run is None or run["state"] not in ("stopped", "failed"):
            raise QgsProcessingException(
                tr(
                    "There is no stopped run “{run}” to resume (RESUME). See the SatCLIP training panel."
                ).format(run=id)
            )
        return
    if run and run["state"] in ("waiting", "running", "stopping", "stopped"):
        raise QgsProcessingException(
            tr(
                "A run “{run}” already exists. Resume it (RESUME), delete it in the SatCLIP training panel, "
                "or choose another name."
            ).format(run=id)
        )
    if id in [encoder.get("id") for encoder in backend.encoders()]:
        raise QgsProcessingException(
            tr("An encoder “{encoder}” already exists. Choose another name (NAME).").format(encoder=id)
        )
