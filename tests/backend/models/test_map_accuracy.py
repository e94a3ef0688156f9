"""Accuracy and area of class maps: published examples, plain formulas, and estimates that a sample can't give."""

from __future__ import annotations

import numpy as np
import pytest

from satclip_backend.models.map_accuracy import against_random, estimate, map_strata, other_strata, poststrata

COUNTS = np.array([[66, 0, 5, 4], [0, 55, 8, 12], [1, 0, 153, 11], [2, 1, 9, 313]])
"""Olofsson et al. (2014), Table 8: deforestation, forest gain, stable forest, stable non-forest."""
PIXELS = np.array([200_000, 150_000, 3_200_000, 6_450_000])
HECTARES = 0.09
Z = 1.96


def sample(counts):
    """Return the map and reference class of each point of an error matrix."""
    k = len(counts)
    mapped, reference = np.divmod(np.repeat(np.arange(k * k), np.asarray(counts).ravel()), k)
    return mapped, reference


def assessed(counts, areas, confidence=0.95):
    mapped, reference = sample(counts)
    return estimate(mapped, reference, map_strata(mapped, np.asarray(areas, float))[0], confidence)


def plain(n, areas):
    """Return values and standard errors by Olofsson et al. (2014), equations 1 to 11, cell by cell."""
    k, rows, w = len(n), n.sum(axis=1), areas / areas.sum()
    p = [[w[i] * n[i, j] / rows[i] for j in range(k)] for i in range(k)]
    u = [n[i, i] / rows[i] for i in range(k)]
    overall = sum(p[i][i] for i in range(k))
    overall_se = sum(w[i] ** 2 * u[i] * (1 - u[i]) / (rows[i] - 1) for i in range(k)) ** 0.5
    users_se = [(u[i] * (1 - u[i]) / (rows[i] - 1)) ** 0.5 for i in range(k)]
    producers, producers_se, shares, shares_se = [], [], [], []
    for j in range(k):
        whole = sum(areas[i] * n[i, j] / rows[i] for i in range(k))
        right = p[j][j] / sum(p[i][j] for i in range(k))
        own = areas[j] ** 2 * (1 - right) ** 2 * u[j] * (1 - u[j]) / (rows[j] - 1)
        rest = sum(
            areas[i] ** 2 * n[i, j] / rows[i] * (1 - n[i, j] / rows[i]) / (rows[i] - 1)
            for i in range(k)
            if i != j
        )
        producers.append(right)
        producers_se.append(((own + right**2 * rest) / whole**2) ** 0.5)
        shares.append(sum(p[i][j] for i in range(k)))
        shares_se.append(
            sum(w[i] ** 2 * (n[i, j] / rows[i]) * (1 - n[i, j] / rows[i]) / (rows[i] - 1) for i in range(k))
            ** 0.5
        )
    return p, (overall, overall_se), (u, users_se), (producers, producers_se), (shares, shares_se)


def test_the_example_of_olofsson_is_reproduced():
    found = assessed(COUNTS, PIXELS * HECTARES)
    assert round(found.overall.value, 2) == 0.95
    assert round(Z * found.overall.error, 2) == 0.02
    assert [round(one.value, 2) for one in found.users] == [0.88, 0.73, 0.93, 0.96]
    assert [round(Z * one.error, 2) for one in found.users] == [0.07, 0.10, 0.04, 0.02]
    assert [round(one.value, 2) for one in found.producers] == [0.75, 0.85, 0.93, 0.96]
    # 235,086 pixels of deforestation, with an interval of ± 68,418, are 21,158 ± 6,158 ha
    assert [round(one.value) for one in found.areas] == [21158, 11686, 285770, 581386]
    assert [round(Z * one.error) for one in found.areas] == [6158, 3756, 15510, 16282]
    assert round(found.areas[0].value / HECTARES) == 235_086
    assert round(Z * found.areas[0].error / HECTARES) == 68_418
    assert (found.areas[0].low, found.areas[0].high) == pytest.approx((21158 - 6158, 21158 + 6158), abs=1)
    np.testing.assert_array_equal(found.counts, COUNTS)


