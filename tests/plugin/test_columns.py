"""Test the .npz format of columns: the backend reads what the plugin writes, and vice versa."""

from __future__ import annotations

import io
import subprocess
import zipfile

import numpy as np
import pytest
from qgis.core import NULL

from satclip_qgis.bridge.columns import pack, unpack
from satclip_qgis.bridge.errors import BadReply
from satclip_qgis.inputs.columns import attributes_of, column_of

PLACES = np.array([[13.4, 52.5], [np.nan, np.nan], [-180.0, -90.0]])
SOME = np.array([False, True, False])
FIELDS = {
    "Höhe (m)": ("number", np.array([1.5, np.nan, -np.inf]), SOME),
    "count": ("integer", np.array([1, 0, 3]), SOME),
    "id": ("integer", np.array([2**53 + 1, 0, -(2**63)]), SOME),
    "long id": ("integer", np.array([2**64 - 1, 0, 2**63], dtype=np.uint64), SOME),
    "sure": ("boolean", np.array([0.0, np.nan, 1.0]), SOME),
    "kind": ("text", np.array(["Wüste", "", "🌵"], dtype=object), SOME),
    "day": ("date", np.array(["2024-02-29", "", "2024-03-01"], dtype=object), SOME),
}


def same(lonlat, fields):
    np.testing.assert_array_equal(lonlat, PLACES)
    assert list(fields) == list(FIELDS)
    for name, (kind, values, missing) in FIELDS.items():
        assert fields[name][0] == kind
        np.testing.assert_array_equal(fields[name][1], values)
        np.testing.assert_array_equal(fields[name][2], missing)


def test_unpacking_reverses_packing(tmp_path):
    (tmp_path / "a.npz").write_bytes(pack(PLACES, FIELDS))
    same(*unpack(tmp_path / "a.npz"))


def test_the_backend_reads_and_writes_the_same_format(tmp_path, backend_python):
    (tmp_path / "a.npz").write_bytes(pack(PLACES, FIELDS))
    code = (
        "import sys; from pathlib import Path\n"
        "from satclip_backend.tables.column_file import read_columns, write_columns\n"
        "columns = read_columns(Path(sys.argv[1]))\n"
        "print([column.labels().tolist() for column in columns.fields.values()])\n"
        "write_columns(Path(sys.argv[2]), columns)\n"
    )
    command = [backend_python, "-I", "-X", "utf8", "-c", code, tmp_path / "a.npz", tmp_path / "b.npz"]
    said = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    same(*unpack(tmp_path / "b.npz"))
    assert f"['{2**53 + 1}', '', '{-(2**63)}'], ['{2**64 - 1}', '', '{2**63}']" in said
    assert "['1', '', '3']" in said
    assert "['false', '', 'true'], ['Wüste', '', '🌵']" in said


def test_a_lone_surrogate_becomes_the_replacement_character(tmp_path):
    texts = np.array(["a\ud800", "\ud83c\udf35", "ü\udcff"], dtype=object)
    (tmp_path / "a.npz").write_bytes(pack(PLACES, {"n\udfff": ("text", texts, np.zeros(3, dtype=bool))}))
    _, fields = unpack(tmp_path / "a.npz")
    assert {name: values.tolist() for name, (_, values, _) in fields.items()} == {"n�": ["a�", "🌵", "ü�"]}


def test_a_long_text_does_not_enlarge_the_others(tmp_path):
    texts = np.array(["a"] * 19_999 + ["b" * 20_000], dtype=object)
    packed = pack(np.zeros((20_000, 2)), {"note": ("text", texts, np.zeros(20_000, dtype=bool))})
    assert len(packed) < 1_000_000
    (tmp_path / "a.npz").write_bytes(packed)
    assert unpack(tmp_path / "a.npz")[1]["note"][1].tolist() == texts.tolist()


@pytest.mark.parametrize("fields", [{}, {"a": ("text", np.array([], dtype=object), np.zeros(0, dtype=bool))}])
def test_no_rows_and_no_fields(tmp_path, fields):
    (tmp_path / "a.npz").write_bytes(pack(np.zeros((0, 2)), fields))
    lonlat, unpacked = unpack(tmp_path / "a.npz")
    assert (lonlat.shape, list(unpacked)) == ((0, 2), list(fields))


def changed(**changes):
    """Return a packed file in which some arrays are replaced."""
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
        changed(names=np.array(["kind"])),
        changed(names=np.frombuffer(b"kin\xff", dtype=np.uint8)),
        changed(names_offsets=np.array([0, 2, 4])),
        changed(values_0_offsets=np.array([0, 6, 6])),
        changed(values_0_offsets=np.array([0, 7, 6, 10])),
        changed(values_0_offsets=np.array([-4, 6, 6, 10])),
        changed(values_0_offsets=np.array([0, 2, 6, 10])),
        changed(values_0_offsets=np.array([0, 6, 6, 11])),
        changed(kinds=np.array(["integer"])),
        changed(kinds=np.array(["geometry"])),
        changed(kinds=np.array(["number"])),
        changed(values_0=np.array(["a", "b"])),
        changed(values_0=np.array([{}, {}, {}])),
        changed(missing_0=np.zeros(3)),
    ],
)
def test_invalid_files_are_refused(tmp_path, content):
    (tmp_path / "a.npz").write_bytes(content)
    with pytest.raises(BadReply, match="table that can't be read"):
        unpack(tmp_path / "a.npz")


def test_a_decompression_bomb_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("satclip_qgis.bridge.columns.LARGEST_ARRAY", 10_000)
    with zipfile.ZipFile(tmp_path / "a.npz", "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("lonlat.npy", bytes(100_000))
    with pytest.raises(BadReply, match="table that can't be read"):
        unpack(tmp_path / "a.npz")


@pytest.mark.parametrize(
    ("kind", "values", "dtype", "packed"),
    [
        ("integer", [2**53 + 1, None, -(2**63)], np.int64, [2**53 + 1, 0, -(2**63)]),
        ("integer", [2**64 - 1, NULL, 3], np.uint64, [2**64 - 1, 0, 3]),
        ("integer", [], np.int64, []),
        ("number", [1.5, None, 2.0**70], np.float64, [1.5, np.nan, 2.0**70]),
        ("text", ["007", NULL, ""], object, ["007", "", ""]),
    ],
)
def test_attributes_are_converted_exactly(kind, values, dtype, packed):
    column = column_of(kind, values)
    assert (column[0], column[1].dtype) == (kind, dtype)
    np.testing.assert_array_equal(column[1], np.array(packed, dtype=dtype))
    assert column[2].tolist() == [value in (None, NULL) for value in values]
    if kind != "text":
        assert attributes_of(column) == [None if value == NULL else value for value in values]
