"""Styles of prediction layers and maps, with legends and units."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial

import numpy as np
from qgis.core import (
    QgsClassificationQuantile,
    QgsColorRampLegendNodeSettings,
    QgsFeatureRequest,
    QgsGradientColorRamp,
    QgsGradientStop,
    QgsGraduatedSymbolRenderer,
    QgsMarkerSymbol,
    QgsPalLayerSettings,
    QgsRasterLayer,
    QgsRendererRange,
    QgsSingleSymbolRenderer,
    QgsSymbol,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtCore import QLocale
from qgis.PyQt.QtGui import QColor

from satclip_qgis.contract import viridis
from satclip_qgis.i18n import tr
from satclip_qgis.layers.map_legend import set_legend
from satclip_qgis.layers.renderers import add_styles, show_categories, show_classes, show_ramp, show_with

DIVERGING = ("#2166ac", "#92c5de", "#f7f7f7", "#f4a582", "#b2182b")
PROBABILITY = ("#f7f5ef", "#d9e6c3", "#9ccb86", "#4a9c6d", "#155f4f", "#052f2b")
"""Ramp from absence (pale) to presence (dark)."""
WIDTHS = ("#feedde", "#fdd0a2", "#fd8d3c", "#d94801", "#7f2704")
DISTANCES = ("#efedf5", "#cbc9e2", "#9e9ac8", "#6a51a3", "#3f007d")
"""Ramps for distances and intervals: Oranges and Purples of ColorBrewer."""
INSIDE, OUTSIDE = "#66a182", "#bdbdbd"
RIGHT, WRONG = "#0072b2", "#d55e00"
CLASSES = 7
BREAKS = 8
"""Approximate maximum number of steps in the legend of a map."""
TYPICAL = 0.9
"""Share of the residuals in the inner classes. The outer classes are open-ended."""
MOST_CATEGORIES = 40


def ramp(colours: Sequence[str]) -> QgsGradientColorRamp:
    """Return a ramp through colours at equal steps."""
    stops = [
        QgsGradientStop(index / (len(colours) - 1), QColor(colour))
        for index, colour in enumerate(colours[1:-1], start=1)
    ]
    return QgsGradientColorRamp(QColor(colours[0]), QColor(colours[-1]), False, stops)


def marker(layer: QgsVectorLayer, colour: str) -> QgsSymbol:
    """Return a small marker, or the default symbol of QGIS for lines and polygons."""
    symbol = QgsSymbol.defaultSymbol(layer.geometryType())
    if isinstance(symbol, QgsMarkerSymbol):
        return QgsMarkerSymbol.createSimple(
            {"color": colour, "outline_color": "#404040", "outline_width": "0.1", "size": "2"}
        )
    symbol.setColor(QColor(colour))
    return symbol


def style_residuals(layer: QgsVectorLayer, task: str, names: dict[str, str]) -> None:
    """Style residuals from blue (predicted too high) to red (too low), centred at 0.

    For classes, style correct and incorrect predictions. For presence-only models, style the suitability. `names`
    maps columns to field names of the layer.
    """
    if "suitability" in names:
        style_probability(layer, names["suitability"], 1.0)
        return
    if task == "classification":
        categories = [
            (True, marker(layer, RIGHT), tr("correct")),
            (False, marker(layer, WRONG), tr("incorrect")),
        ]
        show_categories(layer, names["correct"], categories)
        return
    field = names["residual"]
    limit = float(np.quantile(np.abs([feature[field] for feature in layer.getFeatures()]), TYPICAL))
    edges = [limit * step / CLASSES for step in range(2 - CLASSES, CLASSES, 2)]
    bounds = [-math.inf, *edges, math.inf]
    colours = ramp(DIVERGING)
    classes = []
    for index, (low, high) in enumerate(zip(bounds, bounds[1:])):
        symbol = marker(layer, colours.color(index / (CLASSES - 1)).name())
        label = between(low, high)
        if not math.isfinite(low):
            label = tr("{range}: predicted too high").format(range=label)
        elif not math.isfinite(high):
            label = tr("{range}: predicted too low").format(range=label)
        classes.append(QgsRendererRange(low, high, symbol, label))
    show_with(layer, QgsGraduatedSymbolRenderer(field, classes))


def between(low: float, high: float) -> str:
    """Return the legend label of a range of values; infinite limits are open-ended."""
    low, high = (QLocale().toString(value, "g", 3) if math.isfinite(value) else None for value in (low, high))
    if low is None:
        return f"< {high}"
    return f"> {low}" if high is None else f"{low} – {high}"


def style_predicted_points(layer: QgsVectorLayer, prefix: str, summary: dict) -> None:
    """Style predictions: a probability, classes, or quantiles of values with their units."""
    field = prefix + "prediction"
    if summary["presence_only"]:
        style_probability(layer, prefix + "suitability", 1.0)
    elif summary["positive"] is not None:
        style_probability(layer, prefix + "probability")
    elif summary["task"] == "classification":
        names, colours = summary["classes"][:MOST_CATEGORIES], ramp(viridis())
        steps = [colours.color(index / max(len(names) - 1, 1)).name() for index in range(len(names))]
        categories = [(name, marker(layer, colour), name) for name, colour in zip(names, steps)]
        show_categories(layer, field, categories)
    else:
        show_quantiles(layer, field, ramp(viridis()), summary["units"])


def style_suggested_points(layer: QgsVectorLayer) -> None:
    """Style suggested points with their ranks, to stand out on a prediction map. The best ones are drawn on top."""
    look = {"color": "white", "outline_color": "black", "outline_width": "0.5", "size": "2.6"}
    renderer = QgsSingleSymbolRenderer(QgsMarkerSymbol.createSimple(look))
    renderer.setOrderBy(QgsFeatureRequest.OrderBy([QgsFeatureRequest.OrderByClause("rank", False)]))
    renderer.setOrderByEnabled(True)
    labels, text, buffer = QgsPalLayerSettings(), QgsTextFormat(), QgsTextBufferSettings()
    buffer.setEnabled(True)
    text.setBuffer(buffer)
    text.setSize(9)
    labels.fieldName = "rank"
    labels.setFormat(text)
    layer.setLabeling(QgsVectorLayerSimpleLabeling(labels))
    layer.setLabelsEnabled(True)
    show_with(layer, renderer)


def probability_scale(highest: float | None) -> float:
    """Return the upper limit of a probability ramp: 1, or for a rare class 0.5, 0.2, 0.1, 0.05, ..."""
    if highest is None or not highest > 0:
        return 1.0
    power = 10.0 ** math.ceil(math.log10(highest))
    ends = (share * power for share in (0.2, 0.5, 1.0))
    return min(next((end for end in ends if end >= highest), power), 1.0)


def style_probability(layer: QgsVectorLayer, field: str, end: float | None = None) -> None:
    """Style a probability from pale to dark, in ten steps up to `end`, by default depending on the values."""
    colours, steps = ramp(PROBABILITY), 10
    highest = layer.maximumValue(layer.fields().lookupField(field))
    end = end or probability_scale(highest if isinstance(highest, float) else None)  # null without values
    ranges = [
        QgsRendererRange(
            end * step / steps,
            end * (step + 1) / steps,
            marker(layer, colours.color(step / (steps - 1)).name()),
            between(end * step / steps, end * (step + 1) / steps),
        )
        for step in range(steps)
    ]
    show_with(layer, QgsGraduatedSymbolRenderer(field, ranges))


def show_quantiles(layer: QgsVectorLayer, field: str, colours: QgsGradientColorRamp, units: str) -> None:
    """Style features by the quantiles of a field."""
    method = QgsClassificationQuantile()
    method.setLabelFormat("%1 – %2" + (f" {units}" if units else ""))
    renderer = QgsGraduatedSymbolRenderer(field)
    renderer.setSourceSymbol(marker(layer, colours.color(0.5).name()))
    renderer.setSourceColorRamp(colours)
    renderer.setClassificationMethod(method)
    renderer.updateClasses(layer, CLASSES)
    renderer.updateColorRamp(colours.clone())
    show_with(layer, renderer)


def style_predicted_map(layer: QgsRasterLayer, classes: list, summary: dict) -> None:
    """Style the first band, and add a named style for each of the other bands that has one.

    The first band is a probability, classes by name, or values with their units. `summary` and `classes` are
    results of the process.
    """
    ranges = summary["ranges"]
    if ranges[0]["low"] is None:  # all pixels are masked
        return
    names = [one["name"] for one in classes[:MOST_CATEGORIES]]
    titles = style_titles() | {
        f"Probability of {name}": tr("Probability of {value}").format(value=name) for name in names
    }
    styles = {}
    for number, (band, found) in enumerate(zip(summary["bands"], ranges), start=1):
        # No pixel has an expected error outside the area of applicability.
        if band in titles and found["low"] is not None:
            styles[titles[band]] = partial(
                show_titled_band, layer, titles[band], band, number, found, classes, summary
            )
    add_styles(layer, styles)


def show_titled_band(
    layer: QgsRasterLayer, title: str, band: str, number: int, found: dict, classes: list, summary: dict
) -> None:
    """Style one band of a prediction map, with its title and units in the legend."""
    show_band(layer, band, number, found, classes, summary)
    units = units_of(band, bool(classes), summary)
    set_legend(layer, {"title": f"{title} ({units})" if units else title})


def units_of(band: str, has_classes: bool, summary: dict) -> str:
    """Return the units of a band's values, or ""."""
    if band == "Distance (km)":
        return "km"
    in_units = band in ("Prediction", "Lower", "Upper", "Interval width", "Expected error")
    return summary["units"] if in_units and not has_classes else ""


