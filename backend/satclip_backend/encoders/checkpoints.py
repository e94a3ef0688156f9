"""Location encoders out of the official code's checkpoints (PyTorch Lightning `.ckpt`).

A checkpoint is a zip archive with a pickle in it, so it is taken for hostile: the archive is looked at first,
the pickle is read by torch's restricted reader with nothing allowed beyond plain values and tensors, tensors
are mapped from the file rather than allocated, and shapes are checked before any number is read. Image
encoders are skipped.
"""

from __future__ import annotations

import pickle
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch

from satclip_backend.encoders.files import build_network, file_sha256, network_shapes
from satclip_backend.encoders.metadata import LIMITS, EncoderMetadata
from satclip_backend.encoders.network import LocationEncoder
from satclip_backend.errors import SatclipError

PREFIXES = ("model.location.nnet.", "model.nnet.")
"""Where the official code keeps the location encoder's tensors; it saves them twice."""

BASES = {"analytic": "official", "closed-form": "closed-form", "discretized": "discretized"}
"""The official `harmonics_calculation` -> the basis here. The last one is refused by name."""

RELEASED = re.compile(r"satclip-(resnet18|resnet50|vit16)-l(10|40)", re.IGNORECASE)
RELEASED_SIZES = {"capacity": 512, "dimension": 256, "hidden_layers": 2}
"""By name and sizes a checkpoint is taken for one of the six that Microsoft released under the MIT licence."""

_GLOBE = (-180.0, -90.0, 180.0, 90.0)
_LARGEST_PICKLE = 64 * 2**20


def read_checkpoint(path: Path | str) -> tuple[LocationEncoder, EncoderMetadata]:
    """Network (float64 as it was trained, on the CPU) and metadata of an official checkpoint; nothing in it
    is run.

    Raises SatclipError where the file is not a whole checkpoint, holds anything but plain values and tensors,
    or has no location encoder of a kind that is supported.
    """
    path = Path(path)
    _check_archive(path)
    content = _read(path)
    settings = content.get("hyper_parameters") if isinstance(content, Mapping) else None
    state = content.get("state_dict") if isinstance(content, Mapping) else None
    if not isinstance(settings, Mapping) or not isinstance(state, Mapping):
        raise SatclipError(
            f"{path.name} is not a SatCLIP checkpoint: it lacks state_dict or hyper_parameters."
        )
    tensors = _location_encoder(state, path.name)
    metadata = _metadata(settings, tensors, path)
    weights = {name: tensor.detach().clone() for name, tensor in tensors.items()}
    return build_network(metadata, weights, path.name), metadata


def _check_archive(path: Path) -> None:
    """Refuse what is not an uncompressed PyTorch archive as large as it says, before torch reads it."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        raise SatclipError(
            f"{path.name} is not a checkpoint, or not a whole one (no PyTorch archive). Get the file again."
        ) from None
    except OSError as error:
        raise SatclipError(f"{path} can't be read: {error.strerror or error}.") from None
    if any(entry.compress_type != zipfile.ZIP_STORED for entry in entries) or (
        sum(entry.file_size for entry in entries) > path.stat().st_size
    ):
        raise SatclipError(f"{path.name} claims to hold more than the file does; it was refused.")
    pickles = [entry for entry in entries if entry.filename.endswith("/data.pkl")]
    if len(pickles) != 1 or pickles[0].file_size > _LARGEST_PICKLE:
        raise SatclipError(f"{path.name} is a zip archive, but not a checkpoint of PyTorch.")


def _read(path: Path) -> Any:
    try:
        return torch.load(path, map_location="cpu", weights_only=True, mmap=True)
    except pickle.UnpicklingError as error:
        found = re.search(r"GLOBAL ([\w.]+)", str(error))
        what = f" ({found[1]})" if found else ""
        raise SatclipError(
            f"{path.name} holds more than weights and plain values{what}. It was refused; nothing in it was run."
        ) from None
    except Exception as error:  # whatever a damaged archive makes the reader stumble over
        reason = str(error).partition("\n")[0][:200]
        raise SatclipError(
            f"{path.name} is damaged and can't be read ({reason}). Get the file again."
        ) from None


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
            f"{file_name} is a checkpoint, but has no SatCLIP location encoder (no tensors '{PREFIXES[0]}...')."
        )
    for name, value in tensors.items():
        if not isinstance(value, torch.Tensor) or value.layout != torch.strided or value.device.type != "cpu":
            raise SatclipError(f"{file_name} is damaged: '{name}' is not an ordinary tensor.")
        if value.numel() * value.element_size() > value.untyped_storage().nbytes():
            raise SatclipError(f"{file_name} is damaged: '{name}' claims to hold more than the file does.")
    return tensors


def _metadata(settings: Mapping, tensors: Mapping[str, torch.Tensor], path: Path) -> EncoderMetadata:
    """Sizes from the settings and the tensors, which must agree."""
    for key, supported in (
        ("le_type", ["sphericalharmonics"]),
        ("pe_type", ["siren"]),
        ("harmonics_calculation", BASES),
    ):
        value = settings.get(key, "analytic" if key == "harmonics_calculation" else None)
        if not isinstance(value, str) or value not in supported:
            names = " or ".join(f"'{name}'" for name in supported if name != "discretized")
            raise SatclipError(f"{path.name} has {key} = {value!r}, which is not supported; only {names} is.")
    layers = sum(1 for name in tensors if re.fullmatch(r"layers\.\d+\.weight", name))
    try:
        sizes = {
            "degree": int(settings["legendre_polys"]),
            "capacity": tensors["last_layer.weight"].shape[1],
            "dimension": tensors["last_layer.weight"].shape[0],
            "hidden_layers": layers,
        }
    except (KeyError, IndexError, TypeError, ValueError, OverflowError):
        raise SatclipError(
            f"{path.name} is damaged: its location encoder or its degree L is incomplete."
        ) from None
    for name, size in sizes.items():
        low, high = LIMITS[name]
        if not low <= size <= high:
            raise SatclipError(f"{path.name} has a {name} of {size}, outside {low} to {high}.")
    dtypes = {str(tensor.dtype).removeprefix("torch.") for tensor in tensors.values()}
    if len(dtypes) != 1 or not dtypes <= {"float32", "float64"}:
        raise SatclipError(
            f"{path.name} has weights in {', '.join(sorted(dtypes))}; float64 or float32 is supported."
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
        training_extent=_GLOBE if released else None,
        description="Official SatCLIP checkpoint." if released else "Imported from a SatCLIP checkpoint.",
        **sizes,
    )
    shapes = {name: tuple(tensor.shape) for name, tensor in tensors.items()}
    expected = network_shapes(metadata)
    wrong = sorted(name for name in shapes.keys() | expected if shapes.get(name) != expected.get(name))
    stated = {"capacity": "capacity", "embed_dim": "dimension", "num_hidden_layers": "hidden_layers"}
    wrong += [key for key, name in stated.items() if key in settings and settings[key] != sizes[name]]
    if wrong:
        raise SatclipError(
            f"{path.name} contradicts itself: {', '.join(wrong[:4])} does not fit L = {metadata.degree}, "
            f"capacity {metadata.capacity}, dimension {metadata.dimension}, {layers} hidden layers."
        )
    return metadata
