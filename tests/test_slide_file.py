"""The pinned views as PowerPoint: native charts with the numbers of the database, and notes."""

import io

import pytest
from pptx import Presentation

from dvk_data import figures
from dvk_data.screen import slide_file
from dvk_data.screen.pins import Pin
from dvk_data.warehouse import Warehouse
from dvk_data.wording import LANGUAGES, wording
from tests.live import CATALOGUE
from tests.test_pages import LAM_HA, PAGES, assert_works, open_page
from tests.test_queries import ANY_MODEL
from tests.test_slides import DOMAINS, HEAT, NO_SUCH_CHART, PRESENTATION, address_of, titles

PCI = Pin("chi-so-tinh", "cs-ten=PCI&nam=2022", "index-ranking", "Ai dẫn đầu?")
MODELS = Pin("mo-hinh", LAM_HA, "named-domains")
KNOWN = Pin("tong-quan", "noi=2004-nation-VN", "provinces")
OF_LAM_HA = {**ANY_MODEL, "area_id": "2004-district-676"}


@pytest.fixture
def given(monkeypatch):
    """What the button would give: name of the file -> what writes it."""
    given = {}

    def keep(label, *, data, file_name, key, **_):
        if key == "slide-file":
            given[file_name] = data

    monkeypatch.setattr("dvk_data.screen.slide_file.st.download_button", keep)
    return given


@pytest.fixture
def written(given):
    """Pin views and write the file; gives the slides after the cover."""

    def written(*pins, language="vi"):
        app = open_page(PRESENTATION, address_of(*pins, lang=language))
        assert not app.exception
        return file_of(given)

    return written


def file_of(given):
    name, write = given.popitem()
    assert CATALOGUE.version in name
    assert name.endswith(".pptx")
    return list(Presentation(io.BytesIO(write())).slides)[1:]


def charts(slides):
    return [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]


def tables(slides):
    return [shape.table for slide in slides for shape in slide.shapes if shape.has_table]


def notes(slide):
    return slide.notes_slide.notes_text_frame.text


def drawn(chart):
    """Category -> value of the first series."""
    plot = chart.plots[0]
    return dict(zip(plot.categories, plot.series[0].values, strict=True))


def ask(question, **parameters):
    return Warehouse(CATALOGUE).rows(question, **parameters)


def test_domains_of_the_chart_and_its_table_are_those_of_the_database(written):
    slides = written(DOMAINS)
    stated = ask("domain_counts", boundary="reported", area_id="2004-district-676", year=2023)
    (chart,), (table,) = charts(slides), tables(slides)
    values = sorted(record["value"] for record in stated)
    assert sorted(drawn(chart).values()) == values
    assert sorted(float(row.cells[1].text) for row in list(table.rows)[1:]) == values


def test_scores_of_provinces_are_those_of_the_database(written):
    slides = written(PCI)
    stated = ask(
        "index_scores", boundary="reported", index_name="PCI", year=2022, dimension="total"
    )
    known = {record["value"] for record in stated if record["value"] is not None}
    shown = {value for chart in charts(slides) for value in drawn(chart).values()}
    assert shown
    assert shown <= known


def test_slide_names_place_and_year_where_its_title_does_not(written):
    slide, *_ = written(MODELS)
    texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    assert any("Nơi: Huyện Lâm Hà, tỉnh Lâm Đồng" in text and "2023" in text for text in texts)


def test_file_holds_the_comment_typed_just_before_the_click(given):
    app = open_page(PRESENTATION, address_of(PCI))
    drawn = dict(given)
    app.main.text_input[0].set_value("Vừa gõ").run()
    slide, *_ = file_of(drawn)
    texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    assert "Vừa gõ" in texts
    assert PCI.comment not in texts


