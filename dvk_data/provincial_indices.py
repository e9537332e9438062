"""How the provincial indices are built: scales, dimensions, and what changed over the years."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_suffix(".toml")
TOTAL = "total"


@dataclass(frozen=True)
class Change:
    """Since `year` the named dimensions are made of something else; `scale` was theirs before."""

    year: int
    dimensions: tuple[str, ...]
    scale: float | None = None


@dataclass(frozen=True)
class ProvincialIndex:
    """One index. `parts` are parts of a dimension, on scales of their own."""

    code: str
    scale: float | None = None
    dimension_scale: float | None = None
    decimals: int = 2
    dimensions: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()

    def changes_of(self, dimension: str) -> list[Change]:
        return [change for change in self.changes if dimension in change.dimensions]

    def scale_of(self, dimension: str, year: int) -> float | None:
        """The highest possible score of a dimension in a year; None where it is not known."""
        if dimension in self.parts:
            return None
        if dimension != TOTAL:
            return self.dimension_scale
        later = [c.scale for c in self.changes_of(dimension) if c.scale and year < c.year]
        return later[0] if later else self.scale


@cache
def load_provincial_indices() -> dict[str, ProvincialIndex]:
    """The indices of provincial_indices.toml by code."""
    described = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {code: _read(code, entry) for code, entry in described.items()}


def _read(code: str, entry: dict) -> ProvincialIndex:
    changes = [
        Change(**{**c, "dimensions": tuple(c["dimensions"])}) for c in entry.pop("change", [])
    ]
    lists = {name: tuple(entry.pop(name, ())) for name in ("dimensions", "parts")}
    return ProvincialIndex(code, changes=tuple(changes), **lists, **entry)
