"""Patches around points, from images in many formats, CRSs and resolutions."""

import importlib.util
import shutil
from pathlib import Path

import numpy as np
import pytest
import rasterio
from pyproj import Transformer
from rasterio.enums import Resampling
from rasterio.transform import Affine, from_bounds, from_origin
from rasterio.vrt import WarpedVRT
from rasterio.windows import Window
from scipy.ndimage import gaussian_filter

from satclip_backend.errors import SatclipError
from satclip_backend.pretraining.images.files import find_images
from satclip_backend.pretraining.images.rasters import open_imagery

HERE = Path(__file__).parent
DATA = Path(__file__).parents[2] / "data" / "imagery"
GLOBE = DATA / "globe"
UTM = DATA / "utm33n.tif"


spec = importlib.util.spec_from_file_location("range_server", HERE / "range_server.py")
range_server = importlib.util.module_from_spec(spec)
spec.loader.exec_module(range_server)


def write(
    path, values, *, crs="EPSG:32633", origin=(500_000, 5_000_000), size=10, nodata=None, names=(), **more
):
    count, height, width = values.shape
    profile = {
        "dtype": values.dtype,
        "crs": crs,
        "transform": from_origin(*origin, size, size),
        "nodata": nodata,
    }
    with rasterio.open(path, "w", "GTiff", width, height, count, **profile, **more) as data:
        data.write(values)
        for band, name in enumerate(names, start=1):
            data.set_band_description(band, name)
    return path


def place(x, y, crs="EPSG:32633"):
    """Return lon, lat of projected coordinates in metres."""
    return Transformer.from_crs(crs, "EPSG:4326", always_xy=True).transform(x, y)


@pytest.fixture(autouse=True)
def _home(tmp_path, monkeypatch):
    monkeypatch.setenv("SATCLIP_HOME", str(tmp_path / "home"))


def jpeg(month: int) -> np.ndarray:
    with rasterio.open(GLOBE / f"2004-{month:02d}.jpg") as data:
        return data.read()


@pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
def test_months_are_the_bands_of_one_global_image():
    imagery = open_imagery([GLOBE])
    assert len(imagery.layers) == 1
    assert imagery.bands[:4] == ("2004-01.jpg:1", "2004-01.jpg:2", "2004-01.jpg:3", "2004-04.jpg:1")
    assert imagery.extent == (-180, -90, 180, 90)
    assert imagery.layers[0].assumed_global
    patches, kept = imagery.read_patches([[0.0, 0.0], [100.0, 45.0]], 8)
    assert kept.tolist() == [0, 1]
    assert patches.shape == (2, 12, 8, 8)
    # 512 pixels cover 360 degrees: (0, 0) is the corner of columns 255 and 256 and rows 127 and 128
    np.testing.assert_array_equal(patches[0, 3:6], jpeg(4)[:, 124:132, 252:260])


@pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
def test_a_patch_goes_across_the_antimeridian():
    imagery = open_imagery([GLOBE])
    patches, _ = imagery.read_patches([[180.0, 0.0], [-180.0, 0.0], [540.0, 0.0]], 4)
    january = jpeg(1)[:, 126:130]
    expected = np.concatenate([january[:, :, -2:], january[:, :, :2]], axis=2)
    for patch in patches:
        np.testing.assert_array_equal(patch[:3], expected)


def test_points_without_a_complete_patch_are_dropped():
    imagery = open_imagery([GLOBE])
    lonlat = [[0.0, 90.0], [0.0, -89.9], [10.0, 10.0], [np.nan, 0.0], [0.0, 95.0]]
    assert imagery.read_patches(lonlat, 8)[1].tolist() == [2]


