"""Delimited text of Excel, R, GBIF, databases and loggers: all rows and numbers are read, or an error is reported."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import numpy as np
import pytest

from satclip_backend.errors import SatclipError
from satclip_backend.tables import TextOptions, open_table
from satclip_backend.tables.columns import columns_of
from satclip_backend.tables.unusable import no_position

DATA = Path(__file__).parents[1] / "data" / "tables"
BERLIN_MUNICH = [[13.4, 52.5], [11.5, 48.1]]


def write(tmp_path, text, name="t.csv", encoding="utf-8"):
    path = tmp_path / name
    path.write_bytes(text.encode(encoding) if isinstance(text, str) else text)
    return path


def rows(table):
    return [row for batch in table.batches() for row in batch.to_pylist()]


def lonlat(table):
    return np.concatenate([np.empty((0, 2)), *(table.lonlat(batch) for batch in table.batches())])


def column(tmp_path, values, delimiter=",", **options):
    """Return a column of these texts as it is read, from a file whose other numbers are integers."""
    quoted = "".join(f'1{delimiter}2{delimiter}"{value}"\n' for value in values)
    path = write(tmp_path, f"lon{delimiter}lat{delimiter}v\n{quoted}")
    return [row["v"] for row in rows(open_table(path, text=TextOptions(**options)))]


@pytest.mark.parametrize(
    "name",
    [
        "excel_sep.csv",
        "excel_trailing.csv",
        "excel_unicode.txt",
        "excel_windows.csv",
        "excel_mac.csv",
        "r_write_csv.csv",
        "r_write_table.txt",
        "mysql.csv",
        "comments.csv",
    ],
)
def test_files_of_common_programs_are_read(name):
    table = open_table(DATA / name)
    np.testing.assert_array_equal(lonlat(table), BERLIN_MUNICH)
    assert table.rows == 2


def test_bare_quotes_do_not_merge_rows(caplog):
    table = open_table(DATA / "gbif_bare_quotes.tsv")
    found = rows(table)
    assert table.rows == len(found) == 9
    assert [found[row]["locality"] for row in (1, 5, 7)] == [
        '"Old mill road',
        '"Quarry pit',
        '5" pipe outlet',
    ]
    np.testing.assert_allclose(lonlat(table)[:, 0], 10 + np.arange(9) / 10)
    assert "quotes" in caplog.text


def test_lines_that_begin_and_end_with_a_quote_remain_rows(tmp_path):
    path = write(tmp_path, 'lon\tlat\tn\n1\t2\t"a\n3\t4\tb"\n')
    assert [row["n"] for row in rows(open_table(path))] == ['"a', 'b"']


def test_quoted_values_may_have_line_breaks_delimiters_and_quotes(tmp_path):
    path = write(tmp_path, 'lon,lat,n\n1,2,"a\nb, ""c"""\n3,4,d\n')
    assert [row["n"] for row in rows(open_table(path))] == ['a\nb, "c"', "d"]


def test_backslashes_escape_quotes():
    assert [row["name"] for row in rows(open_table(DATA / "mysql.csv"))] == ['5" pipe, old', "\\N"]
    assert [row["name"] for row in rows(open_table(DATA / "r_write_table.txt"))] == [
        'the "mill" pond',
        "dunes",
    ]


def test_unnamed_columns_are_kept_if_they_contain_values(caplog):
    assert open_table(DATA / "r_write_csv.csv").schema.names == ["column_1", "lon", "lat", "ph"]
    assert "Column 1 of r_write_csv.csv has no name: it is called column_1." in caplog.messages
    assert open_table(DATA / "excel_trailing.csv").schema.names == ["name", "lat", "lon"]


def test_empty_rows_are_dropped_only_at_the_end_and_reported(caplog):
    table = open_table(DATA / "excel_empty_rows.csv")
    np.testing.assert_array_equal(lonlat(table), [BERLIN_MUNICH[0], [np.nan] * 2, BERLIN_MUNICH[1]])
    assert table.rows == 3
    assert caplog.messages == ["Rows without any value at the end of excel_empty_rows.csv were left out: 2."]