@pytest.mark.parametrize("seed", range(5))
def test_with_map_classes_as_strata_results_follow_olofssons_formulas(seed):
    rng = np.random.default_rng(seed)
    counts, areas = rng.integers(1, 40, (5, 5)), rng.uniform(1, 1e5, 5)
    found = assessed(counts, areas)
    matrix, overall, users, producers, shares = plain(counts, areas)
    np.testing.assert_allclose(found.proportions, matrix)
    np.testing.assert_allclose((found.overall.value, found.overall.error), overall)
    for estimates, wanted, unit in (
        (found.users, users, 1),
        (found.producers, producers, 1),
        (found.areas, shares, areas.sum()),
    ):
        np.testing.assert_allclose([one.value / unit for one in estimates], wanted[0])
        np.testing.assert_allclose([one.error / unit for one in estimates], wanted[1])


def test_the_example_of_stehman_is_reproduced():
    """Stehman (2014), Tables 2 and 3: 10 points in each of four strata, which differ from the map classes."""
    mapped = "A" * 7 + "B" * 3 + "A" + "B" * 11 + "C" * 6 + "B" * 2 + "D" * 10
    reference = "AAAAACBABCABBBBBAABBCCCCCDDBBADDDDDDDCCB"
    codes = [np.array(["ABCD".index(name) for name in names]) for names in (mapped, reference)]
    strata, _ = other_strata(np.repeat(np.arange(4), 10), [40_000, 30_000, 20_000, 10_000], 4)
    found = estimate(*codes, strata)

    def rounded(one, unit=1):
        return round(one.value / unit, 3), round(one.error / unit, 3)

    assert rounded(found.areas[0], 1e5) == (0.35, 0.082)
    assert rounded(found.areas[2], 1e5) == (0.2, 0.064)
    assert rounded(found.overall) == (0.63, 0.085)
    assert rounded(found.users[1]) == (0.574, 0.125)
    assert rounded(found.producers[1]) == (0.794, 0.117)
    assert found.proportions[1, 2] == pytest.approx(0.08)


@pytest.mark.parametrize("design", ["stratified", "random"])
def test_intervals_have_the_nominal_coverage(design):
    """The population is known: reference classes are drawn within the map classes."""
    rng = np.random.default_rng(1)
    truth = np.array([[0.8, 0.15, 0.05], [0.1, 0.85, 0.05], [0.02, 0.08, 0.9]])
    sizes = np.array([20_000, 50_000, 130_000])
    mapped = np.repeat(np.arange(3), sizes)
    reference = np.concatenate([rng.choice(3, n, p=row) for n, row in zip(sizes, truth)])
    area, overall = np.bincount(reference)[1], (mapped == reference).mean()
    producers = ((mapped == 1) & (reference == 1)).sum() / area
    held, errors = np.zeros(3), []
    for _ in range(400):
        if design == "stratified":
            drawn = np.concatenate(
                [rng.integers(0, n, 100) + start for n, start in zip(sizes, [0, 20_000, 70_000])]
            )
            strata = map_strata(mapped[drawn], sizes)[0]
        else:
            drawn = rng.integers(0, len(mapped), 300)
            strata = poststrata(mapped[drawn], sizes)[0]
        found = estimate(mapped[drawn], reference[drawn], strata)
        wanted = [(found.overall, overall), (found.areas[1], area), (found.producers[1], producers)]
        held += [one.low <= value <= one.high for one, value in wanted]
        errors.append(found.areas[1].value - area)
    assert (held / 400 > 0.915).all()
    assert (held / 400 < 0.98).all()
    assert abs(np.mean(errors)) < 4 * np.std(errors) / 20  # unbiased


def test_a_class_with_one_point_has_no_standard_error():
    found = assessed([[40, 10], [0, 1]], [900, 100])
    assert found.users[0].error == pytest.approx((0.8 * 0.2 / 49) ** 0.5)
    for one in (found.overall, found.users[1], *found.producers, *found.areas):
        assert np.isfinite(one.value)
        assert np.isnan([one.error, one.low, one.high]).all()


