"""Models by domain: as a place reports them, or as a list of named models divides."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from .. import figures
from . import address, chart, figure_panel
from . import place as places
from .reader import (
    boundary,
    code_name,
    date,
    in_sentence,
    is_dark,
    language,
    models,
    number,
    percent,
    period,
    publisher,
    rows,
    say,
)

# A source that names fewer domains and no total says nothing about shares.
DOMAINS_AT_LEAST = 3


def reported_domains(place: dict, year: int) -> None:
    """Counts by domain that a source states for the place and year; one status at a time."""
    found = rows("domain_counts", boundary=boundary(), area_id=place["area_id"], year=year)
    name = places.name_in_sentence(place)
    if not found:
        st.subheader(say("overview.domains"), anchor=False)
        st.markdown(say("overview.domains_none", place=name, year=year))
        others = rows("years_with_domains", boundary=boundary(), area_id=place["area_id"])
        if others:
            years = ", ".join(str(other["year"]) for other in others)
            st.markdown(say("overview.domains_other_years", years=years))
        return
    series = {}
    for record in found:
        series.setdefault((record["status"], record["source_id"], record["part"]), []).append(
            record
        )
    keys = {
        f"{status}.{source_id}.{part or ''}": (status, source_id, part)
        for status, source_id, part in series
    }
    chosen = next(iter(keys))
    if len(keys) > 1:
        names = {code: _series_name(*keys[code], series) for code in keys}
        chosen = address.choose(
            say("models.status"), "loai-so", names, default=chosen, widget=st.pills, required=True
        )
    _domain_chart(series[keys[chosen]], name, year)


def _series_name(status: str, source_id: str, part: str | None, series: dict) -> str:
    name = code_name("status", status)
    alike = [key for key in series if key[0] == status]
    if part:
        name = f"{name} · {part}"
    elif len(alike) > 1:
        name = f"{name} · {publisher(series[status, source_id, part][0])}"
    return name


def _domain_chart(records: list[dict], place_name: str, year: int) -> None:
    values = {record["domain"]: record["value"] for record in records}
    stated_by = {record["domain"]: record["figure_id"] for record in records}
    order = sorted(values, key=values.get, reverse=True)
    stated, first = sum(values.values()), records[0]
    is_whole = first["total"] is not None or len(values) >= DOMAINS_AT_LEAST
    total = max(stated, first["total"] or 0) if is_whole else 0
    status = in_sentence(code_name("status", first["status"]))
    subtitle = {"status": status, "period": period(first), "sum": number(stated)}
    sentence = "domains_subtitle"
    if first["total"] is not None and first["total"] != stated:
        sentence, subtitle["total"] = "domains_subtitle_total", number(first["total"])
    subtitle = say(f"overview.{sentence}", **subtitle)
    if first["part"]:
        subtitle = f"{first['part']}. {subtitle}"
    place = first["part"] or place_name
    published = f" ({date(first['published_date'])})" if first["published_date"] else ""
    chart.show(
        _domain_bars(values, order, total),
        title=_domain_title(values, total, status, place, year),
        subtitle=subtitle,
        table=domain_table(values, order, total),
        key="domains",
        source=f"{publisher(first)}{published}",
        figure_ids=[[stated_by[domain]] for domain in order],
        on_point=lambda domain: address.go(so_lieu=figure_panel.code_of([stated_by[domain]])),
    )


def _domain_title(
    values: dict[str, float], total: float, status: str, place: str, year: int
) -> str:
    """The largest domain; without a total nothing is known of its share."""
    said = {"status": status, "place": place, "year": year}
    largest = max(values, key=values.get)
    count, domain = values[largest], code_name("domain", largest)
    if not count:
        return say("overview.domains_title_none", **said)
    if not total:
        return say("overview.domains_title_part", domain=domain, value=number(count), **said)
    share = percent(100 * count / total, 1)
    return say("overview.domains_title", domain=domain, share=share, **said)


def _domain_bars(values: dict[str, float], order: list[str], total: float):
    return figures.bars(
        [code_name("domain", domain) for domain in order],
        [values[domain] for domain in order],
        [figures.share_text(values[domain], total, language()) for domain in order],
        colours=[figures.domain_colour(domain, is_dark()) for domain in order],
        codes=order,
        language=language(),
        is_dark=is_dark(),
        axis_title=say("chart.count"),
    )


def domain_table(values: dict[str, float], order: list[str], total: float) -> pd.DataFrame:
    return pd.DataFrame(
        {
            say("models.domain"): [code_name("domain", domain) for domain in order],
            say("chart.count"): [number(values[domain]) for domain in order],
            say("chart.share"): [
                percent(100 * values[domain] / total if total else None, 1) for domain in order
            ],
        }
    )


def named_domains(
    choice: dict,
    subtitle: str | None = None,
    on_point: Callable[[str], None] | None = None,
) -> None:
    """How the named models that meet a choice divide among the domains."""
    counts = models().counts("domain", models().matching(**choice))
    order = sorted(counts, key=counts.get, reverse=True)
    total = sum(counts.values())
    if len(order) == 1:
        domain = in_sentence(code_name("domain", order[0]))
        st.subheader(
            say("models.chart_title_one", count=number(total), domain=domain), anchor=False
        )
        return
    title = say(
        "models.chart_title",
        domain=code_name("domain", order[0]),
        count=number(counts[order[0]]),
        all=number(total),
        share=percent(100 * counts[order[0]] / total, 1),
    )
    chart.show(
        _domain_bars(counts, order, total),
        title=title,
        subtitle=subtitle or say("models.chart_subtitle"),
        table=domain_table(counts, order, total),
        key="named-domains",
        models=choice,
        on_point=on_point,
    )
