"""Reports: complete, self-contained, accessible pages, whatever names users gave."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

import numpy as np
import pytest

from satclip_backend.encoders import load_encoder
from satclip_backend.errors import SatclipError
from satclip_backend.learning.comparison import compare_encoders
from satclip_backend.learning.observations import observe
from satclip_backend.learning.recipe import Recipe
from satclip_backend.learning.report import write_comparison_report, write_fit_report, write_regions_report
from satclip_backend.learning.unseen import evaluate_regions
from satclip_backend.tables.columns import Column

HOSTILE = "<script>alert('x')</script>\"&$ümlaut עברית 山"


class Parsed(HTMLParser):
    """Tags with their attributes, and texts, in order."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.texts, self.ids = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        self.ids += [value for name, value in attributes if name == "id"]

    def handle_data(self, data):
        self.texts.append(data)

    def all(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(scope="module")
def evaluations(fitted, make_columns, fit_columns):
    """Evaluations by name."""
    hostile = make_columns(300)
    hostile.fields[HOSTILE] = Column(
        "text", np.array([f"{HOSTILE}{i % 40}" for i in range(300)]), np.zeros(300, bool)
    )
    small = make_columns(24)
    weighted = make_columns()
    weighted.lonlat[:, 0] += 180  # across the antimeridian
    return {
        "regression": fitted("height", "boosting")[1],
        "classes": fitted("kind", "linear")[1],
        "hostile": fit_columns(hostile, target=HOSTILE, units=HOSTILE)[1],
        "small": fit_columns(small, target="height", fold_count=2)[1],
        "fields": fit_columns(
            weighted, target="height", fields=["rain", "soil"], weights="weight", groups="region"
        )[1],
    }


@pytest.fixture(scope="module")
def pages(evaluations, make_columns, tiny_encoder_file, tmp_path_factory):
    """Text of each page."""
    folder = tmp_path_factory.mktemp("reports")
    paths = {name: folder / f"{name}.html" for name in (*evaluations, "regions", "comparison")}
    for name, evaluation in evaluations.items():
        write_fit_report(evaluation, paths[name])
    encoder, columns = load_encoder(tiny_encoder_file, device="cpu"), make_columns()
    recipe = Recipe(target="height", encoders=["tiny"], estimator="linear")
    observed = observe(columns, "height", groups="region")

    def quiet(share, message):
        pass

    write_regions_report(
        evaluate_regions(observed, recipe, [encoder], observed.groups, "values of region", quiet),
        paths["regions"],
    )
    result = compare_encoders(observed, recipe, [encoder], columns.lonlat[::3], [1, 3], quiet)
    write_comparison_report(result, paths["comparison"])
    return {name: path.read_text(encoding="utf-8") for name, path in paths.items()}


NAMES = ["regression", "classes", "hostile", "small", "fields", "regions", "comparison"]


@pytest.mark.parametrize("name", NAMES)
def test_a_page_holds_all_of_itself(pages, name):
    page = Parsed(pages[name])
    for tag in ("link", "iframe", "object", "embed", "base"):
        assert not page.all(tag)
    for _, attributes in page.tags:
        for attribute in ("src", "href", "xlink:href", "data", "action"):
            value = attributes.get(attribute) or ""
            assert not value or value.startswith(("#", "data:image/png;base64,")), value[:80]
    style = " ".join(re.findall(r"<style[^>]*>(.*?)</style>", pages[name], flags=re.S))
    assert "@import" not in style
    assert not re.search(r"url\((?!#)", style)
    assert len(pages[name]) < 3_000_000


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_accessible(pages, name):
    page = Parsed(pages[name])
    assert page.all("html") == [{"lang": "en"}]
    assert any(meta.get("name") == "viewport" for meta in page.all("meta"))
    assert (
        len(page.all("h1")) == len(page.all("main")) == len(page.all("nav")) == len(page.all("footer")) == 1
    )
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:]))
    assert len(page.all("figcaption")) == len(page.all("figure"))
    for svg in page.all("svg"):
        assert svg["role"] == "img"
        assert len(svg["aria-label"]) > 20
    assert len(page.all("caption")) == len(page.all("table"))
    assert all(cell["scope"] in ("row", "col") for cell in page.all("th"))
    links = {link["href"].removeprefix("#") for link in page.all("a")}
    assert links <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


