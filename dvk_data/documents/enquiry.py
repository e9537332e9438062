"""What a document asks the data about one place and year, and which sources answered."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from .speech import Speech, lowered

# So many outcomes of models are listed one by one; of more the annex says how many it leaves out.
OUTCOMES_LISTED = 1000


class Sources:
    """Every source that a document cites, numbered in the order of its first use."""

    def __init__(self):
        self.listed: list[dict] = []
        self._numbers: dict[tuple, int] = {}

    def cite(self, records: list[dict]) -> str:
        """'[1], [3]' for the sources of these records."""
        return ", ".join(f"[{number}]" for number in sorted({self._number(r) for r in records}))

    def _number(self, record: dict) -> int:
        key = (record["title"], record["url"], record["publisher"])
        if key not in self._numbers:
            self.listed.append(record)
            self._numbers[key] = len(self.listed)
        return self._numbers[key]


class Enquiry:
    """One place, year and boundary; `ask` answers a named question with a list of dicts."""

    def __init__(self, ask: Callable, speech: Speech, area_id: str, year: int, boundary: str):
        self._ask = ask
        self.speech = speech
        self.year = year
        self.boundary = boundary
        self.area = ask("area", area_id=area_id)[0]
        self.sources = Sources()
        # Figures of other places, and outcomes of models, that the document tells.
        self.told: list[dict] = []
        self.outcomes_left_out = 0

    def ask(self, question: str, **parameters) -> list[dict]:
        """Rows of a question about any place."""
        return self._ask(question, **parameters)

    def here(self, question: str, **further) -> list[dict]:
        """Rows of a question about this place and year."""
        here = {"boundary": self.boundary, "area_id": self.area["area_id"], "year": self.year}
        return self._ask(question, **here, **further)

    @property
    def is_of_nation(self) -> bool:
        return self.area["level"] == "nation"

    @property
    def within(self) -> str | None:
        """The unit whose models are meant; None where those of every place are."""
        return None if self.is_of_nation else self.area["area_id"]

    @property
    def models(self) -> dict:
        """The choice of the named models of this place and year."""
        return {
            "boundary": self.boundary,
            "area_id": self.within,
            "years": [str(self.year)],
        }

    @cached_property
    def headline(self) -> dict[str, dict]:
        return {record["measure"]: record for record in self.here("headline")}

    @cached_property
    def figures(self) -> list[dict]:
        """Every figure of the place in the year."""
        found = self.here("figures_of_place", subject=None)
        return [figure for figure in found if figure["year"] == self.year]

    def tell_outcomes(self, additive: list[str]) -> None:
        """Note the outcomes of the named models that the totals of these indicators add up."""
        found = self._ask(
            "outcomes_added", additive=additive, models=self.models, at_most=OUTCOMES_LISTED
        )
        self.told += [{"figure_ids": [outcome["figure_id"]]} for outcome in found]
        self.outcomes_left_out = found[0]["all_rows"] - len(found) if found else 0

    @property
    def used(self) -> list[dict]:
        """Every figure of the place, outcomes of its models, and told figures of other places."""
        parts = [part for value in self.told for i in value["figure_ids"] for part in i.split("+")]
        return [*self.figures, *(self._ask("figures_by_id", figure_ids=parts) if parts else [])]

    @cached_property
    def place_name(self) -> str:
        """'huyện Lâm Hà, tỉnh Lâm Đồng'."""
        area = self.area
        if self.is_of_nation:
            say = self.speech.say
            return lowered(say("place.whole_country"))
        above = [area["district_name"] if area["level"] == "commune" else None]
        above.append(area["province_name"] if area["level"] != "province" else None)
        return ", ".join(lowered(name) for name in (area["name"], *above) if name)

    def source_line(self, records: list[dict]) -> str:
        """Publishers with the day of publication, each once, and their numbers in the list."""
        speech = self.speech
        say = speech.say
        names = {}
        for record in records:
            day = record["published_date"]
            name = speech.publisher(record)
            name = f"{name} ({speech.date(day)})" if day else name
            names.setdefault(f"{name} {self.sources.cite([record])}")
        shown = list(names)[:3]
        if len(names) > 3:
            return say("report.sources_more", names="; ".join(shown), count=len(names) - 3)
        return "; ".join(shown)

    def references(self, records: list[dict]) -> str:
        """The full references, one a line."""
        lines = {}
        for record in records:
            lines.setdefault(f"{self.sources.cite([record])} {self.reference(record)}")
        return "\n".join(lines)

    def reference(self, source: dict) -> str:
        """'Báo cáo ... – Huyện ủy Lâm Hà, 21/12/2023. https://...'"""
        day = source["published_date"]
        text = f"{source['title']} – {self.speech.publisher(source)}"
        text = f"{text}, {self.speech.date(day)}" if day else text
        return f"{text}. {source['url']}" if source["url"] else f"{text}."
