"""Benchmark many inputs: `python benchmarks/scale` embeds ten million points in 32 files and writes SCALE.md.

One process on one core does all files; two processes on a core each do half of them, at the same time; and two workers
of Dask on a core each do all. Linux only. Needs the extra cluster and 3 GB in the folder for temporary files. Takes
about eight minutes on two idle cores. Other options are passed on to `embed`.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

RESULTS = Path(__file__).resolve().parents[1] / "SCALE.md"
PROGRAM = """
import os, resource, sys
cores = sorted(os.sched_getaffinity(0))
os.sched_setaffinity(0, {cores[int(index)] for index in sys.argv[1].split(",")})
from satclip_backend.cli import main
if __name__ == "__main__":
    status = main(sys.argv[2:])
    used = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(max(one.ru_maxrss for one in used), sum(one.ru_utime + one.ru_stime for one in used))
    sys.exit(status)
"""
"""Program of a process on some cores, whose numbers are its first argument.

It prints the peak memory in kB of itself or of its largest child, and the CPU time of all in seconds, at the end.
"""


class Measured(NamedTuple):
    """A way to embed all files: its number of cores, seconds, CPU seconds, and largest peak memory in MB."""

    name: str
    cores: int
    seconds: float
    cpu: float
    peak: float


def write_inputs(folder: Path, points: int, files: int) -> None:
    """Write points, uniform on the sphere, to Parquet files."""
    rng = np.random.default_rng(0)
    folder.mkdir()
    for number in range(files):
        rows = points // files
        lon, lat = rng.uniform(-180, 180, rows), np.degrees(np.arcsin(rng.uniform(-1, 1, rows)))
        pq.write_table(pa.table({"lon": lon, "lat": lat}), folder / f"{number:04}.parquet")


def embed(folder: Path, name: str, commands: list[tuple[str, list[str]]], options: list[str]) -> Measured:
    """Embed all inputs with commands that run at the same time, each with its cores and options of its own."""
    output = folder.with_name("out")
    script = folder.with_name("program.py")
    script.write_text(PROGRAM)
    began = time.perf_counter()
    started = [
        subprocess.Popen(
            [
                *(sys.executable, str(script), cores, "embed", str(folder), "-o", str(output)),
                *("--device", "cpu", *options, *own),
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        for cores, own in commands
    ]
    texts = [process.communicate()[0] for process in started]
    seconds = time.perf_counter() - began
    if any(process.returncode for process in started):
        raise SystemExit("\n".join(texts))
    shutil.rmtree(output)
    ends = [text.split()[-2:] for text in texts]
    used = sum(len(cores.split(",")) for cores, _ in commands)
    return Measured(
        name, used, seconds, sum(float(cpu) for _, cpu in ends), max(int(peak) for peak, _ in ends) / 1000
    )


def main() -> int:
    """Run the benchmark and write the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--points", type=int, default=10_000_000)
    parser.add_argument("--files", type=int, default=32)
    args, options = parser.parse_known_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "in")
        write_inputs(folder, args.points, args.files)
        before = os.getloadavg()[0]
        rows = [
            embed(folder, "one process", [("0", [])], options),
            embed(folder, "two processes", [("0", ["--part=1/2"]), ("1", ["--part=2/2"])], options),
            embed(folder, "Dask, two workers", [("0,1", ["--dask=local"])], options),
        ]
    head = [
        "",
        "seconds",
        "points per second",
        "parts per second",
        "efficiency",
        "CPU seconds",
        "largest peak memory of a process",
    ]
    cells = [
        [
            row.name,
            f"{row.seconds:.0f}",
            f"{args.points / row.seconds:,.0f}",
            f"{args.files / row.seconds:.2f}",
            f"{rows[0].seconds / row.seconds / row.cores:.0%}",
            f"{row.cpu:.0f}",
            f"{row.peak:,.0f} MB",
        ]
        for row in rows
    ]
    lines = ["| " + " | ".join(line) + " |" for line in (head, ["---"] * len(head), *cells)]
    words = " ".join(["python benchmarks/scale", *sys.argv[1:]])
    text = (
        f"# Many inputs\n\nWritten by `{words}` on {time.strftime('%Y-%m-%d')}: {args.points:,} points in {args.files} "
        "Parquet files (parts). A process has one core, Dask's two workers have two. Their start is included.\n\n"
        + "\n".join(lines)
        + f"\n\n{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}. Other programs used "
        f"the machine: its load was {before:.1f} before and {os.getloadavg()[0]:.1f} at the end.\n"
    )
    print(text)
    RESULTS.write_text(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
