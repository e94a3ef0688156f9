"""Encoders that were loaded, for the next call."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from satclip_backend.encoders import Encoder, registry
from satclip_backend.encoders.load import load_encoder
from satclip_backend.errors import NotFoundError

KEPT = 4
"""Encoders that stay in memory."""


def cached_encoder(encoder: str | Path | Encoder, device: str | None = None) -> Encoder:
    """An encoder by id or file, loaded once as long as its file stays the same.

    Parameters
    ----------
    encoder : str, Path or Encoder
        Id of an installed encoder, a file (.safetensors, or an official .ckpt), or an encoder, which is returned.
    device : str, optional
        "cpu", "cuda", "cuda:1" or "mps"; the best there is by default.

    Returns
    -------
    Encoder

    Raises
    ------
    NotFoundError
        If there is no such encoder or file.
    SatclipError
        If the file is not a whole, supported encoder.
    """
    if isinstance(encoder, Encoder):
        return encoder
    try:
        path = registry.find(str(encoder)).path if isinstance(encoder, str) else encoder
    except NotFoundError:
        path = Path(encoder)
    try:
        state = path.stat()
    except OSError:
        return load_encoder(encoder, device=device)  # which says what is wrong
    return _load(encoder, device, str(path), state.st_mtime_ns, state.st_size)


@lru_cache(KEPT)
def _load(encoder: str | Path, device: str | None, path: str, changed: int, size: int) -> Encoder:
    return load_encoder(encoder, device=device)
