"""Run the server until it is stopped or unused, and clean up."""

from __future__ import annotations

import asyncio
import logging
import math
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from ipaddress import ip_address

import numpy as np
import uvicorn
from starlette.types import ASGIApp
from uvicorn.server import HANDLED_SIGNALS

from satclip_backend import store
from satclip_backend.errors import SatclipError
from satclip_backend.imports import importing
from satclip_backend.malloc import share_arenas
from satclip_backend.processes.process import Process
from satclip_backend.server.activity import Activity
from satclip_backend.server.app import create_app
from satclip_backend.server.connections import Connections, most_connections
from satclip_backend.server.deployment import Deployment
from satclip_backend.server.encoder_cache import EncoderCache
from satclip_backend.server.housekeeping import Housekeeping
from satclip_backend.server.job_folder import JobFolder, KeptFolder
from satclip_backend.server.job_records import JobRecords
from satclip_backend.server.jobs import Jobs
from satclip_backend.server.log import start_log
from satclip_backend.server.messages import teller
from satclip_backend.server.metrics import Metrics
from satclip_backend.server.runtime import BACKLOG, Runtime, listen
from satclip_backend.server.team import Team
from satclip_backend.server.tls import Handshake
from satclip_backend.server.uploads import Uploads
from satclip_backend.translation import gettext_lazy as _

log = logging.getLogger(__name__)

TICK = 0.25
"""Seconds between checks whether the server is still in use."""
DEFAULT = Deployment()
"""The server that QGIS starts."""
COLLECTING = 10.0
"""Seconds that clients get to collect the results of the last job before a server ends that waits for it."""


