"""`assess_map` and `satclip-backend assess`: accuracy and areas of a class map from reference points."""

from __future__ import annotations

import csv
import json
from uuid import uuid4

import geopandas as gpd
import numpy as np
import pytest
import rasterio
from affine import Affine
from pyproj import Transformer

import satclip_backend as satclip
from satclip_backend.cli import main
from satclip_backend.errors import Cancelled, SatclipError
from satclip_backend.processes.assess_map import PROCESS, AssessChoices, Inputs, assess_raster
from satclip_backend.processes.process import Context
from satclip_backend.rasters.sampling import describe
from satclip_backend.tables.column_file import write_columns
from satclip_backend.tables.columns import Column, Columns

SIZE = 40
PIXEL = Affine(1000, 0, 4_000_000, 0, -1000, 3_000_000)
"""Pixels of 1 km² in EPSG:3035, an equal-area CRS."""
TO_LONLAT = Transformer.from_crs(3035, 4326, always_xy=True)
COUNTS = np.array([[36, 4, 0], [3, 14, 3], [0, 2, 18]])
NAMES = {10: "Forest", 20: "Water", 30: "Bare soil"}
KM2 = {10: 800, 20: 400, 30: 390}
"""Map with 20 rows of forest, 10 of water and 10 of soil, of which ten pixels are nodata."""


def write(path, values, tags=None):
    values = np.asarray(values, dtype=np.float32)
    profile = {"width": SIZE, "height": SIZE, "count": len(values), "dtype": "float32", "nodata": -1}
    with rasterio.open(path, "w", driver="GTiff", crs="EPSG:3035", transform=PIXEL, **profile) as data:
        data.write(values)
        data.update_tags(**(tags or {}))
    return path


@pytest.fixture
def classes(tmp_path):
    """Return the class map in the format of `predict_map`: float32, and band 2 is not a class."""
    values = np.repeat([10, 20, 30], [20, 10, 10])[:, None] * np.ones(SIZE)
    values[-1, :10] = -1
    tags = {f"SATCLIP_CLASS_{code}": name for code, name in NAMES.items()}
    return write(tmp_path / "classes.tif", [values, np.full_like(values, 0.5)], tags)


def places(rows, columns):
    """Return longitudes and latitudes of pixel centres."""
    x, y = PIXEL @ (np.asarray(columns) + 0.5, np.asarray(rows) + 0.5)
    return np.column_stack(TO_LONLAT.transform(x, y))


@pytest.fixture
def sample():
    """Return points, drawn within each class of the map, with reference classes according to `COUNTS`."""
    rng = np.random.default_rng(0)
    rows = np.concatenate(
        [rng.integers(a, b, n) for (a, b), n in zip([(0, 20), (20, 30), (30, 39)], COUNTS.sum(1))]
    )
    lonlat = places(rows, rng.integers(0, SIZE, len(rows)))
    reference = np.concatenate([np.repeat(list(NAMES), row) for row in COUNTS])
    return lonlat, reference


def columns(lonlat, values):
    kind = "text" if np.asarray(values).dtype.kind in "OU" else "integer"
    values = np.asarray(values, dtype=object if kind == "text" else np.int64)
    return Columns(np.asarray(lonlat), {"seen": Column.of(kind, values)})


def assess(raster, points, strata=None, progress=None, **choices):
    given = AssessChoices(**{"reference": "seen", "design": "stratified", **choices})
    context = Context(raster.parent, **({"on_progress": progress} if progress else {}))
    return assess_raster(points, given, describe(raster), describe(strata) if strata else None, context)


