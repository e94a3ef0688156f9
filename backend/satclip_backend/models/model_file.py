"""Model files: a zip archive of model.json, estimator.skops (scikit-learn objects) and tensors.safetensors.

A stacked ensemble has a .skops file for each of its models instead.

Model files are safe to open: nothing is unpickled or executed. skops only builds the types of such an
estimator, trees are validated before use, and the JSON must be valid `ModelMetadata`.
"""

from __future__ import annotations

import hashlib
import io
import json
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Union

import numpy as np
import safetensors.numpy
import sklearn
import skops.io
from pydantic import ValidationError
from sklearn.exceptions import InconsistentVersionWarning
from sklearn.impute import SimpleImputer
from sklearn.pipeline import Pipeline

from satclip_backend.encoders.families.year import TERMS
from satclip_backend.errors import SatclipError
from satclip_backend.input_files import check_file
from satclip_backend.models.applicability import Applicability
from satclip_backend.models.estimators import WITHOUT_EMBEDDINGS
from satclip_backend.models.features import COORDINATES
from satclip_backend.models.kriging import KrigingClassifier, KrigingRegressor
from satclip_backend.models.mlp import MLPClassifier, MLPRegressor
from satclip_backend.models.model import Model, ModelMetadata
from satclip_backend.models.model_checks import (
    Hostile,
    check_axes,
    check_fitted,
    check_own,
    check_products,
    check_repeated,
    check_weights,
    try_out,
)
from satclip_backend.models.month_features import MonthProducts, RepeatedMonth
from satclip_backend.models.neighbours import NeighboursClassifier, NeighboursRegressor
from satclip_backend.models.oblique import ObliqueCoordinates
from satclip_backend.models.stacking import Stack, Weights
from satclip_backend.outputs import atomic_write
from satclip_backend.translation import gettext_lazy as _

JSON, TENSORS, SUMS = "model.json", "tensors.safetensors", "SHA256SUMS"
SKOPS = {
    ("estimator.skops",),
    ("linear.skops", "boosting.skops", "kriging.skops"),
    ("linear.skops", "kriging.skops"),
}
"""Names of the estimator files, of one estimator or of a stacked ensemble."""
LARGEST = 2 << 30
"""Largest unpacked size of a file in bytes."""
LARGEST_JSON = 16 << 20
"""Largest size of a JSON text in bytes. That of 600 trees has 3 MB.

Python objects take about thirty times as much memory.
"""
LOSS_MODULES = "_loss", "sklearn._loss._loss"
"""Module name of scikit-learn's losses before release 1.8, and since."""
TRUSTED = [
    "numpy.dtype",
    "sklearn.ensemble._hist_gradient_boosting.predictor.TreePredictor",
    *(f"sklearn._loss._loss.CyHalf{name}" for name in ("SquaredError", "BinomialLoss", "MultinomialLoss")),
]
"""Types that skops, or an older scikit-learn, does not list as trusted. `check_fitted` checks the trees."""
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
    ("kriging", "regression"): {"Pipeline"},
    ("kriging", "classification"): {"Pipeline"},
}
"""Classes of scikit-learn objects, at any depth, in the file of each estimator.

An object of another class would not be checked.
"""
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
"""skops's node types of plain values. Functions are not among them."""
STEPS = {
    "linear": ["impute", "scale", "products", "model"],
    "boosting": ["repeated", "oblique", "model"],
    "neighbours": ["model"],
    "mlp": ["impute", "scale", "model"],
    "kriging": ["model"],
}
TRANSFORMERS = {"repeated": ["repetitions"], "oblique": ["axes"], "products": ["components", "factors"]}
"""Steps that are transformers of this package, and not in all models. Their arrays are stored as tensors."""
Transformer = Union[RepeatedMonth, ObliqueCoordinates, MonthProducts]
OWN = {
    ("neighbours", "regression"): NeighboursRegressor,
    ("neighbours", "classification"): NeighboursClassifier,
    ("mlp", "regression"): MLPRegressor,
    ("mlp", "classification"): MLPClassifier,
    ("kriging", "regression"): KrigingRegressor,
    ("kriging", "classification"): KrigingClassifier,
}


