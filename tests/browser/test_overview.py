"""Tổng quan and the frame of every page, as a reader meets them in a browser."""

import re
import tomllib
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

from dvk_data.wording import LANGUAGES, wording
from tests.browser.dashboard import PATHS
from tests.live import CATALOGUE

say = wording("vi").say
LAM_HA = "/tong-quan?noi=2004-district-676&nam=2023"
LAM_HA_TITLE = "Huyện Lâm Hà, tỉnh Lâm Đồng, năm 2023"
CARD = "/mo-hinh?mo-hinh=d-lamha-15&tim=heo"
PHONE = (390, 844)

WIDER_THAN_THE_WINDOW = """() => [...document.querySelectorAll('[data-testid="stMain"] *')]
    .filter((element) => element.checkVisibility() && [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim()))
    .filter((element) => element.getBoundingClientRect().right > window.innerWidth + 0.5
        || element.getBoundingClientRect().left < -0.5)
    .map((element) => element.textContent)"""
CUT_SHORT = """() => [...document.querySelectorAll('[data-testid="stMain"] *')]
    .filter((element) => element.checkVisibility()
        && getComputedStyle(element).textOverflow === "ellipsis"
        && element.clientWidth > 0 && element.scrollWidth > element.clientWidth)
    .map((element) => element.textContent)"""


def test_bare_address_opens_lam_ha_in_2023(open_page):
    page = open_page("/")
    expect(page.title).to_have_text(LAM_HA_TITLE)
    assert page.link == "/tong-quan"
    assert {"44", "42", "99%", "86,4%"} <= set(page.texts())


def test_another_place_changes_title_numbers_and_address_and_back_returns(open_page):
    page = open_page("/")
    page.choose(say("place.province"), "Bến Tre")
    expect(page.title).to_have_text("Tỉnh Bến Tre, năm 2023")
    assert "34,23%" in page.texts()
    assert page.choices == {"noi": "2004-province-83"}
    page.choose(say("place.province"), "Lâm Đồng")
    page.choose(say("place.district"), "Thành phố Đà Lạt")
    expect(page.title).to_contain_text("Thành phố Đà Lạt, tỉnh Lâm Đồng")
    assert page.choices["noi"] == "2004-district-672"
    page.go_back()
    expect(page.title).to_contain_text("Tỉnh Lâm Đồng")
    assert page.choices["noi"] == "2004-province-68"
    page.go_back()
    expect(page.title).to_have_text("Tỉnh Bến Tre, năm 2023")
    page.go_forward()
    expect(page.title).to_contain_text("Tỉnh Lâm Đồng")
    assert page.choices["noi"] == "2004-province-68"


def test_pasted_link_restores_place_year_and_language(open_page):
    page = open_page("/tong-quan?noi=2004-district-676&nam=2021&lang=en")
    expect(page.title).to_contain_text("Huyện Lâm Hà")
    expect(page.title).to_contain_text("2021")
    en = wording("en").say
    year = page.page.get_by_role("combobox", name=en("place.year"), exact=True)
    expect(year).to_have_value(re.compile("^2021"))
    expect(page.page.get_by_role("radio", name="English")).to_be_checked()
    expect(page.page.locator("html")).to_have_attribute("lang", "en")


def test_year_changes_title_and_address(open_page):
    page = open_page(LAM_HA)
    page.choose(say("place.year"), "2021")
    expect(page.title).to_contain_text("năm 2021")
    assert page.choices == {"noi": "2004-district-676", "nam": "2021"}
    page.go_back()
    expect(page.title).to_have_text(LAM_HA_TITLE)


def test_place_is_found_without_accents(open_page):
    page = open_page("/tong-quan?noi=2004-province-83")
    page.fill(say("place.find"), "lam ha")
    page.page.get_by_role("button", name=re.compile("^Huyện Lâm Hà")).click()
    expect(page.title).to_have_text(LAM_HA_TITLE)
    assert page.choices == {"noi": "2004-district-676"}


def test_place_that_is_nowhere_is_said_to_be_so(open_page):
    page = open_page("/")
    page.fill(say("place.find"), "khong co dau")
    assert say("place.found_none", query="khong co dau") in page.texts("[data-testid=stSidebar]")


def test_language_keeps_place_and_year(open_page):
    page = open_page(LAM_HA)
    expect(page.page.locator("html")).to_have_attribute("lang", "vi")
    page.press("radio", "English")
    expect(page.title).to_contain_text("Huyện Lâm Hà")
    expect(page.page.locator("html")).to_have_attribute("lang", "en")
    assert page.choices == {"noi": "2004-district-676", "nam": "2023", "lang": "en"}
    assert "86.4%" in page.texts()
    page.press("radio", "Tiếng Việt")
    expect(page.title).to_have_text(LAM_HA_TITLE)
    expect(page.page.locator("html")).to_have_attribute("lang", "vi")


