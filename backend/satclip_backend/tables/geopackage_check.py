"""What an untrusted GeoPackage holds, found out before GDAL opens it, which evaluates whatever the file defines."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

from satclip_backend.errors import SatclipError
from satclip_backend.tables.positions import listed

SIGNATURE = b"SQLite format 3\0"
SECONDS = 8.0
"""What a view, or 800 MB of a table, may take to be counted."""
_BYTES_A_SECOND = 100e6
_WIDEST = 64 << 20
"""Bytes that a row of a view may have: it can make more than the file holds."""
_UNSTEADY = {"random", "randomblob", "sqlite_version", "sqlite_source_id", "load_extension"}
"""Functions that give GDAL other rows than those that were counted, or more."""
_VIRTUAL = re.compile(r"\bvirtual(?:\s|/\*.*?\*/|--[^\n]*\n)+table\b", re.I | re.S)
_INDEX = re.compile(
    r'create virtual table ("(?:[^"]|"")*"|\w+) using (rtree|rtree_i32|fts3|fts4|fts5)\b(?!.*\bvirtual\b)',
    re.I | re.S,
)


@dataclass(frozen=True)
class Layer:
    """A layer with a geometry: the type in the words of the GeoPackage, the number of features, and whether its
    primary key is one that a layer written from it can have.
    """

    name: str
    geometry: str
    features: int
    keeps_fid: bool


def find_layer(path: Path, name: str | None) -> Layer:
    """The layer of the GeoPackage `path` of that name, or its only one.

    Raises SatclipError where there is none, and for a file with tables that read other files, with views that use
    functions of GDAL's or take no end, or that is damaged.
    """
    with _opened(path) as database:
        _refuse_virtual(path, database)
        layers = _layers(path, database)
        if not layers:
            raise SatclipError(f"{path.name} has no layer with a geometry.")
        if name is None and len(layers) > 1:
            raise SatclipError(f"{path.name} has several layers: choose one with --layer: {listed(list(layers))}.")
        if name is not None and name not in layers:
            raise SatclipError(
                f"{path.name} has no layer {name} with a geometry; it has: {listed(list(layers))}."
            )
        name = name or next(iter(layers))
        return _layer(path, database, name, layers[name])


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    with path.open("rb") as file:
        if file.read(len(SIGNATURE)) != SIGNATURE:
            raise SatclipError(f"{path.name} is no GeoPackage: save the layer again in that format.")
    try:
        with closing(_connect(path)) as database:
            yield database
    except sqlite3.Error as error:
        raise SatclipError(f"{path.name} can't be read: {error}. Save the layer again.") from error


def _connect(path: Path) -> sqlite3.Connection:
    uri = path.absolute().as_uri()
    for option in ("mode=ro", "mode=ro&immutable=1"):  # the second in folders where SQLite can't write its own files
        database = sqlite3.connect(f"{uri}?{option}", uri=True)
        database.text_factory = lambda text: text.decode("utf-8", "replace")
        database.execute("PRAGMA trusted_schema = OFF")
        try:
            database.execute("SELECT count(*) FROM sqlite_master").fetchone()
            return database
        except sqlite3.OperationalError as error:
            database.close()
            failure = error
    raise failure


def _refuse_virtual(path: Path, database: sqlite3.Connection) -> None:
    for name, sql, page in database.execute(
        "SELECT name, sql, rootpage FROM sqlite_master WHERE type = 'table'"
    ):
        if (not page or _VIRTUAL.search(sql or "")) and not _INDEX.match(sql or ""):
            raise SatclipError(
                f"{path.name} has a virtual table, {name}, which could read other files: save the layer as a "
                "GeoPackage of its own."
            )


def _layers(path: Path, database: sqlite3.Connection) -> dict[str, str]:
    """The geometry column of each layer."""
    tables = {
        name.lower(): kind
        for name, kind in database.execute(
            "SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view')"
        )
    }
    for name, kind in tables.items():
        if kind == "view" and name.startswith(("gpkg_", "rtree_", "sqlite_")):
            raise SatclipError(f"{path.name} is damaged: {name} is a view. Save the layer again.")
    if not {"gpkg_contents", "gpkg_geometry_columns"} <= set(tables):
        if "gpkg_contents" in tables:
            return {}
        raise SatclipError(
            f"{path.name} is an SQLite database but no GeoPackage: save the layer again in that format."
        )
    found = database.execute(
        "SELECT c.table_name, g.column_name FROM gpkg_contents c JOIN gpkg_geometry_columns g "
        "ON lower(c.table_name) = lower(g.table_name) WHERE c.data_type = 'features'"
    )
    return {str(name): str(column) for name, column in found if str(name).lower() in tables}


def _layer(path: Path, database: sqlite3.Connection, name: str, geometry: str) -> Layer:
    quoted = _quoted(name)
    (is_view,) = database.execute(
        "SELECT type = 'view' FROM sqlite_master WHERE lower(name) = ? AND type IN ('table', 'view')",
        (name.lower(),),
    ).fetchone()
    columns = database.execute(f"PRAGMA table_xinfo({quoted})").fetchall()
    database.set_authorizer(_authorize)
    try:
        database.execute(f"EXPLAIN SELECT * FROM {quoted}").fetchall()
    except sqlite3.DatabaseError as error:
        raise SatclipError(
            f"The layer {name} of {path.name} can't be read by SQLite alone ({error}): save it as a table first."
        ) from error
    computed = is_view or any(column[6] in (2, 3) for column in columns)
    limit = SECONDS if computed else SECONDS + path.stat().st_size / _BYTES_A_SECOND
    width = "+".join(f"coalesce(length({_quoted(str(column[1]))}), 0)" for column in columns)
    query = f"SELECT count(*), {f'max({width})' if computed else 0} FROM {quoted}"
    timer = Timer(limit, database.interrupt)
    timer.start()
    try:
        features, widest = database.execute(query).fetchone()
    except sqlite3.OperationalError as error:
        if "interrupted" not in str(error):
            raise
        raise SatclipError(
            f"The layer {name} of {path.name} takes longer than {limit:.0f} seconds to be read: save it as a table "
            "first."
        ) from error
    finally:
        timer.cancel()
    if (widest or 0) > _WIDEST:
        raise SatclipError(
            f"The layer {name} of {path.name} has a row of {widest >> 20:,} MB, made by a view: save it as a table first."
        )
    keys = [str(column[1]) for column in columns if column[5]]
    keeps_fid = not is_view and len(keys) == 1 and _smallest(database, quoted, keys[0]) >= 0
    return Layer(name, geometry, features, keeps_fid)


def _authorize(action: int, _first, function, *_) -> int:
    denied = action == sqlite3.SQLITE_FUNCTION and str(function).lower() in _UNSTEADY
    return sqlite3.SQLITE_DENY if denied else sqlite3.SQLITE_OK


def _smallest(database: sqlite3.Connection, table: str, key: str) -> int:
    (value,) = database.execute(f"SELECT min({_quoted(key)}) FROM {table}").fetchone()
    return 0 if value is None else value if isinstance(value, int) else -1


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
