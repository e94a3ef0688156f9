"""Download of files from the Hugging Face Hub.

`HF_ENDPOINT`, `HF_TOKEN`, `HF_HUB_OFFLINE` and the usual proxy variables are respected. An interrupted transfer is
resumed, within one download and by the next one: partial files are kept in the cache folder. A file is complete and
matches the hub's hash when it is used.
"""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
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
from satclip_backend.encoders.releases import HubSource
from satclip_backend.errors import SatclipError
from satclip_backend.outputs import check_space, unwritable, unwritable_explained
from satclip_backend.progress import Progress, no_progress
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


def ask_size(source: HubSource) -> int:
    """Request the size of a file in bytes. Raises SatclipError like `fetched`."""
    with _explained(source) as endpoint:
        return _ask(source, endpoint).size


@contextmanager
def fetched(source: HubSource, progress: Progress = no_progress) -> Iterator[tuple[Path, str]]:
    """Download a file; yield its path in the cache folder and its reference, `repository@commit/file`.

    The file is deleted at the end. An incomplete one is kept, and the next download resumes it. `progress` is called
    about every 64 KiB. Raises SatclipError if the hub is not reachable or refuses access, if the file does not match
    the hub's metadata, or if the disk is full.
    """
    with _explained(source) as endpoint:
        file, commit = _fetch(source, endpoint, progress)
    try:
        yield file, f"{source.repository}@{commit}/{source.file}"
    finally:
        shutil.rmtree(file.parent, ignore_errors=True)


def download_file(source: HubSource, path: Path, sha256: str, progress: Progress = no_progress) -> None:
    """Download a file to `path` atomically, and verify its SHA-256, unless `path` exists.

    See `fetched` for `progress` and errors.
    """
    with download_lock(Path(source.file).stem):
        if path.exists():
            return
        with fetched(source, progress) as (file, _unused), _explained(source) as endpoint:
            if file_sha256(file) != sha256:
                raise FileMetadataError(
                    _(
                        "{file} at {endpoint} is another file than the one that is known by that name.",
                        file=source.file,
                        endpoint=endpoint,
                    )
                )
            file.replace(path)


@contextmanager
def download_lock(name: str) -> Iterator[None]:
    """Let one process at a time download the file of that name."""
    path = downloads_folder() / f"{name}.lock"
    with ExitStack() as stack:
        with unwritable_explained(path):
            stack.enter_context(WeakFileLock(path))
        yield


def downloads_folder() -> Path:
    """Return the folder for partial files and locks."""
    return store.folder("cache", "downloads")


@contextmanager
def _explained(source: HubSource) -> Iterator[str]:
    """Yield the hub's address; convert errors to SatclipError."""
    endpoint = os.environ.get("HF_ENDPOINT", "").rstrip("/") or "https://huggingface.co"
    try:
        yield endpoint
    except (HTTPError, OfflineModeIsEnabled, EntryNotFoundError, FileMetadataError, OSError) as error:
        raise SatclipError(_sentence(error, source, endpoint)) from None


def _fetch(source: HubSource, endpoint: str, progress: Progress) -> tuple[Path, str]:
    """Download and verify the checkpoint; return its path in the cache folder and its commit."""
    progress(0.0, _("Asking {endpoint} for {file}", endpoint=endpoint, file=source.file))
    known = _ask(source, endpoint)
    commit = known.commit
    folder = downloads_folder() / f"{Path(source.file).stem}-{commit}"
    folder.mkdir(exist_ok=True)
    file = folder / source.file
    arrived = file.stat().st_size if file.exists() else 0
    check_space(folder, known.size - arrived, _("{file} needs", file=source.file))
    url = hf_hub_url(source.repository, source.file, revision=commit, endpoint=endpoint)
    _transfer(url, file, known.size, progress)
    if known.sha256 and file_sha256(file) != known.sha256:
        shutil.rmtree(folder, ignore_errors=True)
        raise FileMetadataError(
            _("{file} arrived damaged: its hash is not the one that the hub states.", file=source.file)
        )
    return file, commit


def _ask(source: HubSource, endpoint: str) -> HubFile:
    """Request the metadata of a file. Raises FileMetadataError if it is not credible."""
    url = hf_hub_url(source.repository, source.file, revision=source.revision or "main", endpoint=endpoint)
    known = get_hf_file_metadata(url, endpoint=endpoint, timeout=TIMEOUT)
    commit = known.commit_hash or ""
    if not re.fullmatch(r"[0-9a-f]{40}", commit) or (source.revision or commit) != commit:
        raise FileMetadataError(
            _(
                "{endpoint} does not name the commit of {file} as a hub does.",
                endpoint=endpoint,
                file=source.file,
            )
        )
    if not known.size or known.size > _LARGEST:
        raise FileMetadataError(
            _("{endpoint} states no credible size of {file}.", endpoint=endpoint, file=source.file)
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
                        progress(done / size, amount(done, size))
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
    progress(1.0, amount(size, size))


def amount(done: int, size: int) -> str:
    """Describe the progress of a download, in MB."""
    return _("{done} of {size} MB", done=f"{done / 1e6:.1f}", size=f"{size / 1e6:.1f}")


def _status(error: Exception) -> int | None:
    return error.response.status_code if isinstance(error, HfHubHTTPError) else None


def _sentence(error: Exception, source: HubSource, endpoint: str) -> str:
    """Return a sentence that says what went wrong and what to do."""
    where = {"file": source.file, "endpoint": endpoint}
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
            revision=source.revision or "main",
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
    return unwritable(store.home() / source.file, error).args[0]