def test_other_encodings(tmp_path, caplog):
    assert rows(open_table(DATA / "excel_unicode.txt"))[1]["name"] == "München"
    assert not caplog.messages
    assert rows(open_table(DATA / "excel_windows.csv"))[1]["name"] == "München"
    assert "read as Windows-1252, so line 2 has “Grün" in caplog.text
    assert rows(open_table(write(tmp_path, b"lon,lat,n\n1,2,M\xc3")))[0]["n"] == "MÃ"
    path = write(tmp_path, "lon;lat;n\n1,5;2,5;Москва\n", encoding="cp1251")
    assert rows(open_table(path, text=TextOptions(encoding="cp1251")))[0]["n"] == "Москва"
    with pytest.raises(SatclipError, match="is not text in UTF-16-LE"):
        open_table(path, text=TextOptions(encoding="utf-16-le"))
    with pytest.raises(SatclipError, match="--encoding: rot13 is not known"):
        open_table(path, text=TextOptions(encoding="rot13"))


def test_decimal_commas_are_numbers_in_every_output():
    for typed in (True, False):
        table = open_table(DATA / "german.csv", typed=typed)
        np.testing.assert_array_equal(lonlat(table)[0], [13.3777, 52.5163])
        assert [row["pH"] for row in rows(table)] == [6.4, 5.9, 7.1]


def test_long_ids_and_codes_are_unchanged():
    assert [row["id"] for row in rows(open_table(DATA / "long_ids.csv"))] == [
        "12345678901234567890",
        "9007199254740993",
    ]
    found = rows(open_table(DATA / "notations.csv"))[0]
    assert (found["code"], found["date"], found["unit"]) == ("007", "2024-01-31", "5.2 °C")


def test_numbers_are_read_in_many_notations():
    first, second = rows(open_table(DATA / "notations.csv"))
    assert [(row["german"], row["swiss"]) for row in (first, second)] == [(1234.5, 1234.5), (2, 0.5)]
    assert [row["thousands"] for row in (first, second)] == [12345678, 1000]
    assert [row["either"] for row in (first, second)] == ["1.234", "9.999"]
    assert [row["missing"] for row in (first, second)] == [None, 1e5]


@pytest.mark.parametrize(
    ("texts", "values"),
    [
        (["1", "+5", "−3", " 7 "], [1, 5, -3, 7]),
        (["1.5", "1e-3", "1E+05", ".5", "5."], [1.5, 1e-3, 1e5, 0.5, 5]),
        (["1,234.5", "12"], [1234.5, 12]),
        (["1 234,5", "12"], [1234.5, 12]),
        (["1.5", "NA", "#N/A", "-", ".", "", "NULL", "nan"], [1.5] + [None] * 7),
        (["1,5", "#WERT!", "#NV", "#VALEUR!", "#\u00a1DIV/0!", "#NÚM!"], [1.5] + [None] * 5),
        (["inf", "1.5"], [np.inf, 1.5]),
        (["1.234", "1.5"], [1.234, 1.5]),
        (["1.234"], [1.234]),
    ],
)
def test_unambiguous_text_becomes_a_number(tmp_path, texts, values):
    assert column(tmp_path, texts) == values


@pytest.mark.parametrize(
    "texts",
    [
        ["007", "8"],
        ["5 %", "6 %"],
        ["5.2 °C"],
        ["1,234"],
        ["1.5", "2,5"],
        ["true"],
        ["1,2345.6"],
        ["NA", "-"],
        ["0x1F"],
    ],
)
def test_ambiguous_text_remains_text(tmp_path, texts):
    assert column(tmp_path, texts) == texts


def test_other_columns_and_options_resolve_ambiguous_numbers(tmp_path):
    assert column(tmp_path, ["9,963"], ";") == [9.963]
    assert column(tmp_path, ["9,963"], decimal=",") == [9.963]
    assert column(tmp_path, ["9,963"], decimal=".") == [9963]
    path = write(tmp_path, 'lon,lat,v\n1.25,2,"9,963"\n')
    assert rows(open_table(path))[0]["v"] == 9963
    path = write(tmp_path, "lon;lat;v\n1.25;2;9,963\n")
    assert rows(open_table(path))[0]["v"] == "9,963"


