"""Layers of untrusted GeoPackages.

They are opened by SQLite only. GDAL would evaluate everything that the file defines, such as tables of other
files and functions that send requests.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

from satclip_backend.errors import SatclipError
from satclip_backend.tables.positions import listed
from satclip_backend.translation import gettext_lazy as _

SIGNATURE = b"SQLite format 3\0"
SECONDS = 8.0
"""Timeout in seconds for counting the rows of a view, or of each 800 MB of tables."""
_WIDEST = 64 << 20
"""Largest size in bytes of a row of a view, which can be larger than the file."""
_VIRTUAL = re.compile(r"\bvirtual(?:\s|/\*.*?\*/|--[^\n]*\n)+table\b", re.I | re.S)
_INDEX = re.compile(
    r'create virtual table ("(?:[^"]|"")*"|\w+) using (rtree|rtree_i32|fts3|fts4|fts5)\b(?!.*\bvirtual\b)',
    re.I | re.S,
)
_KINDS = {
    kind.upper(): kind
    for kind in (
        "Point",
        "LineString",
        "Polygon",
        "MultiPoint",
        "MultiLineString",
        "MultiPolygon",
        "GeometryCollection",
    )
}
_UNSTEADY = {"random", "randomblob", "load_extension"}
"""Functions that make the rows read differ from those counted, or that run other code."""


@dataclass(frozen=True)
class Layer:
    """A layer with a geometry.

    Attributes
    ----------
    name : str
        Name of the layer.
    geometry : str
        Name of the geometry column.
    kind : str
        Geometry type as in pyogrio; Unknown for types that it lacks.
    crs : str or None
        The CRS, if known.
    columns : dict of str to str
        Other columns and their declared types.
    key : str or None
        Integer primary key, which is not in `columns`.
    features : int
        Number of features.
    widest : int
        Size in bytes of the largest row of a view; 0 for a table.
    """

    name: str
    geometry: str
    kind: str
    crs: str | None
    columns: dict[str, str]
    key: str | None
    features: int
    widest: int


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the database read-only. Raises SatclipError for other files, and for SQLite's errors in the block."""
    with path.open("rb") as file:
        if file.read(len(SIGNATURE)) != SIGNATURE:
            raise SatclipError(
                _("{file} is not a valid GeoPackage: save the layer again in that format.", file=path.name)
            )
    try:
        with closing(_connect(path)) as database:
            database.set_authorizer(_authorize)
            yield database
    except (sqlite3.Error, OverflowError) as error:
        if "locked" in str(error):
            raise SatclipError(
                _("{file} is in use by another program: try again when that is done.", file=path.name)
            ) from error
        raise SatclipError(
            _("{file} can't be read: {reason}. Save the layer again.", file=path.name, reason=error)
        ) from error


def _connect(path: Path) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode=ro"
    try:
        return _connected(uri)
    except sqlite3.OperationalError:
        # If SQLite can't create its files in the folder, it only reads databases that are declared
        # immutable.
        if any(path.with_name(path.name + ending).exists() for ending in ("-wal", "-journal")):
            raise
        if os.access(path.parent, os.W_OK):
            raise
        return _connected(f"{uri}&immutable=1")


def _connected(uri: str) -> sqlite3.Connection:
    database = sqlite3.connect(uri, uri=True)
    try:
        database.execute("PRAGMA trusted_schema = OFF")
        database.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error:
        database.close()
        raise
    return database


def _authorize(action: int, _first, function, *_unused) -> int:
    denied = action == sqlite3.SQLITE_FUNCTION and str(function).lower() in _UNSTEADY
    return sqlite3.SQLITE_DENY if denied else sqlite3.SQLITE_OK


def find_layer(path: Path, name: str | None) -> Layer:
    """Return the layer with this name, or the only one of the GeoPackage.

    Raises SatclipError if there is none, or if the file has tables that can read other files, has views that
    use GDAL's functions or take too long, or is damaged.
    """
    with opened(path) as database:
        _refuse_virtual(path, database)
        layers = _layers(path, database)
        if not layers:
            raise SatclipError(_("{file} has no layer with a geometry.", file=path.name))
        if name is None and len(layers) > 1:
            raise SatclipError(
                _(
                    "{file} has several layers: choose one with --layer: {layers}.",
                    file=path.name,
                    layers=listed(list(layers)),
                )
            )
        if name is not None and name not in layers:
            raise SatclipError(
                _(
                    "{file} has no layer {name} with a geometry; it has: {layers}.",
                    file=path.name,
                    name=name,
                    layers=listed(list(layers)),
                )
            )
        name = name or next(iter(layers))
        return _layer(path, database, name, *layers[name])


def _refuse_virtual(path: Path, database: sqlite3.Connection) -> None:
    tables = database.execute("SELECT name, sql, rootpage FROM sqlite_master WHERE type = 'table'")
    for name, sql, page in tables:
        if (not page or _VIRTUAL.search(sql or "")) and not _INDEX.match(sql or ""):
            raise SatclipError(
                _(
                    "{file} has a virtual table, {name}, which could read other files: save the layer as a "
                    "GeoPackage of its own.",
                    file=path.name,
                    name=name,
                )
            )


