"""The report of one place and year: gathered once, written as Word or as slides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from ..catalogue import Catalogue
from . import annexes, attention, headlines, indices, models, petitions, provinces, services
from .content import GAP, Report, Section, Sentence
from .enquiry import Enquiry
from .speech import Speech

# What no data can say: the issuing body writes it.
BY_HAND = ("strengths", "weaknesses", "causes", "tasks", "proposals")


def gather(
    ask: Callable,
    catalogue: Catalogue,
    *,
    area_id: str,
    year: int,
    boundary: str,
    language: str,
    made_on: dt.date,
    is_only_stated: bool = False,
) -> Report:
    """Everything a report says. `ask` answers a named question with a list of dicts."""
    speech = Speech(language, catalogue)
    enquiry = Enquiry(ask, speech, area_id, year, boundary)
    say = speech.say
    sections = [models.counts(enquiry), models.results(enquiry)]
    sections += [services.section(enquiry), petitions.section(enquiry)]
    if enquiry.area["level"] == "province":
        sections.append(indices.section(enquiry))
    if enquiry.is_of_nation:
        sections.append(provinces.section(enquiry))
    noted = attention.section(enquiry)
    sections += [noted, _by_hand(speech, year)]
    # Last, so that its sources keep the numbers of their first mention in the text.
    headline = headlines.view(
        enquiry,
        headlines.ORDER,
        say(
            "report.headline_title",
            year=year,
            place=enquiry.place_name[:1].upper() + enquiry.place_name[1:],
            facts=headlines.in_short(enquiry),
        ),
    )
    return Report(
        language=language,
        place_name=enquiry.place_name,
        year=year,
        title=say("report.title", year=year, place=enquiry.place_name),
        facts=_facts(enquiry, made_on, is_only_stated),
        sections=sections,
        headline=headline,
        attention=noted,
        annexes=[annexes.figures(enquiry), annexes.sources(enquiry)],
    )


def _by_hand(speech: Speech, year: int) -> Section:
    """Assessment and tasks of the year to come: left open, with the words that introduce them."""
    say = speech.say
    return Section(
        say("report.section_by_hand"),
        [
            Sentence(say("report.open_by_hand", name=name, gap=GAP), is_open=True)
            for name in (say(f"report.by_hand_{part}", year=year + 1) for part in BY_HAND)
        ],
        is_by_hand=True,
    )


def _facts(enquiry: Enquiry, made_on: dt.date, is_only_stated: bool) -> list[tuple[str, str]]:
    """What the figures rest on: boundaries, newest figure, version of the data, day of making."""
    speech = enquiry.speech
    say = speech.say
    ends = [figure["date_to"] for figure in enquiry.used if figure["date_to"]]
    facts = [
        (say("report.boundary"), say(f"report.boundary_{enquiry.boundary}")),
        (say("report.as_of"), speech.date(max(ends)) if ends else say("report.no_figures")),
        (say("report.version"), speech.catalogue.version),
        (say("report.made_on"), speech.date(made_on)),
    ]
    if is_only_stated:
        facts.append((say("report.left_out"), say("report.left_out_inferred")))
    if speech.catalogue.is_simulated:
        facts.append((say("report.data"), say("app.simulated")))
    return facts
