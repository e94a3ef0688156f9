"""satclip:embedpoints: add the embedding of each feature as fields."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any

import numpy as np
from qgis.core import (
    QgsFeature,
    QgsField,
    QgsFields,
    QgsProcessing,
    QgsProcessingException,
    QgsProcessingOutputNumber,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from satclip_qgis.algorithms.algorithm import SatclipAlgorithm
from satclip_qgis.algorithms.common import (
    DOUBLE,
    backend_for,
    encoder_parameter,
    find_encoder,
    with_help,
)
from satclip_qgis.algorithms.points import features_with_lonlat, to_lonlat
from satclip_qgis.bridge.backend import Backend
from satclip_qgis.bridge.errors import Cancelled
from satclip_qgis.i18n import tr

CHUNK = 65_536
"""Features per request. Large, because the encoder is faster on large batches."""
VALUES = 250_000
"""Values written at once: few, so that cancel acts soon and the answer to the next request can be read in between."""


class EmbedPoints(SatclipAlgorithm):
    """Writes a copy of a layer with the embedding of each feature in new fields."""

    INPUT = "INPUT"
    MODEL = "MODEL"
    ADD = "ADD"
    COMPONENTS = "COMPONENTS"
    PREFIX = "PREFIX"
    OUTPUT = "OUTPUT"
    EMBEDDED_COUNT = "EMBEDDED_COUNT"
    SKIPPED_COUNT = "SKIPPED_COUNT"
    DIMENSION = "DIMENSION"
    ALL, PRINCIPAL = 0, 1

    def name(self) -> str:
        """The algorithm id, without the provider id."""
        return "embedpoints"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return tr("Add embeddings to a layer")

    def shortDescription(self) -> str:
        """The tooltip in the toolbox."""
        return tr("Adds the SatCLIP location embedding of each feature as new fields.")

    def tags(self) -> list[str]:
        """Search terms for the toolbox."""
        return tr("satclip,embedding,location,satellite,features,enrich,machine learning").split(",")

    def initAlgorithm(self, configuration: dict | None = None) -> None:
        """Declare the parameters and outputs."""
        self.addParameter(
            with_help(
                QgsProcessingParameterFeatureSource(
                    self.INPUT, tr("Layer"), [QgsProcessing.SourceType.TypeVectorAnyGeometry]
                ),
                tr(
                    "Points, lines or polygons in any CRS. A line or polygon is represented by a point on it."
                ),
            )
        )
        self.addParameter(encoder_parameter(self.MODEL))
        choices = [tr("All embedding dimensions"), tr("Principal components only")]
        self.addParameter(
            QgsProcessingParameterEnum(self.ADD, tr("Fields to add"), choices, defaultValue=self.ALL)
        )
        self.addParameter(
            with_help(
                QgsProcessingParameterNumber(
                    self.COMPONENTS,
                    tr("Number of principal components"),
                    QgsProcessingParameterNumber.Type.Integer,
                    defaultValue=10,
                    minValue=1,
                ),
                tr("Only used with “Principal components only”."),
            )
        )
        self.addParameter(
            with_help(
                QgsProcessingParameterString(self.PREFIX, tr("Prefix for new fields"), "emb_"),
                tr("Choose another prefix if the layer already has fields with these names."),
            )
        )
        self.addParameter(QgsProcessingParameterFeatureSink(self.OUTPUT, tr("Layer with embeddings")))
        self.addOutput(QgsProcessingOutputNumber(self.EMBEDDED_COUNT, tr("Features with an embedding")))
        self.addOutput(QgsProcessingOutputNumber(self.SKIPPED_COUNT, tr("Features without an embedding")))
        self.addOutput(QgsProcessingOutputNumber(self.DIMENSION, tr("Number of fields added")))

    def execute(self, parameters, context, feedback) -> dict:
        """Read, embed and write chunk by chunk."""
        source = self.parameterAsSource(parameters, self.INPUT, context)
        if source is None:
            raise QgsProcessingException(self.invalidSourceError(parameters, self.INPUT))
        transform = to_lonlat(source, context)
        prefix = self.parameterAsString(parameters, self.PREFIX, context)
        encoder = self.parameterAsString(parameters, self.MODEL, context).strip()
        components = None
        if self.parameterAsEnum(parameters, self.ADD, context) == self.PRINCIPAL:
            components = self.parameterAsInt(parameters, self.COMPONENTS, context)

        backend = backend_for(feedback)
        dimension = int(find_encoder(backend, encoder)["dimension"])
        if components and components > dimension:
            raise QgsProcessingException(
                tr(
                    "The encoder has {dimension} components, but COMPONENTS is {components}. Enter a smaller "
                    "number."
                ).format(dimension=dimension, components=components)
            )
        added = new_fields(source.fields(), prefix, components, dimension)
        fields = QgsFields(source.fields())
        for field in added:
            fields.append(field)
        sink = self.outputs.sink(self.OUTPUT, fields, source.wkbType(), source.sourceCrs(), source)
        counts: Counter = Counter()
        read = features_with_lonlat(source, transform, counts, CHUNK, feedback)
        share = 100 / max(source.featureCount(), 1)
        done = 0

        def ask(chunk: tuple[list[QgsFeature], np.ndarray]) -> np.ndarray:
            return embeddings(backend, encoder, chunk[1], components, len(added))

        with closing(asked_ahead(ask, read)) as answers:
            for (features, lonlat), embedded in answers:
                known = np.isfinite(embedded).all(axis=1)
                counts["embedded"] += int(known.sum())
                counts["off the globe"] += int((np.isfinite(lonlat).all(axis=1) & ~known).sum())
                for part in completed(features, embedded, known):
                    if feedback.isCanceled():
                        raise Cancelled
                    sink.add(part)
                    done += len(part)
                    feedback.setProgress(done * share)
        report(counts, feedback)
        return {
            **self.outputs.values,
            self.EMBEDDED_COUNT: counts["embedded"],
            self.SKIPPED_COUNT: sum(counts.values()) - counts["embedded"],
            self.DIMENSION: len(added),
        }


def embeddings(
    backend: Backend, encoder: str, lonlat: np.ndarray, components: int | None, width: int
) -> np.ndarray:
    """Embeddings (n, width) float32 of `lonlat` (n, 2) in degrees; NaN for invalid locations."""
    placed = np.isfinite(lonlat).all(axis=1)
    if placed.all():
        return backend.embeddings(encoder, lonlat, components)
    found = np.full((len(lonlat), width), np.nan, dtype=np.float32)
    if placed.any():
        found[placed] = backend.embeddings(encoder, lonlat[placed], components)
    return found


def asked_ahead(ask: Callable[[Any], Any], things: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    """Yield each item with the result of `ask`, which runs one item ahead in a thread."""
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
    """The features with their embeddings (n, d) as attributes, or nulls where not `known`, some at a time.

    Empties the list: features with many attributes are large.
    """
    nulls = [None] * embedded.shape[1]
    size = max(1, VALUES // embedded.shape[1])
    for start in range(0, len(embedded), size):
        part, features[:size] = features[:size], []
        rows = embedded[start : start + size].tolist()
        for feature, row, is_known in zip(part, rows, known[start : start + size].tolist()):
            feature.setAttributes(feature.attributes() + (row if is_known else nulls))
        yield part


def new_fields(existing: QgsFields, prefix: str, components: int | None, dimension: int) -> list[QgsField]:
    """The fields to add: `prefix` and 001, 002, ..., or pc1, pc2, ... Raises when one is there already."""
    if components:
        names = [f"{prefix}pc{number}" for number in range(1, components + 1)]
    else:
        names = [f"{prefix}{number:0{len(str(dimension))}d}" for number in range(1, dimension + 1)]
    taken = {field.name().lower() for field in existing}
    for name in names:
        if name.lower() in taken:
            raise QgsProcessingException(
                tr("The layer already has a field “{name}”. Choose another prefix (PREFIX).").format(
                    name=name
                )
            )
    return [QgsField(name, DOUBLE) for name in names]


def report(counts: Counter, feedback) -> None:
    """Log how many features have no embedding, and why."""
    reasons = {
        "no geometry": tr("{count} features have no geometry. They are kept without an embedding."),
        "not finite": tr("{count} features have non-finite coordinates. They are kept without an embedding."),
        "not transformable": tr(
            "{count} features can't be transformed to longitude and latitude. They are kept without an "
            "embedding."
        ),
        "off the globe": tr(
            "{count} features lie beyond 90 degrees of latitude. They are kept without an embedding."
        ),
    }
    for reason, sentence in reasons.items():
        if counts[reason]:
            feedback.pushWarning(sentence.format(count=counts[reason]))
    feedback.pushInfo(tr("{count} features have an embedding.").format(count=counts["embedded"]))
