"""SatCLIP: spherical harmonics and a SIREN, and checkpoints of the official code (PyTorch Lightning `.ckpt`).

Those of OSMGraphCLIP (Michail et al. 2026) have the same location encoder and are read, too. Shapes are checked before
any values are read. Image and graph encoders are skipped.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from satclip_backend.encoders.families.family import Published
from satclip_backend.encoders.metadata import LIMITS, check_sizes, layer_shapes, short
from satclip_backend.encoders.releases import RELEASES
from satclip_backend.errors import SatclipError
from satclip_backend.geo.boxes import GLOBE
from satclip_backend.progress import Progress, no_progress
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    from torch import Tensor

    from satclip_backend.encoders.network import LocationEncoder

PREFIXES = ("model.location.nnet.", "model.nnet.")
"""Prefixes of the location encoder's tensors in official checkpoints, which contain them twice."""

BASES = {"analytic": "official", "closed-form": "closed-form", "discretized": "discretized"}
"""Maps the official `harmonics_calculation` to the basis here. 'discretized' is rejected with an error of its own."""

RELEASED = re.compile(r"satclip-(resnet18|resnet50|vit16)-l(10|40)", re.IGNORECASE)
RELEASED_GRAPH = re.compile(r"osmgraphclip-(ms|a)-l(10|40)", re.IGNORECASE)
"""Names of the four released checkpoints of OSMGraphCLIP, which have the sizes of SatCLIP's."""
RELEASED_SIZES = {"capacity": 512, "dimension": 256, "hidden_layers": 2}
"""Sizes of the six checkpoints that Microsoft released under the MIT licence, recognised by name and sizes."""


class SatclipFamily:
    """SatCLIP (Klemmer et al., AAAI 2025). Its settings are the fields of the metadata, and its network is fast."""

    name = "satclip"
    suffixes = (".ckpt",)

    def shapes(self, config: Mapping[str, Any]) -> dict[str, tuple[int, ...]]:
        """Return the name and shape of each tensor of a network with these sizes."""
        layers = layer_shapes(**{name: config[name] for name in LIMITS})
        names = [f"layers.{i}" for i in range(config["hidden_layers"])] + ["last_layer"]
        shapes: dict[str, tuple[int, ...]] = {}
        for name, (rows, columns) in zip(names, layers, strict=True):
            shapes |= {f"{name}.weight": (rows, columns), f"{name}.bias": (rows,)}
        return shapes

    def build(self, config: Mapping[str, Any]) -> LocationEncoder:
        """Return a network with these sizes."""
        import torch

        from satclip_backend.encoders.network import LocationEncoder

        return LocationEncoder(**config, generator=torch.Generator())

    def read(self, path: Path, progress: Progress = no_progress) -> Published | None:
        """Return the content of an official checkpoint, or None if it has no SatCLIP location encoder."""
        from satclip_backend.encoders.archives import read_archive

        content = read_archive(path)
        settings = content.get("hyper_parameters") if isinstance(content, Mapping) else None
        state = content.get("state_dict") if isinstance(content, Mapping) else None
        if not isinstance(settings, Mapping) or not isinstance(state, Mapping):
            return None
        tensors = _location_encoder(state, path.name)
        return _published(settings, tensors, path) if tensors else None


FAMILY = SatclipFamily()


def _location_encoder(state: Mapping, file_name: str) -> dict[str, Tensor]:
    """Return the tensors of the location encoder; none if there is no such encoder."""
    import torch

    from satclip_backend.encoders.archives import tensors_below

    tensors = tensors_below(state, PREFIXES)
    for name, value in tensors.items():
        if not isinstance(value, torch.Tensor):
            raise SatclipError(
                _("{file} is damaged: '{name}' is not a tensor.", file=file_name, name=short(name))
            )
    return tensors


def _published(settings: Mapping, tensors: Mapping[str, Tensor], path: Path) -> Published:
    """Return the content of a checkpoint, whose settings and tensors must be consistent."""
    _check_supported(settings, tensors, path.name)
    sizes = _sizes(settings, tensors, path.name)
    config = sizes | {"basis": BASES[settings.get("harmonics_calculation", "analytic")], "w0": 30.0}
    _check_consistent(settings, tensors, config, path.name)
    graph = "graph_out_chans" in settings
    released = (RELEASED_GRAPH if graph else RELEASED).fullmatch(path.stem)
    released = released and sizes == RELEASED_SIZES | {"degree": int(released[2])}
    known = RELEASES[path.stem.lower()] if released else None
    publication = "OSMGraphCLIP" if graph else "SatCLIP"
    return Published(
        config,
        {name: tensor.detach().clone() for name, tensor in tensors.items()},
        licence=known.licence if known else "unknown",
        training_extent=GLOBE if released else None,
        description=f"Official {publication} checkpoint."
        if released
        else f"Imported from a checkpoint of {publication}.",
        citation=known.citation if known and graph else "",
        land_only=bool(released) and not graph,  # S2-100K
    )


def _check_supported(settings: Mapping, tensors: Mapping[str, Tensor], file_name: str) -> None:
    """Raise SatclipError for another basis or network, or for weights in other types than float32 and float64."""
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
                    file=file_name,
                    key=key,
                    value=short(value),
                    names=names,
                )
            )
    dtypes = {str(tensor.dtype).removeprefix("torch.") for tensor in tensors.values()}
    if len(dtypes) != 1 or not dtypes <= {"float32", "float64"}:
        raise SatclipError(
            _(
                "{file} has weights in {dtypes}; float64 or float32 is supported.",
                file=file_name,
                dtypes=", ".join(sorted(dtypes)),
            )
        )


def _sizes(settings: Mapping, tensors: Mapping[str, Tensor], file_name: str) -> dict[str, int]:
    """Return the sizes of the location encoder. Raises SatclipError if they are missing or too large."""
    try:
        sizes = {
            "degree": settings["legendre_polys"],
            "capacity": tensors["last_layer.weight"].shape[1],
            "dimension": tensors["last_layer.weight"].shape[0],
            "hidden_layers": sum(1 for name in tensors if re.fullmatch(r"layers\.\d+\.weight", name)),
        }
        check_sizes(sizes)
    except (KeyError, IndexError):
        raise SatclipError(
            _("{file} is damaged: its location encoder or its degree L is incomplete.", file=file_name)
        ) from None
    except ValueError as error:
        raise SatclipError(_("{file} can't be used: {reason}.", file=file_name, reason=error)) from None
    return sizes


def _check_consistent(
    settings: Mapping, tensors: Mapping[str, Tensor], config: Mapping[str, Any], file_name: str
) -> None:
    """Raise SatclipError if settings or shapes of tensors don't fit the configuration of the network."""
    shapes = {name: tuple(tensor.shape) for name, tensor in tensors.items()}
    expected = FAMILY.shapes(config)
    wrong = sorted(name for name in shapes.keys() | expected if shapes.get(name) != expected.get(name))
    stated = {"capacity": "capacity", "embed_dim": "dimension", "num_hidden_layers": "hidden_layers"}
    wrong += [
        key for key, name in stated.items() if key in settings and short(settings[key]) != short(config[name])
    ]
    if wrong:
        raise SatclipError(
            _(
                "{file} contradicts itself: {wrong} does not fit L = {degree}, capacity {capacity}, dimension"
                " {dimension}, {layers} hidden layers.",
                file=file_name,
                wrong=", ".join(wrong[:4]),
                degree=config["degree"],
                capacity=config["capacity"],
                dimension=config["dimension"],
                layers=config["hidden_layers"],
            )
        )
