"""What the commands that draw maps have in common: options for the pixels of a map, and the way from them to it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeVar

from satclip_backend.cli.files import InputName, OutputFile

if TYPE_CHECKING:
    from pydantic import BaseModel

M = TypeVar("M", bound="BaseModel")


def add_grid_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that every map of an encoder has."""
    parser.add_argument(
        "-o", "--output", type=OutputFile, required=True, metavar="OUT.tif", help="map to write"
    )
    add_pixel_options(parser, required=True)
    parser.add_argument(
        "--encoder",
        type=InputName,
        default="bundled",
        metavar="ID",
        help="id or file of an encoder (bundled)",
    )
    parser.add_argument("--device", help="cpu, cuda or mps (default: the fastest available)")


def add_pixel_options(parser: argparse.ArgumentParser, *, required: bool) -> None:
    """Add the options that tell a map's pixels."""
    parser.add_argument(
        "--extent",
        type=float,
        nargs=4,
        required=required,
        metavar=("W", "S", "E", "N"),
        help="extent in units of the CRS; in geographic CRSs, W > E crosses the antimeridian",
    )
    parser.add_argument(
        "--crs", default="EPSG:4326", help="CRS of extent and map: a code, WKT or a PROJ string"
    )
    parser.add_argument(
        "--pixel-size",
        type=float,
        required=required,
        metavar="SIZE",
        help="pixel size in units of the CRS",
    )
    parser.add_argument(
        "--exact",
        action="store_true",
        help="evaluate every pixel exactly; by default, values are interpolated with errors of up to 1e-4 of a "
        "standard deviation, which is much faster for small pixels",
    )


def checked(model: type[M], args: argparse.Namespace, **more: Any) -> M:
    """The inputs of a map process: the pixels of `args` and `more`. Raises SatclipError that names the option."""
    from pydantic import ValidationError

    from satclip_backend.errors import SatclipError

    pixels = {name: getattr(args, name) for name in ("extent", "crs", "pixel_size", "exact")}
    try:
        return model(**pixels, **more)
    except ValidationError as error:
        first = error.errors()[0]
        option = {"places": "place"}.get(str(first["loc"][0]), str(first["loc"][0]).replace("_", "-"))
        raise SatclipError(f"--{option}: {first['msg']}.") from None


def draw(process: ModuleType, args: argparse.Namespace, **more: Any) -> dict[str, Any]:
    """Draw the map of `args` with `Inputs` and `write_map` of a module of processes; returns its outputs.

    `more` are inputs besides those of `add_grid_options`. Raises SatclipError that names the option where one is
    wrong, and what `write_map` raises.
    """
    from satclip_backend.cli.progress import progress
    from satclip_backend.encoders import load_encoder
    from satclip_backend.processes.process import Context

    inputs = checked(process.Inputs, args, encoder=args.encoder, **more)
    load: Callable = partial(load_encoder, device=args.device)
    with progress("map") as report:
        context = Context(args.output.absolute().parent, on_progress=report)
        outputs = process.write_map(inputs, args.output, context, load)
        report(1.0, "done")
    return outputs


def summary_line(args: argparse.Namespace, summary: dict[str, Any], more: str) -> str:
    """The line that a command ends with."""
    return (
        f"{args.output}: {summary['width']} x {summary['height']} pixels, {summary['valid_pixels']:,} valid, "
        f"encoder {summary['encoder']}, {more}, {summary['seconds']:.1f} s"
    )
