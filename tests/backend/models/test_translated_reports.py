"""German reports of real results: no English text, and no truncated labels."""

from __future__ import annotations

import re
from html import unescape

import numpy as np
import polib
import pytest
import rasterio
from rasterio.transform import from_origin

from satclip_backend import translation
from satclip_backend.encoders import load_encoder
from satclip_backend.models.fit_config import FitConfig
from satclip_backend.models.model_file import read_metadata, write_model
from satclip_backend.models.report import (
    write_assessment_report,
    write_comparison_report,
    write_fit_report,
    write_regions_report,
)
from satclip_backend.processes.assess_map import AssessChoices, assess_raster
from satclip_backend.processes.compare_encoders import compare_table
from satclip_backend.processes.evaluate_model import evaluate_table
from satclip_backend.processes.fit_model import fit_table
from satclip_backend.processes.process import Context
from satclip_backend.rasters.sampling import describe
from satclip_backend.tables.columns import Column, Columns
from satclip_backend.translation import language

WORDS = 3
"""Minimum number of words of an English text to be recognised."""


class Results:
    """Results by kind of report, computed on first use."""

    def __init__(self, folder, columns, encoder):
        self.context, self.columns, self.load = Context(folder), columns, lambda id: encoder
        self.made = {}

    def __call__(self, kind):
        if kind not in self.made:
            self.made[kind] = getattr(self, kind)()
        return self.made[kind]

    def fit(self, columns=None, **given):
        config = FitConfig(**{"estimator": "linear", "encoders": ["tiny"], "fold_count": 2, **given})
        return fit_table(columns or self.columns, config, self.context, self.load, "Orte")[:2]

    def regression(self):
        height = self.columns.fields["height"]
        missing = np.arange(len(self.columns)) == 3
        fields = {**self.columns.fields, "height": Column(height.kind, height.values, missing)}
        given = {"target": "height", "units": "m", "fields": ["rain"], "select_predictors": True}
        return write_fit_report, self.fit(Columns(self.columns.lonlat, fields), **given, weights="weight")[1]

    def regions(self):
        model = self.fit(target="height", fields=["rain"])[0]
        path = self.context.folder / "model.satclip"
        write_model(path, model)
        metadata = read_metadata(path)
        return write_regions_report, evaluate_table(self.columns, metadata, None, self.context, self.load)

    def classes(self):
        return write_fit_report, self.fit(target="kind", folds="random")[1]

    def two_classes(self):
        return write_fit_report, self.fit(target="tall", folds="blocks", threshold=0.4)[1]

    def presences(self):
        return write_fit_report, self.fit(target="tall", positive="1", background=60)[1]

    def comparison(self):
        config = FitConfig(target="height", estimator="linear", encoders=["tiny"], fold_count=2)
        return write_comparison_report, compare_table(self.columns, config, [2], self.context, self.load)

    def assessment(self):
        path = self.context.folder / "classes.tif"
        values = np.repeat([1, 2, 3], 10)[:, None] * np.ones(30, dtype=np.uint8)
        grid = {"crs": "EPSG:4326", "transform": from_origin(0, 60, 1, 1), "dtype": "uint8", "count": 1}
        with rasterio.open(path, "w", driver="GTiff", width=30, height=30, **grid) as raster:
            raster.write(values.astype(np.uint8), 1)
        lonlat = np.column_stack([np.arange(60) % 30 + 0.5, 59.5 - np.arange(60) % 29])
        seen = Column.of("integer", np.where(np.arange(60) % 7, (np.arange(60) % 29) // 10 + 1, 2))
        choices = AssessChoices(reference="seen", design="random")
        result = assess_raster(Columns(lonlat, {"seen": seen}), choices, describe(path), None, self.context)
        return write_assessment_report, result


@pytest.fixture(scope="module")
def results(tmp_path_factory, tiny_encoder_file):
    rng = np.random.default_rng(0)
    africa, europe = (
        np.column_stack([rng.uniform(0, 30, 40), rng.uniform(*ends, 40)]) for ends in ((5, 25), (45, 55))
    )
    lonlat = np.concatenate([africa, europe])
    height = 500 - 8 * lonlat[:, 1] + rng.normal(0, 20, 80)
    fields = {
        "height": Column.of("number", height),
        "rain": Column.of("number", rng.normal(500, 100, 80)),
        "weight": Column.of("number", rng.uniform(0.5, 2, 80)),
        "kind": Column.of("text", np.array(["A", "B", "C"], dtype=object)[np.digitize(height, [150, 350])]),
        "tall": Column.of("integer", (height + rng.normal(0, 100, 80) > 300).astype(np.int64)),
    }
    encoder = load_encoder(tiny_encoder_file, device="cpu")
    return Results(tmp_path_factory.mktemp("results"), Columns(lonlat, fields), encoder)


@pytest.fixture(scope="module")
def german(results):
    """Return a function that returns the text of a kind of report in German, which is written once."""
    pages = {}

    def get(kind):
        if kind not in pages:
            write, result = results(kind)
            path = results.context.folder / "report.html"
            with language("de_AT"):
                write(result, path)
            pages[kind] = path.read_text(encoding="utf-8")
        return pages[kind]

    return get


@pytest.fixture(scope="module")
def english():
    """Return parts of English messages, between placeholders, that don't occur in the German ones."""
    found = set()
    for entry in polib.pofile(str(translation.files("satclip_backend") / "locale" / "de.po")):
        german = " ".join([entry.msgstr, *entry.msgstr_plural.values()])
        for piece in re.split(r"{\w+}", f"{entry.msgid}{{}}{entry.msgid_plural}".replace("{}", "{x}")):
            if len(re.findall(r"[^\W\d]{2,}", piece)) >= WORDS and piece.strip() not in german:
                found.add(piece.strip(" ,;:.()"))
    assert len(found) > 300
    return found


KINDS = ["regression", "classes", "two_classes", "presences", "regions", "comparison", "assessment"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_german_report_has_no_english_sentence(kind, german, english):
    page = german(kind)
    assert '<html lang="de">' in page
    page = re.sub("<(style|script)>.*?</\\1>", "", page, flags=re.DOTALL)
    text = unescape(re.sub("<[^>]*>", " ", page)).replace("\u00a0", " ")
    assert not [piece for piece in english if piece in text]
    cells = re.findall(r"<t[hd][^>]*>([^<]*)</t[hd]>", page)
    for word in (
        "Observations",
        "Target",
        "Folds or region",
        "Africa",
        "random folds",
        "Mean",
        "Created",
        "Map",
    ):
        assert word not in cells, word
    for word in ("Zusammenfassung", "Einstellungen"):
        assert word in text


def test_the_same_result_is_reported_in_both_languages(results, german, tmp_path):
    write, result = results("regression")
    write(result, tmp_path / "en.html")
    english, german = (tmp_path / "en.html").read_text(encoding="utf-8"), german("regression")
    assert '<html lang="en">' in english
    assert "The target height (m) was modelled by Ridge regression" in english
    assert "Die Zielgröße height (m) wurde durch „Ridge-Regression" in german
    assert "2,000 places were sampled" in english
    assert "2\u202f000 Orte wurden" in german
    assert "no value of height" in english
    assert "kein Wert von height" in german
    for text in ("the land in the extent of the observations", "Europe", "spatial blocks of"):
        assert text in english
        assert text not in german


def test_text_in_a_model_file_stays_english(results):
    metadata = read_metadata(results.context.folder / "model.satclip") if results("regions") else None
    assert metadata.settings["Estimator"] == "Ridge regression"
    assert metadata.settings["Prediction area"].startswith("the ")
