"""Network settings of QGIS as environment variables, for pip and for the backend."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

from qgis.core import QgsApplication, QgsSettings

from satclip_qgis import settings
from satclip_qgis.bridge import launcher

LOOPBACK = ("localhost", "127.0.0.1", "::1")
CERTIFICATES = ("PIP_CERT", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
"""Variables with the file of trusted certificates: of pip, Python, requests and GDAL."""


def network_variables() -> dict[str, str]:
    """Return the proxy of QGIS, and the certificates that it trusts, as environment variables.

    Variables of the user's environment that name other certificates have priority.
    """
    variables = settings.proxy_variables()
    if variables:
        variables["NO_PROXY"] = variables["no_proxy"] = ",".join(_without_proxy())
    if certificates := certificate_file():
        variables |= {name: str(certificates) for name in CERTIFICATES if not os.environ.get(name)}
    return variables


def certificate_file() -> Path | None:
    """Write the certificates that QGIS trusts to a file; None if they are those of the system.

    pip and the backend use the certificates of the system anyway. If the user has added some in QGIS (Settings >
    Options > Authentication), the file contains them and those of the system.
    """
    manager = QgsApplication.authManager()
    if manager.isDisabled() or not (manager.databaseCAs() or manager.extraFileCAs()):
        return None
    path = launcher.home() / "run" / "certificates.pem"
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}.part")
    part.write_bytes(bytes(manager.trustedCaCertsPemText()))
    part.replace(path)
    return path


def _without_proxy() -> list[str]:
    """Return the hosts that are reached without the proxy."""
    hosts = [*LOOPBACK, *os.environ.get("NO_PROXY", os.environ.get("no_proxy", "")).split(",")]
    for name in ("proxyExcludedUrls", "noProxyUrls"):
        addresses = QgsSettings().value(f"proxy/{name}", []) or []
        for address in [addresses] if isinstance(addresses, str) else addresses:
            hosts.append(urlsplit(address).hostname or address)
    return list(dict.fromkeys(host.strip() for host in hosts if host.strip()))
