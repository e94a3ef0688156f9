"""Fields of text that hold numbers: read as numbers where all of them are, and refused where most of them are."""

from __future__ import annotations

from satclip_backend.errors import SatclipError
from satclip_backend.tables.columns import Column
from satclip_backend.tables.text_numbers import NotANumber, read_numbers, share_of_numbers

MOSTLY = 0.5
"""Share of numbers above which a text isn't taken for classes, where the numbers are many."""
MANY = 10
"""Different values above which numbers are many."""


def needed_numbers(column: Column, problem: str, *, grouped: bool = True) -> Column:
    """A field as numbers, in whose text digits may be `grouped`.

    Raises SatclipError that begins with the `problem` and names the first text that is no number.
    """
    if column.kind != "text":
        return column
    found = read_numbers(_texts(column), grouped=grouped)
    if isinstance(found, NotANumber):
        raise SatclipError(f"{problem}: {found}.")
    return Column.of("number", found)


def numbers_if_any(name: str, column: Column, *, grouped: bool = True) -> Column:
    """The field as numbers if it is text of which most are different numbers, else as it is.

    Raises SatclipError that names the first text that is no number.
    """
    if column.kind != "text" or share_of_numbers(texts := _texts(column)) <= MOSTLY:
        return column
    if len(set(texts)) <= MANY:
        return column
    return needed_numbers(column, f"The field {name} can't be read as numbers", grouped=grouped)


def _texts(column: Column) -> list[str]:
    return list(column.labels())
