"""The part on citizen reception and petitions: counts, and what was resolved."""

from __future__ import annotations

from . import headlines
from .content import Chart, Section, Series, Table, View
from .enquiry import Enquiry
from .speech import lowered

BARS_AT_MOST = 12
TITLE_FIGURES = 2


def section(enquiry: Enquiry) -> Section:
    say = enquiry.speech.say
    sentences = [headlines.sentence(enquiry, measure) for measure in headlines.PETITIONS]
    views = [*_counts(enquiry), *_resolution(enquiry)]
    return Section(say("report.section_petitions"), sentences, views)


def _counts(enquiry: Enquiry) -> list[View]:
    """Every count of all kinds of petition, as stated: units are never added together."""
    speech = enquiry.speech
    say = speech.say
    shown = [
        f
        for f in enquiry.figures
        if f["subject"] == "petitions" and f["aspect"] == "all" and f["unit"] != "percent"
    ]
    order = list(speech.catalogue.codes["stage"])
    shown.sort(key=lambda f: (f["part"] is not None, order.index(f["measure"])))
    if not shown:
        return []
    rows = [
        [
            speech.figure_name(f),
            speech.part_name(f) or say("services.whole_area"),
            speech.figure(f["value"], f["unit"]),
            speech.period(f),
            enquiry.sources.cite([f]),
        ]
        for f in shown
    ]
    return [
        View(
            title=_first_figures(rows),
            subtitle=say("report.petitions_subtitle", year=enquiry.year),
            table=Table(
                [
                    say("figure.measure"),
                    say("figure.part"),
                    say("figure.value"),
                    say("figure.period"),
                    say("figure.source"),
                ],
                rows,
                [5, 3.6, 3, 3.4, 2.1],
                frozenset({2}),
            ),
            source=enquiry.source_line(shown),
            notes=enquiry.references(shown),
        )
    ]


def _first_figures(rows: list[list[str]]) -> str:
    """'Đơn tiếp nhận: 376 đơn; Đơn đủ điều kiện xử lý: 352 đơn'."""
    first: dict[str, str] = {}
    for row in rows:
        first.setdefault(row[0], row[2])
    return "; ".join(f"{name}: {value}" for name, value in list(first.items())[:TITLE_FIGURES])


def _resolution(enquiry: Enquiry) -> list[View]:
    """Resolved of what was to be resolved: recomputed beside what the source states."""
    speech = enquiry.speech
    say = speech.say
    found = [
        rate
        for rate in enquiry.ask(
            "petition_rates", boundary=enquiry.boundary, area_id=enquiry.area["area_id"]
        )
        if rate["year"] == enquiry.year
    ]
    if not found:
        return []
    periods = {speech.period(rate) for rate in found}
    names = [_name(enquiry, rate, len(periods) > 1) for rate in found]
    series = [
        Series(say("petitions.rate_computed"), [rate["computed"] for rate in found]),
        Series(say("petitions.rate_stated"), [rate["stated"] for rate in found]),
    ]
    shown = [
        Series(s.name, s.values[:BARS_AT_MOST])
        for s in series
        if any(v is not None for v in s.values)
    ]
    rows = [
        [
            name,
            speech.number(rate["resolved"]),
            speech.number(rate["base_value"]),
            speech.percent(rate["computed"]),
            speech.percent(rate["stated"]),
            _verdict(enquiry, rate),
            enquiry.sources.cite([rate]),
        ]
        for name, rate in zip(names, found, strict=True)
    ]
    return [
        View(
            title=_finding(enquiry, found, names),
            subtitle=say("report.resolution_subtitle", periods="; ".join(sorted(periods))),
            chart=Chart("bars", names[:BARS_AT_MOST], shown, unit="%") if len(found) > 1 else None,
            table=Table(
                [
                    say("petitions.body_and_kind"),
                    say("petitions.resolved"),
                    say("petitions.base"),
                    say("petitions.rate_computed"),
                    say("petitions.rate_stated"),
                    say("figure.check"),
                    say("figure.source"),
                ],
                rows,
                [5, 2.4, 2.4, 2.7, 2.3, 2.3, 2.1],
                frozenset({1, 2, 3, 4}),
            ),
            source=enquiry.source_line(found),
            notes=enquiry.references(found),
        )
    ]


def _verdict(enquiry: Enquiry, rate: dict) -> str:
    words = {True: "confirmed", False: "refuted", None: "unchecked"}
    say = enquiry.speech.say
    return say(f"figure.{words[rate['agrees']]}")


def _name(enquiry: Enquiry, rate: dict, with_period: bool) -> str:
    speech = enquiry.speech
    say = speech.say
    body = speech.code("handled_by", rate["part"] or "whole_area")
    kind = lowered(speech.code("petition_type", rate["aspect"]))
    kind = say("petitions.all_kinds") if rate["aspect"] == "all" else kind
    unit = f" ({lowered(speech.code('unit', rate['counted_in']))})" if rate["counted_in"] else ""
    name = f"{body}: {kind}{unit}"
    return f"{name}, {speech.period(rate)}" if with_period else name


def _finding(enquiry: Enquiry, found: list[dict], names: list[str]) -> str:
    speech = enquiry.speech
    say = speech.say
    for rate, name in zip(found, names, strict=True):
        if rate["agrees"] is False and rate["computed"] is not None:
            return say(
                "report.resolution_refuted",
                name=name,
                stated=speech.percent(rate["stated"]),
                computed=speech.percent(rate["computed"]),
            )
    known = [
        (r["computed"], n) for r, n in zip(found, names, strict=True) if r["computed"] is not None
    ]
    if not known:
        rate = speech.percent(found[0]["stated"])
        return say("report.resolution_stated", name=names[0], rate=rate)
    lowest, name = min(known)
    return say("report.resolution_title", name=name, rate=speech.percent(lowest))
