"""What the references ask of DuckDB, and over which provinces."""

from __future__ import annotations

import json
import os

import duckdb

MODELS = os.environ.get("BENCH_MODELS", "")
COLUMNS = ("domain", "owner_type", "year", "status", "flag", "domain_is_inferred")


def provinces() -> dict[str, str]:
    """Name -> code of the provinces to choose from, those with most models first."""
    return json.loads(os.environ["BENCH_PROVINCES"])


def counts(province_id: str, column: str) -> tuple[list[str], list[int]]:
    """Values of a column among the models of a province, and how many each has."""
    question = f"""
        SELECT coalesce(CAST({column} AS VARCHAR), '–') AS label, count(*) AS models
        FROM read_parquet($file) WHERE province_id = $province
        GROUP BY label ORDER BY models DESC, label
    """
    parameters = {"file": MODELS, "province": province_id}
    with duckdb.connect() as connection:
        found = connection.execute(question, parameters).fetchall()
    return [label for label, _ in found], [models for _, models in found]
