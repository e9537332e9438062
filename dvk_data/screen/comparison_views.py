"""Comparing places: the views, each a chart with the figures behind its marks."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from .. import figures, formats
from ..statistics import ranks
from . import address, chart, figure_table
from .comparison import (
    DOMAINS,
    LEVELS,
    PLACES_AT_MOST,
    at_year,
    measure_title,
    measure_words,
    place_label,
    place_name,
    when_words,
)
from .place import go_to_place
from .reader import (
    boundary,
    code_name,
    date,
    figure,
    in_sentence,
    indicator,
    is_dark,
    language,
    number,
    percent,
    rows,
    say,
)

BARS_AT_MOST = 30
DOMAINS_AT_LEAST = 3
NEARLY_ALL = 0.9


def ranked(
    values: list[dict], measure: dict, level: str, year: int | None, *, per_commune: bool
) -> None:
    """Bars from the largest; on request per commune; what is not reported stands apart."""
    now = at_year([v for v in values if v["aspect"] == "all"], year)
    shown = [_shown(v, per_commune) for v in now]
    order = sorted(range(len(now)), key=lambda i: -shown[i])
    now, shown = [now[i] for i in order], [shown[i] for i in order]
    places = [place_label(v, level, year) for v in now]
    positions = ranks(shown)
    texts = [_text(v, s, per_commune) for v, s in zip(now, shown, strict=True)]
    first = [place for place, rank in zip(places, positions, strict=True) if rank == 1]
    chart.show(
        figures.bars(
            [f"{rank}. {place}" for rank, place in zip(positions, places, strict=True)][
                :BARS_AT_MOST
            ],
            shown[:BARS_AT_MOST],
            texts[:BARS_AT_MOST],
            codes=[v["area_id"] for v in now][:BARS_AT_MOST],
            language=language(),
            is_dark=is_dark(),
            axis_title=_axis_title(measure, per_commune),
        ),
        title=say(
            "comparison.ranked_title",
            place=first[0],
            value=texts[0],
            measure=measure_words(measure),
            when=when_words(year),
        ),
        subtitle=_subtitle(measure, level, when_words(year), len(now), per_commune),
        key="ranked",
        table=pd.DataFrame(
            {
                say("comparison.rank"): positions,
                say("models.place"): places,
                say("figure.value"): [figure(v["value"], v["unit"]) for v in now],
                say("comparison.communes"): [number(v["communes"]) for v in now],
                say("comparison.per_commune"): [
                    number(v["value"] / v["communes"] if v["communes"] else None) for v in now
                ],
                say("figure.flag"): [code_name("flag", v["flag"]) for v in now],
            }
        ),
        source=say("comparison.source", count=number(len(now))),
        on_point=lambda code: address.go(chon=code),
    )
    if len(now) > BARS_AT_MOST:
        st.caption(say("comparison.more_in_table", count=number(len(now) - BARS_AT_MOST)))
    if year:
        _not_reported(values, now, level, year)
    _behind(now, level)


def _shown(value: dict, per_commune: bool) -> float:
    if per_commune and value["communes"]:
        return value["value"] / value["communes"]
    return value["value"]


def _text(value: dict, shown: float, per_commune: bool) -> str:
    text = number(shown) if per_commune else figure(shown, value["unit"])
    if per_commune:
        text = say("comparison.per_commune_text", value=text, count=number(value["value"]))
    if value["is_converted"]:
        text = f"{text} ({say('figure.converted')})"
    return f"≈ {text}" if value["flag"] == "approximate" else text


def _axis_title(measure: dict, per_commune: bool) -> str:
    if per_commune:
        return say("comparison.axis_per_commune", measure=in_sentence(measure_title(measure)))
    unit = measure["unit"]
    return measure_title(measure) if unit == "item" else code_name("unit", unit)


def _subtitle(measure: dict, level: str, when: str, places: int, per_commune: bool = False) -> str:
    sentence = "subtitle_per_commune" if per_commune else "subtitle"
    return say(
        f"comparison.{sentence}",
        measure=measure_title(measure),
        kind=_kind(measure),
        when=when,
        count=number(places),
        level=in_sentence(code_name("level", level)),
        boundary=say(f"app.boundary_{boundary()}"),
    )


def _kind(measure: dict) -> str:
    """Flow, stock or decision: what a count of models is, so that nobody mixes them."""
    if measure["subject"] == "model_counts":
        return say(f"comparison.kind_{measure['measure']}")
    if measure["subject"] == "service_kpis":
        definition = indicator(measure["measure"]).definition(language())
        return in_sentence(definition.partition(". ")[0].rstrip("."))
    return say(f"comparison.kind_{measure['subject']}")


def _not_reported(values: list[dict], now: list[dict], level: str, year: int) -> None:
    """Places that have the measure in another year, but not in this one."""
    known = {value["area_id"] for value in now}
    others = {v["area_id"]: place_name(v, level) for v in values if v["area_id"] not in known}
    if others:
        names = ", ".join(list(others.values())[:PLACES_AT_MOST])
        more = "…" if len(others) > PLACES_AT_MOST else ""
        st.caption(say("comparison.not_reported", year=year, places=names + more))


def _behind(values: list[dict], level: str) -> None:
    """The figures behind the place that was clicked, and the way to its own page."""
    chosen = address.value("chon")
    of_place = [value for value in values if value["area_id"] == chosen]
    if not of_place:
        if chosen:
            address.note_unknown("chon", chosen)
        st.caption(say("comparison.click_hint"))
        return
    name = place_name(of_place[0], level)
    ids = [figure_id for value in of_place for figure_id in value["figure_ids"]]
    if ids:
        figure_table.behind(ids, say("comparison.behind", place=name))
    with st.container(horizontal=True):
        st.page_link(
            "pages/models.py",
            label=say("overview.models_link_short", place=name),
            icon=":material/groups:",
            query_params=address.shared() | {"noi": chosen},
        )
        st.button(
            say("comparison.open_place", place=name),
            on_click=_open_overview,
            args=(chosen,),
            icon=":material/dashboard:",
            type="tertiary",
        )


def _open_overview(area_id: str) -> None:
    go_to_place(area_id)
    st.switch_page("pages/overview.py", query_params=address.shared())


def domains(
    values: list[dict], measure: dict, level: str, year: int | None, *, as_share: bool
) -> None:
    """Each place's bar parted by domain, as counts or as shares of its domains."""
    parted = _by_place(values, year)
    if not parted:
        _nearest_year(values, year)
        return
    order = sorted(parted, key=lambda area: -sum(parted[area]["domains"].values()))
    places = [place_label(parted[area]["value"], level, year) for area in order]
    chart.show(
        _domain_bars(parted, order, places, as_share=as_share),
        title=_domain_title(parted, order, measure, year),
        subtitle=_subtitle(measure, level, when_words(year), len(order)),
        key="domains-of-places",
        table=_domain_table(order, places, parted),
        source=say("comparison.source", count=number(len(order))),
        on_point=lambda code: address.go(chon=code),
    )
    _behind(at_year(values, year), level)
    _domains_elsewhere(measure, level)


