"""What figures on administrative procedures mean: steps of dossiers, groups and bands of 766."""

from __future__ import annotations

from dataclasses import dataclass

# Decision 766/QĐ-TTg (2022): what each group can reach; together 100.
SCORE_GROUPS = (
    "score_766_transparency",
    "score_766_progress",
    "score_766_online_services",
    "score_766_online_payment",
    "score_766_digitisation",
    "score_766_satisfaction",
)
# Some sources state two groups as one.
JOINED_GROUPS = {
    "score_766_online_services_and_payment": (
        "score_766_online_services",
        "score_766_online_payment",
    )
}
BANDS = ((90, "excellent"), (80, "good"), (70, "fair"), (50, "average"), (0, "weak"))

CHANNELS = ("dossiers_online", "dossiers_direct", "dossiers_postal")
OPEN = ("dossiers_pending", "dossiers_to_supplement", "dossiers_cancelled")
OPEN_PARTS = ("dossiers_pending_on_time", "dossiers_pending_late")
WHOLES = ("dossiers_received", "dossiers_total", "dossiers_own")


@dataclass(frozen=True)
class Step:
    """A whole and the parts of it that a source states; `rest` is what the parts leave open.

    `rest` is below zero where the parts exceed the whole. `whole` is an indicator.
    """

    name: str
    whole: str
    parts: tuple[str, ...]
    rest: float


def dossier_steps(counts: dict[str, float]) -> list[Step]:
    """How dossiers divide: by state, by deadline, by channel; only steps with whole and parts.

    `counts` holds the figures of one source, part and period by indicator. Nothing is filled in:
    what the source leaves open becomes the rest.
    """
    received = next((whole for whole in WHOLES if whole in counts), None)
    deadline = _deadline_parts(counts)
    pending = OPEN_PARTS if all(part in counts for part in OPEN_PARTS) else OPEN[:1]
    open_parts = [part for part in (*pending, *OPEN[1:]) if part in counts]
    steps = []
    if received:
        finished = ["dossiers_resolved"] if "dossiers_resolved" in counts else deadline
        steps.append(_step("state", received, [*finished, *open_parts], counts))
    if "dossiers_resolved" in counts:
        steps.append(_step("deadline", "dossiers_resolved", deadline, counts))
    if received:
        channels = [part for part in CHANNELS if part in counts]
        steps.append(_step("channel", received, channels, counts))
    return [step for step in steps if step.parts]


def _deadline_parts(counts: dict[str, float]) -> list[str]:
    """Before and at the deadline where a source tells them apart, else both as one; then late."""
    apart = ("dossiers_before_deadline", "dossiers_at_deadline")
    if "dossiers_on_time" in counts and not all(part in counts for part in apart):
        parts = ["dossiers_on_time"]
    else:
        parts = [part for part in apart if part in counts]
    return [*parts, *(["dossiers_late"] if "dossiers_late" in counts else [])]


def _step(name: str, whole: str, parts: list[str], counts: dict[str, float]) -> Step:
    rest = counts[whole] - sum(counts[part] for part in parts)
    return Step(name, whole, tuple(parts), rest)


def score_band(total: float) -> str:
    """Band of a total score: excellent from 90, good from 80, fair from 70, average from 50."""
    return next(band for least, band in BANDS if total >= least)


def shown_groups(stated: dict[str, float]) -> list[str]:
    """The six groups in order; two that a source only states together stand as one."""
    groups = list(SCORE_GROUPS)
    for joined, parts in JOINED_GROUPS.items():
        if joined in stated and not any(part in stated for part in parts):
            first = groups.index(parts[0])
            groups[first : first + len(parts)] = [joined]
    return groups
