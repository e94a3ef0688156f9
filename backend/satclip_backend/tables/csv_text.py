"""CSV as the text that it is: columns keep their digits and zeros, and become numbers only for formats with types."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from satclip_backend.errors import SatclipError

_INTEGER = r"^-?(0|[1-9][0-9]{0,17})$"
_NUMBER = r"^-?(0|[1-9][0-9]*)?(\.[0-9]*)?([eE][+-]?[0-9]+)?$"
_BLOCK = 4 << 20


def header(path: Path) -> tuple[list[str], str]:
    """Names of the columns and the delimiter: a comma, or the semicolon or tab that the first line has more of."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            line = file.readline()
            delimiter = max(",;\t", key=line.count)
            file.seek(0)
            names = next(csv.reader(file, delimiter=delimiter), [])
    except UnicodeDecodeError:
        raise SatclipError(f"{path.name} is not text in UTF-8: save it again with that encoding.") from None
    if not any(names):
        raise SatclipError(f"{path.name} is empty: its first line must name the columns.")
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise SatclipError(f"{path.name} has more than one column {twice[0]}: rename them.")
    return names, delimiter


def schema(names: Sequence[str]) -> pa.Schema:
    """All columns as text."""
    return pa.schema([(name, pa.string()) for name in names])


def batches(path: Path, names: Sequence[str], delimiter: str) -> Iterator[pa.RecordBatch]:
    """The rows, all columns as text."""
    reader = pyarrow.csv.open_csv(
        path,
        read_options=pyarrow.csv.ReadOptions(block_size=_BLOCK, column_names=names, skip_rows_after_names=1),
        parse_options=pyarrow.csv.ParseOptions(delimiter=delimiter, newlines_in_values=True),
        convert_options=pyarrow.csv.ConvertOptions(column_types=schema(names), strings_can_be_null=False),
    )
    with reader:
        yield from (batch for batch in reader if batch.num_rows)


def infer(text: pa.Schema, rows: Iterable[pa.RecordBatch]) -> pa.Schema:
    """The schema with int64 and float64 where all values, empty ones aside, are such numbers (007 is not)."""
    possible = {name: [(_INTEGER, pa.int64()), (_NUMBER, pa.float64())] for name in text.names}
    some = set()
    for batch in rows:
        for name in text.names:
            values = batch.column(name)
            values = values.filter(pc.not_equal(values, ""))
            if len(values):
                some.add(name)
                possible[name] = [
                    kind
                    for kind in possible[name]
                    if pc.all(pc.match_substring_regex(values, kind[0])).as_py()
                ]
    kinds = {name: possible[name][0][1] for name in some if possible[name]}
    return pa.schema([(name, kinds.get(name, pa.string())) for name in text.names])


def cast(batch: pa.RecordBatch, wanted: pa.Schema) -> pa.RecordBatch:
    """Text to the types of `wanted`; an empty text is no number."""
    columns = []
    for column, field in zip(batch.columns, wanted):
        if field.type != pa.string():
            column = pc.cast(pc.if_else(pc.equal(column, ""), None, column), field.type)
        columns.append(column)
    return pa.record_batch(columns, schema=wanted)


def count_lines(path: Path) -> int:
    """Lines in the file: rows, but for values with line breaks in them."""
    with path.open("rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))


def lines(batch: pa.RecordBatch) -> pa.Array:
    """The rows as lines of a CSV, quoted only where a value needs it, without line ends."""
    return pc.binary_join_element_wise(*[_quoted(column) for column in batch.columns], ",")


def _quoted(column: pa.Array) -> pa.Array:
    text = pc.fill_null(pc.cast(column, pa.string()), "")
    if pa.types.is_floating(column.type) or pa.types.is_integer(column.type):
        return text
    escaped = pc.binary_join_element_wise('"', pc.replace_substring(text, '"', '""'), '"', "")
    return pc.if_else(pc.match_substring_regex(text, r'[",\r\n]'), escaped, text)
