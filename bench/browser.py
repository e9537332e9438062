"""One browser page of the dashboard or of a reference: brought to a state, clicked, timed."""

from __future__ import annotations

import re
import time
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Browser, TimeoutError

from .pages import Filter, Page, Values
from .servers import Server

STOPWATCH = (Path(__file__).parent / "stopwatch.js").read_text(encoding="utf-8")
SECONDS_TO_ANSWER = 180
QUIET = 400  # milliseconds without a change that end a measurement
GO_TO = """(path) => {
    history.pushState({}, "", path);
    dispatchEvent(new PopStateEvent("popstate", { state: {} }));
}"""

# A chart, or a script that has ended: a place may have nothing to draw.
IS_THERE = """() => stopwatch.charts() > 0
    || document.querySelector("[data-testid=stApp]")?.dataset.testScriptState === "notRunning"
        && document.querySelector("[data-testid=stMain] [data-testid=stElementContainer]")"""


class CannotClick(Exception):
    """A filter that is not there, or has no other value; says which."""


class Tab:
    """A tab with the stopwatch in it."""

    def __init__(self, browser: Browser, server: Server, name: str):
        self.name, self.server = name, server
        self._context = browser.new_context(
            viewport={"width": 1366, "height": 768}, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh"
        )
        self._context.add_init_script(STOPWATCH)
        self.page = self._context.new_page()
        self.page.set_default_timeout(20_000)
        self.seen: set[str] = set()
        self.shown: dict[str, str] = {}
        self.is_open = False

    def open(self, path: str) -> None:
        self.page.goto(self.server.address + path)
        self.page.wait_for_function(IS_THERE, timeout=SECONDS_TO_ANSWER * 1000)
        self.wait_until_quiet()
        self.is_open = True

    def wait_until_quiet(self) -> None:
        """Wait until no script runs and the numbers on screen stand still."""
        last, since = None, time.monotonic()
        deadline = since + SECONDS_TO_ANSWER
        while time.monotonic() < deadline:
            state = self.page.evaluate(
                "[document.querySelector('[data-testid=stApp]')?.dataset.testScriptState"
                " ?? 'notRunning', stopwatch.numbers()]"
            )
            if state != last or state[0] != "notRunning":
                last, since = state, time.monotonic()
            elif time.monotonic() - since > QUIET / 1000:
                return
            self.page.wait_for_timeout(40)

    def time(self, click) -> dict:
        """Click and wait for the answer; milliseconds from the click to each part of it."""
        traced = self.server.trace_so_far()
        self.page.evaluate("stopwatch.start()")
        click()
        self.page.wait_for_function(
            f"() => stopwatch.isSettled({QUIET})", timeout=SECONDS_TO_ANSWER * 1000, polling=25
        )
        measured = self.page.evaluate("stopwatch.stop()")
        return measured | {"runs": self.server.runs_since(traced)}

    def charts(self) -> int:
        return self.page.evaluate("stopwatch.charts()")

    def recover(self) -> None:
        """After a failed click: the next turn opens the page anew."""
        self.is_open = False

    def close(self) -> None:
        self._context.close()


