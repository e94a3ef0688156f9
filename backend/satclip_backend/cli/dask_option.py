"""The option --dask. What it needs is imported only if it is given."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from satclip_backend.cli.shard_run import Engine, Prepared, in_turn


def add_dask_option(group: argparse._ActionsContainer) -> None:
    """Add the option."""
    group.add_argument(
        "--dask",
        metavar="ADDRESS",
        help="let the workers of the Dask scheduler at ADDRESS (tcp://host:8786) do the shards; 'local' starts a "
        "worker on each core",
    )


def engine_of(
    args: argparse.Namespace, prepare: Callable[[argparse.Namespace], Prepared], prepared: Prepared
) -> Engine:
    """Return what does the shards: this process with what it has `prepared`, or Dask, whose workers call `prepare`."""
    if args.dask is None:
        return in_turn(prepared.work)
    from satclip_backend.cli.dask_run import by_dask

    return by_dask(args, prepare, prepared.run)
