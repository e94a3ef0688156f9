"""GPS2Vec: one small network per UTM zone, published as Keras files `model_48 N.h5`, one for each zone.

A zip archive or a folder of such files is one encoder. The published code has no licence, so that neither code nor
weights of it are part of this project: users bring the files.

References
----------
Yin, Liu, Zhang, Wang, Shah and Zimmermann (2019): GPS2Vec: Towards generating worldwide GPS embeddings. SIGSPATIAL,
sections 2.1 and 2.3.
Yin, Zhang, Liu, Liang, Wang, Shah and Zimmermann (2021): Learning multi-context aware location representations from
large-scale geotagged images. ACM Multimedia.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from satclip_backend.encoders.families.family import Published
from satclip_backend.encoders.families.gps2vec_grid import CELLS
from satclip_backend.encoders.file_checks import UNREADABLE_ZIP, damaged
from satclip_backend.encoders.keras_files import Dense, read_dense_layers
from satclip_backend.encoders.metadata import short
from satclip_backend.errors import SatclipError
from satclip_backend.geo.utm import zone_bounds
from satclip_backend.progress import Progress, no_progress
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    from torch import Tensor

    from satclip_backend.encoders.families.gps2vec_network import Gps2VecNetwork

HIDDEN = 3
"""Number of hidden layers."""
HEADS = {"tag": [2000], "visual": [1000, 365]}
"""Sizes of the published heads: 2,000 tags; 1,000 objects and 365 scenes."""
ZONES = sorted(zone_bounds().keys() - {"31V"}, key=lambda zone: (int(zone[:-1]), zone[-1]))
"""Zones that may have a network. The published code has no grid for 31V."""
LARGEST_LAYER, LARGEST_DIMENSION = 8192, 2048
MOST_WEIGHTS = 2**29
"""Largest number of weights of all zones, 2 GB in float32: 77 zones of the published tag models, 95 of the visual.

An import takes five times as much memory, because the principal components are computed in float64.
"""
LARGEST_FILE = 2**27
"""Largest size in bytes of a zone's file in a zip archive; a published one has 28 MB."""

FILE = re.compile(r"model_(\d{1,2})[ _-]([C-X])\.h5")
"""Names of the files of a zone."""
CITATION = (
    "Yin, Y., Liu, Z., Zhang, Y., Wang, S., Shah, R. R. and Zimmermann, R. (2019): GPS2Vec: Towards generating"
    " worldwide GPS embeddings. ACM SIGSPATIAL."
)


class Gps2Vec:
    """The family of GPS2Vec's encoders."""

    name = "gps2vec"
    suffixes = (".h5", ".zip", "/")

    def shapes(self, config: Mapping[str, Any]) -> dict[str, tuple[int, ...]]:
        """Return the name and shape of each tensor. Raises ValueError for an invalid config."""
        sizes = check_config(config)
        shapes: dict[str, tuple[int, ...]] = {}
        for zone in config["zones"]:
            for index, (columns, rows) in enumerate(zip(sizes[:-1], sizes[1:], strict=True)):
                name = f"zones.{zone}.{index}"
                shapes |= {f"{name}.weight": (rows, columns), f"{name}.bias": (rows,)}
        return shapes

    def build(self, config: Mapping[str, Any]) -> Gps2VecNetwork:
        """Return networks of uninitialised tensors."""
        from satclip_backend.encoders.families.gps2vec_network import Gps2VecNetwork

        return Gps2VecNetwork(config, check_config(config))

    def read(self, path: Path, progress: Progress = no_progress) -> Published | None:
        """Return the networks of the zones in a file `model_48 N.h5`, or in a zip archive or folder of such files.

        Returns None if there is none. Raises SatclipError if one is damaged or differs in sizes from the others, if
        there are too many, or if h5py is not installed.
        """
        try:
            with _opened(path) as files:
                zones = _zones(files, path.name)
                return _published(zones, files, path) if zones else None
        except UNREADABLE_ZIP as error:
            raise damaged(path.name, error) from None


FAMILY = Gps2Vec()


def check_config(config: Mapping[str, Any]) -> list[int]:
    """Return the sizes of the code, the hidden layers and the embedding.

    Raises ValueError with a sentence for a config with missing or invalid values.
    """
    zones, hidden, heads = (config.get(name) for name in ("zones", "hidden", "heads"))
    if not isinstance(zones, list) or not zones or not all(isinstance(zone, str) for zone in zones):
        raise ValueError(_("its {name} are {value}", name="zones", value=short(zones)))
    if unknown := sorted(set(zones) - set(ZONES)):
        raise ValueError(_("it has no UTM zone {zone}", zone=short(unknown[0])))
    if len(set(zones)) != len(zones):
        raise ValueError(_("its {name} are {value}", name="zones", value=short(zones)))
    for name, sizes, most in (("hidden layers", hidden, HIDDEN), ("heads", heads, 2)):
        if not isinstance(sizes, list) or not 1 <= len(sizes) <= most:
            raise ValueError(_("its {name} are {value}", name=name, value=short(sizes)))
        if not all(type(size) is int and 1 <= size <= LARGEST_LAYER for size in sizes):
            raise ValueError(_("its {name} are {value}", name=name, value=short(sizes)))
    if len(hidden) != HIDDEN or sum(heads) > LARGEST_DIMENSION:
        raise ValueError(_("its {name} are {value}", name="layers", value=short([*hidden, *heads])))
    sizes = [CELLS**2, *hidden, sum(heads)]
    weights = sum(rows * columns for rows, columns in zip(sizes[:-1], sizes[1:], strict=True))
    if weights * len(zones) > MOST_WEIGHTS:
        raise ValueError(
            _(
                "it has networks for {count} zones, more than the {most} that fit into memory; import a folder with"
                " the files of the zones that you need",
                count=len(zones),
                most=MOST_WEIGHTS // weights,
            )
        )
    return sizes


