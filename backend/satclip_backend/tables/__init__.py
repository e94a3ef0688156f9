"""Tables of points: delimited text, .gpkg, .parquet and .npy, read in chunks, so that any length fits in memory."""

from satclip_backend.tables.reading import TABLE_FILES, open_table
from satclip_backend.tables.table import Table
from satclip_backend.tables.text_survey import TextOptions
from satclip_backend.tables.writing import FIELD_FILES, POINT_FILES, TableWriter, new_table

__all__ = [
    "FIELD_FILES",
    "POINT_FILES",
    "TABLE_FILES",
    "Table",
    "TableWriter",
    "TextOptions",
    "new_table",
    "open_table",
]
