"""Trình chiếu in a browser: pin, present with keys, open the link elsewhere, print."""

import re
import shutil
import subprocess
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from dvk_data.screen.pins import COMMENT_AT_MOST, Pin, pack
from dvk_data.wording import wording
from tests.live import CATALOGUE

say = wording("vi").say
LAM_HA = "noi=2004-district-676"
DOMAINS = Pin("tong-quan", f"{LAM_HA}&nam=2023", "domains", "Vì sao ít mô hình kinh tế?")
FLOW = Pin("khieu-nai-to-cao", LAM_HA, "petition-steps")
RANKED = Pin("so-sanh", "", "ranked", "Các năm khác nhau.")
SCORES = Pin("chi-so-tinh", "", "index-scores")
RATES = Pin("dich-vu-cong", f"{LAM_HA}&nam=2023", "service-rates", "Một câu bình")
SET = (DOMAINS, FLOW, RANKED, SCORES)
SIZES = [(1920, 1080), (1366, 768), (390, 844)]


def link_to(*pins, **parameters):
    more = "".join(f"&{name}={value}" for name, value in parameters.items())
    return f"/trinh-chieu?ghim={pack(list(pins))}{more}"


def headings(app):
    return app.page.locator(".sheets h1").all_inner_texts()


def wait_for_charts(app, count=1):
    expect(app.page.locator(".sheets .chart > svg .main-svg").first).to_be_visible()
    expect(app.page.locator(".sheets .chart:has(> svg)")).to_have_count(count)


def expect_page(app, number, count):
    where = say("slides.page", page=number, count=count)
    expect(app.page.locator(".sheets .page")).to_have_text(where)
    wait_for_charts(app)


def test_pinned_on_two_pages_presented_and_opened_elsewhere(open_page):
    app = open_page(f"/tong-quan?{LAM_HA}&nam=2023")
    app.press("button", say("slides.pin"))
    app.press("link", say("nav.comparison"))
    app.press("button", say("slides.pin"))
    app.press("link", say("slides.nav_count", count=2))
    app.page.get_by_label(say("slides.comment")).nth(1).fill("Các năm khác nhau.")
    app.press("button", say("slides.present"))
    expect_page(app, 1, 2)
    first = headings(app)
    app.page.keyboard.press("ArrowRight")
    expect_page(app, 2, 2)
    second = headings(app)
    assert first != second

    elsewhere = open_page(app.link)
    expect_page(elsewhere, 2, 2)
    assert headings(elsewhere) == second
    expect(elsewhere.page.locator(".sheets .comment")).to_have_text("Các năm khác nhau.")
    elsewhere.page.keyboard.press("Home")
    expect_page(elsewhere, 1, 2)
    assert headings(elsewhere) == first


def test_keys_buttons_and_back_turn_pages(open_page):
    app = open_page(link_to(*SET, trinh=1))
    expect_page(app, 1, 4)
    for key, number in [
        ("PageDown", 2), ("ArrowRight", 3), (" ", 4), ("ArrowRight", 4), ("ArrowLeft", 3),
        ("PageUp", 2), ("End", 4), ("Home", 1),
    ]:  # fmt: skip
        app.page.keyboard.press(key)
        expect_page(app, number, 4)
        app.wait_until_drawn()
    for _ in range(3):  # faster than the server answers
        app.page.keyboard.press("ArrowRight")
    expect_page(app, 4, 4)
    app.wait_until_drawn()
    app.page.get_by_role("button", name=say("slides.before")).click()
    expect_page(app, 3, 4)
    assert app.choices["trang"] == "3"
    app.wait_until_drawn()
    app.go_back()
    expect_page(app, 4, 4)
    expect(app.page.locator(".sheets .clock")).to_have_text(re.compile(r"^\d\d:\d\d$"))
    app.page.keyboard.press("Escape")
    expect(app.page.locator(".sheets")).to_have_count(0)
    expect(app.title).to_have_text(say("slides.title"))
    assert "trinh" not in app.choices


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_slide_fills_the_screen_and_nothing_is_cut(open_page, size, theme):
    for number in range(1, len(SET) + 1):
        app = open_page(link_to(*SET, trinh=1, trang=number), size=size, theme=theme)
        wait_for_charts(app)
        app.wait_until_drawn()
        found = app.page.evaluate("""() => {
            const box = (element) => element.getBoundingClientRect()
            const slides = document.querySelector(".sheets")
            const charts = [...document.querySelectorAll(".chart > svg")].map(box)
            const area = charts.reduce((sum, { width, height }) => sum + width * height, 0)
            const parts = "h1, p, button, .page, .clock, .chart text"
            const outside = [...slides.querySelectorAll(parts)]
                .filter((it) => it.textContent.trim() && it.checkVisibility())
                .filter((it) => {
                    const { left, top, right, bottom } = box(it)
                    const isBeyond = right > innerWidth + 1 || bottom > innerHeight + 1
                    return left < -1 || top < -1 || isBeyond
                })
            return {
                outside: outside.map((it) => it.textContent),
                scrolls: slides.scrollHeight > innerHeight || slides.scrollWidth > innerWidth,
                share: area / innerWidth / innerHeight,
                title: parseFloat(getComputedStyle(slides.querySelector("h1")).fontSize),
            }
        }""")
        assert found["outside"] == []
        assert not found["scrolls"]
        if size[0] > 1000:
            assert found["title"] >= 32
            assert found["share"] > 0.5
        app.close()


