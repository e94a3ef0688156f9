"""Test data, commands with their outputs, processes with their inputs, and checks that outputs are complete."""

from __future__ import annotations

import csv
import random
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import geopandas
import numpy as np
import rasterio

import satclip_backend
from faults.programs import Fault

ROOT = Path(__file__).resolve().parents[2]
STATIONS = ROOT / "resources" / "demo" / "air_temperature.gpkg"
ITALY = ROOT / "tests" / "data" / "imagery" / "utm33n.tif"
CHECKPOINT = ROOT / "tests" / "data" / "golden" / "satclip-mini-l10.ckpt"
WORLD = ("--extent", -180, -90, 180, 90)
ROWS = 400
SUGGESTED = 40
"""Points of a suggestion."""


@dataclass(frozen=True)
class Command:
    """A shell command: `arguments` for an output folder, and the names of its `outputs` there."""

    name: str
    arguments: Callable[[Path], list]
    outputs: tuple[str, ...]


class World:
    """A folder with observations, a model and an encoder. `home` is a data folder."""

    def __init__(self, folder: Path, seed: int = 0):
        self.folder, self.home = folder, folder / "home"
        self.random = random.Random(seed)
        self.rows, self.model = folder / "rows.csv", folder / "y.satclip"
        folder.mkdir(parents=True, exist_ok=True)
        noise = np.random.default_rng(seed)
        lonlat = np.column_stack([noise.uniform(-20, 40, ROWS), noise.uniform(-30, 60, ROWS)])
        y = 30 - 0.4 * np.abs(lonlat[:, 1]) + noise.normal(0, 1, ROWS)
        with self.rows.open("w", newline="") as file:
            table = csv.writer(file)
            table.writerow(["id", "lon", "lat", "y", "zone"])
            for number, ((lon, lat), value) in enumerate(zip(lonlat.tolist(), y.tolist())):
                table.writerow([f"{number:04d}", lon, lat, value, "north" if lat > 20 else "south"])
        self.fresh = 0
        self.measured: dict[str, tuple[float, set[str]]] = {}
        """Duration in seconds, and created files, of each command that has completed."""
        if not self.model.exists():
            points = geopandas.points_from_xy(*lonlat.T, crs="EPSG:4326")
            stations = geopandas.GeoDataFrame({"y": y}, geometry=points)
            satclip_backend.fit_model(stations, "y", estimator="linear", fold_count=3).save(self.model)

    def new_folder(self) -> Path:
        """Create an empty folder for outputs."""
        self.fresh += 1
        path = self.folder / f"out-{self.fresh:04d}"
        path.mkdir()
        return path

    def commands(self) -> list[Command]:
        """Return one command of each kind."""
        small = [
            "--degree",
            5,
            "--capacity",
            16,
            "--dimension",
            8,
            "--pixels",
            4,
            "--points",
            300,
            "--steps",
            100,
        ]
        return [
            Command("embed", lambda out: ["embed", STATIONS, "-o", out / "e.gpkg"], ("e.gpkg",)),
            Command("embed to CSV", lambda out: ["embed", STATIONS, "-o", out / "e.csv"], ("e.csv",)),
            Command(
                "embed to Parquet", lambda out: ["embed", STATIONS, "-o", out / "e.parquet"], ("e.parquet",)
            ),
            Command("map", lambda out: ["map", "-o", out / "m.tif", *WORLD, "--pixel-size", 0.1], ("m.tif",)),
            Command(
                "similarity",
                lambda out: [
                    "similarity",
                    "-o",
                    out / "s.tif",
                    *WORLD,
                    "--pixel-size",
                    0.1,
                    "--place",
                    10,
                    25,
                ],
                ("s.tif",),
            ),
            Command(
                "clusters",
                lambda out: [
                    "clusters",
                    "-o",
                    out / "c.tif",
                    "--table",
                    out / "c.csv",
                    *WORLD,
                    "--pixel-size",
                    0.25,
                ],
                ("c.tif", "c.csv"),
            ),
            Command(
                "fit",
                lambda out: [
                    *("fit", self.rows, "--target", "y", "--estimator", "linear", "--fold-count", 3),
                    "-o",
                    out / "y.satclip",
                    "--report",
                    out / "y.html",
                    "--rows",
                    out / "rows.csv",
                ],
                ("y.satclip", "y.html", "rows.csv"),
            ),
            Command(
                "predict", lambda out: ["predict", self.model, self.rows, "-o", out / "p.gpkg"], ("p.gpkg",)
            ),
            Command(
                "predict a map",
                lambda out: ["predict", self.model, "-o", out / "p.tif", *WORLD, "--pixel-size", 1],
                ("p.tif",),
            ),
            Command(
                "evaluate",
                lambda out: [
                    "evaluate",
                    self.model,
                    self.rows,
                    "--regions",
                    "zone",
                    "--report",
                    out / "u.html",
                ],
                ("u.html",),
            ),
            Command(
                "suggest",
                lambda out: ["suggest", self.model, "--points", SUGGESTED, "-o", out / "n.gpkg"],
                ("n.gpkg",),
            ),
            Command(
                "assess",
                lambda out: [
                    "assess",
                    self.zones(),
                    self.rows,
                    "--reference",
                    "zone",
                    "--design",
                    "stratified",
                    "--class-names",
                    "1=north",
                    "2=south",
                    "--report",
                    out / "a.html",
                ],
                ("a.html",),
            ),
            Command(
                "compare",
                lambda out: [
                    "compare",
                    self.rows,
                    "--target",
                    "y",
                    "--degrees",
                    5,
                    "--report",
                    out / "c.html",
                ],
                ("c.html",),
            ),
            Command(
                "sample",
                lambda out: ["sample", ITALY, "-o", out / "patches", "--points", 300, "--pixels", 8],
                ("patches",),
            ),
            Command(
                "pretrain",
                lambda out: [
                    "pretrain",
                    ITALY,
                    "-o",
                    out / "e.safetensors",
                    *small,
                    *_resumed(out / "e.run"),
                ],
                ("e.safetensors",),
            ),
            Command(
                "encoders export",
                lambda out: ["encoders", "export", "bundled", out / "b.safetensors"],
                ("b.safetensors",),
            ),
        ]

    def zones(self) -> Path:
        """A class map, north and south, of 14,400 x 7,200 pixels."""
        path = self.folder / "zones.tif"
        if not path.exists():
            profile = {"width": 14_400, "height": 7_200, "count": 1, "dtype": "uint8", "crs": "EPSG:4326"}
            degrees = rasterio.transform.from_origin(-180, 90, 0.025, 0.025)
            with rasterio.open(path, "w", "GTiff", transform=degrees, compress="deflate", **profile) as data:
                data.write(
                    np.repeat([1, 2], [2_800, 4_400])[:, None].repeat(14_400, axis=1).astype("uint8"), 1
                )
        return path

    def jobs(self, upload: Callable[[Path], str]) -> dict[str, dict]:
        """Return inputs of a job for each process that runs in a child process. `upload` returns a file's id."""
        table = self.folder / "rows.npz"
        if not table.exists():
            from satclip_backend.tables import open_table
            from satclip_backend.tables.column_file import write_columns
            from satclip_backend.tables.columns import columns_of

            write_columns(table, columns_of(open_table(self.rows), ["y", "zone"]))
        rows, model, italy, classes = (upload(file) for file in (table, self.model, ITALY, self.zones()))
        learning = {
            "table": rows,
            "target": "y",
            "encoders": ["bundled"],
            "estimator": "linear",
            "fold_count": 3,
        }
        raster = {"id": italy, "name": "Italy"}
        size = {"degree": 5, "capacity": 16, "dimension": 8, "pixels": 4, "count": 300, "minutes": 0.1}
        return {
            "fit_model": learning,
            "predict_points": {"model": model, "table": rows},
            "predict_map": {"model": model, "extent": [-20, -30, 40, 60], "pixel_size": 0.5},
            "evaluate_model": {"model": model, "table": rows, "regions": "zone"},
            "suggest_points": {"model": model, "count": SUGGESTED},
            "compare_encoders": {**learning, "degrees": [5]},
            "assess_map": {
                "map": {"id": classes, "name": "Zones"},
                "table": rows,
                "reference": "zone",
                "design": "stratified",
                "class_names": ["1=north", "2=south"],
            },
            "sample_imagery": {"rasters": [raster], "count": 2000, "pixels": 8},
            "pretrain": {"id": f"run-{self.random.randrange(10**9)}", "rasters": [raster], **size},
        }


