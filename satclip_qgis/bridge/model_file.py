"""Reading of the description of a model file, to check the file and the fields before an upload."""

from __future__ import annotations

import json
import math
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

from satclip_qgis.bridge.errors import BadFile
from satclip_qgis.bridge.text import tr

LARGEST = 4 << 20
"""Largest size of the description in bytes."""
PARTS = 16
"""Largest number of parts of a model file, which has four. A directory of millions would exhaust the memory."""


def read_description(path: Path) -> dict[str, Any]:
    """Return the description of a model: task, classes, fields that predictions need, encoders and settings.

    `rows`: the number of observations, or None; `score`: its main score, with the keys score, folds and value, or None.
    `binary`: it predicts the probability of one of two classes; `presence_only`: it predicts a relative
    suitability; `expected_error`: it predicts the expected error, unlike models of earlier releases and of
    presence-only data. The backend checks the rest of the file. Raises `BadFile`.
    """
    try:
        _check_directory(path)
        with zipfile.ZipFile(path) as file:
            info = file.getinfo("model.json")
            if info.file_size > min(LARGEST, path.stat().st_size) or info.compress_type != zipfile.ZIP_STORED:
                raise ValueError("too large")
            about = json.loads(file.read(info))
        features, recipe = about["features"], about["recipe"]
        fields = [*features["numbers"], *(category["field"] for category in features["categories"])]
        date_field = features.get("date_field")  # not in files of earlier releases
        if date_field is not None and date_field not in fields:
            fields.append(date_field)
        recipe = {name: recipe[name] for name in ("target", "weights", "fields")}
        recipe["date_field"] = date_field
        names = [recipe["target"], recipe["weights"] or "", *recipe["fields"], *fields]
        if about["task"] not in ("regression", "classification") or not all(
            isinstance(n, str) for n in names
        ):
            raise ValueError("not a model")
        class_kind = about.get("class_kind", "text")
        if class_kind not in ("text", "integer", "boolean"):
            raise ValueError("not a model")
        encoders = [
            {name: encoder[name] for name in ("id", "weights_sha256")}
            for encoder in features.get("encoders", ())
        ]
        if not all(isinstance(value, str) for encoder in encoders for value in encoder.values()):
            raise ValueError("not a model")
        rows = about.get("rows")
        binary = about.get("positive") is not None
        return {
            "task": about["task"],
            "binary": binary,
            "presence_only": about.get("background") is not None,
            "class_kind": class_kind,
            "expected_error": about.get("expected_error") is not None,
            "fields": fields,
            "encoders": encoders,
            "recipe": recipe,
            "rows": rows if type(rows) is int else None,
            "score": _main_score(about),
        }
    except (
        zipfile.BadZipFile,
        OSError,
        KeyError,
        TypeError,
        ValueError,
        EOFError,
        NotImplementedError,
        RuntimeError,
        zlib.error,
    ) as error:
        raise BadFile(
            tr("{file} is not a valid SatCLIP model. Copy the file again, or fit the model again.").format(
                file=path.name
            )
        ) from error


def _main_score(about: dict[str, Any]) -> dict[str, Any] | None:
    """Return the first score of the chosen model, which is the main one."""
    scores = about.get("scores")
    chosen = str(about.get("name", ""))[len(about["recipe"]["target"]) + 2 :]
    for score in scores if isinstance(scores, list) else ():
        if score["model"] == chosen:
            kept = {"score": str(score["score"]), "folds": str(score["folds"]), "value": score["value"]}
            return kept if type(kept["value"]) is float and math.isfinite(kept["value"]) else None
    return None


def _check_directory(path: Path) -> None:
    """Raise ValueError if the file does not end like a zip archive with few parts."""
    if not path.is_file():
        raise ValueError("not a file")
    with path.open("rb") as file:
        file.seek(-min(42, path.stat().st_size), 2)
        end = file.read()
    if len(end) < 42 or end[-22:-18] != b"PK\x05\x06" or end[:4] == b"PK\x06\x07":
        raise ValueError("not an archive")
    parts, size = struct.unpack("<HI", end[-12:-6])
    if parts > PARTS or size > 65_536:
        raise ValueError("too many parts")
