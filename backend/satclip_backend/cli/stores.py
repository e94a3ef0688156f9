"""Tables in object stores and at web addresses, which fsspec copies here, and output folders in object stores.

Only the command line uses them: the server opens no address of a client. A table is copied as a whole, because all of
its columns are written again; it is then read like any file.
"""

from __future__ import annotations

import glob
import re
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

from satclip_backend.errors import NotFoundError, SatclipError, is_disk_full
from satclip_backend.limits import is_offline

T = TypeVar("T")
WEB = ("http", "https")
STORES = ("s3", "gs", "gcs", "memory")
"""Protocols of fsspec whose writes are atomic: an object appears when all of it has arrived."""
_VERSIONS = ("ETag", "etag", "generation", "Last-Modified", "LastModified", "updated", "created")
"""Items of fsspec's information on an object that change with its content."""
_TRIES, _PAUSE = 3, 1.0
"""Number of tries, and seconds before the second one; twice that before the third."""
_SILENCE = 60.0
"""Seconds without a byte from a web server after which reading fails."""


@dataclass(frozen=True)
class RemoteTable:
    """A table at an address, with its `size` in bytes, None if unknown, and its `version`."""

    url: str
    size: int | None = None
    version: str = ""

    def __str__(self) -> str:
        return shown(self.url)

    @property
    def name(self) -> str:
        """Name of the file, which outputs get, too. Quoted separators of a path don't lead out of their folder."""
        path = unquote(_path(self.url)) if self.url.startswith(WEB) else self.url
        return PureWindowsPath(path).name  # which has both separators

    @property
    def stem(self) -> str:
        """Name of the file without its ending."""
        return Path(self.name).stem

    @property
    def suffix(self) -> str:
        """Ending of the name."""
        return Path(self.name).suffix

    @contextmanager
    def copied(self) -> Iterator[Path]:
        """Yield a copy in the folder for temporary files, deleted at the end. Raises SatclipError."""
        with tempfile.TemporaryDirectory(prefix="satclip-") as folder:
            path = Path(folder, self.name)

            def copy() -> None:
                system, name = _opened(self.url)
                system.get_file(name, str(path))
                if self.size is not None and path.stat().st_size != self.size:
                    raise ConnectionError(f"{path.stat().st_size:,} of {self.size:,} bytes arrived")

            _tried(self.url, "read", copy)
            yield path


@dataclass(frozen=True)
class RemoteFolder:
    """An output folder in an object store."""

    url: str

    def __str__(self) -> str:
        return shown(self.url).rstrip("/")

    def shown(self, name: str) -> str:
        """Return the address of a file in it, for messages."""
        return f"{self}/{name}"

    def prepare(self) -> None:
        """Do nothing: object stores have no folders."""

    def sizes(self) -> dict[str, int]:
        """Return the sizes of its files in bytes, by name. Raises SatclipError."""
        return {PurePosixPath(entry["name"]).name: entry["size"] for entry in listed(self.url)}

    def read(self, name: str, most: int) -> str:
        """Return the text of a file with at most `most` bytes. Raises SatclipError, and ValueError if it is no text."""
        system, folder = _opened(self.url)
        data = _tried(self.shown(name), "read", lambda: system.cat_file(f"{folder}/{name}", end=most))
        return data.decode("utf-8")

    def input_of(self, source: Path | RemoteTable) -> str:
        """Return the name of an input in the manifest."""
        return str(source) if isinstance(source, RemoteTable) else Path(source).resolve().as_posix()

    @contextmanager
    def writing(self, name: str) -> Iterator[Path]:
        """Yield a temporary path, whose file is copied to the file `name` at the end. Raises SatclipError."""
        with tempfile.TemporaryDirectory(prefix="satclip-") as folder:
            path = Path(folder, name)
            yield path

            def copy() -> None:
                system, there = _opened(self.url)
                system.put_file(str(path), f"{there}/{name}")

            _tried(self.shown(name), "written", copy)

    def tidy(self) -> None:
        """Do nothing: nothing is left of a copy that did not end."""


def is_address(text: str) -> bool:
    """Return whether an option is an address rather than the path of a file."""
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]+://", text) is not None


def address(text: str) -> str:
    """Return an address with its protocol in lower case, as fsspec needs it."""
    protocol, rest = text.split("://", 1)
    return f"{protocol.lower()}://{rest}"


def checked(url: str, protocols: tuple[str, ...]) -> str:
    """Return an address that may be opened. Raises SatclipError for other protocols, and for one with a password."""
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise SatclipError(f"The address {shown(url)} is not valid: {error}.") from None
    if parts.scheme not in protocols or not parts.netloc:
        ways = ", ".join(f"{protocol}://" for protocol in protocols if protocol != "memory")
        raise SatclipError(f"{shown(url)} can't be used here: give a path, or an address with {ways}.")
    if "@" in parts.netloc:
        raise SatclipError(
            f"The address {shown(url)} holds a user's name or password: set the credentials as fsspec wants them "
            "instead (docs/cluster.md)."
        )
    if is_offline():
        raise SatclipError(f"{shown(url)} was not requested, because the backend is offline.")
    return url