def _domains_elsewhere(measure: dict, level: str) -> None:
    """What other levels and statuses say of domains: each in a chart of its own, never mixed."""
    has_heading = False
    for other_level in LEVELS.values():
        for other in rows("measures_to_compare", boundary=boundary(), level=other_level):
            is_this = (other_level, other["measure"]) == (level, measure["measure"])
            if other["subject"] != "model_counts" or is_this:
                continue
            asked = {name: other[name] for name in ("subject", "measure", "unit")}
            values = rows(
                "values_to_compare",
                boundary=boundary(),
                level=other_level,
                province_id=None,
                areas=[],
                **asked,
            )
            parted = _by_place(values, None)
            if parted and not has_heading:
                st.header(say("comparison.elsewhere"), anchor=False)
                has_heading = True
            if parted:
                _shares(parted, other, other_level)


def _shares(parted: dict, measure: dict, level: str) -> None:
    order = sorted(parted, key=lambda area: -sum(parted[area]["domains"].values()))
    places = [place_label(parted[area]["value"], level, None) for area in order]
    key = f"shares-{level}-{measure['measure']}"
    chart.show(
        _domain_bars(parted, order, places, as_share=True),
        title=_domain_title(parted, order, measure, None),
        subtitle=_subtitle(measure, level, when_words(None), len(order)),
        key=key,
        table=_domain_table(order, places, parted),
        source=say("comparison.source", count=number(len(order))),
    )


