"""Model card of a training run: data, training, results and limitations."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from satclip_backend import __version__
from satclip_backend.counts import counted
from satclip_backend.encoders.families.basis_network import HARMONICS, SIMPLE_COLUMNS
from satclip_backend.encoders.metadata import LONGEST_CARD, EncoderMetadata
from satclip_backend.outputs import atomic_write
from satclip_backend.pretraining.images.bands import band_date, listed
from satclip_backend.pretraining.runs import best_evaluation

RESOLVED_KM = 20_000
"""Resolution of harmonics of degree L, times L, in km: half of the Earth's circumference."""
FEW_STEPS = 100
"""Number of steps below which a network is close to its random initialisation.

The learning rate is still warming up then.
"""
SCORES = {
    "held_out_loss": "Loss",
    "held_out_clip": "CLIP loss",
    "held_out_siglip": "SigLIP loss",
    "held_out_csp": "CSP loss (in-batch)",
    "held_out_reconstruction": "Reconstruction error (mean squared; features have a variance of about 1)",
    "held_out_position": "Position error",
    "held_out_sea": "Ocean regularisation loss",
    "top1": "Top-1 retrieval accuracy",
    "top10": "Top-10 retrieval accuracy",
}


@dataclass(frozen=True)
class CardData:
    """Content of a card that is not in the encoder's metadata or the log.

    Attributes
    ----------
    point_count : int
        Number of points for training and evaluation.
    skipped : mapping of str to int
        Reasons why points were left out, with their number.
    incomplete : mapping of str to int
        Names of further modalities that some points lack, with their number.
    bands : tuple of str
        Bands of the patches.
    pixels : int
        Side of the patches in pixels.
    config : mapping
        Names and values of all settings.
    command : str
        Command that repeats the run, or "".
    created : str
        Start of the run.
    """

    point_count: int
    skipped: Mapping[str, int]
    incomplete: Mapping[str, int]
    bands: tuple[str, ...]
    pixels: int
    config: Mapping[str, Any]
    command: str = ""
    created: str = ""


def card_text(metadata: EncoderMetadata, data: CardData, log: list[dict[str, Any]]) -> str:
    """Return the card as Markdown, with at most `LONGEST_CARD` characters."""
    last = log[-1] if log else {}
    kept = _kept(data.config, log)
    parts = [f"# {metadata.name}", metadata.description, _shape(metadata), _data(metadata, data)]
    parts += [
        _training(data, last),
        _results(log, kept, metadata.months),
        _weaknesses(metadata, data, caution(data.config, log)),
    ]
    text = "\n\n".join(part for part in parts if part)
    return text if len(text) <= LONGEST_CARD else text[: LONGEST_CARD - 2] + "…\n"


def caution(config: Mapping[str, Any], log: list[dict[str, Any]]) -> str:
    """Return a warning if the log shows that an encoder was hardly trained, else ""."""
    kept = _kept(config, log)
    if kept.get("step", FEW_STEPS) < FEW_STEPS:
        steps = counted(kept["step"], "step")
        return f"It was trained for only {steps}: its embeddings are little more than random functions of position."
    if kept and kept.get("top10", 1) < 2 * 10 / max(kept.get("held_out_pairs", 1), 1):
        return "The retrieval of held-out images is hardly better than chance: the encoder has learned very little."
    return ""


