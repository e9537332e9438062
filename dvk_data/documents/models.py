"""The part on models: how many, in which domains, and what the named ones brought."""

from __future__ import annotations

from ..indicators import load_indicators
from . import headlines, provinces
from .content import GAP, Chart, Section, Sentence, Series, Table, View
from .enquiry import Enquiry
from .speech import lowered

# What a report on the movement is expected to say; where no model tells it, it stays open.
EXPECTED = ("money_raised", "households_helped", "works_built")
TOLD_AT_MOST = 5


def counts(enquiry: Enquiry) -> Section:
    """Registered, recognised, maintained; by domain."""
    speech = enquiry.speech
    say = speech.say
    sentences = [headlines.sentence(enquiry, measure) for measure in headlines.MODELS]
    here = {"boundary": enquiry.boundary, "area_id": enquiry.within, "year": enquiry.year}
    named = enquiry.ask("named_models_of_place", **here)[0]["models"]
    if named:
        sentences.append(
            Sentence(say("report.named", count=speech.number(named), year=enquiry.year))
        )
    views = by_domain(enquiry)
    if enquiry.is_of_nation:
        views += provinces.named_by_domain(enquiry)
    if not views:
        sentences.append(Sentence(say("report.open_domains", gap=GAP), is_open=True))
    return Section(say("report.section_models"), sentences, views)


def by_domain(enquiry: Enquiry) -> list[View]:
    """One view per status and source that divides the models of the whole area by domain."""
    groups: dict[tuple, list[dict]] = {}
    for record in enquiry.here("domain_counts"):
        key = (record["status"], record["source_id"], record["part"])
        groups.setdefault(key, []).append(record)
    return [_domains(enquiry, records) for records in groups.values()]


def _domains(enquiry: Enquiry, records: list[dict]) -> View:
    speech = enquiry.speech
    say = speech.say
    first = records[0]
    stated = sum(record["value"] for record in records)
    whole = first["total"]
    shares = [100 * r["value"] / whole if whole and whole >= stated else None for r in records]
    names = [speech.code("domain", record["domain"]) for record in records]
    status = lowered(speech.code("status", first["status"]))
    words = {"domain": names[0], "value": speech.number(first["value"]), "status": status}
    if shares[0] is None:
        title = say("report.domains_title", **words)
    else:
        share = speech.percent(shares[0], 1)
        title = say("report.domains_title_share", share=share, **words)
    if first["part"]:
        title = f"{first['part']}: {lowered(title)}"
    subtitle = say("report.domains_subtitle", status=status, period=speech.period(first))
    comment = ""
    if whole is not None and whole != stated:
        comment = say(
            "report.domains_differ", sum=speech.number(stated), total=speech.number(whole)
        )
    rows = [
        [
            name,
            speech.number(record["value"]),
            speech.percent(share, 1),
            enquiry.sources.cite([record]),
        ]
        for name, record, share in zip(names, records, shares, strict=True)
    ]
    if whole is not None:
        share = speech.percent(100.0, 1) if shares[0] is not None else speech.percent(None)
        total = say("report.total_stated")
        rows.append([total, speech.number(whole), share, enquiry.sources.cite(records)])
    return View(
        title=title,
        subtitle=subtitle,
        chart=Chart(
            "bars",
            names,
            [Series(speech.code("status", first["status"]), [r["value"] for r in records])],
        ),
        table=Table(
            [say("models.domain"), say("chart.count"), say("chart.share"), say("figure.source")],
            rows,
            [5, 2, 2, 2.1],
            frozenset({1, 2}),
        ),
        source=enquiry.source_line(records),
        notes=enquiry.references(records),
        comment=comment,
    )


def results(enquiry: Enquiry) -> Section:
    """What the named models of the year raised, built and gave, added over models."""
    speech = enquiry.speech
    say = speech.say
    known = load_indicators().of_subject("model_outcomes")
    additive = [code for code, entry in known.items() if entry.is_additive]
    totals = enquiry.ask("model_totals", additive=additive, models=enquiry.models)
    enquiry.tell_outcomes(additive)
    districts = _districts(enquiry)
    totals = [t | {"districts": districts.get((t["indicator"], t["unit"]))} for t in totals]
    told: dict[tuple, list[dict]] = {(t["indicator"], t["unit"]): [] for t in totals}
    for source in enquiry.ask("outcome_sources", models=enquiry.models):
        told.get((source["indicator"], source["unit"]), []).append(source)
    sentences = []
    for code in EXPECTED:
        found = [total for total in totals if total["indicator"] == code]
        if not found:
            name = known[code].name(speech.language)
            sentences.append(Sentence(say("report.open", name=name, gap=GAP), is_open=True))
        sentences += [
            Sentence(_total_sentence(enquiry, total, told[code, total["unit"]])) for total in found
        ]
    views = []
    if totals:
        views.append(_totals(enquiry, totals, told))
        sentences.append(Sentence(say("report.results_note")))
    views += [_largest(enquiry, t) for t in totals if t["indicator"] == "money_raised"]
    return Section(say("report.section_results"), sentences, views)