@pytest.mark.parametrize("name", NAMES)
def test_figures_take_the_page_s_colours(pages, name):
    drawings = re.findall(r"<svg .*?</svg>", pages[name], flags=re.S)
    assert drawings
    for drawing in drawings:
        assert "currentColor" in drawing
        assert "#000001" not in drawing
        for text in re.findall(r"<text [^>]*>", drawing):  # but for counts in cells of a confusion matrix
            assert "currentColor" in text or "white" in text or "#ffffff" in text or "#222222" in text, text
        for reference in re.findall(r'url\(#([^)]*)\)|href="#([^"]*)"', drawing):
            assert f'id="{reference[0] or reference[1]}"' in drawing


def test_names_of_users_are_escaped(pages):
    assert "<script>alert" not in pages["hostile"]
    assert HOSTILE in unescape(pages["hostile"])
    assert len(Parsed(pages["hostile"]).all("script")) == 1


def test_a_fit_s_page_says_what_was_found(pages, evaluations):
    for name in ("regression", "classes"):
        text, evaluation = unescape(pages[name]), evaluations[name]
        assert evaluation.difference.sentence in text
        for scored in evaluation.table:
            assert scored.label in text
        for folds in evaluation.folds:
            assert folds.why in text
        for coverage in evaluation.coverages:
            assert f"{100 * coverage.coverage:.1f} %" in text
        assert evaluation.provenance["Encoder tiny"] in text
        assert "Linnenbrink" in text
        assert "Meyer and Pebesma" in text
    assert "Confusion of classes" in pages["classes"]
    assert "Calibration of probabilities" in pages["classes"]
    assert "Observed against predicted" in pages["regression"]


def test_warnings_and_rows_left_out_are_told(evaluations, tmp_path):
    told = replace(evaluations["regression"], warnings=["Beware."], dropped=[("no value of height", 12)])
    write_fit_report(told, tmp_path / "report.html")
    text = (tmp_path / "report.html").read_text()
    assert "Beware." in text
    assert '<th scope="row">no value of height</th><td>12</td>' in text


def test_fifty_thousand_rows_make_no_large_file(evaluations, tmp_path):
    e = evaluations["regression"]
    rows = np.random.default_rng(0).integers(0, len(e.observed), 50_000)
    many = {
        name: getattr(e, name)[rows]
        for name in ("lonlat", "observed", "predicted", "row_distances", "lower", "upper", "dissimilarity")
    }
    folds = [replace(f, index=f.index[rows], distances=f.distances[rows]) for f in e.folds]
    many["lonlat"] = many["lonlat"] + np.random.default_rng(1).normal(0, 1, (50_000, 2)).clip(-5, 5)
    write_fit_report(replace(e, folds=folds, **many), tmp_path / "report.html")
    assert (tmp_path / "report.html").stat().st_size < 3_000_000


def test_the_same_evaluation_makes_the_same_page(evaluations, tmp_path):
    for name in ("a", "b"):
        write_fit_report(evaluations["small"], tmp_path / f"{name}.html")
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_a_page_is_there_whole_or_not_at_all(evaluations, tmp_path):
    with pytest.raises(SatclipError, match="does not exist"):
        write_fit_report(evaluations["small"], tmp_path / "none" / "report.html")
    path = tmp_path / "report.html"
    path.write_text("old")
    broken = replace(evaluations["small"], table=[])
    with pytest.raises(RuntimeError):
        write_fit_report(broken, path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
