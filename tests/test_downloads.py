"""The button of downloads: what it offers, and that its files hold what the screen shows."""

import csv
import io

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from dvk_data import export
from tests.live import table
from tests.test_pages import MODELS, OVERVIEW, open_page


def page():
    import pandas as pd
    import streamlit as st

    from dvk_data.screen import address, downloads

    if "chon" in st.query_params:
        address.begin("tong-quan")
        address.note_choice("Nơi", "Huyện Lâm Hà")
        address.note_default("noi", "2004-district-676")
    figures = [f for f in st.query_params.get("so", "").split(",") if f]
    models = [m for m in st.query_params.get("mh", "").split(",") if m]
    shown = pd.DataFrame({"place": ["Lâm Hà", "Đam Rông"], "n": [44, 1], "hidden": [1, 2]})
    if "noi-ra" in st.query_params:
        shown["Kinh tế"] = ["4.494 (41,6%)", "–"]
        shown["Giá trị"] = ["40.363 hồ sơ", "78,3%"]
        shown["Tổng"] = ["1,4 tỷ đồng", "500 đồng"]
        shown["Năm"] = ["2023", ""]
    config = {"place": st.column_config.TextColumn("Địa bàn"), "hidden": None}
    downloads.offer_shown(
        "chart",
        "Tiêu đề",
        "Phụ đề",
        table=None if "khong-bang" in st.query_params else shown,
        figure_ids=figures,
        model_ids=models,
        column_config=config,
    )


class Given(dict):
    """What each button would give, by ending, and under which name."""

    def __init__(self):
        super().__init__()
        self.names = {}


@pytest.fixture
def opened(monkeypatch):
    """Open the button as a reader does; yields the page and what its buttons would give."""
    given = Given()

    def keep(label, *, data, file_name, **_):
        ending = file_name.rpartition(".")[2]
        given[ending], given.names[ending] = data, file_name

    def opened(**query):
        given.clear()
        app = AppTest.from_function(page, default_timeout=60)
        for name, value in query.items():
            app.query_params[name.replace("_", "-")] = value
        monkeypatch.setattr("dvk_data.screen.downloads.st.download_button", keep)
        app.session_state["download-chart"] = True
        app.run()
        assert not app.exception
        return app, given

    return opened


def rows(data) -> list[dict]:
    text = data().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_table_leaves_under_the_headings_that_the_screen_shows(opened):
    _, given = opened()
    assert set(given) == {"xlsx", "csv", "parquet", "zip"}
    found = rows(given["csv"])
    assert [(r["Địa bàn"], r["n"]) for r in found] == [("Lâm Hà", "44"), ("Đam Rông", "1")]
    assert "hidden" not in found[0]


def test_what_the_screen_speaks_leaves_as_numbers_with_their_units(opened):
    _, given = opened(noi_ra="1")
    first, second = rows(given["csv"])
    assert (first["Kinh tế"], second["Kinh tế"]) == ("4494", "")
    assert first["Kinh tế – tỷ lệ (%)"] == "41.6"
    assert [(r["Giá trị"], r["Giá trị – đơn vị"]) for r in (first, second)] == [
        ("40363", "hồ sơ"),
        ("78.3", "%"),
    ]
    assert [r["Tổng (đồng)"] for r in (first, second)] == ["1400000000", "500"]
    assert (first["Năm"], second["Năm"]) == ("2023", "")
    sheet = openpyxl.load_workbook(io.BytesIO(given["xlsx"]()))["Dữ liệu"]
    typed = {cell.value: sheet.cell(2, cell.column).value for cell in sheet[1]}
    assert (typed["Kinh tế"], typed["Năm"], typed["Giá trị"]) == (4494, 2023, 40363)


