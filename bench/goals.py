"""What was aimed at and what was reached: python -m bench.goals [--out bench/results]

Reads the kept results, prints each goal as met or not met with its value, and writes README tables
and pictures beside them. A goal for which nothing was measured is said to be open.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from . import picture, report

SMALL, MIDDLE, LARGE = 100_000, 1_000_000, 10_000_000
FLAT_MB_PER_MINUTE = 0.5


class Results:
    """The kept results: by kind, and by how many models there were."""

    def __init__(self, folder: Path):
        self.folder = folder
        read = (json.loads(file.read_text(encoding="utf-8")) for file in folder.glob("*.json"))
        self.all = {(result["kind"], result["rows"]["models"]): result for result in read}

    def of(self, kind: str, models: int | None = None) -> dict | None:
        """The result with that many models; without a number, with most of them."""
        sizes = [size for known, size in self.all if known == kind]
        if models is None:
            return self.all[kind, max(sizes)] if sizes else None
        near = [size for size in sizes if 0.9 < size / models < 1.1]
        return self.all[kind, near[0]] if near else None


def worst(values: dict[str, float], limit: float) -> tuple[bool, str]:
    """Whether all values keep a limit, and in words how many do and which is furthest off."""
    if not values:
        return False, "nothing measured"
    kept = sum(value <= limit for value in values.values())
    label = max(values, key=values.get)
    middle = statistics.median(values.values())
    return (
        kept == len(values),
        f"{kept} of {len(values)} keep {limit:g}; middle {middle:.3g}, "
        f"furthest {values[label]:.3g} ({label})",
    )


def ratios(result: dict, reference: str, part: str) -> dict[str, float]:
    found = {label: report.ratios(result, label, reference) for label in report.labels(result)}
    return {label: ratio[part] for label, ratio in found.items() if ratio}


def clicks(results: Results) -> Iterator[tuple[str, bool, str]]:
    largest = results.of("clicks")
    if not largest:
        return
    size = f"{largest['rows']['models']:,} models"
    for name, part, limit in (
        ("floor", "median", 1.25),
        ("floor", "p95", 1.6),
        ("plain", "median", 0.6),
        ("dash", "median", 1.0),
    ):
        kept, words = worst(ratios(largest, name, part), limit)
        yield f"1 {part} × {name}, {size}", kept, words
    for models, limit in ((LARGE, 0.03), (MIDDLE, 0.3)):
        if found := results.of("clicks", models):
            kept, words = worst(ratios(found, "naive", "median"), limit)
            yield f"2 median × naive, {models:,} models", kept, words
    small = results.of("clicks", SMALL)
    if small and small is not largest:
        less, more = (ratios(result, "floor", "median") for result in (small, largest))
        growth = {label: more[label] / less[label] for label in more.keys() & less.keys()}
        kept, words = worst(growth, 1.15)
        yield f"3 {SMALL:,} models -> {size}, each × floor", kept, words
    scripts, sql = {}, {}
    for label in report.labels(largest):
        taken = report.samples(largest, label, "dashboard", is_first=True).values()
        if taken:
            scripts[label] = statistics.median(click["script_ms"] for click in taken)
            sql[label] = statistics.median(click["sql_ms"] for click in taken)
    kept, words = worst(scripts, 30)
    middle = statistics.median(sql.values()) if sql else 0
    yield f"4 script ms, {size}", kept, f"{words}; SQL of it: middle {middle:.1f} ms"


def sessions(results: Results) -> Iterator[tuple[str, bool, str]]:
    found = results.of("sessions")
    if not found or "crowd" not in found:
        return
    size = f"{found['rows']['models']:,} models"
    above = found["above_empty_mb"]
    yield f"5 MB above an empty app, {size}", above <= 200, f"{above:.0f} of 200"
    further = found["further_session_mb"]
    yield "5 MB per further session", further <= 3, f"{further:.2f} of 3"
    crowd, alone = found["crowd"], found["alone_ms"]["median"]
    ratio = crowd["ms"]["p95"] / alone
    words = f"{crowd['ms']['p95']:.0f} ms is {ratio:.1f} × {alone:.0f} ms"
    yield f"5 p95 of {crowd['sessions']} sessions at most 3 × alone", ratio <= 3, words
    yield "5 no error", not crowd["errors"], f"{len(crowd['errors'])} of {crowd['clicks']} clicks"
    slope = crowd["megabytes_per_minute"]
    words = f"{slope:+.2f} MB a minute over {crowd['minutes']:g} minutes"
    yield "5 memory flat", slope <= FLAT_MB_PER_MINUTE, words


def others(results: Results) -> Iterator[tuple[str, bool, str]]:
    if found := results.of("words"):
        script, size = found["script_ms"], f"{found['rows']['models']:,} names"
        words = f"median {script['median']:.0f} of 150, worst {script['worst']:.0f} of 400"
        kept = script["median"] <= 150 and script["worst"] <= 400
        yield f"6 script ms of a search, {size}", kept, words
    if found := results.of("files"):
        for wanted, part, limit, unit in (
            (100_000, "first_byte_ms", 200, "ms to the first byte"),
            (1_000_000, "above_idle_mb", 150, "MB above idle"),
        ):
            values = [file[part] for file in found["files"] if file["wanted"] == wanted]
            if values:
                value = statistics.median(values) if part == "first_byte_ms" else max(values)
                kept = value <= limit
                yield f"7 CSV of {wanted:,} rows, {unit}", kept, f"{value:.0f} of {limit}"
    if found := results.of("start"):
        ours, empty = (
            [start for start in found["starts"] if start["name"] == name]
            for name in ("dashboard", "empty")
        )
        pairs = zip(ours, empty, strict=False)
        ratio = statistics.median(one["drawn_ms"] / other["drawn_ms"] for one, other in pairs)
        drawn = statistics.median(start["drawn_ms"] for start in ours)
        words = f"{ratio:.2f} of 1.3; {drawn:.0f} ms, {found['rows']['models']:,} models"
        yield "8 start to first chart × empty app", ratio <= 1.3, words
        weight = max(start["megabytes"] for start in ours)
        foreign = {host for start in ours for host in start["foreign"]}
        words = f"{weight:.2f} of 2.5 MB; foreign hosts: {', '.join(foreign) or 'none'}"
        yield "9 first load", weight <= 2.5 and not foreign, words


def lines(results: Results) -> list[str]:
    parts: tuple[Callable, ...] = (clicks, sessions, others)
    found = [goal for part in parts for goal in part(results)]
    seen = {goal[0][0] for goal in found}
    found += [
        (f"{number} ...", None, "not measured") for number in "123456789" if number not in seen
    ]
    verdict = {True: "met", False: "**not met**", None: "open"}
    table = ["| goal | | |", "|---|---|---|"]
    return table + [
        f"| {goal} | {verdict[kept]} | {words} |" for goal, kept, words in sorted(found)
    ]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=report.RESULTS)
    options = parser.parse_args(arguments)
    results = Results(options.out)
    told = lines(results)
    for (kind, _), result in sorted(results.all.items()):
        if kind == "clicks":
            told += ["", f"## {result['rows']['models']:,} models", "", report.click_table(result)]
            picture.draw(result, options.out)
    text = "\n".join(told) + "\n"
    (options.out / "RESULTS.md").write_text(text, encoding="utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
