"""Where a province stands in a provincial index: numbers, years, dimensions, all provinces."""

from __future__ import annotations

import streamlit as st

from . import address, figure_panel, shell
from .index_choice import (
    Choice,
    choose_unit,
    difference,
    mark,
    offer,
    place_name,
    score,
    scores,
)
from .reader import boundary, number, publisher, rows, say
from .source import flag_badge

# A median of one place is that place itself: from two on there is something to compare with.
COMPARABLE = 2
SOURCES_NAMED = 3
# What each change of an index is called in the sentences.
CHANGES = {"PCI": {2009: "nine", 2013: "ten"}, "PAPI": {2018: "eight"}}


def title(choice: Choice) -> None:
    words = {"place": place_name(choice.place), "index": choice.name}
    sentence = (
        say("indices.title", year=choice.year, **words)
        if choice.year
        else say("indices.title_none", **words)
    )
    shell.title(sentence)


def standing(choice: Choice) -> tuple[list[dict], str | None]:
    """Scores of the year in the one unit that is compared, and that unit.

    Says what is missing and offers what there is where the place states nothing.
    """
    if choice.year is None:
        offer(choice)
        return [], None
    found = scores(choice, year=choice.year, dimension=choice.dimension)
    own = own_row(found, choice)
    unit = choose_unit(choice, found, own)
    if choice.has_province and own is None:
        offer(choice)
    return found, unit


def own_row(found: list[dict], choice: Choice, unit: str | None = None) -> dict | None:
    """The row of the chosen place; in a unit, where one is given, or with its rank alone."""
    mine = [r for r in found if r["area_id"] == choice.place["area_id"]]
    alike = [r for r in mine if unit is None or r["unit"] == unit]
    return next(iter(alike or mine), None)


def cards(choice: Choice, found: list[dict], unit: str | None) -> None:
    """The answer in one sentence, then score, published rank, rank among those known, median."""
    own = own_row(found, choice, unit) if choice.has_province else None
    if own is None:
        return
    st.markdown(answer(choice, own))
    grid = st.grid(4, min_column_width=150, border=True)
    with grid.cell():
        _score_card(choice, own)
    with grid.cell():
        st.title(ranks(own) or "–", anchor=False)
        known = say("indices.rank_published") if ranks(own) else say("indices.rank_not_published")
        st.caption(known)
        if own["rank_ids"]:
            figure_panel.offer(own["rank_ids"], key="source-rank")
    alike = [i for r in found if _is_alike(r, own) for i in r["score_ids"][:1]]
    with grid.cell():
        _rank_card(own, alike)
    with grid.cell():
        _median_card(choice, own, alike)
    _cautions(choice, found, own)


def _score_card(choice: Choice, own: dict) -> None:
    if own["value"] is None:
        st.title("–", anchor=False)
        st.caption(say("indices.rank_only"))
        return
    text = number(own["value"], choice.index.decimals)
    st.title(f"{text}%" if own["unit"] == "percent" else text, anchor=False)
    scale = choice.index.scale_of(choice.dimension, choice.year)
    if own["unit"] == "percent" or scale is None:
        st.caption(say("indices.score"))
    else:
        st.caption(say("indices.score_of", scale=number(scale)))
    figure_panel.offer(own["score_ids"], key="source-score")
    flag_badge(own["flag"])


def _is_alike(record: dict, own: dict) -> bool:
    """Whether a score is one of those that the rank and the median are made of."""
    return all(record[column] == own[column] for column in ("system", "level", "unit"))


def _rank_card(own: dict, alike: list[str]) -> None:
    if own["rank_among"] is None or own["reported"] < COMPARABLE:
        st.title("–", anchor=False)
        st.caption(say("indices.rank_among_none"))
        return
    st.title(f"{own['rank_among']}/{own['reported']}", anchor=False)
    words = {"rank": own["rank_among"], "count": own["reported"]}
    tied = say("indices.rank_tied", **words)
    st.caption(tied if own["is_tied"] else say("indices.rank_among", **words))
    figure_panel.offer(alike, key="source-rank-among")


def _median_card(choice: Choice, own: dict, alike: list[str]) -> None:
    if own["reported"] < COMPARABLE:
        st.title("–", anchor=False)
        st.caption(say("indices.median_none"))
        return
    text = number(own["median"], choice.index.decimals)
    st.title(f"{text}%" if own["unit"] == "percent" else text, anchor=False)
    st.caption(say("indices.median_of", count=own["reported"]))
    figure_panel.offer(alike, key="source-median")


