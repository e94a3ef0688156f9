"""Benchmark the cost of pretraining: `python benchmarks/pretraining/cost.py` writes PRETRAINING_COST.md.

Takes about ten minutes on two idle cores. Each case runs in its own process. All data are synthetic, because
the cost does not depend on the content of images. Speeds are given by wall-clock time and by CPU time, which
hardly depends on the load of the machine.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
FOLDER = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(FOLDER / "speed")]

PLACES, EPOCHS, CORES = 100_000, 500, 2
OURS = {
    10: [(8192, "float32")],
    40: [(8192, "float32"), (8192, "bfloat16"), (32768, "float32")],
}
"""Batch sizes and precisions, by degree."""
MOST_HOURS, MOST_MB, MOST_GB, TIMES = 2.0, 300.0, 4.0, 200.0


def trained(degree: int, batch: int, precision: str = "float32", width: int = 512) -> dict[str, float]:
    """Measure samples per second and per core-second in the second epoch, and peak memory in GB, with CLIP's loss."""
    import numpy as np

    from satclip_backend.geo.sampling import sample_points
    from satclip_backend.pretraining.examples import Examples
    from satclip_backend.pretraining.settings import OBJECTIVES, TrainingSettings
    from satclip_backend.pretraining.trainer import Trainer

    values = np.random.default_rng(0).standard_normal((PLACES, width), np.float32)
    settings = TrainingSettings(
        degree=degree,
        epochs=EPOCHS,
        batch=batch,
        dropout=0.5,
        precision=precision,
        objective=OBJECTIVES["clip"],
    )
    trainer = Trainer(Examples(sample_points(PLACES), values, "synthetic"), settings)
    epoch = max(1, trainer.batches.land // batch)
    for _ in range(epoch):
        trainer.advance()
    clock, core = time.perf_counter(), time.process_time()
    for _ in range(epoch):
        trainer.advance()
    samples = batch * epoch
    return {
        "rate": samples / (time.perf_counter() - clock),
        "core": samples / (time.process_time() - core),
        "memory": peak_memory(),
    }


def official(degree: int) -> dict[str, float]:
    """Measure samples per second and per core-second of the official step."""
    import official_step

    rate, core = official_step.speed(degree)
    return {"rate": rate, "core": core}


def cache(width: int) -> dict[str, float]:
    """Measure the cache of 100,000 patches with features of this width: size in MB, and seconds to read it."""
    import numpy as np
    import torch

    from satclip_backend.geo.sampling import sample_points
    from satclip_backend.pretraining.feature_cache import cached_features
    from satclip_backend.pretraining.image_encoders import ImageEncoder
    from satclip_backend.pretraining.images.transforms import normalisation

    class Patches:
        """Patches of a single number."""

        lonlat, bands, pixels, fingerprint = sample_points(PLACES), ("B02",), 1, "synthetic"

        def __init__(self):
            self.without, self.skipped = {}, Counter()

        def read(self, rows):
            return rows.astype(np.float32)[:, None, None, None], np.arange(len(rows))

    class Noise(ImageEncoder):
        """Random features."""

        def forward(self, images):
            return torch.randn(len(images), self.width)

    with tempfile.TemporaryDirectory() as home:
        os.environ["SATCLIP_HOME"] = home
        normalise = normalisation("none", Patches.bands)
        cached_features(Patches(), Noise("noise", width), normalise)
        size = sum(path.stat().st_size for path in Path(home).rglob("*") if path.is_file())
        began = time.perf_counter()
        features = cached_features(Patches(), Noise("noise", width), normalise)
        return {"size": size / 1e6, "seconds": time.perf_counter() - began, "patches": len(features.values)}


def described(name: str, pixels: int) -> dict[str, float]:
    """Measure how many patches an image encoder processes per core-second, in the precision of the cache."""
    import torch

    from satclip_backend.pretraining.feature_cache import has_fast_bfloat16
    from satclip_backend.pretraining.image_encoders import image_encoder

    encoder, batch = (
        image_encoder(name, 13, pixels, weights="random" if name.startswith("moco") else None),
        32,
    )
    images = torch.rand(batch, 13, pixels, pixels)
    half = encoder.half_precision and has_fast_bfloat16()
    images = images.to(memory_format=torch.channels_last) if half else images
    seconds = []
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16, enabled=half):
        for _ in range(6):
            began = time.process_time()
            encoder(images)
            seconds.append(time.process_time() - began)
    return {"core": batch / sorted(seconds[1:])[2]}


