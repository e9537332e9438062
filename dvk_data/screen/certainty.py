"""How much of what is on screen rests on inferred, approximate or contradicted figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from . import reader
from .reader import listed, number, say, warehouse

KINDS = ("inferred", "approximate", "contradicted", "corrected")


def sentence(ids: Iterable[str] = (), models: dict | None = None) -> str:
    """'3/11 số liệu không phải nguyên văn: 2 suy luận, 1 gần đúng'; empty when all are plain.

    `ids` are codes of figures or of models; a converted figure names its parts with '+'. `models`
    is a choice of models, all of which count.
    """
    asked = {part for each in ids for part in each.split("+")}
    found = Counter(_kind(flag) for flag in warehouse().flags.of(asked))
    figures = len(asked)
    if models is not None:
        chosen = reader.models().matching(**models)
        counts = reader.models().counts("certainty", chosen)
        figures += len(chosen)
        found.update({kind: counts.get(kind, 0) for kind in KINDS})
    kinds = [say(f"certainty.{kind}", count=number(found[kind])) for kind in KINDS if found[kind]]
    if not kinds:
        return ""
    not_plain = number(sum(found[kind] for kind in KINDS))
    return say("certainty.sentence", count=not_plain, all=number(figures), kinds=listed(kinds))


def _kind(flag: str) -> str:
    return "inferred" if flag.startswith("inferred") else flag
