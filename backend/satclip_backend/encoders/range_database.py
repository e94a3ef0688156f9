"""Databases of RANGE (.npz), which become encoders together with a SatCLIP encoder."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from satclip_backend.encoders.families.range import KEY, KEY_SETTINGS, MOST_LOCATIONS
from satclip_backend.encoders.file_checks import UNREADABLE_ZIP, check_file, damaged, file_sha256
from satclip_backend.encoders.metadata import LARGEST_DIMENSION, EncoderMetadata
from satclip_backend.errors import SatclipError
from satclip_backend.geo.boxes import GLOBE
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder

SUFFIX = ".npz"
DEFAULT_KEY = "satclip-vit16-l40"
"""Encoder whose image encoder computed the keys of the published databases."""
BETA = 0.5
MOST_COMPRESSED = 20
"""Largest ratio of the size of an array and its compressed size. Floating-point features reach 1 to 2."""
TEMPERATURES = {"range": (15.0, 0.0), "range+": (12.0, 40.0)}
"""Factors of the semantic and the spatial similarity in the published code."""
Database = tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]
ARRAYS = ("locs", "satclip_embeddings", "image_embeddings")
"""Longitude and latitude in degrees, keys and features."""
CITATION = (
    "Dhakal, A., Sastry, S., Khanal, S., Ahmad, A., Xing, E. and Jacobs, N. (2025): RANGE: Retrieval Augmented Neural"
    " Fields for Multi-Resolution Geo-Embeddings. CVPR."
)


def read_database(path: Path) -> Database:
    """Return longitude and latitude (n, 2) in degrees, keys (n, d) and features (n, f), float32 and finite.

    Nothing of the file is run. Raises SatclipError if it is damaged, contains objects, or has other arrays.
    """
    check_file(path)
    try:
        with zipfile.ZipFile(path) as archive:
            arrays = [_array(archive, name, path) for name in ARRAYS]
    except UNREADABLE_ZIP as error:
        raise damaged(path.name, error) from None
    count = len(arrays[0])
    if arrays[0].shape != (count, 2) or any(len(array) != count for array in arrays):
        shapes = ", ".join(f"{name} {array.shape}" for name, array in zip(ARRAYS, arrays, strict=True))
        raise SatclipError(
            _(
                "{file} is not a database of RANGE: its arrays have the shapes {shapes}.",
                file=path.name,
                shapes=shapes,
            )
        )
    lon, lat = np.abs(arrays[0]).max(axis=0)
    if lon > 360 or lat > 90:
        raise SatclipError(
            _("{file}: {name} must be longitude and latitude in degrees.", file=path.name, name=ARRAYS[0])
        )
    return arrays[0], arrays[1], arrays[2]


def range_encoder(path: Path, database: Database, key: Encoder, beta: float | None = BETA) -> Encoder:
    """Return an encoder of the database in a file, whose keys are compared with the embeddings of `key`.

    `beta` is the weight of the semantic against the spatial similarity of RANGE+, 0 to 1; None is RANGE, without
    spatial similarity. Raises SatclipError if `beta` is out of range, or if `key` is not a SatCLIP encoder of the
    same dimension.
    """
    import torch

    from satclip_backend.encoders.encoder import Encoder
    from satclip_backend.encoders.families.range_network import on_sphere
    from satclip_backend.encoders.files import build_network, network_shapes

    lonlat, keys, features = database
    known = key.metadata
    if known.family != "satclip" or known.dimension != keys.shape[1]:
        raise SatclipError(
            _(
                "The keys of {file} have {dimension} dimensions: choose a SatCLIP encoder with as many, not {encoder}"
                " ({family}, {actual}).",
                file=path.name,
                dimension=keys.shape[1],
                encoder=str(key.id),
                family=known.family,
                actual=known.dimension,
            )
        )
    model = "range" if beta is None else "range+"
    temperature, spatial_temperature = TEMPERATURES[model]
    config: dict[str, Any] = {
        "locations": len(keys),
        "features": features.shape[1],
        "key": {name: known.settings[name] for name in KEY_SETTINGS},
        "temperature": temperature,
        "spatial_temperature": spatial_temperature,
        "beta": 1.0 if beta is None else float(beta),
    }
    lengths = np.linalg.norm(keys, axis=1, keepdims=True)
    tensors = {
        "positions": on_sphere(torch.from_numpy(lonlat.astype(np.float64))).float(),
        "keys": torch.from_numpy(keys / np.maximum(lengths, np.finfo(np.float32).tiny)),
        "features": torch.from_numpy(features),
        **{KEY + name: value.float().cpu() for name, value in key.network.state_dict().items()},
    }
    similarity = "semantic similarity alone" if beta is None else f"beta = {beta:g}"
    metadata = EncoderMetadata.of(
        "range",
        f"{model.upper()} ({path.stem})",
        features.shape[1] + known.dimension,
        config,
        source=path.name,
        source_sha256=file_sha256(path),
        licence="unknown",
        description=f"{model.upper()}, {similarity}: {features.shape[1]:,} features of {len(keys):,} locations, and the"
        f" embedding of {known.name}.",
        citation=CITATION,
        training_extent=GLOBE,
        land_only=True,
    )
    network_shapes(metadata)  # which checks the settings
    return Encoder(path.stem, build_network(metadata, tensors, path.name), metadata, device=str(key.device))


def _array(archive: zipfile.ZipFile, name: str, path: Path) -> NDArray[np.float32]:
    """Return a matrix of an .npz file, whose header is checked before memory is allocated."""
    member = f"{name}.npy"
    if member not in archive.namelist():
        raise SatclipError(
            _(
                "{file} is not a database of RANGE: it has no array '{name}', but {names}.",
                file=path.name,
                name=name,
                names=", ".join(archive.namelist()[:6]),
            )
        )
    with archive.open(member) as file:
        version = np.lib.format.read_magic(file)
        read = (
            np.lib.format.read_array_header_1_0 if version == (1, 0) else np.lib.format.read_array_header_2_0
        )
        shape, _fortran, dtype = read(file)
        if (
            dtype.kind != "f"
            or len(shape) != 2
            or any(type(length) is not int for length in shape)
            or not shape[0] <= MOST_LOCATIONS
            or not shape[1] <= LARGEST_DIMENSION
        ):
            raise SatclipError(
                _(
                    "{file}: '{name}' is not a matrix of real numbers, but of type {dtype} and shape {shape}.",
                    file=path.name,
                    name=name,
                    dtype=str(dtype),
                    shape=shape,
                )
            )
        size, compressed = archive.getinfo(member).file_size, archive.getinfo(member).compress_size
        if size > MOST_COMPRESSED * compressed:
            raise SatclipError(
                _("{file} claims to hold more than the file does; it was refused.", file=path.name)
            )
        if shape[0] * shape[1] * dtype.itemsize > size or not shape[0]:
            raise damaged(path.name, ValueError(f"{name}: {shape}, {size} bytes"))
    with archive.open(member) as file:
        array = np.lib.format.read_array(file, allow_pickle=False).astype(np.float32, copy=False)
    if not np.isfinite(array).all():
        raise SatclipError(_("{file}: '{name}' has values that are not numbers.", file=path.name, name=name))
    return np.ascontiguousarray(array)
