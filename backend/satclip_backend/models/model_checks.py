"""Validation of model files beyond types: tree indices, array shapes and finite numbers.

It runs before anything is computed with them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.pipeline import Pipeline

from satclip_backend.encoders.families.year import TERMS
from satclip_backend.models.estimators import WITHOUT_EMBEDDINGS
from satclip_backend.models.mlp import HIDDEN
from satclip_backend.models.model import Model, ModelMetadata, Prediction
from satclip_backend.models.month_features import MonthProducts, RepeatedMonth
from satclip_backend.models.oblique import ObliqueCoordinates
from satclip_backend.models.prediction_fields import fields_of
from satclip_backend.translation import gettext_lazy as _

LARGEST_VALUE = 1e60
"""Largest absolute value of a coefficient, mean or scale. Products of three of them with a feature are finite."""
MOST_NEIGHBOURS = 1000
MOST_AXES = 1000


class Hostile(Exception):
    """Content that this program never writes to a model file."""


def check_fitted(metadata: ModelMetadata, pipeline: Pipeline) -> None:
    """Check the scikit-learn objects of a model. Raises Hostile."""
    width = metadata.features.width
    for step in pipeline:
        width += getattr(step, "added", 0)
        if getattr(step, "n_features_in_", width) != width:
            raise Hostile(_("its estimator was fitted on other features"))
    if metadata.estimator == "boosting":
        _check_boosting(pipeline[-1], metadata, width)
        return
    for step in pipeline:
        for name, value in vars(step).items() if not isinstance(step, str) else ():
            if not isinstance(value, np.ndarray) or value.dtype.kind != "f":
                continue
            smallest = 1 / LARGEST_VALUE if name == "scale_" else 0
            size = np.abs(value.astype(np.float64))
            if not ((size <= LARGEST_VALUE) & (size >= smallest)).all():
                raise Hostile(_("{name} of its estimator is not finite", name=name))
    if metadata.estimator == "linear":
        _check_classes(metadata, getattr(pipeline[-1], "classes_", None))


def _check_boosting(boosting: Any, metadata: ModelMetadata, width: int) -> None:
    """Check trees, which scikit-learn traverses without bounds checks: children follow their parent, features exist."""
    several = metadata.task == "classification" and len(boosting.classes_) > 2
    outputs = len(boosting.classes_) if several else 1
    mapper = boosting._bin_mapper
    if boosting._preprocessor is not None or getattr(boosting, "_in_fit", False):
        raise Hostile(_("its estimator has an unexpected preprocessing step"))
    if type(boosting.n_trees_per_iteration_) is not int or boosting.n_trees_per_iteration_ != outputs:
        raise Hostile(_("its estimator has an inconsistent number of trees"))
    if np.shape(mapper.is_categorical_) != (width,) or np.any(mapper.is_categorical_):
        raise Hostile(_("its estimator has unexpected feature types"))
    if (
        np.size(boosting._baseline_prediction) != outputs
        or not np.isfinite(boosting._baseline_prediction).all()
    ):
        raise Hostile(_("its estimator has an invalid baseline"))
    for trees in boosting._predictors:
        if len(trees) != outputs:
            raise Hostile(_("its estimator has an inconsistent number of trees"))
        for tree in trees:
            _check_tree(tree.nodes, width)
    if metadata.task == "classification":
        _check_classes(metadata, boosting.classes_)


def _check_tree(nodes: NDArray, width: int) -> None:
    inner = nodes["is_leaf"] == 0
    own = np.arange(len(nodes))[inner]
    for side in ("left", "right"):
        if (nodes[side][inner] <= own).any() or (nodes[side][inner] >= len(nodes)).any():
            raise Hostile(_("a tree of its estimator has invalid node indices"))
    wrong = (nodes["feature_idx"][inner] < 0) | (nodes["feature_idx"][inner] >= width)
    if (
        nodes.ndim != 1
        or len(nodes) == 0
        or wrong.any()
        or nodes["is_categorical"].any()
        or not (np.abs(nodes["value"]) <= LARGEST_VALUE).all()
    ):
        raise Hostile(_("a tree of its estimator uses features that do not exist"))


def check_own(metadata: ModelMetadata, parts: Mapping[str, NDArray]) -> None:
    """Check the arrays of an estimator of this package. Raises Hostile or KeyError."""
    for name, value in parts.items():
        if value.dtype.kind not in "fiu" or not (np.abs(value.astype(np.float64)) <= LARGEST_VALUE).all():
            raise Hostile(_("{name} of its estimator is not finite", name=name))
    if metadata.estimator in WITHOUT_EMBEDDINGS:
        x, y = parts["x"], parts["y"]
        if x.ndim != 2 or not len(x) or x.shape[1] != metadata.features.width or y.shape != (len(x),):
            raise Hostile(_("the training data of its estimator is inconsistent"))
        if metadata.estimator == "kriging":
            covariance = parts["covariance"]
            if covariance.shape != (2,) or not covariance[0] > 0 or not covariance[1] >= 0:
                raise Hostile(_("its estimator has no usable covariance"))
            weights = parts.get("weights", np.ones(len(x)))
            if weights.shape != (len(x),) or not (weights >= 1 / LARGEST_VALUE).all():
                raise Hostile(_("its estimator has no usable sample weights"))
        elif parts["neighbours"].shape != (1,) or not 1 <= parts["neighbours"][0] <= MOST_NEIGHBOURS:
            raise Hostile(_("its estimator has no usable number of neighbours"))
        if metadata.task == "classification":
            _check_classes(metadata, np.unique(y))
        return
    outputs = 1 if metadata.task == "regression" else len(parts["classes"])
    shapes = (parts["network.0.weight"].shape, parts["network.6.weight"].shape)
    if shapes != ((HIDDEN, metadata.features.width), (outputs, HIDDEN)):
        raise Hostile(_("the layers of its estimator do not fit its features"))
    if metadata.task == "classification":
        _check_classes(metadata, parts["classes"])
    elif parts["scale"].shape != (2,):
        raise Hostile(_("its estimator lacks the mean and standard deviation of the target"))


def check_axes(oblique: ObliqueCoordinates) -> None:
    """Check that a model has coordinates, and axes for them. Raises Hostile."""
    axes = oblique.axes
    if oblique.coordinates is None:
        raise Hostile(_("its estimators lack the coordinates"))
    usable = axes.shape == (len(axes), 3) and 0 < len(axes) <= MOST_AXES and axes.dtype.kind == "f"
    if not usable or not (np.abs(axes) <= 1).all():
        raise Hostile(_("its estimator has no usable axes"))


def check_repeated(repeated: RepeatedMonth) -> None:
    """Check that a model has a month, and a number of repetitions. Raises Hostile."""
    count = repeated.repetitions
    if repeated.month is None:
        raise Hostile(_("its estimator lacks the month"))
    if count.shape != (1,) or count.dtype.kind != "i" or not 0 <= count[0] <= MOST_AXES // TERMS:
        raise Hostile(_("its estimator was fitted on other features"))


def check_products(products: MonthProducts, width: int) -> None:
    """Check that a model has a month, and principal axes of its other `width` features. Raises Hostile."""
    axes = products.components
    if products.month is None:
        raise Hostile(_("its estimator lacks the month"))
    usable = (
        axes.shape == (len(axes), width) and 0 < len(axes) <= MOST_AXES // TERMS and axes.dtype.kind == "f"
    )
    factors = products.factors
    usable = usable and factors.shape == (2,) and factors.dtype.kind == "f"
    usable = usable and ((factors > 0) & (factors <= MOST_AXES)).all()
    if not usable or not (np.abs(axes) <= 1 + 1e-6).all():
        raise Hostile(_("its estimator has no usable axes"))


def check_weights(weights: NDArray, constant: NDArray, count: int) -> None:
    """Check the constant and the weights of `count` stacked models. Raises Hostile."""
    if weights.shape != (count,) or constant.shape != (1,):
        raise Hostile(_("its estimators have no usable weights"))
    if not ((weights >= 0) & (weights <= LARGEST_VALUE)).all() or not np.abs(constant[0]) <= LARGEST_VALUE:
        raise Hostile(_("the weights of its estimators are not finite"))


def _check_classes(metadata: ModelMetadata, classes: Any) -> None:
    """Check that class codes ascend, are unique and have names. Raises Hostile."""
    if metadata.task == "regression":
        return
    codes = np.asarray(classes)
    known = (
        codes.ndim == 1
        and len(codes)
        and codes.dtype.kind in "iu"
        and (np.diff(codes.astype(np.int64)) > 0).all()
    )
    if not known or codes[0] < 0 or codes[-1] >= len(metadata.classes):
        raise Hostile(_("its estimator has different classes"))


def try_out(model: Model) -> None:
    """Predict a few artificial features, so that inconsistent parts raise an exception. Raises Hostile."""
    width = model.metadata.features.width
    lonlat = model.training_lonlat
    on_earth = lonlat.ndim == 2 and lonlat.shape[1:] == (2,) and len(lonlat) and lonlat.dtype.kind == "f"
    if not on_earth or not (np.abs(lonlat) <= (360, 90)).all():
        raise Hostile(_("its locations are not valid longitudes and latitudes"))
    if model.feature_means.shape != (width,) or not np.isfinite(model.feature_means).all():
        raise Hostile(_("it lacks the fill values for missing numbers"))
    features = np.stack([model.feature_means, np.zeros(width), np.ones(width), -np.ones(width)]).astype(
        np.float32
    )
    raw = model.raw(features)
    dissimilarity = model.applicability.dissimilarity(features)
    prediction = Prediction(model, lonlat[:1].repeat(len(features), axis=0), raw, lambda: dissimilarity)
    wanted = () if model.metadata.task == "regression" else (len(model.metadata.classes),)
    if raw.shape != (len(features), *wanted) or not np.isfinite(raw).all():
        raise Hostile(_("its estimator gives invalid predictions"))
    for field in fields_of(model.metadata):
        field.numbers(prediction)
    if not np.isfinite(dissimilarity).all():
        raise Hostile(_("its area of applicability is invalid"))
