"""Metadata of encoders."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from reprlib import Repr
from typing import Any, Literal, get_args

from satclip_backend.errors import SatclipError
from satclip_backend.translation import gettext_lazy as _

LIMITS = {
    "degree": (1, 256),
    "capacity": (1, 8192),
    "dimension": (1, 2048),
    "hidden_layers": (1, 64),
}
"""Permitted sizes.

The number of harmonics grows with the square of the degree, and the cost of a PCA with the cube of the
dimension. With larger sizes, a small file could take minutes and exhaust the memory.
"""
LARGEST_DIMENSION = 4096
"""Largest dimension of an embedding. Tables of features have more than networks: those of MOSAIKS have 4,000."""
LARGEST = 2**26
"""Largest number of weights of a network: 0.5 GB in float64. The published ones have 1.2 million for L = 40."""
LARGEST_W0 = 1e6
Origin = Literal["downloaded", "imported", "trained"]
ORIGINS = get_args(Origin)
LONGEST_TEXT, LONGEST_CARD = 1000, 20_000
SATCLIP = ("degree", "basis", "capacity", "hidden_layers", "w0")
"""Settings of the network that only encoders of the family `satclip` have."""

MONTHLY = ("months", "climplicit")
"""Families of encoders of location and month."""

_SHOWN = Repr()
_SHOWN.maxlevel = 1
short = _SHOWN.repr
"""Return a one-line representation of any value from a file."""

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Characters that text must not contain: control characters, bidirectional overrides, surrogates."""