def test_a_projected_raster_is_read_at_its_location():
    imagery = open_imagery([UTM])
    west, south, east, north = imagery.extent
    assert west < 12.0 < east
    assert south < 43.0 < north
    to_degrees = Transformer.from_crs("EPSG:32633", "EPSG:4326", always_xy=True)
    # the corner of columns 49 and 50 and rows 19 and 20: 4 km pixels from (200 km, 5000 km)
    centre = to_degrees.transform(200_000 + 50 * 4000, 5_000_000 - 20 * 4000)
    patches, kept = imagery.read_patches([centre, [100.0, 43.0]], 6)
    assert kept.tolist() == [0]
    with rasterio.open(UTM) as data:
        np.testing.assert_array_equal(patches[0], data.read()[:, 17:23, 47:53])


def test_a_patch_with_nodata_is_dropped():
    imagery = open_imagery([UTM])
    to_degrees = Transformer.from_crs("EPSG:32633", "EPSG:4326", always_xy=True)
    x, y = np.array([6.0, 20.0]) * 4000 + 200_000, 5_000_000 - np.array([6.0, 20.0]) * 4000
    lonlat = np.column_stack(to_degrees.transform(x, y))
    assert imagery.read_patches(lonlat, 8)[1].tolist() == [1]


def test_an_image_without_georeferencing_needs_an_extent(tmp_path):
    square = tmp_path / "square.tif"
    with rasterio.open(square, "w", "GTiff", 64, 64, 1, dtype="uint8") as data:
        data.write(np.arange(64 * 64, dtype="uint32").reshape(1, 64, 64).astype("uint8"))
    with pytest.raises(SatclipError, match=r"square\.tif.*extent"):
        open_imagery([square])
    patches, _ = open_imagery([square], (10, 40, 20, 50)).read_patches([[15, 45]], 2)
    row = np.array([31 * 64 + 31, 31 * 64 + 32]) % 256
    np.testing.assert_array_equal(patches[0, 0], [row, (row + 64) % 256])


@pytest.mark.parametrize("content", [b"", b"this is no image"])
def test_a_file_that_is_not_an_image_is_refused_by_name(tmp_path, content):
    path = tmp_path / "notes.tif"
    path.write_bytes(content)
    with pytest.raises(SatclipError, match=r"notes\.tif"):
        open_imagery([path])


def test_images_need_the_same_bands():
    with pytest.raises(SatclipError, match="12 bands"):
        open_imagery([UTM, GLOBE])


def test_an_empty_folder_is_reported(tmp_path):
    with pytest.raises(SatclipError, match="no images"):
        open_imagery([tmp_path])


def test_other_files_in_a_folder_of_images_are_ignored(tmp_path):
    shutil.copy(UTM, tmp_path / "a.tif")
    for name in ("._a.tif", ".hidden.tif", "a.tfw", "a.tif.aux.xml", "a.tif.ovr", "Thumbs.db", ".DS_Store"):
        (tmp_path / name).write_bytes(b"\0\5\x16\7junk")
    assert find_images([tmp_path]) == [tmp_path / "a.tif"]


def test_images_in_nested_folders_are_not_found(tmp_path):
    (tmp_path / "GRANULE").mkdir()
    shutil.copy(UTM, tmp_path / "GRANULE" / "a.tif")
    with pytest.raises(SatclipError, match=r"no images: .*folders in these aren't looked at"):
        open_imagery([tmp_path])
    with pytest.raises(SatclipError, match="names an image inside a file: save it as a GeoTIFF"):
        open_imagery(['NETCDF:"era5.nc":t2m'])


def test_images_are_decoded_once_regardless_of_their_names(tmp_path):
    for name in ("one", "two"):
        file = shutil.copy(GLOBE / "2004-01.jpg", tmp_path / f"{name}.jpg")
        open_imagery([file]).read_patches([[0.0, 0.0]], 8)
    assert len(list((tmp_path / "home" / "cache").glob("imagery-*.npy"))) == 1


def test_a_disk_too_small_for_the_decoded_images_is_reported_before_any_work(monkeypatch):
    free = shutil.disk_usage("/")._replace(free=1_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: free)
    with pytest.raises(SatclipError, match=r"needs up to 68.* MB in .*cache.*SATCLIP_HOME"):
        open_imagery([GLOBE]).read_patches([[0.0, 0.0]], 8)


