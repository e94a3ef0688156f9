"""Conversion of text to numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from satclip_backend.errors import SatclipError
from satclip_backend.tables.numerals import (
    NO_NUMBER,
    SPACES,
    TWO_MEANINGS,
    Notation,
    NumeralContext,
    Numerals,
    patterns,
)
from satclip_backend.translation import gettext_lazy as _

if TYPE_CHECKING:
    from satclip_backend.tables.table import Table


def numbers(
    texts: pa.Array, notation: Notation, codes: Sequence[str] = (), type: pa.DataType | None = None
) -> pa.Array:
    """Return the numbers of texts in a notation: `type`, by default int64 for integers and float64 for others."""
    type = type or (pa.int64() if notation == "whole" else pa.float64())
    if notation in ("whole", "point") and not codes:
        with suppress(pa.ArrowInvalid):  # there is white space, a plus sign or a missing value
            values = pc.cast(texts, type)
            if not pc.any(pc.is_nan(values)).as_py():
                return values
    values = pc.replace_substring(pc.utf8_trim_whitespace(texts), "\u2212", "-")
    values = pc.if_else(pc.is_in(values, pa.array([*NO_NUMBER, *codes], pa.string())), None, values)
    values = pc.replace_substring_regex(values, r"^\+", "")
    if notation.startswith("grouped"):
        values = pc.replace_substring_regex(values, SPACES, "")
        values = pc.replace_substring(values, "," if notation == "grouped point" else ".", "")
    if notation.endswith("comma"):
        values = pc.replace_substring(values, ",", ".")
    return pc.cast(values, type)


@dataclass(frozen=True)
class NotANumber:
    """The first text that prevents a column from being numeric: its row, from 0, and the reason."""

    row: int
    text: str
    reason: str

    @property
    def message(self) -> str:
        """The text, its row and the reason."""
        text = self.text if len(self.text) <= 40 else self.text[:37] + "..."
        return _("“{text}” in row {row} {reason}", text=text, row=self.row + 1, reason=self.reason)


def read_numbers(texts: Sequence[str | None], *, grouped: bool = True) -> NDArray[np.float64] | NotANumber:
    """Return the numbers (n,) of texts that must be numeric, NaN for missing ones; or the first invalid text.

    If not `grouped`, digits with thousands separators are not numbers.
    """
    texts = [text or "" for text in texts]
    numerals = Numerals(strict=False)
    numerals.add(texts)
    notation = numerals.notation(NumeralContext(), asked=True)
    if not numerals.any_values:
        return np.full(len(texts), np.nan)
    if notation is not None and (grouped or not notation.startswith("grouped")):
        found = numbers(pa.array(texts, pa.string()), notation, type=pa.float64())
        return found.to_numpy(zero_copy_only=False)
    known = {row: text.strip() for row, text in enumerate(texts) if text.strip() not in NO_NUMBER}
    notations = {
        name: pattern
        for name, pattern in patterns(strict=False).items()
        if grouped or not name.startswith("grouped")
    }
    fits = {
        name: sum(map(bool, map(pattern.fullmatch, known.values()))) for name, pattern in notations.items()
    }
    usual = max(fits, key=fits.get)
    for row, text in known.items():
        if not notations[usual].fullmatch(text):
            if any(pattern.fullmatch(text) for pattern in notations.values()):
                why = (
                    _("has no decimal comma, unlike other rows: write all numbers in the same way")
                    if usual.endswith("comma")
                    else _("has no decimal point, unlike other rows: write all numbers in the same way")
                )
                return NotANumber(row, text, why)
            return NotANumber(
                row,
                text,
                _(
                    "is not a number: correct it, or if the value is missing leave it empty, or add it to --missing on "
                    "the command line"
                ),
            )
    row, text = next(iter(known.items()))
    return _with_two_meanings(row, text)


def ambiguous_point(table: Table, name: str) -> SatclipError:
    """Return the exception for a column of `table.ambiguous` that must be numeric; it quotes the first such text."""
    before = 0
    for batch in table.batches():
        for row, text in enumerate(batch.column(name).to_pylist(), before):
            if TWO_MEANINGS["."].fullmatch(text):
                found = _with_two_meanings(row, text.strip()).message
                problem = _("The field {name} can't be read as numbers", name=name)
                return SatclipError(_("{problem}: {found}.", problem=problem, found=found))
        before += batch.num_rows
    raise SatclipError(_("{file} has changed while it was read: try again.", file=table.path.name))


def _with_two_meanings(row: int, text: str) -> NotANumber:
    why = _(
        "may be {small} or {large}: write a decimal point, or give --decimal on the command line",
        small=text.replace(",", "."),
        large=text.replace(",", "").replace(".", ""),
    )
    return NotANumber(row, text, why)


def share_of_numbers(texts: Sequence[str]) -> float:
    """Return the share, 0 to 1, of texts that are numbers in some notation, without leading zeros.

    Missing values are ignored.
    """
    known = [text for text in texts if text.strip() not in NO_NUMBER]
    every = patterns(strict=True).values()
    return sum(any(pattern.fullmatch(text) for pattern in every) for text in known) / max(len(known), 1)


def lengths(texts: Sequence[str | None]) -> NDArray[np.float64]:
    """Return projected coordinates (n,), such as metres, of texts; NaN for invalid or ambiguous ones."""
    found = read_numbers(texts)
    if not isinstance(found, NotANumber):
        return found
    return np.array([_length(text or "") for text in texts], dtype=np.float64)


def _length(text: str) -> float:
    found = read_numbers([text])
    return np.nan if isinstance(found, NotANumber) else found[0]


def without_codes(values: pa.Array, codes: Sequence[str]) -> pa.Array:
    """Replace codes that mean missing by null: the same text or the same number."""
    if not codes:
        return values
    if pa.types.is_dictionary(values.type):
        values = values.dictionary_decode()
    if pa.types.is_string(values.type) or pa.types.is_large_string(values.type):
        there = pc.is_in(pc.utf8_trim_whitespace(values), pa.array(codes, values.type))
    elif pa.types.is_floating(values.type) or pa.types.is_integer(values.type):
        there = pc.is_in(pc.cast(values, pa.float64(), safe=False), pa.array(_floats(codes), pa.float64()))
    else:
        return values
    return pc.if_else(there, None, values)


def _floats(codes: Iterable[str]) -> list[float]:
    found = []
    for code in codes:
        try:
            found.append(float(code))
        except ValueError:
            continue
    return found
