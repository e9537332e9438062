"""The whole way of a unit's spreadsheet in a browser, from the empty form to taking it back."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from dvk_data.wording import wording
from tests.browser.dashboard import serve
from tests.intake.sent import fill

say = wording("vi").say
PAGE, HISTORY = "/nhap-du-lieu", "/nhap-du-lieu?phan=lich-su"
PLACE = "/tong-quan?noi=2004-district-676&nam=2022"
RECEIVED = "1.234"
DOSSIERS = {"received": 1234, "online": 1194, "resolved": 1224, "before_deadline": 1204}


@pytest.fixture(scope="module")
def own_dashboard(tmp_path_factory):
    """A server with a store of its own, where nothing was published yet."""
    before = os.environ["DVK_PUBLISHED"]
    os.environ["DVK_PUBLISHED"] = str(tmp_path_factory.mktemp("store") / "published")
    try:
        with serve() as address:
            yield address
    finally:
        os.environ["DVK_PUBLISHED"] = before


def take_empty_form(page):
    page.page.get_by_role("radio", name=say("bring.subject_services")).click()
    page.wait_until_drawn()
    with page.page.expect_download() as download:
        page.page.get_by_role("button", name=say("bring.blank")).click()
    return Path(download.value.path()).read_bytes()


def send(page, contents, name):
    """Upload a file in place of the one before and wait until it has been read."""
    upload = page.page.locator("input[type=file]")
    upload.set_input_files({"name": name, "mimeType": "", "buffer": contents})
    expect(page.page.get_by_text(say("bring.taken_for", file=name))).to_be_visible()
    page.wait_until_drawn()


def publish(page, action, reason):
    """Preview, name, reason and the button."""
    page.press("button", say("bring.preview"))
    expect(page.page.get_by_text(say("bring.moves"), exact=True)).to_be_visible(timeout=60_000)
    page.wait_until_drawn()
    page.page.get_by_role("textbox", name=say("bring.who")).fill("Lan, Văn phòng")
    page.page.get_by_role("textbox", name=say("bring.reason")).fill(reason)
    page.page.get_by_role("button", name=say(f"bring.do_{action}"), exact=True).click()
    done = say(f"bring.done_{action}", version="§").partition("§")[0]
    expect(page.page.get_by_text(re.compile(f"^{re.escape(done)}"))).to_be_visible(timeout=60_000)
    page.wait_until_drawn()


def shown(page):
    return "\n".join(page.texts())


def test_form_is_filled_in_corrected_published_read_and_taken_back(open_page, own_dashboard):
    reader = open_page(PLACE, address=own_dashboard)
    assert RECEIVED not in shown(reader)

    page = open_page(PAGE, address=own_dashboard)
    blank = take_empty_form(page)
    send(page, fill(blank, **{**DOSSIERS, "received": -5}), "sai.xlsx")
    expect(page.page.get_by_text(say("bring.has_errors"))).to_be_visible()
    expect(page.page.get_by_role("region", name=say("bring.errors"))).to_be_attached()
    with page.page.expect_download() as download:
        page.page.get_by_role("button", name=say("bring.marked")).click()
    assert Path(download.value.path()).read_bytes().startswith(b"PK")

    send(page, fill(blank, **DOSSIERS, late=4), "nghi.xlsx")
    expect(page.page.get_by_text(say("bring.has_doubts"))).to_be_visible()
    assert not page.page.get_by_role("button", name=say("bring.preview")).count()
    page.page.get_by_text(say("bring.confirm_all")).click()
    page.wait_until_drawn()
    expect(page.page.get_by_role("button", name=say("bring.preview"))).to_be_visible()

    send(page, fill(blank, **DOSSIERS), "dung.xlsx")
    publish(page, "import", "Báo cáo năm 2022")
    page.page.get_by_role("link", name=re.compile("Huyện Lâm Hà")).click()
    page.page.wait_for_url(re.compile("tong-quan"))
    page.wait_until_drawn()
    assert page.choices == {"noi": "2004-district-676", "nam": "2022"}
    assert RECEIVED in shown(page)

    reader.press("radio", say("app.boundary_current"))  # the next step of who was there before
    reader.press("radio", say("app.boundary_reported"))
    assert RECEIVED in shown(reader)

    page.open(HISTORY)
    page.press("radio", say("bring.offer_withdraw"))
    publish(page, "withdraw", "Nhập nhầm")
    assert RECEIVED not in shown(page.open(PLACE))


@pytest.mark.parametrize("path", [PAGE, HISTORY])
def test_page_fits_a_phone(open_page, own_dashboard, path):
    page = open_page(path, address=own_dashboard, size=(390, 844), theme="dark")
    width = "document.querySelector('[data-testid=\"stMain\"]').scrollWidth"
    assert page.page.evaluate(width) <= 390


def test_box_for_files_speaks_the_language_of_the_reader(open_page, own_dashboard):
    page = open_page(PAGE, address=own_dashboard)
    expect(page.page.get_by_role("button", name=say("bring.choose_file"))).to_be_visible()
    assert not {"Upload", "Browse files"} & set(page.texts())