def style_titles() -> dict[str, str]:
    """Return the names of the styles, by band."""
    return {
        "Prediction": tr("Prediction"),
        "Lower": tr("Lower limit"),
        "Upper": tr("Upper limit"),
        "Class": tr("Class"),
        "Probability": tr("Probability"),
        "Suitability": tr("Suitability"),
        "Suitable": tr("Suitable"),
        "Set size": tr("Set size"),
        "Interval width": tr("Interval width"),
        "Expected error": tr("Expected error"),
        "Dissimilarity": tr("Dissimilarity"),
        "Applicable": tr("Area of applicability"),
        "Distance (km)": tr("Distance to training points"),
    }


def show_band(
    layer: QgsRasterLayer, band: str, number: int, found: dict, classes: list, summary: dict
) -> None:
    """Style one band of a prediction map. `found`: its `min`, `max`, and percentiles `low` and `high`."""
    if band == "Applicable":
        show_classes(layer, [(1, INSIDE, tr("inside")), (0, OUTSIDE, tr("outside"))], number)
    elif band == "Class":
        show_classes(layer, [(one["class"], one["colour"], one["name"]) for one in classes], number)
    elif band == "Set size":
        sizes = range(round(found["min"]), round(found["max"]) + 1)
        colours = ramp(WIDTHS)
        steps = [colours.color((size - sizes[0]) / max(len(sizes) - 1, 1)).name() for size in sizes]
        show_classes(layer, [(size, colour, str(size)) for size, colour in zip(sizes, steps)], number)
    elif band == "Suitable":
        show_classes(layer, [(1, INSIDE, tr("suitable")), (0, OUTSIDE, tr("not suitable"))], number)
    elif band == "Suitability":
        label = tr("Relative suitability for {value}: {highest}")
        show_probability(layer, number, 1.0, label, summary["positive"])
    elif band == "Probability":
        positive = summary["positive"]
        label = tr("Probability of {value}: {highest}") if positive else "{highest}"
        show_probability(layer, number, probability_scale(found["high"]), label, positive)
    elif band.startswith("Probability of "):
        show_probability(layer, number, 1.0, "{highest}", None)
    else:
        ramps = {"Interval width": WIDTHS, "Expected error": WIDTHS}
        ramps |= {name: viridis() for name in ("Prediction", "Lower", "Upper")}
        units = units_of(band, bool(classes), summary)
        show_values(layer, number, found, ramps.get(band, DISTANCES), units)


