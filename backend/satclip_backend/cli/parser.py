"""Argument parser of all commands."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from satclip_backend.errors import SatclipError

_NEGATIVE = re.compile(r"-(\.?\d|inf|nan)", re.IGNORECASE)


class Parser(argparse.ArgumentParser):
    """Parser that accepts all negative numbers, such as -4e6 and -.5, as values; argparse accepts only plain ones.

    A command reports its unknown options itself, with its own usage, instead of leaving them to its parent. Empty names
    of files are refused, as of an unset variable of a shell, because Path("") is the current folder.
    """

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self._negative_number_matcher = _NEGATIVE

    def parse_known_args(self, args=None, namespace=None):
        """Parse arguments as the base class does, and exit if any of a command without subcommands is unknown."""
        found, unknown = super().parse_known_args(args, namespace)
        if unknown and self._subparsers is None:
            self.error(f"unrecognized arguments: {' '.join(unknown)}")
        return found, unknown

    def _get_value(self, action, arg_string):
        is_path = isinstance(action.type, type) and issubclass(action.type, Path)
        if is_path and not arg_string:
            raise SatclipError(f"{(action.option_strings or [action.metavar])[-1]} must not be empty.")
        return super()._get_value(action, arg_string)
