"""What a file is checked against: places, codes, indicators and the words for them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ..build.datasets import read_geography
from ..build.tables import Geography
from ..catalogue import read_toml
from ..places import NEW_SYSTEM_FROM, Area, fold, normalise, short_name

ORGAN = re.compile(
    r"^(ubnd|ủy ban nhân dân|đảng ủy|đảng bộ|hđnd và ubnd|hđnd - ubnd)\s+"
    r"(?=(xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh)\s)",
    re.IGNORECASE,
)
DISTRICT_WORDS = ("huyện ", "quận ", "thị xã ", "thành phố ")


# How a place may match without asking, and with.
CERTAIN = ("exact", "alias", "successor")


def without_organ(text: str) -> str:
    """'UBND xã Phú Sơn' speaks of the commune as 'xã Phú Sơn' does."""
    return ORGAN.sub("", normalise(text))


@dataclass(frozen=True)
class PlaceFound:
    """Units that a text names (none where it names none), how, and the nearest names."""

    area_ids: tuple[str, ...]
    how: str
    nearest: str = ""


@dataclass(frozen=True)
class References:
    """Places and codes of one directory of datasets."""

    geography: Geography
    codes: dict[str, dict[str, dict[str, str]]]

    @classmethod
    def of(cls, directory: Path) -> References:
        """Those of a directory that holds raw/ and codes.toml."""
        return cls(read_geography(directory / "raw"), read_toml(directory / "codes.toml"))

    def area(self, area_id: str) -> Area:
        return self.geography.by_id[area_id]

    def full_name(self, area_id: str) -> str:
        """'Xã Phú Sơn Lâm Hà, Tỉnh Lâm Đồng'."""
        chain = [self.area(area) for area in self.geography.chain(area_id)]
        return ", ".join(a.name for a in chain if a.level != "nation") or chain[0].name

    def cells_of(self, area_id: str) -> dict[str, str]:
        """Province, district and commune as they are written in the raw tables."""
        cells = {"province": "", "district": "", "commune": ""}
        for above in self.geography.chain(area_id):
            area = self.area(above)
            if area.level == "nation":
                cells["province"] = cells["province"] or area.name
            else:
                cells[area.level] = area.name if area.level == "commune" else area.short_name
        return cells

    def communes_in(self, area_id: str) -> list[Area]:
        """Communes of a unit in its own system, in Vietnamese order of their codes."""
        found = [
            area
            for area in self.geography.areas
            if area.level == "commune" and area_id in (area.parent_id, area.province_id)
        ]
        return sorted(found, key=lambda area: area.code)

    def find_unit(self, text: str, on: dt.date | None) -> tuple[str | None, str]:
        """Area named by 'xã Phú Sơn Lâm Hà, tỉnh Lâm Đồng', and how it matched.

        Parts stand smallest first. A commune alone is found when one province has it.
        """
        parts = [part.strip() for part in re.split("[,;]", without_organ(text)) if part.strip()]
        if not parts:
            return None, "unmatched"
        match self._cells(parts, on):
            case None:
                return self._unit_alone(parts[0], on)
            case cells:
                found = self.geography.gazetteer.match(*cells, on=on)[0]
                return found.area_id, found.how

    def _cells(self, parts: list[str], on: dt.date | None) -> tuple[str, str, str] | None:
        province = self.geography.gazetteer.match(parts[-1], on=on)[0]
        if province.area_id is None:
            return None
        if len(parts) == 1:
            return parts[0], "", ""
        if len(parts) == 2:
            is_district = normalise(parts[0]).lower().startswith(DISTRICT_WORDS)
            return (parts[1], parts[0], "") if is_district else (parts[1], "", parts[0])
        return parts[-1], parts[-2], parts[-3]

    def _unit_alone(self, name: str, on: dt.date | None) -> tuple[str | None, str]:
        system = "2025" if on is None or on >= NEW_SYSTEM_FROM else "2004"
        found = self._by_name.get((system, fold(name)), []) or self._by_name.get(
            (system, fold(short_name(name))), []
        )
        return (found[0], "exact") if len(found) == 1 else (None, "unmatched")

    @cached_property
    def _by_name(self) -> dict[tuple[str, str], list[str]]:
        named: dict[tuple[str, str], list[str]] = {}
        for area in self.geography.areas:
            for key in {fold(area.name), fold(area.short_name)}:
                named.setdefault((area.system, key), []).append(area.area_id)
        return named

    def place_in(self, area_id: str, text: str, on: dt.date | None) -> PlaceFound:
        """The unit inside a reporting unit, or that unit itself, that a row names."""
        area = self.area(area_id)
        if fold(short_name(text)) == fold(area.short_name):
            return PlaceFound((area_id,), "exact")
        cells = self.cells_of(area_id)
        match = self.geography.gazetteer.match
        found = match(cells["province"], cells["district"], text, on)
        known = [m for m in found if m.area_level == "commune" and m.how in CERTAIN]
        if len(known) == len(found):
            how = max((m.how for m in known), key=CERTAIN.index)
            return PlaceFound(tuple(m.area_id for m in known), how)
        if area.level == "province":
            district = match(cells["province"], text, "", on)[0]
            if district.area_level == "district" and district.how in CERTAIN[:2]:
                return PlaceFound((district.area_id,), district.how)
        suggest = self.geography.gazetteer.suggest
        province_id = area.province_id or area_id
        return PlaceFound((), "unmatched", ", ".join(suggest(text, "commune", province_id)))
