"""Encoder files: safetensors with the weights, the stored PCA and the metadata as JSON.

Tensors: those of the network (for SatCLIP: `layers.{i}.weight|bias`, `last_layer.weight|bias`), all of one dtype, and
`pca.mean|components|variance|low|high` if a PCA is stored. Metadata key `satclip`: EncoderMetadata as JSON, and under
`pca` notes on the PCA fit. All shapes are compared with the metadata before memory is allocated. No code in a file is
ever run.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from safetensors import SafetensorError, safe_open

from satclip_backend.encoders.families import family
from satclip_backend.encoders.file_checks import check_header
from satclip_backend.encoders.metadata import EncoderMetadata
from satclip_backend.encoders.pca import Pca
from satclip_backend.encoders.tensor_file import BLOCK, mapped_tensor, write_tensors
from satclip_backend.errors import SatclipError
from satclip_backend.outputs import atomic_write
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:  # functions import torch when they need it, so that listing encoders is fast
    from torch import Tensor, nn

DTYPES = {"F16": "float16", "F32": "float32", "F64": "float64"}
LARGEST_SUM = 1e9
"""Largest sum of absolute weights of a unit.

No basis value exceeds 1e22 and no `w0` 1e6, so all sums stay within float32 at any location.
"""


def write_encoder(
    path: Path | str, network: nn.Module, metadata: EncoderMetadata, pca: Pca | None = None
) -> None:
    """Write a network with its metadata and stored PCA, atomically. Raises OSError."""
    tensors = {name: tensor.detach().cpu().numpy() for name, tensor in network.state_dict().items()}
    header = json.loads(metadata.to_json())
    if pca is not None:
        tensors |= {f"pca.{name}": value for name, value in pca.arrays().items()}
        header["pca"] = pca.notes()
    with atomic_write(path, space=sum(array.nbytes for array in tensors.values())) as temporary:
        write_tensors(temporary, tensors, {"satclip": json.dumps(header, ensure_ascii=False)})
        temporary.chmod(0o644)  # whatever the umask is


def read_metadata(path: Path | str) -> EncoderMetadata:
    """Return the metadata of an encoder file, checked against the shapes of its tensors without reading them.

    Raises SatclipError if the file is not a complete, consistent encoder file.
    """
    return _read_header(Path(path))[0]


def read_encoder(path: Path | str) -> tuple[nn.Module, EncoderMetadata, Pca | None]:
    """Return the network, the metadata and the stored PCA (or None) of an encoder file.

    The network is on the CPU, in the stored dtype and in inference mode. Raises SatclipError if the file is not a
    complete, consistent encoder file, or if its weights give non-finite embeddings.
    """
    from safetensors.torch import load_file

    path = Path(path)
    metadata, notes = _read_header(path)
    mapped = getattr(family(metadata.family), "mapped", ()) if metadata.dtype == "float32" else ()
    # Copy, so that later changes of the file have no effect.
    tensors = {
        name: mapped_tensor(path, name) if name in mapped else tensor.clone()
        for name, tensor in load_file(path).items()
    }
    pca = None
    if notes is not None:
        arrays = {name: tensors.pop(f"pca.{name}").numpy() for name in Pca.shapes(1, 1)}
        pca = Pca.from_arrays(arrays, notes)
    return build_network(metadata, tensors, path.name), metadata, pca


def build_network(metadata: EncoderMetadata, tensors: Mapping[str, Tensor], file_name: str) -> nn.Module:
    """Return the network of the encoder's family, with these settings and weights.

    Raises SatclipError if its embeddings would not be finite.
    """
    import torch

    for name, tensor in tensors.items():
        vectors = torch.atleast_1d(tensor)
        if all(
            (torch.linalg.vector_norm(rows, 1, dim=-1, dtype=torch.float64) <= LARGEST_SUM).all()
            for rows in vectors.split(max(1, BLOCK // max(vectors[:1].nbytes, 1)))
        ):
            continue
        if not torch.isfinite(tensor).all():
            raise SatclipError(
                _(
                    "{file} holds weights that are not numbers ({name}); it can't be used.",
                    file=file_name,
                    name=name,
                )
            )
        raise SatclipError(
            _(
                "{file} holds weights so large ({name}) that embeddings would not be numbers; it can't "
                "be used.",
                file=file_name,
                name=name,
            )
        )
    network = family(metadata.family).build(metadata.settings)
    network.load_state_dict(dict(tensors), assign=True)
    if network.dimension != metadata.dimension:
        raise SatclipError(
            _(
                "{file} says that its embeddings have {dimension} dimensions, but they have {actual}.",
                file=file_name,
                dimension=metadata.dimension,
                actual=network.dimension,
            )
        )
    return network.eval().requires_grad_(False)


def network_shapes(metadata: EncoderMetadata) -> dict[str, tuple[int, ...]]:
    """Return the name and shape of each tensor of a network with these settings.

    Raises SatclipError if the family is unknown or the settings are not valid.
    """
    try:
        return family(metadata.family).shapes(metadata.settings)
    except (ValueError, TypeError, KeyError) as error:
        raise SatclipError(_("Such an encoder can't be used: {reason}.", reason=error)) from None


def is_exported(path: Path) -> bool:
    """Return whether a safetensors file has metadata of this program, or can't be opened."""
    check_header(path)
    try:
        with safe_open(path, framework="np") as file:
            return "satclip" in (file.metadata() or {})
    except (SafetensorError, OSError, ValueError):
        return True


