"""Encoders of any family: their files, evaluation, maps, models and import, with small networks of random weights."""

import json
import shutil
import zipfile
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
import torch
from safetensors import safe_open
from safetensors.numpy import save_file

from satclip_backend.cli import main
from satclip_backend.encoders import Encoder, load_encoder
from satclip_backend.encoders.families import families, family
from satclip_backend.encoders.files import build_network, network_shapes, read_metadata, write_encoder
from satclip_backend.encoders.heads import LinearHead, cosine_head
from satclip_backend.encoders.library import import_encoder
from satclip_backend.encoders.metadata import SATCLIP, EncoderMetadata
from satclip_backend.encoders.pca import fit_sphere
from satclip_backend.encoders.plain_inference import PlainInference
from satclip_backend.encoders.published import read_published
from satclip_backend.encoders.variants import truncated
from satclip_backend.errors import SatclipError
from satclip_backend.geo.sphere import fibonacci_lattice
from satclip_backend.pretraining.official_export import write_official
from satclip_backend.processes.embedding_map import Inputs, write_map
from satclip_backend.processes.process import Context
from satclip_backend.rasters.cluster_examples import cluster_examples
from satclip_backend.rasters.clusters import fit_clusters
from satclip_backend.rasters.label_classifier import fit_labels
from satclip_backend.rasters.similarity import LIMITS, similarity_head, view_range, world_range

CONFIG = {
    "basis": "theory",
    "network": "fcnet",
    "degree": 10,
    "frequencies": 6,
    "min_radius": 2.0,
    "max_radius": 90.0,
    "capacity": 12,
    "hidden_layers": 2,
    "dimension": 7,
    "w0": 30.0,
}


def random_network(config=CONFIG, seed=1):
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        return family("basis-network").build(config)


def metadata_of(config=CONFIG, **known):
    return EncoderMetadata.of("basis-network", "Theory", config["dimension"], config, **known)


@pytest.fixture
def other_file(tmp_path):
    path = tmp_path / "theory.safetensors"
    write_encoder(path, random_network(), metadata_of(citation="Someone et al. (2024)", licence="MIT"))
    return path


@pytest.fixture
def other(other_file):
    return load_encoder(other_file, device="cpu")


class Land(torch.nn.Module):
    """A network without values south of 60 degrees south."""

    def __init__(self):
        super().__init__()
        self.network, self.dimension = random_network(), CONFIG["dimension"]

    def forward(self, lonlat):
        values = self.network(lonlat)
        return torch.where(lonlat[:, 1:] < -60, torch.nan, values)


@pytest.fixture
def partial():
    return Encoder("partial", Land(), metadata_of(), device="cpu")


def test_every_family_has_its_name_and_known_suffixes():
    names = [one.name for one in families()]
    assert names[0] == "satclip"
    assert len(set(names)) == len(names)
    assert all(
        suffix[0] in "./" and suffix == suffix.lower() for one in families() for suffix in one.suffixes
    )
    with pytest.raises(SatclipError, match=r"family 'magic' are not supported.*satclip"):
        family("magic")


def test_metadata_of_other_families_have_a_config_and_no_settings_of_satclip():
    metadata = metadata_of()
    assert EncoderMetadata.from_json(metadata.to_json()) == metadata
    assert all(getattr(metadata, name) is None for name in SATCLIP)
    assert metadata.settings == CONFIG
    assert hash(metadata) == hash(metadata_of())


