"""Standard streams that never raise: for terminals and files of any encoding, closed pipes, and missing streams."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any


@contextmanager
def forgiving_streams() -> Iterator[Forgiving]:
    r"""Replace sys.stdout and sys.stderr by streams that never raise and that record failed writes.

    Yields sys.stdout. Characters that an encoding lacks are escaped, such as \u6e29.
    """
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = Forgiving(sys.stdout), Forgiving(sys.stderr)
    try:
        yield sys.stdout
    finally:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        sys.stdout, sys.stderr = before


class Forgiving:
    """A text stream, or None, that raises no OSError: `error` is the first one. Later text is dropped."""

    def __init__(self, stream: Any) -> None:
        self.error: OSError | None = None
        if isinstance(stream, io.TextIOWrapper):
            with suppress(OSError, ValueError):
                stream.reconfigure(errors="backslashreplace")
        self._stream = Path(os.devnull).open("w") if stream is None else stream  # noqa: SIM115

    def write(self, text: str) -> int:
        """Write the text, or drop it."""
        self._try(lambda: self._stream.write(text))
        return len(text)

    def flush(self) -> None:
        """Flush the stream, or drop what can't be written."""
        self._try(lambda: self._stream.flush())

    @property
    def lost(self) -> OSError | None:
        """Reason why text was lost; None also if its reader, such as `head`, has closed the pipe."""
        return None if isinstance(self.error, BrokenPipeError) else self.error

    def _try(self, action: Callable[[], object]) -> None:
        if self.error is None:
            try:
                action()
            except OSError as error:
                self._drop(error)
            except ValueError as error:  # closed stream
                self._drop(OSError(errno.EBADF, str(error)))

    def _drop(self, error: OSError) -> None:
        self.error = error
        with suppress(OSError, ValueError):  # else Python reports it on exit, with another status
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._stream.fileno())
            os.close(nowhere)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)
