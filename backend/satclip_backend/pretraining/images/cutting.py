"""Cutting patches from imagery into a folder in S2-100K's layout, which any later run goes on filling."""

from __future__ import annotations

import csv
import errno
import itertools
import json
import os
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import rasterio
from pyproj import CRS
from rasterio.io import MemoryFile

from satclip_backend import store
from satclip_backend.errors import SatclipError
from satclip_backend.outputs import full
from satclip_backend.pretraining.images.grid import Grid
from satclip_backend.pretraining.images.layers import fill
from satclip_backend.pretraining.images.patch_folder import IMAGES, INDEX, check_patch_size
from satclip_backend.pretraining.images.rasters import Imagery, in_extent
from satclip_backend.rasters.opening import open_image, short_name
from satclip_backend.rasters.urls import is_url

ABOUT = "sample.json"
LARGEST_PATCH = 1024
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_AT_ONCE = 8
"""Patches that are read at a time from behind URLs, where waiting takes most of the time."""


@dataclass(frozen=True)
class Cutting:
    """How patches are cut: the side in pixels; the size of a pixel in metres, in the UTM zone of each place, or None
    for the imagery's own grid; the share of pixels that may lack data.
    """

    pixels: int = 256
    resolution: float | None = None
    empty: float = 0.0

    def __post_init__(self) -> None:
        """Refuse what makes no patch. Raises SatclipError."""
        if not 1 <= self.pixels <= LARGEST_PATCH:
            raise SatclipError(f"A patch has 1 to {LARGEST_PATCH} pixels a side, not {self.pixels}.")
        if self.resolution is not None and not (np.isfinite(self.resolution) and self.resolution > 0):
            raise SatclipError(f"The resolution must be above 0 metres, not {self.resolution}.")
        if not 0 <= self.empty < 1:
            raise SatclipError(
                f"The share of pixels without data must be from 0 to below 1, not {self.empty}."
            )


@dataclass(frozen=True)
class Cut:
    """What came of it: patches made now and there before, how many places have none, by reason, and the images that
    gave no patch (`unused`) while others did.
    """

    made: int
    kept: int
    skipped: Counter[str]
    unused: list[str] = field(default_factory=list)

    def check(self) -> None:
        """Raise SatclipError where there is no patch at all."""
        if self.skipped and not self.made + self.kept:
            reasons = "; ".join(f"{count:,} {reason}" for reason, count in self.skipped.items())
            raise SatclipError(
                f"None of {sum(self.skipped.values()):,} places has a patch ({reasons}): check the imagery's "
                "extent, the area and the size of a patch."
            )


def cut_patches(
    imagery: Imagery,
    lonlat: np.ndarray,
    folder: Path,
    cutting: Cutting,
    *,
    have: Collection[str] = (),
    progress: Callable[[float, str], None] = lambda fraction, message: None,
) -> Cut:
    """Cut a patch around each of (n, 2) lon, lat (degrees, WGS84) that has one, into `folder`.

    Writes `images/patch_LON_LAT.tif` (GeoTIFF with CRS, transform and names of bands), `index.csv` (lat, lon, url, fn)
    and `sample.json`, which says what the patches are. Files are whole or not there, and the index is written at the
    end even when `progress` raises: the same call, or one with further places, goes on. Patches in `have` (names of
    files), and those whole in the folder, aren't cut again. Raises SatclipError where the folder holds other patches,
    can't be written or is full.
    """
    lonlat = np.asarray(lonlat, float).reshape(-1, 2)
    check_patch_size(cutting.pixels, len(imagery.bands), imagery.dtype.name)
    _claim(folder, imagery, cutting)
    index = _read_index(folder / INDEX)
    sources = [source.image for layer in imagery.layers for source in layer.sources]
    url = next((str(image).split("?")[0] for image in sources if is_url(image)), "")
    made, kept, skipped, used = 0, 0, Counter(), set[int | str]()
    work = ((name, place) for place in lonlat if (name := patch_name(place)) not in have)
    try:
        with closing(_cut_all(imagery, work, folder, cutting, progress)) as outcomes:
            for done, (name, place, outcome) in enumerate(outcomes, start=1):
                if outcome == "kept" or isinstance(outcome, int):
                    index[name] = (place[1], place[0], url)
                    made, kept = made + (outcome != "kept"), kept + (outcome == "kept")
                    used.add(outcome)
                else:
                    skipped[outcome] += 1
                progress(done / len(lonlat), f"{made + kept:,} patches")
    finally:
        _write_index(folder / INDEX, index)
    return Cut(made, kept, skipped, [] if kept else _unused(imagery, used))