def test_old_encoder_files_have_the_settings_of_satclip(tiny_encoder_file):
    metadata = read_metadata(tiny_encoder_file)
    old = {k: v for k, v in json.loads(metadata.to_json()).items() if k not in ("config", "citation")}
    assert EncoderMetadata.from_json(json.dumps(old)) == metadata
    assert metadata.settings == {
        "degree": 5, "basis": "stable", "capacity": 16, "hidden_layers": 2, "dimension": 8, "w0": 30.0
    }  # fmt: skip
    assert metadata.config == {}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"degree": 10}, "only SatCLIP encoders have degree"),
        ({"config": [1]}, "config is"),
        ({"config": {"x": "y" * 30_000}}, "config has more than"),
        ({"dimension": 0}, "dimension is 0"),
        ({"family": "magic"}, "family 'magic'"),
        ({"family": "satclip"}, "degree is None"),
    ],
)
def test_invalid_metadata_are_refused(other_file, changes, words):
    with safe_open(other_file, "np") as file:
        header = json.loads(file.metadata()["satclip"])
        tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
    save_file(tensors, other_file, metadata={"satclip": json.dumps(header | changes)})
    with pytest.raises(SatclipError, match=words):
        load_encoder(other_file)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"basis": "magic"}, "its basis is 'magic', not one of spherical-harmonics, direct"),
        ({"network": 3}, "its network is 3"),
        ({"capacity": 10**9}, "its capacity is 1000000000"),
        ({"frequencies": 1}, "its frequencies is 1, not 2 to 256"),
        ({"min_radius": 0}, "radii"),
        ({"min_radius": float("inf")}, "its config is {.*"),
        ({"max_radius": 1.0}, "radii"),
        ({"w0": "fast"}, "its w0 is 'fast'"),
        ({"frequencies": 7}, "does not hold the weights that it describes: network.first.weight"),
        ({"dimension": 8}, "does not hold the weights that it describes: network.last_layer.weight"),
    ],
)
def test_settings_that_do_not_fit_are_refused(other_file, changes, words):
    with safe_open(other_file, "np") as file:
        header = json.loads(file.metadata()["satclip"])
        tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
    header["config"] |= changes
    save_file(tensors, other_file, metadata={"satclip": json.dumps(header)})
    with pytest.raises(SatclipError, match=words):
        load_encoder(other_file)


def test_a_dimension_that_is_not_the_networks_is_refused():
    metadata = replace(metadata_of(), dimension=8)
    with pytest.raises(SatclipError, match="have 8 dimensions, but they have 7"):
        build_network(metadata, random_network().state_dict(), "x")


def test_a_file_gives_the_embeddings_of_its_network(other):
    lonlat = fibonacci_lattice(5000)
    network = random_network().eval()
    with torch.inference_mode():
        exact = network.double()(torch.from_numpy(lonlat)).numpy()
    assert other.dimension == 7
    np.testing.assert_array_equal(other.encode(lonlat, dtype="float64"), exact)
    single = other.encode(lonlat)
    assert single.dtype == np.float32
    np.testing.assert_allclose(single, exact, atol=1e-5)
    np.testing.assert_allclose(other.encode(lonlat, batch_size=77), single, atol=1e-6)


def test_longitudes_wrap_and_invalid_points_are_nan(other):
    points = np.array([[190.0, 10], [-170, 10], [550, 10], [np.nan, 0], [0, 91], [0, 90]])
    values = other.encode(points)
    np.testing.assert_array_equal(values[0], values[1])
    np.testing.assert_array_equal(values[0], values[2])
    assert np.isnan(values[3:5]).all()
    assert np.isfinite(values[5]).all()
    assert other.encode(np.empty((0, 2))).shape == (0, 7)


def test_heads_are_applied_to_the_embeddings(other):
    lonlat = fibonacci_lattice(3000)
    embeddings = other.encode(lonlat, dtype="float64")
    rng = np.random.default_rng(0)
    linear = LinearHead(np.zeros(2), rng.normal(size=(2, 7)), rng.normal(size=2))
    cosine = cosine_head(embeddings.mean(0), rng.normal(size=(3, 7)), np.zeros(3))
    for head in (linear, cosine):
        np.testing.assert_allclose(
            other.encode(lonlat, dtype="float64", head=head), head(embeddings), atol=1e-12
        )


def test_a_grid_has_the_values_of_its_points(other):
    lon, lat = np.linspace(-180, 179, 40), np.linspace(-90, 90, 30)
    head = LinearHead(np.zeros(7), np.eye(7), np.zeros(7))
    grid = other.encode_grid(lon, lat, head, dtype="float64")
    assert grid.shape == (30, 40, 7)
    points = np.column_stack([np.tile(lon, 30), np.repeat(lat, 40)])
    np.testing.assert_allclose(grid.reshape(-1, 7), other.encode(points, dtype="float64"), atol=1e-12)


def test_points_without_a_value_are_nan_and_left_out_of_the_pca(partial):
    lonlat = fibonacci_lattice(4000)
    values = partial.encode(lonlat, head=partial.pca.first(3).head())
    missing = lonlat[:, 1] < -60
    np.testing.assert_array_equal(np.isnan(values).all(axis=1), missing)
    pca = fit_sphere(partial, 4000)
    assert np.isfinite(pca.components).all()
    assert f"4000 points uniform on the sphere (Fibonacci lattice), of which {missing.sum()}" in pca.fitted_on
    whole = fit_sphere(Encoder("whole", partial.network.network, metadata_of(), device="cpu"), 4000)
    assert not np.allclose(pca.mean, whole.mean)