def test_images_of_one_area_are_stacked_on_the_finest_grid(tmp_path):
    """Images of 10 m and 20 m of one area, and one in another CRS. Values of a plane are the same on every grid."""
    fine = np.add.outer(-5 - 10 * np.arange(60), 5 + 10 * np.arange(60)) * 1.0  # y + x from the corner
    write(tmp_path / "fine.tif", fine[None].astype(np.int16))
    coarse = np.add.outer(-10 - 20 * np.arange(30), 10 + 20 * np.arange(30)) * 1.0
    write(tmp_path / "coarse.tif", coarse[None].astype(np.float32), size=20)
    degrees = np.arange(40) * 0.0002
    lon, lat = np.meshgrid(14.9999 + degrees, 45.1531 - degrees)
    to_metres = Transformer.from_crs("EPSG:4326", "EPSG:32633", always_xy=True)
    x, y = to_metres.transform(lon, lat)
    values = (x - 500_000 + y - 5_000_000)[None].astype(np.float32)
    west, north = lon[0, 0] - 0.0001, lat[0, 0] + 0.0001
    write(tmp_path / "other.tif", values, crs="EPSG:4326", origin=(west, north), size=0.0002)
    imagery = open_imagery([tmp_path])
    assert imagery.bands == ("coarse", "fine", "other")
    assert imagery.dtype == np.float32
    assert len(imagery.layers) == 1
    patches, kept = imagery.read_patches([place(500_300, 4_999_700)], 10)
    assert kept.tolist() == [0]
    np.testing.assert_array_equal(patches[0, 1], fine[25:35, 25:35])
    np.testing.assert_allclose(patches[0, 0], fine[25:35, 25:35], atol=0.01)
    np.testing.assert_allclose(patches[0, 2], fine[25:35, 25:35], atol=1.0)
    assert imagery.choose(["fine"]).read_patches([place(500_300, 4_999_700)], 10)[0].shape == (1, 1, 10, 10)
    assert imagery.choose(["fine"]).fingerprint != imagery.fingerprint


def test_outside_a_stacked_image_there_is_no_data(tmp_path):
    write(tmp_path / "a.tif", np.ones((1, 60, 60), np.uint8))
    write(tmp_path / "b.tif", np.ones((1, 22, 24), np.uint8), size=20)
    points = [place(500_100, 4_999_900), place(500_550, 4_999_900)]
    assert open_imagery([tmp_path]).read_patches(points, 8)[1].tolist() == [0]


def test_images_of_separate_areas_may_have_different_types(tmp_path):
    write(tmp_path / "a.tif", np.full((2, 20, 20), 250, np.uint8), names=("red", "nir"))
    write(
        tmp_path / "b.tif",
        np.full((2, 20, 20), -7, np.int16),
        origin=(600_000, 5_000_000),
        names=("red", "nir"),
    )
    imagery = open_imagery([tmp_path])
    patches, _ = imagery.read_patches([place(500_100, 4_999_900), place(600_100, 4_999_900)], 4)
    assert patches.dtype == np.int16
    assert patches[:, 0, 0, 0].tolist() == [250, -7]
    write(
        tmp_path / "b.tif",
        np.full((2, 20, 20), -7, np.int16),
        origin=(600_000, 5_000_000),
        names=("nir", "red"),
    )
    with pytest.raises(SatclipError, match=r"b\.tif has the bands nir, red where a\.tif has red, nir"):
        open_imagery([tmp_path])


def test_bands_are_selected_by_name_and_season(tmp_path):
    for month in (1, 6, 7):
        values = np.stack(
            [np.full((20, 20), 10 * month, np.uint8), np.full((20, 20), 10 * month + 1, np.uint8)]
        )
        write(tmp_path / f"scene_2004-{month:02d}.tif", values, names=("B04", "B08"))
    imagery = open_imagery([tmp_path], bands=["B08"], dates="06..08")
    assert imagery.bands == ("scene_2004-06.tif:B08", "scene_2004-07.tif:B08")
    patches, _ = imagery.read_patches([place(500_100, 4_999_900)], 4)
    assert patches[0, :, 0, 0].tolist() == [61, 71]


