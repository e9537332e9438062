"""Names of places: folding for search, matching to administrative units, old and new boundaries.

Two systems of units: "2004" (province, district, commune; in force until 30 June 2025, as listed on
4 January 2025) and "2025" (province, commune; from 1 July 2025). Codes were reused between them, so
an area is only known by its id, `{system}-{level}-{code}`.
"""

from __future__ import annotations

import csv
import difflib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

SYSTEMS = ("2004", "2025")
LEVELS = ("nation", "province", "district", "commune")
ALIAS_LEVELS = ("province", "district", "commune")
ALIAS_HOWS = ("alias", "parent", "successor")
CODE_WIDTHS = {"province": 2, "district": 3, "commune": 5}
NEW_SYSTEM_FROM = date(2025, 7, 1)
OLD_SYSTEM_TO = date(2025, 6, 30)

AREA_COLUMNS = ("system", "code", "level", "unit_type", "name", "parent_code")
LINK_COLUMNS = ("level", "code_2004", "code_2025", "is_split")
ALIAS_COLUMNS = (
    "place_text",
    "level",
    "within",
    "date_from",
    "date_to",
    "area_id",
    "how",
    "reason_vi",
    "reason_en",
)
CORRECTION_COLUMNS = (
    "file",
    "key",
    "column",
    "found",
    "corrected",
    "reason_vi",
    "reason_en",
    "by",
    "date",
)

TONE_MARKS = frozenset("\u0300\u0301\u0303\u0309\u0323")
UNIT_WORDS = {
    "tỉnh": "Tỉnh",
    "thành phố": "Thành phố",
    "tp": "Thành phố",
    "thị xã": "Thị xã",
    "tx": "Thị xã",
    "thị trấn": "Thị trấn",
    "tt": "Thị trấn",
    "huyện": "Huyện",
    "h": "Huyện",
    "quận": "Quận",
    "q": "Quận",
    "phường": "Phường",
    "p": "Phường",
    "xã": "Xã",
    "x": "Xã",
    "đặc khu": "Đặc khu",
}
UNIT_PREFIX = re.compile(
    r"(?:(tỉnh|thành phố|thị xã|thị trấn|huyện|quận|phường|xã|đặc khu|tp|tx|tt)\s+"
    r"|(tp|tx|tt|[hqpx])\.\s*)(\S.*)",
    re.IGNORECASE,
)
NUMBER_NAME = re.compile(r"\d+|[IVX]+")
TYPED_ABBREVIATION = re.compile(
    r"(?<!\w)(?:(tt|tp|tx)(?:\.\s*|\s+)|([pxhq])\.\s*)(?=\w)", re.IGNORECASE
)
TYPED_UNITS = {
    "tt": "thị trấn",
    "tp": "thành phố",
    "tx": "thị xã",
    "p": "phường",
    "x": "xã",
    "h": "huyện",
    "q": "quận",
}
SUFFIX = re.compile(r"\s*\((new|city)\)$", re.IGNORECASE)
COMMUNE_SEPARATOR = re.compile(r"\s*[,;]\s*|\s+và\s+")
NATION_KEYS = frozenset({"national", "national average", "ca nuoc", "toan quoc", "viet nam"})
HOW_RANKS = {"exact": 0, "alias": 1, "successor": 2, "parent": 3}

SYSTEM_LABELS_VI = {"2004": "danh mục trước 01/7/2025", "2025": "danh mục từ 01/7/2025"}
SYSTEM_LABELS_EN = {"2004": "the list before 1 July 2025", "2025": "the list from 1 July 2025"}


def normalise(text: str) -> str:
    """Text as it is stored: NFC, Ð (U+00D0) as Đ, white space collapsed and stripped."""
    text = unicodedata.normalize("NFC", text).replace("Ð", "Đ").replace("ð", "đ")
    return " ".join(text.replace("\u200b", "").replace("\ufeff", "").split())


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The form in which names are searched: 'Đạ Đờn' -> 'da don', 'Mỹ' and 'Mĩ' -> 'mi'.

    Lower case, no accents, đ -> d, y -> i, punctuation to single spaces.
    """
    decomposed = unicodedata.normalize("NFD", normalise(text).lower().replace("đ", "d"))
    letters = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(re.split(r"[\W_]+", letters.replace("y", "i"))).strip()


@lru_cache(maxsize=65536)
def _spelling(text: str) -> str:
    """Like `fold` with the accents kept, each word's tone moved to its end (hoà = hòa)."""
    words = []
    for word in re.split(r"[\W_]+", normalise(text).lower()):
        decomposed = unicodedata.normalize("NFD", word)
        tones = "".join(mark for mark in decomposed if mark in TONE_MARKS)
        letters = "".join(mark for mark in decomposed if mark not in TONE_MARKS)
        words.append(unicodedata.normalize("NFC", letters).replace("y", "i") + tones)
    return " ".join(words).strip()


