"""Every reader of a stranger's file: good files to start from, mutations that fit them, and what is called."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random

from fuzz.mutations import (
    BYTES,
    NUMBERS,
    SAFETENSORS,
    TEXTS,
    ZIP,
    Mutation,
    changed_value,
    mutated_json,
    mutated_member,
)

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "tests" / "data"
GOLDEN = DATA / "golden"


@dataclass(frozen=True)
class Reader:
    """`read` takes a path that ends in `suffix`; `seeds` are files to start from, and `mutations` change them."""

    suffix: str
    seeds: Callable[[], Sequence[Path]]
    mutations: Sequence[Mutation]
    read: Callable[[Path], object]


def read_table(path: Path) -> None:
    """All rows and their positions, as `embed` reads them, and all fields, as `fit` does."""
    from satclip_backend.tables import open_table
    from satclip_backend.tables.columns import columns_of

    table = open_table(path, crs="EPSG:4326")
    for batch in table.batches():
        table.lonlat(batch)
    names = [name for name in table.schema.names if name != table.geometry]
    columns_of(table, names[:50])


def read_polygons(path: Path) -> None:
    """The area in a file of polygons."""
    from satclip_backend.pretraining.areas import read_area

    read_area(path)


def read_image(path: Path) -> None:
    """Patches of a raster, as `sample` and `pretrain` cut them."""
    from satclip_backend.pretraining.images.rasters import open_imagery
    from satclip_backend.pretraining.sampling import sample_points

    imagery = open_imagery([path])
    imagery.read_patches(sample_points(4, 0, None, imagery.extent), 4)


def read_patch_zip(path: Path) -> None:
    """A zip of a folder of patches, as the plugin sends it, and what is in it."""
    import numpy as np

    from satclip_backend.pretraining.images.patch_folder import open_patch_folder
    from satclip_backend.processes.process import Context
    from satclip_backend.processes.run_imagery import unpack_patches

    with tempfile.TemporaryDirectory() as scratch:
        unpack_patches(path, Path(scratch) / "patches", Context(Path(scratch)))
        folder = open_patch_folder(Path(scratch) / "patches")
        folder.read(np.arange(min(len(folder.lonlat), 4)))


def read_columns(path: Path) -> None:
    """A table as the plugin sends it, and as the plugin reads it."""
    from satclip_backend.tables.column_file import read_columns
    from satclip_qgis.bridge.columns import unpack
    from satclip_qgis.bridge.errors import BridgeError

    with suppress(BridgeError):
        unpack(path)
    read_columns(path)


def read_model(path: Path) -> None:
    """A model file, as both sides read it, and its predictions."""
    import numpy as np

    from satclip_backend.encoders import load_encoder
    from satclip_backend.learning.model import find_encoders
    from satclip_backend.learning.model_file import read_model
    from satclip_backend.learning.prediction import predict_columns
    from satclip_backend.tables.columns import Columns
    from satclip_qgis.bridge.errors import BridgeError
    from satclip_qgis.bridge.model_file import read_description

    with suppress(BridgeError):
        read_description(path)
    model = read_model(path)
    encoders = find_encoders(model.about.features, lambda name, **options: load_encoder(name, device="cpu"))
    if not model.about.features.fields:
        predict_columns(model, encoders, Columns(np.array([[10.0, 50.0], [20.0, -10.0]]), {}))


def read_encoder(path: Path) -> None:
    """An encoder file, and embeddings with it."""
    from satclip_backend.encoders import load_encoder

    load_encoder(path, device="cpu").encode([[10.0, 50.0], [180.0, -90.0]])


def read_weights(path: Path) -> None:
    """Weights of an image encoder."""
    from satclip_backend.pretraining.image_encoders.weights import read_weights

    read_weights(path)


def read_run(path: Path) -> None:
    """The state of a run of pretraining, as it is listed."""
    from satclip_backend.pretraining.runs import RunFolder, read_run

    with tempfile.TemporaryDirectory() as scratch:
        RunFolder(scratch).state_file.write_bytes(path.read_bytes())
        read_run(scratch)


def changed_cells(data: bytes, random: Random) -> bytes:
    """Change cells, rows and separators of a table in text."""
    lines = data.split(b"\n")
    for _ in range(random.randint(1, 4)):
        row = random.randrange(len(lines))
        cells = lines[row].split(b",")
        odd = random.choice((*_ODD, *(text.encode("utf-8", "surrogatepass") for text in TEXTS)))
        cells[random.randrange(len(cells))] = odd
        lines[row] = random.choice((b",", b",", b";", b"\t", b",,")).join(cells)
    return random.choice((b"\n", b"\n", b"\r\n", b"\r")).join(lines)


_ODD = (
    b'"',
    b'""',
    b'"a',
    b"NA",
    b"1e999",
    b"1,5",
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"=1+1",
    b"-" * 99,
    b" 1 ",
    b"\r",
)


def changed_geo(data: bytes, random: Random) -> bytes:
    """Change what a GeoParquet says of its geometry."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.read_table(io.BytesIO(data))
        geo = json.loads((table.schema.metadata or {})[b"geo"])
    except Exception:
        return mutated_json(data, random)
    text = json.dumps(changed_value(geo, random)).encode()
    if random.random() < 0.1:
        text = random.choice((b"", b"null", b"[", b"[" * 100_000, b"\xff", text[: len(text) // 2]))
    target = io.BytesIO()
    try:
        pq.write_table(table.replace_schema_metadata({b"geo": text}), target)
    except pa.ArrowException:
        return data
    return target.getvalue()


def changed_record(data: bytes, random: Random) -> bytes:
    """Change a value in a table of a GeoPackage, those about it among them, or a geometry's bytes."""
    with tempfile.NamedTemporaryFile(suffix=".gpkg") as file:
        file.write(data)
        file.flush()
        try:
            with sqlite3.connect(file.name) as base:
                base.execute("pragma trusted_schema=on")
                for (name,) in base.execute("select name from sqlite_master where type='trigger'").fetchall():
                    base.execute(f'drop trigger "{name}"')
                names = [row[0] for row in base.execute("select name from sqlite_master where type='table'")]
                table = random.choice([name for name in names if not name.startswith(("sqlite", "rtree"))])
                column = random.choice([row[1] for row in base.execute(f'pragma table_info("{table}")')])
                value = random.choice((None, b"", b"GP\0\1", *NUMBERS[:9], *TEXTS))
                if isinstance(value, str):
                    value = value.encode("utf-8", "replace").decode()
                found = base.execute(f'select rowid, "{column}" from "{table}" limit 1').fetchone()
                if found and isinstance(found[1], bytes) and random.random() < 0.8:
                    value = random.choice(BYTES)(found[1], random)
                if found:
                    base.execute(f'update "{table}" set "{column}"=? where rowid=?', (value, found[0]))
        except (sqlite3.Error, OverflowError):
            return data
        base.close()
        return Path(file.name).read_bytes()


def _tables(suffix: str) -> Callable[[], list[Path]]:
    """The small tables of the tests, and one that is made."""
    made = _made(f"rows{suffix}", _make_table)
    return lambda: [*made(), *sorted((DATA / "tables").glob(f"*{suffix}"))]


def _made(name: str, make: Callable[[Path], object]) -> Callable[[], list[Path]]:
    """A seed that is made once, below build/fuzz."""

    def seeds() -> list[Path]:
        path = ROOT / "build" / "fuzz" / "seeds" / name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            make(path)
        return [path]

    return seeds


def _make_table(path: Path) -> None:
    """Sixty rows in the format that the ending tells."""
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


def _make_columns(path: Path) -> None:
    from satclip_backend.tables import open_table
    from satclip_backend.tables.column_file import write_columns
    from satclip_backend.tables.columns import columns_of

    table = path.with_suffix(".csv")
    _make_table(table)
    write_columns(path, columns_of(open_table(table), ["y", "n", "zone"]))


def _make_model(path: Path) -> None:
    table = path.with_suffix(".csv")
    _make_table(table)
    _run("fit", table, "--target", "y", "--estimator", "linear", "-o", path)


def _run(*arguments: object) -> None:
    """A command of the backend, without its words."""
    command = [sys.executable, "-m", "satclip_backend", *map(str, arguments)]
    subprocess.run(command, check=True, capture_output=True)


def _make_patches(path: Path) -> None:
    folder = DATA / "s2-100k"
    with zipfile.ZipFile(path, "w") as target:
        for file in [folder / "index.csv", *sorted((folder / "images").iterdir())[:3]]:
            target.write(file, file.relative_to(folder).as_posix())


def _make_geojson(path: Path) -> None:
    ring = [[10, 40], [20, 40], [20, 50], [10, 50], [10, 40]]
    shape = {
        "type": "Feature",
        "properties": {"a": 1},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [shape, shape]}))


def _make_run(path: Path) -> None:
    from dataclasses import asdict

    from satclip_backend.pretraining.runs import RunState

    path.write_text(json.dumps(asdict(RunState("Europe", recipe={"degree": 5}, skipped={"outside": 3}))))


def _make_array(path: Path) -> None:
    import numpy as np

    np.save(path, np.random.default_rng(0).uniform(-60, 60, (30, 2)))


def _images() -> list[Path]:
    return [DATA / "imagery" / "utm33n.tif", *sorted((DATA / "imagery").glob("*/*.tif"))[:10]]


READERS = {
    "delimited text": Reader(".csv", _tables(".csv"), (*BYTES, changed_cells, changed_cells), read_table),
    "NumPy array": Reader(".npy", _made("points.npy", _make_array), BYTES, read_table),
    "Parquet": Reader(
        ".parquet", _tables(".parquet"), (*BYTES, changed_geo, changed_geo, changed_geo), read_table
    ),
    "GeoPackage": Reader(
        ".gpkg", _tables(".gpkg"), (*BYTES, changed_record, changed_record, changed_record), read_table
    ),
    "polygons": Reader(
        ".geojson", _made("area.geojson", _make_geojson), (*BYTES, mutated_json), read_polygons
    ),
    "table on the wire": Reader(".npz", _made("rows.npz", _make_columns), ZIP, read_columns),
    "model": Reader(".satclip", _made("model.satclip", _make_model), ZIP, read_model),
    "encoder": Reader(
        ".safetensors",
        lambda: [ROOT / "resources" / "encoders" / "bundled.safetensors"],
        SAFETENSORS,
        read_encoder,
    ),
    "checkpoint": Reader(".ckpt", lambda: [GOLDEN / "satclip-mini-l10.ckpt"], ZIP, read_encoder),
    "image": Reader(".tif", _images, BYTES, read_image),
    "JPEG": Reader(".jpg", lambda: [DATA / "imagery" / "globe" / "2004-01.jpg"], BYTES, read_image),
    "patches": Reader(".zip", _made("patches.zip", _make_patches), (*ZIP, mutated_member), read_patch_zip),
    "run": Reader(".json", _made("run.json", _make_run), (*BYTES, mutated_json, mutated_json), read_run),
}
