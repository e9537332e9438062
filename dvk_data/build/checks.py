"""Recompute every sum and every rate that a source states with its parts."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

from ..indicators import Indicators
from .check_words import LANGUAGES, RULES, CheckWords, in_sentence

# What makes two rows of a table the same figure, apart from its value.
IDENTITY = {
    "model_counts": (
        "source_id",
        "area_id",
        "place_text",
        "organisation",
        "date_from",
        "date_to",
        "status",
        "domain",
        "entity_type",
        "registrant_type",
        "award_level",
    ),
    "service_kpis": (
        "source_id",
        "area_id",
        "place_text",
        "agency",
        "date_from",
        "date_to",
        "indicator",
    ),
    "petitions": (
        "source_id",
        "area_id",
        "place_text",
        "handled_by",
        "date_from",
        "date_to",
        "stage",
        "petition_type",
        "unit",
    ),
    "indices": ("source_id", "area_id", "place_text", "index_name", "year", "dimension"),
}
VALUE = {"model_counts": "model_count"}


def agrees_within_rounding(stated: float, recomputed: float, decimals: int) -> bool:
    """True when `stated` is `recomputed` rounded or truncated to `decimals` decimals."""
    step = 10.0**-decimals
    gap = recomputed - stated
    return -0.5 * step - 1e-9 <= gap < step - 1e-9 or abs(gap) <= 0.5 * step + 1e-9


def rounding_of_sum(total: dict, parts: list[dict]) -> float:
    """How far a sum may be off: counts not at all, rounded scores and rates half a digit each."""
    if total.get("unit") not in ("point", "percent"):
        return 1e-9
    return sum(0.5 * 10.0 ** -row["decimals"] for row in (total, *parts)) + 1e-9


def is_truncated(stated: float, recomputed: float, decimals: int) -> bool:
    """True when only cutting decimals off, not rounding, leads to `stated`."""
    return recomputed - stated > 0.5 * 10.0**-decimals + 1e-9


@dataclass
class Figures:
    """Rows of one table, found by their identity."""

    table: str
    rows: list[dict]

    def __post_init__(self):
        self.identity = IDENTITY[self.table]
        self.by_identity = defaultdict(list)
        for row in self.rows:
            self.by_identity[self._key(row)].append(row)

    def _key(self, row: dict) -> tuple:
        return tuple(row[column] for column in self.identity)

    def value(self, row: dict) -> float:
        return row[VALUE.get(self.table, "value")]

    def matching(self, pins: dict) -> list[dict]:
        return [row for row in self.rows if all(row[k] == v for k, v in pins.items())]

    def beside(self, row: dict, pins: dict) -> dict | None:
        """The one figure like `row` but for `pins`; None when there is none or several."""
        for choice in _choices(pins):
            found = self.by_identity.get(self._key({**row, **choice}), [])
            if len(found) == 1 and found[0] is not row:
                return found[0]
        return None


def _choices(pins: dict):
    listed = next((column for column, value in pins.items() if isinstance(value, list)), None)
    if listed is None:
        yield pins
    else:
        for value in pins[listed]:
            yield from _choices({**pins, listed: value})


class Checker:
    """Applies the rules to the figures of all tables and words what comes out."""

    def __init__(self, tables: dict, codes: dict, indicators: Indicators, explanations: list):
        self.figures = {name: Figures(name, tables[name]) for name in IDENTITY}
        self.codes = codes
        self.indicators = indicators
        self.words = CheckWords(codes, indicators)
        self.explanations = {
            (row["rule"], row["source_id"], row["stated"]): row for row in explanations
        }
        self.source_titles = {row["source_id"]: row["title"] for row in tables["sources"]}

    def run(self) -> list[dict]:
        """All checks, in a stable order. See datasets/checks.toml for the columns."""
        checks = []
        for rule in RULES["sum"]:
            checks.extend(self._sums(rule))
        for rule in RULES["at_most"]:
            checks.extend(self._bounds(rule))
        for rule in [*RULES["rate"], *self._kpi_rate_rules()]:
            checks.extend(self._rates(rule))
        checks.extend(self._same_figure_in_two_sources())
        for check in checks:
            self._explain_by_hand(check)
        return sorted(checks, key=lambda check: check["check_id"])

    # -- sums -----------------------------------------------------------------

    def _sums(self, rule: dict):
        figures = self.figures[rule["table"]]
        for total in figures.matching(rule["total"]):
            excluded = rule.get("not_for", {})
            if any(total[column] in values for column, values in excluded.items()):
                continue
            parts = [figures.beside(total, pins) for pins in rule["parts"]]
            if any(part is None for part in parts):
                continue
            parts += [figures.beside(total, pins) for pins in rule.get("optional", [])]
            parts = [part for part in parts if part is not None]
            if len(parts) < rule.get("needed", 2):
                continue
            missing = [
                pins
                for pins in rule.get("expected", [])
                if not any(all(part[k] == v for k, v in pins.items()) for part in parts)
            ]
            yield self._sum_check(rule["rule"], figures, total, parts, missing)

    def _sum_check(self, rule, figures, total, parts, missing) -> dict:
        stated = figures.value(total)
        recomputed = round(sum(figures.value(part) for part in parts), 6)
        agrees = abs(recomputed - stated) <= rounding_of_sum(total, parts)
        explanation = {}
        if not agrees:
            if any(row["flag"] == "approximate" for row in (total, *parts)):
                agrees, reason, words = None, "approximate", {}
            elif rule == "registrants_make_total" and recomputed < stated:
                agrees, reason, words = None, "owners", {}
            elif missing and recomputed < stated:
                agrees, reason, words = None, "incomplete", {"missing": missing}
            else:
                reason = "short" if recomputed < stated else "over"
                words = {"gap": abs(recomputed - stated)}
            explanation = {lang: self.words.say(reason, lang, **words) for lang in LANGUAGES}
        statement = {
            lang: self.words.say(
                "parts_total",
                lang,
                rule=self.words.rule(rule, lang),
                total=self._total_name(rule, figures, total, lang),
                parts=" + ".join(self.words.labelled(figures, part, total, lang) for part in parts),
                recomputed=recomputed,
                stated=stated,
            )
            for lang in LANGUAGES
        }
        return self._check(
            rule, figures, total, parts, stated, recomputed, agrees, statement, explanation
        )

    def _total_name(self, rule: str, figures, total: dict, lang: str) -> str:
        """' (đã giải quyết, cấp huyện)' where the name of the rule does not say so itself."""
        name = in_sentence(self.words.label(figures.table, total, lang))
        return f" ({name})" if name not in self.words.rule(rule, lang).lower() else ""

    # -- bounds ---------------------------------------------------------------

    def _bounds(self, rule: dict):
        figures = self.figures[rule["table"]]
        for smaller in figures.matching(rule["smaller"]):
            larger = figures.beside(smaller, rule["larger"])
            if larger is None:
                continue
            small, large = figures.value(smaller), figures.value(larger)
            agrees = small <= large
            explanation = {}
            if not agrees:
                reason, words = "exceeds", {"gap": small - large}
                if "approximate" in (smaller["flag"], larger["flag"]):
                    agrees, reason, words = None, "approximate", {}
                explanation = {lang: self.words.say(reason, lang, **words) for lang in LANGUAGES}
            statement = {
                lang: self.words.say(
                    "bound",
                    lang,
                    rule=self.words.rule(rule["rule"], lang),
                    smaller=self.words.labelled(figures, smaller, larger, lang),
                    larger=self.words.labelled(figures, larger, smaller, lang),
                )
                for lang in LANGUAGES
            }
            yield self._check(
                rule["rule"],
                figures,
                smaller,
                [larger],
                small,
                min(small, large),
                agrees,
                statement,
                explanation,
            )

    # -- rates ----------------------------------------------------------------

    def _kpi_rate_rules(self) -> list[dict]:
        """One rule per KPI rate of indicators.toml that names numerator and denominator."""
        rules = []
        for indicator in self.indicators.of_subject("service_kpis").values():
            if indicator.numerator and indicator.denominator:
                others = RULES["other_denominators"].get(indicator.code, [])
                denominators = [indicator.denominator, *others]
                rules.append(
                    {
                        "rule": "kpi_rate",
                        "table": "service_kpis",
                        "rate": {"indicator": indicator.code},
                        "numerator": {"indicator": indicator.numerator},
                        "denominators": [{"indicator": code} for code in denominators],
                    }
                )
        return rules

    def _rates(self, rule: dict):
        figures = self.figures[rule["table"]]
        units = self._units_of_ratio(rule)
        for rate in figures.matching(rule["rate"]):
            for unit in units:
                found = self._ratio_figures(figures, rule, rate, unit)
                if found:
                    yield self._rate_check(figures, rule, rate, *found)

    def _units_of_ratio(self, rule: dict) -> list[dict]:
        """Petition rates say nothing of the unit of their parts: try letters, then cases."""
        if rule["table"] == "petitions":
            return [{"unit": "petition"}, {"unit": "case"}]
        return [{}]

    def _ratio_figures(self, figures, rule, rate, unit):
        numerator = figures.beside(rate, {**rule["numerator"], **unit})
        denominators = [figures.beside(rate, {**pins, **unit}) for pins in rule["denominators"]]
        is_defined = denominators[0] is not None
        denominators = [d for d in denominators if d is not None and figures.value(d)]
        found = numerator is not None and denominators
        return (numerator, denominators, is_defined, unit) if found else None

    def _rate_check(self, figures, rule, rate, numerator, denominators, is_defined, unit) -> dict:
        denominator, *others = denominators
        stated, decimals = figures.value(rate), rate["decimals"]
        recomputed = 100 * figures.value(numerator) / figures.value(denominator)
        agrees = agrees_within_rounding(stated, recomputed, decimals)
        reasons: list[tuple[str, dict]] = []
        if agrees and is_truncated(stated, recomputed, decimals):
            reasons.append(("truncated", {}))
        if not agrees:
            if any(row["flag"] == "approximate" for row in (rate, numerator, denominator)):
                agrees = None
                reasons.append(("approximate", {}))
            elif not is_defined:
                agrees = None
                words = {"table": figures.table, "figure": denominator, "value_rate": recomputed}
                reasons.append(("base_unknown", words))
            else:
                words = {"recomputed_rate": recomputed, "stated_rate": stated}
                reasons.append(("rate_differs", words))
                reasons += self._combined(figures, rule, rate, unit)
                for other in others:
                    value = 100 * figures.value(numerator) / figures.value(other)
                    if agrees_within_rounding(stated, value, decimals):
                        words = {
                            "stated_rate": stated,
                            "table": figures.table,
                            "figure": other,
                            "value_rate": value,
                        }
                        reasons.append(("other_denominator", words))
        statement = {
            lang: self.words.say(
                "ratio",
                lang,
                rule=self.words.label(figures.table, rate, lang),
                numerator=figures.value(numerator),
                denominator=figures.value(denominator),
                recomputed_rate=recomputed,
                stated_rate=stated,
            )
            for lang in LANGUAGES
        }
        explanation = {
            lang: " ".join(self.words.say(reason, lang, **words) for reason, words in reasons)
            for lang in LANGUAGES
        }
        parts = [numerator, denominator]
        return self._check(
            rule["rule"], figures, rate, parts, stated, recomputed, agrees, statement, explanation
        )

    def _combined(self, figures, rule, rate, unit) -> list[tuple[str, dict]]:
        """Whether the stated rate is what all handlers give together."""
        column = rule.get("combine")
        if not column:
            return []
        pairs = []
        for value in self.codes[column]:
            numerator = figures.beside(rate, {**rule["numerator"], **unit, column: value})
            denominator = figures.beside(rate, {**rule["denominators"][0], **unit, column: value})
            if numerator and denominator:
                pairs.append((value, figures.value(numerator), figures.value(denominator)))
        if len(pairs) < 2:
            return []
        combined = 100 * sum(n for _, n, _ in pairs) / sum(d for _, _, d in pairs)
        if not agrees_within_rounding(figures.value(rate), combined, rate["decimals"]):
            return []
        words = {"pairs": pairs, "column": column, "value_rate": combined}
        return [("combined", {**words, "stated_rate": figures.value(rate)})]

    # -- the same figure in two sources -----------------------------------------

    def _same_figure_in_two_sources(self):
        for figures in self.figures.values():
            groups = defaultdict(list)
            for row in figures.rows:
                if row["area_id"] and figures.value(row) is not None and _year(row):
                    free = ("source_id", "place_text", "date_from", "date_to")
                    alike = [row[c] for c in figures.identity if c not in free]
                    groups[(*map(str, alike), _year(row), row.get("unit"))].append(row)
            for rows in groups.values():
                for row, other in combinations(rows, 2):
                    if other["source_id"] != row["source_id"]:
                        yield self._two_sources_check(figures, row, other)

    def _two_sources_check(self, figures, row, other) -> dict:
        stated, recomputed = figures.value(row), figures.value(other)
        decimals = min(row["decimals"], other["decimals"])
        agrees = agrees_within_rounding(stated, recomputed, decimals) or (
            agrees_within_rounding(recomputed, stated, decimals)
        )
        same_period = (row.get("date_from"), row.get("date_to")) == (
            other.get("date_from"),
            other.get("date_to"),
        )
        suffix = "_rate" if row.get("unit") == "percent" else ""
        reason, words = "", {}
        if not same_period:
            agrees, reason, words = None, "different_periods", {"row": row, "other_row": other}
        elif not agrees and "approximate" in (row["flag"], other["flag"]):
            agrees, reason = None, "approximate"
        elif not agrees and "inferred_period" in (row["flag"], other["flag"]):
            agrees, reason = None, "period_uncertain"
        elif not agrees:
            reason = "sources_disagree"
        statement = {
            lang: self.words.say(
                "same",
                lang,
                rule=self.words.rule("same_in_two_sources", lang),
                figure=self.words.label(figures.table, row, lang),
                **{f"stated{suffix}": stated, f"recomputed{suffix}": recomputed},
                other=self.source_titles[other["source_id"]],
            )
            for lang in LANGUAGES
        }
        explanation = {lang: self.words.say(reason, lang, **words) for lang in LANGUAGES if reason}
        return self._check(
            "same_in_two_sources",
            figures,
            row,
            [other],
            stated,
            recomputed,
            agrees,
            statement,
            explanation,
        )

    def _check(
        self, rule, figures, row, parts, stated, recomputed, agrees, statement, explanation
    ) -> dict:
        part_ids = [part["figure_id"] for part in parts]
        identity = "|".join([rule, row["figure_id"], *part_ids])
        return {
            "check_id": f"check-{hashlib.sha256(identity.encode()).hexdigest()[:10]}",
            "source_id": row["source_id"],
            "table_name": figures.table,
            "rule": rule,
            "figure_id": row["figure_id"],
            "part_ids": part_ids,
            "area_id": row["area_id"],
            "date_from": row.get("date_from"),
            "date_to": row.get("date_to"),
            "statement_vi": statement["vi"],
            "statement_en": statement["en"],
            "stated": float(stated),
            "recomputed": round(float(recomputed), 6),
            "difference": round(float(recomputed) - float(stated), 6),
            "unit": row.get("unit", "item"),
            "agrees": agrees,
            "explanation_vi": explanation.get("vi") or None,
            "explanation_en": explanation.get("en") or None,
        }

    def _explain_by_hand(self, check: dict) -> None:
        """Add what a person found out (check_explanations.csv) to the computed explanation."""
        found = self.explanations.get((check["rule"], check["source_id"], check["stated"]))
        if found:
            for lang in LANGUAGES:
                column = f"explanation_{lang}"
                check[column] = " ".join(filter(None, [check[column], found[column]]))


def _year(row: dict) -> int | None:
    if row.get("year"):
        return row["year"]
    date = row.get("date_to") or row.get("date_from")
    return date.year if date else None


def contradicted_figures(checks: list[dict]) -> set[str]:
    """Ids of the figures that a check refutes; where two sources disagree, the figures of both."""
    refuted = [check for check in checks if check["agrees"] is False]
    both = [check for check in refuted if check["rule"] == "same_in_two_sources"]
    return {check["figure_id"] for check in refuted} | {
        part for check in both for part in check["part_ids"]
    }