def search_words(query: str) -> list[str]:
    """Folded words of what a person typed: 'TT. Đinh Văn' -> thi tran dinh van.

    Abbreviated unit types are opened when they stand before another word: tt, tp and tx with or
    without a dot; p., x., h. and q. only with one (H'Bông is a name).
    """
    opened = TYPED_ABBREVIATION.sub(
        lambda found: TYPED_UNITS[(found[1] or found[2]).lower()] + " ", normalise(query)
    )
    return fold(opened).split()


def words_typed(query: str) -> list[str]:
    """The words to be found; signs alone, which fold to nothing, stand as they are in no name."""
    return search_words(query) or query.split()


def _split_unit(name: str) -> tuple[str, str]:
    """Unit word ('Huyện', '' when there is none) and the rest of a name."""
    name = normalise(name)
    found = UNIT_PREFIX.fullmatch(name)
    if found is None:
        return "", name
    return UNIT_WORDS[(found[1] or found[2]).lower()], found[3]


def short_name(name: str) -> str:
    """Name without its unit type; 'Quận 1' and 'Phường 2' keep theirs, a bare number is no name."""
    unit, rest = _split_unit(name)
    if unit and NUMBER_NAME.fullmatch(rest):
        return f"{unit} {rest.lstrip('0') or rest}"
    return rest


def place_key(name: str) -> str:
    """What two spellings of one place share."""
    return fold(short_name(name))


@dataclass(frozen=True, slots=True)
class Area:
    """An administrative unit of one system."""

    area_id: str
    system: str
    level: str
    code: str
    unit_type: str
    name: str
    short_name: str
    parent_id: str | None
    province_id: str | None
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Alias:
    """A reviewed decision: this text, in a cell of this level, means that area.

    `within` is what the cells around it say, province or province/district; empty = anywhere. A
    commune within a province alone is one written without its district.
    """

    place_text: str
    level: str
    within: str
    date_from: date | None
    date_to: date | None
    area_id: str
    how: str
    reason_vi: str
    reason_en: str


class Link(NamedTuple):
    """Old unit -> new unit; `is_split`: the old unit went to more than one new unit."""

    area_id_2004: str
    area_id_2025: str
    is_split: bool


@dataclass(frozen=True, slots=True)
class Match:
    """What a written place was taken for, and why.

    `how`: exact, alias (other spelling or name), successor (the unit the place was merged into),
    parent (the smallest known unit around it), nation, unmatched. The reasons are empty when there
    is nothing to explain.
    """

    area_id: str | None
    area_level: str | None
    how: str
    place_text: str
    reason_vi: str = ""
    reason_en: str = ""


class _Reason(NamedTuple):
    vi: str
    en: str


@dataclass(slots=True)
class _Trail:
    """How far the cells of a place could be followed through one system."""

    system: str
    area: Area | None
    how: str
    reasons: list[_Reason]
    is_complete: bool = False
    is_ambiguous: bool = False


