"""A small drawn datasets directory: four old provinces, two of today, and the rows a test needs.

Lâm Đồng, Đắk Nông and Bình Thuận became Lâm Đồng; Thừa Thiên Huế became Huế. Of the communes Đạ Đờn
became Phú Sơn Lâm Hà, Rô Men and Đạ Long together became Đam Rông 1, Nam Ban was split between two
new communes and Đông Thanh joined one of these. Hoài Đức is in no list of links.
"""

import csv
import shutil
from pathlib import Path

from dvk_data.build.raw import SPECIFICATION
from dvk_data.places import ALIAS_COLUMNS, AREA_COLUMNS, CORRECTION_COLUMNS, LINK_COLUMNS
from tests.live import CATALOGUE

UNITS = """
2004,46,province,tỉnh,Tỉnh Thừa Thiên Huế,
2004,60,province,tỉnh,Tỉnh Bình Thuận,
2004,67,province,tỉnh,Tỉnh Đắk Nông,
2004,68,province,tỉnh,Tỉnh Lâm Đồng,
2004,674,district,huyện,Huyện Đam Rông,68
2004,676,district,huyện,Huyện Lâm Hà,68
2004,24853,commune,xã,Xã Rô Men,674
2004,24877,commune,xã,Xã Đạ Long,674
2004,24868,commune,thị trấn,Thị trấn Nam Ban,676
2004,24895,commune,xã,Xã Đạ Đờn,676
2004,24901,commune,xã,Xã Đông Thanh,676
2004,24913,commune,xã,Xã Hoài Đức,676
2025,46,province,thành phố trung ương,Thành phố Huế,
2025,68,province,tỉnh,Tỉnh Lâm Đồng,
2025,24853,commune,xã,Xã Đam Rông 1,68
2025,24868,commune,xã,Xã Nam Ban Lâm Hà,68
2025,24883,commune,xã,Xã Nam Hà Lâm Hà,68
2025,24895,commune,xã,Xã Phú Sơn Lâm Hà,68
"""
LINKS = """
province,46,46,
province,60,68,
province,67,68,
province,68,68,
commune,24853,24853,false
commune,24877,24853,false
commune,24868,24868,true
commune,24868,24883,true
commune,24901,24868,false
commune,24895,24895,false
"""
RELEASE = """date = 2024-06-30
reason_vi = "Số liệu vẽ ra để thử."
reason_en = "Drawn figures."
"""
LAM_HA = {"province": "Lâm Đồng", "district": "Lâm Hà"}
YEAR = {"date_from": "2023-01-01", "date_to": "2023-12-31"}
ALL = {"domain": "all", "entity_type": "all", "registrant_type": "all"}
PLAIN = {
    "sources": {"title": "Báo cáo", "publisher": "Huyện ủy", "publisher_type": "official"},
    "model_counts": {"source_id": "a", **LAM_HA, **YEAR, "status": "registered", **ALL},
    "models": {
        "source_id": "a",
        **LAM_HA,
        "domain": "economy",
        "domain_is_inferred": "false",
        "year": "2023",
        "status": "recognised",
    },
    "model_outcomes": {"source_id": "a", "model_id": "m1", "unit": "VND"},
    "service_kpis": {"source_id": "a", **LAM_HA, **YEAR, "unit": "dossier"},
    "petitions": {
        "source_id": "a",
        **LAM_HA,
        **YEAR,
        "handled_by": "whole_area",
        "petition_type": "all",
        "unit": "petition",
    },
    "indices": {
        "source_id": "a",
        "index_name": "PCI",
        "province": "Lâm Đồng",
        "year": "2023",
        "dimension": "total",
        "unit": "point",
    },
    "targets": {"source_id": "a", **LAM_HA, **YEAR, "level": "district", "direction": "min"},
    "check_explanations": {"source_id": "a", "explanation_vi": "Vì", "explanation_en": "Because"},
}


def draw_directory(directory: Path, **rows: list[dict]) -> Path:
    """A datasets directory ready to be built. A row names only what matters; see PLAIN.

    Sources that rows name and nobody drew are added.
    """
    raw = directory / "raw"
    raw.mkdir(parents=True)
    shutil.copy(CATALOGUE.directory / "codes.toml", directory)
    for dataset in CATALOGUE.datasets:
        shutil.copy(CATALOGUE.directory / f"{dataset}.toml", directory)
    (raw / "release.toml").write_text(RELEASE, encoding="utf-8")
    for name, columns, text in [
        ("admin_units", AREA_COLUMNS, UNITS),
        ("admin_crosswalk", LINK_COLUMNS, LINKS),
        ("place_aliases", ALIAS_COLUMNS, ""),
        ("corrections", CORRECTION_COLUMNS, ""),
    ]:
        heading = ",".join(columns)
        (raw / f"{name}.csv").write_text(f"{heading}\n{text.strip()}\n", encoding="utf-8")
    drawn = {name: [_complete(name, row) for row in rows.get(name, [])] for name in SPECIFICATION}
    listed = {source["source_id"] for source in drawn["sources"]}
    named = {row["source_id"] for table in drawn.values() for row in table} - listed
    drawn["sources"] += [_complete("sources", {"source_id": source}) for source in sorted(named)]
    for name, columns in SPECIFICATION.items():
        with (raw / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(drawn[name])
    return directory


def _complete(name: str, row: dict) -> dict:
    flag = {"flag": "reported"} if "flag" in SPECIFICATION[name] else {}
    return {**PLAIN[name], **flag, **row}
