"""Download of the released encoders, and of other files, from the Hugging Face Hub.

`HF_ENDPOINT`, `HF_TOKEN`, `HF_HUB_OFFLINE` and the usual proxy variables are respected. An interrupted transfer is
resumed, within one download and by the next one: partial files are kept in the cache folder. A file is added to
the encoders folder only once it is complete, matches the hub's hash and has been imported.
"""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from huggingface_hub import get_hf_file_metadata, get_session, hf_hub_url
from huggingface_hub.errors import (
    EntryNotFoundError,
    FileMetadataError,
    GatedRepoError,
    HfHubHTTPError,
    HTTPError,
    OfflineModeIsEnabled,
    RepositoryNotFoundError,
    RevisionNotFoundError,
)
from huggingface_hub.utils import WeakFileLock, build_hf_headers, hf_raise_for_status

from satclip_backend import store
from satclip_backend.encoders.file_checks import file_sha256
from satclip_backend.encoders.library import import_encoder
from satclip_backend.encoders.registry import EncoderInfo, encoder_paths, find
from satclip_backend.encoders.releases import RELEASES, EncoderRelease, Release
from satclip_backend.errors import NotFoundError, SatclipError
from satclip_backend.outputs import check_space, unwritable
from satclip_backend.progress import Progress, no_progress, part_of
from satclip_backend.translation import gettext_lazy as _
from satclip_backend.translation import joined

RETRIES = 5
"""Consecutive attempts without data after which a download fails."""

PAUSE = 1.0
"""Seconds before the first retry; doubled for each further one."""

TIMEOUT = 30.0
"""Seconds without a response or data after which a connection counts as broken."""

PASSING = (408, 429, 500, 502, 503, 504)
"""HTTP statuses that are worth a retry."""

_LARGEST = 2**31


@dataclass(frozen=True)
class HubFile:
    """Metadata of a file on the hub: its commit, size in bytes and hash ("" if the hub states none)."""

    commit: str
    size: int
    sha256: str


def download_encoder(id: str, progress: Progress = no_progress) -> EncoderInfo:
    """Download a released checkpoint and import it, unless it is already installed.

    `progress` is called about every 64 KiB. Raises NotFoundError for an unknown id; SatclipError if the hub is not
    reachable or refuses access, if the file does not match the hub's metadata, or if the disk is full.
    """
    release = find_release(id)
    with _asking(release) as endpoint:
        installed = installed_release(release)
        if installed is None:
            _check_free(release)
            file, commit = _fetch(release, endpoint, part_of(progress, 0.0, 0.95))
            installed = _import(release, file, commit, part_of(progress, 0.95, 1.0))
        return installed


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
    return info if release.is_source_of(info.metadata.source) else None


def ask_size(release: Release) -> int:
    """Request the size in bytes of a release from the hub. Raises SatclipError like a download."""
    with _explained(release) as endpoint:
        return _ask(release, endpoint).size


def download_file(release: Release, path: Path, sha256: str, progress: Progress = no_progress) -> None:
    """Download a file of the hub to `path` atomically, and verify its SHA-256, unless `path` exists.

    See `download_encoder` for `progress` and errors.
    """
    with _asking(release) as endpoint:
        if path.exists():
            return
        file, _unused = _fetch(release, endpoint, progress)
        try:
            if file_sha256(file) != sha256:
                raise FileMetadataError(
                    _(
                        "{file} at {endpoint} is another file than the one that is known by that name.",
                        file=release.file,
                        endpoint=endpoint,
                    )
                )
            file.replace(path)
        finally:
            shutil.rmtree(file.parent, ignore_errors=True)


@contextmanager
def _asking(release: Release) -> Iterator[str]:
    """Yield the hub's address while holding the download's lock; convert errors to SatclipError."""
    with _explained(release) as endpoint, WeakFileLock(_downloads() / f"{release.id}.lock"):
        yield endpoint


@contextmanager
def _explained(release: Release) -> Iterator[str]:
    """Yield the hub's address; convert errors to SatclipError."""
    endpoint = os.environ.get("HF_ENDPOINT", "").rstrip("/") or "https://huggingface.co"
    try:
        yield endpoint
    except (HTTPError, OfflineModeIsEnabled, EntryNotFoundError, FileMetadataError, OSError) as error:
        raise SatclipError(_sentence(error, release, endpoint)) from None


def _check_free(release: Release) -> None:
    if release.id in encoder_paths():
        raise SatclipError(
            _(
                "There is another encoder '{id}' already. Remove it before you download this one.",
                id=str(release.id),
            )
        )


def _import(release: EncoderRelease, file: Path, commit: str, progress: Progress) -> EncoderInfo:
    try:
        return import_encoder(
            file,
            release.id,
            origin="downloaded",
            source=f"{release.repository}@{commit}/{release.file}",
            licence=release.licence,
            training_extent=(-180.0, -90.0, 180.0, 90.0),
            progress=progress,
        )
    finally:
        shutil.rmtree(file.parent, ignore_errors=True)


def _downloads() -> Path:
    return store.folder("cache", "downloads")