class Gazetteer:
    """All areas and aliases, ready to say which area a written place means."""

    def __init__(self, areas: Iterable[Area], aliases: Iterable[Alias]) -> None:
        self.areas = {area.area_id: area for area in areas}
        self._inside: dict[tuple[str, str | None], list[Area]] = defaultdict(list)
        for area in self.areas.values():
            for scope in {area.parent_id, area.province_id} - {area.area_id}:
                self._inside[area.level, scope].append(area)
        self._aliases: dict[tuple[str, str], list[Alias]] = defaultdict(list)
        for alias in aliases:
            self._aliases[alias.level, fold(alias.place_text)].append(alias)

    def match(
        self, province: str, district: str = "", commune: str = "", on: date | None = None
    ) -> list[Match]:
        """One Match per commune named in the cells, or one for the district or province.

        `on` is the date the figure speaks of: from 1 July 2025 the 2025 system is tried first,
        otherwise (and without a date) the 2004 system. Never raises for an unknown place.
        """
        communes = [text for text in COMMUNE_SEPARATOR.split(commune.strip()) if text] or [""]
        return [self._match_one(province, district, text, on) for text in communes]

    def suggest(self, name: str, level: str, province_id: str | None = None) -> list[str]:
        """Up to three nearest names of a level, in one province or everywhere, best first."""
        names: dict[str, str] = {}
        for area in self.areas.values():
            if area.level == level and province_id in (None, area.province_id):
                names.setdefault(place_key(area.name), area.name)
        return [names[key] for key in difflib.get_close_matches(place_key(name), names, n=3)]

    def _match_one(self, province: str, district: str, commune: str, on: date | None) -> Match:
        written = [normalise(text) for text in (province, district, commune)]
        cells = [(level, text) for level, text in zip(LEVELS[1:], written, strict=True) if text]
        place_text = cells[-1][1] if cells else ""
        is_undated = on is None
        is_new = any(_suffix(text) == "new" for text in written)
        if is_new or (on is not None and on >= NEW_SYSTEM_FROM):
            systems = ("2025", "2004")
            on = max(on or NEW_SYSTEM_FROM, NEW_SYSTEM_FROM)
        else:
            systems = ("2004", "2025")
            on = on or OLD_SYSTEM_TO
        if len(cells) == 1 and fold(place_text) in NATION_KEYS:
            return Match(f"{systems[0]}-nation-VN", "nation", "nation", place_text)
        if not written[0]:
            reason = _Reason("Không ghi tên tỉnh, thành phố.", "No province is named.")
            return Match(None, None, "unmatched", place_text, *reason)

        trails = []
        for system in systems:
            trail = self._follow(system, cells, on)
            trails.append(trail)
            if trail.is_complete or trail.is_ambiguous:
                break
        trail = trails[-1]
        if not (trail.is_complete or trail.is_ambiguous):
            trail = max(trails, key=_depth)
        if is_undated and trail.is_complete and written[2] and not written[1]:
            trail = self._settle_undated(trail, cells, on)
        reasons = list(trail.reasons)
        if trail.area and trail.system != systems[0]:
            reasons.append(
                _Reason(
                    f"Khớp theo {SYSTEM_LABELS_VI[trail.system]}, vì "
                    f"{SYSTEM_LABELS_VI[systems[0]]} (thời điểm của số liệu) không có tên này.",
                    f"Matched in {SYSTEM_LABELS_EN[trail.system]}, because "
                    f"{SYSTEM_LABELS_EN[systems[0]]} (the date of the figure) lacks the name.",
                )
            )
        reason_vi = " ".join(dict.fromkeys(reason.vi for reason in reasons))
        reason_en = " ".join(dict.fromkeys(reason.en for reason in reasons))
        if trail.area is None:
            return Match(None, None, "unmatched", place_text, reason_vi, reason_en)
        how = trail.how if trail.is_complete else "parent"
        return Match(trail.area.area_id, trail.area.level, how, place_text, reason_vi, reason_en)

    def _settle_undated(self, trail: _Trail, cells: Sequence[tuple[str, str]], on: date) -> _Trail:
        """A commune without district or date is only known if one system alone has the name."""
        other = SYSTEMS[1 - SYSTEMS.index(trail.system)]
        rival = self._follow(other, cells, on)
        if not (trail.area and rival.is_complete and rival.area) or rival.area == trail.area:
            return trail
        found = [trail.area, rival.area]
        province = self.areas[trail.area.province_id or ""]
        reason = self._ambiguous(cells[-1][1], found, province)
        return _Trail(trail.system, province, "parent", [reason], is_ambiguous=True)

    def _follow(self, system: str, cells: Sequence[tuple[str, str]], on: date) -> _Trail:
        trail = _Trail(system, None, "exact", [])
        parents = [self.areas[f"{system}-nation-VN"]]
        context: list[set[str]] = []
        ambiguity: _Reason | None = None
        for level, text in cells:
            found, how, reason = self._find(system, level, text, parents, context, on)
            if not found:
                trail.is_ambiguous = ambiguity is not None
                trail.reasons.append(ambiguity or self._not_found(level, text, parents, trail.area))
                return trail
            trail.how = max(trail.how, how, key=HOW_RANKS.__getitem__)
            if reason:
                trail.reasons.append(reason)
            names = {place_key(_without_suffix(text))}
            context.append(names | {place_key(area.name) for area in found})
            parents = found
            if len(found) == 1:
                trail.area = found[0]
                ambiguity = None
            else:
                ambiguity = self._ambiguous(text, found, trail.area)
        trail.is_ambiguous = ambiguity is not None
        trail.is_complete = ambiguity is None
        if ambiguity:
            trail.reasons.append(ambiguity)
        return trail

    def _find(
        self,
        system: str,
        level: str,
        text: str,
        parents: Sequence[Area],
        context: Sequence[set[str]],
        on: date,
    ) -> tuple[list[Area], str, _Reason | None]:
        alias = self._find_alias(system, level, text, context, on)
        if alias:
            reason = _Reason(alias.reason_vi, alias.reason_en)
            return [self.areas[alias.area_id]], alias.how, reason
        bare = _without_suffix(text)
        unit = "Thành phố" if _suffix(text) == "city" else _split_unit(bare)[0]
        pool = self._units(level, parents)
        spelling = _spelling(short_name(bare))
        found = [area for area in pool if _spelling(area.short_name) == spelling]
        how, reason = "exact", None
        if not found:
            found = [area for area in pool if fold(area.short_name) == place_key(bare)]
            if len(found) == 1 and spelling != fold(spelling):
                how = "alias"
                reason = _Reason(
                    f"Danh mục viết là “{found[0].name}”.", f"The list writes “{found[0].name}”."
                )
        if unit:
            of_type = [area for area in found if area.unit_type.startswith(unit.lower())]
            if not of_type and len(found) == 1 and level != "province":
                how = "successor"
                reason = _Reason(
                    f"Danh mục không có “{text}”; đơn vị cùng tên là {found[0].name}.",
                    f"The list has no “{text}”; the unit of that name is {found[0].name}.",
                )
            found = of_type or found
        return found, how, reason

    def _find_alias(
        self, system: str, level: str, text: str, context: Sequence[set[str]], on: date
    ) -> Alias | None:
        bare = _without_suffix(text)
        for key in (fold(text), fold(bare), place_key(bare)):
            fitting = [
                alias
                for alias in self._aliases.get((level, key), ())
                if (alias.date_from is None or alias.date_from <= on)
                and (alias.date_to is None or on <= alias.date_to)
                and _is_within(alias.within, context)
            ]
            if fitting:
                return max(
                    fitting,
                    key=lambda alias: (self.areas[alias.area_id].system == system, alias.within),
                )
        return None

    def _units(self, level: str, parents: Sequence[Area]) -> list[Area]:
        return [
            area for parent in parents for area in self._inside.get((level, parent.area_id), ())
        ]

    def _not_found(
        self, level: str, text: str, parents: Sequence[Area], area: Area | None
    ) -> _Reason:
        names = {place_key(inside.name): inside.name for inside in self._units(level, parents)}
        near = [names[key] for key in difflib.get_close_matches(place_key(text), names, n=3)]
        near_vi = f" Tên gần giống: {', '.join(near)}." if near else ""
        near_en = f" Similar names: {', '.join(near)}." if near else ""
        if area is None:
            return _Reason(
                f"Không có tỉnh, thành phố nào tên “{text}”.{near_vi}",
                f"No province is called “{text}”.{near_en}",
            )
        return _Reason(
            f"Không tìm thấy “{text}” trong {area.name}; ghi nhận ở {area.name}.{near_vi}",
            f"“{text}” was not found in {area.name}; kept at {area.name}.{near_en}",
        )

    def _ambiguous(self, text: str, found: Sequence[Area], area: Area | None) -> _Reason:
        names = []
        for candidate in found:
            parent = self.areas.get(candidate.parent_id or "")
            names.append(f"{candidate.name} ({parent.name})" if parent else candidate.name)
        where_vi = f"; không đoán, ghi nhận ở {area.name}." if area else "; không đoán."
        where_en = f"; not guessed, kept at {area.name}." if area else "; not guessed."
        return _Reason(
            f"“{text}” có thể là {' hoặc '.join(names)}{where_vi}",
            f"“{text}” may be {' or '.join(names)}{where_en}",
        )