def test_points_beside_decimal_commas_may_separate_thousands(tmp_path):
    path = write(tmp_path, "lon;lat;h\n13,4;52,5;850\n11,5;48,1;1.234\n")
    table = open_table(path)
    assert [row["h"] for row in rows(table)] == ["850", "1.234"]
    with pytest.raises(SatclipError, match=r"“1\.234” in row 2 may be 1\.234 or 1234: .* give --decimal"):
        columns_of(table, ["h"])
    for decimal, height in ((",", 1234), (".", 1.234)):
        table = open_table(path, text=TextOptions(decimal=decimal))
        assert columns_of(table, ["h"]).fields["h"].values.tolist() == [850, height]


def test_coordinates_in_metres_may_have_thousands_but_degrees_have_none(tmp_path):
    path = write(tmp_path, "x;y\n389.987;5.819.700\n")
    with pytest.raises(SatclipError, match=r"“389\.987” in row 1 may be 389\.987 or 389987"):
        open_table(path, crs="EPSG:32633")
    metres = open_table(path, crs="EPSG:32633", text=TextOptions(decimal=","))
    np.testing.assert_allclose(lonlat(metres), [[13.378, 52.516]], atol=0.01)
    path = write(tmp_path, "lon;lat;v\n13.400;52.500;1,5\n")
    for decimal in (None, ","):
        degrees = open_table(path, text=TextOptions(decimal=decimal))
        np.testing.assert_array_equal(lonlat(degrees), [[13.4, 52.5]])


def test_declared_codes_are_missing_values(tmp_path):
    assert column(tmp_path, ["-9999", "n.d.", "7"], missing=("-9999", "n.d.")) == [None, None, 7]


def test_degrees_minutes_and_seconds_are_read():
    np.testing.assert_allclose(
        lonlat(open_table(DATA / "degrees_minutes.csv")), [*BERLIN_MUNICH, [-68.15, -16.5]], atol=1e-12
    )


@pytest.mark.parametrize(
    ("names", "options"),
    [
        ("decimalLongitude,decimalLatitude", {}),
        ("X,Y", {}),
        ("POINT_X,POINT_Y", {}),
        ("Long,Lat", {}),
        ("longitude_deg,latitude_deg", {}),
        ("x,lat", {"lon": "x"}),
    ],
)
def test_coordinate_columns_are_found_by_common_names(tmp_path, names, options):
    np.testing.assert_array_equal(
        lonlat(open_table(write(tmp_path, f"{names}\n13,52\n"), **options)), [[13, 52]]
    )


def test_degrees_take_precedence_over_x_and_y_and_ambiguous_names_are_refused(tmp_path):
    path = write(tmp_path, "x,y,lon,lat\n391000,5819000,13,52\n")
    np.testing.assert_array_equal(lonlat(open_table(path)), [[13, 52]])
    with pytest.raises(SatclipError, match="several columns lon, longitude: name one with --lon"):
        open_table(write(tmp_path, "lon,longitude,lat\n1,2,3\n"))


def test_well_known_text_is_a_position(tmp_path):
    deep = "GEOMETRYCOLLECTION (" * 100_000
    path = write(
        tmp_path, f'id,WKT\n1,POINT (13 52)\n2,"POLYGON ((0 0, 2 0, 2 2, 0 2, 0 0))"\n3,no\n4,{deep}\n'
    )
    table = open_table(path)
    np.testing.assert_array_equal(lonlat(table), [[13, 52], [1, 1], [np.nan] * 2, [np.nan] * 2])
    assert table.schema.names == ["id", "WKT"]


