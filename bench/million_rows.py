"""Memory and time that a file of a million rows takes: python -m bench.million_rows [format ...]

Each format is made in a process of its own; the limits say what may be held beside the database.
"""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import duckdb
import pyarrow as pa

from dvk_data import export
from dvk_data.export import Contents, Field
from dvk_data.warehouse import ROWS_PER_BATCH

ROWS = 1_000_000
MEGABYTE = 1024 * 1024
# Beyond what the process holds once the rows lie in the database.
MEGABYTES_AT_MOST = {"csv": 150, "json": 250, "parquet": 250, "zip": 150, "xlsx": 250}
MADE_UP = """
CREATE TABLE figures AS
SELECT 'model_counts-' || lpad(CAST(i AS VARCHAR), 10, '0') AS figure_id,
    '2004-commune-' || CAST(i % 10000 AS VARCHAR) AS area_id,
    'Xã Đạ Đờn, huyện Lâm Hà, tỉnh Lâm Đồng' AS area_name,
    DATE '2023-01-01' + CAST(i % 365 AS INTEGER) AS date_from,
    i % 97 AS model_count, i / 7 AS rate, i % 2 = 0 AS is_converted,
    'Nuôi heo đất, đóng góp giúp hộ nghèo số ' || CAST(i AS VARCHAR) AS note,
    '=1+' || CAST(i AS VARCHAR) AS formula, 'd-lamha-2023-dvk' AS source_id
FROM range($rows) AS r (i)
"""


def held() -> int:
    """Memory that this process holds now, in bytes (Linux)."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def measure(ending: str, rows: int) -> tuple[float, int, int]:
    """Seconds, bytes of the file, and the most bytes held beside the database while it was made."""
    connection = duckdb.connect()
    connection.execute(MADE_UP, {"rows": rows})

    def read() -> pa.RecordBatchReader:
        return connection.cursor().sql("FROM figures").to_arrow_reader(ROWS_PER_BATCH)

    names = read().schema.names
    contents = Contents(
        title="Một triệu dòng",
        language="vi",
        version="2026-11-21.871e927f",
        fields=tuple(Field(name, name) for name in names),
        read=read,
    )
    start, before, most, size = time.monotonic(), held(), 0, 0
    watched = Contents(**{**vars(contents), "read": lambda: _watch(read(), seen)})
    seen = [before]
    for piece in export.chunks(watched, ending):
        size += len(piece)
        most = max(most, held())
    return time.monotonic() - start, size, max(most, *seen) - before


def _watch(reader: pa.RecordBatchReader, seen: list[int]) -> pa.RecordBatchReader:
    def batches():
        for batch in reader:
            seen.append(held())
            yield batch

    return pa.RecordBatchReader.from_batches(reader.schema, batches())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("formats", nargs="*", choices=[*export.FORMATS, []], default=[])
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--here", action="store_true", help="in this process")
    options = parser.parse_args()
    failed = 0
    for ending in options.formats or export.FORMATS:
        if not options.here:
            command = [sys.executable, __file__, "--here", "--rows", str(options.rows), ending]
            failed += subprocess.run(command).returncode
            continue
        seconds, size, most = measure(ending, options.rows)
        is_bounded = most <= MEGABYTES_AT_MOST[ending] * MEGABYTE
        failed += not is_bounded
        print(
            f"{ending:8} {options.rows:,} rows  {seconds:6.1f} s  "
            f"file {size / MEGABYTE:7.1f} MB  held {most / MEGABYTE:6.1f} MB "
            f"of {MEGABYTES_AT_MOST[ending]}  {'ok' if is_bounded else 'TOO MUCH'}",
            flush=True,
        )
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
