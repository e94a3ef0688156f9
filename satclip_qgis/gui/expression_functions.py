"""Expression functions for embeddings, principal components and similarity, in the group SatCLIP."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np
from qgis.core import (
    NULL,
    QgsCoordinateReferenceSystem,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionFunction,
    QgsGeometry,
)

from satclip_qgis import settings
from satclip_qgis.bridge.errors import BridgeError
from satclip_qgis.gui.embedding_source import (
    COMPONENTS,
    DIGITS,
    EMBEDDING,
    EmbeddingSource,
    NoValue,
    transform_from,
)
from satclip_qgis.i18n import tr
from satclip_qgis.inputs.points import lonlat_of, position


class EmbeddingFunction(QgsExpressionFunction):
    """An expression function of one or two geometries and an encoder. `compute(vectors, others)` returns its value."""

    def __init__(
        self,
        source: EmbeddingSource,
        name: str,
        kind: str,
        arguments: tuple[str, ...],
        help: str,
        compute: Callable[[list[np.ndarray], list[Any]], Any],
    ):
        parameters = [QgsExpressionFunction.Parameter(argument) for argument in arguments]
        encoder = QgsExpressionFunction.Parameter("encoder", True, settings.BUNDLED)
        super().__init__(name, [*parameters, encoder], "SatCLIP", help)
        self._source, self._kind, self._compute = source, kind, compute
        self._count = sum(argument.startswith("geometry") for argument in arguments)

    def func(self, values: list[Any], context: QgsExpressionContext, parent: QgsExpression, node: Any) -> Any:
        """Return the value. QGIS calls this method in any thread."""
        *given, encoder = values
        encoder = settings.BUNDLED if encoder in (None, NULL, "") else str(encoder)
        try:
            geometries, others = given[: self._count], given[self._count :]
            if not all(isinstance(value, QgsGeometry) for value in geometries):
                raise NoValue(tr("{function} needs a geometry.").format(function=self.name()))
            places = [place_of(geometry, context) for geometry in geometries]
            if None in places:
                return None
            vectors = [self._source.vector((encoder, self._kind, *place), context) for place in places]
            if any(vector is None or not np.isfinite(vector).all() for vector in vectors):
                return None
            return self._compute(vectors, others)
        except (BridgeError, NoValue) as error:
            parent.setEvalErrorString(str(error))
        except Exception as error:  # QGIS's C++ code can't handle exceptions
            parent.setEvalErrorString(f"{type(error).__name__}: {error}")
        return None


def place_of(geometry: QgsGeometry, context: QgsExpressionContext | None) -> tuple[float, float] | None:
    """Return longitude and latitude of a geometry in degrees, rounded to about 1 cm.

    The geometry is in the CRS of the expression's layer, or in degrees without a layer. Returns None if it is
    not on Earth. Raises `NoValue` if the CRS of the layer is unknown.
    """
    xy = np.array([position(geometry, Counter())])
    if context is not None and context.hasVariable("layer_id"):
        crs = QgsCoordinateReferenceSystem(str(context.variable("layer_crs") or ""))
        if not crs.isValid():
            raise NoValue(tr("The layer has no CRS with a code. Save it in another CRS, such as EPSG:4326."))
        xy = lonlat_of(xy, transform_from(crs), Counter())
    lon, lat = np.round(xy[0], DIGITS).tolist()
    return (lon, lat) if np.isfinite(xy).all() and abs(lat) <= 90 else None


def component(vectors: list[np.ndarray], others: list[Any]) -> float:
    """Return one principal component, counted from 1."""
    (vector,), (number,) = vectors, others
    if number != int(number) or not 1 <= number <= len(vector):
        text = tr("The number of the component must be an integer between 1 and {most}, not {number}.")
        raise NoValue(text.format(most=len(vector), number=number))
    return float(vector[int(number) - 1])


def similarity(vectors: list[np.ndarray], others: list[Any]) -> float | None:
    """Return the cosine similarity of two vectors, centred at the encoder's mean embedding as in similarity maps."""
    one, other = (vector.astype(np.float64) for vector in vectors)
    lengths = np.linalg.norm(one) * np.linalg.norm(other)
    return float(np.clip(one @ other / lengths, -1, 1)) if lengths else None


class ExpressionFunctions:
    """Registers the expression functions; `remove` unregisters them."""

    def __init__(self, waits: bool) -> None:
        self.source = EmbeddingSource(waits)
        place = tr(
            "Geometries are in the CRS of the layer, or in degrees without a layer. A line or polygon is represented "
            "by a point on it. On maps, values appear as soon as the backend has computed them."
        )
        encoder = tr("The encoder is 'bundled', unless you give the id of another one.")
        self.functions = [
            EmbeddingFunction(
                self.source,
                "satclip_embedding",
                EMBEDDING,
                ("geometry",),
                described(
                    tr("Returns the SatCLIP embedding of a location as an array of numbers."),
                    "satclip_embedding($geometry)",
                    place,
                    encoder,
                ),
                lambda vectors, others: [float(value) for value in vectors[0]],
            ),
            EmbeddingFunction(
                self.source,
                "satclip_component",
                COMPONENTS,
                ("geometry", "number"),
                described(
                    tr(
                        "Returns a principal component of the SatCLIP embedding of a location, counted from 1."
                    ),
                    "satclip_component($geometry, 1)",
                    place,
                    encoder,
                ),
                component,
            ),
            EmbeddingFunction(
                self.source,
                "satclip_similarity",
                COMPONENTS,
                ("geometry1", "geometry2"),
                described(
                    tr(
                        "Returns the similarity of two locations, as in similarity maps: the cosine of their "
                        "embeddings, from 1 (most similar) over 0 (unrelated) to -1 (opposite)."
                    ),
                    "satclip_similarity($geometry, transform(make_point(13.4, 52.5), 'EPSG:4326', @layer_crs))",
                    place,
                    encoder,
                ),
                similarity,
            ),
        ]
        for function in self.functions:
            QgsExpression.registerFunction(function)

    def remove(self) -> None:
        """Unregister the functions."""
        for function in self.functions:
            with contextlib.suppress(RuntimeError):
                QgsExpression.unregisterFunction(function.name())
        self.source.remove()


def described(summary: str, example: str, *notes: str) -> str:
    """Return the help of a function as HTML."""
    paragraphs = "".join(f"<p>{note}</p>" for note in notes)
    return f"<p>{summary}</p><p><code>{example}</code></p>{paragraphs}"
