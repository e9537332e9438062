"""Results kept as JSON with what made them, and told as a table and as a picture."""

from __future__ import annotations

import importlib.metadata
import json
import os
import platform
import statistics
import subprocess
import time
from collections.abc import Iterable
from pathlib import Path

from .servers import ROOT

RESULTS = Path(__file__).parent / "results"
LIBRARIES = ("streamlit", "duckdb", "plotly", "pandas", "pyarrow")
REFERENCES = ("floor", "plain", "naive", "dash")


def heading(kind: str, datasets: Path, rows: dict[str, int]) -> dict:
    """What a reader must know of a run: when, where, which versions, how many rows."""
    commit = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True
    ).stdout.strip()
    versions = {name: importlib.metadata.version(name) for name in LIBRARIES}
    return {
        "kind": kind,
        "at": time.strftime("%Y-%m-%d %H:%M:%S"),
        "commit": commit,
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "versions": versions,
        "datasets": datasets.name,
        "rows": rows,
    }


def keep(result: dict, folder: Path, name: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.json"
    file.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return file


def short_count(count: int) -> str:
    """338 -> '338', 100,000 -> '100k', 10,000,000 -> '10m'."""
    for size, letter in ((1_000_000, "m"), (1_000, "k")):
        if count >= size:
            return f"{count / size:.3g}{letter}"
    return str(count)


def percentile(values: Iterable[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


def summary(values: list[float]) -> dict | None:
    if not values:
        return None
    median, p95 = statistics.median(values), percentile(values, 0.95)
    return {"median": round(median, 3), "p95": round(p95, 3), "n": len(values)}


def samples(result: dict, label: str, contender: str, *, is_first: bool | None = None) -> dict:
    """Clicks of one contender by turn and round. Those that changed nothing on screen are left out.

    With `is_first`, only those that led to choices never made before, so that no cache could
    answer; without, only the others; None for both.
    """
    return {
        (click["turn"], click["round"]): click
        for click in result["clicks"]
        if (click["click"], click["contender"]) == (label, contender)
        and click["ms"]
        and is_first in (None, click["is_first"])
    }


def ratios(result: dict, label: str, reference: str) -> dict | None:
    """The dashboard's time over the reference's, turn by turn, where no cache could answer."""
    ours = samples(result, label, "dashboard", is_first=True)
    theirs = {turn: click["ms"] for (turn, _), click in samples(result, label, reference).items()}
    pairs = [(click["ms"], theirs.get(turn)) for (turn, _), click in ours.items()]
    return summary([mine / other for mine, other in pairs if other])


def split(clicks: Iterable[dict]) -> dict:
    """Where the time of the dashboard's clicks goes: medians in milliseconds."""
    clicks = [click for click in clicks if click["last"] is not None]

    def median(value) -> float:
        return round(statistics.median(map(value, clicks)), 1) if clicks else 0.0

    return {
        "to_send": median(lambda c: c["sent"]),
        "script": median(lambda c: c["script_ms"]),
        "sql": median(lambda c: c["sql_ms"]),
        "after": median(lambda c: c["after_ms"]),
        "answer": median(lambda c: c["last"] - c["sent"]),
        "to_paint": median(lambda c: max(0, c["ms"] - c["last"])),
        "kilobytes": median(lambda c: c["bytes"] / 1000),
    }


def labels(result: dict) -> list[str]:
    return list(dict.fromkeys(click["click"] for click in result["clicks"]))


def click_line(result: dict, label: str) -> str:
    """One line of the table: medians, ratios, split."""
    ours = samples(result, label, "dashboard", is_first=True)
    known = samples(result, label, "dashboard", is_first=False).values()
    again = summary([click["ms"] for click in known])
    time_of = summary([click["ms"] for click in ours.values()])
    if time_of is None:
        return f"| {label} | nothing changed on screen |" + " |" * 14
    parts = split(ours.values())
    compared = []
    for name in REFERENCES:
        ratio = ratios(result, label, name)
        compared.append(f"{ratio['median']:.2f} ({ratio['p95']:.2f})" if ratio else "–")
    charts = statistics.mode(click["charts"] for click in ours.values())
    cells = [
        label,
        charts,
        time_of["n"],
        f"{time_of['median']:.0f} ({time_of['p95']:.0f})",
        f"{again['median']:.0f}" if again else "–",
        *compared,
        *(f"{parts[part]:.0f}" for part in PARTS),
    ]
    return "| " + " | ".join(map(str, cells)) + " |"


PARTS = ("to_send", "script", "sql", "after", "answer", "to_paint", "kilobytes")
COLUMNS = (
    *("click", "charts", "n", "ms (p95)", "ms again"),
    *(f"× {name} (p95)" for name in REFERENCES),
    *("→ sent", "script", "SQL", "after", "→ answered", "→ painted", "kB"),
)


def click_table(result: dict) -> str:
    """Markdown: one line per filter; below it the references, and what went wrong."""
    lines = [
        f"{result['rows']['models']:,} models, commit {result['commit']}, {result['at']}",
        "",
        "| " + " | ".join(COLUMNS) + " |",
        "|" + "---|" * len(COLUMNS),
        *(click_line(result, label) for label in labels(result)),
        "",
    ]
    for name in REFERENCES:
        by_charts: dict[int, list[float]] = {}
        for click in result["clicks"]:
            if click["contender"] == name and click["ms"]:
                by_charts.setdefault(click["charts"], []).append(click["ms"])
        for charts, values in sorted(by_charts.items()):
            of = summary(values)
            lines.append(f"- {name}, {charts} charts: {of['median']:.0f} ms (p95 {of['p95']:.0f})")
    wrong = sum(not click["is_right"] for click in result["clicks"])
    lines += ["", f"{wrong} answers were not the expected ones.", *result["problems"]]
    return "\n".join(lines)
