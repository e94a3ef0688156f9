r"""The data folder: encoders, runtime files of servers, jobs, caches.

All data is in one folder per user: `$SATCLIP_HOME` if it is set, else the platform's folder for user data
(`~/.local/share/satclip` on Linux, `~/Library/Application Support/satclip` on macOS, `%LOCALAPPDATA%\satclip` on
Windows). The plugin computes the same folder in `satclip_qgis/bridge/launcher.py`.
"""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

from satclip_backend.errors import SatclipError
from satclip_backend.translation import gettext_lazy as _


def home() -> Path:
    """Return the data folder."""
    chosen = os.environ.get("SATCLIP_HOME")
    return Path(chosen) if chosen else Path(platformdirs.user_data_dir("satclip", appauthor=False))


def folder(*names: str) -> Path:
    """Return a folder in `home()`, created if missing: encoders, run, jobs, cache, log, or a subfolder.

    New folders, including `home()`, are accessible to the user only, whatever the umask; existing ones stay
    unchanged. Raises SatclipError if the folder can't be created.
    """
    path = home()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for name in ("", *names):
            path = path / name
            if not path.is_dir():
                _make_private(path)
    except OSError as error:
        raise SatclipError(
            _(
                "The data folder {home} can't be used: {reason}. Make it writable, or name another one in the "
                "environment variable SATCLIP_HOME.",
                home=home(),
                reason=error.strerror or error,
            )
        ) from error
    return path


def runs(user: str = "") -> Path:
    """Return the folder of pretraining runs, which may not exist: of this user, or of the user of a server by id."""
    return home() / "users" / user / "runs" if user else home() / "runs"


def _make_private(path: Path) -> None:
    try:
        path.mkdir(mode=0o700)
        path.chmod(0o700)  # the umask may have removed permissions of the user
    except FileExistsError:
        if not path.is_dir():
            raise NotADirectoryError(20, f"{path} is not a folder") from None


def others_can_read(path: Path | str) -> bool:
    """Return whether other users can read a secret file; the group may if the file belongs to root, as in PostgreSQL.

    systemd, for example, gives a service its credentials in this way. False on Windows. Raises OSError.
    """
    known = Path(path).stat()
    return os.name == "posix" and bool(known.st_mode & (0o007 if known.st_uid == 0 else 0o077))
