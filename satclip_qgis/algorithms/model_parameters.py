"""Parameters, uploads, jobs and files of the algorithms that fit or use models."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from satclip_qgis import settings
from satclip_qgis.algorithms.common import backend_for, with_help
from satclip_qgis.algorithms.field_columns import columns_of
from satclip_qgis.algorithms.map_parameters import LONLAT, progress_to
from satclip_qgis.bridge.backend import Backend
from satclip_qgis.bridge.columns import pack, unpack
from satclip_qgis.extents import extent_in
from satclip_qgis.i18n import tr

INPUT, TARGET, TASK, UNITS = "INPUT", "TARGET", "TASK", "UNITS"
FIELDS, WEIGHTS, GROUPS = "FIELDS", "WEIGHTS", "GROUPS"
ENCODERS, COORDINATES, ESTIMATOR = "ENCODERS", "COORDINATES", "ESTIMATOR"
FOLDS, FOLD_COUNT, BLOCK_SIZE, AREA, CONFIDENCE, SEED = (
    "FOLDS",
    "FOLD_COUNT",
    "BLOCK_SIZE",
    "AREA",
    "CONFIDENCE",
    "SEED",
)
MODEL_FILE, REPORT = "MODEL_FILE", "REPORT"
TASKS = ("auto", "regression", "classification")
ESTIMATORS = ("boosting", "linear", "neighbours", "mlp", "auto")
FOLD_KINDS = ("knndm", "blocks", "groups", "random")
ANY_FIELD = QgsProcessingParameterField.DataType.Any
NUMERIC = QgsProcessingParameterField.DataType.Numeric


def add_layer_parameters(algorithm: QgsProcessingAlgorithm) -> None:
    """Add the parameters for the layer and the target field."""
    algorithm.addParameter(
        with_help(
            QgsProcessingParameterFeatureSource(
                INPUT, tr("Layer"), [QgsProcessing.SourceType.TypeVectorAnyGeometry]
            ),
            tr("Points, lines or polygons in any CRS. A line or polygon is represented by a point on it."),
        )
    )
    algorithm.addParameter(
        with_help(
            QgsProcessingParameterField(
                TARGET, tr("Target field"), parentLayerParameterName=INPUT, type=ANY_FIELD
            ),
            tr("The field that the model predicts. Features without a value are skipped."),
        )
    )


def add_model_parameters(algorithm: QgsProcessingAlgorithm, estimators: Sequence[str]) -> None:
    """Add the estimator, and the other settings of a model as advanced parameters."""
    labels = {
        "boosting": tr("Gradient boosting"),
        "linear": tr("Linear (ridge or logistic regression)"),
        "neighbours": tr("Nearest neighbours (no embeddings)"),
        "mlp": tr("Neural network (MLP)"),
        "auto": tr("Automatic (best score)"),
    }
    algorithm.addParameter(
        with_help(
            QgsProcessingParameterEnum(
                ESTIMATOR, tr("Estimator"), [labels[name] for name in estimators], defaultValue=0
            ),
            tr("Gradient boosting suits most target fields. The linear model is the fastest one."),
        )
    )
    advanced = [
        with_help(
            QgsProcessingParameterField(
                FIELDS,
                tr("Additional predictor fields"),
                parentLayerParameterName=INPUT,
                type=ANY_FIELD,
                allowMultiple=True,
                optional=True,
            ),
            tr(
                "Fields that are used as predictors together with the embeddings. Layers to predict need "
                "the same fields. Prediction maps are not possible with additional fields."
            ),
        ),
        with_help(
            QgsProcessingParameterBoolean(COORDINATES, tr("Use coordinates as predictors"), False),
            tr("Adds the coordinates (x, y, z on the unit sphere) to the predictors."),
        ),
        with_help(
            QgsProcessingParameterEnum(
                TASK,
                tr("Model type"),
                [
                    tr("Automatic"),
                    tr("Regression"),
                    tr("Classification"),
                ],
                defaultValue=0,
            ),
            tr(
                "“Automatic” uses regression for numbers, and classification for text, booleans and "
                "integers with at most 10 distinct values."
            ),
        ),
        with_help(
            QgsProcessingParameterString(UNITS, tr("Units of the target field"), "", optional=True),
            tr("Shown in the report and in legends."),
        ),
        with_help(
            QgsProcessingParameterField(
                WEIGHTS, tr("Weight field"), parentLayerParameterName=INPUT, type=NUMERIC, optional=True
            ),
            tr("Sample weights."),
        ),
        with_help(
            QgsProcessingParameterField(
                GROUPS,
                tr("Group field"),
                parentLayerParameterName=INPUT,
                type=ANY_FIELD,
                optional=True,
            ),
            tr("Region, site or campaign of each feature, for leave-one-group-out cross-validation."),
        ),
        with_help(
            QgsProcessingParameterEnum(
                FOLDS,
                tr("Cross-validation"),
                [
                    tr("Match prediction distances (kNNDM)"),
                    tr("Spatial blocks of equal area"),
                    tr("Leave one group out"),
                    tr("Random folds (optimistic)"),
                ],
                defaultValue=0,
            ),
            tr(
                "How the folds are split. kNNDM matches the distances between test and training points to "
                "the distances from the prediction area to the points. Random folds give optimistic "
                "scores, because nearby points are similar."
            ),
        ),
        QgsProcessingParameterNumber(
            FOLD_COUNT,
            tr("Number of folds"),
            QgsProcessingParameterNumber.Type.Integer,
            defaultValue=5,
            minValue=2,
            maxValue=20,
        ),
        with_help(
            QgsProcessingParameterNumber(
                BLOCK_SIZE,
                tr("Block size in km (0: automatic)"),
                QgsProcessingParameterNumber.Type.Double,
                defaultValue=0,
                minValue=0,
                maxValue=20_000,
            ),
            tr("Side length of the spatial blocks. 0 uses the autocorrelation range of the residuals."),
        ),
        with_help(
            QgsProcessingParameterExtent(AREA, tr("Prediction area"), optional=True),
            tr(
                "The area for which you need predictions. It determines the kNNDM folds and the reported "
                "area of applicability. Default: the area around the features of the layer."
            ),
        ),
        QgsProcessingParameterNumber(
            SEED, tr("Random seed"), QgsProcessingParameterNumber.Type.Integer, defaultValue=0, minValue=0
        ),
    ]
    for parameter in advanced:
        parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
        algorithm.addParameter(parameter)


def encoders_parameter() -> QgsProcessingParameterString:
    """A parameter for comma-separated encoder ids. It is a text, since a list would allow one choice only."""
    parameter = QgsProcessingParameterString(
        ENCODERS, tr("Encoders (comma-separated ids)"), settings.BUNDLED, optional=True
    )
    parameter.setHelp(
        tr("Installed encoders: {encoders}").format(encoders=", ".join(settings.known_encoders()))
    )
    return parameter


def encoders_of(
    algorithm: QgsProcessingAlgorithm, parameters: dict, context: QgsProcessingContext
) -> list[str]:
    """The encoder ids."""
    text = algorithm.parameterAsString(parameters, ENCODERS, context)
    return [part.strip() for part in text.split(",") if part.strip()]


def model_file_parameter() -> QgsProcessingParameterFile:
    """A parameter for an existing model file."""
    return QgsProcessingParameterFile(
        MODEL_FILE, tr("Model"), extension="satclip", fileFilter=tr("SatCLIP models (*.satclip)")
    )


def report_parameter() -> QgsProcessingParameterFileDestination:
    """A parameter for the report file."""
    return QgsProcessingParameterFileDestination(
        REPORT, tr("Report"), fileFilter=tr("HTML files (*.html)"), optional=True, createByDefault=True
    )


def area_of(
    algorithm: QgsProcessingAlgorithm, parameters: dict, context: QgsProcessingContext
) -> list[float] | None:
    """The area in degrees, or None. To be called in the main thread."""
    if parameters.get(AREA) in (None, ""):
        return None
    lonlat = QgsCoordinateReferenceSystem(LONLAT)
    return list(extent_in(algorithm, parameters, AREA, lonlat, context))


def fit_config_of(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict,
    context: QgsProcessingContext,
    encoders: Sequence[str],
    estimators: Sequence[str],
    area: list[float] | None,
) -> dict[str, Any]:
    """The settings of a model, as inputs of the backend's processes."""

    def text(name: str) -> str:
        return algorithm.parameterAsString(parameters, name, context).strip()

    def choice(name: str, values: Sequence[str]) -> str:
        return values[algorithm.parameterAsEnum(parameters, name, context)]

    config = {
        "target": text(TARGET),
        "task": choice(TASK, TASKS),
        "units": text(UNITS),
        "weights": text(WEIGHTS) or None,
        "groups": text(GROUPS) or None,
        "fields": algorithm.parameterAsFields(parameters, FIELDS, context),
        "encoders": list(encoders),
        "coordinates": algorithm.parameterAsBool(parameters, COORDINATES, context),
        "estimator": choice(ESTIMATOR, estimators),
        "folds": choice(FOLDS, FOLD_KINDS),
        "fold_count": algorithm.parameterAsInt(parameters, FOLD_COUNT, context),
        "block_size_km": algorithm.parameterAsDouble(parameters, BLOCK_SIZE, context) or None,
        "area": area,
        "seed": algorithm.parameterAsInt(parameters, SEED, context),
    }
    if config["folds"] == "groups" and config["groups"] is None:
        raise QgsProcessingException(
            tr("Leave-one-group-out cross-validation (FOLDS) needs a group field (GROUPS).")
        )
    return config


