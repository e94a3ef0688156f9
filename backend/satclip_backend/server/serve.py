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
from uvicorn.server import HANDLED_SIGNALS

from satclip_backend import store
from satclip_backend.errors import SatclipError
from satclip_backend.imports import importing
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
from satclip_backend.server.memory import share_arenas
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
        uploads = Uploads(folder.path)
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
    try:
        asyncio.run(
            _serve(listener, runtime, jobs, uploads, idle_minutes, processes, metrics, deployment, team)
        )
    finally:
        runtime.remove()
        stopped = jobs.close()
        if team:
            team.audit.close()
    log.info("Ended.")
    return stopped and not _warming()


async def _serve(
    listener: socket.socket,
    runtime: Runtime,
    jobs: Jobs,
    uploads: Uploads,
    idle_minutes: float,
    processes: Mapping[str, Process],
    metrics: Metrics,
    deployment: Deployment,
    team: Team | None,
) -> None:
    connections = Connections(most_connections())
    activity, encoders = Activity(connections.most_requests), EncoderCache()

    warm_up = threading.Thread(target=_warm_up, args=(encoders,), name=_WARM_UP, daemon=True)
    unwanted = threading.Event()

    def stop(when_idle: bool = False) -> None:
        if when_idle:
            unwanted.set()
        else:
            server.force_exit = server.should_exit  # the second time, without the grace period
            server.should_exit = True

    app = create_app(
        runtime=runtime,
        processes=processes,
        jobs=jobs,
        uploads=uploads,
        encoders=encoders,
        activity=activity,
        stop=stop,
        is_ready=lambda: bool(warm_up.ident) and not warm_up.is_alive() and not server.should_exit,
        metrics=metrics,
        deployment=deployment,
        team=team,
    )
    certificate = deployment.certificate
    config = uvicorn.Config(
        app,
        http=partial(Handshake, connections, certificate.context) if certificate else connections.protocol,
        backlog=connections.batch,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=max(1, math.ceil(deployment.grace)),
    )
    server = _Server(config)
    tasks = [connections.sweep, jobs.sweep, lambda: uploads.sweep(jobs.uploads())]
    if certificate:
        tasks.append(certificate.renew)
    if team:
        tasks.append(lambda: team.forget_removed(jobs, uploads))
    housekeeping = Housekeeping(*tasks)
    with _signals(stop):
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        while not server.started and not serving.done():
            await asyncio.sleep(0.005)
        listener.listen(BACKLOG)  # the system's queue; uvicorn's backlog limits accepts at once
        runtime.write()
        log.info("Listening on %s port %d.", runtime.host, runtime.port)
        warm_up.start()
        last_job = -math.inf
        while not serving.done() and not server.should_exit:
            await asyncio.wait({serving}, timeout=TICK)
            housekeeping.sweep()
            if jobs.active():
                activity.touch()
                last_job = time.monotonic()
            elif unwanted.is_set() and activity.idle_seconds() and time.monotonic() - last_job > COLLECTING:
                stop()
            if idle_minutes and activity.idle_seconds() > 60 * idle_minutes:
                log.info("Stopping: no request for %g minutes.", idle_minutes)
                stop()
        runtime.remove()  # at once, so that no QGIS window attaches to a server that is ending
        jobs.hold()
        until = time.monotonic() + deployment.grace
        while jobs.running() and not server.force_exit and time.monotonic() < until:
            await asyncio.sleep(TICK)
            housekeeping.sweep()
        for job in jobs.running():
            log.info("Job %s (%s) is ended, because the server is.", job.id, job.process.id)
        jobs.stop()
        await serving


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
