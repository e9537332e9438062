"""Files as units send them, made in memory."""

import csv
import datetime as dt
import io
import zipfile

import openpyxl

from dvk_data.intake.blank import Filled, write_workbook
from dvk_data.intake.forms import load_forms
from dvk_data.intake.references import References
from tests.live import CATALOGUE

REFERENCES = References.of(CATALOGUE.directory)
PROVINCE, COMMUNE = "2025-province-68", "2025-commune-24895"
YEAR = (dt.date(2025, 7, 1), dt.date(2025, 12, 31))
SUMMARY = ["STT", "Đơn vị", "Tổng số", "KT", "VH-XH", "QP-AN", "HTCT", "Tập thể", "Cá nhân"]
SERVICES = [
    *("TT", "Đơn vị", "Tổng số hồ sơ tiếp nhận", "Trực tuyến", "Trực tiếp", "Từ kỳ trước"),
    *("Đã giải quyết", "Trước hạn", "Đúng hạn", "Trễ hạn", "Đang giải quyết"),
]
REGISTER = [
    *("STT", "Tên mô hình", "Chủ thể", "Đơn vị thực hiện", "Loại tổ chức", "Thôn", "Lĩnh vực"),
    *("Ngày bắt đầu", "Số hộ", "Tiền vận động (triệu đồng)"),
]
MODEL = [1, "Hiến đất mở đường", "Tập thể", "Hội Nông dân xã", "Hội Nông dân", "thôn Đạ Ty",
         "Kinh tế", dt.date(2025, 8, 1), 35, 125.5]  # fmt: skip
TITLES = [
    ["Đơn vị báo cáo:", "Tỉnh Lâm Đồng"],
    ["BÁO CÁO TỔNG HỢP"],
    ["(Từ ngày 01/7/2025 đến ngày 31/12/2025)"],
]
OF_COMMUNE = [["Đơn vị báo cáo: xã Phú Sơn Lâm Hà, tỉnh Lâm Đồng"], *TITLES[1:]]


def filled(code, rows, *, area_id=PROVINCE, period=YEAR, language="vi", example=True):
    """Our own workbook of a form with rows in it."""
    unit = REFERENCES.full_name(area_id)
    given = Filled(unit, *period, tuple(rows), has_example=example)
    return write_workbook(load_forms()[code], REFERENCES, given, language, area_id)


def book(*rows, merged=(), name="Sheet1", more=None, change=None):
    """A workbook typed by hand: rows of one sheet, merged ranges, further sheets."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = name
    for number, row in enumerate(rows, start=1):
        for place, value in enumerate(row, start=1):
            if value is not None:
                sheet.cell(number, place, value)
    for area in merged:
        sheet.merge_cells(area)
    for title, cells in (more or {}).items():
        other = workbook.create_sheet(title)
        for row in cells:
            other.append(row)
    if change:
        change(sheet)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def delimited(rows, delimiter=",", encoding="utf-8"):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


def repacked(content, changes=None, extra=None):
    """The same workbook with parts of it written otherwise."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w") as new:
        for entry in old.namelist():
            data = old.read(entry)
            for name, change in (changes or {}).items():
                data = change(data) if entry == name else data
            new.writestr(entry, data)
        for name, data in (extra or {}).items():
            new.writestr(name, data, zipfile.ZIP_DEFLATED)
    return file.getvalue()
