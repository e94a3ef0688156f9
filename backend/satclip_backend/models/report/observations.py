"""The section on the observations that a model was fitted to."""

from __future__ import annotations

import numpy as np

from satclip_backend.models.report.figures import bars, histogram
from satclip_backend.models.report.formatting import count, in_units, number, observations, percent, target
from satclip_backend.models.report.maps import map_of, map_of_groups
from satclip_backend.models.report.page import Page
from satclip_backend.models.results import Evaluation
from satclip_backend.translation import gettext as _
from satclip_backend.translation import ngettext

MOST_CLASSES = 20
"""Largest number of classes in a figure or table."""
RARE = 30
"""Number of observations of a class below which its scores are unreliable."""


def write_sample(page: Page, e: Evaluation) -> None:
    """Write the section: locations, distribution of the target and excluded observations."""
    page.section(_("Observations"))
    if e.task == "regression":
        _values(page, e)
    else:
        _classes(page, e)
    if e.weights is not None and np.ptp(e.weights) > 0:
        page.text(
            _(
                "Observations have sample weights from {low} to {high}, which were used for fitting and scores. "
                "Figures and counts are unweighted.",
                low=number(e.weights.min()),
                high=number(e.weights.max()),
            )
        )
    page.pairs(_("Excluded observations"), e.dropped, [_("Reason"), _("Observations")])
    if not e.dropped:
        page.text(_("No observation was excluded."))


def frequent(e: Evaluation) -> np.ndarray:
    """Return the codes of the classes that are shown, the most frequent first."""
    return np.argsort(-class_counts(e), kind="stable")[:MOST_CLASSES]


def class_counts(e: Evaluation) -> np.ndarray:
    """Return the number of observations of each class (classes,)."""
    return np.bincount(e.observed, minlength=len(e.classes))


def _values(page: Page, e: Evaluation) -> None:
    low, middle, high = np.quantile(e.observed, [0.25, 0.5, 0.75])
    page.figure(
        map_of(e.lonlat, e.observed, target(e))[0],
        _("Locations of the observations"),
        _(
            "{observations}; {target} ranges from {low} to {high}. Land is grey.",
            observations=observations(len(e.observed)),
            target=e.target,
            low=number(e.observed.min()),
            high=in_units(e.observed.max(), e.units),
        ),
    )
    page.figure(
        histogram(e.observed, target(e))[0],
        _("Distribution of {target}", target=e.target),
        _(
            "The middle half of the values lies between {low} and {high}; the median is {median}, the mean {mean}.",
            low=number(low),
            high=number(high),
            median=number(middle),
            mean=in_units(e.observed.mean(), e.units),
        ),
    )


def _classes(page: Page, e: Evaluation) -> None:
    counts, shown = class_counts(e), frequent(e)
    page.figure(
        map_of_groups(e.lonlat, e.observed, e.classes),
        _("Locations of the observations"),
        ngettext(
            "{observations} in {count} class; the most frequent one, {name}, has {share} of them. Land is grey.",
            "{observations} in {count} classes; the most frequent one, {name}, has {share} of them. Land is grey.",
            len(e.classes),
            observations=observations(len(e.observed)),
            name=e.classes[shown[0]],
            share=percent(counts.max() / len(e.observed)),
        ),
    )
    few = np.flatnonzero(counts < RARE)
    if not len(few):
        rare_sentence = _("Every class has at least {least} observations.", least=RARE)
    else:
        rarest = few[counts[few].argmin()]
        rare_sentence = ngettext(
            "{count} class has fewer than {least} observations, too few for reliable scores; the rarest is {name} with "
            "{observations}.",
            "{count} classes have fewer than {least} observations, too few for reliable scores; the rarest is {name} "
            "with {observations}.",
            len(few),
            least=RARE,
            name=e.classes[rarest],
            observations=count(counts[rarest]),
        )
    page.figure(
        bars([e.classes[code] for code in shown], counts[shown], _("Observations")),
        _("Class frequencies"),
        only(e),
        rare_sentence,
    )


def only(e: Evaluation) -> str:
    """Return a sentence on the classes that are not shown; empty if all are."""
    hidden = len(e.classes) - MOST_CLASSES
    if hidden <= 0:
        return ""
    rows = len(e.observed) - class_counts(e)[frequent(e)].sum()
    return _(
        "Only the {shown} most frequent of {classes} classes are shown; the others have {observations} together.",
        shown=MOST_CLASSES,
        classes=len(e.classes),
        observations=observations(int(rows)),
    )