def _unused(imagery: Imagery, used: set[int | str]) -> list[str]:
    """Names of images that gave no patch while others did."""
    layers = enumerate(imagery.layers)
    return [layer.sources[0].name for number, layer in layers if used and number not in used]


def patch_name(place: np.ndarray) -> str:
    """The file of the patch around a lon, lat in degrees, told apart to about a metre."""
    return f"patch_{place[0]:.5f}_{place[1]:.5f}.tif"


def _cut_all(
    imagery: Imagery, work: Iterator, folder: Path, cutting: Cutting, progress: Callable
) -> Iterator[tuple[str, np.ndarray, str | int]]:
    """Names, places and what became of each, a few at a time; gives way to `progress` while it waits."""
    remote = any(is_url(source.image) for layer in imagery.layers for source in layer.sources)
    workers = _AT_ONCE if remote else min(4, os.cpu_count() or 1)
    threads = ThreadPoolExecutor(workers, thread_name_prefix="patches")
    running: dict[Future, tuple[str, np.ndarray]] = {}
    try:
        for item in itertools.islice(work, 1):  # alone, since it may decode images into the cache
            running[threads.submit(_cut_one, imagery, *item, folder, cutting)] = item
            yield from _finished(running, progress)
        for item in work:
            running[threads.submit(_cut_one, imagery, *item, folder, cutting)] = item
            if len(running) >= 4 * workers:
                yield from _finished(running, progress)
        while running:
            yield from _finished(running, progress)
    finally:
        threads.shutdown(wait=False, cancel_futures=True)


def _finished(running: dict[Future, tuple[str, np.ndarray]], progress: Callable) -> Iterator:
    while True:
        done, _ = wait(running, timeout=0.5, return_when=FIRST_COMPLETED)
        for future in done:
            yield (*running.pop(future), future.result())
        if done:
            return
        progress(0.0, "Waiting for images")


def _cut_one(imagery: Imagery, name: str, place: np.ndarray, folder: Path, cutting: Cutting) -> str | int:
    """Write one patch; the number of the layer that it was made of, "kept", or why there is none."""
    path = folder / IMAGES / name
    if _is_whole(path, imagery, cutting):
        return "kept"
    reason = "outside the imagery"
    for number, layer in enumerate(imagery.layers):
        if not in_extent(place[None], layer.extent)[0]:
            continue
        if cutting.resolution is not None:
            grid = local_grid(place, cutting.pixels, cutting.resolution)
            values, empty = replace(layer, grid=grid).read(np.zeros((1, 2), int), cutting.pixels)
        else:
            corners, inside = layer.grid.corners(place[None], cutting.pixels)
            if not len(inside):
                continue
            values, empty = layer.read(corners, cutting.pixels)
            grid = layer.grid.part(*corners[0].tolist(), cutting.pixels)
        if fill(values, empty, cutting.empty)[0]:
            _write(path, values[0].astype(imagery.dtype), grid, imagery.bands, layer.units)
            return number
        reason = "with pixels without data"
    return reason


