"""Observations: used and dropped rows, the task, warnings, and fields that can't be modelled."""

from __future__ import annotations

import re

import numpy as np
import pytest
from scipy.stats import skew

from satclip_backend.errors import SatclipError
from satclip_backend.models.data_checks import skewness
from satclip_backend.models.observations import observe
from satclip_backend.tables.columns import Column, Columns

N = 60


@pytest.fixture
def lonlat():
    rng = np.random.default_rng(0)
    return np.column_stack([rng.uniform(-180, 180, N), rng.uniform(-80, 80, N)])


def number(values, kind="number"):
    return Column.of(kind, np.asarray(values, dtype=int if kind == "integer" else float))


def text(values, kind="text"):
    return Column.of(kind, np.array(values, dtype=object))


def columns(lonlat, **fields):
    return Columns(lonlat, fields)


def test_rows_without_a_position_or_value_are_dropped_and_counted(lonlat):
    y = np.arange(N, dtype=float)
    lonlat[0], lonlat[1, 1], y[1], y[2], y[3], y[4] = np.nan, 95, np.nan, np.nan, np.inf, -np.inf
    observed = observe(columns(lonlat, y=number(y)), "y")
    assert observed.dropped == [("no valid location", 2), ("no value of y", 1), ("y is not finite", 2)]
    np.testing.assert_array_equal(observed.rows, np.arange(5, N))
    np.testing.assert_array_equal(observed.target, y[5:])


@pytest.mark.parametrize(
    ("column", "task", "classes"),
    [
        (number(np.arange(N) % 3 + 0.5), "regression", []),
        (number(np.arange(N) % 3, "integer"), "classification", ["0", "1", "2"]),
        (number(np.arange(N), "integer"), "regression", []),
        (number(np.arange(N) % 2, "boolean"), "classification", ["false", "true"]),
        (text(["Öl", "naïve", "山"] * 20), "classification", ["naïve", "Öl", "山"]),
    ],
)
def test_the_type_of_field_determines_the_task(lonlat, column, task, classes):
    observed = observe(columns(lonlat, y=column), "y")
    assert (observed.task, observed.classes) == (task, classes)
    if classes:
        assert [observed.classes[code] for code in observed.target] == column.labels().tolist()


def test_the_task_can_be_chosen(lonlat):
    few = columns(lonlat, y=number(np.arange(N) % 3, "integer"))
    assert observe(few, "y", task="regression").classes == []
    many = columns(lonlat, y=number(np.arange(N) % 12))
    assert observe(many, "y", task="classification").classes == sorted(str(i) for i in range(12))
    with pytest.raises(SatclipError, match="y contains text, which is not possible in regression"):
        observe(columns(lonlat, y=text(["a", "b"] * 30)), "y", task="regression")


def test_rare_classes_are_dropped(lonlat):
    labels = ["a"] * 30 + ["b"] * 26 + ["rare"] * 4
    observed = observe(columns(lonlat, y=text(labels)), "y")
    assert observed.classes == ["a", "b"]
    assert observed.dropped == [("classes of y with fewer than 5 locations", 4)]


