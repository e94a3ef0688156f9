"""satclip-backend pretrain: train a location encoder on your own imagery."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from satclip_backend.cli.files import InputFile, InputName, OutputFile
from satclip_backend.cli.point_options import (
    add_imagery_options,
    add_point_options,
    opened_imagery,
    points_of,
)

if TYPE_CHECKING:
    import numpy as np

    from satclip_backend.pretraining.images.patches import Patches
    from satclip_backend.pretraining.pipeline import PretrainingConfig, Provenance

TRAINING = (
    (
        "epochs",
        float,
        "passes through the training points, instead of --steps",
        "0: use --steps; published 500",
    ),
    ("steps", int, "training steps", "500"),
    ("batch", int, "batch size; a contrastive loss compares all points of a batch", "2048; published 8192"),
    ("accumulate", int, "parts into which a batch is split to save memory; gradients are the same", "1"),
    ("learning-rate", float, "peak learning rate", "0.0007; published 0.0001"),
    ("warmup", float, "share of the steps for warm-up", "0.1"),
    ("weight-decay", float, "weight decay of the weight matrices", "0.01"),
    ("dropout", float, "dropout rate", "0; published 0.5"),
    ("ema", float, "decay of the exponential moving average of the weights; 0 for none", "0"),
    (
        "neighbours",
        int,
        "number of nearest neighbours added to the batch for each point, as hard negatives",
        "0",
    ),
    ("neighbour-km", float, "maximum distance of these neighbours, km", "300"),
    ("held-out", float, "share of the points held out for evaluation", "0.1"),
    ("block-degrees", float, "side of the held-out spatial blocks, degrees", "5"),
    ("evaluate-every", int, "steps between evaluations", "100"),
    ("checkpoint-every", int, "steps between checkpoints", "500"),
    ("early-stopping", int, "stop after so many evaluations without improvement; 0 for never", "0"),
    ("image-rate", float, "learning rate of a fine-tuned image encoder, relative to --learning-rate", "0.1"),
)
SHAPE = (
    (
        "degree",
        int,
        "maximum degree L of the spherical harmonics, with a resolution of about 20,000 km / L",
        "40",
    ),
    ("capacity", int, "units of a hidden layer", "512"),
    ("dimension", int, "dimensions of the embedding", "256"),
    ("hidden-layers", int, "number of hidden layers", "2"),
    ("w0", float, "frequency factor of the first sine layer (SIREN)", "30"),
)
"""Options that change a setting of the recipe: name, type, help, and what the recipes say."""
CHOICES = (
    (
        "schedule",
        ("constant", "cosine", "one-cycle"),
        "learning rate schedule",
        "one-cycle; published constant",
    ),
    (
        "precision",
        ("float32", "bfloat16"),
        "precision of the factors in matrix products; sums are in float32",
        "float32",
    ),
    (
        "keep",
        ("last", "best"),
        "checkpoint that becomes the encoder: the last one, or the best by probes or retrieval",
        "last",
    ),
    (
        "geometry",
        ("learned", "predicted"),
        "embedding metric: as learned, or re-scaled to the distances between the predicted features",
        "learned",
    ),
)


class _Encoder(OutputFile):
    """The encoder, and the folder of its run beside it."""

    @property
    def folders(self) -> list[Path]:
        return [self.with_suffix(".run")]


def add_parser(subparsers: argparse._SubParsersAction) -> argparse.ArgumentParser:
    """Declare the command and its options."""
    parser = subparsers.add_parser(
        "pretrain",
        help="train an encoder on georeferenced imagery",
        description="Train a location encoder on imagery: sample points, read an image patch around each, compute "
        "image features with an image encoder (cached in the data folder), and train the location encoder to match "
        "or predict them. IMAGERY may also be a folder of patches with an index.csv, in the layout of SatCLIP's "
        "S2-100K. Writes ENCODER.safetensors and the folder ENCODER.run with the log, checkpoints and model card. "
        "Images without georeferencing (JPEG, PNG) are decoded once into the cache, which takes width x height x "
        "bands bytes on disk. torchrun distributes the work over several processes (torchrun --nproc-per-node 2 -m "
        "satclip_backend pretrain ...).",
    )
    parser.add_argument(
        "-o", "--output", type=_Encoder, required=True, metavar="ENCODER.safetensors", help="encoder to write"
    )
    data = parser.add_argument_group("images")
    add_imagery_options(data)
    data.add_argument(
        "--patches",
        action="store_true",
        help="IMAGERY is a folder of patches, one image per patch (detected automatically if it has an index.csv)",
    )
    where = parser.add_argument_group("points")
    add_point_options(where)
    where.set_defaults(points=100_000)
    where.add_argument(
        "--mask",
        type=InputFile,
        metavar="RASTER",
        help="sample points where this raster (in degrees) is not 0",
    )
    where.add_argument(
        "--sea",
        type=float,
        default=0.0,
        metavar="SHARE",
        help="ocean regularisation: points at sea, more than 2 degrees from land or mask, per point with imagery, 0 "
        "to 1; they have no images, and embeddings are trained to vary little there (default %(default)s)",
    )
    _add_feature_options(parser.add_argument_group("patches and image features"))
    _add_settings(parser.add_argument_group("encoder"), SHAPE)
    training = parser.add_argument_group("training")
    training.add_argument(
        "--recipe",
        choices=("laptop", "published"),
        default="laptop",
        help="default settings: for minutes on two CPU cores, or those of the SatCLIP paper (default %(default)s)",
    )
    training.add_argument(
        "--minutes", type=float, metavar="M", help="approximate total time; sets the number of steps"
    )
    training.add_argument(
        "--loss",
        choices=("clip", "siglip", "reconstruction", "both"),
        help="clip or siglip: contrastive loss with the image features (SatCLIP was published with clip); "
        "reconstruction: squared error of the predicted image features and lowest harmonics; both: reconstruction "
        "plus CLIP with weight 0.1 (reconstruction; published clip)",
    )
    training.add_argument(
        "--apart",
        type=float,
        metavar="KM",
        help="points closer to each other than this are not used as negatives (0)",
    )
    training.add_argument(
        "--augment",
        nargs="*",
        metavar="NAME",
        help="augmentations: jitter:METRES moves points at each step; others, such as flip or blur, change the "
        "images when the image encoder is fine-tuned (none; published crop:256 flip blur jitter:556)",
    )
    for name, choices, help_text, default in CHOICES:
        training.add_argument(f"--{name}", choices=choices, help=f"{help_text} ({default})")
    _add_settings(training, TRAINING)
    training.add_argument(
        "--fine-tune", action="store_true", default=None, help="also train the image encoder (slow)"
    )
    training.add_argument(
        "--probe",
        type=InputName,
        action="append",
        default=[],
        metavar="TABLE:FIELD",
        help="linear probe: a table (.csv, .gpkg, .parquet) and a numeric field to predict from the embedding at each "
        "evaluation; may be repeated",
    )
    training.add_argument(
        "--resume", action="store_true", help="resume the run in ENCODER.run with the same options"
    )
    training.add_argument(
        "--device", default="cpu", help="cpu, cuda or mps; exact resuming needs cpu (default cpu)"
    )
    training.add_argument(
        "--threads", type=int, help="CPU threads (default: all; runs are reproducible for the same number)"
    )
    metadata_group = parser.add_argument_group("metadata")
    metadata_group.add_argument(
        "--half",
        action="store_true",
        help="store the weights as float16, which halves the file size; computation is in float32",
    )
    metadata_group.add_argument("--name", help="name of the encoder (default: the file name)")
    metadata_group.add_argument("--source", default="", help="imagery that the encoder was trained on")
    metadata_group.add_argument("--licence", default="unknown", help="licence of the encoder")
    metadata_group.add_argument(
        "--description", type=InputName, default="", help="text, or @FILE to read it from"
    )
    return parser


def _add_settings(group, options) -> None:
    for name, kind, help_text, default in options:
        group.add_argument(
            f"--{name}", type=kind, metavar=kind.__name__[0].upper(), help=f"{help_text} ({default})"
        )


def _add_feature_options(group) -> None:
    group.add_argument(
        "--pixels",
        type=int,
        help="side of a patch in pixels (16; for a folder of patches: the full patch)",
    )
    group.add_argument(
        "--scales",
        type=int,
        nargs="+",
        default=[1],
        metavar="N",
        help="multiscale patches: pixel sizes relative to the imagery. 1 4 16 adds two wider patches with the same "
        "number of pixels, which may extend beyond the imagery (default 1)",
    )
    group.add_argument(
        "--image-encoder",
        default="random-convolutions",
        choices=("random-convolutions", "small-cnn", "moco-resnet18", "moco-resnet50", "moco-vit16"),
        help="image encoder; the last three are those of SatCLIP, for Sentinel-2 (default %(default)s)",
    )
    group.add_argument(
        "--weights",
        type=InputName,
        metavar="FILE",
        help="weights of the image encoder: a file, or for those of SatCLIP 'download' or 'random'",
    )
    group.add_argument(
        "--normalise",
        choices=("statistics", "published", "none"),
        help="standardise each band to mean 0 and standard deviation 1, or as in SatCLIP (statistics; published for "
        "the SatCLIP image encoders)",
    )
    group.add_argument(
        "--filters", type=int, default=256, help="number of random convolution filters (default %(default)s)"
    )
    group.add_argument(
        "--classes",
        type=int,
        default=0,
        help="number of pixel clusters in the imagery whose shares in a patch are additional features (default none)",
    )
    group.add_argument(
        "--components",
        type=int,
        help="number of principal components of the image features, 0 for the features themselves (256; 0 with "
        "fine-tuning and for SatCLIP image encoders with a contrastive loss)",
    )
    group.add_argument(
        "--whitening",
        type=float,
        default=0.5,
        help="0: components keep their variances, 1: equal variances (default %(default)s)",
    )


def run(args: argparse.Namespace) -> int:
    """Train and write the encoder."""
    import torch

    from satclip_backend.cli.progress import progress
    from satclip_backend.errors import SatclipError
    from satclip_backend.outputs import atomic_write
    from satclip_backend.pretraining.distributed import is_first
    from satclip_backend.pretraining.pipeline import pretrain
    from satclip_backend.pretraining.probes import read_probe
    from satclip_backend.pretraining.runs import read_run

    if args.output.suffix != ".safetensors":
        raise SatclipError(f"The output must end in .safetensors: {args.output.name} doesn't.")
    if args.threads:
        torch.set_num_threads(args.threads)
    config, provenance = _config(args), _provenance(args)
    probes = tuple(read_probe(text, args.seed) for text in args.probe)
    patches, ocean_lonlat = _patches(args)
    folder = args.output.with_suffix(".run")
    fresh = not folder.exists()
    with progress("Pretraining") as report, _nothing_left(folder if fresh and is_first() else None):
        encoder = pretrain(
            patches, folder, config, provenance,
            ocean_lonlat=ocean_lonlat, probes=probes, resume=args.resume, device=args.device,
            progress=report if is_first() else lambda fraction, message: None,
        )  # fmt: skip
    if is_first():
        with atomic_write(args.output) as temporary:
            shutil.copyfile(folder / "encoder.safetensors", temporary)
        print(f"{args.output}: {encoder.dimension} dimensions, L = {encoder.metadata.degree}")
        for reason, count in read_run(folder).skipped.items():
            print(f"{count:,} points skipped: {reason}")
    return 0


@contextmanager
def _nothing_left(folder: Path | None) -> Iterator[None]:
    """Remove the new folder of a run that fails before there is anything to resume from."""
    from satclip_backend.pretraining.runs import RunFolder

    try:
        yield
    except BaseException:
        if folder is not None and not RunFolder(folder).checkpoint.exists():
            shutil.rmtree(folder, ignore_errors=True)
        raise


def _config(args: argparse.Namespace) -> PretrainingConfig:
    from dataclasses import replace

    from satclip_backend.errors import SatclipError
    from satclip_backend.pretraining.features import FeatureSettings
    from satclip_backend.pretraining.model import OBJECTIVES
    from satclip_backend.pretraining.pipeline import PretrainingConfig
    from satclip_backend.pretraining.settings import PRESETS

    if args.minutes is not None and not args.minutes > 0:
        raise SatclipError(f"--minutes must be more than 0, not {args.minutes:g}.")
    names = [option[0].replace("-", "_") for option in (*TRAINING, *SHAPE, *CHOICES)] + ["fine_tune"]
    given = {name: getattr(args, name) for name in names if getattr(args, name) is not None}
    if args.steps is not None and args.epochs is None:
        given["epochs"] = 0.0
    if args.augment is not None:
        given["augment"] = tuple(args.augment)
    start = PRESETS[args.recipe]
    objective = OBJECTIVES[args.loss] if args.loss else start.objective
    if args.apart is not None:
        objective = replace(objective, apart_km=args.apart)
    training = replace(start, **given, seed=args.seed, sea=args.sea, objective=objective)
    own = args.image_encoder.startswith("moco")
    components = args.components
    if components is None:
        components = 0 if training.fine_tune or (own and not objective.reconstruction) else 256
    features = FeatureSettings(
        filters=args.filters,
        classes=args.classes,
        components=components,
        whitening=args.whitening,
        encoder=args.image_encoder,
        weights=args.weights,
        normalisation=args.normalise or ("published" if own else "statistics"),
    )
    return PretrainingConfig(features, training, args.minutes, args.half)


def _patches(args: argparse.Namespace) -> tuple[Patches, np.ndarray | None]:
    """What is read, and places at sea where some are wanted."""
    from satclip_backend.errors import SatclipError
    from satclip_backend.geo.regions import OceanMask
    from satclip_backend.geo.sampling import sample_points
    from satclip_backend.pretraining.images.patch_folder import is_patch_folder, open_patch_folder
    from satclip_backend.pretraining.images.patches import RasterPatches
    from satclip_backend.rasters.masks import read_mask

    land = read_mask(args.mask) if args.mask else read_mask() if args.land else None
    if args.sea and land is None:
        raise SatclipError("--sea needs a land mask: add --land or --mask, or remove --sea.")
    if args.patches or any(is_patch_folder(path) for path in args.imagery):
        if len(args.imagery) > 1:
            raise SatclipError(
                "A folder of patches can't be combined with other imagery: use one folder, or rasters."
            )
        if args.scales != [1]:
            raise SatclipError("--scales can't be used with a folder of patches: remove it.")
        if args.land or args.mask or args.area or args.extent or args.points_of or args.stratified:
            raise SatclipError(
                "A folder of patches has its own points: remove --land, --mask, --area, --extent, --stratified and "
                "--points-of."
            )
        return open_patch_folder(
            args.imagery[0], pixels=args.pixels, bands=args.bands, dates=args.dates
        ), None
    imagery = opened_imagery(args)
    if args.mask:
        if args.area or args.land or args.stratified or args.points_of:
            raise SatclipError("--mask can't be combined with --land, --area, --stratified and --points-of.")
        lonlat = sample_points(args.points, args.seed, land, args.extent or imagery.extents)
    else:
        lonlat = points_of(args, imagery)
    ocean_lonlat = None
    if args.sea:
        count = max(100, round(args.sea * len(lonlat)))  # so that some can be held out
        ocean_lonlat = sample_points(count, args.seed, OceanMask(land), imagery.extent)
    return RasterPatches(imagery, lonlat, args.pixels or 16, scales=tuple(args.scales)), ocean_lonlat


def _provenance(args: argparse.Namespace) -> Provenance:
    from satclip_backend.pretraining.pipeline import Provenance

    description = args.description
    if description.startswith("@"):
        description = " ".join(Path(description[1:]).read_text(encoding="utf-8").split())
    return Provenance(args.name or args.output.stem, args.source, args.licence, description, _command())


def _command() -> str:
    """The command line, with the names of files and folders only: the card is for others."""
    import shlex
    import sys

    words = [Path(word).name if "/" in word or "\\" in word else word for word in sys.argv[1:]]
    return shlex.join(["satclip-backend", *words])
