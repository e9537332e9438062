"""Dossiers received, resolved, before and after the deadline: steps whose widths are figures."""

from __future__ import annotations

from functools import partial

import pandas as pd

from .. import figures
from ..services import Step, dossier_steps
from . import address, chart, figure_panel, service_words, services
from . import place as places
from .reader import (
    in_sentence,
    indicator,
    is_dark,
    language,
    number,
    percent,
    period,
    publisher,
    say,
)

# One colour per meaning: in time, late, open, by channel.
COLOURS = {
    "dossiers_resolved": 0,
    "dossiers_on_time": 0,
    "dossiers_before_deadline": 0,
    "dossiers_at_deadline": 3,
    "dossiers_late": 1,
    "dossiers_pending": 5,
    "dossiers_pending_on_time": 5,
    "dossiers_pending_late": 1,
    "dossiers_to_supplement": 4,
    "dossiers_cancelled": 2,
    "dossiers_online": 0,
    "dossiers_direct": 4,
    "dossiers_postal": 5,
}


def show(place: dict, year: int) -> None:
    """The steps of one report, agency and period; others are one choice away."""
    reports = _reports(services.figures_of(place))
    name = places.name_in_sentence(place)
    of_year = {key: figures_ for key, figures_ in reports.items() if key[3] == year}
    if not of_year:
        others = [record for known in reports.values() for record in known.values()]
        services.offer_years(say("services.no_dossiers", place=name, year=year), others)
        return
    codes = {_code(key, known): key for key, known in of_year.items()}
    chosen = next(iter(codes))
    if len(codes) > 1:
        names = {code: _report_name(key, of_year[key]) for code, key in codes.items()}
        chosen = address.choose(
            say("services.report"),
            "dvc-bo",
            names,
            chosen,
            then=lambda _: {"dvc_muc": None},
            is_passing=True,
        )
    _draw(of_year[codes[chosen]], name)


def _reports(found: list[dict]) -> dict[tuple, dict[str, dict]]:
    """Figures by report (source, part, period, year) that divide into at least one step."""
    reports: dict[tuple, dict[str, dict]] = {}
    for record in found:
        key = (record["source_id"], record["part"], period(record), record["year"])
        reports.setdefault(key, {})[record["measure"]] = record
    fitting = {key: known for key, known in reports.items() if dossier_steps(_counts(known))}
    order = sorted(
        fitting,
        key=lambda key: (
            key[1] is not None,
            -len(dossier_steps(_counts(fitting[key]))),
            -_first(fitting[key])["date_to"].toordinal(),
        ),
    )
    return {key: fitting[key] for key in order}


def _counts(known: dict[str, dict]) -> dict[str, float]:
    return {code: r["value"] for code, r in known.items() if r["unit"] == "dossier"}


def _first(known: dict[str, dict]) -> dict:
    return next(iter(known.values()))


def _code(key: tuple, known: dict[str, dict]) -> str:
    """A report is called by the first of its figures, which stays the same."""
    return min(record["figure_id"] for record in known.values())


def _report_name(key: tuple, known: dict[str, dict]) -> str:
    record = _first(known)
    return f"{service_words.part_or_whole(record)} · {period(record)} · {publisher(record)}"


def _draw(known: dict[str, dict], place_name: str) -> None:
    counts = _counts(known)
    steps = dossier_steps(counts)
    record = _first(known)
    used = {code for step in steps for code in (step.whole, *step.parts)}
    shown = [known[code] for code in used]
    part = record["part"]
    chart.show(
        figures.step_bars(
            [_bar(step, known) for step in steps],
            language=language(),
            is_dark=is_dark(),
            axis_title=say("services.dossier_axis"),
        ),
        title=_title(steps, counts, f"{part}, {place_name}" if part else place_name),
        subtitle=say(
            "services.dossiers_subtitle",
            period=period(record),
        ),
        table=_table(steps, known),
        key="service-dossiers",
        source=service_words.sources(shown),
        figure_ids=_figure_codes(steps, known),
        on_point=services.clicked,
    )
    ordered = [known[code] for code in dict.fromkeys(_codes(steps))]
    services.choose_mark(
        {r["figure_id"]: f"{_name(r['measure'])}: {_spoken(r)}" for r in ordered},
        {r["figure_id"]: [r["figure_id"]] for r in ordered},
    )


def _codes(steps: list[Step]) -> list[str]:
    return [code for step in steps for code in (step.whole, *step.parts)]


