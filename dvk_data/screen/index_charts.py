"""A year of an index: the dimensions of a province, and all provinces ranked."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from .. import figures
from ..provincial_indices import TOTAL
from . import chart, figure_panel
from .index_choice import MEDIAN, Choice, mark, place_name, score, scores, short_name
from .indices import (
    COMPARABLE,
    axis,
    boundary_words,
    figure_ids,
    mark_of,
    number_of,
    open_mark,
    own_row,
    ranks,
    score_of,
    sources,
    unreported,
)
from .reader import code_name, is_dark, language, listed, number, say


def dimensions(choice: Choice) -> None:
    """Every dimension of the year against the median of the provinces known."""
    if not choice.has_province or choice.year is None or choice.index.dimension_scale is None:
        return
    found = scores(choice, year=choice.year, dimension=None)
    own = {r["dimension"]: r for r in found if r["area_id"] == choice.place["area_id"]}
    order = [own[code] for code in choice.index.dimensions if code in own]
    drawn = [r for r in order if r["value"] is not None]
    index, place = short_name(choice.index.code), place_name(choice.place)
    if drawn:
        _profile(choice, drawn)
    elif choice.dimension == TOTAL and own:
        st.markdown(say("indices.profile_none", index=index, place=place, year=choice.year))
    only_ranked = [
        say("indices.with_rank", name=code_name("dimension", r["dimension"]), rank=ranks(r))
        for r in order
        if r["value"] is None
    ]
    if only_ranked:
        st.markdown(say("indices.profile_ranks", names=listed(only_ranked)))
    if any(code in own for code in choice.index.parts):
        st.caption(say("indices.profile_parts"))


def _profile(choice: Choice, drawn: list[dict]) -> None:
    place, index = place_name(choice.place), short_name(choice.index.code)
    medians = [r["median"] if r["reported"] >= COMPARABLE else None for r in drawn]
    compared = [r for r in drawn if r["reported"] >= COMPARABLE]
    counts = sorted({r["reported"] for r in compared})
    words = {"place": place, "index": index, "year": choice.year, "all": len(drawn)}
    if compared:
        above = sum(r["difference"] > 0 for r in compared)
        title = say("indices.profile_title", **words, part=above)
        several = f"{counts[0]}–{counts[-1]}" if len(counts) > 1 else str(counts[0])
    else:
        title, several = say("indices.profile_alone", **words), "0"
    scale = choice.index.dimension_scale
    axis_title = say("indices.axis_points", what=say("indices.score"), scale=number(scale))
    chart.show(
        figures.profile(
            [code_name("dimension", r["dimension"]) for r in drawn],
            [r["value"] for r in drawn],
            medians,
            [
                number_of(r["value"], choice)
                if median is None
                else f"{number_of(r['value'], choice)} ({number_of(median, choice)})"
                for r, median in zip(drawn, medians, strict=True)
            ],
            codes=[mark_of(r) for r in drawn],
            median_codes=[mark(MEDIAN, r["year"], r["dimension"]) for r in drawn],
            names=(place, say("indices.median")),
            scale=scale,
            language=language(),
            is_dark=is_dark(),
            axis_title=axis_title,
        ),
        title=title,
        subtitle=say(
            "indices.profile_subtitle" if compared else "indices.profile_subtitle_alone",
            index=index,
            scale=number(scale),
            year=choice.year,
            count=several,
            boundary=boundary_words(),
        ),
        table=_profile_table(choice, drawn),
        key="index-profile",
        source=sources(drawn),
        figure_ids=[figure_ids(r) for r in drawn],
        on_point=open_mark,
    )


def _profile_table(choice: Choice, drawn: list[dict]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            say("indices.dimension"): [code_name("dimension", r["dimension"]) for r in drawn],
            say("indices.score"): [score_of(r, "value", choice) for r in drawn],
            say("indices.median"): [score_of(r, "median", choice) for r in drawn],
            say("indices.provinces_known"): [number(r["reported"]) for r in drawn],
            say("indices.rank_of_known"): [f"{r['rank_among']}/{r['reported']}" for r in drawn],
            say("indices.published_rank"): [ranks(r) or "–" for r in drawn],
        }
    )


def all_provinces(choice: Choice, found: list[dict], unit: str | None) -> None:
    """Provinces with a score as bars; apart from them rank alone, other units, not reported."""
    if choice.year is None:
        return
    provinces = [r for r in found if r["level"] == "province"]
    alike = [r for r in provinces if r["system"] == choice.place["system"]]
    ranked = [r for r in alike if r["value"] is not None and r["unit"] == unit]
    if choice.has_province:
        st.header(say("indices.all_provinces", what=choice.name, year=choice.year), anchor=False)
    if ranked:
        _ranking(choice, ranked, unit)
    _rank_only(choice, [r for r in alike if r["value"] is None])
    others = [r for r in alike if r["unit"] not in (None, unit)]
    if others:
        _apart(say("indices.other_unit", names=_stated(others, choice)), others, "other-unit")
    others = [r for r in provinces if r["system"] != choice.place["system"]]
    if others:
        sentence = "other_new" if choice.place["system"] == "2004" else "other_old"
        text = say(f"indices.{sentence}", names=_stated(others, choice))
        _apart(text, others, "other-system")
    missing = unreported(choice)
    if missing:
        names = ", ".join(area["short_name"] for area in missing)
        with st.expander(say("indices.not_reported", count=len(missing))):
            st.markdown(names)


def _apart(text: str, others: list[dict], key: str) -> None:
    """Provinces that are told but not ranked, with the way to their sources."""
    st.caption(text)
    figure_panel.offer([i for r in others for i in figure_ids(r)], key=f"source-{key}")


def _ranking(choice: Choice, ranked: list[dict], unit: str) -> None:
    own = own_row(ranked, choice) if choice.has_province else None
    first = ranked[0]
    words = {"what": choice.name, "year": choice.year, "count": len(ranked)}
    best = [place_name(r) for r in ranked if r["rank_among"] == 1]
    words["first"] = listed(best)
    if len(ranked) == 1:
        title = say("indices.ranking_one", **words)
    elif own is None or own["rank_among"] == 1:
        title = say("indices.ranking_first", **words)
    else:
        words |= {"place": place_name(choice.place), "rank": own["rank_among"]}
        title = say("indices.ranking_own", **words)
    is_compared = len(ranked) >= COMPARABLE
    subtitle = {"measure": axis(choice, unit), "boundary": boundary_words(), "year": choice.year}
    if is_compared:
        median = score(first["median"], unit, choice.index)
        subtitle = say("indices.ranking_subtitle", **subtitle, median=median)
    else:
        subtitle = say("indices.ranking_subtitle_one", **subtitle)
    chart.show(
        figures.ranking(
            [
                f"{r['rank_among']}. {place_name(r)}" if is_compared else place_name(r)
                for r in ranked
            ],
            [r["value"] for r in ranked],
            [
                f"{number_of(r['value'], choice)} ({ranks(r)})"
                if ranks(r)
                else number_of(r["value"], choice)
                for r in ranked
            ],
            codes=[mark_of(r) for r in ranked],
            chosen=ranked.index(own) if own else None,
            median=first["median"] if is_compared else None,
            language=language(),
            is_dark=is_dark(),
            axis_title=axis(choice, unit),
        ),
        title=title,
        subtitle=subtitle,
        table=_ranking_table(choice, ranked),
        key="index-ranking",
        source=sources(ranked),
        figure_ids=[figure_ids(r) for r in ranked],
        on_point=open_mark,
    )


def _ranking_table(choice: Choice, ranked: list[dict]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            say("indices.rank_of_known"): [
                say("indices.tied", rank=r["rank_among"]) if r["is_tied"] else str(r["rank_among"])
                for r in ranked
            ],
            say("place.province"): [place_name(r) for r in ranked],
            say("indices.score"): [score_of(r, "value", choice) for r in ranked],
            say("indices.published_rank"): [ranks(r) or "–" for r in ranked],
            say("figure.flag"): [code_name("flag", r["flag"]) for r in ranked],
        }
    )


def _rank_only(choice: Choice, found: list[dict]) -> None:
    """Provinces of which only the published rank is known: buttons that open their rows."""
    if not found:
        return
    st.markdown(say("indices.only_rank_of", count=len(found)))
    with st.container(horizontal=True):
        for record in sorted(found, key=lambda r: r["published_rank"]):
            st.button(
                say("indices.with_rank", name=place_name(record), rank=ranks(record)),
                key=f"rank-{record['area_id']}",
                on_click=open_mark,
                args=(mark_of(record),),
                type="primary" if record["area_id"] == choice.place["area_id"] else "secondary",
            )


def _stated(found: list[dict], choice: Choice) -> str:
    """Provinces that are not ranked with the others, each with what it states."""
    return ", ".join(
        say("indices.with_rank", name=place_name(r), rank=ranks(r))
        if r["value"] is None
        else f"{place_name(r)} {score(r['value'], r['unit'], choice.index)}"
        for r in found
    )
