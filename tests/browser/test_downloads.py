"""Files taken from the screen, and the same files at their own address, in a real browser."""

import csv
import io
import re
import urllib.request

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.live import CATALOGUE

OVERVIEW = "/tong-quan?noi=2004-district-676&nam=2023"


def opener(page):
    """The first button of downloads under a chart."""
    return page.page.locator('[class*="st-key-download-"]').get_by_test_id("stPopoverButton").first


def records(file: bytes) -> list[dict]:
    return list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"), newline="")))


def test_chart_gives_what_it_shows_and_what_is_behind_it(open_page):
    page = open_page(OVERVIEW)
    box = page.page.locator('[class*="st-key-download-"]').first
    key = re.search(r"st-key-download-(\S+)", box.get_attribute("class"))[1]
    name, file = page.take(key, "Excel")
    book = openpyxl.load_workbook(io.BytesIO(file))
    assert book.sheetnames == ["Dữ liệu", "Định nghĩa", "Nguồn", "Bộ lọc"]
    assert book["Nguồn"].max_row > 1
    assert name.endswith(".xlsx")
    assert CATALOGUE.version in name
    behind = page.page.get_by_test_id("stPopoverBody").get_by_text("Toàn bộ số liệu phía sau")
    count = int(re.search(r"\((\d+)", behind.inner_text())[1])
    behind.click()
    page.wait_until_drawn()
    _, file = page.take(key, "CSV")
    found = records(file)
    assert len(found) == count
    for record in found:
        assert record["link"] == f"{page.address}/nguon-du-lieu?so-lieu={record['figure_id']}"
        assert record["source_title"]
    page.open(found[0]["link"].removeprefix(page.address))
    expect(page.page.get_by_role("dialog")).to_contain_text(found[0]["figure_id"])


@pytest.mark.parametrize("path", ["/mo-hinh?noi=2004-district-676&linh-vuc=economy&lang=en"])
def test_machine_reads_at_the_address_what_the_button_gives(open_page, path):
    page = open_page(path)
    _, file = page.take("models", "CSV")
    address = page.page.get_by_test_id("stPopoverBody").get_by_test_id("stCode").inner_text()
    with urllib.request.urlopen(address.strip(), timeout=60) as answer:
        assert answer.headers["ETag"]
        assert answer.read() == file
    assert records(file)


def test_whole_datasets_are_offered_in_the_dictionary(open_page):
    page = open_page("/nguon-du-lieu?phan=tu-dien&bo-du-lieu=petitions")
    _, file = page.take("whole-petitions", "CSV")
    assert len(records(file)) == CATALOGUE.datasets["petitions"].rows
    assert opener(page).is_visible()
