"""Compare a GPU with the CPU, in accuracy and speed: `make gpu-check`, or `python benchmarks/gpu`.

Encoders of all families, maps, tiles, a perceptron and pretraining steps, with random weights and data, so nothing is
downloaded. It prints a Markdown table, and is meant to take less than five minutes. Exit status 1 if an error exceeds
its tolerance, and 2 without a GPU.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from encoders import compare_encoders, compare_maps, compare_model
from limits import Limits, measure
from pretraining import compare_steps
from result import HEAD, Result


def main() -> int:
    """Run all comparisons and print the report."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--device", default="cuda", help="cuda, cuda:1, or cpu to try the program (default cuda)"
    )
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="write the report to a file as well"
    )
    args = parser.parse_args()
    device = torch.device(args.device)
    if device.type not in ("cuda", "cpu"):
        parser.error("the device must be cuda or cpu")
    if device.type == "cuda" and not torch.cuda.is_available():
        print(
            f"There is no GPU that PyTorch {torch.__version__} can use. --device cpu runs the same comparisons on the "
            "CPU.",
            file=sys.stderr,
        )
        return 2
    began = time.perf_counter()
    limits = measure(device)
    lines = [
        "## GPU",
        "",
        f"`make gpu-check`, {time.strftime('%Y-%m-%d')}, {_description(device)} {limits}",
        "",
        HEAD,
    ]
    print("\n".join(lines), flush=True)
    passed = True
    for result in _results(device, limits):
        passed &= result.passed
        lines.append(result.row())
        print(lines[-1], flush=True)
    if args.output:
        args.output.write_text("\n".join(lines) + "\n")
    verdict = "All errors are within their tolerances." if passed else "Errors exceed their tolerances."
    print(f"\n{verdict} {time.perf_counter() - began:.0f} s.")
    return 0 if passed else 1


def _results(device: torch.device, limits: Limits) -> Iterator[Result]:
    yield from compare_encoders(device, limits)
    yield from compare_maps(device)
    yield from compare_model(device)
    yield from compare_steps(device, limits)


def _description(device: torch.device) -> str:
    if device.type == "cpu":
        return f"the CPU itself, to try the program; PyTorch {torch.__version__}."
    properties = torch.cuda.get_device_properties(device)
    return (
        f"{properties.name} with {properties.total_memory / 2**30:.0f} GiB, {torch.cuda.device_count()} GPUs; PyTorch "
        f"{torch.__version__}."
    )


if __name__ == "__main__":
    sys.exit(main())