@pytest.mark.parametrize(("theme", "language"), [("light", "vi"), ("dark", "en")])
def test_paper_has_one_view_a_page_with_all_that_it_must_say(open_page, tmp_path, theme, language):
    if not shutil.which("pdftotext"):
        pytest.skip("no pdftotext: install poppler-utils")
    app = open_page(link_to(*SET, **{"in": 1, "lang": language}), theme=theme)
    wait_for_charts(app, len(SET))
    app.wait_until_drawn()
    cut = app.page.evaluate("""() => [...document.querySelectorAll(".sheet")].flatMap((sheet) => {
        const { left, top, right, bottom } = sheet.getBoundingClientRect()
        return [...sheet.querySelectorAll("h1, p, td, th, .chart text")].filter((it) => {
            const box = it.getBoundingClientRect()
            return box.left < left || box.right > right || box.top < top || box.bottom > bottom
        }).map((it) => it.textContent)
    })""")
    assert cut == []
    titles = headings(app)
    file = tmp_path / "slides.pdf"
    app.page.pdf(path=file, prefer_css_page_size=True)
    text = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True)
    pages = text.stdout.decode().split("\f")[:-1]
    assert len(pages) == len(SET)
    tell = wording(language).say
    for number, (page, title, pin) in enumerate(zip(pages, titles, SET, strict=True), start=1):
        words = " ".join(page.split())
        assert title.split()[:6] == words.split()[:6]
        assert pin.comment in words
        for said in (
            tell("slides.page", page=number, count=len(SET)),
            tell("slides.source", source="").strip(),
            tell("slides.filters", filters="").strip(),
            CATALOGUE.version,
        ):
            assert said in words
        assert tell("app.tagline") not in words
        assert tell("slides.leave_print") not in words
    sizes = subprocess.run(["pdfinfo", file], capture_output=True, check=True, text=True).stdout
    width, height = re.search(r"Page size: +([\d.]+) x ([\d.]+)", sizes).groups()
    assert (round(float(width)), round(float(height))) == (842, 595)


def test_note_for_a_chat_holds_finding_filters_source_and_link(open_page):
    app = open_page(f"/tong-quan?{LAM_HA}&nam=2023", permissions=["clipboard-read"])
    title = app.page.locator("[data-testid=stMain] h3").first.inner_text()
    app.press("button", say("slides.copy_note"))
    expect(app.page.get_by_role("button", name=say("slides.copied"), exact=True)).to_be_visible()
    lines = app.page.evaluate("navigator.clipboard.readText()").splitlines()
    assert lines[0] == title
    assert "Huyện Lâm Hà, tỉnh Lâm Đồng" in lines[1]
    assert "2023" in lines[1]
    assert CATALOGUE.version in lines[2]
    assert lines[3] == app.page.url


def test_long_list_stands_in_columns_with_every_row_once(open_page):
    app = open_page(link_to(RATES, trinh=1))
    expect(app.page.locator(".sheets .chart > svg").nth(1)).to_be_visible()
    app.wait_until_drawn()
    read = "(parts) => parts.map((it) => it.textContent).filter(Boolean).sort()"
    drawn = app.page.locator(".st-key-slide-1 svg.main-svg text").evaluate_all(read)
    shown = app.page.locator(".sheets .chart text").evaluate_all(read)
    assert shown == drawn


# Pixels that letters of charts have at least, on a screen of a meeting room and on A4.
TYPE = """(parts) => Math.min(...parts.filter((it) => it.textContent.trim()).map(
    (it) => parseFloat(getComputedStyle(it).fontSize) * Math.abs(it.getScreenCTM().a)
))"""


@pytest.mark.parametrize(("how", "least"), [("trinh", 17), ("in", 8)])
def test_type_of_a_list_is_large_enough_to_be_read(open_page, how, least):
    app = open_page(link_to(RATES, RANKED, **{how: 1}), size=(1920, 1080))
    wait_for_charts(app, 1 if how == "trinh" else 2)
    app.wait_until_drawn()
    assert app.page.locator(".sheets .chart text").evaluate_all(TYPE) >= least


def test_printed_ranking_uses_the_height_of_its_page(open_page):
    app = open_page(link_to(RANKED, **{"in": 1}))
    wait_for_charts(app)
    app.wait_until_drawn()
    share = app.page.evaluate("""() => {
        const texts = [...document.querySelectorAll(".sheets .chart text")]
        const ends = texts.map((it) => it.getBoundingClientRect().bottom)
        const { top, height } = document.querySelector(".sheets .chart").getBoundingClientRect()
        return (Math.max(...ends) - top) / height
    }""")
    assert share > 0.85


def test_buttons_of_a_slide_are_drawn_whatever_the_font(open_page):
    app = open_page(link_to(RANKED, trinh=1))
    for name in ("full_screen", "leave"):
        button = app.page.get_by_role("button", name=say(f"slides.{name}"))
        expect(button.locator("svg path")).to_be_visible()
        expect(button).to_have_text("")


def test_message_copied_on_the_list_leads_to_the_whole_set(open_page):
    app = open_page(link_to(*SET), permissions=["clipboard-read"])
    app.press("button", say("slides.copy_link"))
    expect(app.page.get_by_role("button", name=say("slides.copied"), exact=True)).to_be_visible()
    link = app.page.evaluate("navigator.clipboard.readText()")
    assert link == app.address + link_to(*SET)


def test_link_copied_while_a_comment_is_typed_holds_as_much_of_it_as_is_kept(open_page):
    long = "x" * (COMMENT_AT_MOST + 1)
    app = open_page(link_to(RANKED), permissions=["clipboard-read"])
    app.page.get_by_label(say("slides.comment")).fill(long)
    app.page.get_by_role("button", name=say("slides.copy_link")).click()
    link = app.address + link_to(replace(RANKED, comment=long[:COMMENT_AT_MOST]))
    wanted = "async (link) => (await navigator.clipboard.readText()) === link"
    app.page.wait_for_function(wanted, arg=link)
