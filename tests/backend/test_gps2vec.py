"""GPS2Vec: embeddings against the published procedure in NumPy and PROJ, and the layout of the published files."""

import math
import sys
import zipfile

import geopandas as gpd
import h5py
import numpy as np
import pandas as pd
import pyproj
import pytest
import torch

import satclip_backend
from satclip_backend.cli import main
from satclip_backend.encoders import load_encoder
from satclip_backend.encoders.families.gps2vec import FAMILY, ZONES
from satclip_backend.errors import NotFoundError, SatclipError

HIDDEN = [12, 16, 24]
BANDS = "CDEFGHJKLMNPQRSTUVWX"
CENTRAL = {"32V": (3, 12), "31X": (0, 9), "33X": (9, 21), "35X": (21, 33), "37X": (33, 42)}
PLACES = {
    "48N": [(103.764553967551, 1.3199909039789364), (105.0, 0.0), (102.0, 7.9999)],
    "18T": [(-74.006, 40.7128), (-75.0, 44.0)],
    "23K": [(-43.2, -22.9), (-48.0, -16.0001)],
    "31M": [(3.0, -1e-9), (0.5, -4.0)],
    "32V": [(3.0, 60.4), (11.99, 56.0), (9.0, 63.99)],
    "31X": [(0.0, 72.0), (8.9, 80.0)],
    "33X": [(15.6, 78.2), (9.0, 84.0), (20.99, 83.0)],
    "37X": [(41.9, 75.0)],
    "1C": [(-180.0, -80.0), (179.99 + 0.02, -73.0)],
}


def random_layers(seed, heads, hidden=HIDDEN):
    """Return kernels and biases of one zone; heads are last, each from the last hidden layer."""
    rng = np.random.default_rng(seed)
    sizes = [400, *hidden]
    shapes = [*zip(sizes[:-1], sizes[1:], strict=True), *((hidden[-1], head) for head in heads)]
    return [
        (
            rng.normal(0, 2 / math.sqrt(rows), (rows, columns)).astype("f4"),
            rng.normal(0, 1, columns).astype("f4"),
        )
        for rows, columns in shapes
    ]


def write_keras(path, layers, *, whole=False, **options):
    """Write the layers as Keras 2.2 does, as weights or as part of a whole model."""
    heads = [[], ["tag"], ["object", "scene"]][len(layers) - 3]
    names = ["input_1", "flatten_1", "layer1", "layer2", "layer3", *heads]
    with h5py.File(path, "w") as file:
        group = file.create_group("model_weights") if whole else file
        if whole:
            file.attrs["model_config"] = b"{}"
            file.create_group("optimizer_weights").create_dataset("m", data=np.zeros(9))
        group.attrs["layer_names"] = [name.encode() for name in names]
        group.attrs["backend"], group.attrs["keras_version"] = b"tensorflow", b"2.2.5"
        for name in names:
            layer = group.create_group(name)
            weights = [f"{name}/kernel:0", f"{name}/bias:0"] if name not in names[:2] else []
            layer.attrs["weight_names"] = [weight.encode() for weight in weights]
            for weight, values in zip(weights, layers[max(names.index(name) - 2, 0)], strict=False):
                layer.create_dataset(weight, data=values, **options)
    return path


def write_zones(folder, zones, heads=(7,), **options):
    """Write a file per zone; return the layers of each."""
    folder.mkdir(exist_ok=True)
    made = {zone: random_layers(seed, heads) for seed, zone in enumerate(zones)}
    for zone, layers in made.items():
        write_keras(folder / f"model_{zone[:-1]} {zone[-1]}.h5", layers, **options)
    return made


def easting_northing(lon, lat, zone):
    crs = pyproj.CRS.from_epsg((32700 if lat < 0 else 32600) + int(zone[:-1]))
    return pyproj.Transformer.from_crs(4326, crs, always_xy=True).transform(lon, lat)


def plain_code(lon, lat, zone):
    """Code of a point, cell by cell, as in section 2.1 of Yin et al. (2019) with the grid of the published code."""
    south = -80 + 8 * BANDS.index(zone[-1])
    north = (84 if zone[-1] == "X" else south + 8) - 1e-8
    west, east = CENTRAL.get(zone, (-186 + 6 * int(zone[:-1]), -180 + 6 * int(zone[:-1])))
    rows, at = [], float(west)
    while at < east:
        rows += [easting_northing(at, south, zone)[1], easting_northing(at, north, zone)[1]]
        at += 0.1
    column = min(easting_northing(west, south, zone)[0], easting_northing(west, north, zone)[0])
    width, height = (1_000_000 - 2 * column) / 20, (max(rows) - min(rows)) / 20
    x, y = easting_northing(lon, lat, zone)
    return np.array(
        [
            math.exp(-math.hypot(x - column - width * (i + 0.5), y - min(rows) - height * (j + 0.5)) / 20_000)
            for i in range(20)
            for j in range(20)
        ]
    )


