"""The part on provincial indices: score and rank of the year against the one before."""

from __future__ import annotations

from itertools import pairwise

from ..provincial_indices import TOTAL, load_provincial_indices
from .content import GAP, Chart, Section, Sentence, Series, Table, View
from .enquiry import Enquiry

YEARS_TO_DRAW = 3


def section(enquiry: Enquiry) -> Section:
    """Only for a province: no other unit is measured by these indices."""
    speech = enquiry.speech
    say = speech.say
    known: dict[str, dict[int, dict]] = {}
    for record in enquiry.ask(
        "indices_of_place", boundary=enquiry.boundary, area_id=enquiry.area["area_id"]
    ):
        if record["year"] <= enquiry.year:
            known.setdefault(record["index_name"], {}).setdefault(record["year"], record)
    of_year = {code: years for code, years in known.items() if enquiry.year in years}
    sentences = [Sentence(_sentence(enquiry, code, years)) for code, years in of_year.items()]
    if not of_year:
        text = say("report.open_indices", year=enquiry.year, gap=GAP)
        sentences.append(Sentence(text, is_open=True))
    views = [_table(enquiry, of_year)] if of_year else []
    views += [
        _lines(enquiry, code, years)
        for code, years in of_year.items()
        if len([y for y in years.values() if y["value"] is not None]) >= YEARS_TO_DRAW
    ]
    return Section(say("report.section_indices"), sentences, views)


def _earlier(years: dict[int, dict], year: int) -> dict | None:
    return years[max(earlier)] if (earlier := [y for y in years if y < year]) else None


def is_comparable(code: str, first: int, last: int) -> bool:
    """Whether the overall score was made of the same parts in both years."""
    changes = load_provincial_indices()[code].changes_of(TOTAL)
    return not any(first < change.year <= last for change in changes)


def _sentence(enquiry: Enquiry, code: str, years: dict[int, dict]) -> str:
    speech = enquiry.speech
    say = speech.say
    record = years[enquiry.year]
    earlier = _earlier(years, enquiry.year)
    parts = [
        say(
            "report.index_fact",
            name=speech.measure("indices", code),
            value=_spoken(enquiry, record),
        )
    ]
    if earlier:
        parts.append(
            say("report.index_earlier", year=earlier["year"], value=_spoken(enquiry, earlier))
        )
        if not is_comparable(code, earlier["year"], enquiry.year):
            parts.append(say("report.index_changed"))
    return f"{', '.join(parts)} {_cite(enquiry, record)}."


def _spoken(enquiry: Enquiry, record: dict) -> str:
    speech = enquiry.speech
    say = speech.say
    found = []
    if record["value"] is not None:
        found.append(_score(enquiry, record))
    if record["rank"] is not None:
        found.append(say("figure.rank", rank=speech.number(record["rank"])))
    return ", ".join(found)


def _score(enquiry: Enquiry, record: dict) -> str:
    decimals = load_provincial_indices()[record["index_name"]].decimals
    speech = enquiry.speech
    say = speech.say
    if record["value"] is None:
        return "–"
    if record["unit"] != "point":
        return speech.figure(record["value"], record["unit"])
    return say("services.points", value=speech.number(record["value"], decimals))


def _cite(enquiry: Enquiry, record: dict) -> str:
    return enquiry.sources.cite([record])


def _table(enquiry: Enquiry, known: dict[str, dict[int, dict]]) -> View:
    speech = enquiry.speech
    say = speech.say
    rows, records = [], []
    for code, years in known.items():
        record, earlier = years[enquiry.year], _earlier(years, enquiry.year)
        records.append(record)
        rows.append(
            [
                speech.measure("indices", code),
                _score(enquiry, record),
                speech.number(record["rank"]),
                say("report.of_year", value=_spoken(enquiry, earlier), year=earlier["year"])
                if earlier
                else "–",
                _cite(enquiry, record),
            ]
        )
    return View(
        title=say("report.indices_title", count=speech.number(len(known)), year=enquiry.year),
        subtitle=say("report.indices_subtitle"),
        table=Table(
            [
                say("report.index"),
                say("report.score"),
                say("services.rank"),
                say("report.earlier"),
                say("figure.source"),
            ],
            rows,
            [5, 3, 1.8, 5, 2.1],
            frozenset({1, 2}),
        ),
        source=enquiry.source_line(records),
        notes=enquiry.references(records),
    )


def _lines(enquiry: Enquiry, code: str, years: dict[int, dict]) -> View:
    """The overall score over the years; a year nobody reported stays a gap in the line."""
    speech = enquiry.speech
    say = speech.say
    stated = {year: record for year, record in years.items() if record["value"] is not None}
    whole = list(range(min(stated), max(stated) + 1))
    name = speech.measure("indices", code)
    last = stated[max(stated)]
    breaks = [
        change.year
        for change in load_provincial_indices()[code].changes_of(TOTAL)
        if min(stated) < change.year <= max(stated)
    ]
    edges = [min(stated), *breaks, max(stated) + 1]
    eras = [[year for year in stated if first <= year < end] for first, end in pairwise(edges)]
    records = [stated[year] for year in sorted(stated)]
    return View(
        title=say("report.index_title", name=name, year=last["year"], value=_spoken(enquiry, last)),
        subtitle=say("report.index_subtitle", first=min(stated), last=max(stated)),
        chart=Chart(
            "lines",
            [str(year) for year in whole],
            [
                Series(
                    name
                    if not breaks
                    else say("report.index_era", name=name, first=min(era), last=max(era)),
                    [stated[year]["value"] if year in era else None for year in whole],
                )
                for era in eras
                if era
            ],
        ),
        source=enquiry.source_line(records),
        notes=enquiry.references(records),
        comment=say("report.index_breaks", years=", ".join(map(str, breaks))) if breaks else "",
    )
