"""Images are opened by their own driver only: no other file is read, and no address is requested."""

from __future__ import annotations

import os
import shutil
import socket
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio.shutil import copy
from rasterio.transform import from_origin

from satclip_backend.errors import SatclipError
from satclip_backend.rasters.opening import open_image

UTM = Path(__file__).parents[1] / "data" / "imagery" / "utm33n.tif"
SECRET = 77


@pytest.fixture
def nobody():
    """Yield the address of a listening socket. The test fails if a program connects to it."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/x"
        listener.setblocking(False)
        with pytest.raises(BlockingIOError):
            listener.accept()


def write(path: Path, values: np.ndarray, driver: str = "GTiff", **more) -> Path:
    count, height, width = values.shape
    place = {"crs": "EPSG:32633", "transform": from_origin(500_000, 5_000_000, 10, 10)}
    with rasterio.open(
        path, "w", driver, width, height, count, dtype=values.dtype, **{**place, **more}
    ) as data:
        data.write(values)
    return path


def vrt(source: str, more: str = "", band: str = "") -> str:
    return (
        f'<VRTDataset rasterXSize="4" rasterYSize="4">{more}<VRTRasterBand dataType="Byte" band="1" {band}>'
        f"<SimpleSource><SourceFilename>{source}</SourceFilename></SimpleSource></VRTRasterBand></VRTDataset>"
    )


def texts(url: str, secret: Path) -> dict[str, str]:
    """Return texts that GDAL interprets as descriptions of images at other locations."""
    return {
        "WMS": f"<GDAL_WMS><Service name='TMS'><ServerUrl>{url}/${{z}}</ServerUrl></Service><DataWindow><SizeX>100"
        "</SizeX><SizeY>50</SizeY></DataWindow><BandsCount>1</BandsCount></GDAL_WMS>",
        "WMTS": f"<GDAL_WMTS><GetCapabilitiesUrl>{url}</GetCapabilitiesUrl></GDAL_WMTS>",
        "WCS": f"<WCS_GDAL><ServiceURL>{url}?</ServiceURL><CoverageName>x</CoverageName></WCS_GDAL>",
        "GTI": f"<GDALTileIndexDataset><IndexDataset>/vsicurl/{url}</IndexDataset></GDALTileIndexDataset>",
        "STACTA": '{"stac_extensions": ["tiled-assets"], "asset_templates": {"a": {"href": "' + url + '"}}}',
        "connection": f"WMTS:{url}",
        "path": f"/vsicurl/{url}.tif",
        "page": f"<html>{url}</html>",
        "VRT": vrt(f"/vsicurl/{url}.tif"),
        "file": vrt(str(secret)),
    }


@pytest.mark.parametrize("kind", list(texts("", Path())))
@pytest.mark.parametrize("ending", [".tif", ".jpg", ".img", ".nc", ".asc", ""])
def test_a_text_file_named_as_an_image_opens_nothing_else(tmp_path, nobody, kind, ending):
    secret = write(tmp_path / "secret.tif", np.full((1, 4, 4), SECRET, np.uint8))
    path = tmp_path / f"image{ending}"
    path.write_text(texts(nobody, secret)[kind])
    for trusted in (True, False):
        with pytest.raises(SatclipError, match=r"image.*(GeoTIFF|image)"), open_image(path, trusted=trusted):
            pass


def test_image_names_are_paths_of_files_only(tmp_path, nobody):
    for name in (
        f"/vsicurl/{nobody}.tif",
        f"WMTS:{nobody}",
        vrt(f"/vsicurl/{nobody}"),
        "NETCDF:x.nc:y",
        "\0",
    ):
        for kind in (str, Path):
            with pytest.raises(SatclipError), open_image(kind(name)):
                pass


def test_a_pipe_and_a_device_are_refused_at_once(tmp_path):
    os.mkfifo(tmp_path / "pipe.tif")
    for path in (tmp_path / "pipe.tif", Path("/dev/zero")):
        with pytest.raises(SatclipError, match="not a regular file"), open_image(path):
            pass
    with pytest.raises(SatclipError, match="is a folder"), open_image(tmp_path):
        pass


def test_a_local_vrt_refers_to_image_files_only(tmp_path, nobody):
    shutil.copy(UTM, tmp_path / "a.tif")
    path = tmp_path / "a.vrt"
    path.write_text(vrt(str(tmp_path / "a.tif")))
    with open_image(path) as data:
        assert data.read(1).shape == (4, 4)
    with pytest.raises(SatclipError, match="is a VRT file"), open_image(path, trusted=False):
        pass
    (tmp_path / "wms.tif").write_text(texts(nobody, path)["WMS"])
    (tmp_path / "deep.vrt").write_text("<VRTDataset>" + "<a>" * 1000)
    for text in (
        vrt(f"/vsicurl/{nobody}.tif"),
        vrt("/etc/passwd", band='subClass="VRTRawRasterBand"'),
        vrt(str(tmp_path / "wms.tif")),
        vrt("gone.tif"),
        vrt(
            "a.tif", f'<Metadata domain="GEOLOCATION"><MDI key="X_DATASET">/vsicurl/{nobody}</MDI></Metadata>'
        ),
        vrt(str(path)),
        '<!DOCTYPE a [<!ENTITY b "c">]>' + vrt("a.tif"),
        "<VRTDataset>" + "<a>" * 1000,
    ):
        path.write_text(text)
        with pytest.raises(SatclipError, match=r"VRT|image"), open_image(path):
            pass


def test_sidecar_files_are_read_for_local_users_only(tmp_path, nobody):
    values = np.full((1, 16, 16), 9, np.uint8)
    image = write(tmp_path / "image.tif", values)
    mask = np.full((16, 16), 255, np.uint8)
    mask[0, 0] = 0
    with rasterio.Env(GDAL_TIFF_INTERNAL_MASK=False), rasterio.open(image, "r+") as data:
        data.write_mask(mask)
    assert Path(f"{image}.msk").exists()
    with open_image(image) as data:
        assert data.read_masks(1)[0, 0] == 0
    with open_image(image, trusted=False) as data:
        assert data.read_masks(1).all()
    for ending in (".msk", ".ovr", ".OVR"):
        for text in texts(nobody, image).values():
            beside = Path(f"{image}{ending}")
            beside.write_text(text)
            with pytest.raises(SatclipError, match=f"image.tif{ending}"), open_image(image):
                pass
            with open_image(image, trusted=False) as data:
                assert (data.read(1) == 9).all()
                assert data.overviews(1) == []
            beside.unlink()
    (tmp_path / "image.tif.aux.xml").write_text(
        f'<PAMDataset><Metadata domain="OVERVIEWS"><MDI key="OVERVIEW_FILE">/vsicurl/{nobody}</MDI></Metadata>'
        '<PAMRasterBand band="1"><NoDataValue>9</NoDataValue></PAMRasterBand></PAMDataset>'
    )
    with pytest.raises(SatclipError, match="has its overviews in another file"), open_image(image):
        pass
    with open_image(image, trusted=False) as data:
        assert data.nodata is None


def test_a_tiff_does_not_refer_to_overviews_elsewhere(tmp_path, nobody):
    image = write(tmp_path / "image.tif", np.ones((1, 16, 16), np.uint8))
    with rasterio.open(image, "r+") as data:
        data.update_tags(ns="OVERVIEWS", OVERVIEW_FILE=f"/vsicurl/{nobody}.tif")
    for trusted in (True, False):
        with (
            pytest.raises(SatclipError, match="has its overviews in another file"),
            open_image(image, trusted=trusted),
        ):
            pass


@pytest.mark.parametrize(
    ("driver", "name"),
    [
        *(("HFA", "a.img"), ("ENVI", "a.dat"), ("AAIGrid", "a.asc"), ("netCDF", "a.nc"), ("PNG", "a.png")),
        ("JP2OpenJPEG", "a.jp2"),
    ],
)
def test_common_formats_are_read(tmp_path, driver, name):
    values = np.arange(256, dtype=np.uint8).reshape(1, 16, 16)
    plain = write(tmp_path / "plain.tif", values)
    options = {"QUALITY": 100, "REVERSIBLE": "YES"} if driver == "JP2OpenJPEG" else {}
    copy(plain, tmp_path / name, driver=driver, **options)
    with open_image(tmp_path / name) as data:
        assert data.driver == driver
        np.testing.assert_array_equal(data.read(1), values[0])
    if driver in ("PNG", "JP2OpenJPEG"):
        with open_image(tmp_path / name, trusted=False) as data:
            assert data.shape == (16, 16)
    else:
        with pytest.raises(SatclipError, match=name), open_image(tmp_path / name, trusted=False):
            pass


def tiff(width: int, height: int, bands: int = 1) -> bytes:
    """Return a TIFF that declares a large image and contains 8 bytes."""
    values = {256: width, 257: height, 258: 8, 259: 8, 262: 1, 277: bands, 284: 1}
    values.update({322: 65_520, 323: 65_520, 324: 8, 325: 8})  # one tile of 4 GB
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in sorted(values.items()))
    return b"II*\0" + struct.pack("<IH", 8, len(values)) + entries + bytes(12)


def png(width: int, height: int) -> bytes:
    """Return a PNG that declares a large image."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        (
            "tile.tif",
            tiff(65_520, 65_520),
            r"tiles or strips of 65,520 x 65,520 pixels, which take 4.3 GB each",
        ),
        ("bands.tif", tiff(8, 8, 65_535), "65,535 bands"),
        ("none.tif", tiff(0, 0), "none.tif"),
        ("large.png", png(200_000, 200_000), "can't be read in parts"),
        ("cut.tif", b"II*\0", "cut.tif"),
        ("empty.tif", b"", "is empty"),
    ],
)
def test_images_that_exceed_memory_are_refused_before_they_are_read(tmp_path, name, content, sentence):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(SatclipError, match=sentence), open_image(tmp_path / name):
        pass


def test_damaged_images_are_read_or_reported(tmp_path):
    """A TIFF and a JPEG 2000 with random bytes are read, or an error is reported."""
    random = np.random.default_rng(1)
    jp2 = tmp_path / "whole.jp2"
    copy(write(tmp_path / "w.tif", np.ones((1, 16, 16), np.uint8)), jp2, driver="JP2OpenJPEG")
    told = 0
    for whole in (UTM.read_bytes()[:3000], jp2.read_bytes()):
        for _ in range(150):
            damaged = np.frombuffer(whole, np.uint8).copy()
            damaged[random.integers(0, 400, 4)] = random.integers(0, 256, 4)
            (tmp_path / "damaged").write_bytes(damaged.tobytes())
            try:
                with open_image(tmp_path / "damaged", trusted=False) as data:
                    data.read(1, window=((0, 8), (0, 8)))
            except SatclipError:
                told += 1
    assert told > 100
