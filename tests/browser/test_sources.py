"""Nguồn và chất lượng in a browser: from a source to its numbers, from a check to its figures."""

import codecs
import csv
import io
import re

from playwright.sync_api import expect

from dvk_data.wording import wording
from tests.live import rows, table

say = wording("vi").say
PAGE = "/nguon-du-lieu"
CHECKS, COVERAGE, DICTIONARY = (
    f"{PAGE}?phan={code}" for code in ("doi-chieu", "do-phu", "tu-dien")
)
LAM_HA = "2004-district-676"
# The first box to tick in a table, which is drawn on a canvas.
FIRST_ROW = {"x": 18, "y": 54}


def grid(page, name):
    """The table that says what it is with these words."""
    return page.page.get_by_test_id("stDataFrame").filter(
        has=page.page.get_by_role("grid", name=name)
    )


def test_source_leads_to_its_rows_and_back(open_page):
    page = open_page(f"{PAGE}?tim=lam+ha&loai=official")
    page.page.get_by_test_id("stDataFrame").first.click(position=FIRST_ROW)
    page.page.wait_for_url(re.compile("nguon="))
    page.wait_until_drawn()
    (source,) = rows("sources", source_id=page.choices["nguon"])
    heading = page.page.get_by_role("heading", level=2, name=source["title"])
    expect(heading).to_be_visible()
    given = sum(
        len(rows(name, source_id=source["source_id"]))
        for name in ("models", "model_outcomes", "model_counts", "service_kpis", "petitions")
    )
    opener = page.page.locator(".st-key-download-rows").get_by_test_id("stPopoverButton")
    expect(opener).to_contain_text(f"({given} dòng)")
    _, file = page.take("rows", "CSV")
    page.page.keyboard.press("Escape")
    assert file.startswith(codecs.BOM_UTF8)
    records = list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"), newline="")))
    assert len(records) == given
    assert {record["source_id"] for record in records} == {source["source_id"]}
    page.press("button", say("sources.back"))
    expect(heading).to_have_count(0)
    assert page.choices == {"tim": "lam ha", "loai": "official"}
    page.go_back()
    expect(heading).to_be_visible()


def test_check_leads_to_its_figures_and_on_to_its_source(open_page):
    page = open_page(CHECKS)
    differing = len(rows("checks", agrees=False))
    title = say("checks.finding", differing=differing, all=len(table("checks")))
    expect(page.page.get_by_role("heading", level=2, name=title)).to_be_visible()
    page.page.get_by_test_id("stDataFrame").first.click(position=FIRST_ROW)
    page.page.wait_for_url(re.compile("phep-tinh="))
    page.wait_until_drawn()
    (check,) = rows("checks", check_id=page.choices["phep-tinh"])
    assert check["agrees"] is False
    figures = say("checks.figures", count=len(check["part_ids"]) + 1)
    expect(page.page.get_by_text(figures)).to_be_visible()
    link = page.link
    page.press("button", say("checks.open_source"))
    assert page.choices == {"nguon": check["source_id"]}
    page.go_back()
    assert page.link == link
    expect(page.page.get_by_text(figures)).to_be_visible()


def test_cell_leads_to_its_figures_and_to_the_overview(open_page):
    page = open_page(f"{COVERAGE}&mang=don-thu&noi=2004-province-68")
    stated = [row for row in rows("petitions", area_id=LAM_HA) if row["date_to"].year == 2023]
    page.show_everything()
    page.choose(say("coverage.open_cell"), "Huyện Lâm Hà")
    assert page.choices["o"] == f"{LAM_HA}.2023"
    figures = say("coverage.figures", count=len(stated))
    expect(page.page.get_by_text(figures)).to_be_visible()
    page.go_back()
    expect(page.page.get_by_text(figures)).to_have_count(0)
    page.go_forward()
    page.press("link", say("coverage.open_overview"))
    page.page.wait_for_url(re.compile("tong-quan"))
    page.wait_until_drawn()
    assert page.choices == {"noi": LAM_HA, "nam": "2023"}


def test_cell_and_name_of_the_matrix_are_open_to_the_mouse(open_page):
    page = open_page(f"{COVERAGE}&mang=don-thu")
    page.show_everything()
    matrix = page.page.get_by_test_id("stDataFrame").first
    # The first line is the whole country; the names are 200 pixels wide.
    matrix.click(position={"x": 240, "y": 54})
    page.page.wait_for_url(re.compile(r"o=2004-nation-VN\.2025"))
    page.wait_until_drawn()
    page.press("button", say("checks.close"))
    assert "o" not in page.choices
    matrix.click(position={"x": 240, "y": 54})
    page.page.wait_for_url(re.compile(r"o=2004-nation-VN\.2025"))
    page.wait_until_drawn()
    matrix.click(position={"x": 60, "y": 89})
    page.page.wait_for_url(re.compile("noi=2004-province-"))
    page.wait_until_drawn()


def test_link_restores_every_section(open_page):
    for language in ("vi", "en"):
        words = wording(language).say
        page = open_page(f"{DICTIONARY}&muc=indicator.on_time_rate&lang={language}")
        expect(page.page.get_by_text(words("dictionary.denominator")).first).to_be_visible()
        page = open_page(f"{COVERAGE}&mang=thu-tuc&noi={LAM_HA}&o={LAM_HA}.2023&lang={language}")
        expect(page.page.get_by_role("link", name=words("coverage.open_overview"))).to_be_visible()


def test_dictionary_is_searched_without_accents_and_leads_from_entry_to_entry(open_page):
    page = open_page(DICTIONARY)
    page.fill(say("dictionary.search"), "ty le dung han")
    page.page.get_by_test_id("stDataFrame").first.click(position=FIRST_ROW)
    page.page.wait_for_url(re.compile(r"muc=indicator\.on_time_rate"))
    page.wait_until_drawn()
    page.page.get_by_role("button", name=re.compile("Hồ sơ đã giải quyết$")).click()
    page.page.wait_for_url(re.compile(r"muc=indicator\.dossiers_resolved"))
    page.go_back()
    page.go_back()
    assert page.choices == {"phan": "tu-dien", "tim": "ty le dung han"}


def test_section_is_chosen_with_the_keyboard(open_page):
    page = open_page(f"{PAGE}?noi=2004-province-68&loai=press")
    page.page.get_by_role("radio", name=say("sources.section_checks")).press("Enter")
    page.page.wait_for_url(re.compile("phan=doi-chieu"))
    page.wait_until_drawn()
    assert page.choices == {"phan": "doi-chieu", "noi": "2004-province-68"}