def plain(lon, lat, zone, layers):
    values = plain_code((lon + 180) % 360 - 180, lat, zone)
    for kernel, bias in layers[:3]:
        values = np.maximum(values @ kernel.astype(float) + bias, 0)
    exponents = [np.exp(values @ kernel.astype(float) + bias) for kernel, bias in layers[3:]]
    return np.concatenate([part / part.sum() for part in exponents])


@pytest.mark.parametrize("heads", [[7], [5, 4]])
@pytest.mark.parametrize("whole", [False, True])
def test_a_folder_gives_the_published_embeddings(tmp_path, heads, whole):
    layers = write_zones(tmp_path / "models", PLACES, heads, whole=whole)
    read = FAMILY.read(tmp_path / "models")
    assert read.config == {"zones": sorted(PLACES, key=ZONES.index), "hidden": HIDDEN, "heads": heads}
    assert "9 of 1,196 UTM zones" in read.description
    assert FAMILY.shapes(read.config) == {name: tuple(value.shape) for name, value in read.tensors.items()}
    network = FAMILY.build(read.config).eval()
    network.load_state_dict(dict(read.tensors))
    points = [(lon, lat, zone) for zone, places in PLACES.items() for lon, lat in places]
    expected = np.array([plain(lon, lat, zone, layers[zone]) for lon, lat, zone in points])
    lonlat = torch.tensor([point[:2] for point in points], dtype=torch.float64)
    with torch.inference_mode():
        single, double = network(lonlat).numpy(), network.double()(lonlat).numpy()
    assert (single.dtype, double.dtype) == (np.float32, np.float64)
    assert double.shape == (len(points), sum(heads)) == (len(points), network.dimension)
    np.testing.assert_allclose(double, expected, atol=1e-9)
    np.testing.assert_allclose(single, expected, atol=1e-5)
    assert expected.std(axis=0).min() > 0.01


def test_the_published_sizes_are_read(tmp_path):
    layers = random_layers(0, [1000, 365], [512, 1024, 2048])
    read = FAMILY.read(write_keras(tmp_path / "model_48 N.h5", layers))
    assert read.config == {"zones": ["48N"], "hidden": [512, 1024, 2048], "heads": [1000, 365]}
    assert "visual model, with networks for 1 of" in read.description
    network = FAMILY.build(read.config).eval()
    network.load_state_dict(dict(read.tensors))
    lon, lat = PLACES["48N"][0]
    with torch.inference_mode():
        values = network(torch.tensor([[lon, lat]], dtype=torch.float64))[0].numpy()
    np.testing.assert_allclose(values, plain(lon, lat, "48N", layers), atol=1e-6)
    assert values.sum() == pytest.approx(2, abs=1e-5)


def test_points_without_a_network_have_no_value(tmp_path):
    write_zones(tmp_path / "models", ["48N", "30V"])
    read = FAMILY.read(tmp_path / "models")
    network = FAMILY.build(read.config).eval()
    network.load_state_dict(dict(read.tensors))
    points = [(105, 4), (105, -4), (111, 4), (1.5, 60), (-1.5, 60), (0, 90), (0, -80.01), (105 - 720, 4)]
    with torch.inference_mode():
        values = network(torch.tensor(points, dtype=torch.float64))
    missing = torch.isnan(values)
    assert missing.any(dim=1).tolist() == missing.all(dim=1).tolist()
    assert missing[:, 0].tolist() == [False, True, True, True, False, True, True, False]
    torch.testing.assert_close(values[0], values[-1], rtol=0, atol=1e-6)
    assert network(torch.zeros((0, 2), dtype=torch.float64)).shape == (0, 7)