def shown(url: str) -> str:
    """Return an address for messages and manifests: without its query and password, which may be secrets.

    >>> shown("https://user:secret@example.org/a.parquet?signature=secret")
    'https://example.org/a.parquet'
    """
    address = re.sub(r"[?#].*", "", url, flags=re.DOTALL) if url.startswith(WEB) else url
    return re.sub(r"//[^/@]*@", "//", address)


def tables_at(url: str, endings: tuple[str, ...]) -> list[RemoteTable]:
    """Return the tables of an address: of a file, a pattern, or a folder (of an object store). Raises SatclipError."""
    checked(url, (*STORES, *WEB))
    web = url.startswith(WEB)
    if web or (_ending(url) in endings and not glob.has_magic(url)):
        if _ending(url) not in endings:
            raise SatclipError(
                f"{shown(url)} is no table: at web addresses, give each file, which ends in {', '.join(endings)}."
            )
        system, name = _opened(url)
        entry = _tried(url, "read", lambda: system.info(name))
        return [RemoteTable(url, entry.get("size"), _version(entry))]
    found = [
        RemoteTable(f"{urlsplit(url).scheme}://{entry['name'].lstrip('/')}", entry["size"], _version(entry))
        for entry in listed(url)
    ]
    tables = [table for table in found if table.name[0] not in "._" and table.suffix.lower() in endings]
    if not tables:
        raise NotFoundError(f"There is no table at {shown(url)}: no file that ends in {', '.join(endings)}.")
    return tables


def listed(url: str) -> list[dict[str, Any]]:
    """Return fsspec's information on the objects in a folder or of a pattern, sorted by name. Raises SatclipError."""
    system, name = _opened(url)

    def find() -> list[dict[str, Any]]:
        system.invalidate_cache()
        if glob.has_magic(name):
            return list(system.glob(name, detail=True).values())
        try:
            return system.ls(name, detail=True)
        except FileNotFoundError:
            return []

    entries = _tried(url, "read", find)
    return sorted((entry for entry in entries if entry["type"] == "file"), key=lambda entry: entry["name"])


def _opened(url: str) -> tuple[Any, str]:
    """Return fsspec's file system of an address, and the name there."""
    try:
        from fsspec.core import url_to_fs  # slow import, for few commands

        options = _web_options() if url.startswith(WEB) else {}
        system, name = url_to_fs(url, **options)
    except ImportError as error:
        needed = "gcsfs" if "gcsfs" in str(error) else "'satclip-backend[cluster]'"
        raise SatclipError(
            f"{shown(url)} can't be opened: install what it needs, pip install {needed} ({error})."
        ) from None
    return system, name.rstrip("/")


@cache
def _web_options() -> dict[str, Any]:
    import aiohttp

    timeout = aiohttp.ClientTimeout(total=None, sock_connect=_SILENCE, sock_read=_SILENCE)
    return {"client_kwargs": {"timeout": timeout, "trust_env": True}}  # aiohttp's own total is 5 minutes


def _tried(url: str, done: str, work: Callable[[], T]) -> T:
    """Return what `work` returns, in up to three tries. Raises SatclipError that names the address."""
    reason = ""
    for wait in range(_TRIES):
        time.sleep(_PAUSE * wait)
        try:
            return work()
        except SatclipError:
            raise
        except Exception as error:  # boto's, aiohttp's and Google's have no common class
            cause = error.__cause__ or error
            status = getattr(cause, "status", None)
            if is_disk_full(error):
                raise SatclipError(
                    f"There is no space for a copy of {shown(url)} in {tempfile.gettempdir()}: make room there, or set "
                    "TMPDIR to another folder."
                ) from None
            if status in (401, 403) or isinstance(error, PermissionError) or _lacks_credentials(error):
                raise SatclipError(
                    f"{shown(url)} can't be {done}: access is denied ({_reason(cause)}). Check the credentials "
                    "(docs/cluster.md) and the address."
                ) from None
            if status in (404, 410) or (isinstance(error, FileNotFoundError) and cause is error):
                raise NotFoundError(f"There is no {shown(url)}: check the address.") from None
            reason = _reason(cause)
    raise SatclipError(
        f"{shown(url)} can't be {done} after {_TRIES} tries: {reason}. Check the connection, and repeat the command "
        "with --resume."
    )


def _lacks_credentials(error: Exception) -> bool:
    return "credential" in type(error).__name__.lower()


def _reason(error: BaseException) -> str:
    """Return the message of an exception without what may be secret: queries and passwords of addresses."""
    text = (str(error).strip() or type(error).__name__).splitlines()[0][:300]
    text = re.sub(r"\?[^\s'\")]*", "?...", text)
    return re.sub(r"//[^/@\s]*@", "//", text).rstrip(".")


def _version(entry: dict[str, Any]) -> str:
    """Return what identifies the content of an object; if that is unknown, a text that is never the same again."""
    return str(next((entry[key] for key in _VERSIONS if entry.get(key)), f"unknown at {time.time_ns()}"))


def _path(url: str) -> str:
    return urlsplit(url).path if url.startswith(WEB) else url


def _ending(url: str) -> str:
    return PurePosixPath(_path(url)).suffix.lower()