def test_pixels_without_data_are_recognised_by_nodata_nan_masks_and_alpha(tmp_path):
    values = np.full((2, 20, 20), 9, np.float32)
    values[1, 9, 9] = np.nan
    nan = write(tmp_path / "nan.tif", values)
    values = np.full((2, 20, 20), 9, np.uint8)
    values[1, 9, 9] = 0
    nodata = write(tmp_path / "nodata.tif", values, nodata=0)
    alpha = np.full((4, 20, 20), 255, np.uint8)
    alpha[3, 9, 9] = 0
    rgba = write(tmp_path / "rgba.tif", alpha, photometric="RGB", alpha="YES")
    middle, corner = place(500_100, 4_999_900), place(500_030, 4_999_970)
    for path, bands in ((nan, 2), (nodata, 2), (rgba, 3)):
        imagery = open_imagery([path])
        assert len(imagery.bands) == bands
        assert imagery.read_patches([middle, corner], 4)[1].tolist() == [1]
        patches, kept = imagery.read_patches([middle, corner], 4, empty=0.1)
        assert kept.tolist() == [0, 1]
        assert patches[0, 1].tolist() == [[patches[0, 1, 0, 0]] * 4] * 4  # mean of the other pixels


def test_clouds_are_masked_by_a_class_band_with_another_resolution(tmp_path):
    """Classes have pixels of 20 m and bands of 10 m: a cloud covers four pixels, and classes are not interpolated."""
    write(tmp_path / "red.tif", np.arange(400, dtype=np.uint16).reshape(1, 20, 20))
    classes = np.full((1, 10, 10), 4, np.uint8)
    classes[0, 4, 4], classes[0, 0, 0] = 9, 5
    write(tmp_path / "SCL.tif", classes, size=20)
    imagery = open_imagery([tmp_path], clear="SCL=4,5")
    assert imagery.bands == ("red",)
    points = [place(500_100, 4_999_900), place(500_030, 4_999_970), place(500_150, 4_999_850)]
    assert imagery.read_patches(points, 4)[1].tolist() == [1, 2]
    patches, kept = imagery.read_patches(points, 4, empty=0.25)
    assert kept.tolist() == [0, 1, 2]
    # the patch has rows and columns 8 to 11, and the cloud 8 and 9
    seen = np.arange(400).reshape(20, 20)[8:12, 8:12].copy()
    cloud = np.zeros((4, 4), bool)
    cloud[:2, :2] = True
    np.testing.assert_array_equal(patches[0, 0][~cloud], seen[~cloud])
    assert (patches[0, 0][cloud] == int(seen[~cloud].mean())).all()
    assert imagery.fingerprint != open_imagery([tmp_path], clear="SCL=4").fingerprint


def test_clouds_are_masked_for_each_date(tmp_path):
    for month, row in ((6, 0), (7, 19)):
        bands = np.full((2, 20, 20), month, np.uint8)
        bands[1, row] = 0
        write(tmp_path / f"2024-{month:02d}.tif", bands, names=("B04", "clear"))
    points = [place(500_100, 4_999_980), place(500_100, 4_999_900), place(500_100, 4_999_820)]
    kept = {
        dates: open_imagery([tmp_path], dates=dates, clear="clear=6,7").read_patches(points, 4)[1].tolist()
        for dates in (None, "06", "07")
    }
    assert kept == {None: [1], "06": [1, 2], "07": [0, 1]}


@pytest.mark.parametrize(
    ("clear", "sentence"),
    [
        ("SCL", "SCL=4,5,6,7,11"),
        ("SCL=a", "not a valid cloud mask"),
        ("SCL=4", "no band SCL"),
        ("1=4", "no bands other than 1"),
    ],
)
def test_invalid_cloud_masks_are_reported(tmp_path, clear, sentence):
    path = write(tmp_path / "a.tif", np.ones((1, 20, 20), np.uint8))
    with pytest.raises(SatclipError, match=sentence):
        open_imagery([path], clear=clear)


