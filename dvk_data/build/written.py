"""Write out what questions about large datasets need: views joined and sorted beforehand as
Parquet, and as Arrow the sets of models, their order by name, the rows of lists and the flags.

The app makes the same views itself where the datasets are small. Both come from the same SQL files,
so an answer does not depend on which of them was read.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import duckdb

from ..catalogue import Catalogue
from ..looked_up import flags_by_key, write_rows, write_whole
from ..model_index import make_sets, names_in_order
from ..warehouse import ONLY_STATED, VIEW_ORDER, VIEWS, is_held, question_text
from .write import write_text

# Few enough rows that a question about one place reads little, enough that the file stays small.
ROWS_OF_GROUP = 61_440
# Tables that hold something inferred: copies without it serve readers who leave that out.
HOLD_INFERRED = (
    "models",
    "model_outcomes",
    "model_areas",
    "checks",
    "model_counts",
    "service_kpis",
    "petitions",
    "indices",
)
MEMORY = "9GB"


def is_large(directory: Path) -> bool:
    """Whether a dataset is read in place, so that its views have to be written out."""
    return any(not is_held(file) for file in directory.glob("*.parquet"))


def write_out(directory: Path, progress: Callable[[str], None] = lambda done: None) -> None:
    """Make directory/written/, whole and without inferences, in place of an earlier one.

    `progress` is told what has been done. Needs room on disk for about four times the datasets.
    """
    catalogue = Catalogue.open(directory)
    target = directory / "written"
    with tempfile.TemporaryDirectory(dir=directory, prefix=".writing-") as workshop:
        for name in ("whole", "stated"):
            folder = Path(workshop) / "written" / name
            folder.mkdir(parents=True)
            _write_views(catalogue, folder, name == "stated", Path(workshop), progress)
            write_text(folder / "written.toml", f'version = "{catalogue.version}"\n')
        shutil.rmtree(target, ignore_errors=True)
        (Path(workshop) / "written").replace(target)


def _write_views(
    catalogue: Catalogue, folder: Path, only_stated: bool, workshop: Path, progress: Callable
) -> None:
    database = workshop / f"{folder.name}.duckdb"
    with duckdb.connect(database) as connection:
        connection.execute(f"SET memory_limit = '{MEMORY}'")
        connection.execute(f"SET temp_directory = '{_quoted(workshop / 'spilled')}'")
        for dataset in catalogue.datasets.values():
            is_changed = only_stated and dataset.name in HOLD_INFERRED
            kind = "TABLE" if is_changed else "VIEW"
            _open(connection, kind, dataset.name, dataset.parquet)
        if only_stated:
            connection.execute(ONLY_STATED.read_text(encoding="utf-8"))
            for name in HOLD_INFERRED:
                _copy(connection, f'FROM "{name}"', folder / f"{name}.parquet")
        for view in VIEW_ORDER:
            text = (VIEWS / f"{view}.sql").read_text(encoding="utf-8")
            _, table, query = text.partition(f"CREATE TABLE {view} AS\n")
            if table:
                file = folder / f"{view}.parquet"
                _copy(connection, query.rstrip().rstrip(";"), file)
                _open(connection, "VIEW", view, file)
            else:
                connection.execute(text)
            progress(f"{folder.name}: {view}")
        write_rows(connection.sql("FROM model_list").to_arrow_reader(), folder / "listed.arrow")
        progress(f"{folder.name}: model_list")
        order = connection.sql("SELECT name_order FROM model_rows ORDER BY row_no")
        names = names_in_order(order.fetchnumpy()["name_order"])
        write_whole(names, folder / "model_names.arrow")
        marks = question_text("model_marks")

        def ask(**rows):
            return connection.sql(marks, params=rows).to_arrow_table()

        write_whole(make_sets(ask, names.num_rows), folder / "model_sets.arrow")
        progress(f"{folder.name}: model_sets")
        flagged = connection.sql(question_text("not_plain")).to_arrow_table()
        write_whole(flags_by_key(flagged), folder / "flags.arrow")
        progress(f"{folder.name}: flags")
    database.unlink()


def _open(connection: duckdb.DuckDBPyConnection, kind: str, name: str, file: Path) -> None:
    connection.execute(f"CREATE {kind} \"{name}\" AS FROM read_parquet('{_quoted(file)}')")


def _copy(connection: duckdb.DuckDBPyConnection, query: str, file: Path) -> None:
    connection.execute(
        f"COPY ({query}) TO '{_quoted(file)}' "
        f"(FORMAT parquet, COMPRESSION lz4_raw, ROW_GROUP_SIZE {ROWS_OF_GROUP})"
    )


def _quoted(file: Path) -> str:
    return str(file).replace("'", "''")
