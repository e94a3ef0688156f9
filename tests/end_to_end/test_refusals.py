"""Test error messages of `qgis_process`: bad input, an overwritten input, a format that loses features."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import headless_qgis
import pytest
from headless_qgis import STATIONS

LAYERS = Path(__file__).parents[1] / "data" / "layers"


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [
        ({"PIXEL_SIZE": 0.0001}, "pixels"),
        ({"MODEL": "no-such-encoder"}, "no-such-encoder"),
        ({"EXTENT": "10,10,5,5 [EPSG:4326]"}, "extent"),
    ],
)
def test_bad_input_gives_a_message_and_leaves_no_file(env, tmp_path, parameters, sentence):
    output = tmp_path / "map.tif"
    given = {"EXTENT": "-180,180,-90,90 [EPSG:4326]", "CRS": "EPSG:4326", "PIXEL_SIZE": 1, "OUTPUT": output}
    with pytest.raises(headless_qgis.QgisFailed) as failure:
        headless_qgis.run_algorithm("satclip:embeddingmap", {**given, **parameters}, env)
    assert sentence in str(failure.value)
    assert "Traceback" not in str(failure.value)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("algorithm", "parameters"),
    [
        ("satclip:embedpoints", {"OUTPUT": "points.gpkg"}),
        ("satclip:embedpoints", {"OUTPUT": "ogr:dbname='link.gpkg' table=\"TABLE\" (geom)"}),
        ("satclip:fitmodel", {"TARGET": "mean_temp_c", "MODEL_FILE": "m.satclip", "ROWS": "points.gpkg"}),
    ],
)
def test_an_output_must_not_overwrite_its_input_layer(env, tmp_path, algorithm, parameters):
    path = Path(shutil.copy(STATIONS, tmp_path / "points.gpkg"))
    (tmp_path / "link.gpkg").symlink_to(path)
    before = path.read_bytes()
    spelled = {
        "points.gpkg": str(path),
        "link.gpkg": f"{tmp_path}/link.gpkg",
        "TABLE": table_of(path).upper(),
    }
    for short, long in spelled.items():
        parameters = {name: value.replace(short, long) for name, value in parameters.items()}
    with pytest.raises(headless_qgis.QgisFailed, match="would overwrite"):
        headless_qgis.run_algorithm(algorithm, {"INPUT": path, **parameters}, env)
    assert path.read_bytes() == before
    assert {file.name for file in tmp_path.iterdir()} == {"points.gpkg", "link.gpkg"}


def table_of(path: Path) -> str:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        return database.execute("SELECT table_name FROM gpkg_contents").fetchone()[0]


@pytest.mark.parametrize("name", ["out.fgb", "out.gpkg"])
def test_features_without_geometry_are_kept_or_the_format_is_refused(env, tmp_path, name):
    """FlatGeobuf would drop it without an error message."""
    parameters = {"INPUT": LAYERS / "types.geojson", "OUTPUT": tmp_path / name, "ADD": 1, "COMPONENTS": 2}
    if name == "out.gpkg":
        results = headless_qgis.run_algorithm("satclip:embedpoints", parameters, env)
        assert (results["EMBEDDED_COUNT"], results["SKIPPED_COUNT"]) == (3, 1)
    else:
        with pytest.raises(
            headless_qgis.QgisFailed, match="FlatGeobuf can't store features without a geometry"
        ):
            headless_qgis.run_algorithm("satclip:embedpoints", parameters, env)
        assert not list(tmp_path.iterdir())