def test_a_class_at_a_single_location_is_rare(lonlat):
    lonlat[:10] = lonlat[0]
    observed = observe(columns(lonlat, y=text(["c"] * 10 + ["a", "b"] * 25)), "y")
    assert observed.classes == ["a", "b"]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"y": number(np.full(N, 7.5))}, "y is 7.5 in all observations"),
        ({"y": number(np.where(np.arange(N) % 2, 0.3, 0.1 + 0.2))}, "y is 0.3 in all observations"),
        (
            {"y": number(np.full(N, -3.4e38))},
            r"No observation can be used to model y: no measurement of y, such as -3\.4e\+38",
        ),
        ({"y": text(["only"] * N)}, "y has one class only, only"),
        ({"y": text(["long\n" * 999] * N)}, r"y has one class only, (long ){12}\.\.\.,"),
        (
            {"y": number([1] * 3 + [0] * (N - 3), "boolean")},
            "The only class of y that is found at 5 or more locations is false; the next, true, is found at 3",
        ),
        ({"y": text([f"c{i}" for i in range(N)])}, "No class of y is found at 5 or more locations"),
        (
            {"y": text(["NA", *(f"{i}.5 °C" for i in range(1, N))])},
            "y can't be read as numbers: “1.5 °C” in row 2 is not a number",
        ),
        ({"y": text([f"{i}{' ' * 100_000}x y" for i in range(N)])}, "No class of y is found at 5 or more"),
        ({"y": text([f"€ {i},50" for i in range(N)])}, "y can't be read as numbers: “€ 0,50” in row 1"),
        ({"y": number(np.arange(N) * 1e-300)}, "y are too small, 5.9e-299 at most: choose other units"),
        (
            {"y": number(np.full(N, np.nan))},
            r"No observation can be used to model y: no value of y \(60 rows\)",
        ),
        ({"y": number(np.full(N, np.inf))}, "No observation can be used to model y: y is not finite"),
        ({"y": number([1, 2] + [np.nan] * (N - 2))}, "lie at 2 locations, and at least 20 are needed"),
        ({"y": text(["2026-01-01"] * N, "date")}, "y contains dates"),
        ({"z": number(np.arange(N))}, "There is no field y; there are: z"),
    ],
)
def test_fields_that_cannot_be_modelled_are_reported(lonlat, fields, told):
    with pytest.raises(SatclipError, match=told):
        observe(columns(lonlat, **fields), "y")


def test_all_points_at_one_location(lonlat):
    lonlat[:] = [13.4, 52.5]
    with pytest.raises(SatclipError, match="All observations lie at one location"):
        observe(columns(lonlat, y=number(np.arange(N))), "y")


def test_five_thousand_classes_are_too_many():
    rng = np.random.default_rng(0)
    lonlat = np.column_stack([rng.uniform(-180, 180, 25_000), rng.uniform(-80, 80, 25_000)])
    y = text([f"species {i % 5000}" for i in range(25_000)])
    with pytest.raises(
        SatclipError, match=r"y has 5,000 classes, 5,000 of them at 5 or more locations, and at most 500"
    ):
        observe(columns(lonlat, y=y), "y")


def test_weights_and_groups(lonlat):
    y, w, g = np.arange(N, dtype=float), np.ones(N), ["a"] * N
    w[0], w[1], g[2] = np.nan, 0, ""
    observed = observe(columns(lonlat, y=number(y), w=number(w), g=text(g)), "y", weights="w", groups="g")
    assert observed.dropped == [("no weight in w", 1), ("weight 0 in w", 1), ("no group in g", 1)]
    assert len(observed.weights) == len(observed.groups) == N - 3
    w[5] = -1
    with pytest.raises(SatclipError, match="A weight in w is negative, -1 in row 6"):
        observe(columns(lonlat, y=number(y), w=number(w)), "y", weights="w")
    with pytest.raises(SatclipError, match="weights in g must be numbers"):
        observe(columns(lonlat, y=number(y), g=text(g)), "y", weights="g")
    with pytest.raises(SatclipError, match="y is the target"):
        observe(columns(lonlat, y=number(y)), "y", fields=["y"])


def test_predictors_may_have_missing_values_but_not_be_empty(lonlat):
    y, x = np.arange(N) + 0.5, np.random.default_rng(0).normal(size=N)
    x[::3] = np.nan
    observed = observe(columns(lonlat, y=number(y), x=number(x)), "y", fields=["x"])
    assert len(observed) == N
    assert observed.fields["x"].missing.sum() == 20
    with pytest.raises(SatclipError, match="predictor x has no value"):
        observe(columns(lonlat, y=number(y), x=number(np.full(N, np.nan))), "y", fields=["x"])
    with pytest.raises(SatclipError, match="predictor x contains dates"):
        observe(columns(lonlat, y=number(y), x=text(["2026-01-01"] * N, "date")), "y", fields=["x"])


