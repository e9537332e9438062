"""Headings, cells, periods and places as they are read, and the workbook that goes back."""

import datetime as dt
import io
import random
import re
from decimal import Decimal

import openpyxl
import pytest

from dvk_data.intake import (
    Answers,
    SavedHeadings,
    blank_workbook,
    load_forms,
    marked_workbook,
    newest,
    read_submission,
)
from dvk_data.intake.context import read_period
from dvk_data.intake.encodings import recognise
from dvk_data.intake.values import read_date, read_number
from dvk_data.wording import wording
from tests.intake.corpus import CASES, DOSSIERS, GOOD, ROWS, XLD, changed, services, summary
from tests.intake.sheets import (
    COMMUNE,
    MODEL,
    OF_COMMUNE,
    PROVINCE,
    REFERENCES,
    REGISTER,
    SUMMARY,
    book,
    delimited,
    filled,
    repacked,
)

MILLION = Decimal(10**6)


def read(content, **more):
    return read_submission("a.xlsx", content, references=REFERENCES, **more)


# Cells


@pytest.mark.parametrize(
    ("written", "factor", "read_as", "doubt"),
    [
        ("3.640", None, "3640", ""),
        ("1.234.567", None, "1234567", ""),
        ("1 234 567", None, "1234567", ""),
        ("1,234", None, "1234", "english_number"),
        ("12 hồ sơ", None, "12", "number_with_words"),
        ("hơn 1.000", None, "1000", "approximate"),
        ("–", None, "0", "dash_is_zero"),
        ("125,5", MILLION, "125500000", ""),
        (125.5, MILLION, "125500000", ""),
        (0.1 + 0.2, MILLION, "300000", ""),
        ("15 triệu đồng", MILLION, "15000000", ""),
        ("2 tỷ", MILLION, "2000000000", ""),
        ("1.234.567 đồng", MILLION, "1234567", ""),
        ("1.500", MILLION, "1500000000", "ambiguous_number"),
    ],
)
def test_number_is_read_the_vietnamese_way(written, factor, read_as, doubt):
    taken = read_number(written, whole=factor is None, factor=factor)
    assert (taken.text, taken.code) == (read_as, doubt)


@pytest.mark.parametrize("written", [-1, 1.5, "abc", "12/3", "5%", True, 1e300, "1e5", "--5"])
def test_what_is_no_count_is_refused(written):
    assert read_number(written, whole=True).grade == "error"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("17/01/2018", "2018-01-17"),
        ("18-1-2018", "2018-01-18"),
        ("5.3.25", "2025-03-05"),
        ("06/8", "2025-08-06"),
        ("2025-03-17", "2025-03-17"),
        ("ngày 05 tháng 02 năm 2026", "2026-02-05"),
        (45000, "2023-03-15"),
        (dt.date(2025, 1, 2), "2025-01-02"),
        ("31/02/2025", ""),
        ("3-12/2025", ""),
        ("Quý I", ""),
    ],
)
def test_day_is_read_as_it_is_written(written, day):
    assert read_date(written, 2025).text == day


@pytest.mark.parametrize(
    ("text", "subject", "first", "last"),
    [
        ("Số liệu từ ngày 15/12/2023 đến ngày 14/12/2024", "services", "2023-12-15", "2024-12-14"),
        ("Quý I năm 2025", "petitions", "2024-12-15", "2025-03-14"),
        ("Quý 1/2025", "services", "2025-01-01", "2025-03-31"),
        ("6 tháng đầu năm 2025", "petitions", "2024-12-15", "2025-06-14"),
        ("Năm 2025", "models", "2025-01-01", "2025-12-31"),
        ("tháng 2/2024", "services", "2024-02-01", "2024-02-29"),
    ],
)
def test_period_is_read_in_the_calendar_of_its_subject(text, subject, first, last):
    assert tuple(map(str, read_period(text, subject))) == (first, last)


def test_place_and_date_of_signing_are_no_period():
    assert read_period("Lâm Đồng, ngày 05 tháng 02 năm 2026", "services") is None