def test_an_archive_is_read_like_its_folder(tmp_path):
    write_zones(tmp_path / "models_tag", ["48N", "1C"])
    with zipfile.ZipFile(tmp_path / "models_tag.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for file in (tmp_path / "models_tag").iterdir():
            archive.write(file, f"models_tag/{file.name}")
            archive.writestr(f"__MACOSX/models_tag/._{file.name}", b"attributes")
    folder, archived = FAMILY.read(tmp_path / "models_tag"), FAMILY.read(tmp_path / "models_tag.zip")
    assert folder.config == archived.config
    assert all(torch.equal(folder.tensors[name], archived.tensors[name]) for name in folder.tensors)


def test_files_of_other_names_are_left_to_others(tmp_path):
    layers = random_layers(0, [7])
    assert FAMILY.read(write_keras(tmp_path / "classifier.h5", layers)) is None
    assert FAMILY.read(write_keras(tmp_path / "model_31 V.h5", layers)) is None
    assert FAMILY.read(write_keras(tmp_path / "model_61 N.h5", layers)) is None
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("readme.txt", "no weights")
    assert FAMILY.read(tmp_path / "other.zip") is None


def test_archives_of_two_models_are_refused(tmp_path):
    write_keras(tmp_path / "zone.h5", random_layers(0, [7]))
    with zipfile.ZipFile(tmp_path / "both.zip", "w") as archive:
        archive.write(tmp_path / "zone.h5", "models_tag/model_48 N.h5")
        archive.write(tmp_path / "zone.h5", "models_visual/model_48 N.h5")
    with pytest.raises(SatclipError, match="two networks for zone 48N"):
        FAMILY.read(tmp_path / "both.zip")
    write_zones(tmp_path / "models", ["48N"], [7])
    write_keras(tmp_path / "models" / "model_49 N.h5", random_layers(1, [8]))
    with pytest.raises(SatclipError, match=r"model_49 N\.h5 has layers of \[12, 16, 24, 8\] units"):
        FAMILY.read(tmp_path / "models")


def test_damaged_and_hostile_files_are_refused(tmp_path):
    path, secret = tmp_path / "model_48 N.h5", tmp_path / "secret"
    layers = random_layers(0, [7])

    def refused(reason):
        with pytest.raises(SatclipError, match=reason) as error:
            FAMILY.read(path)
        assert "model_48 N.h5" in str(error.value)

    path.write_bytes(b"\x89HDF\r\n\x1a\n" + b"\x00" * 200)
    refused("damaged")
    whole = write_keras(path, layers).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    refused("damaged")
    write_keras(path, layers, compression="gzip")
    refused("one piece")
    write_keras(path, [(kernel.astype("f8"), bias) for kernel, bias in layers])
    refused("float32")
    write_keras(path, layers)
    with h5py.File(path, "a") as file:
        file["layer1/layer1/gamma:0"] = np.zeros(3)
    refused("not a dense layer")
    write_keras(path, random_layers(0, [7], [12, 12, 24]))
    refused("400x12, 12x12, 12x24, 24x7")
    write_keras(path, [*random_layers(0, [7], [12, 16, 20])[:3], layers[3]])
    refused("400x12, 12x16, 16x20, 24x7")
    write_keras(path, random_layers(0, []))
    refused("heads")

    kernel = layers[0][0]
    secret.write_bytes(kernel.tobytes())
    for hide in (
        lambda layer: layer.create_dataset(
            "layer1/kernel:0", kernel.shape, "f4", external=[(str(secret), 0, kernel.nbytes)]
        ),
        lambda layer: layer.__setitem__("layer1/kernel:0", h5py.ExternalLink(str(tmp_path / "o.h5"), "/k")),
        lambda layer: layer.__setitem__("layer1/kernel:0", h5py.SoftLink("/layer1/layer1/bias:0")),
        lambda layer: layer.create_dataset("layer1/kernel:0", (2**20, 2**20), "f4"),
    ):
        write_keras(path, layers)
        with h5py.File(tmp_path / "o.h5", "w") as other:
            other["k"] = kernel
        with h5py.File(path, "a") as file:
            del file["layer1/layer1/kernel:0"]
            hide(file["layer1"])
        refused("one piece|has no")

    (tmp_path / "damaged.zip").write_bytes(b"PK\x03\x04" + b"\x00" * 100)
    with pytest.raises(SatclipError, match=r"damaged\.zip is damaged"):
        FAMILY.read(tmp_path / "damaged.zip")


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"zones": []}, "zones"),
        ({"zones": ["48N", "48N"]}, "zones"),
        ({"zones": ["31V"]}, "31V"),
        ({"zones": [48]}, "zones"),
        ({"zones": None}, "zones"),
        ({"hidden": [12, 16]}, "layers"),
        ({"hidden": [12, 16, 10**9]}, "hidden layers"),
        ({"heads": [7, True]}, "heads"),
        ({"heads": [2000, 2000]}, "layers"),
        ({"heads": "7"}, "heads"),
        ({"zones": ZONES, "hidden": [512, 1024, 2048], "heads": [2000]}, "1,196 zones, more than the 77"),
    ],
)
def test_invalid_configs_are_refused(changes, named):
    with pytest.raises(ValueError, match=named):
        FAMILY.shapes({"zones": ["48N"], "hidden": HIDDEN, "heads": [7]} | changes)


