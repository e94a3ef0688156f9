"""The command line, satclip-backend.

Each command is a module with `add_arguments`, `run` and usually `DESCRIPTION` and `EXAMPLES`. Some have
`prepare`, which completes the options before their files are checked.
"""

from __future__ import annotations

import argparse
import atexit
import gc
import os
import signal
import sys
import textwrap
import threading
import traceback
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import NamedTuple, NoReturn

from satclip_backend import __version__
from satclip_backend.cli.files import check_files, outputs
from satclip_backend.cli.parser import Parser
from satclip_backend.cli.streams import forgiving_streams
from satclip_backend.errors import TRACKER, Cancelled, SatclipError, is_out_of_memory
from satclip_backend.imports import importing
from satclip_backend.outputs import atomic_write_all
from satclip_backend.startup import interrupted, raise_on_interrupt
from satclip_backend.threads import all_cores, leave, one_thread_a_batch
from satclip_backend.translation import ENGLISH, language, translated


class Command(NamedTuple):
    """A command: its one-line help, and the thread settings applied before its module imports NumPy or torch."""

    help: str
    threads: Callable[[], None] = lambda: None


COMMANDS = {
    "encoders": Command("list, import, export, remove and download encoders"),
    "embed": Command("add embeddings to a table of points", one_thread_a_batch),
    "stac": Command("describe an encoder, or a file of embeddings, as a STAC item"),
    "map": Command("write an embedding map of an extent", one_thread_a_batch),
    "similarity": Command("map the similarity of an extent to reference locations", one_thread_a_batch),
    "clusters": Command("map clusters of the embeddings in an extent", one_thread_a_batch),
    "fit": Command("fit and cross-validate a model of a field", all_cores),
    "predict": Command("predict points or a map with a fitted model", all_cores),
    "evaluate": Command("evaluate how well a model generalises to unseen regions", all_cores),
    "suggest": Command("suggest where to measure next for a model", all_cores),
    "compare": Command("compare encoders on a field", all_cores),
    "benchmark": Command(
        "score encoders on prediction tasks with the protocols of the papers and stricter ones", all_cores
    ),
    "assess": Command("estimate the accuracy and the areas of a class map from reference points"),
    "features": Command("add features of imagery around the points to a table"),
    "sample": Command("extract image patches into a folder"),
    "pretrain": Command("train an encoder on georeferenced imagery"),
    "serve": Command("run the HTTP server for QGIS and other clients", one_thread_a_batch),
    "users": Command("add, list and remove the users of a server"),
}
"""The commands by name, which is also the name of their module."""
WIDTH = 120
"""Characters per line of a description."""
DEBUG = "SATCLIP_DEBUG"
"""Environment variable that, with any value, prints the traceback of a failure."""
_INTERRUPTED = 128 + signal.SIGINT

atexit.register(gc.freeze)  # otherwise the collector examines all objects of torch at the exit: half a second


def program() -> NoReturn:
    """Run the command line of the process, and end it with the status.

    Threads of a command that was stopped, and of torch after distributed training (pull request 179291 of
    pytorch/pytorch), can crash at the end of the interpreter, so it is skipped.
    """
    status = main()
    if "TORCHELASTIC_RUN_ID" in os.environ or (status > 128 and threading.active_count() > 1):
        leave(status)
    raise SystemExit(status)


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line and return its exit status.

    The status is 0 for success, 1 for failure, 2 for a usage error, 130 if interrupted, 143 if terminated.
    """
    args = argparse.Namespace(language=ENGLISH)
    with forgiving_streams() as stdout:
        try:
            with _termination_unwinds():
                words = sys.argv[1:] if argv is None else argv
                name = next((word for word in words if word in COMMANDS), None)
                if name:
                    COMMANDS[name].threads()
                parser = argument_parser([name])
                raise_on_interrupt()
                parser.parse_args(words, args)
                with language(args.language):
                    status = _run(args)
        except BaseException as error:
            with language(args.language):
                status, sentence = _told(error)
            if DEBUG in os.environ and status == 1:
                traceback.print_exc()
            if sentence:
                print(f"satclip-backend: {sentence}", file=sys.stderr)
        stdout.flush()
        if stdout.lost and status == 0:
            print(f"satclip-backend: the output can't be written: {stdout.lost.strerror}.", file=sys.stderr)
            status = 1
    return status


def _run(args: argparse.Namespace) -> int:
    if args.prepare is not None:
        args.prepare(args)
    check_files(args)
    files = outputs(args)
    if not files:
        return args.run(args)
    with atomic_write_all(files):
        return args.run(args)


def _told(error: BaseException) -> tuple[int, str]:
    """Return the exit status for an exception, and the message to print, "" if none is needed."""
    if isinstance(error, _Ended):
        return int(error.code), "ended by a signal."
    # an extension module that KeyboardInterrupt ends while it is imported raises ImportError instead
    if isinstance(error, (KeyboardInterrupt, Cancelled)) or interrupted():
        return _INTERRUPTED, "stopped."
    if isinstance(error, SystemExit):  # argparse has printed its message
        return int(error.code or 0), ""
    if is_out_of_memory(error):
        return 1, "not enough memory: close other programs, or process less data at a time."
    if isinstance(error, SatclipError):
        return 1, translated(error)
    if isinstance(error, OSError) and error.strerror:
        name = "a file" if error.filename is None else os.fsdecode(error.filename)
        return 1, f"{name} can't be read or written: {error.strerror}."
    said = (str(error).strip() or "no message").splitlines()[0]
    return 1, (
        f"unexpected error ({type(error).__name__}: {said}). This is a bug: please report it at "
        f"{TRACKER}, with the command and what it prints when the environment variable {DEBUG} is 1."
    )


class _Ended(SystemExit):
    """A signal terminated the program."""


def argument_parser(names: Collection[str | None] = COMMANDS.keys()) -> argparse.ArgumentParser:
    """Return the parser of all commands, with the options of those in `names`.

    Only the modules of these commands are imported.
    """
    parser = Parser(prog="satclip-backend", description="SatCLIP location embeddings, maps and pretraining.")
    parser.add_argument("--version", action="version", version=f"satclip-backend {__version__}")
    subparsers = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, command in COMMANDS.items():
        options = subparsers.add_parser(
            name, help=command.help, formatter_class=argparse.RawDescriptionHelpFormatter
        )
        if name in names:
            with importing():
                module = import_module(f"{__name__}.{name}")
            lines = getattr(module, "DESCRIPTION", "").splitlines()
            options.description = "\n".join(
                textwrap.fill(line, WIDTH, break_on_hyphens=False) for line in lines
            )
            options.epilog = getattr(module, "EXAMPLES", None)
            module.add_arguments(options)
            options.set_defaults(run=module.run, prepare=getattr(module, "prepare", None))
    return parser


@contextmanager
def _termination_unwinds() -> Iterator[None]:
    """Convert SIGTERM and SIGHUP to an exception within the block, so that temporary files are deleted."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def unwind(number: int, frame: object) -> None:
        raise _Ended(128 + number)

    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    numbers = [
        number for number in numbers if signal.getsignal(number) is not signal.SIG_IGN
    ]  # ignored under nohup
    before = {number: signal.signal(number, unwind) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
