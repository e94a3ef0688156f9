"""Fields of layers as columns: read from tables, written and read, and refused if they are invalid."""

from __future__ import annotations

import datetime
import decimal
import io
import tracemalloc
import zipfile

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from satclip_backend.errors import SatclipError
from satclip_backend.tables import open_table
from satclip_backend.tables.column_file import read_columns, write_columns
from satclip_backend.tables.columns import Column, Columns, columns_of

PLACES = np.array([[13.4, 52.5], [np.nan, np.nan], [-180.0, -90.0]])
NONE = np.zeros(3, dtype=bool)
SOME = np.array([False, True, False])


def objects(*values):
    return np.array(values, dtype=object)


def packed(name, *texts):
    """Return texts in the layout of a file."""
    encoded = [text.encode() for text in texts]
    data = np.frombuffer(b"".join(encoded), dtype=np.uint8)
    return {name: data, f"{name}_offsets": np.cumsum([0, *map(len, encoded)])}


def arrays(**changes):
    """Return the arrays of a complete file, with changes. None removes an array."""
    whole = {
        "lonlat": PLACES,
        **packed("names", "wind", "kind"),
        "kinds": np.array(["number", "text"]),
        "values_0": np.array([1.5, np.nan, np.inf]),
        "missing_0": SOME,
        **packed("values_1", "Wüste", "", "sea"),
        "missing_1": SOME,
    }
    return {name: array for name, array in {**whole, **changes}.items() if array is not None}


def saved(path, **changes):
    np.savez(path, **arrays(**changes))
    return path


def npy(array=None, header=b"", version=b"\x01\x00"):
    """Return an array as .npy, or any header."""
    file = io.BytesIO()
    if array is not None:
        np.save(file, array)
        return file.getvalue()
    return b"\x93NUMPY" + version + len(header).to_bytes(2, "little") + header


def equal(one, other):
    assert one.kind == other.kind
    np.testing.assert_array_equal(one.values, other.values)
    np.testing.assert_array_equal(one.missing, other.missing)


def test_columns_survive_writing_and_reading(tmp_path):
    fields = {
        "Höhe (m)": Column("number", np.array([1.5, np.nan, -np.inf]), SOME),
        "count": Column("integer", np.array([1, 0, -3]), SOME),
        "id": Column("integer", np.array([2**53 + 1, -(2**63), 2**63 - 1]), NONE),
        "long id": Column("integer", np.array([0, 2**63, 2**64 - 1], dtype=np.uint64), NONE),
        "sure": Column("boolean", np.array([0.0, np.nan, 1.0]), SOME),
        "kind": Column("text", objects("Wüste", "", "🌵\0"), SOME),
        "day": Column("date", objects("2024-02-29", "", "2024-03-01T12:00:00"), SOME),
    }
    write_columns(tmp_path / "a.npz", Columns(PLACES, fields))
    columns = read_columns(tmp_path / "a.npz")
    assert len(columns) == 3
    assert list(columns.fields) == list(fields)
    np.testing.assert_array_equal(columns.lonlat, PLACES)
    for name, column in fields.items():
        equal(columns.fields[name], column)


@pytest.mark.parametrize("fields", [{}, {"a": Column("text", objects(), np.zeros(0, dtype=bool))}])
def test_no_rows_and_no_fields(tmp_path, fields):
    write_columns(tmp_path / "a.npz", Columns(np.zeros((0, 2)), fields))
    columns = read_columns(tmp_path / "a.npz")
    assert (len(columns), list(columns.fields)) == (0, list(fields))


def test_missing_values_are_stored_as_nan_or_empty_text(tmp_path):
    missing = np.array([False, False, True])
    path = saved(tmp_path / "a.npz", missing_0=missing, missing_1=missing)
    columns = read_columns(path)
    equal(
        columns.fields["wind"],
        Column("number", np.array([1.5, np.nan, np.nan]), np.array([False, True, True])),
    )
    equal(columns.fields["kind"], Column("text", objects("Wüste", "", ""), np.array([False, True, True])))


