"""Where simulated models are: how big each unit is, how many models it has, how it is written."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass
from itertools import accumulate

from ... import places
from ..geography import Geography

ROWS_PER_CHUNK = 200_000
NOWHERE = (1 << 40,)
CENTRE = "trung ương"
# How many of all models are of which kind of place; the rest is of no known place.
MODELS_OF = {
    ("2004", "commune"): 0.70,
    ("2004", "several"): 0.045,
    ("2004", "district"): 0.06,
    ("2004", "province"): 0.035,
    ("2025", "commune"): 0.115,
    ("2025", "several"): 0.01,
    ("2025", "province"): 0.015,
    ("2004", "nation"): 0.003,
}
COMMUNES_WITHOUT_MODELS = 0.08


@dataclass(frozen=True)
class Place:
    """A unit, or several communes of one unit, that models may be in; `kind` as in MODELS_OF."""

    kind: str
    area_ids: tuple[str, ...]
    share: float


def sizes_of(geography: Geography, seed: int) -> dict[str, float]:
    """How big each unit is: shares of 1 among the units of a system and level, few big, many small.

    Provinces are ranked by the number of units in them, units below them by chance.
    """
    inside = defaultdict(list)
    for area in geography.areas:
        if area.parent_id:
            inside[area.parent_id].append(area.area_id)
    sizes = {f"{system}-nation-VN": 1.0 for system in places.SYSTEMS}
    waiting = list(sizes)
    while waiting:
        parent = waiting.pop()
        units, steepness = inside[parent], 0.9
        if "nation" in parent:
            units = sorted(units, key=lambda area_id: (-len(inside[area_id]), area_id))
        else:
            units = random.Random(f"{seed}/{parent}").sample(units, len(units))
            steepness = 0.6
        weights = [1 / rank**steepness for rank in range(1, len(units) + 1)]
        for area_id, weight in zip(units, weights, strict=True):
            sizes[area_id] = sizes[parent] * weight / sum(weights)
        waiting += units
    return sizes


def places_of(geography: Geography, sizes: dict[str, float], seed: int) -> list[Place]:
    """Every place that models may be in, and its share of all models."""
    found = []
    communes = defaultdict(list)
    chance = random.Random(f"{seed}/communes without models")
    for area in geography.areas:
        of = MODELS_OF.get((area.system, area.level), 0) * sizes[area.area_id]
        if area.level == "commune":
            communes[area.parent_id].append(area.area_id)
            of *= chance.random() >= COMMUNES_WITHOUT_MODELS
        found.append(Place(area.level, (area.area_id,), of))
    for parent, units in communes.items():
        of = MODELS_OF[parent[:4], "several"] * sizes[parent] / len(units)
        for number in range(len(units) - 1):
            together = 3 if number % 3 == 0 and number + 3 <= len(units) else 2
            found.append(Place("several", tuple(units[number : number + together]), of))
    found.append(Place("unknown", (), 1 - sum(MODELS_OF.values())))
    return found


def place_rows(geography: Geography, sizes: dict[str, float], models: int, seed: int) -> list[dict]:
    """Places with the rows of models that are theirs, in the order in which models are written.

    One row per place that has any: its models are the `row_count` from `first_row` on. Models of
    one area follow one another (`area_order`) and lie in one chunk.
    """
    order = {area.area_id: number for number, area in enumerate(geography.areas)}
    listed = sorted(
        (_position(place, geography, order), place.area_ids, place)
        for place in places_of(geography, sizes, seed)
    )
    reached = [0.0, *accumulate(place.share for *_, place in listed)]
    until = [round(models * share / reached[-1]) for share in reached]
    rows, area_order, chunk, in_chunk, last = [], 0, 0, 0, None
    for number, (position, _, place) in enumerate(listed):
        if position != last:
            area_order += 1
            if in_chunk >= ROWS_PER_CHUNK:
                chunk, in_chunk = chunk + 1, 0
        last = position
        count = until[number + 1] - until[number]
        in_chunk += count
        if count:
            rows.append(
                {
                    "place": number,
                    "area_order": area_order,
                    "chunk": chunk,
                    "first_row": until[number],
                    "row_count": count,
                    **_described(place, geography),
                }
            )
    return rows


def _position(place: Place, geography: Geography, order: dict[str, int]) -> tuple[int, ...]:
    """Sort key of a place: province of today, old province, district, commune; unknown last."""
    if not place.area_ids:
        return NOWHERE
    area = geography.by_id[geography.common_area(list(place.area_ids))]
    above = {geography.by_id[area_id].level: area_id for area_id in geography.chain(area.area_id)}
    current = geography.by_id[geography.current(area.area_id)[0]]
    today = current.province_id or current.area_id
    of_old = [
        above.get(level) if area.system == "2004" else None for level in ("province", "district")
    ]
    units = (today, *of_old, above.get("commune"))
    return tuple(order[unit] if unit else -1 for unit in units)


def _described(place: Place, geography: Geography) -> dict:
    """What the models of a place share: its unit, how it is written, its words for searching."""
    area_ids = list(place.area_ids)
    if not area_ids:
        text = "Không rõ địa bàn"
        return {
            "kind": place.kind,
            "system": "2004",
            "area_id": None,
            "area_ids": area_ids,
            "place_text": text,
            "place_words": places.fold(text),
            "called": None,
            "called_words": None,
            "of_province": None,
        }
    area = geography.by_id[geography.common_area(area_ids)]
    current_ids = [geography.current(area_id)[0] for area_id in area_ids]
    known = {unit for area_id in [*area_ids, *current_ids] for unit in geography.chain(area_id)}
    text = written(area_ids, geography)
    names = [geography.by_id[unit].name for unit in sorted(known)]
    called = CENTRE if area.level == "nation" else area.name[0].lower() + area.name[1:]
    return {
        "kind": place.kind,
        "system": area.system,
        "area_id": area.area_id,
        "area_ids": area_ids,
        "place_text": text,
        "place_words": places.fold(" ".join([text, *names])),
        "called": called,
        "called_words": places.fold(called),
        "of_province": area.province_id or area.area_id,
    }


def written(area_ids: list[str], geography: Geography) -> str:
    """A place as documents write it, smallest first: 'Đạ Đờn, Phú Sơn · Lâm Hà · Lâm Đồng'."""
    above = [unit for unit in geography.chain(area_ids[0])[1:] if "nation" not in unit]
    parts = [", ".join(geography.by_id[unit].short_name for unit in area_ids)]
    return " · ".join([*parts, *(geography.by_id[unit].short_name for unit in above)])


def unit_rows(geography: Geography, sizes: dict[str, float]) -> list[dict]:
    """Every unit with its size and how documents write it."""
    return [
        {
            "unit": number,
            "area_id": area.area_id,
            "system": area.system,
            "level": area.level,
            "name": area.name,
            "of_province": area.province_id or area.area_id,
            "size": sizes[area.area_id],
            "place_text": written([area.area_id], geography),
        }
        for number, area in enumerate(geography.areas)
    ]