def _read_header(path: Path) -> tuple[EncoderMetadata, dict | None]:
    """Return the metadata, and the notes on the PCA if one is stored."""
    check_header(path)
    try:
        with safe_open(path, framework="np") as file:
            header = file.metadata() or {}
            found = {name: file.get_slice(name) for name in file.keys()}  # noqa: SIM118
            shapes = {name: tuple(tensor.get_shape()) for name, tensor in found.items()}
            dtypes = {name: tensor.get_dtype() for name, tensor in found.items()}
    except (SafetensorError, OSError, ValueError) as error:
        raise SatclipError(
            _(
                "{file} is not a whole encoder file ({reason}). Get or import it again.",
                file=path.name,
                reason=error,
            )
        ) from None
    if "satclip" not in header:
        raise SatclipError(
            _("{file} is a safetensors file, but not an encoder made by this program.", file=path.name)
        )
    try:
        metadata = EncoderMetadata.from_json(header["satclip"])
    except SatclipError as error:
        raise SatclipError(_("{file}: {reason}", file=path.name, reason=error)) from None
    try:
        expected = network_shapes(metadata)
    except SatclipError as error:
        raise SatclipError(_("{file}: {reason}", file=path.name, reason=error)) from None
    weights = {dtypes[name] for name in expected if name in dtypes}
    notes = json.loads(header["satclip"]).get("pca")
    if notes is not None:
        variance = shapes.get("pca.variance", ())
        components = variance[0] if len(variance) == 1 and 1 <= variance[0] <= metadata.dimension else -1
        parts = Pca.shapes(components, metadata.dimension)
        expected |= {f"pca.{name}": shape for name, shape in parts.items()}
    if shapes != expected:
        wrong = sorted(name for name in shapes.keys() | expected if shapes.get(name) != expected.get(name))
        raise SatclipError(
            _(
                "{file} does not hold the weights that it describes: {wrong}.",
                file=path.name,
                wrong=", ".join(wrong[:4]),
            )
        )
    if {DTYPES.get(dtype) for dtype in weights} != {metadata.dtype}:
        raise SatclipError(
            _(
                "{file} does not hold {dtype} weights as it says, but {weights}.",
                file=path.name,
                dtype=metadata.dtype,
                weights=sorted(weights),
            )
        )
    if any(dtype != "F64" for name, dtype in dtypes.items() if name.startswith("pca.")):
        raise SatclipError(_("{file} holds a PCA that is not in float64.", file=path.name))
    return metadata, notes