def _depth(trail: _Trail) -> int:
    return LEVELS.index(trail.area.level) if trail.area else -1


def _suffix(text: str) -> str:
    found = SUFFIX.search(text)
    return found[1].lower() if found else ""


def _without_suffix(text: str) -> str:
    return SUFFIX.sub("", text)


def _is_within(within: str, context: Sequence[set[str]]) -> bool:
    if not within:
        return True
    keys = [place_key(part) for part in within.split("/")]
    return len(keys) == len(context) and all(
        key in names for key, names in zip(keys, context, strict=True)
    )


def read_areas(path: str | Path, corrections: str | Path | None = None) -> list[Area]:
    """Areas of both systems, the two nation rows first.

    `corrections` defaults to corrections.csv beside the file. Raises ValueError with all
    problems of the file at once.
    """
    path = Path(path)
    rows, problems = _read_rows(path, AREA_COLUMNS)
    for _, row in rows:
        row["id"] = f"{row['system']}-{row['level']}-{row['code']}"
        row["valid_from"] = "2025-07-01" if row["system"] == "2025" else ""
        row["valid_to"] = "2025-06-30" if row["system"] == "2004" else ""
    _correct(rows, path, corrections, problems)
    areas = {f"{system}-nation-VN": _nation(system) for system in SYSTEMS}
    ids = {row["id"] for _, row in rows}
    for line, row in rows:
        problem = _area_problem(row, ids)
        if row["id"] in areas:
            problem = ("code", row["code"], "a code not used before in this system and level")
        if problem:
            problems.append(_problem(path, line, *problem))
            continue
        parent_id = _parent_id(row)
        areas[row["id"]] = Area(
            area_id=row["id"],
            system=row["system"],
            level=row["level"],
            code=row["code"],
            unit_type=row["unit_type"],
            name=row["name"],
            short_name=short_name(row["name"]),
            parent_id=parent_id,
            province_id=row["id"] if row["level"] == "province" else parent_id,
            valid_from=_read_date(row["valid_from"]),
            valid_to=_read_date(row["valid_to"]),
        )
    _raise_problems(problems)
    return [
        area
        if area.level != "commune" or area.system == "2025"
        else replace(area, province_id=areas[area.parent_id or ""].parent_id)
        for area in areas.values()
    ]


