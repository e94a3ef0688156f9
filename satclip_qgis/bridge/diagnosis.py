"""User messages for errors of pip. Standard library only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from satclip_qgis.bridge.errors import NoNetwork, NoSpace, NotPermitted, NoWheel, SetupError, WrongPackage

KNOWN: tuple[tuple[type[SetupError], str, str], ...] = (
    (
        WrongPackage,
        r"DO NOT MATCH THE HASHES|Hashes are required in --require-hashes",
        "The hash of a package does not match the lock file of the plugin, so nothing was installed. Try again later. "
        "If your organisation builds its own packages, enter its package index or a folder of wheels. Their hashes are "
        "not checked.",
    ),
    (
        NoSpace,
        r"No space left|Errno 28\b|not enough space|Disk quota",
        "The disk is full. Free about 3 GB, including the disk of the temporary folder, and try again.",
    ),
    (
        NoNetwork,
        r"CERTIFICATE_VERIFY_FAILED|SSLError|SSL: ",
        "The certificate of the package index could not be verified. Your network may inspect TLS connections. Set "
        "the environment variable PIP_CERT to the certificate file of your organisation, or install from a folder of "
        "wheels.",
    ),
    (
        NoNetwork,
        r"ProxyError|Cannot connect to proxy|407 Proxy",
        "The proxy refused the connection. Check the proxy in Settings > Options > Network.",
    ),
    (
        NoNetwork,
        r"Name or service|NameResolution|NewConnectionError|Connection refused|timed out|unreachable|"
        r"Temporary failure|getaddrinfo|IncompleteRead|Connection (?:aborted|reset|broken)",
        "The package index can't be reached. Check the internet connection and the proxy (Settings > Options > "
        "Network), or install from a folder of wheels.",
    ),
    (
        NoWheel,
        r"No matching distribution|not a supported wheel|Could not find a version|is not supported on",
        "A package is not available for this system and Python version. Choose another Python (3.11 to 3.13, 64-bit), "
        "or a folder of wheels that contains the package.",
    ),
    (
        NotPermitted,
        r"Permission denied|Errno 13\b|WinError 5\b|WinError 32\b|Access is denied|Read-only file",
        "The system denied access to a file. Choose a folder that you may write to, and exclude it from antivirus "
        "scans.",
    ),
)
"""Error, pattern, what to do. The first match counts: pip reports a failed connection as "no match", too."""


def explain(lines: Sequence[str], log: Path) -> SetupError:
    """The error for the output of pip, venv or the system in `lines`, with their message."""
    text = "\n".join(lines)
    wrong = [line for line in lines if line.startswith("ERROR: ")] or [line for line in lines if line.strip()]
    said = (wrong[-1] if wrong else "no output").removeprefix("ERROR: ").rstrip(".")
    for kind, pattern, sentence in KNOWN:
        if re.search(pattern, text, re.IGNORECASE):
            error = kind(f"{sentence} ({said}. Log file: {log}.)")
            error.reason = f"{said}. Log file: {log}."
            return error
    return SetupError(f"The Python environment could not be created: {said}. Log file: {log}.")
