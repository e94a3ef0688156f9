"""Parameters for fitting and using models: the layer, the settings of a model, its file, the report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsMapLayer,
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProject,
)

from satclip_qgis.i18n import tr
from satclip_qgis.parameters.declared import (
    add,
    add_choice,
    add_field,
    add_flag,
    add_number,
    add_text,
    inputs_of,
)
from satclip_qgis.parameters.encoders import encoders_of
from satclip_qgis.parameters.extents import LONLAT, extent_in
from satclip_qgis.parameters.project_models import project_models

INPUT, AREA, AREA_POLYGONS, BACKGROUND_TABLE = "INPUT", "AREA", "AREA_POLYGONS", "BACKGROUND_TABLE"
MODEL_FILE, REPORT = "MODEL_FILE", "REPORT"
MOST_SHOWN = 5
"""Number of project models listed in the tooltip."""


def add_layer(algorithm: QgsProcessingAlgorithm, label: str, help: str) -> None:
    """Add the input layer: points, lines or polygons."""
    kinds = [QgsProcessing.SourceType.TypeVectorAnyGeometry]
    add(algorithm, QgsProcessingParameterFeatureSource(INPUT, label, kinds), help)


def add_layer_and_target(algorithm: QgsProcessingAlgorithm) -> None:
    """Add the layer and the target field."""
    help = tr("Points, lines or polygons in any CRS. A line or polygon is represented by a point on it.")
    add_layer(algorithm, tr("Layer"), help)
    help = tr("The field that the model predicts. Features without a value are skipped.")
    add_field(algorithm, "TARGET", tr("Target field"), help, INPUT)


def add_model_settings(algorithm: QgsProcessingAlgorithm, estimators: Sequence[str] = ()) -> None:
    """Add the estimator, one of `estimators` or of all, and other settings of a model as advanced parameters."""
    _add_estimator(algorithm, estimators)
    _add_predictors(algorithm)
    _add_target(algorithm)
    _add_validation(algorithm)


def _add_estimator(algorithm: QgsProcessingAlgorithm, estimators: Sequence[str]) -> None:
    labels = {
        "boosting": tr("Gradient boosting"),
        "linear": tr("Linear (ridge or logistic regression)"),
        "neighbours": tr("Nearest neighbours (no embeddings)"),
        "mlp": tr("Neural network (MLP)"),
        "auto": tr("Automatic (best score)"),
        "kriging": tr("Kriging (no embeddings)"),
        "stacking": tr("Stacked ensemble (linear, boosting and kriging)"),
    }
    add_choice(
        algorithm,
        "ESTIMATOR",
        tr("Estimator"),
        {name: labels[name] for name in estimators or labels},
        tr("The linear model is the fastest one.")
        if estimators
        else tr(
            "“Automatic” compares the linear model, gradient boosting, a stacked ensemble and models without "
            "embeddings."
        ),
    )


def _add_predictors(algorithm: QgsProcessingAlgorithm) -> None:
    add_field(
        algorithm,
        "FIELDS",
        tr("Additional predictor fields"),
        tr(
            "Fields that are used as predictors together with the embeddings. Layers to predict need "
            "the same fields. Prediction maps are not possible with additional fields."
        ),
        INPUT,
        advanced=True,
    )
    help = tr(
        "The month of the date is a predictor, also of the models without embeddings. Encoders of location and month "
        "have the embedding of that month. Features without a date get the mean over the year."
    )
    add_field(algorithm, "DATE_FIELD", tr("Date field"), help, INPUT, advanced=True)
    add_flag(
        algorithm,
        "COORDINATES",
        tr("Use coordinates as predictors"),
        tr("Adds the coordinates (x, y, z on the unit sphere) to the predictors."),
        advanced=True,
    )


def _add_target(algorithm: QgsProcessingAlgorithm) -> None:
    add_choice(
        algorithm,
        "TASK",
        tr("Model type"),
        {
            "auto": tr("Automatic"),
            "regression": tr("Regression"),
            "classification": tr("Classification"),
        },
        tr(
            "“Automatic” uses regression for numbers, and classification for text, booleans and "
            "integers with at most 10 distinct values."
        ),
        advanced=True,
    )
    help = tr("Shown in the report and in legends.")
    add_text(algorithm, "UNITS", tr("Units of the target field"), help, advanced=True)
    add_field(
        algorithm,
        "WEIGHTS",
        tr("Weight field"),
        tr("Sample weights."),
        INPUT,
        kind=QgsProcessingParameterField.DataType.Numeric,
        advanced=True,
    )
    help = tr("Region, site or campaign of each feature, for leave-one-group-out cross-validation.")
    add_field(algorithm, "GROUPS", tr("Group field"), help, INPUT, advanced=True)


def _add_validation(algorithm: QgsProcessingAlgorithm) -> None:
    add_choice(
        algorithm,
        "FOLDS",
        tr("Cross-validation"),
        {
            "knndm": tr("Match prediction distances (kNNDM)"),
            "blocks": tr("Spatial blocks of equal area"),
            "groups": tr("Leave one group out"),
            "random": tr("Random folds (optimistic)"),
        },
        tr(
            "How the folds are split. kNNDM matches the distances between test and training points to "
            "the distances from the prediction area to the points. Random folds give optimistic "
            "scores, because nearby points are similar."
        ),
        advanced=True,
    )
    add_number(algorithm, "FOLD_COUNT", tr("Number of folds"), advanced=True)
    add_number(
        algorithm,
        "BLOCK_SIZE",
        tr("Block size in km (0: automatic)"),
        tr("Side length of the spatial blocks. 0 uses the autocorrelation range of the residuals."),
        input="block_size_km",
        empty=0,
        advanced=True,
    )
    help = tr(
        "The area for which you need predictions. It determines the kNNDM folds and the reported "
        "area of applicability. Default: the land in the extent of the features, or the sea if they lie at sea."
    )
    area = QgsProcessingParameterExtent(AREA, tr("Prediction area"), optional=True)
    add(algorithm, area, help, advanced=True)
    kinds = [QgsProcessing.SourceType.TypeVectorPolygon]
    polygons = QgsProcessingParameterFeatureSource(
        AREA_POLYGONS, tr("Or polygons of the prediction area"), kinds, optional=True
    )
    help = tr(
        "The polygons for which you need predictions, such as catchments or countries, instead of an extent."
    )
    add(algorithm, polygons, help, advanced=True)
    add_number(algorithm, "SEED", tr("Random seed"), advanced=True)


def add_model_file(algorithm: QgsProcessingAlgorithm) -> None:
    """Add an existing model file. Dialogs select the last model that was fitted in the project."""
    files = tr("SatCLIP models (*.satclip)")
    parameter = QgsProcessingParameterFile(MODEL_FILE, tr("Model"), extension="satclip", fileFilter=files)
    models = [str(model) for model in project_models(QgsProject.instance())]
    help = ""
    if models:
        parameter.setGuiDefaultValueOverride(models[0])  # scripts and qgis_process have no default
        help = tr("Models fitted in this project: {models}").format(models=", ".join(models[:MOST_SHOWN]))
    add(algorithm, parameter, help)


def add_background_layer(algorithm: QgsProcessingAlgorithm, help: str) -> None:
    """Add the layer of target-group records, for presence-only data."""
    layer = QgsProcessingParameterFeatureSource(
        BACKGROUND_TABLE,
        tr("Background layer (target group)"),
        [QgsProcessing.SourceType.TypeVectorAnyGeometry],
        optional=True,
    )
    add(algorithm, layer, help, advanced=True)


def add_report(algorithm: QgsProcessingAlgorithm) -> None:
    """Add the report file."""
    files = tr("HTML files (*.html)")
    add(algorithm, QgsProcessingParameterFileDestination(REPORT, tr("Report"), files, None, True, True))


def area_of(
    algorithm: QgsProcessingAlgorithm, parameters: dict, context: QgsProcessingContext, name: str = AREA
) -> list[float] | None:
    """Return an optional extent in degrees (west, south, east, north), or None. Call it in the main thread."""
    if parameters.get(name) in (None, ""):
        return None
    lonlat = QgsCoordinateReferenceSystem(LONLAT)
    return list(extent_in(algorithm, parameters, name, lonlat, context))


def model_settings_of(
    algorithm: QgsProcessingAlgorithm, parameters: dict, context: QgsProcessingContext
) -> dict[str, Any]:
    """Return the settings of a model, except for its prediction area, as inputs of the process."""
    encoders = encoders_of(algorithm, parameters, context)
    settings = {**inputs_of(algorithm, parameters, context), "encoders": encoders}
    if settings["folds"] == "groups" and settings["groups"] is None:
        raise QgsProcessingException(
            tr("Leave-one-group-out cross-validation (FOLDS) needs a group field (GROUPS).")
        )
    return settings


def fields_of(settings: dict[str, Any]) -> list[str]:
    """Return the names of the layer's fields that a model needs, without duplicates."""
    names = [settings[name] for name in ("target", "weights", "groups", "date_field")]
    return list(dict.fromkeys(name for name in [*names, *settings["fields"]] if name))


