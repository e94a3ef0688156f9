"""Names and dates of bands, and selection by name and month."""

import pytest

from satclip_backend.errors import SatclipError
from satclip_backend.pretraining.images.bands import band_date, choose_bands, stacked_names

MONTHS = tuple(f"2004-{month:02d}.jpg:{band}" for month in range(1, 13) for band in (1, 2, 3))


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("2004-01.jpg:1", "2004-01"),
        ("S2A_MSIL2A_20210714T101031_B04", "2021-07-14"),
        ("LC08_L2SP_193024_20200331_20200822_02_T1_SR_B4", "2020-03-31"),
        ("ndvi_2019_06_30.tif:NDVI", "2019-06-30"),
        ("B04", None),
        ("scene_123456.tif:1", None),
        ("band 200413", None),
    ],
)
def test_dates_are_read_from_names(name, date):
    assert band_date(name) == date


def test_bands_are_named_by_descriptions_files_or_numbers():
    assert stacked_names([("a.tif", 2, ("B04", "B08"))]) == ("B04", "B08")
    assert stacked_names([("a.tif", 2, ())]) == ("1", "2")
    assert stacked_names([("a.tif", 1, ("B04",)), ("b.tif", 1, ("B08",))]) == ("B04", "B08")
    dated = [("2004-01.tif", 1, ("B04",)), ("2004-07.tif", 1, ("B04",))]
    assert stacked_names(dated) == ("2004-01.tif:B04", "2004-07.tif:B04")
    assert stacked_names([("red.tif", 1, ()), ("rgb.jpg", 2, ())]) == ("red", "rgb.jpg:1", "rgb.jpg:2")
    assert stacked_names([("a.tif", 1, ()), ("a.tif", 1, ())]) == ("1:a", "2:a")


@pytest.mark.parametrize(
    ("wanted", "dates", "months"),
    [
        (None, "2004-06..2004-08", [6, 7, 8]),
        (None, "12..02", [1, 2, 12]),
        (None, "06", [6]),
        (None, "2004-11..2005", [11, 12]),
        (None, "2004", list(range(1, 13))),
        (["2004-03", "2004-05.jpg"], None, [3, 5]),
        (["2004-03", "2004-05.jpg"], "03", [3]),
    ],
)
def test_months_are_chosen(wanted, dates, months):
    chosen = choose_bands(MONTHS, wanted, dates)
    assert [MONTHS[i] for i in chosen] == [
        f"2004-{month:02d}.jpg:{band}" for month in months for band in (1, 2, 3)
    ]


def test_a_band_is_chosen_from_all_dates_in_their_order():
    assert [MONTHS[i] for i in choose_bands(MONTHS, ["2"], "01..02")] == ["2004-01.jpg:2", "2004-02.jpg:2"]
    assert choose_bands(MONTHS, ["2004-01.jpg:3", "2004-01.jpg:1"]) == (0, 2)


@pytest.mark.parametrize(
    ("names", "wanted", "dates", "sentence"),
    [
        (MONTHS, ["B04"], None, r"no band B04; the bands are 2004-01\.jpg:1, .* and 16 more"),
        (MONTHS, None, "2005", "No band has a date in 2005: they go from 2004-01 to 2004-12"),
        (MONTHS, None, "summer", "summer can't be read"),
        (MONTHS, None, "2004-01..03", "both have a year, or neither"),
        (("B04", "B08"), None, "2004", "say no dates.*B04, B08"),
    ],
)
def test_an_empty_selection_is_reported(names, wanted, dates, sentence):
    with pytest.raises(SatclipError, match=sentence):
        choose_bands(names, wanted, dates)
