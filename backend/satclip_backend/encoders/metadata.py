"""What is known about an encoder beside its weights."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass, fields
from typing import Any

from satclip_backend.errors import SatclipError

LIMITS = {
    "degree": (1, 1024),
    "capacity": (1, 65536),
    "dimension": (1, 65536),
    "hidden_layers": (1, 64),
}
"""Sizes outside these are taken for a damaged file."""


LONGEST_CARD = 20_000


@dataclass(frozen=True)
class EncoderMetadata:
    """Sizes, origin and licence of an encoder. Stored as JSON under the key `satclip` of a safetensors file.

    `degree` is L; `w0` the factor in the first sine; `dtype` that of the stored weights; `source_sha256` the
    hash of the file that was imported, if any; `training_extent` (west, south, east, north) in degrees, or
    None where unknown; `card` how it was trained, Markdown of at most `LONGEST_CARD` characters.
    """

    name: str
    degree: int
    basis: str
    capacity: int
    dimension: int
    hidden_layers: int
    family: str = "satclip"
    w0: float = 30.0
    dtype: str = "float32"
    source: str = ""
    source_sha256: str = ""
    licence: str = "unknown"
    training_extent: tuple[float, float, float, float] | None = None
    description: str = ""
    card: str = ""

    def to_json(self) -> str:
        """The same as JSON text."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> EncoderMetadata:
        """Read what `to_json` wrote; unknown keys are ignored. Raises SatclipError where something is not as
        it should be.
        """
        try:
            values = json.loads(text)
            known = {
                f.name: _checked(f.name, f.type, values[f.name]) for f in fields(cls) if f.name in values
            }
            return cls(**known)
        except (TypeError, ValueError, KeyError, RecursionError) as error:
            raise SatclipError(f"The encoder's description in this file is damaged ({error}).") from None


def _checked(name: str, kind: str, value: Any) -> Any:
    if name == "training_extent":
        if value is None:
            return None
        west, south, east, north = (_finite(v) for v in value)
        return west, south, east, north
    if kind == "float":
        return _finite(value)
    if kind == "int":
        low, high = LIMITS[name]
        if type(value) is not int or not low <= value <= high:
            raise ValueError(f"{name} is {value!r}")
        return value
    if not isinstance(value, str):
        raise ValueError(f"{name} is not text")
    if name == "card" and len(value) > LONGEST_CARD:
        raise ValueError(f"the card has {len(value)} characters")
    return value


def _finite(value: Any) -> float:
    if not math.isfinite(value):
        raise ValueError(f"{value!r} is not a finite number")
    return float(value)
