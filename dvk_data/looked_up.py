"""Tables whose rows are looked up one by one: Arrow, read from a file where there are many rows.

Parquet decodes thousands of rows to give one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from threading import Lock

import numpy as np
import pyarrow as pa

# A row is read together with the others of its batch.
ROWS_OF_BATCH = 256


class Rows:
    """The rows of a table by their numbers, which count from 0.

    `batch` gives a batch by its number; all but the last have the size of the first.
    """

    def __init__(self, batch: Callable[[int], pa.RecordBatch]):
        self._batch = batch
        self._size = batch(0).num_rows
        self._lock = Lock()

    @classmethod
    def of_table(cls, table: pa.Table) -> Rows:
        batches = table.combine_chunks().to_batches(max_chunksize=ROWS_OF_BATCH)
        return cls((batches or [pa.RecordBatch.from_pylist([], table.schema)]).__getitem__)

    @classmethod
    def of_file(cls, file: Path) -> Rows:
        """A file that write_rows wrote. Raises pa.ArrowException or OSError where it is none."""
        # Handing the columns of so small a batch to other threads costs many times what it saves.
        alone = pa.ipc.IpcReadOptions(use_threads=False)
        # Mapped, all that was ever looked up would count as memory of the process.
        return cls(pa.ipc.open_file(pa.OSFile(str(file)), options=alone).get_batch)

    def take(self, numbers: Sequence[int]) -> pa.Table:
        """Rows with these numbers, of which there is at least one, in their order."""
        with self._lock:
            read = {place: self._batch(place) for place in {n // self._size for n in numbers}}
        rows = [read[n // self._size].slice(n % self._size, 1) for n in numbers]
        return pa.Table.from_batches(rows).combine_chunks()


class Flags:
    """The flags of figures and models, by their ids; of those plainly reported none is kept.

    `table` is what flags_by_key makes.
    """

    def __init__(self, table: pa.RecordBatch):
        self._keys = table["key"].to_numpy()
        self._flags = table["flag"]

    def of(self, ids: Iterable[str]) -> list[str]:
        """The flags of those that are not plainly reported."""
        keys = _keys(ids)
        places = np.searchsorted(self._keys, keys)
        known = np.flatnonzero(places < len(self._keys))
        met = known[self._keys[places[known]] == keys[known]]
        return [self._flags[place].as_py() for place in places[met]]


def flags_by_key(flagged: pa.Table) -> pa.RecordBatch:
    """The table of Flags: (key, flag), sorted by key, of a table (id, flag)."""
    keys = _keys(flagged["id"].to_pylist())
    order = np.argsort(keys)
    flags = flagged["flag"].combine_chunks().dictionary_encode().take(pa.array(order))
    return pa.record_batch({"key": keys[order], "flag": flags})


def _keys(ids: Iterable[str]) -> np.ndarray:
    """A number for each id; that two of a hundred million share one is a chance of one in 3,700."""
    digests = b"".join(hashlib.blake2b(each.encode(), digest_size=8).digest() for each in ids)
    return np.frombuffer(digests, dtype=np.uint64)


def write_rows(rows: pa.RecordBatchReader, file: Path) -> None:
    """Write a file for Rows.of_file."""
    options = pa.ipc.IpcWriteOptions(compression="lz4")
    with pa.ipc.new_file(str(file), rows.schema, options=options) as writer:
        rest = rows.schema.empty_table()
        for batch in rows:
            rest = pa.concat_tables([rest, pa.Table.from_batches([batch])]).combine_chunks()
            full = rest.num_rows - rest.num_rows % ROWS_OF_BATCH
            writer.write_table(rest.slice(0, full), max_chunksize=ROWS_OF_BATCH)
            rest = rest.slice(full)
        writer.write_table(rest)


def write_whole(table: pa.RecordBatch, file: Path) -> None:
    """Write a file for read_whole."""
    with pa.ipc.new_file(str(file), table.schema) as writer:
        writer.write_batch(table)


def read_whole(file: Path) -> pa.RecordBatch:
    """A table that stays in its file: only what is read of it takes memory.

    Raises pa.ArrowException or OSError where it is none.
    """
    return pa.ipc.open_file(pa.memory_map(str(file))).get_batch(0)
