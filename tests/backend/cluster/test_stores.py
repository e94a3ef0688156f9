"""`embed` with tables and outputs in an object store: a real S3 server on this computer, and failures of it."""

from __future__ import annotations

import ast
import json
import sys
import tempfile
from pathlib import Path

import fsspec
import pytest

import satclip_backend
from satclip_backend.cli import main, stores
from satclip_backend.cli.stores import RemoteTable, shown

from .conftest import SECRET, contents


@pytest.fixture
def embed(command, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(stores, "_PAUSE", 0)
    return lambda *words: main(command(*words))


@pytest.fixture
def world(bucket, tables):
    """Return the file system and the address of a bucket with the tables."""
    system, address = bucket
    for path in tables.iterdir():
        system.put_file(str(path), f"{address}/in/{path.name}")
    return system, address


def objects(system, address):
    return {name.rpartition("/")[2]: system.cat_file(name) for name in system.ls(address, refresh=True)}


def test_shards_of_a_bucket_equal_those_of_files(embed, world, tmp_path, capsys):
    system, address = world
    assert embed("in", "-o", "whole") == 0
    assert embed(f"{address}/in", "-o", f"{address}/out") == 0
    assert f"{address}/out: 6 shards, 32,010 rows; manifest.json" in capsys.readouterr().out
    found = objects(system, f"{address}/out")
    manifest = json.loads(found.pop("manifest.json"))
    assert found == contents(tmp_path / "whole")
    assert manifest["shards"][0]["input"] == f"{address}/in/t0.parquet"
    assert embed(f"{address}/in/t[0-4].parquet", "-o", "mixed", "--part", "1/2") == 0
    assert embed("in", "-o", f"{address}/mixed", "--part", "2/2") == 0
    both = contents(tmp_path / "mixed") | objects(system, f"{address}/mixed")
    assert set(both) == set(found) | {"manifest-2-of-2.json"}
    assert {name: both[name] for name in found} == found
    assert not list(Path(tempfile.gettempdir()).glob("satclip-*"))


def test_a_run_is_resumed_and_changed_objects_are_done_again(embed, world, proxy, capsys):
    system, address = world
    assert embed(f"{address}/in", "-o", f"{address}/out", "--part", "1/2") == 0
    assert embed(f"{address}/in", "-o", f"{address}/out") == 1
    assert f"{address}/out/t0.parquet exists already: continue with --resume" in capsys.readouterr().err
    system.copy(f"{address}/in/t1.parquet", f"{address}/in/t0.parquet")
    proxy.requests.clear()
    assert embed(f"{address}/in", "-o", f"{address}/out", "--resume") == 0
    assert "6 shards, 34,000 rows, 2 of them done before" in capsys.readouterr().out
    written = {path.rpartition("/")[2].split("?")[0] for method, path in proxy.requests if method == "PUT"}
    assert {f"t{number}.parquet" for number in (0, 1, 3, 5)} <= written
    assert not written & {"t2.parquet", "t4.parquet"}
    assert embed(f"{address}/in", "-o", f"{address}/out", "--resume", "--components", "2") == 1
    assert "another components" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("inputs", "output", "words"),
    [
        ("{0}/in/none.parquet", "{0}/out", "There is no {0}/in/none.parquet: check the address."),
        ("{0}/none", "{0}/out", "There is no table at {0}/none: no file that ends in"),
        ("s3://no-such-bucket/in", "{0}/out", "There is no table at s3://no-such-bucket/in"),
        ("{0}/in", "s3://no-such-bucket/out", "s3://no-such-bucket/out/manifest.json can't be written"),
        ("{0}/in", "{0}/in", "lies in {0}/in, which is written to"),
        ("{0}/in", "{0}/o[ab]", "is a pattern: give the address of a folder"),
        ("ftp://example.org/a.csv", "out", "ftp://example.org/a.csv can't be used here: give a path, or"),
        ("{0}/in", "https://example.org/out", "https://example.org/out can't be used here"),
        ("s3://AKIA:" + SECRET + "@b/in", "out", "The address s3://b/in holds a user's name or password"),
        ("https://example.org/folder", "out", "at web addresses, give each file"),
        ("simplecache::s3://b/in", "out", "There is no file simplecache::s3:"),
    ],
)
def test_wrong_addresses_are_refused_before_any_work(embed, world, tmp_path, capsys, inputs, output, words):
    system, address = world
    assert embed(inputs.format(address), "-o", output.format(address)) == 1
    said = capsys.readouterr().err
    assert words.format(address) in said
    assert SECRET not in said
    assert not (tmp_path / "out").exists()
    assert not system.exists(f"{address}/out")


