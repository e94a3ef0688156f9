"""Settings of the plugin, below `satclip/` in the settings of QGIS."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote

from qgis.core import QgsApplication, QgsAuthMethodConfig, QgsSettings

from satclip_qgis.bridge.environment_folder import is_complete, python_in
from satclip_qgis.bridge.launcher import home

BUNDLED = "bundled"


def environment_folder() -> Path:
    """Return the folder that “Set up the backend” installs to."""
    return home() / "environment"


def chosen_python() -> str:
    """Return the Python executable in the options; empty for the one in `environment_folder`."""
    return str(QgsSettings().value("satclip/python", "") or "").strip()


def choose_python(path: str) -> None:
    """Store the Python executable of the options; empty for the one in `environment_folder`."""
    QgsSettings().setValue("satclip/python", path.strip())


def backend_python() -> Path | None:
    """Return the Python executable of the backend: SATCLIP_PYTHON, else that in the options, else the installed one."""
    named = os.environ.get("SATCLIP_PYTHON") or chosen_python()
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