def _bar(step: Step, known: dict[str, dict]) -> figures.StepBar:
    palette = figures.palette(is_dark())
    colours = palette["chartCategoricalColors"]
    whole = known[step.whole]
    segments = [
        figures.Segment(
            name=_name(code),
            value=known[code]["value"],
            text=_spoken(known[code]),
            code=known[code]["figure_id"],
            colour=colours[COLOURS[code]],
        )
        for code in step.parts
    ]
    if step.rest > 0:
        segments.append(
            figures.Segment(
                name=say("services.left_open"),
                value=step.rest,
                text=number(step.rest),
                code=whole["figure_id"],
                colour=palette["backgroundColor"],
                is_hatched=True,
            )
        )
    return figures.StepBar(
        name=f"{'⚠ ' if step.rest < 0 else ''}{_name(step.whole)}: {_spoken(whole)}",
        detail=_detail(step, known),
        segments=segments,
    )


def _detail(step: Step, known: dict[str, dict]) -> str:
    """'hồ sơ trước hạn 3.640 (96,8%) + ...', and what the parts leave open or exceed."""
    whole = known[step.whole]["value"]
    parts = [f"{in_sentence(_name(c))} {_with_share(known[c], whole)}" for c in step.parts]
    ways = {
        "state": say("services.step_state"),
        "deadline": say("services.step_deadline"),
        "channel": say("services.step_channel"),
    }
    text = f"{ways[step.name]}: {' + '.join(parts)}"
    if step.rest > 0:
        return f"{text}; {say('services.rest_open', count=number(step.rest))}"
    if step.rest < 0:
        return f"{text}; {say('services.rest_over', count=number(-step.rest))}"
    return text


def _with_share(record: dict, whole: float) -> str:
    share = partial(percent, decimals=2)
    return f"{_spoken(record)} ({share(100 * record['value'] / whole)})" if whole else "0"


def _name(code: str) -> str:
    return indicator(code).name(language())


def _spoken(record: dict) -> str:
    """The count; 'khoảng' before what a source only tells roughly."""
    value = number(record["value"])
    return say("services.about", value=value) if record["flag"] == "approximate" else value


def _title(steps: list[Step], counts: dict[str, float], place_name: str) -> str:
    last = next((step for step in steps if step.name == "deadline"), steps[0])
    start = place_name[:1].upper() + place_name[1:]
    whole = counts[last.whole]
    base = in_sentence(_name(last.whole))
    if not whole:
        return say("services.title_none", place=start, whole=number(whole), base=base)
    in_time = [code for code in last.parts if code in COLOURS and COLOURS[code] in (0, 3)]
    if last.name == "channel" or not in_time or last.parts == ("dossiers_resolved",):
        code = last.parts[0]
        return say(
            "services.title_part",
            place=start,
            part=number(counts[code]),
            whole=number(whole),
            what=in_sentence(_name(code)),
            base=base,
            share=percent(100 * counts[code] / whole),
        )
    total = sum(counts[code] for code in in_time)
    sentence = "title_late" if "dossiers_late" in last.parts else "title_on_time"
    if "dossiers_resolved" in in_time:
        sentence = "title_resolved"
    return say(
        f"services.{sentence}",
        place=start,
        part=number(total),
        whole=number(whole),
        base=base,
        share=percent(100 * total / whole),
        late=number(counts.get("dossiers_late", 0)),
    )


def _figure_codes(steps: list[Step], known: dict[str, dict]) -> list[str]:
    """Of each row of the table: a part as a share of its whole; a rest with all it is left of."""
    codes = []
    for step in steps:
        whole = known[step.whole]["figure_id"]
        parts = [known[code]["figure_id"] for code in step.parts]
        codes += [whole, *(figure_panel.code_of([part], [whole]) for part in parts)]
        if step.rest:
            codes.append(figure_panel.code_of([whole, *parts]))
    return codes


def _table(steps: list[Step], known: dict[str, dict]) -> pd.DataFrame:
    lines = []
    for step in steps:
        whole = known[step.whole]
        lines.append((_name(step.whole), _spoken(whole), percent(100)))
        for code in step.parts:
            share = percent(100 * known[code]["value"] / whole["value"]) if whole["value"] else ""
            lines.append((f"– {_name(code)}", _spoken(known[code]), share))
        if step.rest:
            name = say("services.left_open" if step.rest > 0 else "services.exceeding")
            share = percent(100 * abs(step.rest) / whole["value"]) if whole["value"] else ""
            lines.append((f"– {name}", number(abs(step.rest)), share))
    return pd.DataFrame(
        {
            say("figure.measure"): [line[0] for line in lines],
            say("figure.value"): [line[1] for line in lines],
            say("chart.share"): [line[2] for line in lines],
        }
    )