def fields_of(config: dict[str, Any]) -> list[str]:
    """Names of the layer's fields that a model needs, without duplicates."""
    names = [config["target"], config["weights"], config["groups"], *config["fields"]]
    return list(dict.fromkeys(name for name in names if name))


def source_of(
    algorithm: QgsProcessingAlgorithm, parameters: dict, context: QgsProcessingContext
) -> QgsProcessingFeatureSource:
    """The input layer. Raises QgsProcessingException if it can't be loaded."""
    source = algorithm.parameterAsSource(parameters, INPUT, context)
    if source is None:
        raise QgsProcessingException(algorithm.invalidSourceError(parameters, INPUT))
    return source


def model_path(algorithm: QgsProcessingAlgorithm, parameters: dict, context: QgsProcessingContext) -> Path:
    """The path of the model file. Raises QgsProcessingException if it does not exist."""
    path = Path(algorithm.parameterAsFile(parameters, MODEL_FILE, context))
    if not path.is_file():
        raise QgsProcessingException(
            tr("The model file {path} (MODEL_FILE) does not exist.").format(path=path)
        )
    return path


class Learning:
    """A job of the backend with its uploads. Use `learning` to create and clean up one."""

    def __init__(self, backend: Backend, feedback: QgsProcessingFeedback) -> None:
        self.backend, self.feedback = backend, feedback
        self.uploads: list[str] = []
        self.job = ""

    def upload_layer(self, source, names: Sequence[str], context: QgsProcessingContext) -> str:
        """Upload the coordinates and fields of a layer."""
        self.feedback.setProgressText(tr("Reading the layer"))
        return self.upload(pack(*columns_of(source, names, context, self.feedback)))

    def upload(self, data: bytes | Path) -> str:
        """Upload bytes or a file; returns the id for the job's inputs."""
        self.uploads.append(self.backend.upload(data))
        return self.uploads[-1]

    def run(self, process: str, inputs: dict[str, Any]) -> dict[str, Any]:
        """Run the job to its end, and return its results."""
        self.job, results = self.backend.run_job(process, inputs, progress_to(self.feedback, 5, 95))
        return results

    def save(self, output: str, target: str | Path) -> None:
        """Save an output file of the job."""
        self.backend.save_output(self.job, output, Path(target), lambda done: None)

    def columns(self, output: str) -> tuple[np.ndarray, dict]:
        """Coordinates (n, 2) and columns of an output table of the job."""
        with TemporaryDirectory(prefix="satclip-") as folder:
            path = Path(folder) / "columns.npz"
            self.save(output, path)
            return unpack(path)


@contextmanager
def learning(feedback: QgsProcessingFeedback) -> Iterator[Learning]:
    """A context for a job with uploads. Both are deleted at the end."""
    work = Learning(backend_for(feedback), feedback)
    try:
        yield work
    finally:
        if work.job:
            work.backend.discard_job(work.job)
        for upload in work.uploads:
            work.backend.discard_upload(upload)


def tell(feedback: QgsProcessingFeedback, summary: dict[str, Any]) -> None:
    """Log skipped features and warnings."""
    for dropped in summary["dropped"]:
        feedback.pushWarning(
            tr("{count} features were skipped: {reason}.").format(
                count=dropped["rows"], reason=dropped["reason"]
            )
        )
    for warning in summary["warnings"]:
        feedback.pushWarning(warning)
