"""What a file holds, whatever its format: rows that stream, their columns, filters and sources."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from ..wording import wording


@dataclass(frozen=True)
class Field:
    """One column: its name for machines, and its title and meaning for the reader."""

    name: str
    title: str
    meaning: str = ""
    code_list: str = ""
    is_required: bool = False


@dataclass(frozen=True)
class Contents:
    """Everything that a file says. `read` begins the rows anew each time it is called.

    `filters` are pairs of a name and a value in words. `sources` are the documents that rows may
    name, by code; a file lists those that it names itself, besides `source_ids`.
    `codes` are the lists of codes of the columns: list -> code -> (name, definition).
    `remark` says what a reader may miss in these rows.
    """

    title: str
    language: str
    version: str
    fields: tuple[Field, ...]
    read: Callable[[], pa.RecordBatchReader]
    filters: tuple[tuple[str, str], ...] = ()
    sources: Mapping[str, Mapping] = field(default_factory=dict)
    source_ids: tuple[str, ...] = ()
    codes: Mapping[str, Mapping[str, tuple[str, str]]] = field(default_factory=dict)
    page: str = ""
    is_simulated: bool = False
    remark: str = ""

    def say(self, sentence: str, **words) -> str:
        return wording(self.language).say(sentence, **words)

    @property
    def released_on(self) -> dt.date:
        """The day in the version of the data: files of one version are alike to the last byte."""
        return dt.date.fromisoformat(self.version[:10])


class Tally:
    """Rows on their way into a file: counts them and notes which documents they name."""

    def __init__(self, contents: Contents):
        self.contents = contents
        self.rows = 0
        self._source_ids = set(contents.source_ids)
        self._reader = contents.read()
        self.schema = self._reader.schema

    def __iter__(self) -> Iterator[pa.RecordBatch]:
        for batch in self._reader:
            self.rows += batch.num_rows
            if "source_id" in batch.schema.names:
                named = pc.unique(batch.column("source_id")).to_pylist()
                self._source_ids.update(filter(None, named))
            yield batch

    def sources(self) -> list[Mapping]:
        """The documents that the rows seen so far name, by title."""
        known = self.contents.sources
        found = [known[source_id] for source_id in self._source_ids if source_id in known]
        return sorted(found, key=lambda source: (source["title"], source["source_id"]))


def flat(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The same rows with lists joined by '; ' and numbers that are none left empty."""
    columns = []
    for column in batch.columns:
        if pa.types.is_list(column.type):
            column = pc.binary_join(column.cast(pa.list_(pa.string())), "; ")
        elif pa.types.is_floating(column.type):
            column = pc.if_else(pc.is_finite(column), column, pa.scalar(None, column.type))
        elif pa.types.is_timestamp(column.type):
            column = pc.strftime(column, format="%Y-%m-%dT%H:%M:%S")
        elif pa.types.is_null(column.type) or pa.types.is_dictionary(column.type):
            column = column.cast(pa.string())
        columns.append(column)
    return pa.RecordBatch.from_arrays(columns, names=batch.schema.names)
