"""satclip:pretrain: trains an encoder on imagery of a region."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingException,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterString,
)

from satclip_qgis import settings
from satclip_qgis.algorithms.algorithm import SatclipAlgorithm
from satclip_qgis.algorithms.groups import PRETRAIN
from satclip_qgis.algorithms.jobs import (
    backend_for,
    job_with_uploads,
    progress_to,
    used_encoders,
    value_of,
)
from satclip_qgis.bridge.backend import Backend
from satclip_qgis.bridge.errors import BridgeError, JobFailed
from satclip_qgis.card import write_card
from satclip_qgis.i18n import grouped, tr
from satclip_qgis.inputs.patches import files_of, packed
from satclip_qgis.inputs.polygons import sampling_area
from satclip_qgis.inputs.raster_layers import raster_layers
from satclip_qgis.inputs.raster_uploads import upload_rasters
from satclip_qgis.layers.map_style import style_map
from satclip_qgis.parameters.declared import add, add_choice, add_flag, add_number, add_outputs, inputs_of
from satclip_qgis.parameters.imagery import RASTERS, add_land, add_patch_size, add_rasters
from satclip_qgis.parameters.model import area_of

MAP_PIXELS = 512
"""Larger dimension of the map in pixels."""


class Pretrain(SatclipAlgorithm):
    """Trains an encoder and saves its map and model card, or starts a run in the background."""

    group_id = PRETRAIN
    FOLDER, EXTENT, AREA = "FOLDER", "EXTENT", "AREA"
    NAME, BACKGROUND, OUTPUT, CARD = "NAME", "BACKGROUND", "OUTPUT", "CARD"
    ENCODER, STEPS, TOP1, TOP10 = "ENCODER", "STEPS", "TOP1", "TOP10"
    HELD_OUT_LOSS, SECONDS = "HELD_OUT_LOSS", "SECONDS"

    def texts(self) -> tuple[str, str, str]:
        """Return title, short description and search terms."""
        return (
            tr("Pretrain an encoder"),
            tr("Trains a SatCLIP encoder on satellite imagery of a region."),
            tr("satclip,pretrain,train,encoder,imagery,satellite,machine learning,self-supervised"),
        )

    def initAlgorithm(self, configuration: dict | None = None) -> None:
        """Declare the parameters and outputs."""
        add_rasters(self, optional=True)
        folder = QgsProcessingParameterFile(
            self.FOLDER,
            tr("Or a folder of patches"),
            QgsProcessingParameterFile.Behavior.Folder,
            optional=True,
        )
        help = tr(
            "A folder that “Extract image patches” created, or a folder of georeferenced images of one size."
        )
        add(self, folder, help)
        extent = QgsProcessingParameterExtent(self.EXTENT, tr("Extent"), optional=True)
        help = tr("Training points are sampled in this extent. Default: the extent of the images.")
        add(self, extent, help)
        area = QgsProcessingParameterFeatureSource(
            self.AREA, tr("Or polygons"), [QgsProcessing.SourceType.TypeVectorPolygon], optional=True
        )
        add(self, area, tr("Training points are sampled in these polygons."))
        name = QgsProcessingParameterString(self.NAME, tr("Encoder name"), tr("My region"))
        add(self, name, tr("The encoder id is the name in lower case, with hyphens instead of spaces."))
        help = tr("Approximate. 10 minutes are enough for a first result; use an hour or more for a country.")
        add_number(self, "MINUTES", tr("Training time in minutes"), help)
        background = QgsProcessingParameterBoolean(self.BACKGROUND, tr("Run in the background"), False)
        help = tr(
            "The algorithm returns when training has started. Training continues when QGIS is closed. "
            "The SatCLIP panel shows the progress."
        )
        add(self, background, help)
        help = tr(
            "Continues from the last checkpoint, with the images and settings of that run. Other "
            "parameters are ignored."
        )
        add_flag(self, "RESUME", tr("Resume the stopped run with this name"), help)
        self.add_advanced_parameters()
        output = QgsProcessingParameterRasterDestination(
            self.OUTPUT, tr("Embedding map"), optional=True, createByDefault=True
        )
        add(self, output)
        files = tr("HTML files (*.html)") + ";;" + tr("Markdown (*.md)")
        add(self, QgsProcessingParameterFileDestination(self.CARD, tr("Model card"), files, None, True, True))
        numbers = {
            self.STEPS: tr("Training steps"),
            self.TOP1: tr("Top-1 retrieval accuracy on held-out points (0 to 1)"),
            self.TOP10: tr("Top-10 retrieval accuracy on held-out points (0 to 1)"),
            self.HELD_OUT_LOSS: tr("Held-out loss"),
            self.SECONDS: tr("Training time in seconds"),
        }
        add_outputs(self, numbers, {self.ENCODER: tr("Encoder id")})

    def add_advanced_parameters(self) -> None:
        """Add the advanced parameters."""
        help = tr("Default: four points per patch that fits into the images, between 200 and 20,000.")
        add_number(self, "COUNT", tr("Number of points"), help, advanced=True)
        add_patch_size(self, advanced=True)
        help = tr(
            "The resolution of the encoder is about 20,000 km / L. By default, L depends on the size "
            "of the area."
        )
        add_number(self, "DEGREE", tr("Maximum degree L"), help, advanced=True)
        bases = {
            "spherical-harmonics": tr("Spherical harmonics (SatCLIP)"),
            "direct": tr("Longitude and latitude"),
            "cartesian3d": tr("Coordinates on the sphere (x, y, z)"),
            "wrap": tr("Wrap (sine and cosine)"),
            "grid": "Space2Vec grid",
            "theory": "Space2Vec theory",
            "spherec": "Sphere2Vec sphereC",
            "spherec+": "Sphere2Vec sphereC+",
            "spherem": "Sphere2Vec sphereM",
            "spherem+": "Sphere2Vec sphereM+",
            "dfs": "Sphere2Vec dfs",
            "slepian": tr("Slepian functions (fine in the training area)"),
        }
        help = tr(
            "Slepian functions resolve the training area finely. The others are for comparisons. The smallest scale "
            "of Space2Vec and Sphere2Vec follows from L."
        )
        add_choice(self, "BASIS", tr("Basis of the encoder"), bases, help, advanced=True)
        networks = {
            "siren": tr("SIREN (SatCLIP)"),
            "fcnet": tr("Residual network (FCNet)"),
            "linear": tr("Linear map"),
        }
        add_choice(self, "NETWORK", tr("Network of the encoder"), networks, advanced=True)
        help = tr(
            "The images are of the twelve months, with the same bands in each and dates such as 2004-06 in their "
            "names. The encoder has embeddings for each month, and their mean over the year."
        )
        add_flag(self, "MONTHS", tr("Encoder of location and month"), help, advanced=True)
        add_number(self, "CAPACITY", tr("Hidden layer size"), advanced=True)
        losses = {
            "reconstruction": tr("Predict image features"),
            "clip": tr("Contrastive (CLIP, as published)"),
            "siglip": tr("Contrastive (SigLIP)"),
            "csp": tr("Contrastive (CSP, with random locations)"),
            "both": tr("Predict features and contrastive (CLIP)"),
        }
        help = tr("“Predict image features” needs the fewest points.")
        add_choice(self, "LOSS", tr("Loss"), losses, help, advanced=True)
        image_encoders = {
            "random-convolutions": tr("Random convolutions and band statistics"),
            "rcf": tr("Random convolutional features (RCF)"),
            "mosaiks": tr("Random convolutional features (MOSAIKS)"),
            "small-cnn": tr("Small untrained CNN"),
            "moco-resnet18": tr("MoCo ResNet18 (Sentinel-2, downloaded)"),
            "moco-resnet50": tr("MoCo ResNet50 (Sentinel-2, downloaded)"),
            "moco-vit16": tr("MoCo ViT-S/16 (Sentinel-2, downloaded)"),
        }
        help = tr("The MoCo models need 12 or 13 Sentinel-2 bands. They are downloaded on first use.")
        add_choice(self, "IMAGE_ENCODER", tr("Image encoder"), image_encoders, help, advanced=True)
        add_land(self, advanced=True)
        add_number(self, "SEED", tr("Random seed"), advanced=True)

    def read_layers(self, parameters, context) -> None:
        """Read layers in the main thread, because they may belong to the project."""
        self.rasters = raster_layers(self, parameters, RASTERS, context, globe=True)
        self.extent = area_of(self, parameters, context, self.EXTENT)

    def execute(self, parameters, context, feedback) -> dict:
        """Validate the parameters, upload the imagery, train and save the outputs."""
        name = self.parameterAsString(parameters, self.NAME, context).strip()
        background = self.parameterAsBool(parameters, self.BACKGROUND, context)
        map_path = None if background else self.outputs.file(self.OUTPUT)
        card_path = None if background else self.outputs.file(self.CARD)
        inputs = {**inputs_of(self, parameters, context), "id": id_of(name), "name": name}
        backend = backend_for(feedback)
        check_runs(backend, inputs["id"], inputs["resume"])
        if inputs["resume"]:
            inputs = {"id": inputs["id"], "resume": True}
        else:
            inputs |= self.imagery(parameters, context, feedback, backend)
        if background:
            backend.start_job("pretrain", inputs)
            feedback.pushInfo(
                tr(
                    "The run “{run}” continues in the background. The SatCLIP panel shows its "
                    "progress. The encoder becomes available when the run has finished."
                ).format(run=inputs["id"])
            )
            return {self.ENCODER: inputs["id"]}
        summary = self.trained(backend, inputs, card_path, feedback)
        if map_path:
            self.draw(summary, map_path, feedback)
        return {
            self.ENCODER: summary["encoder"],
            self.STEPS: summary["steps"],
            self.TOP1: summary["top1"],
            self.TOP10: summary["top10"],
            self.HELD_OUT_LOSS: summary["held_out_loss"],
            self.SECONDS: summary["seconds"],
            **self.outputs.values,
        }

    def imagery(self, parameters, context, feedback, backend: Backend) -> dict[str, Any]:
        """Upload the training imagery; return the inputs for the imagery and its area."""
        folder = self.parameterAsFile(parameters, self.FOLDER, context)
        if bool(folder) == bool(self.rasters):
            raise QgsProcessingException(
                tr("Choose either images (RASTERS) or a folder of patches (FOLDER).")
            )
        if folder:
            files_of(Path(folder))
            with packed(Path(folder), feedback) as path:
                return {"patches": backend.upload(path), "source": Path(folder).name}
        area = self.parameterAsSource(parameters, self.AREA, context)
        inputs, extent = sampling_area(self.extent, area, context, feedback)
        feedback.setProgress(1)
        rasters = upload_rasters(backend, self.rasters, extent, feedback, context, urls=True)
        return {**inputs, "rasters": rasters}

    def trained(
        self, backend: Backend, inputs: dict[str, Any], card: Path | None, feedback
    ) -> dict[str, Any]:
        """Run the training and return its summary. A cancelled run is kept and can be resumed."""
        try:
            job, results = backend.run_job("pretrain", inputs, progress_to(feedback, 5, 95))
        except JobFailed:
            forget_refused(backend, inputs["id"])
            raise
        try:
            summary = value_of(results, "summary")
            if card:
                write_card(backend, summary["encoder"], card)
        finally:
            backend.discard_job(job)
        trained = used_encoders(backend, [{"id": summary["encoder"]}])[0]
        if trained.get("caution"):
            feedback.pushWarning(trained["caution"])
        for skipped in summary["skipped"]:
            feedback.pushInfo(
                tr("Skipped points: {count} ({reason}).").format(
                    count=grouped(f"{skipped['places']:,}"), reason=skipped["reason"]
                )
            )
        if summary["degree"]:
            said = tr(
                "The encoder “{encoder}” is now available: L = {degree}, resolution about {km} km."
            ).format(
                encoder=summary["encoder"],
                degree=summary["degree"],
                km=grouped(f"{20_000 // summary['degree']:,}"),
            )
        else:
            said = tr("The encoder “{encoder}” is now available.").format(encoder=summary["encoder"])
        feedback.pushInfo(said)
        return summary

    def draw(self, summary: dict[str, Any], path: Path, feedback) -> None:
        """Create a map of the principal components of the encoder in its training area."""
        west, south, east, north = summary["extent"]
        width = east - west + (360 if west > east else 0)
        inputs = {
            "extent": [west, south, east, north],
            "pixel_size": max(width, north - south, 1e-3) / MAP_PIXELS,
            "encoder": summary["encoder"],
            "basis": "extent",
            "colours": True,
        }
        with job_with_uploads(feedback) as job:
            results = job.run("embedding_map", inputs, progress_to(feedback, 95, 99))
            job.save("map", path)
            known = used_encoders(job.backend, [{"id": summary["encoder"]}])
        shares = value_of(results, "summary")["explained_variance"]
        self.outputs.style(
            self.OUTPUT, style_map, value_of(results, "stretch"), value_of(results, "legend"), shares
        )
        self.outputs.describe(known, self.OUTPUT)
        label = self.parameterDefinition(self.OUTPUT).description()
        self.outputs.title(self.OUTPUT, f"{label} ({summary['encoder']})")


def forget_refused(backend: Backend, id: str) -> None:
    """Delete a run that was refused before its first step: the dialog shows why, and there is nothing to resume."""
    with contextlib.suppress(BridgeError):
        for run in backend.runs():
            if run["id"] == id and run.get("state") == "failed" and not run.get("step"):
                backend.delete_run(id)


def id_of(name: str) -> str:
    """Return the encoder id for a name: lower-case letters, digits, '.', '_' and '-'."""
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
                    "There is no stopped run “{run}” to resume (RESUME). See Pretrain in the SatCLIP panel."
                ).format(run=id)
            )
        return
    if run and run["state"] in ("waiting", "running", "stopping", "stopped"):
        raise QgsProcessingException(
            tr(
                "A run “{run}” already exists. Resume it (RESUME), delete it in the SatCLIP panel, "
                "or choose another name."
            ).format(run=id)
        )
    if id in [encoder.get("id") for encoder in backend.encoders()]:
        raise QgsProcessingException(
            tr("An encoder “{encoder}” already exists. Choose another name (NAME).").format(encoder=id)
        )
