"""The report as Word and as slides: the form of the decree, numbers as the database has them."""

import datetime as dt
import io
import re
import unicodedata
import zipfile
from collections import Counter
from functools import cache
from xml.etree import ElementTree

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_COLOR_INDEX
from pptx import Presentation

from dvk_data import documents, formats
from dvk_data.documents.content import GAP
from dvk_data.documents.slide_layout import even_groups
from dvk_data.documents.speech import Speech
from dvk_data.indicators import load_indicators
from dvk_data.warehouse import Warehouse
from tests.live import CATALOGUE
from tests.live import table as rows_of

LAM_HA, LONG_AN, LAM_DONG = "2004-district-676", "2004-province-80", "2004-province-68"
NEW_LAM_DONG = "2025-province-68"
YEN_BAI = "2004-province-15"
EMPTY = "2004-commune-13303"
NATION = "2004-nation-VN"
PLACES = ((LAM_HA, 2023), (LONG_AN, 2024), (LAM_DONG, 2023), (EMPTY, 2024), (NATION, 2024))
LANGUAGES = ("vi", "en")
MADE_ON = dt.date(2026, 11, 21)
WIDE_SCREEN = 16 / 9
CHART = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}
EVERYWHERE = pytest.mark.parametrize(("area_id", "year"), PLACES)


@cache
def store():
    return Warehouse(CATALOGUE)


@cache
def report(area_id, year, language="vi"):
    return documents.gather(
        store().rows,
        CATALOGUE,
        area_id=area_id,
        year=year,
        boundary="reported",
        language=language,
        made_on=MADE_ON,
    )


@cache
def word(area_id, year, language="vi", header="state"):
    return Document(io.BytesIO(documents.word_file(report(area_id, year, language), header)))


@cache
def slides(area_id, year, language="vi"):
    return Presentation(io.BytesIO(documents.slide_file(report(area_id, year, language))))


def asked(question, area_id, year, **further):
    return store().rows(question, boundary="reported", area_id=area_id, year=year, **further)


def word_text(document):
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    return "\n".join([p.text for p in document.paragraphs] + cells)


def slide_texts(presentation):
    for slide in presentation.slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                yield shape.text_frame.text
            elif shape.has_table:
                yield from (c.text for row in shape.table.rows for c in row.cells)


def views(found):
    return [found.headline, *(view for section in found.sections for view in section.views)]


def views_with_charts(found):
    return [view for view in views(found) if view.chart]


@pytest.mark.parametrize("header", ["state", "party"])
def test_page_is_that_of_an_official_document(header):
    document = word(LAM_HA, 2023, header=header)
    first = document.sections[0]
    assert (round(first.page_width.mm), round(first.page_height.mm)) == (210, 297)
    allowed = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}
    for side, (least, most) in allowed.items():
        assert least <= round(getattr(first, f"{side}_margin").mm, 1) <= most
    for annex in document.sections[1:]:
        assert annex.orientation == WD_ORIENT.LANDSCAPE
        assert (round(annex.page_width.mm), round(annex.page_height.mm)) == (297, 210)


def test_letters_are_times_new_roman_of_13_or_14_points():
    normal = word(LAM_HA, 2023).styles["Normal"].font
    assert normal.name == "Times New Roman"
    assert 13 <= normal.size.pt <= 14


def test_page_number_stands_at_the_top_from_the_second_page():
    document = word(LAM_HA, 2023)
    first = document.sections[0]
    assert first.different_first_page_header_footer
    assert not first.first_page_header.paragraphs[0].text
    assert "PAGE" in first.header._element.xml
    assert first.header.paragraphs[0].alignment == 1
    assert all(section.header.is_linked_to_previous for section in document.sections[1:])


@pytest.mark.parametrize("language", LANGUAGES)
def test_state_document_has_motto_number_recipients_and_signature(language):
    text = word_text(word(LAM_HA, 2023, language))
    for element in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: ",
        "ngày …",
        "BÁO CÁO",
        "Nơi nhận:",
        "QUYỀN HẠN, CHỨC VỤ CỦA NGƯỜI KÝ",
    ):
        assert element in text


def test_party_document_has_its_own_head():
    text = word_text(word(LAM_HA, 2023, header="party"))
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in text
    assert "T/M" in text
    assert "CỘNG HÒA" not in text


