"""Lines of a text file: detects the encoding, and limits the length of lines."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from satclip_backend.errors import SatclipError
from satclip_backend.translation import gettext_lazy as _

LONGEST = 1 << 24
"""Largest number of characters in a line, and in a value."""
_BLOCK = 1 << 20
_MARKS = {  # UTF-32 first: its BOM begins with that of UTF-16
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_NULL = re.compile("\0")
_CONTROLS = re.compile("[\0-\x08\x0e-\x19\x1b-\x1f]")
_WINDOWS = "cp1252"


@dataclass(frozen=True)
class TextFile:
    """A file and an encoding that is valid for all of it. `notice` is a warning if the encoding was guessed."""

    path: Path
    encoding: str
    notice: str | None = None

    def lines(self) -> Iterator[str]:
        """Yield the lines with their ends: line feed, carriage return or both.

        Raises SatclipError for a line of more than `LONGEST` characters.
        """
        with self.path.open(encoding=self.encoding, newline="") as file:
            number = 0
            while line := file.readline(LONGEST + 1):
                number += 1
                if len(line) > LONGEST:
                    raise SatclipError(
                        _(
                            "Line {line} of {file} has more than {longest} characters: this is not a table.",
                            line=number,
                            file=self.path.name,
                            longest=LONGEST,
                        )
                    )
                yield line


def open_text(path: Path, encoding: str | None = None) -> TextFile:
    """Open a text file: in `encoding`, else by its byte order mark, else as UTF-8, else as Windows-1252.

    Raises SatclipError, with the first line that is not valid text.
    """
    with path.open("rb") as file:
        start = file.read(4)
    marked = next((name for mark, name in _MARKS.items() if start.startswith(mark)), None)
    name = marked or "utf-8" if encoding is None else _known(encoding)
    where = _not_text(path, name)
    if where is None:
        return TextFile(path, name)
    if name == "utf-8" and encoding is None and _not_text(path, _WINDOWS) is None:
        return TextFile(path, _WINDOWS, _guess(path, where))
    likely = "utf-16-le" if start[1::2] == b"\0\0" else _("cp1252, cp1250, gbk or shift_jis")
    raise SatclipError(
        _(
            "{file} is not text in {name}, first in line {line}: if it is a table of text, save it again "
            "as UTF-8, or give its --encoding, for example {likely}.",
            file=path.name,
            name=name.upper(),
            line=where.line,
            likely=likely,
        )
    )


@dataclass(frozen=True)
class _Position:
    offset: int
    line: int


def _guess(path: Path, where: _Position) -> str:
    with path.open("rb") as file:
        file.seek(max(0, where.offset - 15))
        before = re.split("[\r\n]", file.read(min(15, where.offset)).decode(_WINDOWS))[-1]
        after = re.split("[\r\n]", file.read(15).decode(_WINDOWS))[0]
    return _(
        "{file} is not in UTF-8 and was read as Windows-1252, so line {line} has “{text}”. If that is wrong, give its "
        "--encoding.",
        file=path.name,
        line=where.line,
        text=before + after,
    )


def _not_text(path: Path, encoding: str) -> _Position | None:
    """Return the first position in the file that is not valid text in `encoding`, or None.

    Control characters are not valid text.
    """
    decoder = codecs.getincrementaldecoder(encoding)()
    forbidden = _CONTROLS if encoding == _WINDOWS else _NULL
    offset, line = 0, 1
    with path.open("rb") as file:
        while True:
            block = file.read(_BLOCK)
            try:
                text = decoder.decode(block, final=not block)
            except UnicodeError as error:
                start = getattr(error, "start", 0)
                start -= len(getattr(error, "object", block)) - len(block)  # bytes of the previous block
                return _Position(offset + start, line + block.count(b"\n", 0, max(start, 0)))
            if found := forbidden.search(text):
                start = found.start()  # equals the number of bytes where it matters: in Windows-1252
                return _Position(offset + start, line + text.count("\n", 0, start))
            if not block:
                return None
            offset += len(block)
            line += text.count("\n")


def _known(encoding: str) -> str:
    try:
        name = codecs.lookup(encoding).name
        "".encode(encoding)  # rot13 and zlib are codecs, but not of text
    except (LookupError, ValueError):
        raise SatclipError(
            _(
                "--encoding: {encoding} is not known: give, for example, utf-8, cp1252, latin-1, gbk or "
                "shift_jis.",
                encoding=encoding,
            )
        ) from None
    return name
