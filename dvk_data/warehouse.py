"""The only door to DuckDB: open the datasets, ask a named question."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

from .catalogue import Catalogue, DatasetsUnusable

QUERIES = Path(__file__).parent / "queries"
VIEWS = Path(__file__).parent / "views"
ONLY_STATED = Path(__file__).parent / "only_stated.sql"
# Larger files are only counted: reading them twice would delay the start.
HASHED_AT_MOST = 64 * 1024 * 1024
# Views build on one another, so their order counts.
VIEW_ORDER = (
    "figures",
    "figures_at",
    "area_names",
    "model_places",
    "figures_held",
    "comparable",
    "models_matching",
    "every_figure",
    "source_rows",
    "source_row_places",
    "models_described",
    "figures_described",
)
ROWS_PER_BATCH = 20_000


class UnknownQuestion(Exception):
    """No such file in queries/: names the nearest that exist."""


@cache
def question_text(question: str) -> str:
    """SQL of queries/<question>.sql."""
    file = QUERIES / f"{question}.sql"
    if not file.is_file():
        known = ", ".join(sorted(f.stem for f in QUERIES.glob("*.sql")))
        raise UnknownQuestion(f"no query named {question!r}; there are: {known}")
    return file.read_text(encoding="utf-8")


class Warehouse:
    """The datasets of one directory, loaded once and read by any number of threads.

    With `only_stated` it holds what sources state themselves, without anything inferred.

    After loading, the database reads no further file and its settings are locked.
    Every question gets a cursor of its own: a DuckDB connection that threads share
    sometimes returns another reader's rows.
    """

    def __init__(self, catalogue: Catalogue, *, only_stated: bool = False):
        self.catalogue = catalogue
        self._connection = duckdb.connect(":memory:")
        for dataset in catalogue.datasets.values():
            self._load(dataset)
        if only_stated:
            self._connection.execute(ONLY_STATED.read_text(encoding="utf-8"))
        for view in VIEW_ORDER:
            self._create(view)
        self._connection.execute("SET enable_external_access = false")
        self._connection.execute("SET lock_configuration = true")

    def _load(self, dataset) -> None:
        if not dataset.parquet.is_file():
            raise DatasetsUnusable(dataset.parquet.name, "missing")
        try:
            self._connection.execute(
                f'CREATE TABLE "{dataset.name}" AS FROM read_parquet($file)',
                {"file": str(dataset.parquet)},
            )
        except duckdb.Error as error:
            raise DatasetsUnusable(
                dataset.parquet.name, f"cannot be read ({str(error).splitlines()[0]})"
            ) from None
        described = [column.name for column in dataset.columns]
        stored = [
            row[0] for row in self._connection.execute(f'DESCRIBE "{dataset.name}"').fetchall()
        ]
        if described != stored:
            raise DatasetsUnusable(
                dataset.parquet.name,
                f"columns are {', '.join(stored)} but its description says {', '.join(described)}",
            )
        stored_rows = self._connection.execute(f'SELECT count(*) FROM "{dataset.name}"').fetchone()
        if stored_rows != (dataset.rows,):
            raise DatasetsUnusable(
                dataset.parquet.name,
                f"holds {stored_rows[0]} rows but its description says {dataset.rows}",
            )
        if dataset.parquet.stat().st_size <= HASHED_AT_MOST:
            found = hashlib.sha256(dataset.parquet.read_bytes()).hexdigest()
            if found != dataset.sha256:
                raise DatasetsUnusable(dataset.parquet.name, "is not the file described beside it")

    def _create(self, view: str) -> None:
        try:
            self._connection.execute((VIEWS / f"{view}.sql").read_text(encoding="utf-8"))
        except duckdb.CatalogException as error:
            missing = re.search(r"Table with name (\w+) does not exist", str(error))
            table = missing[1] if missing else view
            raise DatasetsUnusable(f"{table}.toml", "missing") from None

    def ask(self, question: str, **parameters) -> pd.DataFrame:
        """Answer of queries/<question>.sql as a DataFrame; missing or excess parameters raise."""
        with self._connection.cursor() as cursor:
            return cursor.execute(question_text(question), parameters).df()

    def rows(self, question: str, **parameters) -> list[dict]:
        """The same answer as a list of dicts with plain Python values; missing is None."""
        with self._connection.cursor() as cursor:
            cursor.execute(question_text(question), parameters)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def stream(self, question: str, **parameters) -> pa.RecordBatchReader:
        """The same answer in batches of Arrow, read from the database as they are asked for."""
        cursor = self._connection.cursor()
        try:
            answer = cursor.sql(question_text(question), params=parameters)
            reader = answer.to_arrow_reader(ROWS_PER_BATCH)
        except Exception:
            cursor.close()
            raise

        def batches():
            with cursor:
                yield from reader

        return pa.RecordBatchReader.from_batches(reader.schema, batches())
