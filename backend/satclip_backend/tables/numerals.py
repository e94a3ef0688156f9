"""Detection of the number format in text columns.

A number is only read if it is unambiguous. 1,234 may be 1234 or 1.234. This is decided by the other values of
its column, then by those of the other columns, then by what the caller needs, or not at all.
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
        # Excel and LibreOffice in German, French, Spanish, Portuguese, Italian and Dutch
        *["#NV", "#WERT!", "#ZAHL!", "#BEZUG!"],
        *["#VALEUR!", "#NOMBRE!", "#NOM?", "#NUL!"],
        *[
            "#N/D",
            "#\u00a1VALOR!",
            "#\u00a1DIV/0!",
            "#\u00a1NUM!",
            "#\u00a1REF!",
            "#\u00bfNOMBRE?",
            "#\u00a1NULO!",
        ],
        *["#VALOR!", "#N\u00daM!", "#NOME?", "#NULO!"],
        *["#VALORE!", "#RIF!", "#NULLO!"],
        *["#N/B", "#WAARDE!", "#DEEL/0!", "#GETAL!", "#VERW!", "#NAAM?", "#LEEG!"],
    ]
) | {"", "#N/A N/A"}
"""Missing values as written by R, pandas, Excel, databases, SAS and statistical offices."""

SPACES = "[ \u00a0\u2009\u202f'’]"
"""Thousands separators other than points and commas."""

Mark = Literal[".", ","]
Notation = Literal["whole", "point", "comma", "grouped point", "grouped comma"]

_SIGN = "[+\u2212-]?"
_LONG = re.compile("[0-9]{19}")
TWO_MEANINGS = {
    mark: re.compile(rf"\s*{_SIGN}[1-9][0-9]{{0,2}}{re.escape(mark)}[0-9]{{3}}\s*") for mark in ".,"
}
"""Numbers whose mark may be a decimal mark or separate thousands."""


def _notations(digits: str) -> dict[Notation, str]:
    """Return a regular expression for each notation, with `digits` as the pattern of integers."""

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
    """Return a pattern for each notation, which also matches surrounding white space and the texts in `none`.

    `strict`: texts with leading zeros, such as 007, are not numbers.
    """
    digits = "(?:0|[1-9][0-9]*)" if strict else "[0-9]+"
    others = "".join(f"|{re.escape(text)}" for text in sorted(none))
    return {
        notation: re.compile(rf"\s*(?:{_SIGN}(?:{body}){others})\s*")
        for notation, body in _notations(digits).items()
    }


@dataclass(frozen=True)
class NumeralContext:
    """Context that decides the decimal mark of an ambiguous column.

    Attributes
    ----------
    decimal : {".", ","} or None
        Declared decimal mark.
    marks : frozenset of {".", ","}
        Decimal marks of other columns.
    delimiter : str or None
        Delimiter of columns.
    """

    decimal: Mark | None = None
    marks: frozenset[str] = frozenset()
    delimiter: str | None = None

    @property
    def of_points(self) -> Mark:
        """Decimal mark of numbers such as 1.234: a comma only if there is evidence for it."""
        return self.decimal or ("," if "," in self.marks else ".")

    @property
    def of_commas(self) -> Mark | None:
        """Decimal mark of numbers such as 1,234; None if it is ambiguous."""
        if self.decimal is not None:
            return self.decimal
        if self.delimiter == ",":
            return "." if self.marks == {"."} else None
        return "," if self.delimiter is not None and "." not in self.marks else None


class Numerals:
    """Number format of a text column, which is added in chunks.

    `codes` are further texts that mean missing. `strict` is as for `patterns`.
    """

    def __init__(self, codes: Sequence[str] = (), *, strict: bool = True) -> None:
        self._none = NO_NUMBER | set(codes)
        self._possible = dict(patterns(strict=strict, none=self._none))
        self._plain = patterns(strict=strict)
        self._long = False
        self._sure: set[Notation] = set()
        self.any_values = False

    def add(self, texts: Sequence[str]) -> None:
        """Add a chunk of the column's texts."""
        if not self._possible:
            return
        for notation, pattern in list(self._possible.items()):
            if notation.startswith("grouped") and notation.split()[1] in self._possible:
                continue  # it matches all numbers of the plain notation
            if not all(map(pattern.fullmatch, texts)):
                del self._possible[notation]
            elif notation == "whole":  # integers match all notations
                self._long = self._long or any(map(_LONG.search, texts))
                break
        for notation, mark in (("point", "."), ("comma", ",")):
            if notation in self._possible and notation not in self._sure and "whole" not in self._possible:
                number, two = self._plain[notation], TWO_MEANINGS[mark]
                if any(mark in text and number.fullmatch(text) and not two.fullmatch(text) for text in texts):
                    self._sure.add(notation)
        self.any_values = self.any_values or any(text.strip() not in self._none for text in texts)

    @property
    def mark(self) -> Mark | None:
        """The decimal mark, if the column determines it."""
        if "point" in self._possible:
            return "." if "point" in self._sure else None
        if "comma" in self._possible:
            return "," if "comma" in self._sure else None
        grouped = [notation for notation in self._possible if notation.startswith("grouped")]
        return {"grouped point": ".", "grouped comma": ","}[grouped[0]] if len(grouped) == 1 else None

    def is_ambiguous(self, context: NumeralContext) -> bool:
        """Return whether the numbers have points that may be decimal points or separate thousands, as in 1.234."""
        return self.any_values and self._two_meanings and self.notation(context) is None

    @property
    def _two_meanings(self) -> bool:
        there = self._possible
        return (
            "grouped comma" in there
            and "point" in there
            and "comma" not in there
            and "point" not in self._sure
        )

    def notation(self, context: NumeralContext, *, asked: bool = False) -> Notation | None:
        """Return the notation of the column's numbers; None if it has none, or only ambiguous ones.

        `asked`: the column must be numeric, so digits grouped by spaces are numbers, not codes.
        """
        there = self._possible
        if not self.any_values or not there:
            return None
        if "whole" in there:
            return None if self._long and not asked else "whole"
        if "point" in there:
            if not self._two_meanings or context.of_points == ".":
                return "point"
            return "grouped comma" if context.decimal == "," else None
        if "comma" in there:
            mark = "," if "comma" in self._sure else context.of_commas
            return {",": "comma", ".": "grouped point" if "grouped point" in there else None}.get(mark)
        if len(there) == 2:
            return "grouped point" if asked else None
        notation = next(iter(there))
        return None if context.decimal is not None and context.decimal != self.mark else notation
