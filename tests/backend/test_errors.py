"""Recognition of out-of-memory and disk-full errors of all libraries."""

import errno
import os

import pytest
from safetensors import SafetensorError

from satclip_backend.errors import SatclipError, is_disk_full, is_out_of_memory

LOADER = "libgdal.so: failed to map segment from shared object"
TORCH = "DefaultCPUAllocator: can't allocate memory: you tried to allocate 8 bytes"


def caused(error, cause):
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        OSError(errno.ENOMEM, os.strerror(errno.ENOMEM)),
        RuntimeError("can't start new thread"),
        RuntimeError(TORCH),
        RuntimeError("CUDA out of memory. Tried to allocate 20.00 MiB"),
        SatclipError("a.tif can't be read: gdalrasterblock.cpp, 1102: cannot allocate 6480000 bytes."),
        caused(ImportError("The 'read_file' function requires the 'pyogrio' package"), ImportError(LOADER)),
    ],
    ids=repr,
)
def test_out_of_memory_errors_are_recognised(error):
    assert is_out_of_memory(error)


@pytest.mark.parametrize(
    "error",
    [
        ValueError("no"),
        OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)),
        ImportError("libgomp.so.1: cannot allocate memory in static TLS block"),
        caused(SatclipError("The model holds more than it may."), MemoryError()),
    ],
    ids=repr,
)
def test_other_errors_are_not_out_of_memory(error):
    assert not is_out_of_memory(error)


@pytest.mark.parametrize(
    ("error", "full"),
    [
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), True),
        (OSError(errno.EDQUOT, os.strerror(errno.EDQUOT)), True),
        (OSError(errno.EFBIG, os.strerror(errno.EFBIG)), True),
        (SafetensorError("Error while serializing: I/O error: No space left on device (os error 28)"), True),
        (caused(RuntimeError("map.tif can't be written"), OSError(errno.ENOSPC, "full")), True),
        (OSError(errno.EACCES, os.strerror(errno.EACCES)), False),
        (SatclipError("There is no space left on device 3: use another."), False),
    ],
    ids=repr,
)
def test_a_full_disk_is_recognised(error, full):
    assert is_disk_full(error) == full
