"""Dialect of delimited text: skipped lines, delimiter and quoting."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from satclip_backend.errors import SatclipError
from satclip_backend.tables.text_file import LONGEST, TextFile
from satclip_backend.translation import gettext_lazy as _
from satclip_backend.translation import joined
from satclip_backend.translation import ngettext_lazy as ngettext

csv.field_size_limit(LONGEST)

_DELIMITERS = ",;\t|"
_SAMPLE, _LETTERS = 1_000, 1 << 20
"""Number of lines and characters from which the delimiter is detected."""
_BLANK = " \t\x1a"  # the last one ends DOS files
MOST_COLUMNS = 16_384
"""Largest number of columns, as in a spreadsheet."""

DOUBLED: dict[str, Any] = {"strict": True}
"""RFC 4180: quotes within quoted values are doubled."""
SPACED: dict[str, Any] = {"strict": True, "skipinitialspace": True}
"""RFC 4180 with a space after each delimiter."""
UNQUOTED: dict[str, Any] = {"quoting": csv.QUOTE_NONE}
"""Quotes are ordinary characters, as in GBIF downloads."""


class UnevenError(SatclipError):
    """A line that is not a valid row: it has too many or too few fields, or unbalanced quotes."""


@dataclass(frozen=True)
class Dialect:
    """A dialect of delimited text.

    Attributes
    ----------
    file : TextFile
        The file.
    skip : int
        Number of lines before the column names.
    delimiter : str
        Delimiter of the columns.
    quoting : dict
        Options of Python's csv.
    backslash : bool
        Whether quotes within quotes are escaped by a backslash, as by R's write.table and MySQL.
    """

    file: TextFile
    skip: int
    delimiter: str
    quoting: dict[str, Any]
    backslash: bool = False

    def records(self) -> Records:
        """Return an iterator over the column names, then the fields of each row. Empty lines are skipped.

        All rows have as many fields as the first line, except for empty ones at the end. Raises UnevenError
        otherwise.
        """
        return Records(self)

    @property
    def first_line(self) -> str:
        """The line with the column names."""
        return next(islice(self.file.lines(), self.skip, None), "").strip()

    @property
    def unnamed_rows(self) -> bool:
        """Whether R's write.table may have omitted the name of the column of row names. It quotes all names."""
        return self.delimiter != "," and self.first_line.startswith('"')


class Records:
    """Iterator over the column names of a text, then its rows.

    Attributes
    ----------
    count : int
        Number of rows read so far.
    last : int
        Number of the last row with a value.
    line_breaks : bool
        Whether a value contains a line break.
    """

    def __init__(self, dialect: Dialect) -> None:
        self.count = self.last = 0
        self.line_breaks = False
        self._dialect = dialect
        self._records = self._read()

    def __iter__(self) -> Iterator[list[str]]:
        return self._records

    def __next__(self) -> list[str]:
        return next(self._records)

    def _read(self) -> Iterator[list[str]]:
        dialect = self._dialect
        lines = islice(dialect.file.lines(), dialect.skip, None)
        if dialect.backslash:
            lines = (line.replace('\\"', '""') for line in lines)
        reader = csv.reader(lines, delimiter=dialect.delimiter, **dialect.quoting)
        line = 1  # first line of the record
        try:
            names = next(self._filled(reader), [])
            if len(names) > MOST_COLUMNS:
                raise SatclipError(
                    _(
                        "{file} has {count} columns, and at most {most} are possible.",
                        file=dialect.file.path.name,
                        count=len(names),
                        most=MOST_COLUMNS,
                    )
                )
            named = max((column for column, name in enumerate(names, 1) if name), default=0)
            first = None
            line = reader.line_num + 1
            for fields in self._filled(reader):
                if first is None:
                    first = fields
                    if fields[-1] and len(fields) == len(names) + 1 and dialect.unnamed_rows:
                        names = ["", *names]
                        named = len(names)
                    yield names
                if len(fields) != len(names):
                    if len(fields) > len(names) and not any(fields[len(names) :]):
                        del fields[len(names) :]
                    elif named <= len(fields) < len(names):
                        fields += [""] * (len(names) - len(fields))
                    else:
                        raise UnevenError(self._uneven(reader.line_num, fields, names, first is fields))
                self.count += 1
                if any(fields):
                    self.last = self.count
                if reader.line_num > line and any("\n" in value or "\r" in value for value in fields):
                    self.line_breaks = True
                line = reader.line_num + 1
                yield fields
            if first is None:
                yield names
        except csv.Error as error:
            raise UnevenError(self._broken(line, str(error))) from None

    @staticmethod
    def _filled(reader: Iterator[list[str]]) -> Iterator[list[str]]:
        return (fields for fields in reader if fields and (len(fields) > 1 or fields[0].strip(_BLANK)))

    def _uneven(self, line: int, fields: list[str], names: list[str], first: bool) -> str:
        dialect = self._dialect
        sentences = [
            _(
                "Line {line} of {file} has {fields} instead of {expected}, as its first line has: {first}.",
                line=dialect.skip + line,
                file=dialect.file.path.name,
                fields=ngettext("{count} field", "{count} fields", len(fields)),
                expected=len(names),
                first=_short(dialect.first_line),
            )
        ]
        if first and len(fields) > len(names):
            sentences.append(_("If that is a title, delete it: the first line must name the columns."))
        if dialect.delimiter == "," and len(fields) > len(names):
            sentences.append(
                _("Put values with a comma between quotes, or separate the columns by semicolons.")
            )
        else:
            sentences.append(_("Correct that line, or the first one."))
        return joined(sentences)

    def _broken(self, line: int, error: str) -> str:
        where = {"line": self._dialect.skip + line, "file": self._dialect.file.path.name}
        if "field larger" in error:
            return _(
                "Line {line} of {file} begins a value of more than {most} characters: this is not a table.",
                most=LONGEST,
                **where,
            )
        if "unexpected end" in error:
            return _(
                'Line {line} of {file} opens a quote (") that is never closed: close it, or double the quotes.',
                **where,
            )
        return _(
            'Line {line} of {file} has text after a closing quote ("): double the quotes in values.', **where
        )


