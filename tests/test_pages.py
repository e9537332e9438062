"""Every page as its script answers a link: in both languages, for any place, with broken data."""

import ast
import json
import re
import shutil
from collections import Counter
from copy import deepcopy
from itertools import product
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from google.protobuf.json_format import MessageToDict
from plotly.graph_objects import Figure
from streamlit.testing.v1 import AppTest

from dvk_data.indicators import load_indicators
from dvk_data.warehouse import Warehouse
from dvk_data.wording import LANGUAGES, wording
from tests.live import CATALOGUE, rows, table

ROOT = Path(__file__).resolve().parents[1]
PAGES = [f"pages/{file.name}" for file in sorted((ROOT / "pages").glob("*.py"))]
OVERVIEW, MODELS, COMPARISON = "pages/overview.py", "pages/models.py", "pages/comparison.py"
SOURCES = "pages/sources.py"
LAM_HA = "noi=2004-district-676&nam=2023"
WITH_PLACES = ("models", "model_areas", "model_counts", "service_kpis", "petitions")
say = wording("vi").say

# What a reader sees of an element; all else of its message is for machines.
VISIBLE = {"label", "body", "help", "alt", "placeholder", "options", "content", "rawValue"}
CODES = {code for codes in CATALOGUE.codes.values() for code in codes}
CODES |= {indicator.code for indicator in load_indicators()}
WITH_UNDERSCORE = "|".join(code for code in CODES if "_" in code)
ENGLISH_WORDS = "|".join(code for code in CODES if re.fullmatch("[a-z]{4,}", code))
RAW = re.compile(
    rf"\b({WITH_UNDERSCORE}|None(?! [a-z])|nan|NaT|True|False)\b"
    r"|\b(2004|2025)-(nation|province|district|commune)-\w+"
)
# Codes that are English words betray themselves only among Vietnamese ones.
RAW_IN_VIETNAMESE = re.compile(rf"{RAW.pattern}|(?<![\w/-])({ENGLISH_WORDS})(?![\w/-])")
TITLES = [source["title"] for source in table("sources")]


@pytest.fixture(scope="module", autouse=True)
def answers_stay_as_they_were_told():
    """An answer is remembered for all readers: no page changes a row of it."""
    told, answer = [], Warehouse.rows

    def rows(self, question, **asked):
        found = answer(self, question, **asked)
        told.append((question, found, deepcopy(found)))
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Warehouse, "rows", rows)
        yield
    assert not {question for question, found, before in told if found != before}


