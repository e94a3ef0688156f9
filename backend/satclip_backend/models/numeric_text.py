"""Text fields with numbers or booleans: converted if all values are, numbers rejected if only most of them are."""

from __future__ import annotations

import re

import numpy as np

from satclip_backend.errors import SatclipError
from satclip_backend.tables.columns import Column
from satclip_backend.tables.numerals import NO_NUMBER
from satclip_backend.tables.text_numbers import NotANumber, read_numbers, share_of_numbers
from satclip_backend.translation import gettext_lazy as _

MOSTLY = 0.5
"""Share of numbers above which a text field is not categorical, if it has more than `MANY` distinct values."""
_WITH_UNIT = re.compile(r"[^\w\s]?\s?[+\u2212-]?\d[\d.,]*\s?[^\d\s]{0,8}")
"""A number before a unit, such as 5.2 °C and 7 %, or after a sign, such as € 3 and <0.5. Takes linear time."""
_BOOLEANS = {"true": 1.0, "false": 0.0}
MANY = 10
"""Number of distinct values up to which a text field may be categorical."""


def needed_numbers(column: Column, problem: str, *, grouped: bool = True) -> Column:
    """Return a field as numbers. If `grouped`, text may have thousands separators.

    Raises SatclipError, which starts with `problem` and quotes the first text that is not a number.
    """
    if column.kind != "text":
        return column
    found = read_numbers(_texts(column), grouped=grouped)
    if isinstance(found, NotANumber):
        raise SatclipError(_("{problem}: {found}.", problem=problem, found=found.message))
    return Column.of("number", found)


def numbers_if_any(name: str, column: Column, *, grouped: bool = True) -> Column:
    """Return a text field as numbers if most of its values are numbers and many are distinct.

    Otherwise return the field itself. Raises SatclipError, which quotes the first text that is not a number.
    """
    if column.kind != "text" or share_of_numbers(texts := _texts(column)) <= MOSTLY:
        return column
    if len(set(texts)) <= MANY:
        return column
    return needed_numbers(column, _("The field {name} can't be read as numbers", name=name), grouped=grouped)


def check_no_units(name: str, column: Column) -> None:
    """Raise SatclipError, which quotes the first one, if most values of a text field are numbers with a unit."""
    known = [text for text in map(str.strip, _texts(column)) if text not in NO_NUMBER]
    if sum(_WITH_UNIT.fullmatch(text) is not None for text in known) > MOSTLY * len(known):
        needed_numbers(column, _("The field {name} can't be read as numbers", name=name))


def booleans_if_all(column: Column) -> Column:
    """Return a text field as booleans if all values are true or false, as pandas and R write booleans to CSV.

    Otherwise return the field itself.
    """
    if column.kind != "text":
        return column
    texts = [text.lower() if text not in NO_NUMBER else None for text in map(str.strip, _texts(column))]
    known = set(texts) - {None}
    if not known or not known <= _BOOLEANS.keys():
        return column
    return Column.of("boolean", np.array([_BOOLEANS.get(text, np.nan) for text in texts]))


def _texts(column: Column) -> list[str]:
    return list(column.labels())
