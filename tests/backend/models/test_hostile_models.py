"""Untrusted model files: read completely or refused, without access to memory out of bounds."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import replace

import numpy as np
import pytest
import safetensors.numpy
import skops.io

from satclip_backend.errors import SatclipError
from satclip_backend.models.model_file import TRUSTED, read_model, write_model
from tests.backend.models.conftest import ESTIMATORS
from tests.fuzz.mutations import SAFETENSORS, ZIP, mutants, mutated_json, outcome, unzipped, zipped

JSON, SKOPS, TENSORS, SUMS = "model.json", "estimator.skops", "tensors.safetensors", "SHA256SUMS"
MUTATIONS = {JSON: (mutated_json,), TENSORS: SAFETENSORS}


@pytest.fixture
def path(tmp_path):
    return tmp_path / "height.satclip"


def rewrite(path, members):
    """Write a model file with valid checksums, as an attacker would."""
    members = {name: data for name, data in members.items() if name != SUMS}
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in members.items())
    path.write_bytes(zipped(members | {SUMS: sums.encode()}))


def refused(path, reason):
    with pytest.raises(SatclipError, match=rf"not a valid SatCLIP model: .*{reason}"):
        read_model(path)


@pytest.mark.parametrize(
    ("target", "estimator"),
    [
        ("height", "linear"),
        ("kind", "boosting"),
        ("kind", "neighbours"),
        ("height", "mlp"),
        ("height", "kriging"),
        ("height", "stacking"),
    ],
)
def test_mutated_parts_are_used_or_refused(fitted, path, target, estimator):
    write_model(path, fitted(target, estimator)[0])
    members = unzipped(path.read_bytes())
    features = np.zeros((3, fitted(target, estimator)[0].metadata.features.width), dtype=np.float32)
    for part in members.keys() - {SUMS}:
        for damage, data in mutants(members[part], seed=12, count=25, mutations=MUTATIONS.get(part, ZIP)):
            rewrite(path, members | {part: data})
            model, sentence = outcome(read_model, path, refusal=SatclipError)
            if model is None:
                assert "height.satclip" in sentence, damage
            elif model.metadata.features.width == features.shape[1]:
                assert np.isfinite(model.raw(features)).all(), damage


def test_mutated_files_are_used_or_refused(fitted, path):
    write_model(path, fitted("height", "linear")[0])
    for damage, data in mutants(path.read_bytes(), seed=12, count=60, mutations=ZIP):
        path.write_bytes(data)
        model, sentence = outcome(read_model, path, refusal=SatclipError)
        assert model is not None or "height.satclip" in sentence, damage


@pytest.fixture
def with_tensors(fitted, path):
    """Return a function that writes a model with changed tensors."""

    def write(estimator, target="height", **changes):
        write_model(path, fitted(target, estimator)[0])
        members = unzipped(path.read_bytes())
        tensors = safetensors.numpy.load(members[TENSORS])
        tensors |= {name.replace("__", "."): np.ascontiguousarray(value) for name, value in changes.items()}
        rewrite(path, members | {TENSORS: safetensors.numpy.save(tensors)})

    return write


def test_empty_arrays_of_huge_shapes_allocate_no_memory(with_tensors, path):
    """A tensor of shape (0, 10**9) takes no space in a file."""
    with_tensors("mlp", **{"estimator__network.0.weight": np.empty((0, 10**8), np.float32)})
    refused(path, "layers of its estimator do not fit")
    with_tensors("mlp", **{"estimator__network.0.weight": np.empty((256, 0), np.float32)})
    refused(path, "layers of its estimator do not fit")
    with_tensors("linear", applicability__reference=np.empty((10**9, 0), np.float32))
    refused(path, "do not fit together")
    with_tensors("neighbours", estimator__x=np.empty((0, 3)), estimator__y=np.empty(0))
    refused(path, "training data of its estimator")
    with_tensors("linear", places=np.empty((0, 2)))
    refused(path, "not valid longitudes and latitudes")


@pytest.mark.parametrize(
    ("estimator", "target", "changes"),
    [
        ("neighbours", "height", {"estimator__neighbours": np.array([10**9])}),
        ("neighbours", "height", {"estimator__neighbours": np.array([0])}),
        ("neighbours", "kind", {"estimator__y": np.full(240, -1)}),
        ("neighbours", "height", {"estimator__x": np.full((240, 3), np.nan)}),
        ("mlp", "kind", {"estimator__classes": np.array([0, 0, 1])}),
        ("mlp", "kind", {"estimator__classes": np.array([0, 1, 7])}),
        ("mlp", "height", {"estimator__scale": np.array([1.0])}),
        ("kriging", "height", {"estimator__covariance": np.array([0.0, 0.1])}),
        ("kriging", "height", {"estimator__covariance": np.array([0.1, np.nan])}),
        ("kriging", "height", {"estimator__weights": np.zeros(240)}),
        ("kriging", "height", {"estimator__weights": np.ones(239)}),
        ("kriging", "kind", {"estimator__y": np.full(240, 3)}),
        ("stacking", "height", {"weights": np.array([0.5, 0.5])}),
        ("stacking", "height", {"weights": np.array([0.5, np.nan, 0.5])}),
        ("stacking", "height", {"weights": np.array([0.5, -1.0, 0.5])}),
        ("stacking", "height", {"constant": np.array([np.inf])}),
        ("stacking", "height", {"kriging__x": np.zeros((240, 2))}),
        ("linear", "height", {"places": np.array([[0.0, 91.0]])}),
        ("linear", "height", {"applicability__scale": np.array([np.inf])}),
    ],
)
def test_arrays_that_contradict_each_other_are_refused(with_tensors, path, estimator, target, changes):
    with_tensors(estimator, target, **changes)
    refused(path, "")


def _outputs(model):
    model.n_trees_per_iteration_ = 10**9


def _categorical(model):
    model._bin_mapper.is_categorical_ = np.ones(10**6, dtype=bool)


def _in_fit(model):
    model._in_fit = True


def _baseline(model):
    model._baseline_prediction = np.full((1, 1), np.nan)


def _more_trees(model):
    model._predictors[0] = model._predictors[0] * 2


def _cycle(model):
    model._predictors[0][0].nodes["left"][0] = 0


def _width(model):
    model.n_features_in_ = 10**6


@pytest.mark.parametrize("damage", [_outputs, _categorical, _in_fit, _baseline, _more_trees, _cycle, _width])
def test_manipulated_boosting_models_are_refused(fitted, path, damage):
    model = fitted("height", "boosting")[0]
    pipeline = skops.io.loads(skops.io.dumps(model.pipeline), trusted=TRUSTED)
    damage(pipeline[-1])
    write_model(path, replace(model, pipeline=pipeline))
    refused(path, "its estimator")


@pytest.mark.parametrize(
    "axes",
    [
        np.full((32, 3), np.nan),
        np.full((32, 3), 1e30),
        np.ones((32, 2)),
        np.ones((31, 3)),
        np.ones((2000, 3)),
    ],
)
def test_axes_that_do_not_fit_the_trees_are_refused(with_tensors, path, axes):
    with_tensors("stacking", boosting__axes=axes)
    refused(path, "its estimator (has no usable axes|was fitted on other features)")


def test_axes_without_coordinates_are_refused(with_tensors, path):
    with_tensors("boosting", estimator__axes=np.eye(3))
    refused(path, "lack the coordinates")


@pytest.mark.parametrize("value", [np.nan, np.inf, 1e200])
@pytest.mark.parametrize("name", ["coef_", "intercept_"])
def test_coefficients_that_are_not_finite_or_too_large_are_refused(fitted, path, name, value):
    model = fitted("height", "linear")[0]
    pipeline = skops.io.loads(skops.io.dumps(model.pipeline), trusted=TRUSTED)
    setattr(pipeline[-1], name, np.full_like(getattr(pipeline[-1], name), value))
    write_model(path, replace(model, pipeline=pipeline))
    refused(path, "not finite|invalid predictions|fit together")


def test_the_size_of_metadata_is_limited(fitted, path):
    write_model(path, fitted("height", "linear")[0])
    members = unzipped(path.read_bytes())
    metadata = json.loads(members[JSON])
    for change in (
        {"features": {**metadata["features"], "encoders": metadata["features"]["encoders"] * 9}},
        {"classes": ["x"] * 20_000},
        {"temperature": 1e-300},
        {"rows": 10**400},
        {"training_extent": [0, 0, 1e999, 1]},
        {"name": "\ud800"},
    ):
        rewrite(path, members | {JSON: json.dumps(metadata | change).encode()})
        refused(path, r"model\.json" if "name" in change else next(iter(change)))
    rewrite(path, members | {JSON: b" " * 2**25})
    refused(path, "its metadata are too long")


def test_repeatedly_listed_parts_of_the_estimator_are_not_read(fitted, path, monkeypatch):
    """Otherwise each list entry of a few bytes would read a megabyte."""
    write_model(path, fitted("height", "linear")[0])
    members = unzipped(path.read_bytes())
    file = io.BytesIO(members[SKOPS])
    with zipfile.ZipFile(file, "a") as target:
        target.writestr("more", bytes(1 << 20))
        target.filelist += [target.getinfo("more")] * 20_000
    rewrite(path, members | {SKOPS: file.getvalue()})
    read = zipfile.ZipFile.read
    names = []
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda self, name: names.append(name) or read(self, name))
    refused(path, "its estimator is stored in an unexpected format")
    assert "more" not in names


@pytest.mark.parametrize("estimator", ESTIMATORS)
@pytest.mark.parametrize("target", ["height", "kind"])
def test_valid_models_are_read(fitted, path, target, estimator):
    write_model(path, fitted(target, estimator)[0])
    assert read_model(path).metadata.estimator == estimator
