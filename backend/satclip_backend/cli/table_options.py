"""What the commands that read a table share: its options, and the fields that are asked for."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from satclip_backend.cli.encoder_options import add_device_option
from satclip_backend.cli.files import InputFile, InputName
from satclip_backend.cli.options import add_options, checked, chosen
from satclip_backend.models.fit_config import FitConfig
from satclip_backend.processes.models import TableInputs
from satclip_backend.tables import Table, TextOptions, open_table
from satclip_backend.tables.columns import Columns, columns_of
from satclip_backend.tables.positions import on_earth
from satclip_backend.tables.unusable import first_unusable, no_position


def add_table_options(parser: argparse.ArgumentParser) -> None:
    """Add the table and where its positions are."""
    parser.add_argument(
        "input", type=InputFile, metavar="INPUT", help="table of observations: .csv, .gpkg or .parquet"
    )
    add_reading_options(parser)
    parser.add_argument("--crs", help="CRS of the coordinates of INPUT if the file has none")


def add_reading_options(parser: argparse.ArgumentParser) -> None:
    """Add what a table may not say of itself."""
    parser.add_argument("--layer", help="layer, if the GeoPackage has several")
    parser.add_argument("--lon", metavar="COLUMN", help="column with the longitude")
    parser.add_argument("--lat", metavar="COLUMN", help="column with the latitude")
    parser.add_argument(
        "--missing",
        nargs="+",
        default=[],
        metavar="CODE",
        help="codes for missing values, such as -9999; NA, NULL, - and the like are always missing in numeric columns",
    )
    parser.add_argument(
        "--decimal",
        choices=(".", ","),
        help="decimal mark of numbers in text files, if it is ambiguous as in 1,234",
    )
    parser.add_argument(
        "--encoding", help="encoding of text files (UTF-8, or Windows-1252 if the file is not valid UTF-8)"
    )


def add_fit_options(parser: argparse.ArgumentParser, model: type[FitConfig] = FitConfig) -> None:
    """Add what a model is made of, as the inputs `model` of a process declare it."""
    add_options(parser, model, "target", metavar="FIELD")
    add_options(parser, model, "task", "units")
    add_options(parser, model, "weights", "groups", "fields", metavar="FIELD")
    add_options(
        parser,
        model,
        "encoders",
        type=InputName,
        metavar="ID",
        help="ids or files of encoders; --encoder without a value uses none",
    )
    add_options(parser, model, "coordinates", "estimator")
    add_options(parser, model, "folds", "fold_count")
    add_options(parser, model, "block_size_km", metavar="KM")
    add_options(parser, model, "area", "confidence", "seed")
    add_device_option(parser)


def add_raster_options(parser: argparse.ArgumentParser) -> None:
    """Add rasters as predictors of a model that is fitted."""
    add_raster_option(
        parser,
        "raster file or URL whose bands are predictors; may be repeated. BANDS are numbers, ranges or names, such as "
        "1,3-5,slope (default: all). Integers with a colour table are classes; BAND=classes and BAND=numbers say "
        "otherwise",
    )
    add_options(parser, TableInputs, "bilinear")


def add_raster_option(
    parser: argparse.ArgumentParser,
    help: str = "raster of the model, as when it was fitted or another one of the same bands; may be repeated",
) -> None:
    """Add rasters."""
    parser.add_argument(
        "--raster", type=InputName, action="append", default=[], metavar="FILE[:BANDS]", help=help
    )


def fit_config_of(args: argparse.Namespace) -> FitConfig:
    """The recipe of the options. Raises SatclipError that names the one that is wrong."""
    return checked(FitConfig, chosen(args, FitConfig.model_fields))


def open_input(args: argparse.Namespace, *, typed: bool = True) -> Table:
    """The table of the options. Raises SatclipError."""
    return _open(args, args.input, args.crs, typed)


def usable_points(args: argparse.Namespace, path: Path) -> tuple[NDArray[np.float64], int]:
    """(n, 2) longitude and latitude in the rows of a table, and how many rows have none that is usable.

    Raises SatclipError where none has.
    """
    table = _open(args, path, None, typed=False)
    lonlat = np.concatenate([np.empty((0, 2)), *(table.lonlat(batch) for batch in table.batches())])
    usable = on_earth(lonlat)
    if not usable.any():
        raise no_position(table)
    return lonlat[usable], int((~usable).sum())


def _open(args: argparse.Namespace, path: Path, crs: str | None, typed: bool) -> Table:
    text = TextOptions(args.encoding, args.decimal, tuple(args.missing))
    return open_table(path, layer=args.layer, lon=args.lon, lat=args.lat, crs=crs, typed=typed, text=text)


def unusable_rows(table: Table, count: int) -> str:
    """The sentence on `count` rows of `table` that were kept without values."""
    kept = "rows have" if count > 1 else "row has"
    return f"{count:,} {kept} no valid position and got nulls. {first_unusable(table)}".strip()


def read_fields(args: argparse.Namespace, names: Sequence[str | None]) -> Columns:
    """The positions and the named fields of the table of the options. Raises SatclipError."""
    return columns_of(open_input(args), list(dict.fromkeys(name for name in names if name)))