def test_similarity_needs_places_that_the_encoder_covers(partial):
    head = similarity_head(partial, np.array([[10.0, 50]]), 1e-3)
    assert np.isfinite(head.matrix).all()
    assert world_range(partial, head).high in LIMITS
    for place, words in (
        ([10.0, -70.0], "not covered by the encoder partial"),
        ([10.0, 91.0], "not on Earth"),
    ):
        with pytest.raises(SatclipError, match=words):
            similarity_head(partial, np.array([place]), 1e-3)


def test_a_map_that_the_encoder_does_not_cover_is_refused_for_that_reason(partial, tmp_path):
    def draw(crs, extent, pixel_size, basis="encoder"):
        inputs = Inputs(crs=crs, extent=extent, pixel_size=pixel_size, basis=basis)
        return write_map(inputs, tmp_path / "map.tif", Context(tmp_path), lambda id: partial)

    uncovered = [("EPSG:4326", (0, -80, 10, -70), 1), ("EPSG:3031", (-9e5, -1e5, -7e5, 1e5), 1e4)]
    for each, basis in product(uncovered, ("encoder", "extent")):  # the second extent is not cylindrical
        with pytest.raises(SatclipError, match="is covered by the encoder: choose another extent or encoder"):
            draw(*each, basis)
    with pytest.raises(SatclipError, match="has a valid location in the CRS"):
        draw("EPSG:8857", (-17e6, 8e6, -16e6, 8.3e6), 1e4)
    assert not (tmp_path / "map.tif").exists()
    assert draw("EPSG:4326", (0, -80, 10, -50), 1)["summary"]["valid_pixels"] == 100


def test_clusters_leave_out_points_without_a_value(partial):
    lonlat = fibonacci_lattice(500)
    clusters, northern = (
        fit_clusters(partial, points, 4) for points in (lonlat, lonlat[lonlat[:, 1] >= -60])
    )
    np.testing.assert_array_equal(clusters.centres, northern.centres)
    np.testing.assert_array_equal(clusters.typical, northern.typical)
    with pytest.raises(SatclipError, match="fewer than 4 different embeddings"):
        fit_clusters(partial, lonlat[lonlat[:, 1] < -60], 4)


def test_places_of_a_view_that_the_encoder_does_not_cover_are_left_out(partial):
    """The range of a similarity, examples of a cluster and the least certain place are those of the other places."""
    view = np.array([[0.0, -89], [20, 40], [10, -70], [60, 10], [-50, -61], [100, 30], [-90, -20]])
    covered = np.flatnonzero(view[:, 1] >= -60)
    head = similarity_head(partial, np.array([[10.0, 50]]), 1e-3)
    assert view_range(partial, head, view) == view_range(partial, head, view[covered])
    np.testing.assert_array_equal(
        cluster_examples(partial, view), covered[cluster_examples(partial, view[covered])]
    )
    labels = fit_labels(partial, [np.array([[10.0, 50]]), np.array([[-70.0, 0]])])
    found, expected = (labels.least_certain(partial, points) for points in (view, view[covered]))
    assert (found.row, found.margin) == (covered[expected.row], expected.margin)
    nowhere = view[view[:, 1] < -60]
    with pytest.raises(SatclipError, match="The encoder knows no place in this view"):
        view_range(partial, head, nowhere)
    assert len(cluster_examples(partial, nowhere)) == 0
    assert labels.least_certain(partial, nowhere) is None


def test_the_hash_covers_weights_and_config(other):
    def of(network, metadata):
        return Encoder("x", network, metadata, device="cpu").weights_sha256

    assert of(random_network(), metadata_of()) == other.weights_sha256
    assert of(random_network(), metadata_of(dict(reversed(CONFIG.items())))) == other.weights_sha256
    assert of(random_network(seed=2), metadata_of()) != other.weights_sha256
    assert of(random_network(), metadata_of(CONFIG | {"min_radius": 2.5})) != other.weights_sha256


def test_a_basis_of_many_columns_is_evaluated_in_small_batches():
    """A file of 1 MB may describe a basis that takes 2 GB for 1,024 points."""
    config = CONFIG | {"basis": "dfs", "network": "linear", "frequencies": 256, "dimension": 1}
    network = random_network(config)
    assert network.columns == 4 * 256**2 + 4 * 256
    sizes = []
    network.register_forward_pre_hook(lambda module, points: sizes.append(len(points[0])))
    plain = PlainInference(network, torch.float32, torch.device("cpu"))
    assert np.isfinite(plain.scattered(fibonacci_lattice(40), None)).all()
    assert max(sizes) * network.columns <= 2**21
    assert sum(sizes) == 40


