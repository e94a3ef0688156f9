"""Options of the commands that write maps, and functions to run them."""

from __future__ import annotations

import argparse
from types import ModuleType
from typing import Any

from satclip_backend.cli.encoder_options import add_device_option, add_encoder_option, work
from satclip_backend.cli.files import OutputMap
from satclip_backend.cli.messages import print_warnings
from satclip_backend.cli.options import add_options, checked, chosen
from satclip_backend.processes.maps import GridInputs, MapInputs


def add_grid_options(parser: argparse.ArgumentParser, *, shards: bool = False) -> None:
    """Add the options of all maps of an encoder. With `shards`, --output may be missing."""
    parser.add_argument(
        "-o", "--output", type=OutputMap, required=not shards, metavar="OUT.tif", help="map to write"
    )
    add_pixel_options(parser, required=True)
    add_encoder_option(parser)
    add_options(parser, MapInputs, "month")
    add_device_option(parser)


def add_pixel_options(parser: argparse.ArgumentParser, *, required: bool, **crs: Any) -> None:
    """Add the options of the pixel grid. `crs` are arguments of `add_options` that override those of the CRS."""
    add_options(parser, GridInputs, "extent", required=required)
    add_options(parser, GridInputs, "crs", **crs)
    add_options(parser, GridInputs, "pixel_size", metavar="SIZE", required=required)
    add_options(parser, GridInputs, "exact")


def draw(process: ModuleType, args: argparse.Namespace, **more: Any) -> dict[str, Any]:
    """Write the map of `args` with `Inputs` and `write_map` of a module of `processes`; return its outputs.

    `more` are inputs that override those of `args`. Raises SatclipError that names an invalid option, and what
    `write_map` raises.
    """
    inputs = map_inputs(process, args, **more)
    with work("map", args) as (context, load):
        outputs = process.write_map(inputs, args.output, context, load)
    print_warnings(outputs["summary"]["warnings"])
    return outputs


def map_inputs(process: ModuleType, args: argparse.Namespace, **more: Any) -> Any:
    """Return the `Inputs` of a module of `processes`. Raises SatclipError that names an invalid option."""
    return checked(process.Inputs, chosen(args, process.Inputs.model_fields) | more)


def summary_line(args: argparse.Namespace, summary: dict[str, Any], more: str) -> str:
    """Return the last line that a command prints."""
    month = f", month {summary['month']}" if "month" in summary else ""
    return (
        f"{args.output}: {summary['width']} x {summary['height']} pixels, {summary['valid_pixels']:,} valid, "
        f"encoder {summary['encoder']}{month}, {more}, {summary['seconds']:.1f} s"
    )
