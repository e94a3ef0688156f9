"""Tables of places: .csv, .gpkg, .parquet and .npy read and written in chunks, so that any length fits in memory."""

from satclip_backend.tables.reading import open_table
from satclip_backend.tables.table import Table
from satclip_backend.tables.writing import TableWriter, new_table

__all__ = ["Table", "TableWriter", "new_table", "open_table"]
