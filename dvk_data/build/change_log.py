"""datasets/CHANGES.md: what changed from version to version, in the words of both languages."""

from __future__ import annotations

from collections import defaultdict

from .. import formats
from ..catalogue import Catalogue

LISTED_AT_MOST = 30
FIGURES = ("value", "model_count", "target", "rank")
KINDS = ("added", "changed", "withdrawn")
TOP = """# Thay đổi giữa các phiên bản dữ liệu / Changes between data versions

Tệp này do `python -m dvk_data.build` viết ra / this file is written by the build. Từng thay đổi một
nằm trong `changes.parquet` / every single change stands in `changes.parquet`.
"""
TABLE_HEAD = """
| bảng / table | địa danh / place | lý do / reason | thêm / added | sửa / changed | bỏ / withdrawn |
|---|---|---|---|---|---|
"""


def change_log(
    catalogue: Catalogue, changes: list[dict], versions: list[dict], areas: list[dict]
) -> str:
    """The newest version first. `changes` and `versions` are rows of these tables."""
    places = {area["area_id"]: area for area in areas}
    sections = [TOP]
    for version in reversed(versions):
        own = [change for change in changes if change["version_to"] == version["version"]]
        sections.append(_section(catalogue, version, own, places))
    return "\n".join(sections)


def _section(catalogue: Catalogue, version: dict, changes: list[dict], places: dict) -> str:
    released = "đã phát hành / released" if version["is_released"] else "bản đang dùng / current"
    lines = [
        f"## {version['version']} ({released})",
        "",
        f"{version['reason_vi']} / {version['reason_en']}",
        "",
        *_summary(version),
    ]
    if changes:
        lines.append(TABLE_HEAD.rstrip("\n"))
        lines += _counted(catalogue, version, changes, places)
    told = sorted((change for change in changes if change["column_name"]), key=_importance)
    if told:
        lines += ["", "Từng thay đổi / single changes:", ""]
        lines += [_told(change, places) for change in told[:LISTED_AT_MOST]]
        left = len(told) - LISTED_AT_MOST
        if left > 0:
            lines.append(f"- … và {left} thay đổi khác / and {left} more")
    return "\n".join(lines) + "\n"


def _summary(version: dict) -> list[str]:
    if not version["follows"]:
        return [
            "Phiên bản đầu tiên được giữ lại, không có bản trước để so. / "
            "The first version that is kept; there is none before it to compare with."
        ]
    counts = {kind: version[f"rows_{kind}"] for kind in KINDS}
    follows = version["follows"]
    if not any(counts.values()):
        return [
            f"So với {follows}, không dòng dữ liệu nào thay đổi. / "
            f"No row of data differs from {follows}."
        ]
    vi, en = ({k: formats.number(n, lang) for k, n in counts.items()} for lang in ("vi", "en"))
    return [
        f"So với {follows}: thêm {vi['added']} dòng, sửa {vi['changed']} dòng, "
        f"bỏ {vi['withdrawn']} dòng. / Against {follows}: {en['added']} rows added, "
        f"{en['changed']} changed, {en['withdrawn']} withdrawn."
    ]


def _importance(change: dict) -> tuple:
    """Figures that have another value come first, corrected ones before the others."""
    is_value = change["column_name"] in FIGURES
    return change["kind"] != "changed", change["corrected_by"] is None, not is_value


def _counted(catalogue: Catalogue, version: dict, changes: list[dict], places: dict) -> list[str]:
    """A line per table, place and reason; a row that changed in several cells counts once."""
    groups: dict[tuple, dict[str, int]] = defaultdict(lambda: dict.fromkeys(KINDS, 0))
    seen = set()
    for change in changes:
        row = (change["table_name"], change["row_key"], change["kind"])
        if change["row_key"] and row in seen:
            continue
        seen.add(row)
        group = tuple(change[c] for c in ("table_name", "area_id", "reason_vi", "reason_en"))
        groups[group][change["kind"]] += change["row_count"]
    lines = []
    for (table, area_id, reason_vi, reason_en), counts in groups.items():
        dataset = catalogue.datasets.get(table)
        title = f"{dataset.title_vi} / {dataset.title_en}" if dataset else f"`{table}`"
        is_of_version = reason_vi == version["reason_vi"]
        reason = "như trên / as above" if is_of_version else f"{reason_vi} / {reason_en}"
        cells = [title, _place(area_id, places), reason]
        cells += [str(counts[kind] or "") for kind in KINDS]
        lines.append(f"| {' | '.join(cell.replace('|', '¦') for cell in cells)} |")
    return lines


def _place(area_id: str | None, places: dict) -> str:
    """'Huyện Lâm Hà, Tỉnh Lâm Đồng'; a dash where no place is known."""
    names = []
    while area_id in places and places[area_id]["level"] != "nation":
        names.append(places[area_id]["name"])
        area_id = places[area_id]["parent_id"]
    if not names and area_id in places:
        names.append(places[area_id]["name"])
    return ", ".join(names) or "–"


def _told(change: dict, places: dict) -> str:
    spoken = []
    where = f"**{_place(change['area_id'], places)}**: " if change["area_id"] else ""
    for lang, added, withdrawn in (("vi", "thêm", "bỏ"), ("en", "added", "withdrawn")):
        what = f"{change[f'row_{lang}']}, {change[f'column_{lang}'].lower()}"
        old, new = change[f"old_{lang}"], change[f"new_{lang}"]
        kinds = {
            "added": f"{added} {new}",
            "changed": f"{old} → {new}",
            "withdrawn": f"{withdrawn} {old}",
        }
        spoken.append(f"{what}: {kinds[change['kind']]}")
    by = f" ({change['corrected_by']})" if change["corrected_by"] else ""
    return f"- {where}{' / '.join(spoken)}{by}"
