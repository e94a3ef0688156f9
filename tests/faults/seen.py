"""Observations of faults, and their table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

_FOLDERS = re.compile(r"(?<![\w.:/])/(?:[^\s/]+/)*")


@dataclass(frozen=True)
class Seen:
    """A sentence with {names} of figures.

    In the table, figures of equal sentences are combined: the sum of integers, the maximum of others.
    """

    sentence: str
    figures: dict[str, float]

    def __str__(self) -> str:
        shown = {
            name: f"{value:,}" if isinstance(value, int) else f"{value:.1f}"
            for name, value in self.figures.items()
        }
        return self.sentence.format(**shown)


Steps = Iterator[tuple[str, Callable[[], Seen]]]
"""Targets of a fault, each with a function that causes it. It raises Fault for results that a user would not accept."""


def seen(sentence: str, **figures: float) -> Seen:
    """Return an observation."""
    return Seen(sentence, figures)


def quoted(message: str) -> str:
    """Quote a message in a sentence, without temporary folders."""
    short = _FOLDERS.sub("", message.removeprefix("satclip-backend: "))
    return f"“{short.replace('{', '{{').replace('}', '}}').replace('|', '/')}”"


def table(rows: Iterable[tuple[str, str, Seen]]) -> Iterator[str]:
    """Yield lines of a Markdown table: one for all cases of a scenario with the same result."""
    alike: dict[tuple[str, str], list[tuple[str, Seen]]] = {}
    counts: dict[str, int] = {}
    for scenario, what, one in rows:
        alike.setdefault((scenario, one.sentence), []).append((what, one))
        counts[scenario] = counts.get(scenario, 0) + 1
    yield "| fault | where | result |"
    yield "| --- | --- | --- |"
    for (scenario, sentence), group in alike.items():
        names = [what for what, _ in group]
        of = f"all {len(names)}" if len(names) == counts[scenario] > 4 else ", ".join(names)
        yield f"| {scenario} | {of} | {Seen(sentence, _together([one for _, one in group]))} |"


def _together(group: list[Seen]) -> dict[str, float]:
    return {
        name: sum(one.figures[name] for one in group)
        if isinstance(value, int)
        else max(one.figures[name] for one in group)
        for name, value in group[0].figures.items()
    }
