"""Print what the plugin needs to know about the backend: build/satclip_qgis/contract.json."""

from __future__ import annotations

import json

from satclip_backend.models.prediction_fields import PREDICTION_FIELDS
from satclip_backend.processes.registry import PROCESSES
from satclip_backend.rasters.colours import VIRIDIS, palette
from satclip_backend.rasters.grids import MAX_PIXELS
from satclip_backend.rasters.label_classifier import MOST_CLASSES, MOST_LABELS
from satclip_backend.server import PROTOCOL
from satclip_backend.server.descriptions import description
from satclip_backend.tables.months import MISSING

contract = {
    "protocol": PROTOCOL,
    "processes": {
        process.id: description(process, base="").model_dump(exclude={"links"}, exclude_none=True)
        for process in PROCESSES.values()
    },
    "predictions": {
        task: {field.column: "class" if field.is_class else field.kind for field in fields}
        for task, fields in PREDICTION_FIELDS.items()
    },
    "max_pixels": MAX_PIXELS,
    "viridis": [f"#{colour}" for colour in VIRIDIS],
    "class_colours": palette(MOST_CLASSES),
    "max_labels": MOST_LABELS,
    "missing_dates": sorted(MISSING),
}
print(json.dumps(contract, indent=1))
