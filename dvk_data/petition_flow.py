"""How petitions pass from step to step as one source states them, and where the steps break.

Widths are stated figures. A step that the source does not state is left out. What a step holds
beyond the steps after it becomes a remainder, marked as computed; where the steps after it hold
more than it states, or a step states more than reaches it, there is a break.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

SORTED, UNSTATED, UNRESOLVED = "sorted", "unstated", "unresolved"
COMPUTED = (UNSTATED, UNRESOLVED)
STEPS = ("received", "eligible", "within_jurisdiction", "resolved")
ELSEWHERE = ("transferred", "guided", "guided_or_transferred", "urged")
OUTCOMES = ("resolved", "in_progress", "pending")
FINDINGS = ("found_right", "found_partly_right", "found_wrong")
DRAWN = (
    *("received", "carried_over", "processed", "eligible", "ineligible"),
    *("within_jurisdiction_new", "within_jurisdiction", "outside_jurisdiction"),
    *(*ELSEWHERE, *OUTCOMES, *FINDINGS, "withdrawn", "resolved_by_decision"),
)
ALL, BOTH = "all", "complaint_denunciation"
TYPES = ("complaint", "denunciation", "petition")
ASPECTS = (ALL, *TYPES, BOTH)
OWN_PART = {"province": "province", "district": "district", "commune": "commune"}
COLUMNS = (
    *("received", "processed", "eligible", "types", "sorted", "destinations", "below"),
    *("types_within", "outcome", "finding"),
)


@dataclass
class Node:
    """One step of one kind of petition at one body; a remainder has a computed value."""

    stage: str
    aspect: str
    part: str | None
    column: str
    value: float
    figure_ids: list[str] = field(default_factory=list)
    is_type: bool = False
    of: str = ""

    @property
    def code(self) -> str:
        """'resolved.all.district'; a remainder adds the step it remains of."""
        return ".".join(filter(None, (self.stage, self.aspect, self.part, self.of)))

    @property
    def is_computed(self) -> bool:
        return self.stage in COMPUTED or (self.stage != SORTED and not self.figure_ids)


@dataclass
class Link:
    source: Node
    target: Node
    value: float


@dataclass(frozen=True)
class Break:
    """A node that states another number than flows into it (`side` in) or out of it (out)."""

    node: Node
    side: str
    flowing: float

    @property
    def difference(self) -> float:
        return self.flowing - self.node.value


@dataclass
class Flow:
    nodes: list[Node] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    def out_of(self, node: Node) -> list[Link]:
        return [link for link in self.links if link.source is node]

    def into(self, node: Node) -> list[Link]:
        return [link for link in self.links if link.target is node]

    def breaks(self) -> list[Break]:
        """Where the source does not add up, from left to right."""
        return [found for node in self.nodes for found in self.breaks_at(node)]

    def breaks_at(self, node: Node) -> Iterator[Break]:
        into = self.into(node)
        reaching = sum(link.value for link in into)
        leaving = sum(link.value for link in self.out_of(node))
        if into and abs(reaching - node.value) > 0.5:
            yield Break(node, "in", reaching)
        if leaving > node.value + 0.5:
            yield Break(node, "out", leaving)

    def remainders(self) -> list[Node]:
        return [node for node in self.nodes if node.stage in COMPUTED]

    def steps_left_out(self) -> list[str]:
        """Main steps that the source does not state and that are therefore not drawn."""
        drawn = {node.stage for node in self.nodes}
        if "within_jurisdiction_new" in drawn:
            drawn.add("within_jurisdiction")
        return [step for step in STEPS if step not in drawn]


def aspects_with_flow(figures: Iterable[dict], level: str) -> list[str]:
    """Kinds of petition for which at least two steps are stated, all kinds first."""
    figures = list(figures)
    found = {}
    for aspect in ASPECTS:
        flow = build_flow(figures, aspect, level)
        drawn = {node.aspect for node in flow.nodes if node.figure_ids} if flow else set()
        # Where only one kind is stated, "all kinds" would be a second name of it.
        if drawn and (aspect != ALL or ALL in drawn or len(drawn) > 1):
            found[aspect] = flow
    return list(found)


def build_flow(figures: Iterable[dict], aspect: str, level: str) -> Flow | None:
    """The flow of one kind of petition (or all), None where fewer than two steps are stated.

    `figures` are of one place, period, source and unit, with measure, aspect, part, value and
    figure_id; `level` is that of the place, whose own bodies stand beside those below it.
    """
    flow = _Drawing(figures, aspect, OWN_PART.get(level)).draw()
    stages = {node.stage for node in flow.nodes} - {SORTED, *COMPUTED}
    return flow if len(stages) > 1 and flow.links else None


class _Drawing:
    """Builds one flow from the left to the right."""

    def __init__(self, figures: Iterable[dict], aspect: str, own_part: str | None):
        self.stated = {(f["measure"], f["aspect"], f["part"]): f for f in figures}
        self.aspect = aspect
        self.own_part = own_part
        self.flow = Flow()
        self.head: Node | None = None
        self.bundle: list[Node] = []

    def draw(self) -> Flow:
        self._beginning()
        within = self._destinations()
        for node in within:
            self._outcomes(node)
        if not within:
            self._outcomes_without_competence()
        for node in self.flow.nodes[:]:
            self._remainder(node)
        return self.flow

    def _beginning(self) -> None:
        split_at = self._split_at()
        received = self._add("received", "received")
        self._continue(received, split_at)
        if self._figure("processed"):
            carried = self._add("carried_over", "received")
            source = self._source()
            processed = self._add("processed", "processed")
            taken = carried.value if carried else 0
            if source:
                self._link(source, processed, min(source.value, processed.value - taken))
            if carried:
                self._link(carried, processed, carried.value)
            self._continue(processed, split_at)
        if self._figure("eligible"):
            source = self._source()
            eligible = self._add("eligible", "eligible", source)
            self._add("ineligible", "eligible", source)
            self._continue(eligible, split_at)

    def _split_at(self) -> str | None:
        """The last step before sorting for which the kinds of petition are stated."""
        if self.aspect != ALL:
            return None
        split = [s for s in ("received", "processed", "eligible") if len(self._kinds(s)) > 1]
        return split[-1] if split else None

    def _continue(self, node: Node | None, split_at: str | None) -> None:
        if node is None:
            return
        self.head = node
        if node.stage == split_at:
            self.bundle = self._split(node, "types")

    def _split(self, node: Node, column: str) -> list[Node]:
        kinds = [
            self._add(node.stage, column, node, aspect=kind, part=node.part)
            for kind in self._kinds(node.stage, node.part)
        ]
        for kind in kinds:
            kind.is_type = True
        return kinds

    def _kinds(self, stage: str, part: str | None = None) -> list[str]:
        """Kinds of petition stated for a step: the three, or the first two together."""
        kinds = [kind for kind in TYPES if self._figure(stage, kind, part)]
        if self._figure(stage, BOTH, part) and not {"complaint", "denunciation"} & set(kinds):
            kinds.insert(0, BOTH)
        return kinds

    def _source(self) -> Node | None:
        """Where the next step comes from; the kinds are first brought together again."""
        if self.bundle:
            whole = self.head
            total = sum(kind.value for kind in self.bundle)
            joint = Node(SORTED, self.aspect, None, "sorted", total, whole.figure_ids)
            self.flow.nodes.append(joint)
            for kind in self.bundle:
                self._link(kind, joint, kind.value)
            self.head, self.bundle = joint, []
        return self.head

    def _destinations(self) -> list[Node]:
        """Within competence, elsewhere, outside. Returns the nodes that may be resolved."""
        within = self._within()
        if self._figure("eligible") is None and self._figure("ineligible"):
            self._add("ineligible", "destinations", self._source())
        outside = None
        if self._figure("outside_jurisdiction"):
            outside = self._add("outside_jurisdiction", "destinations", self._source())
        transferred = None
        for stage in ELSEWHERE:
            for kind in self._stated_kinds(stage):
                column = "below" if outside else "destinations"
                node = self._add(stage, column, outside or self._source(), aspect=kind)
                if stage == "transferred" and kind == self.aspect:
                    transferred = node
        return within + self._within_below(transferred)

    def _within(self) -> list[Node]:
        if self._figure("within_jurisdiction_new"):
            new = self._add("within_jurisdiction_new", "destinations", self._source())
            if self._figure("within_jurisdiction"):
                return [self._with_carried_over(new, "below")]
            kinds = self._kinds("within_jurisdiction") if self.aspect == ALL else []
            if kinds and set(kinds) <= set(self._kinds("within_jurisdiction_new")):
                split = self._split(new, "below")
                return [
                    self._with_carried_over(kind, "types_within")
                    for kind in split
                    if kind.aspect in kinds
                ]
            return [new]
        part = None
        if not self._stated_kinds("within_jurisdiction"):
            part = self.own_part
        return [
            self._add("within_jurisdiction", "destinations", self._source(), aspect=kind, part=part)
            for kind in self._stated_kinds("within_jurisdiction", part)
        ]

    def _with_carried_over(self, new: Node, column: str) -> Node:
        """What was received in the period, with what was carried over: usually more."""
        whole = self._add("within_jurisdiction", column, aspect=new.aspect)
        self._link(new, whole, min(new.value, whole.value))
        return whole

    def _within_below(self, transferred: Node | None) -> list[Node]:
        """Bodies below the reporting one resolve what was transferred to them."""
        found = []
        for part in ("province", "district", "commune"):
            if part != self.own_part and self._figure("within_jurisdiction", self.aspect, part):
                column = "below" if transferred else "destinations"
                parent = transferred or self._source()
                found.append(self._add("within_jurisdiction", column, parent, part=part))
        return found

    def _stated_kinds(self, stage: str, part: str | None = None) -> list[str]:
        """This kind of petition; where all kinds are wanted but not stated, those that are."""
        if self._figure(stage, self.aspect, part):
            return [self.aspect]
        if self.aspect != ALL:
            return []
        if self._figure(stage, BOTH, part):
            return [BOTH, *(["petition"] if self._figure(stage, "petition", part) else [])]
        return self._kinds(stage, part)

    def _outcomes(self, node: Node) -> None:
        kinds = self._kinds(node.stage, node.part) if node.aspect == ALL else []
        total = sum(self._figure(node.stage, kind, node.part)["value"] for kind in kinds)
        resolved = [kind for kind in kinds if self._figure("resolved", kind, node.part)]
        is_whole = len(kinds) > 1 and total == node.value
        stated = self._figure("resolved", ALL, node.part)
        if is_whole and resolved and (stated is None or resolved == kinds):
            self._outcomes_by_kind(self._split(node, "types_within"), node.part)
        elif any(self._figure(stage, node.aspect, node.part) for stage in OUTCOMES):
            for stage in OUTCOMES:
                if self._figure(stage, node.aspect, node.part):
                    self._add(stage, "outcome", node, aspect=node.aspect, part=node.part)
            self._findings(node.aspect, node.part)
        elif len(kinds) > 1 and not any(n.column == "types" for n in self.flow.nodes):
            self._split(node, "types_within")

    def _outcomes_without_competence(self) -> None:
        """Where competence is not stated, outcomes follow the step before."""
        if not any(self._stated_kinds(stage) for stage in OUTCOMES):
            return
        kinds = [kind.aspect for kind in self.bundle]
        if self.bundle and all(self._figure("resolved", kind) for kind in kinds):
            self._outcomes_by_kind(self.bundle, None)
            return
        for stage in OUTCOMES:
            if self._figure(stage):
                self._add(stage, "outcome", self._source())
        self._findings(self.aspect, None)

    def _outcomes_by_kind(self, kinds: list[Node], part: str | None) -> None:
        left = {kind.code: kind.value for kind in kinds}
        for stage in OUTCOMES:
            found = [(kind, self._figure(stage, kind.aspect, part)) for kind in kinds]
            found = [(kind, figure) for kind, figure in found if figure]
            if not found:
                continue
            total = self._total(stage, part, [figure for _, figure in found])
            for kind, figure in found:
                self._link(kind, total, figure["value"])
                left[kind.code] -= figure["value"]
        pending = self._figure("pending", ALL, part)
        is_stated_by_kind = any(self._figure("pending", kind.aspect, part) for kind in kinds)
        if pending and not is_stated_by_kind and sum(left.values()) == pending["value"]:
            total = self._add("pending", "outcome", aspect=ALL, part=part)
            for kind in kinds:
                if left[kind.code]:
                    self._link(kind, total, left[kind.code])

    def _total(self, stage: str, part: str | None, figures: list[dict]) -> Node:
        """The stated total of an outcome, else the sum of its kinds."""
        total = self._add(stage, "outcome", aspect=ALL, part=part)
        if total is None:
            value = sum(figure["value"] for figure in figures)
            ids = [figure["figure_id"] for figure in figures]
            total = Node(stage, ALL, part, "outcome", value, ids)
            self.flow.nodes.append(total)
        return total

    def _findings(self, aspect: str, part: str | None) -> None:
        """What the resolution of complaints and denunciations found."""
        resolved = next(
            (
                n
                for n in self.flow.nodes
                if (n.stage, n.aspect, n.part) == ("resolved", aspect, part)
            ),
            None,
        )
        stages = [stage for stage in FINDINGS if self._figure(stage, aspect, part)]
        if not stages and self._figure("resolved_by_decision", aspect, part):
            stages = ["resolved_by_decision"]
        if self.aspect == ALL or resolved is None or not stages:
            return
        for stage in (*stages, "withdrawn"):
            if self._figure(stage, aspect, part):
                self._add(stage, "finding", resolved, aspect=aspect, part=part)

    def _remainder(self, node: Node) -> None:
        """What a step holds beyond the steps after it; kinds of one step share a remainder."""
        links = self.flow.out_of(node)
        is_resolved = {link.target.stage for link in links} == {"resolved"}
        kind = UNRESOLVED if "within" in node.stage and is_resolved else UNSTATED
        rest = node.value - sum(link.value for link in links)
        if not links or rest <= 0.5:
            return
        column = max((link.target.column for link in links), key=COLUMNS.index)
        parent = next((link.source for link in self.flow.into(node)), None)
        is_shared = node.is_type and column == "outcome" and parent is not None
        of = parent.stage if is_shared else node.code.replace(".", "-")
        for known in self.flow.nodes:
            if (known.stage, known.of, known.part) == (kind, of, node.part):
                known.value += rest
                self._link(node, known, rest)
                return
        aspect = self.aspect if is_shared else node.aspect
        remainder = Node(kind, aspect, node.part, column, rest, of=of)
        self.flow.nodes.append(remainder)
        self._link(node, remainder, rest)

    def _figure(self, stage: str, aspect: str | None = None, part: str | None = None):
        return self.stated.get((stage, aspect or self.aspect, part))

    def _add(
        self,
        stage: str,
        column: str,
        parent: Node | None = None,
        aspect: str | None = None,
        part: str | None = None,
    ) -> Node | None:
        """A step with its stated figure, linked from `parent`; None where it is not stated."""
        figure = self._figure(stage, aspect, part)
        if figure is None:
            return None
        node = Node(
            stage, aspect or self.aspect, part, column, figure["value"], [figure["figure_id"]]
        )
        self.flow.nodes.append(node)
        if parent:
            self._link(parent, node, node.value)
        return node

    def _link(self, source: Node, target: Node, value: float) -> None:
        if value > 0:
            self.flow.links.append(Link(source, target, value))


def period_kind(date_from: dt.date | None, date_to: dt.date | None) -> tuple[int, int] | None:
    """First month and number of months: only periods of one kind can be compared.

    The petition calendar runs from 15 December to 14 December; such a period is of the kind of the
    calendar year whose months it covers.
    """
    if date_from is None or date_to is None:
        return None
    month = (date_from + dt.timedelta(days=17)).month
    return month, max(1, round(((date_to - date_from).days + 1) / 30.4375))