@EVERYWHERE
@pytest.mark.parametrize("language", LANGUAGES)
def test_headline_table_says_what_the_question_answers(area_id, year, language):
    shown = {row[0]: row for row in report(area_id, year, language).headline.table.rows}
    say = Speech(language, CATALOGUE).say
    stated = {r["measure"]: r for r in asked("headline", area_id, year)}
    assert shown
    for measure in ("registered", "recognised", "maintained", "on_time_rate", "resolved_rate"):
        value = shown[say(f"report.name_{measure}")][1]
        if measure not in stated:
            assert value == GAP
        else:
            assert formats.number(stated[measure]["value"], language) in value


def told_of_provinces(year):
    """The overall figures that provinces state of the headline measures."""
    measures = documents.report.provinces.MEASURES
    for measure, (subject, unit) in measures.items():
        for value in store().rows(
            "values_to_compare",
            boundary="reported",
            level="province",
            subject=subject,
            measure=measure,
            unit=unit,
            base=None,
            province_id=None,
            areas=[],
            years=[],
            aspects=[],
            is_newest=False,
        ):
            if value["year"] == year and value["aspect"] == "all":
                yield from ({"figure_id": figure_id} for figure_id in value["figure_ids"])


def outcomes_added(area_id, year):
    """The outcomes behind the totals of the named models."""
    additive = [i.code for i in load_indicators() if i.is_additive]
    place = None if area_id == NATION else area_id
    return store().rows(
        "outcomes_added",
        additive=additive,
        models={"boundary": "reported", "area_id": place, "years": [str(year)]},
        at_most=1000,
    )


@EVERYWHERE
def test_every_figure_of_the_annex_is_in_the_database(area_id, year):
    stated = asked("figures_of_place", area_id, year, subject=None)
    stated = [figure for figure in stated if figure["year"] == year]
    ids = [row["figure_id"] for row in outcomes_added(area_id, year)]
    if area_id == NATION:
        ids += [row["figure_id"] for row in told_of_provinces(year)]
    stated += store().rows("figures_by_id", figure_ids=ids)
    annex = report(area_id, year).annexes[0]
    if not stated:
        assert annex.views == []
        return
    rows = annex.views[0].table.rows
    speech = Speech("vi", CATALOGUE)
    assert [row[2] for row in rows] == [speech.figure(f["value"], f["unit"]) for f in stated]
    assert [row[3] for row in rows] == [speech.period(f) for f in stated]


def test_outcomes_of_models_count_among_the_figures_a_report_rests_on():
    found = documents.gather(
        store().rows,
        CATALOGUE,
        area_id=NEW_LAM_DONG,
        year=2023,
        boundary="current",
        language="vi",
        made_on=MADE_ON,
    )
    annex, attention = found.annexes[0], found.attention
    assert len(annex.views[0].table.rows) > 0
    assert "chưa có" not in dict(found.facts)["Số liệu đến ngày"]
    assert "Chưa có số liệu" not in attention.sentences[0].text


@EVERYWHERE
def test_tables_of_the_file_hold_the_rows_that_were_gathered(area_id, year):
    found = report(area_id, year)
    expected = [v.table for s in (*found.sections, *found.annexes) for v in s.views if v.table]
    drawn = word(area_id, year).tables[1:]
    drawn = [table for table in drawn if table.style.name == "Table Grid"]
    assert len(drawn) == len(expected)
    for table, gathered in zip(drawn, expected, strict=True):
        texts = [[cell.text for cell in row.cells] for row in table.rows]
        assert texts == [gathered.heading, *gathered.rows]


def test_sums_over_models_are_those_of_the_question():
    (results,) = [
        v for v in views(report(LAM_HA, 2023)) if v.table and v.table.heading[0] == "Kết quả"
    ]
    place = {"boundary": "reported", "area_id": LAM_HA}
    found = store().rows("model_reach", models=place | {"years": ["2023"]})
    reached = {r["indicator"]: r["value"] for r in found}
    told = {row[0]: row[1] for row in results.table.rows}
    assert told["Tiền vận động được"] == formats.money(reached["money_raised"], "vi")
    assert told["Hộ được giúp đỡ"] == f"{reached['households_helped']:g} hộ"


@pytest.mark.parametrize(
    ("area_id", "finding"),
    [
        (LAM_HA, "chứng thực bản sao điện tử, 57% (năm 2023)"),
        (YEN_BAI, "đồng bộ lên Cổng quốc gia, 90,46%"),
    ],
)
def test_lowest_rate_is_the_newest_of_its_kind_and_one_that_should_be_high(area_id, finding):
    (title,) = [v.title for v in views(report(area_id, 2023)) if "Thấp nhất trong" in v.title]
    assert finding in title
    assert "chưa đồng bộ" not in title