def _fetch(release: Release, endpoint: str, progress: Progress) -> tuple[Path, str]:
    """Download and verify the checkpoint; return its path in the cache folder and its commit."""
    progress(0.0, _("Asking {endpoint} for {file}", endpoint=endpoint, file=release.file))
    known = _ask(release, endpoint)
    commit = known.commit
    folder = _downloads() / f"{release.id}-{commit}"
    folder.mkdir(exist_ok=True)
    file = folder / release.file
    arrived = file.stat().st_size if file.exists() else 0
    check_space(folder, known.size - arrived, _("{file} needs", file=release.file))
    url = hf_hub_url(release.repository, release.file, revision=commit, endpoint=endpoint)
    _transfer(url, file, known.size, progress)
    if known.sha256 and file_sha256(file) != known.sha256:
        shutil.rmtree(folder, ignore_errors=True)
        raise FileMetadataError(
            _("{file} arrived damaged: its hash is not the one that the hub states.", file=release.file)
        )
    return file, commit


def _ask(release: Release, endpoint: str) -> HubFile:
    """Request the metadata of a release's file. Raises FileMetadataError if it is not credible."""
    url = hf_hub_url(release.repository, release.file, revision=release.revision or "main", endpoint=endpoint)
    known = get_hf_file_metadata(url, endpoint=endpoint, timeout=TIMEOUT)
    commit = known.commit_hash or ""
    if not re.fullmatch(r"[0-9a-f]{40}", commit) or (release.revision or commit) != commit:
        raise FileMetadataError(
            _(
                "{endpoint} does not name the commit of {file} as a hub does.",
                endpoint=endpoint,
                file=release.file,
            )
        )
    if not known.size or known.size > _LARGEST:
        raise FileMetadataError(
            _("{endpoint} states no credible size of {file}.", endpoint=endpoint, file=release.file)
        )
    etag = known.etag or ""
    return HubFile(commit, known.size, etag if re.fullmatch(r"[0-9a-f]{64}", etag) else "")


def _transfer(url: str, file: Path, size: int, progress: Progress) -> None:
    """Download the rest of `file` until it has `size` bytes; resume after interruptions."""
    failures = 0
    while (have := file.stat().st_size if file.exists() else 0) != size:
        headers = {**build_hf_headers(library_name="satclip-backend"), "Accept-Encoding": "identity"}
        if 0 < have < size:
            headers["Range"] = f"bytes={have}-"
        try:
            with get_session().stream("GET", url, headers=headers, timeout=TIMEOUT) as response:
                hf_raise_for_status(response)
                append = response.status_code == 206
                with file.open("ab" if append else "wb") as target:
                    done = have if append else 0
                    for block in response.iter_bytes(2**16):
                        progress(done / size, _amount(done, size))
                        done += target.write(block)
                        failures = 0
                        if done > size:
                            break
            if done != size:
                file.unlink()
                raise FileMetadataError(_("{file} is not of the size that the hub states.", file=file.name))
        except HTTPError as error:
            failures += 1
            lasting = _status(error) not in (None, *PASSING)
            if lasting or failures > RETRIES:
                raise
            time.sleep(PAUSE * 2 ** (failures - 1))
    progress(1.0, _amount(size, size))


def _amount(done: int, size: int) -> str:
    return _("{done} of {size} MB", done=f"{done / 1e6:.1f}", size=f"{size / 1e6:.1f}")


def _status(error: Exception) -> int | None:
    return error.response.status_code if isinstance(error, HfHubHTTPError) else None


def _sentence(error: Exception, release: Release, endpoint: str) -> str:
    """Return a sentence that says what went wrong and what to do."""
    where = {"file": release.file, "endpoint": endpoint}
    again = _("Try again later; what has arrived is kept and the download goes on from there.")
    if isinstance(error, OfflineModeIsEnabled):
        return _(
            "{file} at {endpoint} was not asked for, because the backend is offline. Switch that off to download (in "
            "QGIS: Settings > Options > SatCLIP; elsewhere: the option --offline and the variable HF_HUB_OFFLINE).",
            **where,
        )
    if isinstance(error, (GatedRepoError, RepositoryNotFoundError)) or (_status(error) in (401, 403)):
        return _(
            "Access to {file} at {endpoint} was refused, or it is not there. If it needs a login, set HF_TOKEN.",
            **where,
        )
    if isinstance(error, (EntryNotFoundError, RevisionNotFoundError)) or _status(error) == 404:
        return _(
            "{file} at {endpoint} is not there (revision {revision}). Check HF_ENDPOINT.",
            revision=release.revision or "main",
            **where,
        )
    if isinstance(error, HfHubHTTPError):
        status = str(_status(error))
        said = _("{endpoint} answered with an error ({status}) for {file}.", status=status, **where)
        return joined([said, again])
    if isinstance(error, FileMetadataError):
        return _("{reason} Check HF_ENDPOINT and the proxy settings, and try again.", reason=error)
    if isinstance(error, HTTPError):
        reason = str(error) or type(error).__name__
        said = _(
            "{endpoint} can't be reached ({reason}). Check the network and the proxy settings.",
            endpoint=endpoint,
            reason=reason,
        )
        return joined([said, again])
    return unwritable(store.home() / release.file, error).args[0]
