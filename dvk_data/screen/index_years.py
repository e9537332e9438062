"""A province in an index over the years: score against the median, and published rank."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from .. import figures
from . import chart
from .index_choice import MEDIAN, Choice, mark, place_name, scores
from .indices import (
    COMPARABLE,
    axis,
    boundary_words,
    changes,
    figure_ids,
    mark_of,
    number_of,
    open_mark,
    ranks,
    score_of,
    sources,
)
from .reader import code_name, is_dark, language, number, say


def over_years(choice: Choice, unit: str | None) -> None:
    """Score against the median, and published rank, year by year, side by side."""
    if not choice.has_province or choice.year is None:
        return
    found = scores(choice, year=None, dimension=choice.dimension)
    found = [r for r in found if r["system"] == choice.place["system"] and r["level"] == "province"]
    own = [r for r in found if r["area_id"] == choice.place["area_id"]]
    valued = _of_one_scale(choice, found, unit)
    own_valued = [r for r in valued if r["area_id"] == choice.place["area_id"]]
    ranked = [r for r in own if r["published_rank"] is not None]
    has_scores, has_ranks = len(own_valued) > 1, len(ranked) > 1
    columns = st.columns(2, gap="large") if has_scores and has_ranks else [st.container()] * 2
    if has_scores:
        with columns[0]:
            _score_years(choice, valued, own_valued, unit)
    if has_ranks:
        with columns[1]:
            _rank_years(choice, ranked)
    notes = changes(choice)
    if notes and (has_scores or has_ranks):
        st.caption(" ".join([say("indices.changes"), *notes]))


def _of_one_scale(choice: Choice, found: list[dict], unit: str | None) -> list[dict]:
    """Scores in the unit and on the scale of the year that is looked at."""
    scale = choice.index.scale_of(choice.dimension, choice.year)
    return [
        r
        for r in found
        if r["value"] is not None
        and r["unit"] == unit
        and choice.index.scale_of(choice.dimension, r["year"]) == scale
    ]


def _score_years(choice: Choice, valued: list[dict], own: list[dict], unit: str) -> None:
    place = place_name(choice.place)
    medians = {r["year"]: r for r in valued if r["reported"] >= COMPARABLE}
    known = {r["year"]: (r["reported"], str(r["reported"])) for r in valued}
    tracks = [
        figures.Track(
            say("indices.median"),
            [
                (
                    year,
                    r["median"],
                    number_of(r["median"], choice),
                    mark(MEDIAN, year, r["dimension"]),
                )
                for year, r in medians.items()
            ],
            is_median=True,
        ),
        figures.Track(
            place,
            [(r["year"], r["value"], number_of(r["value"], choice), mark_of(r)) for r in own],
            is_labelled=True,
        ),
    ]
    compared = [r for r in own if r["reported"] >= COMPARABLE]
    above = sum(r["difference"] > 0 for r in compared)
    below = sum(r["difference"] < 0 for r in compared)
    words = {"what": choice.name, "place": place}
    if not compared:
        title = say("indices.years_alone", **words, count=len(own))
    elif above >= below:
        title = say("indices.years_above", **words, part=above, all=len(compared))
    else:
        title = say("indices.years_below", **words, part=below, all=len(compared))
    chart.show(
        figures.over_years(
            [track for track in tracks if track.points],
            known,
            changes=_change_years(choice),
            language=language(),
            is_dark=is_dark(),
            axis_title=axis(choice, unit),
            known_title=say("indices.provinces_known"),
        ),
        title=title,
        subtitle=say(
            "indices.years_subtitle",
            measure=axis(choice, unit),
            period=_span(own),
            boundary=boundary_words(),
        ),
        table=_years_table(choice, own),
        key="index-scores",
        source=sources(own),
        figure_ids=[figure_ids(r) for r in own],
        on_point=open_mark,
    )


def _rank_years(choice: Choice, ranked: list[dict]) -> None:
    place = place_name(choice.place)
    by_rank = sorted(ranked, key=lambda r: (r["published_rank"], r["year"]))
    best, newest = by_rank[0], ranked[-1]
    words = {"what": choice.name, "place": place, "rank": ranks(newest), "year": newest["year"]}
    if len(ranked) == 1 or best["published_rank"] == newest["published_rank"]:
        title = say("indices.ranks_title_best", **words)
    else:
        words |= {"best": ranks(best), "best_year": best["year"]}
        title = say("indices.ranks_title", **words)
    known = {
        r["year"]: (r["reported"], f"{r['rank_among'] or '–'}/{r['reported']}")
        for r in ranked
        if r["reported"]
    }
    track = figures.Track(
        say("indices.published_rank"),
        [(r["year"], r["published_rank"], ranks(r), mark_of(r)) for r in ranked],
        is_labelled=True,
    )
    chart.show(
        figures.over_years(
            [track],
            known or {r["year"]: (0, "–") for r in ranked},
            changes=_change_years(choice),
            language=language(),
            is_dark=is_dark(),
            axis_title=say("indices.published_rank"),
            known_title=say("indices.rank_by_known"),
            best_is_low=True,
        ),
        title=title,
        subtitle=say("indices.ranks_subtitle", period=_span(ranked), boundary=boundary_words()),
        table=_years_table(choice, ranked),
        key="index-ranks",
        source=sources(ranked),
        figure_ids=[figure_ids(r) for r in ranked],
        on_point=open_mark,
    )


def _years_table(choice: Choice, own: list[dict]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            say("place.year"): [str(r["year"]) for r in own],
            say("indices.score"): [score_of(r, "value", choice) for r in own],
            say("indices.median"): [score_of(r, "median", choice) for r in own],
            say("indices.provinces_known"): [number(r["reported"]) for r in own],
            say("indices.rank_of_known"): [
                f"{r['rank_among']}/{r['reported']}" if r["rank_among"] else "–" for r in own
            ],
            say("indices.published_rank"): [ranks(r) or "–" for r in own],
            say("figure.flag"): [code_name("flag", r["flag"]) for r in own],
        }
    )


def _change_years(choice: Choice) -> list[int]:
    return [change.year for change in choice.index.changes_of(choice.dimension)]


def _span(found: list[dict]) -> str:
    first, last = found[0]["year"], found[-1]["year"]
    return str(first) if first == last else f"{first}–{last}"