def _layers(path: Path, database: sqlite3.Connection) -> dict[str, tuple]:
    """Return geometry column, type, z, m and SRS of each layer."""
    there = dict(
        database.execute("SELECT lower(name), type FROM sqlite_master WHERE type IN ('table', 'view')")
    )
    views = [name for name, kind in there.items() if kind == "view" and name.startswith("gpkg_")]
    if views or there.get("gpkg_contents") != "table":
        raise SatclipError(
            _("{file} is not a valid GeoPackage: save the layer again in that format.", file=path.name)
        )
    if "gpkg_geometry_columns" not in there:
        return {}
    found = database.execute(
        "SELECT c.table_name, g.column_name, g.geometry_type_name, g.z, g.m, g.srs_id "
        "FROM gpkg_contents c JOIN gpkg_geometry_columns g ON lower(c.table_name) = lower(g.table_name) "
        "WHERE c.data_type = 'features'"
    )
    return {name: others for name, *others in found if str(name).lower() in there}


def _layer(path: Path, database: sqlite3.Connection, name: str, geometry, kind, z, m, srs) -> Layer:
    table = quoted(name)
    (is_view,) = database.execute(
        "SELECT type = 'view' FROM sqlite_master WHERE lower(name) = lower(?) AND type IN ('table', 'view')",
        (name,),
    ).fetchone()
    try:
        database.execute(f"EXPLAIN SELECT * FROM {table}").fetchall()
    except sqlite3.DatabaseError as error:
        raise SatclipError(
            _(
                "The layer {name} of {file} can't be read by SQLite alone ({reason}): save it as a table "
                "first.",
                name=name,
                file=path.name,
                reason=error,
            )
        ) from error
    info = database.execute(f"PRAGMA table_xinfo({table})").fetchall()
    info = [column for column in info if column[6] != 1]
    columns = {column[1]: str(column[2]) for column in info}
    geometry = next((column for column in columns if column.lower() == str(geometry).lower()), None)
    if geometry is None:
        raise SatclipError(
            _(
                "The layer {name} of {file} has no column with its geometry: save the layer again.",
                name=name,
                file=path.name,
            )
        )
    del columns[geometry]
    features, widest = _count(path, database, name, info, is_view or any(column[6] for column in info))
    keys = [column[1] for column in info if column[5] and str(column[2]).upper() == "INTEGER"]
    key = keys[0] if len(keys) == sum(bool(column[5]) for column in info) == 1 else None
    if key:
        del columns[key]
    kind = "Unknown" if m else _KINDS.get(str(kind).upper(), "Unknown")
    kind = f"{kind} Z" if z == 1 and kind != "Unknown" else kind
    return Layer(name, geometry, kind, _crs(database, srs), columns, key, features, widest)


def _count(
    path: Path, database: sqlite3.Connection, name: str, info: list, computed: bool
) -> tuple[int, int]:
    """Return the number of features, and the size in bytes of the largest if rows are `computed`."""
    limit = SECONDS * (1 if computed else 1 + path.stat().st_size / 800e6)
    width = "+".join(f"coalesce(length({quoted(column[1])}), 0)" for column in info)
    timer = Timer(limit, database.interrupt)
    timer.start()
    try:
        features, widest = database.execute(
            f"SELECT count(*), {f'max({width})' if computed else 0} FROM {quoted(name)}"
        ).fetchone()
    except sqlite3.OperationalError as error:
        if "interrupted" not in str(error):
            raise
        raise SatclipError(
            _(
                "The layer {name} of {file} is not read within {most} seconds: save it as a table first.",
                name=name,
                file=path.name,
                most=f"{limit:.0f}",
            )
        ) from error
    finally:
        timer.cancel()
    if (widest or 0) > _WIDEST:
        raise SatclipError(
            _(
                "The layer {name} of {file} makes rows of {widest} MB: save it as a table first.",
                name=name,
                file=path.name,
                widest=widest >> 20,
            )
        )
    return features, widest or 0


def _crs(database: sqlite3.Connection, srs: int) -> str | None:
    """Return an authority code, WKT or None."""
    cursor = database.execute("SELECT * FROM gpkg_spatial_ref_sys WHERE srs_id = ?", (srs,))
    row = cursor.fetchone()
    if row is None:
        return None
    about = dict(zip((column[0].lower() for column in cursor.description), map(str, row)))
    if about.get("organization", "").upper() == "EPSG" and "organization_coordsys_id" in about:
        return f"EPSG:{about['organization_coordsys_id']}"
    texts = [about.get("definition_12_063"), about.get("definition")]  # WKT 2 has more details than WKT 1
    return next((text for text in texts if text and text.lower() not in ("undefined", "none")), None)


def quoted(name: str) -> str:
    """Return a quoted SQL identifier."""
    return '"' + name.replace('"', '""') + '"'
