"""From the click on a filter to the repainted chart: python -m bench.clicks --datasets DIR

Every filter of every page, in a real headless Chromium, turn by turn with its references (floor,
naive, plain, dash) in the same run. Needs what python run.py test needs. See bench/README.md.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
import traceback
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import sync_playwright

from tests.browser.dashboard import start_chromium

from . import pages, report, servers
from .browser import CannotClick, Dashboard, Reference

REFERENCES = ("floor", "naive", "plain", "dash")
CHARTS_AT_MOST = 6
FAILURES_AT_MOST = 3


def main(arguments: list[str] | None = None) -> int:
    options = read_options(arguments)
    chosen = [page for page in pages.PAGES if not options.pages or page.path in options.pages]
    values = pages.read_values(options.datasets)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        flat, provinces, totals = pages.write_flat(options.datasets, folder)
        environment = {"BENCH_MODELS": flat, "BENCH_PROVINCES": json.dumps(provinces)}
        running = {
            "dashboard": stack.enter_context(servers.product(options.datasets, is_traced=True))
        }
        for name in options.references:
            running[name] = stack.enter_context(servers.reference(name, **environment))
        browser = start_chromium(stack.enter_context(sync_playwright()))
        run = Run(browser, running, values, totals, options)
        try:
            for page in chosen:
                for filter in page.filters:
                    if not options.filters or filter.name in options.filters:
                        run.measure(page, filter)
        finally:
            run.keep()
            browser.close()
    print(report.click_table(run.result))
    return 0


def read_options(arguments: list[str] | None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--datasets", type=Path, default=servers.ROOT / "datasets")
    parser.add_argument("--pages", nargs="*", default=[], help="addresses, e.g. mo-hinh so-sanh")
    parser.add_argument("--filters", nargs="*", default=[], help="e.g. place year word")
    parser.add_argument("--repeats", type=int, default=20)
    parser.add_argument("--references", nargs="*", default=list(REFERENCES), choices=REFERENCES)
    parser.add_argument("--out", type=Path, default=report.RESULTS)
    parser.add_argument("--name", default="", help="of the result; otherwise the number of models")
    options = parser.parse_args(arguments)
    options.datasets = options.datasets.resolve()
    return options


class Run:
    """All clicks of one run; what is measured so far is kept even when the rest fails."""

    def __init__(self, browser, running, values, totals, options):
        self.browser, self.running, self.values = browser, running, values
        self.totals, self.options = totals, options
        self.references: dict[tuple[str, int], Reference] = {}
        self.result = report.heading("clicks", options.datasets, values.rows)
        self.result |= {"repeats": options.repeats, "clicks": [], "problems": []}
        self.name = options.name or report.short_count(values.rows["models"])

    def measure(self, page: pages.Page, filter: pages.Filter) -> None:
        label = f"/{page.path} {filter.name}"
        tab = Dashboard(self.browser, self.running["dashboard"], page, filter, self.values)
        failures = 0
        try:
            for turn in range(self.options.repeats):
                # How many charts the page has shows its click: a place may lack some of them.
                failures += self._click(tab, label, turn)
                references = self._references(min(max(1, tab.charts()), CHARTS_AT_MOST))
                # Whoever comes first would always meet the same state of the machine.
                shift = turn % max(1, len(references))
                for reference in references[shift:] + references[:shift]:
                    failures += self._click(reference, label, turn)
                failures += self._click(tab, label, turn, "again")
                if failures > FAILURES_AT_MOST * (1 + len(references)):
                    raise CannotClick(f"{failures} clicks failed, the rest is left out")
        except (CannotClick, BrowserError) as error:
            self._note(label, error)
        finally:
            tab.close()
            self.keep()
        print(report.click_line(self.result, label), flush=True)

    def _references(self, charts: int) -> list[Reference]:
        found = []
        for name in self.options.references:
            key = (name, charts)
            if key not in self.references:
                server = self.running[name]
                tab = Reference(self.browser, server, name, charts, list(self.totals))
                self.references[key] = tab
            found.append(self.references[key])
        return found

    def _click(self, contender, label, turn, round="first") -> int:
        """Measure one click. Returns how many clicks failed: 0 or 1."""
        try:
            contender.begin(turn)
            measured = contender.click(turn)
        except (CannotClick, BrowserError) as error:
            self._note(f"{label} {contender.name} turn {turn}", error)
            contender.recover()
            return 1
        runs = measured.pop("runs")
        self.result["clicks"].append(
            {
                "click": label,
                "contender": contender.name,
                "charts": contender.charts(),
                "turn": turn,
                "round": round,
                "ms": measured["numbers"] or measured["words"],
                "script_ms": sum(run["script_ms"] for run in runs),
                "sql_ms": sum(run["sql_ms"] for run in runs),
                "after_ms": sum(run["after_ms"] for run in runs),
                "runs": len(runs),
                "questions": sum(len(run["questions"]) for run in runs),
                "is_right": self._is_right(contender, measured),
                **{k: measured[k] for k in ("state", "is_first", "numbers", "words")},
                **{k: measured[k] for k in ("sent", "first", "last", "bytes", "changes")},
            }
        )
        return 0

    def _is_right(self, contender, measured: dict) -> bool:
        """Whether the total that DuckDB counts is on screen; of the dashboard, whether the same
        choices lead to the same numbers a second time."""
        shown = measured["shown"] or measured["all"]
        if contender.name == "floor":
            return True
        if contender.name != "dashboard":
            numbers = {re.sub(r"\D", "", part) for part in shown.split("|")}
            return str(self.totals[measured["state"]]) in numbers
        before = contender.shown.setdefault(measured["state"], shown)
        if before != shown:
            both = [set(text.split("|")) for text in (before, shown)]
            parts = [sorted(one - other)[:5] for one, other in (both, both[::-1])]
            self._note(measured["state"], f"first showed {parts[0]}, then {parts[1]}")
        return before == shown

    def _note(self, where: str, error: Exception | str) -> None:
        first = str(error).strip().splitlines()[:1] or [traceback.format_exc()]
        self.result["problems"].append(f"{where}: {first[0]}")

    def keep(self) -> None:
        report.keep(self.result, self.options.out, f"clicks-{self.name}")


if __name__ == "__main__":
    sys.exit(main())
