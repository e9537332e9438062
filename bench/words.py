"""Search for words in names: python -m bench.words --datasets DIR

How long the script of /mo-hinh runs for a word that nobody asked for before, from words that half
of the names hold to words that one holds, with accents and without.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from pathlib import Path

import duckdb

from . import pages, report, servers
from .visitor import Visitor

WORDS = 30


def words_of_names(datasets: Path) -> list[str]:
    """Words as typed: folded ones from frequent to rare, words with accents, two words, none."""
    folded = pages.read_values(datasets).words
    with duckdb.connect() as connection:
        names = connection.execute(
            "SELECT name FROM read_parquet($file) USING SAMPLE 200 ROWS (reservoir, 2)",
            {"file": str(datasets / "models.parquet")},
        ).fetchall()
    accented = [word for (name,) in names for word in name.split() if not word.isascii()]
    pairs = [" ".join(name.split()[1:3]) for (name,) in names]
    third = WORDS // 3
    found = [*folded[:third], *dict.fromkeys(accented), *pairs]
    return [*folded[:third], *list(dict.fromkeys(found[third:]))[: WORDS - third], "zzzqqq"]


async def search(server: servers.Server, words: list[str]) -> list[dict]:
    found = []
    async with Visitor(server.address) as visitor:
        await visitor.go("mo-hinh")
        server.runs_since(0)
        for word in words:
            before = server.trace_so_far()
            answer = await visitor.go("mo-hinh", tim=word)
            runs = server.runs_since(before)
            script, sql = (sum(run[part] for run in runs) for part in ("script_ms", "sql_ms"))
            found.append(
                {"word": word, "script_ms": script, "sql_ms": sql, "ms": answer.milliseconds}
            )
    return found


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--datasets", type=Path, default=servers.ROOT / "datasets")
    parser.add_argument("--out", type=Path, default=report.RESULTS)
    options = parser.parse_args(arguments)
    datasets = options.datasets.resolve()
    values = pages.read_values(datasets)
    with servers.product(datasets, is_traced=True) as server:
        found = asyncio.run(search(server, words_of_names(datasets)))
    result = report.heading("words", datasets, values.rows) | {"words": found}
    for part in ("script_ms", "sql_ms"):
        values_of = [each[part] for each in found]
        result[part] = report.summary(values_of) | {"worst": max(values_of)}
        print(part, result[part])
    worst = max(found, key=lambda each: each["script_ms"])
    print("worst:", worst)
    report.keep(result, options.out, f"words-{report.short_count(values.rows['models'])}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