def test_a_denied_object_fails_alone_and_no_secret_is_printed(embed, world, proxy, capsys):
    system, address = world
    proxy.fault = lambda method, path: "denied" if method == "GET" and "t1.parquet" in path else None
    assert embed(f"{address}/in", "-o", f"{address}/out") == 1
    said = capsys.readouterr()
    assert f"t1.parquet was not written: {address}/in/t1.parquet can't be read: access is denied" in said.err
    assert "5 shards, 30,010 rows; 1 shard failed" in said.out
    found = objects(system, f"{address}/out")
    assert "t1.parquet" not in found
    assert len(found) == 6
    assert SECRET not in said.err + said.out + str(found["manifest.json"])
    proxy.fault = lambda method, path: "denied" if method == "PUT" else None
    assert embed(f"{address}/in", "-o", f"{address}/more") == 1
    assert f"{address}/more/manifest.json can't be written: access is denied" in capsys.readouterr().err
    proxy.fault = lambda method, path: "denied"
    assert embed(f"{address}/in", "-o", f"{address}/more") == 1
    assert f"{address}/in can't be read: access is denied" in capsys.readouterr().err


def test_without_credentials_the_address_is_named(embed, bucket, monkeypatch, capsys, tmp_path):
    import s3fs

    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("HOME", str(tmp_path))
    s3fs.S3FileSystem.clear_instance_cache()
    assert embed("s3://somewhere/in", "-o", "out") == 1
    assert "s3://somewhere/in can't be read: access is denied (Unable to locate credentials)" in (
        capsys.readouterr().err
    )


@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_connections_that_drop_are_tried_again(embed, world, proxy, tmp_path, capsys, method):
    """In the middle of a table or of an output: once does no harm, always is the failure of that shard."""
    system, address = world
    name = "/in/t5.parquet" if method == "GET" else "/out/t5.parquet"
    dropped = []

    def once(asked, path):
        if asked == method and name in path and not dropped:
            dropped.append(path)
            return "cut"
        return None

    proxy.fault = once
    assert embed(f"{address}/in", "-o", f"{address}/out") == 0
    assert dropped
    assert embed("in", "-o", "whole") == 0
    found = objects(system, f"{address}/out")
    assert {key: found[key] for key in contents(tmp_path / "whole")} == contents(tmp_path / "whole")

    name = name.replace("/out/", "/other/")
    proxy.fault = lambda asked, path: "cut" if asked == method and name in path else None
    assert embed(f"{address}/in", "-o", f"{address}/other") == 1
    said = capsys.readouterr()
    failed, done = (f"{address}{name}", "read" if method == "GET" else "written")
    assert f"t5.parquet was not written: {failed} can't be {done} after 3 tries" in said.err
    assert "5 shards, 12,010 rows; 1 shard failed" in said.out
    assert "t5.parquet" not in objects(system, f"{address}/other")
    proxy.fault = lambda asked, path: None
    assert embed(f"{address}/in", "-o", f"{address}/other", "--resume") == 0


def test_tables_at_web_addresses(embed, world, proxy, tmp_path, capsys):
    """The signature of an address is neither printed nor written."""
    system, address = world
    system.chmod(f"{address}/in/t1.parquet", acl="public-read")
    url = f"{proxy.url}/{address.removeprefix('s3://')}/in/t1.parquet"
    assert embed(f"{url}?X-Signature={SECRET}", "-o", "out") == 0
    assert embed("in/t1.parquet", "-o", "alone.parquet") == 0
    assert (tmp_path / "out" / "t1.parquet").read_bytes() == (tmp_path / "alone.parquet").read_bytes()
    assert f'"input": "{url}"' in (tmp_path / "out" / "manifest.json").read_text()
    for fault, words in {
        "denied": "can't be read: access is denied (403",
        "cut": "can't be read after 3 tries: ",
    }.items():
        proxy.fault = lambda method, path, fault=fault: (
            fault if method == "GET" or fault == "denied" else None
        )
        assert embed(f"{url}?X-Signature={SECRET}", "-o", f"out-{fault}") == 1
        said = capsys.readouterr()
        assert f"{url} {words}" in said.err
        assert SECRET not in said.err + said.out
    proxy.fault = lambda method, path: None
    assert embed(f"{url[:-10]}9.parquet?X={SECRET}", "-o", "none") == 1
    said = capsys.readouterr().err
    assert f"There is no {url[:-10]}9.parquet: check the address." in said
    assert SECRET not in said


