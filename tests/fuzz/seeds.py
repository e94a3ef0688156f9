"""Valid files to start from: those of the tests, and some that are created once, below build/fuzz."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "tests" / "data"
GOLDEN = DATA / "golden"


def tables(*endings: str) -> Callable[[], list[Path]]:
    """Return the small tables of the tests, and one that is created."""
    rows = made(f"rows{endings[0]}", make_table)
    return lambda: [
        *rows(),
        *(path for path in sorted((DATA / "tables").iterdir()) if path.suffix in endings),
    ]


def made(name: str, make: Callable[[Path], object]) -> Callable[[], list[Path]]:
    """Return a function for a file that is created once, below build/fuzz."""

    def seeds() -> list[Path]:
        path = ROOT / "build" / "fuzz" / "seeds" / name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            make(path)
        return [path]

    return seeds


def make_table(path: Path) -> None:
    """Write sixty rows in the format of the file extension."""
    import numpy as np

    values = np.random.default_rng(0).uniform(-60, 60, (60, 2))
    table = path.with_suffix(".csv")
    with table.open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["lon", "lat", "y", "n", "zone"])
        rows.writerows(
            [[lon, lat, lat / 3, int(lon), "a" if lat > 0 else "ä"] for lon, lat in values.tolist()]
        )
    if path != table:
        _run("embed", table, "-o", path, "--components", 1)


def make_columns(path: Path) -> None:
    from satclip_backend.tables import open_table
    from satclip_backend.tables.column_file import write_columns
    from satclip_backend.tables.columns import columns_of

    table = path.with_suffix(".csv")
    make_table(table)
    write_columns(path, columns_of(open_table(table), ["y", "n", "zone"]))


def make_keras_weights(path: Path) -> None:
    """Write three dense layers as Keras does."""
    import h5py
    import numpy as np

    with h5py.File(path, "w") as file:
        file.attrs["layer_names"] = [b"layer1", b"layer2", b"tag"]
        for name, shape in (("layer1", (40, 3)), ("layer2", (3, 4)), ("tag", (4, 5))):
            layer = file.create_group(name)
            layer.attrs["weight_names"] = [f"{name}/kernel:0".encode(), f"{name}/bias:0".encode()]
            layer.create_dataset(f"{name}/kernel:0", data=np.ones(shape, "f4"))
            layer.create_dataset(f"{name}/bias:0", data=np.ones(shape[1], "f4"))


def make_model(path: Path) -> None:
    table = path.with_suffix(".csv")
    make_table(table)
    _run("fit", table, "--target", "y", "--estimator", "linear", "-o", path)


def _run(*arguments: object) -> None:
    """Run a backend command without output."""
    from satclip_backend.cli import main

    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        status = main([str(argument) for argument in arguments])
    if status:
        raise RuntimeError(said.getvalue())


def make_patches(path: Path) -> None:
    folder = DATA / "s2-100k"
    with zipfile.ZipFile(path, "w") as target:
        for file in [folder / "index.csv", *sorted((folder / "images").iterdir())[:3]]:
            target.write(file, file.relative_to(folder).as_posix())


def make_geojson(path: Path) -> None:
    ring = [[10, 40], [20, 40], [20, 50], [10, 50], [10, 40]]
    shape = {
        "type": "Feature",
        "properties": {"a": 1},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [shape, shape]}))


def make_run(path: Path) -> None:
    from dataclasses import asdict

    from satclip_backend.pretraining.runs import RunState

    path.write_text(json.dumps(asdict(RunState("Europe", recipe={"degree": 5}, skipped={"outside": 3}))))


def make_array(path: Path) -> None:
    import numpy as np

    np.save(path, np.random.default_rng(0).uniform(-60, 60, (30, 2)))


def make_shapefile(path: Path) -> None:
    """Write the parts of a Shapefile to a zip, so that a mutant is one file."""
    import geopandas
    import shapely

    shapes = geopandas.GeoDataFrame({"a": [1, 2]}, geometry=[shapely.box(10, 40, 20, 50)] * 2, crs=4326)
    shapes.to_file(path.with_suffix(".shp"))
    with zipfile.ZipFile(path, "w") as target:
        for part in (".shp", ".shx", ".dbf", ".prj", ".cpg"):
            target.write(path.with_suffix(part), f"area{part}")


def make_basis(path: Path) -> None:
    """Write the basis of a map with `map --save-basis`."""
    extent = ["--extent", "5", "45", "15", "55", "--pixel-size", "1"]
    _run("map", *extent, "-o", path.with_suffix(".tif"), "--basis", "extent", "--save-basis", path)


def make_weights(path: Path) -> None:
    """Write weights of an image encoder in the format of training programs."""
    import torch

    from satclip_backend.pretraining.image_encoders.small_cnn import SmallCnn

    torch.save({"state_dict": SmallCnn(3, 0).state_dict(), "epoch": 1}, path)


def make_vrt(path: Path) -> None:
    """Write a VRT with two bands of an image."""
    import rasterio

    source = DATA / "imagery" / "utm33n.tif"
    with rasterio.open(source) as data:
        size = f'rasterXSize="{data.width}" rasterYSize="{data.height}"'
        place = ", ".join(map(repr, data.transform.to_gdal()))
        bands = "".join(
            f'<VRTRasterBand dataType="Float32" band="{band}"><SimpleSource><SourceFilename relativeToVRT="0">'
            f"{source}</SourceFilename><SourceBand>1</SourceBand></SimpleSource></VRTRasterBand>"
            for band in (1, 2)
        )
        path.write_text(
            f"<VRTDataset {size}><SRS>{data.crs.to_string()}</SRS><GeoTransform>{place}</GeoTransform>{bands}"
            "</VRTDataset>"
        )


def make_image(path: Path) -> None:
    """Write a small image in the format of the file extension."""
    import numpy as np
    import rasterio
    import rasterio.shutil

    place = {"crs": "EPSG:32633", "transform": rasterio.transform.from_origin(5e5, 5e6, 10, 10)}
    values = np.random.default_rng(0).integers(1, 255, (1, 32, 64), np.uint8)
    with rasterio.MemoryFile() as memory:
        with memory.open(driver="GTiff", width=64, height=32, count=1, dtype="uint8", **place) as data:
            data.write(values)
        with memory.open() as data:
            rasterio.shutil.copy(data, path, driver=DRIVERS[path.suffix])


DRIVERS = {".png": "PNG", ".jp2": "JP2OpenJPEG", ".img": "HFA", ".nc": "netCDF", ".gif": "GIF", ".bmp": "BMP"}


def images() -> list[Path]:
    return [DATA / "imagery" / "utm33n.tif", *sorted((DATA / "imagery").glob("*/*.tif"))[:10]]
