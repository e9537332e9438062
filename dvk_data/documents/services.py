"""The part on administrative procedures: dossiers, rates, targets, the year before."""

from __future__ import annotations

import datetime as dt

from ..indicators import load_indicators
from ..services import dossier_steps
from . import headlines
from .content import Chart, Section, Sentence, Series, Table, View
from .enquiry import Enquiry
from .speech import lowered

SUBJECT = "service_kpis"
BARS_AT_MOST = 12
STEPS = {"state": "step_state", "deadline": "step_deadline", "channel": "step_channel"}


def section(enquiry: Enquiry) -> Section:
    say = enquiry.speech.say
    measures = [
        *headlines.SERVICES,
        *(m for m in headlines.WHERE_REPORTED if m in enquiry.headline),
    ]
    sentences = [headlines.sentence(enquiry, measure) for measure in measures]
    rates = rates_of_year(enquiry)
    if any(rate["measure"] == "on_time_rate" for rate in rates):
        sentences.append(Sentence(say("report.on_time_note")))
    views = [_rates(enquiry, rates)] if rates else []
    return Section(say("report.section_services"), sentences, [*views, *_dossiers(enquiry)])


def rates_of_year(enquiry: Enquiry) -> list[dict]:
    """Rates in percent of the whole area in the year, the highest first."""
    known = load_indicators().of_subject(SUBJECT)
    found = enquiry.ask(
        "service_rates",
        boundary=enquiry.boundary,
        area_ids=[enquiry.area["area_id"]],
        measures=[entry.code for entry in known.values() if "percent" in entry.units],
    )
    here = [r for r in found if r["year"] == enquiry.year and not r["part"]]
    here = [record for record in here if record["unit"] == "percent"]
    return sorted(here, key=lambda r: (-r["value"], r["measure"], r["figure_id"]))


def missed(rates: list[dict]) -> list[dict]:
    """Those below the least that was set, or above the most; the furthest first."""
    aimed = [rate for rate in rates if rate["target"] is not None]
    apart = {"min": 1, "max": -1}
    short = [r for r in aimed if apart[r["direction"]] * (r["target"] - r["value"]) > 0]
    return sorted(short, key=lambda r: -abs(r["target"] - r["value"]))


def _rates(enquiry: Enquiry, rates: list[dict]) -> View:
    speech = enquiry.speech
    say = speech.say
    periods = {speech.period(rate) for rate in rates}
    names = [
        speech.indicator(r["measure"])
        if len(periods) == 1
        else f"{speech.indicator(r['measure'])}, {speech.period(r)}"
        for r in rates
    ]
    series = [Series(say("report.achieved"), [rate["value"] for rate in rates])]
    if any(rate["target"] is not None for rate in rates):
        series.append(Series(say("services.target"), [rate["target"] for rate in rates]))
    rows = [
        [
            speech.indicator(rate["measure"]),
            speech.period(rate),
            speech.percent(rate["value"]),
            headlines.ratio(enquiry, rate) or say("overview.base_not_stated"),
            _target(enquiry, rate),
            speech.percent(rate["earlier_value"]) if rate["earlier_value"] is not None else "–",
            enquiry.sources.cite([rate]),
        ]
        for rate in rates
    ]
    return View(
        title=_finding(enquiry, rates),
        subtitle=say("report.rates_subtitle", year=enquiry.year),
        chart=_rate_chart(names, series) if len(rates) > 1 else None,
        table=Table(
            [
                say("services.indicator"),
                say("figure.period"),
                say("figure.value"),
                say("services.counts"),
                say("services.target"),
                say("services.year_before"),
                say("figure.source"),
            ],
            rows,
            [4.4, 3.2, 2.3, 3.8, 2.6, 2.4, 2.2],
            frozenset({2, 5}),
        ),
        source=enquiry.source_line(rates),
        notes=enquiry.references(rates),
    )


def _rate_chart(names: list[str], series: list[Series]) -> Chart:
    shown = [Series(one.name, one.values[:BARS_AT_MOST]) for one in series]
    return Chart("bars", names[:BARS_AT_MOST], shown, unit="%")


def _target(enquiry: Enquiry, rate: dict) -> str:
    if rate["target"] is None:
        return "–"
    say = enquiry.speech.say
    return say(
        "report.target_most" if rate["direction"] == "max" else "report.target_least",
        target=enquiry.speech.percent(rate["target"]),
        verdict=say("services.missed") if missed([rate]) else say("services.reached"),
    )


