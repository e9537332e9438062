"""The dictionary of the data: every table, column, code, unit, indicator and index as an entry.

Entries come from the files that the build and the tests read; what no file says about an entry
stays empty and is said in words by the screen.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from .catalogue import Catalogue, Dataset
from .indicators import Indicator, load_indicators
from .places import fold
from .provincial_indices import ProvincialIndex, load_provincial_indices

FILE = Path(__file__).with_suffix(".toml")
KINDS = ("indicator", "index", "table", "column", "code", "unit")
# Values of a code list that have an entry of another kind.
OTHER_KINDS = {"unit": "unit", "index_name": "index"}


@dataclass(frozen=True)
class Entry:
    """One thing the data speak of. Texts are by language; `belongs` and parts are addresses.

    `measure` tells how a formula is worded: rate, count, score or rank; empty for what is no
    measure. A rate has `numerator` and `denominator` as entries, or both in words.
    """

    address: str
    kind: str
    code: str
    name: dict[str, str]
    definition: dict[str, str]
    source: str
    belongs: str = ""
    measure: str = ""
    better: str = ""
    formula: dict[str, str] = field(default_factory=dict)
    base: dict[str, str] = field(default_factory=dict)
    numerator: str = ""
    denominator: str = ""
    units: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    type: str = ""
    best: float | None = None

    @cached_property
    def search_key(self) -> str:
        """Both names, both definitions and the code, folded."""
        return fold(" ".join([*self.name.values(), self.code, *self.definition.values()]))

    def matches(self, words: list[str]) -> bool:
        """Every folded word begins a word of the entry."""
        return all(f" {word}" in f" {self.search_key}" for word in words)


@cache
def described() -> dict:
    """dictionary.toml: sources of definitions, who defines which codes, rates of petitions."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def source_name(source: str, language: str) -> str:
    return described()["source"][source][language]


def entries(catalogue: Catalogue) -> dict[str, Entry]:
    """All entries by address, such as 'indicator.on_time_rate' or 'column.checks.agrees'."""
    listed = [
        *map(_indicator, load_indicators()),
        *(_index(index, catalogue) for index in load_provincial_indices().values()),
    ]
    for dataset in catalogue.datasets.values():
        listed += [_table(dataset), *_columns(dataset, catalogue)]
    listed += _codes(catalogue)
    return {entry.address: entry for entry in listed}


def found(known: dict[str, Entry], kinds: list[str], words: list[str]) -> list[Entry]:
    """Entries of these kinds (all, if none) that hold every word; a hit in the name comes first."""
    hits = [e for e in known.values() if e.kind in (kinds or KINDS) and e.matches(words)]

    def is_beside(entry: Entry) -> bool:
        names = f" {fold(' '.join([*entry.name.values(), entry.code]))}"
        return not all(f" {word}" in names for word in words)

    return sorted(hits, key=lambda entry: (is_beside(entry), KINDS.index(entry.kind)))


def _by_language(record: dict | object, name: str) -> dict[str, str]:
    read = record.get if isinstance(record, dict) else lambda key: getattr(record, key)
    return {language: read(f"{name}_{language}") or "" for language in ("vi", "en")}


def _indicator(indicator: Indicator) -> Entry:
    unit = indicator.units[0]
    measures = {"percent": "rate", "point": "score", "rank": "rank"}
    is_ratio = unit == "percent" or indicator.denominator or indicator.denominator_vi
    return Entry(
        f"indicator.{indicator.code}",
        "indicator",
        indicator.code,
        {"vi": indicator.vi, "en": indicator.en},
        _by_language(indicator, "definition"),
        indicator.source,
        belongs=f"table.{indicator.subject}",
        measure="rate" if is_ratio else measures.get(unit, "count"),
        better=indicator.better,
        formula=_by_language(indicator, "formula"),
        base=_by_language(indicator, "denominator"),
        numerator=indicator.numerator and f"indicator.{indicator.numerator}",
        denominator=indicator.denominator and f"indicator.{indicator.denominator}",
        units=indicator.units,
        best=indicator.max_points,
    )


def _index(index: ProvincialIndex, catalogue: Catalogue) -> Entry:
    names = catalogue.codes["index_name"][index.code]
    parts = (*index.dimensions, *index.parts)
    return Entry(
        f"index.{index.code}",
        "index",
        index.code,
        {"vi": names["vi"], "en": names["en"]},
        _by_language(names, "definition"),
        "published_index",
        belongs="table.indices",
        measure="score",
        better="up",
        parts=tuple(f"code.dimension.{part}" for part in parts),
        units=("percent",) if index.code == "SIPAS" else ("point",),
        best=index.scale,
    )


def _table(dataset: Dataset) -> Entry:
    return Entry(
        f"table.{dataset.name}",
        "table",
        dataset.name,
        _by_language(dataset, "title"),
        _by_language(dataset, "grain"),
        "dataset",
        parts=tuple(f"column.{dataset.name}.{column.name}" for column in dataset.columns),
    )


def _columns(dataset: Dataset, catalogue: Catalogue) -> Iterator[Entry]:
    for column in dataset.columns:
        codes = catalogue.codes.get(column.codes, {})
        parts = [_code_address(column.codes, code) for code in codes]
        if column.references:
            parts.append(f"column.{column.references}")
        yield Entry(
            f"column.{dataset.name}.{column.name}",
            "column",
            column.name,
            {"vi": column.vi, "en": column.en},
            _by_language(column, "meaning"),
            "dataset",
            belongs=f"table.{dataset.name}",
            units=(column.unit,) if column.unit else (),
            parts=tuple(parts),
            type=column.type,
        )


def _codes(catalogue: Catalogue) -> Iterator[Entry]:
    listed, single, rates = (described()[name] for name in ("code_list", "code", "rate"))
    for code_list, codes in catalogue.codes.items():
        for code, names in codes.items():
            kind = OTHER_KINDS.get(code_list, "code")
            if kind == "index":  # described by _index
                continue
            rate = rates.get(code, {}) if code_list == "stage" else {}
            yield Entry(
                _code_address(code_list, code),
                kind,
                code,
                {"vi": names["vi"], "en": names["en"]},
                _by_language(names, "definition") if code_list != "rule" else _rule(code),
                single.get(f"{code_list}.{code}", listed.get(code_list, "own")),
                belongs="" if kind == "unit" else _column_of(catalogue, code_list),
                measure="rate" if rate else "",
                better=rate.get("better", ""),
                numerator=f"code.stage.{rate['numerator']}" if "numerator" in rate else "",
                denominator=f"code.stage.{rate['denominator']}" if rate else "",
            )


def _code_address(code_list: str, code: str) -> str:
    kind = OTHER_KINDS.get(code_list)
    return f"{kind}.{code}" if kind else f"code.{code_list}.{code}"


def _rule(code: str) -> dict[str, str]:
    """What a rule of checking asks; its name alone says which figures it is about."""
    kinds = {
        "_within_": "part_within_whole",
        "_make_": "parts_make_whole",
        "_rate": "rate_is_quotient",
    }
    kind = next((kinds[part] for part in kinds if part in code), "two_sources_agree")
    return described()["rule"][kind]


def _column_of(catalogue: Catalogue, code_list: str) -> str:
    """The first column that holds codes of a list; a list may stand in raw files alone."""
    holders = (
        f"column.{dataset.name}.{column.name}"
        for dataset in catalogue.datasets.values()
        for column in dataset.columns
        if column.codes == code_list
    )
    return next(holders, "")
