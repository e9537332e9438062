import os
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import sync_playwright

from tests.browser.dashboard import AppPage, chromium_program, serve, start_chromium

# No test reads or writes what was published on this machine.
os.environ["DVK_PUBLISHED"] = str(Path(__file__).parent / "no-such-store")

settings.register_profile("dashboard", deadline=None, derandomize=os.environ.get("CI") == "true")
settings.load_profile("dashboard")


def pytest_collection_modifyitems(items):
    """Mark what needs a browser, and run it last: the quick tests speak first."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(scope="session")
def chromium():
    """Chromium, started once for all tests."""
    program = chromium_program()
    if not Path(program).is_file():
        reason = f"no Chromium at {program}: install it, or set DVK_CHROMIUM to its path"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)
    with sync_playwright() as playwright:
        browser = start_chromium(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def dashboard():
    """The address of the real dashboard, started once for all tests."""
    with serve() as address:
        yield address


@pytest.fixture
def open_page(chromium, request):
    """Open pages of the dashboard: open_page("/mo-hinh", theme="dark", size=(390, 844)).

    After the test every page must have run without a console error, without an exception and
    without a request to another machine.
    """
    pages = []

    def open_page(path="/", *, address=None, **options):
        address = address or request.getfixturevalue("dashboard")
        pages.append(AppPage(chromium, address, **options))
        return pages[-1].open(path)

    yield open_page
    problems = [problem for page in pages for problem in page.problems]
    for page in pages:
        page.close()
    assert not problems, "\n".join(problems)
