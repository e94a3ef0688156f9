"""Which encoder a command uses, and where it computes."""

from __future__ import annotations

import argparse

from satclip_backend.cli.files import InputName
from satclip_backend.cli.options import add_options
from satclip_backend.processes.maps import MapInputs


def add_encoder_option(parser: argparse.ArgumentParser) -> None:
    """Add the encoder, which may be a file here."""
    add_options(parser, MapInputs, "encoder", type=InputName, metavar="ID", help="id or file of an encoder")


def add_device_option(parser: argparse.ArgumentParser) -> None:
    """Add where the encoder computes."""
    parser.add_argument("--device", help="cpu, cuda or mps (default: the fastest available)")
