"""Export of encoders to ONNX: one graph from longitude and latitude to the embedding, with its basis.

The input is float64, because phases of the bases need its precision. The network computes in float32. Weights that
were stored in float16 are kept so.
"""

from __future__ import annotations

import warnings
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import nn

from satclip_backend import __version__
from satclip_backend.encoders.encoder import Encoder
from satclip_backend.encoders.harmonics import basis_function
from satclip_backend.encoders.network import LocationEncoder
from satclip_backend.errors import SatclipError
from satclip_backend.geo.sphere import fibonacci_lattice
from satclip_backend.outputs import atomic_write
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    import onnx

FAMILIES = ("satclip", "basis-network", "months", "climplicit", "geoclip", "sinr", "csp", "tte")
"""Families whose networks can be exported. The others are tables, or compute outside PyTorch.

Slepian functions can't, because ONNX Runtime has no float64 `Atan`.
"""
LARGEST_OFFICIAL = 20
"""Largest L whose official basis is exported, as the stable one: embeddings are the same to nine digits.

Above it, rounding errors of the official code matter (see `official.py`), and no other program reproduces them.
"""
OPSET = 18
TOLERANCE = 10
"""Largest permitted error of the written file, in multiples of the error of the encoder in float32."""
NORTH = 90 + 1e-9
"""Largest latitude that has an embedding, that of the pole, as in `encode`."""
INPUT = "longitude, then latitude, in degrees (OGC:CRS84)"


class _Field(nn.Module):
    """(longitude, latitude) -> embedding, NaN where a coordinate is not finite or a latitude is beyond +-90."""

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network
        # a number would become float32
        self.register_buffer("north", torch.tensor(NORTH, dtype=torch.float64))

    def forward(self, lonlat: torch.Tensor) -> torch.Tensor:
        """Return embeddings (n, dimension), float32, of lon, lat (n, 2) in degrees, float64."""
        lon, lat = lonlat.unbind(1)
        valid = (lon.abs() < torch.inf) & (lat.abs() <= self.north)
        points = torch.stack(
            [torch.where(valid, lon, 0.0), torch.where(valid, lat, 0.0).clamp(-90, 90)], dim=1
        )
        return torch.where(valid[:, None], self.network(points), torch.nan)


def write_onnx(path: Path | str, encoder: Encoder) -> Path:
    """Write an encoder as an ONNX model with the input `lonlat` (n, 2) and the output `embedding` (n, d), atomically.

    `lonlat` are longitude and latitude in WGS84 degrees, float64; embeddings are float32, and NaN where those of
    `encode` are. For an encoder of location and month, they are the means over the year. The file is compared with the
    encoder before it is moved to `path`. Raises SatclipError for a family that can't be exported, an official basis
    above `LARGEST_OFFICIAL`, if packages are missing, and if the file exists, has another suffix or is not writable.
    """
    path, metadata = Path(path), encoder.metadata
    if metadata.family not in FAMILIES:
        raise SatclipError(
            _(
                "{id} is of the family {family}, which can't be exported to ONNX. These can: {families}.",
                id=str(encoder.id),
                family=metadata.family,
                families=", ".join(FAMILIES),
            )
        )
    if metadata.config.get("basis") == "slepian":
        raise SatclipError(
            _("{id} has Slepian functions, which can't be exported to ONNX.", id=str(encoder.id))
        )
    if metadata.basis == "official" and metadata.degree > LARGEST_OFFICIAL:
        raise SatclipError(
            _(
                "{id} has the spherical harmonics of the official SatCLIP code at L = {degree}, whose rounding errors "
                "ONNX doesn't reproduce. Import its checkpoint again with --stable-harmonics, and export that encoder.",
                id=str(encoder.id),
                degree=metadata.degree,
            )
        )
    if path.suffix != ".onnx":
        raise SatclipError(_("An ONNX model ends in .onnx: {file} doesn't.", file=path.name))
    if path.exists():
        raise SatclipError(_("{file} is there already. Choose another name, or remove it first.", file=path))
    try:
        import onnx
        import onnxscript  # noqa: F401  (torch.onnx needs it)
    except ImportError as error:
        raise SatclipError(
            _(
                "The export to ONNX needs onnx and onnxscript ({reason}). Install them with: pip install "
                "'satclip-backend[onnx]'",
                reason=error,
            )
        ) from None
    with atomic_write(path) as temporary:
        model = _graph(encoder)
        if metadata.dtype == "float16":
            _halve(model.graph)
        onnx.helper.set_model_props(model, _properties(encoder))
        model.producer_name, model.producer_version = "satclip-backend", __version__
        model.doc_string = metadata.description
        _check(model, encoder)
        onnx.save(model, temporary)
    return path


