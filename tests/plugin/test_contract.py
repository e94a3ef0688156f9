"""Test that the parameters of the algorithms match the inputs that the backend declares."""

from __future__ import annotations

import json
import math

import pytest
from qgis.core import QgsProcessingParameterEnum, QgsProcessingParameterNumber

from satclip_qgis.contract import declared, protocol_version
from satclip_qgis.paths import CONTRACT

STAGED = json.loads(CONTRACT.read_text(encoding="utf-8"))
NAMED_OTHERWISE = {
    "model": "MODEL_FILE",
    "table": "INPUT",
    "layer": "INPUT",
    "polygons": "AREA",
    "area_name": "AREA_POLYGONS",
    "id": "NAME",
    "patches": "FOLDER",
    "source": "FOLDER",
}
"""Parameters that have another name than the input."""
NOT_ASKED_FOR = {
    ("download_encoder", "id"): "chosen in the window Encoders",
    ("import_encoder", "file"): "chosen in the window Encoders",
    ("import_encoder", "file_name"): "chosen in the window Encoders",
    ("import_encoder", "name"): "asked for in the window Encoders",
    ("import_encoder", "stable_harmonics"): "for research, on the command line",
    ("compare_encoders", "background"): "only on the command line",
    ("compare_encoders", "background_table"): "only on the command line",
    ("compare_encoders", "confidence"): "the scores have no prediction intervals",
    ("compare_encoders", "positive"): "the scores are the same for either class",
    ("compare_encoders", "threshold"): "the scores need none",
    ("compare_encoders", "select_predictors"): "all predictors are scored",
    ("sample_imagery", "places"): "read from POINTS",
    ("sample_imagery", "start"): "the algorithm extracts in batches",
    ("sample_imagery", "stop"): "the algorithm extracts in batches",
    ("sample_imagery", "have"): "read from the output folder",
    ("pretrain", "dimension"): "only on the command line",
    ("pretrain", "licence"): "only on the command line",
    ("pretrain", "finish"): "a button of the panel",
}
WITH_MONTHS = ("embedding_map", "similarity_map", "cluster_map", "predict_map", "suggest_points")
OTHER_DEFAULTS = {
    ("embedding_map", "colours"): True,  # layers are for looking at
    ("fit_model", "block_size_km"): 0,  # 0 means automatic
    ("fit_model", "threshold"): 0,
    ("compare_encoders", "block_size_km"): 0,
    **{(process, "month"): 0 for process in WITH_MONTHS},
}
OTHER_CHOICES = {
    ("embedding_map", "basis"): ["encoder", "extent", "file"],  # the content of a file is sent
}
OTHER_LIMITS = {
    ("fit_model", "block_size_km"): (0, 20_000),  # 0 means automatic
    ("fit_model", "threshold"): (0, 0.999),
    **{(process, "month"): (0, 12) for process in WITH_MONTHS},
    ("compare_encoders", "block_size_km"): (0, 20_000),
    ("fit_model", "seed"): (0, 2**31 - 1),  # integers have 32 bits in QGIS
    ("compare_encoders", "seed"): (0, 2**31 - 1),
    ("embedding_map", "components"): (1, 2**31 - 1),
    ("sample_imagery", "empty"): (0, 0.999),  # limits of QGIS are inclusive
    ("sample_imagery", "resolution"): (0.001, 1_000_000),
}


@pytest.fixture
def asked(provider):
    """Return the parameters of the real algorithms by process and input."""
    kinds = {name: provider.algorithm(name.replace("_", "")) for name in STAGED["processes"]}
    algorithms = {name: kind.create() for name, kind in kinds.items() if kind}
    found = {}
    for process, algorithm in algorithms.items():
        parameters = {one.name(): one for one in algorithm.parameterDefinitions()}
        by_input = {one.metadata()["input"]: one for one in parameters.values() if "input" in one.metadata()}
        for name in STAGED["processes"][process]["inputs"]:
            other = parameters.get(name.upper()) or parameters.get(NAMED_OTHERWISE.get(name))
            if name in by_input or other:
                found[process, name] = by_input.get(name) or other
    yield found
    del algorithms


def declared_parameters(asked):
    """Yield each parameter that corresponds to a single input, with its metadata and the schema of the backend."""
    for key, parameter in asked.items():
        if "input" in parameter.metadata():
            yield key, parameter, parameter.metadata(), declared(*key)


def test_every_input_has_a_parameter(asked):
    inputs = {(process, name) for process, about in STAGED["processes"].items() for name in about["inputs"]}
    assert inputs - set(asked) == set(NOT_ASKED_FOR)


def test_defaults_equal_those_of_the_backend(asked):
    others, compared = {}, 0
    for key, parameter, reading, schema in declared_parameters(asked):
        value, expected = parameter.defaultValue(), schema.get("default")
        if isinstance(parameter, QgsProcessingParameterEnum):
            value = None if value is None else reading["values"][value]  # the user must choose
        elif isinstance(parameter, QgsProcessingParameterNumber) and value is not None:
            value /= reading["scale"]
        is_empty = value in (None, "") and expected in (None, "", [])
        if value != expected and not is_empty:
            others[key] = value
        compared += 1
    assert compared > 50
    assert others == OTHER_DEFAULTS
    for process in ("embedding_map", "similarity_map", "cluster_map", "predict_map"):
        assert asked[process, "crs"].defaultValue() == declared(process, "crs")["default"]


@pytest.mark.parametrize("process", ["fit_model", "compare_encoders"])
def test_the_estimator_help_mentions_automatic_if_it_is_a_choice(asked, process):
    parameter = asked[process, "estimator"]
    assert ("Automatic" in parameter.help()) == any("Automatic" in label for label in parameter.options())


def test_choices_equal_those_of_the_backend(asked):
    others = {}
    for key, parameter, reading, schema in declared_parameters(asked):
        if isinstance(parameter, QgsProcessingParameterEnum):
            assert len(parameter.options()) == len(reading["values"])
            if sorted(reading["values"]) != sorted(schema["enum"]):
                others[key] = sorted(reading["values"])
        else:
            assert "enum" not in schema
    assert others == OTHER_CHOICES


def test_limits_equal_those_of_the_backend(asked):
    others = {}
    for key, parameter, reading, schema in declared_parameters(asked):
        if isinstance(parameter, QgsProcessingParameterNumber):
            limits = tuple(
                round(limit / reading["scale"], 9) if abs(limit) < 1e300 else math.copysign(math.inf, limit)
                for limit in (parameter.minimum(), parameter.maximum())
            )
            if limits != (schema.get("minimum", -math.inf), schema.get("maximum", math.inf)):
                others[key] = limits
    assert others == OTHER_LIMITS


def test_the_contract_file_matches_the_running_backend(backend, home):
    client = backend.client()
    for process, about in STAGED["processes"].items():
        reply = client.json("GET", f"/processes/{process}")
        del reply["links"]
        assert reply == about
    listed = client.json("GET", "/processes")["processes"]
    assert {process["id"] for process in listed} == set(STAGED["processes"])
    assert client.json("GET", "/status")["protocol"] == protocol_version()
