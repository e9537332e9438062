"""The part of the whole country on its provinces: what each of them states, never added up."""

from __future__ import annotations

from statistics import median

from ..provincial_indices import TOTAL, load_provincial_indices
from . import headlines
from .content import GAP, Chart, Section, Sentence, Series, Table, View
from .enquiry import Enquiry

# Measure -> subject and unit; petitions and visits are counted in several units.
MEASURES = {
    **{measure: ("model_counts", "item") for measure in headlines.MODELS},
    "dossiers_received": ("service_kpis", "dossier"),
    "on_time_rate": ("service_kpis", "percent"),
    "online_submission_rate": ("service_kpis", "percent"),
    "satisfaction_rate": ("service_kpis", "percent"),
    "score_766_total": ("service_kpis", "point"),
    "citizens_received": ("petitions", "visit"),
    "received": ("petitions", "petition"),
    "resolved_rate": ("petitions", "percent"),
}
NAMED_AT_MOST = 5
COMPARABLE = 3  # provinces that make a median worth saying


def section(enquiry: Enquiry) -> Section:
    """Which provinces state which headline measure, and where they stand in the indices."""
    speech = enquiry.speech
    say = speech.say
    known = enquiry.ask("provinces_known", boundary=enquiry.boundary, year=enquiry.year)
    stated = {measure: _stated(enquiry, measure) for measure in MEASURES}
    stated = {measure: found for measure, found in stated.items() if found}
    count = speech.number(len(known))
    sentences = [Sentence(say("report.provinces_known", year=enquiry.year, count=count))]
    if not known:
        text = say("report.provinces_open", year=enquiry.year, gap=GAP)
        return Section(say("report.section_provinces"), [Sentence(text, is_open=True)])
    sentences += [Sentence(_sentence(enquiry, m, found)) for m, found in stated.items()]
    sentences.append(Sentence(say("report.provinces_not_added")))
    views = [_values(enquiry, stated)] if stated else []
    views += _indices(enquiry)
    return Section(say("report.section_provinces"), sentences, [*views, _known(enquiry, known)])


def _stated(enquiry: Enquiry, measure: str) -> list[dict]:
    """The value of each province in the year, with the source that states it."""
    subject, unit = MEASURES[measure]
    found = enquiry.ask(
        "values_to_compare",
        boundary=enquiry.boundary,
        level="province",
        subject=subject,
        measure=measure,
        unit=unit,
        base=None,
        province_id=None,
        areas=[],
        years=[enquiry.year],
        aspects=["all"],
        is_newest=False,
    )
    enquiry.told += found
    return [{**value, **_source(enquiry, value["figure_ids"])} for value in found]


def _source(enquiry: Enquiry, figure_ids: list[str]) -> dict:
    parts = [part for figure_id in figure_ids for part in figure_id.split("+")]
    found = enquiry.ask("figures_by_id", figure_ids=parts)[0]
    return {
        name: found[name] for name in ("source_id", "title", "publisher", "url", "published_date")
    }


def _sentence(enquiry: Enquiry, measure: str, found: list[dict]) -> str:
    speech = enquiry.speech
    say = speech.say
    named = [
        f"{value['short_name']} {speech.figure(value['value'], value['unit'])}"
        for value in found[:NAMED_AT_MOST]
    ]
    text = say(
        "report.provinces_measure",
        name=say(f"report.name_{measure}"),
        count=speech.number(len(found)),
        values="; ".join(named),
    )
    if len(found) > NAMED_AT_MOST:
        text = f"{text}; …"
    return f"{text} {enquiry.sources.cite(found)}."


def _values(enquiry: Enquiry, stated: dict[str, list[dict]]) -> View:
    speech = enquiry.speech
    say = speech.say
    records = [value for found in stated.values() for value in found]
    rows = [
        [
            say(f"report.name_{measure}"),
            value["name"],
            speech.figure(value["value"], value["unit"]),
            speech.period(value),
            enquiry.sources.cite([value]),
        ]
        for measure, found in stated.items()
        for value in found
    ]
    return View(
        title=say("report.provinces_title", count=speech.number(len(rows)), year=enquiry.year),
        subtitle=say("report.provinces_subtitle"),
        table=Table(
            [
                say("figure.measure"),
                say("figure.province"),
                say("figure.value"),
                say("figure.period"),
                say("figure.source"),
            ],
            rows,
            [5.4, 4, 3.2, 4, 2.1],
            frozenset({2}),
        ),
        source=enquiry.source_line(records),
        notes=enquiry.references(records),
    )


