"""First pass over delimited text: dialect, number of rows, and columns with numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from satclip_backend.errors import SatclipError
from satclip_backend.tables.dialect import UNQUOTED, Dialect, Records, UnevenError, find_dialects
from satclip_backend.tables.numerals import Mark, Notation, NumeralContext, Numerals
from satclip_backend.tables.table import CHUNK
from satclip_backend.tables.text_file import TextFile
from satclip_backend.tables.text_numbers import NotANumber, read_numbers
from satclip_backend.translation import gettext_lazy as _

_CELLS, _LETTERS = 1 << 20, 1 << 24
"""Largest number of values and characters in a chunk, except for its last row."""
_LONGEST_NAME = 1_000


@dataclass(frozen=True)
class TextOptions:
    """The user's options for a text: encoding, decimal mark, and values that mean missing."""

    encoding: str | None = None
    decimal: Mark | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Survey:
    """Result of a first pass.

    Attributes
    ----------
    dialect : Dialect
        The dialect.
    columns : dict of int to str
        Column names by position, without columns that have neither a name nor values.
    rows : int
        Number of rows, without empty ones at the end.
    numerals : list of Numerals
        Number format of each column.
    line_breaks : bool
        Whether a value contains a line break.
    notices : list of str
        Warnings about what was left out or guessed.
    """

    dialect: Dialect
    columns: dict[int, str]
    rows: int
    numerals: list[Numerals]
    line_breaks: bool
    notices: list[str]

    def notations(self, options: TextOptions, typed: bool) -> dict[int, Notation]:
        """Return the notations of numeric columns.

        If not `typed`, columns with decimal points or integers are left out.
        """
        found = {}
        for index, context in self._contexts(options).items():
            notation = self.numerals[index].notation(context)
            if notation is not None and (typed or notation not in ("whole", "point")):
                found[index] = notation
        return found

    def ambiguous(self, options: TextOptions) -> frozenset[str]:
        """Return the names of columns of numbers such as 1.234, where other columns have decimal commas."""
        return frozenset(
            self.columns[index]
            for index, context in self._contexts(options).items()
            if self.numerals[index].is_ambiguous(context)
        )

    def _contexts(self, options: TextOptions) -> dict[int, NumeralContext]:
        marks = Counter(column.mark for column in self.numerals)
        contexts = {}
        for index in self.columns:
            own = self.numerals[index].mark
            others = frozenset(mark for mark in ".," if marks[mark] > (mark == own))
            contexts[index] = NumeralContext(options.decimal, others, self.dialect.delimiter)
        return contexts


def survey(file: TextFile, options: TextOptions) -> Survey:
    """Read the file in the first dialect that is valid for it. Raises SatclipError if there is none."""
    first = None
    for dialect in find_dialects(file):
        try:
            found = _read_through(dialect, options)
        except UnevenError as error:
            first = first or error
            continue
        if found.line_breaks and '"' not in dialect.first_line:
            # Values with line breaks, or lines that begin and end with a quote by chance; in the latter
            # case, each line is a row.
            with suppress(UnevenError):
                found = _read_through(replace(dialect, quoting=UNQUOTED), options)
        return found
    raise first


def chunks(records: Records) -> Iterator[list[tuple[str, ...]]]:
    """Yield rows in chunks, as columns."""
    width = len(next(records))
    rows: list[list[str]] = []
    letters = 0
    for fields in records:
        rows.append(fields)
        letters += sum(map(len, fields))
        if len(rows) == CHUNK or len(rows) * width > _CELLS or letters > _LETTERS:
            yield list(zip(*rows))
            rows, letters = [], 0
    if rows:
        yield list(zip(*rows))


def _read_through(dialect: Dialect, options: TextOptions) -> Survey:
    path = dialect.file.path
    names = _checked(path, next(dialect.records()))
    numerals = [Numerals(options.missing) for _name in names]
    unnamed = {index: False for index, name in enumerate(names) if not name}
    records = dialect.records()
    for columns in chunks(records):
        for column, numeral in zip(columns, numerals):
            numeral.add(column)
        for index in unnamed:
            unnamed[index] = unnamed[index] or any(columns[index])
    notices = [dialect.file.notice] if dialect.file.notice else []
    if dialect.quoting is UNQUOTED and any('"' in line for line in dialect.file.lines()):
        notices.append(
            _('{file} has quotes (") that enclose no values: they were kept as letters.', file=path.name)
        )
    if records.count > records.last:
        left = records.count - records.last
        notices.append(
            _(
                "Rows without any value at the end of {file} were left out: {count}.",
                file=path.name,
                count=left,
            )
        )
    named = {}
    for index, name in enumerate(names):
        if name:
            named[index] = name
        elif unnamed[index]:
            named[index] = _free(f"column_{index + 1}", names)
            notices.append(
                _(
                    "Column {column} of {file} has no name: it is called {name}.",
                    column=index + 1,
                    file=path.name,
                    name=named[index],
                )
            )
    return Survey(dialect, named, records.last, numerals, records.line_breaks, notices)


def _free(name: str, taken: Sequence[str]) -> str:
    while name in taken:
        name += "_"
    return name


def _checked(path: Path, names: Sequence[str]) -> Sequence[str]:
    """Return the names. Raises SatclipError if they are not valid column names."""
    for index, name in enumerate(names, 1):
        if len(name) > _LONGEST_NAME:
            raise SatclipError(
                _(
                    "The name of column {index} of {file} has {count} letters: the first line must name the "
                    "columns.",
                    index=index,
                    file=path.name,
                    count=len(name),
                )
            )
    twice = [name for name, count in Counter(names).items() if name and count > 1]
    if twice:
        raise SatclipError(
            _("{file} has more than one column {twice}: rename them.", file=path.name, twice=twice[0])
        )
    if sum(map(bool, names)) == 1 and len(names) > 2:
        raise SatclipError(
            _(
                "The first line of {file} names one column of {count}, {names}: if that is a title, delete "
                "it, as the first line must name the columns.",
                file=path.name,
                count=len(names),
                names="".join(names),
            )
        )
    if not isinstance(read_numbers(names), NotANumber):
        raise SatclipError(
            _("The first line of {file} holds numbers only, and it must name the columns.", file=path.name)
        )
    return names
