"""The annexes: every figure of the place and year, and every source that is cited."""

from __future__ import annotations

from dataclasses import replace

from .content import Section, Table, View
from .enquiry import Enquiry


def figures(enquiry: Enquiry) -> Section:
    """One row per figure with period, part, trust, check and the number of its source."""
    speech = enquiry.speech
    say = speech.say
    rows = [
        [
            speech.number(number),
            speech.figure_name(figure),
            speech.figure(figure["value"], figure["unit"]),
            speech.period(figure),
            speech.part_name(figure) or figure.get("name") or figure.get("area_name") or "",
            _flag(enquiry, figure),
            _check(enquiry, figure),
            enquiry.sources.cite([figure]),
        ]
        for number, figure in enumerate(enquiry.used, start=1)
    ]
    view = View(
        title=say("report.figures_title", count=speech.number(len(rows)), year=enquiry.year),
        table=Table(
            [
                say("report.number"),
                say("figure.measure"),
                say("figure.value"),
                say("figure.period"),
                say("report.part_or_model"),
                say("figure.flag"),
                say("figure.check"),
                say("figure.source"),
            ],
            rows,
            [1.3, 5.2, 3.2, 3.8, 6.2, 2.6, 2, 1.9],
            frozenset({0, 2}),
        ),
    )
    if enquiry.outcomes_left_out:
        left_out = speech.number(enquiry.outcomes_left_out)
        view = replace(view, title=f"{view.title}. {say('report.outcomes_left', count=left_out)}")
    return Section(say("report.annex_figures"), [], [view] if rows else [])


def _flag(enquiry: Enquiry, figure: dict) -> str:
    speech = enquiry.speech
    say = speech.say
    flag = speech.code("flag", figure["flag"])
    return f"{flag}, {say('figure.converted')}" if figure["is_converted"] else flag


def _check(enquiry: Enquiry, figure: dict) -> str:
    say = enquiry.speech.say
    if figure["is_refuted"]:
        return say("figure.refuted")
    return say("figure.confirmed") if figure["is_confirmed"] else say("figure.unchecked")


def sources(enquiry: Enquiry) -> Section:
    """Every cited source in the order of its number; asked last, when all are known."""
    speech = enquiry.speech
    say = speech.say
    rows = [
        [
            f"[{number}]",
            source["title"],
            speech.publisher(source),
            speech.date(source["published_date"]),
            source["url"] or say("source.no_link"),
        ]
        for number, source in enumerate(enquiry.sources.listed, start=1)
    ]
    view = View(
        title=say("report.sources_title", count=speech.number(len(rows))),
        table=Table(
            [
                say("report.number"),
                say("report.document"),
                say("report.publisher"),
                say("report.published"),
                say("report.address"),
            ],
            rows,
            [1.4, 8, 4.6, 2.6, 7.4],
        ),
    )
    return Section(say("report.annex_sources"), [], [view] if rows else [])
