"""Upload of a folder of patches as a zip file without local paths."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from qgis.core import QgsProcessingException, QgsProcessingFeedback

from satclip_qgis.bridge.errors import Cancelled
from satclip_qgis.bridge.sending import LARGEST_UPLOAD
from satclip_qgis.i18n import grouped, tr

INDEX, IMAGES = "index.csv", "images"
ENDINGS = (".tif", ".tiff", ".jp2", ".jpg", ".jpeg", ".png")


@contextmanager
def packed(folder: Path, feedback: QgsProcessingFeedback) -> Iterator[Path]:
    """Yield a temporary, uncompressed zip file of the index and the images in `folder`.

    Raises QgsProcessingException if the folder has no images or is larger than the backend accepts, and `Cancelled`.
    """
    try:
        files = files_of(folder)
        size = sum(file.stat().st_size for file in files)
    except OSError as error:
        raise _unreadable(folder, error) from error
    if size + 1000 * len(files) > LARGEST_UPLOAD:
        raise QgsProcessingException(
            tr(
                "The folder {folder} contains {size} MB of images. The maximum is {most} MB. Choose a folder "
                "with fewer images, or train with the command satclip-backend pretrain."
            ).format(
                folder=folder,
                size=grouped(f"{size / 1e6:,.0f}"),
                most=grouped(f"{LARGEST_UPLOAD / 1e6:,.0f}"),
            )
        )
    feedback.setProgressText(tr("Packing images: {count}").format(count=grouped(f"{len(files):,}")))
    with TemporaryDirectory(prefix="satclip-") as scratch:
        path = Path(scratch) / "patches.zip"
        try:
            with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED, strict_timestamps=False) as target:
                for file in files:
                    if feedback.isCanceled():
                        raise Cancelled
                    target.write(file, file.relative_to(folder).as_posix())
        except (OSError, ValueError) as error:
            raise _unreadable(folder, error) from error
        yield path


def _unreadable(folder: Path, error: Exception) -> QgsProcessingException:
    return QgsProcessingException(
        tr("The folder {folder} can't be read: {reason}.").format(folder=folder, reason=error)
    )


def files_of(folder: Path) -> list[Path]:
    """Return the index and the images of a folder and its subfolder `images`.

    Raises QgsProcessingException if there are none.
    """
    if not folder.is_dir():
        raise QgsProcessingException(tr("The folder {folder} (FOLDER) does not exist.").format(folder=folder))
    inside = [
        *sorted(folder.iterdir()),
        *(sorted((folder / IMAGES).iterdir()) if (folder / IMAGES).is_dir() else []),
    ]
    images = [
        file
        for file in inside
        if file.suffix.lower() in ENDINGS and not file.name.startswith(".") and file.is_file()
    ]
    if not images:
        raise QgsProcessingException(
            tr(
                "The folder {folder} contains no images. Choose a folder with georeferenced patches, or one "
                "that “Extract image patches” created (index.csv and images)."
            ).format(folder=folder)
        )
    return [*([folder / INDEX] if (folder / INDEX).is_file() else []), *images]
