"""STAC items are valid against the schemas of STAC and of its extensions, and say what the files hold."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from pathlib import Path

import geopandas
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from jsonschema import Draft7Validator
from referencing import Registry
from referencing.jsonschema import DRAFT7

from satclip_backend.cli import main
from satclip_backend.encoders.metadata import SATCLIP
from satclip_backend.encoders.stac_items import encoder_item

SCHEMAS = Path(__file__).parents[1] / "data" / "stac"
CORE = "https://schemas.stacspec.org/v1.0.0"
EXTENSIONS = "https://stac-extensions.github.io"
FEATURE = {
    "type": "object",
    "required": ["type", "geometry", "properties"],
    "properties": {"type": {"const": "Feature"}},
}
GEOMETRY = {
    "type": "object",
    "required": ["type", "coordinates"],
    "properties": {"type": {"enum": ["Point", "Polygon", "MultiPolygon"]}, "coordinates": {"type": "array"}},
}


@pytest.fixture(scope="module")
def problems():
    """Return a function that lists where an item breaks the core schema or those of its extensions."""
    found = {"https://geojson.org/schema/Feature.json": FEATURE}
    found["https://geojson.org/schema/Geometry.json"] = GEOMETRY
    for path in SCHEMAS.glob("*.json"):
        name, _, version = path.stem.rpartition("-")
        part = "collection" if name == "collection" else "item"
        core = f"{CORE}/{part}-spec/json-schema/{name}.json"
        uri = core if version == "v1.0.0" else f"{EXTENSIONS}/{name}/{version}/schema.json"
        found[uri] = json.loads(path.read_text())
    for uri, schema in found.items():
        schema["$id"] = uri
    registry = Registry().with_resources((uri, DRAFT7.create_resource(s)) for uri, s in found.items())

    def problems(item):
        uris = [f"{CORE}/item-spec/json-schema/item.json", *item["stac_extensions"]]
        return [
            f"{uri}: {error.json_path} {error.message}"
            for uri in uris
            for error in Draft7Validator(found[uri], registry=registry).iter_errors(item)
        ]

    return problems


@pytest.fixture
def stac(tmp_path, monkeypatch, capsys):
    """Return a function that runs the command and returns the item."""
    monkeypatch.chdir(tmp_path)

    def stac(file):
        capsys.readouterr()
        assert main(["stac", str(file)]) == 0
        return json.loads(capsys.readouterr().out)

    return stac


@pytest.fixture
def table(tmp_path, tiny_encoder_file):
    """Return a function that writes a table of embeddings and returns its path."""

    def table(lonlat, *options):
        rows = "\n".join(f"{lon},{lat}" for lon, lat in lonlat)
        (tmp_path / "in.csv").write_text(f"lon,lat\n{rows}\n")
        path = tmp_path / "out.parquet"
        words = ["embed", str(tmp_path / "in.csv"), "-o", str(path), "--encoder", str(tiny_encoder_file)]
        assert main([*words, "--device", "cpu", *options]) == 0
        return path

    return table


@pytest.mark.parametrize(
    "options", [[], ["--vector"], ["--vector", "--quantise", "int8"], ["--components", "2"]]
)
def test_a_table(stac, table, tiny_encoder, problems, options):
    item = stac(table([(10, 50), (12, 53.5), ("", "")], *options))
    assert problems(item) == []
    assert item["bbox"] == [10, 50, 12, 53.5]
    assert item["assets"]["embeddings"]["href"] == "out.parquet"
    properties = item["properties"]
    run = properties["emb:runtime_parameters"]
    assert run["weights_sha256"] == tiny_encoder.weights_sha256
    assert run["dimensions"] == (2 if "--components" in options else 8)
    assert properties["data_type"] == ("int8" if "int8" in options else "float32")
    assert ("emb:quantization" in properties) == ("int8" in options)
    assert ("emb:postprocessing" in properties) == ("--components" in options)


@pytest.mark.parametrize(
    ("lonlat", "bbox", "kind"),
    [
        ([(13.4, 52.5)], [13.4, 52.5, 13.4, 52.5], "Point"),
        ([(178, -18), (-179, -17)], [178, -18, -179, -17], "MultiPolygon"),
        ([(x, y) for x in range(-180, 180, 8) for y in (-60, 70)], [-180, -60, 180, 70], "Polygon"),
    ],
)
def test_the_extent_is_the_smallest_box(stac, table, problems, lonlat, bbox, kind):
    item = stac(table(lonlat))
    assert problems(item) == []
    assert item["bbox"] == pytest.approx(bbox)
    assert item["geometry"]["type"] == kind


@pytest.mark.parametrize(
    ("extent", "bbox"),
    [
        (["10", "50", "12", "51"], [10, 50, 12, 51]),
        (["170", "-20", "180", "-10"], [170, -20, 180, -10]),
        (["175", "-20", "-175", "-10"], [175, -20, -175, -10]),
        (["-180", "-90", "180", "90"], [-180, -90, 180, 90]),
    ],
)
def test_a_map(stac, tmp_path, tiny_encoder_file, tiny_encoder, problems, extent, bbox):
    words = ["map", "-o", str(tmp_path / "map.tif"), "--extent", *extent, "--pixel-size", "0.5"]
    assert main([*words, "--encoder", str(tiny_encoder_file), "--device", "cpu"]) == 0
    item = stac("map.tif")
    assert problems(item) == []
    assert item["bbox"] == pytest.approx(bbox)
    assert item["properties"]["satclip:columns"] == ["PC1", "PC2", "PC3"]
    assert item["properties"]["emb:runtime_parameters"]["weights_sha256"] == tiny_encoder.weights_sha256


def test_a_map_around_a_pole(stac, tmp_path, tiny_encoder_file):
    words = "--extent -900000 -900000 900000 900000 --crs EPSG:3031 --pixel-size 20000 --device cpu"
    assert main(["map", "-o", "map.tif", "--encoder", str(tiny_encoder_file), *words.split()]) == 0
    west, south, east, north = stac("map.tif")["bbox"]
    assert (west, south, east) == (-180, -90, 180)
    assert -80 < north < -78


def test_an_encoder(stac, tiny_encoder_file, tiny_encoder, problems):
    item = stac(tiny_encoder_file)
    assert problems(item) == []
    properties = item["properties"]
    assert properties["mlm:output"][0]["result"]["shape"] == [-1, 8]
    assert properties["mlm:hyperparameters"]["degree"] == 5
    assert properties["mlm:total_parameters"] == sum(p.numel() for p in tiny_encoder.network.parameters())
    assert properties["satclip:weights_sha256"] == tiny_encoder.weights_sha256
    assert item["assets"]["model"]["satclip:sha256"] == tiny_encoder.sha256


@pytest.mark.parametrize("id", ["4", "a", "9-lives", "x.", "satclip-vit16-l40"])
def test_any_id_of_an_encoder(tiny_encoder, problems, id):
    tiny_encoder.id = id
    tiny_encoder.metadata = replace(tiny_encoder.metadata, training_extent=(170, -50, -170, 0), licence="a b")
    item = encoder_item(tiny_encoder, "x.safetensors", "2026-01-01T00:00:00Z")
    assert problems(item) == []
    assert item["geometry"]["type"] == "MultiPolygon"


def test_an_encoder_with_months(tiny_encoder, problems):
    config = {"degree": 5, "a b": 1}
    tiny_encoder.metadata = replace(
        tiny_encoder.metadata, family="months", config=config, **dict.fromkeys(SATCLIP)
    )
    item = encoder_item(tiny_encoder, "x.safetensors", "2026-01-01T00:00:00Z")
    assert problems(item) == []
    assert [given["name"] for given in item["properties"]["mlm:input"]] == ["location", "month"]


def test_the_schemas_find_mistakes(stac, table, tiny_encoder_file, problems):
    good = stac(table([(10, 50)], "--vector", "--quantise", "int8"))
    for change in (
        lambda item: item["properties"].update({"emb:dimensions": 8}),
        lambda item: item["properties"]["emb:quantization"].update(scale=0.1),
        lambda item: item["assets"].clear(),
        lambda item: item["properties"].pop("datetime"),
        lambda item: item.update(bbox=[1, 2]),
    ):
        changed = copy.deepcopy(good)
        change(changed)
        assert problems(changed)
    model = stac(tiny_encoder_file)
    model["properties"]["mlm:output"][0]["result"]["dim_order"] = ["batch", "bands"]
    assert problems(model)


def test_the_address_is_relative_to_the_item(table, tmp_path, capsys):
    path = table([(10, 50)]).rename(tmp_path / "a b.parquet")
    (tmp_path / "items").mkdir()
    assert main(["stac", str(path), "-o", str(tmp_path / "items" / "item.json")]) == 0
    item = json.loads((tmp_path / "items" / "item.json").read_text())
    assert item["assets"]["embeddings"]["href"] == "../a%20b.parquet"


def test_files_that_are_no_embeddings(tmp_path, capsys):
    points = geopandas.points_from_xy([1], [2], crs=4326)
    geopandas.GeoDataFrame(geometry=points).to_parquet(tmp_path / "plain.parquet")
    odd = pa.table({"lon": [1.0], "lat": [2.0]}).replace_schema_metadata({"emb": "[1]"})
    pq.write_table(odd, tmp_path / "odd.parquet")
    np.save(tmp_path / "x.npy", np.zeros((1, 2)))
    for name, reason in {
        "plain.parquet": "plain.parquet has no metadata of embeddings",
        "odd.parquet": "odd.parquet has no metadata of embeddings",
        "x.npy": "x.npy can't be described",
        "gone.tif": "There is no file",
    }.items():
        assert main(["stac", str(tmp_path / name)]) == 1
        assert reason in capsys.readouterr().err