def open_page(page, query=""):
    """The page as it answers a link. The first run is app.py's, which names the pages."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    app.query_params.clear()
    app.query_params.update(parse_qsl(query))
    return app.switch_page(page).run()


def texts(app):
    """Every text that a reader can see, closed boxes, charts and tables included."""
    dialogs = [element for dialog in app.get("dialog") for element in dialog]
    for element in [*app.main, *app.sidebar, *dialogs]:
        if element.proto is None or element.type == "html":
            continue
        yield from strings(MessageToDict(element.proto), VISIBLE)
        if element.type == "plotly_chart":
            chart = json.loads(element.proto.spec)
            yield from strings([{**trace, "customdata": []} for trace in chart["data"]])
            yield from strings(chart["layout"])
        if element.type == "dataframe":
            settings = json.loads(element.proto.columns)
            for name, cells in element.value.items():
                column = settings.get(name, {})
                if column.get("hidden"):
                    continue
                yield column.get("label", name)
                if column.get("type_config", {}).get("type") == "link":  # a mark hides its address
                    cells = cells[cells.isna()]
                yield from map(str, cells)


def strings(message, names=None, name=None):
    """The strings in nested lists and dicts, or those that stand under one of `names`."""
    if isinstance(message, dict):
        for inner, value in message.items():
            yield from strings(value, names, inner)
    elif isinstance(message, list):
        for value in message:
            yield from strings(value, names, name)
    elif isinstance(message, str) and (names is None or name in names):
        yield message


def without_titles(text):
    """A text without the titles of documents, which stand in the language of their authors."""
    for title in TITLES:
        text = text.replace(title, "")
    return text


def notes(app):
    """What the page says about choices in the link that it set aside."""
    said = say("app.unknown_choice", choices="").split("(")[0]
    return [caption.value for caption in app.caption if said in caption.value]


def cards(app):
    """The headline cards: name -> (value, all that stands below it)."""
    found = {}
    for cell in app.grid[0].children.values():
        name, *below = [text.value for text in cell.markdown]
        below += [text.value for text in cell.caption]
        found[name.strip("*")] = (cell.title[0].value, "\n".join(below))
    return found


def richest_places():
    """A link to the place with most figures at each level, in each boundary that knows it."""
    counts = Counter(row["area_id"] for name in WITH_PLACES for row in table(name))
    richest = {}
    for area_id, _ in counts.most_common():
        if area_id:
            richest.setdefault(area_id.rsplit("-", 1)[0], area_id)
    for unit, area_id in sorted(richest.items()):
        yield f"noi={area_id}"
        if unit.startswith("2025"):
            yield f"noi={area_id}&dia-gioi=hien-nay"


OF_EVERY_FLAG = list({model["flag"]: model["model_id"] for model in table("models")}.values())


def assert_works(app):
    assert not app.exception, app.query_params
    assert not [error.value for error in app.error], app.query_params
    assert app.title[0].value


def assert_reads_well(app):
    assert_works(app)
    for chart in app.get("plotly_chart"):
        Figure(json.loads(chart.proto.spec))  # refuses what Plotly does not know
    raw = RAW if app.query_params.get("lang") == "en" else RAW_IN_VIETNAMESE
    suspects = [text for text in texts(app) if raw.search(text)]
    assert not [text for text in suspects if raw.search(without_titles(text))], app.query_params
    assert_all_can_be_taken(app)


def assert_all_can_be_taken(app):
    """Every chart and table has a button of its file; the numbers of a chart share that of it."""
    for block in [app.main, *app.get("dialog")]:
        kinds = Counter(kinds_within(block))
        assert kinds["shown"] <= kinds["taken"], (app.query_params, kinds)


def kinds_within(block):
    for element in block.children.values():
        if element.type in ("plotly_chart", "dataframe"):
            yield "shown"
        icon = element.proto.popover.icon if element.type == "popover" else ""
        if icon == ":material/download:":
            yield "taken"
        elif icon != ":material/table:" and hasattr(element, "children"):
            yield from kinds_within(element)


@pytest.mark.parametrize("page", PAGES)
def test_page_reads_well_for_every_kind_of_place_in_every_language(page):
    app = open_page(page)
    for link, language in product(["", "dia-gioi=hien-nay", *richest_places()], LANGUAGES):
        app.query_params.clear()
        app.query_params.update(parse_qsl(f"{link}&lang={language}&ky=tat-ca"))
        assert_reads_well(app.run())
        assert wording(language).say("app.tagline") in texts(app)


@pytest.mark.parametrize("model_id", OF_EVERY_FLAG)
def test_card_of_a_model_reads_well(model_id):
    app = open_page(MODELS, f"mo-hinh={model_id}")
    assert_reads_well(app)
    (model,) = rows("models", model_id=model_id)
    assert [dialog.proto.dialog.title for dialog in app.get("dialog")] == [model["name"]]
    assert any(CATALOGUE.version in text and "Phiên bản" in text for text in texts(app))


@pytest.mark.parametrize(
    ("page", "link"), [(OVERVIEW, LAM_HA), (OVERVIEW, "noi=2004-nation-VN"), (MODELS, "")]
)
def test_text_of_a_bar_says_its_length(page, link):
    charts = open_page(page, link).get("plotly_chart")
    assert charts
    for chart in charts:
        (bars,) = json.loads(chart.proto.spec)["data"]
        written = [text.split(" ")[0].replace(".", "") for text in bars["text"]]
        assert list(map(float, written)) == bars["x"]


def test_figure_whose_document_has_no_address_has_no_link():
    assert_reads_well(open_page(OVERVIEW, "noi=2025-province-68&ky=tat-ca&phan=thu-tuc"))


def test_every_page_has_an_address_that_is_no_file_name():
    calls = [node for node in ast.walk(ast.parse((ROOT / "app.py").read_text(encoding="utf-8")))]
    pages = {
        call.args[0].value: {k.arg: k.value.value for k in call.keywords if k.arg == "url_path"}
        for call in calls
        if isinstance(call, ast.Call)
        and ast.unparse(call.func) == "st.Page"
        and isinstance(call.args[0], ast.Constant)
    }
    assert sorted(pages) == PAGES
    addresses = [options["url_path"] for options in pages.values()]
    assert not {Path(page).stem for page in PAGES} & set(addresses)
    assert len(set(addresses)) == len(addresses)


def test_lam_ha_2023_shows_what_its_reports_state():
    app = open_page(OVERVIEW, LAM_HA)
    assert app.title[0].value == "Huyện Lâm Hà, tỉnh Lâm Đồng, năm 2023"
    shown = cards(app)
    assert shown[say("overview.registered")][0] == "44"
    value, below = shown[say("overview.recognised")]
    assert value == "42"
    assert "95,5%" in below
    value, below = shown[say("overview.on_time_rate")]
    assert value == "99%"
    assert "40.363/40.766" in below
    value, below = shown[say("overview.resolved_rate")]
    assert value == "86,4%"
    assert "tính lại: 82,02%" in below
    assert "146/178" in below


def test_english_writes_the_same_numbers_in_its_own_way():
    shown = cards(open_page(OVERVIEW, f"{LAM_HA}&lang=en"))
    say = wording("en").say
    assert shown[say("overview.resolved_rate")][0] == "86.4%"
    assert "40,363" in shown[say("overview.on_time_rate")][1]


def test_unit_of_a_card_is_small_so_that_no_word_of_it_breaks():
    shown = cards(open_page(OVERVIEW, f"{LAM_HA}&lang=en"))
    say = wording("en").say
    assert shown[say("overview.households_helped")][0] == "33 :small[households]"


def test_what_is_not_placed_is_not_hidden_behind_the_largest_place():
    app = open_page("pages/resources.py", "noi=2004-nation-VN&nl-theo=dia-ban")
    (title,) = [it.value for it in app.subheader if "Cà Mau" in it.value]
    assert "“Không nêu tỉnh”; trong phần còn lại Cà Mau nhiều nhất" in title


def test_filters_that_are_folded_away_are_named_where_they_hold():
    app = open_page(MODELS, "chu-the=womens_union&nam=2023")
    labels = [box.proto.popover.label for box in app.get("popover")]
    assert say("place.filtered", names="Hội Liên hiệp Phụ nữ, 2023") in labels


def test_measure_that_is_not_reported_is_named_and_is_no_zero():
    app = open_page(OVERVIEW, LAM_HA)
    assert say("overview.maintained") not in cards(app)
    told = say("overview.not_reported_list", year=2023, measures="mô hình duy trì")
    assert told in "".join(texts(app))
    assert "không có nghĩa là bằng 0" in told


@pytest.mark.parametrize(("boundary", "system"), [("luc-bao-cao", "2004"), ("hien-nay", "2025")])
def test_place_without_figures_says_so(boundary, system):
    named = {row["area_id"] for name in WITH_PLACES for row in table(name)}
    empty = next(
        a for a in rows("areas", system=system, level="commune") if a["area_id"] not in named
    )
    app = open_page(OVERVIEW, f"noi={empty['area_id']}&dia-gioi={boundary}")
    assert_reads_well(app)
    assert app.title[0].value.startswith(empty["name"])
    assert say("overview.not_reported") in [text.value for text in app.markdown]
    assert not app.grid


@pytest.mark.parametrize("link", ["noi=2004-nation-VN", "noi=2025-nation-VN&dia-gioi=hien-nay"])
def test_whole_country_shows_how_much_is_known(link):
    app = open_page(OVERVIEW, link)
    assert app.title[0].value == say("overview.intro_country")
    shown = {cell.caption[0].value: cell.title[0].value for cell in app.grid[0].children.values()}
    for name, measure in [("models", "models"), ("sources", "sources"), ("checks", "checks")]:
        assert shown[say(f"overview.{measure}_known")] == str(len(table(name)))


def test_report_of_a_place_without_figures_is_of_the_year_in_the_link():
    app = open_page(OVERVIEW, "noi=2004-district-677&nam=2024")
    (help_,) = [text for text in texts(app) if "Văn bản và bản trình chiếu" in text]
    assert "năm 2024" in help_


def test_new_province_names_the_old_ones_it_was_made_of():
    app = open_page(OVERVIEW, "noi=2025-province-68&dia-gioi=hien-nay&nam=2025")
    assert app.title[0].value == "Tỉnh Lâm Đồng, năm 2025"
    assert say("place.made_of") in [caption.value for caption in app.caption]
    units = [button.label for button in app.button if " · " in button.label]
    assert [label.split(" · ")[0] for label in units] == [
        "Tỉnh Bình Thuận",
        "Tỉnh Đắk Nông",
        "Tỉnh Lâm Đồng",
    ]
    assert say("place.district") not in [box.label for box in app.selectbox]


@pytest.mark.parametrize(
    ("page", "link", "unknown"),
    [
        *((page, "", name) for page in PAGES for name in ("dia-gioi=ngay-mai", "lang=fr")),
        (OVERVIEW, "", "noi=2004-district-999"),
        (OVERVIEW, "noi=2004-district-676", "nam=hai"),
        (OVERVIEW, LAM_HA, "ky=thang"),
        (OVERVIEW, LAM_HA, "phan=khac"),
        (OVERVIEW, "noi=2004-province-83&nam=2024", "loai-so=khac"),
        (MODELS, "", "noi=khong-co"),
        (MODELS, "", "linh-vuc=khac"),
        (MODELS, "linh-vuc=economy", "chu-the=khac"),
        (MODELS, "", "trang-thai=khac"),
        (MODELS, "", "nam=hai"),
        (MODELS, "", "xep=khac"),
        (MODELS, "", "mo-hinh=khong-co"),
        (COMPARISON, "", "cap=khac"),
        (COMPARISON, "", "do=khac"),
        (COMPARISON, "", "xem=khac"),
        (COMPARISON, "", "nam-ss=hai"),
        (COMPARISON, "", "trong=khac"),
        (COMPARISON, "", "cac-noi=khac"),
        (COMPARISON, "", "chon=khac"),
        (SOURCES, "", "phan=khac"),
        (SOURCES, "", "nguon=khong-co"),
        (SOURCES, "", "loai=khac"),
        (SOURCES, "", "bang=khac"),
        (SOURCES, "", "ket-qua=khac"),
        (SOURCES, "", "xep=khac"),
        (SOURCES, "phan=doi-chieu", "quy-tac=khac"),
        (SOURCES, "phan=doi-chieu", "phep-tinh=khong-co"),
        (SOURCES, "phan=do-phu", "mang=khac"),
        (SOURCES, "phan=tu-dien", "muc=khong-co"),
        (SOURCES, "phan=tu-dien", "kieu=khac"),
    ],
)
def test_unknown_choice_in_a_link_is_set_aside_and_told(page, link, unknown):
    app = open_page(page, f"{link}&{unknown}")
    assert_works(app)
    assert [note for note in notes(app) if unknown in note]


def test_place_that_does_not_exist_leads_to_the_whole_country():
    app = open_page(OVERVIEW, "noi=2004-district-999")
    assert app.title[0].value == open_page(OVERVIEW, "noi=2004-nation-VN").title[0].value


def test_old_unit_is_shown_as_what_it_is_today():
    app = open_page(OVERVIEW, "noi=2004-district-676&dia-gioi=hien-nay")
    assert app.title[0].value.startswith("Tỉnh Lâm Đồng")


def test_known_choice_in_a_link_is_told_as_none():
    link = f"{LAM_HA}&linh-vuc=economy&xep=nam&mo-hinh=d-lamha-15&tim=heo"
    assert notes(open_page(MODELS, link)) == []


@pytest.mark.parametrize("text", ["[here](https://example.org)", "`[here](https://example.org)`"])
def test_text_in_a_link_is_shown_as_text(text):
    (note,) = notes(open_page(OVERVIEW, f"lang={text}"))
    assert "[here](" not in re.sub(r"(`+)[^`].*?\1", "", note)


@pytest.mark.parametrize("query", ["%", "😀", "' _ %"])
def test_search_for_signs_finds_nothing(query):
    app = open_page(MODELS, f"tim={query}")
    assert_works(app)
    assert say("models.found_none") in [note.value for note in app.info]


def test_search_without_a_hit_says_which_condition_to_drop():
    app = open_page(MODELS, "noi=2004-district-676&tim=zzzz")
    assert_reads_well(app)
    assert app.info[0].value == say("models.found_none")
    assert say("models.found_none_hint", filters="zzzz") in [text.value for text in app.caption]


@pytest.fixture
def datasets(tmp_path, monkeypatch):
    """A copy of the datasets that the dashboard reads instead, to be damaged."""
    for ending in ("toml", "parquet"):
        for file in CATALOGUE.directory.glob(f"*.{ending}"):
            shutil.copy(file, tmp_path)
    monkeypatch.setenv("DVK_DATASETS", str(tmp_path))
    return tmp_path


def assert_tells_broken(app, file, problem, language="vi"):
    say = wording(language).say
    problem = say(f"app.broken_{problem}")
    assert not app.exception
    assert [e.value for e in app.error] == [say("app.broken", file=file, problem=problem)]
    assert app.code[0].value == "python run.py build"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_missing_dataset_is_told_with_its_file_and_the_command(datasets, page, language):
    (datasets / "models.parquet").unlink()
    assert_tells_broken(open_page(page, f"lang={language}"), "models.parquet", "missing", language)


@pytest.mark.parametrize("file", ["codes.toml", "version.toml"])
def test_missing_description_is_told(datasets, file):
    (datasets / file).unlink()
    assert_tells_broken(open_page(OVERVIEW), file, "missing")


def test_dataset_that_lost_its_description_is_told(datasets):
    (datasets / "models.toml").unlink()
    app = open_page(OVERVIEW)
    assert not app.exception
    assert "models" in app.error[0].value


@pytest.mark.parametrize(
    "file", ["models.parquet", "areas.parquet", "models.toml", "codes.toml", "version.toml"]
)
def test_file_that_cannot_be_read_is_told(datasets, file):
    (datasets / file).write_bytes(b"PAR1 no longer what it was")
    assert_tells_broken(open_page(OVERVIEW), file, "unreadable")


def test_dataset_that_does_not_fit_its_description_is_told(datasets):
    shutil.copy(datasets / "targets.parquet", datasets / "models.parquet")
    assert_tells_broken(open_page(OVERVIEW), "models.parquet", "unreadable")


def test_first_rank_leads_the_comparison_not_the_last():
    app = open_page(COMPARISON, "cap=tinh&do=service_kpis.rank_766.rank")
    assert_works(app)
    finding = app.subheader[0].value
    assert "cao nhất trong những nơi có số liệu" in finding
    assert ": 1 (" in finding


def test_measure_without_trend_offers_those_that_have_one():
    app = open_page(COMPARISON, "xem=xu-huong")
    app.button(key="measure-models.named.item").click().run()
    assert_works(app)
    assert app.subheader[0].value.startswith("Tăng ở ")