def test_the_command_prints_accuracies_and_areas(classes, sample, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    lonlat, reference = sample
    with open("points.csv", "w", newline="") as file:
        table = csv.writer(file)
        table.writerow(["x", "y", "seen"])
        easting, northing = TO_LONLAT.transform(*lonlat.T, direction="INVERSE")
        table.writerows(zip(easting, northing, (NAMES[code].upper() for code in reference)))
        table.writerow([0, 0, "Forest"])
        table.writerow([*(PIXEL @ (0.5, 39.5)), "Water"])
        table.writerow([*(PIXEL @ (0.5, 0.5)), ""])
        table.writerow(["", "", "Water"])
    words = [
        "--lon",
        "x",
        "--lat",
        "y",
        "--crs",
        "EPSG:3035",
        "--reference",
        "seen",
        "--design",
        "stratified",
    ]
    status = main(["assess", str(classes), "points.csv", *words, "--report", "r.html", "--table", "t.csv"])
    said = capsys.readouterr().out
    assert status == 0, said
    for reason in (
        "without a valid location",
        "without a value of seen",
        "outside the map",
        "on nodata of the map",
    ):
        assert f"excluded: 1 row, {reason}" in said
    assert "Forest               user's 0.900 (0.806 to 0.994)" in said
    assert "overall accuracy 0.850 (0.772 to 0.927), 80 points, 1,590.0 km²" in said
    with open("t.csv", newline="", encoding="utf-8") as file:
        rows = {int(row["class"]): row for row in csv.DictReader(file)}
    weights = np.array(list(KM2.values())) / sum(KM2.values())
    shares = COUNTS / COUNTS.sum(1, keepdims=True) * weights[:, None]
    for index, (code, row) in enumerate(rows.items()):
        assert row["name"] == NAMES[code]
        assert float(row["mapped_km2"]) == pytest.approx(KM2[code], rel=2e-3)
        assert float(row["area_km2"]) == pytest.approx(shares[:, index].sum() * sum(KM2.values()), rel=2e-3)
        assert float(row["users"]) == pytest.approx(COUNTS[index, index] / COUNTS[index].sum())
        assert float(row["producers"]) == pytest.approx(
            shares[index, index] / shares[:, index].sum(), rel=2e-3
        )
    assert "Accuracy and area of a class map" in (tmp_path / "r.html").read_text(encoding="utf-8")


def test_the_process_gives_a_report_a_table_and_a_summary(classes, sample, tmp_path):
    uploads, folder = tmp_path / "uploads", tmp_path / "job"
    uploads.mkdir()
    folder.mkdir()
    table, raster = uuid4().hex, uuid4().hex
    lonlat, reference = sample
    few = reference.copy()
    few[np.flatnonzero(reference == 30)[1:]] = 20
    write_columns(uploads / table, columns(lonlat, few))
    (uploads / raster).write_bytes(classes.read_bytes())
    inputs = Inputs(
        map={"id": raster, "name": "Land cover"},
        table=table,
        reference="seen",
        design="random",
        layer="Checked",
        class_names=["10=Wald", "40=Ice"],
    )
    found = PROCESS.run(inputs, Context(folder, uploads=uploads))
    assert found.keys() == PROCESS.outputs.keys()
    json.dumps(found["table"], allow_nan=False)
    summary = json.loads(json.dumps(found["summary"], allow_nan=False))
    assert summary["classes"] == ["Wald", "Water", "Bare soil"]
    assert summary["strata"] == "the classes of the map, as poststrata"
    assert np.sum(summary["counts"]) == summary["points"] == 80
    assert np.sum(summary["proportions"]) == pytest.approx(1)
    assert summary["region_km2"] == pytest.approx(1590, rel=2e-3)
    page = found["report"].read_text(encoding="utf-8")
    assert "Land cover, band 1, 40 x 40 pixels" in page
    assert "simple random or systematic" in page
    assert "Checked" in page


def test_the_python_interface_gives_the_same(classes, sample, tmp_path):
    lonlat, reference = sample
    points = gpd.GeoDataFrame({"seen": reference}, geometry=gpd.points_from_xy(*lonlat.T, crs="EPSG:4326"))
    found = satclip.assess_map(
        classes, points.to_crs(3035), "seen", design="stratified", class_names={10: "Wald"}
    )
    wanted = assess(classes, columns(lonlat, reference))
    assert found.overall == found.summary["overall"] == wanted.accuracy.overall.value
    assert found.classes["name"].to_dict() == NAMES | {10: "Wald"}
    assert found.classes.loc[20, "area_km2_se"] == wanted.accuracy.areas[1].error
    assert found.report(tmp_path / "report.html").stat().st_size > 10_000
    assert "80 points" in repr(found)
    with pytest.warns(UserWarning, match="No reference point lies in Bare soil"):
        satclip.assess_map(classes, points[:60], "seen", design="stratified")
    with pytest.raises(SatclipError, match="design must be"):
        satclip.assess_map(classes, points, "seen", design="purposive")


def test_names_and_codes_are_the_same_classes(classes, sample):
    lonlat, reference = sample
    wanted = assess(classes, columns(lonlat, reference))
    texts = np.array([str(code) for code in reference], dtype=object)
    names = np.array([f" {NAMES[code].lower().replace(' ', '  ')} " for code in reference], dtype=object)
    for values in (texts, names):
        found = assess(classes, columns(lonlat, values))
        assert found.accuracy.overall == wanted.accuracy.overall
        assert found.classes == list(NAMES.values())
    floats = Columns(lonlat, {"seen": Column.of("number", reference.astype(float))})
    assert assess(classes, floats).accuracy.overall == wanted.accuracy.overall


def test_reference_classes_absent_from_the_map_must_be_named(classes, sample):
    lonlat, reference = sample
    values = np.array([NAMES[code] for code in reference], dtype=object)
    values[:3] = "Ice"
    with pytest.raises(SatclipError) as error:
        assess(classes, columns(lonlat, values))
    assert str(error.value).startswith(
        "The field seen has the classes Bare soil, Forest, Ice, Water; the map classes.tif has 10 Forest, 20 Water, "
        "30 Bare soil. Not on the map: Ice."
    )
    found = assess(classes, columns(lonlat, values), class_names=["40=ice"])
    assert found.classes[-1] == "ice"
    assert found.accuracy.counts[:, -1].tolist() == [3, 0, 0, 0]
    assert found.mapped[-1] == 0
    with pytest.raises(SatclipError, match="Not on the map: 11"):
        assess(classes, columns(lonlat, np.where(reference == 10, 11, reference)))
    with pytest.raises(SatclipError, match="Not on the map: Forest"):  # two classes have this name
        assess(
            classes, columns(lonlat, np.full(len(lonlat), "Forest", dtype=object)), class_names=["20=Forest"]
        )


@pytest.mark.parametrize("name", ["forest", "=forest", "x=forest", "1=", "1.5=forest"])
def test_a_class_name_needs_a_code(classes, sample, name):
    with pytest.raises(SatclipError, match=r"must be a code and a name, such as 1=forest\."):
        assess(classes, columns(*sample), class_names=[name])


def test_few_points_give_a_warning(classes, sample):
    lonlat, reference = sample
    without = columns(lonlat[:60], reference[:60])  # no point in bare soil
    found = assess(classes, without)
    assert "No reference point lies in Bare soil (24.53% of the map)" in found.warnings[0]
    assert found.region == pytest.approx(1200, rel=2e-3)
    single = assess(classes, columns(lonlat[:61], reference[:61]))
    assert "A single reference point lies in Bare soil" in single.warnings[0]
    assert np.isnan(single.accuracy.overall.error)
    random = assess(classes, columns(lonlat[:61], reference[:61]), design="random")
    assert "Water, Bare soil are one poststratum" in random.warnings[1]
    assert np.isfinite(random.accuracy.overall.error)
    spread = assess(classes, columns(lonlat[36:], reference[36:]), design="random")
    assert "Forest has 9.1% of the points and 50.3% of the map" in spread.warnings[0]
    right = assess(classes, columns(lonlat[:36], reference[:36]))
    assert right.warnings[-1].startswith("All reference points agree with the map")
    partly = assess(classes, columns(lonlat[:40], np.where(np.arange(40) < 36, 10, 30)))
    assert (
        "The producer's accuracy of Forest, Bare soil has no standard error: all its points"
        in partly.warnings[-2]
    )
    two = assess(classes, columns(lonlat[:40], np.where(np.arange(40) < 30, 10, 20)), design="random")
    assert two.warnings[-1].startswith("No reference point is in Bare soil, on the map or in the reference")
    assert not any("Bare soil has no standard error" in warning for warning in two.warnings)


def test_strata_may_differ_from_the_map_classes(classes, sample, tmp_path):
    values = np.where(np.arange(SIZE) < 20, 1, 2)[None, None] * np.ones((1, SIZE, 1))
    strata = write(tmp_path / "strata.tif", values)
    rng = np.random.default_rng(3)
    drawn = np.concatenate([rng.integers(0, 20, 30), rng.integers(20, 40, 60)])
    rows = rng.integers(0, 39, 90)
    codes = np.array([10, 20, 30])[np.digitize(rows, [20, 30])]
    reference = np.where(rng.uniform(size=90) < 0.8, codes, rng.choice([10, 20, 30], 90))
    found = assess(classes, columns(places(rows, drawn), reference), strata)
    right = codes == reference
    assert found.strata == "the 2 strata of strata.tif"
    assert found.accuracy.overall.value == pytest.approx(
        (right[:30].mean() + right[30:].mean()) / 2, rel=1e-3
    )
    variance = (right[:30].var(ddof=1) / 30 + right[30:].var(ddof=1) / 60) / 4
    assert found.accuracy.overall.error == pytest.approx(variance**0.5, rel=1e-3)
    assert found.region == pytest.approx(1600, rel=2e-3)
    assert found.warnings == []
    half = write(
        tmp_path / "half.tif", np.where(np.arange(SIZE) < 20, 1, -1)[None, None] * np.ones((1, SIZE, 1))
    )
    less = assess(classes, columns(places(rows, drawn), reference), half)
    assert less.dropped == [("without a stratum in half.tif", 60)]
    assert "The strata cover 800" in less.warnings[0]
    with pytest.raises(SatclipError, match="Strata are for a stratified sample"):
        assess(classes, columns(places(rows, drawn), reference), strata, design="random")


def test_maps_and_points_that_cannot_be_assessed_are_refused(classes, sample):
    lonlat, reference = sample
    with pytest.raises(SatclipError, match=r"classes\.tif has no band 3: it has 2\."):
        assess(classes, columns(lonlat, reference), band=3)
    with pytest.raises(SatclipError, match=r"has the value 0\.5, which is no class"):
        assess(classes, columns(lonlat, reference), band=2)
    with pytest.raises(
        SatclipError, match=r"0 of 80 reference points can be used.*80 outside the map classes\.tif"
    ):
        assess(classes, columns(lonlat + np.array([60, 0]), reference))


def test_it_can_be_cancelled(classes, sample):
    def stop(fraction, message):
        raise Cancelled

    with pytest.raises(Cancelled):
        assess(classes, columns(*sample), progress=stop)
