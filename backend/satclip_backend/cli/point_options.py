"""Options of the commands that read imagery: images, bands and the sampling of points."""

from __future__ import annotations

import argparse
from typing import Any

import numpy as np

from satclip_backend.cli.files import InputFile, InputName
from satclip_backend.cli.options import add_options, checked, chosen
from satclip_backend.counts import counted
from satclip_backend.errors import MissingCrsError, SatclipError
from satclip_backend.geo.sampling_regions import Mask
from satclip_backend.pretraining.images.rasters import Imagery, open_imagery
from satclip_backend.pretraining.sampling_areas import read_area
from satclip_backend.processes.sample_imagery import Sampling
from satclip_backend.tables import POINT_FILES, open_table
from satclip_backend.tables.polygons import POLYGON_FILES
from satclip_backend.tables.unusable import usable_points


def add_imagery_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the images and their bands."""
    parser.add_argument(
        "imagery",
        type=InputName,
        nargs="+",
        metavar="IMAGERY",
        help="raster files, VRTs, URLs (http, https; preferably COGs) or folders of files, in any CRS. Images of the "
        "same area are stacked as bands on the finest grid; all areas need the same bands",
    )
    parser.add_argument(
        "--bands",
        nargs="+",
        metavar="NAME",
        help="bands by name, such as B04, 2004-01.tif:B04, or 2004-01 for all of a file (default: all)",
    )
    parser.add_argument(
        "--dates",
        metavar="DATES",
        help="select bands by the date in their name or file name: 2004-06..2004-08, 12..02 (any year), 2004",
    )
    add_options(parser, Sampling, "clear", metavar="BAND=VALUES")
    parser.add_argument(
        "--covers",
        type=float,
        nargs=4,
        metavar=("W", "S", "E", "N"),
        help="extent in degrees (EPSG:4326) of images without georeferencing (default: the globe if the image "
        "is twice as wide as high)",
    )


def add_point_options(parser: argparse._ActionsContainer, **count: Any) -> None:
    """Add the options of the sampling.

    `count` are arguments of `add_options` that override those of the number of points.
    """
    add_options(parser, Sampling, "count", **count)
    add_options(parser, Sampling, "extent")
    parser.add_argument(
        "--area", type=InputFile, metavar="FILE", help=f"sample within polygons: {POLYGON_FILES}"
    )
    add_options(parser, Sampling, "land", "stratified")
    parser.add_argument(
        "--points-of",
        type=InputFile,
        metavar="FILE",
        help=f"use these points instead of sampling: {POINT_FILES}",
    )
    parser.add_argument("--layer", help="layer of --area or --points-of, if the file has several")


def opened_imagery(args: argparse.Namespace) -> Imagery:
    """Return the imagery of `add_imagery_options`; print a note if it is assumed to be global."""
    imagery = open_imagery(args.imagery, args.covers, bands=args.bands, dates=args.dates, clear=args.clear)
    if any(layer.assumed_global for layer in imagery.layers):
        print("The images have no georeferencing and are used as global images in EPSG:4326.")
    for note in imagery.notes:
        print(note)
    return imagery


def points_of(args: argparse.Namespace, imagery: Imagery, mask: Mask | None = None) -> np.ndarray:
    """Return points (n, 2), longitude and latitude in degrees, for the options of `add_point_options`.

    `mask` restricts sampled points. Raises SatclipError if there are no points.
    """
    sampling = checked(Sampling, chosen(args, Sampling.model_fields))
    if args.points_of:
        if args.area or args.land or args.extent or args.stratified:
            raise SatclipError(
                "Use either the points of a file (--points-of) or sampling (--area, --land, --extent, --stratified)."
            )
        try:
            table = open_table(args.points_of, layer=args.layer, typed=False)
        except MissingCrsError:
            raise SatclipError(f"{args.points_of.name} has no CRS: save it again with one.") from None
        lonlat, without = usable_points(table)
        if without:
            print(f"Skipped without a valid location: {counted(without, 'row')} of {args.points_of.name}.")
        return lonlat
    return sampling.draw(imagery, read_area(args.area, args.layer) if args.area else None, mask)
