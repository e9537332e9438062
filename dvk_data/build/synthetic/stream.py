"""A table written piece by piece: Parquet in row groups of one size, then its description."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from ...catalogue import Column
from ..write import ARROW_TYPES, write_description

# So small that the statistics of a row group tell places apart, so large that Parquet packs well.
ROWS_PER_GROUP = 30_000


class TableStream:
    """Takes the rows of a described table in order; `close` writes the description."""

    def __init__(self, description: Path, directory: Path):
        self._description = description
        self._directory = directory
        columns = tomllib.loads(description.read_text(encoding="utf-8"))["column"]
        self._columns = [Column(**column) for column in columns]
        schema = pa.schema([(c.name, ARROW_TYPES[c.type]) for c in self._columns])
        self._schema = schema
        self._writer = pq.ParquetWriter(
            directory / f"{description.stem}.parquet", schema, compression="zstd", version="2.6"
        )
        self._waiting: list[pa.Table] = []
        self._sources: set[str] = set()
        self.rows = 0

    def __enter__(self) -> TableStream:
        return self

    def __exit__(self, error, *_) -> None:
        if error is None:
            self.close()

    def write(self, batches: pa.RecordBatchReader) -> None:
        for batch in batches:
            table = self._complete(pa.Table.from_batches([batch])).cast(self._schema)
            self._notice(table)
            self._waiting.append(table)
            self._flush(whole_groups=True)

    def _complete(self, table: pa.Table) -> pa.Table:
        """All columns of the description in its order; what nothing draws is not stated."""
        for name in self._schema.names:
            if name not in table.column_names:
                table = table.append_column(name, pa.nulls(table.num_rows))
        return table.select(self._schema.names)

    def close(self) -> None:
        self._flush(whole_groups=False)
        self._writer.close()
        write_description(self._description, self._directory, self.rows, len(self._sources))

    def _notice(self, table: pa.Table) -> None:
        self.rows += table.num_rows
        for column in self._columns:
            if column.required and table[column.name].null_count:
                name = f"{self._description.stem}.{column.name}"
                raise ValueError(f"{name} is required but empty in some rows")
        if "source_id" in self._schema.names:
            self._sources.update(table["source_id"].unique().to_pylist())

    def _flush(self, *, whole_groups: bool) -> None:
        waiting = sum(table.num_rows for table in self._waiting)
        while waiting >= ROWS_PER_GROUP or (waiting and not whole_groups):
            together = pa.concat_tables(self._waiting)
            group, rest = together.slice(0, ROWS_PER_GROUP), together.slice(ROWS_PER_GROUP)
            self._writer.write_table(group, row_group_size=ROWS_PER_GROUP)
            self._waiting = [rest] if rest.num_rows else []
            waiting = rest.num_rows
