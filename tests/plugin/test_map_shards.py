"""QGIS opens the VRT of a map in shards as one layer."""

from __future__ import annotations

import os
import subprocess

import numpy as np
from osgeo import gdal
from qgis.core import QgsRasterLayer, QgsRectangle

gdal.UseExceptions()


def test_a_map_in_shards_is_one_layer(tmp_path):
    words = ["--extent", "-180", "-90", "180", "90", "--pixel-size", "0.16", "--components", "1"]
    command = [os.environ["SATCLIP_PYTHON"], "-m", "satclip_backend", "map", *words, "--device", "cpu"]
    subprocess.run([*command, "--shards", tmp_path / "out", "--shard-size", "2048"], check=True, cwd=tmp_path)
    layer = QgsRasterLayer(str(tmp_path / "out" / "map.vrt"), "map")
    assert layer.isValid()
    assert (layer.width(), layer.height(), layer.crs().authid()) == (2250, 1125, "EPSG:4326")
    assert layer.bandName(1) == "Band 1: PC1"
    assert layer.dataProvider().sourceHasNoDataValue(1)
    view = layer.dataProvider().block(1, QgsRectangle(-180, -90, 180, 90), 280, 140)
    assert not any(view.isNoData(row, column) for row in range(0, 140, 7) for column in range(0, 280, 7))

    dataset = gdal.Open(str(tmp_path / "out" / "map.vrt"))
    band = dataset.GetRasterBand(1)
    assert [band.GetOverview(index).XSize for index in range(band.GetOverviewCount())] == [563, 282]
    values = dataset.ReadAsArray()
    for name, (row, column) in {"r0000c0000": (0, 0), "r0000c0001": (0, 2048)}.items():
        shard = gdal.Open(str(tmp_path / "out" / f"{name}.tif")).ReadAsArray()
        part = values[row : row + shard.shape[0], column : column + shard.shape[1]]
        np.testing.assert_array_equal(part, shard)
    assert len(list((tmp_path / "out").glob("r*.tif"))) == 2
