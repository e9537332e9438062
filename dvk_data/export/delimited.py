"""CSV as Excel in Việt Nam opens it right, and as every other reader does."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.csv as arrow_csv

from .contents import Tally, flat
from .guard import guard, guard_one

LINES = arrow_csv.WriteOptions(include_header=False, eol="\r\n")


def chunks(tally: Tally) -> Iterator[bytes]:
    """UTF-8 with BOM, comma, ISO dates, decimal points, CRLF lines.

    Text is quoted and guarded against formulas; numbers are left alone. Missing cells are empty,
    never zero.
    """
    yield codecs.BOM_UTF8
    names = (guard_one(name).replace('"', '""') for name in tally.schema.names)
    yield (",".join(f'"{name}"' for name in names) + "\r\n").encode()
    for batch in tally:
        lines = io.BytesIO()
        arrow_csv.write_csv(_guarded(flat(batch)), lines, LINES)
        yield lines.getvalue()


def _guarded(batch: pa.RecordBatch) -> pa.RecordBatch:
    columns = [
        guard(column) if pa.types.is_string(column.type) else column for column in batch.columns
    ]
    return pa.RecordBatch.from_arrays(columns, names=batch.schema.names)