def read_aliases(path: str | Path, areas: Iterable[Area] | None = None) -> list[Alias]:
    """The reviewed odd names; `areas` defaults to admin_units.csv beside the file.

    Raises ValueError naming file, line, column, what was found and what is allowed, for all
    problems at once.
    """
    path = Path(path)
    if areas is None:
        areas = read_areas(path.with_name("admin_units.csv"))
    ids = {area.area_id for area in areas}
    rows, problems = _read_rows(path, ALIAS_COLUMNS)
    for line, row in rows:
        if not fold(row["place_text"]):
            problems.append(_problem(path, line, "place_text", row["place_text"], "a name"))
        if row["level"] not in ALIAS_LEVELS:
            allowed = " | ".join(ALIAS_LEVELS)
            problems.append(_problem(path, line, "level", row["level"], allowed))
        if row["how"] not in ALIAS_HOWS:
            problems.append(_problem(path, line, "how", row["how"], " | ".join(ALIAS_HOWS)))
        if row["area_id"] not in ids:
            near = difflib.get_close_matches(row["area_id"], ids, n=3)
            example = ", ".join(near or sorted(ids)[:3])
            allowed = f"an area_id of admin_units.csv, for example {example}"
            problems.append(_problem(path, line, "area_id", row["area_id"], allowed))
        for column in ("reason_vi", "reason_en"):
            if not row[column]:
                problems.append(_problem(path, line, column, "", "a sentence that says why"))
        for column in ("date_from", "date_to"):
            if _read_date(row[column]) is None and row[column]:
                allowed = "a date like 2024-12-31, or empty"
                problems.append(_problem(path, line, column, row[column], allowed))
    _raise_problems(problems)
    return [
        Alias(
            place_text=row["place_text"],
            level=row["level"],
            within=row["within"],
            date_from=_read_date(row["date_from"]),
            date_to=_read_date(row["date_to"]),
            area_id=row["area_id"],
            how=row["how"],
            reason_vi=row["reason_vi"],
            reason_en=row["reason_en"],
        )
        for _, row in rows
    ]