def _finding(enquiry: Enquiry, rates: list[dict]) -> str:
    speech = enquiry.speech
    say = speech.say
    if short := missed(rates):
        return say(
            "report.rates_title_missed",
            count=len(short),
            all=len([rate for rate in rates if rate["target"] is not None]),
            name=lowered(speech.indicator(short[0]["measure"])),
            value=speech.percent(short[0]["value"]),
        )
    good = _newest_to_raise(rates)
    if not good and len(rates) > 1:
        return say("report.rates_title_many", count=len(rates))
    told = good[-1] if good else rates[0]
    return say(
        "report.rates_title" if len(good) > 1 else "report.rates_title_one",
        name=speech.indicator(told["measure"]),
        value=speech.percent(told["value"]),
        period=speech.period(told),
    )


def _newest_to_raise(rates: list[dict]) -> list[dict]:
    """Of the rates that are better the higher, each for its newest and longest period alone."""
    known = load_indicators().of_subject(SUBJECT)
    newest: dict[str, dict] = {}
    for rate in rates:
        other = newest.setdefault(rate["measure"], rate)
        if _end_and_start(rate) > _end_and_start(other):
            newest[rate["measure"]] = rate
    return [r for r in rates if newest[r["measure"]] is r and known[r["measure"]].better == "up"]


def _end_and_start(rate: dict) -> tuple[dt.date, int]:
    """Greater for a later end, then for an earlier beginning."""
    first, last = rate["date_from"] or dt.date.max, rate["date_to"] or dt.date.min
    return last, -first.toordinal()


def _dossiers(enquiry: Enquiry) -> list[View]:
    """How the dossiers of the whole area divide, per source and period that states it."""
    reports: dict[tuple, dict[str, dict]] = {}
    for figure in enquiry.figures:
        if figure["subject"] == SUBJECT and figure["unit"] == "dossier" and not figure["part"]:
            key = (figure["source_id"], figure["date_from"], figure["date_to"])
            reports.setdefault(key, {})[figure["measure"]] = figure
    views = []
    for known in reports.values():
        steps = dossier_steps({code: record["value"] for code, record in known.items()})
        if steps:
            views.append(_steps(enquiry, known, steps))
    return views


def _steps(enquiry: Enquiry, known: dict[str, dict], steps: list) -> View:
    speech = enquiry.speech
    say = speech.say
    names, rows, columns = [], [], {}
    for position, step in enumerate(steps):
        name = say(f"services.{STEPS[step.name]}")
        names.append(name)
        whole = known[step.whole]
        cited = enquiry.sources.cite([whole])
        rows.append([name, speech.indicator(step.whole), speech.number(whole["value"]), cited])
        for part in step.parts:
            values = columns.setdefault(speech.indicator(part), [None] * len(steps))
            values[position] = known[part]["value"]
            rows.append(["", speech.indicator(part), speech.number(known[part]["value"]), cited])
        if step.rest > 0:
            values = columns.setdefault(say("services.left_open"), [None] * len(steps))
            values[position] = step.rest
            rows.append(["", say("services.left_open"), speech.number(step.rest), ""])
    first, step = known[steps[0].whole], steps[-1]
    record = known[step.parts[0]]
    whole = known[step.whole]
    used = [known[code] for step in steps for code in (step.whole, *step.parts)]
    over = [step for step in steps if step.rest < 0]
    return View(
        title=say(
            "report.dossiers_title",
            part=speech.number(record["value"]),
            whole=speech.number(whole["value"]),
            what=lowered(speech.indicator(step.parts[0])),
            base=lowered(speech.indicator(step.whole)),
            share=speech.percent(100 * record["value"] / whole["value"], 1)
            if whole["value"]
            else speech.percent(None),
        ),
        subtitle=say("report.dossiers_subtitle", period=speech.period(first)),
        chart=Chart("stacked", names, [Series(name, values) for name, values in columns.items()]),
        table=Table(
            [
                say("report.division"),
                say("figure.measure"),
                say("report.dossiers"),
                say("figure.source"),
            ],
            rows,
            [3, 6, 2.4, 2.1],
            frozenset({2}),
        ),
        source=enquiry.source_line(used),
        notes=enquiry.references(used),
        comment=" ".join(
            say(
                "report.parts_exceed",
                step=lowered(say(f"services.{STEPS[step.name]}")),
                count=speech.number(-step.rest),
            )
            for step in over
        ),
    )
