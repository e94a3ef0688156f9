"""Limits of a server and its jobs: device, processor cores, memory, network.

`satclip-backend serve` sets them with `Limits.apply`. Jobs inherit them, in environment variables and limits of the
process.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass

_DEVICE, _CORES = "SATCLIP_DEVICE", "SATCLIP_CORES"
_MEMORY, _OFFLINE = "SATCLIP_MEMORY_GB", "SATCLIP_OFFLINE"

MEMORY_IS_LIMITED = sys.platform == "linux"
"""Whether the system limits the memory that a process allocates. macOS ignores such limits, Windows has none."""


@dataclass(frozen=True)
class Limits:
    """Limits of a server and its jobs; None for no limit.

    `device` is the default device of encoders and models, `cores` the number of processor cores, `memory_gb` the
    memory that each process may allocate, in GB. If `offline`, nothing is requested from other servers.
    """

    device: str | None = None
    cores: int | None = None
    memory_gb: float | None = None
    offline: bool = False

    def apply(self) -> None:
        """Limit this process and those that it starts. Call it before importing huggingface_hub and torch."""
        for name, value in (
            (_DEVICE, self.device),
            (_CORES, self.cores),
            (_MEMORY, self.memory_gb and f"{self.memory_gb:g}"),
        ):
            if value:
                os.environ[name] = str(value)
        if self.cores and hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: self.cores])
        if self.memory_gb and MEMORY_IS_LIMITED:
            import resource

            most = resource.getrlimit(resource.RLIMIT_DATA)[1]
            wanted = int(self.memory_gb * 1e9)
            wanted = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
            resource.setrlimit(resource.RLIMIT_DATA, (wanted, wanted))
        if self.offline:
            os.environ[_OFFLINE] = os.environ["HF_HUB_OFFLINE"] = "1"


def default_device() -> str | None:
    """Return the device that the user has chosen for this server, or None."""
    return os.environ.get(_DEVICE) or None


def limited_cores() -> int | None:
    """Return the number of processor cores that this server may use, or None."""
    return int(os.environ[_CORES]) if os.environ.get(_CORES) else None


def use_one_core() -> None:
    """Let this process use one core, unless it has a limit already."""
    os.environ.setdefault(_CORES, "1")


def cores() -> int:
    """Return the number of processor cores to use: at most those that the system, such as Slurm, grants the process."""
    granted = hasattr(os, "sched_getaffinity")
    there = len(os.sched_getaffinity(0)) if granted else os.cpu_count() or 1
    return min(limited_cores() or there, there)


def memory_gb() -> str:
    """Return the memory in GB that this process may allocate, as text; "" without a limit."""
    return os.environ.get(_MEMORY, "")


def is_offline() -> bool:
    """Return whether nothing may be requested from other servers."""
    return bool(os.environ.get(_OFFLINE))
