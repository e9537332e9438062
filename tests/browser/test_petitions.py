"""The screen of petitions as a reader uses it: from the start page to the source behind a mark."""

import re

LAM_HA = "/khieu-nai-to-cao?noi=2004-district-676&nam=2023"
TITLE = "Huyện Lâm Hà: trong 352 đơn đủ điều kiện xử lý, 62 hướng dẫn"


def click_bar(page, chart, number):
    """Click the middle of a bar of a chart, counted from the first."""
    bar = page.page.locator(f".st-key-{chart} .barlayer .point path").nth(number)
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    page.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_until_drawn()


def behind(page):
    """What stands over the table of figures behind a mark, None where no mark was chosen."""
    titles = [line for line in page.texts() if line.endswith("các con số và nguồn")]
    tables = page.page.locator('[data-testid="stMain"] [data-testid="stDataFrame"]:visible').count()
    assert tables == (2 if "dt-xem" not in page.page.url else 1) - (not titles)
    return titles[0] if titles else None


def test_start_page_leads_to_where_petitions_are_lost_in_one_step(open_page):
    page = open_page("/")
    page.page.get_by_role("link", name="Khiếu nại, tố cáo").click()
    page.page.get_by_role("heading", name=TITLE).first.wait_for()
    page.wait_until_drawn()
    said = " ".join(page.texts())
    assert "hướng dẫn 62 + chuyển đơn 117 + cấp huyện, thuộc thẩm quyền 178 = 357" in said
    assert "32 đơn chưa giải quyết hoặc chưa nêu kết quả" in said
    assert "82,02%" in said


def test_click_on_a_step_or_rate_shows_its_figures_and_back_undoes_it(open_page):
    page = open_page(LAM_HA)
    click_bar(page, "petition-steps", 1)
    assert "dt-buoc=eligible.all" in page.page.url
    assert behind(page) == "Đơn đủ điều kiện xử lý: 352, các con số và nguồn"
    page.page.go_back()
    page.wait_until_drawn()
    assert "dt-buoc" not in page.page.url
    assert behind(page) is None
    click_bar(page, "petition-rates", 1)
    assert "dt-ty-le=petitions-c655fae142" in page.page.url
    assert behind(page) == "Cấp huyện: mọi loại đơn: các con số và nguồn"


def test_link_restores_every_choice(open_page):
    page = open_page(f"{LAM_HA}&dt-loai=khieu-nai&dt-buoc=resolved.complaint.district")
    assert behind(page) == "Đã giải quyết, cấp huyện: 13, các con số và nguồn"


def test_numbers_and_picture_are_one_click_away(open_page):
    page = open_page(LAM_HA)
    flow = page.page.locator(".st-key-flow-wide")
    with page.page.expect_download() as download:
        flow.get_by_role("button", name="SVG").click()
    picture = download.value.path().read_text(encoding="utf-8")
    assert "petition-steps" in download.value.suggested_filename
    assert "thừa 5" in picture
    flow.get_by_text("Xem bảng số").click()
    page.wait_until_drawn()
    assert page.page.get_by_test_id("stPopoverBody").get_by_test_id("stDataFrame").is_visible()


def test_narrow_screen_shows_steps_as_bars(open_page):
    page = open_page(LAM_HA, size=(390, 844))
    assert not page.page.locator(".st-key-flow-wide").is_visible()
    bars = page.page.locator(".st-key-petition-bars")
    assert bars.is_visible()
    for note in bars.locator(".annotation-text").all():
        box = note.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390


def test_labels_of_the_flow_are_neither_cut_nor_on_each_other(open_page):
    page = open_page(LAM_HA, size=(1366, 768))
    chart = page.page.locator(".st-key-petition-steps .js-plotly-plot").bounding_box()
    boxes = [
        note.bounding_box()
        for note in page.page.locator(".st-key-petition-steps .annotation-text").all()
    ]
    for i, box in enumerate(boxes):
        assert box["x"] + box["width"] <= chart["x"] + chart["width"] + 1
        for other in boxes[:i]:
            apart = (
                box["x"] + box["width"] <= other["x"] + 1
                or other["x"] + other["width"] <= box["x"] + 1
                or box["y"] + box["height"] <= other["y"] + 1
                or other["y"] + other["height"] <= box["y"] + 1
            )
            assert apart


def test_place_in_the_ranking_opens_in_full(open_page):
    page = open_page("/khieu-nai-to-cao?dt-xem=cac-noi&dt-loai=khieu-nai&dt-khoang=co")
    click_bar(page, "petition-places", 0)
    assert behind(page) == "Bến Tre: các con số và nguồn"
    page.page.get_by_role("button", name=re.compile("^Mở tỉnh Bến Tre")).click()
    page.wait_until_drawn()
    assert "noi=2004-province-83" in page.page.url
    assert "dt-xem" not in page.page.url
    assert any(line.startswith("Tỉnh Bến Tre: trong 420 đơn") for line in page.texts())