def _kept(config: Mapping[str, Any], log: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the evaluation of the checkpoint that became the encoder."""
    if config.get("training", {}).get("keep") == "best":
        return best_evaluation(log)
    return log[-1] if log else {}


def write_card(text: str, log: list[dict[str, Any]], card: Path, figure: Path) -> None:
    """Write the card, and a figure of its learning curves (SVG). Raises SatclipError."""
    with atomic_write(figure) as temporary:
        _curves(log, temporary)
    with atomic_write(card) as temporary:
        temporary.write_text(
            f"{text}\n\n![Loss and retrieval over the run]({figure.name})\n", encoding="utf-8"
        )


def _shape(m: EncoderMetadata) -> str:
    if m.family != "satclip":
        settings = ", ".join(f"{name.replace('_', ' ')} {_value(value)}" for name, value in m.config.items())
        if m.months:
            settings += (
                ". Its embeddings are of a location and a month; without a month, their mean over the year"
            )
        return (
            f"A location encoder of the family {m.family}: {settings}. Trained with satclip-backend {__version__}. "
            f"Licence: {m.licence}."
        )
    return (
        f"A SatCLIP location encoder: spherical harmonics of degree below L = {m.degree} ({m.basis}), a SIREN "
        f"network with {m.hidden_layers} hidden layers of {m.capacity} units (w0 = {m.w0:g}), {m.dimension} "
        f"dimensions. Trained with satclip-backend {__version__}. Licence: {m.licence}."
    )


def _data(metadata: EncoderMetadata, data: CardData) -> str:
    monthly = " points in each of 12 months," if metadata.months else ""
    dates = sorted({date for band in data.bands if (date := band_date(band))})
    lines = [
        ("Imagery", metadata.source or "unknown"),
        ("Bands", f"{len(data.bands)}: {listed(data.bands, 24)}"),
        ("Dates", f"{dates[0]} to {dates[-1]}" if dates else "unknown (not in the band names)"),
        ("Patches", f"{data.point_count:,}{monthly} with {data.pixels} x {data.pixels} pixels"),
        ("Extent", _extent(metadata)),
    ]
    lines += [
        ("Excluded", f"{counted(number, 'point')}: {reason}") for reason, number in data.skipped.items()
    ]
    lines += [(f"Without {name}", counted(number, "point")) for name, number in data.incomplete.items()]
    return "## Data\n\n" + _table(("", ""), lines)


def _training(data: CardData, last: Mapping[str, Any]) -> str:
    lines = [(name, _value(value)) for name, value in _flat(data.config).items()]
    took = [
        counted(last["step"], "step") if "step" in last else "",
        f"{last['epoch']:.3g} epochs" if "epoch" in last else "",
        _duration(last["elapsed"]) if "elapsed" in last else "",
        f"started {data.created}" if data.created else "",
    ]
    command = f"\n\n```\n{data.command}\n```" if data.command else ""
    summary = ", ".join(part for part in took if part)
    return f"## Training\n\n{summary}{command}\n\n" + _table(("Setting", "Value"), lines)


def _results(log: list[dict[str, Any]], last: Mapping[str, Any], months: bool) -> str:
    """Return the results of the first evaluation, and of the checkpoint that became the encoder."""
    if not log:
        return ""
    first = log[0]
    names = SCORES | {name: f"Probe of {name[6:]}, R2" for name in last if name.startswith("probe_")}
    ends = [first, last] if first["step"] < last["step"] else [last]
    lines = [
        (title, *(f"{record[name]:.4g}" if name in record else "" for record in ends))
        for name, title in names.items()
        if name in last
    ]
    pairs = last.get("held_out_pairs", 0)
    of = "points and months" if months else "points"
    return (
        f"## Results\n\nEvaluated on {pairs:,} {of} in spatial blocks that were held out of training. By chance, the "
        f"top-1 retrieval accuracy would be {1 / max(pairs, 1):.2g} and the top-10 accuracy "
        f"{min(1, 10 / max(pairs, 1)):.2g}.\n\n"
        + _table(("", *(f"step {record['step']:,}" for record in ends)), lines)
    )


def _weaknesses(metadata: EncoderMetadata, data: CardData, learned: str) -> str:
    lines = [
        _resolution(metadata),
        f"The encoder was trained on {data.point_count:,} points within {_extent(metadata)}. Its embeddings are not "
        "meaningful elsewhere.",
        "The embeddings represent the appearance of locations in these bands and at these dates. They carry "
        "information about invisible properties only as far as these correlate with the appearance or the location.",
    ]
    if not any(band_date(band) for band in data.bands):
        lines.append(
            "The dates of the imagery are unknown, so the season or year that the embeddings represent is unknown, too."
        )
    dropped = sum(data.skipped.values())
    if dropped > 0.05 * (data.point_count + dropped):
        share = dropped / (data.point_count + dropped)
        lines.append(
            f"{share:.0%} of the points had no patch: embeddings of regions without imagery are extrapolated."
        )
    if data.point_count < 2000:
        lines.append("The encoder was trained on few points: expect little information between them.")
    if learned:
        lines.append(learned)
    return "## Known limitations\n\n" + "\n".join(f"- {line}" for line in lines)


def _resolution(metadata: EncoderMetadata) -> str:
    degree, radius = metadata.degree, metadata.config.get("min_radius", 0)
    basis = metadata.config.get("basis", "spherical-harmonics")
    if basis == "spherical-harmonics":
        degree = degree or metadata.config["degree"]
        return (
            f"The resolution of spherical harmonics of degree below {degree} is about {RESOLVED_KM / degree:,.0f} km: "
            "differences over shorter distances are smoothed."
        )
    if basis in SIMPLE_COLUMNS:
        return f"The basis {basis} has no frequencies of its own: the network decides about the resolution."
    if basis == "slepian":
        lon, lat, angle = metadata.config["cap"]
        return (
            f"The resolution is about {RESOLVED_KM / metadata.config['degree']:,.0f} km within {angle:g} degrees of "
            f"{_degrees(lat, 'N', 'S')} {_degrees(lon, 'E', 'W')}, the region of the Slepian functions. Elsewhere, "
            f"it is about {RESOLVED_KM / HARMONICS:,.0f} km."
        )
    resolved = RESOLVED_KM / (math.degrees(1) / radius)
    return (
        f"The resolution of the basis {basis} is about {resolved:,.0f} km, half its shortest wavelength: differences "
        "over shorter distances are smoothed, unless the network adds frequencies."
    )


def _extent(metadata: EncoderMetadata) -> str:
    if metadata.training_extent is None:
        return "unknown"
    west, south, east, north = metadata.training_extent
    longitudes = f"{_degrees(west, 'E', 'W')} to {_degrees(east, 'E', 'W')}"
    return f"{longitudes}, {_degrees(south, 'N', 'S')} to {_degrees(north, 'N', 'S')}"


def _degrees(value: float, positive: str, negative: str) -> str:
    return f"{abs(value):g}° {positive if value >= 0 else negative}"


def _flat(values: Mapping[str, Any]) -> dict[str, Any]:
    """Flatten nested settings. Duplicate names are prefixed with their group."""
    flat: dict[str, Any] = {}
    for name, value in values.items():
        if isinstance(value, Mapping):
            for inner, part in _flat(value).items():
                flat[inner if inner not in flat else f"{name} {inner}"] = part
        else:
            flat[name] = value
    return flat


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return " ".join(str(part) if name == "name" else f"{name}={part}" for name, part in value.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(map(_value, value)) or "none"
    return "none" if value is None else Path(value).name if isinstance(value, str) else str(value)


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in lines)


def _duration(seconds: float) -> str:
    if seconds >= 5400:
        return f"{seconds / 3600:.1f} hours"
    return f"{seconds / 60:.1f} minutes" if seconds >= 90 else f"{seconds:.0f} seconds"


def _curves(log: list[dict[str, Any]], path: Path) -> None:
    """Plot training and held-out loss, and retrieval, by step."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context({"svg.hashsalt": "satclip", "svg.fonttype": "none", "font.family": "sans-serif"}):
        figure = Figure(figsize=(8, 3), layout="constrained")
        losses, retrieval = figure.subplots(1, 2)
        steps = [record["step"] for record in log]
        for axes, names in (
            (losses, {"loss": "training", "held_out_loss": "held out"}),
            (retrieval, {"top1": "top-1", "top10": "top-10"}),
        ):
            for name, label in names.items():
                axes.plot(steps, [record.get(name, float("nan")) for record in log], label=label, marker=".")
            axes.set_xlabel("step")
            axes.spines[["top", "right"]].set_visible(False)
            axes.legend(frameon=False)
        losses.set_title("Loss", loc="left")
        retrieval.set_title("Held-out retrieval", loc="left")
        retrieval.set_ylim(0, 1)
        figure.savefig(path, format="svg", metadata={"Date": None})