def test_satclip_keeps_its_fast_evaluation(tiny_encoder, other):
    assert not isinstance(tiny_encoder._inference("float32"), PlainInference)
    assert isinstance(other._inference("float32"), PlainInference)


def test_plain_evaluation_of_satclip_agrees_with_the_fast_one(tiny_encoder):
    lonlat = fibonacci_lattice(3000)
    plain = PlainInference(tiny_encoder.network, torch.float64, torch.device("cpu"))
    np.testing.assert_allclose(
        plain.scattered(lonlat, None), tiny_encoder.encode(lonlat, dtype="float64"), atol=1e-12
    )


def test_the_command_line_imports_lists_maps_and_removes(other_file, tmp_path, capsys):
    def run(*args):
        status = main(list(map(str, args)))
        return status, *capsys.readouterr()

    status, out, _ = run("encoders", "import", other_file, "--name", "mine")
    assert status == 0
    assert "basis-network" in out
    assert "Someone et al. (2024)" in out
    assert "w0  " not in out.replace("'w0'", "")
    status, out, _ = run("encoders", "list")
    assert ["mine", "basis-network", "-", "-", "7", "MIT"] in [line.split() for line in out.splitlines()]
    status, out, _ = run("encoders", "info", "mine", "--json")
    known = json.loads(out)
    assert (known["degree"], known["config"]) == (None, CONFIG)
    status, out, _ = run(
        *("map", "--encoder", "mine", "-o", tmp_path / "map.tif", "--extent", -180, -90, 180, 90),
        *("--pixel-size", 2),
    )
    assert status == 0, out
    import rasterio

    with rasterio.open(tmp_path / "map.tif") as raster:
        values = raster.read()
        lon, lat = raster.xy(40, 50)
    encoder = load_encoder("mine", device="cpu")
    expected = encoder.encode([[lon, lat]], head=encoder.pca.first(len(values)).head().exact())[0]
    assert np.isfinite(values).all()
    np.testing.assert_allclose(values[:, 40, 50], expected, atol=2e-3 * np.sqrt(encoder.pca.variance[0]))
    assert import_encoder(other_file, "mine").id == "mine"


def test_only_satclip_has_degrees_to_cut_and_an_official_form(other, tmp_path):
    with pytest.raises(SatclipError, match="has no degree L"):
        truncated(other, 3)
    with pytest.raises(SatclipError, match=r"Only SatCLIP encoders.*basis-network"):
        write_official(tmp_path / "x.ckpt", other)
    assert not (tmp_path / "x.ckpt").exists()


def test_files_of_no_family_are_refused_with_what_was_found(tmp_path, other_file):
    (tmp_path / "table.h5").write_bytes(b"\x89HDF\r\n\x1a\n" + bytes(100))
    (tmp_path / "notes.txt").write_text("notes")
    with zipfile.ZipFile(tmp_path / "photos.zip", "w") as archive:
        archive.writestr("photo.jpg", b"x")
    torch.save({"fc.weight": torch.zeros(2)}, tmp_path / "other.bin")
    for name, found in (
        ("table.h5", "an HDF5 file that is not named after a UTM zone"),
        ("notes.txt", "a file of an unknown format"),
        ("photos.zip", "a zip archive with 'photo.jpg'"),
        ("other.bin", "a PyTorch file with 'fc.weight'"),
    ):
        with pytest.raises(
            SatclipError, match=rf"{name} is not an encoder that can be imported: it is {found}"
        ):
            read_published(tmp_path / name)
    shutil.copy(other_file, tmp_path / "encoder.CKPT")
    with pytest.raises(SatclipError, match="not a checkpoint"):
        load_encoder(tmp_path / "encoder.CKPT")


def test_listing_encoders_of_other_families_does_not_import_torch(other_file, satclip_home, run_python):
    (satclip_home / "encoders").mkdir(parents=True)
    shutil.copy(other_file, satclip_home / "encoders" / "mine.safetensors")
    code = (
        "import sys; from satclip_backend.encoders.registry import list_encoders;"
        "print([i.id for i in list_encoders() if i.metadata.family != 'satclip'], 'torch' in sys.modules)"
    )
    assert run_python(code).strip() == "['mine'] False"


def test_shapes_are_those_of_the_network():
    state = random_network().state_dict()
    assert network_shapes(metadata_of()) == {name: tuple(tensor.shape) for name, tensor in state.items()}
