"""Fuzz every file reader: `make fuzz`, ten minutes. Failing files are kept in build/fuzz."""

from __future__ import annotations

import argparse
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from fuzz.driver import Finding, Tally, Worker, fuzz
from fuzz.readers import READERS, ROOT
from fuzz.worker import SPARE

FOLDER = ROOT / "build" / "fuzz"


def main() -> int:
    """Divide the time among the readers, print a table, and keep failing files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("readers", nargs="*", help=f"all: {', '.join(READERS)}")
    parser.add_argument("--minutes", type=float, default=10, help="(10)")
    parser.add_argument(
        "--seed", type=int, default=int(time.time()), help="of the mutants; of the clock by default"
    )
    args = parser.parse_args()
    chosen = args.readers or list(READERS)
    cores = min(os.cpu_count() or 1, len(chosen))
    seconds = 60 * args.minutes * cores / len(chosen)
    found: list[Finding] = []
    print(
        f"Seed {args.seed}, {seconds:.0f} s a reader, at most {SPARE >> 20} MiB more memory than for good files"
    )
    print(
        "| reader | files | read | sentences | slowest, s | memory, MB | findings |\n|---|---|---|---|---|---|---|"
    )
    for name in chosen:
        READERS[name].seeds()  # created here, not by two workers at once

    def one(name: str) -> Tally:
        with Worker(name) as worker:
            return fuzz(worker, args.seed, seconds=seconds)

    with ThreadPoolExecutor(cores) as pool:
        for name, tally in zip(chosen, pool.map(one, chosen)):
            counts = tally.outcomes
            found += tally.findings
            print(
                f"| {name} | {counts.total():,} | {counts['read']:,} | {counts['sentence']:,} | {tally.seconds:.1f} | "
                f"{tally.megabytes:.0f} | {len(tally.findings)} |",
                flush=True,
            )
    kinds = {(finding.reader, finding.kind): finding for finding in found}
    for number, finding in enumerate(kinds.values()):
        keep(number, finding)
    print(f"{len(found)} findings of {len(kinds)} kinds{f', in {FOLDER}' if found else ''}.")
    return 1 if found else 0


def keep(number: int, finding: Finding) -> None:
    """Write a failing file, and the output of its reader."""
    name = f"{finding.reader.replace(' ', '-')}-{number}"
    path = FOLDER / f"{name}{finding.suffix}"
    path.write_bytes(finding.data)
    path.with_suffix(".txt").write_text(
        f"{finding.mutant}\n{finding.said}\n", encoding="utf-8", errors="replace"
    )
    print(
        f"{path.name}: {finding.mutant}: {finding.said.strip().splitlines()[-1] if finding.said.strip() else ''}"
    )


if __name__ == "__main__":
    sys.exit(main())
