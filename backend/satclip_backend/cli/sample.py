"""satclip-backend sample: cut patches from imagery into a folder to pretrain on."""

from __future__ import annotations

import argparse

from satclip_backend.cli.files import OutputFolder
from satclip_backend.cli.point_options import (
    add_imagery_options,
    add_point_options,
    opened_imagery,
    points_of,
)


def add_parser(subparsers: argparse._SubParsersAction) -> argparse.ArgumentParser:
    """Declare the command and its options."""
    parser = subparsers.add_parser(
        "sample",
        help="cut patches from imagery into a folder",
        description="Draw places and cut a patch of imagery around each into FOLDER, in the layout of SatCLIP's "
        "S2-100K: index.csv (lat, lon, url, fn) and images/ with GeoTIFFs. A run that was stopped goes on with the "
        "same command, and one with more points keeps the patches that are there. Places outside the imagery, or "
        "whose patch lacks data, are left out and counted.",
    )
    add_imagery_options(parser)
    parser.add_argument(
        "-o", "--output", type=OutputFolder, required=True, metavar="FOLDER", help="folder for the patches"
    )
    add_point_options(parser)
    parser.add_argument(
        "--pixels", type=int, default=256, help="side of a patch, in pixels (default %(default)s)"
    )
    parser.add_argument(
        "--resolution",
        type=float,
        metavar="METRES",
        help="resample to pixels of this size in the UTM zone of each place (default: the imagery's own pixels)",
    )
    parser.add_argument(
        "--empty",
        type=float,
        default=0.0,
        metavar="SHARE",
        help="pixels of a patch that may lack data (nodata, masked clouds), 0 to 1; they get the mean of the others "
        "(default %(default)s)",
    )
    return parser


def run(args: argparse.Namespace) -> int:
    """Cut the patches."""
    from satclip_backend.cli.progress import progress
    from satclip_backend.pretraining.images.patch_extraction import PatchSettings, extract_patches

    settings = PatchSettings(args.pixels, args.resolution, args.empty)
    imagery = opened_imagery(args)
    lonlat = points_of(args, imagery)
    with progress("Cutting patches") as report:
        done = extract_patches(imagery, lonlat, args.output, settings, progress=report)
    done.check()
    print(f"{args.output}: {done.extracted:,} patches made, {done.kept:,} were there")
    for reason, count in done.skipped.most_common():
        print(f"{count:,} places left out: {reason}")
    if done.unused:
        print(f"No place has a patch in {', '.join(done.unused)} that isn't in another image.")
    return 0