def _graph(encoder: Encoder) -> onnx.ModelProto:
    network = deepcopy(encoder.network).float()
    if isinstance(network, LocationEncoder) and network.basis_name == "official":
        network.harmonics = basis_function("stable", network.degree)
    points = torch.zeros((2, 2), dtype=torch.float64)
    network(points)  # caches constants, which would otherwise be tensors of the export, without values
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # PyTorch warns of its own deprecated functions
        program = torch.onnx.export(
            _Field(network).eval(),
            (points,),
            dynamo=True,
            dynamic_shapes=({0: torch.export.Dim("n")},),
            input_names=["lonlat"],
            output_names=["embedding"],
            opset_version=OPSET,
            verbose=False,
        )
    return program.model_proto


def _halve(graph: onnx.GraphProto) -> None:
    """Store the weights in float16, which they had before, and convert them to float32 in the graph."""
    from onnx import TensorProto, helper, numpy_helper

    casts = []
    for tensor in graph.initializer:
        if tensor.data_type != TensorProto.FLOAT:
            continue
        values = numpy_helper.to_array(tensor)
        halves = values.astype(np.float16)
        if values.size > 1 and np.array_equal(halves, values):
            name = tensor.name
            tensor.CopyFrom(numpy_helper.from_array(halves, f"{name}.float16"))
            casts.append(helper.make_node("Cast", [tensor.name], [name], to=TensorProto.FLOAT))
    nodes = list(graph.node)
    del graph.node[:]
    graph.node.extend([*casts, *nodes])
    kept = [value for value in graph.value_info if value.name not in {cast.output[0] for cast in casts}]
    del graph.value_info[:]
    graph.value_info.extend(kept)


def _properties(encoder: Encoder) -> dict[str, str]:
    metadata = encoder.metadata
    properties: dict[str, Any] = {
        "id": encoder.id,
        "name": metadata.name,
        "family": metadata.family,
        "dimension": metadata.dimension,
        "input": INPUT,
        "weights_sha256": encoder.weights_sha256,
        "licence": metadata.licence,
        "source": metadata.source,
        "citation": metadata.citation,
    }
    return {name: str(value) for name, value in properties.items()}


def _check(model: onnx.ModelProto, encoder: Encoder) -> None:
    """Raise SatclipError if the model's embeddings are not those of the encoder."""
    import onnx
    from onnx.reference import ReferenceEvaluator

    onnx.checker.check_model(model)
    edges = [[0, 90], [0, -90], [180, 10], [-180, 10], [540.5, 30], [np.nan, 0], [0, 91]]
    lonlat = np.concatenate([edges, fibonacci_lattice(50)])
    wanted = encoder.encode(lonlat, dtype="float64")
    rounding = np.nanmax(np.abs(encoder.encode(lonlat) - wanted))
    (found,) = ReferenceEvaluator(model).run(None, {"lonlat": lonlat})
    same = np.array_equal(np.isnan(found), np.isnan(wanted))
    if not same or np.nanmax(np.abs(found - wanted)) > TOLERANCE * rounding:
        raise SatclipError(
            _(
                "The ONNX model does not give the embeddings of {id} with PyTorch {torch} and onnx {onnx}. Try other "
                "versions of them.",
                id=str(encoder.id),
                torch=torch.__version__,
                onnx=onnx.__version__,
            )
        )
