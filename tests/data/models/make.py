"""Writes small model files with the scikit-learn that runs it, and what they predict, into this folder.

Run it once in an environment with the oldest scikit-learn that `backend/pyproject.toml` allows, and in one with the
newest: `python tests/data/models/make.py`.
"""

import json
from pathlib import Path

import numpy as np
import sklearn

from satclip_backend.models import estimators
from satclip_backend.models.fit_config import FitConfig
from satclip_backend.models.fitting import fit
from satclip_backend.models.model_file import write_model
from satclip_backend.models.observations import observe
from satclip_backend.tables.columns import Column, Columns

FOLDER = Path(__file__).parent
FEATURES = [[0.1, 0.2, 0.3], [-1, 0, 0], [0.5, -0.5, 0.7], [0, 0, -1]]
"""What the models predict for: x, y, z on the unit sphere."""


def main() -> None:
    """Write the files of each estimator that scikit-learn is asked to keep."""
    estimators.TREES = estimators.FEWEST_TREES = 3
    rng = np.random.default_rng(0)
    lonlat = np.column_stack([rng.uniform(-20, 40, 120), rng.uniform(-30, 60, 120)])
    height = np.sin(np.radians(lonlat[:, 0] * 3)) + lonlat[:, 1] / 50
    kind = np.array(["low", "middle", "high"], dtype=object)[np.digitize(height, [0, 0.6])]
    columns = Columns(lonlat, {"height": Column.of("number", height), "kind": Column.of("text", kind)})
    for estimator in ("linear", "boosting"):
        for target in columns.fields:
            config = FitConfig(target=target, estimator=estimator, encoders=[], coordinates=True)
            model, _ = fit(observe(columns, target), config, [], lonlat[::5])
            path = FOLDER / f"scikit-learn-{sklearn.__version__}-{estimator}-{target}.satclip"
            write_model(path, model)
            predictions = model.raw(np.array(FEATURES, dtype=np.float32)).tolist()
            path.with_suffix(".json").write_text(
                json.dumps({"features": FEATURES, "predictions": predictions})
            )


if __name__ == "__main__":
    main()
