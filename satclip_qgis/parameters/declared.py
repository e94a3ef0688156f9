"""Parameters that are inputs of a process. The backend's schema defines default, limits and choices.

The functions add a parameter to an algorithm whose attribute `process` names the process. The name of the input is
that of the parameter in lower case, unless `input` is given. `inputs_of` reads the values.
"""

from __future__ import annotations

import sys
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterBand,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from satclip_qgis.contract import declared

STEP = 1e-3
"""Distance of QGIS limits, which are inclusive, from an exclusive limit of the backend."""
LARGEST = {"integer": 2**31 - 1, "number": sys.float_info.max}
"""Largest values that parameters of QGIS can hold."""


def add(
    algorithm: QgsProcessingAlgorithm,
    parameter: QgsProcessingParameterDefinition,
    help: str = "",
    *,
    advanced: bool = False,
) -> None:
    """Add a parameter. Dialogs show `help` as a tooltip, and advanced parameters in a separate group."""
    parameter.setHelp(help)
    if advanced:
        parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
    algorithm.addParameter(parameter)


def add_number(
    algorithm: QgsProcessingAlgorithm,
    name: str,
    label: str,
    help: str = "",
    *,
    input: str = "",
    scale: int = 1,
    empty: float | None = None,
    advanced: bool = False,
) -> None:
    """Add a number. `scale` is 100 for percent. The value `empty` represents the input's default."""
    schema = declared(algorithm.process, input or name.lower())
    default, kind = schema["default"], QgsProcessingParameterNumber.Type
    largest = LARGEST[schema["type"]]
    low, high = schema.get("minimum", -largest), schema.get("maximum", largest)
    if "exclusiveMinimum" in schema:
        low = schema["exclusiveMinimum"] + STEP
    if "exclusiveMaximum" in schema:
        high = schema["exclusiveMaximum"] - STEP
    parameter = QgsProcessingParameterNumber(
        name,
        label,
        kind.Integer if schema["type"] == "integer" else kind.Double,
        defaultValue=empty if default is None else default * scale,
        optional=default is None,
        minValue=low * scale if empty is None else empty,
        maxValue=min(high * scale, largest),
    )
    _mark(parameter, input, scale=scale, empty=empty)
    add(algorithm, parameter, help, advanced=advanced)


def add_choice(
    algorithm: QgsProcessingAlgorithm,
    name: str,
    label: str,
    choices: dict[str, str],
    help: str = "",
    *,
    advanced: bool = False,
) -> None:
    """Add a list of choices.

    `choices` are labels by the backend's value. Without a default, the parameter is required.
    """
    values = list(choices)
    default = declared(algorithm.process, name.lower()).get("default")
    selected = None if default is None else values.index(default)
    parameter = QgsProcessingParameterEnum(name, label, list(choices.values()), defaultValue=selected)
    _mark(parameter, values=values)
    add(algorithm, parameter, help, advanced=advanced)


def add_flag(
    algorithm: QgsProcessingAlgorithm,
    name: str,
    label: str,
    help: str = "",
    *,
    default: bool | None = None,
    advanced: bool = False,
) -> None:
    """Add a check box. `default` replaces that of the input."""
    if default is None:
        default = declared(algorithm.process, name.lower())["default"]
    parameter = QgsProcessingParameterBoolean(name, label, default)
    _mark(parameter)
    add(algorithm, parameter, help, advanced=advanced)


def add_text(
    algorithm: QgsProcessingAlgorithm, name: str, label: str, help: str = "", *, advanced: bool = False
) -> None:
    """Add an optional text."""
    parameter = QgsProcessingParameterString(
        name, label, declared(algorithm.process, name.lower())["default"], optional=True
    )
    _mark(parameter)
    add(algorithm, parameter, help, advanced=advanced)


