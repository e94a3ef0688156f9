"""Reading of published encoder files, which the families recognise by suffix and content."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from satclip_backend.encoders.families import families
from satclip_backend.encoders.families.family import Family, Published
from satclip_backend.encoders.file_checks import UNREADABLE_ZIP, check_readable, file_sha256
from satclip_backend.encoders.files import build_network
from satclip_backend.encoders.metadata import EncoderMetadata, short
from satclip_backend.errors import SatclipError
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    from torch import Tensor, nn

DTYPES = ("float16", "float32", "float64")
SHOWN = 6
"""Number of names of a foreign file that a message shows."""


def read_published(path: Path | str) -> tuple[nn.Module, EncoderMetadata]:
    """Return the network (in the stored dtype, on the CPU) and the metadata of a published file or folder of files.

    No code of the file is run. Raises SatclipError if it is damaged, contains anything but plain values and tensors,
    or is in the layout of no family.
    """
    path = Path(path)
    check_readable(path)
    name = path.name.lower() + ("/" if path.is_dir() else "")
    for family in families():
        if name.endswith(family.suffixes) and (published := family.read(path)) is not None:
            return _checked(family, published, path)
    known = "; ".join(
        f"{family.name} ({', '.join(family.suffixes).replace('/', '…/')})"
        for family in families()
        if family.suffixes
    )
    raise SatclipError(
        _(
            "{file} is not an encoder that can be imported: it is {found}. Exported encoders (.safetensors) can be, and"
            " published files of these families: {known}.",
            file=path.name,
            found=_found(path),
            known=known,
        )
    )


def _checked(family: Family, published: Published, path: Path) -> tuple[nn.Module, EncoderMetadata]:
    tensors, dtype = _in_one_dtype(published.tensors, path)
    try:
        expected = family.shapes(published.config)
    except ValueError as error:
        raise SatclipError(_("{file} can't be used: {reason}.", file=path.name, reason=error)) from None
    shapes = {name: tuple(tensor.shape) for name, tensor in tensors.items()}
    if wrong := sorted(n for n in shapes.keys() | expected if shapes.get(n) != expected.get(n)):
        raise SatclipError(
            _(
                "{file} does not hold the weights of an encoder of the family {family}: {wrong}.",
                file=path.name,
                family=family.name,
                wrong=", ".join(map(short, wrong[:4])),
            )
        )
    metadata = EncoderMetadata.of(
        family.name,
        published.title or path.stem,
        family.build(published.config).dimension,
        published.config,
        dtype=dtype,
        source=published.source or path.name,
        source_sha256=file_sha256(path),
        licence=published.licence,
        training_extent=published.training_extent,
        description=published.description,
        land_only=published.land_only,
        citation=published.citation,
        card=published.card,
    )
    return build_network(metadata, tensors, path.name), metadata


def _in_one_dtype(tensors: Mapping[str, Tensor], path: Path) -> tuple[dict[str, Tensor], str]:
    """Return the tensors in the widest of their dtypes, and its name."""
    import torch

    dtypes = {str(tensor.dtype).removeprefix("torch.") for tensor in tensors.values()}
    if not dtypes or not dtypes <= set(DTYPES):
        raise SatclipError(
            _(
                "{file} has weights in {dtypes}; float64 or float32 is supported.",
                file=path.name,
                dtypes=", ".join(sorted(dtypes)),
            )
        )
    widest = max(dtypes)
    return {name: tensor.to(getattr(torch, widest)) for name, tensor in tensors.items()}, widest


def _found(path: Path) -> str:
    """Describe the content of a file, without reading its values. Raises SatclipError if it is damaged."""
    if path.is_dir():
        return _("a folder with {names}", names=_listed(sorted(file.name for file in path.iterdir())))
    with path.open("rb") as file:
        start = file.read(8)
    if start == b"\x89HDF\r\n\x1a\n":
        return _("an HDF5 file that is not named after a UTM zone, as 'model_48 N.h5' is")
    if path.suffix.lower() == ".safetensors":
        from safetensors import safe_open

        with safe_open(path, framework="np") as tensors:
            return _(
                "a safetensors file of another program, with {names}", names=_listed(sorted(tensors.keys()))
            )
    if not zipfile.is_zipfile(path):
        return _("a file of an unknown format")
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except UNREADABLE_ZIP:
        names = []
    if not any(name.rpartition("/")[2] == "data.pkl" for name in names):
        return _("a zip archive with {names}", names=_listed(names))
    from satclip_backend.encoders.archives import read_archive

    content = read_archive(path)
    state = content.get("state_dict") if isinstance(content, Mapping) else None
    if isinstance(state, Mapping):
        return _("a PyTorch file with the weights {names}", names=_listed(state))
    if isinstance(content, Mapping):
        return _("a PyTorch file with {names}", names=_listed(content))
    return _("a PyTorch file with a {kind}", kind=type(content).__name__)


def _listed(names) -> str:
    names = list(names)
    return ", ".join(map(short, names[:SHOWN])) + (", …" if len(names) > SHOWN else "") or _("nothing")