def _districts(enquiry: Enquiry) -> dict[tuple, int]:
    """In how many districts of a province its models state an outcome: few are not the whole."""
    if enquiry.area["level"] != "province":
        return {}
    found = enquiry.ask("districts_of_outcomes", boundary=enquiry.boundary, models=enquiry.models)
    return {(row["indicator"], row["unit"]): row["districts"] for row in found}


def _total_sentence(enquiry: Enquiry, total: dict, told: list[dict]) -> str:
    speech = enquiry.speech
    say = speech.say
    words = {
        "name": speech.indicator(total["indicator"]),
        "value": speech.figure(total["total"], total["unit"]),
        "models": speech.number(total["models"]),
    }
    if total["districts"]:
        districts = speech.number(total["districts"])
        text = say("report.outcome_districts", districts=districts, **words)
    else:
        text = say("report.outcome", **words)
    if total["not_plain"]:
        doubts = say("overview.not_plain", count=speech.number(total["not_plain"]))
        text = f"{text}, {doubts}"
    return f"{text} {enquiry.sources.cite(told)}."


def _totals(enquiry: Enquiry, totals: list[dict], told: dict[tuple, list[dict]]) -> View:
    speech = enquiry.speech
    say = speech.say
    rows = [
        [
            speech.indicator(total["indicator"]),
            speech.figure(total["total"], total["unit"]),
            speech.number(total["models"]),
            enquiry.sources.cite(told[total["indicator"], total["unit"]]),
        ]
        for total in totals
    ]
    records = [record for records in told.values() for record in records]
    heading = [
        say("report.result"),
        say("report.sum"),
        say("report.models_telling"),
        say("figure.source"),
    ]
    widths = [6, 3.4, 2.4, 2.1]
    if any(total["districts"] for total in totals):
        heading.insert(3, say("report.districts_telling"))
        widths.insert(3, 2.4)
        for row, total in zip(rows, totals, strict=True):
            row.insert(3, speech.number(total["districts"]))
    return View(
        title=say(
            "report.results_title",
            count=speech.number(len(totals)),
            name=lowered(rows[0][0]),
            value=rows[0][1],
        ),
        subtitle=say("report.results_subtitle", year=enquiry.year),
        table=Table(
            heading,
            rows,
            widths,
            frozenset({1, 2} if len(heading) == 4 else {1, 2, 3}),
        ),
        source=enquiry.source_line(records),
        notes=enquiry.references(records),
    )


def _largest(enquiry: Enquiry, total: dict) -> View:
    """The models that raised most money, with who did it."""
    speech = enquiry.speech
    say = speech.say
    told = enquiry.ask(
        "outcomes_by_model",
        indicator=total["indicator"],
        unit=total["unit"],
        is_additive=True,
        at_most=TOLD_AT_MOST,
        level=enquiry.area["level"],
        domains=[],
        owner_types=[],
        **enquiry.models,
    )
    numbers = sorted({record["row_no"] for record in told})
    found = enquiry.ask("models_found", models=numbers, boundary=enquiry.boundary)
    known = {model["row_no"]: model for model in found}
    shown = [known[record["row_no"]] | record for record in told]
    return View(
        title=say(
            "report.largest_title",
            name=shown[0]["name"],
            value=speech.figure(shown[0]["value"], shown[0]["unit"]),
        ),
        subtitle=say(
            "report.largest_subtitle", count=len(shown), all=speech.number(told[0]["all_rows"])
        ),
        table=Table(
            [
                say("report.model"),
                say("report.owner"),
                speech.indicator("money_raised"),
                say("figure.source"),
            ],
            [
                [
                    record["name"],
                    record["owner_name"] or _owner_type(enquiry, record),
                    speech.figure(record["value"], record["unit"]),
                    enquiry.sources.cite([record]),
                ]
                for record in shown
            ],
            [7, 4.4, 3.2, 2.1],
            frozenset({2}),
        ),
        source=enquiry.source_line(shown),
        notes=enquiry.references(shown),
    )


def _owner_type(enquiry: Enquiry, record: dict) -> str:
    known = enquiry.speech.catalogue.codes["owner_type"]
    code = record["owner_type"]
    return known[code][enquiry.speech.language] if code in known else ""
