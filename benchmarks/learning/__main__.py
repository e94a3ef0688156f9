"""Benchmark model fitting and validation: `python benchmarks/learning TASKS LAYERS` writes LEARNING.md and plots.

TASKS is a folder with the CSV tables in `tables.SOURCES`; missing ones are skipped. LAYERS is a folder with the
rasters modis-lst.tif and lightning.tif. Takes about 80 minutes on two cores. `--only` updates some sections and
keeps the others.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import time
from functools import cache
from importlib.metadata import version
from pathlib import Path

from satclip_backend.threads import all_cores

all_cores()  # as in the programs, before any library starts threads
FOLDER = Path(__file__).resolve().parents[1]
sys.path.append(str(FOLDER))

import coordinates  # noqa: E402
import dates  # noqa: E402
import duration  # noqa: E402
import field  # noqa: E402
import matching  # noqa: E402
import plots  # noqa: E402
import probing  # noqa: E402
import tables  # noqa: E402
import tool  # noqa: E402

from satclip_backend.encoders import load_encoder  # noqa: E402

TITLES = {
    "sources": "Tables",
    "probes": "Ridge regressions: random folds and blocks of degrees",
    "tables": "Scores by table",
    "coverage": "Coverage of 90 % intervals and prediction sets",
    "folds": "Distances in the folds and in the prediction area",
    "field": "Estimated and true errors in simulated fields",
    "coordinates": "Coordinates in gradient boosting",
    "dates": "Dated observations",
    "speed": "Duration of a fit",
}
SEEDS, SAMPLES, REPETITIONS = 3, 5, 20


class Sections:
    """Writes the text of each section, by name, and its figures."""

    def __init__(self, folder: Path, layers: Path, rows: int, figures: Path) -> None:
        self.folder, self.layers, self.rows, self.figures = folder, layers, rows, figures
        self.encoder = load_encoder("bundled")
        self.tried = cache(lambda: tool.try_all(folder, self.encoder, rows))

    def sources(self) -> str:
        """Return the sources of the tables."""
        return tables.described(self.folder)

    def probes(self) -> str:
        """Return scores of ridge regressions on coordinates, harmonics and embeddings."""
        found = probing.probe(self.folder, self.encoder, self.rows, SEEDS)
        return (
            "R² of the pooled predictions of 5 folds, which are random by location or consist of whole blocks of 15 "
            f"degrees (California: 1 degree), with at most {self.rows:,} observations per table. Mean ± standard "
            f"deviation over {SEEDS} seeds of observations and folds; in brackets, the 95 % confidence interval for "
            "the first seed, by a bootstrap over the same blocks.\n\n" + probing.told(found)
        )

    def tables(self) -> str:
        """Return scores of the full pipeline on every table."""
        found = self.tried()
        plots.draw_scores(self.figures / "learning-scores.png", found)
        return (
            "Scores of `models.fitting.fit` with the bundled encoder, in 5 kNNDM folds for the land in the extent of "
            "the observations, with seed 0: R², or balanced accuracy for classes, with 95 % confidence intervals by a "
            f"bootstrap over blocks. To limit the time, at most {self.rows:,} observations per table were used, and "
            f"{self.rows // tool.CLASSES_SHARE:,} for classes. Classes with fewer than 5 locations are left out. The "
            "difference is the score of the model minus that of the best model without embeddings, in kNNDM folds.\n\n"
            + tool.scores(found)
            + "\n![Scores](plots/learning-scores.png)\n"
        )

    def coverage(self) -> str:
        """Return the coverage of conformal intervals."""
        return (
            "Share of the held-out observations that are inside the conformal interval or prediction set, for the same "
            "fits. Each interval is calibrated without the fold of the observation. Target: 88 to 92 % in random "
            "folds, where observations are exchangeable.\n\n" + tool.coverages(self.tried())
        )

    def folds(self) -> str:
        """Return the distances of folds compared with those of the area."""
        return (
            f"{matching.ROWS:,} points in clusters (standard deviation 1 degree) on land; the prediction area is all "
            "land in the extent. The table shows the Wasserstein distance in km between two distributions of "
            f"distances: from held-out points to the nearest point of another fold, and from {matching.PLACES:,} "
            f"locations in the area to the nearest point. Mean ± standard deviation over {SAMPLES} seeds; 0 is a "
            "perfect match.\n\n" + matching.told(SAMPLES)
        )

    def field(self) -> str:
        """Return estimated compared with true errors."""
        found = field.repeat(self.encoder, REPETITIONS)
        plots.draw_ratios(self.figures / "learning-field.png", found)
        west, south, east, north = field.BOX
        return (
            f"{REPETITIONS} Gaussian random fields with exponential covariance (correlation 0.05 at "
            f"{field.RANGE_KM:,.0f} km, {field.NOISE:.0%} of the variance is noise), from {west:g} to {east:g} degrees "
            f"east and {south:g} to {north:g} degrees north. {field.ROWS} observations are in {field.CLUSTERS} "
            f"clusters (standard deviation {field.SPREAD} degrees), or uniform in this extent. The true error is the "
            f"root mean square error of the model fitted on all observations, at {field.PLACES:,} uniform points. The "
            "estimate is the root mean square error of the out-of-fold predictions. A ratio below 1 is optimistic. "
            f"Target: the mean for kNNDM is within {field.WITHIN:.0%} of the true error. The last column is the share "
            "of the 95 % confidence intervals of the estimate that contain the true error.\n\n"
            + field.told(found)
            + "\nBlocks have the default size.\n"
            "\n![Estimated over true error](plots/learning-field.png)\n"
        )

    def coordinates(self) -> str:
        """Return scores and steps in maps with other coordinates in gradient boosting."""
        found = list(coordinates.compare(self.folder, self.encoder))
        drawn = coordinates.maps(self.folder, self.encoder)
        plots.draw_maps(self.figures / "learning-coordinates.png", drawn)
        return (
            "Gradient boosting gets the embeddings and, as coordinates, x, y, z on the unit sphere, none, or positions "
            "along evenly distributed axes (oblique coordinates, Møller et al. 2020, doi:10.5194/soil-6-269-2020). "
            "Each split chooses the best of all features or of random ones. The stacked ensemble combines gradient "
            "boosting with the linear model and kriging, which always use x, y, z. Scores (R², or balanced accuracy "
            f"for classes) of out-of-fold predictions, seed 0, at most {coordinates.ROWS:,} observations per table, "
            f"{coordinates.ROWS_OF_CLASSES:,} for classes. Where random folds equal kNNDM folds, they are left out.\n"
            + coordinates.told(found)
            + "\nMaps of air temperature in Africa by gradient boosting alone, and the difference between neighbouring "
            f"pixels ({coordinates.PIXEL} degrees) that one in a thousand exceeds:\n\n"
            + coordinates.told_steps(drawn)
            + "\n![Maps of air temperature](plots/learning-coordinates.png)\n"
        )

    def dates(self) -> str:
        """Return scores of models of dated observations."""
        return (
            "Random points on land north of 60° S, each with a random month. If not said otherwise, the features are "
            "embeddings, x, y, z and the four Fourier terms of the month. “Products” are those of the Fourier terms "
            "and the leading principal components of the other features, and the month is “balanced” if its terms have "
            "as much variance as the other features (`models.month_features`). R² of out-of-fold "
            f"predictions, blocks of {dates.BLOCK_KM:,.0f} km, mean over {dates.SEEDS} seeds. Temperature (MODIS) and "
            "lightning (LIS/OTD) are monthly climatologies at 1 degree. The bundled encoder was trained on them, among "
            "others, without months. The last two targets need no products: they show what products cost.\n"
            + dates.told(dates.compare(self.layers, self.encoder))
        )

    def speed(self) -> str:
        """Return the duration of a large fit."""
        return (
            f"{duration.ROWS:,} observations of the elevation table, all 256 components, 5 folds. The time includes "
            "reading, embedding, three kinds of folds, three baselines, the final model and the area of applicability, "
            "but not the report.\n\n" + duration.told(self.folder, self.encoder)
        )


def main() -> int:
    """Run the sections, and write the report after each."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("tasks", type=Path, metavar="TASKS", help="folder of the tables (CSV)")
    parser.add_argument("layers", type=Path, metavar="LAYERS", help="folder of the monthly rasters")
    parser.add_argument(
        "--rows", type=int, default=6000, help="maximum number of observations per table (default 6000)"
    )
    parser.add_argument("--only", nargs="+", choices=TITLES, default=list(TITLES), metavar="SECTION")
    parser.add_argument("-o", "--output", type=Path, default=FOLDER / "LEARNING.md")
    args = parser.parse_args()
    sections = Sections(args.tasks, args.layers, args.rows, args.output.parent / "plots")
    texts = read(args.output)
    for name in args.only:
        start = time.perf_counter()
        text = getattr(sections, name)()
        took = (
            f"Measured on {time.strftime('%Y-%m-%d')} in {(time.perf_counter() - start) / 60:.1f} minutes.\n"
        )
        texts[TITLES[name]] = f"{text}\n{took}"
        print(f"{time.strftime('%H:%M:%S')} {TITLES[name]}\n\n{texts[TITLES[name]]}", flush=True)
        write(args.output, texts)
    return 0


def read(path: Path) -> dict[str, str]:
    """Return the sections of an existing report by title."""
    if not path.exists():
        return {}
    parts = path.read_text().split("\n## ")[1:]
    return {title: text.strip() + "\n" for title, _, text in (part.partition("\n") for part in parts)}


def write(path: Path, texts: dict[str, str]) -> None:
    """Write the report, with the sections in order."""
    versions = ", ".join(f"{name} {version(name)}" for name in ("numpy", "scikit-learn", "scipy", "torch"))
    ordered = [f"## {title}\n\n{texts[title]}" for title in TITLES.values() if title in texts]
    path.write_text(
        "# Accuracy and validation of models\n\nWritten by `python benchmarks/learning TASKS LAYERS`. TASKS is a "
        "folder with the tables below, LAYERS one with modis-lst.tif and lightning.tif. "
        f"{os.cpu_count()} cores ({platform.machine()}, no GPU), Python {platform.python_version()}, {versions}. "
        "Seeds count from 0.\n\n" + "\n".join(ordered)
    )


if __name__ == "__main__":
    sys.exit(main())