def _indices(enquiry: Enquiry) -> list[View]:
    """Per index of the year: how many provinces are known, the highest, middle and lowest."""
    speech = enquiry.speech
    say = speech.say
    rows, records = [], []
    for code, index in load_provincial_indices().items():
        scores = [
            score
            for score in enquiry.ask(
                "index_scores",
                index_name=code,
                boundary=enquiry.boundary,
                year=enquiry.year,
                dimension=TOTAL,
            )
            if score["value"] is not None and score["level"] == "province"
        ]
        units = sorted({(s["system"], s["unit"]) for s in scores})
        for system, unit in units:
            alike = [s for s in scores if (s["system"], s["unit"]) == (system, unit)]
            cited = [_source(enquiry, [s["score_ids"][0]]) for s in alike]
            records += cited
            values = [s["value"] for s in alike]
            middle = median(values) if len(values) >= COMPARABLE else None
            rows.append(
                [
                    speech.measure("indices", code),
                    speech.number(len(alike)),
                    _best(enquiry, alike[0], index.decimals),
                    speech.number(middle, index.decimals),
                    speech.number(min(values), index.decimals),
                    enquiry.sources.cite(cited),
                ]
            )
    if not rows:
        return []
    return [
        View(
            title=say(
                "report.provinces_indices", count=speech.number(len(rows)), year=enquiry.year
            ),
            subtitle=say("report.provinces_indices_subtitle"),
            table=Table(
                [
                    say("report.index"),
                    say("report.provinces_count"),
                    say("report.highest"),
                    say("indices.median"),
                    say("report.lowest"),
                    say("figure.source"),
                ],
                rows,
                [4, 2.6, 5.4, 2.4, 2.4, 2.6],
                frozenset({1, 3, 4}),
            ),
            source=enquiry.source_line(records),
            notes=enquiry.references(records),
        )
    ]


def _best(enquiry: Enquiry, score: dict, decimals: int) -> str:
    return f"{score['short_name']}: {enquiry.speech.number(score['value'], decimals)}"


def _known(enquiry: Enquiry, known: list[dict]) -> View:
    """How much has been collected of each province: where to look for more."""
    speech = enquiry.speech
    say = speech.say
    return View(
        title=say("report.known_title", count=speech.number(len(known)), year=enquiry.year),
        subtitle=say("report.known_subtitle"),
        table=Table(
            [
                say("figure.province"),
                say("figure.models"),
                say("figure.figures"),
                say("figure.sources"),
            ],
            [
                [
                    record["short_name"],
                    *map(speech.number, (record["models"], record["reported"], record["sources"])),
                ]
                for record in known
            ],
            [6, 3, 3, 3],
            frozenset({1, 2, 3}),
        ),
    )


def named_by_domain(enquiry: Enquiry) -> list[View]:
    """How the named models of the year divide among the domains."""
    speech = enquiry.speech
    say = speech.say
    found = enquiry.ask("models_by_domain", models=enquiry.models)
    drawn = [(record["models"], record["domain"]) for record in found]
    if not drawn:
        return []
    in_all = sum(count for count, _ in drawn)
    most, first = drawn[0]
    return [
        View(
            title=say(
                "models.chart_title",
                domain=speech.code("domain", first),
                count=speech.number(most),
                all=speech.number(in_all),
                share=speech.percent(100 * most / in_all, 1),
            ),
            subtitle=say("report.named_subtitle", year=enquiry.year),
            chart=Chart(
                "bars",
                [speech.code("domain", code) for _, code in drawn],
                [Series(say("figure.models"), [n for n, _ in drawn])],
            ),
        )
    ]
