"""Benchmark many inputs: `python benchmarks/scale` embeds a million points in eight files and prints a table.

One process on one core does all files; two processes on a core each do half of them, at the same time. Linux only.
Takes one or two minutes. Other options are passed on to `embed`.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

PROGRAM = (
    "import os, resource, sys; os.sched_setaffinity(0, {sorted(os.sched_getaffinity(0))[int(sys.argv[1])]}); "
    "from satclip_backend.cli import main; status = main(sys.argv[2:]); "
    "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss); sys.exit(status)"
)
"""Program of a process on one core, whose number is its first argument. It prints its peak memory in kB at the end."""


def write_inputs(folder: Path, points: int, files: int) -> None:
    """Write points, uniform on the sphere, to Parquet files."""
    rng = np.random.default_rng(0)
    folder.mkdir()
    for number in range(files):
        rows = points // files
        lon, lat = rng.uniform(-180, 180, rows), np.degrees(np.arcsin(rng.uniform(-1, 1, rows)))
        pq.write_table(pa.table({"lon": lon, "lat": lat}), folder / f"{number}.parquet")


def embed(folder: Path, output: Path, processes: int, options: list[str]) -> tuple[float, float]:
    """Embed all inputs with that many processes on a core each; return the seconds and the largest peak memory in MB."""
    command = ["embed", str(folder), "-o", str(output), "--device", "cpu", *options]
    began = time.perf_counter()
    started = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(core), *command, f"--part={core + 1}/{processes}"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        for core in range(processes)
    ]
    texts = [process.communicate()[0] for process in started]
    seconds = time.perf_counter() - began
    if any(process.returncode for process in started):
        raise SystemExit("\n".join(texts))
    return seconds, max(int(text.split()[-1]) for text in texts) / 1000


def main() -> int:
    """Run the benchmark and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--points", type=int, default=1_000_000)
    parser.add_argument("--files", type=int, default=8)
    args, options = parser.parse_known_args()
    print("| processes | points | seconds | points per second | efficiency | peak memory of a process |")
    print("| --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "in")
        write_inputs(folder, args.points, args.files)
        one = 0.0
        for processes in (1, 2):
            seconds, peak = embed(folder, Path(name, f"out{processes}"), processes, options)
            one = one or seconds
            cells = [
                f"{processes}",
                f"{args.points:,}",
                f"{seconds:.0f}",
                f"{args.points / seconds:,.0f}",
                f"{one / seconds / processes:.0%}",
                f"{peak:,.0f} MB",
            ]
            print("| " + " | ".join(cells) + " |", flush=True)
            for path in Path(name, f"out{processes}").glob("*.parquet"):
                path.unlink()
    load = f", load {os.getloadavg()[0]:.1f} at the end" if hasattr(os, "getloadavg") else ""
    print(f"\n{os.cpu_count()} cores{load}; {platform.system()}, Python {platform.python_version()}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
