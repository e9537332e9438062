"""What changed from one version of the datasets to the next, row by row and with the reason."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property
from itertools import pairwise

import pyarrow.parquet as pq

from ..catalogue import Catalogue, Column, Dataset
from ..indicators import Indicators
from .release import Version
from .row_words import SPEAKING, RowWords, as_text
from .tables import FIGURE_IDENTITY
from .write import HISTORY

# Made of other columns, or only there to sort by.
UNTOLD = ("figure_id", "search_key", "sort_order")
# Tables that follow from the others: their rows are counted, and only these columns told singly.
DERIVED = {"checks": ("agrees",), "corrections": (), "model_areas": (), "place_matches": ()}
LANGUAGES = ("vi", "en")


class Contents:
    """The tables of one version, read as they are asked for."""

    def __init__(self, version: Version):
        self.version = version
        self.catalogue = Catalogue.open(version.directory)
        self._rows: dict[str, list[dict]] = {}

    @property
    def datasets(self) -> dict[str, Dataset]:
        return {n: d for n, d in self.catalogue.datasets.items() if n not in HISTORY}

    def rows(self, table: str) -> list[dict]:
        """Rows of a table; none where this version has no such table."""
        if table not in self._rows:
            dataset = self.datasets.get(table)
            self._rows[table] = pq.read_table(dataset.parquet).to_pylist() if dataset else []
        return self._rows[table]

    @cached_property
    def corrections(self) -> dict[tuple, dict]:
        columns = ("table_name", "row_key", "column_name", "corrected")
        return {tuple(row[c] for c in columns): row for row in self.rows("corrections")}


def compare_versions(
    versions: list[Version], indicators: Indicators
) -> tuple[list[dict], list[dict]]:
    """Rows of `changes` and of `versions`, for versions that follow one another."""
    contents = [Contents(version) for version in versions]
    changes, listed = [], [version_row(1, versions[0], [])]
    for number, (old, new) in enumerate(pairwise(contents), start=2):
        found = Comparison(old, new, indicators).changes()
        changes += found
        listed.append(version_row(number, new.version, found))
    return changes, listed


def version_row(number: int, version: Version, changes: list[dict]) -> dict:
    rows = Counter()
    for (kind, *_), of_row in _grouped(changes, ("kind", "table_name", "row_key", "area_id")):
        rows[kind] += max(change["row_count"] for change in of_row)
    return {
        "version": version.version,
        "number": number,
        "follows": version.follows or None,
        "version_date": version.date,
        "is_released": version.is_released,
        "reason_vi": version.reason_vi,
        "reason_en": version.reason_en,
        **{f"rows_{kind}": rows[kind] for kind in ("added", "changed", "withdrawn")},
    }


def _grouped(rows: Iterable[dict], columns: tuple[str, ...]):
    groups = defaultdict(list)
    for row in rows:
        groups[tuple(row[column] for column in columns)].append(row)
    return groups.items()


class Comparison:
    """Two versions, the newer beside the older."""

    def __init__(self, old: Contents, new: Contents, indicators: Indicators):
        self.old, self.new, self.indicators = old, new, indicators
        codes = {
            name: {**old.catalogue.codes.get(name, {}), **new.catalogue.codes.get(name, {})}
            for name in {**old.catalogue.codes, **new.catalogue.codes}
        }
        self.words = RowWords(
            codes,
            indicators,
            [*old.rows("areas"), *new.rows("areas")],
            [*old.rows("models"), *new.rows("models")],
        )
        self.area_ids = {row["area_id"] for row in new.rows("areas")}
        self.titles = {
            row["source_id"]: row["title"] for row in [*old.rows("sources"), *new.rows("sources")]
        }
        fresh = [row for key, row in new.corrections.items() if key not in old.corrections]
        self.corrections = dict(_grouped(fresh, ("table_name", "row_key")))
        self.consequences = self._consequences()

    def _consequences(self) -> dict[str, dict]:
        """The correction behind a check of a corrected figure, and behind the flags it sets."""
        corrected = {row_key: found[0] for (_, row_key), found in self.corrections.items()}
        consequences = {}
        for check in [*self.old.rows("checks"), *self.new.rows("checks")]:
            figures = [check["figure_id"], *check["part_ids"]]
            for correction in [corrected[f] for f in figures if f in corrected][:1]:
                consequences |= dict.fromkeys([check["check_id"], *figures], correction)
        return consequences

    def changes(self) -> list[dict]:
        """Rows of the table `changes`, in the order of its key."""
        changes = []
        for table in sorted({*self.old.datasets, *self.new.datasets}):
            before, after = self.old.datasets.get(table), self.new.datasets.get(table)
            if before and after and before.sha256 == after.sha256:
                continue
            if before and after and before.key == after.key:
                changes += self._of_table(table, before, after)
            else:
                for kind, dataset, side in (
                    ("withdrawn", before, self.old),
                    ("added", after, self.new),
                ):
                    if dataset and dataset.rows:
                        rows = side.rows(table)
                        changes.append(self._change(kind, table, row_count=len(rows)))
        columns = ("table_name", "row_key", "column_name", "kind", "area_id")
        return sorted(changes, key=lambda change: [change[column] or "" for column in columns])

    def _of_table(self, table: str, before: Dataset, after: Dataset) -> list[dict]:
        names = {column.name for column in before.columns}
        columns = [c for c in after.columns if c.name in names and c.name not in UNTOLD]
        paired, withdrawn, added = pair(
            self.old.rows(table),
            self.new.rows(table),
            after.key,
            [column.name for column in columns],
            tuple(name for name in FIGURE_IDENTITY.get(table, ()) if name in names),
        )
        changed = [
            (old, new, [column for column in columns if old[column.name] != new[column.name]])
            for old, new in paired
        ]
        changed = [(old, new, differing) for old, new, differing in changed if differing]
        if table in DERIVED:
            return self._counted(table, after, changed, withdrawn, added)
        listed = [
            self._cell(table, after, column, old, new)
            for old, new, differing in changed
            for column in differing
        ]
        listed += [self._row("withdrawn", table, before, row) for row in withdrawn]
        listed += [self._row("added", table, after, row) for row in added]
        return listed

    def _counted(self, table, dataset, changed, withdrawn, added) -> list[dict]:
        """How many rows of a derived table differ per place, and the cells that are told singly."""
        told = DERIVED[table]
        changes, counts = [], Counter()
        for old, new, differing in changed:
            single = [column for column in differing if column.name in told]
            changes += [self._cell(table, dataset, column, old, new) for column in single]
            counts["changed", new.get("area_id")] += not single
        counts.update(("withdrawn", row.get("area_id")) for row in withdrawn)
        counts.update(("added", row.get("area_id")) for row in added)
        for (kind, area_id), count in counts.items():
            if count:
                changes.append(self._change(kind, table, area_id=area_id, row_count=count))
        return changes

    def _cell(self, table: str, dataset: Dataset, column: Column, old: dict, new: dict) -> dict:
        values = {}
        for name, row in (("old", old), ("new", new)):
            value, unit = row[column.name], self._unit(table, row)
            values[f"{name}_value"] = as_text(value)
            for lang in LANGUAGES:
                values[f"{name}_{lang}"] = self.words.cell(column, value, unit, lang)
        return self._change(
            "changed", table, dataset, new, column_name=column.name, **self._named(column), **values
        )

    def _row(self, kind: str, table: str, dataset: Dataset, row: dict) -> dict:
        column = next((c for c in dataset.columns if c.name in SPEAKING), None)
        if column is None:
            return self._change(kind, table, dataset, row)
        name, value = "new" if kind == "added" else "old", row[column.name]
        said = {
            f"{name}_{lang}": self.words.cell(column, value, self._unit(table, row), lang)
            for lang in LANGUAGES
        }
        return self._change(
            kind,
            table,
            dataset,
            row,
            column_name=column.name,
            **self._named(column),
            **{f"{name}_value": as_text(value)},
            **said,
        )

    def _named(self, column: Column) -> dict:
        return {"column_vi": column.vi, "column_en": column.en}

    def _unit(self, table: str, row: dict) -> str | None:
        if table == "targets":
            indicators = self.indicators.of_subject("targets", "service_kpis")
            return indicators[row["indicator"]].units[0] if row["indicator"] in indicators else None
        return "item" if table == "model_counts" else row.get("unit")

    def _change(
        self,
        kind: str,
        table: str,
        dataset: Dataset | None = None,
        row: dict | None = None,
        **cells,
    ) -> dict:
        row_key = "/".join(as_text(row[column]) or "" for column in dataset.key) if row else None
        correction = self._correction(table, row_key, cells.get("column_name"))
        because = correction or vars(self.new.version)
        area_id = cells.pop("area_id", row.get("area_id") if row else None)
        columns = ("column_name", "column_vi", "column_en")
        values = ("old_value", "new_value", "old_vi", "old_en", "new_vi", "new_en")
        return {
            "version_from": self.old.version.version,
            "version_to": self.new.version.version,
            "kind": kind,
            "table_name": table,
            "row_key": row_key,
            "area_id": area_id if area_id in self.area_ids else None,
            **{
                f"row_{lang}": self.words.row(table, row, lang) if row else None
                for lang in LANGUAGES
            },
            "source_title": self.titles.get(row.get("source_id")) if row else None,
            **{column: cells.get(column) for column in (*columns, *values)},
            "row_count": cells.get("row_count", 1),
            "reason_vi": because["reason_vi"],
            "reason_en": because["reason_en"],
            "corrected_by": correction["corrected_by"] if correction else None,
        }

    def _correction(self, table: str, row_key: str | None, column: str | None) -> dict | None:
        """The correction, new in this version, that a change comes of."""
        of_row = self.corrections.get((table, row_key), [])
        for correction in of_row:
            if correction["column_name"] == column:
                return correction
        if not of_row and (table == "checks" or column == "flag"):
            return self.consequences.get(row_key)
        return of_row[0] if of_row else None


def pair(
    old: list[dict],
    new: list[dict],
    key: tuple[str, ...],
    columns: list[str],
    identity: tuple[str, ...],
) -> tuple[list[tuple[dict, dict]], list[dict], list[dict]]:
    """Rows of two versions that are the same row, rows withdrawn, rows added.

    Where a source states several figures of one kind their codes are numbered, so one that is
    withdrawn renumbers the others: rows that differ in nothing but the code are paired first. Rows
    with another code that are of the same thing (`identity`) are paired last.
    """
    samenesses = [tuple(key)]
    if identity:
        samenesses = [(*key, *columns), tuple(columns), tuple(key), identity]
    paired = []
    for same in samenesses:
        waiting = defaultdict(list)
        for row in old:
            waiting[_cells(row, same)].append(row)
        left = []
        for row in new:
            if found := waiting.get(_cells(row, same)):
                paired.append((found.pop(0), row))
            else:
                left.append(row)
        new, old = left, [row for rows in waiting.values() for row in rows]
    return paired, old, new


def _cells(row: dict, columns: tuple[str, ...]) -> tuple:
    return tuple(as_text(row[column]) for column in columns)
