"""satclip-backend encoders: list, describe, import, export, remove and download encoders."""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from satclip_backend import encoders
from satclip_backend.cli.files import InputFile, InputName, OutputPlace
from satclip_backend.cli.messages import print_warnings
from satclip_backend.cli.progress import progress
from satclip_backend.encoders.cautions import cautions
from satclip_backend.encoders.downloads import download_encoder
from satclip_backend.encoders.library import export_encoder, import_encoder, remove_encoder
from satclip_backend.encoders.registry import EncoderInfo, find, scan_encoders
from satclip_backend.encoders.releases import RELEASES
from satclip_backend.errors import SatclipError

_EXPORTED = (".safetensors", ".onnx", ".ckpt")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the actions of the command."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    action = actions.add_parser("list", help="list the installed encoders")
    action.add_argument(
        "--available",
        action="store_true",
        help="list the published encoders that can be downloaded instead, with their licences and known limits",
    )
    _json_option(action)
    action = actions.add_parser("info", help="show the metadata of an encoder")
    action.add_argument("id", metavar="ID")
    _json_option(action)
    action = actions.add_parser(
        "import",
        help="import an exported encoder (.safetensors), or a published file such as an official SatCLIP checkpoint "
        "(.ckpt), a table of features (.csv, .parquet) or a database of RANGE (.npz)",
    )
    _import_arguments(action)
    action = actions.add_parser(
        "export",
        help="export an encoder as .safetensors, as an ONNX model (.onnx), or as a checkpoint (.ckpt) of the official "
        "SatCLIP code",
        description="Copy an encoder to a .safetensors file; write it as an ONNX model (.onnx) from longitude and "
        "latitude to the embedding, for programs without PyTorch; or write it, in float64, as a checkpoint (.ckpt) "
        "that the official SatCLIP code reads with load_lightweight. That code evaluates the spherical harmonics less "
        "exactly: up to L = 20 embeddings are the same to 9 digits, at L = 40 they differ by up to 0.001 below 60 "
        "degrees of latitude and 0.05 at the poles.",
    )
    _export_arguments(action)
    action = actions.add_parser("remove", help="delete a downloaded, imported or trained encoder")
    action.add_argument("id", metavar="ID")
    action = actions.add_parser(
        "download",
        help="download a published encoder: SatCLIP, OSMGraphCLIP and TTE from the Hugging Face Hub, and GeoCLIP from "
        "PyPI (with pip or uv)",
    )
    action.add_argument(
        "id", metavar="ID", nargs="?", help="encoder to download; without it, the available ones are listed"
    )
    _json_option(action)


def _import_arguments(action: argparse.ArgumentParser) -> None:
    action.add_argument(
        "file",
        type=InputFile,
        metavar="FILE",
        help="file, or a folder of files that are one encoder (GPS2Vec, models of the Hugging Face Hub)",
    )
    action.add_argument("--name", metavar="ID", help="the encoder's id (default: from the file's name)")
    action.add_argument(
        "--citation",
        metavar="TEXT",
        help="publication to cite (default: what the file states; for a table of features, that of MOSAIKS if its name "
        "or id has this word)",
    )
    action.add_argument(
        "--stable-harmonics",
        action="store_true",
        help="evaluate the spherical harmonics of an official checkpoint exactly: maps are many times faster, and free "
        "of the official code's rounding errors; for L = 40, embeddings beyond 50 degrees of latitude differ from it",
    )
    action.add_argument(
        "--key",
        metavar="ID",
        help="for a database of RANGE (.npz): the installed SatCLIP encoder that its keys belong to (default "
        "satclip-vit16-l40)",
    )
    kind = action.add_mutually_exclusive_group()
    kind.add_argument(
        "--beta",
        type=_share,
        metavar="B",
        help="for a database of RANGE: weight of the semantic against the spatial similarity, 0 to 1 (default 0.5, "
        "RANGE+)",
    )
    kind.add_argument(
        "--no-spatial",
        action="store_true",
        help="for a database of RANGE: semantic similarity alone (RANGE instead of RANGE+)",
    )
    _json_option(action)


def _share(text: str) -> float:
    with suppress(ValueError):
        if 0 <= (share := float(text)) <= 1:
            return share
    raise argparse.ArgumentTypeError("give a number from 0 to 1")


def _export_arguments(action: argparse.ArgumentParser) -> None:
    action.add_argument(
        "id",
        type=InputName,
        metavar="ID",
        help="an encoder; for a .ckpt also the folder of a training run (.run), whose image encoder is included if "
        "it is one of SatCLIP's",
    )
    action.add_argument("file", type=OutputPlace, metavar="FILE")


