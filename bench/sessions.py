"""Memory and many readers: python -m bench.sessions --datasets DIR --sessions 100 --minutes 30

What the server holds above an empty Streamlit app, what each further open session adds, and how
quick it stays, and how large, while all sessions click. The readers speak Streamlit's protocol,
without a browser; each click leads to another state of another page.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import time
from contextlib import AsyncExitStack
from pathlib import Path

from . import pages, report, servers
from .visitor import Visitor

SECONDS_BETWEEN_CLICKS = 5
SECONDS_BETWEEN_LOOKS = 10
FURTHER = 20
ALONE = 60


def states(values: pages.Values, chance: random.Random):
    """Endless clicks of readers: (page, choices)."""
    years = [str(year) for year in range(2016, 2026)]
    while True:
        page = chance.choice(pages.PAGES)
        places = values.places[page.table]
        choices = {"noi": chance.choice(places)[0]} if places else {}
        if page.path in ("tong-quan", "chi-so-tinh", "nguon-du-lieu"):
            choices["nam"] = chance.choice(years)
        if page.path == "mo-hinh" and chance.random() < 0.5:
            choices["tim"] = chance.choice(values.words)
        if page.path == "so-sanh":
            choices = {"xem": chance.choice(["xep-hang", "co-cau", "bang-nhiet", "xu-huong"])}
        yield page.path, choices


async def settle(server: servers.Server) -> float:
    """Megabytes (pss) once nothing is running."""
    await asyncio.sleep(2)
    return server.memory()["pss"]


async def empty_app() -> float:
    with servers.reference("empty") as server:
        async with Visitor(server.address) as visitor:
            await visitor.go()
            return await settle(server)


async def further_sessions(server: servers.Server) -> float:
    """Megabytes that each of some further sessions adds, all open at the same page."""
    async with AsyncExitStack() as stack:

        async def open_one() -> None:
            visitor = await stack.enter_async_context(Visitor(server.address))
            await visitor.go("mo-hinh")

        await open_one()
        before = await settle(server)
        for _ in range(FURTHER):
            await open_one()
        return (await settle(server) - before) / FURTHER


async def alone(server: servers.Server, clicks) -> list[float]:
    async with Visitor(server.address) as visitor:
        return [
            (await visitor.go(page, **choices)).milliseconds
            for page, choices in (next(clicks) for _ in range(ALONE))
        ]


async def crowd(server, clicks, sessions: int, seconds: float) -> dict:
    """Many sessions that click every five seconds, and the server's memory meanwhile."""
    times, errors, memory = [], [], []
    begin = time.monotonic()

    async def reader(number: int):
        await asyncio.sleep(SECONDS_BETWEEN_CLICKS * number / sessions)
        async with Visitor(server.address) as visitor:
            while time.monotonic() - begin < seconds:
                next_click = time.monotonic() + SECONDS_BETWEEN_CLICKS
                page, choices = next(clicks)
                try:
                    answer = await visitor.go(page, **choices)
                    times.append([time.monotonic() - begin, answer.milliseconds])
                except Exception as error:
                    errors.append(f"{page} {choices}: {type(error).__name__} {error}"[:300])
                    return
                await asyncio.sleep(max(0, next_click - time.monotonic()))

    async def look():
        while time.monotonic() - begin < seconds:
            size = server.memory()
            memory.append([round(time.monotonic() - begin), size["pss"], size["files"]])
            await asyncio.sleep(SECONDS_BETWEEN_LOOKS)

    await asyncio.gather(look(), *(reader(number) for number in range(sessions)))
    # The first tenth fills caches and opens sessions.
    settled = [took for at, took in times if at > seconds / 10]
    return {
        "sessions": sessions,
        "minutes": seconds / 60,
        "clicks": len(times),
        "ms": report.summary(settled or [took for _, took in times]),
        "errors": errors,
        "memory": memory,
        "megabytes_per_minute": growth(memory[len(memory) // 3 :]),
    }


def growth(memory: list[list[float]]) -> float:
    """Slope of the memory over time: megabytes a minute (least squares)."""
    if len(memory) < 3:
        return 0.0
    times, sizes = ([point[i] for point in memory] for i in (0, 1))  # pss
    middle, mean = sum(times) / len(times), sum(sizes) / len(sizes)
    upper = sum((t - middle) * (s - mean) for t, s in zip(times, sizes, strict=True))
    return round(60 * upper / sum((t - middle) ** 2 for t in times), 3)


async def measure(options, datasets: Path) -> dict:
    values = pages.read_values(datasets)
    clicks = states(values, random.Random(1))
    result = report.heading("sessions", datasets, values.rows)
    name = f"sessions-{report.short_count(values.rows['models'])}"
    empty = await empty_app()
    with servers.product(datasets) as server:

        def note(**found) -> None:
            result.update(found)
            report.keep(result, options.out, name)
            print({key: value for key, value in found.items() if key != "crowd"}, flush=True)

        async with Visitor(server.address) as visitor:
            for page in pages.PAGES:
                await visitor.go(page.path)
            note(empty_mb=empty, above_empty_mb=await settle(server) - empty)
        note(further_session_mb=await further_sessions(server))
        note(alone_ms=report.summary(await alone(server, clicks)))
        note(after_clicks_above_empty_mb=await settle(server) - empty)
        found = await crowd(server, clicks, options.sessions, 60 * options.minutes)
        note(crowd=found, after_crowd_above_empty_mb=await settle(server) - empty)
        print({key: value for key, value in found.items() if key != "memory"})
    return result


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--datasets", type=Path, default=servers.ROOT / "datasets")
    parser.add_argument("--sessions", type=int, default=100)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--out", type=Path, default=report.RESULTS)
    options = parser.parse_args(arguments)
    asyncio.run(measure(options, options.datasets.resolve()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
