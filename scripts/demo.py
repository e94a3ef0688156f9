"""Demo: the first steps of a new user, in real QGIS, with 3,076 weather stations.

Run by `make demo` with the system's Python. Writes build/demo/points.gpkg, embedding_map.tif, map.png, a
model with its report, and a map of its predictions.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

from headless_qgis import (
    QGIS_PYTHON,
    ROOT,
    STAGE,
    STATIONS,
    QgisFailed,
    enable_plugin,
    environment,
    run_algorithm,
    stop_backend,
)

RESULTS = ROOT / "build" / "demo"


def step(title: str, work) -> object:
    """Run `work`, print its title and duration."""
    print(f"  {title} ...", end=" ", flush=True)
    start = time.monotonic()
    result = work()
    print(f"{time.monotonic() - start:.1f} s", flush=True)
    return result


def shown(path: Path) -> Path:
    """Return the path relative to the repository, for messages."""
    return path.relative_to(ROOT)


def main() -> int:
    """Run the demo; return the exit status."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    profile = ROOT / "build" / "profile"
    shutil.rmtree(profile / "qgis", ignore_errors=True)
    env = environment(profile)
    points, map_file, picture = (RESULTS / name for name in ("points.gpkg", "embedding_map.tif", "map.png"))
    model, report = RESULTS / "temperature.satclip", RESULTS / "report.html"

    print("SatCLIP demo: weather stations, an embedding map of the world and a model, through QGIS")
    step("Enable the plugin in QGIS", lambda: enable_plugin(env))
    embedded = step(
        "Embed the stations (satclip:embedpoints)",
        lambda: run_algorithm("satclip:embedpoints", {"INPUT": STATIONS, "OUTPUT": points}, env),
    )
    step(
        "Create the embedding map, 0.1 degree (satclip:embeddingmap)",
        lambda: run_algorithm(
            "satclip:embeddingmap",
            {
                "EXTENT": "-180,180,-90,90 [EPSG:4326]",
                "CRS": "EPSG:4326",
                "PIXEL_SIZE": 0.1,
                "OUTPUT": map_file,
            },
            env,
        ),
    )
    fitted = step(
        "Fit and cross-validate a model of air temperature (satclip:fitmodel)",
        lambda: run_algorithm(
            "satclip:fitmodel",
            {
                "INPUT": STATIONS,
                "TARGET": "mean_temp_c",
                "UNITS": "°C",
                "MODEL_FILE": model,
                "REPORT": report,
                "ROWS": RESULTS / "out_of_fold.gpkg",
            },
            env,
        ),
    )
    step(
        "Map its predictions, 0.25 degree (satclip:predictmap)",
        lambda: run_algorithm(
            "satclip:predictmap",
            {
                "MODEL_FILE": model,
                "EXTENT": "-180,180,-60,84 [EPSG:4326]",
                "PIXEL_SIZE": 0.25,
                "OUTPUT": RESULTS / "prediction_map.tif",
            },
            env,
        ),
    )
    render = [QGIS_PYTHON, ROOT / "scripts" / "render_demo.py", map_file, points, picture]
    paths = {**env, "PYTHONPATH": str(STAGE.parent)}
    step("Render both with QGIS", lambda: subprocess.run(render, env=paths, check=True, capture_output=True))
    stop_backend(env)

    print(f"Results ({embedded['EMBEDDED_COUNT']} stations embedded):")
    for path, what in (
        (points, "the stations with their embeddings"),
        (map_file, "three principal components of the embeddings, a cloud-optimised GeoTIFF"),
        (picture, "the map with the stations, rendered by QGIS"),
        (
            report,
            "the report on a model of air temperature, with cross-validated scores: open it in a browser",
        ),
        (RESULTS / "prediction_map.tif", "its predictions, with bands for uncertainty and applicability"),
    ):
        print(f"  {shown(path)}: {what}")
    print(f"  {fitted['SENTENCE']}")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except QgisFailed as failure:
        sys.exit(f"failed\n{failure}")
    except subprocess.CalledProcessError as failure:
        sys.exit(f"failed\n{failure.stdout.decode()}\n{failure.stderr.decode()}")
