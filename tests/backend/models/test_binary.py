"""Binary classification: scores compared with scikit-learn and plain loops, threshold, positive class, calibration."""

from __future__ import annotations

import numpy as np
import pytest
from pydantic import ValidationError
from scipy.special import expit
from scipy.stats import spearmanr
from sklearn import metrics

from satclip_backend.errors import SatclipError
from satclip_backend.models.binary import best_threshold, binary_warnings, boyce, positive_code
from satclip_backend.models.calibration import apply_temperature, fit_platt
from satclip_backend.models.classes import class_column, class_kind, class_values
from satclip_backend.models.fit_config import FitConfig
from satclip_backend.models.scores import Scorer

N = 400


@pytest.fixture
def rng():
    return np.random.default_rng(0)


@pytest.fixture
def rows(rng):
    """Return codes, probabilities (n, 2) with many ties, weights and blocks."""
    y = (rng.random(N) < 0.3).astype(int)
    second = np.round(expit(rng.normal(0, 1, N) + 1.5 * y - 1), 2).clip(0.01, 0.99)
    return y, np.column_stack([1 - second, second]), rng.uniform(0.1, 3, N), np.arange(N) // 10


@pytest.mark.parametrize("positive", [0, 1])
@pytest.mark.parametrize("weighted", [False, True])
def test_scores_equal_those_of_scikit_learn(rows, weighted, positive):
    y, probabilities, weights, blocks = rows
    weights = weights if weighted else None
    scorer = Scorer("classification", y, blocks, weights, 2, positive=positive)
    assert scorer.main == "auc"
    scores, truth, said = scorer.scores(probabilities), y == positive, probabilities[:, positive]
    auc = metrics.roc_auc_score(truth, said, sample_weight=weights)
    assert scores["auc"].value == scorer.score(probabilities) == pytest.approx(auc)
    wrong, right, _ = metrics.roc_curve(truth, said, sample_weight=weights)
    assert scores["tss"].value == pytest.approx((right - wrong).max())
    loss = metrics.log_loss(y, probabilities, sample_weight=weights)
    assert scores["log_loss"].value == pytest.approx(loss)
    assert all(found.low < found.value < found.high for found in scores.values())


def test_auc_of_either_class_is_the_same(rows):
    y, probabilities, weights, blocks = rows
    one, two = (Scorer("classification", y, blocks, weights, 2, positive=code) for code in (0, 1))
    assert one.score(probabilities) == pytest.approx(two.score(probabilities))


def plain_boyce(said, truth):
    low, high = said.min(), said.max()
    width, ratios = (high - low) / 10, []
    for start in np.linspace(low, high - width, 101):
        inside = (said >= start - 1e-12) & (said <= start + width + 1e-12)
        if inside.any():
            ratios.append((inside & truth).sum() / inside.sum())
    ratios = [a for a, b in zip(ratios, [*ratios[1:], None]) if b is None or abs(a - b) > 1e-12]
    return spearmanr(np.arange(len(ratios)), ratios).statistic


def test_the_boyce_index_equals_a_plain_loop(rows, rng):
    y, probabilities, _, blocks = rows
    for said in (probabilities[:, 1], rng.random(N), rng.random(N) ** 6):
        both = np.column_stack([1 - said, said])
        found = Scorer("classification", y, blocks, None, 2, positive=1).score(both, "boyce")
        assert found == pytest.approx(plain_boyce(said, y == 1))
    assert Scorer("classification", y, blocks, None, 2, positive=1).score(probabilities, "boyce") > 0.8
    assert (
        Scorer("classification", y, blocks, None, 2, positive=1).score(probabilities[:, ::-1], "boyce") < -0.8
    )


def test_vectorised_boyce_indices_equal_those_of_each_draw(rng):
    """Draws may have empty windows, equal ratios in adjacent windows, or too few windows."""
    rows = rng.integers(0, 4, (200, 20)).astype(float)
    rows[:20, 3:] = 0
    there = np.floor(rng.random(rows.shape) * (rows + 1)).clip(0, rows)
    there[20:25] = rows[20:25]
    found = boyce(there, rows)
    for own, every, index in zip(there, rows, found):
        ratios = (own[every > 0] / every[every > 0]).tolist()
        ratios = [a for a, b in zip(ratios, [*ratios[1:], None]) if a != b]
        wanted = spearmanr(np.arange(len(ratios)), ratios).statistic if len(ratios) > 2 else np.nan
        assert index == pytest.approx(wanted, nan_ok=True)
    assert 5 < np.isnan(found).sum() < 100