def write_model(path: Path, model: Model) -> None:
    """Write a model file atomically. Raises SatclipError if the folder is not writable."""
    metadata, stack = model.metadata, model.pipeline[-1]
    tensors = {f"applicability.{name}": value for name, value in model.applicability.to_tensors().items()}
    tensors |= {"places": model.training_lonlat, "fill": model.feature_means}
    pipelines = {"estimator": model.pipeline}
    if isinstance(stack, Stack):
        pipelines = stack.parts
        tensors |= {"weights": stack.weights.of, "constant": np.array([stack.weights.constant])}
    for name, pipeline in pipelines.items():
        stored = dict(pipeline.steps)
        for step, arrays in TRANSFORMERS.items():
            if step in stored:
                tensors |= {f"{name}.{array}": getattr(stored[step], array) for array in arrays}
                stored[step] = "passthrough"
        if (metadata.estimator if name == "estimator" else name, metadata.task) in OWN:
            tensors |= {f"{name}.{key}": value for key, value in pipeline[-1].tensors().items()}
            stored["model"] = "passthrough"
        pipelines = {**pipelines, name: Pipeline(list(stored.items()))}
    members = {
        JSON: metadata.model_dump_json(indent=1).encode(),
        **{f"{name}.skops": skops.io.dumps(pipeline) for name, pipeline in pipelines.items()},
        TENSORS: safetensors.numpy.save(
            {name: np.ascontiguousarray(value) for name, value in tensors.items()}
        ),
    }
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in members.items())
    with atomic_write(path) as target:
        target.write_bytes(_zipped({**members, SUMS: sums.encode()}))


def read_metadata(path: Path, called: str = "") -> ModelMetadata:
    """Read the metadata of a model file, without its arrays. Raises the same exceptions as `read_model`."""
    called = called or path.name
    return _metadata(called, _members(path, called)[JSON])


def read_model(path: Path, called: str = "") -> Model:
    """Read a model file.

    `called` is its name in messages. Raises NotFoundError, or SatclipError if the file is truncated, altered
    or not a model.
    """
    called = called or path.name
    members = _members(path, called)
    metadata = _metadata(called, members[JSON])
    try:
        tensors = safetensors.numpy.load(members[TENSORS])
        if metadata.estimator == "stacking":
            pipeline = Pipeline([("model", _stack(metadata, members, tensors))])
        else:
            pipeline = _estimator(metadata, "estimator", members, tensors)
        applicability = Applicability.from_tensors(_of(tensors, "applicability"))
        model = Model(metadata, pipeline, applicability, tensors["places"], tensors["fill"])
        try_out(model)
    except (Hostile, SatclipError) as error:
        raise _not_opened(called, metadata, str(error)) from error
    except MemoryError as error:
        raise SatclipError(
            _("{called} does not fit into memory: close other programs.", called=called)
        ) from error
    except Exception as error:  # libraries raise various exceptions for inconsistent parts
        raise _not_opened(called, metadata, _("its parts do not fit together")) from error
    return model


def _zipped(members: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return target.getvalue()


def _not_opened(called: str, metadata: ModelMetadata, reason: str) -> SatclipError:
    fitted = metadata.provenance.get("scikit-learn", sklearn.__version__)[:20]
    if fitted == sklearn.__version__:
        return _refused(called, reason)
    return SatclipError(
        _(
            "{called} was fitted with scikit-learn {fitted} and can't be opened with {version}, which is "
            "installed here: {reason}. Install the plugin or the backend in the version that fitted it, "
            "or fit the model again.",
            called=called,
            fitted=fitted,
            version=sklearn.__version__,
            reason=reason,
        )
    )


def _refused(called: str, reason: str) -> SatclipError:
    return SatclipError(
        _(
            "{called} is not a valid SatCLIP model: {reason}. Get the file again, or fit the model again.",
            called=called,
            reason=reason,
        )
    )


def _members(path: Path, called: str) -> dict[str, bytes]:
    check_file(path)
    try:
        with zipfile.ZipFile(path) as file:
            infos = {info.filename: info for info in file.infolist()}
            own = tuple(name for name in infos if name.endswith(".skops"))
            if (
                own not in SKOPS
                or set(infos) != {JSON, *own, TENSORS, SUMS}
                or len(file.infolist()) != len(infos)
            ):
                raise _refused(called, _("it has unexpected parts"))
            if any(info.compress_type != zipfile.ZIP_STORED for info in infos.values()):
                raise _refused(called, _("its parts are compressed"))
            if sum(info.file_size for info in infos.values()) > min(LARGEST, path.stat().st_size):
                raise _refused(called, _("its parts are larger than the file"))
            if infos[JSON].file_size > LARGEST_JSON:
                raise _refused(called, _("its metadata are too long"))
            members = {name: file.read(name) for name in infos}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError) as error:
        raise _refused(called, _("it is cut short or damaged")) from error
    sums = "".join(f"{hashlib.sha256(members[n]).hexdigest()}  {n}\n" for n in (JSON, *own, TENSORS))
    if sums.encode() != members[SUMS]:
        raise _refused(called, _("its parts were altered"))
    return members


def _metadata(called: str, data: bytes) -> ModelMetadata:
    try:
        return ModelMetadata.model_validate_json(data)
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise _refused(called, _("its metadata are invalid ({part})", part=where or JSON)) from error


def _of(tensors: Mapping[str, np.ndarray], name: str) -> dict[str, np.ndarray]:
    """Return the arrays of a part, without the prefix of their names."""
    return {
        key.removeprefix(f"{name}."): value for key, value in tensors.items() if key.startswith(f"{name}.")
    }


