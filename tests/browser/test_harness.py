"""What the browser tests of the dashboard rely on, shown with a small app and the real settings."""

import shutil

import pytest

from tests.browser.dashboard import ROOT, AppPage, serve

SMALL_APP = """
import time

import streamlit as st


def overview():
    st.title("Nghị quyết ở cơ sở")
    st.write(f"Theme: {st.context.theme.type}")
    if st.button("Chậm"):
        time.sleep(0.5)
        st.write("Xong")


def long():
    for number in range(100):
        st.write(f"Dòng {number}")


def broken():
    raise ValueError("secret detail")


def outside():
    st.image("https://example.org/picture.png")


st.navigation(
    [
        st.Page(overview, title="Tổng quan", default=True),
        st.Page(long, title="Dài", url_path="dai"),
        st.Page(broken, title="Hỏng", url_path="hong"),
        st.Page(outside, title="Ngoài", url_path="ngoai"),
    ]
).run()
"""


@pytest.fixture(scope="module")
def small_app(tmp_path_factory):
    folder = tmp_path_factory.mktemp("small_app")
    (folder / "serve.py").write_text(SMALL_APP, encoding="utf-8")
    shutil.copytree(ROOT / ".streamlit", folder / ".streamlit")
    shutil.copytree(ROOT / "static", folder / "static")
    with serve(folder) as address:
        yield address


def test_page_is_read_when_the_script_has_ended(open_page, small_app):
    page = open_page(address=small_app)
    page.page.get_by_role("button", name="Chậm").click()
    page.wait_until_drawn()
    assert page.texts()[-1] == "Xong"


def test_inner_address_opens_without_problems(open_page, small_app):
    assert "Dòng 99" in open_page("/dai?x=1", address=small_app).texts()


@pytest.mark.parametrize(
    ("theme", "background"), [("light", "rgb(255, 255, 255)"), ("dark", "rgb(23, 25, 28)")]
)
def test_theme_follows_the_system(open_page, small_app, theme, background):
    page = open_page(address=small_app, theme=theme)
    app = page.page.get_by_test_id("stApp")
    assert app.evaluate("element => getComputedStyle(element).backgroundColor") == background


def test_vietnamese_is_drawn_with_the_font_we_ship(open_page, small_app):
    page = open_page(address=small_app)
    faces = page.page.evaluate(
        "[...document.fonts].filter(face => face.status === 'loaded')"
        ".map(face => face.family.replaceAll('\"', '') + face.unicodeRange.slice(0, 7))"
    )
    assert {"Noto SansU+0-FF,", "Noto SansU+102-1"} <= set(faces)


def test_window_grows_to_show_everything(open_page, small_app):
    page = open_page("/dai", address=small_app)
    page.show_everything()
    assert page.page.get_by_text("Dòng 99").bounding_box()["y"] < page.page.viewport_size["height"]


def test_request_to_another_machine_is_a_problem(chromium, small_app):
    page = AppPage(chromium, small_app).open("/ngoai")
    page.close()
    assert any("example.org" in problem for problem in page.problems)


def test_exception_in_the_app_is_a_problem_but_hides_its_detail(chromium, small_app):
    page = AppPage(chromium, small_app).open("/hong")
    page.close()
    assert any("exception on screen" in problem for problem in page.problems)
    assert "secret detail" not in "".join(page.problems)
