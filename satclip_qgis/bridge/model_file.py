"""What a model file says of itself: read here, so that a wrong file or field is told before anything is sent."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

from satclip_qgis.bridge.errors import BadFile

LARGEST = 64 << 20
"""Bytes of the description."""


def read_description(path: Path) -> dict[str, Any]:
    """Its task, the fields that a layer needs to be predicted, and those of its recipe for one to be fitted on.

    The backend checks the whole file. Raises `BadFile`.
    """
    try:
        with zipfile.ZipFile(path) as file:
            info = file.getinfo("model.json")
            if info.file_size > min(LARGEST, path.stat().st_size):
                raise ValueError("too large")
            about = json.loads(file.read(info))
        features, recipe = about["features"], about["recipe"]
        fields = [*features["numbers"], *(category["field"] for category in features["categories"])]
        recipe = {name: recipe[name] for name in ("target", "weights", "fields")}
        names = [recipe["target"], recipe["weights"] or "", *recipe["fields"], *fields]
        if about["task"] not in ("regression", "classification") or not all(
            isinstance(n, str) for n in names
        ):
            raise ValueError("not a model")
        return {"task": about["task"], "fields": fields, "recipe": recipe}
    except (
        zipfile.BadZipFile,
        OSError,
        KeyError,
        TypeError,
        ValueError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise BadFile(
            f"{path.name} is no whole SatCLIP model: get the file again, or fit the model anew."
        ) from error
