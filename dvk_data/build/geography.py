"""Administrative units of both systems, the links between them, and which unit follows which."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from .. import places


@dataclass
class Geography:
    """Areas of both systems, the links between them, and how written names are matched."""

    areas: list[places.Area]
    links: list[tuple[str, str, bool]]
    gazetteer: places.Gazetteer
    by_id: dict[str, places.Area] = field(init=False)
    successors: dict[str, list[tuple[str, bool]]] = field(init=False)

    def __post_init__(self):
        self.by_id = {area.area_id: area for area in self.areas}
        self.successors = defaultdict(list)
        for old, new, is_split in self.links:
            self.successors[old].append((new, is_split))

    def current(self, area_id: str) -> tuple[str | None, str]:
        """Unit of today for a unit of any time, and how it was found (codes 'conversion')."""
        area = self.by_id[area_id]
        if area.system == "2025":
            return area_id, "unchanged"
        if area.level == "nation":
            return "2025-nation-VN", "unchanged"
        found = self.successors.get(area_id, [])
        if len(found) == 1:
            return found[0][0], "converted"
        province = self.successors.get(area.province_id, [])
        current_province = province[0][0] if len(province) == 1 else None
        if found:
            return current_province, "split"
        return current_province, "district_ended" if area.level == "district" else "no_link"

    def common_area(self, area_ids: list[str]) -> str | None:
        """Smallest unit that holds all of them."""
        if len(set(area_ids)) == 1:
            return area_ids[0]
        chains = [self.chain(area_id) for area_id in area_ids]
        return next((area for area in chains[0] if all(area in c for c in chains)), None)

    def chain(self, area_id: str | None) -> list[str]:
        """The unit and all units above it, smallest first."""
        chain = []
        while area_id:
            chain.append(area_id)
            area_id = self.by_id[area_id].parent_id
        return chain


def read_geography(raw_directory: Path) -> Geography:
    """Areas, links and aliases of datasets/raw/."""
    areas = places.read_areas(raw_directory / "admin_units.csv")
    aliases = places.read_aliases(raw_directory / "place_aliases.csv", areas)
    links = places.read_links(areas, raw_directory / "admin_crosswalk.csv")
    return Geography(areas, links, places.Gazetteer(areas, aliases))


def area_rows(geography: Geography) -> list[dict]:
    """Rows of areas, in the order of the official list."""
    levels = ("nation", "province", "district", "commune")
    ordered = sorted(geography.areas, key=lambda a: (a.system, levels.index(a.level), a.code))
    return [
        {
            **{name: getattr(area, name) for name in places.Area.__dataclass_fields__},
            **dict(
                zip(("current_area_id", "conversion"), geography.current(area.area_id), strict=True)
            ),
            "search_key": places.fold(area.name),
            "sort_order": order,
        }
        for order, area in enumerate(ordered, start=1)
    ]


def link_rows(geography: Geography) -> list[dict]:
    """Rows of area_links."""
    return [
        {"area_id_2004": old, "area_id_2025": new, "is_split": is_split}
        for old, new, is_split in geography.links
    ]
