"""Logins of a running server: finds the user of a token, and notices changes of the file of users at once."""

from __future__ import annotations

import logging
import time
from hmac import compare_digest
from pathlib import Path

from satclip_backend.errors import SatclipError
from satclip_backend.input_files import file_version
from satclip_backend.server.users import User, read_users, token_hash
from satclip_backend.translation import gettext_lazy as _

log = logging.getLogger(__name__)

RETRY_SECONDS = 1.0
"""Seconds after which a file that can't be read is read again, if it has not changed."""


class _Index:
    """Users by the hash of their token and by name, and their ids."""

    def __init__(self, users: list[User]) -> None:
        self.by_hash = {user.sha256: user for user in users}
        self.by_name = {user.name: user for user in users}
        self.ids = {user.id for user in users}


class Logins:
    """The users in a file, which is checked for changes at each request. Not thread-safe.

    While the file is missing or damaged, nobody can log in.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._version: tuple[int, ...] | None = None
        self._read_at = 0.0
        self._users: _Index | None = None
        """The users; None while the file can't be read."""
        self._reason = ""
        """Why it can't be read, as it was logged; empty if it can be read."""

    def find(self, token: bytes, name: bytes | None = None) -> User | None:
        """Return the user of a token, or None. If a `name` is given, it must be the user's.

        The token is compared by its hash only, so the time that this takes says nothing about the characters of a
        valid token. Raises SatclipError if the users can't be read.
        """
        digest = token_hash(token)
        user = self._current().by_hash.get(digest)
        if user is None or not compare_digest(user.sha256, digest):
            return None
        return user if name is None or name == user.name.encode() else None

    def named(self, name: str) -> User | None:
        """Return the user of a name, or None. Raises SatclipError if the users can't be read."""
        return self._current().by_name.get(name)

    def ids(self) -> set[str] | None:
        """Return the ids of all users, or None while they can't be read."""
        try:
            return self._current().ids
        except SatclipError:
            return None

    def _current(self) -> _Index:
        version = self._found_version()
        stale = self._users is None and time.monotonic() - self._read_at > RETRY_SECONDS
        if version != self._version or stale:
            self._version, self._read_at = version, time.monotonic()
            self._users = self._read()
        if self._users is None:
            raise SatclipError(
                _("The server can't read its list of users. Its log tells its administrator the reason.")
            )
        return self._users

    def _found_version(self) -> tuple[int, ...] | None:
        try:
            return file_version(self._path)
        except OSError:
            return None

    def _read(self) -> _Index | None:
        try:
            index = _Index(read_users(self._path))
        except FileNotFoundError:
            self._log(logging.WARNING, f"there is no file {self._path}.")
        except SatclipError as error:
            self._log(logging.ERROR, str(error))
        else:
            self._reason = ""
            return index
        return None

    def _log(self, level: int, reason: str) -> None:
        """Log why nobody can log in, once for each reason: the file is read again and again."""
        if reason != self._reason:
            self._reason = reason
            log.log(level, "Nobody but the owner of the runtime file can log in: %s", reason)