def test_a_crs_that_does_not_match_the_coordinates_is_refused_by_name(tmp_path):
    write(tmp_path / "metres.tif", np.ones((1, 20, 20), np.uint8), crs="EPSG:4326")
    with pytest.raises(
        SatclipError, match=r"metres\.tif has no valid location.*500000 .*EPSG:4326.*gdal_edit"
    ):
        open_imagery([tmp_path / "metres.tif"])


def test_a_local_crs_is_refused_by_name(tmp_path):
    write(tmp_path / "plan.tif", np.ones((1, 20, 20), np.uint8), crs='LOCAL_CS["plan",UNIT["metre",1]]')
    with pytest.raises(SatclipError, match=r"plan\.tif has no valid location"):
        open_imagery([tmp_path / "plan.tif"])


def test_images_may_be_rotated_or_south_up(tmp_path):
    values = np.arange(400, dtype=np.uint16).reshape(1, 20, 20)
    turned = Affine(86.6, 50.0, 500_000, 50.0, -86.6, 5_000_000)  # rotated by 30 degrees
    for name, transform in (("turned", turned), ("south", Affine(100, 0, 500_000, 0, 100, 5_000_000))):
        path = tmp_path / f"{name}.tif"
        with rasterio.open(
            path, "w", "GTiff", 20, 20, 1, dtype="uint16", crs="EPSG:32633", transform=transform
        ) as data:
            data.write(values)
        a, b, c, d, e, f = transform[:6]
        middle = place(a * 10 + b * 12 + c, d * 10 + e * 12 + f)
        patches, kept = open_imagery([path]).read_patches([middle], 4)
        assert kept.tolist() == [0]
        np.testing.assert_array_equal(patches[0], values[:, 10:14, 8:12])


def test_a_vrt_is_read(tmp_path):
    for i, column in enumerate((500_000, 500_200)):
        write(tmp_path / f"{i}.tif", np.full((1, 20, 20), i, np.uint8), origin=(column, 5_000_000))
    band = "".join(
        f'<SimpleSource><SourceFilename relativeToVRT="1">{i}.tif</SourceFilename><SourceBand>1</SourceBand>'
        f'<SrcRect xOff="0" yOff="0" xSize="20" ySize="20"/><DstRect xOff="{20 * i}" yOff="0" xSize="20" ySize="20"/>'
        "</SimpleSource>"
        for i in (0, 1)
    )
    (tmp_path / "mosaic.vrt").write_text(
        '<VRTDataset rasterXSize="40" rasterYSize="20"><SRS>EPSG:32633</SRS>'
        "<GeoTransform>500000,10,0,5000000,0,-10</GeoTransform>"
        f'<VRTRasterBand dataType="Byte" band="1">{band}</VRTRasterBand></VRTDataset>'
    )
    patches, _ = open_imagery([tmp_path / "mosaic.vrt"]).read_patches([place(500_200, 4_999_900)], 2)
    assert patches.tolist() == [[[[0, 1], [0, 1]]]]


def test_a_vrt_with_another_file_extension_is_refused(tmp_path):
    shutil.copy(UTM, tmp_path / "secret.tif")
    text = (
        '<VRTDataset rasterXSize="4" rasterYSize="4"><VRTRasterBand dataType="Byte" band="1"><SimpleSource>'
        f"<SourceFilename>{tmp_path / 'secret.tif'}</SourceFilename></SimpleSource></VRTRasterBand></VRTDataset>"
    )
    (tmp_path / "0000.tif").write_text(text)
    with pytest.raises(SatclipError, match=r"0000\.tif is a VRT file, which only points"):
        open_imagery([tmp_path / "0000.tif"])


