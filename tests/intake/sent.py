"""A unit's workbook on administrative procedures, filled in as a clerk does."""

import datetime as dt
import io

import openpyxl

from dvk_data.intake import load_forms

FORM = load_forms()["ii-06@vpcp-kstt"]
RIGHT = {
    "received": 120,
    "online": 80,
    "direct": 30,
    "carried_over": 10,
    "resolved": 110,
    "before_deadline": 90,
    "at_deadline": 18,
    "late": 2,
    "pending": 10,
    "pending_on_time": 9,
    "pending_late": 1,
}


def workbook(unit="Huyện Lâm Hà, tỉnh Lâm Đồng", year=2022, **cells):
    """The bytes of the form of a unit and year; `cells` differ from what adds up."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([FORM.vi])
    sheet.append(["Đơn vị báo cáo:", unit])
    sheet.append([f"Từ ngày 01/01/{year} đến ngày 31/12/{year}"])
    sheet.append([])
    sheet.append([column.vi for column in FORM.columns])
    filled = {"row_number": 1, "unit": unit.partition(",")[0], **RIGHT, **cells}
    sheet.append([filled[column.key] for column in FORM.columns])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def fill(blank, unit="Huyện Lâm Hà, tỉnh Lâm Đồng", year=2022, **cells):
    """The empty form with its labels and its first row below the example filled in."""
    book = openpyxl.load_workbook(io.BytesIO(blank))
    sheet = book.worksheets[0]
    sheet["C3"], sheet["C4"], sheet["C5"] = unit, dt.date(year, 1, 1), dt.date(year, 12, 31)
    numbers = [column.number for column in FORM.columns]
    numbered = next(
        row for row in sheet.iter_rows() if [str(cell.value) for cell in row] == numbers
    )
    filled = {"row_number": 1, "unit": unit.partition(",")[0], **RIGHT, **cells}
    for place, column in enumerate(FORM.columns, start=1):
        sheet.cell(numbered[0].row + 2, place, filled[column.key])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