def test_a_predictor_that_leaks_the_target_gives_a_warning(lonlat):
    rng = np.random.default_rng(0)
    y = rng.normal(size=N)
    harmless = number(y + rng.normal(size=N))
    observed = observe(columns(lonlat, y=number(y), x=number(3 - 2 * y), h=harmless), "y", fields=["x", "h"])
    assert len(observed.warnings) == 1
    assert observed.warnings[0].startswith("The predictor x determines y almost exactly")


def test_a_category_that_leaks_a_class_gives_a_warning(lonlat):
    labels = ["a", "b", "c"] * 20
    leak = text([label.upper() for label in labels])
    fair = text(["x", "y"] * 30)
    observed = observe(columns(lonlat, y=text(labels), leak=leak, fair=fair), "y", fields=["leak", "fair"])
    assert [warning.split()[2] for warning in observed.warnings] == ["leak"]


def test_text_of_numbers_is_read_as_numbers(lonlat):
    german = [f"{value},25" for value in range(N)]
    observed = observe(columns(lonlat, y=text(german), w=text(german)), "y", weights="w")
    assert observed.task == "regression"
    np.testing.assert_array_equal(observed.target, np.arange(N) + 0.25)
    np.testing.assert_array_equal(observed.weights, np.arange(N) + 0.25)


@pytest.mark.parametrize("task", ["auto", "regression"])
@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("ca. 5", "“ca. 5” in row 8 is not a number"),
        ("5 %", "“5 %” in row 8 is not a number"),
        ("1,5", "“1,5” in row 8 has no decimal point, unlike other rows"),
    ],
)
def test_the_first_text_that_is_not_a_number_is_named(lonlat, task, bad, reason):
    texts = [f"{value}.5" for value in range(N)]
    texts[2], texts[7], texts[9] = "NA", bad, "?!"
    with pytest.raises(SatclipError) as error:
        observe(columns(lonlat, y=text(texts)), "y", task=task)
    assert reason in str(error.value)


def test_ambiguous_numbers_are_refused(lonlat):
    with pytest.raises(SatclipError, match=r"“1,100” in row 1 may be 1.100 or 1100"):
        observe(columns(lonlat, y=text([f"1,{value}" for value in range(100, 100 + N)])), "y")


def test_no_data_numbers_are_missing_values(lonlat):
    y, x = np.arange(N) + 0.5, np.random.default_rng(0).normal(size=N)
    y[:3] = -1.7976931348623157e308, 1e300, np.float32(-3.4e38)
    x[:2], x[2] = np.inf, 3.4028234663852886e38
    observed = observe(columns(lonlat, y=number(y), x=number(x)), "y", fields=["x"])
    assert observed.dropped == [("no measurement of y, such as -1.79769e+308", 3)]
    x[40:42] = np.inf, 1e39
    observed = observe(columns(lonlat, y=number(y), x=number(x)), "y", fields=["x"])
    assert observed.warnings == ["x is inf in 2 rows: treated as missing."]
    assert np.isnan(observed.fields["x"].numbers()).sum() == 2


@pytest.mark.parametrize(
    ("weights", "told"),
    [
        (np.zeros(N), "All weights in w are 0"),
        (np.full(N, np.nan), r"No observation can be used to model y: no weight in w \(60 rows\)"),
        (
            np.where(np.arange(N) == 3, 1, 1e-30),
            "60 observations have an effective sample size of 1, and at least 20",
        ),
    ],
)
def test_invalid_weights_are_reported(lonlat, weights, told):
    with pytest.raises(SatclipError, match=told):
        observe(columns(lonlat, y=number(np.arange(N)), w=number(weights)), "y", weights="w")


