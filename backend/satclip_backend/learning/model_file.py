"""Model files: one zip of model.json, estimator.skops (scikit-learn's parts) and tensors.safetensors.

Nothing in one is ever unpickled or run: skops builds the types that such an estimator consists of and no others, trees
are checked before they are walked, and the JSON must fit `About`.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import safetensors.numpy
import skops.io
from pydantic import ValidationError
from sklearn.pipeline import Pipeline

from satclip_backend.errors import NotFoundError, SatclipError
from satclip_backend.learning.applicability import Applicability
from satclip_backend.learning.mlp import MLPClassifier, MLPRegressor
from satclip_backend.learning.model import About, Model
from satclip_backend.learning.neighbours import NeighboursClassifier, NeighboursRegressor
from satclip_backend.outputs import new_file

JSON, SKOPS, TENSORS, SUMS = "model.json", "estimator.skops", "tensors.safetensors", "SHA256SUMS"
LARGEST = 2 << 30
"""Bytes of all that a file holds, unpacked."""
TRUSTED = ["numpy.dtype", "sklearn.ensemble._hist_gradient_boosting.predictor.TreePredictor"]
"""Types that skops does not know to be harmless. What trees point at is checked by `_check_trees`."""
PREPARED = {"Pipeline", "SimpleImputer", "StandardScaler"}
BOOSTED = {"Pipeline", "TreePredictor", "_BinMapper", "LabelEncoder", "Interval"}
LOSSES = {"HalfBinomialLoss", "CyHalfBinomialLoss", "LogitLink"}
LOSSES |= {"HalfMultinomialLoss", "CyHalfMultinomialLoss", "MultinomialLogit"}
OBJECTS = {
    ("linear", "regression"): PREPARED | {"Ridge"},
    ("linear", "classification"): PREPARED | {"LogisticRegression"},
    ("boosting", "regression"): BOOSTED
    | {"HistGradientBoostingRegressor", "HalfSquaredError", "CyHalfSquaredError", "IdentityLink"},
    ("boosting", "classification"): BOOSTED | LOSSES | {"HistGradientBoostingClassifier"},
    ("neighbours", "regression"): {"Pipeline"},
    ("neighbours", "classification"): {"Pipeline"},
    ("mlp", "regression"): PREPARED,
    ("mlp", "classification"): PREPARED,
}
"""Of each estimator, scikit-learn's classes that it consists of, at any depth: one of another kind, well hidden, could
be walked unchecked."""
VALUES = {
    "DictNode",
    "ListNode",
    "TupleNode",
    "JsonNode",
    "TypeNode",
    "NdArrayNode",
    "DTypeNode",
    "RandomGeneratorNode",
}
"""How skops calls values, besides objects: there are no functions among them."""
STEPS = {
    "linear": ["impute", "scale", "model"],
    "boosting": ["model"],
    "neighbours": ["model"],
    "mlp": ["impute", "scale", "model"],
}
OWN = {
    ("neighbours", "regression"): NeighboursRegressor,
    ("neighbours", "classification"): NeighboursClassifier,
    ("mlp", "regression"): MLPRegressor,
    ("mlp", "classification"): MLPClassifier,
}


def write_model(path: Path, model: Model) -> None:
    """Write a model, whole or not at all. Raises SatclipError where the folder can't be written."""
    about, pipeline = model.about, model.pipeline
    tensors = {f"applicability.{name}": value for name, value in model.applicability.to_tensors().items()}
    tensors |= {"places": model.places, "fill": model.fill}
    last = pipeline[-1]
    if (about.estimator, about.task) in OWN:
        tensors |= {f"estimator.{name}": value for name, value in last.tensors().items()}
        pipeline = Pipeline([*pipeline.steps[:-1], ("model", "passthrough")])
    members = {
        JSON: about.model_dump_json(indent=1).encode(),
        SKOPS: skops.io.dumps(pipeline),
        TENSORS: safetensors.numpy.save(
            {name: np.ascontiguousarray(value) for name, value in tensors.items()}
        ),
    }
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in members.items())
    with new_file(path) as target, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as file:
        for name, data in {**members, SUMS: sums.encode()}.items():
            file.writestr(name, data)


def read_about(path: Path, called: str = "") -> About:
    """What a model file says of itself, without its arrays. Raises as `read_model`."""
    called = called or path.name
    return _about(called, _members(path, called)[JSON])


def read_model(path: Path, called: str = "") -> Model:
    """The model in a file. Raises NotFoundError, or SatclipError where the file, `called` so for a reader, is cut,
    altered or no model.
    """
    called = called or path.name
    members = _members(path, called)
    about = _about(called, members[JSON])
    try:
        tensors = safetensors.numpy.load(members[TENSORS])
        pipeline = _pipeline(about, members[SKOPS])
        if own := OWN.get((about.estimator, about.task)):
            parts = {
                n.removeprefix("estimator."): v for n, v in tensors.items() if n.startswith("estimator.")
            }
            _check_finite(parts)
            pipeline = Pipeline([*pipeline.steps[:-1], ("model", own().restore(parts))])
        applicability = Applicability.from_tensors(
            {
                n.removeprefix("applicability."): v
                for n, v in tensors.items()
                if n.startswith("applicability.")
            }
        )
        model = Model(about, pipeline, applicability, tensors["places"], tensors["fill"])
        _try_out(model)
    except (_Hostile, SatclipError) as error:
        raise _refused(called, str(error)) from error
    except MemoryError as error:
        raise SatclipError(f"{called} needs more memory than there is: close other programs.") from error
    except Exception as error:  # whatever the libraries make of parts that don't fit each other
        raise _refused(called, "its parts do not fit together") from error
    return model


