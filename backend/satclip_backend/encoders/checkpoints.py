"""Import of location encoders from checkpoints of the official code (PyTorch Lightning `.ckpt`).

Shapes are checked before any values are read. Image encoders are skipped.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import torch

from satclip_backend.encoders.archives import read_archive
from satclip_backend.encoders.files import build_network, file_sha256, network_shapes
from satclip_backend.encoders.metadata import EncoderMetadata, check_sizes, short
from satclip_backend.encoders.network import LocationEncoder
from satclip_backend.errors import SatclipError
from satclip_backend.geo.boxes import GLOBE
from satclip_backend.translation import gettext_lazy as _

PREFIXES = ("model.location.nnet.", "model.nnet.")
"""Prefixes of the location encoder's tensors in official checkpoints, which contain them twice."""

BASES = {"analytic": "official", "closed-form": "closed-form", "discretized": "discretized"}
"""Maps the official `harmonics_calculation` to the basis here. 'discretized' is rejected with an error of its own."""

RELEASED = re.compile(r"satclip-(resnet18|resnet50|vit16)-l(10|40)", re.IGNORECASE)
RELEASED_SIZES = {"capacity": 512, "dimension": 256, "hidden_layers": 2}
"""Sizes of the six checkpoints that Microsoft released under the MIT licence, recognised by name and sizes."""


def read_checkpoint(path: Path | str) -> tuple[LocationEncoder, EncoderMetadata]:
    """Return the network (in the stored dtype, on the CPU) and the metadata of an official checkpoint.

    No code of the checkpoint is run. Raises SatclipError if the file is not a complete checkpoint, contains
    anything but plain values and tensors, or has no location encoder of a supported type.
    """
    path = Path(path)
    content = read_archive(path)
    settings = content.get("hyper_parameters") if isinstance(content, Mapping) else None
    state = content.get("state_dict") if isinstance(content, Mapping) else None
    if not isinstance(settings, Mapping) or not isinstance(state, Mapping):
        raise SatclipError(
            _("{file} is not a SatCLIP checkpoint: it lacks state_dict or hyper_parameters.", file=path.name)
        )
    tensors = _location_encoder(state, path.name)
    metadata = _metadata(settings, tensors, path)
    weights = {name: tensor.detach().clone() for name, tensor in tensors.items()}
    return build_network(metadata, weights, path.name), metadata


def _location_encoder(state: Mapping, file_name: str) -> dict[str, torch.Tensor]:
    for prefix in PREFIXES:
        tensors = {
            key.removeprefix(prefix): value
            for key, value in state.items()
            if isinstance(key, str) and key.startswith(prefix)
        }
        if tensors:
            break
    else:
        raise SatclipError(
            _(
                "{file} is a checkpoint, but has no SatCLIP location encoder (no tensors '{prefixes}...').",
                file=file_name,
                prefixes=PREFIXES[0],
            )
        )
    for name, value in tensors.items():
        if not isinstance(value, torch.Tensor):
            raise SatclipError(
                _("{file} is damaged: '{name}' is not a tensor.", file=file_name, name=short(name))
            )
    return tensors


def _metadata(settings: Mapping, tensors: Mapping[str, torch.Tensor], path: Path) -> EncoderMetadata:
    """Return the metadata, from settings and tensors, which must be consistent."""
    for key, supported in (
        ("le_type", ["sphericalharmonics"]),
        ("pe_type", ["siren"]),
        ("harmonics_calculation", BASES),
    ):
        value = settings.get(key, "analytic" if key == "harmonics_calculation" else None)
        if not isinstance(value, str) or value not in supported:
            names = " or ".join(f"'{name}'" for name in supported if name != "discretized")
            raise SatclipError(
                _(
                    "{file} has {key} = {value}, which is not supported; only {names} is.",
                    file=path.name,
                    key=key,
                    value=short(value),
                    names=names,
                )
            )
    layers = sum(1 for name in tensors if re.fullmatch(r"layers\.\d+\.weight", name))
    try:
        sizes = {
            "degree": settings["legendre_polys"],
            "capacity": tensors["last_layer.weight"].shape[1],
            "dimension": tensors["last_layer.weight"].shape[0],
            "hidden_layers": layers,
        }
        check_sizes(sizes)
    except (KeyError, IndexError):
        raise SatclipError(
            _("{file} is damaged: its location encoder or its degree L is incomplete.", file=path.name)
        ) from None
    except ValueError as error:
        raise SatclipError(_("{file} can't be used: {reason}.", file=path.name, reason=error)) from None
    dtypes = {str(tensor.dtype).removeprefix("torch.") for tensor in tensors.values()}
    if len(dtypes) != 1 or not dtypes <= {"float32", "float64"}:
        raise SatclipError(
            _(
                "{file} has weights in {dtypes}; float64 or float32 is supported.",
                file=path.name,
                dtypes=", ".join(sorted(dtypes)),
            )
        )
    released = RELEASED.fullmatch(path.stem)
    released = released and sizes == RELEASED_SIZES | {"degree": int(released[2])}
    metadata = EncoderMetadata(
        name=path.stem,
        basis=BASES[settings.get("harmonics_calculation", "analytic")],
        dtype=dtypes.pop(),
        source=path.name,
        source_sha256=file_sha256(path),
        licence="MIT" if released else "unknown",
        training_extent=GLOBE if released else None,
        description="Official SatCLIP checkpoint." if released else "Imported from a SatCLIP checkpoint.",
        land_only=bool(released),  # S2-100K
        **sizes,
    )
    shapes = {name: tuple(tensor.shape) for name, tensor in tensors.items()}
    expected = network_shapes(metadata)
    wrong = sorted(name for name in shapes.keys() | expected if shapes.get(name) != expected.get(name))
    stated = {"capacity": "capacity", "embed_dim": "dimension", "num_hidden_layers": "hidden_layers"}
    wrong += [
        key for key, name in stated.items() if key in settings and short(settings[key]) != short(sizes[name])
    ]
    if wrong:
        raise SatclipError(
            _(
                "{file} contradicts itself: {wrong} does not fit L = {degree}, capacity {capacity}, dimension"
                " {dimension}, {layers} hidden layers.",
                file=path.name,
                wrong=", ".join(wrong[:4]),
                degree=metadata.degree,
                capacity=metadata.capacity,
                dimension=metadata.dimension,
                layers=layers,
            )
        )
    return metadata
