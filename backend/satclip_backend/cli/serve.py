"""satclip-backend serve: runs the HTTP server for QGIS."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import fields
from pathlib import Path

from satclip_backend import store
from satclip_backend.cli.encoder_options import add_device_option
from satclip_backend.cli.files import InputFile
from satclip_backend.errors import SatclipError
from satclip_backend.input_files import read_text
from satclip_backend.limits import MEMORY_IS_LIMITED, Limits
from satclip_backend.processes.registry import PROCESSES
from satclip_backend.server.certificates import Certificate
from satclip_backend.server.deployment import Deployment
from satclip_backend.server.proxy import PublicUrl
from satclip_backend.server.quotas import Quota
from satclip_backend.server.serve import serve
from satclip_backend.threads import leave

LEAST_MEMORY = 2
"""Smallest limit in GB: a server that draws many tiles and embeds many points at once needs 1 GB."""
SHORTEST_TOKEN = 32
"""Smallest number of characters of an access token."""
DESCRIPTION = """\
Run the HTTP server for QGIS and other clients. Its address and access token are written to run/server.json in the data
folder, which only your user account can read.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument(
        "--host",
        default="127.0.0.1",
        help="address to listen on (%(default)s: this computer only); others need --certificate or --behind-proxy",
    )
    parser.add_argument("--port", type=int, default=0, help="port to listen on (%(default)s: any free port)")
    parser.add_argument(
        "--idle-minutes",
        type=_minutes,
        default=15.0,
        metavar="MINUTES",
        help="shut down after so many minutes without a request (%(default)g; 0: never)",
    )
    add_device_option(parser)
    parser.add_argument(
        "--cores",
        type=_count("processor cores"),
        metavar="NUMBER",
        help="number of processor cores to use (default: all; on macOS, for embeddings and models only)",
    )
    parser.add_argument(
        "--memory",
        type=_gigabytes,
        metavar="GB",
        help=f"memory that the server and each of its jobs may allocate, at least {LEAST_MEMORY} GB (default: no "
        "limit; Linux only)",
    )
    parser.add_argument(
        "--offline",
        action="store_true",
        help="request nothing from other computers: no downloads of encoders, no images at URLs",
    )
    parser.add_argument(
        "--token-file",
        type=InputFile,
        metavar="FILE",
        help=f"file with the access token, {SHORTEST_TOKEN} characters or more, that only you can read (default: a new "
        "token at each start)",
    )
    parser.add_argument(
        "--private-urls",
        choices=("allow", "refuse"),
        help="whether jobs may read images from private network addresses (default: allow if the server is for this "
        "computer and one user only)",
    )
    parser.add_argument(
        "--certificate",
        type=InputFile,
        metavar="FILE",
        help="use TLS with this certificate, in PEM with its chain; loaded again when it is renewed",
    )
    parser.add_argument(
        "--key",
        type=InputFile,
        metavar="FILE",
        help="private key of the certificate, in PEM without a passphrase",
    )
    parser.add_argument(
        "--behind-proxy",
        metavar="URL",
        help="URL at which a web server with https offers this server, such as https://gis.example.org/satclip",
    )
    parser.add_argument(
        "--grace",
        type=_seconds,
        default=0.0,
        metavar="SECONDS",
        help="seconds that requests and running jobs get to end when the server is stopped (%(default)g)",
    )
    parser.add_argument(
        "--keep-jobs",
        action="store_true",
        help="keep jobs and their results when the server is restarted; one server in a data folder",
    )
    _add_team_options(parser)


def _add_team_options(parser: argparse.ArgumentParser) -> None:
    default, quota, jobs, runs = Deployment(), Quota(), _count("jobs"), _count("pretraining runs")
    parser.add_argument(
        "--jobs", type=jobs, default=default.jobs, metavar="NUMBER", help="jobs to run at once (%(default)s)"
    )
    parser.add_argument(
        "--training-runs",
        type=runs,
        default=default.training_runs,
        metavar="NUMBER",
        help="pretraining runs to run at once, in parallel to other jobs (%(default)s)",
    )
    users = parser.add_argument_group("several users")
    users.add_argument(
        "--users",
        action="store_true",
        help="accept the tokens of the users that 'satclip-backend users' adds. Each user sees only jobs, uploads and "
        "runs of their own, and requests are recorded in log/audit.jsonl in the data folder",
    )
    for name, type, each, text in (
        ("jobs", jobs, quota.jobs, "running jobs of each user; others wait"),
        ("training-runs", runs, quota.training_runs, "running pretraining runs of each user; others wait"),
        ("waiting", jobs, quota.waiting, "waiting jobs of each user"),
        ("gigabytes", _storage, quota.gigabytes, "GB of uploads, results and pretraining runs of each user"),
    ):
        users.add_argument(
            f"--user-{name}", type=type, metavar="NUMBER", help=f"{text} ({each:g}; with --users)"
        )


