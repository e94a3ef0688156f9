"""satclip-backend pretrain: trains a location encoder on imagery."""

from __future__ import annotations

import argparse
import shlex
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from pydantic import ValidationError

from satclip_backend.cli.files import InputFile, InputName, OutputFile
from satclip_backend.cli.messages import print_warnings
from satclip_backend.cli.options import add_options, checked, chosen
from satclip_backend.cli.point_options import (
    add_imagery_options,
    add_point_options,
    opened_imagery,
    points_of,
)
from satclip_backend.cli.progress import progress
from satclip_backend.counts import counted
from satclip_backend.encoders.cautions import cautions
from satclip_backend.errors import NotFoundError, SatclipError
from satclip_backend.geo.sampling import sample_points
from satclip_backend.geo.sampling_regions import OceanMask
from satclip_backend.input_files import read_text
from satclip_backend.outputs import atomic_write
from satclip_backend.pretraining.images.patch_folder import is_patch_folder, open_patch_folder
from satclip_backend.pretraining.images.patches import Patches, RasterPatches
from satclip_backend.pretraining.images.rasters import open_imagery
from satclip_backend.pretraining.runs import RunFolder, read_run
from satclip_backend.pretraining.settings import (
    OBJECTIVES,
    PRESETS,
    SLEPIAN_DEGREE,
    FeatureSettings,
    ModalitySettings,
    Objective,
    PretrainingConfig,
    TrainingSettings,
)
from satclip_backend.processes.pretrain import Inputs
from satclip_backend.progress import no_progress
from satclip_backend.rasters.masks import read_mask
from satclip_backend.rasters.opening import short_name
from satclip_backend.tables import FIELD_FILES

if TYPE_CHECKING:
    from satclip_backend.pretraining.pipeline import Provenance

DESCRIPTION = """\
Train a location encoder on imagery: sample points, read an image patch around each, compute image features with an
image encoder (cached in the data folder), and train the location encoder to match or predict them. IMAGERY may also be
a folder of patches with an index.csv, in the layout of SatCLIP's S2-100K. Writes ENCODER.safetensors and the folder
ENCODER.run with the log, checkpoints and model card. Images without georeferencing (JPEG, PNG) are decoded once into
the cache, which takes width x height x bands bytes on disk. torchrun distributes the work over several processes
(torchrun --nproc-per-node 2 -m satclip_backend pretrain ...).
"""
SHAPE = (
    "capacity",
    "dimension",
    "hidden_layers",
    "w0",
    "basis",
    "network",
    "frequencies",
    "max_radius",
    "months",
    "months_degree",
)
DERIVED = {
    "degree": f"{TrainingSettings.degree}; {SLEPIAN_DEGREE} for slepian",
    "min_radius": "57.3 / L, the wavelength of harmonics of degree L",
    "region": "that of the points",
}
"""Settings of the encoder whose default follows from others, in words."""
TRAINING = tuple(
    name
    for name in TrainingSettings.__pydantic_fields__
    if name not in (*SHAPE, *DERIVED, "augment", "objective", "sea", "seed")
)
DEFAULTS = {
    preset: vars(settings.objective)
    | vars(settings)
    | {"loss": next(loss for loss, objective in OBJECTIVES.items() if objective == settings.objective)}
    for preset, settings in PRESETS.items()
}
"""Defaults of the options by preset (`--recipe`)."""
MOST_THREADS = 1024
_LARGEST_DESCRIPTION = 1 << 16
_GAPS = 0.5
"""Largest share of a patch of a further modality without data; the gaps get the mean of the others."""
FEATURES = ("weights", "normalisation", "filters", "filter_pixels", "classes", "components", "whitening")


def _modality_keys() -> str:
    """Return the keys of `--modality` with their defaults."""
    defaults = [f"{name}={value:g}" for name, value in vars(ModalitySettings("")).items() if name != "name"]
    return ", ".join(defaults[:-1]) + f" or {defaults[-1]}"


class _Encoder(OutputFile):
    """The encoder, and the folder of its run next to it."""

    @property
    def folders(self) -> list[Path]:
        return [self.with_suffix(".run")] if self.name else []


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument(
        "-o", "--output", type=_Encoder, required=True, metavar="ENCODER.safetensors", help="encoder to write"
    )
    images = parser.add_argument_group("images")
    add_imagery_options(images)
    images.add_argument(
        "--patches",
        action="store_true",
        help="IMAGERY is a folder of patches, one image per patch (detected automatically if it has an index.csv)",
    )
    images.add_argument(
        "--modality",
        type=InputName,
        nargs="+",
        action="append",
        default=[],
        metavar=("FILE", "KEY=VALUE"),
        help="other imagery of the same places, such as heights or night lights, with patches on its own pixel grid "
        "and image features of its own, which the embedding predicts too: a file, URL or folder, then "
        f"{_modality_keys()}; may be repeated",
    )
    points = parser.add_argument_group("points")
    add_point_options(points, default=100_000)
    add_options(points, TrainingSettings, "seed")
    points.add_argument(
        "--mask",
        type=InputFile,
        metavar="RASTER",
        help="sample points where this raster (in degrees) is not 0",
    )
    add_options(points, TrainingSettings, "sea", metavar="SHARE")
    _add_feature_options(parser.add_argument_group("patches and image features"))
    encoder = parser.add_argument_group("encoder")
    add_options(encoder, TrainingSettings, *SHAPE, presets=DEFAULTS)
    for name, default in DERIVED.items():
        add_options(encoder, TrainingSettings, name, shown=default, default=None)
    _add_training_options(parser.add_argument_group("training"))
    metadata = parser.add_argument_group("metadata")
    add_options(metadata, PretrainingConfig, "half")
    add_options(metadata, Inputs, "name", help="name of the encoder; by default, the file name")
    add_options(metadata, Inputs, "source", "licence")
    metadata.add_argument("--description", type=InputName, default="", help="text, or @FILE to read it from")


