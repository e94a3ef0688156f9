"""Encoders trained here as checkpoints of the official SatCLIP code, which its `load_lightweight` reads.

The official basis is the one here, evaluated less exactly, and the official first sine is always of 30 times its
argument: another factor is multiplied into the first layer. What differs then is the official evaluation of the basis
alone, which loses digits towards the poles and with L. With 512 units and numbers of an embedding that vary by 0.3 to
0.8, official embeddings were at most so far off (at L = 40 of a trained encoder, else of random weights):

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

CALCULATIONS = {"stable": "analytic", "official": "analytic", "closed-form": "closed-form"}
"""The basis here -> the official `harmonics_calculation`."""

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
"""What the official code wants to be told beside what decides an embedding: the values of its own configuration."""


def write_official(
    path: Path | str,
    encoder: Encoder,
    images: ImageEncoder | None = None,
    projection: nn.Linear | None = None,
    logit_scale: float = START_LOGIT_SCALE,
) -> Path:
    """Write an encoder as an official checkpoint (Lightning .ckpt, float64); whole or not at all.

    images, projection: the image encoder and last layer that it was trained with, kept as the official `visual` where
    the official code has that network (`moco.BACKBONES`); without them only the location encoder can be loaded. Raises
    SatclipError for shapes that the official code hasn't, an ending other than .ckpt, and where the file is there or
    can't be written.
    """
    path, metadata = Path(path), encoder.metadata
    if path.suffix != ".ckpt":
        raise SatclipError(f"An official checkpoint ends in .ckpt: {path.name} doesn't.")
    if path.exists():
        raise SatclipError(f"{path} is there already. Choose another name, or remove it first.")
    if metadata.degree > MAX_DEGREE:
        raise SatclipError(
            f"The official code's harmonics end at L = {MAX_DEGREE}, and {encoder.id} has L = {metadata.degree}."
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
    except (OSError, RuntimeError) as error:  # torch tells of a full disk by a RuntimeError
        raise SatclipError(f"{path} can't be written: {error}.") from None
    return path


def export_run(folder: Path | str, path: Path | str) -> Path:
    """Write what a finished run trained as an official checkpoint: with the image encoder and its projection, where
    they are the official code's, else the location encoder alone.

    `folder` is that of a run (`runs.RunFolder`). Raises SatclipError as `write_official` does, where there is no
    finished run, and where the image encoder's weights are no longer there.
    """
    files, recipe = RunFolder(folder), read_run(folder).recipe
    if not files.encoder.exists():
        raise SatclipError(f"The run in {folder} has no encoder yet. Let it finish, or resume it.")
    try:
        return _export(files, recipe, path)
    except (KeyError, TypeError, ValueError, AttributeError, RuntimeError) as error:
        raise SatclipError(f"The files of the run in {folder} don't fit together ({error}).") from error


def _export(files: RunFolder, recipe: dict[str, Any], path: Path | str) -> Path:
    encoder = load_encoder(files.encoder, device="cpu")
    features, training = recipe["features"], recipe["training"]
    # Components and another geometry of embeddings are no part of an official model.
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
