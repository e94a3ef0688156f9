"""Duration of a fit with many observations, including baselines and all folds."""

from __future__ import annotations

import os
import resource
import time
from pathlib import Path

from probes import TARGETS
from tables import observations
from tool import ESTIMATORS

from satclip_backend.encoders.encoder import Encoder
from satclip_backend.models.estimators import LABELS
from satclip_backend.models.fit_config import FitConfig
from satclip_backend.models.fitting import fit
from satclip_backend.models.prediction_area import sample_area

ROWS = 50_000
WANTED = 180.0
"""Target for the automatic choice on two cores, in seconds."""


def told(folder: Path, encoder: Encoder) -> str:
    """Return Markdown: the duration of a fit with each estimator, by step."""
    target = next(t for t in TARGETS if t.column == "elevation_m")
    if not (folder / target.file).exists():
        return f"Not measured: {target.file} is missing.\n"
    load, text = os.getloadavg()[0], []
    for estimator in ESTIMATORS:
        spent: dict[str, float] = {}
        last = ["reading the observations", time.perf_counter()]

        def report(share: float, message: str, spent=spent, last=last) -> None:
            if message != last[0]:
                now = time.perf_counter()
                spent[last[0]] = spent.get(last[0], 0.0) + now - last[1]
                last[:] = [message, now]

        start = time.perf_counter()
        observed = observations(folder, target, ROWS, 0)
        config = FitConfig(target=target.column, estimator=estimator)
        _, evaluation = fit(observed, config, [encoder], sample_area(observed.lonlat).lonlat, report)
        seconds = time.perf_counter() - start
        name = "Automatic" if estimator == "auto" else LABELS[estimator]["regression"]
        verdict = (
            ""
            if estimator != "auto"
            else f" (target: less than {WANTED:.0f} s: {'yes' if seconds < WANTED else 'no'})"
        )
        text.append(
            f"{name}: **{seconds:.0f} s**{verdict}, {len(observed):,} observations, {encoder.dimension} features, "
            f"{len(evaluation.folds)} kinds of folds.\n\n| step | seconds |\n| --- | --- |\n"
            + "\n".join(f"| {what} | {took:.1f} |" for what, took in spent.items() if took >= 0.05)
            + "\n"
        )
        print(text[-1], flush=True)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    text.append(
        f"Peak memory: {memory:.1f} GiB. Load average of the minute before the start: {load:.1f}, on {os.cpu_count()} "
        "cores.\n"
    )
    return "\n".join(text)