def peak_memory() -> float:
    """Return the peak memory of this process in GB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) * 1024 / 1e9


CASES = {"trained": trained, "official": official, "cache": cache, "described": described}


def measure(name: str, *arguments: object) -> dict[str, float]:
    """Run a case in its own process."""
    command = [sys.executable, __file__, "--case", json.dumps([name, *arguments])]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{name} {arguments} failed:\n{done.stderr}")
    print(f"{time.strftime('%H:%M:%S')} {name} {arguments}: {done.stdout.strip()}", flush=True)
    return json.loads(done.stdout)


def goal(value: str, reached: bool) -> str:
    """Format a figure, with whether the target was reached."""
    return f"{value} ({'reached' if reached else '**missed**'})"


def report() -> str:
    """Run all cases, and return Markdown."""
    import machine
    from timing import table

    load = os.getloadavg()[0]

    steps = []
    for degree in OURS:
        theirs = measure("official", degree)
        steps.append(
            [
                f"official step, L = {degree}, batch 64",
                f"{theirs['rate']:,.1f}",
                f"{theirs['core']:,.1f}",
                "1",
                "",
                "",
            ]
        )
        for batch, precision in OURS[degree]:
            ours = measure("trained", degree, batch, precision)
            hours = PLACES * EPOCHS / (CORES * ours["core"]) / 3600
            times = ours["core"] / theirs["core"]
            steps.append(
                [
                    f"cached features, L = {degree}, batch {batch:,}, {precision}",
                    f"{ours['rate']:,.0f}",
                    f"{ours['core']:,.0f}",
                    goal(f"{times:,.0f}", times >= TIMES) if batch == 8192 else f"{times:,.0f}",
                    goal(f"{hours:.1f}", hours < MOST_HOURS) if batch == 8192 else f"{hours:.1f}",
                    goal(f"{ours['memory']:.2f}", ours["memory"] < MOST_GB),
                ]
            )
    caches = []
    for name, width in (
        ("ViT-S/16", 384),
        ("ResNet18", 512),
        ("random convolutions", 1024),
        ("ResNet50", 2048),
    ):
        found = measure("cache", width)
        caches.append(
            [name, width, goal(f"{found['size']:.0f}", found["size"] < MOST_MB), f"{found['seconds']:.1f}"]
        )
    encoders = []
    for name, pixels in (
        ("moco-resnet18", 256),
        ("moco-resnet50", 256),
        ("moco-vit16", 224),
        ("small-cnn", 16),
    ):
        rate = CORES * measure("described", name, pixels)["core"]
        encoders.append([name, f"{pixels} x {pixels} x 13", f"{rate:,.0f}", f"{PLACES / rate / 60:,.0f}"])
    return "\n".join(
        [
            "# Cost of pretraining\n",
            f"Written by `make bench` on {time.strftime('%Y-%m-%d')}. CLIP's loss, 512 units, 256 dimensions, dropout, "
            f"{PLACES:,} points, image features with 512 dimensions. {machine.description()}\n",
            f"The load average of the minute before the start was {load:.1f}. Hours and speed-ups are therefore "
            f"computed from CPU time, which hardly depends on other programs, for {CORES} idle cores.\n",
            "## Steps\n",
            "The official step (`benchmarks/pretraining/official_step.py`) processes images of 256 x 256 x 13 in every "
            f"epoch. The steps of this project are timed in the second epoch. Targets: {TIMES:.0f} times the official "
            f"speed, {PLACES:,} points x {EPOCHS} epochs in {MOST_HOURS:.0f} hours on two cores, {MOST_GB:.0f} GB. The "
            "first two apply to the published batch size of 8,192. With 32,768, every image is compared with four "
            "times as many points, which takes most of the time.\n",
            table(
                [
                    "step",
                    "samples/s, wall time",
                    "samples per core-second",
                    "speed-up over official",
                    f"hours for {EPOCHS} epochs",
                    "memory, GB",
                ],
                steps,
            ),
            "## Cache\n",
            f"Size of the files with the features of {PLACES:,} patches. Target: less than {MOST_MB:.0f} MB.\n",
            table(["features", "width", "MB", "s to read"], caches),
            "## Computing image features on two cores\n",
            table(["image encoder", "patch", "patches/s", f"minutes for {PLACES:,}"], encoders),
        ]
    )


def main() -> int:
    """Write the report, or run one case and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--case", help=argparse.SUPPRESS)
    parser.add_argument("-o", "--output", type=Path, default=FOLDER / "PRETRAINING_COST.md")
    args = parser.parse_args()
    if args.case:
        name, *arguments = json.loads(args.case)
        print(json.dumps(CASES[name](*arguments)))
        return 0
    args.output.write_text(report(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
