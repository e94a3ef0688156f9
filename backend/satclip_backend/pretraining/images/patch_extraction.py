"""Extraction of patches from imagery to a folder in the layout of S2-100K. Later runs can add to the folder."""

from __future__ import annotations

import csv
import itertools
import json
from collections import Counter
from collections.abc import Collection, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from pyproj import CRS
from rasterio.io import MemoryFile

from satclip_backend.errors import SatclipError
from satclip_backend.geo.boxes import in_extent
from satclip_backend.input_files import read_text
from satclip_backend.limits import cores
from satclip_backend.outputs import atomic_write, scratch_folder, unwritable_explained
from satclip_backend.pretraining.images.grid import ImageGrid
from satclip_backend.pretraining.images.layers import fill_missing
from satclip_backend.pretraining.images.patch_folder import IMAGES, INDEX, check_patch_size
from satclip_backend.pretraining.images.rasters import Imagery
from satclip_backend.pretraining.settings import PatchSettings
from satclip_backend.progress import Progress, no_progress
from satclip_backend.rasters.opening import open_image, short_name
from satclip_backend.rasters.urls import is_url
from satclip_backend.translation import gettext_lazy as _
from satclip_backend.translation import joined

METADATA = "sample.json"
_LARGEST_METADATA = 2**24
"""Largest size of that file, in bytes."""
_ENDING = 0.5
"""Seconds that patches get to be completed after an error, so that none is written while its folder is deleted."""
_AT_ONCE = 8
"""Number of concurrent reads from URLs, where latency dominates."""


@dataclass(frozen=True)
class ExtractionResult:
    """Result of an extraction.

    Attributes
    ----------
    extracted : int
        Number of new patches.
    kept : int
        Number of patches that existed before.
    skipped : Counter of str
        Number of points without a patch, by reason.
    unused : list of str
        Images without any patch, if other images have some.
    """

    extracted: int
    kept: int
    skipped: Counter[str]
    unused: list[str] = field(default_factory=list)

    def check(self) -> None:
        """Raise SatclipError if there is no patch."""
        if self.skipped and not self.extracted + self.kept:
            reasons = joined(
                [_("{count} {reason}", count=count, reason=reason) for reason, count in self.skipped.items()],
                "; ",
            )
            raise SatclipError(
                _(
                    "None of {values} points has a patch ({reasons}): check the imagery's extent, the area and "
                    "the size of a patch.",
                    values=sum(self.skipped.values()),
                    reasons=reasons,
                )
            )


def extract_patches(
    imagery: Imagery,
    lonlat: np.ndarray,
    folder: Path,
    settings: PatchSettings,
    *,
    have: Collection[str] = (),
    keep_empty: bool = False,
    progress: Progress = no_progress,
) -> ExtractionResult:
    """Write a patch around each point for which there is imagery.

    Writes `images/patch_LON_LAT.tif` (GeoTIFF with CRS, transform and band names), `index.csv` (lat, lon,
    url, fn) in the order of the points, and `sample.json`, which describes the patches. Files are written
    atomically. The index is written at the end, even if `progress` raises an exception. An interrupted
    extraction is resumed by the same call, which may have additional points. Existing complete patches are
    not extracted again. If no patch is written, the folder is restored, unless `keep_empty`.

    Parameters
    ----------
    imagery : Imagery
        The imagery.
    lonlat : (n, 2) float64
        Longitude and latitude in degrees (WGS84).
    folder : Path
        Output folder.
    settings : PatchSettings
        Size and resolution of the patches.
    have : collection of str
        File names of patches to skip.
    keep_empty : bool
        Whether to keep a folder without patches.
    progress : Progress
        Called for each patch.

    Raises
    ------
    SatclipError
        If the folder has other patches or is not writable, or if the disk is full.
    """
    lonlat = np.asarray(lonlat, float).reshape(-1, 2)
    check_patch_size(settings.pixels, len(imagery.bands), imagery.dtype.name)
    claimed = _claim(folder, imagery, settings)
    index = _read_index(folder / INDEX)
    sources = [source.image for layer in imagery.layers for source in layer.sources]
    url = next((str(image).split("?")[0] for image in sources if is_url(image)), "")
    extracted, kept, skipped, names, used = 0, 0, Counter(), set(), set[int | str]()
    work = ((name, point) for point in lonlat if (name := patch_name(point)) not in have)
    try:
        with (
            scratch_folder(folder, folder) as scratch,
            closing(_extract_all(imagery, work, folder, scratch, settings, progress)) as outcomes,
        ):
            for done, (name, outcome) in enumerate(outcomes, start=1):
                if outcome == "kept" or isinstance(outcome, int):
                    names.add(name)
                    extracted, kept = extracted + (outcome != "kept"), kept + (outcome == "kept")
                    used.add(outcome)
                else:
                    skipped[outcome] += 1
                progress(done / len(lonlat), _("{extracted} patches", extracted=extracted + kept))
    finally:
        for point in lonlat:
            if (name := patch_name(point)) in names:
                index[name] = (point[1], point[0], url)
        if index or keep_empty:
            _write_index(folder / INDEX, index)
        else:
            _give_back(folder, claimed)
    return ExtractionResult(extracted, kept, skipped, [] if kept else _unused(imagery, used))


