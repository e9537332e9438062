"""Read datasets/raw/*.csv and collect everything that is wrong with them before building."""

from __future__ import annotations

import csv
import datetime as dt
import difflib
import io
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from ..indicators import Indicators
from ..places import normalise
from .corrections import Correction, corrections_by_row
from .problems import BrokenRawData, Problem

SPECIFICATION = tomllib.loads((Path(__file__).parent / "raw.toml").read_text(encoding="utf-8"))
EARLIEST_YEAR, LATEST_YEAR = 1990, 2050
# All else is counted: 3.640 dossiers are three thousand six hundred and forty, never 3.64.
FRACTIONAL_UNITS = {"ha", "m", "m2", "kg", "mau", "percent", "point"}


@dataclass
class RawRow:
    """One row of a raw file: typed values, line number and decimals as written.

    `values` are corrected; `found` holds what stood in the corrected cells before, None where
    that was no value at all.
    """

    line: int
    values: dict
    decimals: dict[str, int] = field(default_factory=dict)
    found: dict = field(default_factory=dict)
    corrections: list[Correction] = field(default_factory=list)

    def __getitem__(self, column: str):
        return self.values[column]


def read_raw(
    directory: Path,
    codes: dict[str, dict],
    indicators: Indicators,
    corrections: Iterable[Correction] = (),
) -> dict[str, list[RawRow]]:
    """Typed rows of every raw file, corrected.

    Raises BrokenRawData with all problems of all files at once.
    """
    problems: list[Problem] = []
    files = {
        name: _read_file(
            directory / f"{name}.csv", columns, codes, indicators, corrections, problems
        )
        for name, columns in SPECIFICATION.items()
    }
    _check_references(files, problems)
    if problems:
        raise BrokenRawData(problems)
    return files


def _read_file(path, columns, codes, indicators, corrections, problems) -> list[RawRow]:
    written = _read_cells(path, columns, problems)
    corrected = corrections_by_row(corrections, path.name, columns, written, problems)
    rows, seen_unique = [], {}
    for line, cells in written:
        row = RawRow(line, {})
        for column, rule in columns.items():
            cell, correction = cells[column], corrected.get(line, {}).get(column)
            if correction:
                row.found[column] = _parse(cell, rule, codes, indicators)[0]
                row.corrections.append(correction)
                cell = correction.corrected
            value, allowed = _parse(cell, rule, codes, indicators)
            if allowed and correction:
                problems.append(correction.problem("corrected", allowed))
            elif allowed:
                problems.append(Problem(path.name, line, column, cell, allowed))
            if rule.get("unique") and value is not None:
                if value in seen_unique.setdefault(column, set()):
                    problems.append(Problem(path.name, line, column, cell, "no value twice"))
                seen_unique[column].add(value)
            row.values[column] = value
            if rule["type"] == "decimal":
                row.decimals[column] = len(cell.partition(".")[2])
        if "flag" in columns and any(c.is_of_the_figure for c in row.corrections):
            row.values["flag"] = "corrected"
        problems.extend(_period_problems(path.name, row))
        problems.extend(_unit_problems(path.name, row, columns, indicators))
        problems.extend(_value_problems(path.name, row))
        rows.append(row)
    return rows


def _read_cells(path, columns, problems) -> list[tuple[int, dict[str, str]]]:
    """Line number and cells of every row, as they stand in the file."""
    if not path.is_file():
        problems.append(Problem(path.name, 0, "-", "no such file", "a CSV file in UTF-8"))
        return []
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problems.append(Problem(path.name, 0, "-", str(error), "a CSV file in UTF-8"))
        return []
    reader = csv.reader(io.StringIO(text, newline=""))
    heading = next(reader, [])
    if heading != list(columns):
        problems.append(Problem(path.name, 1, "-", ",".join(heading), ",".join(columns)))
        return []
    rows, seen_rows = [], {}
    line = reader.line_num + 1
    for cells in reader:
        first_line, line = line, reader.line_num + 1
        if not cells:
            continue
        if len(cells) != len(columns):
            found = f"{len(cells)} cells"
            problems.append(Problem(path.name, first_line, "-", found, f"{len(columns)} cells"))
            continue
        if tuple(cells) in seen_rows:
            found = f"same as line {seen_rows[tuple(cells)]}"
            problems.append(Problem(path.name, first_line, "-", found, "no row twice"))
        seen_rows.setdefault(tuple(cells), first_line)
        rows.append((first_line, dict(zip(columns, map(normalise, cells), strict=True))))
    return rows


