"""Does the season of the images matter? Encoders of single seasons compared with each other and with all months."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from figures import plt, save
from world import ELEVATION, KOEPPEN, NAMES, POPULATION, TEMPERATURE, World, cell, table

TITLE = "Seasons"
SEASONS = {
    "December to February": "12..02",
    "March to May": "03..05",
    "June to August": "06..08",
    "September to November": "09..11",
    "all months": None,
}
TARGETS = (TEMPERATURE, ELEVATION, POPULATION, KOEPPEN)


def answer(world: World, figure_path: Path) -> str:
    """Return the section: cosines, probes, the figure, a summary."""
    encoders = {name: world.encoder(dates=dates) for name, dates in SEASONS.items()}
    again = world.encoder(seed=1)
    places = world.land(seed=99)[:6000]
    embedded = {name: encoder.encode(places) for name, encoder in encoders.items()}
    same = np.array([[alike(a, b) for b in embedded.values()] for a in embedded.values()])
    floor = alike(embedded["all months"], again.encode(places))
    scores = {
        (name, target.column): world.probe(encoder, target, "blocks")
        for name, encoder in encoders.items()
        for target in TARGETS
    }
    draw(figure_path, same, scores)
    rows = [[name, *(cell(scores[name, target.column]) for target in TARGETS)] for name in SEASONS]
    singles = np.array([[scores[name, t.column][0] for t in TARGETS] for name in list(SEASONS)[:4]])
    every = np.array([scores["all months", t.column][0] for t in TARGETS])
    ahead = [NAMES[t.column] for t, best, all_ in zip(TARGETS, singles.max(0), every) if best > all_]
    return (
        f"![Cosines between encoders, and probes](images/{figure_path.name})\n\n"
        + table(["trained on", *(f"{NAMES[t.column]}, blocks" for t in TARGETS)], rows)
        + f"\n\nEmbeddings of different encoders have different axes. To compare two encoders, their embeddings are "
        f"centred, and one is rotated onto the other (orthogonal Procrustes rotation, fitted on half of 6,000 points). "
        f"The mean cosine is computed on the other half. It is {floor:.2f} for two encoders of all months that differ "
        f"in the seed only, {same[:4, :4][~np.eye(4, dtype=bool)].min():.2f} to "
        f"{same[:4, :4][~np.eye(4, dtype=bool)].max():.2f} for two seasons, and {same[:4, 4].min():.2f} to "
        f"{same[:4, 4].max():.2f} for a season and all months. "
        + (
            f"A single season scores higher than all months for {', '.join(ahead)}, by at most "
            f"{(singles.max(0) - every).max():.2f}."
            if ahead
            else "No single season scores higher than all months."
        )
    )


def alike(a: np.ndarray, b: np.ndarray) -> float:
    """Return the mean cosine of the rows of two (n, d), the second rotated onto the first."""
    a, b = a - a.mean(0), b - b.mean(0)
    half = len(a) // 2
    u, _, v = np.linalg.svd(b[:half].T @ a[:half])
    turned, other = b[half:] @ (u @ v), a[half:]
    lengths = np.linalg.norm(turned, axis=1) * np.linalg.norm(other, axis=1)
    return float(((turned * other).sum(1) / lengths).mean())


def draw(path: Path, same: np.ndarray, scores) -> None:
    """Draw cosines as a matrix, probes as points."""
    names = list(SEASONS)
    figure, (left, right) = plt.subplots(1, 2, figsize=(10, 3.8), layout="constrained")
    picture = left.imshow(same, vmin=0, vmax=1, cmap="cividis")
    for i in range(len(names)):
        for j in range(len(names)):
            left.text(
                j,
                i,
                f"{same[i, j]:.2f}",
                ha="center",
                va="center",
                fontsize=8,
                color="white" if same[i, j] < 0.6 else "black",
            )
    left.set_xticks(range(len(names)), [name.replace(" to ", "\nto ") for name in names], fontsize=7)
    left.set_yticks(range(len(names)), names, fontsize=8)
    left.set_title("mean cosine after rotation", fontsize=9)
    figure.colorbar(picture, ax=left, shrink=0.8)
    for i, target in enumerate(TARGETS):
        values = [scores[name, target.column] for name in names]
        right.errorbar(
            range(len(names)),
            [v[0] for v in values],
            [v[1] for v in values],
            marker="o",
            ms=4,
            ls="",
            label=NAMES[target.column],
            color=f"C{i}",
        )
    right.set_xticks(range(len(names)), [name.replace(" to ", "\nto ") for name in names], fontsize=7)
    right.set(ylabel="R² or balanced accuracy, in blocks", ylim=(0, 1))
    right.grid(alpha=0.3)
    right.legend(fontsize=7)
    save(figure, path)