def test_domains_of_one_body_are_not_told_as_those_of_the_place():
    first = views_with_charts(report(YEN_BAI, 2023))[0]
    assert first.title.startswith("Đảng bộ Khối cơ quan và doanh nghiệp tỉnh Yên Bái: ")


def test_domains_of_the_chart_are_those_of_the_question():
    view = next(v for v in views_with_charts(report(LAM_HA, 2023)))
    stated = asked("domain_counts", LAM_HA, 2023)
    assert view.chart.series[0].values == [record["value"] for record in stated]


@EVERYWHERE
def test_charts_of_the_slides_hold_the_numbers_gathered(area_id, year):
    expected = [v.chart for v in views_with_charts(report(area_id, year))]
    drawn = [s.chart for slide in slides(area_id, year).slides for s in slide.shapes if s.has_chart]
    assert len(drawn) == len(expected)
    for chart, gathered in zip(drawn, expected, strict=True):
        assert list(chart.plots[0].categories) == gathered.categories
        for series, one in zip(chart.plots[0].series, gathered.series, strict=True):
            assert (series.name, list(series.values)) == (one.name, one.values)


@EVERYWHERE
def test_charts_of_word_are_native_and_keep_their_numbers(area_id, year):
    expected = [v.chart for v in views_with_charts(report(area_id, year))]
    parts = [
        part
        for part in word(area_id, year).part.package.iter_parts()
        if str(part.partname).startswith("/word/charts/")
    ]
    assert len(parts) == len(expected)
    for part, chart in zip(sorted(parts, key=_number), expected, strict=True):
        drawn = ElementTree.fromstring(part.blob)
        values = [
            [float(point.text) for point in series.findall(".//c:val//c:v", CHART)]
            for series in drawn.findall(".//c:ser", CHART)
        ]
        assert values == [[v for v in s.values if v is not None] for s in chart.series]
        (relation,) = part.rels.values()
        workbook = zipfile.ZipFile(io.BytesIO(relation.target_part.blob))
        sheet = workbook.read("xl/worksheets/sheet1.xml").decode()
        for value in (value for series in values for value in series):
            assert f"<v>{value:.16g}</v>" in sheet


def _number(part):
    return int(re.search(r"(\d+)\.xml$", str(part.partname))[1])


@EVERYWHERE
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_nobody_reported_is_left_open_and_marked(area_id, year, language):
    found = report(area_id, year, language)
    document = word(area_id, year, language)
    opened = [s for section in found.sections for s in section.open_sentences]
    marked = [
        run
        for paragraph in document.paragraphs
        for run in paragraph.runs
        if run.font.highlight_color == WD_COLOR_INDEX.YELLOW
    ]
    assert len(marked) == len(opened) > 0
    assert {run.text for run in marked} == {GAP}


def test_empty_place_says_what_is_missing():
    found = report(EMPTY, 2024)
    assert not views_with_charts(found)
    said = word_text(word(EMPTY, 2024))
    for name in ("Mô hình đăng ký", "Tiền vận động", "đúng hạn", "Đơn tiếp nhận"):
        assert re.search(rf"{name}[^\n]*{GAP}", said)
    assert "Chưa có số liệu báo cáo nên chưa có gì để đối chiếu" in said


def test_only_a_province_has_provincial_indices():
    titles = {place: [s.title for s in report(*place).sections] for place in PLACES}
    assert "Các chỉ số cấp tỉnh" in titles[LONG_AN, 2024]
    assert "Các chỉ số cấp tỉnh" not in titles[LAM_HA, 2023]


@pytest.mark.parametrize("language", LANGUAGES)
def test_report_of_the_country_tells_what_each_province_states_and_adds_nothing(language):
    found = report(NATION, 2024, language)
    speech = Speech(language, CATALOGUE)
    say = speech.say
    assert not found.headline.table.rows[0][1].strip(GAP)
    (section,) = [s for s in found.sections if s.title == say("report.section_provinces")]
    stated = store().rows(
        "values_to_compare",
        boundary="reported",
        level="province",
        subject="model_counts",
        measure="registered",
        unit="item",
        base=None,
        province_id=None,
        areas=[],
        years=[],
        aspects=[],
        is_newest=False,
    )
    expected = [
        [v["name"], speech.number(v["value"])]
        for v in stated
        if v["year"] == 2024 and v["aspect"] == "all"
    ]
    name = say("report.name_registered")
    shown = [row[1:3] for row in section.views[0].table.rows if row[0] == name]
    assert shown == expected
    assert len(shown) > 1
    models = [row for row in rows_of("models") if row["year"] == 2024]
    counted = found.sections[0].views[-1].chart.series[0].values
    assert sum(counted) == len(models)