def _short(text: str) -> str:
    return f"“{text[:60]}...”" if len(text) > 60 else f"“{text}”"


def find_dialects(file: TextFile) -> Iterator[Dialect]:
    """Yield the dialects of a file, the most likely first."""
    skip, delimiter = _start(file)
    first = Dialect(file, skip, delimiter or _delimiter(file, skip), DOUBLED)
    yield first
    if any(f'{first.delimiter} "' in line for line in file.lines()):
        yield replace(first, quoting=SPACED)
    if any('\\"' in line for line in file.lines()):
        yield replace(first, backslash=True)
    if '"' not in first.first_line:
        yield replace(first, quoting=UNQUOTED)


def _start(file: TextFile) -> tuple[int, str | None]:
    """Return the number of lines before the column names, and the delimiter in Excel's sep= line."""
    delimiter = None
    for number, line in enumerate(file.lines()):
        text = line.strip("\r\n")
        if number == 0 and text.lower().startswith("sep=") and len(text) <= 6:
            delimiter = text[4:5] or None
            if delimiter is not None and delimiter not in _DELIMITERS + " :":
                raise SatclipError(
                    _(
                        "{file} begins with {text}: separate its columns by commas.",
                        file=file.path.name,
                        text=text,
                    )
                )
        elif text.strip() and not text.startswith("#"):
            return number, delimiter
        elif number == _SAMPLE:
            raise SatclipError(
                _(
                    "{file} begins with {sample} lines that are empty or comments: delete them.",
                    file=file.path.name,
                    sample=_SAMPLE,
                )
            )
    raise SatclipError(_("{file} is empty: its first line must name the columns.", file=file.path.name))


def _delimiter(file: TextFile, skip: int) -> str:
    """Return the delimiter that splits the first line, and the following lines into as many fields."""
    sample: list[str] = []
    for line in islice(file.lines(), skip, skip + _SAMPLE):
        sample.append(line.replace('\\"', '""'))
        if sum(map(len, sample)) > _LETTERS:
            break

    def agreement(delimiter: str) -> tuple[float, int]:
        try:
            counts = [len(fields) for fields in csv.reader(sample, delimiter=delimiter) if fields]
        except csv.Error:
            return 0.0, 0
        return (counts[0] > 1) * counts.count(counts[0]) / len(counts), counts[0]

    best = max(_DELIMITERS, key=agreement)
    if agreement(best)[0]:
        return best
    counts = [len(fields) for fields in csv.reader(sample, delimiter=" ") if fields]
    evenly = counts[0] > 1 and len(set(counts[1:])) == 1 and counts[1] - counts[0] in (0, 1)
    return " " if evenly else best  # R's write.table separates by spaces
