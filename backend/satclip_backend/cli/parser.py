"""Argument parser of all commands."""

from __future__ import annotations

import argparse
import re

_NEGATIVE = re.compile(r"-(\.?\d|inf|nan)", re.IGNORECASE)


class Parser(argparse.ArgumentParser):
    """Parser that accepts all negative numbers, such as -4e6 and -.5, as values; argparse accepts only plain ones."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self._negative_number_matcher = _NEGATIVE
