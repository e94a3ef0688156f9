"""The folder of encoders: import, find, export and remove, in Python and on the command line."""

import json
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import torch

from satclip_backend.cli import main
from satclip_backend.encoders import load_encoder
from satclip_backend.encoders.files import write_encoder
from satclip_backend.encoders.library import export_encoder, import_encoder, remove_encoder
from satclip_backend.encoders.network import LocationEncoder
from satclip_backend.encoders.registry import bundled_path, find, list_encoders
from satclip_backend.errors import NotFoundError, SatclipError


def imported():
    return [info.id for info in list_encoders() if info.id != "bundled"]


def test_an_imported_checkpoint_gives_the_same_embeddings_and_records_its_origin(golden, satclip_home):
    info = import_encoder(golden / "satclip-mini-l10.ckpt")
    assert (info.id, info.path) == (
        "satclip-mini-l10",
        satclip_home / "encoders" / "satclip-mini-l10.safetensors",
    )
    assert (info.metadata.dtype, info.metadata.basis, info.metadata.degree) == ("float64", "official", 10)
    assert info.metadata.source_sha256 == "1615024ec373cbe14551f34dd48a034c662c6e99806aa2610bf7f1e6ce0398f8"
    encoder, known = load_encoder("satclip-mini-l10"), np.load(golden / "satclip-mini-l10.embeddings.npz")
    assert np.abs(encoder.encode(known["lonlat"], dtype="float64") - known["embedding"]).max() < 1e-9
    assert encoder.sha256 == info.sha256
    assert encoder.pca.components.shape == (32, 32)
    assert "uniform on the sphere" in encoder.pca.fitted_on
    assert imported() == ["satclip-mini-l10"]


def test_reimporting_changes_nothing_and_another_encoder_of_that_name_is_refused(golden, tiny_encoder_file):
    first = import_encoder(golden / "satclip-mini-l10.ckpt", "mine")
    stamp = first.path.stat().st_mtime_ns
    assert import_encoder(golden / "satclip-mini-l10.ckpt", "mine").sha256 == first.sha256
    with pytest.raises(SatclipError, match="another encoder 'mine'"):
        import_encoder(tiny_encoder_file, "mine")
    assert first.path.stat().st_mtime_ns == stamp


def test_encoders_that_are_added_at_once_get_different_numbers(tiny_encoder_file, tmp_path):
    """Two training runs of a name can end at the same time."""
    files = []
    for seed in range(4):
        tiny = load_encoder(tiny_encoder_file, device="cpu")
        network = LocationEncoder(5, 16, 8, generator=torch.Generator().manual_seed(seed))
        files.append(tmp_path / f"{seed}.safetensors")
        write_encoder(files[-1], network, tiny.metadata)
    with ThreadPoolExecutor(4) as threads:
        added = list(threads.map(lambda file: import_encoder(file, "fields", numbered=True), files))
    assert {info.id for info in added} == {"fields", "fields-2", "fields-3", "fields-4"}
    assert len({find(info.id).sha256 for info in added}) == 4
    with pytest.raises(SatclipError, match="another encoder 'fields'"):
        import_encoder(tiny_encoder_file, "fields")


def test_an_exported_encoder_can_be_imported(tiny_encoder_file, tmp_path):
    import_encoder(tiny_encoder_file)
    path = export_encoder("tiny", tmp_path)
    assert path == tmp_path / "tiny.safetensors"
    assert path.read_bytes() == find("tiny").path.read_bytes()
    assert export_encoder("tiny", path) == path
    assert import_encoder(path, "again").sha256 == find("tiny").sha256
    path.write_text("mine")
    with pytest.raises(SatclipError, match="something else"):
        export_encoder("tiny", path)
    assert path.read_text() == "mine"
    with pytest.raises(SatclipError, match=r"\.safetensors"):
        export_encoder("tiny", tmp_path / "tiny.ckpt")
    with pytest.raises(SatclipError, match="gone"):
        export_encoder("tiny", tmp_path / "gone" / "tiny.safetensors")


