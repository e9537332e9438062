"""The flow of petitions of a place and period: drawn, its breaks in words, its figures below."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from .. import figures as drawing
from ..petition_flow import ALL, COMPUTED, SORTED, Flow, Node, aspects_with_flow, build_flow
from . import address, chart, figure_table, petitions
from . import petition_steps as steps
from .reader import (
    code_name,
    date,
    in_sentence,
    is_dark,
    language,
    listed,
    number,
    period,
    publisher,
    rows,
    say,
    warehouse,
)

# In a narrow column the flow gives way to bars; a chart that is not shown takes no room.
NARROW = """<style>
.st-key-petition-flow { container-type: inline-size; }
@container (max-width: 859px) { .st-key-flow-wide { display: none; } }
@container (min-width: 860px) { .st-key-flow-narrow { display: none; } }
</style>"""


def show(place: dict, chosen: dict, figures: list[dict]) -> None:
    """Choose unit and kind, then the flow; where two steps are not stated, say so."""
    level = place["level"]
    by_unit = {unit: [f for f in figures if f["unit"] == unit] for unit in petitions.UNITS.values()}
    drawable = {unit: aspects_with_flow(found, level) for unit, found in by_unit.items()}
    counts = {unit: len(by_unit[unit]) for unit, aspects in drawable.items() if aspects}
    if not counts:
        st.header(say("petitions.flow"), anchor=False)
        st.markdown(say("petitions.flow_none", period=period(chosen)))
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        unit = petitions.choose_unit(counts)
        aspect = petitions.choose_kind(drawable[unit], say("petitions.kind"), "dt-loai")
    flow = build_flow(by_unit[unit], aspect, level)
    ids = [figure_id for node in flow.nodes for figure_id in node.figure_ids]
    refuted = [c for c in rows("checks_of_figures", figure_ids=ids) if c["agrees"] is False]
    _draw(place, chosen, flow, unit, aspect, refuted)
    _words(flow, unit, refuted, figures)
    _step(flow)


def _draw(
    place: dict, chosen: dict, flow: Flow, unit: str, aspect: str, refuted: list[dict]
) -> None:
    title = steps.finding(place, flow, unit)
    kind = in_sentence(code_name("petition_type", aspect))
    subtitle = say(
        "petitions.flow_subtitle",
        unit=in_sentence(code_name("unit", unit)),
        kind=say("petitions.all_kinds") if aspect == ALL else kind,
        period=period(chosen),
    )
    if any(node.is_computed for node in flow.nodes):
        subtitle = f"{subtitle} {say('petitions.flow_computed')}"
    published = f" ({date(chosen['published_date'])})" if chosen["published_date"] else ""
    shared = {
        "title": title,
        "subtitle": subtitle,
        "table": _table(flow, unit, refuted),
        "source": f"{publisher(chosen)}{published}",
        "figure_ids": [_figures_behind(node, flow) for node in _in_table(flow)],
        "on_point": lambda code: address.go(dt_buoc=code),
    }
    st.html(NARROW)
    with st.container(key="petition-flow"):
        with st.container(key="flow-wide"):
            chart.show(_wide(flow, refuted), key="petition-steps", **shared)
        with st.container(key="flow-narrow"):
            chart.show(_narrow(flow, refuted), key="petition-bars", **shared)


def _wide(flow: Flow, refuted: list[dict]) -> drawing.Figure:
    columns = sorted({steps.column(node) for node in flow.nodes})
    drawn = [
        _drawn(node, flow, refuted, columns.index(steps.column(node)), steps.node_name(node, flow))
        for node in flow.nodes
    ]
    bands = [drawing.Band(n.source.code, n.target.code, n.value) for n in flow.links]
    return drawing.flow(
        drawn, bands, language=language(), is_dark=is_dark(), mark_colour=steps.mark_colour()
    )


def _narrow(flow: Flow, refuted: list[dict]) -> drawing.Figure:
    drawn = [
        _drawn(node, flow, refuted, 0, steps.full_name(node, flow))
        for node in _in_order(flow)
        if node.stage != SORTED or steps.mark(node, flow, refuted)
    ]
    return drawing.stepped_bars(
        drawn, language=language(), is_dark=is_dark(), mark_colour=steps.mark_colour()
    )


def _drawn(node: Node, flow: Flow, refuted: list[dict], column: int, name: str) -> drawing.Step:
    return drawing.Step(
        code=node.code,
        name=name,
        text=steps.text(node, flow),
        column=column,
        value=node.value,
        colour=steps.colour(node),
        is_computed=node.stage in COMPUTED,
        mark=steps.mark(node, flow, refuted),
    )


def _in_order(flow: Flow) -> list[Node]:
    return sorted(flow.nodes, key=steps.column)


def _in_table(flow: Flow) -> list[Node]:
    return [node for node in _in_order(flow) if node.stage != SORTED]


def _table(flow: Flow, unit: str, refuted: list[dict]) -> pd.DataFrame:
    nodes = _in_table(flow)
    return pd.DataFrame(
        {
            say("petitions.step"): [steps.full_name(node, flow) for node in nodes],
            code_name("unit", unit): [number(node.value) for node in nodes],
            say("petitions.how"): [
                say("petitions.computed" if node.is_computed else "petitions.stated")
                for node in nodes
            ],
            say("petitions.mark"): [steps.mark(node, flow, refuted) for node in nodes],
        }
    )


def _words(flow: Flow, unit: str, refuted: list[dict], figures: list[dict]) -> None:
    """Below the chart: what does not add up and why, what remains, what is not stated."""
    by_id = {record["figure_id"]: record for record in figures}
    checked = {check["figure_id"] for check in refuted}
    # A check says more of a break than its two numbers.
    lines = [
        steps.break_in_words(found, flow, unit, by_id)
        for found in flow.breaks()
        if found.side == "in" or not checked & set(found.node.figure_ids)
    ]
    lines += [steps.check_in_words(check) for check in refuted]
    if lines:
        st.markdown(f":red[:material/error:] **{say('petitions.breaks')}**")
        st.markdown("\n".join(f"- {line}" for line in lines))
    lines = [steps.remainder_in_words(node, flow, unit) for node in flow.remainders()]
    if lines:
        st.markdown(f"**{say('petitions.remainders')}**")
        st.markdown("\n".join(f"- {line}" for line in lines))
    missing = [in_sentence(code_name("stage", stage)) for stage in flow.steps_left_out()]
    if missing:
        text = say("petitions.left_out", steps=listed(missing))
        st.markdown(f":material/pending: {text}")


def _step(flow: Flow) -> None:
    """The figures behind the step that a reader clicked or chose."""
    nodes = {node.code: node for node in _in_order(flow)}
    names = {"": say("petitions.step_none")} | {
        node.code: steps.full_name(node, flow) for node in _in_table(flow)
    }
    if address.value("dt-buoc") in nodes:  # a mark between two steps can be clicked as well
        names.setdefault(address.value("dt-buoc"), say("petitions.sorted"))
    code = petitions.choose_here(
        say("petitions.step_choose"), "dt-buoc", names, _is_step, "", width=420
    )
    if not code:
        return
    title = say("petitions.behind", step=names[code], value=number(nodes[code].value))
    figure_table.behind(_figures_behind(nodes[code], flow), title)


def _figures_behind(node: Node, flow: Flow) -> list[str]:
    """The figures that a step states; of a computed one all those that it is computed from."""
    if not node.is_computed and node.stage != SORTED:
        return node.figure_ids
    near = [*flow.into(node), *(o for k in flow.into(node) for o in flow.out_of(k.source))]
    near += flow.out_of(node)
    return sorted({i for link in near for n in (link.source, link.target) for i in n.figure_ids})


def _is_step(code: str) -> bool:
    return code.split(".")[0] in {*warehouse().catalogue.codes["stage"], SORTED, *COMPUTED}