def test_unicode_is_not_taken_for_an_old_font():
    assert recognise(["Khối Dân vận xã Đạ Đờn", "Quỳnh, khuỷu, nguyễn, Đắk Lắk"]) is None


# What becomes of them


def test_row_is_kept_with_its_source_period_and_place():
    rows = read(summary(GOOD)).rows
    (source,) = rows["sources"]
    total = next(row for row in rows["model_counts"] if row["domain"] == "all")
    assert source["source_id"] == f"sent-summary-{PROVINCE}-2025-07-01-2025-12-31"
    assert total["source_id"] == source["source_id"]
    assert (total["date_from"], total["date_to"]) == ("2025-07-01", "2025-12-31")
    assert (total["province"], total["commune"]) == ("Lâm Đồng", "Xã Phú Sơn Lâm Hà")
    assert (total["status"], total["model_count"], total["flag"]) == (
        "registered", "12", "reported")  # fmt: skip


def test_later_file_of_the_same_scope_has_the_same_source():
    first, second = read(summary(GOOD)), read(summary(changed(GOOD, at2=13, at3=5, at7=11)))
    assert first.scope == second.scope
    assert first.source_id == second.source_id


def test_other_version_of_a_form_is_the_same_report():
    old, new = (read(filled(f"xld@{version}", [XLD])) for version in ("tt-01-2024", "tt-06-2025"))
    assert old.form != new.form
    assert old.scope == new.scope


def test_version_in_force_is_taken_where_columns_are_alike():
    assert newest("tcd", dt.date(2023, 5, 1)).version == "tt-02-2021"
    assert newest("tcd", dt.date(2025, 5, 1)).version == "tt-01-2024"
    assert newest("tcd").version == "tt-06-2025"


def test_form_with_unverified_columns_says_so():
    file = io.BytesIO(blank_workbook(load_forms()["xld@tt-06-2025"], REFERENCES))
    guide = openpyxl.load_workbook(file)["Hướng dẫn"]
    said = " ".join(str(cell.value) for row in guide.iter_rows() for cell in row if cell.value)
    assert "Chưa đối chiếu được các cột" in said


def test_individual_is_never_named():
    rows = read(book(*OF_COMMUNE, REGISTER, changed(MODEL, at2="Cá nhân", at3="Nguyễn Văn A"))).rows
    (model,) = rows["models"]
    assert (model["owner_name"], model["owner_type"]) == ("cá nhân", "individual")
    assert "Nguyễn" not in str(rows)


def test_collective_keeps_its_name():
    (model,) = read(book(*OF_COMMUNE, REGISTER, MODEL)).rows["models"]
    assert (model["owner_name"], model["owner_type"]) == ("Hội Nông dân xã", "farmers_union")


def test_blank_is_no_figure_and_zero_is_one():
    rows = read(summary(changed(GOOD, at5=None, at6=0))).rows["model_counts"]
    assert "defence_security" not in {row["domain"] for row in rows}
    assert {row["model_count"] for row in rows if row["domain"] == "political_system"} == {"0"}


def test_figure_said_to_be_about_is_flagged():
    rows = read(services(changed(DOSSIERS, at2="hơn 120"))).rows["service_kpis"]
    received = next(row for row in rows if row["indicator"] == "dossiers_received")
    assert (received["value"], received["flag"]) == ("120", "approximate")


def test_text_that_looks_like_a_formula_stays_a_text():
    text = '=HYPERLINK("http://x";"y")'
    model = {"name": text, "entity_type": "Tập thể", "domain": "Kinh tế"}
    content = filled("register@2025", [model], area_id=COMMUNE)
    submission = read(content)
    assert submission.rows["models"][0]["name"] == text
    back = openpyxl.load_workbook(io.BytesIO(marked_workbook(content, submission)))
    assert "f" not in {cell.data_type for row in back["Số liệu"].iter_rows() for cell in row}


def test_value_that_excel_computed_is_taken():
    content = summary(changed(GOOD, at2="=SUM(D5:G5)"))
    empty = re.compile(rb"<v\s*/>|<v></v>")
    computed = repacked(
        content, {"xl/worksheets/sheet1.xml": lambda sheet: empty.sub(b"<v>12</v>", sheet)}
    )
    submission = read(computed)
    assert not submission.problems
    assert "12" in {row["model_count"] for row in submission.rows["model_counts"]}


