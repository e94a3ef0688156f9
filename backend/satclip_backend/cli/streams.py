"""What a command prints, wherever it goes: a terminal or file of any encoding, a pipe that ends, or nowhere."""

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
    r"""Let printing never end the work: sys.stdout and sys.stderr take all text, and note where it couldn't go.

    Gives the former. Letters that an encoding lacks become escapes such as \u6e29.
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
    """A text stream, or None, that raises no OSError: `error` is the first one. What comes after it is dropped."""

    def __init__(self, stream: Any) -> None:
        self.error: OSError | None = None
        if isinstance(stream, io.TextIOWrapper):
            with suppress(OSError, ValueError):
                stream.reconfigure(errors="backslashreplace")
        self._stream = Path(os.devnull).open("w") if stream is None else stream  # noqa: SIM115

    def write(self, text: str) -> int:
        """Write, or drop it."""
        self._try(lambda: self._stream.write(text))
        return len(text)

    def flush(self) -> None:
        """Flush, or drop what can't be."""
        self._try(lambda: self._stream.flush())

    @property
    def lost(self) -> OSError | None:
        """Why not all text was written; None also where its reader, such as `head`, has seen enough."""
        return None if isinstance(self.error, BrokenPipeError) else self.error

    def _try(self, action: Callable[[], object]) -> None:
        if self.error is None:
            try:
                action()
            except OSError as error:
                self._drop(error)
            except ValueError as error:  # closed
                self._drop(OSError(errno.EBADF, str(error)))

    def _drop(self, error: OSError) -> None:
        self.error = error
        with suppress(OSError, ValueError):  # else Python says so when it ends, with a status of its own
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._stream.fileno())
            os.close(nowhere)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)
