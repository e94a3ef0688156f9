"""Embeddings for the expression functions.

QGIS evaluates expressions feature by feature. Whether a function waits for the backend depends on the caller:

- Map rendering never waits. Unknown locations have no value (NULL) and are requested together in a thread. The layer is
  redrawn when the reply arrives.
- The main thread (field calculator, selection, print layouts) waits at most `PATIENCE` seconds for a running backend.
- Other threads (Processing) wait.

Callers that wait also request the next features of the layer.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsExpressionContext,
    QgsFeatureRequest,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication, QObject, Qt, QThread, QTimer, pyqtSignal

from satclip_qgis import settings
from satclip_qgis.bridge.backend import Backend
from satclip_qgis.bridge.errors import Cancelled
from satclip_qgis.bridge.launcher import Runtime
from satclip_qgis.gui.embedding_cache import EmbeddingCache, Key
from satclip_qgis.gui.worker_task import WorkerTask
from satclip_qgis.i18n import tr
from satclip_qgis.inputs.points import lonlat_of, position
from satclip_qgis.parameters.extents import LONLAT
from satclip_qgis.signals import SIGNALS

EMBEDDING, COMPONENTS = "embedding", "components"
"""Kinds of vectors: the embedding, and all its principal components."""
BATCH = 8192
"""Number of locations per request."""
PATIENCE = 10.0
"""Maximum time in seconds that the main thread waits."""
PAUSE = 100
"""Milliseconds in which requests of a map are collected."""
DIGITS = 7
"""Decimals of degrees. The transform of a single point and of many may differ in the last bit."""
COLLECTING = 5.0
"""Maximum time in seconds that other threads wait for the main thread, which alone may read layers."""
QUIET = 30.0
"""Seconds without requests from maps after a failure."""


class NoValue(Exception):
    """The expression has no value. The message gives the reason."""


@dataclass
class Collection:
    """A request to the main thread for the keys of the features after `key` in a layer."""

    key: Key
    layer: str
    keys: list[Key] = field(default_factory=list)
    done: threading.Event = field(default_factory=threading.Event)


class EmbeddingSource(QObject):
    """Provides vectors to the functions. Create it in the main thread.

    `waits` makes the main thread wait for as long as the backend needs, including its start.
    """

    failed = pyqtSignal(str)
    """A request of a map has failed: the error message."""
    _asked = pyqtSignal()
    _collect = pyqtSignal(object)

    def __init__(self, waits: bool, parent: QObject | None = None):
        super().__init__(parent)
        self.cache = EmbeddingCache()
        self._waits = waits
        self._dimensions: dict[str, int] = {}
        self._lock = threading.Lock()
        self._wanted: dict[Key, None] = {}
        self._layers: set[str] = set()
        self._quiet_until = self._busy_until = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._send)
        self._asked.connect(self._timer.start, Qt.ConnectionType.QueuedConnection)
        self._collect.connect(self._collected, Qt.ConnectionType.QueuedConnection)
        self._worker = WorkerTask(self)
        self._worker.answered.connect(self._answered)
        self._worker.failed.connect(self._refused)
        SIGNALS.set_up.connect(self._forget_failure)
        SIGNALS.python_chosen.connect(self._forget_failure)

    def remove(self) -> None:
        """Cancel all requests."""
        SIGNALS.set_up.disconnect(self._forget_failure)
        SIGNALS.python_chosen.disconnect(self._forget_failure)
        self._timer.stop()
        self._worker.forget()
        self.deleteLater()

    def vector(self, key: Key, context: QgsExpressionContext) -> np.ndarray | None:
        """Return the vector of a location; None while a map waits for it. Raises `NoValue` or a `BridgeError`."""
        found = self.cache.get(key)
        if found is not None:
            return found
        if QThread.currentThread() == QCoreApplication.instance().thread():
            return self._now(key, context)
        if is_drawn(context):
            self._later(key, context)
            return None
        return self._fetched(self._backend(), [key, *self._collected_by_main_thread(key, context)])[0]

    # Callers that wait

    def _now(self, key: Key, context: QgsExpressionContext | None) -> np.ndarray:
        """Return the vector in the main thread. Requests the next features of the layer, too."""
        runtime = Runtime.read()
        if not self._waits and not settings.server() and not (runtime and runtime.runs):
            self._start()
            raise NoValue(tr("The SatCLIP backend is starting. Try again in a few seconds."))
        until = time.monotonic() + PATIENCE
        backend = self._backend((lambda: time.monotonic() > until) if not self._waits else lambda: False)
        try:
            return self._fetched(backend, [key, *self._following(key, layer_id(context))])[0]
        except Cancelled:
            raise NoValue(tr("The SatCLIP backend did not answer in time. Try again.")) from None

    def _start(self) -> None:
        """Start the backend in a thread. Raises a `BridgeError` immediately if it is not installed."""
        python = settings.backend_python()
        if python is None or not python.is_file():
            self._backend().client()

        def start(backend: Backend) -> tuple:
            backend.status()
            return ()

        self._worker.send(start)

    def _backend(self, is_cancelled: Callable[[], bool] = lambda: False) -> Backend:
        return settings.backend(is_cancelled)

    def _collected_by_main_thread(self, key: Key, context: QgsExpressionContext | None) -> list[Key]:
        """Return the result of `_following` in another thread; empty if the main thread is busy."""
        if not layer_id(context) or time.monotonic() < self._busy_until:
            return []
        request = Collection(key, layer_id(context))
        self._collect.emit(request)
        if not request.done.wait(COLLECTING):
            self._busy_until = time.monotonic() + QUIET
        return request.keys

    def _collected(self, request: Collection) -> None:
        request.keys = self._following(request.key, request.layer)
        request.done.set()

    def _following(self, key: Key, layer_id: str) -> list[Key]:
        """Return the keys of unknown locations of the features from this location on."""
        layer = QgsProject.instance().mapLayer(layer_id)
        if not isinstance(layer, QgsVectorLayer) or not layer.isSpatial():
            return []
        request = QgsFeatureRequest().setNoAttributes()
        xy = np.array([position(feature.geometry(), Counter()) for feature in layer.getFeatures(request)])
        if not len(xy):
            return []
        lonlat = np.round(lonlat_of(xy, transform_from(layer.crs()), Counter()), DIGITS)
        here = np.flatnonzero((lonlat == key[2:]).all(axis=1))
        after = lonlat[here[0] :][: BATCH - 1].tolist() if len(here) else []
        keys = dict.fromkeys((*key[:2], lon, lat) for lon, lat in after if np.isfinite([lon, lat]).all())
        return [one for one in keys if one != key and self.cache.get(one) is None]

    def _fetched(self, backend: Backend, keys: list[Key]) -> np.ndarray:
        """Fetch and cache the vectors (n, d) of keys with the same encoder and kind."""
        encoder, kind = keys[0][:2]
        components = None
        if kind == COMPONENTS:
            if encoder not in self._dimensions:
                self._dimensions[encoder] = int(backend.encoder(encoder)["dimension"])
            components = self._dimensions[encoder]
        vectors = backend.embeddings(encoder, np.array([key[2:] for key in keys]), components)
        self.cache.put(keys, vectors)
        return vectors

    # Maps

    def _later(self, key: Key, context: QgsExpressionContext) -> None:
        with self._lock:
            if time.monotonic() < self._quiet_until:
                return
            is_first = not self._wanted
            self._wanted[key] = None
            self._layers.add(layer_id(context))
        if is_first:
            self._asked.emit()

    def _send(self) -> None:
        with self._lock:
            wanted, layers = list(self._wanted), list(self._layers)
            if not wanted:
                return
            group = [key for key in wanted if key[:2] == wanted[0][:2]][:BATCH]

        def ask(backend: Backend) -> tuple:
            return group, self._fetched(backend, group), layers

        if not self._worker.send(ask):
            self._timer.start()

    def _answered(self, answer: tuple) -> None:
        if not answer:  # the backend has started
            return
        group, _, layers = answer
        is_full = self.cache.get(group[-1]) is None
        with self._lock:
            for key in group:
                self._wanted.pop(key, None)
            more = bool(self._wanted) and not is_full
            if not more:
                self._wanted.clear()
                self._layers.clear()
        if is_full:
            self._refused(
                tr(
                    "The map shows more locations than SatCLIP's expressions can hold. Run “Add embeddings to a layer” "
                    "and use its fields."
                )
            )
        elif more:
            self._timer.start()
        else:
            for id in layers:
                if layer := QgsProject.instance().mapLayer(id):
                    layer.triggerRepaint()

    def _refused(self, said: str) -> None:
        with self._lock:
            self._wanted.clear()
            self._layers.clear()
            self._quiet_until = time.monotonic() + QUIET
        self.failed.emit(said)

    def _forget_failure(self) -> None:
        with self._lock:
            self._quiet_until = 0.0
        self._dimensions.clear()
        self.cache.clear()


def is_drawn(context: QgsExpressionContext | None) -> bool:
    """Return whether a map evaluates the expression. Algorithms have the canvas variables, too, and an id."""
    return bool(context) and context.hasVariable("map_scale") and not context.hasVariable("algorithm_id")


def layer_id(context: QgsExpressionContext | None) -> str:
    """Return the id of the expression's layer, or ""."""
    return str(context.variable("layer_id") or "") if context else ""


def transform_from(crs: QgsCoordinateReferenceSystem) -> QgsCoordinateTransform:
    """Return the transform to degrees with the settings of the project."""
    lonlat = QgsCoordinateReferenceSystem(LONLAT)
    return QgsCoordinateTransform(crs, lonlat, QgsProject.instance().transformContext())
