"""Ctrl-C while the program imports its modules: it ends the process at once.

Otherwise Python prints a traceback, or the import that KeyboardInterrupt ends raises another error instead. Later
imports, of torch and scikit-learn, raise KeyboardInterrupt, so that temporary files are deleted; `interrupted` tells
whether that was the reason for another error.
"""

import os
import signal
from contextlib import suppress


def end_on_interrupt() -> None:
    """Let Ctrl-C end the process at once, until `raise_on_interrupt` is called.

    It stays ignored if the parent process has said so, as shells do for background processes.
    """
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _end)


def raise_on_interrupt() -> None:
    """Let Ctrl-C raise KeyboardInterrupt again, if `end_on_interrupt` has changed that."""
    if signal.getsignal(signal.SIGINT) is _end:
        signal.signal(signal.SIGINT, _raise)


def interrupted() -> bool:
    """Return whether Ctrl-C has raised KeyboardInterrupt since `raise_on_interrupt`."""
    return bool(_raised)


_raised: list[int] = []


def _raise(number: int, frame: object) -> None:
    _raised.append(number)
    raise KeyboardInterrupt


def _end(number: int, frame: object) -> None:
    with suppress(OSError):  # no standard error
        os.write(2, b"satclip-backend: stopped.\n")
    os._exit(128 + number)
