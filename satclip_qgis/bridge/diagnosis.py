"""User messages for errors of pip. Standard library only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from satclip_qgis.bridge.errors import (
    GpuFailed,
    NoNetwork,
    NoSpace,
    NotPermitted,
    NoWheel,
    SetupError,
    WrongPackage,
)
from satclip_qgis.bridge.text import tr

LACKING = re.compile(r"No matching distribution found for ([A-Za-z0-9][\w.-]*[^\s(;]*)")


def known() -> tuple[tuple[type[SetupError], str, str], ...]:
    """Return error, pattern and advice. The first match counts: pip also reports a failed connection as "no match"."""
    return (
        (
            GpuFailed,
            r"^GPU: ",
            tr("PyTorch can't use the NVIDIA GPU. Update its driver, or choose PyTorch for the processor."),
        ),
        (
            WrongPackage,
            r"DO NOT MATCH THE HASHES|Hashes are required in --require-hashes",
            tr(
                "The hash of a package does not match the lock file of the plugin, so nothing was installed. Try again"
                " later. If your organisation builds its own packages, enter its package index or a folder of wheels. "
                "Their hashes are not checked."
            ),
        ),
        (
            NoSpace,
            r"No space left|Errno 28\b|WinError 112\b|not enough space|Disk quota",
            tr(
                "The disk is full. Free about 3 GB, including the disk of the temporary folder, and try again."
            ),
        ),
        (
            NoNetwork,
            r"CERTIFICATE_VERIFY_FAILED|SSLError|SSL: ",
            tr(
                "The certificate of the package index could not be verified. Your network may inspect TLS connections."
                " Add the certificate of your organisation in QGIS (Settings > Options > Authentication > Manage "
                "certificates > Authorities), or install from a folder of wheels."
            ),
        ),
        (
            NoNetwork,
            r"\b407\b|Proxy Authentication Required",
            tr("The proxy requires a user name and a password. Enter both in Settings > Options > Network."),
        ),
        (
            NoNetwork,
            r"ProxyError|Cannot connect to proxy|Missing dependencies for SOCKS",
            tr("The proxy refused the connection. Check the proxy in Settings > Options > Network."),
        ),
        (
            NoNetwork,
            r"\b40[13] (?:Client )?Error|\b40[13]: |Unauthorized|Forbidden",
            tr("The package index refused access. Check its URL, the user name and the password."),
        ),
        (
            NoNetwork,
            r"timed out|ReadTimeout|ConnectTimeout",
            tr(
                "The package index did not answer in time. Try again: what was downloaded is kept. If it happens "
                "again, check the internet connection and the proxy (Settings > Options > Network)."
            ),
        ),
        (
            NoNetwork,
            r"Name or service|NameResolution|NewConnectionError|Connection refused|unreachable|"
            r"Temporary failure|getaddrinfo|IncompleteRead|Connection (?:aborted|reset|broken)",
            tr(
                "The package index can't be reached. Check the internet connection and the proxy (Settings > Options >"
                " Network), or install from a folder of wheels."
            ),
        ),
        (
            NoWheel,
            r"No matching distribution|not a supported wheel|Could not find a version|is not supported on",
            tr(
                "A package is not available for this system and Python version. Choose another Python (3.11 to 3.13, "
                "64-bit), or a folder of wheels that contains the package."
            ),
        ),
        (
            NotPermitted,
            r"DLL load failed|WinError 126\b|WinError 127\b|WinError 1114\b",
            tr(
                "PyTorch can't load a library of Windows. Install the Microsoft Visual C++ Redistributable (x64) from "
                "microsoft.com, and try again."
            ),
        ),
        (
            NotPermitted,
            r"WinError 32\b|WinError 225\b|being used by another process|contains a virus",
            tr(
                "Another program, such as an antivirus program, holds or blocks a file. Close QGIS windows and "
                "programs that use the folder, exclude the folder from antivirus scans, and try again."
            ),
        ),
        (
            NotPermitted,
            r"Permission denied|Errno 13\b|WinError 5\b|Access is denied|Read-only file",
            tr(
                "The system denied access to a file. Choose a folder that you may write to, and exclude it from "
                "antivirus scans."
            ),
        ),
    )


def explain(lines: Sequence[str], log: Path, wheels: str | None = None) -> SetupError:
    """Return the error that explains the output `lines` of pip, venv or the system.

    `wheels` is the folder of wheels if it is the only source of packages.
    """
    text = "\n".join(lines)
    wrong = [line for line in lines if line.startswith("ERROR: ")] or [line for line in lines if line.strip()]
    said = (wrong[-1] if wrong else tr("no output")).removeprefix("ERROR: ").rstrip(".")
    if wheels and (lacking := LACKING.search(text)):
        return NoWheel(
            tr(
                "The folder of wheels {folder} contains no wheel of {package} for this system and Python version. "
                "Create it with the same system and Python version (make wheelhouse). Log file: {log}."
            ).format(folder=wheels, package=lacking[1], log=log)
        )
    for kind, pattern, sentence in known():
        if re.search(pattern, text, re.IGNORECASE | re.MULTILINE):
            return kind(tr("{advice} ({said}. Log file: {log}.)").format(advice=sentence, said=said, log=log))
    return SetupError(
        tr("The Python environment could not be created: {said}. Log file: {log}.").format(said=said, log=log)
    )
