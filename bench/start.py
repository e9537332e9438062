"""From the start of the process to the first chart, and what the first load weighs.

python -m bench.start --datasets DIR: beside an empty Streamlit app with one chart, in turn.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

from tests.browser.dashboard import start_chromium

from . import pages, report, servers

FIRST_PAGES = {"dashboard": "/so-sanh", "empty": "/"}
SECONDS_TO_DRAW = 300
A_CHART = ".js-plotly-plot .main-svg"


def start_once(browser, name: str, datasets: Path) -> dict:
    """Milliseconds until the server answers and until a chart is drawn; bytes of the load."""
    begin = time.perf_counter()
    server = servers.product(datasets) if name == "dashboard" else servers.reference(name)
    with server as running:
        answered = time.perf_counter()
        context = browser.new_context()
        page = context.new_page()
        weight, hosts = weigh(context, page)
        page.goto(running.address + FIRST_PAGES[name], wait_until="commit")
        page.wait_for_selector(A_CHART, state="attached", timeout=SECONDS_TO_DRAW * 1000)
        drawn = time.perf_counter()
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(1000)
        context.close()
    return {
        "name": name,
        "answers_ms": 1000 * (answered - begin),
        "drawn_ms": 1000 * (drawn - begin),
        "megabytes": sum(weight) / 1e6,
        "requests": len(weight),
        "foreign": sorted(hosts - {"localhost", "127.0.0.1"}),
    }


def weigh(context, page) -> tuple[list[int], set[str]]:
    """Collects bytes as they come over the wire, and every host that is asked."""
    weight, hosts = [], set()
    channel = context.new_cdp_session(page)
    channel.send("Network.enable")
    channel.on("Network.loadingFinished", lambda event: weight.append(event["encodedDataLength"]))

    def frame(event):
        response = event["response"]
        size = len(response["payloadData"])
        weight.append(size * 3 // 4 if response["opcode"] == 2 else size)

    channel.on("Network.webSocketFrameReceived", frame)

    def asked(url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob"):
            hosts.add(parts.hostname)

    page.on("request", lambda request: asked(request.url))
    page.on("websocket", lambda opened: asked(opened.url))
    return weight, hosts


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--datasets", type=Path, default=servers.ROOT / "datasets")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--out", type=Path, default=report.RESULTS)
    options = parser.parse_args(arguments)
    datasets = options.datasets.resolve()
    values = pages.read_values(datasets)
    result = report.heading("start", datasets, values.rows) | {"starts": []}
    with sync_playwright() as playwright:
        browser = start_chromium(playwright)
        for _ in range(options.repeats):
            for name in FIRST_PAGES:
                result["starts"].append(start_once(browser, name, datasets))
                print(result["starts"][-1], flush=True)
                report.keep(
                    result, options.out, f"start-{report.short_count(values.rows['models'])}"
                )
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
