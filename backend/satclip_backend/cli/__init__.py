"""satclip-backend: the same work from a shell. One subcommand a file, each with `add_parser` and `run`."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module

from satclip_backend import __version__
from satclip_backend.errors import Cancelled, SatclipError

COMMANDS: tuple[str, ...] = (
    "encoders",
    "embed",
    "map",
    "similarity",
    "clusters",
    "fit",
    "predict",
    "evaluate",
    "compare",
    "sample",
    "pretrain",
    "serve",
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line; return its exit status: 0 done, 1 failed, 2 usage, 130 interrupted, 143 ended."""
    try:
        with _termination_unwinds():
            args = _parser().parse_args(argv)
            status = args.run(args)
            sys.stdout.flush()
            return status
    except SystemExit as stop:  # argparse has said what it had to say, or SIGTERM came
        return int(stop.code or 0)
    except SatclipError as error:
        print(f"satclip-backend: {error}", file=sys.stderr)
        return 1
    except (KeyboardInterrupt, Cancelled):
        print("satclip-backend: stopped.", file=sys.stderr)
        return 130
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="satclip-backend", description="SatCLIP location embeddings, maps and pretraining."
    )
    parser.add_argument("--version", action="version", version=f"satclip-backend {__version__}")
    subparsers = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name in COMMANDS:
        command = import_module(f"{__name__}.{name}")
        command.add_parser(subparsers).set_defaults(run=command.run)
    return parser


@contextmanager
def _termination_unwinds() -> Iterator[None]:
    """Let SIGTERM end the command as an exception does, so that temporary files go on the way out."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def unwind(number: int, frame: object) -> None:
        raise SystemExit(128 + number)

    before = signal.signal(signal.SIGTERM, unwind)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
