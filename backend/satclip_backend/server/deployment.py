"""Options of a server for several computers or users: TLS, proxy, what happens at its end, and what runs at once."""

from __future__ import annotations

from dataclasses import dataclass

from satclip_backend.server.certificates import Certificate
from satclip_backend.server.proxy import PublicUrl
from satclip_backend.server.quotas import Quota


@dataclass(frozen=True)
class Deployment:
    """Options of a server; by default, those of the server that QGIS starts.

    Attributes
    ----------
    certificate : Certificate or None
        Certificate for TLS, or None for plain HTTP.
    public_url : PublicUrl or None
        URL of the reverse proxy in front of the server.
    grace : float
        Seconds that requests and running jobs get to end when the server is stopped.
    keep_jobs : bool
        Whether jobs and their results survive the server.
    jobs, training_runs : int
        Jobs and training runs that run at once.
    quota : Quota or None
        Quota of each user, or None for a server without users.
    """

    certificate: Certificate | None = None
    public_url: PublicUrl | None = None
    grace: float = 0.0
    keep_jobs: bool = False
    jobs: int = 2
    training_runs: int = 1
    quota: Quota | None = None

    @property
    def shared(self) -> bool:
        """Whether other computers may use the server."""
        return self.certificate is not None or self.public_url is not None
