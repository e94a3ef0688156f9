"""Test the reading of model files in QGIS: errors and malicious files give a message immediately."""

from __future__ import annotations

import json
import os
import time
import zipfile
from pathlib import Path
from random import Random

import pytest

from satclip_qgis.bridge.errors import BadFile
from satclip_qgis.bridge.model_file import read_description
from satclip_qgis.contract import prediction_fields
from tests.fuzz.mutations import ZIP, mutants, mutated_json, outcome, zipped

ROOT = Path(__file__).resolve().parents[2]
ABOUT = {
    "task": "regression",
    "features": {"numbers": ["rain"], "categories": [{"field": "soil", "values": ["clay"]}]},
    "recipe": {"target": "height", "weights": None, "fields": ["rain", "soil"]},
}


def model(about=ABOUT, **members):
    """Return a model file whose other parts are not read."""
    return zipped({"model.json": json.dumps(about).encode(), "estimator.skops": b"x", **members})


@pytest.fixture
def path(tmp_path):
    return tmp_path / "height.satclip"


def test_the_fields_of_a_model_are_read(path):
    path.write_bytes(model())
    described = read_description(path)
    assert (described["task"], described["fields"]) == ("regression", ["rain", "soil"])
    assert described["encoders"] == []
    assert described["recipe"]["date_field"] is None


def test_the_date_field_of_a_model_is_read(path):
    path.write_bytes(model({**ABOUT, "features": {**ABOUT["features"], "date_field": "seen"}}))
    described = read_description(path)
    assert described["fields"] == ["rain", "soil", "seen"]
    assert described["recipe"]["date_field"] == "seen"
    for hostile in (7, ["seen"], {"seen": 1}, False):
        path.write_bytes(model({**ABOUT, "features": {**ABOUT["features"], "date_field": hostile}}))
        with pytest.raises(BadFile, match="not a valid SatCLIP model"):
            read_description(path)


def test_the_encoders_of_a_model_are_read(path):
    used = {"id": "bundled", "weights_sha256": "ab" * 32, "dimension": 256}
    path.write_bytes(model({**ABOUT, "features": {**ABOUT["features"], "encoders": [used]}}))
    assert read_description(path)["encoders"] == [{"id": "bundled", "weights_sha256": "ab" * 32}]
    for hostile in ("text", [1], [{"id": "bundled"}], [{"id": 1, "weights_sha256": "ab"}], {"id": "bundled"}):
        path.write_bytes(model({**ABOUT, "features": {**ABOUT["features"], "encoders": hostile}}))
        with pytest.raises(BadFile, match="not a valid SatCLIP model"):
            read_description(path)


def test_the_main_score_of_a_model_is_read(path):
    described = read_description(ROOT / "tests/data/models/scikit-learn-1.9.1-boosting-height.satclip")
    assert described["rows"] == 120
    assert described["score"] == {"score": "r2", "folds": "knndm", "value": pytest.approx(0.3273, abs=1e-4)}
    path.write_bytes(model())  # a file of an earlier release
    assert (read_description(path)["rows"], read_description(path)["score"]) == (None, None)
    score = {"model": "linear", "folds": "knndm", "score": "r2", "value": "NaN"}
    path.write_bytes(model({**ABOUT, "name": "height: linear", "scores": [score], "rows": "many"}))
    assert (read_description(path)["rows"], read_description(path)["score"]) == (None, None)
    for hostile in ([1], ["text"], [{}], [{"model": "linear"}]):
        path.write_bytes(model({**ABOUT, "name": "height: linear", "scores": hostile}))
        with pytest.raises(BadFile, match="not a valid SatCLIP model"):
            read_description(path)


def test_binary_models_are_recognised_by_the_positive_class(path):
    path.write_bytes(model({**ABOUT, "task": "classification", "positive": 0, "class_kind": "integer"}))
    described = read_description(path)
    assert (described["binary"], described["class_kind"]) == (True, "integer")
    assert prediction_fields(described)["prediction"] == "integer"
    assert list(prediction_fields(described))[:2] == ["probability", "prediction"]
    background = {"kind": "uniform", "count": 10}
    path.write_bytes(
        model(
            {**ABOUT, "task": "classification", "positive": 1, "class_kind": "text", "background": background}
        )
    )
    assert list(prediction_fields(read_description(path)))[:2] == ["suitability", "suitable"]
    path.write_bytes(model({**ABOUT, "task": "classification"}))  # a file of an earlier release
    described = read_description(path)
    assert (described["binary"], described["class_kind"]) == (False, "text")
    assert prediction_fields(described)["prediction"] == "text"
    for hostile in ("date", None, 1, ["text"], {}):
        path.write_bytes(model({**ABOUT, "class_kind": hostile}))
        with pytest.raises(BadFile, match=r"height\.satclip is not a valid SatCLIP model"):
            read_description(path)


def test_mutated_models_are_described_or_refused(path):
    random, began = Random(12), time.process_time()
    whole = model()
    cases = [*mutants(whole, seed=12, count=300, mutations=ZIP)]
    cases += [
        ("json", zipped({"model.json": mutated_json(json.dumps(ABOUT).encode(), random)})) for _ in range(200)
    ]
    for damage, data in cases:
        path.write_bytes(data)
        described, sentence = outcome(read_description, path, refusal=BadFile)
        assert described is not None or "height.satclip" in sentence, damage
    assert time.process_time() - began < 30


def test_decompression_bombs_and_non_files_are_refused_at_once(path, tmp_path):
    for name, data in {
        "deep": zipped({"model.json": b"[" * 2**20}),
        "packed": zipped({"model.json": b" " * 2**26}, zipfile.ZIP_DEFLATED),
        "long": zipped({"model.json": b" " * 2**23}),
        "many": model(**{f"part{number}": b"" for number in range(1000)}),
        "comment": model() + b"\0" * 100,
        "empty": b"",
    }.items():
        (tmp_path / name).write_bytes(data)
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    began = time.process_time()
    for name in ("deep", "packed", "long", "many", "comment", "empty", "pipe", "folder", "none"):
        with pytest.raises(BadFile, match=name):
            read_description(tmp_path / name)
    assert time.process_time() - began < 5
