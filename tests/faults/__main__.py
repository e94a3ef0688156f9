"""Fault injection for half an hour: `make faults` writes its table to docs/reliability.md.

Everything is real. Commands, servers, their child processes and QGIS are killed, run out of disk space and
memory, interrupted and closed. Meanwhile, eight clients use another server. Exits with status 1 if a user
would have lost data.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from faults import cancelling, clocks, disks, kills, memory, windows
from faults.disks import NotTried
from faults.programs import Fault
from faults.seen import Seen, seen, table
from faults.soak import Soak
from faults.world import World

DOCS = Path(__file__).resolve().parents[2] / "docs" / "reliability.md"
BEGIN, END = "<!-- figures -->\n", "<!-- end of figures -->\n"
SCENARIOS = {
    "kill -9 of a command": (kills.kill_commands, 3),
    "kill -9 of a server": (kills.kill_servers, 2),
    "kill -9 of a job's process": (kills.kill_children, 2),
    "kill -9 of a server in pretraining": (kills.restart_under_a_run, 1),
    "kill -9 of qgis_process": (windows.killed, 3),
    "SIGTERM, SIGINT or SIGHUP of a command": (kills.end_commands, 1),
    "Cancel of a job": (cancelling.jobs, 3),
    "Two windows at once": (windows.two_at_once, 2),
    "Cancel in QGIS, QGIS closed while running": (windows.closed, 2),
    "Full disk": (disks.full_disk, 1),
    "Read-only folder": (disks.read_only, 1),
    "Data folder full or read-only": (disks.data_folder, 1),
    "Server's disk full": (disks.full_server, 1),
    "Little memory, command": (memory.commands, 1),
    "Little memory, server": (memory.jobs, 1),
    "Clock that jumps": (clocks.jumps, 1),
}


def main() -> int:
    """Run the scenarios; print and write the observations."""
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

    def say(name: str, what: str, step: Callable[[], Seen]) -> None:
        nonlocal failed
        try:
            found = step()
        except NotTried as reason:
            found = seen(f"not tried: {reason}")
        except Exception as error:
            failed += 1
            found = f"FAILED: {error if isinstance(error, Fault) else traceback.format_exc()}"
        rows.append((name, what, found))
        print(f"{time.strftime('%H:%M:%S')} {name}, {what}: {found}", flush=True)

    with tempfile.TemporaryDirectory(prefix="satclip-faults-") as scratch:
        began = time.monotonic()
        soak = Soak(World(Path(scratch) / "soak"), 60 * args.minutes) if args.minutes else None
        world = World(Path(scratch) / "world", args.seed)
        for name, (scenario, tries) in chosen.items():
            for what, step in scenario(world, tries):
                say(name, what, step)
        if soak:
            say("Eight clients", "one server", soak.result)
    print(*table(row for row in rows if isinstance(row[2], Seen)), sep="\n")
    print(f"{failed} of {len(rows)} failed, {(time.monotonic() - began) / 60:.0f} minutes.")
    if args.write and not failed:
        write(rows)
    return 1 if failed else 0


def write(rows: list[tuple[str, str, Seen]]) -> None:
    """Write the table between its markers in the documentation."""
    before, _, rest = DOCS.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    when = f"`make faults` on {time.strftime('%Y-%m-%d')}, {platform.system()}, {os.cpu_count()} processors:"
    lines = [when, "", *table(rows), ""]
    DOCS.write_text("".join([before, BEGIN, *(f"{line}\n" for line in lines), END, after]), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
