"""Model files: models are read as they were written, and truncated, altered or malicious files are refused."""

from __future__ import annotations

import copy
import hashlib
import io
import json
import pickle
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import safetensors.numpy
import sklearn
import skops.io
from sklearn.ensemble import HistGradientBoostingRegressor
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import FunctionTransformer

from satclip_backend.errors import NotFoundError, SatclipError
from satclip_backend.models.model_file import read_metadata, read_model, write_model
from satclip_backend.models.prediction_fields import fields_of
from tests.backend.models.conftest import ESTIMATORS

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture
def path(fitted, tmp_path):
    """Write the file of a boosting model; return its path."""
    path = tmp_path / "height.satclip"
    write_model(path, fitted("height", "boosting")[0])
    return path


@pytest.fixture
def rewrite(path):
    """Return a function that changes members of the file, by name, and updates the checksums."""

    def rewrite(**changes):
        with zipfile.ZipFile(path) as file:
            members = {name: file.read(name) for name in file.namelist() if name != "SHA256SUMS"}
        for name, change in changes.items():
            full = {"json": "model.json", "skops": "estimator.skops", "tensors": "tensors.safetensors"}[name]
            members[full] = change(members[full])
        sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in members.items())
        with zipfile.ZipFile(path, "w") as file:
            for name, data in {**members, "SHA256SUMS": sums.encode()}.items():
                file.writestr(name, data)

    return rewrite


