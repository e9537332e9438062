"""The sheet of a workbook that says how to fill it in."""

from __future__ import annotations

from ..wording import Wording
from .forms import Form, FormColumn
from .references import References

# Types of columns; each has a sentence that says what it takes.
TYPES = ("text", "code", "place", "unit", "date", "count", "decimal", "money", "number_in_list")


def names_to_choose(column: FormColumn, references: References, language: str) -> list[str]:
    """Names of the codes that may stand in a column."""
    if column.type != "code":
        return []
    codes = references.codes[column.codes]
    return [names[language] for code, names in codes.items() if code not in column.leave_out]


def write_guide(sheet, form: Form, references: References, words: Wording, formats: dict) -> None:
    """How to fill in, what each column takes, what must hold between columns."""
    say = words.say
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_column(0, 0, 8)
    sheet.set_column(1, 1, 68)
    sheet.set_column(2, 2, 70)
    sheet.write_string(0, 0, say("intake_book.sheet_guide"), formats["title"])
    notes = [say(f"intake_book.guide_{number}") for number in ("1", "2", "3", "4", "5")]
    if form.rows == "model":
        notes.append(say("intake_book.guide_persons"))
    if not form.is_official:
        notes.append(say("intake_book.guide_own_form"))
    elif not form.is_verified:
        notes.append(say("intake_book.guide_not_verified"))
    row = 2
    for note in notes:
        sheet.merge_range(row, 0, row, 2, note, formats["plain"])
        sheet.set_row(row, 15 * (1 + len(note) // 115))
        row += 1
    row += 1
    for place, name in enumerate(("column_number", "column_name", "column_meaning")):
        sheet.write_string(row, place, say(f"intake_book.{name}"), formats["heading"])
    for column in form.columns:
        row += 1
        sheet.write_string(row, 0, column.number, formats["number"])
        sheet.write_string(row, 1, getattr(column, words.language), formats["text"])
        sheet.write_string(row, 2, _meaning(column, references, words), formats["text"])
    if form.identities:
        row += 2
        sheet.write_string(row, 1, say("intake_book.identities"), formats["label"])
    for identity in form.identities:
        row += 1
        sheet.write_string(row, 1, str(identity), formats["plain"])


def _meaning(column: FormColumn, references: References, words: Wording) -> str:
    say = words.say
    said = [say(f"intake_book.type_{column.type}")]
    if column.type == "code":
        said.append("; ".join(names_to_choose(column, references, words.language)))
    if column.required:
        said.append(say("intake_book.required"))
    return ". ".join(said)
