"""pretrain: trains an encoder on imagery of a region, and installs it under the run's id."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional

import numpy as np
from pydantic import ConfigDict, Field, ValidationError, model_validator

from satclip_backend.encoders import library, registry
from satclip_backend.encoders.families.basis_network import SLEPIAN_DEGREES, BasisName, NetworkName
from satclip_backend.errors import Cancelled, NotFoundError, SatclipError
from satclip_backend.geo.sphere import arc_km, unit
from satclip_backend.limits import default_device
from satclip_backend.outputs import atomic_write
from satclip_backend.pretraining.card import RESOLVED_KM
from satclip_backend.pretraining.runs import (
    STATE_NAMES,
    RunFolder,
    RunState,
    best_evaluation,
    read_log,
    read_run,
)
from satclip_backend.pretraining.settings import (
    OBJECTIVES,
    FeatureSettings,
    ImageEncoderName,
    Loss,
    PretrainingConfig,
    TrainingSettings,
)
from satclip_backend.processes.process import Context, Output, Process, Upload, declared
from satclip_backend.processes.run_imagery import keep_rasters, kept_rasters, unpack_patches
from satclip_backend.processes.sample_imagery import Area, SampledRaster, names_of
from satclip_backend.progress import part_of
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    from satclip_backend.pretraining.images.patches import Patches

ID = "^[a-z0-9][a-z0-9._-]{0,99}$"
FEWEST_DEGREES, MOST_DEGREES = 10, 100
DETAILS = 40
"""Number of resolved lengths (`RESOLVED_KM` / L) across the diagonal of the area, which sets the default degree."""
FEWEST_PLACES, MOST_PLACES = 200, 20_000
"""Limits on the default number of points, which is four for each patch that fits into the imagery without overlap."""
EVALUATE_EVERY, CHECKPOINT_EVERY = 50, 250
"""Steps between evaluations and between checkpoints. They are frequent, because the user watches and may stop."""


class Inputs(Area):
    """Inputs of the process: imagery, duration, and settings of the encoder and its training."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(
        title="Id",
        description="Id of the run and of the resulting encoder.",
        pattern=ID,
    )
    resume: bool = Field(
        False,
        title="Resume",
        description="Resume the stopped run with this id. Its original inputs are used; all others are ignored.",
    )
    finish: bool = Field(
        False,
        title="Finish",
        description="Finish the stopped run with this id: its best state so far becomes the encoder, without further "
        "training. All other inputs are ignored.",
    )
    name: str = Field("", title="Name", description="Display name; by default, the id.", max_length=200)
    rasters: list[SampledRaster] = Field(
        default_factory=list,
        title="Rasters",
        description="Uploaded images or URLs. Images of the same area are stacked as bands; all areas need the same "
        "bands.",
        max_length=1000,
    )
    patches: Optional[Upload] = Field(
        None,
        title="Patches",
        description="Id of an uploaded zip file, instead of rasters: a folder of patches in S2-100K's layout "
        "(index.csv with lon, lat and fn, and images/), or a folder of georeferenced images, one per patch.",
    )
    minutes: float = declared(
        PretrainingConfig, "minutes", default=10, ge=0.05, le=20_160, allow_inf_nan=False
    )
    count: Optional[int] = Field(
        None,
        title="Count",
        description="Number of points to sample; by default, depending on the size of the imagery.",
        ge=20,
        le=1_000_000,
    )
    pixels: int = Field(16, title="Pixels", description="Side of a patch in pixels.", ge=4, le=256)
    degree: Optional[int] = Field(
        None,
        title="Degree",
        description="Maximum degree L of the spherical harmonics (at most 256) or the Slepian functions, with a "
        "resolution of about 20,000 km / L. By default, it depends on the size of the area.",
        ge=1,
        le=SLEPIAN_DEGREES[1],
    )
    basis: BasisName = declared(TrainingSettings, "basis", title="Basis")
    network: NetworkName = declared(TrainingSettings, "network", title="Network")
    months: bool = declared(TrainingSettings, "months", title="Months")
    capacity: int = declared(TrainingSettings, "capacity", ge=16, le=4096)
    dimension: int = declared(TrainingSettings, "dimension", ge=2, le=1024)
    loss: Loss = Field(
        "reconstruction",
        description="'reconstruction' predicts the image features; 'clip' (as in the SatCLIP paper) and 'siglip' are "
        "contrastive losses; 'csp' (Mai et al. 2023) compares also with random locations and with the same location "
        "under another dropout; 'both' combines reconstruction and CLIP.",
    )
    image_encoder: ImageEncoderName = declared(FeatureSettings, "encoder", title="Image encoder")
    seed: int = declared(TrainingSettings, "seed")
    source: str = Field(
        "", title="Source", description="Source of the imagery, for the model card.", max_length=2000
    )
    licence: str = Field("unknown", title="Licence", description="Licence of the encoder.", max_length=200)

    @model_validator(mode="after")
    def _has_imagery(self) -> Inputs:
        if not (self.resume or self.finish) and bool(self.rasters) == (self.patches is not None):
            raise ValueError(_("Provide either rasters or a folder of patches"))
        return self