def _stack(metadata: ModelMetadata, members: Mapping[str, bytes], tensors: Mapping[str, np.ndarray]) -> Stack:
    """Return a stacked ensemble. Each of its models is checked as if it were alone."""
    if not metadata.features.coordinates:
        raise Hostile(_("its estimators lack the coordinates"))
    kinds = [name.removesuffix(".skops") for name in members if name.endswith(".skops")]
    check_weights(tensors["weights"], tensors["constant"], len(kinds))
    parts = {}
    for kind in kinds:
        features = COORDINATES if kind in WITHOUT_EMBEDDINGS else metadata.features
        alone = metadata.model_copy(update={"estimator": kind, "features": features})
        parts[kind] = _estimator(alone, kind, members, tensors)
    weights = Weights(tensors["weights"], float(tensors["constant"][0]))
    return Stack(metadata.task, len(metadata.classes), metadata.features.coordinate_columns, parts, weights)


def _estimator(
    metadata: ModelMetadata, name: str, members: Mapping[str, bytes], tensors: Mapping[str, np.ndarray]
) -> Pipeline:
    ours: dict[str, Transformer] = {}  # fewer in files of earlier releases
    if metadata.estimator == "boosting" and f"{name}.repetitions" in tensors:
        ours["repeated"] = RepeatedMonth(metadata.features.month_columns, tensors[f"{name}.repetitions"])
        check_repeated(ours["repeated"])
    if metadata.estimator == "boosting" and f"{name}.axes" in tensors:
        ours["oblique"] = ObliqueCoordinates(metadata.features.coordinate_columns, tensors[f"{name}.axes"])
        check_axes(ours["oblique"])
    if metadata.estimator == "linear" and f"{name}.components" in tensors:
        arrays = (tensors[f"{name}.{array}"] for array in TRANSFORMERS["products"])
        ours["products"] = MonthProducts(metadata.features.month_columns, *arrays)
        check_products(ours["products"], metadata.features.width - TERMS)
    pipeline = _pipeline(metadata, members[f"{name}.skops"], ours)
    if own := OWN.get((metadata.estimator, metadata.task)):
        parts = _of(tensors, name)
        check_own(metadata, parts)
        pipeline = Pipeline([*pipeline.steps[:-1], ("model", own().restore(parts))])
    return pipeline


def _pipeline(metadata: ModelMetadata, data: bytes, ours: Mapping[str, Transformer]) -> Pipeline:
    """Load the pipeline in a skops file, converted to the installed scikit-learn, with `ours` among its steps."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        parts = file.infolist()
        packed = any(part.compress_type != zipfile.ZIP_STORED for part in parts)
        # Several entries may refer to the same bytes.
        if packed or sum(part.file_size for part in parts) > len(data):
            raise Hostile(_("its estimator is stored in an unexpected format"))
        if file.getinfo("schema.json").file_size > LARGEST_JSON:
            raise Hostile(_("its estimator has too many parts"))
        old, new = (f'"__module__": "{name}"'.encode() for name in LOSS_MODULES)
        members = {name: file.read(name) for name in file.namelist()}
    members["schema.json"] = members["schema.json"].replace(old, new)
    schema, data = json.loads(members["schema.json"]), _zipped(members)
    objects = set(_objects(schema))
    strange = objects - set().union(*OBJECTS.values())
    strange |= set(skops.io.get_untrusted_types(data=data)) - set(TRUSTED)
    if strange:
        raise Hostile(_("it holds {strange}, which is never loaded", strange=", ".join(sorted(strange))))
    another = Hostile(
        _("its estimator is not the {estimator} one that it names", estimator=metadata.estimator)
    )
    if not objects <= OBJECTS[metadata.estimator, metadata.task]:
        raise another
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", InconsistentVersionWarning)
        pipeline: Any = skops.io.loads(data, trusted=TRUSTED)
    names = [name for name in STEPS[metadata.estimator] if name in ours or name not in TRANSFORMERS]
    if not isinstance(pipeline, Pipeline) or [name for name, _ in pipeline.steps] != names:
        raise another
    pipeline = Pipeline([(name, ours.get(name, step)) for name, step in pipeline.steps])
    check_fitted(metadata, pipeline)
    return Pipeline([(name, ours.get(name) or _renewed(step)) for name, step in pipeline.steps])


def _renewed(step: Any) -> Any:
    """Add the attributes that the installed scikit-learn expects to a step fitted by another release."""
    if step == "passthrough":
        return step
    fresh = type(step)()
    if isinstance(step, SimpleImputer):
        return fresh.set_params(**step.get_params()).fit(step.statistics_[None])
    vars(fresh).update(vars(step))
    return fresh


def _objects(node: Any) -> Iterator[str]:
    """Yield the classes of all objects in a skops schema, and functions and other nodes that are not plain values."""
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
