"""The DuckDB in which rows are drawn: one .sql file of this folder per step or table."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import duckdb
import pyarrow as pa

FOLDER = Path(__file__).parent
ROWS_PER_BATCH = 30_720
MEMORY = "1GB"


@cache
def _text(name: str) -> str:
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")


class Database:
    """Draws rows from a seed, within MEMORY; what does not fit goes to files in `spill`."""

    def __init__(self, spill: Path, seed: int):
        self._connection = duckdb.connect(
            config={"memory_limit": MEMORY, "temp_directory": str(spill)}
        )
        # Decks are joined as written: the optimiser would first multiply them with one another.
        self._connection.execute("SET disabled_optimizers = 'join_order'")
        self._connection.execute("SET VARIABLE seed = $seed", {"seed": str(seed)})
        self._connection.execute(_text("drawing"))
        self._connection.execute("CREATE TABLE used_sources (source_id VARCHAR PRIMARY KEY)")

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *error) -> None:
        self._connection.close()

    def hold(self, table: str, rows: list[dict]) -> None:
        """Keep rows that Python made as a table."""
        self._connection.register("given", pa.Table.from_pylist(rows))
        self._connection.execute(f'CREATE TABLE "{table}" AS FROM given')
        self._connection.unregister("given")

    def run(self, step: str, **parameters) -> None:
        """Run a file that makes a table."""
        self._connection.execute(_text(step), parameters)

    def keep(self, table: str) -> None:
        """Keep the answer of a file as a table, in its order."""
        self._connection.execute(f'CREATE TABLE "{table}" AS {_text(table)}')

    def note_sources(self, table: str) -> None:
        """Remember which documents the rows of a table name."""
        self._connection.execute(
            f'INSERT OR IGNORE INTO used_sources SELECT DISTINCT source_id FROM "{table}"'
        )

    def read(self, table: str) -> pa.RecordBatchReader:
        """The rows of a table that is kept, or the answer of its file, in order."""
        kept = self._connection.execute(
            "SELECT count(*) FROM duckdb_tables() WHERE table_name = $table", {"table": table}
        ).fetchall()
        question = f'FROM "{table}"' if kept != [(0,)] else _text(table)
        return self._connection.sql(question).to_arrow_reader(ROWS_PER_BATCH)
