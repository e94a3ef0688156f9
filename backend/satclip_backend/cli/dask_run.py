"""Shards done by Dask: each is a task of a worker, which prepares the work of the command once.

A scheduler starts the tasks of a worker that ends on others. Outputs are written atomically, so a task that runs twice
does no harm.
"""

from __future__ import annotations

import argparse
import json
import logging
import pickle
import platform
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from multiprocessing import active_children
from typing import Any
from uuid import uuid4

from satclip_backend import __version__
from satclip_backend.cli.local_folder import LocalFolder
from satclip_backend.cli.manifest import Folder
from satclip_backend.cli.shard_run import Engine, Job, Outcome, Prepared, do_shard
from satclip_backend.counts import counted
from satclip_backend.errors import SatclipError
from satclip_backend.limits import cores, use_one_core
from satclip_backend.malloc import reuse_blocks
from satclip_backend.progress import Progress, no_progress
from satclip_backend.translation import translated

LOCAL = "local"
_CONNECT = 30
"""Seconds to wait for a scheduler and its first worker."""
_DEAF = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)"
"""Code with which workers on this computer begin. Ctrl-C in a terminal reaches them, and they would print traces."""
_lock = threading.Lock()
_prepared: dict[bytes, Prepared] = {}


def by_dask(
    args: argparse.Namespace, prepare: Callable[[argparse.Namespace], Prepared], run: Mapping[str, Any]
) -> Engine:
    """Return an engine that has shards done by the workers of `args.dask`.

    Each worker calls the public function `prepare` once with `args`. It must return the same `run` there. The disk of
    a worker may be full while others go on, so that is the failure of a shard. Raises SatclipError if there is no
    scheduler, no worker, or if a worker has another encoder, model or version.
    """
    needed = {
        name: value for name, value in vars(args).items() if name not in ("input", "run", "prepare", "output")
    }
    call = pickle.dumps((prepare, argparse.Namespace(**needed), _identity(run)))

    def engine(jobs: Sequence[Job], folder: Folder, report: Progress) -> Iterator[tuple[int, Outcome]]:
        if not jobs:
            return
        from distributed import as_completed  # slow import, for an optional engine

        if isinstance(folder, LocalFolder):
            folder = LocalFolder(folder.path.absolute())  # workers may have another working directory
        total = sum(shard.input_bytes for _, shard in jobs) or 1
        done = failed = 0
        try:
            with _client(args.dask) as client:
                report(0.0, f"{counted(len(client.scheduler_info(n_workers=-1)['workers']), 'worker')}")
                group = f"shards-{uuid4().hex}"  # the scheduler keeps tasks of a large group until a worker is free
                futures = {
                    client.submit(
                        _on_worker, call, source, folder, shard.output, key=(group, shard.output)
                    ): index
                    for index, (source, shard) in enumerate(jobs)
                }
                try:
                    for number, future in enumerate(as_completed(futures), start=1):
                        index = futures.pop(future)
                        outcome = _outcome(future)
                        done += jobs[index][1].input_bytes
                        failed += outcome.status == "failed"
                        yield index, outcome
                        said = f"{number:,} of {counted(len(jobs), 'shard')}"
                        report(done / total, said + (f", {failed:,} failed" if failed else ""))
                finally:
                    client.cancel(list(futures), force=True)
        finally:
            folder.tidy()  # of workers that were killed

    return engine


def _outcome(future: Any) -> Outcome:
    """Return the outcome of a task. Raises SatclipError if no task can succeed."""
    from distributed import KilledWorker

    try:
        return future.result()
    except SatclipError:
        raise
    except KilledWorker as error:
        tries = f"its worker ended {counted(error.allowed_failures + 1, 'time')}"
        return Outcome("failed", error=f"{tries}: it may need more memory, see the log of the workers.")
    except Exception as error:
        if "CommClosed" in type(error).__name__ or "Cancelled" in type(error).__name__:
            raise SatclipError(
                "The connection to Dask's scheduler is lost: start it, and repeat the command with --resume."
            ) from None
        said = (str(error).strip() or "no message").splitlines()[0]
        return Outcome("failed", error=f"unexpected error on a worker ({type(error).__name__}: {said}).")


def _on_worker(call: bytes, source: Any, folder: Folder, output: str) -> Outcome:
    """Do a shard on a worker, on one core: Dask starts as many workers or threads as there are cores to use."""
    use_one_core()
    reuse_blocks()
    with _lock:
        if call not in _prepared:
            _prepared.clear()  # of another run
            _prepared[call] = _prepare(call)
        prepared = _prepared[call]
    return do_shard(prepared.work, source, folder, output, no_progress)


def _prepare(call: bytes) -> Prepared:
    prepare, args, run = pickle.loads(call)
    try:
        prepared = prepare(args)
    except SatclipError as error:
        raise SatclipError(
            f"The worker on {platform.node()} can't begin: {translated(error)} Workers need the encoder or model under "
            "the same name, or under a path that is absolute."
        ) from error
    for name, value in _identity(prepared.run).items():
        if value != run[name]:
            raise SatclipError(
                f"The worker on {platform.node()} has another {name.replace('_', ' ')} than this computer: give all "
                "of them the same files and the same version of satclip-backend."
            )
    return prepared


def _identity(run: Mapping[str, Any]) -> dict[str, Any]:
    """Return what must be the same on all workers."""
    return {"version": __version__, **json.loads(json.dumps(run))}


@contextmanager
def _client(address: str) -> Iterator[Any]:
    """Yield a client of a scheduler, or of workers on this computer that end with the block."""
    try:
        import dask
        import distributed
    except ImportError as error:
        raise SatclipError(
            f"--dask needs distributed: install it with pip install 'satclip-backend[cluster]' ({error})."
        ) from None
    for name in ("distributed", "distributed.client", "tornado.application", "asyncio"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # connections that end are explained here
    if address == LOCAL:
        others = set(active_children())
        with (
            dask.config.set({"distributed.worker.profile.enabled": False}),  # which takes 6 % of the CPU time
            distributed.LocalCluster(
                n_workers=cores(),
                threads_per_worker=1,
                dashboard_address="127.0.0.1:0",
                silence_logs=logging.CRITICAL,
                preload=_DEAF,
            ) as cluster,
            distributed.Client(cluster) as client,
        ):
            try:
                yield client
            except BaseException:
                for worker in set(active_children()) - others:  # Dask would wait for those that compute
                    worker.kill()
                raise
        return
    try:
        client = distributed.Client(address, timeout=_CONNECT)
    except (OSError, ValueError, TypeError) as error:
        reason = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise SatclipError(
            f"There is no Dask scheduler at {address} ({reason}): start one with dask scheduler, or write --dask "
            f"{LOCAL} for workers on this computer."
        ) from None
    with client:
        try:
            client.wait_for_workers(1, timeout=_CONNECT)
        except TimeoutError:
            raise SatclipError(
                f"The Dask scheduler at {address} has no worker: start some with dask worker {address} --nthreads 1."
            ) from None
        yield client
