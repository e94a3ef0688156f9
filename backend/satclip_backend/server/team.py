"""A server for a team: how many jobs run at once, and the users with their quota."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from satclip_backend import store
from satclip_backend.server.audit import AuditLog
from satclip_backend.server.jobs import Jobs
from satclip_backend.server.logins import Logins
from satclip_backend.server.quotas import Quota
from satclip_backend.server.uploads import Uploads
from satclip_backend.server.users import read_users, users_path


@dataclass(frozen=True)
class Team:
    """Options of a server: its running jobs and training runs, and the quota of each user; without users, None."""

    jobs: int = 2
    training_runs: int = 1
    quota: Quota | None = None

    def start(self) -> tuple[Logins | None, AuditLog | None]:
        """Return the logins and the audit log, or None without users.

        Raises SatclipError if the file of users is damaged or not private. It may be missing.
        """
        if self.quota is None:
            return None, None
        with suppress(FileNotFoundError):
            read_users(users_path())
        return Logins(users_path()), AuditLog(store.folder("log"))


def forget_removed(logins: Logins, jobs: Jobs, uploads: Uploads) -> None:
    """Dismiss and delete the jobs and uploads of users who have been removed, unless the users can't be read."""
    if (users := logins.ids()) is not None:
        jobs.forget_removed(users)
        uploads.forget_removed(users)