@dataclass(frozen=True)
class EncoderMetadata:
    """Sizes, source and licence of an encoder, stored as JSON under the key `satclip` of a safetensors file.

    `family` names a family of `families`. For SatCLIP, `degree` is L and `w0` the factor in the first sine; for other
    families, the fields in `SATCLIP` are None and `config` has the settings of the network, as plain values.
    `dimension` is that of an embedding; `dtype` is that of the stored weights; `source_sha256` is the hash of the
    imported file, if any; `training_extent` is (west, south, east, north) in degrees, or None if unknown; `card` is the
    model card, Markdown of at most `LONGEST_CARD` characters; `caution` is a warning for users, for example that the
    encoder was trained only briefly; `origin` says how the file came into the encoders folder, one of `ORIGINS`, or ""
    if unknown; `land_only` says that all images were on land, so that embeddings at sea mean little; `citation` is the
    publication to cite.
    """

    name: str
    degree: int | None
    basis: str | None
    capacity: int | None
    dimension: int
    hidden_layers: int | None
    family: str = "satclip"
    w0: float | None = 30.0
    dtype: str = "float32"
    source: str = ""
    source_sha256: str = ""
    licence: str = "unknown"
    training_extent: tuple[float, float, float, float] | None = None
    description: str = ""
    card: str = ""
    caution: str = ""
    origin: str = ""
    land_only: bool = False
    config: dict[str, Any] = field(default_factory=dict, hash=False)
    citation: str = ""

    @classmethod
    def of(
        cls, family: str, name: str, dimension: int, config: Mapping[str, Any], **known: Any
    ) -> EncoderMetadata:
        """Return metadata of a network with the settings `config` (as in `settings`), and other fields."""
        config = json.loads(json.dumps(config))
        if family == "satclip":
            return cls(name, **config | {"dimension": dimension}, **known)
        none = dict.fromkeys(SATCLIP)
        return cls(name, dimension=dimension, family=family, config=config, **none, **known)

    @property
    def settings(self) -> dict[str, Any]:
        """Settings of the network, which its family understands."""
        if self.family != "satclip":
            return self.config
        return {name: getattr(self, name) for name in (*SATCLIP, "dimension")}

    @property
    def months(self) -> bool:
        """Whether it is an encoder of location and month."""
        return self.family in MONTHLY

    def __post_init__(self) -> None:
        """Raise SatclipError for sizes outside `LIMITS`, and for invalid texts or settings."""
        try:
            if self.family == "satclip":
                check_sizes({name: getattr(self, name) for name in LIMITS})
                check_text("basis", self.basis)
            else:
                check_size("dimension", self.dimension, (1, LARGEST_DIMENSION))
                _check_config(self.config)
                if any(getattr(self, name) is not None for name in SATCLIP):
                    raise ValueError(_("only SatCLIP encoders have {names}", names=", ".join(SATCLIP)))
            for field in fields(self):
                if field.type == "str":
                    check_text(field.name, getattr(self, field.name))
        except ValueError as error:
            raise SatclipError(_("Such an encoder can't be used: {reason}.", reason=error)) from None

    def to_json(self) -> str:
        """Return the metadata as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> EncoderMetadata:
        """Read the output of `to_json`; unknown keys are ignored. Raises SatclipError for invalid values."""
        try:
            values = json.loads(text)
            known = {
                f.name: _checked(f.name, f.type, values[f.name]) for f in fields(cls) if f.name in values
            }
            return cls(**known)
        except (TypeError, ValueError, OverflowError, KeyError, RecursionError) as error:
            raise SatclipError(
                _("The encoder's description in this file is damaged ({reason}).", reason=error)
            ) from None


def check_sizes(sizes: Mapping[str, int]) -> None:
    """Raise ValueError for sizes outside `LIMITS`, or for a network with too many weights."""
    for name in LIMITS:
        check_size(name, sizes[name])
    if (weights := sum(rows * columns for rows, columns in layer_shapes(**sizes))) > LARGEST:
        raise ValueError(_("it has {weights} weights, more than {largest}", weights=weights, largest=LARGEST))


def check_size(name: str, size: Any, limits: tuple[int, int] | None = None) -> None:
    """Raise ValueError if a size is not an integer within `limits`, by default those in `LIMITS`."""
    low, high = limits or LIMITS[name]
    if type(size) is not int or not low <= size <= high:
        raise ValueError(
            _(
                "its {name} is {size}, not {low} to {high}",
                name=name.replace("_", " "),
                size=short(size),
                low=low,
                high=high,
            )
        )


def _check_config(config: Any) -> None:
    """Raise ValueError if the settings are not a dictionary of plain values of a moderate size."""
    if not isinstance(config, dict):
        raise ValueError(_("its {name} is {value}", name="config", value=short(config)))
    try:
        length = len(json.dumps(config, allow_nan=False))
    except (TypeError, ValueError):  # an infinite number, or NaN
        raise ValueError(_("its {name} is {value}", name="config", value=short(config))) from None
    if length > LONGEST_CARD:
        raise ValueError(
            _("its {name} has more than {longest} characters", name="config", longest=LONGEST_CARD)
        )


def layer_shapes(degree: int, capacity: int, dimension: int, hidden_layers: int) -> list[tuple[int, int]]:
    """Return (rows, columns) of the weights of each layer. The first layer has `degree`**2 inputs."""
    columns = [degree**2] + [capacity] * hidden_layers
    return list(zip([*columns[1:], dimension], columns, strict=True))


def check_text(name: str, value: Any) -> None:
    """Raise ValueError if a value is not printable text. Only the card and the description may have several lines."""
    long = name in ("card", "description")
    if not isinstance(value, str):
        raise ValueError(_("its {name} is not text", name=name))
    if len(value) > (longest := LONGEST_CARD if long else LONGEST_TEXT):
        raise ValueError(
            _(
                "its {name} has {count} characters, more than {longest}",
                name=name,
                count=len(value),
                longest=longest,
            )
        )
    if _CONTROL.search(value.translate({ord(c): " " for c in "\n\r\t"}) if long else value):
        raise ValueError(_("its {name} holds characters that are no text", name=name))


def _checked(name: str, kind: str, value: Any) -> Any:
    if name == "training_extent":
        if value is None:
            return None
        west, south, east, north = (_finite(v) for v in value)
        if max(abs(west), abs(east)) > 180 or not -90 <= south <= north <= 90:
            raise ValueError(_("its training extent is not on Earth"))
        return west, south, east, north
    if kind == "bool" and not isinstance(value, bool):
        raise ValueError(f"its {name.replace('_', ' ')} is {short(value)}, not true or false")
    if kind == "float | None" and value is not None:
        if abs(_finite(value)) > LARGEST_W0:
            raise ValueError(_("its {name} is {value}", name=name, value=value))
        return float(value)
    return value


def _finite(value: Any) -> float:
    if isinstance(value, bool) or not math.isfinite(value):
        raise ValueError(_("{value} is not a finite number", value=short(value)))
    return float(value)