def test_memory_and_file_addresses(embed, tables, tmp_path):
    system = fsspec.filesystem("memory")
    system.put_file(str(tables / "t3.parquet"), "/test-in/t3.parquet")
    try:
        assert embed("memory://test-in", "-o", "memory://test-out") == 0
        assert embed(tables.as_uri(), "-o", (tmp_path / "files").as_uri()) == 0
        written = (tmp_path / "files" / "t3.parquet").read_bytes()
        assert system.cat_file("/test-out/t3.parquet") == written
    finally:
        system.store.clear()


def test_protocols_are_read_in_any_case(embed, world, proxy, tmp_path, capsys):
    system, address = world
    name = address.removeprefix("s3://")
    system.chmod(f"{address}/in/t0.parquet", acl="public-read")
    assert embed(f"S3://{name}/in/t1.parquet", "-o", f"S3://{name}/out") == 0
    assert system.exists(f"{address}/out/t1.parquet")
    url = f"{proxy.url}/{name}/in/t0.parquet"
    assert embed(f"{url.replace('http', 'HTTP')}?X-Signature={SECRET}", "-o", "out") == 0
    said = capsys.readouterr()
    assert SECRET not in said.out + said.err + (tmp_path / "out" / "manifest.json").read_text()


def test_an_object_of_unknown_version_is_never_taken_as_unchanged(embed, world, monkeypatch, capsys):
    _, address = world
    monkeypatch.setattr(stores, "_VERSIONS", ())
    for resume in ([], ["--resume"]):
        assert embed(f"{address}/in/t[01].parquet", "-o", "out", *resume) == 0
        assert "done before" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("address", "lacking", "package"),
    [("gs://bucket/a.csv", "gcsfs", "gcsfs"), ("s3://bucket/a.csv", "s3fs", "'satclip-backend[cluster]'")],
)
def test_the_package_that_an_address_needs_is_named(embed, monkeypatch, capsys, address, lacking, package):
    monkeypatch.setitem(sys.modules, lacking, None)
    used = sys.modules["fsspec.registry"]._registry  # protocols that other tests have used
    monkeypatch.delitem(used, address.partition(":")[0], raising=False)
    assert embed(address, "-o", "out") == 1
    assert f"pip install {package} (" in capsys.readouterr().err


def test_an_offline_backend_opens_no_address(embed, monkeypatch, capsys):
    monkeypatch.setenv("SATCLIP_OFFLINE", "1")
    assert embed("s3://bucket/in", "-o", "out") == 1
    assert "s3://bucket/in was not requested, because the backend is offline." in capsys.readouterr().err


def test_only_the_command_line_opens_addresses():
    """The server and everything that it runs import neither fsspec nor the modules of the command line."""
    root = Path(satclip_backend.__file__).parent
    importing = set()
    for path in root.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if any(name.split(".")[0] in ("fsspec", "distributed", "s3fs") for name in names):
                importing.add(path.relative_to(root).as_posix())
            if any(name.startswith("satclip_backend.cli") for name in names):
                assert path.relative_to(root).parts[0] in ("cli", "__main__.py"), path
    assert importing == {"cli/stores.py", "cli/dask_run.py"}


def test_nothing_of_a_cluster_is_imported_without_need(run_python):
    code = (
        "import sys; from satclip_backend.cli import argument_parser; argument_parser(['embed', 'predict', 'map']); "
        "print(sorted({'fsspec', 'dask', 'distributed', 's3fs', 'aiohttp', 'xarray', 'torch'} & set(sys.modules)))"
    )
    assert run_python(code).strip() == "[]"


@pytest.mark.parametrize(
    ("url", "text"),
    [
        ("https://u:p@example.org/a.csv?key=1#x", "https://example.org/a.csv"),
        ("s3://bucket/a?.csv", "s3://bucket/a?.csv"),
        ("gs://key@bucket/a.csv", "gs://bucket/a.csv"),
    ],
)
def test_addresses_are_shown_without_secrets(url, text):
    assert shown(url) == text


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://example.org/a/b%20c.csv?key=/d.csv", "b c.csv"),
        ("https://example.org/%2Fetc%2F..%2Fb.csv", "b.csv"),
        ("https://example.org/..%5C..%5Cb.csv", "b.csv"),
        ("s3://bucket/a%2Fb.csv", "a%2Fb.csv"),
        ("s3://bucket/a\\..\\b.csv", "b.csv"),
    ],
)
def test_names_of_files_have_no_path(url, name):
    assert RemoteTable(url).name == name
