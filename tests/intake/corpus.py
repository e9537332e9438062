"""Files that units send, good and bad, and what is to be said of each.

Every case: name, file name, content, codes of errors, codes of doubts, what is known beforehand.
"""

import datetime as dt
import unicodedata
from pathlib import Path

from dvk_data.intake import Answers
from dvk_data.intake.encodings import _TCVN3, _VNI
from tests.intake.sheets import (
    COMMUNE,
    MODEL,
    OF_COMMUNE,
    PROVINCE,
    REGISTER,
    SERVICES,
    SUMMARY,
    TITLES,
    YEAR,
    book,
    delimited,
    filled,
    repacked,
)

FILES = Path(__file__).parent / "files"
GOOD = [1, "Xã Phú Sơn Lâm Hà", 12, 4, 3, 2, 3, 10, 2]
OTHER = [2, "Xã Nam Hà Lâm Hà", 5, 2, 1, 1, 1, 4, 1]
DOSSIERS = [1, "Xã Phú Sơn Lâm Hà", 120, 80, 30, 10, 110, 90, 18, 2, 10]
OF_DISTRICT = [["Đơn vị báo cáo: huyện Lâm Hà, tỉnh Lâm Đồng"], *TITLES[1:]]
UNIT = Answers(area_id=PROVINCE, date_from=YEAR[0], date_to=YEAR[1])
TO_TCVN3 = {v: k for k, v in _TCVN3.items()}
TO_VNI = {v: k for k, v in _VNI.items()}


def summary(*rows, titles=TITLES, heading=SUMMARY, **more):
    return book(*titles, heading, *rows, **more)


def services(*rows, **more):
    return book(*TITLES, SERVICES, *rows, **more)


def register(*rows, heading=REGISTER, **more):
    return book(*OF_COMMUNE, heading, *rows, **more)


def changed(row, **cells):
    """The row with other values, by position: at3=..."""
    copy = list(row)
    for name, value in cells.items():
        copy[int(name.removeprefix("at"))] = value
    return copy


def old_font(rows, table):
    def typed(value):
        if not isinstance(value, str):
            return value
        return "".join(table.get(x, table.get(x.lower(), x)) for x in value)

    return [[typed(value) for value in row] for row in rows]


def nfd(rows):
    return [[unicodedata.normalize("NFD", v) if isinstance(v, str) else v for v in row]
            for row in rows]  # fmt: skip


def bomb():
    return repacked(summary(GOOD), extra={"xl/worksheets/sheet9.xml": b"0" * 40_000_000})


