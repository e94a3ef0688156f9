"""uv, if the user has it: it creates the same environment as pip in a fraction of the time. Standard library only.

uv does not read the configuration of pip. It is therefore not used if pip is configured, for example with the index of
an organisation. If it fails, pip is used.
"""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from satclip_qgis.bridge.diagnosis import explain
from satclip_qgis.bridge.pip import Pip, run_command

HARMLESS = {
    *("PIP_CACHE_DIR", "PIP_COMPILE", "PIP_DISABLE_PIP_VERSION_CHECK", "PIP_NO_CACHE_DIR", "PIP_NO_INPUT"),
    *("PIP_PROGRESS_BAR", "PIP_REQUIRE_VIRTUALENV", "PIP_RETRIES", "PIP_TARGET", "PIP_PREFIX", "PIP_USER"),
}
"""Environment variables of pip that say neither where packages come from, nor how they are reached."""
PACKAGE_LINES = (
    "Using",
    "Resolved",
    "Downloading",
    " Downloaded",
    "Prepared",
    "Uninstalled",
    "Installed",
    " + ",
)
"""Beginnings of the lines of uv that report progress."""


def find_uv() -> str | None:
    """Return the path of uv; None if there is none, or pip is configured."""
    if pip_is_configured():
        return None
    name = "uv.exe" if sys.platform == "win32" else "uv"
    places = [Path.home() / ".local" / "bin" / name, Path.home() / ".cargo" / "bin" / name]
    return shutil.which("uv") or next((str(place) for place in places if os.access(place, os.X_OK)), None)


def pip_is_configured() -> bool:
    """Return whether the user, or the administrator, has configured pip."""
    variables = {name for name in os.environ if name.startswith("PIP_")} - HARMLESS
    if variables - {"PIP_CONFIG_FILE"}:
        return True
    chosen = os.environ.get("PIP_CONFIG_FILE")
    if chosen == os.devnull:  # pip reads no other file then
        return False
    return any(file.is_file() for file in ([Path(chosen)] if chosen else []) + _configuration_files())


def _configuration_files() -> list[Path]:
    """Return the paths of configuration files that pip reads."""
    home = Path.home()
    if sys.platform == "win32":
        places = [Path(os.environ.get(name, home)) / "pip" for name in ("PROGRAMDATA", "APPDATA")]
        return [folder / "pip.ini" for folder in (*places, home / "pip")]
    if sys.platform == "darwin":
        places = [Path("/Library/Application Support/pip"), home / "Library" / "Application Support" / "pip"]
    else:
        names = os.environ.get("XDG_CONFIG_DIRS") or "/etc/xdg"
        places = [Path("/etc"), *(Path(name) / "pip" for name in names.split(os.pathsep))]
    own = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config") / "pip"
    return [folder / "pip.conf" for folder in (*places, own, home / ".pip")]


@dataclass(frozen=True)
class Uv(Pip):
    """uv as the installer of an environment."""

    program: str = "uv"

    def create(self, python: str) -> None:
        """Create the environment with this Python executable."""
        options = ("--no-python-downloads", "--no-project", "--allow-existing", "--python", python)
        self._run("venv", *options, str(self.folder))

    def install(self, start: float, end: float, *arguments: str) -> None:
        """Install packages. Each line of uv advances the progress between `start` and `end`."""
        options = ("--index-strategy", "unsafe-best-match", *self.sources.arguments())  # as pip does
        self._pip("install", *options, *arguments, on_line=self._advance(start, end, PACKAGE_LINES))

    def uninstall(self, package: str) -> None:
        """Uninstall a package."""
        self._pip("uninstall", package)

    def _pip(self, command: str, *arguments: str, on_line=lambda line: None) -> None:
        self._run("pip", command, "--python", str(self.folder), *arguments, on_line=on_line)

    def _run(self, *arguments: str, on_line=lambda line: None) -> None:
        # uv would read the configuration of a project in the current folder
        command = [self.program, "--directory", str(self.folder.parent), "--no-progress", *arguments]
        try:
            run_command(command, self.report, on_line)
        except OSError as error:  # it can't be started
            raise explain([str(error)], self.report.log) from error
