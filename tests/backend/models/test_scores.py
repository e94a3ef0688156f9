"""Scores compared with scikit-learn's, and coverage of their confidence intervals."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn import metrics

from satclip_backend.models.scores import Scorer

N = 300


@pytest.fixture
def rng():
    return np.random.default_rng(0)


@pytest.mark.parametrize("weighted", [False, True])
def test_regression_scores_equal_those_of_scikit_learn(rng, weighted):
    y = rng.normal(1e6, 3, N)
    made = y + rng.normal(0, 1, N)
    weights = rng.uniform(0.1, 3, N) if weighted else None
    scores = Scorer("regression", y, np.arange(N) // 10, weights).scores(made)
    assert scores["r2"].value == pytest.approx(metrics.r2_score(y, made, sample_weight=weights))
    rmse = metrics.root_mean_squared_error(y, made, sample_weight=weights)
    assert scores["rmse"].value == pytest.approx(rmse)
    assert scores["mae"].value == pytest.approx(metrics.mean_absolute_error(y, made, sample_weight=weights))


@pytest.mark.parametrize("weighted", [False, True])
def test_classification_scores_equal_those_of_scikit_learn(rng, weighted):
    y = rng.integers(0, 4, N)
    made = rng.dirichlet(np.ones(4), N)
    made[np.arange(N), y] += 0.3
    made /= made.sum(axis=1, keepdims=True)
    weights = rng.uniform(0.1, 3, N) if weighted else None
    scores = Scorer("classification", y, np.arange(N) // 10, weights, classes=4).scores(made)
    guessed, given = made.argmax(axis=1), {"sample_weight": weights}
    assert scores["balanced_accuracy"].value == pytest.approx(
        metrics.balanced_accuracy_score(y, guessed, **given)
    )
    assert scores["accuracy"].value == pytest.approx(metrics.accuracy_score(y, guessed, **given))
    assert scores["f1"].value == pytest.approx(metrics.f1_score(y, guessed, average="macro", **given))
    assert scores["log_loss"].value == pytest.approx(metrics.log_loss(y, made, **given))


def test_an_interval_is_a_bootstrap_of_whole_blocks(rng):
    y, blocks = rng.normal(size=N), np.arange(N) // 10
    made = y + rng.normal(0, 1, N) + rng.normal(0, 1, 30)[blocks]
    found = Scorer("regression", y, blocks).scores(made)["rmse"]
    plain = []
    for _ in range(2000):
        rows = np.concatenate([np.flatnonzero(blocks == b) for b in rng.integers(0, 30, 30)])
        plain.append(np.sqrt(np.mean((made - y)[rows] ** 2)))
    low, high = np.quantile(plain, [0.025, 0.975])
    assert found.low == pytest.approx(low, abs=0.03)
    assert found.high == pytest.approx(high, abs=0.03)


def test_correlated_errors_give_wider_intervals(rng):
    shared = np.repeat(rng.normal(size=30), 10)
    y = rng.normal(size=N)
    width = {}
    for name, blocks in (("blocks", np.arange(N) // 10), ("rows", np.arange(N))):
        interval = Scorer("regression", y, blocks).scores(y + shared)["rmse"]
        width[name] = interval.high - interval.low
    assert width["blocks"] > 1.7 * width["rows"]


def test_a_paired_difference_has_a_narrower_interval_than_a_score(rng):
    y, blocks = rng.normal(size=N), np.arange(N) // 10
    a = y + rng.normal(0, 1, 30)[blocks]
    b = a + rng.normal(0, 0.1, N)
    scorer = Scorer("regression", y, blocks)
    gap, alone = scorer.difference(a, b, "rmse"), scorer.scores(a)["rmse"]
    assert gap.value == pytest.approx(alone.value - scorer.score(b, "rmse"))
    assert gap.high - gap.low < (alone.high - alone.low) / 3


def test_intervals_have_the_stated_coverage(rng):
    held = 0
    for trial in range(200):
        y, noise = rng.normal(size=200), rng.normal(0, 0.5, 40)
        made = y + noise[np.arange(200) // 5]
        interval = Scorer("regression", y, np.arange(200) // 5, seed=trial).scores(made)["rmse"]
        held += interval.low <= 0.5 <= interval.high
    assert 176 <= held <= 199


def of_rare_classes(rng, count=200, blocks=60, rows=1000):
    """Simulate observations of classes of which many are in a single block, and hits, rarer in rare classes.

    Classes are clustered in blocks, and hits are correlated in a class and block. Returns blocks, observed and
    predicted classes, and the probability of a hit for each class.
    """
    share = 1 / np.arange(1, count + 1) ** 1.3
    of_block = rng.dirichlet(0.3 * count * share / share.sum(), blocks).cumsum(axis=1)
    block = rng.integers(0, blocks, rows)
    observed = (of_block[block] < rng.random((rows, 1))).sum(axis=1).clip(0, count - 1)
    odds = np.log(np.linspace(0.95, 0.01, count) / np.linspace(0.05, 0.99, count))
    effects, weights = np.polynomial.hermite_e.hermegauss(21)
    hit = (1 / (1 + np.exp(-odds[:, None] - 0.3 * effects))) @ weights / weights.sum()
    effect = rng.normal(0, 0.3, (blocks, count))[block, observed]
    right = rng.random(rows) < 1 / (1 + np.exp(-odds[observed] - effect))
    return block, observed, np.where(right, observed, (observed + 1) % count), hit


def test_balanced_accuracy_of_rare_classes_has_the_stated_coverage(rng):
    """The percentiles of a plain bootstrap of blocks, in which absent classes don't count, cover much less."""
    covered = {"interval": 0, "difference": 0, "plain": 0}
    for trial in range(200):
        blocks, observed, guessed, hit = of_rare_classes(rng)
        truth = hit[np.unique(observed)].mean()
        scorer = Scorer("classification", observed, blocks, classes=200, seed=trial)
        found = scorer.scores(np.eye(200)[guessed])["balanced_accuracy"]
        assert found.value == pytest.approx(
            metrics.recall_score(observed, guessed, average="macro", labels=np.unique(observed))
        )
        assert found.low < found.value < found.high
        covered["interval"] += found.low <= truth <= found.high
        # A model that is right in three of four cases in which the first one is.
        worse = np.where(rng.random(len(guessed)) < 0.75, guessed, (observed + 1) % 200)
        gap = scorer.difference(np.eye(200)[guessed], np.eye(200)[worse], "balanced_accuracy")
        covered["difference"] += gap.low <= truth / 4 <= gap.high
        drawn = []
        there, right = np.zeros((2, blocks.max() + 1, 200))
        np.add.at(there, (blocks, observed), 1)
        np.add.at(right, (blocks, observed), guessed == observed)
        for draw in rng.integers(0, len(there), (200, len(there))):
            total, hits = there[draw].sum(axis=0), right[draw].sum(axis=0)
            drawn.append((hits[total > 0] / total[total > 0]).mean())
        low, high = np.quantile(drawn, [0.025, 0.975])
        covered["plain"] += low <= truth <= high
    assert 184 <= covered["interval"] <= 199
    assert 184 <= covered["difference"] <= 199
    assert covered["plain"] < 160


