"""A filtered CSV of 100,000 and of 1,000,000 rows over HTTP: python -m bench.files --datasets DIR

Until the first byte, until the last, and the memory that the server holds meanwhile above idle.
"""

from __future__ import annotations

import argparse
import sys
import threading
import time
import urllib.request
from pathlib import Path

import duckdb

from . import pages, report, servers

WANTED = (100_000, 1_000_000)
SECONDS_BETWEEN_LOOKS = 0.02
REPEATS = 3
BLOCK = 1 << 16


def choices_for(datasets: Path, wanted: int) -> tuple[str, int] | None:
    """Parameters that leave about `wanted` models and no fewer, and how many; None if too few."""
    with duckdb.connect() as connection:
        found = connection.execute(
            """
            SELECT domain, CAST(year AS VARCHAR), count(*) FROM read_parquet($file)
            WHERE year IS NOT NULL GROUP BY ALL ORDER BY 2 DESC, 1
            """,
            {"file": str(datasets / "models.parquet")},
        ).fetchall()
    best = None
    domains, years = ({row[i] for row in found} for i in (0, 1))
    for domain in [*sorted(domains), None]:
        chosen, count = [], 0
        for year in sorted(years, reverse=True):
            chosen.append(year)
            count += sum(n for d, y, n in found if y == year and domain in (None, d))
            if count >= wanted:
                if best is None or count < best[1]:
                    narrowed = f"linh-vuc={domain}&" if domain else ""
                    best = (f"{narrowed}nam={','.join(chosen)}", count)
                break
    return best


def fetch(server: servers.Server, path: str) -> dict:
    idle = server.memory()["pss"]
    most, is_over = [idle], threading.Event()

    def look():
        while not is_over.wait(SECONDS_BETWEEN_LOOKS):
            most[0] = max(most[0], server.memory()["pss"])

    watcher = threading.Thread(target=look)
    watcher.start()
    begin = time.perf_counter()
    try:
        with urllib.request.urlopen(server.address + path, timeout=600) as answer:
            block = answer.read(1)
            first = time.perf_counter()
            size, lines = len(block), 0
            while block := answer.read(BLOCK):
                size += len(block)
                lines += block.count(b"\n")
    finally:
        is_over.set()
        watcher.join()
    return {
        "path": path,
        "first_byte_ms": 1000 * (first - begin),
        "seconds": time.perf_counter() - begin,
        "megabytes": size / 1e6,
        "lines": lines,
        "above_idle_mb": most[0] - idle,
    }


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--datasets", type=Path, default=servers.ROOT / "datasets")
    parser.add_argument("--out", type=Path, default=report.RESULTS)
    options = parser.parse_args(arguments)
    datasets = options.datasets.resolve()
    values = pages.read_values(datasets)
    result = report.heading("files", datasets, values.rows) | {"files": []}
    with servers.product(datasets) as server:
        fetch(server, "/du-lieu/models.csv?tim=zzzqqq")  # opens the datasets
        for wanted in WANTED:
            chosen = choices_for(datasets, wanted)
            if chosen is None:
                print(f"fewer than {wanted:,} models: left out")
                continue
            for _ in range(REPEATS):
                found = fetch(server, f"/du-lieu/models.csv?{chosen[0]}")
                result["files"].append({"wanted": wanted, "rows": chosen[1], **found})
                print(result["files"][-1], flush=True)
    report.keep(result, options.out, f"files-{report.short_count(values.rows['models'])}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
