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
from satclip_backend.encoders.files import file_sha256
from satclip_backend.encoders.library import import_encoder
from satclip_backend.encoders.registry import EncoderInfo, find
from satclip_backend.errors import NotFoundError, SatclipError
from satclip_backend.outputs import check_space, unwritable
from satclip_backend.progress import Progress, no_progress, part_of

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
class Release:
    """A file on the hub. `revision` is a fixed commit, or None for the newest."""

    id: str
    repository: str
    file: str
    revision: str | None = None


def _release(image_encoder: str, degree: int, revision: str | None = None) -> Release:
    id = f"satclip-{image_encoder.lower()}-l{degree}"
    return Release(id, f"microsoft/SatCLIP-{image_encoder}-L{degree}", f"{id}.ckpt", revision)


RELEASES = {
    release.id: release
    for release in (
        _release("ResNet18", 10),
        _release("ResNet18", 40),
        _release("ResNet50", 10),
        _release("ResNet50", 40),
        _release("ViT16", 10),
        _release("ViT16", 40, "0ef2acc0b91d3c8cfdf4a0cc03207095989287ab"),
    )
}
"""The released encoders by id."""


def download_encoder(id: str, progress: Progress = no_progress) -> EncoderInfo:
    """Download a released checkpoint and import it, unless it is already installed.

    `progress` is called about every 64 KiB. Raises NotFoundError for an unknown id; SatclipError if the hub is not
    reachable or refuses access, if the file does not match the hub's metadata, or if the disk is full.
    """
    if id not in RELEASES:
        raise NotFoundError(f"There is no released encoder '{id}'. There are: {', '.join(RELEASES)}.")
    release = RELEASES[id]
    with _asking(release) as endpoint:
        return _there_already(release) or _import(release, *_fetch(release, endpoint, progress))


def download_file(release: Release, path: Path, sha256: str, progress: Progress = no_progress) -> None:
    """Download a file of the hub to `path` atomically, and verify its SHA-256, unless `path` exists.

    See `download_encoder` for `progress` and errors.
    """
    with _asking(release) as endpoint:
        if path.exists():
            return
        file, _ = _fetch(release, endpoint, progress)
        try:
            if file_sha256(file) != sha256:
                raise FileMetadataError(
                    f"{release.file} at {endpoint} is another file than the one that is known by that name."
                )
            file.replace(path)
        finally:
            shutil.rmtree(file.parent, ignore_errors=True)


@contextmanager
def _asking(release: Release) -> Iterator[str]:
    """Yield the hub's address while holding the download's lock; convert errors to SatclipError."""
    endpoint = os.environ.get("HF_ENDPOINT", "").rstrip("/") or "https://huggingface.co"
    try:
        with WeakFileLock(_downloads() / f"{release.id}.lock"):
            yield endpoint
    except (HTTPError, OfflineModeIsEnabled, EntryNotFoundError, FileMetadataError, OSError) as error:
        raise SatclipError(_sentence(error, release, endpoint)) from None


def _there_already(release: Release) -> EncoderInfo | None:
    try:
        info = find(release.id)
    except NotFoundError:
        return None
    if info.metadata.source.startswith(f"{release.repository}@"):
        return info
    raise SatclipError(
        f"There is another encoder '{release.id}' already. Remove it before you download this one."
    )


def _import(release: Release, file: Path, commit: str) -> EncoderInfo:
    try:
        return import_encoder(
            file,
            release.id,
            source=f"{release.repository}@{commit}/{release.file}",
            licence="MIT",
            training_extent=(-180.0, -90.0, 180.0, 90.0),
        )
    finally:
        shutil.rmtree(file.parent, ignore_errors=True)


def _downloads() -> Path:
    return store.folder("cache", "downloads")


def _fetch(release: Release, endpoint: str, progress: Progress) -> tuple[Path, str]:
    """Download and verify the checkpoint; return its path in the cache folder and its commit."""
    progress(0.0, f"Asking {endpoint} for {release.file}")
    url = hf_hub_url(release.repository, release.file, revision=release.revision or "main", endpoint=endpoint)
    known = get_hf_file_metadata(url, endpoint=endpoint, timeout=TIMEOUT)
    commit = known.commit_hash or ""
    if not re.fullmatch(r"[0-9a-f]{40}", commit) or (release.revision or commit) != commit:
        raise FileMetadataError(f"{endpoint} does not name the commit of {release.file} as a hub does.")
    if not known.size or known.size > _LARGEST:
        raise FileMetadataError(f"{endpoint} states no credible size of {release.file}.")
    folder = _downloads() / f"{release.id}-{commit}"
    folder.mkdir(exist_ok=True)
    file = folder / release.file
    arrived = file.stat().st_size if file.exists() else 0
    check_space(folder, known.size - arrived, f"{release.file} needs")
    url = hf_hub_url(release.repository, release.file, revision=commit, endpoint=endpoint)
    _transfer(url, file, known.size, part_of(progress, 0.0, 0.98))
    if re.fullmatch(r"[0-9a-f]{64}", known.etag or "") and file_sha256(file) != known.etag:
        shutil.rmtree(folder, ignore_errors=True)
        raise FileMetadataError(
            f"{release.file} arrived damaged: its hash is not the one that the hub states."
        )
    progress(0.98, "Importing")
    return file, commit


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
                raise FileMetadataError(f"{file.name} is not of the size that the hub states.")
        except HTTPError as error:
            failures += 1
            lasting = _status(error) not in (None, *PASSING)
            if lasting or failures > RETRIES:
                raise
            time.sleep(PAUSE * 2 ** (failures - 1))
    progress(1.0, _amount(size, size))


def _amount(done: int, size: int) -> str:
    return f"{done / 1e6:.1f} of {size / 1e6:.1f} MB"


def _status(error: Exception) -> int | None:
    return error.response.status_code if isinstance(error, HfHubHTTPError) else None


def _sentence(error: Exception, release: Release, endpoint: str) -> str:
    """Return a sentence that says what went wrong and what to do."""
    where = f"{release.file} at {endpoint}"
    again = "Try again later; what has arrived is kept and the download goes on from there."
    if isinstance(error, OfflineModeIsEnabled):
        return f"{where} was not asked for: HF_HUB_OFFLINE is set. Unset it to download encoders."
    if isinstance(error, (GatedRepoError, RepositoryNotFoundError)) or (_status(error) in (401, 403)):
        return f"Access to {where} was refused, or it is not there. If it needs a login, set HF_TOKEN."
    if isinstance(error, (EntryNotFoundError, RevisionNotFoundError)) or _status(error) == 404:
        return f"{where} is not there (revision {release.revision or 'main'}). Check HF_ENDPOINT."
    if isinstance(error, HfHubHTTPError):
        return f"{endpoint} answered with an error ({_status(error)}) for {release.file}. {again}"
    if isinstance(error, FileMetadataError):
        return f"{error} Check HF_ENDPOINT and the proxy settings, and try again."
    if isinstance(error, HTTPError):
        reason = str(error) or type(error).__name__
        return f"{endpoint} can't be reached ({reason}). Check the network and the proxy settings. {again}"
    return str(unwritable(store.home() / release.file, error))