def test_figures_that_do_not_add_up_are_told():
    differing = [c for c in asked("checks_of_place", LAM_HA, 2023) if c["agrees"] is False]
    below = asked("checks_that_differ_below", LAM_HA, 2023)
    noted = report(LAM_HA, 2023).attention
    told = [row[0] for row in noted.views[0].table.rows]
    assert len(differing) > 0 < len(below)
    assert told == [
        *(c["statement_vi"] for c in differing),
        *(f"{c['area_name']}. {c['statement_vi']}" for c in below),
    ]


def test_units_below_are_counted_as_their_statements_are_listed():
    below = asked("checks_that_differ_below", LAM_DONG, 2023)
    counted = {unit["name"]: unit["differing"] for unit in asked("checks_below", LAM_DONG, 2023)}
    assert counted == dict(Counter(check["area_name"] for check in below))
    said = [s.text for s in report(LAM_DONG, 2023).attention.sentences]
    assert "tỉnh Lâm Đồng: 6 phép tính khớp" in said[-1]


def test_two_sources_are_named_each_with_its_number():
    said = [s.text for s in report(LAM_HA, 2023).attention.sentences if "Hai nguồn" in s.text]
    assert said
    for text in said:
        assert re.search(r"\[1\] nêu .*; .*\[2\] nêu ", text)


def test_result_of_a_few_districts_is_not_told_as_that_of_the_province():
    said = [s.text for s in report(LAM_DONG, 2023).sections[1].sentences]
    assert "chỉ ở 1 huyện" in next(text for text in said if text.startswith("Tiền vận động"))


@EVERYWHERE
def test_sources_are_numbered_in_the_order_of_their_first_mention(area_id, year):
    texts = []
    for section in report(area_id, year).sections:
        texts += [sentence.text for sentence in section.sentences]
        for view in section.views:
            cells = [cell for row in view.table.rows for cell in row] if view.table else []
            texts += [*cells, view.source]
    first = list(dict.fromkeys(re.findall(r"\[(\d+)\]", "\n".join(texts))))
    assert first == [str(number) for number in range(1, len(first) + 1)]


@pytest.mark.parametrize("header", ["state", "party"])
def test_every_annex_says_which_document_it_belongs_to(header):
    lines = [p.text for p in word(LAM_HA, 2023, header=header).paragraphs]
    assert len([line for line in lines if line.startswith("(Kèm theo Báo cáo số")]) == 2


@EVERYWHERE
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_in_brackets_is_a_source_of_the_list(area_id, year, language):
    found = report(area_id, year, language)
    listed = [row[0] for view in found.annexes[1].views for row in view.table.rows]
    cited = set()
    for section in (*found.sections, *found.annexes):
        texts = [sentence.text for sentence in section.sentences]
        tables = [view.table for view in section.views if view.table]
        texts += [cell for table in tables for row in table.rows for cell in row]
        cited |= set(re.findall(r"\[\d+\]", "\n".join(texts)))
    assert cited <= set(listed)
    assert listed == [f"[{number}]" for number in range(1, len(listed) + 1)]


@EVERYWHERE
def test_text_is_whole_and_composed(area_id, year):
    texts = [word_text(word(area_id, year)), *slide_texts(slides(area_id, year))]
    for text in texts:
        assert unicodedata.is_normalized("NFC", text)
        assert not {"None", "nan", "�"} & set(re.findall(r"\w+|�", text))


def test_slides_are_wide_and_say_their_sources():
    presentation = slides(LAM_HA, 2023)
    assert presentation.slide_width / presentation.slide_height == pytest.approx(WIDE_SCREEN, 1e-3)
    cover = " ".join(s.text_frame.text for s in presentation.slides[0].shapes if s.has_text_frame)
    for word_ in ("huyện Lâm Hà", "2023", CATALOGUE.version, "địa giới"):
        assert word_.lower() in cover.lower()
    for slide in presentation.slides:
        if any(shape.has_chart for shape in slide.shapes):
            assert "[" in slide.notes_slide.notes_text_frame.text
            assert any("Nguồn:" in s.text_frame.text for s in slide.shapes if s.has_text_frame)