def local_grid(place: np.ndarray, pixels: int, resolution: float) -> Grid:
    """Pixels of so many metres around a lon, lat in the UTM zone of the place, or in UPS at the poles."""
    lon, lat = (place[0] + 180) % 360 - 180, place[1]
    if abs(lat) <= 84:
        code = (32600 if lat >= 0 else 32700) + min(int((lon + 180) // 6) + 1, 60)
    else:
        code = 32661 if lat > 0 else 32761
    crs = CRS.from_epsg(code)
    grid = Grid(crs.to_wkt(), rasterio.Affine.identity(), pixels, pixels)
    x, y = grid.columns_and_rows(place[None])[0]
    half = pixels * resolution / 2
    west, north = (round(value / resolution) * resolution for value in (x - half, y + half))
    transform = rasterio.Affine(resolution, 0.0, west, 0.0, -resolution, north)
    return Grid(grid.crs, transform, pixels, pixels)


def _write(
    path: Path, values: np.ndarray, grid: Grid, names: tuple[str, ...], units: list[tuple[float, float]]
) -> None:
    count, height, width = values.shape
    profile = {
        "driver": "GTiff",
        "width": width,
        "height": height,
        "count": count,
        "dtype": values.dtype,
        "crs": grid.crs,
        "transform": grid.transform,
        "compress": "deflate",
        "predictor": 3 if values.dtype.kind == "f" else 2,
        "interleave": "band",
    }
    with MemoryFile() as memory:
        with memory.open(**profile) as data:
            data.write(values)
            for band, name in enumerate(names, start=1):
                data.set_band_description(band, name)
            if any(unit != (1.0, 0.0) for unit in units):
                data.scales, data.offsets = zip(*units)
        content = memory.read()
    with _room_for(path), store.whole_file(path) as temporary:
        temporary.write_bytes(content)


def _is_whole(path: Path, imagery: Imagery, cutting: Cutting) -> bool:
    if not path.is_file():
        return False
    try:
        with open_image(path) as data:
            shape = data.read().shape
    except SatclipError:
        return False
    return shape == (len(imagery.bands), cutting.pixels, cutting.pixels)


def _claim(folder: Path, imagery: Imagery, cutting: Cutting) -> None:
    """Make the folder and note in it what its patches are. Raises SatclipError where they are others."""
    images = [short_name(source.name) for layer in imagery.layers for source in layer.sources]
    first = imagery.layers[0]
    about = {
        "images": images,
        "bands": list(imagery.bands),
        "clear": {first.names[band]: list(first.clear) for band in first.quality},
        "empty": cutting.empty,
        "pixels": cutting.pixels,
        "metres": cutting.resolution,
    }
    note = folder / ABOUT
    if folder.exists() and not folder.is_dir():
        raise SatclipError(f"{folder} is a file: give a folder for the patches.")
    if (folder / INDEX).exists() or note.exists():
        try:
            before = json.loads(note.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            before = None
        if before != about:
            differ = [key for key in about if not isinstance(before, dict) or before.get(key) != about[key]]
            raise SatclipError(
                f"The folder {folder} holds patches of another kind (other {', '.join(differ)}): choose another one, "
                "or the same imagery and options to go on with it."
            )
    with _room_for(folder):
        (folder / IMAGES).mkdir(parents=True, exist_ok=True)
        if not note.exists():
            with store.whole_file(note) as temporary:
                temporary.write_text(json.dumps(about, indent=1), encoding="utf-8")


def _read_index(path: Path) -> dict[str, tuple[float, float, str]]:
    """Latitude, longitude and URL of each file."""
    if not path.exists():
        return {}
    with path.open(newline="", encoding="utf-8") as file:
        try:
            return {
                row["fn"]: (float(row["lat"]), float(row["lon"]), row["url"]) for row in csv.DictReader(file)
            }
        except (KeyError, TypeError, ValueError, csv.Error) as error:
            raise SatclipError(
                f"{path} can't be read as a table of patches ({error}): remove it to go on."
            ) from None


def _write_index(path: Path, index: dict[str, tuple[float, float, str]]) -> None:
    with (
        _room_for(path),
        store.whole_file(path) as temporary,
        temporary.open("w", newline="", encoding="utf-8") as file,
    ):
        rows = csv.writer(file)
        rows.writerow(["lat", "lon", "url", "fn"])
        rows.writerows(
            [repr(float(lat)), repr(float(lon)), url, name] for name, (lat, lon, url) in index.items()
        )


@contextmanager
def _room_for(path: Path) -> Iterator[None]:
    """Turn a full disk or a closed folder into a sentence."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise full(path) from error
        raise SatclipError(f"{path} can't be written: {error.strerror or error}.") from error
