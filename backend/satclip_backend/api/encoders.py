"""Cache of loaded encoders."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from satclip_backend.encoders import Encoder, registry
from satclip_backend.encoders.load import load_encoder
from satclip_backend.errors import NotFoundError
from satclip_backend.input_files import file_version

KEPT = 4
"""Number of encoders kept in memory."""


def cached_encoder(encoder: str | Path | Encoder, device: str | None = None) -> Encoder:
    """Return an encoder by id or file. It is loaded again only if its file has changed.

    Parameters
    ----------
    encoder : str, Path or Encoder
        Id of an installed encoder, path of a file (.safetensors, or a published file), or an encoder, which is
        returned unchanged.
    device : str, optional
        "cpu", "cuda", "cuda:1" or "mps"; by default, the fastest available.

    Returns
    -------
    Encoder

    Raises
    ------
    NotFoundError
        If the encoder or file does not exist.
    SatclipError
        If the file is not a complete, supported encoder.
    """
    if isinstance(encoder, Encoder):
        return encoder
    try:
        path = registry.find(str(encoder)).path if isinstance(encoder, str) else encoder
    except NotFoundError:
        path = Path(encoder)
    try:
        version = file_version(path)
    except OSError:
        return load_encoder(encoder, device=device)  # raises an error with the reason
    return _load(encoder, device, path, version)


@lru_cache(KEPT)
def _load(encoder: str | Path, device: str | None, path: Path, version: tuple[int, ...]) -> Encoder:
    return load_encoder(encoder, device=device)