@pytest.mark.parametrize(
    "changes",
    [
        {"lonlat": None},
        {"lonlat": np.zeros((3, 3))},
        {"lonlat": PLACES.astype(np.float32)},
        {"lonlat": np.zeros(2)},
        packed("names", "wind", "wind"),
        packed("names", "wind"),
        {"names": np.array(["wind", "kind"])},
        {"names": np.frombuffer(b"win\xffkind", dtype=np.uint8)},
        {"names": np.frombuffer("\ud800 kind".encode("utf-8", "surrogatepass"), dtype=np.uint8)},
        {"kinds": np.array(["number", "geometry"])},
        {"values_0": np.array(["1", "2", "3"])},
        {"values_0": np.zeros(2)},
        {"values_0": np.zeros((3, 1))},
        {"values_0": np.zeros(3, dtype=np.int64)},
        {"values_0": np.array([1.5, 2.5, 3.5], dtype=">f8")},
        {"kinds": np.array(["integer", "text"])},
        {"values_1": np.zeros(3)},
        {"values_1": np.array(["a", "b", "c"])},
        {"values_1": None},
        {"values_1_offsets": None},
        {"values_1_offsets": np.array([0, 6, 6])},
        {"values_1_offsets": np.array([0, 6, 6, 10])},
        {"values_1_offsets": np.array([0, 7, 6, 9])},
        {"values_1_offsets": np.array([-1, 6, 6, 9])},
        {"values_1_offsets": np.array([0, 2, 6, 9])},
        {"values_1_offsets": np.array([2**62, 2**62, 2**62, 2**62 + 9])},
        {"values_1_offsets": np.array([0.0, 6, 6, 9])},
        {"values_1_offsets": np.array([], dtype=int)},
        {"missing_1": None},
        {"missing_1": np.zeros(2, dtype=bool)},
        {"missing_1": np.zeros(3)},
    ],
)
def test_files_with_other_arrays_are_refused(tmp_path, changes):
    with pytest.raises(SatclipError, match=r"a\.npz is not a valid column table"):
        read_columns(saved(tmp_path / "a.npz", **changes))


def test_nothing_is_unpickled(tmp_path):
    class Trap:
        def __reduce__(self):
            return (open, (str(tmp_path / "sprung"), "w"))

    np.savez(tmp_path / "a.npz", allow_pickle=True, **arrays(values_1=objects(*[Trap()] * 3)))
    with pytest.raises(SatclipError, match="is not a valid column table"):
        read_columns(tmp_path / "a.npz")
    assert not (tmp_path / "sprung").exists()


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x03\x04" + bytes(100), npy(PLACES)])
def test_files_that_are_not_column_tables_are_refused(tmp_path, content):
    (tmp_path / "a.npz").write_bytes(content)
    with pytest.raises(SatclipError, match="is not a valid column table"):
        read_columns(tmp_path / "a.npz")


def test_a_file_truncated_anywhere_is_refused(tmp_path):
    whole = saved(tmp_path / "whole.npz").read_bytes()
    for length in range(0, len(whole), 37):
        (tmp_path / "a.npz").write_bytes(whole[:length])
        with pytest.raises(SatclipError, match="is not a valid column table"):
            read_columns(tmp_path / "a.npz")


@pytest.mark.parametrize(
    "header",
    [
        b"{'descr': '<f8', 'fortran_order': False, 'shape': (100000000000, 2)}\n",
        b"{'descr': '<f8', 'fortran_order': False, 'shape': (-1, 2)}\n",
        b"{'descr': '<U1000000000', 'fortran_order': False, 'shape': (1000,)}\n",
        b"{'descr': '<f8', 'fortran_order': False, 'shape': (" + b"9" * 5000 + b",)}\n",
        b"(" * 5000,
        b"",
    ],
)
def test_false_headers_are_refused(tmp_path, header):
    with zipfile.ZipFile(saved(tmp_path / "a.npz", lonlat=None), "a") as file:
        file.writestr("lonlat.npy", npy(header=header))
    with pytest.raises(SatclipError, match="is not a valid column table"):
        read_columns(tmp_path / "a.npz")


