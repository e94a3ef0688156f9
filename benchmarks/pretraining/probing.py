"""Ridge probes on full tables, in random folds and in blocks.

One cross-product matrix per fold serves all folds, penalties and outputs, so 50,000 observations take
seconds. The penalty is chosen in two ways: by leave-one-out, as in scikit-learn's RidgeCV (which suits points
with close neighbours, and is too small for blocks), and by the other folds, which are blocks themselves in
block cross-validation.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from probes import FOLDS, PENALTIES, TARGETS, Target, folds, read_target
from sklearn.metrics import balanced_accuracy_score

CHOICES = ("leave-one-out", "folds")
ALL_ROWS = 10**9
CHUNK = 4096


@dataclass(frozen=True)
class Sums:
    """Sufficient statistics of ridge regression.

    They are X'X (d, d), X'Y (d, k), the number of observations, and column sums of X and Y.
    """

    products: NDArray
    cross: NDArray
    rows: int
    x: NDArray
    y: NDArray

    @classmethod
    def of(cls, x: NDArray, y: NDArray) -> Sums:
        """Compute them from features x (n, d) and outputs y (n, k)."""
        return cls(x.T @ x, x.T @ y, len(x), x.sum(0), y.sum(0))

    def __add__(self, other: Sums) -> Sums:
        return Sums(*(a + b for a, b in zip(vars(self).values(), vars(other).values())))

    def __sub__(self, other: Sums) -> Sums:
        return Sums(*(a - b for a, b in zip(vars(self).values(), vars(other).values())))


class Fit:
    """Ridge regressions with all penalties on standardised features, from the sums of the training data."""

    def __init__(self, sums: Sums) -> None:
        self.rows, self.mean, self.offset = sums.rows, sums.x / sums.rows, sums.y / sums.rows
        covariance = sums.products - sums.rows * np.outer(self.mean, self.mean)
        self.spread = np.sqrt(np.diag(covariance).clip(0) / sums.rows) + 1e-9
        cross = (sums.cross - np.outer(self.mean, sums.y)) / self.spread[:, None]
        values, self.vectors = np.linalg.eigh(covariance / np.outer(self.spread, self.spread))
        self.values, self.cross = values.clip(0), self.vectors.T @ cross

    def rotated(self, x: NDArray) -> NDArray:
        """Return features (n, d) in the principal axes of the training data."""
        return (x - self.mean) / self.spread @ self.vectors

    def predict(self, rotated: NDArray, penalty: float) -> NDArray:
        """Return predictions (n, k)."""
        return rotated @ (self.cross / (self.values + penalty)[:, None]) + self.offset

    def leave_one_out(self, x: NDArray, y: NDArray) -> float:
        """Return the penalty with the smallest leave-one-out error on the training data, in closed form."""
        errors = np.zeros(len(PENALTIES))
        for start in range(0, len(x), CHUNK):
            rotated = self.rotated(x[start : start + CHUNK])
            for i, penalty in enumerate(PENALTIES):
                residual = y[start : start + CHUNK] - self.predict(rotated, penalty)
                leverage = 1 / self.rows + rotated**2 @ (1 / (self.values + penalty))
                errors[i] += ((residual / (1 - leverage)[:, None]) ** 2).sum()
        return float(PENALTIES[errors.argmin()])


def held_out(x: NDArray, y: NDArray, index: NDArray[np.int64]) -> dict[str, NDArray]:
    """Return out-of-fold predictions (n, k) for the folds `index` (n,), by choice of the penalty."""
    # A fixed common scale, so that products of dissimilar columns keep their digits; each fit standardises
    # again.
    x = (x - x.mean(0)) / (x.std(0) + 1e-9)
    rows = [np.flatnonzero(index == fold) for fold in range(FOLDS)]
    sums = [Sums.of(x[r], y[r]) for r in rows]
    whole = sums[0] + sums[1] + sums[2] + sums[3] + sums[4]
    errors = np.zeros((FOLDS, len(PENALTIES)))
    for one in range(FOLDS):
        for other in range(one):
            fit = Fit(whole - sums[one] - sums[other])
            for test, validation in ((one, other), (other, one)):
                rotated, truth = fit.rotated(x[rows[validation]]), y[rows[validation]]
                for i, penalty in enumerate(PENALTIES):
                    errors[test, i] += ((fit.predict(rotated, penalty) - truth) ** 2).sum()
    made = {choice: np.empty_like(y) for choice in CHOICES}
    for fold in range(FOLDS):
        fit, train = Fit(whole - sums[fold]), index != fold
        rotated = fit.rotated(x[rows[fold]])
        penalties = fit.leave_one_out(x[train], y[train]), PENALTIES[errors[fold].argmin()]
        for choice, penalty in zip(CHOICES, penalties):
            made[choice][rows[fold]] = fit.predict(rotated, penalty)
    return made


def score(
    x: NDArray, lonlat: NDArray, values: NDArray, target: Target, block: float | None, seed: int
) -> dict:
    """Return R2 or balanced accuracy by choice of the penalty. Classes are regressed one against the rest."""
    index = np.empty(len(values), np.int64)
    for fold, (_, test) in enumerate(folds(lonlat, block, seed)):
        index[test] = fold
    if target.classes:
        names, members = np.unique(values, return_inverse=True)
        made = held_out(x, np.eye(len(names))[members], index)
        return {choice: balanced_accuracy_score(members, made[choice].argmax(1)) for choice in CHOICES}
    y = values.astype(float)[:, None]
    made = held_out(x, y, index)
    return {choice: 1 - ((made[choice] - y) ** 2).sum() / ((y - y.mean()) ** 2).sum() for choice in CHOICES}


@dataclass(frozen=True)
class Probe:
    """Scores over seeds of the folds, for a target, a split ("random" or "blocks") and a choice of the penalty."""

    target: Target
    split: str
    choice: str
    scores: tuple[float, ...]

    @property
    def told(self) -> str:
        """Mean and standard deviation over seeds."""
        return f"{np.mean(self.scores):.2f} ± {np.std(self.scores):.2f}"


def probe(
    folder: Path, encode, seeds: int = 5, rows: int = ALL_ROWS, columns: tuple[str, ...] = ()
) -> list[Probe]:
    """Probe all available targets (or the named columns). `encode` maps (n, 2) lon, lat to (n, d).

    Uses all observations, or `rows` random ones. Seeds only change the folds.
    """
    found = []
    for target in TARGETS:
        if not (folder / target.file).exists() or (columns and target.column not in columns):
            continue
        lonlat, values = read_target(folder, target, rows, 0)
        x = np.asarray(encode(lonlat), np.float64)
        for split, block in (("random", None), ("blocks", target.block)):
            scores = [score(x, lonlat, values, target, block, seed) for seed in range(seeds)]
            found += [Probe(target, split, c, tuple(s[c] for s in scores)) for c in CHOICES]
    return found


def markdown(found: dict[str, list[Probe]], choice: str) -> str:
    """Return a table: a row for each target and split, a column for each kind of features."""
    lines = ["| target | split | " + " | ".join(found) + " |", "| --- " * (2 + len(found)) + "|"]
    chosen = {name: [p for p in probes if p.choice == choice] for name, probes in found.items()}
    for row in zip(*chosen.values()):
        first = row[0]
        split = "random" if first.split == "random" else f"{first.target.block:g}° blocks"
        lines.append(f"| {first.target.column} | {split} | " + " | ".join(p.told for p in row) + " |")
    return "\n".join(lines)