class Dashboard(Tab):
    """The dashboard, at one filter of one page."""

    def __init__(self, browser, server, page: Page, filter: Filter, values: Values):
        super().__init__(browser, server, "dashboard")
        self.at, self.filter, self.values = page, filter, values

    def begin(self, turn: int) -> None:
        """The state from which this turn's click starts; not measured."""
        if not self.is_open:
            self.open(f"/{self.at.path}?{self._start(turn)}")
            return
        self.page.keyboard.press("Escape")
        self.page.evaluate(GO_TO, f"/{self.at.path}?{self._start(turn)}")
        self.page.wait_for_timeout(150)
        self.wait_until_quiet()

    def _start(self, turn: int) -> str:
        choices = dict(self.filter.start)
        places = self.values.places[self.at.table]
        if self.filter.from_place and places:
            choices["noi"] = places[turn % len(places)][0]
        if self.filter.kind == "place" and places:
            choices["noi"] = places[-1][0]  # where no click of this filter leads
        return urlencode(choices)

    def click(self, turn: int) -> dict:
        prepare = {
            "select": self._option,
            "place": self._place,
            "several": self._option,
            "buttons": self._button,
            "text": self._word,
        }[self.filter.kind]
        if self.filter.within and not self._widget().is_visible():
            self.page.locator(f".st-key-{self.filter.within} button").first.click()
        try:
            self._widget().wait_for(timeout=5000)
        except TimeoutError:
            raise CannotClick(f"{self.filter.name}: not on the page") from None
        measured = self.time(prepare(turn))
        state = self.page.url.removeprefix(self.server.address)
        measured["is_first"] = state not in self.seen
        measured["state"] = state
        self.seen.add(state)
        return measured

    def _widget(self):
        return self.page.locator(f".st-key-widget-{self.filter.parameter}").first

    def _option(self, turn: int):
        self._open_list()
        options = self.page.locator(
            '[role=option]:not([aria-selected=true]):not([data-key^="__select_all"])'
        )
        count = options.count()
        if not count:
            raise CannotClick(f"{self.filter.name}: no other value")
        return options.nth(turn % count).click

    def _place(self, turn: int):
        places = self.values.places[self.at.table]
        if not places:
            raise CannotClick("no province has rows")
        name = places[turn % max(1, len(places) - 1)][1]
        self._open_list()
        self._widget().locator("input").fill(name)
        option = self.page.get_by_role("option", name=re.compile(f"^{re.escape(name)}( ·|$)"))
        option.first.wait_for(timeout=5000)
        return option.first.click

    def _open_list(self) -> None:
        # A list that opens while its box is still scrolled into sight closes again.
        self._widget().scroll_into_view_if_needed()
        self.page.wait_for_timeout(150)
        self._widget().locator("input").click()
        self.page.locator("[role=option]").first.wait_for(timeout=5000)

    def _button(self, turn: int):
        others = self._widget().locator(
            "button[data-variant]:not([aria-pressed=true]):not([aria-checked=true])"
        )
        try:
            others.first.wait_for(timeout=5000)
        except TimeoutError:
            raise CannotClick(f"{self.filter.name}: no other value") from None
        return others.nth(turn % others.count()).click

    def _word(self, turn: int):
        field = self._widget().locator("input")
        field.fill(self.values.words[turn % len(self.values.words)])
        return lambda: field.press("Enter")


class Reference(Tab):
    """A page of bench/references/: one select box, as many charts as asked for."""

    def __init__(self, browser, server, name: str, charts: int, provinces: list[str]):
        super().__init__(browser, server, name)
        self._path = f"/{charts}/" if name == "dash" else f"/?charts={charts}"
        self.provinces = provinces
        self._chosen = ""

    def begin(self, turn: int) -> None:
        """Some other province than the one this turn's click leads to; not measured."""
        if not self.is_open:
            self.open(self._path)
            self._chosen = self.provinces[0]
        if self._target(turn) == self._chosen:
            self.time(self._choose(self._target(turn + 1)))

    def _target(self, turn: int) -> str:
        return self.provinces[(turn + 1) % len(self.provinces)]

    def click(self, turn: int) -> dict:
        province = self._target(turn)
        measured = self.time(self._choose(province))
        measured |= {"is_first": province not in self.seen, "state": province}
        self.seen.add(province)
        return measured

    def _choose(self, province: str):
        self._chosen = province
        if self.name == "dash":
            self.page.locator("#province").click()
            search = self.page.locator("input.dash-dropdown-search")
            options = self.page.locator("label.dash-options-list-option")
        else:
            search = self.page.locator(".st-key-province input")
            search.click()
            options = self.page.get_by_role("option")
        search.fill(province)
        option = options.filter(has_text=re.compile(f"^{re.escape(province)}$")).first
        option.wait_for(timeout=5000)
        return option.click
