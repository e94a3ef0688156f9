"""satclip:embedpoints: adds the embedding of each feature as fields."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import numpy as np
from qgis.core import (
    QgsFeature,
    QgsProcessingException,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from satclip_qgis.algorithms.algorithm import SatclipAlgorithm
from satclip_qgis.algorithms.groups import ENRICH
from satclip_qgis.algorithms.jobs import backend_for, find_encoder
from satclip_qgis.bridge.backend import Backend
from satclip_qgis.bridge.errors import Cancelled
from satclip_qgis.i18n import tr
from satclip_qgis.inputs.columns import index_of
from satclip_qgis.inputs.dates import months_of
from satclip_qgis.inputs.points import features_with_lonlat, to_lonlat
from satclip_qgis.parameters.declared import add, add_outputs
from satclip_qgis.parameters.encoders import MODEL, MONTH, add_encoder, date_help, month_help
from satclip_qgis.parameters.extents import in_extent
from satclip_qgis.parameters.model import INPUT, add_layer, source_of

CHUNK = 65_536
"""Features per request. Large, because the encoder is faster on large batches."""
VALUES = 250_000
"""Values written at once. Few, so that cancellation is fast and replies are read in between."""


class EmbedPoints(SatclipAlgorithm):
    """Writes a copy of a layer with the embedding of each feature in new fields."""

    group_id = ENRICH
    ADD, COMPONENTS, PREFIX, OUTPUT = "ADD", "COMPONENTS", "PREFIX", "OUTPUT"
    DATE = "DATE_FIELD"
    EMBEDDED_COUNT, SKIPPED_COUNT, DIMENSION = "EMBEDDED_COUNT", "SKIPPED_COUNT", "DIMENSION"
    ALL, PRINCIPAL = 0, 1

    def texts(self) -> tuple[str, str, str]:
        """Return title, short description and search terms."""
        return (
            tr("Add embeddings to a layer"),
            tr("Adds the SatCLIP location embedding of each feature as new fields."),
            tr("satclip,embedding,location,satellite,features,enrich,machine learning"),
        )

    def initAlgorithm(self, configuration: dict | None = None) -> None:
        """Declare the parameters and outputs."""
        help = tr("Points, lines or polygons in any CRS. A line or polygon is represented by a point on it.")
        add_layer(self, tr("Layer"), help)
        add_encoder(self)
        date = QgsProcessingParameterField(self.DATE, tr("Date field"), None, INPUT, optional=True)
        add(self, date, date_help(), advanced=True)
        month = QgsProcessingParameterNumber(
            MONTH, tr("Month (0: mean over the year)"), defaultValue=0, optional=True, minValue=0, maxValue=12
        )
        add(self, month, month_help(), advanced=True)
        choices = [tr("All embedding dimensions"), tr("Principal components only")]
        add(self, QgsProcessingParameterEnum(self.ADD, tr("Fields to add"), choices, False, self.ALL))
        components = QgsProcessingParameterNumber(
            self.COMPONENTS, tr("Number of principal components"), defaultValue=10, minValue=1
        )
        add(self, components, tr("Only used with “Principal components only”."))
        prefix = QgsProcessingParameterString(self.PREFIX, tr("Prefix for new fields"), "emb_")
        add(self, prefix, tr("Choose another prefix if the layer already has fields with these names."))
        add(self, QgsProcessingParameterFeatureSink(self.OUTPUT, tr("Layer with embeddings")))
        add_outputs(
            self,
            {
                self.EMBEDDED_COUNT: tr("Features with an embedding"),
                self.SKIPPED_COUNT: tr("Features without an embedding"),
                self.DIMENSION: tr("Number of fields added"),
            },
        )

    def execute(self, parameters, context, feedback) -> dict:
        """Read, embed and write the features in chunks."""
        source = source_of(self, parameters, context)
        transform = to_lonlat(source, context)
        request = self.request(parameters, context)
        if request.date_field:
            index_of(source, request.date_field)  # raises if there is no such field
        backend = backend_for(feedback)
        about = find_encoder(backend, request.encoder)
        request.check(about)
        prefix = self.parameterAsString(parameters, self.PREFIX, context)
        names = new_fields(prefix, request.components, int(about["dimension"]))
        sink = self.outputs.copy_of(self.OUTPUT, source, dict.fromkeys(names, "number"))
        skipped: Counter = Counter()
        counts: Counter = Counter()
        share = 100 / max(source.featureCount(), 1)

        def ask(chunk: tuple[list[QgsFeature], np.ndarray]) -> np.ndarray:
            features, lonlat = chunk
            months = request.months(features)
            if request.date_field:
                counts["undated"] += int(np.isnan(months).sum())
            return embeddings(backend, request.encoder, lonlat, request.components, len(names), months)

        chunks = features_with_lonlat(source, transform, skipped, CHUNK, feedback)
        with closing(asked_ahead(ask, chunks)) as answers:
            for (features, lonlat), embedded in answers:
                known = np.isfinite(embedded).all(axis=1)
                count_reasons(skipped, lonlat, known)
                counts["embedded"] += int(known.sum())
                counts["outside"] += int((known & ~in_extent(lonlat, about.get("training_extent"))).sum())
                for part in completed(features, embedded, known):
                    if feedback.isCanceled():
                        raise Cancelled
                    sink.add(part)
                    counts["written"] += len(part)
                    feedback.setProgress(counts["written"] * share)
        if not counts["written"]:
            feedback.pushWarning(tr("The layer “{layer}” has no features.").format(layer=source.sourceName()))
        if about.get("caution"):
            feedback.pushWarning(about["caution"])
        log_counts(counts, skipped, feedback)
        self.outputs.describe([about], self.OUTPUT)
        title = tr("{layer} with embeddings ({encoder})").format(
            layer=source.sourceName(), encoder=request.encoder
        )
        self.outputs.title(self.OUTPUT, title)
        return {
            **self.outputs.values,
            self.EMBEDDED_COUNT: counts["embedded"],
            self.SKIPPED_COUNT: sum(skipped.values()),
            self.DIMENSION: len(names),
        }

    def request(self, parameters, context) -> Request:
        """Return which embeddings the parameters ask for. Raises if they name a month and a date field."""
        components = None
        if self.parameterAsEnum(parameters, self.ADD, context) == self.PRINCIPAL:
            components = self.parameterAsInt(parameters, self.COMPONENTS, context)
        month = self.parameterAsInt(parameters, MONTH, context)
        date_field = self.parameterAsString(parameters, self.DATE, context)
        if month and date_field:
            raise QgsProcessingException(tr("Choose a month or a date field, not both."))
        encoder = self.parameterAsString(parameters, MODEL, context).strip()
        return Request(encoder, components, month, date_field)


@dataclass(frozen=True)
class Request:
    """The embeddings to add."""

    encoder: str
    components: int | None
    """Number of principal components; None for the whole embedding."""
    month: int
    """Month of all features, from 1 to 12; 0 for the mean over the year."""
    date_field: str
    """Field with the date of each feature; empty if `month` is that of all."""

    def check(self, about: dict[str, Any]) -> None:
        """Raise QgsProcessingException if the encoder, with the description `about`, lacks such embeddings."""
        if (self.month or self.date_field) and not about["months"]:
            raise QgsProcessingException(
                tr(
                    "The encoder “{encoder}” has no months. Leave out the month and the date field, or choose an "
                    "encoder of location and month."
                ).format(encoder=self.encoder)
            )
        dimension = int(about["dimension"])
        if self.components and self.components > dimension:
            raise QgsProcessingException(
                tr(
                    "The encoder has {dimension} components, but COMPONENTS is {components}. Enter a smaller "
                    "number."
                ).format(dimension=dimension, components=self.components)
            )

    def months(self, features: list[QgsFeature]) -> np.ndarray:
        """Return the month (n,) of each feature, from 1 to 12; NaN for the mean over the year."""
        if not self.date_field:
            return np.full(len(features), float(self.month or np.nan))
        return months_of((feature[self.date_field] for feature in features), self.date_field)


def embeddings(
    backend: Backend, encoder: str, lonlat: np.ndarray, components: int | None, width: int, months: np.ndarray
) -> np.ndarray:
    """Return the embeddings (n, width) float32 of `lonlat` (n, 2) in degrees; NaN for invalid locations.

    `months` (n,) are from 1 to 12, or NaN for the mean over the year.
    """
    placed = np.isfinite(lonlat).all(axis=1)
    months = np.nan_to_num(months).astype(int)
    different = np.unique(months[placed]).tolist()
    if placed.all() and len(different) == 1:
        return backend.embeddings(encoder, lonlat, components, different[0])
    found = np.full((len(lonlat), width), np.nan, dtype=np.float32)
    for month in different:
        rows = placed & (months == month)
        found[rows] = backend.embeddings(encoder, lonlat[rows], components, month)
    return found


def asked_ahead(ask: Callable[[Any], Any], things: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    """Yield each item with the result of `ask`, which a thread calls for the next item in the meantime."""
    with ThreadPoolExecutor(1) as pool:
        waiting = []
        for thing in things:
            waiting.append((thing, pool.submit(ask, thing)))
            if len(waiting) > 1:
                asked, answer = waiting.pop(0)
                yield asked, answer.result()
        for asked, answer in waiting:
            yield asked, answer.result()


def completed(
    features: list[QgsFeature], embedded: np.ndarray, known: np.ndarray
) -> Iterator[list[QgsFeature]]:
    """Yield the features in parts, with embeddings (n, d) as attributes, or nulls if not `known`.

    The list is emptied, because features with many attributes need much memory.
    """
    nulls = [None] * embedded.shape[1]
    size = max(1, VALUES // embedded.shape[1])
    for start in range(0, len(embedded), size):
        part, features[:size] = features[:size], []
        rows = embedded[start : start + size].tolist()
        for feature, row, is_known in zip(part, rows, known[start : start + size].tolist()):
            feature.setAttributes(feature.attributes() + (row if is_known else nulls))
        yield part


def new_fields(prefix: str, components: int | None, dimension: int) -> list[str]:
    """Return the names of the new fields: `prefix` and pc1, pc2, ... for components, or 001, 002, ..."""
    if components:
        return [f"{prefix}pc{number}" for number in range(1, components + 1)]
    return [f"{prefix}{number:0{len(str(dimension))}d}" for number in range(1, dimension + 1)]


def count_reasons(skipped: Counter, lonlat: np.ndarray, known: np.ndarray) -> None:
    """Count the features that have a location, but no embedding (is not `known`), by the reason."""
    placed = np.isfinite(lonlat).all(axis=1)
    off = placed & (np.abs(lonlat[:, 1]) > 90)
    skipped["off the globe"] += int(off.sum())
    skipped["not covered"] += int((placed & ~off & ~known).sum())


def log_counts(counts: Counter, skipped: Counter, feedback) -> None:
    """Log the number of features with and without an embedding, and the reasons."""
    if counts["undated"]:
        feedback.pushInfo(
            tr("Features without a date, which get the mean over the year: {count}").format(
                count=counts["undated"]
            )
        )
    if counts["outside"]:
        feedback.pushWarning(
            tr("Features outside the area in which the encoder was trained: {count}.").format(
                count=counts["outside"]
            )
        )
    reasons = {
        "no geometry": tr("Features without geometry: {count}. They are kept without an embedding."),
        "not finite": tr(
            "Features with non-finite coordinates: {count}. They are kept without an embedding."
        ),
        "not transformable": tr(
            "Features that can't be transformed to longitude and latitude: {count}. They are kept without an "
            "embedding."
        ),
        "off the globe": tr(
            "Features beyond 90 degrees of latitude: {count}. They are kept without an embedding."
        ),
        "not covered": tr(
            "Features where the encoder has no embedding: {count}. They are kept without an embedding."
        ),
    }
    for reason, sentence in reasons.items():
        if skipped[reason]:
            feedback.pushWarning(sentence.format(count=skipped[reason]))
    feedback.pushInfo(tr("Features with an embedding: {count}.").format(count=counts["embedded"]))
