"""Records of a form -> rows of the raw tables, as text in the columns of build/raw.toml."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from ..build.raw import SPECIFICATION
from ..places import fold
from .forms import Form
from .records import LEVELS, Record
from .references import References
from .values import Taken

OUTCOMES = ("households_helped", "people_helped", "money_raised", "labour_days", "works_built")
COPIED = (
    "model_kind",
    "progress",
    "level",
    "date_from",
    "date_to",
    "result",
    "award_level",
    "decision_number",
    "decision_date",
    "village",
    "domain",
    "note_vi",
)
NO_NAME = "cá nhân"


@dataclass(frozen=True)
class Report:
    """What all rows of one file share."""

    form: Form
    references: References
    area_id: str
    unit_name: str
    date_from: dt.date
    date_to: dt.date

    @property
    def source_id(self) -> str:
        parts = ("sent", self.form.family, self.area_id, self.date_from, self.date_to)
        return "-".join(map(str, parts))

    @property
    def period(self) -> dict[str, str]:
        return {"date_from": str(self.date_from), "date_to": str(self.date_to)}


def source_row(report: Report) -> dict[str, str]:
    form = report.form
    title = f"{form.vi} ({report.date_from:%d/%m/%Y} – {report.date_to:%d/%m/%Y}), {form.number}"
    return complete(
        "sources",
        {
            "source_id": report.source_id,
            "title": title,
            "publisher": report.unit_name,
            "publisher_type": "official",
        },
    )


def complete(table: str, row: dict[str, str]) -> dict[str, str]:
    """All columns of a raw table, empty where nothing is said."""
    return {column: row.get(column, "") for column in SPECIFICATION[table]}


def raw_rows(report: Report, records: Iterable[Record]) -> dict[str, list[dict[str, str]]]:
    """Rows of every raw table that the records fill, the source of them first."""
    rows = {"sources": [source_row(report)]}
    if report.form.rows == "model":
        rows["models"], rows["model_outcomes"] = [], []
        given: dict[str, int] = {}
        for record in records:
            model = _model(report, record, given)
            rows["models"].append(model)
            rows["model_outcomes"] += _outcomes(report, record, model["model_id"])
    else:
        rows[report.form.table] = [row for record in records for row in _figures(report, record)]
    return rows


def _place_cells(report: Report, area_ids: tuple[str, ...]) -> dict[str, str]:
    cells = [report.references.cells_of(area_id) for area_id in area_ids or (report.area_id,)]
    communes = ", ".join(dict.fromkeys(cell["commune"] for cell in cells if cell["commune"]))
    return {**cells[0], "commune": communes}


def _model(report: Report, record: Record, given: dict[str, int]) -> dict[str, str]:
    cells = {key: taken.text for key, taken in record.cells.items()}
    place = _place_cells(report, record.area_ids)
    is_individual = "individual" in (cells.get("entity_type"), cells.get("owner_type"))
    name = cells.get("name", "")
    identity = f"{fold(name)}|{fold(place['commune'])}|{fold(cells.get('village', ''))}"
    code = hashlib.sha256(identity.encode()).hexdigest()[:8]
    given[code] = given.get(code, 0) + 1
    again = f"-{given[code]}" if given[code] > 1 else ""
    return complete(
        "models",
        {
            **{key: cells.get(key, "") for key in COPIED},
            **place,
            "source_id": report.source_id,
            "model_id": f"{report.source_id}-{code}{again}",
            "name": name,
            "domain_is_inferred": "false",
            "owner_name": NO_NAME if is_individual else cells.get("owner_name", ""),
            "owner_type": "individual" if is_individual else cells.get("owner_type", ""),
            "year": str(report.date_to.year),
            "status": _status(cells),
            "flag": "reported",
        },
    )


def _status(cells: dict[str, str]) -> str:
    if cells.get("result") == "recognised" or (
        not cells.get("result") and (cells.get("decision_number") or cells.get("decision_date"))
    ):
        return "recognised"
    return "maintained" if cells.get("progress") == "maintained" else "registered"


def _outcomes(report: Report, record: Record, model_id: str) -> list[dict[str, str]]:
    rows = []
    for key in OUTCOMES:
        taken = record.cells.get(key, Taken())
        if taken.text:
            outcome = {"model_id": model_id, "indicator": key, "value": taken.text}
            unit = report.form.column(key).unit
            rows.append(_with_flag(report, "model_outcomes", taken, outcome | {"unit": unit}))
    return rows


def _with_flag(report: Report, table: str, taken: Taken, row: dict[str, str]) -> dict[str, str]:
    flag = "approximate" if taken.is_approximate else "reported"
    return complete(table, {"source_id": report.source_id, "flag": flag, **row})


def _figures(report: Report, record: Record) -> list[dict[str, str]]:
    form = report.form
    whose = _place_cells(report, record.area_ids)
    if record.kind == "agency":
        whose |= {"organisation": record.name, "agency": record.name}
    if record.kind == "level":
        whose["handled_by"] = LEVELS[fold(record.name)]
    value = "model_count" if form.table == "model_counts" else "value"
    rows = []
    for column in form.columns:
        taken = record.cells.get(column.key, Taken())
        if column.figure is not None and taken.text:
            figure = {**form.defaults, **whose, **report.period, **column.figure}
            figure |= {value: taken.text, "note_vi": column.note_vi}
            rows.append(_with_flag(report, form.table, taken, figure))
    for entry in form.sums:
        parts = [record.cells.get(form.numbered(number).key, Taken()) for number in entry.columns]
        if all(part.text for part in parts):
            total = str(sum(int(part.text) for part in parts))
            figure = {**form.defaults, **whose, **report.period, **entry.figure}
            note = f"Cộng từ các cột {', '.join(entry.columns)} của biểu"
            taken = Taken(total, is_approximate=any(part.is_approximate for part in parts))
            figure |= {value: total, "note_vi": note}
            rows.append(_with_flag(report, form.table, taken, figure))
    return rows
