"""What the models achieved in all by one indicator, in numbers and in words."""

from __future__ import annotations

import streamlit as st

from .. import formats
from . import figure_panel, shell
from . import place as places
from .reader import code_name, figure, language, listed, number, percent, rows, say
from .resource_choices import NOT_STATED, SERVICES, Choice, group_of

QUARTILES_FROM = 4
MODELS_AT_MOST = 300


def groups_of(choice: Choice, view: str, **others) -> list[dict]:
    """Rows of queries/outcomes_by_group.sql for one view; what is not stated comes last."""
    found = rows("outcomes_by_group", **choice.asked(**others))
    shown = [group for group in found if group["view"] == view]
    if view == "year":
        return sorted(shown, key=lambda group: (group["code"] == NOT_STATED, group["code"]))
    return sorted(shown, key=lambda group: group["code"] == NOT_STATED)


def whole_of(choice: Choice) -> dict | None:
    """All models together; None when none states the indicator."""
    return next(iter(groups_of(choice, "all")), None)


def models_of(choice: Choice) -> list[dict]:
    """The models that achieved most; `all_rows` of each says of how many."""
    return rows("outcomes_by_model", **choice.asked(), at_most=MODELS_AT_MOST)


def are_too_many(choice: Choice) -> bool:
    """Whether more models state the indicator than are looked up one by one."""
    found = models_of(choice)
    return found[0]["all_rows"] > len(found)


def sizes_of(choice: Choice) -> list[dict]:
    """Figures from `low` to below `high` (None: just `low`), smallest first; also where none is."""
    counted = {f"{float(size['code']):.0e}": size["rows"] for size in groups_of(choice, "size")}
    nothing = counted.pop("0e+00", 0)
    found = [{"low": 0, "high": None, "rows": nothing}] if nothing else []
    lows = [float(code) for code in counted]
    low, last = min(lows, default=1), max(lows, default=0)
    while low <= last:
        code = f"{low:.0e}"
        high = float(f"{low * (2.5 if code[0] == '2' else 2):.0e}")
        found.append({"low": low, "high": high, "rows": counted.get(code, 0)})
        low = high
    return found


def spoken(choice: Choice, value: float) -> str:
    return figure(value, choice.unit)


def amount(choice: Choice, value: float) -> str:
    """The value alone, where the axis names its unit: '315,4 triệu', '61'."""
    if choice.unit == "VND":
        return formats.money_amount(value, language())
    return percent(value) if choice.unit == "percent" else number(value)


def unit_title(choice: Choice) -> str:
    """What the axis measures: 'đồng', 'm', 'số đèn chiếu sáng'."""
    return choice.name if choice.unit == "item" else code_name("unit", choice.unit)


def heading(choice: Choice) -> None:
    said = {"indicator": choice.name, "place": choice.place_name, "period": choice.period}
    shell.title(say("resources.heading", **said))
    places.boundary_note(choice.place)
    st.caption(choice.indicator.definition(language()))


def numbers(choice: Choice, whole: dict) -> None:
    """Total, largest and typical value, and what a reader must know of them."""
    grid = st.grid(3, min_column_width=230, border=True)
    models = number(whole["models"])
    if choice.indicator.is_additive:
        is_one = whole["models"] == 1
        said = say("resources.added_from_one" if is_one else "resources.added_from", models=models)
        total = spoken(choice, whole["total"])
        _card(grid, "total", total, said, whole["figure_ids"], is_sum=True)
    else:
        said = say("resources.not_added")
        _card(grid, "models_stating", models, said, whole["figure_ids"])
    if whole["rows"] > 1:
        largest, median = spoken(choice, whole["largest"]), spoken(choice, whole["median"])
        first = models_of(choice)[0]
        _card(grid, "largest", largest, _largest(whole, first["name"]), first["figure_ids"])
        _card(grid, "typical", median, _middle(choice, whole), whole["figure_ids"])
    st.caption("  \n".join(_cautions(choice, whole)))


def _card(
    grid, name: str, value: str, detail: str, figure_ids: list[str], *, is_sum: bool = False
) -> None:
    with grid.cell(), st.container(gap="xxsmall"):
        st.caption(say(f"resources.{name}"))
        st.title(value, anchor=False)
        st.caption(detail)
        figure_panel.offer(figure_ids, key=f"source-{name}", is_sum=is_sum)


def _largest(whole: dict, name: str) -> str:
    if not whole["total"] or whole["largest"] < whole["total"] / 1000:
        return say("resources.largest_model", model=name)
    share = percent(100 * whole["largest"] / whole["total"], 1)
    return say("resources.largest_share", model=name, share=share)


def _middle(choice: Choice, whole: dict) -> str:
    if whole["rows"] < QUARTILES_FROM:
        ends = {"low": spoken(choice, whole["smallest"]), "high": spoken(choice, whole["largest"])}
        return say("resources.between", **ends)
    return say(
        "resources.middle_half",
        low=spoken(choice, whole["lower_quartile"]),
        high=spoken(choice, whole["upper_quartile"]),
    )


def _cautions(choice: Choice, whole: dict) -> list[str]:
    """Why there is no total, what the largest leaves, what is not sure, what may overlap."""
    said = []
    if not choice.indicator.is_additive:
        said.append(say(f"resources.no_total_{_why_no_total(choice)}"))
    elif whole["models"] > 1 and 2 * whole["largest"] > whole["total"]:
        said.append(
            say(
                "resources.without_largest",
                model=models_of(choice)[0]["name"],
                share=percent(100 * whole["largest"] / whole["total"], 1),
                rest=spoken(choice, whole["total"] - whole["largest"]),
                models=number(whole["models"] - 1),
            )
        )
    unsure = [
        say(f"resources.part_{kind}", count=number(whole[kind]))
        for kind in ("approximate", "contradicted", "inferred")
        if whole[kind]
    ]
    if unsure:
        said.append(say("resources.of_these", parts=listed(unsure)))
    levels = [
        say(f"resources.{level}", count=number(whole[level]))
        for level in ("of_communes", "of_districts", "of_provinces")
        if whole[level]
    ]
    if choice.indicator.is_additive and len(levels) > 1:
        said.append(say("resources.levels", levels=listed(levels)))
    if choice.indicator.is_additive:
        said += _years(choice)
    return said


def _years(choice: Choice) -> list[str]:
    """A sum over years is not a figure of one year."""
    years = {group["code"]: group["models"] for group in groups_of(choice, "year")}
    if len(years) < 2:
        return []
    stated = sorted(year for year in years if year != NOT_STATED)
    span = stated[0] if len(stated) == 1 else f"{stated[0]} – {stated[-1]}"
    if NOT_STATED in years:
        return [say("resources.years_unknown", span=span, models=number(years[NOT_STATED]))]
    return [say("resources.years", span=span)]


def _why_no_total(choice: Choice) -> str:
    if choice.unit == "percent":
        return "rate"
    return "services" if group_of(choice.indicator) == SERVICES else "other"
