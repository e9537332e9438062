"""The panel of a figure in a browser: a click, a row, a link, Back and the keyboard."""

import re

LAM_HA = "/tong-quan?noi=2004-district-676&nam=2023"
FIRST_ROW = {"x": 16, "y": 55}  # the box that chooses a row, below the headings of a table


def dialog(page):
    return page.page.get_by_role("dialog")


def opened(page):
    page.page.wait_for_url(re.compile("so-lieu="))
    page.wait_until_drawn()
    return dialog(page)


def closed(page):
    page.page.wait_for_url(lambda url: "so-lieu" not in url)
    page.wait_until_drawn()
    assert dialog(page).count() == 0


def press_source(page, card):
    cell = page.page.get_by_test_id("stVerticalBlock").filter(has_text=card).last
    cell.get_by_role("button", name="Nguồn").click()


def test_card_opens_its_panel_and_back_closes_it(open_page):
    page = open_page(LAM_HA)
    press_source(page, "Đơn đã giải quyết")
    text = opened(page).inner_text()
    assert "Nguồn nêu 86,4%, tính lại 82,02%: không khớp" in text
    assert "Trang thông tin điện tử Đảng bộ huyện Lâm Hà" in text
    page.page.go_back()
    closed(page)
    page.page.go_forward()
    assert "82,02%" in opened(page).inner_text()


def test_panel_is_used_with_the_keyboard_alone(open_page):
    page = open_page(LAM_HA)
    cell = page.page.get_by_test_id("stVerticalBlock").filter(has_text="Hồ sơ đúng hạn").last
    cell.get_by_role("button", name="Nguồn").focus()
    page.page.keyboard.press("Enter")
    assert "40.363 / 40.766" in opened(page).inner_text()
    page.page.keyboard.press("Escape")
    closed(page)


def test_sum_leads_to_its_parts_and_they_to_their_source(open_page):
    page = open_page(LAM_HA)
    press_source(page, "Tiền vận động")
    box = opened(page)
    assert "Tổng của 11 số liệu dưới đây." in box.inner_text()
    several = page.choices["so-lieu"]
    box.locator(".dvn-scroller").click(position=FIRST_ROW)
    page.page.wait_for_function(
        "several => !decodeURIComponent(location.search).includes(several)", arg=several
    )
    page.wait_until_drawn()
    assert "," not in page.choices["so-lieu"]
    assert "Mã số liệu" in dialog(page).inner_text()
    page.page.go_back()
    page.wait_until_drawn()
    assert page.choices["so-lieu"] == several


def test_row_of_a_table_opens_the_panel(open_page):
    page = open_page(LAM_HA)
    page.page.locator(".dvn-scroller").first.click(position=FIRST_ROW)
    assert "Định nghĩa" in opened(page).inner_text()


def test_panel_speaks_english_and_fits_a_phone(open_page):
    page = open_page(f"{LAM_HA}&so-lieu=petitions-0ebb583994&lang=en", size=(390, 844))
    assert "Stated 86.4%, recomputed 82.02%: differs" in dialog(page).inner_text()
    too_wide = (
        "box => [...box.querySelectorAll('p, h1, h2')].some(e => e.scrollWidth > e.clientWidth)"
    )
    assert not dialog(page).evaluate(too_wide)