def test_a_cog_behind_a_url_is_read_in_parts(tmp_path):
    random = np.random.default_rng(0)
    values = random.integers(0, 255, (3, 512, 512), np.uint8)
    file = write(tmp_path / "cog.tif", values, tiled=True, blockxsize=64, blockysize=64)
    with range_server.serve(tmp_path) as (address, asked):
        imagery = open_imagery([f"{address}/cog.tif"])
        patches, _ = imagery.read_patches([place(502_560, 4_997_440)], 16)
        np.testing.assert_array_equal(patches[0], values[:, 248:264, 248:264])
        parts = [part for _, part in asked if part]
        assert parts
        ends = [part.removeprefix("bytes=").split("-") for part in parts]
        assert sum(int(end) - int(start) + 1 for start, end in ends) < file.stat().st_size
        first = imagery.fingerprint
        write(file, np.zeros((3, 256, 512), np.uint8))
        address_again = f"{address}/cog.tif?again"
        assert open_imagery([address_again]).fingerprint != first


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/a.tif", "{server}/none.tif", "{server}/notes.tif"])
def test_a_url_without_an_image_is_reported(tmp_path, address):
    (tmp_path / "notes.tif").write_text("this is no image")
    said = pytest.raises(SatclipError, match=r"http://127.*\.tif can't be read: .*Check the address")
    with range_server.serve(tmp_path) as (server, _), said:
        open_imagery([address.format(server=server)])


def globe(width: int, bands: int = 3, seed: int = 0) -> np.ndarray:
    """Return smooth random pixels (bands, width / 2, width) of the globe."""
    random = np.random.default_rng(seed).normal(size=(bands, width // 2, width))
    smooth = gaussian_filter(random, (0, 6, 6), mode="wrap")
    return np.rint(127 + 40 * smooth / smooth.std()).clip(0, 255).astype(np.uint8)


@pytest.mark.parametrize(
    ("width", "driver", "bands"), [(512, "GTiff", 3), (256, "PNG", 3), (512, "PNG", 4)], ids=str
)
def test_images_that_are_read_as_a_whole_stack_with_others(tmp_path, width, driver, bands):
    """A PNG, and an image of another format, of another size or with transparent pixels."""
    fine, other = globe(512), globe(width, bands, seed=1)
    if bands == 4:
        other[3] = np.where(np.arange(width) < width // 8, 0, 255)
    with rasterio.open(
        tmp_path / "a.png", "w", driver="PNG", width=512, height=256, count=3, dtype="uint8"
    ) as data:
        data.write(fine)
    shape = {"width": width, "height": width // 2, "count": bands, "dtype": "uint8"}
    with rasterio.open(tmp_path / f"b.{driver[-4:].lower()}", "w", driver=driver, **shape) as data:
        data.write(other)
    imagery = open_imagery([tmp_path])
    points = np.array([[0.0, 0.0], [-100.3, 40.2], [179.9, -30.0], [-170.0, 10.0]])
    patches, kept = imagery.read_patches(points, 8)
    assert kept.tolist() == ([0, 1] if bands == 4 else [0, 1, 2, 3])
    for patch, (column, row) in zip(patches, imagery.layers[0].grid.corners(points[kept], 8)[0]):
        columns = np.arange(column, column + 8) % 512
        np.testing.assert_array_equal(patch[:3], fine[:, row : row + 8][:, :, columns])
        if width == 512:
            np.testing.assert_array_equal(patch[3:6], other[:3, row : row + 8][:, :, columns])
    if width == 256:
        grids = {
            "src_crs": "EPSG:4326",
            "src_transform": from_bounds(-180, -90, 180, 90, 256, 128),
            "crs": "EPSG:4326",
            "transform": from_bounds(-180, -90, 180, 90, 512, 256),
        }
        with (
            rasterio.open(tmp_path / "b.png") as data,
            WarpedVRT(data, width=512, height=256, resampling=Resampling.bilinear, **grids) as warped,
        ):
            column, row = imagery.layers[0].grid.corners(points[:1], 8)[0][0]
            expected = warped.read(window=Window(column, row, 8, 8))[:3]
        np.testing.assert_array_equal(patches[0, 3:], expected)
