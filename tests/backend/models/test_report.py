"""Reports: complete, self-contained and accessible pages, also with unusual names and few rows."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from html.parser import HTMLParser
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from threading import Thread

import matplotlib
import numpy as np
import pytest
from matplotlib.colors import to_rgb

from satclip_backend import translation
from satclip_backend.errors import SatclipError
from satclip_backend.models.expected_error import ExpectedError
from satclip_backend.models.map_accuracy import estimate, map_strata
from satclip_backend.models.map_assessment import MapAssessment
from satclip_backend.models.report import (
    write_assessment_report,
    write_comparison_report,
    write_fit_report,
    write_regions_report,
)
from satclip_backend.models.report.figures import (
    COLOURS,
    LABEL_LENGTH,
    MARKERS,
    axis_label,
    columns,
    dots,
    new_figure,
    short,
    styled,
)
from satclip_backend.models.report.formatting import decimals, interval, number, percent
from satclip_backend.models.report.maps import map_of, new_map
from satclip_backend.models.report.page import Page
from satclip_backend.models.report.svg import svg
from satclip_backend.models.report.uncertainty import by_class, calibration, how_error_changes, how_often_held
from satclip_backend.models.report.validation import optimism
from satclip_backend.models.results import Coverage, Interval
from satclip_backend.translation import languages

HOSTILE = [
    "<script>alert('x')</script>",
    "\"quoted\" & 'single' --> <!-- ]]> &amp;",
    "Gebüsch, naïve forêt, 山",
    "עברית من اليمين",
    r"$x_1$ and $ %s {0} \n #000001",
    'line\nbreak\tand id="figure-1" href="#x" url(#x)',
    "x" * 300,
]


def _load(name):
    spec = spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


made = _load("evaluations")


def _hostile():
    e = made.evaluation(400, classes=len(HOSTILE))
    e.classes, e.target, e.units = HOSTILE, HOSTILE[0], HOSTILE[4]
    e.importances = [replace(found, label=name) for found, name in zip(e.importances, HOSTILE)]
    e.coverages += [replace(e.coverages[-1], label=name) for name in HOSTILE]
    e.settings = {"Layer": HOSTILE[0], **{name: name for name in HOSTILE}}
    e.dropped, e.warnings = [(name, 2) for name in HOSTILE], HOSTILE
    return e


def _assessment(classes=("forest", "water", "bare soil"), points=(40, 9, 1), hostile=False):
    """Return the assessment of a class map with 1,000 km² per class and two correct points in three."""
    k = len(classes)
    mapped = np.repeat(np.arange(k), np.resize(points, k))
    reference = np.where(np.arange(len(mapped)) % 3, mapped, (mapped + 1) % k)
    areas = np.full(k, 1000.0)
    names = HOSTILE if hostile else ["no value"]
    return MapAssessment(
        reference=names[0],
        design="stratified",
        strata=names[0] if hostile else "the classes of the map",
        confidence=0.95,
        classes=list(classes),
        codes=list(range(k)),
        mapped=areas,
        accuracy=estimate(mapped, reference, map_strata(mapped, areas)[0]),
        region=float(areas.sum()),
        points=len(mapped),
        dropped=[(name, 2) for name in names],
        warnings=names,
        settings={name: name for name in ["Map", "Sampling design", *names]},
    )


def _hostile_regions():
    names = dict(zip(["", *made.REGIONS], ["", *HOSTILE]))
    r = made.regions_evaluation()
    r.rows = [replace(row, region=names[row.region], model=row.model + HOSTILE[0]) for row in r.rows]
    r.regions, r.target, r.by = [names[region] for region in r.regions], HOSTILE[1], f"values of {HOSTILE[0]}"
    return r


def _hostile_comparison():
    c = made.comparison(warnings=HOSTILE, target=HOSTILE[0], units=HOSTILE[4])
    c.encoders = [replace(row, label=name, encoder=name) for row, name in zip(c.encoders, HOSTILE)]
    return c


def _bare(**given):
    """Return an evaluation without optional results."""
    none = {
        "dropped": [],
        "importances": [],
        "coverages": [],
        "warnings": [],
        "settings": {},
        "provenance": {},
    }
    e = made.evaluation(20, area_applicable=float("nan"), **none, **given)
    e.correlogram = replace(e.correlogram, range_km=None, moran=float("nan"), p_value=1.0)
    e.table = [
        replace(
            row, scores={name: replace(found, low=np.nan, high=np.nan) for name, found in row.scores.items()}
        )
        for row in e.table
    ]
    return e


CASES = {
    "regression": (write_fit_report, made.evaluation),
    "five classes": (write_fit_report, lambda: made.evaluation(600, classes=5)),
    "300 classes": (write_fit_report, lambda: made.evaluation(2000, classes=300)),
    "hostile": (write_fit_report, _hostile),
    "20 rows": (write_fit_report, _bare),
    "two classes": (write_fit_report, lambda: made.evaluation(600, classes=2)),
    "20 rows in two classes": (write_fit_report, lambda: _bare(classes=2)),
    "20 rows in classes": (write_fit_report, lambda: _bare(classes=3)),
    "antimeridian": (
        write_fit_report,
        lambda: made.evaluation(300, middle=175, weights=np.linspace(0.5, 2, 300)),
    ),
    "regions": (write_regions_report, made.regions_evaluation),
    "hostile regions": (write_regions_report, _hostile_regions),
    "no regions": (
        write_regions_report,
        lambda: made.regions_evaluation(rows=[], regions=[], region_index=np.full(800, -1)),
    ),
    "comparison": (write_comparison_report, made.comparison),
    "hostile comparison": (write_comparison_report, _hostile_comparison),
    "assessment": (write_assessment_report, _assessment),
    "assessment of many classes": (
        write_assessment_report,
        lambda: _assessment([f"class {code}" for code in range(45)], (4,)),
    ),
    "hostile assessment": (write_assessment_report, lambda: _assessment(HOSTILE, (12,), True)),
    "one encoder": (write_comparison_report, lambda: made.comparison(by_degree=[], baselines=[])),
}


class Parsed(HTMLParser):
    """Tags with their attributes in document order, and the text of each kind of element."""

    VOID = frozenset({"meta", "br"})

    def __init__(self, text):
        super().__init__()
        self.tags, self.text, self.comments, self._open = [], {}, [], []
        self.feed(text)
        assert not self._open, f"not closed: {self._open}"

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag not in self.VOID:
            self._open.append(tag)
            self.text.setdefault(tag, []).append("")

    def handle_startendtag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_comment(self, data):
        self.comments.append(data)

    def handle_data(self, data):
        for tag in set(self._open):
            self.text[tag][-1] += data.replace("\u00a0", " ")

    def all(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """Return a function that returns the text of a case's page, which is written once."""
    folder, texts = tmp_path_factory.mktemp("reports"), {}

    def get(case):
        if case not in texts:
            write, make = CASES[case]
            write(make(), folder / "report.html")
            texts[case] = (folder / "report.html").read_text(encoding="utf-8")
        return texts[case]

    return get