# Headings


def test_reviewed_headings_are_remembered_for_the_unit(tmp_path):
    content = summary(GOOD, heading=changed(SUMMARY, at2='SL "mô hình"'))
    saved = SavedHeadings(tmp_path / "headings")
    first = read(content, saved=saved)
    assert [p.code for p in first.errors] == ["column_missing"]
    answered = read(content, answers=Answers(headings={'SL "mô hình"': "total"}))
    saved.save(answered.area_id, answered.form_family, answered.headings)
    again = read(content, saved=saved)
    assert not again.problems
    assert {h.how for h in again.headings if h.column == "total"} == {"saved"}
    other_unit = read(content, saved=saved, answers=Answers(area_id="2025-province-46"))
    assert "column_missing" in {p.code for p in other_unit.errors}


def test_headings_are_saved_nowhere_but_in_their_folder(tmp_path):
    with pytest.raises(ValueError, match="allowed: the id of an administrative unit"):
        SavedHeadings(tmp_path).save("../../evil", "summary", [])
    assert list(tmp_path.iterdir()) == []


# What was published before


def test_jump_and_other_value_are_asked_about():
    new = read(summary(GOOD))
    row = next(r for r in new.rows["model_counts"] if r["domain"] == "all")
    half_before = {**row, "source_id": "old", "model_count": "100",
                   "date_from": "2025-01-01", "date_to": "2025-06-30"}  # fmt: skip
    otherwise = {**row, "source_id": "other", "model_count": "13"}
    for earlier, code in ((half_before, "jump"), (otherwise, "published_otherwise")):
        published = {"model_counts": [earlier]}.get
        problems = read(summary(GOOD), published=lambda t, get=published: get(t, [])).problems
        assert [p.code for p in problems] == [code]


def test_report_sent_again_is_no_duplicate_of_itself():
    rows = read(summary(GOOD)).rows
    assert not read(summary(GOOD), published=lambda table: rows.get(table, [])).problems


# The way back


def test_faulty_cells_are_coloured_and_commented():
    content = services(changed(DOSSIERS, at3=-80, at8=17))
    submission = read(content)
    marked = openpyxl.load_workbook(io.BytesIO(marked_workbook(content, submission)))
    sheet = marked["Sheet1"]
    assert sheet["D5"].fill.fgColor.rgb.endswith("F4B6B6")
    assert "nhỏ hơn 0" in sheet["D5"].comment.text
    assert sheet["G5"].fill.fgColor.rgb.endswith("FFE08A")
    assert sheet["C5"].value == 120
    listed = [row[2].value for row in marked.worksheets[0].iter_rows(min_row=2)]
    assert {"D5", "G5"} <= set(listed)


@pytest.mark.parametrize("content", [delimited(ROWS, ";"), b"", b"%PDF-1.7"], ids=len)
def test_what_is_no_workbook_comes_back_as_a_list(content):
    submission = read(content)
    marked = openpyxl.load_workbook(io.BytesIO(marked_workbook(content, submission)))
    assert marked.worksheets[0].max_row == 1 + len(submission.problems)


def test_marked_workbook_can_be_sent_again():
    content = services(changed(DOSSIERS, at8=17))
    marked = marked_workbook(content, read(content))
    assert read(marked).rows == read(content).rows


@pytest.mark.parametrize("seed", range(12))
def test_file_damaged_anywhere_is_a_sentence_and_never_a_traceback(seed):
    chance = random.Random(seed)
    name = chance.choice(["typed by hand", "old Excel", "CSV in UTF-8", "own processing 2024"])
    content = bytearray(next(case[2] for case in CASES if case[0] == name))
    for _ in range(chance.randint(1, 20)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    submission = read(bytes(content))
    assert all(problem.sentence(wording("vi")) for problem in submission.problems)
    assert marked_workbook(bytes(content), submission).startswith(b"PK")
