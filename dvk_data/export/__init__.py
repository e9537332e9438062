"""Every file that a reader can take away, made by one function behind every button and address."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.parquet as pq

from . import bundle, delimited, workbook
from .contents import Contents, Field, Tally, flat
from .described import facts
from .naming import file_name, shortened

__all__ = ["FORMATS", "Contents", "Field", "chunks", "file_name", "shortened", "whole"]

CHUNK = 256 * 1024


@dataclass(frozen=True)
class Format:
    ending: str
    media_type: str


FORMATS = {
    ending: Format(ending, media_type)
    for ending, media_type in {
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "csv": "text/csv; charset=utf-8",
        "parquet": "application/vnd.apache.parquet",
        "zip": "application/zip",
        "json": "application/json",
    }.items()
}


def chunks(contents: Contents, ending: str) -> Iterator[bytes]:
    """The file, piece by piece; the server never holds all of it, whatever the number of rows."""
    tally = Tally(contents)
    if ending == "csv":
        yield from delimited.chunks(tally)
    elif ending == "json":
        yield from _json(tally)
    else:
        write = {"xlsx": workbook.write, "zip": bundle.write, "parquet": _parquet}[ending]
        with tempfile.TemporaryFile() as file:
            write(tally, file)
            file.seek(0)
            while chunk := file.read(CHUNK):
                yield chunk


def whole(contents: Contents, ending: str) -> bytes:
    """The file in one piece, for what a page shows."""
    return b"".join(chunks(contents, ending))


def _json(tally: Tally) -> Iterator[bytes]:
    """{"title", "version", "filters", "fields", "data": [one object per row], "rows"}."""
    contents = tally.contents
    head = {
        "title": contents.title,
        "version": contents.version,
        "filters": dict(contents.filters),
        **({"remark": contents.remark} if contents.remark else {}),
        "fields": [{"name": f.name, "title": f.title} for f in contents.fields],
    }
    yield f'{json.dumps(head, ensure_ascii=False)[:-1]}, "data": ['.encode()
    separator = "\n"
    for batch in tally:
        lines = [
            json.dumps(row, ensure_ascii=False, default=str, allow_nan=False)
            for row in flat(batch).to_pylist()
        ]
        if lines:
            yield (separator + ",\n".join(lines)).encode()
            separator = ",\n"
    yield f'\n], "rows": {tally.rows}}}\n'.encode()


def _parquet(tally: Tally, file) -> None:
    """Typed and unguarded, as it stands in the data; titles and meanings go along."""
    contents = tally.contents
    described = []
    for column, field in zip(tally.schema, contents.fields, strict=True):
        texts = {"title": field.title, "description": field.meaning}
        described.append(column.with_metadata(texts))
    about = dict([*facts(contents, tally.rows), ("data_version", contents.version)])
    del about[contents.say("file.rows")]  # counted by the format itself
    schema = pa.schema(described, metadata=about)
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        for batch in tally:
            writer.write_batch(batch.replace_schema_metadata(None).cast(schema))