def changed_schema(data, old, new):
    """Return a skops file with a replaced text in its schema."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as file, zipfile.ZipFile(changed, "w") as target:
        for name in file.namelist():
            content = file.read(name)
            target.writestr(
                name, content.replace(old.encode(), new.encode()) if name == "schema.json" else content
            )
    return changed.getvalue()


def refused(path, reason):
    with pytest.raises(
        SatclipError, match=rf"height\.satclip is not a valid SatCLIP model: .*{reason}"
    ) as error:
        read_model(path)
    assert str(error.value).endswith("Get the file again, or fit the model again.")


def test_a_model_of_an_earlier_release_whose_trees_split_x_y_z_predicts_the_same(fitted, tmp_path):
    model, _ = fitted("height", "stacking")
    features, stack = model.metadata.features, model.pipeline[-1]
    x = np.random.default_rng(0).normal(size=(200, features.width)).astype(np.float32)
    trees = HistGradientBoostingRegressor(max_iter=5).fit(x, x[:, features.coordinate_columns].sum(axis=1))
    parts = {**stack.parts, "boosting": Pipeline([("model", trees)])}
    earlier = replace(model, pipeline=Pipeline([("model", replace(stack, parts=parts))]))
    write_model(tmp_path / "model.satclip", earlier)
    again = read_model(tmp_path / "model.satclip")
    assert again.pipeline[-1].parts["boosting"].named_steps.keys() == {"model"}
    np.testing.assert_array_equal(again.raw(x), earlier.raw(x))


@pytest.mark.parametrize("estimator", ESTIMATORS)
@pytest.mark.parametrize("target", ["height", "kind", "tall"])
def test_a_model_read_again_predicts_the_same(fitted, tmp_path, target, estimator):
    model, _ = fitted(target, estimator)
    write_model(tmp_path / "model.satclip", model)
    again = read_model(tmp_path / "model.satclip")
    assert again.metadata == model.metadata == read_metadata(tmp_path / "model.satclip")
    rng = np.random.default_rng(0)
    lonlat = np.column_stack([rng.uniform(-180, 180, 50), rng.uniform(-90, 90, 50)])
    features = rng.normal(size=(50, model.metadata.features.width)).astype(np.float32)
    one, two = model.predict(lonlat, features), again.predict(lonlat, features)
    for field in fields_of(model.metadata):
        np.testing.assert_array_equal(field.numbers(one), field.numbers(two))


def test_an_older_file_without_a_positive_class_predicts_as_before(fitted, tmp_path):
    """Earlier releases had no positive class: they predict the most probable class and its probability."""
    model, path = fitted("tall", "linear")[0], tmp_path / "tall.satclip"
    assert model.metadata.offset != 0
    write_model(path, model)
    with zipfile.ZipFile(path) as file:
        members = {name: file.read(name) for name in file.namelist() if name != "SHA256SUMS"}
    about = json.loads(members["model.json"])
    for name in ("class_kind", "positive", "threshold", "offset", "expected_error"):
        del about[name]
    for name in ("positive", "threshold"):
        del about["recipe"][name]
    members["model.json"] = json.dumps(about).encode()
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in members.items())
    with zipfile.ZipFile(path, "w") as file:
        for name, data in {**members, "SHA256SUMS": sums.encode()}.items():
            file.writestr(name, data)
    old = read_model(path)
    assert [field.column for field in fields_of(old.metadata)][:2] == ["prediction", "probability"]
    assert fields_of(old.metadata)[0].kind == "text"
    assert fields_of(model.metadata)[-1].column == "expected_error"
    assert fields_of(old.metadata)[-1].column == "distance_km"
    features = np.random.default_rng(0).normal(size=(50, old.metadata.features.width)).astype(np.float32)
    made = old.predict(np.zeros((50, 2)), features)
    np.testing.assert_array_equal(made.codes, made.raw.argmax(axis=1))
    np.testing.assert_array_equal(made.probability, made.raw.max(axis=1))


def test_a_model_file_contains_no_pickle(path):
    with zipfile.ZipFile(path) as file:
        assert file.namelist() == ["model.json", "estimator.skops", "tensors.safetensors", "SHA256SUMS"]
        assert json.loads(file.read("model.json"))["format"] == "satclip-model 1"
        with zipfile.ZipFile(io.BytesIO(file.read("estimator.skops"))) as inner:
            assert {name.rsplit(".", 1)[-1] for name in inner.namelist()} <= {"json", "npy"}


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_a_truncated_file_is_refused(path, share):
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    refused(path, "it is cut short or damaged|it has unexpected parts")


@pytest.mark.parametrize("seed", range(20))
def test_a_changed_byte_is_detected(path, seed):
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as file:
        parts = [(info.header_offset + 64, info.file_size - 64) for info in file.infolist()]
    start, length = parts[seed % len(parts)]
    data[start + np.random.default_rng(seed).integers(length)] ^= 0xFF
    path.write_bytes(data)
    refused(path, "damaged|altered|invalid")


def test_an_exchanged_part_is_detected(path, fitted, tmp_path):
    write_model(tmp_path / "other.satclip", fitted("height", "linear")[0])
    with zipfile.ZipFile(path) as file, zipfile.ZipFile(tmp_path / "other.satclip") as other:
        members = {name: file.read(name) for name in file.namelist()}
        members["estimator.skops"] = other.read("estimator.skops")
    with zipfile.ZipFile(path, "w") as file:
        for name, data in members.items():
            file.writestr(name, data)
    refused(path, "its parts were altered")


def test_missing_and_other_files_are_refused(tmp_path):
    with pytest.raises(NotFoundError, match="There is no file"):
        read_model(tmp_path / "none.satclip")
    path = tmp_path / "height.satclip"
    for content in (b"", b"some text", pickle.dumps([1])):
        path.write_bytes(content)
        refused(path, "cut short or damaged")
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("model.json", "{}")
    refused(path, "it has unexpected parts")


def test_a_zip_bomb_is_not_unpacked(path):
    with zipfile.ZipFile(path) as file:
        members = {name: file.read(name) for name in file.namelist()}
    members["tensors.safetensors"] = bytes(200_000_000)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    assert path.stat().st_size < 5_000_000
    refused(path, "its parts are compressed")


class Hostile:
    """Object whose unpickling runs code."""

    def __reduce__(self):
        return print, ("hostile code ran",)


def test_code_in_a_model_is_never_run(rewrite, path, capfd):
    rewrite(skops=lambda data: pickle.dumps(Hostile()))
    refused(path, "")
    rewrite(skops=lambda data: skops.io.dumps(Pipeline([("model", FunctionTransformer(func=print))])))
    refused(path, "")
    assert "hostile" not in capfd.readouterr().out


def test_unknown_types_are_named_and_not_instantiated(rewrite, path):
    from satclip_backend.models.neighbours import NeighboursRegressor

    rewrite(skops=lambda data: skops.io.dumps(Pipeline([("model", NeighboursRegressor())])))
    refused(path, "NeighboursRegressor, which is never loaded")


def test_an_estimator_of_another_kind_is_refused(rewrite, path, fitted):
    other = skops.io.dumps(fitted("height", "linear")[0].pipeline)
    rewrite(skops=lambda data: other)
    refused(path, "not the boosting one")


def test_trees_in_an_estimator_of_another_kind_are_refused(fitted, tmp_path):
    """Only trees of boosting models are validated before they are evaluated."""
    path, boosting = tmp_path / "height.satclip", fitted("height", "boosting")[0].pipeline[-1]
    linear = fitted("height", "linear")[0]
    for steps in (
        [*linear.pipeline.steps[:-1], ("model", boosting)],
        [*linear.pipeline.steps[:-1], ("model", Pipeline([("model", boosting)]))],
    ):
        write_model(path, replace(linear, pipeline=Pipeline(steps)))
        refused(path, "its estimator is not the linear one")


def test_functions_in_place_of_methods_are_refused(fitted, tmp_path):
    path, model = tmp_path / "height.satclip", fitted("height", "linear")[0]
    hidden = copy.deepcopy(model.pipeline)
    hidden[-1].predict = np.sum
    write_model(path, replace(model, pipeline=hidden))
    refused(path, "which is never loaded")


def test_a_compressed_estimator_is_not_decompressed(rewrite, path):
    def packed(data):
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            members = {name: file.read(name) for name in file.namelist()}
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
            for name, content in members.items():
                file.writestr(name, content)
        return target.getvalue()

    rewrite(skops=packed)
    refused(path, "its estimator is stored in an unexpected format")


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("left", 4_000_000_000, "invalid node indices"),
        ("right", 0, "invalid node indices"),
        ("feature_idx", 10_000, "features that do not exist"),
        ("value", np.nan, "features that do not exist"),
    ],
)
def test_trees_with_invalid_indices_or_values_are_refused(rewrite, path, fitted, name, value, reason):
    pipeline = skops.io.loads(
        skops.io.dumps(fitted("height", "boosting")[0].pipeline),
        trusted=["numpy.dtype", "sklearn.ensemble._hist_gradient_boosting.predictor.TreePredictor"],
    )
    pipeline[-1]._predictors[3][0].nodes[name][0] = value
    rewrite(skops=lambda data: skops.io.dumps(pipeline))
    refused(path, reason)


@pytest.mark.parametrize("name", ["places", "fill", "applicability.matrix", "applicability.reference"])
@pytest.mark.parametrize("change", ["missing", "shape", "nan"])
def test_arrays_that_do_not_fit_are_refused(rewrite, path, name, change):
    def changed(data):
        tensors = safetensors.numpy.load(data)
        if change == "missing":
            del tensors[name]
        elif change == "shape":
            tensors[name] = tensors[name][..., :-1].copy()
        else:
            tensors[name] = np.full_like(tensors[name], np.nan)
        return safetensors.numpy.save(tensors)

    rewrite(tensors=changed)
    refused(path, "")


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"format": "satclip-model 2"}, "format"),
        ({"task": "magic"}, "task"),
        ({"classes": "abc"}, "classes"),
        ({"unknown": 1}, "unknown"),
        ({"temperature": 0}, "temperature"),
        ({"offset": 11}, "offset"),
        ({"class_kind": "date"}, "class_kind"),
        ({"positive": 0}, "its metadata are invalid"),
        ({"threshold": 0.5}, "its metadata are invalid"),
        ({"positive": 1, "threshold": 0.5}, "its metadata are invalid"),
        ({"positive": 2, "threshold": 0.5, "classes": ["a", "b"]}, "positive"),
        ({"positive": 1, "threshold": 1.5, "classes": ["a", "b"]}, "threshold"),
        ({"positive": 1, "threshold": "NaN", "classes": ["a", "b"]}, "threshold"),
        ({"class_kind": "integer", "classes": ["a", "b"]}, "its metadata are invalid"),
        ({"class_kind": "boolean", "classes": ["a", "b"]}, "its metadata are invalid"),
        ({"widths": {"confidence": 0.9, "edges": [0.1, 0.2], "quantiles": [1.0]}}, "widths"),
        ({"widths": {"confidence": 0.9, "edges": [0.2, 0.1], "quantiles": [1.0, 1.0, 1.0]}}, "widths"),
        ({"widths": {"confidence": 0.9, "edges": [], "quantiles": [-1.0]}}, "widths"),
        ({"expected_error": {"dissimilarity": [0.2, 0.1], "error": [1, 2], "limit": 1}}, "expected_error"),
    ],
)
def test_a_description_that_does_not_fit_is_refused(rewrite, path, change, where):
    rewrite(json=lambda data: json.dumps({**json.loads(data), **change}).encode())
    refused(path, where)


def test_a_full_disk_or_missing_folder_is_reported_and_leaves_no_files(fitted, tmp_path):
    with pytest.raises(SatclipError, match="does not exist"):
        write_model(tmp_path / "none" / "model.satclip", fitted()[0])
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("path", sorted((DATA / "models").glob("*.satclip")), ids=lambda path: path.stem)
def test_models_of_other_scikit_learn_releases_predict_the_same(path):
    model = read_model(path)
    known = json.loads(path.with_suffix(".json").read_text())
    np.testing.assert_allclose(
        model.raw(np.array(known["features"], dtype=np.float32)), known["predictions"], rtol=1e-4, atol=1e-6
    )


def test_the_oldest_and_a_newer_scikit_learn_release_are_tested():
    names = {path.stem.split("-")[2] for path in (DATA / "models").glob("*.satclip")}
    assert "1.6.0" in names
    assert len(names) > 1


def test_a_part_of_another_scikit_learn_release_is_reported_with_both_versions(path, rewrite):
    with zipfile.ZipFile(path) as file:
        metadata = json.loads(file.read("model.json"))
    metadata["provenance"]["scikit-learn"] = "9.8.7"
    rewrite(
        json=lambda data: json.dumps(metadata).encode(),
        skops=lambda data: changed_schema(data, '"IdentityLink"', '"IdentityLinkOfTomorrow"'),
    )
    with pytest.raises(SatclipError) as error:
        read_model(path)
    told = str(error.value)
    assert told.startswith("height.satclip was fitted with scikit-learn 9.8.7 and can't be opened with ")
    assert f"with {sklearn.__version__}, which is installed here: it holds IdentityLinkOfTomorrow" in told
    assert told.endswith("fit the model again.")