@EVERYWHERE
def test_nothing_of_a_slide_lies_outside_it(area_id, year):
    presentation = slides(area_id, year)
    for slide in presentation.slides:
        for shape in slide.shapes:
            assert min(shape.left, shape.top) >= 0
            assert shape.left + shape.width <= presentation.slide_width
            height = shape.height
            if shape.has_table:
                height = sum(row.height for row in shape.table.rows)
            assert shape.top + height <= presentation.slide_height


def test_long_table_is_continued_with_every_row():
    rows = [[str(number), "x" * number] for number in range(1, 61)]
    table = documents.Table(["Số", "Tên"], rows, [1, 4], frozenset({0}))
    view = documents.View("Bảng dài", table=table, source="Báo cáo", notes="[1] Báo cáo")
    file = documents.slides_of([view], documents.Cover("Tên", "", []), "vi")
    pages = list(Presentation(io.BytesIO(file)).slides)[1:]
    assert len(pages) > 1
    drawn = [s.table for slide in pages for s in slide.shapes if s.has_table]
    texts = [[c.text for c in row.cells] for table in drawn for row in list(table.rows)[1:]]
    assert texts == rows


@pytest.mark.parametrize("kind", ["bars", "stacked", "lines"])
def test_prepared_view_of_any_kind_becomes_a_native_chart(kind):
    series = [documents.Series("A", [1.5, None, 3]), documents.Series("B", [2, 0, 4.25])]
    chart = documents.Chart(kind, ["x", "y", "z"], series, unit="%")
    view = documents.View("Tên", "Phụ đề", chart, source="Nguồn", comment="Nhận xét")
    file = documents.slides_of([view], documents.Cover("Tên", "", [("a", "b")]), "en")
    slide = Presentation(io.BytesIO(file)).slides[1]
    (drawn,) = [s.chart for s in slide.shapes if s.has_chart]
    assert [list(s.values) for s in drawn.plots[0].series] == [s.values for s in series]
    assert any("Nhận xét" in s.text_frame.text for s in slide.shapes if s.has_text_frame)


@pytest.mark.parametrize(
    ("language", "expected"),
    [("vi", ["40.363", "82,02", "100"]), ("en", ["40,363", "82.02", "100"])],
)
def test_labels_of_a_chart_are_written_as_the_language_of_the_document_writes(language, expected):
    series = [documents.Series("A", [40363, 82.02247, 100.0, None])]
    chart = documents.Chart("bars", ["x", "y", "z", "u"], series, unit="%")
    file = documents.slides_of(
        [documents.View("T", "", chart)], documents.Cover("T", "", []), language
    )
    (drawn,) = [s.chart for s in Presentation(io.BytesIO(file)).slides[1].shapes if s.has_chart]
    texts = [point.text for point in drawn._chartSpace.iterfind(".//{*}dLbl//{*}t")]
    assert texts == [f"{text}%" for text in expected]


def test_slide_that_goes_on_says_so_and_the_first_has_notes():
    pages = list(slides(LAM_HA, 2023).slides)
    titles = [next(s for s in p.shapes if s.has_text_frame).text_frame.text for p in pages[1:]]
    firsts = [title for title in titles if not title.endswith("(tiếp)")]
    assert len(firsts) == len(set(firsts)) < len(titles)
    assert "2023" in pages[0].notes_slide.notes_text_frame.text


def test_last_rows_of_a_table_stay_together_and_with_the_line_of_the_source():
    (found,) = [
        t for t in word(LAM_HA, 2023).tables if "Giải thích" in [c.text for c in t.rows[0].cells]
    ]
    kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in found.rows]
    assert kept[:2] == [True] * 2
    assert kept[-2:] == [True] * 2
    assert not all(kept)


def test_points_are_spread_evenly_over_their_slides():
    divided = even_groups([3.0] * 6 + [1.0], 18, 1)
    assert [len(group) for group in divided] == [3, 4]


def test_level_of_an_award_is_named_as_a_level():
    said = [s.text for s in report(LAM_HA, 2023, "en").sections[0].sentences]
    assert any("2023; district level" in text for text in said)


def test_missed_targets_are_the_same_on_screen_in_the_table_and_among_the_points():
    found = report(NEW_LAM_DONG, 2025)
    missed = asked("missed_targets", NEW_LAM_DONG, 2025)
    rows = [row for view in views(found) if view.table for row in view.table.rows]
    verdicts = [cell for row in rows for cell in row if cell.endswith(": chưa đạt")]
    points = [s.text for s in found.attention.sentences if "thấp hơn chỉ tiêu" in s.text]
    assert len(missed) == len(verdicts) == len(points) > 0
