"""Rows looked up by number are those of the table, in a file as in memory."""

import pyarrow as pa
import pytest

from dvk_data.looked_up import (
    ROWS_OF_BATCH,
    Flags,
    Rows,
    flags_by_key,
    read_whole,
    write_rows,
    write_whole,
)

ROWS = 3 * ROWS_OF_BATCH + 7


def table(rows=ROWS):
    numbers = range(rows)
    return pa.table({"row_no": numbers, "name": [f"Mô hình {number}" for number in numbers]})


@pytest.fixture(params=["memory", "file"])
def rows(request, tmp_path):
    if request.param == "memory":
        return Rows.of_table(table())
    # The batches of a database are of any size.
    parts = table().to_batches(max_chunksize=ROWS_OF_BATCH - 5)
    write_rows(pa.RecordBatchReader.from_batches(table().schema, parts), tmp_path / "rows.arrow")
    return Rows.of_file(tmp_path / "rows.arrow")


@pytest.mark.parametrize(
    "numbers",
    [
        [0],
        [ROWS - 1],
        [ROWS_OF_BATCH - 1, ROWS_OF_BATCH],
        [5, ROWS - 1, 2 * ROWS_OF_BATCH, 3, 3],
        list(range(ROWS)),
    ],
)
def test_rows_are_given_in_the_order_asked_for(rows, numbers):
    found = rows.take(numbers)
    assert found["row_no"].to_pylist() == numbers
    assert found["name"].to_pylist() == [f"Mô hình {number}" for number in numbers]


def test_number_that_no_row_has_is_an_error(rows):
    with pytest.raises((IndexError, ValueError)):
        rows.take([10 * ROWS])


def test_whole_table_stays_as_written(tmp_path):
    (batch,) = table().to_batches()
    write_whole(batch, tmp_path / "whole.arrow")
    assert read_whole(tmp_path / "whole.arrow").equals(batch)


def test_flags_are_found_by_id_in_a_file_as_in_memory(tmp_path):
    flagged = {f"f{number}": ("approximate", "contradicted")[number % 2] for number in range(500)}
    made = flags_by_key(pa.table({"id": list(flagged), "flag": list(flagged.values())}))
    write_whole(made, tmp_path / "flags.arrow")
    for flags in (Flags(made), Flags(read_whole(tmp_path / "flags.arrow"))):
        assert flags.of(["f3", "plain", "f4"]) == ["contradicted", "approximate"]
        assert sorted(flags.of(flagged)) == sorted(flagged.values())
        assert flags.of(f"g{number}" for number in range(500)) == flags.of([]) == []


def test_where_everything_is_plain_nothing_is_flagged():
    none = pa.table({"id": pa.array([], pa.string()), "flag": pa.array([], pa.string())})
    assert Flags(flags_by_key(none)).of(["f1"]) == []


def test_file_that_is_none_says_so(tmp_path):
    (tmp_path / "rows.arrow").write_bytes(b"PAR1")
    with pytest.raises((OSError, pa.ArrowException)):
        Rows.of_file(tmp_path / "rows.arrow")