def run(args: argparse.Namespace) -> int:
    """Serve until stopped."""
    os.environ.setdefault("PYTHONSAFEPATH", "1")  # otherwise jobs import modules from the current folder
    if args.memory and not MEMORY_IS_LIMITED:
        raise SatclipError("The memory can be limited on Linux only: leave --memory out.")
    Limits(args.device, args.cores, args.memory, args.offline).apply()
    token = args.token_file and read_token(args.token_file)
    private_urls = None if args.private_urls is None else args.private_urls == "allow"
    deployment = _deployment(args)
    if not serve(args.host, args.port, args.idle_minutes, PROCESSES, private_urls, token, deployment):
        leave(0)
    return 0


def _quota(args: argparse.Namespace) -> Quota | None:
    given = {field.name: getattr(args, f"user_{field.name}") for field in fields(Quota)}
    given = {name: value for name, value in given.items() if value is not None}
    if given and not args.users:
        option = next(iter(given)).replace("_", "-")
        raise SatclipError(f"--user-{option} is a limit of each user: give --users, too, or leave it out.")
    return Quota(**given) if args.users else None


def _deployment(args: argparse.Namespace) -> Deployment:
    if bool(args.certificate) != bool(args.key):
        raise SatclipError("TLS needs both --certificate and --key: give the other one, too.")
    return Deployment(
        certificate=Certificate(args.certificate, args.key) if args.certificate else None,
        public_url=None if args.behind_proxy is None else PublicUrl.parse(args.behind_proxy),
        grace=args.grace,
        keep_jobs=args.keep_jobs,
        jobs=args.jobs,
        training_runs=args.training_runs,
        quota=_quota(args),
    )


def read_token(path: Path) -> str:
    """Return the access token in a file of the user's own. Raises `SatclipError`."""
    try:
        token = read_text(path, 1000).strip()
        others = store.others_can_read(path)
    except (OSError, ValueError) as error:
        raise SatclipError(
            f"The token file {path} can't be read: {getattr(error, 'strerror', None) or error}."
        ) from error
    if others:
        raise SatclipError(f"Other users can read the token file {path}: run chmod 600 on it.")
    if len(token) < SHORTEST_TOKEN or not re.fullmatch("[A-Za-z0-9._~+/-]+=*", token):  # RFC 6750
        raise SatclipError(
            f"The token file {path} must contain {SHORTEST_TOKEN} or more letters, digits and the characters ._~+/-, "
            "such as the output of: openssl rand -hex 32"
        )
    return token


def _minutes(text: str) -> float:
    with suppress(ValueError):
        if 0 <= (minutes := float(text)) < float("inf"):
            return minutes
    raise argparse.ArgumentTypeError("give a number of minutes, 0 or more")


def _count(things: str) -> Callable[[str], int]:
    """Return the type of an option that is a number of `things`."""

    def count(text: str) -> int:
        with suppress(ValueError):
            if (number := int(text)) >= 1:
                return number
        raise argparse.ArgumentTypeError(f"give a number of {things}, 1 or more")

    return count


def _seconds(text: str) -> float:
    with suppress(ValueError):
        if 0 <= (seconds := float(text)) <= 86400:
            return seconds
    raise argparse.ArgumentTypeError("give a number of seconds, 0 to 86400")


def _storage(text: str) -> float:
    with suppress(ValueError):
        if 0 < (gigabytes := float(text)) < float("inf"):
            return gigabytes
    raise argparse.ArgumentTypeError("give a number of GB, more than 0")


def _gigabytes(text: str) -> float:
    with suppress(ValueError):
        if LEAST_MEMORY <= (memory := float(text)) < float("inf"):
            return memory
    raise argparse.ArgumentTypeError(f"give a number of GB, {LEAST_MEMORY} or more")
