"""Log of the server: plain lines on stderr, which the plugin collects in `log/backend.log`."""

from __future__ import annotations

import logging
import os
import sys

from satclip_backend import store
from satclip_backend.translation import gettext_lazy as _


def start_log() -> None:
    """Send the log to stderr. uvicorn logs warnings and errors only, never requests, which contain the token."""
    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("uvicorn").setLevel(logging.WARNING)
    logging.captureWarnings(True)


def see_log() -> str:
    """Return a sentence that says where to find the log."""
    log = store.home() / "log" / "backend.log"
    try:
        collected = os.path.samestat(os.fstat(sys.stderr.fileno()), log.stat())
    except (OSError, ValueError, AttributeError):
        collected = False
    if not collected:
        return _("Its standard error says more.")
    return _("Its log, {file} in its data folder, says more.", file=f"{log.parent.name}/{log.name}")