class _Server(uvicorn.Server):
    """uvicorn's server without its signal handlers, which would end the process before the clean-up."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def serve(
    host: str,
    port: int,
    idle_minutes: float,
    processes: Mapping[str, Process],
    private_urls: bool | None = None,
    token: str | None = None,
    deployment: Deployment = DEFAULT,
) -> bool:
    """Serve `processes` and the encoders until stopped, or unused for `idle_minutes` (0: no limit).

    `private_urls`: whether jobs may read images from this computer and its network; by default only if the server
    listens on the loopback interface, without a proxy and users. `token`: the access token; by default a new one.
    `deployment`: TLS, proxy, users, what runs at once, and what happens to jobs at the end. Returns whether all threads
    have ended: False if some can't be stopped.
    Raises `SatclipError` if the port, the data folder or the file of the users can't be used.
    """
    share_arenas()
    start_log()
    team = Team() if deployment.quota else None
    listener = listen(host, port, deployment.shared)
    try:
        folder = (KeptFolder if deployment.keep_jobs else JobFolder)(store.folder("jobs"))
        if team:
            team.delete_removed(folder.path)
        uploads = Uploads(folder.path, with_users=team is not None)
        store.folder("run")
    except OSError as error:
        listener.close()
        raise SatclipError(
            _(
                "The data folder {home} can't be used: {reason}. Make it writable, or name another one in "
                "the environment variable SATCLIP_HOME.",
                home=store.home(),
                reason=error.strerror,
            )
        ) from error
    address, port = listener.getsockname()[:2]
    if private_urls is None:
        private_urls = ip_address(address).is_loopback and not (deployment.shared or team)
    if not private_urls:
        from satclip_backend.rasters.urls import refuse_private_addresses

        refuse_private_addresses()
    runtime = Runtime(host, port, address, **({"token": token} if token else {}))
    records = JobRecords(folder.path, processes) if deployment.keep_jobs else None
    metrics = Metrics(deployment.certificate)
    jobs = Jobs(
        folder,
        workers=deployment.jobs,
        long_workers=deployment.training_runs,
        quota=deployment.quota,
        tell=teller(folder.path, uploads.names),
        records=records,
        on_end=[metrics.job_ended, *([team.audit.job_ended] if team else [])],
    )
    uploads.storage = jobs.storage
    if records:
        jobs.adopt(records.load(with_users=team is not None))
    served = _Service(runtime, jobs, uploads, processes, metrics, deployment, team)
    try:
        asyncio.run(served.run(listener, idle_minutes))
    finally:
        runtime.remove()
        stopped = jobs.close()
        if team:
            team.audit.close()
    log.info("Ended.")
    return stopped and not _warming()


class _Service:
    """The server with its jobs and connections. `run` serves until the server is stopped or unused."""

    def __init__(
        self,
        runtime: Runtime,
        jobs: Jobs,
        uploads: Uploads,
        processes: Mapping[str, Process],
        metrics: Metrics,
        deployment: Deployment,
        team: Team | None,
    ):
        self.runtime, self.jobs, self.deployment = runtime, jobs, deployment
        self.connections = Connections(most_connections())
        self.activity, encoders = Activity(self.connections.most_requests), EncoderCache()
        self.warm_up = threading.Thread(target=_warm_up, args=(encoders,), name=_WARM_UP, daemon=True)
        self.unwanted = threading.Event()
        app = create_app(
            runtime=runtime,
            processes=processes,
            jobs=jobs,
            uploads=uploads,
            encoders=encoders,
            activity=self.activity,
            stop=self.stop,
            is_ready=self.is_ready,
            metrics=metrics,
            deployment=deployment,
            team=team,
        )
        self.server = _Server(self._configuration(app))
        tasks = [self.connections.sweep, jobs.sweep, lambda: uploads.sweep(jobs.uploads())]
        if deployment.certificate:
            tasks.append(deployment.certificate.renew)
        if team:
            tasks.append(lambda: team.forget_removed(jobs, uploads))
        self.housekeeping = Housekeeping(*tasks)

    def _configuration(self, app: ASGIApp) -> uvicorn.Config:
        certificate, connections = self.deployment.certificate, self.connections
        return uvicorn.Config(
            app,
            http=partial(Handshake, connections, certificate.context)
            if certificate
            else connections.protocol,
            backlog=connections.batch,
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=max(1, math.ceil(self.deployment.grace)),
        )

    def stop(self, when_idle: bool = False) -> None:
        """Stop, or stop after the last job. The second time, stop without the grace period."""
        if when_idle:
            self.unwanted.set()
        else:
            self.server.force_exit = self.server.should_exit
            self.server.should_exit = True

    def is_ready(self) -> bool:
        """Return whether the server has warmed up and isn't ending."""
        return bool(self.warm_up.ident) and not self.warm_up.is_alive() and not self.server.should_exit

    async def run(self, listener: socket.socket, idle_minutes: float) -> None:
        """Serve until stopped, or unused for `idle_minutes` (0: no limit)."""
        with _signals(self.stop):
            serving = asyncio.create_task(self.server.serve(sockets=[listener]))
            while not self.server.started and not serving.done():
                await asyncio.sleep(0.005)
            listener.listen(BACKLOG)  # the system's queue; uvicorn's backlog limits accepts at once
            self.runtime.write()
            log.info("Listening on %s port %d.", self.runtime.host, self.runtime.port)
            self.warm_up.start()
            await self._wait_until_stopped(serving, idle_minutes)
            self.runtime.remove()  # at once, so that no QGIS window attaches to a server that is ending
            await self._end_jobs()
            await serving

    async def _wait_until_stopped(self, serving: asyncio.Task[None], idle_minutes: float) -> None:
        last_job = -math.inf
        while not serving.done() and not self.server.should_exit:
            await asyncio.wait({serving}, timeout=TICK)
            self.housekeeping.sweep()
            if self.jobs.active():
                self.activity.touch()
                last_job = time.monotonic()
            elif (
                self.unwanted.is_set()
                and self.activity.idle_seconds()
                and time.monotonic() - last_job > COLLECTING
            ):
                self.stop()
            if idle_minutes and self.activity.idle_seconds() > 60 * idle_minutes:
                log.info("Stopping: no request for %g minutes.", idle_minutes)
                self.stop()

    async def _end_jobs(self) -> None:
        """Start no more jobs, and stop the running ones after the grace period."""
        self.jobs.hold()
        until = time.monotonic() + self.deployment.grace
        while self.jobs.running() and not self.server.force_exit and time.monotonic() < until:
            await asyncio.sleep(TICK)
            self.housekeeping.sweep()
        for job in self.jobs.running():
            log.info("Job %s (%s) is ended, because the server is.", job.id, job.process.id)
        self.jobs.stop()


_WARM_UP = "warm-up"


def _warm_up(encoders: EncoderCache) -> None:
    """Import torch and compute one embedding, so that the first request is fast."""
    try:
        with importing():
            import_module("satclip_backend.encoders.encoder")
        encoders.get("bundled").encode(np.zeros((1, 2)))
    except Exception as error:
        log.info("No encoder is ready yet: %s", error)


def _warming() -> bool:
    return any(thread.name == _WARM_UP for thread in threading.enumerate())


@contextmanager
def _signals(stop: Callable[[], None]) -> Iterator[None]:
    """Shut down cleanly on the signals that end processes, including a terminal's hang-up.

    Signals that were ignored at the start stay ignored: `nohup` ignores SIGHUP, and a shell ignores SIGINT for
    background jobs of its terminal. An exception is SIGINT in a session of its own, which has no terminal.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    numbers = [*HANDLED_SIGNALS, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else [])]
    alone = hasattr(os, "getsid") and os.getsid(0) == os.getpid()
    before = {number: signal.getsignal(number) for number in numbers}
    for number, handler in before.items():
        if handler is not signal.SIG_IGN or (alone and number == signal.SIGINT):
            signal.signal(number, lambda number, frame: stop())
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
