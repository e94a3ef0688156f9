"""Exceptions that users can act on. Each message is a complete sentence that is shown to the user."""

import errno
import re
from collections.abc import Mapping
from typing import Any

TRACKER = "https://github.com/satclip-qgis/satclip-qgis/issues"
"""URL for bug reports, as in metadata.txt."""


_OUT_OF_MEMORY = re.compile(
    r"can(no|')t allocate(?! memory in static TLS)|\bout of memory\b|can't start new thread|"
    r"failed to map segment|bad_alloc",
    re.IGNORECASE,
)  # messages of torch, GDAL, CUDA, threading, the dynamic loader and C++


_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NO_SPACE = re.compile("no space left on device|disk quota exceeded", re.IGNORECASE)  # GDAL, safetensors


class SatclipError(Exception):
    """An error that the user can act on: the message names the input, says what is wrong and what to do."""


class NotFoundError(SatclipError):
    """No encoder, job or file of that name exists."""


class MissingCrsError(SatclipError):
    """A table or layer has no CRS, and none was given."""


class Cancelled(Exception):
    """The work was cancelled on request. This is not an error."""


def invalid(name: str, report: Mapping[str, Any]) -> SatclipError:
    """Return an error for the invalid value of `name` that pydantic reports."""
    if report["type"] == "string_too_short" and not report["input"]:
        return SatclipError(f"{name} must not be empty.")
    message = report["msg"].removeprefix("Value error, ").replace(" after validation", "")
    said, wanted = re.match(r"(\w+ should )?(.+)", message, re.DOTALL).groups()
    return SatclipError(f"{name} must {wanted}." if said else f"{name}: {wanted}.")


def is_out_of_memory(error: BaseException) -> bool:
    """Return whether `error` means that memory ran out, from its type, its message or the errors that caused it."""
    if isinstance(error, MemoryError) or getattr(error, "errno", None) == errno.ENOMEM:
        return True
    if _OUT_OF_MEMORY.search(str(error)):
        return True
    cause = error.__cause__ or error.__context__
    return cause is not None and not isinstance(error, SatclipError) and is_out_of_memory(cause)


def is_disk_full(error: BaseException) -> bool:
    """Return whether `error` means that a disk or quota is full, from its errno, its message or its cause."""
    if isinstance(error, SatclipError):
        return False
    if getattr(error, "errno", None) in _FULL or _NO_SPACE.search(str(error)):
        return True
    return error.__cause__ is not None and is_disk_full(error.__cause__)
