"""Whose report a file is and of which period: what a person stated, and what the file says."""

from __future__ import annotations

import datetime as dt

from .context import Context
from .grid import Sheet
from .references import References
from .submission import Answers, Problem


def find_unit(
    context: Context,
    references: References,
    answers: Answers,
    sheet: Sheet,
    problems: list[Problem],
) -> str | None:
    """The reporting unit: as stated by the person, else as the file names it."""
    named, _ = context.area(references)
    text = ", ".join(filter(None, (context.unit_text, context.province_text)))
    if answers.area_id:
        if named and named != answers.area_id and not context.is_guess:
            stated = references.full_name(answers.area_id)
            problems.append(Problem("doubt", "unit_differs", sheet.name, "", text, stated))
        return answers.area_id
    if named is None:
        problems.append(Problem("error", "unit_unknown", sheet.name, "", text))
    elif context.is_guess:
        name = references.full_name(named)
        problems.append(Problem("doubt", "unit_guessed", sheet.name, "", text, nearest=name))
    return named


def find_period(
    context: Context, answers: Answers, sheet: Sheet, problems: list[Problem]
) -> tuple[dt.date | None, dt.date | None]:
    """First and last day: as stated by the person, else as the file says."""
    stated = (answers.date_from, answers.date_to)
    written = (context.date_from, context.date_to)
    if all(stated):
        if all(written) and written != stated:
            found, allowed = (
                " – ".join(f"{d:%d/%m/%Y}" for d in days) for days in (written, stated)
            )
            problems.append(Problem("doubt", "period_differs", sheet.name, "", found, allowed))
        return stated
    if not all(written):
        problems.append(Problem("error", "period_unknown", sheet.name))
    return written


def is_of_its_time(references: References, area_id: str, on: dt.date) -> bool:
    """Whether the unit existed on a day."""
    area = references.area(area_id)
    has_begun = area.valid_from is None or area.valid_from <= on
    return has_begun and (area.valid_to is None or on <= area.valid_to)
