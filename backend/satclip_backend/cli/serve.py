"""satclip-backend serve: runs the HTTP server for QGIS."""

from __future__ import annotations

import argparse
import os
from contextlib import suppress

from satclip_backend.processes import PROCESSES
from satclip_backend.server.serve import leave, serve

DESCRIPTION = """\
Run the HTTP server for QGIS and other clients. Its address and access token are written to run/server.json in the data
folder, which only your user account can read.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument(
        "--host",
        default="127.0.0.1",
        help="address to listen on (%(default)s: this computer only); plain HTTP",
    )
    parser.add_argument("--port", type=int, default=0, help="port to listen on (%(default)s: any free port)")
    parser.add_argument(
        "--idle-minutes",
        type=_minutes,
        default=15.0,
        metavar="MINUTES",
        help="shut down after so many minutes without a request (%(default)g; 0: never)",
    )
    parser.add_argument(
        "--private-urls",
        choices=("allow", "refuse"),
        help="whether jobs may read images from private network addresses (default: allow if the server listens on "
        "this computer only)",
    )


def run(args: argparse.Namespace) -> int:
    """Serve until stopped."""
    os.environ.setdefault("PYTHONSAFEPATH", "1")  # otherwise jobs import modules from the current folder
    private_urls = None if args.private_urls is None else args.private_urls == "allow"
    if not serve(args.host, args.port, args.idle_minutes, PROCESSES, private_urls):
        leave(0)
    return 0


def _minutes(text: str) -> float:
    with suppress(ValueError):
        if 0 <= (minutes := float(text)) < float("inf"):
            return minutes
    raise argparse.ArgumentTypeError("give a number of minutes, 0 or more")
