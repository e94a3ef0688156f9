"""Run the server until it is stopped or unused, and clean up."""

from __future__ import annotations

import asyncio
import logging
import math
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
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
from satclip_backend.server.audit import AuditLog
from satclip_backend.server.connections import Connections, most_connections
from satclip_backend.server.encoder_cache import EncoderCache
from satclip_backend.server.housekeeping import Housekeeping
from satclip_backend.server.job_folder import JobFolder
from satclip_backend.server.jobs import Jobs
from satclip_backend.server.log import start_log
from satclip_backend.server.logins import Logins
from satclip_backend.server.memory import share_arenas
from satclip_backend.server.messages import teller
from satclip_backend.server.runtime import BACKLOG, Runtime, listen
from satclip_backend.server.team import Team, forget_removed
from satclip_backend.server.uploads import Uploads
from satclip_backend.translation import gettext_lazy as _

log = logging.getLogger(__name__)

TICK = 0.25
"""Seconds between checks whether the server is still in use."""
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
    team: Team | None = None,
) -> bool:
    """Serve `processes` and the encoders until stopped, or unused for `idle_minutes` (0: no limit).

    `private_urls`: whether jobs may read images from this computer and its network; by default only if the server
    listens on the loopback interface. `token`: the access token; by default a new one. `team`: how many jobs run, and
    whether there are further users. Returns whether all threads have ended: False if some can't be stopped.
    Raises `SatclipError` if the port, the data folder or the file of the users can't be used.
    """
    share_arenas()
    start_log()
    team = team or Team()
    logins, audit = team.start()
    listener = listen(host, port)
    try:
        folder = JobFolder(store.folder("jobs"))
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
        private_urls = ip_address(address).is_loopback
    if not private_urls:
        from satclip_backend.rasters.urls import refuse_private_addresses

        refuse_private_addresses()
    runtime = Runtime(host, port, address, **({"token": token} if token else {}))
    jobs = Jobs(
        folder,
        workers=team.jobs,
        long_workers=team.training_runs,
        quota=team.quota,
        tell=teller(folder.path, uploads.names),
        **({"ended": audit.job_ended} if audit else {}),
    )
    uploads.storage = jobs.storage
    try:
        asyncio.run(_serve(listener, runtime, jobs, uploads, idle_minutes, processes, logins, audit))
    finally:
        runtime.remove()
        stopped = jobs.close()
        if audit:
            audit.close()
    log.info("Ended.")
    return stopped and not _warming()


async def _serve(
    listener: socket.socket,
    runtime: Runtime,
    jobs: Jobs,
    uploads: Uploads,
    idle_minutes: float,
    processes: Mapping[str, Process],
    logins: Logins | None,
    audit: AuditLog | None,
) -> None:
    connections = Connections(most_connections())
    activity, encoders = Activity(connections.most_requests), EncoderCache()

    unwanted = threading.Event()

    def stop(when_idle: bool = False) -> None:
        if when_idle:
            unwanted.set()
        else:
            server.should_exit = True

    app = create_app(
        runtime=runtime,
        processes=processes,
        jobs=jobs,
        uploads=uploads,
        encoders=encoders,
        activity=activity,
        stop=stop,
        logins=logins,
        audit=audit,
    )
    config = uvicorn.Config(
        app,
        http=connections.protocol,
        backlog=connections.batch,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=1,
    )
    server = _Server(config)
    tasks = [connections.sweep, jobs.sweep, lambda: uploads.sweep(jobs.uploads())]
    if logins:
        tasks.append(lambda: forget_removed(logins, jobs, uploads))
    housekeeping = Housekeeping(*tasks)
    with _signals(stop):
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        while not server.started and not serving.done():
            await asyncio.sleep(0.005)
        listener.listen(BACKLOG)  # the system's queue; uvicorn's backlog limits accepts at once
        runtime.write()
        log.info("Listening on %s port %d.", runtime.host, runtime.port)
        threading.Thread(target=_warm_up, args=(encoders,), name=_WARM_UP, daemon=True).start()
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
        for job in jobs.all():
            job.dismiss()
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


def leave(status: int) -> None:
    """End the process without waiting for threads, as those of torch or GDAL can't be stopped otherwise."""
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)
