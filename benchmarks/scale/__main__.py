"""Benchmark many inputs: `python benchmarks/scale` embeds a million points in eight files and writes SCALE.md.

One process on one core does all files; two processes on a core each do half of them, at the same time. Linux only.
Takes one or two minutes. Other options are passed on to `embed`.
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

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

RESULTS = Path(__file__).resolve().parents[1] / "SCALE.md"
PROGRAM = (
    "import os, resource, sys; os.sched_setaffinity(0, {sorted(os.sched_getaffinity(0))[int(sys.argv[1])]}); "
    "from satclip_backend.cli import main; status = main(sys.argv[2:]); "
    "used = resource.getrusage(resource.RUSAGE_SELF); "
    "print(used.ru_maxrss, used.ru_utime + used.ru_stime); sys.exit(status)"
)
"""Program of a process on one core, whose number is its first argument.

It prints its peak memory in kB and its CPU time in seconds at the end.
"""


def write_inputs(folder: Path, points: int, files: int) -> None:
    """Write points, uniform on the sphere, to Parquet files."""
    rng = np.random.default_rng(0)
    folder.mkdir()
    for number in range(files):
        rows = points // files
        lon, lat = rng.uniform(-180, 180, rows), np.degrees(np.arcsin(rng.uniform(-1, 1, rows)))
        pq.write_table(pa.table({"lon": lon, "lat": lat}), folder / f"{number}.parquet")


def embed(folder: Path, output: Path, processes: int, options: list[str]) -> tuple[float, float, float]:
    """Embed all inputs with processes on a core each; return seconds, CPU seconds and the largest peak memory in MB."""
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
    ends = [text.split()[-2:] for text in texts]
    return seconds, sum(float(cpu) for _, cpu in ends), max(int(peak) for peak, _ in ends) / 1000


def main() -> int:
    """Run the benchmark and write the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--points", type=int, default=1_000_000)
    parser.add_argument("--files", type=int, default=8)
    args, options = parser.parse_known_args()
    rows: list[tuple[int, float, float, float, float, float]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "in")
        write_inputs(folder, args.points, args.files)
        before = os.getloadavg()[0]
        for processes in (1, 2):
            output = Path(name, f"out{processes}")
            seconds, cpu, peak = embed(folder, output, processes, options)
            one = rows[0][1] if rows else seconds
            rows.append((processes, seconds, args.points / seconds, one / seconds / processes, cpu, peak))
            shutil.rmtree(output)
    head = [
        "processes",
        "seconds",
        "points per second",
        "efficiency",
        "CPU seconds, all processes",
        "largest peak memory of a process",
    ]
    cells = [
        [str(processes), f"{seconds:.0f}", f"{rate:,.0f}", f"{share:.0%}", f"{cpu:.0f}", f"{peak:,.0f} MB"]
        for processes, seconds, rate, share, cpu, peak in rows
    ]
    lines = ["| " + " | ".join(line) + " |" for line in (head, ["---"] * len(head), *cells)]
    words = " ".join(["python benchmarks/scale", *sys.argv[1:]])
    text = (
        f"# Many inputs\n\nWritten by `{words}` on {time.strftime('%Y-%m-%d')}: {args.points:,} points in {args.files} "
        "Parquet files. A process has one core. Its start is included.\n\n"
        + "\n".join(lines)
        + f"\n\n{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}. Other programs used "
        f"the machine: its load was {before:.1f} before and {os.getloadavg()[0]:.1f} at the end.\n"
    )
    print(text)
    RESULTS.write_text(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
