"""What a family of encoders provides: shapes of tensors, a network, and a reader of published files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from satclip_backend.progress import Progress

if TYPE_CHECKING:
    from torch import Tensor, nn


@dataclass(frozen=True)
class Published:
    """Content of a published encoder file.

    Attributes
    ----------
    config : mapping of str to plain values (JSON)
        Settings of the network; with `tensors`, they determine its values.
    tensors : mapping of str to Tensor
        Weights, named as in the family's network and copied from the file.
    title : str
        Name of the encoder; by default, that of the file.
    licence, description, citation : str
        Licence of the weights, what they are, and the publication to cite.
    card : str
        Model card in Markdown.
    source : str
        Origin of the weights, such as a repository and revision; by default, the name of the file.
    training_extent : (float, float, float, float) or None
        West, south, east, north in degrees, if known.
    land_only : bool
        Whether it was trained on land only.
    """

    config: Mapping[str, Any]
    tensors: Mapping[str, Tensor]
    title: str = ""
    licence: str = "unknown"
    description: str = ""
    citation: str = ""
    card: str = ""
    source: str = ""
    training_extent: tuple[float, float, float, float] | None = None
    land_only: bool = False


class Family(Protocol):
    """A family of encoders.

    Its networks are modules with an attribute `dimension` and `forward(lonlat)`: longitude and latitude (n, 2) in WGS84
    degrees, float64, any longitude, |latitude| <= 90, to embeddings (n, dimension) in the dtype of the parameters,
    float32 or float64. Positions are evaluated in float64 first. A row without a value is NaN. Points are evaluated
    together, without a loop in Python. Constants that must stay in float64 are plain attributes, because buffers change
    their dtype with the parameters; `forward` moves them to the device of `lonlat`.

    A network may have a method `with_head(matrix, offset)`, which returns a function like `forward` whose values (n, k)
    are `matrix` (k, d) @ embedding + `offset` (k,), float64. It is used where that saves work. A network that covers
    few places may have a method `locations(n)`, which returns up to n of them (m, 2) for the principal components.
    If embeddings change abruptly between neighbouring points, an attribute `smooth` is False.

    The networks of encoders of location and month (`metadata.MONTHLY`) have a method `at_month(month)`, which returns
    a network of the embeddings of that month, from 1 to 12; their own `forward` returns the mean of the embeddings of
    the twelve months.

    A family may have an attribute `mapped`: names of float32 tensors that are read as memory maps. Its networks keep
    them as they are.
    """

    name: str
    """Name, which `EncoderMetadata.family` states."""
    suffixes: tuple[str, ...]
    """Endings of the published files that `read` reads, in lower case, such as ".pth"; "/" for folders; () for none."""

    def shapes(self, config: Mapping[str, Any]) -> dict[str, tuple[int, ...]]:
        """Return the name and shape of each tensor of a network. Raises ValueError for an invalid config.

        The config may come from an untrusted file: sizes are checked before they are used.
        """
        ...

    def build(self, config: Mapping[str, Any]) -> nn.Module:
        """Return a network with those tensors, whose values are not used."""
        ...

    def read(self, path: Path, progress: Progress) -> Published | None:
        """Return the content of a published file, or None if it is not in the layout of this family.

        Raises SatclipError if it is in that layout but damaged or unsupported. No code in the file is run.
        """
        ...
