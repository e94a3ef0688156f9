"""Settings of the plugin, below `satclip/` in the settings of QGIS."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from qgis.core import QgsApplication, QgsAuthMethodConfig, QgsSettings

from satclip_qgis.bridge.backend import Backend
from satclip_qgis.bridge.environment_folder import is_complete, python_in
from satclip_qgis.bridge.launcher import home
from satclip_qgis.bridge.remote import Server
from satclip_qgis.i18n import language
from satclip_qgis.paths import plugin_version

BUNDLED = "bundled"


@dataclass(frozen=True)
class Setting:
    """A setting of the options page. Its type is that of the default; numbers are 0 or from `least` to `most`."""

    name: str
    default: str | int | bool
    least: int = 0
    most: int = 0
    choices: tuple[str, ...] = ()

    def get(self) -> str | int | bool:
        """Return the stored value, or the default if that is missing or not valid."""
        try:
            value = QgsSettings().value(f"satclip/{self.name}", self.default, type=type(self.default))
        except TypeError:
            return self.default
        if (self.choices and value not in self.choices) or (
            self.most and value and not self.least <= value <= self.most
        ):
            return self.default
        return value.strip() if isinstance(value, str) else value

    def set(self, value: str | int | bool) -> None:
        """Store the value."""
        QgsSettings().setValue(f"satclip/{self.name}", value.strip() if isinstance(value, str) else value)


PYTHON = Setting("python", "")
"""Python executable of the backend; empty for the one in `environment_folder`."""
ON_SERVER = Setting("on_server", False)
"""Whether the backend of a server is used."""
SERVER = Setting("server", "")
"""URL of that server."""
AUTHCFG = Setting("authcfg", "")
"""Id of the authentication configuration of QGIS for that server."""
DEVICE = Setting("device", "", choices=("", "cpu", "cuda", "mps"))
"""Device of the backend; empty for the fastest."""
CORES = Setting("cores", 0, 1, 1024)
"""Processor cores that the backend uses; 0 for all."""
MEMORY = Setting("memory_gb", 0, 2, 10_000)
"""Memory in GB that each process of the backend may allocate; 0 for no limit. Linux only."""
IDLE = Setting("idle_minutes", 15, 1, 10_080)
"""Minutes without a request after which the backend ends; 0 for never."""
OFFLINE = Setting("offline", False)
"""Whether the backend requests nothing from other computers."""
MEMORY_IS_LIMITED = sys.platform == "linux"
"""Whether `MEMORY` has an effect. The system must be able to limit what a process allocates."""


def server() -> Server | None:
    """Return the server of the options; None if the backend of this computer is used."""
    return Server(SERVER.get(), AUTHCFG.get()) if ON_SERVER.get() else None


def serve_flags() -> tuple[str, ...]:
    """Return the options of `satclip-backend serve` for the settings."""
    flags = ["--idle-minutes", str(IDLE.get())]
    flags += ["--device", DEVICE.get()] if DEVICE.get() else []
    flags += ["--cores", str(CORES.get())] if CORES.get() else []
    flags += ["--memory", str(MEMORY.get())] if MEMORY.get() and MEMORY_IS_LIMITED else []
    return (*flags, *(["--offline"] if OFFLINE.get() else []))


def backend(
    is_cancelled: Callable[[], bool] = lambda: False,
    on_message: Callable[[str], None] = lambda message: None,
) -> Backend:
    """Return the backend of the options. Its first request starts it."""
    return Backend(
        backend_python(), plugin_version(), is_cancelled, on_message, language(), serve_flags(), server()
    )


def environment_folder() -> Path:
    """Return the folder that “Set up the backend” installs to."""
    return home() / "environment"


def chosen_python() -> str:
    """Return the Python executable in the options; empty for the one in `environment_folder`."""
    return PYTHON.get()


def choose_python(path: str) -> None:
    """Store the Python executable of the options; empty for the one in `environment_folder`."""
    PYTHON.set(path)


def backend_python(chosen: str | None = None) -> Path | None:
    """Return the Python executable of the backend: SATCLIP_PYTHON, else that in the options, else the installed one.

    `chosen` is the one in the options; by default, the stored one.
    """
    named = os.environ.get("SATCLIP_PYTHON") or (chosen_python() if chosen is None else chosen)
    if named:
        return Path(named)
    return python_in(environment_folder()) if is_complete(environment_folder()) else None


def set_up_offer_closed() -> bool:
    """Return whether the user has closed the offer of the set-up, and has not set up a backend since."""
    return QgsSettings().value("satclip/set_up_offer_closed", False, type=bool)


def close_set_up_offer(closed: bool = True) -> None:
    """Store whether the user has closed the message that offers the set-up."""
    QgsSettings().setValue("satclip/set_up_offer_closed", closed)


def known_encoders() -> list[str]:
    """Return the encoders of the last request to the backend, without a new request."""
    known = QgsSettings().value("satclip/encoders", []) or []
    return list(dict.fromkeys([BUNDLED, *([known] if isinstance(known, str) else known)]))


def remember_encoders(ids: list[str]) -> None:
    """Store the encoder ids for the dialogs."""
    QgsSettings().setValue("satclip/encoders", list(ids))


def proxy_variables() -> dict[str, str]:
    """Return the proxy of QGIS as environment variables for pip; {} if QGIS has no proxy of its own."""
    settings = QgsSettings()
    host = str(settings.value("proxy/proxyHost", "") or "")
    if not settings.value("proxy/proxyEnabled", False, type=bool) or not host:
        return {}
    scheme = {"Socks5Proxy": "socks5", "HttpProxy": "http", "HttpCachingProxy": "http"}.get(
        str(settings.value("proxy/proxyType", ""))
    )
    if scheme is None:  # the system's proxy, which pip detects itself
        return {}
    user, password = _proxy_login(str(settings.value("proxy/authcfg", "") or ""))
    access = f"{quote(user, safe='')}:{quote(password, safe='')}@" if user else ""
    port = str(settings.value("proxy/proxyPort", "") or "")
    url = f"{scheme}://{access}{host}{':' + port if port else ''}"
    return {"HTTP_PROXY": url, "HTTPS_PROXY": url, "http_proxy": url, "https_proxy": url}


def _proxy_login(authentication: str) -> tuple[str, str]:
    """Return user name and password of the proxy, from an authentication configuration if QGIS has unlocked them."""
    manager, stored = QgsApplication.authManager(), QgsAuthMethodConfig()
    if (
        authentication
        and manager.masterPasswordIsSet()
        and manager.loadAuthenticationConfig(authentication, stored, True)
    ):
        return stored.config("username"), stored.config("password")
    settings = QgsSettings()
    user, password = (settings.value(f"proxy/{name}", "") for name in ("proxyUser", "proxyPassword"))
    return str(user or ""), str(password or "")
