"""Evaluate pretrained encoders: writes sections of PRETRAINING.md.

    python benchmarks/pretraining probes TASKS [--encoder bundled geoclip ...] [--seeds 5]
    python benchmarks/pretraining portrait [--encoder bundled] [--figure MAP.png]
    python benchmarks/pretraining ablations IMAGERY TASKS [--layers LAYERS] [--only degree objective ...] [--rows 3000]
    python benchmarks/pretraining retrieval IMAGERY TASKS [--encoder bundled]
    python benchmarks/pretraining readings IMAGERY TASKS [--layers LAYERS]

TASKS is a folder with the tables in `benchmarks/probes.py`; missing ones are skipped. IMAGERY is a folder
with the twelve Blue Marble months, and LAYERS one with the images of the other modalities. `probes` takes a
few minutes per encoder, an ablation one or two. `portrait` maps an encoder and finds locations similar to
some named ones. `retrieval` evaluates a head like that of RANGE. `readings` probes the image features
themselves, read at the observations.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import time
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "2")
FOLDER = Path(__file__).resolve().parents[1]
sys.path.append(str(FOLDER))

import portrait  # noqa: E402
import readings  # noqa: E402
import retrieval  # noqa: E402
import torch  # noqa: E402
from ablations import ABLATIONS, head, row, run  # noqa: E402
from probes import position  # noqa: E402
from probing import CHOICES, markdown, probe  # noqa: E402

from satclip_backend.encoders import load_encoder  # noqa: E402
from satclip_backend.encoders.harmonics import basis_function  # noqa: E402

TITLES = (
    {choice: f"Penalty chosen by {choice}" for choice in CHOICES}
    | {
        "portrait": "Most similar locations",
        "retrieval": "Retrieval head",
        "readings": "Image features, read at the observations",
    }
    | {f"ablations: {name}": f"Ablation: {name}" for name in ABLATIONS}
)


def main() -> None:
    """Command line; see the module docstring."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("-o", "--output", type=Path, default=FOLDER / "PRETRAINING.md")
    commands = parser.add_subparsers(dest="command", required=True)
    probes = commands.add_parser("probes", help="compare encoders on whole tables")
    probes.add_argument("tasks", type=Path, metavar="TASKS")
    probes.add_argument("--encoder", nargs="+", default=["bundled"], help="ids or files (default bundled)")
    probes.add_argument("--harmonics", type=int, metavar="L", help="also the raw harmonics of this degree")
    probes.add_argument("--seeds", type=int, default=5)
    probes.add_argument("--columns", nargs="+", default=[], help="these targets only")
    ablation = commands.add_parser("ablations", help="short runs that differ in one setting")
    ablation.add_argument("imagery", type=Path, metavar="IMAGERY")
    ablation.add_argument("tasks", type=Path, metavar="TASKS")
    ablation.add_argument(
        "--layers", type=Path, help="folder of other modalities (default satellite-layers, beside IMAGERY)"
    )
    ablation.add_argument("--only", nargs="+", choices=list(ABLATIONS), default=list(ABLATIONS))
    ablation.add_argument(
        "--places", type=int, default=20_000, help="number of training points (default 20,000)"
    )
    ablation.add_argument(
        "--rows", type=int, default=3000, help="maximum number of observations per table (default 3000)"
    )
    head_too = commands.add_parser("retrieval", help="probes with image features of other locations")
    head_too.add_argument("imagery", type=Path, metavar="IMAGERY")
    head_too.add_argument("tasks", type=Path, metavar="TASKS")
    head_too.add_argument("--encoder", default="bundled")
    read = commands.add_parser("readings", help="probes of the image features at the observations")
    read.add_argument("imagery", type=Path, metavar="IMAGERY")
    read.add_argument("tasks", type=Path, metavar="TASKS")
    read.add_argument(
        "--layers", type=Path, help="folder of other modalities (default satellite-layers, beside IMAGERY)"
    )
    portrayed = commands.add_parser(
        "portrait", help="map of principal components, and most similar locations"
    )
    portrayed.add_argument("--encoder", default="bundled")
    portrayed.add_argument(
        "--figure", type=Path, default=FOLDER.parent / "docs" / "images" / "bundled-pca.png"
    )
    args = parser.parse_args()
    if args.command == "probes":
        compare(args)
    elif args.command == "ablations":
        ablate(args)
    elif args.command == "retrieval":
        found = retrieval.compare(load_encoder(args.encoder), args.imagery, args.tasks)
        tables = [f"{TITLES[choice]}:\n\n{markdown(found, choice)}" for choice in CHOICES]
        write(args.output, "retrieval", "\n\n".join(tables))
    elif args.command == "readings":
        layers = args.layers or args.imagery.parent / "satellite-layers"
        write(args.output, "readings", markdown(readings.compare(args.imagery, layers, args.tasks), "folds"))
    else:
        encoder = load_encoder(args.encoder)
        portrait.draw(encoder, args.figure)
        write(args.output, "portrait", portrait.similar(encoder))


def compare(args: argparse.Namespace) -> None:
    """Compare encoders and baselines on all observations of the tables."""
    sources = {"lon, lat, x, y, z": position}
    if args.harmonics:
        basis = basis_function("stable", args.harmonics)
        sources[f"raw harmonics, L = {args.harmonics}"] = lambda lonlat: torch.cat(
            [basis(part).float() for part in torch.from_numpy(lonlat).split(4096)]
        ).numpy()
    sources |= {name: load_encoder(name).encode for name in args.encoder}
    found = {}
    for name, encode in sources.items():
        found[name] = probe(args.tasks, encode, args.seeds, columns=tuple(args.columns))
        print(f"probed {name}", flush=True)
    for choice in CHOICES:
        write(args.output, choice, markdown(found, choice))


def ablate(args: argparse.Namespace) -> None:
    """Run short trainings with one setting changed."""
    layers = args.layers or args.imagery.parent / "satellite-layers"
    for group in args.only:
        lines = []
        for name, settings in ABLATIONS[group].items():
            began, said = time.monotonic(), [0.0]

            def progress(done: float, message: str, said: list[float] = said) -> None:
                if time.monotonic() - said[0] > 30:
                    said[0] = time.monotonic()
                    print(f"  {done:.0%} {message}", flush=True)

            found = run(settings, args.imagery, layers, args.tasks, args.places, args.rows, progress)
            lines = lines or [head(found)]
            lines.append(row(name, found))
            print(f"{group}: {name}, {time.monotonic() - began:.0f} s", flush=True)
            write(args.output, f"ablations: {group}", "\n".join(lines))


def write(path: Path, section: str, text: str) -> None:
    """Write a section of the file, replacing an existing one with the same title."""
    whole = path.read_text() if path.exists() else "# Pretrained encoders\n"
    block = f"## {TITLES[section]}\n\n{text}\n"
    pattern = re.compile(rf"^## {re.escape(TITLES[section])}\n.*?(?=^## |\Z)", re.S | re.M)
    whole = (
        pattern.sub(lambda _: block + "\n", whole)
        if pattern.search(whole)
        else f"{whole.rstrip()}\n\n{block}"
    )
    path.write_text(whole.rstrip() + "\n")


if __name__ == "__main__":
    main()