def _domain_bars(parted: dict, order: list[str], places: list[str], *, as_share: bool):
    series = {
        code_name("domain", domain): [parted[area]["domains"].get(domain) for area in order]
        for domain in DOMAINS
        if any(domain in parted[area]["domains"] for area in order)
    }
    colours = {
        code_name("domain", domain): figures.domain_colour(domain, is_dark()) for domain in DOMAINS
    }
    return figures.stacked_bars(
        places,
        series,
        colours=colours,
        codes=order,
        as_share=as_share,
        language=language(),
        is_dark=is_dark(),
        axis_title=say("chart.share") if as_share else say("chart.count"),
    )


def _domain_title(parted: dict, order: list[str], measure: dict, year: int | None) -> str:
    leaders = [max(parted[area]["domains"], key=parted[area]["domains"].get) for area in order]
    leader = max(set(leaders), key=lambda domain: (leaders.count(domain), -DOMAINS.index(domain)))
    return say(
        "comparison.domains_title",
        domain=code_name("domain", leader),
        count=number(leaders.count(leader)),
        all=number(len(order)),
        measure=measure_words(measure),
        when=when_words(year),
    )


def _by_place(values: list[dict], year: int | None) -> dict[str, dict]:
    """Domains of each place that states them; a part of the domains would give false shares."""
    parted: dict[str, dict] = {}
    for value in at_year([v for v in values if v["aspect"] in DOMAINS], year):
        if value["value"]:
            place = parted.setdefault(value["area_id"], {"value": value, "domains": {}})
            place["domains"][value["aspect"]] = value["value"]
    totals = {(v["area_id"], v["year"]): v["value"] for v in values if v["aspect"] == "all"}
    return {
        area: place
        for area, place in parted.items()
        if len(place["domains"]) >= DOMAINS_AT_LEAST
        and sum(place["domains"].values())
        >= NEARLY_ALL * totals.get((area, place["value"]["year"]), 0)
    }


def _domain_table(order: list[str], places: list[str], parted: dict) -> pd.DataFrame:
    table = {say("models.place"): places}
    for domain in DOMAINS:
        column = []
        for area in order:
            of_place = parted[area]["domains"]
            value = of_place.get(domain)
            total = sum(of_place.values())
            column.append(
                formats.NOT_REPORTED
                if value is None
                else figures.share_text(value, total, language())
            )
        if any(text != formats.NOT_REPORTED for text in column):
            table[code_name("domain", domain)] = column
    return pd.DataFrame(table)