def resumed(inputs: Inputs, runs: Path) -> Inputs:
    """Return the inputs that continue a run whose process has ended, or start it again if it had hardly begun."""
    folder = runs / inputs.id
    begun = (folder / "run.json").is_file() and (folder / "inputs.json").is_file()
    return inputs.model_copy(update={"resume": True}) if begun and not inputs.finish else inputs


def run(inputs: Inputs, context: Context) -> dict[str, Any]:
    """Train and install the encoder. Of the run, only its log and its model card are kept.

    Raises SatclipError like `pretraining.pipeline.pretrain`, and if the id is taken or there is nothing to resume or
    finish.
    Raises Cancelled if stopped; the run can be resumed then.
    """
    began, finish = time.monotonic(), inputs.finish
    folder = RunFolder(context.runs / inputs.id)
    resume = inputs.resume or finish
    if resume:
        inputs = _kept_inputs(folder, inputs.id)
    else:
        _make_room(folder, inputs.id)
    try:
        patches = _patches(inputs, folder, context)
        most = SLEPIAN_DEGREES[1] if inputs.basis == "slepian" else MOST_DEGREES
        degree = inputs.degree or degree_for(patches.lonlat, most)
        context.progress(
            0.0,
            _(
                "{count} points; L = {degree}, resolution about {km} km",
                count=len(patches.lonlat),
                degree=degree,
                km=RESOLVED_KM // degree,
            ),
        )
    except (SatclipError, Cancelled) as error:  # `pretrain` records later errors itself
        state = read_run(folder.folder) if resume else RunState(inputs.name or inputs.id)
        with folder.claim(state, resume=resume):
            raise error
    summary = _train(inputs, patches, degree, folder, context, finish)
    shutil.rmtree(folder.folder / "imagery", ignore_errors=True)
    for path in (folder.checkpoint, folder.best, folder.encoder):
        path.unlink(missing_ok=True)
    return {"summary": {**summary, "seconds": round(time.monotonic() - began, 1)}}


def _train(
    inputs: Inputs, patches: Patches, degree: int, folder: RunFolder, context: Context, finish: bool
) -> dict[str, Any]:
    from satclip_backend.pretraining.pipeline import Provenance, pretrain

    settings = TrainingSettings(
        degree=degree,
        basis=inputs.basis,
        network=inputs.network,
        months=inputs.months,
        capacity=inputs.capacity,
        dimension=inputs.dimension,
        evaluate_every=EVALUATE_EVERY,
        checkpoint_every=CHECKPOINT_EVERY,
        keep="best",  # with few points, the encoder overfits soon
        seed=inputs.seed,
        objective=OBJECTIVES[inputs.loss],
        dropout=0.5 if inputs.loss == "csp" else 0.0,  # without dropout, twins would be equal
    )
    weights = "download" if inputs.image_encoder.startswith("moco") else None
    features = FeatureSettings(seed=inputs.seed, encoder=inputs.image_encoder, weights=weights)
    names = ", ".join(raster.name for raster in inputs.rasters if raster.name)
    encoder = pretrain(
        patches,
        folder.folder,
        PretrainingConfig(features, settings, minutes=inputs.minutes),
        Provenance(inputs.name or inputs.id, inputs.source or names, inputs.licence),
        resume=folder.checkpoint.exists(),
        finish=finish,
        device=default_device() or "cpu",
        progress=part_of(context.progress, 0.0, 0.98),
    )
    context.progress(0.99, _("Adding the encoder to the list"))
    # During the training, another encoder may have got the id of the run.
    installed = library.import_encoder(folder.encoder, inputs.id, origin="trained", numbered=True)
    kept, state = best_evaluation(read_log(folder.folder)), read_run(folder.folder)
    return {
        "encoder": installed.id,
        "name": encoder.metadata.name,
        "degree": encoder.metadata.degree,
        "places": len(patches.lonlat),
        "skipped": [{"reason": reason, "places": count} for reason, count in state.skipped.items()],
        "extent": encoder.metadata.training_extent,
        "steps": state.step,
        "top1": kept.get("top1"),
        "top10": kept.get("top10"),
        "held_out_loss": kept.get("held_out_loss"),
    }