def background_fields_of(settings: dict[str, Any]) -> list[str]:
    """Return the names of the fields of target-group records that a model needs: predictors and dates."""
    dates = [settings["date_field"]] if settings["date_field"] else []
    return list(dict.fromkeys([*settings["fields"], *dates]))


def area_polygons_of(
    algorithm: QgsProcessingAlgorithm, parameters: dict, context: QgsProcessingContext
) -> QgsProcessingFeatureSource | None:
    """Return the layer of polygons of the prediction area, or None.

    Raises QgsProcessingException if it can't be loaded.
    """
    given = parameters.get(AREA_POLYGONS) not in (None, "")
    return source_of(algorithm, parameters, context, AREA_POLYGONS) if given else None


def background_of(
    algorithm: QgsProcessingAlgorithm, parameters: dict, context: QgsProcessingContext
) -> QgsProcessingFeatureSource | None:
    """Return the layer of target-group records, or None. Raises QgsProcessingException if it can't be loaded."""
    given = parameters.get(BACKGROUND_TABLE) not in (None, "")
    return source_of(algorithm, parameters, context, BACKGROUND_TABLE) if given else None


def source_of(
    algorithm: QgsProcessingAlgorithm, parameters: dict, context: QgsProcessingContext, name: str = INPUT
) -> QgsProcessingFeatureSource:
    """Return a layer. Raises QgsProcessingException if it can't be loaded."""
    source, given = algorithm.parameterAsSource(parameters, name, context), parameters.get(name)
    if source is None or (
        isinstance(given, QgsMapLayer) and not given.isValid()
    ):  # such as one whose file is gone
        raise QgsProcessingException(algorithm.invalidSourceError(parameters, name))
    return source


def model_path(algorithm: QgsProcessingAlgorithm, parameters: dict, context: QgsProcessingContext) -> Path:
    """Return the path of the model file. Raises QgsProcessingException if it does not exist."""
    path = Path(algorithm.parameterAsFile(parameters, MODEL_FILE, context))
    if not path.is_file():
        raise QgsProcessingException(
            tr("The model file {path} (MODEL_FILE) does not exist.").format(path=path)
        )
    return path
