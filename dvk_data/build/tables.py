"""Typed raw rows -> rows of the tables: places matched, figures coded, names made findable."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter, defaultdict

from .. import places
from ..indicators import Indicators
from .checks import IDENTITY
from .geography import Geography, area_rows, link_rows
from .raw import RawRow

# What a figure is of where no check recomputes it: neither its value nor words about it.
IDENTITY_UNCHECKED = {
    "targets": (
        "source_id",
        "area_id",
        "place_text",
        "level",
        "indicator",
        "date_from",
        "date_to",
        "direction",
    ),
    "model_outcomes": ("source_id", "model_id", "indicator"),
}
# The same for all figures, without the unit that a written place is taken for: that is our doing.
FIGURE_IDENTITY = {
    table: tuple(column for column in columns if column != "area_id")
    for table, columns in {**IDENTITY, **IDENTITY_UNCHECKED}.items()
}


class PlaceBook:
    """Matches places and remembers each decision, so that it can be listed.

    `published` gives the date of each source, for figures that state no period.
    """

    def __init__(self, geography: Geography, published: dict[str, dt.date]):
        self.geography = geography
        self.published = published
        self._decisions: dict[tuple, list[places.Match]] = {}
        self._rows = Counter()

    def match(self, table: str, row: RawRow) -> list[places.Match]:
        key = (table, place_text(row) or "–", self._date_of(row))
        if key not in self._decisions:
            self._decisions[key] = self.look_up(row)
        self._rows[key] += 1
        return self._decisions[key]

    def look_up(self, row: RawRow) -> list[places.Match]:
        """The places of a row, without remembering the decision."""
        names = [row.values.get(column) or "" for column in ("province", "district", "commune")]
        return self.geography.gazetteer.match(*names, on=self._date_of(row))

    def _date_of(self, row: RawRow) -> dt.date | None:
        return _date_of(row) or self.published.get(row["source_id"])

    def listed(self) -> list[dict]:
        """Rows of place_matches."""
        listed = []
        for key, matches in self._decisions.items():
            table, text, on = key
            for number, match in enumerate(matches, start=1):
                listed.append(
                    {
                        "table_name": table,
                        "place_text": text,
                        "on_date": on,
                        "match_number": number,
                        "area_id": match.area_id,
                        "how": match.how,
                        "rows": self._rows[key],
                        "reason_vi": match.reason_vi or None,
                        "reason_en": match.reason_en or None,
                    }
                )
        key = ("table_name", "place_text", "on_date", "match_number")
        return sorted(listed, key=lambda match: tuple(str(match[column]) for column in key))


def place_text(row: RawRow) -> str:
    """The place as it was written, smallest first: 'Đạ Đờn · Lâm Hà · Lâm Đồng'."""
    names = (row.values.get(column) for column in ("commune", "district", "province"))
    return " · ".join(name for name in names if name)


def build_tables(
    raw: dict[str, list[RawRow]], geography: Geography, indicators: Indicators
) -> dict[str, list[dict]]:
    """All tables but `checks` and `model_outcomes`, which need the flags that come of the checks.

    Rows are dicts; those of value columns carry `decimals` for the checks.
    """
    published = {s["source_id"]: s["published_date"] for s in raw["sources"] if s["published_date"]}
    book = PlaceBook(geography, published)
    tables = {
        "sources": [{**row.values, "corrections": row.corrections} for row in raw["sources"]],
        "areas": area_rows(geography),
        "area_links": link_rows(geography),
    }
    tables["model_counts"] = _figures("model_counts", raw["model_counts"], book, "model_count")
    achieved = _outcome_words(raw, indicators)
    tables["models"], tables["model_areas"] = _models(raw["models"], book, achieved)
    for name in ("service_kpis", "petitions", "indices"):
        tables[name] = _figures(name, raw[name], book, "value")
    tables["targets"] = _figures("targets", raw["targets"], book, "target")
    tables["place_matches"] = book.listed()
    return tables


def _figures(table: str, rows: list[RawRow], book: PlaceBook, value_column: str) -> list[dict]:
    """Rows of a table of stated figures: place, flag and figure code added."""
    built, given = [], Counter()
    for row in rows:
        matches = book.match(table, row)
        figure = {
            **_figure(row, matches, book.geography),
            "decimals": row.decimals.get(value_column, 0),
            "corrections": row.corrections,
        }
        if "flag" in figure:
            figure["flag"] = _flag_with_place(figure["flag"], matches)
        of = IDENTITY.get(table) or IDENTITY_UNCHECKED[table]
        as_found = figure
        if row.found:  # links to a figure outlive its correction
            before = RawRow(row.line, {**row.values, **row.found})
            as_found = _figure(before, book.look_up(before), book.geography)
        identity = [str(as_found[column]) for column in of]
        figure["figure_id"] = _figure_id(table, identity, given)
        built.append(figure)
    return built


def _figure(row: RawRow, matches: list[places.Match], geography: Geography) -> dict:
    """The cells of a row, the written place replaced by the smallest unit that holds it."""
    area_ids = [match.area_id for match in matches if match.area_id]
    return {
        **{k: v for k, v in row.values.items() if k not in ("province", "district", "commune")},
        "area_id": geography.common_area(area_ids) if area_ids else None,
        "place_text": place_text(row),
    }


def _flag_with_place(flag: str, matches: list[places.Match]) -> str:
    is_inferred = any(m.how in ("parent", "successor", "unmatched") for m in matches)
    return "inferred_place" if is_inferred and flag in ("reported", "inferred_period") else flag


def _figure_id(table: str, identity: list[str], given: Counter) -> str:
    """Stable code of a figure from what it is of; a second figure of the same kind gets '-2'."""
    code = f"{table}-{hashlib.sha256('|'.join(identity).encode()).hexdigest()[:10]}"
    given[code] += 1
    return code if given[code] == 1 else f"{code}-{given[code]}"


def _date_of(row: RawRow) -> dt.date | None:
    """The day a figure speaks of: end of its period, else its start, else the end of its year.

    A target speaks of the day from which it is set.
    """
    date = row.values.get("date_to") or row.values.get("date_from")
    if "target" in row.values:
        date = row.values.get("date_from") or date
    if date is None and row.values.get("year"):
        return dt.date(row["year"], 12, 31)
    return date


def _models(
    rows: list[RawRow], book: PlaceBook, achieved: dict[str, set[str]]
) -> tuple[list[dict], list[dict]]:
    geography = book.geography
    models, model_areas = [], []
    for row in rows:
        matches = book.match("models", row)
        area_ids = list(dict.fromkeys(m.area_id for m in matches if m.area_id))
        current_ids = [geography.current(area_id)[0] for area_id in area_ids]
        model_areas += [{"model_id": row["model_id"], "area_id": area} for area in area_ids]
        models.append(
            {
                **_figure(row, matches, geography),
                "search_key": model_search_key(
                    row,
                    [*area_ids, *current_ids],
                    geography,
                    sorted(achieved.get(row["model_id"], ())),
                ),
                "flag": _flag_with_place(row["flag"], matches),
                "corrections": row.corrections,
            }
        )
    return models, model_areas


def _outcome_words(raw: dict[str, list[RawRow]], indicators: Indicators) -> dict[str, set[str]]:
    """What each model achieved, in words: names of indicators and notes, for searching."""
    known = indicators.of_subject("service_kpis", "model_outcomes")
    words = defaultdict(set)
    for row in [*raw["model_outcomes"], *raw["service_kpis"]]:
        if row["model_id"]:
            texts = (known[row["indicator"]].vi, known[row["indicator"]].en, row["note_vi"])
            words[row["model_id"]].update(text for text in texts if text)
    return words


def model_search_key(
    row: RawRow, area_ids: list[str | None], geography: Geography, achieved: list[str]
) -> str:
    """Everything a person may remember of a model: name, owner, village, places, outcomes."""
    known = {area for area_id in area_ids for area in geography.chain(area_id)}
    names = [geography.by_id[area_id].name for area_id in sorted(known)]
    words = [row["name"], row["owner_name"], row["village"], place_text(row), *names, *achieved]
    return places.fold(" ".join(word for word in words if word))


def build_outcomes(raw: dict[str, list[RawRow]], service_kpis: list[dict]) -> list[dict]:
    """Outcomes as stated, and the procedure figures that are the achievement of a named model.

    `service_kpis` are the finished rows, so that what the checks found goes along.
    """
    columns = ("source_id", "model_id", "indicator", "value", "unit", "flag", "note", "note_vi")
    stated = [
        (row.values, {**row.values, **row.found}, row.corrections) for row in raw["model_outcomes"]
    ]
    stated += [(row, row, row["corrections"]) for row in service_kpis if row["model_id"]]
    built, given = [], Counter()
    for row, as_found, corrections in stated:
        identity = [str(as_found[column]) for column in IDENTITY_UNCHECKED["model_outcomes"]]
        outcome = {column: row[column] for column in columns}
        outcome["figure_id"] = _figure_id("model_outcomes", identity, given)
        built.append({**outcome, "corrections": corrections})
    return built
