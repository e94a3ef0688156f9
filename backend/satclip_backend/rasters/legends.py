"""Legends: entries with a colour each, and continuous ramps."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """An entry of a legend: a label, a colour "#rrggbb" and its value."""

    label: str
    colour: str
    value: float


@dataclass(frozen=True)
class Ramp:
    """A continuous ramp: `colours` "#rrggbb" at equal steps from `low` to `high`.

    Values beyond have the colours of the limits. `share` is the explained variance ratio (0 to 1) of a principal
    component.
    """

    label: str
    low: float
    high: float
    colours: list[str]
    share: float | None = None
