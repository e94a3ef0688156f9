"""The server's threads share a few malloc arenas, so its memory doesn't grow; workers of Dask reuse freed memory."""

import os
import platform
import subprocess
import sys

import pytest

glibc = pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="the allocator is not glibc's")

COUNT_ARENAS = """
import ctypes, re, sys, threading
from satclip_backend.malloc import share_arenas

if "share" in sys.argv:
    share_arenas()
c = ctypes.CDLL(None)
c.malloc.restype = ctypes.c_void_p
c.fopen.restype = ctypes.c_void_p
everyone = threading.Barrier(12)

def allocate():
    everyone.wait()
    c.malloc(ctypes.c_size_t(100_000))
    everyone.wait()

threads = [threading.Thread(target=allocate) for _ in range(12)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
file = ctypes.c_void_p(c.fopen(sys.argv[1].encode(), b"w"))
c.malloc_info(0, file)
c.fclose(file)
"""


def run(program, *arguments, **environment):
    """Return what `program` prints with glibc's defaults but for `environment`."""
    # A cluster that Dask started in this process, for another test, left its setting in os.environ.
    others = {name: value for name, value in os.environ.items() if not name.startswith("MALLOC_")}
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.run(command, check=True, env={**others, **environment}, stdout=subprocess.PIPE).stdout


def arenas(path, *arguments, **environment):
    run(COUNT_ARENAS, path, *arguments, **environment)
    return path.read_text().count("<heap ")


COUNT_PAGES = """
import resource, sys
import numpy as np
from satclip_backend.malloc import reuse_blocks

if "reuse" in sys.argv:
    reuse_blocks()
np.ones(1_000_000)  # glibc adjusts its thresholds to the first block that is freed
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(50):
    np.ones(1_000_000)
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


def new_pages(*arguments, **environment):
    """Return the number of pages that the system provided for 50 arrays of 8 MB, one after the other."""
    return int(run(COUNT_PAGES, *arguments, **environment))


@glibc
def test_workers_of_dask_reuse_the_memory_of_large_arrays():
    by_dask = {"MALLOC_TRIM_THRESHOLD_": "65536"}
    many = new_pages(**by_dask)
    assert new_pages() < many / 4
    assert new_pages("reuse", **by_dask) < many / 4


@glibc
def test_threads_share_two_arenas_unless_the_environment_sets_another_number(tmp_path):
    path = tmp_path / "malloc.xml"
    assert arenas(path) > 2
    assert arenas(path, "share") == 2
    assert 2 < arenas(path, "share", MALLOC_ARENA_MAX="4") <= 4
