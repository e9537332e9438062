"""The sender's own workbook with what is wrong in colour, in comments and in a list."""

from __future__ import annotations

import io
import re

import openpyxl
from openpyxl.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.workbook import Workbook
from openpyxl.worksheet.properties import PageSetupProperties

from ..wording import Wording, wording
from .grid import read_grid
from .safety import Refused, kind_of
from .submission import GRADES, Problem, Submission

LETTERS_PER_CELL = 32_767
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
NOT_IN_TITLES = re.compile(r"[\\*?:/\[\]\x00-\x1f]")
COLOURS = {"error": "F4B6B6", "doubt": "FFE08A"}


def marked_workbook(content: bytes, submission: Submission, language: str = "vi") -> bytes:
    """The file as sent, faulty cells red, doubtful ones amber, each with its comment.

    What is no .xlsx (delimited text, .xls) becomes a new workbook of its values. Macros and links
    to other files are left out. A file that cannot be opened becomes the list alone.
    """
    words = wording(language)
    book = _as_sent(content, submission)
    if book:
        try:
            return _marked(book, submission, words)
        except Exception:  # parts of a damaged file that can be read but not written
            pass
    return _marked(_copy_of_values(content, submission), submission, words)


def _marked(book: Workbook, submission: Submission, words: Wording) -> bytes:
    for problem in submission.problems:
        if problem.cell and problem.sheet in book.sheetnames:
            _mark(book[problem.sheet], problem, words)
    _list(book, submission, words)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _as_sent(content: bytes, submission: Submission) -> Workbook | None:
    """The sender's own workbook with all its formats; None where it cannot be opened so."""
    try:
        if kind_of(content) != "xlsx":
            return None
        book = openpyxl.load_workbook(io.BytesIO(content), keep_links=False)
    except Exception:  # a damaged file breaks the reader in any of its parts
        return None
    return book if any(name in book.sheetnames for name in _sheets_named(submission)) else None


def _sheets_named(submission: Submission) -> set[str]:
    return {problem.sheet for problem in submission.problems} | {
        heading.sheet for heading in submission.headings
    }


def _copy_of_values(content: bytes, submission: Submission) -> Workbook:
    book = Workbook()
    book.remove(book.active)
    try:
        sheets = read_grid(content)
    except Refused:
        return book
    encoding = submission.offers[0].found if submission.offers else ""
    for sheet in sheets:
        sheet.convert(encoding)
        copy = book.create_sheet(NOT_IN_TITLES.sub("-", sheet.name)[:31])
        for number, row in enumerate(sheet.rows, start=1):
            for place, value in enumerate(row, start=1):
                if value is not None:
                    _write(copy.cell(number, place), value)
    return book


def _printable(text: str) -> str:
    return UNPRINTABLE.sub("", text)


def _write(cell, value) -> None:
    """A text stays a text, whatever sign it begins with."""
    if isinstance(value, str):
        value = _printable(value)[:LETTERS_PER_CELL]
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))


def _mark(sheet, problem: Problem, words: Wording) -> None:
    cell = sheet[problem.cell]
    if isinstance(cell, MergedCell):
        merged = next(found for found in sheet.merged_cells.ranges if problem.cell in found)
        cell = sheet.cell(merged.min_row, merged.min_col)
    said = _printable(problem.sentence(words))
    is_marked = cell.comment is not None and cell.comment.author == "-"
    text = f"{cell.comment.text}\n{said}" if is_marked else said
    comment = Comment(text, "-", height=40 + 18 * (1 + len(text) // 40), width=320)
    was_error = is_marked and cell.fill.fgColor.rgb.endswith(COLOURS["error"])
    grade = "error" if was_error else problem.grade
    cell.fill = PatternFill("solid", fgColor=COLOURS[grade])
    cell.comment = comment


def _list(book: Workbook, submission: Submission, words: Wording) -> None:
    """All problems, errors first, as the first sheet of the workbook."""
    say = words.say
    sheet = book.create_sheet(say("intake_book.sheet_problems"), 0)
    book.active = 0
    headings = [
        say("intake_book.problem_grade"),
        say("intake_book.problem_sheet"),
        say("intake_book.problem_cell"),
        say("intake_book.problem_said"),
    ]
    for place, heading in enumerate(headings, start=1):
        _write(sheet.cell(1, place), heading)
        sheet.cell(1, place).font = Font(bold=True)
    grades = {"error": say("intake_book.grade_error"), "doubt": say("intake_book.grade_doubt")}
    ordered = sorted(submission.problems, key=lambda problem: GRADES.index(problem.grade))
    for row, problem in enumerate(ordered, start=2):
        texts = (grades[problem.grade], problem.sheet, problem.cell, problem.sentence(words))
        for place, text in enumerate(texts, start=1):
            cell = sheet.cell(row, place)
            _write(cell, text)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(row, 1).fill = PatternFill("solid", fgColor=COLOURS[problem.grade])
        if problem.cell and problem.sheet in book.sheetnames:
            target = problem.sheet.replace("'", "''")
            sheet.cell(row, 3).hyperlink = f"#'{target}'!{problem.cell}"
    for letter, width in zip("ABCD", (24, 16, 8, 100), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