@pytest.mark.parametrize(
    ("values", "told"),
    [
        (
            np.where(np.arange(N) < 4, -9999, np.arange(N) / 7),
            "y is -9999 in 4 rows, far from all other values",
        ),
        (
            np.where(np.arange(N) < 1, 99999, np.arange(N) / 7),
            "y is 99999 in 1 row, far from all other values",
        ),
        (
            np.where(np.arange(N) < 4, 0, 270 + np.arange(N) / 7),
            "y is 0 in 4 rows, far from all other values",
        ),
        (np.where(np.arange(N) < 4, -77, np.arange(N) / 7), "y is -77 in 4 rows, far from all other values"),
        (
            np.arange(N) % 3 + 1,
            r"y has 3 distinct whole numbers \(1, 2, 3\) and is modelled by regression",
        ),
        (np.where(np.arange(N) < 2, 2.5, 0.5), "y is 0.5 in all but 2 of 60 rows"),
        (np.exp(np.arange(N) * 1.0), r"y is strongly skewed \(skewness 6.\d, that of its logarithm -?0.0\)"),
    ],
)
def test_suspicious_targets_give_a_warning(lonlat, values, told):
    observed = observe(columns(lonlat, y=number(values)), "y")
    assert len(observed) == N
    assert len(observed.warnings) == 1
    assert re.match(told, observed.warnings[0])


def test_the_skewness_is_that_of_scipy():
    values = np.random.default_rng(0).gamma(0.5, size=1000)
    assert skewness(values) == pytest.approx(skew(values), rel=1e-12)
    assert np.isnan(skewness(np.full(10, 2.0)))


@pytest.mark.parametrize(
    "values",
    [
        np.arange(N) / 7,
        np.arange(N) / 7 * (np.arange(N) % 4 > 0),  # rain, with a quarter of zeros
        np.exp(np.arange(N) / 10),
        np.where(np.arange(N) == 3, 99, np.arange(N) * 2.0),
        1e6 + np.random.default_rng(0).permutation(N) * 3,
        np.arange(N) // 2,
        -np.arange(N) - 0.5,
    ],
)
def test_ordinary_numbers_give_no_warning(lonlat, values):
    assert observe(columns(lonlat, y=number(values)), "y").warnings == []
    target = number(np.random.default_rng(0).normal(size=N))
    observed = observe(columns(lonlat, y=target, x=number(values)), "y", fields=["x"])
    assert observed.warnings == []


@pytest.mark.parametrize(
    ("name", "values", "told"),
    [
        ("fid", np.arange(N) * 7.5, "by its name"),
        ("ObjectID", np.arange(N) % 3 * 1.5, "by its name"),
        ("y", np.random.default_rng(0).permutation(N) + 1e6, "almost consecutive"),
        ("y", np.delete(np.arange(N + 20), np.arange(0, 40, 2)), "almost consecutive"),
        ("id", np.arange(N), "by its name; its whole numbers"),
        ("FIPS", np.arange(N) * 1.5, "by its name"),
        ("y", np.cumsum(np.arange(1, N + 1) % 7 + 1), "its whole numbers ascend"),
    ],
)
@pytest.mark.parametrize("task", ["auto", "regression"])
def test_a_target_of_row_numbers_gives_a_warning(lonlat, name, values, told, task):
    for column in (number(values), text([f"{v:.1f}" for v in values])):
        observed = observe(columns(lonlat, **{name: column}), name, task=task)
        (warning,) = [text for text in observed.warnings if "identifier" in text]
        assert re.match(f"{name} looks like an identifier of the rows .*{told}", warning)


def test_classes_in_a_field_named_id_give_a_warning(lonlat):
    observed = observe(columns(lonlat, id=number(np.arange(N) % 3, "integer")), "id")
    assert observed.task == "classification"
    assert "looks like an identifier" in observed.warnings[0]


