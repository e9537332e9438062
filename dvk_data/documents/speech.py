"""Numbers, names and periods as a document of one language says them."""

from __future__ import annotations

from .. import formats
from ..catalogue import UNKNOWN_PUBLISHER, Catalogue
from ..indicators import load_indicators
from ..wording import wording


class Speech:
    """The words of one language. Records are rows of the named questions."""

    def __init__(self, language: str, catalogue: Catalogue):
        self.language = language
        self.catalogue = catalogue
        self.say = wording(language).say

    def number(self, value: float | None, decimals: int = 2) -> str:
        return formats.number(value, self.language, decimals)

    def percent(self, value: float | None, decimals: int = 2) -> str:
        return formats.percent(value, self.language, decimals)

    def date(self, value) -> str:
        return formats.date(value, self.language)

    def period(self, record: dict) -> str:
        return formats.period(record["date_from"], record["date_to"], self.language)

    def code(self, code_list: str, code: str) -> str:
        return self.catalogue.code_name(code_list, code, self.language)

    def indicator(self, code: str) -> str:
        known = load_indicators().of_subject("model_outcomes", "service_kpis", "targets")
        return known[code].name(self.language)

    def measure(self, subject: str, measure: str) -> str:
        """Name of what a figure measures."""
        lists = {"model_counts": "status", "petitions": "stage"}
        if subject in lists:
            return self.code(lists[subject], measure)
        if subject == "indices":
            return self.code("index_name", measure).split(" - ")[0]
        return self.indicator(measure)

    def figure(self, value: float | None, unit: str) -> str:
        """A value with its unit: '88 triệu đồng', '82,02%', '44', '26 hộ'."""
        name = "" if unit in ("item", "rank") else lowered(self.code("unit", unit))
        return formats.value(value, unit, name, self.language)

    def difference(self, difference: float, unit: str) -> str:
        """A difference without its sign: '5', '1,5 điểm %'."""
        if unit == "percent":
            return formats.percentage_points(abs(difference), self.language).lstrip("+")
        return self.figure(abs(difference), unit)

    def signed(self, difference: float, unit: str) -> str:
        if unit == "percent":
            return formats.percentage_points(difference, self.language)
        return formats.change(difference, self.language)

    def text(self, record: dict, column: str) -> str:
        """The text of a bilingual column pair in this language."""
        if f"{column}_en" in record:
            return record[f"{column}_{self.language}"] or ""
        return record[f"{column}_vi" if self.language == "vi" else column] or ""

    def publisher(self, source: dict) -> str:
        """Who published a document, as a sentence names them; of some it is not known."""
        say = self.say
        is_unknown = source["publisher"] == UNKNOWN_PUBLISHER
        return say("source.no_publisher") if is_unknown else source["publisher"]

    def listed(self, names: list[str]) -> str:
        """'A, B và C'."""
        joint = " và " if self.language == "vi" else " and "
        return joint.join(filter(None, (", ".join(names[:-1]), *names[-1:])))

    def figure_name(self, record: dict) -> str:
        """What a figure is of: 'Đăng ký: kinh tế', 'Thuộc thẩm quyền: khiếu nại'."""
        say = self.say
        name = self.measure(record["subject"], record["measure"])
        if record["registrant_type"] != "all":
            return say(
                "figure.registrants",
                owner=lowered(self.code("owner_type", record["registrant_type"])),
            )
        details = []
        if record["aspect"] != "all":
            lists = {"model_counts": "domain", "petitions": "petition_type"}
            details.append(self.code(lists[record["subject"]], record["aspect"]))
        if record["entity_type"] != "all":
            details.append(self.code("entity_type", record["entity_type"]))
        if record["award_level"]:
            details.append(self.code("level", record["award_level"]))
        return f"{name}: {', '.join(map(lowered, details))}" if details else name

    def part_name(self, record: dict) -> str:
        """Agency or level a figure is of; empty for the whole area."""
        if record["part"] and record["subject"] == "petitions":
            return self.code("handled_by", record["part"])
        return record["part"] or ""


def lowered(name: str) -> str:
    """A name as it stands within a sentence: 'Kinh tế' -> 'kinh tế', 'PCI' stays."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
