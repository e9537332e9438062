"""What the steps of a flow of petitions are called, and what does not add up there, in words."""

from __future__ import annotations

from .. import figures as drawing
from ..petition_flow import (
    ALL,
    COLUMNS,
    COMPUTED,
    SORTED,
    UNRESOLVED,
    Break,
    Flow,
    Node,
)
from .reader import code_name, in_language, in_sentence, is_dark, listed, number, percent, say

DESTINATION_RULES = ("destinations_make_eligible", "within_and_outside_make_eligible")
COLOURS = {
    "within_jurisdiction": 0,
    "within_jurisdiction_new": 0,
    "resolved": 4,
    "pending": 2,
    "in_progress": 2,
}
LOSSES_SHOWN = 4
ELSEWHERE = (
    *("transferred", "guided", "guided_or_transferred", "urged"),
    *("outside_jurisdiction", "ineligible"),
)


def column(node: Node) -> int:
    return COLUMNS.index(node.column)


def mark_colour() -> str:
    """The colour of what does not add up; words and signs say it as well."""
    return drawing.palette(is_dark())["primaryColor"]


def colour(node: Node) -> str:
    colours = drawing.palette(is_dark())["chartCategoricalColors"]
    if node.stage in COMPUTED:
        return colours[2]
    if node.is_type:
        return colours[3]
    return colours[1 if node.stage in ELSEWHERE else COLOURS.get(node.stage, 0)]


def node_name(node: Node, flow: Flow) -> str:
    """'Thuộc thẩm quyền, cấp huyện'; a kind below its step is named by the kind alone."""
    if node.stage in (SORTED, *COMPUTED):
        name = _joint_name(node)
    elif node.is_type:
        return code_name("petition_type", node.aspect)
    else:
        name = code_name("stage", node.stage)
    whole = {n.aspect for n in flow.nodes if n.figure_ids and not n.is_type}
    if node.aspect != ALL and len(whole) > 1:
        name = f"{name}: {in_sentence(code_name('petition_type', node.aspect))}"
    if node.part:
        name = f"{name}, {in_sentence(code_name('handled_by', node.part))}"
    return name


def _joint_name(node: Node) -> str:
    """What stands between stated steps: their sorting, and what remains of them."""
    if node.stage == SORTED:
        return say("petitions.sorted")
    return say("petitions.unresolved" if node.stage == UNRESOLVED else "petitions.unstated")


def text(node: Node, flow: Flow) -> str:
    """The figure, with its share of the step it comes from."""
    links = flow.into(node)
    if len(links) != 1 or not links[0].source.value or links[0].value != node.value:
        return number(node.value)
    share = percent(100 * node.value / links[0].source.value, 1)
    return f"{number(node.value)} ({share})"


def mark(node: Node, flow: Flow, refuted: list[dict]) -> str:
    """What does not add up at a step, in a few words; empty where nothing is wrong."""
    for found in flow.breaks_at(node):
        more = abs(found.difference)
        if found.side == "out":
            return say("petitions.mark_out", more=number(more))
        is_more = "mark_in_less" if found.difference < 0 else "mark_in_more"
        return say(f"petitions.{is_more}", more=number(more))
    has_joint = node.stage != SORTED and any(
        n.stage == SORTED and n.figure_ids == node.figure_ids for n in flow.nodes
    )
    of_node = [c for c in refuted if c["figure_id"] in node.figure_ids]
    if has_joint:
        of_node = [c for c in of_node if c["rule"] not in DESTINATION_RULES]
    return say("petitions.mark_refuted") if of_node and node.stage != SORTED else ""


