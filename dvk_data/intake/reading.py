"""A file that a unit sent -> a Submission: everything read, everything that is wrong at once."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from ..places import fold
from .checks import Checker, Published, compare_with_published
from .context import Context, read_context
from .encodings import recognise
from .forms import Form, forms_of, load_forms
from .grid import Sheet, read_grid
from .headings import Block, SavedHeadings, best_block, blocks_of
from .layout import Table, read_table
from .raw_rows import Report, raw_rows
from .records import Reader, Record
from .references import References
from .safety import Refused, column_number
from .scope import find_period, find_unit, is_of_its_time
from .submission import Answers, Offer, Problem, Submission
from .values import Taken

FEWEST_COLUMNS = 3
OUR_OTHER_SHEETS = ("huong dan", "danh muc", "guide", "lists", "loi va diem can xem", "problems")
MARKERS = {"tt-02-2021": "02/2021", "tt-01-2024": "01/2024", "tt-06-2025": "06/2025"}


@dataclass(frozen=True)
class Choice:
    """A sheet, the form it is taken for and its heading rows."""

    sheet: Sheet
    form: Form
    score: int
    block: Block


def read_submission(
    file_name: str,
    content: bytes,
    *,
    references: References,
    answers: Answers | None = None,
    saved: SavedHeadings | None = None,
    published: Published | None = None,
) -> Submission:
    """Read and check one file. Nothing raises: what is wrong is among the problems.

    `published` gives the raw rows of a table as they stand today, to find figures stated twice and
    jumps against the last period.
    """
    answers = answers or Answers()
    empty = Submission(
        file_name=file_name,
        file_hash=hashlib.sha256(content).hexdigest(),
        subject=answers.subject or "",
        form=answers.form or "",
        area_id=answers.area_id or "",
        unit_name="",
        date_from=answers.date_from,
        date_to=answers.date_to,
        rows={},
    )
    try:
        sheets = read_grid(content)
    except Refused as refused:
        return replace(empty, problems=(refused.problem,))
    offers, problems = _convert(sheets, answers)
    known = _known_headings(saved, answers)
    choices = _choices(sheets, answers, known)
    if not choices:
        problems.append(Problem("error", "no_table"))
        return replace(empty, problems=tuple(problems), offers=offers)
    return _read_choice(choices, empty, offers, problems, references, answers, saved, published)


def _convert(sheets: list[Sheet], answers: Answers) -> tuple[tuple[Offer, ...], list[Problem]]:
    offer = recognise(text for sheet in sheets for text in sheet.texts())
    encoding = answers.encoding or (offer.found if offer else "")
    for sheet in sheets:
        sheet.convert(encoding)
    if offer is None or answers.encoding:
        return (offer,) if offer else (), []
    code = f"encoding_{offer.found}"
    return (offer,), [Problem("doubt", code, found=offer.before, nearest=offer.after)]


def _known_headings(saved: SavedHeadings | None, answers: Answers) -> dict[str, dict[str, str]]:
    """Reviewed headings by family of forms; the unit must be known before the file is read."""
    if saved is None or answers.area_id is None:
        return {}
    families = {form.family for form in load_forms().values()}
    return {family: saved.of(answers.area_id, family) for family in families}


def _choices(
    sheets: list[Sheet], answers: Answers, known: Mapping[str, Mapping[str, str]]
) -> list[Choice]:
    """What each sheet is most likely, the likeliest first; only sheets that hold a table."""
    forms = [load_forms()[answers.form]] if answers.form else forms_of(answers.subject)
    choices = []
    for sheet in sheets:
        if fold(sheet.name) in OUR_OTHER_SHEETS:
            continue
        blocks = blocks_of(sheet)
        text = " ".join(list(sheet.texts())[:40])
        fitting = []
        for form in forms:
            mapped = {**known.get(form.family, {}), **answers.headings}
            score, block = best_block(blocks, form, mapped)
            if block and score >= FEWEST_COLUMNS:
                fitting.append((score, form.code in text, _names_version(form, text), form, block))
        if fitting:
            score, _, _, form, block = max(fitting, key=lambda entry: entry[:3])
            choices.append(Choice(sheet, form, score, block))
    return sorted(choices, key=lambda choice: -choice.score)


def _names_version(form: Form, text: str) -> bool:
    return form.version in MARKERS and MARKERS[form.version] in text


def _in_force(form: Form, context: Context, answers: Answers, text: str) -> Form:
    """Of versions with the same columns the one in force on the last day of the period."""
    on = answers.date_to or context.date_to
    if answers.form or form.code in text or _names_version(form, text) or on is None:
        return form
    alike = [
        f
        for f in forms_of(form.subject)
        if f.family == form.family
        and f.columns == form.columns
        and (f.valid_from is None or f.valid_from <= on)
    ]
    return alike[-1] if alike else form


def _read_choice(
    choices: list[Choice],
    empty: Submission,
    offers: tuple[Offer, ...],
    problems: list[Problem],
    references: References,
    answers: Answers,
    saved: SavedHeadings | None,
    published: Published | None,
) -> Submission:
    choice = choices[0]
    sheet, form = choice.sheet, choice.form
    context = read_context(sheet, choice.block.first, form.subject)
    form = _in_force(form, context, answers, " ".join(list(sheet.texts())[:40]))
    area_id = find_unit(context, references, answers, sheet, problems)
    date_from, date_to = find_period(context, answers, sheet, problems)
    if area_id and date_to and not is_of_its_time(references, area_id, date_to):
        name = references.full_name(area_id)
        problems.append(Problem("doubt", "unit_ended", sheet.name, "", name))
    reviewed = saved.of(area_id, form.family) if saved and area_id else {}
    table = read_table(sheet, form, choice.block, reviewed, answers.headings)
    problems += _heading_problems(table)
    problems += [
        Problem("doubt", "sheet_not_read", other.sheet.name, "", other.sheet.name)
        for other in choices[1:]
        if read_table(other.sheet, other.form, other.block, {}, {}).rows
    ]
    reader = Reader(table, references, area_id, date_to, problems)
    records = reader.records()
    if not records:
        problems.append(Problem("error", "no_rows", sheet.name))
    Checker(reader, records, date_from, date_to).run()
    rows = {}
    if area_id and date_from and date_to:
        unit_name = references.full_name(area_id)
        report = Report(form, references, area_id, unit_name, date_from, date_to)
        kept = _kept(table, records, problems)
        rows = raw_rows(report, kept)
        if published:
            problems += compare_with_published(report, rows, published, sheet.name)
    return replace(
        empty,
        subject=form.subject,
        form=form.code,
        area_id=area_id or "",
        unit_name=references.full_name(area_id) if area_id else "",
        date_from=date_from,
        date_to=date_to,
        rows=rows,
        problems=tuple(_gather_dashes(problems)),
        headings=table.headings,
        offers=offers,
    )


def _heading_problems(table: Table) -> list[Problem]:
    form, problems = table.form, []
    for heading in table.headings:
        if heading.how == "proposed":
            column = form.column(heading.column)
            problems.append(
                Problem(
                    "doubt",
                    "heading_proposed",
                    heading.sheet,
                    heading.cell,
                    heading.written,
                    nearest=column.vi,
                )
            )
        elif heading.how == "none" and _holds_data(table, heading.cell):
            problems.append(
                Problem("doubt", "heading_unused", heading.sheet, heading.cell, heading.written)
            )
    missing = [c for c in form.columns if c.required and c.key not in table.columns]
    problems += [
        Problem("error", "column_missing", table.sheet.name, "", column.vi) for column in missing
    ]
    return problems


def _holds_data(table: Table, cell: str) -> bool:
    column = column_number("".join(letter for letter in cell if letter.isalpha())) - 1
    return any(table.sheet.value(row, column) is not None for row in table.rows)


def _kept(table: Table, records: list[Record], problems: list[Problem]) -> list[Record]:
    """Records that a table has room for; fields of work only make up the total."""
    without = [record for record in records if record.kind == "field"]
    if table.form.subject == "petitions":
        without += [record for record in records if record.kind == "agency"]
    if table.form.family == "tcd":
        without += [record for record in records if record.kind == "level"]
    if not without:
        return records
    kept = [record for record in records if record not in without]
    sheet = table.sheet.name
    problems.append(Problem("doubt", "rows_not_kept", sheet, "", str(len(without))))
    if not any(record.kind == "own" for record in kept) and not kept:
        kept.append(_added(table, without))
        problems.append(Problem("doubt", "total_computed", sheet, "", str(len(without))))
    return kept


def _added(table: Table, records: list[Record]) -> Record:
    """The record of the reporting unit itself, added up from its fields of work."""
    cells = {}
    for column in table.form.columns:
        texts = [record.cells.get(column.key, Taken()).text for record in records]
        if column.is_number and any(texts):
            cells[column.key] = Taken(str(sum(Decimal(text) for text in texts if text)))
    return Record(records[0].row, cells)


def _gather_dashes(problems: list[Problem]) -> list[Problem]:
    """One question for all dashes of a sheet instead of one for each."""
    dashes = [problem for problem in problems if problem.code == "dash_is_zero"]
    if len(dashes) < 2:
        return problems
    cells = ", ".join(problem.cell for problem in dashes[:12]) + ("…" if len(dashes) > 12 else "")
    one = Problem("doubt", "dashes_are_zero", dashes[0].sheet, "", str(len(dashes)), cells)
    return [*(problem for problem in problems if problem.code != "dash_is_zero"), one]