def whole(path: Path, rows: int | None = None) -> None:
    """Read an output to its end. Raises Fault if it is incomplete."""
    try:
        _READERS["folder" if path.is_dir() else path.suffix](path)
    except Fault:
        raise
    except Exception as error:
        raise Fault(f"{path.name} is not whole: {type(error).__name__}: {error}") from error


def hidden(folder: Path) -> dict[str, int]:
    """Return the hidden files below a folder, which are partial results, and their sizes. A run's lock is excluded."""
    return {
        path.relative_to(folder).as_posix(): path.stat().st_size
        for path in folder.rglob("*")
        if path.is_file()
        and any(part.startswith(".") for part in path.relative_to(folder).parts)
        and not (path.name == ".lock" and path.parent.suffix == ".run")
    }


def listing(folder: Path) -> set[str]:
    """Return all files below a folder. TensorBoard logs of a run, one for each start, count as one."""
    names = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return {name.partition(".tfevents.")[0] for name in names}


def _read_gpkg(path: Path) -> None:
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as data:
        assert data.execute("pragma integrity_check").fetchone() == ("ok",)
        (layer,) = data.execute("select table_name from gpkg_contents").fetchone()
        (count,) = data.execute(f'select count(*) from "{layer}"').fetchone()
        assert count in (ROWS, SUGGESTED, 3076), count


def _read_csv(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.endswith("\n")
    lengths = {len(row) for row in csv.reader(text.splitlines())}
    assert len(lengths) == 1, lengths


def _read_parquet(path: Path) -> None:
    import pyarrow.parquet as pq

    assert pq.read_table(path).num_rows == 3076


def _read_raster(path: Path) -> None:
    with rasterio.open(path) as data:
        data.read()


def _read_report(path: Path) -> None:
    assert path.read_text(encoding="utf-8").rstrip().endswith("</html>")


def _read_model(path: Path) -> None:
    from satclip_backend.models.model_file import read_model

    read_model(path)


def _read_encoder(path: Path) -> None:
    from satclip_backend.encoders import load_encoder

    assert np.isfinite(load_encoder(path).encode([[10.0, 20.0]])).all()


def _read_patches(path: Path) -> None:
    """Read every patch in the index. A folder that is still being filled may have more."""
    if not (path / "index.csv").exists():
        return
    with (path / "index.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            _read_raster(path / "images" / row["fn"])


_READERS = {
    ".gpkg": _read_gpkg,
    ".csv": _read_csv,
    ".parquet": _read_parquet,
    ".tif": _read_raster,
    ".html": _read_report,
    ".satclip": _read_model,
    ".safetensors": _read_encoder,
    "folder": _read_patches,
}


def _resumed(folder: Path) -> list[str]:
    """Return the option that continues the run of a killed command, which would be refused without it."""
    return ["--resume"] if (folder / "checkpoint.pt").exists() else []
