"""Readers of untrusted files: valid files to start from, suitable mutations, and the function under test."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from fuzz.mutations import BYTES, SAFETENSORS, ZIP, Mutation, mutated_json, mutated_member, unzipped
from fuzz.seeds import (
    DATA,
    DRIVERS,
    GOLDEN,
    ROOT,
    images,
    made,
    make_array,
    make_basis,
    make_columns,
    make_geojson,
    make_image,
    make_keras_weights,
    make_model,
    make_patches,
    make_run,
    make_shapefile,
    make_vrt,
    make_weights,
    tables,
)
from fuzz.table_mutations import changed_cells, changed_geo, changed_record


@dataclass(frozen=True)
class Reader:
    """`read` takes a path. `seeds` are valid files, which `mutations` change."""

    seeds: Callable[[], Sequence[Path]]
    mutations: Sequence[Mutation]
    read: Callable[[Path], object]


def read_table(path: Path) -> None:
    """Read all rows and their positions, as `embed` does, and all fields, as `fit` does, but for ambiguous ones."""
    from satclip_backend.tables import open_table
    from satclip_backend.tables.columns import columns_of

    table = open_table(path, crs="EPSG:4326")
    for batch in table.batches():
        table.lonlat(batch)
    names = [name for name in table.schema.names if name != table.geometry and name not in table.ambiguous]
    columns_of(table, names[:50])


def read_polygons(path: Path) -> None:
    """Read the area in a file of polygons."""
    from satclip_backend.pretraining.sampling_areas import read_area

    read_area(path)


def read_image(path: Path) -> None:
    """Read patches of a raster, as `sample` and `pretrain` do."""
    from satclip_backend.geo.sampling import sample_points
    from satclip_backend.pretraining.images.rasters import open_imagery

    imagery = open_imagery([path])
    imagery.read_patches(sample_points(4, 0, None, imagery.extent), 4)


def read_patch_zip(path: Path) -> None:
    """Read a zip of a folder of patches, as the plugin sends it, and its patches."""
    import numpy as np

    from satclip_backend.pretraining.images.patch_folder import open_patch_folder
    from satclip_backend.processes.process import Context
    from satclip_backend.processes.run_imagery import unpack_patches

    with tempfile.TemporaryDirectory() as scratch:
        unpack_patches(path, Path(scratch) / "patches", Context(Path(scratch)))
        folder = open_patch_folder(Path(scratch) / "patches")
        folder.read(np.arange(min(len(folder.lonlat), 4)))


def read_columns(path: Path) -> None:
    """Read a table as the plugin sends it, and as the plugin reads it."""
    from satclip_backend.tables.column_file import read_columns
    from satclip_qgis.bridge.columns import unpack
    from satclip_qgis.bridge.errors import BridgeError

    with suppress(BridgeError):
        unpack(path)
    read_columns(path)


def read_model(path: Path) -> None:
    """Read a model file, as plugin and backend do, and predict."""
    import numpy as np

    from satclip_backend.encoders import load_encoder
    from satclip_backend.models.model import find_encoders
    from satclip_backend.models.model_file import read_model
    from satclip_backend.models.prediction import predict_columns
    from satclip_backend.tables.columns import Columns
    from satclip_qgis.bridge.errors import BridgeError
    from satclip_qgis.bridge.model_file import read_description

    with suppress(BridgeError):
        read_description(path)
    model = read_model(path)
    encoders = find_encoders(
        model.metadata.features, lambda name, **options: load_encoder(name, device="cpu")
    )
    if not model.metadata.features.fields:
        predict_columns(model, encoders, Columns(np.array([[10.0, 50.0], [20.0, -10.0]]), {}))


def read_encoder(path: Path) -> None:
    """Read an encoder file, and compute embeddings."""
    from satclip_backend.encoders import load_encoder

    load_encoder(path, device="cpu").encode([[10.0, 50.0], [180.0, -90.0]])


def read_keras_weights(path: Path) -> None:
    """Read the dense layers of a file of Keras."""
    from satclip_backend.encoders.keras_files import read_dense_layers

    read_dense_layers(path, path.name)


def read_weights(path: Path) -> None:
    """Read weights of an image encoder."""
    from satclip_backend.pretraining.image_encoders.small_cnn import small_cnn

    small_cnn(3, path)


def read_run(path: Path) -> None:
    """Read the state of a pretraining run, as it is listed."""
    from satclip_backend.pretraining.runs import RunFolder, read_run

    with tempfile.TemporaryDirectory() as scratch:
        RunFolder(scratch).state_file.write_bytes(path.read_bytes())
        read_run(scratch)


def read_shapefile(path: Path) -> None:
    """Read the area in a Shapefile, whose parts are in a zip."""
    with tempfile.TemporaryDirectory() as scratch:
        for name, content in unzipped(path.read_bytes()).items():
            (Path(scratch) / name).write_bytes(content)
        read_polygons(Path(scratch) / "area.shp")


def read_index(path: Path) -> None:
    """Read the patches of a folder by its index."""
    import numpy as np

    from satclip_backend.pretraining.images.patch_folder import open_patch_folder

    with tempfile.TemporaryDirectory() as scratch:
        shutil.copytree(DATA / "s2-100k" / "images", Path(scratch) / "images")
        shutil.copy(path, Path(scratch) / "index.csv")
        folder = open_patch_folder(scratch)
        folder.read(np.arange(min(len(folder.lonlat), 4)))


def read_basis(path: Path) -> None:
    """Read the PCA basis of a map."""
    from satclip_backend.cli.pca_basis import read_basis

    read_basis(path)


READERS = {
    "delimited text": Reader(
        tables(".csv", ".tsv", ".txt"), (*BYTES, changed_cells, changed_cells), read_table
    ),
    "NumPy array": Reader(made("points.npy", make_array), BYTES, read_table),
    "Parquet": Reader(tables(".parquet"), (*BYTES, changed_geo, changed_geo, changed_geo), read_table),
    "GeoPackage": Reader(tables(".gpkg"), (*BYTES, *[changed_record] * 3), read_table),
    "GeoJSON": Reader(made("area.geojson", make_geojson), (*BYTES, mutated_json), read_polygons),
    "Shapefile": Reader(made("area.zip", make_shapefile), (mutated_member,), read_shapefile),
    "table on the wire": Reader(made("rows.npz", make_columns), ZIP, read_columns),
    "model": Reader(made("model.satclip", make_model), ZIP, read_model),
    "encoder": Reader(
        lambda: [ROOT / "resources" / "encoders" / "bundled.safetensors"], SAFETENSORS, read_encoder
    ),
    "model of the hub": Reader(
        lambda: sorted((DATA / "location_encoders").glob("*/*.safetensors")), SAFETENSORS, read_encoder
    ),
    "checkpoint": Reader(
        lambda: [*sorted(GOLDEN.glob("*.ckpt")), *sorted((DATA / "location_encoders").glob("*.pt"))],
        ZIP,
        read_encoder,
    ),
    "Keras weights": Reader(made("weights.h5", make_keras_weights), BYTES, read_keras_weights),
    "image encoder": Reader(made("weights.pth", make_weights), ZIP, read_weights),
    "image": Reader(images, BYTES, read_image),
    "image of another format": Reader(
        lambda: [
            DATA / "imagery" / "globe" / "2004-01.jpg",
            *(made(f"image{ending}", make_image)()[0] for ending in DRIVERS),
        ],
        BYTES,
        read_image,
    ),
    "VRT": Reader(made("image.vrt", make_vrt), BYTES, read_image),
    "patches": Reader(made("patches.zip", make_patches), (*ZIP, mutated_member), read_patch_zip),
    "index of patches": Reader(
        lambda: [DATA / "s2-100k" / "index.csv"], (*BYTES, changed_cells, changed_cells), read_index
    ),
    "basis": Reader(made("basis.json", make_basis), (*BYTES, mutated_json, mutated_json), read_basis),
    "run": Reader(made("run.json", make_run), (*BYTES, mutated_json, mutated_json), read_run),
}