class _Hostile(Exception):
    """Something that a model file of this program never holds."""


def _refused(called: str, reason: str) -> SatclipError:
    return SatclipError(
        f"{called} is no whole model of this program: {reason}. Get the file again, or fit the model anew."
    )


def _members(path: Path, called: str) -> dict[str, bytes]:
    if not path.is_file():
        raise NotFoundError(f"There is no file {path}.")
    try:
        with zipfile.ZipFile(path) as file:
            infos = {info.filename: info for info in file.infolist()}
            if set(infos) != {JSON, SKOPS, TENSORS, SUMS} or len(file.infolist()) != len(infos):
                raise _refused(called, "it holds other parts")
            if any(info.compress_type != zipfile.ZIP_STORED for info in infos.values()):
                raise _refused(called, "its parts are packed in another way")
            if sum(info.file_size for info in infos.values()) > min(LARGEST, path.stat().st_size):
                raise _refused(called, "it says that it is larger than it is")
            members = {name: file.read(name) for name in infos}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError) as error:
        raise _refused(called, "it is cut short or damaged") from error
    sums = "".join(f"{hashlib.sha256(members[n]).hexdigest()}  {n}\n" for n in (JSON, SKOPS, TENSORS))
    if sums.encode() != members[SUMS]:
        raise _refused(called, "its parts were altered")
    return members


def _about(called: str, data: bytes) -> About:
    try:
        return About.model_validate_json(data)
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise _refused(called, f"what it says of {where or 'itself'} can't be read") from error


def _pipeline(about: About, data: bytes) -> Pipeline:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        if any(info.compress_type != zipfile.ZIP_STORED for info in file.infolist()):
            raise _Hostile("its estimator is packed in another way")
        schema = json.loads(file.read("schema.json"))
    objects = set(_objects(schema))
    strange = objects - set().union(*OBJECTS.values())
    strange |= set(skops.io.get_untrusted_types(data=data)) - set(TRUSTED)
    if strange:
        raise _Hostile(f"it holds {', '.join(sorted(strange))}, which is never loaded")
    another = _Hostile(f"its estimator is not the {about.estimator} one that it names")
    if not objects <= OBJECTS[about.estimator, about.task]:
        raise another
    pipeline: Any = skops.io.loads(data, trusted=TRUSTED)
    if not isinstance(pipeline, Pipeline) or [name for name, _ in pipeline.steps] != STEPS[about.estimator]:
        raise another
    if about.estimator == "boosting":
        _check_trees(pipeline[-1], about.features.width)
    return pipeline


def _objects(node: Any) -> Iterator[str]:
    """Classes of all objects in a schema of skops, and functions and whatever else is no mere value."""
    if isinstance(node, dict):
        if "__loader__" in node and node["__loader__"] not in VALUES:
            ours = node["__loader__"] in ("ObjectNode", "LossNode") and node["__module__"].startswith(
                "sklearn."
            )
            yield node["__class__"] if ours else f"{node['__module__']}.{node['__class__']}"
        node = list(node.values())
    if isinstance(node, list):
        for part in node:
            yield from _objects(part)


def _check_trees(boosting: Any, width: int) -> None:
    """Trees are walked without bounds checks: each child must lie below its parent, each feature must exist."""
    if boosting._preprocessor is not None:
        raise _Hostile("its estimator prepares features, which those of this program do not")
    for trees in boosting._predictors:
        for tree in trees:
            nodes = tree.nodes
            inner = nodes["is_leaf"] == 0
            own = np.arange(len(nodes))[inner]
            for side in ("left", "right"):
                if (nodes[side][inner] <= own).any() or (nodes[side][inner] >= len(nodes)).any():
                    raise _Hostile("a tree of its estimator points outside of itself")
            wrong = (nodes["feature_idx"][inner] < 0) | (nodes["feature_idx"][inner] >= width)
            if (
                len(nodes) == 0
                or wrong.any()
                or nodes["is_categorical"].any()
                or not np.isfinite(nodes["value"]).all()
            ):
                raise _Hostile("a tree of its estimator asks for features that are not there")


def _check_finite(tensors: dict[str, np.ndarray]) -> None:
    for name, value in tensors.items():
        if not np.isfinite(value).all():
            raise _Hostile(f"{name} of its estimator is not finite")


def _try_out(model: Model) -> None:
    """Predict the first places with made-up features: parts that don't fit each other show here."""
    width = model.about.features.width
    places = model.places
    if places.ndim != 2 or places.shape[1:] != (2,) or not len(places) or not np.isfinite(places).all():
        raise _Hostile("its places are no longitudes and latitudes")
    if model.fill.shape != (width,) or not np.isfinite(model.fill).all():
        raise _Hostile("it lacks what stands in for missing numbers")
    made = model.raw(np.tile(model.fill, (2, 1)))
    model.judged(
        places[:1].repeat(2, axis=0), made, model.applicability.dissimilarity(np.tile(model.fill, (2, 1)))
    )
    wanted = (2,) if model.about.task == "regression" else (2, len(model.about.classes))
    if made.shape != wanted or not np.isfinite(made).all():
        raise _Hostile("its estimator gives no usable predictions")
