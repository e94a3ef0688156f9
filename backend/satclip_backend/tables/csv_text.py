"""CSV lines of a record batch."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc


def lines(batch: pa.RecordBatch) -> pa.Array:
    """Return the rows as CSV lines without line ends, quoted only where necessary."""
    return pc.binary_join_element_wise(*[_quoted(column) for column in batch.columns], ",")


def _quoted(column: pa.Array) -> pa.Array:
    text = pc.fill_null(pc.cast(column, pa.string()), "")
    if pa.types.is_floating(column.type) or pa.types.is_integer(column.type):
        return text
    escaped = pc.binary_join_element_wise('"', pc.replace_substring(text, '"', '""'), '"', "")
    return pc.if_else(pc.match_substring_regex(text, r'[",\r\n]'), escaped, text)
