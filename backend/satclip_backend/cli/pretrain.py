"""satclip-backend pretrain: train a location encoder on your own imagery."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_parser(subparsers: argparse._SubParsersAction) -> argparse.ArgumentParser:
    """Declare the command and its options."""
    parser = subparsers.add_parser(
        "pretrain",
        help="train an encoder on georeferenced imagery",
        description="Train a location encoder on georeferenced imagery: sample points, read a patch of "
        "pixels around each, describe the patches by frozen image features (kept in the "
        "cache of the data folder), and train the encoder to match or predict them. Writes "
        "ENCODER.safetensors, and beside it the folder ENCODER.run with log, checkpoints and model card. Images "
        "without georeferencing (JPEG, PNG) "
        "are also decoded into the cache once: width x height x bands bytes on disk.",
    )
    parser.add_argument(
        "imagery",
        nargs="+",
        type=Path,
        metavar="IMAGERY",
        help="raster files or folders of them, any CRS. Files on one grid are bands of one image; other"
        " grids are other places and need the same bands",
    )
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar="ENCODER.safetensors", help="encoder to write"
    )
    data = parser.add_argument_group("places and images")
    data.add_argument("--points", type=int, default=100_000, help="places to sample (default %(default)s)")
    where = data.add_mutually_exclusive_group()
    where.add_argument("--land", action="store_true", help="sample land only (Natural Earth, 0.1 degree)")
    where.add_argument(
        "--mask", type=Path, metavar="RASTER", help="sample where this raster in degrees isn't 0"
    )
    data.add_argument(
        "--sea",
        type=float,
        default=0.0,
        metavar="SHARE",
        help="places at sea, more than 2 degrees from land or mask, for each place with imagery, 0 to 1; no"
        " image is read there, embeddings are kept calm instead of left to chance (default %(default)s)",
    )
    data.add_argument(
        "--extent",
        type=float,
        nargs=4,
        metavar=("WEST", "SOUTH", "EAST", "NORTH"),
        help="degrees that images without georeferencing cover, as plate carree (default: the globe, if"
        " twice as wide as high)",
    )
    data.add_argument(
        "--pixels", type=int, default=16, help="side of a patch, in pixels (default %(default)s)"
    )
    data.add_argument(
        "--filters", type=int, default=256, help="random filters over a patch (default %(default)s)"
    )
    data.add_argument("--components", type=int, default=256, help="image features kept (default %(default)s)")
    data.add_argument(
        "--whitening",
        type=float,
        default=0.5,
        help="0: image features keep their variances, 1: all weigh the same (default %(default)s)",
    )
    shape = parser.add_argument_group("encoder")
    shape.add_argument(
        "--degree", type=int, default=40, help="L of the spherical harmonics (default %(default)s)"
    )
    shape.add_argument(
        "--capacity", type=int, default=512, help="units of a hidden layer (default %(default)s)"
    )
    shape.add_argument(
        "--dimension", type=int, default=256, help="numbers of an embedding (default %(default)s)"
    )
    shape.add_argument("--hidden-layers", type=int, default=2, help="hidden layers (default %(default)s)")
    shape.add_argument(
        "--w0", type=float, default=30.0, help="factor in the first sine (default %(default)s)"
    )
    training = parser.add_argument_group("training")
    training.add_argument(
        "--loss",
        choices=["clip", "reconstruction", "both"],
        default="reconstruction",
        help="match image features by CLIP's loss, as SatCLIP was published; or predict them and the lowest "
        "harmonics by squared error; or both, CLIP with weight 0.1 (default %(default)s)",
    )
    training.add_argument("--steps", type=int, default=500, help="training steps (default %(default)s)")
    training.add_argument("--batch", type=int, default=2048, help="places a step (default %(default)s)")
    training.add_argument(
        "--learning-rate", type=float, default=7e-4, help="peak of the cycle (default %(default)s)"
    )
    training.add_argument(
        "--weight-decay", type=float, default=0.01, help="of matrices (default %(default)s)"
    )
    training.add_argument(
        "--dropout", type=float, default=0.0, help="share of units dropped (default %(default)s)"
    )
    training.add_argument(
        "--held-out", type=float, default=0.1, help="share of places kept for retrieval (default %(default)s)"
    )
    training.add_argument(
        "--block-degrees",
        type=float,
        default=5.0,
        help="blocks held out whole, degrees (default %(default)s)",
    )
    training.add_argument("--checkpoint-every", type=int, default=500, help="steps (default %(default)s)")
    training.add_argument(
        "--seed",
        type=int,
        default=0,
        help="of points, held-out blocks, weights and batches (default %(default)s)",
    )
    training.add_argument(
        "--resume", action="store_true", help="go on from ENCODER.run, with the same options"
    )
    training.add_argument(
        "--device", default="cpu", help="cpu, cuda or mps; exact resuming needs cpu (default cpu)"
    )
    training.add_argument(
        "--threads", type=int, help="CPU threads (default: all; part of what makes runs repeatable)"
    )
    about = parser.add_argument_group("written into the file")
    about.add_argument("--name", help="name of the encoder (default: that of the file)")
    about.add_argument("--source", default="", help="what imagery it was trained on")
    about.add_argument("--licence", default="unknown", help="licence of the encoder")
    about.add_argument("--description", default="", help="text, or @FILE to read it from")
    return parser


def run(args: argparse.Namespace) -> int:
    """Train and write the encoder."""
    import shutil

    import torch

    from satclip_backend import store
    from satclip_backend.cli.progress import progress
    from satclip_backend.errors import SatclipError
    from satclip_backend.pretraining.features import FeatureSettings
    from satclip_backend.pretraining.images.patches import RasterPatches
    from satclip_backend.pretraining.images.rasters import open_imagery
    from satclip_backend.pretraining.model import OBJECTIVES
    from satclip_backend.pretraining.recipe import Provenance, Recipe, pretrain
    from satclip_backend.pretraining.sampling import Sea, read_mask, sample_points
    from satclip_backend.pretraining.settings import TrainingSettings

    if args.output.suffix != ".safetensors":
        raise SatclipError(f"The output must end in .safetensors: {args.output.name} doesn't.")
    if not args.output.parent.is_dir():
        raise SatclipError(f"There is no folder {args.output.parent} to write {args.output.name} to.")
    if args.threads:
        torch.set_num_threads(args.threads)
    imagery = open_imagery(args.imagery, args.extent)
    if any(layer.assumed_global for layer in imagery.layers):
        print("The images don't say where they lie; taken as the whole globe, plate carree (EPSG:4326).")
    mask = read_mask() if args.land else read_mask(args.mask) if args.mask else None
    recipe = Recipe(
        FeatureSettings(args.filters, 3, args.components, args.whitening),
        TrainingSettings(
            degree=args.degree,
            capacity=args.capacity,
            dimension=args.dimension,
            hidden_layers=args.hidden_layers,
            w0=args.w0,
            dropout=args.dropout,
            steps=args.steps,
            batch=args.batch,
            learning_rate=args.learning_rate,
            weight_decay=args.weight_decay,
            held_out=args.held_out,
            block_degrees=args.block_degrees,
            sea=args.sea,
            checkpoint_every=args.checkpoint_every,
            seed=args.seed,
            objective=OBJECTIVES[args.loss],
        ),
    )
    description = args.description
    if description.startswith("@"):
        description = " ".join(Path(description[1:]).read_text(encoding="utf-8").split())
    provenance = Provenance(args.name or args.output.stem, args.source, args.licence, description)
    lonlat = sample_points(args.points, args.seed, mask, imagery.extent)
    sea = None
    if args.sea:
        if mask is None:
            raise SatclipError(
                "Places at sea can't be told without land: give --land or --mask, or leave --sea out."
            )
        sea = sample_points(max(100, round(args.sea * args.points)), args.seed, Sea(mask), imagery.extent)
    folder = args.output.with_suffix(".run")
    with progress("Pretraining") as report:
        encoder = pretrain(
            RasterPatches(imagery, lonlat, args.pixels), folder, recipe, provenance,
            sea=sea, resume=args.resume, device=args.device, progress=report,
        )  # fmt: skip
    with store.whole_file(args.output) as temporary:
        shutil.copyfile(folder / "encoder.safetensors", temporary)
    print(f"{args.output}: {encoder.dimension} dimensions, L = {encoder.metadata.degree}")
    return 0
