"""Options of the commands that read a table, and functions to read it."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from pathlib import Path

from satclip_backend.cli.encoder_options import add_device_option
from satclip_backend.cli.files import InputFile, InputName, OutputFile
from satclip_backend.cli.options import add_options, checked, chosen
from satclip_backend.counts import counted
from satclip_backend.errors import SatclipError
from satclip_backend.models.fit_config import FitConfig
from satclip_backend.models.results import EncoderComparison, Evaluation, RegionsEvaluation
from satclip_backend.processes.models import AreaPolygons, TableInputs
from satclip_backend.tables import FIELD_FILES, Table, TextOptions, open_table
from satclip_backend.tables.columns import Columns, columns_of
from satclip_backend.tables.polygons import POLYGON_FILES, read_polygons
from satclip_backend.tables.unusable import first_unusable
from satclip_backend.translation import ENGLISH, check_language, languages


def add_table_options(parser: argparse.ArgumentParser) -> None:
    """Add the table and the options to read it."""
    parser.add_argument(
        "input", type=InputFile, metavar="INPUT", help=f"table of observations: {FIELD_FILES}"
    )
    add_reading_options(parser)
    parser.add_argument("--crs", help="CRS of the coordinates of INPUT if the file has none")


def add_reading_options(parser: argparse.ArgumentParser) -> None:
    """Add the options for what the file itself may not specify."""
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
    """Add the options of a model, as the inputs `model` of a process declare them."""
    add_options(parser, model, "target", metavar="FIELD")
    add_options(parser, model, "task")
    add_options(parser, model, "positive", metavar="CLASS")
    add_options(parser, model, "background")
    add_background_file_options(parser)
    add_options(parser, model, "threshold", metavar="P")
    add_options(parser, model, "units")
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


def add_background_file_options(parser: argparse.ArgumentParser) -> None:
    """Add the options for the records of a target group and their locations."""
    parser.add_argument(
        "--background-file",
        type=InputFile,
        metavar="FILE",
        help=f"records of a target group ({FIELD_FILES}), such as all species that the same people record, INPUT among "
        "them: their locations are the background points, at most as many as --background",
    )
    parser.add_argument("--background-layer", metavar="LAYER", help="layer of --background-file")
    parser.add_argument(
        "--background-lon", metavar="COLUMN", help="column with the longitude in --background-file"
    )
    parser.add_argument(
        "--background-lat", metavar="COLUMN", help="column with the latitude in --background-file"
    )
    parser.add_argument(
        "--background-crs",
        metavar="CRS",
        help="CRS of the coordinates of --background-file if the file has none",
    )


def add_area_file_option(parser: argparse.ArgumentParser) -> None:
    """Add the option for polygons of the prediction area."""
    parser.add_argument(
        "--area-file",
        type=InputFile,
        metavar="FILE",
        help=f"polygons of the prediction area, instead of --area ({POLYGON_FILES})",
    )


def area_polygons_of(args: argparse.Namespace) -> AreaPolygons | None:
    """Return the polygons of the prediction area, or None. Raises SatclipError."""
    if args.area_file is None:
        return None
    if args.area is not None:
        raise SatclipError("Give the prediction area with --area or with --area-file, not with both.")
    return AreaPolygons(list(read_polygons(args.area_file)), args.area_file.name)


def add_report_option(parser: argparse.ArgumentParser) -> None:
    """Add the options of the report: its file and its language."""
    parser.add_argument("--report", type=OutputFile, metavar="OUT.html", help="write an HTML report")
    parser.add_argument(
        "--language",
        type=_language,
        default=ENGLISH,
        metavar="LANG",
        help=f"language of the report, of errors and of progress: {' or '.join(languages())} (default {ENGLISH})",
    )


def _language(name: str) -> str:
    try:
        return check_language(name)
    except SatclipError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def add_raster_options(parser: argparse.ArgumentParser) -> None:
    """Add the options for rasters as predictors of a new model."""
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
    """Add the raster option."""
    parser.add_argument(
        "--raster", type=InputName, action="append", default=[], metavar="FILE[:BANDS]", help=help
    )


def fit_config_of(args: argparse.Namespace) -> FitConfig:
    """Return the fit configuration of the options. Raises SatclipError that names an invalid option."""
    return checked(FitConfig, chosen(args, FitConfig.model_fields))


def open_input(args: argparse.Namespace, *, typed: bool = True) -> Table:
    """Open the table of the options. Raises SatclipError."""
    return _open(args, args.input, args.layer, args.lon, args.lat, args.crs, typed)


def read_background(args: argparse.Namespace, config: FitConfig, groups: str | None = None) -> Columns | None:
    """Return the records of the target group with the predictor fields, or None.

    The field `groups` is read if the file has it. The options of the background file are used or, if it is the
    input itself, those of the input. Raises SatclipError.
    """
    own = {name: getattr(args, f"background_{name}") for name in ("layer", "lon", "lat", "crs")}
    path = args.background_file
    if path is None:
        if given := [name for name, value in own.items() if value is not None]:
            raise SatclipError(f"--background-{given[0]} is for --background-file: give this file, too.")
        return None
    if path.resolve() == args.input.resolve():
        own = {name: getattr(args, name) if value is None else value for name, value in own.items()}
    try:
        table = _open(args, path, **own)
        return read_fields(table, [*config.fields, groups if groups in table.schema.names else None])
    except SatclipError as error:  # it may recommend an option of the input
        said = re.sub(rf"(?<!\S)--({'|'.join(own)})\b", r"--background-\1", str(error))
        raise SatclipError(said) from error


def open_points(args: argparse.Namespace, path: Path) -> Table:
    """Open another table of points. Raises SatclipError."""
    return _open(args, path, args.layer, args.lon, args.lat, None, typed=False)


def _open(
    args: argparse.Namespace,
    path: Path,
    layer: str | None,
    lon: str | None,
    lat: str | None,
    crs: str | None,
    typed: bool = True,
) -> Table:
    text = TextOptions(args.encoding, args.decimal, tuple(args.missing))
    return open_table(path, layer=layer, lon=lon, lat=lat, crs=crs, typed=typed, text=text)


def unusable_rows(table: Table, count: int) -> str:
    """Return a sentence on `count` rows of `table` that were kept without values."""
    return f"{counted(count, 'row has', 'rows have')} no valid position and got nulls. {first_unusable(table)}".strip()


def print_findings(result: Evaluation | EncoderComparison | RegionsEvaluation) -> None:
    """Print the number of excluded rows by reason, and the warnings, in English for scripts that read them."""
    for reason, count in result.dropped:
        print(f"excluded: {counted(count, 'row')}, {reason}")
    for warning in result.warnings:
        print(f"warning: {warning}")


def read_fields(table: Table, names: Sequence[str | None]) -> Columns:
    """Return the locations and the named fields of a table. Raises SatclipError."""
    return columns_of(table, list(dict.fromkeys(name for name in names if name)))
