"""Mô hình, as a reader meets it in a browser: find, filter, open, take away."""

import codecs
import csv
import datetime as dt
import io
import re
import unicodedata

from playwright.sync_api import expect

from dvk_data.warehouse import Warehouse
from dvk_data.wording import wording
from tests.browser.dashboard import serve
from tests.live import CATALOGUE, rows, table

say = wording("vi").say
ALL = len(table("models"))
# The first box to tick in the table, which is drawn on a canvas.
FIRST_ROW = {"x": 18, "y": 54}


def found(page):
    """How many models the heading says are found."""
    heading = page.page.get_by_role("heading", level=2).first.inner_text()
    return int(re.match(r"\d+", heading)[0])


def count_of(option):
    """The number behind an option: 'Xã Hoài Đức · 2' -> 2."""
    return int(option.split(" · ")[1])


def first_name(page):
    """Name in the first row of the table, to be waited for with expect()."""
    grid = page.page.get_by_test_id("stDataFrame").first
    return grid.locator("td[aria-colindex='1']").first


def test_first_link_of_a_fresh_server_opens(open_page):
    with serve() as address:
        page = open_page("/mo-hinh?tim=heo", address=address)
        expect(page.title).to_have_text(say("models.title"))
        expect(page.page.get_by_role("dialog")).to_have_count(0)
        expect(page.page.get_by_text("Page not found")).to_have_count(0)


def test_model_is_found_by_its_name_however_it_is_typed(open_page):
    page = open_page("/mo-hinh")
    assert found(page) == ALL
    counts = set()
    for words in ("nuoi heo dat", "NUÔI HEO ĐẤT", unicodedata.normalize("NFD", "heo đất")):
        page.fill(say("models.search"), words)
        expect(first_name(page)).to_have_text("Nuôi heo đất")
        assert page.choices == {"tim": words}
        counts.add(found(page))
    assert len(counts) == 1
    assert 0 < counts.pop() < ALL


def test_model_is_found_by_its_commune(open_page):
    page = open_page("/mo-hinh")
    page.fill(say("models.search"), "hoai duc")
    expect(page.page.get_by_test_id("stDataFrame").first).to_contain_text("Xã Hoài Đức")
    assert 0 < found(page) < ALL


def test_number_behind_a_place_is_the_number_found(open_page):
    page = open_page("/mo-hinh")
    before = ALL
    for box, place in [
        ("province", "Lâm Đồng"),
        ("district", "Huyện Lâm Hà"),
        ("commune", "Xã Hoài Đức"),
    ]:
        count = count_of(page.choose(say(f"place.{box}"), place))
        assert found(page) == count
        assert count < before
        before = count
    (hoai_duc,) = rows("areas", area_id=page.choices["noi"])
    assert (hoai_duc["name"], hoai_duc["parent_id"]) == ("Xã Hoài Đức", "2004-district-676")
    page.go_back()
    assert page.choices == {"noi": "2004-district-676"}
    assert found(page) > count


def test_number_on_a_pill_is_the_number_found(open_page):
    page = open_page("/mo-hinh?noi=2004-district-676")
    pills = page.page.get_by_role("toolbar", name=say("models.domain"), exact=True)
    economy = pills.get_by_role("button", name=re.compile("^Kinh tế"))
    count = count_of(economy.inner_text())
    economy.click()
    page.wait_until_drawn()
    assert found(page) == count
    assert page.choices == {"noi": "2004-district-676", "linh-vuc": "economy"}
    society = pills.get_by_role("button", name=re.compile("^Văn hóa"))
    both = count + count_of(society.inner_text())
    society.click()
    page.wait_until_drawn()
    assert found(page) == both
    assert page.choices["linh-vuc"] == "economy,culture_society"
    page.press("button", say("models.clear"))
    assert found(page) == ALL
    assert page.choices == {}


def test_row_opens_the_card_and_back_closes_it(open_page):
    page = open_page("/mo-hinh?tim=nuoi+heo+dat")
    card = page.page.get_by_role("dialog")
    expect(card).to_have_count(0)
    page.page.get_by_test_id("stDataFrame").first.click(position=FIRST_ROW)
    expect(card).to_be_visible()
    page.wait_until_drawn()
    (model,) = rows("models", model_id=page.choices["mo-hinh"])
    expect(card).to_contain_text(model["name"])
    expect(card).to_contain_text(model["owner_name"])
    page.go_back()
    expect(card).to_have_count(0)
    assert page.choices == {"tim": "nuoi heo dat"}


def test_link_restores_the_card_and_closing_it_keeps_the_filters(open_page):
    page = open_page("/mo-hinh?mo-hinh=d-lamha-15&linh-vuc=culture_society")
    card = page.page.get_by_role("dialog")
    expect(card).to_contain_text("Nuôi heo đất")
    expect(card).to_contain_text("Hội Liên hiệp Phụ nữ xã Đan Phượng")
    expect(card).to_contain_text("Xã Tân Hà Lâm Hà, tỉnh Lâm Đồng")
    expect(card).to_contain_text("40 triệu đồng")
    page.page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    page.wait_until_drawn()
    assert page.choices == {"linh-vuc": "culture_society"}


def test_file_holds_what_the_screen_shows(open_page):
    page = open_page("/mo-hinh?noi=2004-district-753")
    button = page.page.locator(".st-key-download-models").get_by_test_id("stPopoverButton")
    count = int(re.search(r"\d+", button.inner_text())[0])
    _, file = page.take("models", "CSV")
    assert file.startswith(codecs.BOM_UTF8)
    records = list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"), newline="")))
    assert len(records) == count
    place = {"boundary": "reported", "area_id": "2004-district-753"}
    models = Warehouse(CATALOGUE).rows("models_file", models=place)
    assert {record["name"] for record in records} == {model["name"] for model in models}
    years = {str(model["year"] or "") for model in models}
    assert {record["year"] for record in records} == years
    assert {record["data_version"] for record in records} == {CATALOGUE.version}


def test_file_name_says_filters_version_and_date(open_page):
    page = open_page("/mo-hinh?tim=heo+dat&linh-vuc=economy")
    name, _ = page.take("models", "CSV")
    today = dt.date.today().isoformat()
    assert name == f"mo-hinh-co-ten_kinh-te_heo-dat_du-lieu-{CATALOGUE.version}_{today}.csv"


def test_unknown_choice_in_a_link_is_told_quietly(open_page):
    page = open_page("/mo-hinh?linh-vuc=economy,khac&mo-hinh=khong-co")
    note = say("app.unknown_choice", choices="linh-vuc=khac, mo-hinh=khong-co")
    expect(page.page.get_by_text(note)).to_be_visible()
    expect(page.page.get_by_role("alert")).to_have_count(0)
    assert found(page) == len(rows("models", domain="economy"))
