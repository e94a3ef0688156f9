"""Columns that travel: what the plugin packs the backend reads, and the other way round."""

from __future__ import annotations

import io
import subprocess
import zipfile

import numpy as np
import pytest

from satclip_qgis.bridge.columns import pack, unpack
from satclip_qgis.bridge.errors import BadReply

PLACES = np.array([[13.4, 52.5], [np.nan, np.nan], [-180.0, -90.0]])
SOME = np.array([False, True, False])
FIELDS = {
    "Höhe (m)": ("number", np.array([1.5, np.nan, -np.inf]), SOME),
    "count": ("integer", np.array([1.0, np.nan, 3.0]), SOME),
    "sure": ("boolean", np.array([0.0, np.nan, 1.0]), SOME),
    "kind": ("text", np.array(["Wüste", "", "🌵"]), SOME),
    "day": ("date", np.array(["2024-02-29", "", "2024-03-01"]), SOME),
}


def same(lonlat, fields):
    np.testing.assert_array_equal(lonlat, PLACES)
    assert list(fields) == list(FIELDS)
    for name, (kind, values, missing) in FIELDS.items():
        assert fields[name][0] == kind
        np.testing.assert_array_equal(fields[name][1], values)
        np.testing.assert_array_equal(fields[name][2], missing)


def test_what_is_packed_is_unpacked(tmp_path):
    (tmp_path / "a.npz").write_bytes(pack(PLACES, FIELDS))
    same(*unpack(tmp_path / "a.npz"))


def test_the_backend_reads_it_and_answers_likewise(tmp_path, backend_python):
    (tmp_path / "a.npz").write_bytes(pack(PLACES, FIELDS))
    code = (
        "import sys; from pathlib import Path\n"
        "from satclip_backend.tables.columns import read_columns, write_columns\n"
        "columns = read_columns(Path(sys.argv[1]))\n"
        "print([column.labels().tolist() for column in columns.fields.values()])\n"
        "write_columns(Path(sys.argv[2]), columns)\n"
    )
    command = [backend_python, "-I", "-X", "utf8", "-c", code, tmp_path / "a.npz", tmp_path / "b.npz"]
    said = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    same(*unpack(tmp_path / "b.npz"))
    assert "['1', '', '3'], ['false', '', 'true'], ['Wüste', '', '🌵']" in said


@pytest.mark.parametrize("fields", [{}, {"a": ("text", np.array([]), np.zeros(0, dtype=bool))}])
def test_no_rows_and_no_fields(tmp_path, fields):
    (tmp_path / "a.npz").write_bytes(pack(np.zeros((0, 2)), fields))
    lonlat, unpacked = unpack(tmp_path / "a.npz")
    assert (lonlat.shape, list(unpacked)) == ((0, 2), list(fields))


def changed(**changes):
    """A packed file in which arrays are replaced."""
    with np.load(io.BytesIO(pack(PLACES, {"kind": FIELDS["kind"]}))) as whole:
        arrays = {**whole, **changes}
    file = io.BytesIO()
    np.savez(file, **arrays)
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>",
        pack(PLACES, FIELDS)[:-40],
        changed(lonlat=np.zeros((3, 3))),
        changed(lonlat=np.zeros((3, 2), dtype=np.float32)),
        changed(lonlat=np.zeros(())),
        changed(names=np.array(["a", "b"])),
        changed(kinds=np.array(["geometry"])),
        changed(kinds=np.array(["number"])),
        changed(values_0=np.array(["a", "b"])),
        changed(values_0=np.array([{}, {}, {}])),
        changed(missing_0=np.zeros(3)),
    ],
)
def test_anything_else_is_refused(tmp_path, content):
    (tmp_path / "a.npz").write_bytes(content)
    with pytest.raises(BadReply, match="table that can't be read"):
        unpack(tmp_path / "a.npz")


def test_a_small_file_of_many_zeros_is_refused_unread(tmp_path, monkeypatch):
    monkeypatch.setattr("satclip_qgis.bridge.columns.LARGEST_ARRAY", 10_000)
    with zipfile.ZipFile(tmp_path / "a.npz", "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("lonlat.npy", bytes(100_000))
    with pytest.raises(BadReply, match="table that can't be read"):
        unpack(tmp_path / "a.npz")
