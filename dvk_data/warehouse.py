"""The only door to DuckDB: open the datasets, ask a named question."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from threading import Lock

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from .catalogue import Catalogue, Dataset, DatasetsUnusable
from .looked_up import Flags, Rows, flags_by_key, read_whole
from .model_index import BitMap, ModelIndex, ModelSets, make_sets, names_in_order, row_numbers

QUERIES = Path(__file__).parent / "queries"
VIEWS = Path(__file__).parent / "views"
ONLY_STATED = Path(__file__).parent / "only_stated.sql"
# Smaller tables are held in memory and their files checked against the hash; larger ones are read
# in place, the rows of a question at a time.
ROWS_HELD = 50_000
BYTES_HELD = 4 * 1024 * 1024
# Views build on one another, so their order counts.
VIEW_ORDER = (
    "figures",
    "figures_at",
    "area_names",
    "counted_rates",
    "headlines",
    "rates_of_services",
    "rates_of_petitions",
    "places_rated",
    "missed_targets",
    "scores_of_indices",
    "verdicts",
    "row_verdicts",
    "checks_at",
    "model_sites",
    "model_numbers",
    "model_rows",
    "model_places",
    "model_list",
    "models_held",
    "models_by_area",
    "models_described",
    "outcome_measures",
    "outcomes_numbered",
    "outcomes_told_once",
    "outcomes_counted",
    "comparable",
    "places_stating",
    "places_compared",
    "coverage_by_unit",
    "every_figure",
    "known_by_year",
    "given_by_province",
    "every_row",
    "source_rows",
    "source_row_places",
    "given_by_place",
    "sources_given",
    "check_places",
    "checks_described",
    "units_held",
    "figures_described",
)
ROWS_PER_BATCH = 20_000
# A fault of DuckDB itself, and what every later question gets as an answer to it.
BROKEN = (duckdb.InternalException, duckdb.FatalException)


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


def rows_of(file: Path) -> int:
    """How many rows a Parquet file holds. Raises DatasetsUnusable where it is none."""
    try:
        return pq.read_metadata(file).num_rows
    except (OSError, pa.ArrowException) as error:
        raise DatasetsUnusable(
            file.name, f"cannot be read ({str(error).splitlines()[0]})"
        ) from None


def is_held(file: Path) -> bool:
    """Whether a Parquet file is small enough to be held in memory."""
    return file.stat().st_size <= BYTES_HELD and rows_of(file) <= ROWS_HELD


class Warehouse:
    """The datasets of one directory, loaded once and read by any number of threads.

    With `only_stated` it holds what sources state themselves, without anything inferred.

    After loading, the database reads no file but those of the datasets and its settings are locked.
    Every question gets a cursor of its own: a DuckDB connection that threads share
    sometimes returns another reader's rows.

    A question about named models takes the reader's choice as `models`, the parameters of
    ModelIndex.matching or what it found, and finds their numbers in the relation `chosen`. A
    question about rows of a list takes a list of their numbers, and finds the rows in `listed`.

    `models` is the index of named models: which meet a choice, and how many each choice leaves.
    `flags` are those of figures and models that are not plainly reported.
    """

    def __init__(self, catalogue: Catalogue, *, only_stated: bool = False):
        self.catalogue = catalogue
        self._only_stated = only_stated
        self._written = catalogue.written_out(only_stated)
        self._connection = duckdb.connect(":memory:")
        # Without GLOBAL it would hold for this connection and for none of its cursors.
        self._connection.execute("SET GLOBAL parquet_metadata_cache = true")
        # Otherwise what a question needed stays with the process until a later question needs it.
        self._connection.execute("SET GLOBAL allocator_background_threads = true")
        self._opening_again = Lock()
        for dataset in catalogue.datasets.values():
            self._load(dataset)
        if only_stated and not self._written:
            self._connection.execute(ONLY_STATED.read_text(encoding="utf-8"))
        for view in VIEW_ORDER:
            self._create(view)
        self._look_up()
        self._lock_up()

    def _load(self, dataset: Dataset) -> None:
        if not dataset.parquet.is_file():
            raise DatasetsUnusable(dataset.parquet.name, "missing")
        file = self._written.get(dataset.name, dataset.parquet)
        stored = self._open(dataset.name, file)
        described = [column.name for column in dataset.columns]
        if described != stored:
            raise DatasetsUnusable(
                file.name,
                f"columns are {', '.join(stored)} but its description says {', '.join(described)}",
            )
        if file != dataset.parquet:
            return
        stored_rows = self._connection.execute(f'SELECT count(*) FROM "{dataset.name}"').fetchone()
        if stored_rows != (dataset.rows,):
            raise DatasetsUnusable(
                file.name,
                f"holds {stored_rows[0]} rows but its description says {dataset.rows}",
            )
        if dataset.rows <= ROWS_HELD:
            found = hashlib.sha256(file.read_bytes()).hexdigest()
            if found != dataset.sha256:
                raise DatasetsUnusable(file.name, "is not the file described beside it")

    def _open(self, name: str, file: Path) -> list[str]:
        """Hold a Parquet file as a table, or a large one as a view of it; return its columns."""
        kind = "TABLE" if is_held(file) else "VIEW"
        quoted = str(file).replace("'", "''")
        try:
            self._connection.execute(f"CREATE {kind} \"{name}\" AS FROM read_parquet('{quoted}')")
        except duckdb.Error as error:
            raise DatasetsUnusable(
                file.name, f"cannot be read ({str(error).splitlines()[0]})"
            ) from None
        return [row[0] for row in self._connection.execute(f'DESCRIBE "{name}"').fetchall()]

    def _look_up(self) -> None:
        """The index and the lists of models, and the flags: read where written out, else made."""
        if not self._written:
            self._listed = Rows.of_table(self._connection.sql("FROM model_list").to_arrow_table())
            names = self._connection.sql("SELECT name_order FROM model_rows ORDER BY row_no")
            names = names_in_order(names.fetchnumpy()["name_order"])
            sets = make_sets(lambda **rows: self.arrow("model_marks", **rows), names.num_rows)
            flags = flags_by_key(self.arrow("not_plain"))
        else:
            try:
                self._listed = Rows.of_file(self._written["listed"])
                names = read_whole(self._written["model_names"])
                sets = read_whole(self._written["model_sets"])
                flags = read_whole(self._written["flags"])
            except KeyError as error:
                problem = f"lacks {error.args[0]}; python run.py build write-out makes it anew"
                raise DatasetsUnusable("written", problem) from None
            except (OSError, pa.ArrowException) as error:
                raise DatasetsUnusable("written", f"cannot be read ({error})") from None
        self.models = ModelIndex(ModelSets(sets), names, self.rows)
        self.flags = Flags(flags)

    def _lock_up(self) -> None:
        directory = str(self.catalogue.directory).replace("'", "''")
        self._connection.execute(f"SET allowed_directories = ['{directory}']")
        self._connection.execute("SET enable_external_access = false")
        self._connection.execute("SET lock_configuration = true")

    def _create(self, view: str) -> None:
        if view in self._written:
            self._open(view, self._written[view])
            return
        try:
            self._connection.execute((VIEWS / f"{view}.sql").read_text(encoding="utf-8"))
        except duckdb.CatalogException as error:
            missing = re.search(r"Table with name (\w+) does not exist", str(error))
            table = missing[1] if missing else view
            raise DatasetsUnusable(f"{table}.toml", "missing") from None

    def _answered(
        self,
        question: str,
        models: Mapping | BitMap | list[int] | None,
        parameters: dict,
        read: Callable,
    ):
        """What `read` makes of a cursor that has answered; missing or excess parameters raise."""
        connection = self._connection
        try:
            return self._answer(connection, question, models, parameters, read)
        except BROKEN:
            self._open_again(connection)
            return self._answer(self._connection, question, models, parameters, read)

    def _answer(self, connection, question, models, parameters, read):
        with connection.cursor() as cursor:
            self._register(cursor, models)
            return read(cursor.execute(question_text(question), parameters))

    def _open_again(self, broken: duckdb.DuckDBPyConnection) -> None:
        """Open the datasets anew, once for all readers: a broken database answers nobody."""
        with self._opening_again:
            if self._connection is broken:
                fresh = Warehouse(self.catalogue, only_stated=self._only_stated)
                self._connection = fresh._connection

    def _register(self, cursor: duckdb.DuckDBPyConnection, models) -> None:
        """Put the models that a question is about before it."""
        if isinstance(models, list):
            cursor.register("listed", self._listed.take(models))
        elif models is not None:
            found = self.models.matching(**models) if isinstance(models, Mapping) else models
            cursor.register("chosen", pa.table({"row_no": row_numbers(found)}))

    def ask(
        self, question: str, *, models: Mapping | BitMap | list[int] | None = None, **parameters
    ) -> pd.DataFrame:
        """Answer of queries/<question>.sql as a DataFrame; missing or excess parameters raise."""
        return self._answered(question, models, parameters, lambda answer: answer.df())

    def rows(
        self, question: str, *, models: Mapping | BitMap | list[int] | None = None, **parameters
    ) -> list[dict]:
        """The same answer as a list of dicts with plain Python values; missing is None."""
        return self._answered(question, models, parameters, _rows)

    def arrow(
        self, question: str, *, models: Mapping | BitMap | list[int] | None = None, **parameters
    ) -> pa.Table:
        """The same answer as an Arrow table."""
        return self.stream(question, models=models, **parameters).read_all()

    def stream(
        self, question: str, *, models: Mapping | BitMap | list[int] | None = None, **parameters
    ) -> pa.RecordBatchReader:
        """The same answer in batches of Arrow, read from the database as they are asked for."""
        cursor = self._connection.cursor()
        try:
            self._register(cursor, models)
            answer = cursor.sql(question_text(question), params=parameters)
            reader = answer.to_arrow_reader(ROWS_PER_BATCH)
        except Exception:
            cursor.close()
            raise

        def batches():
            with cursor:
                yield from reader

        return pa.RecordBatchReader.from_batches(reader.schema, batches())


def _rows(answer: duckdb.DuckDBPyConnection) -> list[dict]:
    names = [column[0] for column in answer.description]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
