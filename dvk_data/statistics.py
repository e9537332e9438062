"""Being honest with small numbers: intervals and limits for rates, ranks with ties."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right

Z_95 = 1.959963984540054
Z_998 = 3.090232306167814


def wilson_interval(part: float, whole: float, z: float = Z_95) -> tuple[float, float]:
    """Interval of a rate in percent, after Wilson (1927). `whole` must be above zero."""
    if whole <= 0 or not 0 <= part <= whole:
        raise ValueError(f"a share needs 0 <= part <= whole and whole > 0, found {part} of {whole}")
    share, square = part / whole, z * z
    centre = (share + square / (2 * whole)) / (1 + square / whole)
    spread = math.sqrt(share * (1 - share) / whole + square / (4 * whole * whole))
    half = z * spread / (1 + square / whole)
    return 100 * max(0.0, centre - half), 100 * min(1.0, centre + half)


def funnel_limits(rate: float, whole: float, z: float) -> tuple[float, float]:
    """Where a unit with `whole` cases is expected when its true rate is `rate` percent.

    The limits are those of Wilson around the common rate; outside them chance alone is a poor
    explanation. In percent.
    """
    return wilson_interval(rate / 100 * whole, whole, z)


def ranks(values: list[float | None], *, larger_is_first: bool = True) -> list[int | None]:
    """Rank of each value; ties share a rank, and what is not reported has none."""
    known = sorted(value for value in values if value is not None)
    if larger_is_first:
        return [None if v is None else 1 + len(known) - bisect_right(known, v) for v in values]
    return [None if v is None else 1 + bisect_left(known, v) for v in values]