def test_points_that_all_agree_give_no_standard_error():
    found = assessed([[40, 0], [5, 45]], [900, 100])
    assert (found.users[0].value, found.producers[1].value) == (1, 1)
    assert np.isnan([found.users[0].error, found.producers[1].error]).all()
    assert np.isfinite([found.overall.error, found.users[1].error, found.producers[0].error]).all()
    everything = assessed([[40, 0], [0, 45]], [900, 100])
    assert everything.overall.value == 1
    assert np.isnan(everything.overall.error)


def test_a_map_class_without_points_is_omitted_from_a_stratified_estimate():
    mapped, reference = sample([[40, 10, 0], [5, 45, 0], [0, 0, 0]])
    strata, left_out = map_strata(mapped, np.array([900.0, 100.0, 50.0]))
    assert left_out == [2]
    found = estimate(mapped, reference, strata)
    assert sum(one.value for one in found.areas) == pytest.approx(1000)
    assert found.overall == assessed([[40, 10], [5, 45]], [900, 100]).overall
    assert np.isnan(found.users[2].value)


def test_a_class_that_occurs_only_in_the_reference():
    mapped, reference = sample([[40, 4, 6], [5, 45, 0], [0, 0, 0]])
    strata, left_out = map_strata(mapped, np.array([900.0, 100.0, 0.0]))
    found = estimate(mapped, reference, strata)
    assert left_out == []
    assert np.isnan(found.users[2].value)
    assert found.producers[2].value == 0
    assert found.areas[2].value == pytest.approx(900 * 6 / 50)
    assert found.areas[2].error == pytest.approx(900 * (0.12 * 0.88 / 49) ** 0.5)


def test_classes_with_few_points_are_merged_into_a_poststratum():
    mapped, reference = sample([[40, 10, 0, 0], [5, 45, 0, 0], [0, 1, 0, 0], [0, 0, 0, 0]])
    areas = np.array([700.0, 200.0, 60.0, 40.0])
    strata, together = poststrata(mapped, areas)
    assert together == [0, 2, 3]  # 2 and 3 have one point together, and 0 has the fewest of the others
    assert strata.areas.sum() == areas.sum()
    found = estimate(mapped, reference, strata)
    assert sum(one.value for one in found.areas) == pytest.approx(1000)
    assert found.proportions[0, 0] == pytest.approx(0.8 * 40 / 51)
    assert np.isfinite(found.overall.error)
    many, none = poststrata(*[sample([[40, 10], [5, 45]])[0], np.array([900.0, 100.0])])
    assert none == []
    np.testing.assert_array_equal(many.areas, [900, 100])


def test_a_sample_that_is_not_proportional_to_the_map_is_detected():
    rng = np.random.default_rng(0)
    areas = np.array([700.0, 250.0, 49.0, 1.0])
    found = [against_random(rng.choice(4, 200, p=areas / 1000), areas) for _ in range(500)]
    assert 0.02 < np.mean(np.array(found) < 0.05) < 0.09
    assert against_random(np.repeat(np.arange(4), 50), areas) < 1e-12
    assert against_random(np.repeat(np.arange(2), [3, 3]), areas[:2]) == 1  # too few points for a test
    # by hand: 60 and 40 points, expected 70 and 30, chi squared = 10²/70 + 10²/30
    assert against_random(np.repeat([0, 1], [60, 40]), np.array([7.0, 3.0])) == pytest.approx(
        0.0291, abs=1e-4
    )


def test_intervals_depend_on_the_confidence_level():
    wide, narrow = (assessed(COUNTS, PIXELS, confidence).areas[2] for confidence in (0.95, 0.5))
    assert wide.error == narrow.error
    assert (wide.high - wide.low) / (narrow.high - narrow.low) == pytest.approx(1.959964 / 0.67449, rel=1e-5)
    assert assessed(COUNTS, PIXELS, 0.999).producers[1].high == 1.0  # clipped to 1
