"""In which notation the numbers in a column of text are written.

A number is read only where it has one meaning: 1,234 may be 1234 or 1.234, and is decided by the other values of its
column, then by those of the other columns, then by the one who asks, or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

NO_NUMBER = frozenset(
    [
        "NA",
        "N/A",
        "n/a",
        "na",
        "#N/A",
        "#NA",
        "<NA>",
        "n.a.",
        "NaN",
        "nan",
        "NAN",
        "-nan",
        "-NaN",
        "NULL",
        "null",
        "Null",
        "None",
        "none",
        "NONE",
        "\\N",
        "-",
        "--",
        ".",
        "..",
        "?",
        "1.#QNAN",
        "-1.#IND",
        "1.#IND",
        "#VALUE!",
        "#DIV/0!",
        "#NUM!",
        "#REF!",
        "#NAME?",
        "#NULL!",
    ]
) | {"", "#N/A N/A"}
"""What R, pandas, Excel, databases, SAS and statistical offices write where a number is missing."""

SPACES = "[ \u00a0\u2009\u202f'’]"
"""What separates groups of three digits besides points and commas."""

Mark = Literal[".", ","]
Notation = Literal["whole", "point", "comma", "grouped point", "grouped comma"]

_SIGN = "[+\u2212-]?"
_LONG = re.compile("[0-9]{19}")
_TWO_MEANINGS = {
    mark: re.compile(rf"\s*{_SIGN}[1-9][0-9]{{0,2}}{re.escape(mark)}[0-9]{{3}}\s*") for mark in ".,"
}


def _notations(digits: str) -> dict[Notation, str]:
    """A regular expression for each notation, in which whole numbers are such `digits`."""

    def plain(mark: str) -> str:
        return f"(?:{digits}(?:{mark}[0-9]*)?|{mark}[0-9]+)(?:[eE][+-]?[0-9]+)?|[iI]nf|INF|[iI]nfinity"

    def grouped(mark: str, separator: str) -> str:
        groups = "|".join(f"[1-9][0-9]{{0,2}}(?:{each}[0-9]{{3}})+" for each in (separator, SPACES))
        return f"(?:{groups})(?:{mark}[0-9]*)?|{plain(mark)}"

    return {
        "whole": digits,
        "point": plain(r"\."),
        "comma": plain(","),
        "grouped point": grouped(r"\.", ","),
        "grouped comma": grouped(",", r"\."),
    }


@lru_cache(maxsize=8)
def patterns(*, strict: bool, none: frozenset[str] = frozenset()) -> dict[Notation, re.Pattern[str]]:
    """A pattern for the numbers in each notation, white space around them, and for the texts in `none`.

    `strict`: texts with leading zeros, such as 007, are no numbers.
    """
    digits = "(?:0|[1-9][0-9]*)" if strict else "[0-9]+"
    others = "".join(f"|{re.escape(text)}" for text in sorted(none))
    return {
        notation: re.compile(rf"\s*(?:{_SIGN}(?:{body}){others})\s*")
        for notation, body in _notations(digits).items()
    }


@dataclass(frozen=True)
class Context:
    """What tells the decimal mark of a column that leaves it open: `decimal` is declared, `marks` are those of other
    columns, `delimiter` separates columns.
    """

    decimal: Mark | None = None
    marks: frozenset[str] = frozenset()
    delimiter: str | None = None

    @property
    def of_points(self) -> Mark:
        """The decimal mark, where 1.234 is written: a comma only where something says so."""
        return self.decimal or ("," if "," in self.marks else ".")

    @property
    def of_commas(self) -> Mark | None:
        """The decimal mark, where 1,234 is written."""
        if self.decimal is not None:
            return self.decimal
        if self.delimiter == ",":
            return "." if self.marks == {"."} else None
        return "," if self.delimiter is not None and "." not in self.marks else None


class Numerals:
    """What the texts of a column, seen in chunks, have in common as numbers. `codes` stand for no value, too; `strict`
    as for `patterns`.
    """

    def __init__(self, codes: Sequence[str] = (), *, strict: bool = True) -> None:
        self._none = NO_NUMBER | set(codes)
        self._possible = dict(patterns(strict=strict, none=self._none))
        self._plain = patterns(strict=strict)
        self._long = False
        self._sure: set[Notation] = set()
        self.any_values = False

    def add(self, texts: Sequence[str]) -> None:
        """Take a chunk of the column's texts into account."""
        if not self._possible:
            return
        for notation, pattern in list(self._possible.items()):
            if notation.startswith("grouped") and notation.split()[1] in self._possible:
                continue  # all numbers that are plain fit it
            if not all(map(pattern.fullmatch, texts)):
                del self._possible[notation]
            elif notation == "whole":  # whole numbers fit all notations
                self._long = self._long or any(map(_LONG.search, texts))
                break
        for notation, mark in (("point", "."), ("comma", ",")):
            if notation in self._possible and notation not in self._sure and "whole" not in self._possible:
                number, two = self._plain[notation], _TWO_MEANINGS[mark]
                if any(mark in text and number.fullmatch(text) and not two.fullmatch(text) for text in texts):
                    self._sure.add(notation)
        self.any_values = self.any_values or any(text.strip() not in self._none for text in texts)

    @property
    def mark(self) -> Mark | None:
        """The decimal mark, where the column leaves no doubt about it."""
        if "point" in self._possible:
            return "." if "point" in self._sure else None
        if "comma" in self._possible:
            return "," if "comma" in self._sure else None
        grouped = [notation for notation in self._possible if notation.startswith("grouped")]
        return {"grouped point": ".", "grouped comma": ","}[grouped[0]] if len(grouped) == 1 else None

    def notation(self, context: Context, *, asked: bool = False) -> Notation | None:
        """How the column's numbers are written; None where it holds no numbers, or numbers with two meanings.

        `asked`: the column is needed as numbers, so digits grouped by spaces are numbers and not some code.
        """
        there = self._possible
        if not self.any_values or not there:
            return None
        if "whole" in there:
            return None if self._long and not asked else "whole"
        if "point" in there:
            two = "comma" not in there and "point" not in self._sure
            return None if two and context.of_points == "," else "point"
        if "comma" in there:
            mark = "," if "comma" in self._sure else context.of_commas
            return {",": "comma", ".": "grouped point" if "grouped point" in there else None}.get(mark)
        if len(there) == 2:
            return "grouped point" if asked else None
        notation = next(iter(there))
        return None if context.decimal is not None and context.decimal != self.mark else notation