def answer(choice: Choice, own: dict) -> str:
    """Where the place stands against the median, in one sentence."""
    words = {"what": choice.name, "year": choice.year, "place": place_name(choice.place)}
    if own["value"] is None:
        return say("indices.answer_rank", **words, rank=ranks(own))
    words["value"] = score(own["value"], own["unit"], choice.index)
    if own["reported"] < COMPARABLE:
        return say("indices.answer_alone", **words)
    words["median"] = score(own["median"], own["unit"], choice.index)
    words["count"] = own["reported"]
    if not own["difference"]:
        return say("indices.answer_equal", **words)
    words["difference"] = difference(own["difference"], own["unit"], choice.index)
    if own["difference"] > 0:
        return say("indices.answer_above", **words)
    return say("indices.answer_below", **words)


def ranks(record: dict) -> str:
    """The published rank; all of them where sources differ: '12 / 13'."""
    return " / ".join(str(rank) for rank in record["published_ranks"] or [])


def _cautions(choice: Choice, found: list[dict], own: dict) -> None:
    """Few provinces known, sources that differ, and the national figure where one is stated."""
    all_provinces, reported = _provinces(choice, found), own["reported"]
    if COMPARABLE <= reported < all_provinces:
        st.caption(say("indices.few", count=reported, all=all_provinces))
    differing = own["stated_values"] or []
    if len(differing) > 1:
        values = [score(value, own["unit"], choice.index) for value in differing]
        used = score(own["value"], own["unit"], choice.index)
        st.warning(say("indices.differing", values=" / ".join(values), used=used))
    if len(own["published_ranks"] or []) > 1:
        st.warning(say("indices.differing_ranks", ranks=ranks(own)))
    for record in found:
        if record["level"] == "nation" and record["value"] is not None:
            value = score(record["value"], record["unit"], choice.index)
            st.caption(say("indices.nation", value=value, year=choice.year))


def _provinces(choice: Choice, found: list[dict]) -> int:
    """How many provinces there are in the boundaries of the chosen place."""
    known = {
        r["area_id"]
        for r in found
        if r["level"] == "province" and r["system"] == choice.place["system"]
    }
    return len(known) + len(unreported(choice))


def unreported(choice: Choice) -> list[dict]:
    return rows(
        "index_unreported",
        system=choice.place["system"],
        index_name=choice.index.code,
        year=choice.year,
        dimension=choice.dimension,
    )


def changes(choice: Choice) -> list[str]:
    """Since when scores of the chosen dimension are made of something else, in sentences."""
    named = CHANGES.get(choice.index.code, {})
    return [
        say(f"indices.change_{named[change.year]}")
        for change in choice.index.changes_of(choice.dimension)
    ]


def axis(choice: Choice, unit: str) -> str:
    if unit == "percent":
        return say("indices.axis_percent", what=choice.name)
    scale = choice.index.scale_of(choice.dimension, choice.year)
    if scale is None:
        return choice.name
    return say("indices.axis_points", what=choice.name, scale=number(scale))


def open_mark(code: str) -> None:
    address.go(cs_dong=code)


def boundary_words() -> str:
    is_current = boundary() == "current"
    return say("indices.boundary_current" if is_current else "indices.boundary_reported")


def sources(found: list[dict]) -> str:
    """Publishers of what is drawn; the rest counted when there are many."""
    every = dict.fromkeys(name for r in found for name in r["publishers"])
    names = [publisher({"publisher": name}) for name in every]
    if len(names) <= SOURCES_NAMED:
        return ", ".join(names)
    first = ", ".join(names[:SOURCES_NAMED])
    return say("indices.more_sources", names=first, count=len(names) - SOURCES_NAMED)


def figure_ids(record: dict) -> list[str]:
    """The stated figures behind a score and its published rank."""
    return list(dict.fromkeys([*record["score_ids"], *record["rank_ids"]]))


def mark_of(record: dict) -> str:
    return mark(record["area_id"], record["year"], record["dimension"])


def number_of(value: float, choice: Choice) -> str:
    return number(value, choice.index.decimals)


def score_of(record: dict, column: str, choice: Choice) -> str:
    value = record[column]
    if value is None or (column == "median" and record["reported"] < COMPARABLE):
        return "–"
    return score(value, record["unit"], choice.index)