def _make_room(folder: RunFolder, id: str) -> None:
    """Create a new folder for the run. Raises SatclipError if an encoder or a resumable run has the id."""
    registry.check_free(id)
    try:
        before = read_run(folder.folder)
    except NotFoundError:
        before = None
    if before and (before.state == "running" or folder.checkpoint.exists()):
        raise SatclipError(
            _(
                "The run '{id}' already exists and is {state}. Resume it, delete it (in QGIS: SatCLIP panel, Pretrain),"
                " or choose another name.",
                id=str(id),
                state=STATE_NAMES[before.state],
            )
        )
    shutil.rmtree(folder.folder, ignore_errors=True)
    folder.folder.mkdir(mode=0o700, parents=True)


def _kept_inputs(folder: RunFolder, id: str) -> Inputs:
    state = read_run(folder.folder).state
    if state in ("running", "finished"):
        raise SatclipError(
            _("The run '{id}' is {state}: there is nothing to resume.", id=str(id), state=STATE_NAMES[state])
        )
    try:
        return Inputs.model_validate_json((folder.folder / "inputs.json").read_text(encoding="utf-8"))
    except (OSError, ValidationError):
        raise SatclipError(
            _("The inputs of the run '{id}' are missing: delete it and start a new run.", id=str(id))
        ) from None


def _patches(inputs: Inputs, folder: RunFolder, context: Context) -> Patches:
    """Return the patches to train on. For a new run, first store the uploaded imagery in its folder."""
    from satclip_backend.pretraining.images.patch_folder import open_patch_folder
    from satclip_backend.pretraining.images.patches import RasterPatches
    from satclip_backend.pretraining.images.rasters import open_imagery

    imagery, kept = folder.folder / "imagery", folder.folder / "inputs.json"
    if not kept.exists():  # a new run
        if inputs.patches:
            sent = context.upload(inputs.patches)
            unpack_patches(sent, imagery, context)
            sent.unlink()
        else:
            keep_rasters(inputs.rasters, imagery, context)
        with atomic_write(kept) as temporary:
            temporary.write_text(inputs.model_dump_json(), encoding="utf-8")
    context.progress(0.0, _("Opening the imagery"))
    if inputs.patches:
        return open_patch_folder(_innermost(imagery), progress=context.progress, trusted=False)
    images = kept_rasters(inputs.rasters, imagery)
    opened = open_imagery(images, called=names_of(inputs.rasters), trusted=False)
    for note in opened.notes:
        context.progress(0.0, note)
    return RasterPatches(opened, _points(inputs, opened), inputs.pixels)


def _innermost(folder: Path) -> Path:
    """Return the folder, or its only subfolder: a zip may contain the images with or without a top-level folder."""
    inside = list(folder.iterdir())
    return inside[0] if len(inside) == 1 and inside[0].is_dir() and inside[0].name != "images" else folder


def _points(inputs: Inputs, imagery) -> np.ndarray:
    """Return points (n, 2), longitude and latitude in degrees, drawn uniformly on the sphere within the area.

    Raises SatclipError if the area is empty.
    """
    from satclip_backend.geo.sampling import sample_points
    from satclip_backend.pretraining.sampling_areas import common_extents

    room = sum(4 * layer.grid.width * layer.grid.height // inputs.pixels**2 for layer in imagery.layers)
    count = inputs.count or int(np.clip(room, FEWEST_PLACES, MOST_PLACES))
    extents = imagery.extents
    if inputs.extent:
        extents = common_extents(tuple(inputs.extent), extents)
    return sample_points(count, inputs.seed, *inputs.region(extents))


def degree_for(lonlat: np.ndarray, most: int = MOST_DEGREES) -> int:
    """Return the default degree L for an area with points (n, 2), longitude and latitude in degrees.

    About `DETAILS` resolved lengths fit across the diagonal of the area. L is a multiple of 10, from 10 to `most`.
    """
    xyz = unit(lonlat[np.isfinite(lonlat).all(1)])
    if not len(xyz):
        return most
    diagonal = float(arc_km(np.linalg.norm(xyz.max(0) - xyz.min(0))))
    wanted = DETAILS * RESOLVED_KM / max(diagonal, 1.0)
    return int(np.clip(10 * round(wanted / 10), FEWEST_DEGREES, most))


PROCESS = Process(
    id="pretrain",
    title="Pretrain an encoder",
    description="Trains a location encoder on imagery and installs it. Runs can be stopped and resumed until they have "
    "finished.",
    inputs=Inputs,
    run=run,
    own_process=True,
    long=True,
    resumed=resumed,
    outputs={
        "summary": Output("Id of the encoder, training steps and evaluation", schema={"type": "object"}),
    },
)