def test_a_small_file_of_many_zeros_is_refused_unread(tmp_path, monkeypatch):
    monkeypatch.setattr("satclip_backend.tables.column_file.LARGEST", 10_000)
    np.savez_compressed(tmp_path / "a.npz", **arrays(extra=np.zeros(2_000)))
    assert (tmp_path / "a.npz").stat().st_size < 10_000
    with pytest.raises(SatclipError, match="it is too large"):
        read_columns(tmp_path / "a.npz")


@pytest.fixture
def parquet(tmp_path):
    """Return a table with a column of each common Arrow type."""
    day = datetime.date(2024, 2, 29)
    columns = {
        "lon": pa.array([13.4, None, 0.0]),
        "lat": pa.array([52.5, 10.0, 0.0]),
        "int8": pa.array([1, None, -3], pa.int8()),
        "uint64": pa.array([1, None, 2**64 - 1], pa.uint64()),
        "int64": pa.array([2**53 + 1, None, -(2**63)], pa.int64()),
        "whole": pa.array([decimal.Decimal(10**17 + 1), None, decimal.Decimal(-3)], pa.decimal128(38, 0)),
        "huge": pa.array([decimal.Decimal(10**20 + 1), None, decimal.Decimal(-3)], pa.decimal128(38, 0)),
        "float32": pa.array([0.5, None, float("inf")], pa.float32()),
        "nan": pa.array([0.5, float("nan"), None]),
        "decimal": pa.array([decimal.Decimal("1.25"), None, decimal.Decimal("-2.50")], pa.decimal128(9, 2)),
        "bool": pa.array([True, None, False]),
        "string": pa.array(["Wüste", None, ""]),
        "large": pa.array(["a", None, "ccc"], pa.large_string()),
        "category": pa.array(["b", None, "a"]).dictionary_encode(),
        "day": pa.array([day, None, day]),
        "second": pa.array([datetime.datetime(2024, 2, 29, 12), None, None], pa.timestamp("s")),
        "null": pa.nulls(3),
        "binary": pa.array([b"a", None, b"c"]),
        "list": pa.array([[1], None, [2]]),
    }
    pq.write_table(pa.table(columns), tmp_path / "table.parquet")
    return open_table(tmp_path / "table.parquet")


@pytest.mark.parametrize(
    ("name", "kind", "values"),
    [
        ("int8", "integer", [1, None, -3]),
        ("uint64", "integer", [1, None, 2**64 - 1]),
        ("int64", "integer", [2**53 + 1, None, -(2**63)]),
        ("float32", "number", [0.5, None, np.inf]),
        ("nan", "number", [0.5, None, None]),
        ("decimal", "number", [1.25, None, -2.5]),
        ("whole", "integer", [10**17 + 1, None, -3]),
        ("huge", "text", [str(10**20 + 1), None, "-3"]),
        ("bool", "boolean", [1.0, None, 0.0]),
        ("string", "text", ["Wüste", None, None]),
        ("large", "text", ["a", None, "ccc"]),
        ("category", "text", ["b", None, "a"]),
        ("day", "date", ["2024-02-29", None, "2024-02-29"]),
        ("second", "date", ["2024-02-29T12:00:00", None, None]),
        ("null", "text", [None, None, None]),
    ],
)
def test_each_type_becomes_a_kind(parquet, name, kind, values):
    column = columns_of(parquet, [name]).fields[name]
    assert column.kind == kind
    assert column.missing.tolist() == [value is None for value in values]
    nothing = {"number": np.nan, "boolean": np.nan, "integer": 0}.get(kind, "")
    assert repr(column.values.tolist()) == repr([nothing if value is None else value for value in values])


