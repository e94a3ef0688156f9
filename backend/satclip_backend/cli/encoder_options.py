"""Options for the encoder and its device."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from satclip_backend import encoders
from satclip_backend.cli.files import InputName
from satclip_backend.cli.options import add_options
from satclip_backend.cli.progress import progress
from satclip_backend.processes.maps import MapInputs
from satclip_backend.processes.process import Context

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder


def add_encoder_option(parser: argparse.ArgumentParser) -> None:
    """Add the encoder option, which accepts an id or a file."""
    add_options(parser, MapInputs, "encoder", type=InputName, metavar="ID", help="id or file of an encoder")


@contextmanager
def work(label: str, args: argparse.Namespace) -> Iterator[tuple[Context, Callable[[str], Encoder]]]:
    """Yield the context of a process with a progress bar, and a function that loads encoders on a device."""
    with progress(label) as report:
        yield (
            Context(Path.cwd(), on_progress=report),
            partial(encoders.load_encoder, device=args.device),
        )
        report(1.0, "done")


def add_device_option(parser: argparse.ArgumentParser) -> None:
    """Add the device option."""
    parser.add_argument("--device", help="cpu, cuda or mps (default: the fastest available)")
