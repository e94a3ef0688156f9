"""What is known about an encoder beside its weights."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from reprlib import Repr
from typing import TYPE_CHECKING, Any

from satclip_backend.errors import SatclipError
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder
    from satclip_backend.encoders.registry import EncoderInfo

LIMITS = {
    "degree": (1, 256),
    "capacity": (1, 8192),
    "dimension": (1, 2048),
    "hidden_layers": (1, 64),
}
"""Sizes that are computed with. Harmonics grow with the square of the degree, a PCA with the cube of the dimension: far
beyond these a small file asks for minutes and for more memory than there is.
"""
LARGEST = 2**26
"""Weights of a network, 0.5 GB in float64; with L = 40 the published ones have 1.2 million."""
LARGEST_W0 = 1e6
LONGEST_TEXT, LONGEST_CARD = 1000, 20_000

_SHOWN = Repr()
_SHOWN.maxlevel = 1
short = _SHOWN.repr
"""What is shown of a value from a file: a line, whatever it holds."""

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What is in no line of text: control characters, changes of direction, halves of characters."""


@dataclass(frozen=True)
class EncoderMetadata:
    """Sizes, origin and licence of an encoder. Stored as JSON under the key `satclip` of a safetensors file.

    `degree` is L; `w0` the factor in the first sine; `dtype` that of the stored weights; `source_sha256` the
    hash of the file that was imported, if any; `training_extent` (west, south, east, north) in degrees, or
    None where unknown; `card` how it was trained, Markdown of at most `LONGEST_CARD` characters; `caution` a sentence
    that users must know, such as that it was hardly trained.
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
    caution: str = ""

    def __post_init__(self) -> None:
        """Refuse sizes beyond `LIMITS`, and texts that can't be shown. Raises SatclipError."""
        try:
            check_sizes({name: getattr(self, name) for name in LIMITS})
            for field in fields(self):
                if field.type == "str":
                    check_text(field.name, getattr(self, field.name))
        except ValueError as error:
            raise SatclipError(f"Such an encoder can't be used: {error}.") from None

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
        except (TypeError, ValueError, OverflowError, KeyError, RecursionError) as error:
            raise SatclipError(f"The encoder's description in this file is damaged ({error}).") from None


def cautions(encoders: Iterable[Encoder | EncoderInfo]) -> list[str]:
    """What users of encoders must know, as warnings."""
    return [
        _("Encoder {encoder}: {caution}", encoder=encoder.id, caution=encoder.metadata.caution)
        for encoder in encoders
        if encoder.metadata.caution
    ]


def check_sizes(sizes: Mapping[str, int]) -> None:
    """Raise ValueError where a network of these sizes, by the names in `LIMITS`, is more than can be computed with."""
    for name, (low, high) in LIMITS.items():
        if type(sizes[name]) is not int or not low <= sizes[name] <= high:
            raise ValueError(f"its {name.replace('_', ' ')} is {short(sizes[name])}, not {low} to {high}")
    if (weights := sum(rows * columns for rows, columns in layer_shapes(**sizes))) > LARGEST:
        raise ValueError(f"it has {weights:,} weights, more than {LARGEST:,}")


def layer_shapes(degree: int, capacity: int, dimension: int, hidden_layers: int) -> list[tuple[int, int]]:
    """(rows, columns) of each layer's weights, the first of which sees `degree`**2 harmonics."""
    columns = [degree**2] + [capacity] * hidden_layers
    return list(zip([*columns[1:], dimension], columns, strict=True))


def check_text(name: str, value: Any) -> None:
    """Raise ValueError where a value is no text that can be shown, on one line but for the longest two."""
    long = name in ("card", "description")
    if not isinstance(value, str):
        raise ValueError(f"its {name} is not text")
    if len(value) > (longest := LONGEST_CARD if long else LONGEST_TEXT):
        raise ValueError(f"its {name} has {len(value)} characters, more than {longest}")
    if _CONTROL.search(value.translate({ord(c): " " for c in "\n\r\t"}) if long else value):
        raise ValueError(f"its {name} holds characters that are no text")


def _checked(name: str, kind: str, value: Any) -> Any:
    if name == "training_extent":
        if value is None:
            return None
        west, south, east, north = (_finite(v) for v in value)
        if max(abs(west), abs(east)) > 180 or not -90 <= south <= north <= 90:
            raise ValueError("its training extent is not on Earth")
        return west, south, east, north
    if kind == "float":
        if abs(_finite(value)) > LARGEST_W0:
            raise ValueError(f"its {name} is {value}")
        return float(value)
    return value


def _finite(value: Any) -> float:
    if isinstance(value, bool) or not math.isfinite(value):
        raise ValueError(f"{short(value)} is not a finite number")
    return float(value)
