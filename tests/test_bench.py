"""The benchmark still finds what it measures; how long anything takes is not for tests."""

import asyncio
from pathlib import Path

from bench import pages, servers
from bench.visitor import Visitor
from tests.live import CATALOGUE


def test_visitor_without_browser_sees_charts_and_server_says_what_was_asked():
    directory = Path(CATALOGUE.directory)
    values = pages.read_values(directory)
    (page,) = (page for page in pages.PAGES if page.path == "mo-hinh")
    place, _ = values.places[page.table][0]

    async def visit(address):
        async with Visitor(address) as visitor:
            return await visitor.go(page.path, noi=place)

    with servers.product(directory, is_traced=True) as server:
        answer = asyncio.run(visit(server.address))
        (run,) = server.runs_since(0)
    assert answer.charts
    assert run["query"] == f"noi={place}"
    assert run["questions"]
    assert 0 < run["sql_ms"] < run["script_ms"]
