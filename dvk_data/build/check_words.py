"""How the outcome of a check is said in both languages."""

from __future__ import annotations

import tomllib
from pathlib import Path

from .. import formats
from ..indicators import Indicators

RULES = tomllib.loads((Path(__file__).parent / "rules.toml").read_text(encoding="utf-8"))
LANGUAGES = ("vi", "en")


def in_sentence(name: str) -> str:
    """A name as it stands within a sentence: 'Đã giải quyết' -> 'đã giải quyết', 'PCI' stays."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


class CheckWords:
    """Sentences of rules.toml, filled with figures and with the names of codes."""

    def __init__(self, codes: dict, indicators: Indicators):
        self.codes = codes
        self.indicators = indicators

    def say(self, sentence: str, lang: str, **words) -> str:
        spoken = {}
        for name, word in words.items():
            if name == "missing":
                pins = [next(iter(pin.items())) for pin in word]
                names = [self._code_name(column, code, lang) for column, code in pins]
                spoken[name] = ", ".join(map(in_sentence, names))
            elif name == "pairs":
                spoken["numerators"] = " + ".join(formats.number(n, lang) for _, n, _ in word)
                spoken["denominators"] = " + ".join(formats.number(d, lang) for _, _, d in word)
                names = [self._code_name(words["column"], code, lang) for code, _, _ in word]
                spoken["names"] = (" và " if lang == "vi" else " and ").join(
                    map(in_sentence, names)
                )
            elif name == "figure" and isinstance(word, dict):
                spoken["name"] = in_sentence(self.label(words["table"], word, lang))
            elif name in ("row", "other_row"):
                period = formats.period(word["date_from"], word["date_to"], lang)
                spoken[name.replace("row", "period")] = period
            elif name.endswith("_rate"):
                spoken[name.removesuffix("_rate")] = formats.percent(word, lang)
            elif isinstance(word, (int, float)):
                spoken[name] = formats.number(word, lang)
            else:
                spoken[name] = word
        return RULES["words"][lang][sentence].format(**spoken)

    def rule(self, rule: str, lang: str) -> str:
        return self.codes["rule"][rule][lang]

    def _code_name(self, column: str, code: str, lang: str) -> str:
        if column == "indicator":
            return self.indicators.of_subject("service_kpis")[code].name(lang)
        code_list = {"registrant_type": "owner_type"}.get(column, column)
        return self.codes[code_list][code][lang]

    def label(self, table: str, row: dict, lang: str) -> str:
        """Name of a figure from its codes: 'Đã giải quyết, khiếu nại'."""
        named = {
            "model_counts": ("status", "domain", "entity_type", "registrant_type"),
            "service_kpis": ("indicator",),
            "petitions": ("stage", "petition_type", "handled_by"),
            "indices": ("index_name", "dimension"),
        }[table]
        telling = [c for c in named if row[c] not in ("all", "whole_area", "total")]
        names = [self._code_name(column, row[column], lang) for column in telling]
        return ", ".join([names[0], *map(in_sentence, names[1:])]) if names else ""

    def labelled(self, figures, part, total, lang: str) -> str:
        """A part with its value, named by what sets it apart from the total."""
        apart = [
            column
            for column in figures.identity
            if (part[column] != total[column] and column in (*self.codes, "indicator"))
            or (column == "registrant_type" and part[column] != total[column])
        ]
        names = [in_sentence(self._code_name(column, part[column], lang)) for column in apart]
        return f"{', '.join(names)} {formats.number(figures.value(part), lang)}"