def test_bootstrap_draws_are_whole_blocks(rows):
    """The score of a draw is that of the rows of its blocks, repeated as often as the block was drawn."""
    y, probabilities, _, blocks = rows
    scorer = Scorer("classification", y, blocks, None, 2, positive=1)
    _, drawn = scorer._all(probabilities)
    for draw in range(5):
        counts = scorer._draws[draw].astype(int)
        again = np.concatenate([np.tile(np.flatnonzero(blocks == b), n) for b, n in enumerate(counts)])
        auc = metrics.roc_auc_score(y[again], probabilities[again, 1])
        assert drawn["auc"][draw] == pytest.approx(auc, abs=1e-9)  # fewer distinct predictions than bins
        loss = metrics.log_loss(y[again], probabilities[again], labels=[0, 1])
        assert drawn["log_loss"][draw] == pytest.approx(loss)


def test_binned_auc_of_many_distinct_predictions_is_nearly_exact(rng):
    n = 20_000
    y = (rng.random(n) < 0.2).astype(int)
    said = expit(rng.normal(0, 1, n) + y)
    scorer = Scorer("classification", y, np.arange(n) // 500, None, 2, positive=1)
    _, drawn = scorer._all(np.column_stack([1 - said, said]), "auc")
    for draw in range(3):
        again = np.repeat(np.arange(n), scorer._draws[draw].astype(int)[np.arange(n) // 500])
        assert drawn["auc"][draw] == pytest.approx(metrics.roc_auc_score(y[again], said[again]), abs=1e-4)


def test_a_constant_prediction_has_no_skill(rows):
    y, _, _, blocks = rows
    scores = Scorer("classification", y, blocks, None, 2, positive=1).scores(np.tile([0.7, 0.3], (N, 1)))
    assert (scores["auc"].value, scores["tss"].value) == (0.5, 0)
    assert np.isnan(scores["boyce"].value)


def test_rows_of_one_class_have_no_auc(rows):
    _, probabilities, _, blocks = rows
    scores = Scorer("classification", np.ones(N, dtype=int), blocks, None, 2, positive=1).scores(
        probabilities
    )
    assert np.isnan([scores["auc"].value, scores["tss"].value, scores["auc"].low]).all()
    assert np.isfinite(scores["log_loss"].value)


def test_scores_at_a_threshold(rows):
    y, probabilities, weights, blocks = rows
    found = Scorer("classification", y, blocks, weights, 2, positive=1).at_threshold(probabilities[:, 1], 0.4)
    guessed = probabilities[:, 1] >= 0.4
    for name, code in (("sensitivity", 1), ("specificity", 0)):
        recall = metrics.recall_score(y, guessed, pos_label=code, sample_weight=weights)
        assert found[name].value == pytest.approx(recall)
        assert found[name].low < recall < found[name].high
    assert found["tss"].value == pytest.approx(found["sensitivity"].value + found["specificity"].value - 1)


@pytest.mark.parametrize("weighted", [False, True])
def test_the_best_threshold_has_the_highest_tss(rows, weighted):
    y, probabilities, weights, _ = rows
    weights, said = weights if weighted else None, probabilities[:, 1]
    threshold = best_threshold(said, y == 1, weights)
    assert threshold not in said  # halfway between two predictions
    wrong, right, _ = metrics.roc_curve(y == 1, said, sample_weight=weights)

    def tss(t):
        recalls = (metrics.recall_score(y, said >= t, pos_label=c, sample_weight=weights) for c in (0, 1))
        return sum(recalls) - 1

    assert tss(threshold) == pytest.approx((right - wrong).max())


def test_a_threshold_is_halfway_between_distinct_predictions():
    said = np.array([0.1, 0.2, 0.2, 0.6, 0.8])
    assert best_threshold(said, np.array([False, False, False, True, True])) == pytest.approx(0.4)
    assert best_threshold(said, np.array([False, True, False, True, True])) == pytest.approx(0.4)
    assert best_threshold(said, np.array([False, True, True, True, True])) == pytest.approx(0.15)
    assert best_threshold(np.full(4, 0.3), np.array([True, False, True, False])) == pytest.approx(0.15)


@pytest.mark.parametrize("all_are", [True, False])
def test_with_one_class_the_threshold_is_one_half(all_are):
    assert best_threshold(np.array([0.2, 0.9]), np.full(2, all_are)) == 0.5


@pytest.mark.parametrize(
    ("classes", "positive"),
    [
        (["0", "1"], "1"),
        (["no", "yes"], "yes"),
        (["Y", "n"], "Y"),
        (["absent", "present"], "present"),
        (["Absence", "Presence"], "Presence"),
        (["false", "true"], "true"),
        (["True ", "false"], "True "),
        (["absent", "Quercus robur"], "Quercus robur"),
        (["Abies alba", "absent"], "Abies alba"),
        (["forest", "water"], "water"),
        (["ja", "nein"], "ja"),
        (["Non", "Oui"], "Oui"),
        (["No", "Sí"], "Sí"),
        (["absent", "présent"], "présent"),
        (["não", "sim"], "sim"),
        (["否", "是"], "是"),
        (["无", "有"], "有"),
        (["1", "2"], "2"),
        (["10", "9"], "10"),
        (["-1", "1"], "1"),
    ],
)
def test_the_positive_class(classes, positive):
    assert classes[positive_code("y", classes, None)] == positive
    for wanted in classes:
        assert classes[positive_code("y", classes, wanted)] == wanted


def test_a_positive_class_requires_two_classes():
    assert positive_code("y", ["a", "b", "c"], None) is None
    assert positive_code("y", [], None) is None
    with pytest.raises(
        SatclipError, match=r"forrest can't be the positive class: y has forest, water. Choose"
    ):
        positive_code("y", ["forest", "water"], "forrest")
    with pytest.raises(
        SatclipError, match=r"a can't be the positive class: y has a, b, c. Choose one of two"
    ):
        positive_code("y", ["a", "b", "c"], "a")
    with pytest.raises(SatclipError, match="1 can't be the positive class: y has values, not classes"):
        positive_code("y", [], "1")


@pytest.mark.parametrize(
    "given",
    [
        *({"threshold": value} for value in (0, 1, -0.1, 1.5, np.nan, np.inf, "x", [0.5])),
        {"positive": "x" * 1001},
    ],
)
def test_a_configuration_with_invalid_values_is_refused(given):
    with pytest.raises(ValidationError, match=next(iter(given))):
        FitConfig(target="y", **given)


def test_few_and_rare_presences_give_warnings():
    assert binary_warnings("oak", "1", np.arange(400) < 100) == []
    (few,) = binary_warnings("oak", "1", np.arange(100) < 20)
    assert few.startswith("oak is 1 in 20 rows only, fewer than 30")
    few, rare = binary_warnings("oak", "1", np.arange(1000) < 20)
    assert rare.startswith("oak is 1 in 2 % of the rows only")
    (rare,) = binary_warnings("oak", "1", np.arange(10_000) < 100)
    assert rare.startswith("oak is 1 in 1 % of the rows only")


@pytest.mark.parametrize(("slope", "offset"), [(1.0, 0.0), (2.0, 0.0), (0.5, 0.0), (1.0, -2.0), (1.6, 1.2)])
def test_a_known_miscalibration_is_recovered(rng, slope, offset):
    n = 40_000
    logit = rng.normal(-0.5, 1.5, n)
    codes = (rng.random(n) < expit(logit)).astype(int)
    said = expit((logit - offset) * slope)  # true logits minus `offset`, times `slope`
    temperature, found = fit_platt(np.column_stack([1 - said, said]), codes)
    assert temperature == pytest.approx(slope, rel=0.08)
    assert found == pytest.approx(offset, abs=0.08)
    calibrated = apply_temperature(np.column_stack([1 - said, said]), temperature, found)
    np.testing.assert_allclose(calibrated.sum(axis=1), 1)
    assert calibrated[:, 1].mean() == pytest.approx(codes.mean(), abs=0.003)
    np.testing.assert_array_equal(
        np.argsort(calibrated[:, 1], kind="stable"), np.argsort(said, kind="stable")
    )


def test_calibration_uses_weights(rng):
    said = np.full(1000, 0.5)
    codes, weights = np.arange(1000) % 2, np.where(np.arange(1000) % 2, 3.0, 1.0)
    both = np.column_stack([1 - said, said])
    calibrated = apply_temperature(both, *fit_platt(both, codes, weights))
    np.testing.assert_allclose(calibrated[:, 1], 0.75, atol=1e-3)


@pytest.mark.parametrize(
    ("classes", "kind", "values", "of_field"),
    [
        (["0", "1"], "integer", [0, 1], "integer"),
        (["-3", "10", "9"], "integer", [-3, 10, 9], "integer"),
        (["0", "1"], "number", [0, 1], "integer"),
        (["0.5", "1"], "number", [1, 2], "text"),
        (["false", "true"], "boolean", [0, 1], "boolean"),
        (["1", "2"], "text", [1, 2], "text"),
        (["01", "2"], "text", [1, 2], "text"),
        (["no", "yes"], "text", [1, 2], "text"),
        (["1", "99999999"], "integer", [1, 2], "text"),  # larger than the integers of a float32 raster
        (["١", "٢"], "text", [1, 2], "text"),
    ],
)
def test_classes_keep_their_values(classes, kind, values, of_field):
    assert class_values(classes) == values
    assert class_kind(kind, classes) == of_field


def test_class_columns_have_the_type_of_the_users_field():
    codes, missing = np.array([1, 0, 1]), np.array([False, False, True])
    column = class_column(codes, missing, ["0", "1"], "integer")
    assert (column.kind, column.values.tolist(), column.values.dtype) == ("integer", [1, 0, 0], np.int64)
    column = class_column(codes, missing, ["false", "true"], "boolean")
    assert (column.kind, column.values.dtype) == ("boolean", np.float64)
    np.testing.assert_array_equal(column.values, [1, 0, np.nan])
    column = class_column(codes, missing, ["no", "yes"], "text")
    assert (column.kind, column.values.tolist()) == ("text", ["yes", "no", ""])
    np.testing.assert_array_equal(column.missing, missing)