def read_links(
    units: str | Path | Iterable[Area],
    crosswalk: str | Path,
    corrections: str | Path | None = None,
) -> list[Link]:
    """Old unit -> new unit for provinces and communes, corrected.

    `units` is the path of admin_units.csv or its areas. A correction that empties a code drops the
    row. Raises ValueError with all problems at once.
    """
    areas = read_areas(units) if isinstance(units, str | Path) else units
    ids = {area.area_id for area in areas}
    crosswalk = Path(crosswalk)
    rows, problems = _read_rows(crosswalk, LINK_COLUMNS)
    for _, row in rows:
        row["id"] = f"{row['level']}/{row['code_2004']}/{row['code_2025']}"
    _correct(rows, crosswalk, corrections, problems)
    links = []
    for line, row in rows:
        if not row["code_2004"] or not row["code_2025"]:
            continue
        area_ids = {
            f"code_{system}": f"{system}-{row['level']}-{row[f'code_{system}']}"
            for system in SYSTEMS
        }
        for column, area_id in area_ids.items():
            if area_id not in ids:
                allowed = "a code of that level in admin_units.csv"
                problems.append(_problem(crosswalk, line, column, row[column], allowed))
        if row["is_split"] not in ("true", "false", ""):
            allowed = "true | false | empty for provinces"
            problems.append(_problem(crosswalk, line, "is_split", row["is_split"], allowed))
        links.append(Link(area_ids["code_2004"], area_ids["code_2025"], row["is_split"] == "true"))
    _raise_problems(problems)
    return links


def _nation(system: str) -> Area:
    return Area(
        area_id=f"{system}-nation-VN",
        system=system,
        level="nation",
        code="VN",
        unit_type="quốc gia",
        name="Cả nước",
        short_name="Cả nước",
        parent_id=None,
        province_id=None,
        valid_from=NEW_SYSTEM_FROM if system == "2025" else None,
        valid_to=OLD_SYSTEM_TO if system == "2004" else None,
    )


def _parent_id(row: dict[str, str]) -> str:
    if row["level"] == "province":
        return f"{row['system']}-nation-VN"
    is_old_commune = row["level"] == "commune" and row["system"] == "2004"
    return f"{row['system']}-{'district' if is_old_commune else 'province'}-{row['parent_code']}"


def _area_problem(row: dict[str, str], ids: set[str]) -> tuple[str, str, str] | None:
    if row["system"] not in SYSTEMS:
        return "system", row["system"], " | ".join(SYSTEMS)
    if row["level"] not in CODE_WIDTHS:
        return "level", row["level"], " | ".join(CODE_WIDTHS)
    width = CODE_WIDTHS[row["level"]]
    if not (row["code"].isdigit() and len(row["code"]) == width):
        return "code", row["code"], f"{width} digits, zeros in front kept"
    if row["level"] != "province" and _parent_id(row) not in ids:
        return "parent_code", row["parent_code"], f"the code of a listed unit ({_parent_id(row)})"
    return None


def _read_rows(
    path: Path, columns: Sequence[str]
) -> tuple[list[tuple[int, dict[str, str]]], list[str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        if tuple(reader.fieldnames or ()) != tuple(columns):
            found = ",".join(reader.fieldnames or ())
            raise ValueError(f"{path.name}, line 1: found {found}; allowed: {','.join(columns)}")
        rows, problems = [], []
        for row in reader:
            if None in row or None in row.values():
                problems.append(f"{path.name}, line {reader.line_num}: not {len(columns)} cells")
            else:
                cells = {column: normalise(text) for column, text in row.items()}
                rows.append((reader.line_num, cells))
    return rows, problems


def _correct(
    rows: list[tuple[int, dict[str, str]]],
    path: Path,
    corrections: str | Path | None,
    problems: list[str],
) -> None:
    """Put the reviewed corrections into the rows; a correction that fits no cell is a problem."""
    source = Path(corrections) if corrections else path.with_name("corrections.csv")
    if corrections is None and not source.exists():
        return
    by_id = {row["id"]: row for _, row in rows}
    wanted, more_problems = _read_rows(source, CORRECTION_COLUMNS)
    problems.extend(more_problems)
    for line, correction in wanted:
        if correction["file"] != path.name:
            continue
        row = by_id.get(correction["key"])
        if row is None:
            allowed = f"the key of a row of {path.name}"
            problems.append(_problem(source, line, "key", correction["key"], allowed))
        elif row.get(correction["column"]) != correction["found"]:
            allowed = f"what {path.name} says: {row.get(correction['column'])}"
            problems.append(_problem(source, line, "found", correction["found"], allowed))
        else:
            row[correction["column"]] = correction["corrected"]


def _problem(path: Path, line: int, column: str, found: str, allowed: str) -> str:
    return f"{path.name}, line {line}, column {column}: found “{found}”; allowed: {allowed}"


def _raise_problems(problems: Sequence[str]) -> None:
    if problems:
        raise ValueError("\n".join(problems))


def _read_date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
