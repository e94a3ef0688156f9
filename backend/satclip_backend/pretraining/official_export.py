"""Export of encoders to checkpoints of the official SatCLIP code, for its `load_lightweight`.

The official basis is the same, but computed less precisely. The first official sine always has the factor 30,
so another factor is multiplied into the first layer. The only difference is the precision of the official
basis, which decreases towards the poles and with L. The table has the largest error of official embeddings
(at L = 40 of a trained encoder, else of random weights), with 512 units and embedding values that vary by 0.3
to 0.8:

| L | below 45 degrees | 45 to 60 | 60 to 70 | 70 to 80 | 80 to 90 |
| --- | --- | --- | --- | --- | --- |
| 10 | 2e-13 | 4e-13 | 5e-13 | 6e-13 | 7e-13 |
| 20 | 4e-11 | 5e-10 | 1e-9 | 3e-9 | 3e-9 |
| 40 | 4e-6 | 7e-4 | 0.009 | 0.03 | 0.05 |
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import nn

from satclip_backend.encoders.encoder import Encoder
from satclip_backend.encoders.load import load_encoder
from satclip_backend.encoders.official import MAX_DEGREE
from satclip_backend.errors import SatclipError
from satclip_backend.outputs import atomic_write
from satclip_backend.pretraining.checkpoints import read_checkpoint
from satclip_backend.pretraining.image_encoders import ImageEncoder, image_encoder
from satclip_backend.pretraining.image_encoders.moco import BACKBONES, CHANNELS
from satclip_backend.pretraining.losses import START_LOGIT_SCALE
from satclip_backend.pretraining.runs import RunFolder, read_run
from satclip_backend.translation import gettext_lazy as _

CALCULATIONS = {"stable": "analytic", "official": "analytic", "closed-form": "closed-form"}
"""Maps the basis to the official `harmonics_calculation`."""

OFFICIAL_W0 = 30.0

UNUSED = {
    "image_resolution": 256,
    "vision_layers": 4,
    "vision_width": 128,
    "vision_patch_size": 32,
    "in_channels": CHANNELS,
    "frequency_num": 16,
    "max_radius": 0.01,
    "min_radius": 0.00001,
    "sh_embedding_dims": 32,
    "learning_rate": 0.0001,
    "weight_decay": 0.01,
    "eval_downstream": False,
    "air_temp_data_path": "",
    "election_data_path": "",
}
"""Hyperparameters that the official code requires but does not use: values of its own configuration."""


def write_official(
    path: Path | str,
    encoder: Encoder,
    images: ImageEncoder | None = None,
    projection: nn.Linear | None = None,
    logit_scale: float = START_LOGIT_SCALE,
) -> Path:
    """Write an encoder as an official checkpoint (Lightning .ckpt, float64), atomically.

    `images` and `projection` are the image encoder and its last layer from training. They are stored as the
    official `visual` if the official code has that network (`moco.BACKBONES`). Without them, only the
    location encoder can be loaded. Raises SatclipError for other families, for shapes that the official code
    lacks, a suffix other than .ckpt, and if the file exists or is not writable.
    """
    path, metadata = Path(path), encoder.metadata
    if metadata.family != "satclip":
        raise SatclipError(
            _(
                "Only SatCLIP encoders can be written for the official SatCLIP code: {id} is of the family {family}."
                " Export it as .safetensors.",
                id=str(encoder.id),
                family=metadata.family,
            )
        )
    if path.suffix != ".ckpt":
        raise SatclipError(_("An official checkpoint ends in .ckpt: {file} doesn't.", file=path.name))
    if path.exists():
        raise SatclipError(_("{file} is there already. Choose another name, or remove it first.", file=path))
    if metadata.degree > MAX_DEGREE:
        raise SatclipError(
            _(
                "The official code's harmonics end at L = {most}, and {id} has L = {degree}.",
                most=MAX_DEGREE,
                id=str(encoder.id),
                degree=metadata.degree,
            )
        )
    official = BACKBONES.get(images.name) if images is not None else None
    location = {name: tensor.double().clone() for name, tensor in encoder.network.state_dict().items()}
    for name in ("layers.0.weight", "layers.0.bias"):
        location[name] *= metadata.w0 / OFFICIAL_W0
    state = {"model.logit_scale": torch.tensor(logit_scale)}
    if official and projection is not None:
        state |= {f"model.visual.{name}": tensor for name, tensor in images.backbone.state_dict().items()}
        state |= {
            f"model.visual.{official.head}.{name}": tensor for name, tensor in projection.state_dict().items()
        }
    for prefix in ("model.nnet.", "model.location.nnet."):
        state |= {prefix + name: tensor for name, tensor in location.items()}
    content = {
        "epoch": 0,
        "global_step": 0,
        "pytorch-lightning_version": "2.0.0",
        "state_dict": {name: tensor.detach().cpu().contiguous() for name, tensor in state.items()},
        "loops": {},
        "hparams_name": "kwargs",
        "hyper_parameters": UNUSED
        | ({"vision_layers": official.official} if official else {})
        | {
            "embed_dim": metadata.dimension,
            "le_type": "sphericalharmonics",
            "pe_type": "siren",
            "legendre_polys": metadata.degree,
            "harmonics_calculation": CALCULATIONS[metadata.basis],
            "num_hidden_layers": metadata.hidden_layers,
            "capacity": metadata.capacity,
        },
    }
    try:
        with atomic_write(path) as temporary:
            torch.save(content, temporary)
    except (OSError, RuntimeError) as error:  # torch raises RuntimeError if the disk is full
        raise SatclipError(_("{file} can't be written: {reason}.", file=path, reason=error)) from None
    return path


def export_run(folder: Path | str, path: Path | str) -> Path:
    """Write the encoder of a finished run as an official checkpoint.

    It includes the image encoder and its projection if the official code has them. `folder` is that of a run
    (`runs.RunFolder`). Raises SatclipError as `write_official` does, if there is no finished run, and if the
    image encoder's weights are missing.
    """
    files, recipe = RunFolder(folder), read_run(folder).recipe
    if not files.encoder.exists():
        raise SatclipError(
            _("The run in {folder} has no encoder yet. Let it finish, or resume it.", folder=folder)
        )
    try:
        return _export(files, recipe, path)
    except (KeyError, TypeError, ValueError, AttributeError, RuntimeError) as error:
        raise SatclipError(
            _("The files of the run in {folder} don't fit together ({reason}).", folder=folder, reason=error)
        ) from error


def _export(files: RunFolder, recipe: dict[str, Any], path: Path | str) -> Path:
    encoder = load_encoder(files.encoder, device="cpu")
    features, training = recipe["features"], recipe["training"]
    # Principal components and re-scaled embeddings are not part of an official model.
    if features["encoder"] not in BACKBONES or features["components"] or training["geometry"] != "learned":
        return write_official(path, encoder)
    best = training["keep"] == "best" and files.best.exists()
    state = read_checkpoint(files.best if best else files.checkpoint)
    model = state["model"]
    if state["average"] is not None:
        model = {name.removeprefix("module."): value for name, value in state["average"].items()}
    images = image_encoder(
        features["encoder"], CHANNELS, 256, weights=features["weights"], seed=features["seed"]
    )
    learned = {name.removeprefix(_IMAGES): value for name, value in model.items() if name.startswith(_IMAGES)}
    if learned:
        images.load_state_dict(learned)
    projection = nn.Linear(images.width, encoder.dimension)
    projection.load_state_dict({name: model[f"projection.{name}"] for name in ("weight", "bias")})
    return write_official(path, encoder, images, projection, float(model["logit_scale"]))


_IMAGES = "image_encoder."