def _unused(imagery: Imagery, used: set[int | str]) -> list[str]:
    """Return the names of images without any patch, if other images have some."""
    layers = enumerate(imagery.layers)
    return [layer.sources[0].name for number, layer in layers if used and number not in used]


def patch_name(point: np.ndarray) -> str:
    """Return the file name of the patch around a point in degrees. Its resolution is a centimetre, for drone images."""
    return f"patch_{point[0]:.7f}_{point[1]:.7f}.tif"


def _extract_all(
    imagery: Imagery, work: Iterator, folder: Path, scratch: Path, settings: PatchSettings, progress: Progress
) -> Iterator[tuple[str, str | int]]:
    """Yield the name and outcome of each patch, from a few threads; calls `progress` while it waits."""
    remote = any(is_url(source.image) for layer in imagery.layers for source in layer.sources)
    workers = _AT_ONCE if remote else min(4, cores())
    threads = ThreadPoolExecutor(workers, thread_name_prefix="patches")
    running: dict[Future, str] = {}

    def submit(name: str, point: np.ndarray) -> None:
        running[threads.submit(_extract_one, imagery, name, point, folder, scratch, settings)] = name

    try:
        for item in itertools.islice(work, 1):  # the first may decode images into the cache
            submit(*item)
            yield from _finished(running, progress)
        for item in work:
            submit(*item)
            if len(running) >= 4 * workers:
                yield from _finished(running, progress)
        while running:
            yield from _finished(running, progress)
    finally:
        threads.shutdown(wait=False, cancel_futures=True)
        wait(running, timeout=_ENDING)


def _finished(running: dict[Future, str], progress: Progress) -> Iterator:
    while True:
        done, _unused = wait(running, timeout=0.5, return_when=FIRST_COMPLETED)
        for future in done:
            yield running.pop(future), future.result()
        if done:
            return
        progress(0.0, _("Waiting for images"))


def _extract_one(
    imagery: Imagery, name: str, point: np.ndarray, folder: Path, scratch: Path, settings: PatchSettings
) -> str | int:
    """Write one patch via `scratch`. Returns the number of the layer, "kept", or the reason why there is no patch."""
    path = folder / IMAGES / name
    if _is_whole(path, imagery, settings):
        return "kept"
    reason = _("outside the imagery")
    for number, layer in enumerate(imagery.layers):
        if not in_extent(point[None], layer.extent)[0]:
            continue
        if settings.resolution is not None:
            grid = local_grid(point, settings.pixels, settings.resolution)
            values, empty = replace(layer, grid=grid).read(np.zeros((1, 2), int), settings.pixels)
        else:
            corners, inside = layer.grid.corners(point[None], settings.pixels)
            if not len(inside):
                continue
            values, empty = layer.read(corners, settings.pixels)
            grid = layer.grid.part(*corners[0].tolist(), settings.pixels)
        if fill_missing(values, empty, settings.empty)[0]:
            _write(path, scratch / name, values[0].astype(imagery.dtype), grid, imagery.bands, layer.units)
            return number
        reason = _("with pixels without data")
    return reason


