"""Benchmark the speed, compared with other packages and the hardware: `python benchmarks/speed` writes
RESULTS.md.

Takes about a quarter of an hour; `--quick` skips the map of 10^9 pixels. Nothing else should run meanwhile.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")  # as in the programs: one batch per core

import machine
import maps
import plots
import points
import server

FOLDER = Path(__file__).resolve().parents[1]
COMMAND = "make bench"


def in_qgis() -> str:
    """Return the section on satclip:embedpoints, run by the Python environment that has QGIS."""
    python = FOLDER.parent / ".venv-qgis" / "bin" / "python"
    if not python.exists():
        return "Not measured: QGIS is not installed (`make test` installs it).\n"
    command = [python, FOLDER / "embed_points.py", "100000"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return f"`benchmarks/embed_points.py`, GeoPackage to GeoPackage:\n\n```\n{done.stdout.strip()}\n```\n"


def main() -> int:
    """Run everything and write the report."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="leave out the map of 10^9 pixels")
    parser.add_argument("-o", "--output", type=Path, default=FOLDER / "RESULTS.md")
    args = parser.parse_args()
    sections: list[str] = []

    def say(title: str, text: str) -> None:
        sections.append(f"## {title}\n\n{text}")
        print(f"{time.strftime('%H:%M:%S')} {title}\n\n{text}", flush=True)

    rates = machine.rates()
    say(
        "Machine",
        f"{machine.description()}\n\nWith one thread per core: matrix products "
        f"{rates['float32'] / 1e9:,.0f} GFLOP/s in float32 and {rates['float64'] / 1e9:,.0f} in float64 (1,024 x 512 "
        f"times 512 x 512), a sine {1e9 / rates['sines']:.2f} ns.\n",
    )
    text, speeds = points.run(rates)
    say("Scattered points: all 256 components", text)
    say("Embedding maps: three components, file written", maps.run(speeds))
    text, milliseconds = server.tiles()
    say("Tiles of the live layer: 256 x 256 pixels over HTTP", text)
    say("Start of the backend", server.start())
    say("Adding embeddings to a layer in QGIS", in_qgis())
    memory = []
    if not args.quick:
        text, memory = maps.long_map()
        say("Memory of a large map", text)
    pictures = plots.draw(args.output.parent / "plots", speeds, milliseconds, memory)
    args.output.write_text(
        f"# Speed\n\nWritten by `{COMMAND}` on {time.strftime('%Y-%m-%d')}. Values are medians of {maps.ROUNDS} "
        "rounds. For points, every round runs all cases in turn. The encoders have random weights and the shape of the "
        "released ones (512 units, 256 dimensions), except for maps and tiles of the bundled encoder. Errors are "
        "relative to the plain float64 evaluation, harmonic by harmonic.\n\n"
        + "\n".join(sections)
        + "\n"
        + "\n".join(f"![{title}](plots/{name})" for title, name in pictures.items())
        + "\n"
    )
    print(f"{args.output} is written.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
