"""The users of a running server."""

from __future__ import annotations

from contextlib import suppress

from satclip_backend import store
from satclip_backend.server.audit import AuditLog
from satclip_backend.server.jobs import Jobs
from satclip_backend.server.logins import Logins
from satclip_backend.server.uploads import Uploads
from satclip_backend.server.users import read_users, users_path


class Team:
    """Logins of the users in the data folder, and the audit log of what they do.

    Raises SatclipError if the file of users is damaged or not private. It may be missing.
    """

    def __init__(self) -> None:
        with suppress(FileNotFoundError):
            read_users(users_path())
        self.logins = Logins(users_path())
        self.audit = AuditLog(store.folder("log"))

    def forget_removed(self, jobs: Jobs, uploads: Uploads) -> None:
        """Dismiss and delete the jobs and uploads of users who have been removed, unless the users can't be read."""
        if (users := self.logins.ids()) is not None:
            jobs.forget_removed(users)
            uploads.forget_removed(users)
