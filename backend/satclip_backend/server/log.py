"""Log of the server: plain lines on stderr, which the plugin collects in `log/backend.log`."""

from __future__ import annotations

import logging
import os
import sys

from satclip_backend import store


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
    where = (
        f"Its log, {log.parent.name}/{log.name} in its data folder," if collected else "Its standard error"
    )
    return f"{where} says more."