def test_coordinates_are_read_without_other_fields(parquet):
    columns = columns_of(parquet, [])
    np.testing.assert_array_equal(columns.lonlat, [[13.4, 52.5], [np.nan, np.nan], [0, 0]])
    assert columns.fields == {}


@pytest.mark.parametrize(("name", "type"), [("binary", "binary"), ("list", "list<")])
def test_unsupported_types_are_named(parquet, name, type):
    with pytest.raises(SatclipError, match=rf"The column {name} of table\.parquet holds {type}"):
        columns_of(parquet, ["int8", name])


def test_a_missing_field_is_named_with_the_existing_ones(tmp_path):
    pd.DataFrame({"lon": [1.0], "lat": [2.0], "wind": [3.0]}).to_csv(tmp_path / "table.csv", index=False)
    with pytest.raises(SatclipError, match=r"table\.csv has no column rain; it has: lon, lat, wind\."):
        columns_of(open_table(tmp_path / "table.csv"), ["wind", "rain"])


def test_one_long_text_does_not_widen_all_others(tmp_path):
    count = 20_000
    notes = ["a"] * (count - 1) + ["b" * 20_000]
    frame = pd.DataFrame({"lon": np.zeros(count), "lat": 0.0, "note": notes})
    frame.to_parquet(tmp_path / "t.parquet")
    columns = columns_of(open_table(tmp_path / "t.parquet"), ["note"])
    assert columns.fields["note"].values.tolist() == notes
    write_columns(tmp_path / "a.npz", columns)
    assert (tmp_path / "a.npz").stat().st_size < 1_000_000
    tracemalloc.start()
    try:
        assert read_columns(tmp_path / "a.npz").fields["note"].values.tolist() == notes
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


def test_text_that_is_not_utf8_is_refused(tmp_path):
    texts = pa.Array.from_buffers(
        pa.string(), 2, [*pa.array(["a", "b"]).buffers()[:2], pa.py_buffer(b"a\xff")]
    )
    pq.write_table(pa.table({"lon": [1.0, 2.0], "lat": [1.0, 2.0], "n": texts}), tmp_path / "t.parquet")
    with pytest.raises(SatclipError, match=r"t\.parquet can't be read: .*UTF8"):
        columns_of(open_table(tmp_path / "t.parquet"), ["n"])


def test_many_rows_keep_their_order(tmp_path):
    count = 20_000
    frame = pd.DataFrame(
        {"lon": 0.0, "lat": 0.0, "row": np.arange(count), "name": [f"n{i}" for i in range(count)]}
    )
    frame.to_csv(tmp_path / "t.csv", index=False)
    columns = columns_of(open_table(tmp_path / "t.csv"), ["name", "row"])
    assert list(columns.fields) == ["name", "row"]
    np.testing.assert_array_equal(columns.fields["row"].values, frame["row"])
    np.testing.assert_array_equal(columns.fields["name"].values, frame["name"].to_numpy(dtype=object))


@pytest.mark.parametrize(
    ("kind", "values", "labels"),
    [
        ("integer", [3, 0, -1], ["3", "", "-1"]),
        ("integer", [2**53 + 1, 0, 2**53], ["9007199254740993", "", "9007199254740992"]),
        ("number", [0.5, np.nan, 2.0], ["0.5", "", "2"]),
        ("boolean", [0.0, np.nan, 1.0], ["false", "", "true"]),
    ],
)
def test_numbers_become_labels(kind, values, labels):
    column = Column(kind, np.array(values), SOME)
    assert column.labels().tolist() == labels


def test_integers_become_numbers():
    column = Column("integer", np.array([2**53 + 1, 0, -3]), SOME)
    np.testing.assert_array_equal(column.numbers(), [2.0**53, np.nan, -3.0])


def test_a_subset_of_the_rows():
    column = Column("text", objects("a", "", "c"), SOME)
    equal(column.take(np.array([2, 0])), Column("text", objects("c", "a"), np.array([False, False])))
    assert column.labels().tolist() == ["a", "", "c"]
