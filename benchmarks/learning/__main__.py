"""Benchmark model fitting and validation: `python benchmarks/learning TASKS` writes LEARNING.md and plots.

TASKS is a folder with the CSV tables in `tables.SOURCES`; missing ones are skipped. Takes about an hour on
two cores. `--only` updates some sections and keeps the others.
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
    "tables": "The tool on every table",
    "coverage": "Do 90 % intervals hold the truth nine times in ten?",
    "folds": "Do folds match the distances of the area?",
    "field": "Do folds tell the true error? A simulated field",
    "speed": "How long a fit takes",
}
SEEDS, SAMPLES, REPETITIONS = 3, 5, 20


class Sections:
    """Writes the text of each section, by name, and its figures."""

    def __init__(self, folder: Path, rows: int, figures: Path) -> None:
        self.folder, self.rows, self.figures = folder, rows, figures
        self.encoder = load_encoder("bundled")
        self.tried = cache(lambda: tool.try_all(folder, self.encoder, rows))

    def sources(self) -> str:
        """Return the sources of the tables."""
        return tables.described(self.folder)

    def probes(self) -> str:
        """Return scores of ridge regressions on coordinates, harmonics and embeddings."""
        found = probing.probe(self.folder, self.encoder, self.rows, SEEDS)
        return (
            f"R² of the pooled predictions of 5 folds, random by place or of whole blocks of 15 degrees (California: 1 "
            f"degree); {self.rows:,} rows of a table at most. Mean ± standard deviation over {SEEDS} seeds of rows and "
            "folds; in brackets the first seed's 95 % interval, by a bootstrap over the same blocks.\n\n"
            + probing.told(found)
        )

    def tables(self) -> str:
        """Return scores of the full pipeline on every table."""
        found = self.tried()
        plots.draw_scores(self.figures / "learning-scores.png", found)
        return (
            "`models.fitting.fit` with the bundled encoder, 5 kNNDM folds for an area that is the rows' box (its "
            "land), seed 0. R², or balanced accuracy of classes, with 95 % intervals by a bootstrap over blocks. To "
            f"bound the time, at most {self.rows:,} rows of a table were used, {self.rows // tool.CLASSES_SHARE:,} of "
            "a table of classes; classes at fewer than 5 places are left out. The difference is the model's score "
            "minus that of the best model without embeddings, in kNNDM folds.\n\n"
            + tool.scores(found)
            + "\n![Scores](plots/learning-scores.png)\n"
        )

    def coverage(self) -> str:
        """Return the coverage of conformal intervals."""
        return (
            "Of the same fits: how often the conformal interval, or set of classes, made without a row's own fold held "
            "the row's truth. Wanted: 88 to 92 % in random folds, where rows are exchangeable.\n\n"
            + tool.coverages(self.tried())
        )

    def folds(self) -> str:
        """Return the distances of folds compared with those of the area."""
        return (
            f"{matching.ROWS:,} rows in clusters (standard deviation 1 degree) on land; the area is all land of the "
            "box. Wasserstein distance in km between two sets of distances, from held-out rows to the nearest row of "
            f"another fold and from {matching.PLACES:,} places of the area to the nearest row: mean ± standard "
            f"deviation over {SAMPLES} seeds. 0 would be a perfect match.\n\n" + matching.told(SAMPLES)
        )

    def field(self) -> str:
        """Return estimated compared with true errors."""
        found = field.repeat(self.encoder, REPETITIONS)
        plots.draw_ratios(self.figures / "learning-field.png", found)
        west, south, east, north = field.BOX
        return (
            f"{REPETITIONS} Gaussian random fields of exponential covariance (correlation 0.05 at "
            f"{field.RANGE_KM:,.0f} km, {field.NOISE:.0%} of the variance noise) on a box of {west:g} to {east:g} "
            f"degrees east and {south:g} to {north:g} north. {field.ROWS} rows in {field.CLUSTERS} clusters (standard "
            f"deviation {field.SPREAD} degrees), or uniform on the box; the truth is the root mean square error at "
            f"{field.PLACES:,} places that are uniform on it, of the model fitted on all rows. The estimate is the "
            "same error of out-of-fold predictions. Below 1 is optimistic. Wanted: kNNDM's mean within "
            f"{field.WITHIN:.0%} of the truth. The last column: how often the tool's 95 % interval of the estimated "
            "error held the true one.\n\n"
            + field.told(found)
            + "\nBlocks are as large as the tool makes them by itself.\n"
            "\n![Estimated over true error](plots/learning-field.png)\n"
        )

    def speed(self) -> str:
        """Return the duration of a large fit."""
        return (
            f"{duration.ROWS:,} rows of the elevation table, all 256 components, 5 folds; everything included: "
            "reading the rows, embedding, three kinds of folds, three baselines, the final model, applicability. Not "
            "the report.\n\n" + duration.told(self.folder, self.encoder)
        )


def main() -> int:
    """Run the sections, and write the report after each."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("tasks", type=Path, metavar="TASKS", help="folder of the tables (CSV)")
    parser.add_argument("--rows", type=int, default=6000, help="rows of a table at most (default 6000)")
    parser.add_argument("--only", nargs="+", choices=TITLES, default=list(TITLES), metavar="SECTION")
    parser.add_argument("-o", "--output", type=Path, default=FOLDER / "LEARNING.md")
    args = parser.parse_args()
    sections = Sections(args.tasks, args.rows, args.output.parent / "plots")
    texts = read(args.output)
    for name in args.only:
        start = time.perf_counter()
        text = getattr(sections, name)()
        took = f"Made on {time.strftime('%Y-%m-%d')} in {(time.perf_counter() - start) / 60:.1f} minutes.\n"
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
        "# How well models of places are fitted and judged\n\nWritten by `python benchmarks/learning TASKS`, TASKS a "
        f"folder of the tables below. {os.cpu_count()} cores ({platform.machine()}, no GPU), Python "
        f"{platform.python_version()}, {versions}. Seeds count from 0.\n\n" + "\n".join(ordered)
    )


if __name__ == "__main__":
    sys.exit(main())