def heat_table(values: list[dict], measure: dict, level: str, year: int | None) -> None:
    """Domains x places: shades for shares, numbers in the cells, blank for not reported."""
    parted = _by_place(values, year)
    if not parted:
        _nearest_year(values, year)
        return
    order = sorted(parted, key=lambda area: -sum(parted[area]["domains"].values()))[:BARS_AT_MOST]
    places = [place_label(parted[area]["value"], level, year) for area in order]
    used = [d for d in DOMAINS if any(d in parted[area]["domains"] for area in order)]
    shares, texts = [], []
    for area in order:
        of_place = parted[area]["domains"]
        total = sum(of_place.values())
        shares.append([100 * of_place[d] / total if d in of_place else None for d in used])
        texts.append(
            [
                f"{number(of_place[d])}<br>{percent(100 * of_place[d] / total, 0)}"
                if d in of_place
                else ""
                for d in used
            ]
        )
    top = max((share, i, j) for i, row in enumerate(shares) for j, share in enumerate(row) if share)
    chart.show(
        figures.heat(
            places,
            [code_name("domain", domain) for domain in used],
            shares,
            texts,
            codes=order,
            language=language(),
            is_dark=is_dark(),
        ),
        title=say(
            "comparison.heat_title",
            domain=code_name("domain", used[top[2]]),
            share=percent(top[0], 0),
            place=places[top[1]],
            measure=measure_words(measure),
        ),
        subtitle=_subtitle(measure, level, when_words(year), len(order)),
        key="heat",
        table=_domain_table(order, places, parted),
        source=say("comparison.source", count=number(len(order))),
        on_point=lambda code: address.go(chon=code),
    )
    _behind(at_year(values, year), level)


def _nearest_year(values: list[dict], year: int | None) -> None:
    """Says that nothing is parted by domain in this year and offers the years that are."""
    st.info(say("comparison.no_domains", when=when_words(year)))
    years = sorted({v["year"] for v in values if v["aspect"] in DOMAINS}, reverse=True)
    with st.container(horizontal=True):
        for other in years[:6]:
            st.button(
                str(other), key=f"year-{other}", on_click=address.go, kwargs={"nam_ss": str(other)}
            )


def over_time(values: list[dict], measure: dict, level: str, *, in_one: bool) -> None:
    """Trend of each place: in one picture, or one small picture per place on one scale."""
    by_place: dict[str, list[dict]] = {}
    for value in values:
        if value["aspect"] == "all":
            by_place.setdefault(value["area_id"], []).append(value)
    moving = {area: found for area, found in by_place.items() if len(found) > 1}
    chosen = sorted(moving, key=lambda area: -len(moving[area]))[:PLACES_AT_MOST]
    if not chosen:
        st.info(say("comparison.no_trend"))
        return
    palette = figures.palette(is_dark())["chartCategoricalColors"]
    series = [
        figures.Line(
            name=place_name(moving[area][0], level),
            points=[
                (v["date_to"], v["value"], figure(v["value"], v["unit"]), area)
                for v in moving[area]
            ],
            colour=palette[i % 6] if in_one else palette[0],
        )
        for i, area in enumerate(chosen)
    ]
    look = {
        "language": language(),
        "is_dark": is_dark(),
        "boundary_label": say("chart.boundary_change"),
    }
    if in_one:
        from_zero = measure["unit"] != "percent"
        title = _axis_title(measure, False)
        picture = figures.lines(series, axis_title=title, from_zero=from_zero, **look)
    else:
        picture = figures.small_multiples(series, **look)
    chart.show(
        picture,
        title=_trend_title(moving[chosen[0]], series[0].name, measure),
        subtitle=_subtitle(measure, level, say("place.all_years"), len(chosen)),
        key="trend" if in_one else "multiples",
        table=pd.DataFrame(
            [
                {
                    say("models.place"): line.name,
                    say("figure.period"): date(point[0]),
                    say("figure.value"): point[2],
                }
                for line in series
                for point in sorted(line.points)
            ]
        ),
        source=say("comparison.source", count=number(len(chosen))),
        on_point=lambda code: address.go(chon=code),
    )
    _behind([v for area in chosen for v in moving[area]], level)


def _trend_title(found: list[dict], place: str, measure: dict) -> str:
    first, last = found[0], found[-1]
    direction = "rose" if last["value"] > first["value"] else "fell"
    if last["value"] == first["value"]:
        direction = "stayed"
    return say(
        f"comparison.trend_{direction}",
        place=place,
        measure=measure_words(measure),
        first=figure(first["value"], first["unit"]),
        last=figure(last["value"], last["unit"]),
        first_year=first["year"],
        last_year=last["year"],
    )
