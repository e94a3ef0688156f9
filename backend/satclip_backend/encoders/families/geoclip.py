"""GeoCLIP (Vivanco Cepeda et al. 2023): its settings, and the readers of its wheel and of its weights.

The network is in `geoclip_network.py`. The published weights are in the wheel `geoclip` on PyPI. Only its weight file
is read; nothing of the package is imported. The location encoder of TaxaBind (Sastry et al. 2025) is the same network
with weights of its own, on the Hugging Face Hub.
"""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from satclip_backend.encoders.families.family import Published
from satclip_backend.encoders.file_checks import UNREADABLE_ZIP, check_file, damaged, file_sha256
from satclip_backend.encoders.metadata import LARGEST, LIMITS, check_size, short
from satclip_backend.encoders.releases import RELEASES
from satclip_backend.errors import SatclipError
from satclip_backend.geo.boxes import GLOBE
from satclip_backend.progress import Progress, no_progress
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    from torch import nn

RELEASE = RELEASES["geoclip"]
SIZES = {
    "capsules": (1, 8),
    "features": (1, 4096),
    "width": LIMITS["capacity"],
    "dimension": LIMITS["dimension"],
}
"""Settings of the network and their limits: capsules, frequencies and units of a layer in each, dimensions."""
LARGEST_FILE = 2**28
"""Largest size of the weight file in a wheel, in bytes."""
_FIRST = "LocEnc0.capsule.0.b"


class GeoClip:
    """The family "geoclip"."""

    name = "geoclip"
    suffixes = (".whl", ".pth", ".safetensors", "/")

    def shapes(self, config: Mapping[str, Any]) -> dict[str, tuple[int, ...]]:
        """Return the name and shape of each tensor, as in the published file. Raises ValueError."""
        for name, limits in SIZES.items():
            check_size(name, config.get(name), limits)
        features, width, dimension = (config[name] for name in ("features", "width", "dimension"))
        layers = {
            "capsule.1": (width, 2 * features),
            "capsule.3": (width, width),
            "capsule.5": (width, width),
            "head.0": (dimension, width),
        }
        weights = config["capsules"] * sum(rows * columns for rows, columns in layers.values())
        if weights > LARGEST:
            raise ValueError(
                _("it has {weights} weights, more than {largest}", weights=weights, largest=LARGEST)
            )
        shapes: dict[str, tuple[int, ...]] = {}
        for capsule in (f"LocEnc{index}" for index in range(config["capsules"])):
            shapes[f"{capsule}.capsule.0.b"] = (features, 2)
            for layer, (rows, columns) in layers.items():
                shapes |= {
                    f"{capsule}.{layer}.weight": (rows, columns),
                    f"{capsule}.{layer}.bias": (rows,),
                }
        return shapes

    def build(self, config: Mapping[str, Any]) -> nn.Module:
        """Return a network of uninitialised tensors."""
        from satclip_backend.encoders.families.geoclip_network import GeoClipNetwork

        return GeoClipNetwork(**{name: config[name] for name in SIZES})

    def read(self, path: Path, progress: Progress = no_progress) -> Published | None:
        """Return the content of the wheel, of its file location_encoder_weights.pth alone, or of a model on the Hub."""
        if path.is_dir() or path.suffix.lower() == ".safetensors":
            from satclip_backend.encoders.hub_models import read_hub_model

            model = read_hub_model(path, _FIRST)
            return Published(_config(model.tensors, path.name), model.tensors) if model else None
        check_file(path)
        if path.suffix.lower() != ".whl":
            return _read_weights(path)
        # A mapped file can't be deleted on Windows while an error refers to it.
        with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            weights = _unpacked(path, Path(folder))
            return _read_weights(weights) if weights else None


FAMILY = GeoClip()


def _unpacked(wheel: Path, folder: Path) -> Path | None:
    """Copy the weight file of a wheel into a folder; return its path, or None if the wheel has none."""
    try:
        with zipfile.ZipFile(wheel) as archive:
            if RELEASE.source.file not in archive.namelist():
                return None
            entry = archive.getinfo(RELEASE.source.file)
            if entry.file_size > LARGEST_FILE:
                raise SatclipError(
                    _("{file} claims to hold more than the file does; it was refused.", file=wheel.name)
                )
            path = folder / Path(entry.filename).name
            with archive.open(entry) as packed, path.open("wb") as unpacked:
                shutil.copyfileobj(packed, unpacked)  # which checks its CRC-32
            return path
    except UNREADABLE_ZIP as error:
        raise damaged(wheel.name, error) from None


def _read_weights(path: Path) -> Published | None:
    from satclip_backend.encoders.archives import read_archive

    content = read_archive(path)
    if not isinstance(content, Mapping) or _FIRST not in content:
        return None
    config = _config(content, path.name)
    tensors = {name: tensor.detach().clone() for name, tensor in content.items()}
    if file_sha256(path) != RELEASE.sha256:
        return Published(config, tensors)
    return Published(
        config,
        tensors,
        title=RELEASE.title,
        licence=RELEASE.licence,
        card=RELEASE.card,
        citation=RELEASE.citation,
        source=RELEASE.source.name,
        training_extent=GLOBE,
    )


def _config(content: Mapping[Any, Any], file_name: str) -> dict[str, Any]:
    """Return the settings of the network with these tensors. Raises SatclipError if they are damaged."""
    shapes = {name: getattr(tensor, "shape", ()) for name, tensor in content.items()}
    for name, shape in shapes.items():
        if not isinstance(name, str) or not len(shape):
            raise SatclipError(
                _("{file} is damaged: '{name}' is not a tensor.", file=file_name, name=short(name))
            )
    try:
        dimension, width = shapes["LocEnc0.head.0.weight"]
        return {
            "capsules": sum(1 for name in shapes if re.fullmatch(r"LocEnc\d+\.capsule\.0\.b", name)),
            "features": shapes[_FIRST][0],
            "width": width,
            "dimension": dimension,
        }
    except (KeyError, ValueError):
        raise SatclipError(
            _(
                "{file} is damaged: GeoCLIP's tensor '{name}' is missing, or not a matrix.",
                file=file_name,
                name="LocEnc0.head.0.weight",
            )
        ) from None
