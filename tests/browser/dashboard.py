"""The running dashboard as a reader meets it: a server, and a browser page that watches itself."""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

ROOT = Path(__file__).resolve().parents[2]
# The addresses of all pages, as app.py names them.
PATHS = [
    f"/{path}"
    for path in re.findall(r'url_path="([\w-]+)"', (ROOT / "app.py").read_text(encoding="utf-8"))
]
SECONDS_TO_START = 60
SECONDS_TO_DRAW = 60
OWN_HOSTS = {"localhost", "127.0.0.1"}

CHROMIUM_OPTIONS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
]

# Opened at an inner address, Streamlit first looks for its server below that address
# (/mo-hinh/_stcore/health), gets 404, and finds it one level up. Chromium logs both attempts.
SERVER_LOOKUP = re.compile(r"/.+/_stcore/(health|host-config)")

IS_DRAWN = """() => {
    const visible = (selector) => [...document.querySelectorAll(selector)].filter(
        (element) => element.checkVisibility());
    const app = document.querySelector('[data-testid="stApp"]');
    const isDrawn = app?.dataset.testConnectionState === "CONNECTED"
        && app.dataset.testScriptState === "notRunning"
        && visible('[data-testid="stMain"] [data-testid="stElementContainer"]').length > 0
        && visible('[data-testid="stSkeleton"], [data-testid="stStatusWidget"]').length === 0
        && visible('[data-testid="stPlotlyChart"]').every((it) => it.querySelector(".main-svg"))
        && visible('[data-testid="stDataFrame"]').every((it) => it.querySelector("canvas"))
        && document.querySelector('[data-stale="true"]') === null
        && document.fonts.status === "loaded";
    if (!isDrawn) window.drawnSince = undefined;
    else window.drawnSince ??= performance.now();
    return isDrawn && performance.now() - window.drawnSince > 300;
}"""

CONTENT_HEIGHT = """() => Math.max(...[...document.querySelectorAll(
    '[data-testid="stMain"], [data-testid="stSidebarContent"]')]
    .filter((element) => element.getBoundingClientRect().left >= 0)
    .map((element) => element.scrollHeight))"""


def chromium_program():
    """Where Chromium is; `python run.py test` has looked for it and says so in DVK_CHROMIUM."""
    return os.environ.get("DVK_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"


def start_chromium(playwright):
    return playwright.chromium.launch(executable_path=chromium_program(), args=CHROMIUM_OPTIONS)


@contextmanager
def serve(folder=ROOT):
    """Run the app of a folder with that folder's settings; yield its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "serve.py", "--server.port", str(port)]
    command += ["--server.address", "localhost", "--server.fileWatcherType", "none"]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as log:
        server = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            address = f"http://localhost:{port}"
            _wait_until_healthy(address, server, log)
            yield address
        finally:
            server.terminate()
            server.wait()


def _wait_until_healthy(address, server, log):
    deadline = time.monotonic() + SECONDS_TO_START
    while server.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    log.seek(0)
    raise RuntimeError(f"The dashboard did not start. It said:\n{log.read()}")


class AppPage:
    """One browser page of the dashboard.

    `problems` collects what no reader should ever cause: console errors, uncaught exceptions in
    the page or in the app, and requests to any other machine.
    """

    def __init__(self, browser, address, *, size=(1366, 768), theme="light", **context_options):
        self.address = address
        self.problems = []
        width, height = size
        self._context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=theme,
            **{"locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh", **context_options},
        )
        self.page = self._context.new_page()
        self.page.on("console", self._note_console)
        self.page.on("pageerror", lambda error: self.problems.append(f"page error: {error}"))
        self.page.on("request", lambda request: self._note_address(request.url))
        self.page.on("websocket", lambda channel: self._note_address(channel.url))

    def open(self, path="/"):
        """Open a path with its query, such as "/mo-hinh?lang=en", and wait for it."""
        self.page.goto(self.address + path)
        self.wait_until_drawn()
        return self

    def wait_until_drawn(self):
        """Wait until the script has ended and nothing on screen is stale or still loading."""
        self.page.evaluate("window.drawnSince = undefined")
        self.page.wait_for_function(IS_DRAWN, timeout=SECONDS_TO_DRAW * 1000)
        for box in self.page.get_by_test_id("stException").all():
            self.problems.append(f"exception on screen at {self.page.url}: {box.inner_text()}")

    def press(self, role, name):
        """Click what has this role and exactly this name, and wait for the answer."""
        self.page.get_by_role(role, name=name, exact=True).click()
        self.wait_until_drawn()

    def fill(self, field, text):
        """Type into a field, press Enter and wait for the answer."""
        self.page.get_by_role("textbox", name=field, exact=True).fill(text)
        self.page.keyboard.press("Enter")
        self.wait_until_drawn()

    def choose(self, box, option):
        """Take the option of a select box that begins with these words. Returns all its words."""
        self.page.get_by_role("combobox", name=box, exact=True).fill(option)
        found = self.page.get_by_role("option", name=re.compile(f"^{re.escape(option)}")).first
        words = found.inner_text()
        found.click()
        self.wait_until_drawn()
        return words

    def take(self, key, name):
        """Open the downloads with this key and take one format. Returns file name and bytes."""
        box = self.page.locator(f".st-key-download-{key}")
        opener = box.get_by_test_id("stPopoverButton")
        if opener.get_attribute("aria-expanded") != "true":
            opener.click()
            self.wait_until_drawn()
        body = self.page.get_by_test_id("stPopoverBody")
        with self.page.expect_download() as download:
            body.get_by_test_id("stDownloadButton").get_by_role("button", name=name).click()
        return download.value.suggested_filename, Path(download.value.path()).read_bytes()

    def go_back(self):
        self.page.go_back()
        self.wait_until_drawn()

    def go_forward(self):
        self.page.go_forward()
        self.wait_until_drawn()

    @property
    def title(self):
        """The title of the page, to be waited for with expect()."""
        return self.page.get_by_role("heading", level=1).first

    @property
    def link(self):
        """The address without the machine: "/mo-hinh?noi=2004-district-676"."""
        return self.page.url.removeprefix(self.address)

    @property
    def choices(self):
        """The choices that the address holds, by parameter."""
        return dict(parse_qsl(urlsplit(self.page.url).query))

    def texts(self, selector='[data-testid="stMain"]'):
        """Every visible line of text inside the elements of a CSS selector."""
        blocks = self.page.locator(selector).all_inner_texts()
        return [line for block in blocks for line in map(str.strip, block.splitlines()) if line]

    def show_everything(self):
        """Make the window as tall as its content, which Streamlit scrolls inside a box."""
        for _ in range(2):  # a taller window can let more content in
            width = self.page.viewport_size["width"]
            height = max(self.page.viewport_size["height"], self.page.evaluate(CONTENT_HEIGHT))
            self.page.set_viewport_size({"width": width, "height": min(height, 15_000)})
            self.wait_until_drawn()

    def close(self):
        self._context.close()

    def _note_console(self, message):
        source = urlsplit(message.location.get("url", "")).path
        if message.type == "error" and not SERVER_LOOKUP.fullmatch(source):
            self.problems.append(f"console error: {message.text} ({source})")

    def _note_address(self, url):
        parts = urlsplit(url)
        if parts.scheme not in {"data", "blob"} and parts.hostname not in OWN_HOSTS:
            self.problems.append(f"request to another machine: {url}")