def local_grid(point: np.ndarray, pixels: int, resolution: float) -> ImageGrid:
    """Return a grid around a point in degrees, with pixels of `resolution` metres.

    Its CRS is the UTM zone of the point, or UPS near the poles.
    """
    lon, lat = (point[0] + 180) % 360 - 180, point[1]
    if abs(lat) <= 84:
        code = (32600 if lat >= 0 else 32700) + min(int((lon + 180) // 6) + 1, 60)
    else:
        code = 32661 if lat > 0 else 32761
    crs = CRS.from_epsg(code)
    grid = ImageGrid(crs.to_wkt(), rasterio.Affine.identity(), pixels, pixels)
    x, y = grid.columns_and_rows(point[None])[0]
    half = pixels * resolution / 2
    west, north = (round(value / resolution) * resolution for value in (x - half, y + half))
    transform = rasterio.Affine(resolution, 0.0, west, 0.0, -resolution, north)
    return ImageGrid(grid.crs, transform, pixels, pixels)


def _write(
    path: Path,
    part: Path,
    values: np.ndarray,
    grid: ImageGrid,
    names: tuple[str, ...],
    units: list[tuple[float, float]],
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
    with unwritable_explained(path):
        part.write_bytes(content)
        part.replace(path)


def _is_whole(path: Path, imagery: Imagery, settings: PatchSettings) -> bool:
    if not path.is_file():
        return False
    try:
        with open_image(path) as data:
            shape = data.read().shape
    except SatclipError:
        return False
    return shape == (len(imagery.bands), settings.pixels, settings.pixels)


def _claim(folder: Path, imagery: Imagery, settings: PatchSettings) -> list[Path]:
    """Create the folder with a description of its patches, and return the created paths, folders first.

    Raises SatclipError if the folder has other patches.
    """
    images = [short_name(source.name) for layer in imagery.layers for source in layer.sources]
    first = imagery.layers[0]
    metadata = {
        "images": images,
        "bands": list(imagery.bands),
        "clear": {first.names[band]: list(first.clear) for band in first.quality},
        "empty": settings.empty,
        "pixels": settings.pixels,
        "metres": settings.resolution,
    }
    note = folder / METADATA
    if folder.exists() and not folder.is_dir():
        raise SatclipError(_("{folder} is a file: give a folder for the patches.", folder=folder))
    if (folder / INDEX).exists() or note.exists():
        try:
            before = json.loads(read_text(note, _LARGEST_METADATA))
        except (OSError, ValueError):
            before = None
        if before != metadata:
            raise SatclipError(
                _(
                    "The folder {folder} holds patches of another kind{before}: choose another one, or the same "
                    "imagery and options to go on with it.",
                    folder=folder,
                    before=_differences(before, metadata),
                )
            )
    images = folder / IMAGES
    claimed = [path for path in (*reversed(images.parents), images) if not path.exists()]
    with unwritable_explained(folder):
        images.mkdir(parents=True, exist_ok=True)
    if not note.exists():
        claimed.append(note)
        with atomic_write(note) as temporary:
            temporary.write_text(json.dumps(metadata, indent=1), encoding="utf-8")
    return claimed


def _differences(before: Any, metadata: dict[str, Any]) -> str:
    """Return which options differ from those of existing patches, for a message; "" if that is unknown."""
    if not isinstance(before, dict):
        return ""
    differ = [key for key in metadata if before.get(key) != metadata[key]]
    differences = [
        _OPTIONS[key]
        if isinstance(metadata[key], (list, dict))
        else _(
            "{option}: {there} there, {now} now",
            option=_OPTIONS[key],
            there=str(before.get(key)),
            now=str(metadata[key]),
        )
        for key in differ
    ]
    return _(" (other {options})", options=joined(differences, ", "))


_OPTIONS = {
    "images": _("images"),
    "bands": _("bands"),
    "clear": _("clear pixels"),
    "empty": _("share without data"),
    "pixels": _("pixels"),
    "metres": _("resolution"),
}


def _give_back(folder: Path, claimed: list[Path]) -> None:
    """Remove what `_claim` created, unless other files were added."""
    for path in reversed(claimed):
        with suppress(OSError):
            path.rmdir() if path.is_dir() else path.unlink()


def _read_index(path: Path) -> dict[str, tuple[float, float, str]]:
    """Return the latitude, longitude and URL of each file."""
    if not path.is_file():
        return {}
    with path.open(newline="", encoding="utf-8") as file:
        try:
            return {
                row["fn"]: (float(row["lat"]), float(row["lon"]), row["url"]) for row in csv.DictReader(file)
            }
        except (KeyError, TypeError, ValueError, csv.Error) as error:
            raise SatclipError(
                _(
                    "{file} can't be read as a table of patches ({reason}): remove it to go on.",
                    file=path,
                    reason=error,
                )
            ) from None


def _write_index(path: Path, index: dict[str, tuple[float, float, str]]) -> None:
    with atomic_write(path) as temporary, temporary.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["lat", "lon", "url", "fn"])
        rows.writerows(
            [repr(float(lat)), repr(float(lon)), url, name] for name, (lat, lon, url) in index.items()
        )
