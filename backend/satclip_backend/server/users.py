"""Users of a server, in `users.json` in the data folder: their names, rights and the hashes of their tokens.

A token is 32 random bytes. Nobody can guess one, even from its hash, so its plain SHA-256 is stored. Salted and slow
hashes protect passwords that people choose, and would delay every request.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Annotated

from filelock import FileLock, Timeout
from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from starlette.requests import Request

from satclip_backend import store
from satclip_backend.errors import NotFoundError, SatclipError
from satclip_backend.input_files import open_regular
from satclip_backend.outputs import atomic_write
from satclip_backend.translation import gettext_lazy as _

NAME = r"[a-z0-9][a-z0-9._@-]{0,63}"
LARGEST_FILE = 1 << 26
"""Largest size of the file in bytes."""
USER = "user"
"""Key in a request's `state` of the user who sent it."""


@dataclass(frozen=True)
class User:
    """A user of a server.

    Attributes
    ----------
    name : str
        Name, unique in a server.
    id : str
        Owner of jobs, uploads and runs: 16 hexadecimal digits. A later user of the same name has another id.
    sha256 : str
        SHA-256 of the token, as hexadecimal digits.
    created : str
        Time of the creation in UTC (ISO 8601).
    administrator : bool
        Whether the user may import, download and delete encoders, and shut the server down.
    """

    __pydantic_config__ = ConfigDict(strict=True, extra="forbid")

    name: Annotated[str, Field(pattern=f"^{NAME}$")]
    id: Annotated[str, Field(pattern="^[0-9a-f]{16}$")]
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")] = field(repr=False)
    created: str
    administrator: bool = False


LOCAL = User("", "", "", "", administrator=True)
"""Who has the token in the runtime file: the user of this computer who runs the server."""

_USERS = TypeAdapter(list[User])


def user_of(request: Request) -> User:
    """Return the user who sent a request."""
    return request.state.user


def users_path() -> Path:
    """Return the path of the file: `users.json` in the data folder."""
    return store.folder() / "users.json"


def token_hash(token: bytes) -> str:
    """Return the SHA-256 of a token, as hexadecimal digits."""
    return hashlib.sha256(token).hexdigest()


def read_users(path: Path) -> list[User]:
    """Return the users in a file.

    Raises FileNotFoundError, and SatclipError if it is damaged, not private or not a regular file.
    """
    try:
        with open_regular(path) as file:
            _check_private(path, os.fstat(file.fileno()))
            data = file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise SatclipError(
            _("The users in {file} can't be read: {reason}.", file=path, reason=reason)
        ) from None
    try:
        users = _USERS.validate_json(data)
    except ValidationError as error:
        wrong = error.errors()[0]
        where = ".".join(map(str, wrong["loc"])) or "JSON"
        raise _damaged(path, f"{where}: {wrong['msg']}") from None
    for name in ("name", "id", "sha256"):
        if len({getattr(user, name) for user in users}) < len(users):
            raise _damaged(path, f"{name}: two users have the same")
    return users


def add_user(name: str, *, administrator: bool = False) -> str:
    """Add a user; return the token, which is stored nowhere. Raises SatclipError if the name is invalid or taken."""
    if not re.fullmatch(NAME, name):
        raise SatclipError(
            _(
                "'{name}' can't be the name of a user. Use small letters, digits, '.', '_', '@' and '-', a letter or "
                "digit first, and at most 64 of them.",
                name=name,
            )
        )
    token = secrets.token_urlsafe(32)
    with _edited() as users:
        if name in users:
            raise SatclipError(
                _(
                    "There is a user '{name}' already. 'users renew {name}' makes a new token, or choose another name.",
                    name=name,
                )
            )
        created = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        users[name] = User(name, secrets.token_hex(8), token_hash(token.encode()), created, administrator)
    return token


def renew_token(name: str) -> str:
    """Replace the token of a user; return the new one. Raises NotFoundError for an unknown name."""
    token = secrets.token_urlsafe(32)
    with _edited() as users:
        users[name] = replace(_known(users, name), sha256=token_hash(token.encode()))
    return token


def remove_user(name: str) -> User:
    """Remove a user, who is returned. Raises NotFoundError for an unknown name."""
    with _edited() as users:
        _known(users, name)
        return users.pop(name)


def list_users() -> list[User]:
    """Return the users by name. Raises SatclipError like `read_users`."""
    try:
        return sorted(read_users(users_path()), key=lambda user: user.name)
    except FileNotFoundError:
        return []


def _known(users: dict[str, User], name: str) -> User:
    if name not in users:
        raise NotFoundError(
            _(
                "There is no user '{name}'. 'users list' names all of them.",
                name=name.encode("utf-8", "replace").decode(),
            )
        )
    return users[name]


@contextmanager
def _edited() -> Iterator[dict[str, User]]:
    """Yield the users by name, and save them at the end. Other processes wait meanwhile."""
    path = users_path()
    try:
        with FileLock(path.with_name(path.name + ".lock"), timeout=30, mode=0o600):
            users = {user.name: user for user in list_users()}
            yield users
            _write(path, users)
    except Timeout:
        raise SatclipError(
            _("Another program is changing the users in {file}. Try again when it has ended.", file=path)
        ) from None


def _write(path: Path, users: dict[str, User]) -> None:
    with atomic_write(path) as temporary:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            lines = ",\n ".join(json.dumps(asdict(users[name])) for name in sorted(users))
            file.write(f"[{lines}]\n")
            file.flush()
            os.fsync(file.fileno())


def _check_private(path: Path, found: os.stat_result) -> None:
    if os.name != "posix":
        return
    if found.st_uid != os.geteuid():
        raise SatclipError(
            _(
                "The file {file} belongs to another user: run the server and 'users' as the same one.",
                file=path,
            )
        )
    if found.st_mode & 0o077:
        raise SatclipError(_("Other users can read {file}: run chmod 600 on it.", file=path))


def _damaged(path: Path, reason: str) -> SatclipError:
    return SatclipError(
        _(
            "The file {file} is damaged ({reason}): restore it from a backup, or delete it and add its users again.",
            file=path,
            reason=reason,
        )
    )