@pytest.fixture
def written(tmp_path):
    """Return a function that writes the report of a fit and parses it."""

    def written(evaluation):
        write_fit_report(evaluation, tmp_path / "report.html")
        return Parsed((tmp_path / "report.html").read_text(encoding="utf-8"))

    return written


@pytest.mark.parametrize("case", CASES)
def test_a_page_is_self_contained(page, case):
    parsed = Parsed(page(case))
    for tag in ("link", "iframe", "object", "embed", "base", "form"):
        assert not parsed.all(tag)
    for tag, attributes in parsed.tags:
        for name in ("src", "href", "xlink:href", "data", "action"):
            value = attributes.get(name) or "#"
            links = tag == "a" and value.startswith("https://")
            assert links or value.startswith(("#", "data:image/png;base64,")), value[:80]
        assert not re.search(r"url\((?!#)", attributes.get("style") or "")
    (style,) = parsed.text["style"][:1]
    assert "--paper" in style
    assert "prefers-color-scheme:dark" in style
    for text in parsed.text["style"]:
        assert "@import" not in text
        assert "url(" not in text
    (script,) = parsed.text["script"]
    assert "clipboard" in script
    assert "http" not in script


@pytest.mark.parametrize("case", CASES)
def test_a_page_is_accessible(page, case):
    parsed = Parsed(page(case))
    assert parsed.all("html") == [{"lang": "en"}]
    assert {"name": "viewport", "content": "width=device-width, initial-scale=1"} in parsed.all("meta")
    for tag in ("h1", "main", "nav", "footer", "header", "title"):
        assert len(parsed.all(tag)) == 1, tag
    levels = [int(tag[1]) for tag, _ in parsed.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:]))
    ids = [attributes["id"] for _, attributes in parsed.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = [link["href"][1:] for link in parsed.all("a") if link["href"].startswith("#")]
    assert links == [id for id in ids if id.startswith("section-")]
    assert len(parsed.all("svg")) == len(parsed.all("figure")) == len(parsed.all("figcaption"))
    for number_, (drawing, caption) in enumerate(
        zip(parsed.all("svg"), parsed.text.get("figcaption", [])), 1
    ):
        assert drawing["role"] == "img"
        title, _, told = caption.removeprefix(f"Figure {number_}. ").partition(". ")
        assert drawing["aria-label"].replace(
            "\u00a0", " "
        ) == f"Figure {number_}. {title}" or case.startswith("hostile")
        assert len(told) > 20
        assert re.search(r"\d", told) or case.startswith("20 rows"), caption
    captions = parsed.text.get("caption", [])
    assert len(captions) == len(parsed.all("table")) == len(parsed.all("button"))
    assert [caption.split(".")[0] for caption in captions] == [f"Table {i + 1}" for i in range(len(captions))]
    assert all(cell["scope"] in ("row", "col") for cell in parsed.all("th"))
    assert all("hidden" in button for button in parsed.all("button"))  # until a script finds a clipboard


def test_the_prediction_area_is_drawn_and_named(page):
    captions = Parsed(page("regression")).text["figcaption"]
    (told,) = [caption for caption in captions if ". Prediction area. " in caption]
    assert "matched to: the land in the extent of the observations." in told


@pytest.mark.parametrize("case", CASES)
def test_figures_use_the_pages_colours(page, case):
    drawings = re.findall(r"<svg .*?</svg>", page(case), flags=re.S)
    for drawing in drawings:
        assert "currentColor" in drawing
        tags = " ".join(re.findall("<[^>]*>", drawing))
        assert not re.search("#00000[01]", tags)
        for text in re.findall(r"<text [^>]*>", drawing):  # except for counts in a confusion matrix
            assert re.search("currentColor|#ffffff|#1b1b1b", text), text
        for pair in re.findall(r'url\(#([^)]*)\)|[^-]href="#([^"]*)"', tags):
            assert f'id="{pair[0] or pair[1]}"' in drawing
    assert drawings or case == "no regions"


@pytest.mark.parametrize("case", ["hostile", "hostile regions", "hostile comparison", "hostile assessment"])
def test_names_of_users_are_escaped(page, case):
    parsed = Parsed(page(case))
    assert "<script>alert" not in page(case)
    assert parsed.comments == []
    assert len(parsed.all("script")) == 1
    known = ("lang", "dir", "class", "id", "role", "style", "href", "tabindex", "scope")
    assert not [
        name for tag, found in parsed.tags for name in found if name.startswith("on") and name not in known
    ]


def test_names_of_users_are_shown_unchanged(page):
    parsed = Parsed(page("hostile"))
    assert parsed.text["h1"] == [f"Model of {HOSTILE[0]}"]
    assert parsed.text["title"] == [f"Model of {HOSTILE[0]}"]
    for name in HOSTILE:
        assert any(name in row for row in parsed.text["tr"]), name
    drawn = parsed.text["text"]
    for name in HOSTILE:
        assert short(name, LABEL_LENGTH) in drawn, name


def test_a_page_states_the_results(page):
    parsed, e = Parsed(page("regression")), made.evaluation()
    main, told = parsed.text["main"][0], [" ".join(row.split()) for row in parsed.text["tr"]]
    assert e.difference.sentence in main
    assert e.warnings[0] in parsed.text["div"][0]
    assert "Random folds are optimistic by 0.11 here (R² 0.82 instead of 0.71)" in main
    assert (
        "83 % of the prediction area lies inside the area of applicability. The rest is too dissimilar"
        in main
    )
    assert "Ridge on embeddings (chosen)distance-matched folds (kNNDM)0.71 (0.67 to 0.75)" in " ".join(told)
    assert "no value1,204" in told
    assert "South America15081.0 %" in " ".join(told)
    assert "Residuals are spatially correlated up to about 412 km" in main
    assert (
        "Embedding (tiny) is the most important group: shuffling it lowers R² by 0.61 (0.55 to 0.67)" in main
    )
    beyond = int((e.dissimilarity > e.threshold).sum())
    assert f"{beyond} observations ({percent(beyond / 600)}) exceed it".replace("\u00a0", " ") in main
    assert f"Predictions are {number(np.mean(e.predicted - e.observed))} m too high".lower() in main.lower()
    for folds in e.folds:
        assert folds.why in main
    for reference in ("Klemmer", "Linnenbrink", "Meyer and Pebesma", "Vovk", "Pedregosa"):
        assert reference in main
    assert "ab" * 32 in main


def test_an_assessment_states_accuracies_areas_and_unknown_values(page):
    parsed = Parsed(page("assessment"))
    rows = [" ".join(row.split()) for row in parsed.text["tr"]]
    found = _assessment().accuracy
    assert f"{found.users[0].value:.3f} ({found.users[0].low:.3f} to {found.users[0].high:.3f})" in " ".join(
        rows
    )
    (soil,) = [row for row in rows if row.startswith("bare soil1,000")]
    assert "––" in soil  # a stratum with a single point: no standard error
    assert "the same chance to be drawn" in parsed.text["main"][0]
    for reference in ("Olofsson", "Stehman (2014)"):
        assert reference in parsed.text["main"][0]
    assert "Reference points: classes of the map" not in page("assessment of many classes")


def test_results_by_class_are_numbers(page):
    parsed, e = Parsed(page("five classes")), made.evaluation(600, classes=5)
    rows = parsed.text["tr"]
    for code, name in enumerate(e.classes):
        some = e.observed == code
        recall = decimals(np.mean(e.predicted[some] == code))
        assert any(row.startswith(f"{name}{some.sum()}{recall}") for row in rows), (name, rows)
    main = parsed.text["main"][0].replace(" %", "\u00a0%")
    assert f"{percent(np.mean(e.observed == e.predicted))} of all predictions are correct" in main
    assert (
        f"{percent(np.mean(e.prediction_sets.sum(axis=1) == 1))} of the prediction sets contain a single class"
        in main
    )
    assert "other" not in " ".join(parsed.text["text"])


def test_results_of_two_classes_refer_to_the_positive_class(page):
    parsed, e = Parsed(page("two classes")), made.evaluation(600, classes=2)
    main = parsed.text["main"][0].replace("\u00a0", " ")
    for name in ("AUC", "TSS", "Boyce index", "Log loss"):
        assert name in parsed.text["th"]
    assert "class 2 is predicted where its probability is at least 0.4. This threshold maximizes TSS." in main
    assert interval(e.at_threshold["sensitivity"]).replace("\u00a0", " ") in main
    shares = (
        percent(share).replace("\u00a0", " ")
        for share in ((e.predicted == 1).mean(), (e.observed == 1).mean())
    )
    assert "{} of the observations are predicted to be class 2; {} are.".format(*shares) in main
    assert "Mean predicted probability of class 2" in " ".join(parsed.text["text"])
    assert "overconfident" not in main


def test_probabilities_of_the_positive_class_are_compared_with_its_share():
    observed = np.arange(1000) % 4 // 3
    rows, said, true = calibration(np.tile([0.75, 0.25], (1000, 1)), observed, positive=1)
    np.testing.assert_allclose(said, 0.25)
    np.testing.assert_allclose(np.average(true, weights=rows), 0.25)
    np.testing.assert_allclose(calibration(np.tile([0.75, 0.25], (1000, 1)), observed, positive=0)[1], 0.75)


def test_calibrated_probabilities_have_no_error():
    probabilities, observed = np.tile([0.75, 0.25], (1000, 1)), np.arange(1000) % 4 // 3
    rows, said, true = calibration(probabilities, observed)
    assert rows.tolist() == [100] * 10
    np.testing.assert_allclose(said, 0.75)
    np.testing.assert_allclose(true, 0.75)
    np.testing.assert_allclose(calibration(probabilities, 1 - observed)[2], 0.25)
    assert calibration(probabilities[:25], observed[:25])[0].tolist() == [13, 12]


def test_of_many_classes_the_most_frequent_are_shown(page):
    parsed, e = Parsed(page("300 classes")), made.evaluation(2000, classes=300)
    counts = np.sort(np.bincount(e.observed))[::-1]
    hidden = (
        f"Only the 20 most frequent of 300 classes are shown; the others have {counts[20:].sum():,} observations "
        "together."
    )
    assert sum(hidden in caption for caption in parsed.text["figcaption"]) == 2
    assert "the other 280" in parsed.text["text"]
    assert sum(row.startswith("class ") for row in parsed.text["tr"]) == 20


def test_missing_intervals_are_omitted():
    assert interval(Interval(0.5, np.nan, np.nan)) == "0.50"
    assert interval(Interval(np.nan, np.nan, np.nan)) == "–"
    assert interval(Interval(-0.001, -0.2, 0.2)) == "0.00 (-0.20\u00a0to\u00a00.20)"
    assert interval(Interval(1234.5, 1000, 1500), share=False) == "1,234 (1,000\u00a0to\u00a01,500)"
    assert [percent(share) for share in (0.0, 0.004, 0.996, 1.0)] == [
        "0\u00a0%",
        "0.4\u00a0%",
        "99.6\u00a0%",
        "100\u00a0%",
    ]


def test_intervals_are_reported_too_narrow_only_if_significant():
    narrow = made.evaluation(30, coverages=[Coverage("matched folds", 300, 0.7, 10.0)])
    assert how_often_held(narrow).endswith("significantly less than intended: they are too narrow.")
    chance = made.evaluation(30, coverages=[Coverage("matched folds", 20, 0.85, 10.0)])
    assert how_often_held(chance).endswith("covered 85\u00a0% of 20 held-out observations, as intended.")
    wide = made.evaluation(30, classes=2, coverages=[Coverage("matched folds", 900, 0.99, 10.0)])
    assert how_often_held(wide).startswith(
        "With matched folds, 90\u00a0% prediction sets covered 99\u00a0% of 900 held-out observations, significantly "
        "more"
    )


def test_sets_with_low_coverage_in_a_region_or_class_are_not_reported_too_wide():
    main = Coverage("matched folds", 900, 0.99, 1.0)
    e = made.evaluation(30, classes=2, coverages=[main])
    e.coverages += [main] * (len(e.folds) - 1) + [Coverage("Europe", 100, 0.56, 1.0)]
    assert how_often_held(e).endswith(
        "but only 56\u00a0% of 100 observations of Europe: they are too small there."
    )
    e = made.evaluation(300, classes=2, coverages=[main])
    e.prediction_sets[:] = [True, False]
    assert e.classes[1] in how_often_held(e)
    assert "but only 0\u00a0%" in how_often_held(e)


def test_coverage_by_class_names_the_lowest_and_the_too_rare_classes():
    e = made.evaluation(600, classes=3)
    e.observed = np.repeat([0, 1, 2], [300, 290, 10])
    e.prediction_sets = np.ones((600, 3), dtype=bool)
    e.prediction_sets[300:400, 1] = False
    assert [(c.label, c.rows) for c in by_class(e)] == [(e.classes[0], 300), (e.classes[1], 290)]
    assert by_class(e)[1].coverage == pytest.approx(190 / 290)
    assert by_class(e)[1].size == pytest.approx((100 * 2 + 190 * 3) / 290)
    assert by_class(made.evaluation(60)) == []


def test_the_report_states_whether_the_expected_error_increases():
    e = made.evaluation()
    said = how_error_changes(e, "{:g} m".format)
    assert (
        said
        == "The expected error rises from 0.1 m for the least dissimilar points to 0.3 m at the threshold."
    )
    e.expected_error = ExpectedError(dissimilarity=[0.1], error=[0.2], limit=0.4)
    assert "does not predict the errors of this model: the expected error is 0.2 m" in how_error_changes(
        e, "{:g} m".format
    )


def test_a_region_where_a_constant_is_as_good_is_not_called_best(tmp_path):
    r = made.regions_evaluation()
    models = list(dict.fromkeys(row.model for row in r.rows))
    share = min(row.share for row in r.rows)
    absent = r.regions[0]  # only one class, so every model is correct
    r.rows = [
        replace(row, score=Interval(1.0, np.nan, np.nan)) if row.region == absent else row for row in r.rows
    ]
    write_regions_report(r, tmp_path / "report.html")
    main = Parsed((tmp_path / "report.html").read_text(encoding="utf-8")).text["main"][0]
    assert f"In {absent}, a constant model ({models[-1]}) scores as high" in main
    assert f"highest in {absent}" not in main
    scores = {row.region: row.score.value for row in r.rows if row.share == share and row.model == models[0]}
    best = max((region for region in r.regions if region != absent), key=scores.get)
    assert f"highest in {best}" in main


def test_unknown_results_are_stated(page):
    main = Parsed(page("20 rows")).text["main"][0]
    assert (
        "is unknown, because the model uses predictor fields that are known at the observations only" in main
    )
    assert "No observation was excluded." in main


def test_random_folds_are_called_optimistic():
    e = made.evaluation(30)
    assert optimism(e).startswith("Random folds are optimistic by 0.11 here (R² 0.82 instead of 0.71)")
    e.table = [
        replace(s, folds={"knndm": "random", "random": "knndm"}.get(s.folds, s.folds)) for s in e.table
    ]
    assert optimism(e).startswith("Random folds do not score higher here")
    e.main = "random"
    assert optimism(e).startswith("All scores come from random folds, which are optimistic")


def test_a_page_of_regions_states_the_results(page):
    parsed = Parsed(page("regions"))
    main = parsed.text["main"][0]
    assert (
        "R² is 0.40 for Ridge on embeddings, compared with 0.00 for Ridge on coordinates alone and -0.10 for Mean"
        in main
    )
    assert (
        "With 10 % of a region's locations in the training data, R² of Ridge on embeddings is 0.64, a change of +0.24."
        in main
    )
    assert "lowest in South America (-2.20)" in main
    assert "Europe0 %1600.30-0.10-0.20" in parsed.text["tr"]
    assert len(parsed.text["tr"]) > 5 * 4
    assert "None of the continents was evaluated" in page("no regions")


def test_a_page_of_encoders_states_the_results(page):
    parsed = Parsed(page("comparison"))
    main = parsed.text["main"][0]
    assert made.comparison().sentence in main
    assert "bundled2560.64 (0.59 to 0.69)0.74-0.07 (-0.11 to -0.03)" in parsed.text["tr"]
    assert "Highest with distance-matched folds (kNNDM) at L = 40 (resolution about 500 km)" in main
    assert "Effect of the resolution" not in page("one encoder")


def test_a_real_fit_has_a_page(fitted, written):
    evaluation = fitted("height")[1]
    main = written(evaluation).text["main"][0]
    assert evaluation.difference.sentence in main
    for scored in evaluation.table:
        assert scored.label in main
    for coverage in evaluation.coverages:
        assert f"{100 * coverage.coverage:.1f} %" in main


def test_a_page_of_fifty_thousand_rows_is_small_and_fast(tmp_path):
    e = made.evaluation(50_000)
    rng = np.random.default_rng(0)
    e.lonlat = np.column_stack([rng.uniform(-180, 180, 50_000), rng.uniform(-60, 75, 50_000)])
    began = time.process_time()
    write_fit_report(e, tmp_path / "report.html")
    assert time.process_time() - began < 15
    assert (tmp_path / "report.html").stat().st_size < 3_000_000


def test_the_same_result_makes_the_same_page_in_threads_too(tmp_path):
    paths = [tmp_path / f"{name}.html" for name in "abcd"]
    before = dict(matplotlib.rcParams)
    write_regions_report(made.regions_evaluation(), paths[0])
    threads = [
        Thread(target=write_regions_report, args=(made.regions_evaluation(), path)) for path in paths[1:]
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({path.read_bytes() for path in paths}) == 1
    assert dict(matplotlib.rcParams) == before


def test_a_page_is_written_atomically(tmp_path):
    with pytest.raises(SatclipError, match="does not exist"):
        write_comparison_report(made.comparison(), tmp_path / "none" / "report.html")
    path = tmp_path / "report.html"
    path.write_text("old")
    broken = made.evaluation(30)
    broken.provenance = None
    with pytest.raises(TypeError):
        write_fit_report(broken, path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_maps_cross_the_antimeridian_and_keep_shapes():
    lonlat = np.array([[178.0, 60.0], [-178.0, 60.0], [179.0, 62.0]])
    with styled():
        figure, axes, x = new_map(lonlat)
        text = svg(figure, "figure-1", "A map")
    np.testing.assert_allclose(x, [178, 182, 179])
    assert axes.get_xlim()[1] - axes.get_xlim()[0] < 5
    assert axes.get_aspect() == pytest.approx(1 / np.cos(np.radians(61)), rel=0.01)
    assert "179°W" in text
    assert "180°<" in text


def test_residual_maps_are_centred_on_white():
    values = np.array([-1.0, 0.0, 5.0, 2.0])
    with styled():
        _, axes, _ = map_of(np.array([[0.0, 0], [1, 1], [2, 2], [3, 3]]), values, "residual", "PuOr_r", True)
    points = axes.collections[0]
    assert sum(points.get_clim()) == 0
    np.testing.assert_allclose(points.to_rgba(0.0)[:3], 0.97, atol=0.01)


def test_very_low_scores_do_not_compress_the_axis():
    with styled():
        figure = dots([("good", [("a", 0.5, 0.4, 0.6)]), ("bad", [("a", -40.0, -50, -30)])], "R²", lowest=-1)
        text = svg(figure, "figure-1", "Scores")
    assert figure.axes[0].get_xlim()[0] > -1.5
    assert "-40.00" in text


def test_text_with_dollars_is_not_parsed_as_mathematics():
    with styled():
        figure, axes = new_figure()
        axes.set_xlabel(r"$\frac{a$ b$")
        assert r"$\frac{a$ b$" in svg(figure, "figure-1", "A figure")


def _luminance(colour):
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    return np.dot([0.2126, 0.7152, 0.0722], linear)


def test_colours_are_visible_on_light_and_dark_pages(page):
    style = Parsed(page("comparison")).text["style"][0]
    light, dark = re.findall(r"--paper:(#\w+)", style)[:2]
    for paper in (light, dark):
        for colour in COLOURS:
            high, low = sorted([_luminance(colour), _luminance(paper)], reverse=True)
            assert (high + 0.05) / (low + 0.05) > 3, (colour, paper)
    assert len(set(COLOURS)) == len(set(MARKERS)) == len(COLOURS)


LONG = "mean annual temperature of the near-surface soil layer, 0 to 5 cm, corrected for the season"


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("classes", [0, 2, 7])
def test_no_label_of_a_figure_is_truncated(classes, language, tmp_path, monkeypatch):
    figures = []
    monkeypatch.setattr(Page, "figure", lambda page, figure, title, *_: figures.append((title, figure)))
    names = [f"{LONG.upper()} {code}" for code in range(classes)]
    lonlat = np.column_stack([np.linspace(-170, 170, 300), np.linspace(-10, 10, 300)])  # a wide map
    e = made.evaluation(300, classes=classes, target=LONG, units="degrees above the mean", lonlat=lonlat)
    e.classes, e.importances = names, [replace(found, label=LONG) for found in e.importances]
    with translation.language(language):
        write_fit_report(e, tmp_path / "report.html")
    assert len(figures) > 10
    for title, figure in figures:
        figure.draw_without_rendering()
        x0, y0, x1, y1 = figure.bbox.extents
        for axes in figure.axes:
            for label in (axes.xaxis.label, axes.yaxis.label, *_drawn_ticks(axes)):
                left, bottom, right, top = label.get_window_extent().extents
                inside = x0 <= left and right <= x1 and y0 <= bottom and top <= y1
                assert inside or not label.get_text(), (title, label.get_text())


def _drawn_ticks(axes):
    """Return the labels of the y axis, without those beyond its limits, which are not drawn."""
    low, high = sorted(axes.get_ylim())
    return [label for label in axes.get_yticklabels() if low <= label.get_position()[1] <= high]


def test_legends_of_wide_characters_have_fewer_columns():
    assert columns(["random folds"] * 4) == 5
    assert columns(["留出：距离匹配折"] * 4) == 4
    assert columns(["球面上的普通克里金，使用嵌入向量和坐标"] * 4) == 2


def test_labels_of_axes_have_two_lines_at_most():
    assert axis_label("pH", 5.0) == "pH"
    found = axis_label(f"{LONG} (°C)", 4.0).split("\n")
    assert len(found) == 2
    assert max(map(len, found)) <= 50
    assert found[0].startswith("mean annual")
    assert found[1].endswith("season (°C)")
    assert axis_label("x" * 300, 1.0).count("\n") == 1
