"""Mutations of table formats: the file can still be opened, but its content is changed."""

from __future__ import annotations

import io
import json
import sqlite3
import tempfile
from pathlib import Path
from random import Random

from fuzz.mutations import BYTES, NUMBERS, TEXTS, changed_value, mutated_json


def changed_cells(data: bytes, random: Random) -> bytes:
    """Change cells, rows and delimiters of a text table."""
    lines = data.split(b"\n")
    for _ in range(random.randint(1, 4)):
        row = random.randrange(len(lines))
        cells = lines[row].split(b",")
        odd = random.choice((*_ODD, *(text.encode("utf-8", "surrogatepass") for text in TEXTS)))
        cells[random.randrange(len(cells))] = odd
        lines[row] = random.choice((b",", b",", b";", b"\t", b",,")).join(cells)
    return random.choice((b"\n", b"\n", b"\r\n", b"\r")).join(lines)


_ODD = (
    b'"',
    b'""',
    b'"a',
    b"NA",
    b"1e999",
    b"1,5",
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"=1+1",
    b"-" * 99,
    b" 1 ",
    b"\r",
)


def changed_geo(data: bytes, random: Random) -> bytes:
    """Change the geometry metadata of a GeoParquet file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.read_table(io.BytesIO(data))
        geo = json.loads((table.schema.metadata or {})[b"geo"])
    except Exception:
        return mutated_json(data, random)
    text = json.dumps(changed_value(geo, random)).encode()
    if random.random() < 0.1:
        text = random.choice((b"", b"null", b"[", b"[" * 100_000, b"\xff", text[: len(text) // 2]))
    target = io.BytesIO()
    try:
        pq.write_table(table.replace_schema_metadata({b"geo": text}), target)
    except pa.ArrowException:
        return data
    return target.getvalue()


def changed_record(data: bytes, random: Random) -> bytes:
    """Change a value in a table of a GeoPackage, including its metadata tables, or the bytes of a geometry."""
    with tempfile.NamedTemporaryFile(suffix=".gpkg") as file:
        file.write(data)
        file.flush()
        try:
            with sqlite3.connect(file.name) as base:
                base.execute("pragma trusted_schema=on")
                for (name,) in base.execute("select name from sqlite_master where type='trigger'").fetchall():
                    base.execute(f'drop trigger "{name}"')
                names = [row[0] for row in base.execute("select name from sqlite_master where type='table'")]
                table = random.choice([name for name in names if not name.startswith(("sqlite", "rtree"))])
                column = random.choice([row[1] for row in base.execute(f'pragma table_info("{table}")')])
                value = random.choice((None, b"", b"GP\0\1", *NUMBERS[:9], *TEXTS))
                if isinstance(value, str):
                    value = value.encode("utf-8", "replace").decode()
                found = base.execute(f'select rowid, "{column}" from "{table}" limit 1').fetchone()
                if found and isinstance(found[1], bytes) and random.random() < 0.8:
                    value = random.choice(BYTES)(found[1], random)
                if found:
                    base.execute(f'update "{table}" set "{column}"=? where rowid=?', (value, found[0]))
        except (sqlite3.Error, OverflowError):
            return data
        base.close()
        return Path(file.name).read_bytes()