def test_files_say_what_was_chosen_and_where_it_opens_again(opened):
    figure = table("model_counts")[0]["figure_id"]
    app, given = opened(chon="1", so=figure)
    for number in range(2):
        app.radio[0].set_value(number).run()
        book = openpyxl.load_workbook(io.BytesIO(given["xlsx"]()))
        said = dict(row[:2] for row in book["Bộ lọc"].iter_rows(values_only=True))
        assert said["Nơi"] == "Huyện Lâm Hà"
        assert said["Địa giới"]
        assert "noi=2004-district-676" in said["Mở lại tại"]
        assert "huyen-lam-ha" in given.names["xlsx"]


def test_every_column_of_what_is_seen_is_explained(opened):
    _, given = opened(noi_ra="1")
    sheet = openpyxl.load_workbook(io.BytesIO(given["xlsx"]()))["Định nghĩa"]
    meanings = {row[1]: row[4] for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert all(meanings.values())
    assert "kinh tế" in meanings["Kinh tế"].lower()
    assert "Tiêu đề" in meanings["n"]
    assert "Phụ đề" in meanings["n"]


def test_figures_behind_leave_with_source_and_link(opened):
    first, second = (r["figure_id"] for r in table("model_counts")[:2])
    app, given = opened(so=f"{first}+{second}", khong_bang="1")
    assert "2 dòng" in " ".join(m.value for m in app.markdown)
    found = rows(given["csv"])
    assert {r["figure_id"] for r in found} == {first, second}
    for record in found:
        assert record["link"].endswith(f"?so-lieu={record['figure_id']}")
        assert record["source_title"]
        assert record["publisher"]


def test_models_behind_leave_with_their_sources(opened):
    model = table("models")[0]
    _, given = opened(mh=model["model_id"], khong_bang="1")
    (found,) = rows(given["csv"])
    assert (found["model_id"], found["source_id"]) == (model["model_id"], model["source_id"])


def test_reader_chooses_between_what_is_seen_and_what_is_behind(opened):
    app, _ = opened(so=table("model_counts")[0]["figure_id"])
    assert app.radio[0].options == [
        "Bảng đang xem (2 dòng)",
        "Toàn bộ số liệu phía sau (1 dòng)",
    ]


def test_nothing_is_offered_where_there_is_nothing(opened):
    app, given = opened(khong_bang="1")
    assert given == {}
    assert not app.radio


def test_every_format_of_the_screen_is_one_of_the_addresses(opened):
    _, given = opened()
    assert set(given) <= set(export.FORMATS)


@pytest.fixture
def held(monkeypatch):
    """Open a page; yields what each of its files holds, by the key of its button."""
    found = {}

    def keep(key, scopes):
        found[key] = [scope.contents() for scope in scopes if scope.rows]

    monkeypatch.setattr("dvk_data.screen.downloads.offer", keep)

    def held(page, query=""):
        found.clear()
        assert not open_page(page, query).exception
        return found

    return held


def test_file_of_a_page_opens_the_place_and_year_that_it_showed(held):
    for contents in held(OVERVIEW)["domains"]:
        assert contents.page.endswith("?noi=2004-district-676&nam=2023")
        assert "Huyện Lâm Hà, tỉnh Lâm Đồng" in dict(contents.filters).values()


def test_totals_of_models_name_their_sources(held):
    seen, models = held(MODELS, "noi=2004-district-676")["totals"]
    assert seen.source_ids
    assert set(models.read().read_all()["source_id"].to_pylist()) == set(seen.source_ids)


def test_large_dataset_is_streamed_from_its_address(monkeypatch):
    def whole():
        from dvk_data.screen import downloads

        downloads.offer("areas", [downloads.of_dataset("areas", {}, 5_000_000)])

    app = AppTest.from_function(whole, default_timeout=60)
    app.session_state["download-areas"] = True
    app.run()
    assert not app.exception
    links = [element.proto.url for element in app.get("link_button")]
    assert links == [f"du-lieu/areas.{ending}" for ending in ("xlsx", "csv", "parquet", "zip")]
    assert not app.get("download_button")