def test_many_integer_codes_are_regressed_with_a_warning():
    rng = np.random.default_rng(0)
    lonlat = rng.uniform(-60, 60, (300, 2))
    codes = rng.permutation(np.arange(300) % 16 * 10)
    observed = observe(columns(lonlat, y=number(codes, "integer")), "y")
    assert observed.task == "regression"
    assert observed.warnings == [
        "y has only 16 distinct whole numbers (0 to 150) and is modelled by regression: if these are class codes, "
        "choose classification."
    ]
    assert observe(columns(lonlat, y=number(codes, "integer")), "y", task="regression").warnings == []
    counts = number(rng.permutation(300) // 4, "integer")  # 75 distinct numbers, four rows each
    assert observe(columns(lonlat, y=counts), "y").warnings == []


def test_class_codes_with_an_explicit_regression_give_no_warning(lonlat):
    codes = columns(lonlat, y=number(np.arange(N) % 3))
    assert observe(codes, "y", task="regression").warnings == []


def test_counts_taken_as_classes_give_a_warning(lonlat):
    counts = columns(lonlat, y=number(np.arange(N) % 3 * 5, "integer"))
    assert observe(counts, "y").warnings == [
        "y has 3 distinct whole numbers (0, 5, 10), each used as a class: if these are counts or grades, choose "
        "regression."
    ]
    assert observe(counts, "y", task="classification").warnings == []
    assert observe(columns(lonlat, y=number(np.arange(N) % 2, "integer")), "y").warnings == []


def test_a_text_of_numbers_is_regressed_with_a_warning(lonlat):
    observed = observe(columns(lonlat, y=text([str(i % 12 + 1) for i in range(N)])), "y")
    assert observed.task == "regression"
    assert observed.warnings[0].startswith("y is a text field with numeric values only")


@pytest.mark.parametrize(("other", "count"), [("Forest ", 15), ("FOREST", 1)])
def test_classes_that_differ_in_case_or_spaces_give_a_warning(lonlat, other, count):
    """Also if the other one is at too few locations to be a class."""
    classes = ["Forest"] * (N // 2) + ["Meadow"] * (N // 2)
    plain = columns(lonlat, y=text(classes), x=text(classes[::-1]))
    classes[:count] = [other] * count
    odd = columns(lonlat, y=text(classes), x=text(classes[::-1]))
    said = "which differ in case or spaces only and are used as different classes"
    for field, given, expected in (("y", plain, False), ("y", odd, True), ("x", odd, True)):
        warnings = observe(given, "y", fields=["x"]).warnings
        assert (
            any(sentence.startswith(f"{field} has “F") and said in sentence for sentence in warnings)
            == expected
        )


def test_no_data_classes_give_a_warning(lonlat):
    observed = observe(columns(lonlat, y=text(["a", "b", "NA"] * 20)), "y")
    assert observed.classes == ["NA", "a", "b"]
    assert observed.warnings == [
        "y is NA in 20 rows, which is used as a class: if it means no data, set it to NULL."
    ]
    coded = observe(columns(lonlat, y=number([1, 2, -9999] * 20, "integer")), "y")
    assert coded.warnings[0].startswith("y is -9999 in 20 rows, which is used as a class")


@pytest.mark.parametrize(
    ("predictor", "told"),
    [
        (number(np.full(N, 5.0)), "The predictor x is 5 in all rows"),
        (
            number(1.7e9 + np.arange(N) / 7),
            "Many values of x differ only after the 7 significant digits that models use",
        ),
        (
            number(2**60 + np.arange(N), "integer"),
            "Many values of x differ only after the 7 significant digits that models use",
        ),
        (
            text([f"n{i}" for i in range(N)]),
            "The predictor x has 60 distinct values: the model uses the 50 most",
        ),
        (number([99] * 2 + [1, 2, 3, 4, 5, 1] * 9 + [1] * 4), "x is 99 in 2 rows, far from all other values"),
    ],
)
def test_uninformative_predictors_give_a_warning(lonlat, predictor, told):
    y = number(np.random.default_rng(0).normal(size=N))
    observed = observe(columns(lonlat, y=y, x=predictor), "y", fields=["x"])
    assert len(observed.warnings) == 1
    assert observed.warnings[0].startswith(told)


def test_integers_beyond_2_53_stay_distinct_groups_and_classes(lonlat):
    ids = number(2**60 + np.arange(N) % 3, "integer")
    observed = observe(columns(lonlat, y=number(np.arange(N)), site=ids), "y", groups="site")
    assert sorted(set(observed.groups)) == [str(2**60 + i) for i in range(3)]
    assert observe(columns(lonlat, y=ids), "y").classes == [str(2**60 + i) for i in range(3)]