@contextmanager
def _opened(path: Path) -> Iterator[dict[str, Callable[[], BinaryIO]]]:
    """Yield the files of a folder or a zip archive, or the file itself: functions that open them, by name."""
    if path.is_dir():
        yield {file.name: partial(file.open, "rb") for file in path.iterdir() if file.is_file()}
    elif path.suffix.lower() == ".zip":
        with zipfile.ZipFile(path) as archive:
            yield {entry.filename: partial(_extracted, archive, entry) for entry in archive.infolist()}
    else:
        yield {path.name: partial(path.open, "rb")}


def _extracted(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> BinaryIO:
    if entry.file_size > LARGEST_FILE:
        raise SatclipError(
            _(
                "{file} would have {size} bytes, more than the network of a zone has.",
                file=entry.filename,
                size=entry.file_size,
            )
        )
    return BytesIO(archive.read(entry))


def _zones(files: Iterable[str], file_name: str) -> dict[str, str]:
    """Return the name of the file of each zone."""
    zones: dict[str, str] = {}
    for name in files:
        match = FILE.fullmatch(name.rpartition("/")[2])
        zone = f"{int(match[1])}{match[2]}" if match else ""
        if zone not in ZONES:
            continue
        if zone in zones:
            raise SatclipError(
                _(
                    "{file} has two networks for zone {zone}: {first} and {second}. Import each model by itself.",
                    file=file_name,
                    zone=zone,
                    first=zones[zone],
                    second=name,
                )
            )
        zones[zone] = name
    return zones


def _in_order(layers: Mapping[str, Dense], file_name: str) -> list[Dense]:
    """Return the hidden layers, each of which takes the values of the one before, then the heads by name."""
    left, ordered, size = dict(sorted(layers.items())), [], CELLS**2
    for _layer in range(HIDDEN):
        following = [name for name, (kernel, _bias) in left.items() if kernel.shape[0] == size]
        if len(following) != 1:
            break
        ordered.append(left.pop(following[0]))
        size = ordered[-1][0].shape[1]
    if len(ordered) != HIDDEN or any(kernel.shape[0] != size for kernel, _bias in left.values()):
        raise SatclipError(
            _(
                "{file} does not have the layers of GPS2Vec, {count} hidden ones of different sizes after an input of"
                " {size}, but {shapes}.",
                file=file_name,
                count=HIDDEN,
                size=CELLS**2,
                shapes=", ".join("x".join(map(str, kernel.shape)) for kernel, _bias in layers.values()),
            )
        )
    return [*ordered, *left.values()]


def _published(
    zones: Mapping[str, str], files: Mapping[str, Callable[[], BinaryIO]], path: Path
) -> Published:
    import numpy as np
    import torch

    config: dict[str, Any] = {}
    tensors: dict[str, Tensor] = {}
    for zone in sorted(zones, key=ZONES.index):
        name = zones[zone]
        with files[name]() as file:
            layers = _in_order(read_dense_layers(file, name), name)
        sizes = [kernel.shape[1] for kernel, _bias in layers]
        found = {"zones": sorted(zones, key=ZONES.index), "hidden": sizes[:HIDDEN], "heads": sizes[HIDDEN:]}
        try:
            check_config(found)
        except ValueError as error:
            raise SatclipError(_("{file} can't be used: {reason}.", file=name, reason=error)) from None
        if found != (config := config or found):
            raise SatclipError(
                _("{file} has layers of {sizes} units, unlike other zones.", file=name, sizes=sizes)
            )
        heads = [np.concatenate(parts, axis=-1) for parts in zip(*layers[HIDDEN:], strict=True)]
        for index, (kernel, bias) in enumerate([*layers[:HIDDEN], heads]):
            tensors[f"zones.{zone}.{index}.weight"] = torch.from_numpy(kernel.T.copy())
            tensors[f"zones.{zone}.{index}.bias"] = torch.from_numpy(bias)
    model = next((name for name, heads in HEADS.items() if heads == config["heads"]), "own")
    return Published(
        config=config,
        tensors=tensors,
        title=path.stem,
        licence="none stated",
        description=f"GPS2Vec, {model} model, with networks for {len(zones)} of {len(ZONES):,} UTM zones."
        " Points in other zones have no embedding.",
        citation=CITATION,
    )
