"""So sánh in a browser: two questions of leaders, marks, links, Back, table and picture."""

import re

import pytest
from playwright.sync_api import expect

LAM_HA = "2004-district-676"
BAO_LAM = "2004-district-680"
YEN_MO = "2004-district-377"
LONG_AN = "2004-province-80"


def bars(page, key):
    """What a chart of bars says, one entry per bar: series, place as a code, value."""
    chart = page.page.locator(f".st-key-{key}")
    return chart.evaluate(
        "chart => chart.querySelector('.js-plotly-plot').data.flatMap(({name, customdata, x}) =>"
        " customdata.map(([place], i) => [(name ?? '').replace('<br>', ' '), place, x[i] ?? null]))"
    )


def shares(page, key, place):
    """Rounded share of each domain of a place."""
    return {
        domain: round(share)
        for domain, code, share in bars(page, key)
        if code == place and share is not None
    }


def click_bar(page, key, position):
    bar = page.page.locator(f".st-key-{key} .points path").nth(position)
    bar.hover(force=True)  # the layer that takes the mouse lies above the marks
    bar.click(force=True)
    page.page.wait_for_url(re.compile("chon="))
    page.wait_until_drawn()


def step(page, role, name, address):
    page.page.get_by_role(role, name=name, exact=True).click()
    page.page.wait_for_url(re.compile(address))
    page.wait_until_drawn()


def test_leading_domains_are_found_in_two_steps_from_the_start(open_page):
    page = open_page("/")
    step(page, "link", "So sánh", "/so-sanh")
    step(page, "radio", "Cơ cấu lĩnh vực", "xem=co-cau")
    assert shares(page, "domains-of-places", LAM_HA) == {
        "Kinh tế": 18,
        "Văn hóa - xã hội": 55,
        "Xây dựng hệ thống chính trị": 27,
    }
    assert shares(page, "domains-of-places", YEN_MO) == {
        "Kinh tế": 38,
        "Văn hóa - xã hội": 41,
        "Quốc phòng - an ninh": 14,
        "Xây dựng hệ thống chính trị": 7,
    }
    long_an = shares(page, "shares-province-maintained", LONG_AN)
    assert max(long_an, key=long_an.get) == "Văn hóa - xã hội"
    assert abs(sum(long_an.values()) - 100) <= 2


def test_models_per_commune_are_compared_in_three_steps_from_the_start(open_page):
    page = open_page("/")
    step(page, "link", "So sánh", "/so-sanh")
    page.choose("Tỉnh, thành phố", "Lâm Đồng")
    step(page, "radio", "Mỗi xã", "chia=moi-xa")
    found = [(place, round(value, 2)) for _, place, value in bars(page, "ranked")]
    assert found == [(BAO_LAM, 8.07), (LAM_HA, 2.75)]  # 113/14 and 44/16
    assert "Bảo Lâm, Lâm Đồng (2022) đứng đầu" in " ".join(page.texts())


def test_bar_leads_to_its_figures_and_source_and_back(open_page):
    page = open_page("/so-sanh?trong=2004-province-68")
    click_bar(page, "ranked", 1)
    assert page.choices["chon"] == LAM_HA
    table = page.page.get_by_test_id("stDataFrame")
    table.get_by_text("44").first.wait_for(state="attached")
    page.page.go_back()
    page.page.wait_for_url(lambda url: "chon=" not in url)
    page.wait_until_drawn()
    assert page.page.get_by_test_id("stDataFrame").count() == 0


def test_link_restores_every_choice(open_page):
    page = open_page(f"/so-sanh?trong=2004-province-68&chia=moi-xa&chon={BAO_LAM}&nam-ss=2022")
    assert page.page.get_by_role("radio", name="Mỗi xã", exact=True).is_checked()
    assert [place for _, place, _ in bars(page, "ranked")] == [BAO_LAM]
    assert page.page.get_by_test_id("stDataFrame").count() == 1
    assert not any("không còn dùng được" in text for text in page.texts())


def test_another_view_keeps_the_choices_that_still_make_sense(open_page):
    page = open_page(f"/so-sanh?cac-noi={LAM_HA},2004-district-377&nam-ss=moi-nhat")
    for view, address in (("Cơ cấu lĩnh vực", "co-cau"), ("Bảng lĩnh vực", "bang-nhiet")):
        step(page, "radio", view, f"xem={address}")
        assert page.choices["cac-noi"] == f"{LAM_HA},2004-district-377"


@pytest.mark.parametrize("view", ["xep-hang", "co-cau", "bang-nhiet", "xu-huong", "tung-noi"])
def test_every_view_gives_its_numbers_and_its_picture(open_page, view):
    page = open_page(f"/so-sanh?cap=tinh&do=model_counts.maintained.item&xem={view}")
    page.page.get_by_role("button", name="Xem bảng số").first.click()
    numbers = page.page.get_by_test_id("stPopoverBody").get_by_test_id("stDataFrame")
    numbers.get_by_text("Địa bàn").first.wait_for(state="attached")
    page.page.keyboard.press("Escape")
    for kind in ("SVG", "PNG"):
        with page.page.expect_download() as download:
            page.page.get_by_role("button", name=kind).first.click()
        assert download.value.suggested_filename.endswith(f".{kind.lower()}")


def test_districts_have_no_place_in_the_boundaries_of_today(open_page):
    page = open_page("/so-sanh?dia-gioi=hien-nay")
    levels = page.page.get_by_role("radiogroup", name="Cấp").get_by_role("radio").all_inner_texts()
    assert levels == ["Cấp tỉnh", "Cấp xã"]


def test_what_a_bar_opens_comes_into_sight(open_page):
    page = open_page("/so-sanh")
    click_bar(page, "ranked", 0)
    opened = page.page.locator(".st-key-opened-by-click")
    expect(opened.get_by_test_id("stDataFrame")).to_be_in_viewport(ratio=0.9)
