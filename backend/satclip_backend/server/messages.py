"""Messages for clients: with the clients' own file names, without paths of the server, and valid as UTF-8."""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from satclip_backend import store
from satclip_backend.server.job_folder import uploads_folder
from satclip_backend.translation import gettext_lazy as _
from satclip_backend.translation import translated

Tell = Callable[[str], str]
"""Converts a message of the backend to the form that clients see."""


class TellUser(Protocol):
    """Converts a message of the backend to the form that a user sees, who is given by id."""

    def __call__(self, message: str, user: str = "") -> str:
        """Return the message."""
        ...


def unchanged(message: str, user: str = "") -> str:
    """Return a message as it is."""
    return message


_ID = "([0-9a-f]{32})"
_USER = r"(?:[/\\]+[0-9a-f]{16}(?=[/\\]))?"


def teller(folder: Path, names: Callable[[str], Mapping[str, str]]) -> TellUser:
    """Return a function that converts messages of the server with jobs in `folder`.

    `names` returns the file names that a user gave, by the ids of uploads.
    """
    upload = re.compile(_place(folder) + rf"{_USER}[/\\]+{uploads_folder(Path()).name}[/\\]+{_ID}(?:\.part)?")
    places = {
        folder: _("the job's folder"),
        store.home(): _("the backend's data folder"),
        Path(tempfile.gettempdir()): _("the folder for temporary files"),
        Path(sys.prefix): _("the backend's environment"),
        Path.home(): _("the home folder"),
    }
    paths = []
    for path, name in places.items():
        if path != Path(path.anchor):
            job = rf"{_USER}(?:[/\\]+{_ID})?" if path == folder else ""
            pattern = r"(?P<the>the folder )?" + _place(path) + job + r"(?:[/\\]+(?=\w)|\b)"
            paths.append((re.compile(pattern), name))

    def tell(message: str, user: str = "") -> str:
        known = dict(names(user))
        message = upload.sub(
            lambda found: known.get(found[1]) or translated(_("the file that was sent")), message
        )
        for id, name in known.items():
            message = message.replace(id, name)
        for path, name in paths:
            message = path.sub(
                lambda found, name=name: (found["the"] or "") if found[0][-1] in "/\\" else translated(name),
                message,
            )
        return message.encode("utf-8", "replace").decode()  # lone surrogates can't be encoded

    return tell


def _place(path: Path) -> str:
    """Return a pattern of a folder as given and with links resolved, but not of the end of a longer path or URL."""
    return r"(?<![\w/\\.])(?:" + "|".join(re.escape(str(known)) for known in {path, path.resolve()}) + ")"
