"""What can go wrong in a way that a user can mend. The message of each is a sentence for that user."""

import errno
import re
from collections.abc import Mapping
from typing import Any

TRACKER = "https://github.com/satclip-qgis/satclip-qgis/issues"
"""Where a bug of the program is reported, as in metadata.txt."""


_OUT_OF_MEMORY = re.compile(
    r"can(no|')t allocate(?! memory in static TLS)|\bout of memory\b|can't start new thread|"
    r"failed to map segment|bad_alloc",
    re.IGNORECASE,
)  # torch, GDAL, CUDA, threading, the system's loader, C++


_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NO_SPACE = re.compile("no space left on device|disk quota exceeded", re.IGNORECASE)  # GDAL, safetensors


class SatclipError(Exception):
    """Something the user can act on: the message says what was wrong with which input, and what to do."""


class NotFoundError(SatclipError):
    """An encoder, job or file of that name does not exist."""


class Cancelled(Exception):
    """The work was stopped because somebody asked for it. Not an error."""


def invalid(name: str, report: Mapping[str, Any]) -> SatclipError:
    """The error for a value of `name` that pydantic reports."""
    if report["type"] == "string_too_short" and not report["input"]:
        return SatclipError(f"{name} must not be empty.")
    message = report["msg"].removeprefix("Value error, ").replace(" after validation", "")
    said, wanted = re.match(r"(\w+ should )?(.+)", message, re.DOTALL).groups()
    return SatclipError(f"{name} must {wanted}." if said else f"{name}: {wanted}.")


def is_out_of_memory(error: BaseException) -> bool:
    """Whether memory ran out, which libraries say in words of their own, and some only of what they failed for."""
    if isinstance(error, MemoryError) or getattr(error, "errno", None) == errno.ENOMEM:
        return True
    if _OUT_OF_MEMORY.search(str(error)):
        return True
    cause = error.__cause__ or error.__context__
    return cause is not None and not isinstance(error, SatclipError) and is_out_of_memory(cause)


def is_disk_full(error: BaseException) -> bool:
    """Whether a disk or a quota is full, which some libraries say in words only."""
    if isinstance(error, SatclipError):
        return False
    if getattr(error, "errno", None) in _FULL or _NO_SPACE.search(str(error)):
        return True
    return error.__cause__ is not None and is_disk_full(error.__cause__)
