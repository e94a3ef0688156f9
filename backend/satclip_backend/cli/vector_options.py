"""Options of `embed` for a column of vectors, and the new columns of its output."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from satclip_backend.cli.shards import is_many
from satclip_backend.encoders.embedding_metadata import embedding_metadata
from satclip_backend.errors import SatclipError
from satclip_backend.tables import Table, TableWriter, new_table
from satclip_backend.tables.vectors import NAME, QuantisationError, Vectors, quantise, vector_type

if TYPE_CHECKING:
    from satclip_backend.encoders.encoder import Encoder
    from satclip_backend.encoders.pca import Pca


def add_vector_options(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument(
        "--vector",
        action="store_true",
        help=f"write one column {NAME} of vectors instead of a column for each dimension (.parquet only)",
    )
    parser.add_argument(
        "--quantise",
        choices=("int8",),
        help="store the vectors of --vector as int8 with one scale, a quarter of the size; the error is printed and "
        "written into the file",
    )


def check_vector_options(args: argparse.Namespace) -> None:
    """Raise SatclipError for options that the output does not support."""
    if args.quantise and not args.vector:
        raise SatclipError("--quantise needs --vector: columns for each dimension are not quantised.")
    ending = args.output.suffix.lower() if not is_many(args) else f".{args.format or 'parquet'}"
    if args.vector and ending != ".parquet":
        what = f"--format {args.format}" if is_many(args) else args.output.name
        raise SatclipError(f"{what} can't hold vectors: with --vector, write .parquet files.")


@dataclass
class NewColumns:
    """The new columns of a table: names of the columns and of the dimensions, metadata, and quantisation error."""

    columns: Sequence[str]
    dimensions: int
    metadata: dict[str, Any]
    vector: bool
    quantised: bool
    error: QuantisationError | None = None

    @classmethod
    def of(
        cls, args: argparse.Namespace, names: Sequence[str], encoder: Encoder, pca: Pca | None
    ) -> NewColumns:
        """Return the columns for the options; `names` are those of the dimensions."""
        columns = [f"{args.prefix or ''}{NAME}"] if args.vector else names
        metadata = embedding_metadata(
            encoder,
            columns,
            len(names),
            fitted_on=None if pca is None else pca.fitted_on,
            date_field=args.date_field,
        )
        return cls(columns, len(names), metadata, args.vector, args.quantise is not None)

    @contextmanager
    def new_table(self, path: Path, source: Table) -> Iterator[TableWriter]:
        """Yield a writer, as `tables.new_table`, that takes `Numbers` with all dimensions."""
        type = vector_type(self.dimensions) if self.vector else pa.float32()
        fields = [pa.field(name, type) for name in self.columns]
        with new_table(path, source, fields, metadata={"emb": self.metadata}, finish=self._finish) as writer:
            yield Vectors(writer) if self.vector else writer

    def _finish(self, path: Path) -> None:
        if self.quantised:
            self.error = quantise(path, self.columns[0])

    def described(self) -> str:
        """Return the new columns in words."""
        if self.vector:
            return f"new column {self.columns[0]} of {'int8' if self.quantised else 'float32'}[{self.dimensions}]"
        if len(self.columns) > 1:
            return f"{len(self.columns)} new columns {self.columns[0]} to {self.columns[-1]}"
        return f"new column {self.columns[0]}"

    def error_described(self) -> str:
        """Return the quantisation error in words."""
        error = self.error
        assert error is not None
        return (
            f"int8 against float32: largest error {error.max:.3g}, RMS {error.rms:.3g}; cosine similarity at least "
            f"{error.cosine_min:.6f}, mean {error.cosine_mean:.6f}"
        )
