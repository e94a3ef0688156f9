"""Profile `satclip:embedpoints`: `.venv-qgis/bin/python benchmarks/embed_points.py [POINTS]`.

Creates a GeoPackage of random points (by default 100,000) and runs the algorithm in QGIS with the bundled
encoder and the real backend, for all 256 fields and for 10 components. Prints the seconds of each stage.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BACKEND = ROOT / ".venv" / "bin" / "python"
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("SATCLIP_PYTHON", str(BACKEND))
sys.path[:0] = [str(ROOT), "/usr/share/qgis/python/plugins"]

import numpy as np  # noqa: E402
from osgeo import ogr, osr  # noqa: E402
from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback  # noqa: E402

ENCODE = """
import sys, time, numpy as np
from satclip_backend.encoders import load_encoder
encoder, count, components = load_encoder("bundled"), int(sys.argv[1]), int(sys.argv[2])
head = encoder.pca.first(components).head().exact() if components else None
random = np.random.default_rng(0)
lonlat = np.column_stack([random.uniform(-180, 180, count), np.degrees(np.arcsin(random.uniform(-1, 1, count)))])
encoder.encode(lonlat[:20000], head=head)
start = time.perf_counter()
for first in range(0, count, 16384):
    encoder.encode(lonlat[first : first + 16384], head=head)
print(time.perf_counter() - start)
"""


class Stages:
    """Seconds of each stage of the algorithm, measured by wrapping its functions."""

    def __init__(self, module, sinks):
        self.seconds: Counter = Counter()
        self.last = time.perf_counter()
        module.features_with_lonlat = self.generator("reading", module.features_with_lonlat)
        module.asked_ahead = self.generator("reading and waiting", module.asked_ahead)
        module.completed = self.generator("attributes", module.completed, "writing")
        module.embeddings = self.function("the backend at work", module.embeddings)
        sinks.add_index = self.function("index", sinks.add_index)

    def generator(self, name: str, function, outside: str = ""):
        """Add the time of a generator to `name`, and that of its caller between values to `outside`."""

        def timed(*arguments):
            values = function(*arguments)
            while True:
                start = time.perf_counter()
                value = next(values, self)
                self.seconds[name] += time.perf_counter() - start
                if value is self:
                    return
                start = time.perf_counter()
                yield value
                self.last = time.perf_counter()
                self.seconds[outside] += self.last - start

        return timed

    def function(self, name: str, function):
        """Add the time of a function to `name`."""

        def timed(*arguments):
            start = time.perf_counter()
            try:
                return function(*arguments)
            finally:
                self.seconds[name] += time.perf_counter() - start

        return timed

    def closed(self) -> None:
        """Record the time since the last feature was written: closing the file, without its spatial index."""
        self.seconds["closing"] = time.perf_counter() - self.last - self.seconds["index"]

    def table(self, total: float, encoder: float, count: int) -> str:
        """Return a line for each stage: seconds, and microseconds per point."""
        waiting = self.seconds["reading and waiting"] - self.seconds["reading"]
        rows = {
            "reading and transforming": self.seconds["reading"],
            "waiting for the backend": waiting,
            "embeddings to attributes": self.seconds["attributes"],
            "writing features": self.seconds["writing"],
            "closing the file": self.seconds["closing"],
            "creating the spatial index": self.seconds["index"],
            "total": total,
            "(requests, concurrent)": self.seconds["the backend at work"],
            "(the encoder alone)": encoder,
        }
        lines = [
            f"  {name:34}{seconds:8.2f} s {1e6 * seconds / count:8.2f} us per point"
            for name, seconds in rows.items()
        ]
        return "\n".join([*lines, f"  share of the encoder: {encoder / total:.0%}"])


def random_points(path: Path, count: int) -> None:
    """Write a GeoPackage of points, uniform on the sphere, with one field."""
    random = np.random.default_rng(0)
    x = random.uniform(-180, 180, count)
    y = np.degrees(np.arcsin(random.uniform(-1, 1, count)))
    lonlat = osr.SpatialReference()
    lonlat.ImportFromEPSG(4326)
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = dataset.CreateLayer("points", lonlat, ogr.wkbPoint)
    layer.CreateField(ogr.FieldDefn("number", ogr.OFTInteger))
    layer.StartTransaction()
    for number, (longitude, latitude) in enumerate(zip(x.tolist(), y.tolist())):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetField(0, number)
        feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POINT ({longitude!r} {latitude!r})"))
        layer.CreateFeature(feature)
    layer.CommitTransaction()


def measure(points: Path, count: int, components: int, folder: Path) -> str:
    """Run the algorithm, and return a table of its stages. `components` is 0 for the full embedding."""
    from satclip_qgis.algorithms import embed_points
    from satclip_qgis.outputs import sinks
    from satclip_qgis.provider import SatclipProvider

    parameters = {"INPUT": str(points), "OUTPUT": str(folder / f"{components}.gpkg"), "MODEL": "bundled"}
    parameters |= {"ADD": 1, "COMPONENTS": components} if components else {}
    provider = SatclipProvider()
    provider.loadAlgorithms()
    algorithm, feedback = provider.algorithm("embedpoints"), QgsProcessingFeedback()
    original = [(module, dict(vars(module))) for module in (embed_points, sinks)]
    stages = Stages(embed_points, sinks)
    start = time.perf_counter()
    results, done = algorithm.run(parameters, QgsProcessingContext(), feedback)
    total = time.perf_counter() - start
    stages.closed()
    for module, content in original:
        vars(module).update(content)
    assert done, feedback.textLog()
    assert results["EMBEDDED_COUNT"] == count
    command = [BACKEND, "-c", ENCODE, str(count), str(components)]
    encoder = float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    what = f"{components} components" if components else "all 256 fields"
    return f"{count:,} points, {what}\n" + stages.table(total, encoder, count)


def main(count: int = 100_000, *kinds: str) -> None:
    """Print the tables."""
    application = QgsApplication([], False)
    application.initQgis()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.environ["SATCLIP_HOME"] = str(Path(folder) / "home")
        from satclip_qgis.algorithms.jobs import backend_for
        from satclip_qgis.bridge import launcher

        points = Path(folder) / "points.gpkg"
        random_points(points, count)
        # Started and warm, as in a session.
        backend_for(QgsProcessingFeedback()).embeddings("bundled", np.zeros((70_000, 2)))
        try:
            for components in map(int, kinds or ("0", "10")):
                print(measure(points, count, components, Path(folder)), flush=True)
        finally:
            launcher.stop()
    application.exitQgis()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000, *sys.argv[2:])
