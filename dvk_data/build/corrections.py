"""Corrections of raw files: which cell is wrong, what is right, why, who says so and since when.

The raw file keeps what was found; datasets/raw/corrections.csv says what is right. A correction
names its row by cells that only this row has, 'source_id=a|stage=received', always as they stand
in the raw file, and its cell by the column.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ..places import CORRECTION_COLUMNS, normalise
from .problems import Problem

# Places read these two themselves; see dvk_data/places.py for the keys of their rows.
UNITS, LINKS = "admin_units.csv", "admin_crosswalk.csv"
MAY_BE_EMPTY = ("found", "corrected")
# Words about a figure: putting them right leaves the figure what it was.
WORDS_ABOUT = ("flag", "note", "note_vi")


@dataclass(frozen=True)
class Correction:
    """One corrected cell; `line` is its place in corrections.csv."""

    line: int
    file: str
    key: str
    column: str
    found: str
    corrected: str
    reason_vi: str
    reason_en: str
    by: str
    date: dt.date

    @property
    def is_of_the_figure(self) -> bool:
        return self.column not in WORDS_ABOUT

    def problem(self, column: str, allowed: str) -> Problem:
        return Problem("corrections.csv", self.line, column, getattr(self, column), allowed)


def read_corrections(
    file: Path, raw_files: Iterable[str], problems: list[Problem]
) -> list[Correction]:
    """All corrections of corrections.csv; what is wrong with it is added to `problems`."""
    if not file.is_file():
        problems.append(Problem(file.name, 0, "-", "no such file", "a CSV file in UTF-8"))
        return []
    reader = csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig"), newline=""))
    heading = next(reader, [])
    if tuple(heading) != CORRECTION_COLUMNS:
        allowed = ",".join(CORRECTION_COLUMNS)
        problems.append(Problem(file.name, 1, "-", ",".join(heading), allowed))
        return []
    corrections, seen = [], set()
    known = [*sorted(f"{name}.csv" for name in raw_files), LINKS, UNITS]
    for cells in reader:
        line = reader.line_num
        if not cells:
            continue
        if len(cells) != len(heading):
            allowed = f"{len(heading)} cells"
            problems.append(Problem(file.name, line, "-", f"{len(cells)} cells", allowed))
            continue
        row = dict(zip(heading, map(normalise, cells), strict=True))
        wrong = _problems_of_entry(row, known)
        cell = (row["file"], row["key"], row["column"])
        if cell in seen:
            wrong.append(("key", "no cell twice"))
        seen.add(cell)
        problems += [Problem(file.name, line, c, row[c], allowed) for c, allowed in wrong]
        if not wrong:
            date = dt.date.fromisoformat(row.pop("date"))
            corrections.append(Correction(line, **row, date=date))
    return corrections


def _problems_of_entry(row: dict[str, str], files: list[str]) -> list[tuple[str, str]]:
    wrong = [
        (column, "a value (required)")
        for column, cell in row.items()
        if not cell and column not in MAY_BE_EMPTY
    ]
    if row["file"] and row["file"] not in files:
        wrong.append(("file", ", ".join(files)))
    if row["found"] == row["corrected"]:
        wrong.append(("corrected", "another value than the one found"))
    try:
        dt.date.fromisoformat(row["date"] or "2000-01-01")
    except ValueError:
        wrong.append(("date", "the day of the correction, as YYYY-MM-DD"))
    return wrong


def corrections_by_row(
    corrections: list[Correction],
    file: str,
    columns: dict[str, dict],
    rows: list[tuple[int, dict[str, str]]],
    problems: list[Problem],
) -> dict[int, dict[str, Correction]]:
    """Line of a raw file -> column -> correction.

    `columns` are the rules of raw.toml, `rows` line and cells as they stand in the file. A
    correction that names no row, several rows, or a cell that says something else is a problem.
    """
    by_row: dict[int, dict[str, Correction]] = defaultdict(dict)
    for correction in corrections:
        if correction.file != file:
            continue
        pins = dict(part.partition("=")[::2] for part in correction.key.split("|"))
        if not pins.keys() <= columns.keys():
            allowed = f"column=value|column=value, with columns of {file}"
            problems.append(correction.problem("key", allowed))
            continue
        found = [
            (line, cells)
            for line, cells in rows
            if all(cells[column] == value for column, value in pins.items())
        ]
        problem = _problem_of_cell(correction, columns, found)
        if not problem and correction.column in by_row[found[0][0]]:
            problem = correction.problem("key", "no cell twice")
        if problem:
            problems.append(problem)
        else:
            by_row[found[0][0]][correction.column] = correction
    return by_row


def _problem_of_cell(correction, columns, found) -> Problem | None:
    file, column = correction.file, correction.column
    if len(found) != 1:
        lines = ", ".join(str(line) for line, _ in found[:5]) or "none"
        allowed = f"values that exactly one row of {file} has; these have lines: {lines}"
        return correction.problem("key", allowed)
    correctable = [name for name, rule in columns.items() if not rule.get("unique")]
    if column not in correctable:
        return correction.problem("column", ", ".join(correctable))
    (line, cells) = found[0]
    if cells[column] != correction.found:
        allowed = f"what {file}, line {line} says: {cells[column]}"
        return correction.problem("found", allowed)
    return None


def correction_rows(
    corrections: list[Correction], tables: dict[str, list[dict]], keys: dict[str, tuple[str, ...]]
) -> list[dict]:
    """Rows of the table `corrections`: one per corrected cell of a row that a reader can see.

    Built rows carry their corrections; `keys` are the keys of the tables.
    """
    rows = []
    for table, key in keys.items():
        for row in tables.get(table, []):
            row_key = "/".join(str(row[column]) for column in key)
            rows += [
                _described(table, row_key, row.get("area_id"), correction)
                for correction in row.get("corrections", ())
            ]
    area_ids = {row["area_id"] for row in tables["areas"]}
    by_link = defaultdict(list)
    for correction in corrections:
        if correction.file == LINKS:
            by_link[correction.key].append(correction)
    for key, of_link in by_link.items():
        level, *codes = key.split("/")
        for correction in of_link:
            if correction.corrected and correction.column in ("code_2004", "code_2025"):
                codes[correction.column == "code_2025"] = correction.corrected
        ends = [
            f"{system}-{level}-{code}" for system, code in zip((2004, 2025), codes, strict=True)
        ]
        area_id = ends[0] if ends[0] in area_ids else None
        rows += [_described("area_links", "/".join(ends), area_id, c) for c in of_link]
    rows += [_described("areas", c.key, c.key, c) for c in corrections if c.file == UNITS]
    return sorted(rows, key=lambda row: (row["table_name"], row["row_key"], row["column_name"]))


def _described(table: str, row_key: str, area_id: str | None, correction: Correction) -> dict:
    return {
        "table_name": table,
        "row_key": row_key,
        "column_name": correction.column,
        "area_id": area_id,
        "found": correction.found or None,
        "corrected": correction.corrected or None,
        "reason_vi": correction.reason_vi,
        "reason_en": correction.reason_en,
        "corrected_by": correction.by,
        "corrected_on": correction.date,
        "raw_file": correction.file,
        "raw_key": correction.key,
    }
