"""The users of a running server."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

from satclip_backend import store
from satclip_backend.server.audit import AuditLog
from satclip_backend.server.job_folder import users_in
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

    def delete_removed(self, folder: Path) -> None:
        """Delete the files of users who were removed before the start from a server's folder for jobs."""
        if (users := self.logins.ids()) is not None:
            for user in set(users_in(folder)) - users:
                shutil.rmtree(folder / user, ignore_errors=True)

    def forget_removed(self, jobs: Jobs, uploads: Uploads) -> None:
        """Dismiss and delete the jobs and uploads of users who have been removed, unless the users can't be read."""
        if (users := self.logins.ids()) is not None:
            jobs.forget_removed(users)
            uploads.forget_removed(users)
