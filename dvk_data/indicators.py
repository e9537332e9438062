"""What we measure: every indicator with its names, unit, definition and denominator."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True)
class Indicator:
    """One indicator. `better` is up, down or none; rates name numerator and denominator.

    Where no codes stand for these, `formula` and its denominator are in words. `source` says who
    defines it (dictionary.toml). `group` is where a reader finds an outcome of models; figures on
    procedures have none.
    """

    code: str
    subject: str
    units: tuple[str, ...]
    vi: str
    en: str
    definition_vi: str
    definition_en: str
    better: str
    source: str
    is_additive: bool = False
    numerator: str = ""
    denominator: str = ""
    max_points: float | None = None
    group: str = ""
    formula_vi: str = ""
    formula_en: str = ""
    denominator_vi: str = ""
    denominator_en: str = ""

    def name(self, language: str) -> str:
        return getattr(self, language)

    def definition(self, language: str) -> str:
        return getattr(self, f"definition_{language}")


class Indicators:
    """All indicators by subject and code; a code may exist once per subject."""

    def __init__(self, entries: list[Indicator]):
        self._by_subject: dict[str, dict[str, Indicator]] = {}
        self._joined: dict[tuple[str, ...], dict[str, Indicator]] = {}
        for entry in entries:
            self._by_subject.setdefault(entry.subject, {})[entry.code] = entry

    def of_subject(self, *subjects: str) -> dict[str, Indicator]:
        """Indicators of one or several subjects by code."""
        if subjects not in self._joined:
            self._joined[subjects] = {
                k: v for name in subjects for k, v in self._by_subject.get(name, {}).items()
            }
        return self._joined[subjects]

    def __iter__(self):
        for entries in self._by_subject.values():
            yield from entries.values()


@cache
def load_indicators() -> Indicators:
    """The indicators of indicators.toml, one table per subject and code."""
    described = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return Indicators(
        [
            Indicator(code=code, subject=subject, **{**entry, "units": tuple(entry["units"])})
            for subject, entries in described.items()
            for code, entry in entries.items()
        ]
    )
