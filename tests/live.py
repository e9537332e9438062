"""The datasets as they are published: what the walks of the tests walk over."""

import csv
from functools import cache

import pyarrow.parquet as pq

from dvk_data.catalogue import Catalogue

CATALOGUE = Catalogue.open()
RAW = CATALOGUE.directory / "raw"


@cache
def table(name: str) -> list[dict]:
    """All rows of a dataset with plain Python values."""
    return pq.read_table(CATALOGUE.datasets[name].parquet).to_pylist()


def rows(name: str, **pins) -> list[dict]:
    """Rows of a dataset that have these values."""
    return [row for row in table(name) if all(row[column] == pins[column] for column in pins)]


@cache
def raw(name: str) -> list[dict]:
    """Rows of datasets/raw/<name>.csv as text."""
    with (RAW / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
