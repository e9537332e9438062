"""Chỉ số cấp tỉnh in a browser: the answer, the rows behind a mark, Back, links, pictures."""

import re

from playwright.sync_api import expect

PAGE = "/chi-so-tinh"
LAM_DONG = f"{PAGE}?noi=2004-province-68&nam=2022"


def main(page):
    return page.page.get_by_test_id("stMain")


def test_lam_dong_against_the_median_is_one_click_from_the_start(open_page):
    page = open_page("/")
    page.page.get_by_role("link", name="Chỉ số cấp tỉnh").click()
    page.page.wait_for_url(re.compile(PAGE))
    page.wait_until_drawn()
    answer = next(text for text in page.texts() if "so với trung vị" in text)
    assert "Lâm Đồng" in answer
    assert "65,08 điểm" in answer
    assert "thấp hơn 5,37 điểm" in answer


def test_click_on_a_bar_opens_its_rows_and_back_undoes_it(open_page):
    page = open_page(LAM_DONG)
    page.show_everything()
    bar = page.page.locator(".st-key-index-ranking .bars .point path").first
    bar.click(force=True)
    page.page.wait_for_url(re.compile("cs-dong=2004-province-22.2022.total"))
    page.wait_until_drawn()
    title = "PCI, điểm chung, năm 2022: Quảng Ninh"
    assert title in page.texts()
    with_mark = page.page.url.removeprefix(page.address)
    page.page.go_back()
    page.wait_until_drawn()
    assert title not in page.texts()
    assert "Mọi điểm và hạng PCI năm 2022 của Lâm Đồng" in page.texts()
    assert title in open_page(with_mark).texts()


def test_choices_stand_in_the_address_and_keep_one_another(open_page):
    page = open_page(f"{PAGE}?noi=2004-district-676&nam=2024")
    assert "PCI năm 2024: Lâm Đồng" in page.texts()
    page.page.get_by_role("radio", name="PAR INDEX").click()
    page.page.wait_for_url(re.compile("cs-ten=PAR_INDEX"))
    page.wait_until_drawn()
    assert "PAR INDEX năm 2024: Lâm Đồng" in page.texts()
    assert "noi=2004-district-676" in page.page.url
    assert any("Nêu bằng đơn vị tính khác" in text for text in page.texts())


def test_rank_alone_opens_its_rows_with_the_keyboard(open_page):
    page = open_page(LAM_DONG)
    page.page.get_by_role("button", name="Nghệ An: hạng 23").press("Enter")
    page.page.wait_for_url(re.compile("cs-dong=2004-province-40.2022.total"))
    page.wait_until_drawn()
    assert "PCI, điểm chung, năm 2022: Nghệ An" in page.texts()


def test_year_without_figures_explains_itself_and_offers_the_nearest(open_page):
    page = open_page(f"{PAGE}?noi=2004-province-68&nam=2023&cs-dong=nonsense")
    assert any("cs-dong=nonsense" in text for text in page.texts())
    assert any("Chưa có số liệu PCI năm 2023 của Lâm Đồng" in text for text in page.texts())
    page.page.get_by_role("button", name="PCI năm 2022").click()
    page.page.wait_for_url(re.compile("nam=2022"))
    page.wait_until_drawn()
    assert "PCI năm 2022: Lâm Đồng" in page.texts()


def test_table_and_picture_of_the_profile(open_page):
    page = open_page(f"{PAGE}?noi=2004-province-22&nam=2021&lang=en")
    assert any("10 of 10 dimensions of the PCI 2021" in text for text in page.texts())
    main(page).get_by_role("button", name="Show the numbers").nth(2).click()
    expect(page.page.get_by_test_id("stPopoverBody")).to_be_visible()
    page.page.keyboard.press("Escape")
    with page.page.expect_download() as download:
        main(page).get_by_role("button", name="SVG").nth(2).click()
    assert download.value.suggested_filename.endswith(".svg")
