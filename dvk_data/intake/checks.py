"""What does not fit together in the records of one file, or with what was published before."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from ..build.checks import IDENTITY
from ..places import fold
from .forms import Form, Identity
from .raw_rows import Report
from .records import Reader, Record
from .submission import Problem
from .values import Taken

# Raw rows of a table as they are published, text as in datasets/raw/*.csv.
Published = Callable[[str], list[dict[str, str]]]
JUMP, SMALL = 3, 10  # how many times more or less is asked about, and from which difference
LONGEST_PERIOD = 400  # days
PLACE = ("province", "district", "commune")
PERSON = re.compile(
    r"\b(ông|bà|anh|chị|em|cụ|đồng chí|đ/c|hộ ông|hộ bà)\s+[A-ZĐÀ-Ỹ]\w+\s+[A-ZĐÀ-Ỹ]"
)


@dataclass(frozen=True)
class Checker:
    """Adds its findings to the problems of the reader."""

    reader: Reader
    records: list[Record]
    date_from: dt.date | None
    date_to: dt.date | None

    @property
    def form(self) -> Form:
        return self.reader.table.form

    def run(self) -> None:
        self._period()
        self._duplicates()
        if self.form.rows == "model":
            for record in self.records:
                self._model(record)
        else:
            for record in self.records:
                for identity in self.form.identities:
                    self._identity(record, identity)
            self._total()

    def _period(self) -> None:
        if not (self.date_from and self.date_to):
            return
        sheet = self.reader.table.sheet.name
        found = f"{self.date_from:%d/%m/%Y} – {self.date_to:%d/%m/%Y}"
        if self.date_from > self.date_to:
            self.reader.problems.append(Problem("error", "period_reversed", sheet, "", found))
        elif (self.date_to - self.date_from).days > LONGEST_PERIOD:
            self.reader.problems.append(Problem("doubt", "period_long", sheet, "", found))

    # -- what must add up -------------------------------------------------------

    def _number(self, record: Record, number: str) -> Decimal | None:
        taken = record.cells.get(self.form.numbered(number).key, Taken())
        return Decimal(taken.text) if taken.text else None

    def _identity(self, record: Record, identity: Identity) -> None:
        left = self._number(record, identity.left)
        parts = [self._number(record, number) for number in identity.parts]
        if left is None or not any(part is not None for part in parts):
            return
        total = sum(part for part in parts if part is not None)
        is_whole = None not in parts
        if identity.sign == "<=":
            is_broken = left > total
        else:
            is_broken = left != total if is_whole else left < total
        if is_broken:
            stated = " + ".join(str(part) for part in parts if part is not None)
            allowed = f"{identity}: {stated}" + (f" = {total}" if len(parts) > 1 else "")
            code = "part_exceeds" if identity.sign == "<=" else "identity_broken"
            key = self.form.numbered(identity.left).key
            nearest = str(total) if is_whole and identity.sign == "=" else ""
            self.reader.say(
                "doubt", code, record.row, key, found=str(left), allowed=allowed, nearest=nearest
            )

    def _total(self) -> None:
        """The row of the total against the rows above it, column by column."""
        table = self.reader.table
        total = next((r for r in self.records if r.row == table.total), None)
        others = [r for r in self.records if r.row != table.total]
        if total is None or len(others) < 2:
            return
        for column in self.form.columns:
            stated = total.cells.get(column.key, Taken()).text
            texts = [record.cells.get(column.key, Taken()).text for record in others]
            if column.is_number and stated and all(texts):
                added = sum(map(Decimal, texts))
                if added != Decimal(stated):
                    self.reader.say(
                        "doubt",
                        "total_differs",
                        total.row,
                        column.key,
                        found=stated,
                        nearest=str(added),
                    )

    # -- what stands there twice -----------------------------------------------

    def _duplicates(self) -> None:
        seen: dict[tuple, int] = {}
        for record in self.records:
            if self.form.rows == "model":
                key, grade, column = self._model_key(record), "doubt", "name"
            else:
                name = fold(record.name) if record.kind != "place" else ""
                key, grade, column = (record.area_ids, record.kind, name), "error", "unit"
            if key in seen and column in self.reader.table.columns:
                first = self.reader.where(seen[key], column)
                found = record.cells.get(column, Taken()).text
                self.reader.say(
                    grade, "duplicate_row", record.row, column, found=found, allowed=first
                )
            seen.setdefault(key, record.row)

    def _model_key(self, record: Record) -> tuple:
        texts = (record.cells.get(key, Taken()).text for key in ("name", "owner_name", "village"))
        return (record.area_ids, *map(fold, texts))

    # -- models -----------------------------------------------------------------

    def _model(self, record: Record) -> None:
        text = {key: taken.text for key, taken in record.cells.items()}
        is_individual = (text.get("entity_type") or text.get("owner_type")) == "individual"
        for key in ("name", "note_vi"):
            if PERSON.search(text.get(key, "")):
                self.reader.say("doubt", "person_named", record.row, key, found=text[key])
        if is_individual and fold(text.get("owner_name", "")) not in ("", "ca nhan"):
            self.reader.say(
                "doubt", "owner_not_kept", record.row, "owner_name", found=text["owner_name"]
            )
        if text.get("owner_type") == "individual" and text.get("entity_type") == "collective":
            self.reader.say("error", "owner_contradicts", record.row, "owner_type")
        begin, end = text.get("date_from", ""), text.get("date_to", "")
        if begin and end and begin > end:
            self.reader.say(
                "error", "dates_reversed", record.row, "date_to", found=end, allowed=begin
            )
        if text.get("result") == "not_recognised" and text.get("decision_number"):
            self.reader.say("doubt", "decision_without_recognition", record.row, "result")
        if self.date_from and self.date_to:
            self._within_period(record, text)

    def _within_period(self, record: Record, text: dict[str, str]) -> None:
        latest = self.date_to + dt.timedelta(days=92)  # reviews end months after the year
        begins = {"decision_date": str(self.date_from)}
        if text.get("progress") == "new":
            begins["date_from"] = str(self.date_from)
        for key in ("date_from", "decision_date"):
            day = text.get(key, "")
            if day and not begins.get(key, "") <= day <= str(latest):
                allowed = f"{self.date_from:%d/%m/%Y} – {self.date_to:%d/%m/%Y}"
                self.reader.say(
                    "doubt",
                    "date_outside_period",
                    record.row,
                    key,
                    found=f"{dt.date.fromisoformat(day):%d/%m/%Y}",
                    allowed=allowed,
                )


def compare_with_published(
    report: Report, rows: dict[str, list[dict[str, str]]], published: Published, sheet: str
) -> list[Problem]:
    """Figures that another report states too, and jumps against the period before."""
    problems = []
    for table, new in rows.items():
        if table == "models":
            problems += _models_known(report, new, published(table), sheet)
        elif table in IDENTITY:
            problems += _figures_known(report, table, new, published(table), sheet)
    return problems


def _models_known(report: Report, new, published, sheet: str) -> list[Problem]:
    def key(row):
        return (fold(row["name"]), *(fold(row[c]) for c in PLACE), row["year"])

    known = {key(row): row for row in published if row["source_id"] != report.source_id}
    return [
        Problem("doubt", "published_before", sheet, "", row["name"], known[key(row)]["source_id"])
        for row in new
        if key(row) in known
    ]


def _figures_known(report: Report, table: str, new, published, sheet: str) -> list[Problem]:
    what = [c for c in IDENTITY[table] if c not in ("source_id", "area_id", "place_text")]
    what = [c for c in what if not c.startswith("date_")]
    value = "model_count" if table == "model_counts" else "value"
    before: dict[tuple, list[dict[str, str]]] = defaultdict(list)
    for row in published:
        if row["source_id"] != report.source_id and row["date_from"] and row["date_to"]:
            before[_identity(row, what)].append(row)
    problems = []
    for row in new:
        alike = before.get(_identity(row, what), [])
        same = [
            r for r in alike if (r["date_from"], r["date_to"]) == (row["date_from"], row["date_to"])
        ]
        if same and same[0][value] != row[value]:
            problems.append(
                Problem(
                    "doubt",
                    "published_otherwise",
                    sheet,
                    "",
                    _named(row, what, value),
                    same[0][value],
                )
            )
        last = _last_period(row, alike)
        if last and not same and _is_jump(Decimal(row[value]), Decimal(last[value])):
            problems.append(
                Problem("doubt", "jump", sheet, "", _named(row, what, value), last[value])
            )
    return problems


def _identity(row: dict[str, str], what: list[str]) -> tuple:
    return (*(fold(row.get(c, "")) for c in PLACE), *(fold(row[c]) for c in what))


def _last_period(row: dict[str, str], alike: list[dict[str, str]]) -> dict[str, str] | None:
    """The latest earlier figure of a period about as long."""

    def days(r):
        first, last = dt.date.fromisoformat(r["date_from"]), dt.date.fromisoformat(r["date_to"])
        return (last - first).days

    earlier = [
        r for r in alike if r["date_to"] < row["date_from"] and abs(days(r) - days(row)) <= 10
    ]
    return max(earlier, key=lambda r: r["date_to"], default=None)


def _is_jump(now: Decimal, before: Decimal) -> bool:
    is_far = now > JUMP * before or before > JUMP * now
    return is_far and abs(now - before) >= SMALL


def _named(row: dict[str, str], what: list[str], value: str) -> str:
    place = next((row[c] for c in reversed(PLACE) if row.get(c)), "")
    return " · ".join(filter(None, [place, *(row[c] for c in what), row[value]]))
