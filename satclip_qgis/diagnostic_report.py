"""The diagnostic report of the set-up, to be pasted into a bug report.

It has no secrets, and is in English, except for the error message.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote

from qgis.core import Qgis
from qgis.PyQt.QtCore import QT_VERSION_STR

from satclip_qgis import settings
from satclip_qgis.backend_setup import Choices, State, free_space, installed, log_file, up_to_date
from satclip_qgis.bridge import launcher
from satclip_qgis.bridge.children import without_passwords
from satclip_qgis.bridge.environment import TORCH, has_nvidia
from satclip_qgis.bridge.environment_folder import read_marker
from satclip_qgis.network import certificate_file
from satclip_qgis.paths import plugin_version

LINES = 60
"""Lines of the log at the end of the report."""
SHORTEST = 4
"""Fewest characters of a password that is searched for in the text. Shorter ones would occur in ordinary words."""


def diagnostic_report(choices: Choices, state: State | None, error: str = "") -> str:
    """Return the report as plain text, with the folder of the user as `~` and without passwords.

    Parameters
    ----------
    choices
        Choices for the installation.
    state
        What was found on this computer; None if that is not known yet.
    error
        Message of the installation that failed.
    """
    proxy = settings.proxy_variables()
    lines = [
        "SatCLIP for QGIS: diagnostic report of the set-up",
        *(f"{name}: {value}" for name, value in _facts(choices, state, bool(proxy))),
        f"Error: {error or 'none'}",
        "",
        f"Last lines of {log_file()}:",
        *_last_lines(log_file()),
    ]
    addresses = [*proxy.values(), choices.sources.extra_index or "", *_proxies_of_the_system()]
    return _without_secrets("\n".join(lines), addresses)


def _facts(choices: Choices, state: State | None, proxy: bool) -> Iterable[tuple[str, object]]:
    folder = settings.environment_folder()
    marker, sources = read_marker(folder), choices.sources
    yield "Plugin", plugin_version()
    yield "QGIS", f"{Qgis.QGIS_VERSION}, Qt {QT_VERSION_STR}, Python {platform.python_version()}"
    yield "System", f"{platform.platform()}, {platform.machine()}, {sys.platform}"
    python = state.python if state else None
    yield "Python of the backend", python_text(python) if python else (state.problem if state else "unknown")
    yield (
        "Environment",
        f"{folder} ({'up to date' if up_to_date() else 'complete' if installed() else 'none'})",
    )
    yield "PyTorch", f"{TORCH} for {choices.device}, installed for the GPU: {_yes(marker.get('gpu', False))}"
    yield "Python in the options", _yes(bool(settings.chosen_python()))
    yield (
        "SATCLIP_PYTHON, SATCLIP_HOME",
        ", ".join(_yes(bool(os.environ.get(name))) for name in ("SATCLIP_PYTHON", "SATCLIP_HOME")),
    )
    yield "NVIDIA driver", _driver()
    for name, place in (("data folder", launcher.home()), ("temporary folder", Path(tempfile.gettempdir()))):
        yield f"Free disk space, {name}", f"{free_space(place) / 1e9:.1f} GB ({place})"
    yield "Python chosen", _yes(bool(choices.python))
    yield "Package index chosen", _yes(bool(sources.extra_index))
    yield "Folder of wheels", f"{_yes(bool(sources.find_links))}, offline: {_yes(sources.no_index)}"
    yield "Proxy of QGIS", _yes(proxy)
    yield "Certificates added in QGIS", _yes(certificate_file() is not None)
    yield "Proxy of the system", _yes(bool(_proxies_of_the_system()))
    yield (
        "Variables of pip",
        ", ".join(sorted(name for name in os.environ if name.startswith("PIP_"))) or "none",
    )


def python_text(python) -> str:
    """Return the path and version of a Python, as text."""
    return f"{python.path} ({'.'.join(map(str, python.version))}, {python.bits}-bit, {python.platform})"


def _driver() -> str:
    if not has_nvidia():
        return "none"
    try:
        return Path("/proc/driver/nvidia/version").read_text(encoding="utf-8").splitlines()[0]
    except (OSError, IndexError):
        return "yes"


def _proxies_of_the_system() -> list[str]:
    return [
        value
        for name, value in os.environ.items()
        if name.upper() in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
    ]


def _last_lines(log: Path) -> list[str]:
    try:
        with log.open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - 40_000))
            return file.read().decode("utf-8", "replace").splitlines()[-LINES:]
    except OSError:
        return ["(there is no log)"]


def _without_secrets(text: str, addresses: Iterable[str]) -> str:
    """Return the text without the user names and passwords of these addresses, and of all others in it."""
    for address in addresses:
        access = address.partition("://")[2].rpartition("@")[0]
        password = access.partition(":")[2] or access
        for secret in {access, password, unquote(access), unquote(password)}:
            if len(secret) >= SHORTEST:
                text = text.replace(secret, "***")
    text = without_passwords(text)
    home = str(Path.home())
    return text.replace(home, "~") if len(home) > 1 else text


def _yes(value: bool) -> str:
    return "yes" if value else "no"
