"""satclip-backend sample: extracts patches from imagery into a folder, for pretraining."""

from __future__ import annotations

import argparse

from satclip_backend.cli.files import OutputFolder
from satclip_backend.cli.options import add_options, checked, chosen
from satclip_backend.cli.point_options import (
    add_imagery_options,
    add_point_options,
    opened_imagery,
    points_of,
)
from satclip_backend.cli.progress import progress
from satclip_backend.counts import counted
from satclip_backend.pretraining.images.patch_extraction import extract_patches
from satclip_backend.pretraining.settings import PatchSettings
from satclip_backend.processes.sample_imagery import Inputs

DESCRIPTION = """\
Sample points and extract an image patch around each into FOLDER, in the layout of SatCLIP's S2-100K: index.csv (lat,
lon, url, fn) and images/ with GeoTIFFs. Repeat the command to continue an interrupted run; with more points, existing
patches are kept. Points outside the imagery or without enough data are skipped and counted.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_imagery_options(parser)
    parser.add_argument(
        "-o", "--output", type=OutputFolder, required=True, metavar="FOLDER", help="folder for the patches"
    )
    add_point_options(parser)
    add_options(parser, Inputs, "seed", "pixels")
    add_options(parser, Inputs, "resolution", metavar="METRES")
    add_options(parser, Inputs, "empty", metavar="SHARE")


def run(args: argparse.Namespace) -> int:
    """Extract the patches."""
    settings = checked(PatchSettings, chosen(args, ["pixels", "resolution", "empty"]))
    imagery = opened_imagery(args)
    lonlat = points_of(args, imagery)
    with progress("Extracting patches") as report:
        done = extract_patches(imagery, lonlat, args.output, settings, progress=report)
    done.check()
    print(f"{args.output}: {counted(done.extracted, 'patch', 'patches')} extracted, {done.kept:,} existed")
    for reason, count in done.skipped.most_common():
        print(f"{counted(count, 'point')} skipped: {reason}")
    if done.unused:
        print(f"Unused images, because other images cover their points: {', '.join(done.unused)}.")
    return 0
