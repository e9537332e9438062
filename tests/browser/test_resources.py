"""Nguồn lực và kết quả in a browser: three steps to an answer, marks, links and Back."""

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

LAM_HA = "2004-district-676"


def choices(page):
    """What stands in the address."""
    return {name: value[0] for name, value in parse_qs(urlsplit(page.page.url).query).items()}


def click_mark(page, key, position=0):
    """Click a bar or dot of the chart of a key as a mouse does."""
    mark = page.page.locator(f".st-key-{key} .points path").nth(position)
    mark.hover(force=True)  # the layer that takes the mouse lies above the marks
    mark.click(force=True)
    page.page.wait_for_url(re.compile("nl-"))
    page.wait_until_drawn()


def test_women_unions_are_found_in_three_steps_from_the_start(open_page):
    page = open_page("/")
    page.page.get_by_role("link", name="Nguồn lực và kết quả").click()
    page.page.wait_for_url(re.compile("nguon-luc"))
    page.wait_until_drawn()
    said = " ".join(page.texts())
    assert "Hội Liên hiệp Phụ nữ nhiều nhất, 315,4 triệu đồng, 56,2% tổng số" in said
    click_mark(page, "resources-owner_type")
    assert choices(page)["nl-chon"] == "womens_union"
    assert "Hội Liên hiệp Phụ nữ: 9 mô hình, 315,4 triệu đồng" in page.texts()
    table = page.page.get_by_test_id("stDataFrame")
    table.scroll_into_view_if_needed()
    table.get_by_text("Nuôi heo đất").first.wait_for(state="attached")
    cells = table.evaluate("frame => frame.querySelector('canvas').textContent")
    for place, value in (("Xã Phúc Thọ", "92,6"), ("Xã Hoài Đức", "25"), ("Xã Phi Tô", "16,5")):
        assert place in cells
        assert f"{value} triệu đồng" in cells
    page.page.go_back()
    page.page.wait_for_url(lambda url: "nl-chon" not in url)
    page.wait_until_drawn()
    assert "Tiền vận động được: 11 mô hình, lớn nhất trước" in page.texts()


def test_dot_leads_to_its_model_and_source(open_page):
    page = open_page(f"/nguon-luc?noi={LAM_HA}&nam=2023")
    click_mark(page, "resources-spread")
    assert "nl-mo-hinh" in choices(page)
    page.page.locator(".st-key-source-model button").click()
    panel = page.page.get_by_role("dialog")
    expect(panel.get_by_text("Đăng ngày 21/12/2023")).to_be_visible()
    page.page.go_back()
    expect(panel).to_have_count(0)
    page.page.get_by_role("link", name="Mở thẻ mô hình").click()
    page.page.wait_for_url(re.compile("/mo-hinh"))
    page.wait_until_drawn()
    assert choices(page)["noi"] == LAM_HA


def test_link_restores_choice(open_page):
    link = "/nguon-luc?noi=2004-nation-VN&nl-chi-tieu=land_donated&nl-don-vi=ha&nl-theo=dia-ban"
    page = open_page(link)
    texts = page.texts()
    assert "Đất hiến: cả nước, mọi năm" in texts
    assert "420,9 ha" in texts
    assert not any("không còn dùng được" in text for text in texts)


def test_other_group_and_year_keep_the_place(open_page):
    page = open_page(f"/nguon-luc?noi={LAM_HA}&nam=2023")
    page.page.get_by_text("Nhà, đường, công trình").click()
    page.page.wait_for_url(re.compile("nl-chi-tieu"))
    page.wait_until_drawn()
    assert choices(page)["noi"] == LAM_HA
    assert choices(page)["nam"] == "2023"


def test_nothing_stated_offers_the_nearest_choice(open_page):
    page = open_page("/nguon-luc?nam=2021&nl-chi-tieu=houses_built")
    assert any("Chưa nêu không có nghĩa là bằng 0" in text for text in page.texts())
    page.page.get_by_role("button", name="Năm 2023 · 1").click()
    page.page.wait_for_url(re.compile("nam=2023"))
    page.wait_until_drawn()
    assert "Nhà xây mới: huyện Lâm Hà, năm 2023" in page.texts()


def test_unknown_choices_are_set_aside_and_numbers_can_be_taken_away(open_page):
    page = open_page("/nguon-luc?nl-chi-tieu=none-such&nl-theo=none-such&nl-mo-hinh=none-such")
    assert "Tiền vận động được: huyện Lâm Hà, năm 2023" in page.texts()
    assert any("nl-chi-tieu=none-such" in text for text in page.texts())
    page.page.get_by_role("button", name="Xem bảng số").click()
    numbers = page.page.get_by_test_id("stPopoverBody").get_by_test_id("stDataFrame")
    numbers.wait_for()
    page.page.keyboard.press("Escape")
    with page.page.expect_download() as download:
        page.page.get_by_role("button", name="SVG").first.click()
    assert download.value.suggested_filename.endswith(".svg")