@pytest.mark.parametrize("link", [LAM_HA, "/"])
def test_boundaries_of_today_lead_to_the_new_province_and_back(open_page, link):
    page = open_page(link)
    expect(page.title).to_have_text(LAM_HA_TITLE)
    page.press("radio", say("app.boundary_current"))
    expect(page.title).to_contain_text("Tỉnh Lâm Đồng")
    assert page.choices["dia-gioi"] == "hien-nay"
    page.press("radio", say("app.boundary_reported"))
    expect(page.title).to_have_text(LAM_HA_TITLE)
    page.go_back()
    expect(page.title).to_contain_text("Tỉnh Lâm Đồng")
    page.go_back()
    expect(page.title).to_have_text(LAM_HA_TITLE)


def test_old_unit_opens_from_the_new_one(open_page):
    page = open_page("/tong-quan?noi=2025-province-68&dia-gioi=hien-nay")
    page.page.get_by_role("button", name=re.compile("^Tỉnh Đắk Nông")).click()
    expect(page.title).to_contain_text("Tỉnh Đắk Nông")
    assert page.choices == {"noi": "2004-province-67"}


def test_link_to_the_models_keeps_the_place(open_page):
    page = open_page(LAM_HA)
    page.press("link", say("nav.models"))
    expect(page.title).to_have_text(say("models.title"))
    assert page.choices["noi"] == "2004-district-676"
    district = page.page.get_by_role("combobox", name=say("place.district"), exact=True)
    expect(district).to_have_value(re.compile("^Huyện Lâm Hà"))
    page.press("link", say("nav.overview"))
    expect(page.title).to_have_text(LAM_HA_TITLE)


def test_unknown_place_in_a_link_is_told_quietly(open_page):
    page = open_page("/tong-quan?noi=2004-district-999")
    told = page.page.get_by_text(say("app.unknown_choice", choices="noi=2004-district-999"))
    expect(told).to_be_visible()
    expect(page.page.get_by_role("alert")).to_have_count(0)


def test_picture_of_a_chart_carries_title_and_source(open_page):
    page = open_page(LAM_HA)
    title = page.page.get_by_role("heading", name=re.compile("chiếm 54,5%")).inner_text()
    with page.page.expect_download() as download:
        page.page.get_by_role("button", name=say("chart.save_svg")).click()
    picture = Path(download.value.path()).read_text(encoding="utf-8")
    words = " ".join(re.findall(r">([^<>]+)</text>", picture))
    assert title in words
    assert "Trang thông tin điện tử Đảng bộ huyện Lâm Hà" in words
    assert CATALOGUE.version in words


def test_picture_of_a_chart_holds_the_letters_it_needs(open_page):
    page = open_page(LAM_HA)
    with page.page.expect_download() as download:
        page.page.get_by_role("button", name=say("chart.save_svg")).click()
    picture = Path(download.value.path()).read_text(encoding="utf-8")
    settings = tomllib.loads(Path(".streamlit/config.toml").read_text(encoding="utf-8"))
    latin, vietnamese, *_ = (face["unicodeRange"] for face in settings["theme"]["fontFaces"])
    assert re.findall("unicode-range: ([^;]+);", picture) == [latin, vietnamese]


def test_report_is_downloaded_as_word_and_as_slides(open_page):
    page = open_page(LAM_HA)
    page.press("button", say("report.offer"))
    page.page.get_by_text(say("report.header_party")).click()
    page.wait_until_drawn()
    for kind, ending in (("word", "docx"), ("slides", "pptx")):
        with page.page.expect_download() as download:
            page.page.get_by_role("button", name=say(f"report.{kind}")).click()
        assert download.value.suggested_filename.endswith(f".{ending}")
        assert "huyen-lam-ha_2023" in download.value.suggested_filename
        with zipfile.ZipFile(download.value.path()) as file:
            assert "[Content_Types].xml" in file.namelist()
            if kind == "word":
                text = file.read("word/document.xml").decode("utf-8")
                assert "ĐẢNG CỘNG SẢN VIỆT NAM" in text


@pytest.mark.parametrize("link", [*PATHS, "/tong-quan?noi=2004-nation-VN", CARD])
def test_no_text_is_cut_on_a_phone(open_page, link):
    joint = "&" if "?" in link else "?"
    page = open_page(f"{link}{joint}lang=vi", size=PHONE)
    for language in LANGUAGES:
        if language != "vi":
            page.open(f"{link}{joint}lang={language}")
        width, window = page.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert width <= window, language
        assert page.page.evaluate(WIDER_THAN_THE_WINDOW) == []
        assert page.page.evaluate(CUT_SHORT) == []