def _json_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON instead of text")


def run(args: argparse.Namespace) -> int:
    """Run the chosen action. Raises SatclipError if it fails."""
    return _ACTIONS[args.action](args)


def _list(args: argparse.Namespace) -> int:
    if args.available:
        return _list_available(args.json)
    installed, unusable = scan_encoders()
    for name, reason in unusable.items():
        print(f"{name} can't be used: {reason}", file=sys.stderr)
    print_warnings(cautions(installed))
    if args.json:
        print(json.dumps([_as_dict(info) for info in installed], indent=2))
    elif not installed:
        print("There are no encoders. Import a checkpoint or download one.")
    else:
        rows = [
            (
                i.id,
                i.metadata.family,
                i.metadata.degree or "-",
                i.metadata.basis or "-",
                i.metadata.dimension,
                i.metadata.licence,
            )
            for i in installed
        ]
        _table(("ID", "FAMILY", "L", "BASIS", "DIMENSION", "LICENCE"), rows)
    return 0


def _info(args: argparse.Namespace) -> int:
    _show(find(args.id), args.json)
    return 0


def _import(args: argparse.Namespace) -> int:
    with progress(args.file.name) as report:
        info = import_encoder(
            args.file,
            args.name,
            citation=args.citation,
            stable_harmonics=args.stable_harmonics,
            key=args.key,
            beta=args.beta,
            spatial=not args.no_spatial,
            progress=report,
        )
        report(1.0, "")
    _show(info, args.json)
    return 0


def _export(args: argparse.Namespace) -> int:
    if args.file.suffix not in _EXPORTED and not args.file.is_dir():
        raise SatclipError(
            f"An encoder is exported to a file that ends in {', '.join(_EXPORTED)}, not to {args.file.name}."
        )
    if args.file.suffix == ".ckpt":
        # slow import: torch
        from satclip_backend.pretraining.official_export import export_run, write_official

        if Path(args.id, "run.json").exists():
            print(export_run(args.id, args.file))
        else:
            print(write_official(args.file, encoders.load_encoder(args.id, device="cpu")))
        return 0
    if args.file.suffix == ".onnx":
        from satclip_backend.encoders.onnx_export import write_onnx  # slow import: torch

        print(write_onnx(args.file, encoders.load_encoder(args.id, device="cpu")))
        return 0
    print(export_encoder(args.id, args.file))
    return 0


def _remove(args: argparse.Namespace) -> int:
    remove_encoder(args.id)
    print(f"Removed {args.id}.")
    return 0


def _download(args: argparse.Namespace) -> int:
    if args.id is None:
        return _list_available(args.json)
    with progress(args.id) as report:
        info = download_encoder(args.id, report)
        report(1.0, "")
    _show(info, args.json)
    return 0


def _list_available(as_json: bool) -> int:
    if as_json:
        print(json.dumps([asdict(release) for release in RELEASES.values()], indent=2))
        return 0
    rows, ids_by_facts = [], defaultdict(list)
    for r in RELEASES.values():
        rows.append((r.id, r.degree or "-", r.dimension, r.licence, r.source.name))
        ids_by_facts[r.training_data, r.limits, r.citation].append(r.id)
    _table(("ID", "L", "DIMENSION", "LICENCE", "SOURCE"), rows)
    for (training_data, limits, citation), ids in ids_by_facts.items():
        print(f"\n{', '.join(ids)}\n  trained on: {training_data}\n  limits: {limits}\n  cite: {citation}")
    return 0


_ACTIONS = {
    "list": _list,
    "info": _info,
    "import": _import,
    "export": _export,
    "remove": _remove,
    "download": _download,
}


def _as_dict(info: EncoderInfo) -> dict[str, Any]:
    return {
        "id": info.id,
        **asdict(info.metadata),
        "origin": info.origin,
        "sha256": info.sha256,
        "file": str(info.path),
    }


def _show(info: EncoderInfo, as_json: bool) -> None:
    known = _as_dict(info)
    if as_json:
        print(json.dumps(known, indent=2))
        return
    for key, value in known.items():
        if value not in ("", None, {}):
            print(f"{key.replace('_', ' '):<16} {value}")


def _table(head: tuple[str, ...], rows: list[tuple]) -> None:
    cells = [head, *(tuple(str(value) for value in row) for row in rows)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(head))]
    for row in cells:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