def test_balanced_accuracy_of_frequent_classes_has_the_interval_of_the_bootstrap(rng):
    y, blocks = rng.integers(0, 3, 1500), np.arange(1500) // 15
    made = np.where(rng.random(1500) < 0.5 + 0.4 * rng.random(100)[blocks], y, (y + 1) % 3)
    found = Scorer("classification", y, blocks, classes=3).scores(np.eye(3)[made])
    for name, plain in (
        ("balanced_accuracy", metrics.balanced_accuracy_score),
        ("f1", lambda y, made: metrics.f1_score(y, made, average="macro")),
    ):
        drawn = []
        for _ in range(500):
            rows = (15 * rng.integers(0, 100, 100)[:, None] + np.arange(15)).ravel()
            drawn.append(plain(y[rows], made[rows]))
        low, high = np.quantile(drawn, [0.025, 0.975])
        assert found[name].low == pytest.approx(low, abs=0.01)
        assert found[name].high == pytest.approx(high, abs=0.01)


def test_intervals_of_means_over_classes_stay_between_0_and_1(rng):
    y = np.arange(N) % 3
    made = np.where(rng.random(N) < 0.99, y, 0)
    for predicted, ending in ((made, "high"), ((y + 1) % 3, "low")):
        found = Scorer("classification", y, np.arange(N) // 10, classes=3).scores(np.eye(3)[predicted])
        assert getattr(found["balanced_accuracy"], ending) in (0, 1)
        assert 0 <= found["f1"].low <= found["f1"].high <= 1


def test_too_few_blocks_give_no_interval(rng):
    y = rng.normal(size=N)
    found = Scorer("regression", y, np.arange(N) // 100).scores(y + 1)["mae"]
    assert found.value == pytest.approx(1)
    assert np.isnan(found.low)
    assert np.isnan(found.high)


def test_no_errors_give_no_interval(rng):
    """As with 36 points whose classes are easy to tell apart: nothing shows how rare errors are."""
    y, blocks = np.arange(N) % 3, np.arange(N) // 10
    found = Scorer("classification", y, blocks, classes=3).scores(np.eye(3)[y])
    binary = Scorer("classification", y // 2, blocks, classes=2, positive=1)
    found |= binary.scores(np.eye(2)[y // 2]) | binary.at_threshold((y // 2).astype(float), 0.5)
    for name in ("balanced_accuracy", "accuracy", "f1", "auc", "tss", "sensitivity", "specificity"):
        assert found[name].value == 1
        assert np.isnan([found[name].low, found[name].high]).all()
    nearly = Scorer("classification", y, blocks, classes=3).scores(
        np.eye(3)[np.where(np.arange(N) < 3, 0, y)]
    )
    assert nearly["accuracy"].low < nearly["accuracy"].value < 1
    errors = Scorer("regression", y * 1.0, blocks).scores(y + 1.0)
    assert np.isfinite([errors["mae"].low, errors["rmse"].low]).all()


def test_the_same_seed_gives_the_same_interval(rng):
    y, blocks = rng.normal(size=N), np.arange(N) // 10
    assert Scorer("regression", y, blocks).scores(y * 0.9) == Scorer("regression", y, blocks).scores(y * 0.9)


def test_a_class_that_is_never_predicted(rng):
    y = np.array([0, 0, 1, 1, 2, 2] * 5)
    made = np.tile([0.6, 0.4, 0.0], (30, 1))
    scores = Scorer("classification", y, np.arange(30) // 3, classes=3).scores(made)
    assert scores["balanced_accuracy"].value == pytest.approx(1 / 3)
    assert np.isfinite(scores["log_loss"].value)


def test_one_event_in_one_block_has_no_interval():
    y = np.zeros(N)
    y[7] = 1
    scores = Scorer("regression", y, np.arange(N) // 10).scores(np.full(N, 0.01))
    assert scores["r2"].value == pytest.approx(metrics.r2_score(y, np.full(N, 0.01)))
    assert np.isnan([scores["r2"].low, scores["r2"].high]).all()
    assert np.isfinite([scores["rmse"].low, scores["rmse"].high]).all()


def test_events_in_many_blocks_have_a_plausible_interval(rng):
    y = (rng.random(N) < 0.1).astype(float)
    found = Scorer("regression", y, np.arange(N) // 10).scores(np.full(N, 0.1))["r2"]
    assert -0.2 < found.low <= found.value <= found.high <= 1e-9


def test_values_that_differ_only_by_rounding_have_no_r2(rng):
    y = np.where(np.arange(N) % 2, 0.3, 0.1 + 0.2)
    assert np.isnan(Scorer("regression", y, np.arange(N) // 10).score(y + 1))


def test_the_best_of_several_equal_models_is_seldom_significant(rng):
    surely = {1: 0, 3: 0}
    for trial in range(200):
        y = rng.normal(size=200)
        scorer = Scorer("regression", y, np.arange(200) // 2, seed=trial)
        baseline, *tried = (y + rng.normal(size=200) for _ in range(4))
        best = max(tried, key=scorer.score)
        for comparisons in surely:
            surely[comparisons] += scorer.difference(best, baseline, comparisons=comparisons).low > 0
    assert surely[3] <= 0.05 * 200 < surely[1]


def test_a_standard_error_equals_that_of_the_bootstrap(rng):
    y, blocks = rng.normal(size=N), np.arange(N) // 10
    made, other = (y + rng.normal(0, 1, N) + rng.normal(0, 1, 30)[blocks] for _ in range(2))
    scorer = Scorer("regression", y, blocks)
    plain, differences = [], []
    for _ in range(2000):
        rows = np.concatenate([np.flatnonzero(blocks == b) for b in rng.integers(0, 30, 30)])
        scores = [metrics.r2_score(y[rows], predicted[rows]) for predicted in (made, other)]
        plain.append(scores[0])
        differences.append(scores[0] - scores[1])
    value, error = scorer.with_error(made)
    assert value == scorer.score(made)
    assert error == pytest.approx(np.std(plain, ddof=1), rel=0.1)
    value, error = scorer.with_error(made, other)
    assert value == pytest.approx(scorer.score(made) - scorer.score(other))
    assert error == pytest.approx(np.std(differences, ddof=1), rel=0.1)
    assert scorer.with_error(made, made) == (0.0, 0.0)
    few = Scorer("regression", y, np.arange(N) // 100)
    assert np.isnan(few.with_error(made)[1])
