"""Rows of a table as records: every cell taken for what its column holds, places found."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from ..places import fold, normalise
from .forms import FormColumn
from .layout import Table
from .references import References, without_organ
from .safety import cell_name
from .submission import Problem
from .values import Taken, heading_factor, is_dash, read_code, read_date, read_number, read_text

LEADING_NUMBER = re.compile(r"^(?:\d{1,3}|[IVX]+|[a-zđA-ZĐ])[.)]\s*")
PLACE_WORDS = re.compile(r"(xã|phường|thị trấn|tt\.|đặc khu|huyện|quận|thị xã)\s", re.IGNORECASE)
AGENCY_WORDS = re.compile(
    r"(sở|ban|phòng|ubnd|ủy ban|hđnd|hội|đoàn|công an|quân sự|bộ chỉ huy|ban chỉ huy|trung tâm|"
    r"văn phòng|chi cục|cục|cơ quan|bảo hiểm|chi nhánh|thuế|kho bạc|trường|bệnh viện|trạm|tòa án|"
    r"viện|thanh tra|công ty|hợp tác xã|đảng ủy|chi bộ|mặt trận|liên đoàn|đơn vị)\b",
    re.IGNORECASE,
)
LEVELS = {"cap tinh": "province", "cap huien": "district", "cap xa": "commune"}
MILLION = heading_factor("(triệu đồng)")


@dataclass
class Record:
    """One row. `area_ids` and `kind` say whose row it is.

    `kind`: own (the reporting unit), place, agency, level (all bodies of a level), field.
    """

    row: int
    cells: dict[str, Taken]
    area_ids: tuple[str, ...] = ()
    kind: str = "own"
    name: str = ""
    numbers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Reader:
    """Reads the cells of one table and collects what is wrong with them."""

    table: Table
    references: References
    area_id: str | None
    date_to: dt.date | None
    problems: list[Problem]

    def records(self) -> list[Record]:
        rows = [*self.table.rows, *([] if self.table.total is None else [self.table.total])]
        return [self._record(row) for row in sorted(rows)]

    def _record(self, row: int) -> Record:
        cells = {}
        for column in self.table.form.columns:
            if column.key in self.table.columns:
                cells[column.key] = self._cell(row, column)
        record = Record(row, cells, (self.area_id,) if self.area_id else ())
        if self.table.form.rows == "model":
            self._place_of_model(record)
        elif row != self.table.total:
            self._unit_of_row(record)
        return record

    def where(self, row: int, key: str) -> str:
        return cell_name(row, self.table.columns[key])

    def say(self, grade: str, code: str, row: int, key: str, **texts: str) -> None:
        sheet = self.table.sheet.name
        self.problems.append(Problem(grade, code, sheet, self.where(row, key), **texts))

    def _cell(self, row: int, column: FormColumn) -> Taken:
        place = self.table.columns[column.key]
        sheet = self.table.sheet
        if (row, place) in sheet.empty_formulas:
            self.say("error", "formula_empty", row, column.key)
            return Taken(code="formula_empty")
        value = sheet.value(row, place)
        if value is None and not column.is_number:
            value = self._merged(row, place)
        taken = self._take(value, column)
        if taken.code:
            texts = {"found": shown(value), "allowed": taken.allowed, "nearest": taken.nearest}
            self.say(taken.grade, taken.code, row, column.key, **texts)
        elif column.required and not taken.text and row != self.table.total:
            self.say("error", "required", row, column.key, allowed=column.vi)
        return taken

    def _merged(self, row: int, column: int):
        """A name merged over several rows stands in the first of them."""
        first, left = self.table.sheet.merged_into.get((row, column), (row, column))
        is_below_headings = first > self.table.block.last and left == column
        return self.table.sheet.value(first, left) if is_below_headings else None

    def _take(self, value, column: FormColumn) -> Taken:
        if self.table.form.rows == "model" and is_dash(value):
            return Taken()  # what a model achieved is zero or not counted: neither is a figure
        match column.type:
            case "count":
                return read_number(value, whole=True)
            case "decimal":
                return read_number(value, whole=False)
            case "money":
                factor = heading_factor(self._heading(column)) or MILLION
                return read_number(value, whole=False, factor=factor)
            case "date":
                return read_date(value, self.date_to.year if self.date_to else None)
            case "code":
                listed = self.references.codes[column.codes]
                allowed = {k: v for k, v in listed.items() if k not in column.leave_out}
                return read_code(value, column.codes, allowed)
        return read_text(value)

    def _heading(self, column: FormColumn) -> str:
        return self.table.block.written(self.table.columns[column.key])

    def _place_of_model(self, record: Record) -> None:
        text = record.cells.get("commune", Taken()).text
        if text and self.area_id:
            record.area_ids = self._place(record.row, "commune", text)

    def _place(self, row: int, key: str, text: str) -> tuple[str, ...]:
        found = self.references.place_in(self.area_id, text, self.date_to)
        if not found.area_ids:
            self.say("error", "place_unknown", row, key, found=text, nearest=found.nearest)
        elif not all(self._is_inside(area_id) for area_id in found.area_ids):
            self.say(
                "error",
                "place_outside",
                row,
                key,
                found=text,
                allowed=self.references.full_name(self.area_id),
            )
        elif found.how == "successor":
            names = ", ".join(self.references.area(a).name for a in found.area_ids)
            self.say("doubt", "place_of_other_name", row, key, found=text, nearest=names)
        return found.area_ids

    def _is_inside(self, area_id: str) -> bool:
        """Inside the reporting unit, or in the unit of the other time that it became."""
        geography = self.references.geography
        chain = geography.chain(area_id)
        return self.area_id in chain or self.area_id in geography.chain(
            geography.current(area_id)[0]
        )

    def _unit_of_row(self, record: Record) -> None:
        text = without_organ(LEADING_NUMBER.sub("", record.cells.get("unit", Taken()).text))
        record.name = text
        if not text or self.area_id is None:
            return
        found = self.references.place_in(self.area_id, text, self.date_to)
        if found.area_ids == (self.area_id,):
            return
        if PLACE_WORDS.match(text) or (
            found.area_ids and found.how in ("exact", "alias") and not self._is_field(text)
        ):
            record.area_ids = self._place(record.row, "unit", text)
            record.kind = "place"
            if len(record.area_ids) > 1:
                self.say("error", "several_places", record.row, "unit", found=text)
        elif fold(text) in LEVELS:
            record.kind = "level"
        elif self.table.form.subject == "model_summary" or AGENCY_WORDS.match(text):
            record.kind = "agency"
        else:
            record.kind = "field"

    def _is_field(self, text: str) -> bool:
        return fold(text).startswith("linh vuc")


def shown(value) -> str:
    """A cell as its sender sees it."""
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float):
        return f"{value:.15g}".replace(".", ",")
    return normalise(str(value))[:200]