def far_cell():
    return repacked(
        summary(GOOD),
        {"xl/worksheets/sheet1.xml": lambda d: d.replace(
            b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')},
    )  # fmt: skip


def with_entity():
    evil = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    return repacked(
        summary(GOOD),
        {"xl/worksheets/sheet1.xml": lambda d: d.replace(b"<worksheet", evil + b"<worksheet", 1)},
    )


NUMBERS = (40, 4, 36, 38, 2, 36, 33, 5, 1, 30, 10, 2, 24, 22, 3, 1, 18, 14, 8, 5, 1, 3)
XLD = {"unit": "Xã Phú Sơn Lâm Hà", **{f"c{n}": v for n, v in enumerate(NUMBERS, start=1)}}
ROWS = [*TITLES, SUMMARY, GOOD, OTHER]
GROUPED = [
    ["TT", "Đơn vị", "Tiếp nhận", None, None, None, "Đã giải quyết", None, None, None],
    [None, None, "Tổng số", "Trực tuyến", "Trực tiếp", "Từ kỳ trước", "Tổng số", "Trước hạn",
     "Đúng hạn", "Quá hạn"],
]  # fmt: skip

CASES = [
    # our own workbooks
    ("own register", "a.xlsx", filled("register@2025", [
        {"name": "Hiến đất", "entity_type": "Tập thể", "domain": "Kinh tế"}], area_id=COMMUNE),
     "", "", None),
    ("own register in English", "a.xlsx", filled("register@2025", [
        {"name": "Hiến đất", "entity_type": "Collective", "domain": "Economy"}],
        area_id=COMMUNE, language="en"), "", "", None),
    ("own summary", "a.xlsx", filled("summary@2025", [{"unit": "Xã Phú Sơn Lâm Hà", "total": 3}]),
     "", "", None),
    ("own processing 2024", "a.xlsx", filled("xld@tt-01-2024", [XLD]), "", "", None),
    ("own workbook left empty", "a.xlsx", filled("tcd@tt-01-2024", []), "no_rows", "", None),
    ("district after its end", "a.xlsx",
     summary([1, "Xã Đạ Đờn", 12], titles=OF_DISTRICT),
     "", "unit_ended", None),
    # shapes
    ("typed by hand", "a.xlsx", summary(GOOD, OTHER), "", "", None),
    ("total row that agrees", "a.xlsx",
     summary(GOOD, OTHER, [None, "Tổng cộng", 17, 6, 4, 3, 4, 14, 3]), "", "", None),
    ("total row that differs", "a.xlsx",
     summary(GOOD, OTHER, [None, "Tổng cộng", 18, 6, 4, 3, 5, 15, 3]), "", "total_differs", None),
    ("numbering row and notes below", "a.xlsx",
     summary(["1", "2", "3=4+5+6+7", "4", "5", "6", "7", "8", "9"], GOOD, ["Ghi chú: số liệu tạm"],
             [None, None, None, "Lâm Đồng, ngày 05 tháng 01 năm 2026"]), "", "", None),
    ("Roman groups and subtotals", "a.xlsx",
     summary(["I", "Khối xã", 17, 6, 4, 3, 4, 14, 3], GOOD, OTHER,
             [None, "Cộng khối xã", 17, 6, 4, 3, 4, 14, 3], ["II", "Khối phường"]),
     "", "", None),
    ("merged titles and groups", "a.xlsx",
     book(["UBND TỈNH LÂM ĐỒNG"], ["Quý IV năm 2025"], [], *GROUPED, DOSSIERS[:10],
          merged=("A1:E1", "A2:J2", "C4:F4", "G4:J4", "A4:A5", "B4:B5")),
     "", "unit_guessed", None),
    ("groups without merged cells", "a.csv", delimited([*TITLES, *GROUPED, DOSSIERS[:10]]),
     "", "", None),
    ("heading repeated on a second page", "a.xlsx", summary(GOOD, SUMMARY, OTHER), "", "", None),
    ("table further down and to the right", "a.xlsx",
     book([], *([None, None, *row] for row in ROWS)), "", "", None),
    ("a second sheet with a table", "a.xlsx", summary(GOOD, more={"Tháng 2": [SUMMARY, OTHER]}),
     "", "sheet_not_read", None),
    ("a second sheet without a table", "a.xlsx", summary(GOOD, more={"Ghi chép": [["abc"]]}),
     "", "", None),
    ("names merged over rows", "a.xlsx",
     register(MODEL, changed(MODEL, at0=2, at1="Đường hoa", at6=None), merged=("G5:G6",)),
     "", "", None),
    ("dash for zero", "a.xlsx", summary(changed(GOOD, at3="-", at2=8, at7=6)),
     "", "dash_is_zero", None),
    ("many dashes", "a.xlsx", summary(changed(GOOD, at2=0, at3="-", at4="–", at5=0, at6=0, at7=0,
                                              at8=0)), "", "dashes_are_zero", None),
    ("blank is not zero", "a.xlsx", summary([1, "Xã Phú Sơn Lâm Hà", 12]), "", "", None),
    # numbers
    ("thousands with dots", "a.xlsx", services(changed(DOSSIERS, at2="3.640", at3="3.600")),
     "", "identity_broken", None),
    ("thousands with commas", "a.xlsx", services(changed(DOSSIERS, at2="3,640", at3="3,600")),
     "", "english_number identity_broken", None),
    ("3.640 that Excel took for a fraction", "a.xlsx", services(changed(DOSSIERS, at2=3.64)),
     "not_whole", "", None),
    ("words in a count", "a.xlsx", services(changed(DOSSIERS, at2="120 hồ sơ")),
     "", "number_with_words", None),
    ("more than a thousand", "a.xlsx", services(changed(DOSSIERS, at2="hơn 120")),
     "", "approximate", None),
    ("a negative count", "a.xlsx", services(changed(DOSSIERS, at3=-80)), "negative", "", None),
    ("a word for a count", "a.xlsx", services(changed(DOSSIERS, at3="nhiều")),
     "not_a_whole_number", "", None),
    ("a rate for a count", "a.xlsx", services(changed(DOSSIERS, at3="80%")),
     "not_a_whole_number", "", None),
    ("received is not the sum", "a.xlsx", services(changed(DOSSIERS, at2=121)),
     "", "identity_broken", None),
    ("resolved is not the sum", "a.xlsx", services(changed(DOSSIERS, at8=17)),
     "", "identity_broken", None),
    ("recognised beyond registered", "a.xlsx",
     summary([*GOOD, 13], heading=[*SUMMARY, "Công nhận"]), "", "part_exceeds", None),
    ("money in dong", "a.xlsx", register(changed(MODEL, at9="125.500.000 đồng")), "", "", None),
    ("money that can be read in two ways", "a.xlsx", register(changed(MODEL, at9="1.500")),
     "", "ambiguous_number", None),
    # dates, codes, owners
    ("date as text", "a.xlsx", register(changed(MODEL, at7="18-8-2025")), "", "", None),
    ("date without year", "a.xlsx", register(changed(MODEL, at7="06/8")),
     "", "date_without_year", None),
    ("date as serial number", "a.xlsx", register(changed(MODEL, at7=45900)), "", "", None),
    ("day that does not exist", "a.xlsx", register(changed(MODEL, at7="30/02/2025")),
     "not_a_date", "", None),
    ("date beyond the period", "a.xlsx", register(changed(MODEL, at7="01/12/2026")),
     "", "date_outside_period", None),
    ("abbreviated domain", "a.xlsx", register(changed(MODEL, at6="VH-XH")), "", "", None),
    ("misspelt domain", "a.xlsx", register(changed(MODEL, at6="Kinh tê xã hộii")),
     "unknown_code", "", None),
    ("no domain", "a.xlsx", register(changed(MODEL, at6=None)), "required", "", None),
    ("an individual by name", "a.xlsx",
     register(changed(MODEL, at2="Cá nhân", at3="Nguyễn Văn A", at4=None)),
     "", "owner_not_kept", None),
    ("a person in the name of a model", "a.xlsx",
     register(changed(MODEL, at1="Vườn rau của bà Trần Thị B")), "", "person_named", None),
    ("collective yet individual", "a.xlsx", register(changed(MODEL, at4="Cá nhân")),
     "owner_contradicts", "", None),
    ("the same model twice", "a.xlsx", register(MODEL, changed(MODEL, at0=2)),
     "", "duplicate_row", None),
    # places
    ("unit given twice", "a.xlsx", summary(GOOD, changed(GOOD, at0=2)),
     "duplicate_row", "", None),
    ("misspelt commune", "a.xlsx", summary(changed(GOOD, at1="Xã Phú Sơn Lâm Hồ")),
     "place_unknown", "", None),
    ("commune of another province", "a.xlsx", summary(changed(GOOD, at1="Xã Tân Kim")),
     "place_unknown", "", None),
    ("commune without accents", "a.xlsx", summary(changed(GOOD, at1="Xa Phu Son Lam Ha")),
     "", "", None),
    ("committees for their communes", "a.xlsx",
     book(["Đơn vị: UBND tỉnh Lâm Đồng"], *TITLES[1:], SUMMARY,
          changed(GOOD, at1="1. UBND xã Phú Sơn Lâm Hà"),
          changed(OTHER, at1="2. Đảng ủy xã Nam Hà Lâm Hà"),
          changed(GOOD, at1="3. UBND xã Phú Sơn Lâm Hà")), "duplicate_row", "", None),
    ("an agency among the units", "a.xlsx", summary(changed(GOOD, at1="Công an tỉnh")),
     "", "", None),
    ("fields of work with a total", "a.xlsx",
     services(changed(DOSSIERS, at1="Hộ tịch"), changed(DOSSIERS, at0=2, at1="Chứng thực"),
              [None, "Tổng cộng", *(2 * n for n in DOSSIERS[2:])]), "", "rows_not_kept", None),
    ("fields of work without a total", "a.xlsx",
     services(changed(DOSSIERS, at1="Hộ tịch"), changed(DOSSIERS, at0=2, at1="Chứng thực")),
     "", "rows_not_kept total_computed", None),
    # unit and period
    ("no unit and no period", "a.xlsx", book(SUMMARY, GOOD), "unit_unknown period_unknown", "",
     None),
    ("unit and period stated by the person", "a.xlsx", book(SUMMARY, GOOD), "", "", UNIT),
    ("another period than stated", "a.xlsx", summary(GOOD), "", "period_differs",
     Answers(area_id=PROVINCE, date_from=dt.date(2025, 1, 1), date_to=dt.date(2025, 12, 31))),
    ("another unit than stated", "a.xlsx", summary(GOOD), "place_unknown", "unit_differs",
     Answers(area_id="2025-province-46")),
    ("period that ends before it begins", "a.xlsx",
     summary(GOOD, titles=[*TITLES[:2], ["Từ ngày 31/12/2025 đến ngày 01/7/2025"]]),
     "period_reversed", "", None),
    # headings
    ("heading nearly ours", "a.xlsx",
     summary(GOOD, heading=changed(SUMMARY, at2="Tổng số các mô hình")),
     "", "heading_proposed", None),
    ("heading misspelt", "a.xlsx", summary(GOOD, heading=changed(SUMMARY, at8="Cá nhânn")),
     "", "heading_proposed", None),
    ("a column more", "a.xlsx", summary([*GOOD, "x"], heading=[*SUMMARY, "Xếp loại"]),
     "", "heading_unused", None),
    ("required column missing", "a.xlsx",
     book(*TITLES, [*SUMMARY[:2], *SUMMARY[3:]], [*GOOD[:2], *GOOD[3:]]),
     "column_missing", "", None),
    ("headings chosen by the person", "a.xlsx",
     summary(GOOD, heading=changed(SUMMARY, at2="SL")), "", "",
     Answers(headings={"SL": "total"})),
    # text
    ("decomposed letters", "a.xlsx", book(*nfd(ROWS)), "", "", None),
    ("TCVN3", "a.xlsx", book(*old_font(ROWS, TO_TCVN3)), "", "encoding_tcvn3", None),
    ("VNI", "a.xlsx", book(*old_font(ROWS, TO_VNI)), "", "encoding_vni", None),
    ("TCVN3, confirmed", "a.xlsx", book(*old_font(ROWS, TO_TCVN3)), "", "",
     Answers(encoding="tcvn3")),
    ("CSV in UTF-8", "a.csv", delimited(ROWS), "", "", None),
    ("CSV with a mark and semicolons", "a.csv", delimited(ROWS, ";", "utf-8-sig"), "", "", None),
    ("CSV in UTF-16 with tabs", "a.txt", delimited(ROWS, "\t", "utf-16"), "", "", None),
    ("CSV in UTF-16 without a mark", "a.csv", delimited(ROWS, ",", "utf-16-le"), "", "", None),
    ("CSV in windows-1258", "a.csv", (FILES / "summary-windows-1258.csv").read_bytes(), "", "",
     None),
    ("CSV typed in TCVN3", "a.csv", delimited(old_font(ROWS, TO_TCVN3), ";", "latin-1"),
     "", "encoding_tcvn3", None),
    # kinds of file
    ("old Excel", "a.xls", (FILES / "summary.xls").read_bytes(), "", "", None),
    ("old Excel named .xlsx", "a.xlsx", (FILES / "summary.xls").read_bytes(), "", "", None),
    ("new Excel named .xls", "a.xls", summary(GOOD), "", "", None),
    ("new Excel named .csv", "a.csv", summary(GOOD), "", "", None),
    ("nothing", "a.xlsx", b"", "empty_file", "", None),
    ("a web page named .xls", "a.xls", b"<html><table><tr><td>1</td></tr></table></html>",
     "web_page", "", None),
    ("a PDF", "a.xlsx", b"%PDF-1.7\n1 0 obj", "not_a_workbook", "", None),
    ("a picture", "a.xlsx", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not_a_workbook", "", None),
    ("a Word document", "a.xlsx", repacked(summary(GOOD)).replace(b"xl/workbook.xml",
                                                                  b"xl/wordbook.xml"),
     "other_office", "", None),
    ("half a file", "a.xlsx", summary(GOOD)[:3000], "damaged", "", None),
    ("random bytes", "a.xlsx", bytes(range(256)) * 20, "not_a_workbook", "", None),
    ("a sentence", "a.csv", "Kính gửi Ban Dân vận".encode(), "no_table", "", None),
    # hostile
    ("zip bomb", "a.xlsx", bomb(), "zip_bomb", "", None),
    ("a cell a million rows away", "a.xlsx", far_cell(), "too_many_rows", "", None),
    ("entities", "a.xlsx", with_entity(), "entities", "", None),
    ("formula never computed", "a.xlsx", summary(changed(GOOD, at2="=SUM(D5:G5)")),
     "formula_empty", "", None),
    ("text that looks like a formula", "a.xlsx", register(
        changed(MODEL, at1='=HYPERLINK("http://x";"y")'),
        change=lambda sheet: setattr(sheet["B5"], "data_type", "s")), "", "", None),
    ("macros", "a.xlsm", repacked(summary(GOOD), extra={"xl/vbaProject.bin": b"\x00" * 500}),
     "", "", None),
    ("path out of the archive", "a.xlsx", repacked(summary(GOOD), extra={"../../evil.txt": b"x"}),
     "", "", None),
]  # fmt: skip
