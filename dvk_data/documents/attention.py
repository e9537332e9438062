"""What a reader should ask about: missed targets, falls, figures that do not add up."""

from __future__ import annotations

from . import headlines
from .content import Section, Sentence, Table, View
from .enquiry import Enquiry
from .speech import lowered

RISING_IS_BETTER = (
    "recognised",
    "on_time_rate",
    "online_submission_rate",
    "satisfaction_rate",
    "score_766_total",
    "resolved_rate",
)


def section(enquiry: Enquiry) -> Section:
    speech = enquiry.speech
    say = speech.say
    checks = enquiry.here("checks_of_place")
    found = [
        *(_missed(enquiry, target) for target in enquiry.here("missed_targets")),
        *(_fell(enquiry, measure) for measure in RISING_IS_BETTER if _has_fallen(enquiry, measure)),
        *(_refuted(enquiry, check) for check in checks if check["agrees"] is False),
        *(_apart(enquiry, check) for check in checks if _is_far_apart(check)),
        *(_below(enquiry, unit) for unit in enquiry.here("checks_below")),
    ]
    if not found:
        found = [say("report.attention_none") if enquiry.used else say("report.attention_unknown")]
    if checks:
        verdicts = [check["agrees"] for check in checks]
        found.append(
            say(
                "report.checks_agree",
                place=enquiry.place_name,
                agree=verdicts.count(True),
                differ=verdicts.count(False),
                unknown=verdicts.count(None),
            )
        )
    differing = [check for check in checks if check["agrees"] is False]
    differing += enquiry.here("checks_that_differ_below")
    views = [_table(enquiry, differing)] if differing else []
    return Section(say("report.section_attention"), [Sentence(text) for text in found], views)


def _missed(enquiry: Enquiry, target: dict) -> str:
    speech = enquiry.speech
    say = speech.say
    words = {
        "indicator": speech.indicator(target["indicator"]),
        "value": speech.figure(target["value"], target["unit"]),
        "target": speech.figure(target["target"], target["unit"]),
        "period": speech.period(target),
    }
    is_least = target["direction"] == "min"
    text = say("report.missed", **words) if is_least else say("report.missed_most", **words)
    return f"{text} {enquiry.sources.cite([target])}."


def _has_fallen(enquiry: Enquiry, measure: str) -> bool:
    record = enquiry.headline.get(measure)
    return bool(
        record and record["earlier_value"] is not None and record["value"] < record["earlier_value"]
    )


def _fell(enquiry: Enquiry, measure: str) -> str:
    speech = enquiry.speech
    say = speech.say
    record = enquiry.headline[measure]
    text = say(
        "report.attention_fell",
        name=say(f"report.name_{measure}"),
        change=speech.difference(record["value"] - record["earlier_value"], record["unit"]),
        when=headlines.when(enquiry, record),
    )
    return f"{text} {enquiry.sources.cite([record])}."


def _refuted(enquiry: Enquiry, check: dict) -> str:
    speech = enquiry.speech
    say = speech.say
    rule, _, _ = speech.text(check, "statement").partition(": ")
    if check["part"] and check["table_name"] != "petitions":
        rule = f"{check['part']} – {lowered(rule)}"
    text = say(
        "report.refuted",
        rule=rule,
        stated=speech.figure(check["stated"], check["unit"]),
        recomputed=speech.figure(check["recomputed"], check["unit"]),
    )
    return f"{text} {enquiry.sources.cite([check])}."


def _is_far_apart(check: dict) -> bool:
    """Two sources of one year, closed at different times, that are more than a tenth apart."""
    is_pair = check["rule"] == "same_in_two_sources" and check["agrees"] is None
    return is_pair and abs(check["difference"]) > 0.1 * abs(check["stated"])


def _apart(enquiry: Enquiry, check: dict) -> str:
    """Both sources by name and number, with what each states for which period."""
    speech = enquiry.speech
    say = speech.say
    figures = enquiry.ask("figures_by_id", figure_ids=[check["figure_id"], *check["part_ids"]])
    figures.sort(key=lambda f: f["figure_id"] != check["figure_id"])
    stated = [
        say(
            "report.source_states",
            source=enquiry.source_line([figure]),
            value=speech.figure(figure["value"], figure["unit"]),
            period=speech.period(figure),
        )
        for figure in figures
    ]
    name = speech.figure_name(figures[0])
    return f"{say('overview.attention_two_sources')} {name} – {'; '.join(stated)}."


def _below(enquiry: Enquiry, unit: dict) -> str:
    speech = enquiry.speech
    say = speech.say
    count = speech.number(unit["differing"])
    return f"{say('overview.attention_below', place=unit['name'], count=count)}."


def _statement(enquiry: Enquiry, check: dict) -> str:
    """What was recomputed; of a unit below the place with its name."""
    text = enquiry.speech.text(check, "statement")
    return f"{check['area_name']}. {text}" if check.get("area_name") else text


def _table(enquiry: Enquiry, differing: list[dict]) -> View:
    speech = enquiry.speech
    say = speech.say
    rows = [
        [
            _statement(enquiry, check),
            speech.figure(check["stated"], check["unit"]),
            speech.figure(check["recomputed"], check["unit"]),
            speech.text(check, "explanation"),
            enquiry.sources.cite([check]),
        ]
        for check in differing
    ]
    return View(
        title=say("report.differing_title", count=speech.number(len(differing))),
        subtitle=say("report.differing_subtitle"),
        table=Table(
            [
                say("overview.statement"),
                say("petitions.rate_stated"),
                say("petitions.rate_computed"),
                say("overview.explanation"),
                say("figure.source"),
            ],
            rows,
            [5, 2, 2, 6.9, 2],
            frozenset({1, 2}),
        ),
        source=enquiry.source_line(differing),
        notes=enquiry.references(differing),
    )
