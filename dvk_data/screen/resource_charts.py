"""The outcomes of models by group as bars, and how they spread: one dot per model, or by size."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from .. import figures
from . import address, chart, figure_panel
from .reader import (
    boundary,
    date,
    in_sentence,
    is_dark,
    language,
    listed,
    number,
    percent,
    publisher,
    row,
    say,
)
from .resource_choices import ALL_YEARS, NOT_STATED, Choice, name_of, period_name, year_parameters
from .resource_numbers import (
    QUARTILES_FROM,
    amount,
    are_too_many,
    groups_of,
    models_of,
    sizes_of,
    spoken,
    unit_title,
    whole_of,
)

VIEWS = {"chu-the": "owner_type", "linh-vuc": "domain", "dia-ban": "place", "nam": "year"}
# Models of which no unit below the chosen place is known.
UNPLACED = {"nation": "only_nation", "province": "only_province", "district": "only_district"}
BARS_AT_MOST = 15


def choose_view(choice: Choice) -> str:
    """Control for what the models are grouped by."""
    names = {code: say(f"resources.by_{view}") for code, view in VIEWS.items()}
    code = address.choose(
        say("resources.view"),
        "nl-theo",
        names,
        "chu-the",
        st.segmented_control,
        then=lambda _: {"nl_chon": None, "nl_mo_hinh": None},
        required=True,
    )
    return VIEWS[code]


def group_name(choice: Choice, view: str, group: dict) -> str:
    code = group["code"]
    if view != "place":
        return name_of(view, code)
    if code == NOT_STATED:
        return say(f"resources.{UNPLACED[choice.place['level']]}")
    if choice.place["level"] != "nation":
        return group["area_name"]
    name = group["short_name"]
    is_new = boundary() == "reported" and group["system"] == "2025"
    return say("place.since_2025", name=name) if is_new else name


def groups(choice: Choice, view: str, whole: dict) -> None:
    """Bars of totals; where there is no total, every figure as a dot in the row of its group, or
    what is typical of each group of very many."""
    if view == "year":
        found, period = groups_of(choice, view, years=[]), period_name(ALL_YEARS)
    else:
        found, period = groups_of(choice, view), choice.period
    if choice.indicator.is_additive:
        _bars(choice, view, found, period)
    elif are_too_many(choice):
        _medians(choice, view, found, whole, period)
    else:
        _rows_of_dots(choice, view, found, whole)


def open_group(view: str, code: str) -> None:
    if view == "year":
        address.go(**year_parameters(code), nl_mo_hinh=None)
    else:
        address.go(nl_chon=code, nl_mo_hinh=None)


def is_in(view: str, code: str, model: dict) -> bool:
    return code in (model["place_codes"] or []) if view == "place" else model[view] == code


def _bars(choice: Choice, view: str, found: list[dict], period: str) -> None:
    first = found if view == "year" else found[:BARS_AT_MOST]
    chart.show(
        _bars_of(choice, view, first, [group["total"] for group in first]),
        title=_groups_title(choice, view, found, period),
        subtitle=_groups_subtitle(choice, view, found, period, len(first)),
        table=_groups_table(choice, view, found),
        key=f"resources-{view}",
        source=_sources(_whole(choice, view)),
        figure_ids=[figure_panel.code_of(group["figure_ids"], is_sum=True) for group in found],
        knows_every_figure=all(group["figure_ids"] for group in found),
        models=choice.models() if view == "domain" else None,
        on_point=lambda code: open_group(view, code),
    )


def _bars_of(choice: Choice, view: str, shown: list[dict], values: list[float]) -> figures.Figure:
    """One bar per group, with how many models it has beside its name."""
    bars = figures.bars(
        [f"{group_name(choice, view, group)} ({number(group['models'])})" for group in shown],
        values,
        [amount(choice, value) for value in values],
        colours=_colours(view, shown),
        codes=[group["code"] for group in shown],
        language=language(),
        is_dark=is_dark(),
        axis_title=unit_title(choice),
    )
    return figures.speak_axis(bars, values, lambda value: amount(choice, value))


def _colours(view: str, found: list[dict]) -> list[str] | None:
    if view != "domain":
        return None
    return [figures.domain_colour(group["code"], is_dark()) for group in found]


def _groups_title(choice: Choice, view: str, found: list[dict], period: str) -> str:
    named = [group for group in found if group["code"] != NOT_STATED]
    said = {"indicator": choice.name, "place": choice.place_name, "period": period}
    if not named:
        return say("resources.title_unnamed", **said)
    largest = max(group["total"] for group in named)
    leaders = [group for group in named if group["total"] == largest]
    names = [_leader(choice, view, group) for group in leaders]
    said["value"] = spoken(choice, largest)
    unnamed = next((group for group in found if group["code"] == NOT_STATED), None)
    if unnamed and unnamed["total"] > largest:
        said["unnamed"] = group_name(choice, view, unnamed)
        said["share"] = percent(100 * unnamed["total"] / _whole(choice, view)["total"], 1)
        return say("resources.title_mostly_unnamed", first=listed(names[:4]), **said)
    if len(found) == 1:
        return say("resources.title_only", first=names[0], **said)
    if len(leaders) > 1:
        return say("resources.title_equal", first=listed(names[:4]), **said)
    share = percent(100 * largest / _whole(choice, view)["total"], 1)
    return say("resources.title_first", first=names[0], share=share, **said)


def _leader(choice: Choice, view: str, group: dict) -> str:
    name = group_name(choice, view, group)
    return say("resources.year_named", year=name) if view == "year" else name


def _whole(choice: Choice, view: str) -> dict:
    """Each model once; a model in two places does not count twice."""
    others = {"years": []} if view == "year" else {}
    return groups_of(choice, "all", **others)[0]


def _groups_subtitle(choice, view: str, found: list[dict], period: str, shown: int) -> str:
    said = [say("resources.subtitle", unit=_unit_name(choice), period=period)]
    if view == "place" and sum(g["models"] for g in found) > whole_of(choice)["models"]:
        said.append(say("resources.subtitle_several"))
    if shown < len(found):
        said.append(say("resources.subtitle_more", count=number(len(found) - shown)))
    is_current = boundary() == "current"
    said.append(say("resources.boundary_current" if is_current else "resources.boundary_reported"))
    return " ".join(said)


def _unit_name(choice: Choice) -> str:
    return in_sentence(unit_title(choice))


def _groups_table(choice: Choice, view: str, found: list[dict]) -> pd.DataFrame:
    whole = _whole(choice, view)["total"]
    columns = {
        say(f"resources.by_{view}"): [group_name(choice, view, group) for group in found],
        say("resources.models_stating"): [number(group["models"]) for group in found],
    }
    if whole is not None:
        columns[say("resources.total")] = [spoken(choice, group["total"]) for group in found]
        columns[say("chart.share")] = [
            percent(100 * group["total"] / whole, 1) if whole else "" for group in found
        ]
    columns[say("resources.typical")] = [spoken(choice, group["median"]) for group in found]
    columns[say("resources.largest")] = [spoken(choice, group["largest"]) for group in found]
    columns[say("resources.approximate")] = [number(group["approximate"]) for group in found]
    return pd.DataFrame(columns)


def _sources(whole: dict) -> str:
    """The document when there is one, else how many."""
    ids = whole["source_ids"]
    if len(ids) > 1:
        return say("resources.documents", count=number(len(ids)))
    document = row("source", source_id=ids[0])
    published = document["published_date"]
    return f"{publisher(document)}, {date(published)}" if published else publisher(document)


def _rows_of_dots(choice: Choice, view: str, found: list[dict], whole: dict) -> None:
    models = models_of(choice)
    strips = {}
    for group in found[:BARS_AT_MOST]:
        name = f"{group_name(choice, view, group)} ({number(group['models'])})"
        strips[name] = _dots(model for model in models if is_in(view, group["code"], model))
    if view == "year":
        strips = {name: dots for name, dots in strips.items() if dots}
    if len(strips) < 2:
        strips = {"": _dots(models)}
    _strip(
        choice,
        strips,
        title=_spread_title(choice, whole),
        key=f"resources-dots-{view}",
        table=_groups_table(choice, view, found),
        figure_ids=[figure_panel.code_of(group["figure_ids"], is_sum=True) for group in found],
        knows_every_figure=all(group["figure_ids"] for group in found),
        whole=whole,
    )


def _medians(choice: Choice, view: str, found: list[dict], whole: dict, period: str) -> None:
    """Bars of medians, the highest first; years in their order."""
    ordered = found if view == "year" else sorted(found, key=lambda group: -group["median"])
    first = ordered if view == "year" else ordered[:BARS_AT_MOST]
    said = [say("resources.medians_subtitle", unit=_unit_name(choice), period=period)]
    if len(first) < len(found):
        said.append(say("resources.subtitle_more", count=number(len(found) - len(first))))
    chart.show(
        _bars_of(choice, view, first, [group["median"] for group in first]),
        title=_medians_title(choice, view, found, period),
        subtitle=" ".join(said),
        key=f"resources-medians-{view}",
        table=_groups_table(choice, view, ordered),
        source=_sources(whole),
        figure_ids=[figure_panel.code_of(group["figure_ids"], is_sum=True) for group in ordered],
        knows_every_figure=False,
        on_point=lambda code: open_group(view, code),
    )


def _medians_title(choice: Choice, view: str, found: list[dict], period: str) -> str:
    named = [group for group in found if group["code"] != NOT_STATED]
    said = {"indicator": choice.name, "place": choice.place_name, "period": period}
    if not named:
        return say("resources.title_unnamed", **said)
    highest = max(group["median"] for group in named)
    leaders = [_leader(choice, view, group) for group in named if group["median"] == highest]
    kind = "only" if len(found) == 1 else "equal" if len(leaders) > 1 else "first"
    said |= {"first": listed(leaders[:4]), "value": spoken(choice, highest)}
    return say(f"resources.medians_{kind}", **said)


def has_spread(choice: Choice, whole: dict) -> bool:
    """Whether the spread shows more than the bars; dots of groups show it themselves."""
    return whole["rows"] > 1 and (choice.indicator.is_additive or are_too_many(choice))


def spread(choice: Choice, whole: dict) -> None:
    """One dot per model, so that one huge campaign does not hide the others; very many by size."""
    if are_too_many(choice):
        _sizes(choice, whole)
        return
    models = models_of(choice)
    _strip(
        choice,
        {"": _dots(models)},
        title=_spread_title(choice, whole),
        key="resources-spread",
        figure_ids=[figure_panel.code_of(model["figure_ids"], is_sum=True) for model in models],
        whole=whole,
    )


def _sizes(choice: Choice, whole: dict) -> None:
    """How many models reach which size."""
    sizes = sizes_of(choice)
    counts = [size["rows"] for size in sizes]
    where = {"place": choice.place_name, "period": choice.period, "unit": _unit_name(choice)}
    names = [_size_name(choice, size) for size in sizes]
    shares = [percent(100 * count / whole["rows"], 1) for count in counts]
    bars = figures.bars(
        names,
        counts,
        [number(count) for count in counts],
        language=language(),
        is_dark=is_dark(),
        axis_title=say("resources.models_stating"),
    )
    chart.show(
        figures.speak_axis(bars, counts, number),
        title=_spread_title(choice, whole),
        subtitle=say("resources.sizes_subtitle", **where),
        key="resources-sizes",
        table=pd.DataFrame(
            {
                choice.name: names,
                say("resources.models_stating"): [number(count) for count in counts],
                say("chart.share"): shares,
            }
        ),
        source=_sources(whole),
    )


def _size_name(choice: Choice, size: dict) -> str:
    if size["high"] is None:
        return amount(choice, size["low"])
    low, high = amount(choice, size["low"]), amount(choice, size["high"])
    return say("resources.size", low=low, high=high)


def _spread_title(choice: Choice, whole: dict) -> str:
    value = spoken(choice, whole["median"])
    if whole["rows"] == 1:
        return say("resources.spread_one", indicator=choice.name, value=value)
    return say(
        "resources.spread_title",
        indicator=choice.name,
        median=value,
        low=spoken(choice, whole["smallest"]),
        high=spoken(choice, whole["largest"]),
    )


def _dots(models) -> list[figures.Dot]:
    return [
        figures.Dot(model["value"], model["model_id"], model["name"], not model["flags"])
        for model in models
    ]


def _strip(
    choice: Choice,
    strips: dict,
    *,
    title: str,
    key: str,
    figure_ids: list[str],
    whole: dict,
    table: pd.DataFrame | None = None,
    knows_every_figure: bool = True,
) -> None:
    values = [dot.value for dots in strips.values() for dot in dots]
    middle = None
    if len(strips) == 1 and whole["rows"] >= QUARTILES_FROM:
        middle = (whole["lower_quartile"], whole["median"], whole["upper_quartile"])
    scale = "log" if figures.is_wide(values) else "linear"
    where = {"place": choice.place_name, "period": choice.period}
    said = [say("resources.spread_subtitle", **where)]
    if middle:
        said.append(say("resources.spread_band"))
    said.append(say(f"resources.scale_{scale}"))
    if any(not dot.is_sure for dots in strips.values() for dot in dots):
        said.append(say("resources.hollow"))
    chart.show(
        figures.strip(
            strips,
            speak=lambda value: amount(choice, value),
            language=language(),
            is_dark=is_dark(),
            axis_title=unit_title(choice),
            middle=middle,
            middle_label=say("resources.median_label", value=amount(choice, whole["median"])),
        ),
        title=title,
        subtitle=" ".join(said),
        key=key,
        table=table,
        source=_sources(whole),
        figure_ids=figure_ids,
        knows_every_figure=knows_every_figure,
        on_point=lambda code: address.go(nl_mo_hinh=code),
    )
    st.caption(say("resources.spread_hint"))
