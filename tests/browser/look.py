"""Takes pictures of the dashboard, for people who judge how it looks.

python -m tests.browser.look OUT_DIR [path ...] [--tall] [--server URL]
                             [--size 1366x768] [--theme dark] [--lang en]

Each picture is named path_size_theme_lang.png; what --size, --theme or --lang leave open is taken
in every variant.
"""

import argparse
import re
from contextlib import nullcontext
from itertools import product
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.dashboard import AppPage, serve, start_chromium

SIZES = ("1920x1080", "1366x768", "390x844")
THEMES = ("light", "dark")
LANGUAGES = ("vi", "en")


def main():
    wanted = read_arguments()
    wanted.out_dir.mkdir(parents=True, exist_ok=True)
    server = nullcontext(wanted.server.rstrip("/")) if wanted.server else serve()
    with server as address, sync_playwright() as playwright:
        browser = start_chromium(playwright)
        for picture in product(wanted.path, wanted.size, wanted.theme, wanted.lang):
            take(browser, address, *picture, wanted)
        browser.close()


def take(browser, address, path, size, theme, language, wanted):
    page = AppPage(browser, address, size=tuple(map(int, size.split("x"))), theme=theme)
    page.open(in_language(path, language))
    if wanted.tall:
        page.show_everything()
    name = re.sub(r"[^\w-]+", "-", path).strip("-") or "home"
    file = wanted.out_dir / f"{name}_{size}_{theme}_{language}.png"
    page.page.screenshot(path=file)
    print(file, *page.problems, sep="\n    ")
    page.close()


def in_language(path, language):
    if language == LANGUAGES[0]:
        return path
    return f"{path}{'&' if '?' in path else '?'}lang={language}"


def read_arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out_dir", type=Path)
    parser.add_argument("path", nargs="*", default=["/"], help='such as "/mo-hinh?year=2024"')
    parser.add_argument("--tall", action="store_true", help="as tall as the content")
    parser.add_argument("--server", help="address of a running dashboard; else one is started")
    parser.add_argument("--size", nargs="+", default=SIZES, help="WIDTHxHEIGHT")
    parser.add_argument("--theme", nargs="+", choices=THEMES, default=THEMES)
    parser.add_argument("--lang", nargs="+", choices=LANGUAGES, default=LANGUAGES)
    return parser.parse_args()


if __name__ == "__main__":
    main()
