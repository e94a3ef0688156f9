"""Faults while working, half an hour of them: `make faults` writes its table into docs/reliability.md.

Everything is real: commands, servers, their children and QGIS are killed, starved of disk and memory, asked to end,
closed; eight clients work on a server of their own all the while. Exits with 1 where a user would have lost something.
"""

from __future__ import annotations

import argparse
import itertools
import platform
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from faults import clocks, disks, kills, memory, windows
from faults.disks import NotTried
from faults.programs import Fault
from faults.soak import Soak
from faults.world import World

DOCS = Path(__file__).resolve().parents[2] / "docs" / "reliability.md"
BEGIN, END = "<!-- figures -->\n", "<!-- end of figures -->\n"
SCENARIOS = {
    "kill -9 of a command": (kills.kill_commands, 6),
    "kill -9 of a server": (kills.kill_servers, 3),
    "kill -9 of a job's process": (kills.kill_children, 3),
    "kill -9 of a server in pretraining": (kills.restart_under_a_run, 2),
    "kill -9 of qgis_process": (windows.killed, 5),
    "SIGTERM, SIGINT, SIGHUP": (kills.end_commands, 3),
    "Two windows at once": (windows.two_at_once, 3),
    "QGIS closed in mid-run": (windows.closed, 2),
    "Full disk": (disks.full_disk, 1),
    "Read-only folder": (disks.read_only, 1),
    "Data folder full or read-only": (disks.data_folder, 1),
    "Server's disk full": (disks.full_server, 1),
    "Little memory, command": (memory.commands, 1),
    "Little memory, server": (memory.jobs, 1),
    "Clock that jumps": (clocks.jumps, 1),
}


def main() -> int:
    """Run the scenarios, print and write what was seen."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("names", nargs="*", help="scenarios by parts of their names (all)")
    parser.add_argument("--minutes", type=float, default=30, help="of the eight clients (30); 0 for none")
    parser.add_argument("--seed", type=int, default=0, help="of the moments of kills")
    parser.add_argument("--write", action="store_true", help="put the table into docs/reliability.md")
    args = parser.parse_args()
    chosen = {
        name: scenario
        for name, scenario in SCENARIOS.items()
        if not args.names or any(part.lower() in name.lower() for part in args.names)
    }
    failed, rows = 0, []

    def say(name: str, what: str, step: Callable[[], str]) -> None:
        nonlocal failed
        try:
            seen = step()
        except NotTried as reason:
            seen = f"not tried: {reason}"
        except Exception as error:
            failed += 1
            seen = f"FAILED: {error if isinstance(error, Fault) else traceback.format_exc()}"
        rows.append(f"| {name} | {what} | {seen} |")
        print(f"{time.strftime('%H:%M:%S')} {name}, {what}: {seen}", flush=True)

    with tempfile.TemporaryDirectory(prefix="satclip-faults-") as scratch:
        began = time.monotonic()
        soak = Soak(World(Path(scratch) / "soak"), 60 * args.minutes) if args.minutes else None
        world = World(Path(scratch) / "world", args.seed)
        for name, (scenario, tries) in chosen.items():
            for what, step in scenario(world, tries):
                say(name, what, step)
        if soak:
            say("Eight clients", "one server", soak.result)
    print(f"{failed} of {len(rows)} failed, {(time.monotonic() - began) / 60:.0f} minutes.")
    if args.write and not failed:
        write(rows)
    return 1 if failed else 0


def write(rows: list[str]) -> None:
    """Put the table between its marks in the documentation."""
    before, _, rest = DOCS.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    table = [f"`make faults` on {time.strftime('%Y-%m-%d')}, {platform.machine()}:", ""]
    table += ["| fault | of | seen |", "| --- | --- | --- |", *rows, ""]
    DOCS.write_text("".join(itertools.chain([before, BEGIN], (f"{line}\n" for line in table), [END, after])))


if __name__ == "__main__":
    sys.exit(main())