def _parse(cell: str, rule: dict, codes: dict, indicators: Indicators):
    """(value, '') when the cell fits its rule, (None, what is allowed) when it does not."""
    if not cell:
        return None, "a value (required)" if rule.get("required") else ""
    if "codes" in rule:
        allowed = codes[rule["codes"]]
        return (cell, "") if cell in allowed else (None, _allowed_codes(cell, allowed))
    if "indicators" in rule:
        allowed = indicators.of_subject(*rule["indicators"])
        return (cell, "") if cell in allowed else (None, _allowed_codes(cell, allowed))
    return PARSERS[rule["type"]](cell)


def _allowed_codes(cell: str, allowed) -> str:
    if len(allowed) <= 20:
        return ", ".join(allowed)
    near = difflib.get_close_matches(cell, list(allowed), n=3, cutoff=0.4)
    nearest = f"; nearest: {', '.join(near)}" if near else ""
    return f"one of {len(allowed)} codes{nearest}"


def _integer(cell: str):
    if re.fullmatch(r"\d+", cell):
        return int(cell), ""
    return None, "a whole number without separators, such as 3640"


def _decimal(cell: str):
    if re.fullmatch(r"\d+(\.\d+)?", cell):
        return float(cell), ""
    return None, "a number from 0, with a decimal point and without separators, such as 1234.5"


def _date(cell: str):
    allowed = f"a date that exists, as YYYY-MM-DD, {EARLIEST_YEAR} to {LATEST_YEAR}"
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", cell):
        return None, allowed
    try:
        value = dt.date.fromisoformat(cell)
    except ValueError:
        return None, allowed
    return (value, "") if EARLIEST_YEAR <= value.year <= LATEST_YEAR else (None, allowed)


def _year(cell: str):
    if re.fullmatch(r"\d{4}", cell) and EARLIEST_YEAR <= int(cell) <= LATEST_YEAR:
        return int(cell), ""
    return None, f"one year, {EARLIEST_YEAR} to {LATEST_YEAR}"


def _boolean(cell: str):
    return (cell == "true", "") if cell in ("true", "false") else (None, "true or false")


def _url(cell: str):
    if re.fullmatch(r"https?://[^\s/]+\.[^\s/]+(/\S*)?", cell):
        return cell, ""
    return None, "an address that begins with http:// or https://, without spaces"


PARSERS = {
    "text": lambda cell: (cell, ""),
    "integer": _integer,
    "decimal": _decimal,
    "date": _date,
    "year": _year,
    "boolean": _boolean,
    "url": _url,
}


def _period_problems(file: str, row: RawRow) -> list[Problem]:
    date_from, date_to = row.values.get("date_from"), row.values.get("date_to")
    if date_from and date_to and date_from > date_to:
        return [Problem(file, row.line, "date_to", str(date_to), f"not before {date_from}")]
    return []


def _unit_problems(file: str, row: RawRow, columns: dict, indicators: Indicators) -> list[Problem]:
    """A figure must be stated in a unit of its indicator: metres never stand beside hectares."""
    if "unit" not in columns or "indicator" not in columns or not row["indicator"]:
        return []
    units = indicators.of_subject(*columns["indicator"]["indicators"])[row["indicator"]].units
    if row["unit"] in (None, *units):
        return []
    allowed = f"{', '.join(units)} (the units of {row['indicator']})"
    return [Problem(file, row.line, "unit", row["unit"], allowed)]


def _value_problems(file: str, row: RawRow) -> list[Problem]:
    """Values that no figure of their unit can have."""
    if file == "indices.csv" and row["value"] is None and row["rank"] is None:
        return [Problem(file, row.line, "value", "", "a value, or a rank in the column rank")]
    unit, value = row.values.get("unit"), row.values.get("value")
    decimals = row.decimals.get("value", 0)
    if None in (unit, value):
        return []
    if unit == "percent" and not 0 <= value <= 100:
        return [Problem(file, row.line, "value", str(value), "a rate from 0 to 100 percent")]
    if not decimals or unit in FRACTIONAL_UNITS:
        return []
    allowed = f"a whole number of {unit}, such as 3640"
    return [Problem(file, row.line, "value", f"{value:.{decimals}f}", allowed)]


def _check_references(files: dict[str, list[RawRow]], problems: list[Problem]) -> None:
    for name, columns in SPECIFICATION.items():
        for column, rule in columns.items():
            if "references" not in rule:
                continue
            target, target_column = rule["references"].split(".")
            known = {row[target_column] for row in files[target]}
            for row in files[name]:
                if row[column] is not None and row[column] not in known:
                    allowed = f"a {target_column} of {target}.csv"
                    problems.append(Problem(f"{name}.csv", row.line, column, row[column], allowed))