@pytest.mark.parametrize("language", LANGUAGES)
def test_slide_says_comment_and_notes_say_source_version_and_day(written, language):
    (slide,) = written(DOMAINS, language=language)
    say = wording(language).say
    texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    assert DOMAINS.comment in texts
    assert any("31/12/2023" in text and CATALOGUE.version in text for text in texts)
    for said in (
        say("slides.as_of", date="31/12/2023"),
        CATALOGUE.version,
        "Lâm Hà",
        "nhân rộng điển hình “Dân vận khéo” năm 2023 trên địa bàn huyện Lâm Hà",
        "tong-quan?",
    ):
        assert said in notes(slide)


def test_day_stands_also_where_no_figure_is_behind_a_chart(written):
    of_models, of_the_data = written(MODELS)[0], written(KNOWN)[0]
    models = ask("models_file", models=OF_LAM_HA)
    newest = max(model["year"] for model in models if model["year"])
    assert wording("vi").say("slides.as_of_models", year=newest) in notes(of_models)
    assert any(model["source_title"] in notes(of_models) for model in models)
    assert "thu thập được đến" in notes(of_the_data)


def test_shaded_cells_become_a_table_and_a_lost_chart_is_told(written):
    slides = written(HEAT, NO_SUCH_CHART)
    assert not charts(slides)
    assert len(tables(slides)) == 1
    titles = [shape.text_frame.text for shape in slides[-1].shapes if shape.has_text_frame]
    assert wording("vi").say("slides.gone") in titles


def test_file_is_wide():
    deck = Presentation(io.BytesIO(slide_file.documents.slides_of([], COVER, "vi")))
    assert deck.slide_width * 9 == pytest.approx(deck.slide_height * 16, rel=1e-3)


COVER = slide_file.documents.Cover("Tên", "", [])


@pytest.mark.parametrize("page", [page for page in PAGES if page != PRESENTATION])
def test_every_chart_of_a_page_can_be_pinned_and_becomes_native_charts_or_tables(given, page):
    app = open_page(page, LAM_HA)
    keys = [button.key for button in app.button if (button.key or "").startswith("pin-")]
    for key in keys:
        app.button(key=key).click().run()
        assert_works(app)
        assert app.button(key=key).label == wording("vi").say("slides.unpin")
    shown = [heading.value for heading in app.subheader]
    if not keys:
        return
    app.switch_page(PRESENTATION).run()
    assert_works(app)
    assert len(titles(app)) == len(keys)
    assert set(titles(app)) <= set(shown)
    slides = file_of(given)
    assert len(slides) >= len(keys)
    for slide in slides:
        assert any(shape.has_chart or shape.has_table for shape in slide.shapes), notes(slide)


def test_long_list_goes_on_over_slides_on_one_scale_with_every_bar():
    names = [f"Tỉnh {number}" for number in range(50)]
    values = [float(number) for number in range(50)]
    chart = slide_file.documents.Chart("bars", names, [slide_file.documents.Series("A", values)])
    file = slide_file.documents.slides_of(
        [slide_file.documents.View("Tên", chart=chart)], COVER, "vi"
    )
    parts = charts(list(Presentation(io.BytesIO(file)).slides))
    assert len(parts) == 3
    assert [value for part in parts for value in part.plots[0].series[0].values] == values
    assert len({part.value_axis.maximum_scale for part in parts}) == 1


def test_lines_over_years_keep_gaps_and_break_where_years_cannot_be_compared():
    track = figures.Track(
        "Điểm", [(2019, 60.0, "", ""), (2021, 61.0, "", ""), (2022, 70.0, "", "")]
    )
    figure = figures.over_years(
        [track],
        {},
        changes=[2022],
        language="vi",
        is_dark=False,
        axis_title="",
        known_title="",
    )
    numbers = figures.numbers_of(figure)
    assert numbers.categories == ["2019", "2020", "2021", "2022"]
    assert numbers.series == [
        ("Điểm, 2019 – 2021", [60.0, None, 61.0, None]),
        ("Điểm, 2022 – 2022", [None, None, None, 70.0]),
    ]
    assert set(numbers.drawn_as) == {"Điểm"}