def test_geometries_as_postgis_exports_them_are_read(tmp_path):
    point = "0101000020E61000000000000000002A400000000000004A40"
    source = write(
        tmp_path, f"id,geom\n1,{point}\n2,{point.lower()}\n3,SRID=4326;POINT (13 52)\n4,{point[:-2]}\n5,\n"
    )
    places = lonlat(open_table(source))
    assert places[:3].tolist() == [[13, 52]] * 3
    assert np.isnan(places[3:]).all()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("lon,lat\nhier,52\n", "“hier” in row 1 of the column lon is not a coordinate"),
        (
            "lon,lat\n391000,5819000\n",
            "5819000, beyond 90 degrees: if the coordinates are not degrees, give their CRS",
        ),
        ("lon,lat\n-33,151\n", "if longitude and latitude are swapped, use --lon lat --lat lon"),
        ("lon,lat,n\n,,a\n", "The columns lon and lat are empty"),
        ("lon,lat,n\n,,a\n13,,b\n", "Row 2 has no value in the column lat."),
        ("WKT,n\nhere,a\n", "“here” in row 1 of the column WKT is not a valid geometry"),
        (
            "WKT,n\nSRID=3857;POINT (1491681 6891041.5),a\n",
            "1491681, 6891041.5 in row 1 can't be transformed from WGS 84: check --crs",
        ),
    ],
)
def test_the_reason_for_missing_positions_is_reported(tmp_path, text, reason):
    assert reason in str(no_position(open_table(write(tmp_path, text))))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "t.csv is empty"),
        ("\n\n", "t.csv is empty"),
        (
            "lon,lat,n\n1,2,a\n3,4\n",
            "Line 3 of t.csv has 2 fields instead of 3, as its first line has: “lon,lat,n”",
        ),
        ("lon,lat,n\n1,2,a\n3,4,5,6\n", "Line 3 of t.csv has 4 fields instead of 3"),
        ('lon,lat,n\n1,2,"a, b\n3,4,c\n', 'Line 2 of t.csv opens a quote (") that is never closed'),
        ('lon,lat,"n"\n1,2,"a" b\n', "Line 2 of t.csv has text after a closing quote"),
        ("name;lat;lon\nA;52,5;13,4;7\n", "Line 2 of t.csv has 4 fields instead of 3"),
        ("Stations of 2024\nlon,lat,n\n1,2,a\n", "If that is a title, delete it"),
        ("Stations of 2024,,\nlon,lat,n\n1,2,a\n", "if that is a title, delete it"),
        ("13.4,52.5\n11,48\n", "holds numbers only, and it must name the columns"),
        ("lon,lat,n,n\n1,2,3,4\n", "more than one column n"),
        ("lon,lat\n1,2\n3,\0\n", "is not text in UTF-8, first in line 3"),
        ("lon,lat," + "n" * 200_000 + "\n1,2,3\n", "The name of column 3 of t.csv has 200,000 letters"),
        ('"' * 1_100_000, "The name of column 1"),
        (",".join(map(str, range(100_000))) + "\n1\n", "has 100,000 columns, and at most 16,384"),
        ("lon,lat,n\n1,2," + "n" * 20_000_000, "Line 2 of t.csv has more than 16,777,216 characters"),
        ("\n" * 1_000_000, "begins with 1,000 lines that are empty or comments"),
        (b"\0" * 1_000_000, "is not text in UTF-8, first in line 1"),
        ("lon,lat\n1,2\n".encode("utf-16-le"), "give its --encoding, for example utf-16-le"),
        (b"\x1f\x8b\x08\0\0\0\0\0", "is not text but a gzip file"),
    ],
)
def test_files_that_are_not_tables_are_refused(tmp_path, text, words):
    with pytest.raises(SatclipError) as error:
        open_table(write(tmp_path, text))
    assert words in str(error.value)


@pytest.mark.parametrize(
    ("ending", "words"), [(".csv.gz", "unpack it"), (".zip", "unpack"), (".xlsx", "as CSV")]
)
def test_compressed_tables_and_workbooks_are_refused(tmp_path, ending, words):
    with pytest.raises(SatclipError, match=words):
        open_table(write(tmp_path, "x", f"t{ending}"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such pipes")
def test_pipes_and_devices_are_not_opened(tmp_path):
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "zero.csv").symlink_to("/dev/zero")
    for name in ("pipe.csv", "zero.csv"):
        with pytest.raises(SatclipError, match="pipe or a device"):
            open_table(tmp_path / name)


def test_random_text_gives_rows_or_an_error_message(tmp_path, caplog):
    caplog.set_level(logging.CRITICAL)
    random = np.random.default_rng(0)
    for size in (3, 30, 300) * 40:
        letters = random.choice(list('0123456789.,;"\n\r\t -+eNA°\\|'), size)
        try:
            table = open_table(write(tmp_path, "lon,lat\n" + "".join(letters)))
        except SatclipError:
            continue
        assert len(lonlat(table)) == table.rows


def test_a_text_file_that_changes_while_it_is_read_is_refused(tmp_path):
    path = write(tmp_path, "lon,lat\n1,2\n3,4\n")
    table = open_table(path)
    path.write_text("lon,lat\n1,2\n")
    with pytest.raises(SatclipError, match="has changed while it was read"):
        list(table.batches())