@pytest.mark.parametrize(
    "name", ["bundled", "Ümlaut", "a/b", "../x", "", ".hidden", "a b", "x" * 101, "x.safetensors"]
)
def test_invalid_names_are_refused(tiny_encoder_file, name):
    with pytest.raises(SatclipError, match="name"):
        import_encoder(tiny_encoder_file, name)
    assert imported() == []


def test_a_file_name_becomes_a_valid_id(tiny_encoder_file, tmp_path):
    path = tmp_path / "My Encoder (2).safetensors"
    path.write_bytes(tiny_encoder_file.read_bytes())
    assert import_encoder(path).id == "my-encoder-2"


def test_a_removed_encoder_is_not_found(tiny_encoder_file):
    import_encoder(tiny_encoder_file)
    remove_encoder("tiny")
    assert imported() == []
    with pytest.raises(NotFoundError, match="tiny"):
        remove_encoder("tiny")
    with pytest.raises(SatclipError, match="can't be removed"):
        remove_encoder("bundled")


def test_a_damaged_file_is_not_listed_but_reported_and_can_be_removed(tiny_encoder_file):
    info = import_encoder(tiny_encoder_file)
    info.path.write_bytes(info.path.read_bytes()[:-10])
    assert imported() == []
    with pytest.raises(SatclipError, match="not a whole encoder file"):
        find("tiny")
    remove_encoder("tiny")


def test_a_refused_import_leaves_no_files(golden, tmp_path, satclip_home):
    short = tmp_path / "short.ckpt"
    short.write_bytes((golden / "satclip-mini-l10.ckpt").read_bytes()[:100_000])
    with pytest.raises(SatclipError, match="short"):
        import_encoder(short)
    assert list((satclip_home / "encoders").glob("*")) == []


def test_a_folder_that_cannot_be_written_is_reported(tiny_encoder_file, satclip_home):
    satclip_home.write_text("a file where the folder should be")
    assert imported() == []
    with pytest.raises(SatclipError, match="satclip-home"):
        import_encoder(tiny_encoder_file)


def test_listing_does_not_import_torch(run_python):
    code = "import sys; from satclip_backend.encoders.registry import list_encoders; list_encoders(); "
    assert run_python(code + "print('torch' in sys.modules)").strip() == "False"


def test_the_bundled_encoder_comes_first():
    if bundled_path() is None:
        pytest.skip("this checkout has no bundled encoder yet")
    first = list_encoders()[0]
    assert (first.id, first.path.stat().st_size < 10_000_000) == ("bundled", True)
    assert np.isfinite(load_encoder("bundled").encode([[13.4, 52.5]])).all()


def test_the_command_line_imports_lists_exports_and_removes(golden, tmp_path, capsys):
    def run(*args):
        status = main(["encoders", *map(str, args)])
        return status, *capsys.readouterr()

    status, out, _ = run("import", golden / "satclip-cli-trained-mini-l10.ckpt", "--name", "mine")
    assert status == 0
    assert "official" in out
    status, out, _ = run("list")
    assert out.splitlines()[0].split() == ["ID", "FAMILY", "L", "BASIS", "DIMENSION", "LICENCE"]
    assert ["mine", "satclip", "10", "official", "32", "unknown"] in [
        line.split() for line in out.splitlines()
    ]
    status, out, _ = run("list", "--json")
    assert "mine" in [entry["id"] for entry in json.loads(out)]
    status, out, _ = run("info", "mine", "--json")
    assert {"degree": 10, "dimension": 32, "sha256": find("mine").sha256}.items() <= json.loads(out).items()
    status, out, _ = run("export", "mine", tmp_path / "out.safetensors")
    assert (status, out.strip()) == (0, str(tmp_path / "out.safetensors"))
    assert run("remove", "mine")[0] == 0
    assert run("info", "mine")[0] == 1
    status, out, error = run("import", golden / "README.md")
    assert (status, out) == (1, "")
    assert "README.md is not an encoder that can be imported: it is a file of an unknown format" in error
    assert "Traceback" not in error
    assert run("import")[0] == 2
    status, out, _ = run("download")
    assert "satclip-vit16-l40" in out
