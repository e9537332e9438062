"""The scores of Decision 766 as published: six groups against what each can reach, and the band."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from .. import figures
from ..services import score_band, shown_groups
from . import address, chart, figure_panel, service_words, services
from . import place as places
from .reader import in_language, indicator, is_dark, language, number, period, publisher, say

TOTAL, RANK, RANK_IN_PROVINCE = "score_766_total", "rank_766", "rank_766_in_province"


def show(place: dict, year: int) -> None:
    """One publication at a time: total, band, rank and groups; others are one choice away."""
    name = places.name_in_sentence(place)
    published = _publications(services.figures_of(place))
    of_year = {key: known for key, known in published.items() if key[3] == year}
    if not of_year:
        others = [record for known in published.values() for record in known.values()]
        services.offer_years(say("services.no_scores", place=name, year=year), others)
        if not others:
            st.markdown(say("services.scores_elsewhere"))
        return
    codes = {min(r["figure_id"] for r in known.values()): key for key, known in of_year.items()}
    chosen = next(iter(codes))
    if len(codes) > 1:
        names = {code: _publication_name(of_year[key]) for code, key in codes.items()}
        chosen = address.choose(
            say("services.publication"),
            "dvc-bo",
            names,
            chosen,
            then=lambda _: {"dvc_muc": None},
            is_passing=True,
        )
    _draw(of_year[codes[chosen]], name)
    st.caption(say("services.bands"))


def _publications(found: list[dict]) -> dict[tuple, dict[str, dict]]:
    """Scores and ranks by source, part and period; those with most groups first."""
    published: dict[tuple, dict[str, dict]] = {}
    for record in found:
        if "766" in record["measure"]:
            key = (record["source_id"], record["part"], period(record), record["year"])
            published.setdefault(key, {})[record["measure"]] = record
    order = sorted(
        published,
        key=lambda key: (
            key[1] is not None,
            -len(published[key]),
            -max(r["date_to"].toordinal() for r in published[key].values()),
        ),
    )
    return {key: published[key] for key in order}


def _publication_name(known: dict[str, dict]) -> str:
    record = next(iter(known.values()))
    points = known.get(TOTAL)
    parts = [
        service_words.part_or_whole(record),
        period(record),
        say("services.points", value=number(points["value"])) if points else "",
        publisher(record),
        in_language(record, "note"),
    ]
    return " · ".join(filter(None, parts))


def _draw(known: dict[str, dict], place_name: str) -> None:
    stated = {code: r["value"] for code, r in known.items()}
    groups = shown_groups(stated)
    if not any(group in known for group in groups):
        _only_total(known, place_name)
    else:
        codes = [*groups, *(code for code in (TOTAL, RANK, RANK_IN_PROVINCE) if code in known)]
        chart.show(
            figures.measure_bars(
                [_bar(group, known) for group in groups],
                language=language(),
                is_dark=is_dark(),
                axis_title=say("services.point_axis"),
                reach=max(indicator(group).max_points for group in groups),
            ),
            title=_title(known, place_name),
            subtitle=_subtitle(known, groups),
            table=_table(codes, known),
            key="service-scores",
            source=service_words.sources(list(known.values())),
            figure_ids=[[known[code]["figure_id"]] if code in known else [] for code in codes],
            on_point=services.clicked,
        )
    for note, names in _notes(known).items():
        of_what = "" if len(names) == len(known) else f"{', '.join(names)}: "
        st.caption(f":material/info: {of_what}{note}")
    services.choose_mark(
        {r["figure_id"]: f"{_name(r['measure'])}: {_value(r)}" for r in known.values()},
        {r["figure_id"]: [r["figure_id"]] for r in known.values()},
    )


def _notes(known: dict[str, dict]) -> dict[str, list[str]]:
    """Each note with the names of what it is said of."""
    notes: dict[str, list[str]] = {}
    for code, record in known.items():
        if note := in_language(record, "note"):
            notes.setdefault(note, []).append(_name(code))
    return notes


def _bar(group: str, known: dict[str, dict]) -> figures.Bar:
    colours = figures.palette(is_dark())["chartCategoricalColors"]
    limit = indicator(group).max_points
    record = known.get(group)
    text = f"{number(record['value'])}/{number(limit)}" if record else say("services.not_published")
    lost = ""
    if record:
        left = limit - record["value"]
        lost = say("services.lost", points=number(left)) if left > 0 else say("services.full")
    return figures.Bar(
        name=_name(group),
        detail=lost,
        value=record["value"] if record else None,
        text=text,
        code=record["figure_id"] if record else group,
        colour=colours[0],
        limit=limit,
    )


def _only_total(known: dict[str, dict], place_name: str) -> None:
    st.subheader(_title(known, place_name), anchor=False)
    st.markdown(say("services.no_groups"))
    figure_panel.offer([record["figure_id"] for record in known.values()], key="score-figures")


def _title(known: dict[str, dict], place_name: str) -> str:
    """Total with its band, else the rank, else the group that lost most."""
    record = next(iter(known.values()))
    who = record["part"] or place_name
    if record["part"]:
        who = f"{record['part']}, {place_name}"
    start = {"place": who[:1].upper() + who[1:], "period": period(record)}
    if TOTAL in known:
        total = known[TOTAL]["value"]
        return say("services.title_total", **start, total=number(total), band=_band(total))
    rank = known.get(RANK) or known.get(RANK_IN_PROVINCE)
    if rank:
        return say("services.title_rank", **start, rank=number(rank["value"]))
    return say("services.title_groups", **start)


def _band(total: float) -> str:
    names = {
        "excellent": say("services.band_excellent"),
        "good": say("services.band_good"),
        "fair": say("services.band_fair"),
        "average": say("services.band_average"),
        "weak": say("services.band_weak"),
    }
    return names[score_band(total)]


def _subtitle(known: dict[str, dict], groups: list[str]) -> str:
    """What the points are, whether the groups add up to the total, and the rank."""
    sentences = [say("services.scores_subtitle")]
    missing = [group for group in groups if group not in known]
    added = number(sum(known[group]["value"] for group in groups if group in known))
    if missing:
        sentences.append(say("services.groups_missing", groups=", ".join(map(_name, missing))))
    elif TOTAL in known:
        total = number(known[TOTAL]["value"])
        sentences.append(say("services.groups_added", added=added, total=total))
    else:
        sentences.append(say("services.groups_without_total", added=added))
    for code in (RANK, RANK_IN_PROVINCE):
        if code in known:
            sentences.append(f"{_name(code)}: {number(known[code]['value'])}.")
    return " ".join(sentences)


def _name(measure: str) -> str:
    return indicator(measure).name(language()).removeprefix("766: ")


def _value(record: dict) -> str:
    limit = indicator(record["measure"]).max_points
    value = number(record["value"])
    return f"{value}/{number(limit)}" if limit else value


def _table(codes: list[str], known: dict[str, dict]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            say("figure.measure"): [_name(code) for code in codes],
            say("figure.value"): [
                _value(known[code]) if code in known else say("services.not_published")
                for code in codes
            ],
        }
    )
