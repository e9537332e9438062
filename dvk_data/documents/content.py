"""What a document holds, as plain data: sentences, views with chart and table, sections."""

from __future__ import annotations

from dataclasses import dataclass, field

# Where a figure is missing and the issuing body fills it in.
GAP = "……………"


@dataclass(frozen=True)
class Sentence:
    """One statement. `is_open`: it holds a GAP, because nothing was reported."""

    text: str
    is_open: bool = False


@dataclass(frozen=True)
class Series:
    """One colour of a chart: a value per category, None where nothing is reported."""

    name: str
    values: list[float | None]


@dataclass(frozen=True)
class Chart:
    """What is drawn, and the numbers behind it.

    `kind` is bars (lying, side by side), stacked (lying, one bar per category) or lines.
    """

    kind: str
    categories: list[str]
    series: list[Series]
    unit: str = ""


@dataclass(frozen=True)
class Table:
    """Rows of text as they are printed. `widths` are shares; `numeric` columns stand right."""

    heading: list[str]
    rows: list[list[str]]
    widths: list[float]
    numeric: frozenset[int] = frozenset()


@dataclass(frozen=True)
class View:
    """One finding: its title, what it is measured in, chart and table, where it comes from.

    `source` is one short line; `notes` the full references.
    """

    title: str
    subtitle: str = ""
    chart: Chart | None = None
    table: Table | None = None
    source: str = ""
    notes: str = ""
    comment: str = ""


@dataclass(frozen=True)
class Section:
    """One part. `is_by_hand`: the issuing body writes it, no data can."""

    title: str
    sentences: list[Sentence] = field(default_factory=list)
    views: list[View] = field(default_factory=list)
    is_by_hand: bool = False

    @property
    def open_sentences(self) -> list[Sentence]:
        return [sentence for sentence in self.sentences if sentence.is_open]


@dataclass(frozen=True)
class Report:
    """Everything that both writers need. `facts` say what the figures rest on."""

    language: str
    place_name: str
    year: int
    title: str
    facts: list[tuple[str, str]]
    sections: list[Section]
    headline: View
    attention: Section
    annexes: list[Section]
