"""The section on the rows that a model learnt from."""

from __future__ import annotations

import numpy as np

from satclip_backend.models.report.figures import bars, histogram
from satclip_backend.models.report.formatting import count, in_units, number, percent, target
from satclip_backend.models.report.maps import map_of, map_of_groups
from satclip_backend.models.report.page import Page
from satclip_backend.models.results import Evaluation

MOST_CLASSES = 20
"""Classes that a figure or table shows, the most frequent."""
RARE = 30
"""Rows of a class below which its scores are rough."""


def write_sample(page: Page, e: Evaluation) -> None:
    """Where the rows lie, how the target is distributed among them, which were left out."""
    page.section("Observations")
    if e.task == "regression":
        _values(page, e)
    else:
        _classes(page, e)
    if e.weights is not None:
        page.text(
            f"Observations have sample weights from {number(e.weights.min())} to {number(e.weights.max())}, which "
            "were used for fitting and scores. Figures and counts are unweighted."
        )
    page.pairs("Excluded observations", e.dropped, ["Reason", "Observations"])
    if not e.dropped:
        page.text("No observation was excluded.")


def frequent(e: Evaluation) -> np.ndarray:
    """Codes of the classes that are shown, the most frequent first."""
    return np.argsort(-class_counts(e), kind="stable")[:MOST_CLASSES]


def class_counts(e: Evaluation) -> np.ndarray:
    """(classes,) rows of each class."""
    return np.bincount(e.observed, minlength=len(e.classes))


def _values(page: Page, e: Evaluation) -> None:
    low, middle, high = np.quantile(e.observed, [0.25, 0.5, 0.75])
    page.figure(
        map_of(e.lonlat, e.observed, target(e))[0],
        "Locations of the observations",
        f"{count(len(e.observed), 'observation')}; {e.target} ranges from {number(e.observed.min())} to "
        f"{in_units(e.observed.max(), e.units)}. Land is grey.",
    )
    page.figure(
        histogram(e.observed, target(e))[0],
        f"Distribution of {e.target}",
        f"The middle half of the values lies between {number(low)} and {number(high)}; the median is "
        f"{number(middle)}, the mean {in_units(e.observed.mean(), e.units)}.",
    )


def _classes(page: Page, e: Evaluation) -> None:
    counts, shown = class_counts(e), frequent(e)
    largest = (
        f"the most frequent one, {e.classes[shown[0]]}, has {percent(counts.max() / len(e.observed))} of them"
    )
    page.figure(
        map_of_groups(e.lonlat, e.observed, e.classes),
        "Locations of the observations",
        f"{count(len(e.observed), 'observation')} in {count(len(e.classes), 'class', 'classes')}; {largest}. Land is "
        "grey.",
    )
    few = np.flatnonzero(counts < RARE)
    if not len(few):
        rare_sentence = f"Every class has at least {RARE} observations."
    else:
        rarest = few[counts[few].argmin()]
        rare_sentence = (
            f"{count(len(few), 'class has', 'classes have')} fewer than {RARE} observations, too few for "
            f"reliable scores; the rarest is {e.classes[rarest]} with {counts[rarest]:,}."
        )
    page.figure(
        bars([e.classes[code] for code in shown], counts[shown], "Observations"),
        "Class frequencies",
        only(e),
        rare_sentence,
    )


def only(e: Evaluation) -> str:
    """That not all classes are shown, if so."""
    hidden = len(e.classes) - MOST_CLASSES
    if hidden <= 0:
        return ""
    rows = len(e.observed) - class_counts(e)[frequent(e)].sum()
    return (
        f"Only the {MOST_CLASSES} most frequent of {len(e.classes)} classes are shown; the others have "
        f"{count(int(rows), 'observation')} together."
    )
