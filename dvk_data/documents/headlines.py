"""The headline measures of a place and year, as sentences and as a table."""

from __future__ import annotations

from ..indicators import load_indicators
from .content import GAP, Sentence, Table, View
from .enquiry import Enquiry
from .speech import lowered

MODELS = ("registered", "recognised", "maintained")
SERVICES = ("dossiers_received", "on_time_rate", "online_submission_rate", "satisfaction_rate")
PETITIONS = ("citizens_received", "received", "resolved_rate")
# Said where it is reported; a place below the province is not told off for lacking it.
WHERE_REPORTED = ("score_766_total",)
SHORT = 2
ORDER = (*MODELS, *SERVICES, *WHERE_REPORTED, *PETITIONS)


def sentence(enquiry: Enquiry, measure: str) -> Sentence:
    """What is reported, or an open sentence for the issuing body to fill in."""
    say = enquiry.speech.say
    name = say(f"report.name_{measure}")
    record = enquiry.headline.get(measure)
    if record is None:
        return Sentence(say("report.open", name=name, gap=GAP), is_open=True)
    text = say(
        "report.fact", name=name, value=value(enquiry, record), details=_details(enquiry, record)
    )
    clauses = [text, *filter(None, (_change(enquiry, record), _recomputed(enquiry, record)))]
    return Sentence(f"{', '.join(clauses)} {enquiry.sources.cite([record])}.")


def value(enquiry: Enquiry, record: dict) -> str:
    say = enquiry.speech.say
    spoken = enquiry.speech.figure(record["value"], record["unit"])
    if record["subject"] == "model_counts":
        return say("report.models_counted", count=spoken)
    return spoken


def ratio(enquiry: Enquiry, record: dict) -> str:
    """'40.363/40.766 hồ sơ đã giải quyết'; empty where the source states no counts."""
    speech = enquiry.speech
    say = speech.say
    if record["numerator"] is None:
        return ""
    if record["subject"] == "petitions":
        unit = lowered(speech.code("unit", record["counted_in"]))
        base = say("overview.base_of_petitions", unit=unit)
    else:
        base = lowered(speech.indicator(denominator_of(record["measure"])))
    return say(
        "overview.of_ratio",
        part=speech.number(record["numerator"]),
        whole=speech.number(record["denominator"]),
        base=base,
    )


def denominator_of(measure: str) -> str:
    return load_indicators().of_subject("service_kpis")[measure].denominator


def _details(enquiry: Enquiry, record: dict) -> str:
    speech = enquiry.speech
    say = speech.say
    found = [speech.period(record), ratio(enquiry, record)]
    if record["unit"] == "percent" and record["numerator"] is None:
        found.append(say("overview.base_not_stated"))
    if record["part"]:
        found.append(lowered(speech.part_name(record)))
    if record["aspect"] != "all":
        found.append(lowered(speech.code("petition_type", record["aspect"])))
    if record["award_level"]:
        level = say("overview.award_level", level=speech.code("level", record["award_level"]))
        found.append(lowered(level))
    if record["is_computed"]:
        found.append(say("services.computed"))
    if record["is_converted"]:
        found.append(say("figure.converted"))
    if record["flag"] not in ("reported", "contradicted"):
        found.append(lowered(speech.code("flag", record["flag"])))
    share = _share_of_registered(enquiry, record)
    return "; ".join(filter(None, [*found, share]))


def _share_of_registered(enquiry: Enquiry, record: dict) -> str:
    """Recognised out of registered, where one report speaks of both at one level and period."""
    registered = enquiry.headline.get("registered")
    same = ("source_id", "date_from", "date_to", "award_level")
    if record["measure"] != "recognised" or not registered or not registered["value"]:
        return ""
    if any(record[column] != registered[column] for column in same):
        return ""
    speech = enquiry.speech
    say = speech.say
    return say(
        "overview.share_of_registered",
        share=speech.percent(100 * record["value"] / registered["value"], 1),
        part=speech.number(record["value"]),
        whole=speech.number(registered["value"]),
    )


def _change(enquiry: Enquiry, record: dict) -> str:
    """'tăng 5 so với năm 2022 (39)'; empty where there is nothing to compare with."""
    speech = enquiry.speech
    say = speech.say
    if record["earlier_value"] is None:
        return ""
    difference = round(record["value"] - record["earlier_value"], 6)
    words = {
        "change": speech.difference(difference, record["unit"]),
        "when": when(enquiry, record),
        "earlier": speech.figure(record["earlier_value"], record["unit"]),
    }
    if difference == 0:
        return say("report.same", when=words["when"])
    return say("report.rose", **words) if difference > 0 else say("report.fell", **words)


def when(enquiry: Enquiry, record: dict) -> str:
    """What a headline figure is compared with: 'năm 2022', 'cùng kỳ năm 2022'."""
    say = enquiry.speech.say
    days = [(day.month, day.day) for day in (record["date_from"], record["date_to"]) if day]
    if days == [(1, 1), (12, 31)]:
        return say("report.when_year", year=record["earlier_year"])
    return say("report.when_period", year=record["earlier_year"])


def _recomputed(enquiry: Enquiry, record: dict) -> str:
    say = enquiry.speech.say
    if record["agrees"] is not False:
        return ""
    spoken = enquiry.speech.figure(record["recomputed"], record["unit"])
    return say("report.recomputed", value=spoken)


def in_short(enquiry: Enquiry) -> str:
    """The first reported measures in one line."""
    say = enquiry.speech.say
    known = [measure for measure in ORDER if measure in enquiry.headline][:SHORT]
    if not known:
        return say("report.headline_none")
    return "; ".join(
        f"{lowered(say(f'report.name_{m}'))} {_bare(enquiry, enquiry.headline[m])}" for m in known
    )


def _bare(enquiry: Enquiry, record: dict) -> str:
    return enquiry.speech.figure(record["value"], record["unit"])


def view(enquiry: Enquiry, measures: tuple[str, ...], title: str) -> View:
    """The measures as a table: value, counts behind it, year before, change, source."""
    speech = enquiry.speech
    say = speech.say
    shown = [m for m in measures if m not in WHERE_REPORTED or m in enquiry.headline]
    rows = [_row(enquiry, measure) for measure in shown]
    records = [enquiry.headline[m] for m in shown if m in enquiry.headline]
    return View(
        title=title,
        subtitle=say("report.headline_subtitle", year=enquiry.year),
        table=Table(
            [
                say("figure.measure"),
                say("figure.value"),
                say("report.counts"),
                say("report.earlier"),
                say("report.change"),
                say("figure.source"),
            ],
            rows,
            [5, 3, 5, 3, 2.6, 2.1],
            frozenset({1, 3, 4}),
        ),
        source=enquiry.source_line(records),
        notes=enquiry.references(records),
    )


def _row(enquiry: Enquiry, measure: str) -> list[str]:
    speech = enquiry.speech
    say = speech.say
    name = say(f"report.name_{measure}")
    record = enquiry.headline.get(measure)
    if record is None:
        return [name, GAP, "", "", "", ""]
    earlier, change = "", ""
    if record["earlier_value"] is not None:
        figure = speech.figure(record["earlier_value"], record["unit"])
        earlier = say("report.of_year", value=figure, year=record["earlier_year"])
        change = speech.signed(record["value"] - record["earlier_value"], record["unit"])
    shown = speech.figure(record["value"], record["unit"])
    return [
        name,
        shown,
        ratio(enquiry, record) or speech.period(record),
        earlier,
        change,
        enquiry.sources.cite([record]),
    ]