def _add_feature_options(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--pixels",
        type=int,
        metavar="N",
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
    add_options(group, Inputs, "image_encoder")
    add_options(group, FeatureSettings, "weights", type=InputName, metavar="FILE")
    statistics = "statistics; published for the SatCLIP image encoders"
    add_options(group, FeatureSettings, "normalisation", default=None, shown=statistics)
    add_options(group, FeatureSettings, "filters", "filter_pixels", "classes")
    components = "256; 0 with fine-tuning and for SatCLIP image encoders with a contrastive loss"
    add_options(group, FeatureSettings, "components", default=None, shown=components)
    add_options(group, FeatureSettings, "whitening")


def _add_training_options(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--recipe",
        choices=tuple(PRESETS),
        default="laptop",
        help="default settings: for minutes on two CPU cores, or those of the SatCLIP paper (default %(default)s)",
    )
    add_options(group, PretrainingConfig, "minutes", metavar="M")
    add_options(group, Inputs, "loss", presets=DEFAULTS)
    add_options(group, Objective, "apart_km", presets=DEFAULTS, metavar="KM")
    add_options(group, TrainingSettings, "augment", presets=DEFAULTS, metavar="NAME")
    add_options(group, TrainingSettings, *TRAINING, presets=DEFAULTS)
    group.add_argument(
        "--probe",
        type=InputName,
        action="append",
        default=[],
        metavar="TABLE:FIELD",
        help=f"linear probe: a table ({FIELD_FILES}) and a numeric field to predict from the embedding at each "
        "evaluation; may be repeated",
    )
    group.add_argument(
        "--resume", action="store_true", help="resume the run in ENCODER.run with the same options"
    )
    group.add_argument(
        "--finish",
        action="store_true",
        help="write the encoder of the run in ENCODER.run as it is, without further training; with the same options",
    )
    group.add_argument(
        "--device", default="cpu", help="cpu, cuda or mps; exact resuming needs cpu (default cpu)"
    )
    group.add_argument(
        "--threads",
        type=int,
        metavar="N",
        help="CPU threads (default: all; runs are reproducible for the same number)",
    )


def run(args: argparse.Namespace) -> int:
    """Train the encoder and write it."""
    import torch  # slow import

    from satclip_backend.pretraining.distributed import is_first
    from satclip_backend.pretraining.pipeline import pretrain
    from satclip_backend.pretraining.probes import read_probe

    if args.output.suffix != ".safetensors":
        raise SatclipError(f"The output must end in .safetensors: {args.output.name} doesn't.")
    if args.threads:
        if not 1 <= args.threads <= MOST_THREADS:
            raise SatclipError(f"--threads must be between 1 and {MOST_THREADS:,}, not {args.threads}.")
        torch.set_num_threads(args.threads)
    config, provenance = _config(args), _provenance(args)
    probes = tuple(read_probe(text, args.seed) for text in args.probe)
    patches, ocean_lonlat = _patches(args)
    folder = args.output.with_suffix(".run")
    fresh = not folder.exists()
    if is_first() and not (args.resume or args.finish):
        _check_not_begun(folder)
    with progress("Pretraining") as report, _nothing_left(folder if fresh and is_first() else None):
        encoder = pretrain(
            patches, folder, config, provenance,
            modalities=_modalities(args, config, patches), ocean_lonlat=ocean_lonlat, probes=probes,
            resume=args.resume, finish=args.finish, device=args.device,
            progress=report if is_first() else no_progress,
        )  # fmt: skip
    if is_first():
        with atomic_write(args.output) as temporary:
            shutil.copyfile(folder / "encoder.safetensors", temporary)
        training = config.training
        kind = f"{training.basis}, {training.network}"
        if training.family in ("satclip", "months"):
            kind = f"L = {training.degree}" + (", with months" if training.months else "")
        print(f"{args.output}: {encoder.dimension} dimensions, {kind}")
        print_warnings(cautions([encoder]))
        state = read_run(folder)
        for reason, count in state.skipped.items():
            print(f"{counted(count, 'point')} skipped: {reason}")
        for name, count in state.incomplete.items():
            print(f"{counted(count, 'point')} used without {name}, which has no patch there")
    return 0


def _check_not_begun(folder: Path) -> None:
    """Raise SatclipError if the folder has the checkpoint of a run that did not end, which a new run would replace."""
    if not RunFolder(folder).checkpoint.exists():
        return
    with suppress(NotFoundError):
        state = read_run(folder)
        if state.state in ("stopped", "failed"):
            raise SatclipError(
                f"{folder} has a run that ended at step {state.step:,} of {state.steps:,}: continue it with --resume, "
                "write its encoder with --finish, or delete the folder to start anew."
            )


@contextmanager
def _nothing_left(folder: Path | None) -> Iterator[None]:
    """Delete the new folder of a run that fails before its first checkpoint, on leaving the block."""
    try:
        yield
    except BaseException:
        if folder is not None and not RunFolder(folder).checkpoint.exists():
            shutil.rmtree(folder, ignore_errors=True)
        raise


def _config(args: argparse.Namespace) -> PretrainingConfig:
    given = chosen(args, (*SHAPE, *DERIVED, "augment", *TRAINING, "seed", "sea"))
    if "region" in given and given.get("basis") != "slepian":
        raise SatclipError("--region is that of --basis slepian: choose this basis, or remove --region.")
    if given.get("basis") == "slepian":
        given = {"degree": SLEPIAN_DEGREE} | given
    if "steps" in given:
        given = {"epochs": 0.0} | given
    preset = PRESETS[args.recipe]
    objective = OBJECTIVES[args.loss] if args.loss else preset.objective
    objective = checked(Objective, vars(objective) | chosen(args, ["apart_km"]))
    training = checked(TrainingSettings, vars(preset) | given | {"objective": objective})
    own = args.image_encoder.startswith("moco")
    features = {
        "encoder": args.image_encoder,
        "normalisation": "published" if own else "statistics",
        "components": 0 if training.fine_tune or (own and not objective.reconstruction) else 256,
    }
    features = checked(FeatureSettings, features | chosen(args, FEATURES))
    modalities = tuple(_modality_settings(*words) for words in args.modality)
    config = {"features": features, "training": training, "modalities": modalities, "half": args.half}
    return checked(PretrainingConfig, config | chosen(args, ["minutes"]))


def _patches(args: argparse.Namespace) -> tuple[Patches, np.ndarray | None]:
    """Return the patches to read, and ocean points (n, 2) for the ocean regularisation, or None."""
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
    if args.mask and (args.area or args.land or args.stratified or args.points_of):
        raise SatclipError("--mask can't be combined with --land, --area, --stratified and --points-of.")
    lonlat = points_of(args, imagery, land)
    ocean_lonlat = None
    if args.sea:
        count = max(100, round(args.sea * len(lonlat)))  # so that some can be held out
        ocean_lonlat = sample_points(count, args.seed, OceanMask(land), imagery.extent)
    return RasterPatches(
        imagery, lonlat, 16 if args.pixels is None else args.pixels, scales=tuple(args.scales)
    ), ocean_lonlat


def _modality_settings(file: str, *settings: str) -> ModalitySettings:
    """Return the settings of `--modality FILE KEY=VALUE...`."""
    values = {}
    for setting in settings:
        key, _, value = setting.partition("=")
        if key == "name" or key not in ModalitySettings.__pydantic_fields__:
            raise SatclipError(f"--modality {file}: '{setting}' is not one of {_modality_keys()}.")
        values[key] = value
    try:
        return ModalitySettings(short_name(file), **values)
    except ValidationError as error:
        wrong = error.errors()[0]
        raise SatclipError(
            f"--modality {file}: {wrong['loc'][0]}={wrong['input']} is invalid: {wrong['msg']}."
        ) from None


def _modalities(args: argparse.Namespace, config: PretrainingConfig, patches: Patches) -> list[Patches]:
    """Return the patches of further modalities, around the points of `patches`."""
    return [
        RasterPatches(open_imagery([words[0]], args.covers), patches.lonlat, settings.pixels, _GAPS)
        for words, settings in zip(args.modality, config.modalities)
    ]


def _provenance(args: argparse.Namespace) -> Provenance:
    from satclip_backend.pretraining.pipeline import Provenance

    description = args.description
    if description.startswith("@"):
        file = Path(description[1:])
        try:
            description = " ".join(read_text(file, _LARGEST_DESCRIPTION).split())
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            raise SatclipError(f"--description: {file} can't be read: {reason}.") from error
    return Provenance(args.name or args.output.stem, args.source, args.licence, description, _command())


def _command() -> str:
    """Return the command line for the model card. Paths are shortened to names, because the card is shared."""
    words = [Path(word).name if "/" in word or "\\" in word else word for word in sys.argv[1:]]
    return shlex.join(["satclip-backend", *words])