@pytest.mark.parametrize("form", ["models", "models.zip"])
def test_an_imported_encoder_has_values_in_its_zones_only(tmp_path, capsys, form):
    layers = write_zones(tmp_path / "models", ["48N", "18T"], [5, 4])
    with zipfile.ZipFile(tmp_path / "models.zip", "w") as archive:
        for file in (tmp_path / "models").iterdir():
            archive.write(file, file.name)
    assert main(["encoders", "import", str(tmp_path / form), "--name", "gps2vec"]) == 0
    assert "2 of 1,196 UTM zones" in capsys.readouterr().out
    encoder = load_encoder("gps2vec", device="cpu")
    assert (encoder.metadata.family, encoder.dimension) == ("gps2vec", 9)
    assert "no embedding" in encoder.pca.fitted_on
    points = np.array([(105.5, 3), (0, 0), (-74.006, 40.7128), (105.5, 3 - 90)])
    values = encoder.encode(points, dtype="float64")
    assert np.isnan(values).all(axis=1).tolist() == [False, True, False, True]
    np.testing.assert_allclose(values[0], plain(*points[0], "48N", layers["48N"]), atol=1e-9)
    np.testing.assert_allclose(values[2], plain(*points[2], "18T", layers["18T"]), atol=1e-9)


def test_a_folder_of_other_files_is_refused_by_what_it_has(tmp_path):
    (tmp_path / "photographs").mkdir()
    (tmp_path / "photographs" / "one.jpg").touch()
    with pytest.raises(SatclipError, match=r"a folder with 'one\.jpg'"):
        load_encoder(tmp_path / "photographs")
    with pytest.raises(NotFoundError, match="no encoder"):  # clients of a server name encoders by texts
        load_encoder(str(tmp_path / "photographs"))


def test_reading_without_h5py_says_how_to_install_it(tmp_path, monkeypatch):
    path = write_keras(tmp_path / "model_48 N.h5", random_layers(0, [7]))
    monkeypatch.setitem(sys.modules, "h5py", None)
    with pytest.raises(SatclipError, match=r"Install it with: .*python.* -m pip install h5py"):
        FAMILY.read(path)


def test_an_archive_with_a_file_too_large_for_a_zone_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "models.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("model_48 N.h5", bytes(2**27 + 1))
    with pytest.raises(SatclipError, match=r"model_48 N\.h5 would have 134,217,729 bytes"):
        FAMILY.read(tmp_path / "models.zip")


def test_rows_outside_the_zones_are_kept_and_counted(satclip_home, tmp_path, capsys):
    write_zones(tmp_path / "zones", ["48N"])
    assert main(["encoders", "import", str(tmp_path / "zones"), "--name", "singapore"]) == 0
    (tmp_path / "in.csv").write_text("id,lon,lat\n1,103.8,1.3\n2,13.4,52.5\n3,,\n4,104,2\n")
    capsys.readouterr()
    assert (
        main(["embed", str(tmp_path / "in.csv"), "-o", str(tmp_path / "out.csv"), "--encoder", "singapore"])
        == 0
    )
    said = capsys.readouterr().err
    assert "1 row has no valid position and got nulls." in said
    assert "1 row lies where the encoder has no embedding: it is kept without values." in said
    out = pd.read_csv(tmp_path / "out.csv")
    assert out["id"].tolist() == [1, 2, 3, 4]
    assert out["emb_1"].isna().tolist() == [False, True, True, False]


def test_a_frame_outside_the_zones_is_warned_of(satclip_home, tmp_path):
    write_zones(tmp_path / "zones", ["48N"])
    assert main(["encoders", "import", str(tmp_path / "zones"), "--name", "malaya"]) == 0
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy([103.8, 13.4], [1.3, 52.5], crs=4326))
    with pytest.warns(UserWarning, match="1 row lies where the encoder has no embedding") as caught:
        assert satclip_backend.embed(points, encoder="malaya")["emb_1"].isna().tolist() == [False, True]
    assert len(caught) == 1