def finding(place: dict, flow: Flow, unit: str) -> str:
    """Where petitions go that are not resolved, and whether the source adds up."""
    name = in_sentence(code_name("unit", unit))
    order = ("eligible", "processed", "received", "within_jurisdiction")
    start = next((n for stage in order for n in flow.nodes if _is_start(n, stage)), flow.nodes[0])
    behind = column(start)
    ends = [n for n in flow.nodes if not flow.out_of(n) and column(n) > behind]
    lost = [n for n in ends if n.stage in (*ELSEWHERE, *COMPUTED, "pending", "in_progress")]
    shown = sorted(lost, key=lambda n: -n.value)[:LOSSES_SHOWN]
    shown = shown or [n for n in flow.nodes if n.stage == "resolved"]
    losses = [
        say("petitions.loss", count=number(n.value), name=_brief_name(n, flow)) for n in shown
    ]
    words = {
        "place": place["name"],
        "count": number(start.value),
        "unit": name,
        "step": _step_in_title(start, flow),
        "losses": listed(losses),
    }
    title = say("petitions.finding" if losses else "petitions.finding_short", **words)
    surplus = [b for b in flow.breaks() if b.side == "out"]
    if surplus:
        more = number(surplus[0].difference)
        title = f"{title}; {say('petitions.finding_surplus', more=more, unit=name)}"
    return title


def _brief_name(node: Node, flow: Flow) -> str:
    """A name within a list: 'đã giải quyết (cấp huyện)'."""
    name, _, part = in_sentence(node_name(node, flow)).partition(", ")
    return f"{name} ({part})" if part and node.part else in_sentence(node_name(node, flow))


def _step_in_title(node: Node, flow: Flow) -> str:
    """'đủ điều kiện xử lý', 'thuộc thẩm quyền (khiếu nại)': the unit stands before it."""
    letters = in_sentence(code_name("unit", "petition"))
    step = in_sentence(node_name(node, flow)).removeprefix(f"{letters} ")
    kind = in_sentence(code_name("petition_type", node.aspect))
    return step if node.aspect == ALL or kind in step else f"{step} ({kind})"


def _is_start(node: Node, stage: str) -> bool:
    return node.stage == stage and not node.is_type


def full_name(node: Node, flow: Flow) -> str:
    """A name that stands alone: a kind with its step, a remainder with what it remains of."""
    if node.is_type:
        kind = in_sentence(code_name("petition_type", node.aspect))
        return f"{code_name('stage', node.stage)}: {kind}"
    if node.stage in COMPUTED:
        parents = {link.source.code: link.source for link in flow.into(node)}.values()
        of = listed([in_sentence(full_name(parent, flow)) for parent in parents])
        return say("petitions.remainder_of", name=_joint_name(node), of=of)
    return node_name(node, flow)


def check_in_words(check: dict) -> str:
    """Rule, figures and explanation of a check that differs or cannot be judged."""
    rule, _, numbers = in_language(check, "statement").partition(": ")
    sign = "✗" if check["agrees"] is False else "?"
    return f"{sign} **{rule}:** {numbers}. {in_language(check, 'explanation')}"


def break_in_words(found: Break, flow: Flow, unit: str, by_id: dict) -> str:
    words = {
        "unit": in_sentence(code_name("unit", unit)),
        "step": node_name(found.node, flow),
        "stated": number(found.node.value),
        "flowing": number(found.flowing),
        "more": number(abs(found.difference)),
    }
    if found.side == "out":
        words["parts"] = " + ".join(
            f"{number(link.value)} {in_sentence(node_name(link.target, flow))}"
            for link in flow.out_of(found.node)
        )
        return say("petitions.break_out", **words)
    sentence = say("petitions.break_in", **words)
    notes = [in_language(by_id[i], "note") for i in found.node.figure_ids if i in by_id]
    return " ".join([sentence, *(f"{note}." for note in notes if note)])


def remainder_in_words(node: Node, flow: Flow, unit: str) -> str:
    parents = {link.source.code: link.source for link in flow.into(node)}.values()
    sentence = "remainder_unresolved" if node.stage == UNRESOLVED else "remainder_unstated"
    return say(
        f"petitions.{sentence}",
        count=number(node.value),
        unit=in_sentence(code_name("unit", unit)),
        of=listed([f"{in_sentence(full_name(p, flow))} {number(p.value)}" for p in parents]),
    )