def show_probability(layer: QgsRasterLayer, band: int, end: float, label: str, positive: str | None) -> None:
    """Style a probability or suitability from pale to dark, up to `end`, which is shown in `label`."""
    legend = QgsColorRampLegendNodeSettings()
    legend.setMaximumLabel(label.format(value=positive, highest=QLocale().toString(end, "g", 3)))
    legend.setMinimumLabel("0")
    steps = len(PROBABILITY) - 1
    stops = [(end * index / steps, colour) for index, colour in enumerate(PROBABILITY)]
    show_ramp(layer, stops, legend, 4, band)


def show_values(layer: QgsRasterLayer, band: int, found: dict, colours: Sequence[str], units: str) -> None:
    """Style values between rounded limits, near the 2nd and 98th percentile, with units.

    "<" and ">" mark limits that values exceed. The legend lists the values of the ramp. A continuous legend is not
    used, because its labels would not change with the limits.
    """
    breaks, units = round_breaks(found["low"], found["high"]), f" {units}" if units else ""
    step = breaks[1] - breaks[0]
    labels = [written(value, step) + units for value in breaks]
    if found["min"] < breaks[0]:
        labels[0] = f"< {labels[0]}"
    if found["max"] > breaks[-1]:
        labels[-1] = f"> {labels[-1]}"
    scale = ramp(colours)
    stops = [(value, scale.color(index / (len(breaks) - 1)).name()) for index, value in enumerate(breaks)]
    legend = QgsColorRampLegendNodeSettings()
    legend.setUseContinuousLegend(False)
    legend.setSuffix(units)
    show_ramp(layer, stops, legend, 4, band, labels)


def round_breaks(low: float, high: float) -> list[float]:
    """Return three to about ten round numbers at equal steps, the first and last near `low` and `high`."""
    if high - low <= 1e-6 * max(abs(low), abs(high)):
        margin = 0.01 * abs(low) or 1.0
        low, high = low - margin, high + margin
    least = (high - low) / BREAKS
    power = 10.0 ** math.floor(math.log10(least))
    step = next(size * power for size in (1, 2, 5, 10) if size * power >= least * (1 - 1e-9))
    first, last = round(low / step), round(high / step)
    return [number * step for number in range(first, last + 1)]


def written(value: float, step: float) -> str:
    """Return a value as text with the decimals of `step`; very large and very small ones in scientific notation."""
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    if decimals > 6 or abs(value) >= 1e9:
        return QLocale().toString(value, "g", 4)
    return QLocale().toString(value, "f", decimals)
