"""What was seen of a fault, and the table of all that was seen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

_FOLDERS = re.compile(r"(?<![\w.:/])/(?:[^\s/]+/)*")


@dataclass(frozen=True)
class Seen:
    """A sentence with {names} of figures in it. Where several have the same sentence, whole numbers are added, and of
    others the largest is told.
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
"""What is hurt, one after the other, and a function that hurts it. It raises Fault for what a user would mind."""


def seen(sentence: str, **figures: float) -> Seen:
    """What was seen."""
    return Seen(sentence, figures)


def quoted(message: str) -> str:
    """A message as part of a sentence, without the folders in which things happened to lie."""
    short = _FOLDERS.sub("", message.removeprefix("satclip-backend: "))
    return f"“{short.replace('{', '{{').replace('}', '}}').replace('|', '/')}”"


def table(rows: Iterable[tuple[str, str, Seen]]) -> Iterator[str]:
    """Lines of Markdown: one for all of a scenario that ended alike."""
    alike: dict[tuple[str, str], list[tuple[str, Seen]]] = {}
    counts: dict[str, int] = {}
    for scenario, what, one in rows:
        alike.setdefault((scenario, one.sentence), []).append((what, one))
        counts[scenario] = counts.get(scenario, 0) + 1
    yield "| fault | of | seen |"
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
