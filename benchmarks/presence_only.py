"""Validate presence-only models with presence-absence data: `python benchmarks/presence_only.py DISDAT`.

DISDAT is a clone of https://github.com/rspatial/disdat (Elith et al. 2020, doi:10.17161/bi.v15i2.13384; GPL-3). Needs
`pip install rdata`. Prints the mean AUC on the presence-absence sites, as in docs/presence_only.md. Takes about ten
minutes on two cores.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pandas as pd
import rdata
from rasterio.warp import transform
from sklearn.metrics import roc_auc_score

from satclip_backend.encoders import load_encoder
from satclip_backend.geo.sphere import unit
from satclip_backend.models.estimators import fit_estimator, predicted
from satclip_backend.models.folds import knndm
from satclip_backend.models.presence_only import folds_with_background

FEWEST_PRESENCES, FEWEST_SITES, MOST_ROWS = 30, 15, 10_000
MOST_SPECIES = 4
"""Number of species per group of sites; the first ones are used."""
CRS = {
    "AWT": "EPSG:28355",
    "CAN": "EPSG:4008",
    "NSW": "EPSG:4326",
    "NZ": "EPSG:27200",
    "SA": "EPSG:4326",
    "SWI": "EPSG:21781",
}
"""Of the coordinates of each region, from disdat's `disCRS`."""
SHIFT = {"SWI": (1_012_463, -101_065)}
"""Metres by which disdat moved a region, from the middle of its background and of Switzerland; accurate to 2 km."""
MODELS = {
    "logistic regression, infinite weights": ("linear", True, slice(None)),
    "logistic regression, equal weights": ("linear", False, slice(None)),
    "gradient boosting": ("boosting", True, slice(None)),
    "kriging": ("kriging", True, slice(-3, None)),
    "logistic regression on coordinates": ("linear", True, slice(-3, None)),
}
"""Estimator, whether the background is declared, and columns of embeddings and coordinates."""


def main(folder: Path) -> None:
    """Fit each model on each species of each region, with both kinds of background."""
    encoder, found = load_encoder("bundled"), []

    def features(table: pd.DataFrame) -> np.ndarray:
        lonlat = table[["lon", "lat"]].to_numpy(np.float64)
        return np.hstack([encoder.encode(lonlat), unit(lonlat)]).astype(np.float32)

    for path in sorted((folder / "inst" / "extdata").glob("*test_pa*.rds")):
        region = path.name.split("test_")[0]
        records, sites = _read(path.with_name(f"{region}train_po.rds")), _read(path)
        uniform = _read(path.with_name(f"{region}train_bg.rds")).head(MOST_ROWS)
        sites = sites.sample(min(len(sites), 3000), random_state=0)
        tried = 0
        for species in [name for name in sites if name in set(records["spid"])]:
            own = records[records["spid"] == species].drop_duplicates(["lon", "lat"])
            there = sites[species].to_numpy() > 0
            enough = min(there.sum(), (~there).sum()) >= FEWEST_SITES and len(own) >= FEWEST_PRESENCES
            if not enough or tried == MOST_SPECIES:
                continue
            tried += 1
            group = records[records["group"] == own["group"].iloc[0]].drop_duplicates(["lon", "lat"])
            group = group.sample(min(len(group), MOST_ROWS), random_state=0)
            for kind, background in {"uniform": uniform, "target group": group}.items():
                rows = pd.concat([own, background])
                presences = np.arange(len(rows)) < len(own)
                scores = _scores(rows, presences, uniform, features(rows), features(sites), there)
                found.append({"background": kind, "species": species, **scores})
    table = pd.DataFrame(found).drop(columns="species").groupby("background").mean().T
    print(f"{len(found) // 2} species\n\n{table[['uniform', 'target group']].round(3).to_string()}")


def _read(path: Path) -> pd.DataFrame:
    """Return a table of disdat with `lon` and `lat` in degrees."""
    table, region = rdata.read_rds(path), path.name.split("t")[0]
    x, y = (
        table[axis].to_numpy() - shift for axis, shift in zip("xy", SHIFT.get(region, (0, 0)), strict=True)
    )
    lon, lat = transform(CRS[region], "EPSG:4326", x, y)
    return table.assign(lon=lon, lat=lat)


def _scores(rows: pd.DataFrame, presences, uniform: pd.DataFrame, x, at_sites, there) -> dict[str, float]:
    """Return the AUC of each model on the sites."""
    lonlat, y = rows[["lon", "lat"]].to_numpy(np.float64), presences.astype(int)
    area = uniform[["lon", "lat"]].to_numpy(np.float64)[:2000]
    inner = folds_with_background(knndm(lonlat[presences], area, of_blocks=True), lonlat, presences, 0).index
    weights = len(y) / 2 / np.where(presences, presences.sum(), (~presences).sum())
    scores = {}
    for name, (kind, known, columns) in MODELS.items():
        own = x[:, columns]
        coordinates = slice(own.shape[1] - 3, own.shape[1])
        fitted = fit_estimator(
            kind,
            "classification",
            own,
            y,
            inner,
            weights=weights,
            presence_only=known,
            coordinates=coordinates,
        )
        said = predicted(fitted.pipeline, "classification", at_sites[:, columns], 2)[:, 1]
        scores[name] = float(roc_auc_score(there, said))
    return scores


if __name__ == "__main__":
    main(Path(sys.argv[1]))
