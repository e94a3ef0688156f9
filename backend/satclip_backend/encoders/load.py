"""`load_encoder`: loads an encoder by id or from a file."""

from __future__ import annotations

from pathlib import Path

from satclip_backend.encoders import registry
from satclip_backend.encoders.encoder import Encoder
from satclip_backend.encoders.file_checks import check_file, check_readable, file_sha256
from satclip_backend.encoders.files import is_foreign, read_encoder
from satclip_backend.encoders.published import read_published
from satclip_backend.errors import NotFoundError


def load_encoder(path_or_id: str | Path, *, device: str | None = None) -> Encoder:
    """Return the encoder with that id, or from that file (.safetensors of this program, or a published file).

    A `Path` may also be a folder of published files. `device` None selects CUDA if available, else MPS, else the CPU.
    Raises NotFoundError if the encoder or file does not exist, and SatclipError if the file is not a complete,
    supported encoder.
    """
    path = Path(path_or_id)
    if isinstance(path_or_id, str):
        try:
            path = registry.find(path_or_id).path
        except NotFoundError as error:
            try:
                check_file(path)
            except NotFoundError:
                raise error from None
    check_readable(path)
    id = path.stem
    if path.suffix.lower() == ".safetensors" and not is_foreign(path):
        network, metadata, pca = read_encoder(path)
    else:
        (network, metadata), pca = read_published(path), None
    return Encoder(id, network, metadata, pca=pca, sha256=file_sha256(path), device=device)
