"""Dịch vụ công as a reader uses it: choose, click a mark, reach the source, go back, share."""

import re

LAM_DONG = "2004-province-68"
ON_TIME = "Tỷ lệ đúng hạn, tỉnh Lâm Đồng"


def choose(page, label, option):
    page.page.get_by_role("combobox", name=label).click()
    page.page.get_by_role("option", name=option).first.click()
    page.wait_until_drawn()


def click_mark(page, point=0):
    """Click the middle of a mark of the first chart."""
    page.page.locator(".js-plotly-plot .point path").nth(point).click(force=True)
    page.page.wait_for_url(re.compile("dvc-muc="))
    page.wait_until_drawn()


def test_lam_dong_over_the_years_is_three_choices_away(open_page):
    page = open_page("/")
    page.page.get_by_role("link", name="Dịch vụ công").click()
    page.page.wait_for_url(re.compile("/dich-vu-cong"))
    page.wait_until_drawn()
    choose(page, "Quận, huyện", "Cả tỉnh")
    page.page.get_by_role("radio", name="Theo thời gian").click()
    page.wait_until_drawn()
    text = " ".join(page.texts())
    assert f"{ON_TIME}: 98,96% (12/12/2018 – 12/12/2019), 98,33% (quý I/2024), 97,28%" in text
    assert "chia cho hồ sơ đã giải quyết" in text


def test_mark_leads_to_its_source_and_back(open_page):
    page = open_page(f"/dich-vu-cong?noi={LAM_DONG}&nam=2024")
    click_mark(page)
    assert any("Nguồn của: Tỷ lệ đúng hạn" in line for line in page.texts())
    link = page.page.url
    assert page.page.get_by_test_id("stMain").get_by_test_id("stDataFrame").is_visible()
    page.page.locator(".st-key-source-mark button").click()
    page.page.wait_for_url(re.compile("so-lieu="))
    source = page.page.get_by_role("dialog").get_by_role("link").first
    assert source.get_attribute("href").startswith("https://")
    page.page.go_back()
    page.page.wait_for_url(lambda url: "so-lieu" not in url)
    page.page.go_back()
    page.page.wait_for_url(lambda url: "dvc-muc" not in url)
    page.wait_until_drawn()
    assert not any("Nguồn của:" in line for line in page.texts())
    again = open_page(link.removeprefix(page.address))
    assert any("Nguồn của: Tỷ lệ đúng hạn" in line for line in again.texts())


def test_source_is_reached_without_a_mouse(open_page):
    page = open_page(f"/dich-vu-cong?noi={LAM_DONG}&dvc=theo-thoi-gian")
    box = page.page.get_by_role("combobox", name="Xem nguồn của một con số")
    box.focus()
    box.press("ArrowDown")
    box.press("ArrowDown")
    box.press("Enter")
    page.page.wait_for_url(re.compile("dvc-muc="))
    page.wait_until_drawn()
    assert any("Nguồn của:" in line for line in page.texts())


def test_view_keeps_place_and_back_brings_the_view_back(open_page):
    page = open_page("/dich-vu-cong?noi=2004-commune-24892&dvc=ho-so")
    text = " ".join(page.texts())
    assert "3.756/3.760 hồ sơ đã giải quyết" in text
    page.page.get_by_role("radio", name="Bộ chỉ số 766").click()
    page.page.wait_for_url(re.compile("dvc=bo-766"))
    page.wait_until_drawn()
    assert "noi=2004-commune-24892" in page.page.url
    page.page.go_back()
    page.page.wait_for_url(re.compile("dvc=ho-so"))
    page.wait_until_drawn()
    assert "3.756/3.760 hồ sơ đã giải quyết" in " ".join(page.texts())


def test_numbers_and_picture_are_one_click_away(open_page):
    page = open_page("/dich-vu-cong?noi=2004-province-17&dvc=bo-766")
    page.page.get_by_role("button", name="Xem bảng số").click()
    table = page.page.get_by_test_id("stPopoverBody").get_by_test_id("stDataFrame")
    table.wait_for()
    page.page.keyboard.press("Escape")
    with page.page.expect_download() as download:
        page.page.get_by_role("button", name="Lưu ảnh SVG").click()
    assert download.value.suggested_filename.endswith(".svg")


def test_intervals_come_on_request_and_stay_in_the_link(open_page):
    page = open_page("/dich-vu-cong?dvc=so-cac-noi&dvc-cap=commune&dvc-so=resolved_rate")
    assert page.page.locator(".st-key-service-places .xerror").count() == 0
    page.page.get_by_text("Khoảng tin cậy 95%").click()
    page.page.wait_for_url(re.compile("dvc-khoang=co"))
    page.wait_until_drawn()
    assert page.page.locator(".st-key-service-places .xerror").count() > 0
    assert page.page.locator(".st-key-service-funnel").count() == 1