def add_field(
    algorithm: QgsProcessingAlgorithm,
    name: str,
    label: str,
    help: str,
    layer: str,
    *,
    kind: QgsProcessingParameterField.DataType = QgsProcessingParameterField.DataType.Any,
    advanced: bool = False,
) -> None:
    """Add a field of the parameter `layer`, or several if the input is a list. Dialogs select none."""
    schema = declared(algorithm.process, name.lower())
    optional = "default" in schema
    selected = None if optional else ""  # without a default, dialogs select the first field
    parameter = QgsProcessingParameterField(
        name, label, selected, layer, kind, schema["type"] == "array", optional
    )
    _mark(parameter)
    add(algorithm, parameter, help, advanced=advanced)


def add_band(
    algorithm: QgsProcessingAlgorithm, name: str, label: str, help: str, layer: str, *, advanced: bool = False
) -> None:
    """Add a band of the raster layer parameter `layer`."""
    default = declared(algorithm.process, name.lower())["default"]
    parameter = QgsProcessingParameterBand(name, label, default, layer, True)
    _mark(parameter)
    add(algorithm, parameter, help, advanced=advanced)


def add_table(
    algorithm: QgsProcessingAlgorithm, name: str, label: str, help: str = "", *, points: bool = False
) -> None:
    """Add an optional output table, as points or without geometry."""
    kind = QgsProcessing.SourceType.TypeVectorPoint if points else QgsProcessing.SourceType.TypeVector
    add(algorithm, QgsProcessingParameterFeatureSink(name, label, kind, None, True, True), help)


def _mark(parameter: QgsProcessingParameterDefinition, input: str = "", **reading: Any) -> None:
    parameter.setMetadata({"input": input or parameter.name().lower(), **reading})


def inputs_of(
    algorithm: QgsProcessingAlgorithm, parameters: dict, context: QgsProcessingContext
) -> dict[str, Any]:
    """Return the inputs of the process from the parameters. Empty parameters have the default of the input."""
    inputs = {}
    for definition in algorithm.parameterDefinitions():
        name, reading = definition.name(), definition.metadata()
        if "input" not in reading:
            continue
        if isinstance(definition, QgsProcessingParameterNumber):
            value = _number(algorithm, definition, parameters, context)
        elif isinstance(definition, QgsProcessingParameterEnum):
            value = reading["values"][algorithm.parameterAsEnum(parameters, name, context)]
        elif isinstance(definition, QgsProcessingParameterBoolean):
            value = algorithm.parameterAsBool(parameters, name, context)
        elif isinstance(definition, QgsProcessingParameterBand):
            value = algorithm.parameterAsInt(parameters, name, context) or None
        elif isinstance(definition, QgsProcessingParameterField) and definition.allowMultiple():
            read = getattr(
                algorithm, "parameterAsStrings", algorithm.parameterAsFields
            )  # deprecated in QGIS 3.40
            value = read(parameters, name, context)
        else:
            value = algorithm.parameterAsString(parameters, name, context).strip()
        if value in (None, ""):
            value = declared(algorithm.process, reading["input"]).get("default", value)
        inputs[reading["input"]] = value
    return inputs


def _number(
    algorithm: QgsProcessingAlgorithm,
    definition: QgsProcessingParameterNumber,
    parameters: dict,
    context: QgsProcessingContext,
) -> float | None:
    """Return the value of a number, or None for an empty one."""
    name, reading = definition.name(), definition.metadata()
    if definition.dataType() == QgsProcessingParameterNumber.Type.Integer:
        value = algorithm.parameterAsInt(parameters, name, context)
    else:
        value = algorithm.parameterAsDouble(parameters, name, context) / reading["scale"]
    is_empty = definition.defaultValue() is None and parameters.get(name) in (None, "")
    return None if is_empty or value == reading["empty"] else value


def add_outputs(
    algorithm: QgsProcessingAlgorithm, numbers: dict[str, str], texts: dict[str, str] | None = None
) -> None:
    """Declare outputs that are numbers or texts: labels by name."""
    for name, label in numbers.items():
        algorithm.addOutput(QgsProcessingOutputNumber(name, label))
    for name, label in (texts or {}).items():
        algorithm.addOutput(QgsProcessingOutputString(name, label))
