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
    """A value per category, None where nothing is reported. Series `drawn_as` one look alike."""

    name: str
    values: list[float | None]
    drawn_as: str = ""


@dataclass(frozen=True)
class Chart:
    """What is drawn, and the numbers behind it.

    `kind` is bars (lying, side by side), stacked (lying, one bar per category) or lines. `reach` is
    where the value axis of bars ends, if not at the longest; `thousands` is how many times the
    numbers shown are divided by a thousand (2: `unit` speaks of millions). Where `best_is_low`, as
    with ranks, the axis of a line begins on top; where it `is_joined`, it has no gaps.
    """

    kind: str
    categories: list[str]
    series: list[Series]
    unit: str = ""
    reach: float | None = None
    thousands: int = 0
    best_is_low: bool = False
    is_joined: bool = False


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
