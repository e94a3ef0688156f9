"""Description of the machine and its peak rates: matrix products and sines with torch."""

from __future__ import annotations

import os
import platform
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import torch
from timing import side_by_side

CORES = os.cpu_count() or 1
ROWS, UNITS = 1024, 512


def description() -> str:
    """Return a paragraph with processor, cores, memory, system and versions."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        lines = info.read_text().splitlines()
        names = {line.split(":")[0].strip(): line.split(":")[1].strip() for line in lines if ":" in line}
        model = (
            f"{names.get('model name', model)} (family {names.get('cpu family')}, model {names.get('model')})"
        )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{model}, {CORES} cores, {memory:.0f} GiB of memory, {torch.backends.cpu.get_cpu_capability()}; "
        f"{platform.system()}, Python {platform.python_version()}, torch {torch.__version__}, "
        f"NumPy {np.__version__}. No GPU was used."
    )


def rates() -> dict[str, float]:
    """Measure peak rates with one thread on each core.

    They are floating-point operations per second of matrix products ("float32", "float64"), and "sines" per
    second in float32.
    """
    work = {}
    with torch.inference_mode():
        for name in ("float32", "float64"):
            dtype = getattr(torch, name)
            left = [torch.randn(ROWS, UNITS, dtype=dtype) for _ in range(CORES)]
            right = torch.randn(UNITS, UNITS, dtype=dtype)
            out = [torch.empty(ROWS, UNITS, dtype=dtype) for _ in range(CORES)]
            work[name] = lambda core, a=left, b=right, c=out: torch.mm(a[core], b.T, out=c[core])
        waves = [torch.randn(ROWS, UNITS) for _ in range(CORES)]
        work["sines"] = lambda core: torch.sin(waves[core], out=waves[core])
    repeats = 100

    def on_each_core(one) -> None:
        def repeat(core: int) -> None:
            with torch.inference_mode():
                for _ in range(repeats):
                    one(core)

        with ThreadPoolExecutor(CORES) as pool:
            list(pool.map(repeat, range(CORES)))

    timings = side_by_side({name: (lambda one=one: on_each_core(one)) for name, one in work.items()})
    operations = {"float32": 2 * ROWS * UNITS**2, "float64": 2 * ROWS * UNITS**2, "sines": ROWS * UNITS}
    return {name: operations[name] * repeats * CORES / timing.median for name, timing in timings.items()}
