"""What the commands that read a table share: its options, and the fields that are asked for."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from satclip_backend.cli.files import InputFile, InputName

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from satclip_backend.models.fit_config import FitConfig
    from satclip_backend.tables import Table
    from satclip_backend.tables.columns import Columns


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


def add_fit_options(parser: argparse.ArgumentParser, estimator: str, estimators: Sequence[str]) -> None:
    """Add what a model is made of."""
    parser.add_argument("--target", required=True, metavar="FIELD", help="field to predict")
    parser.add_argument(
        "--task",
        choices=("auto", "regression", "classification"),
        default="auto",
        help="auto: regression for numbers; classification for text, booleans and integers with at most 10 distinct "
        "values",
    )
    parser.add_argument("--units", default="", help="units of the target, for reports")
    parser.add_argument("--weights", metavar="FIELD", help="field with sample weights")
    parser.add_argument(
        "--groups",
        metavar="FIELD",
        help="field with the region, site or campaign of each observation, for folds by group",
    )
    parser.add_argument(
        "--fields", nargs="+", default=[], metavar="FIELD", help="additional predictor fields"
    )
    parser.add_argument(
        "--encoder",
        type=InputName,
        nargs="*",
        default=["bundled"],
        metavar="ID",
        dest="encoders",
        help="ids or files of encoders (bundled); --encoder without a value uses none",
    )
    parser.add_argument(
        "--coordinates",
        action="store_true",
        help="add the coordinates (x, y, z on the unit sphere) to the predictors",
    )
    parser.add_argument(
        "--estimator", choices=estimators, default=estimator, help=f"model type ({estimator})"
    )
    parser.add_argument(
        "--folds",
        choices=("knndm", "blocks", "groups", "random"),
        default="knndm",
        help="cross-validation folds; knndm matches the distances from the prediction area (knndm)",
    )
    parser.add_argument("--fold-count", type=int, default=5, metavar="K", help="number of folds (5)")
    parser.add_argument(
        "--block-size",
        type=float,
        metavar="KM",
        dest="block_size_km",
        help="side of the spatial blocks in km",
    )
    parser.add_argument(
        "--area",
        type=float,
        nargs=4,
        metavar=("W", "S", "E", "N"),
        help="extent of the prediction area in degrees (default: that of the observations)",
    )
    parser.add_argument(
        "--confidence",
        type=float,
        default=0.9,
        help="nominal coverage of the prediction intervals or sets (0.9)",
    )
    parser.add_argument("--seed", type=int, default=0, help="random seed (0)")
    parser.add_argument("--device", help="cpu, cuda or mps (default: the fastest available)")


def fit_config_of(args: argparse.Namespace) -> FitConfig:
    """The recipe of the options. Raises SatclipError that names the one that is wrong."""
    from pydantic import ValidationError

    from satclip_backend.errors import SatclipError
    from satclip_backend.models.fit_config import FitConfig

    try:
        return FitConfig(**{name: getattr(args, name) for name in FitConfig.model_fields})
    except ValidationError as error:
        first = error.errors()[0]
        option = {"encoders": "encoder", "block_size_km": "block-size"}.get(
            str(first["loc"][0]), str(first["loc"][0]).replace("_", "-")
        )
        raise SatclipError(f"--{option}: {first['msg']}.") from None


def open_input(args: argparse.Namespace, *, typed: bool = True) -> Table:
    """The table of the options. Raises SatclipError."""
    return _open(args, args.input, args.crs, typed)


def usable_points(args: argparse.Namespace, path: Path) -> tuple[NDArray[np.float64], int]:
    """(n, 2) longitude and latitude in the rows of a table, and how many rows have none that is usable.

    Raises SatclipError where none has.
    """
    import numpy as np

    from satclip_backend.tables.positions import on_earth
    from satclip_backend.tables.unusable import no_position

    table = _open(args, path, None, typed=False)
    lonlat = np.concatenate([np.empty((0, 2)), *(table.lonlat(batch) for batch in table.batches())])
    usable = on_earth(lonlat)
    if not usable.any():
        raise no_position(table)
    return lonlat[usable], int((~usable).sum())


def _open(args: argparse.Namespace, path: Path, crs: str | None, typed: bool) -> Table:
    from satclip_backend.tables import TextOptions, open_table

    text = TextOptions(args.encoding, args.decimal, tuple(args.missing))
    return open_table(path, layer=args.layer, lon=args.lon, lat=args.lat, crs=crs, typed=typed, text=text)


def unusable_rows(table: Table, count: int) -> str:
    """The sentence on `count` rows of `table` that were kept without values."""
    from satclip_backend.tables.unusable import first_unusable

    kept = "rows have" if count > 1 else "row has"
    return f"{count:,} {kept} no valid position and got nulls. {first_unusable(table)}".strip()


def read_fields(args: argparse.Namespace, names: Sequence[str | None]) -> Columns:
    """The positions and the named fields of the table of the options. Raises SatclipError."""
    from satclip_backend.tables.columns import columns_of

    return columns_of(open_input(args), list(dict.fromkeys(name for name in names if name)))
