"""What pip's output means to the user. Standard library only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from satclip_qgis.bridge.errors import NoNetwork, NoSpace, NotPermitted, NoWheel, SetupError, WrongPackage

KNOWN: tuple[tuple[type[SetupError], str, str], ...] = (
    (
        WrongPackage,
        r"DO NOT MATCH THE HASHES|Hashes are required in --require-hashes",
        "A package is not the file that this version of the plugin was made with, so nothing was installed. Try again "
        "later; if your organisation builds its packages itself, name its index or a folder of wheels: these are taken "
        "as they are.",
    ),
    (
        NoSpace,
        r"No space left|Errno 28\b|not enough space|Disk quota",
        "The disk is full: free about 3 GB, also where temporary files go, and try again.",
    ),
    (
        NoNetwork,
        r"CERTIFICATE_VERIFY_FAILED|SSLError|SSL: ",
        "The package index's certificate was refused: your network inspects secure connections. Ask for your "
        "organisation's certificate and set PIP_CERT to its file, or install from a folder of wheels.",
    ),
    (
        NoNetwork,
        r"ProxyError|Cannot connect to proxy|407 Proxy",
        "The proxy refused the connection: check it in Settings > Options > Network.",
    ),
    (
        NoNetwork,
        r"Name or service|NameResolution|NewConnectionError|Connection refused|timed out|unreachable|"
        r"Temporary failure|getaddrinfo|IncompleteRead|Connection (?:aborted|reset|broken)",
        "The package index can't be reached: check the connection and the proxy (Settings > Options > "
        "Network), or install from a folder of wheels.",
    ),
    (
        NoWheel,
        r"No matching distribution|not a supported wheel|Could not find a version|is not supported on",
        "A package has no build for this system and version of Python: try another Python (3.11 to 3.13, 64 "
        "bits), or a folder of wheels that has it.",
    ),
    (
        NotPermitted,
        r"Permission denied|Errno 13\b|WinError 5\b|WinError 32\b|Access is denied|Read-only file",
        "The system did not allow a file to be written or run: choose a folder of your own, and let your "
        "antivirus program leave it alone.",
    ),
)
"""Error, what tells it, what to do. The first told wins: pip calls a failed connection "no match" too."""


def explain(lines: Sequence[str], log: Path) -> SetupError:
    """The error that fits what pip, venv or the system said in `lines`, with their words."""
    text = "\n".join(lines)
    wrong = [line for line in lines if line.startswith("ERROR: ")] or [line for line in lines if line.strip()]
    said = (wrong[-1] if wrong else "no output").removeprefix("ERROR: ").rstrip(".")
    for kind, pattern, sentence in KNOWN:
        if re.search(pattern, text, re.IGNORECASE):
            return kind(f"{sentence} ({said}. The log is {log}.)")
    return SetupError(f"The environment could not be made: {said}. The log is {log}.")
