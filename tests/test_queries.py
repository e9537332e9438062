"""What each question answers, on a small drawn warehouse built by the real build."""

import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date

import duckdb
import pytest

from dvk_data.build.datasets import build, release
from dvk_data.catalogue import Catalogue, DatasetsUnusable
from dvk_data.places import search_words
from dvk_data.warehouse import QUERIES, VIEW_ORDER, VIEWS, UnknownQuestion, Warehouse
from tests.drawn import draw_directory
from tests.live import CATALOGUE

LAM_DONG, DAK_NONG, BINH_THUAN = "2004-province-68", "2004-province-67", "2004-province-60"
THUA_THIEN_HUE = "2004-province-46"
LAM_HA = "2004-district-676"
DA_DON, NAM_BAN, DONG_THANH = (f"2004-commune-{c}" for c in ("24895", "24868", "24901"))
NEW_LAM_DONG, HUE = "2025-province-68", "2025-province-46"
PHU_SON, NEW_NAM_BAN, DAM_RONG = (f"2025-commune-{c}" for c in ("24895", "24868", "24853"))

IN_2022 = {"date_from": "2022-01-01", "date_to": "2022-12-31"}
SINCE_JULY_2025 = {"date_from": "2025-07-01", "date_to": "2025-12-31"}


def province(place, **columns):
    return {"province": place, "district": "", **columns}


def commune(place, district="Lâm Hà", **columns):
    return {"province": "Lâm Đồng", "district": district, "commune": place, **columns}


def index(place, **columns):
    return {"province": place, **columns}


WORLD = {
    "sources": [
        {"source_id": "a", "title": "Báo cáo năm 2023", "published_date": "2024-01-15"},
        {"source_id": "b", "title": "Báo cáo năm 2022", "published_date": "2023-01-15"},
    ],
    "model_counts": [
        {"model_count": "10"},
        {"model_count": "6", "domain": "economy"},
        {"model_count": "4", "domain": "culture_society"},
        {"model_count": "9", "status": "recognised"},
        {"model_count": "8", "source_id": "b", **IN_2022},
        province("Lâm Đồng", model_count="100"),
        province("Đắk Nông", model_count="40"),
        province("Lâm Đồng", model_count="70", status="maintained", flag="approximate"),
        province("Đắk Nông", model_count="50", status="maintained"),
        province("Bình Thuận", model_count="30", status="maintained"),
        province("Thừa Thiên Huế", model_count="25"),
        province("Lâm Đồng", model_count="500", **SINCE_JULY_2025),
    ],
    "service_kpis": [
        {"indicator": "dossiers_received", "value": "200"},
        {"indicator": "dossiers_online", "value": "150"},
        {"indicator": "dossiers_resolved", "value": "100"},
        {"indicator": "dossiers_on_time", "value": "90"},
        {"indicator": "on_time_rate", "value": "95", "unit": "percent"},
        {"indicator": "digitised_rate", "value": "85", "unit": "percent"},
        {"indicator": "dossiers_late_rate", "value": "2", "unit": "percent"},
        province("Lâm Đồng", indicator="on_time_rate", value="90", unit="percent"),
        province("Đắk Nông", indicator="on_time_rate", value="80", unit="percent"),
        province("Bình Thuận", indicator="on_time_rate", value="70", unit="percent"),
        province("Thừa Thiên Huế", indicator="on_time_rate", value="97", unit="percent"),
        commune("Nam Ban", indicator="dossiers_received", value="30"),
        commune("Đông Thanh", indicator="dossiers_received", value="11"),
        commune("Đạ Đờn", indicator="dossiers_received", value="20"),
        commune("Rô Men", "Đam Rông", indicator="dossiers_received", value="5"),
        commune("Đạ Long", "Đam Rông", indicator="dossiers_received", value="7"),
        commune("Rô Men", "Đam Rông", indicator="on_time_rate", value="100", unit="percent"),
        commune("Đạ Long", "Đam Rông", indicator="on_time_rate", value="50", unit="percent"),
    ],
    "petitions": [
        {"stage": "within_jurisdiction", "value": "4"},
        {"stage": "resolved", "value": "0"},
    ],
    "models": [
        commune("Đạ Đờn", model_id="m1", name="Nuôi heo đất", owner_type="womens_union"),
        commune("Nam Ban, Hoài Đức", model_id="m2", name="Đường hoa", domain="culture_society"),
        province("Lâm Đồng", model_id="m3", name="Ánh sáng an ninh", year="", status="registered"),
        province("Thừa Thiên Huế", model_id="m4", name="Ấm áp mùa đông", year="2022"),
        commune("Xã Không Có", model_id="m5", name="Thu gom ve chai", owner_type="individual"),
    ],
    "model_outcomes": [
        {"indicator": "money_raised", "value": "88000000"},
        {"indicator": "money_raised", "value": "12000000", "flag": "approximate"},
        {"indicator": "households_helped", "value": "5", "unit": "household"},
        {"indicator": "money_raised", "value": "1000000", "model_id": "m2"},
        {"indicator": "money_raised", "value": "7000000", "model_id": "m4"},
    ],
    "indices": [
        index("Lâm Đồng", value="67.5", rank="12"),
        index("Đắk Nông", value="65", rank="20"),
        index("Bình Thuận", value="65", rank="21"),
        index("Bình Thuận", value="66", source_id="b"),
        index("Thừa Thiên Huế", unit="", rank="5"),
        index("Đắk Nông", index_name="PAR_INDEX", value="80"),
        index("Lâm Đồng", index_name="PAR_INDEX", value="82", unit="percent"),
        index("Lâm Đồng", dimension="land_access", value="7.5"),
        index("Lâm Đồng", value="60", year="2022", source_id="b"),
        index("Lâm Đồng (new)", value="70", rank="3"),
    ],
    "targets": [
        {"indicator": "on_time_rate", "target": "98"},
        {"indicator": "digitised_rate", "target": "80"},
        {"indicator": "dossiers_late_rate", "target": "1", "direction": "max"},
    ],
}


def open_warehouse(directory):
    return Warehouse(Catalogue.open(directory))


@pytest.fixture(scope="session")
def drawn_directory(tmp_path_factory):
    """WORLD, which follows a release that had another petition resolved, and one figure less."""
    directory = draw_directory(tmp_path_factory.mktemp("queries") / "datasets", **WORLD)
    raw = {name: (directory / "raw" / f"{name}.csv") for name in ("petitions", "targets")}
    now = {file: file.read_text(encoding="utf-8") for file in raw.values()}
    before = now[raw["petitions"]].replace("resolved,all,0", "resolved,all,1")
    raw["petitions"].write_text(before, encoding="utf-8")
    raw["targets"].write_text("\n".join(now[raw["targets"]].splitlines()[:-1]), encoding="utf-8")
    release(directory)
    for file, text in now.items():
        file.write_text(text, encoding="utf-8")
    build(directory)
    return directory


@pytest.fixture(scope="session")
def warehouse(drawn_directory):
    return open_warehouse(drawn_directory)


@pytest.fixture(scope="session")
def published():
    return Warehouse(CATALOGUE)


@dataclass(frozen=True)
class Case:
    """Parameters of a question and what of the answer is expected: these columns, these rows.

    Where `is_whole` is false, other rows may stand beside them in any order.
    """

    parameters: dict
    columns: str
    rows: list[tuple]
    is_whole: bool = True


REPORTED = {"boundary": "reported"}
CURRENT = {"boundary": "current"}
ANY_MODEL = {
    **REPORTED,
    "area_id": None,
    "domains": [],
    "owner_types": [],
    "years": [],
    "statuses": [],
    "words": [],
}

TABLES_OF_FIGURES = ("model_counts", "service_kpis", "petitions")
IN_LAM_HA = {**ANY_MODEL, "area_id": LAM_HA, "years": ["2023"]}
MONEY_RAISED = {
    "boundary": "reported",
    "level": "nation",
    "area_id": None,
    "domains": [],
    "owner_types": [],
    "years": [],
    "indicator": "money_raised",
    "unit": "VND",
    "is_additive": True,
}

# Every question has a case: a new file in queries/ needs one here.
CASES = {
    "area": Case(
        {"area_id": NAM_BAN},
        "name district_name province_name conversion current_name",
        [("Thị trấn Nam Ban", "Huyện Lâm Hà", "Tỉnh Lâm Đồng", "split", "Tỉnh Lâm Đồng")],
    ),
    "checks_below": Case(
        {**REPORTED, "area_id": LAM_DONG, "year": 2023},
        "area_id differing",
        [(LAM_HA, 1)],
    ),
    "checks_that_differ_below": Case(
        {**REPORTED, "area_id": LAM_DONG, "year": 2023},
        "area_name rule agrees",
        [("Huyện Lâm Hà", "kpi_rate", False)],
    ),
    "checks_of_place": Case(
        {**REPORTED, "area_id": LAM_HA, "year": 2023},
        "rule agrees",
        [
            ("kpi_rate", False),
            ("domains_make_total", True),
            ("on_time_within_resolved", True),
            ("recognised_within_registered", True),
            ("resolved_within_jurisdiction", True),
            ("resolved_within_received", True),
        ],
    ),
    "domain_counts": Case(
        {**REPORTED, "area_id": LAM_HA, "year": 2023},
        "status domain value total",
        [("registered", "economy", 6, 10), ("registered", "culture_society", 4, 10)],
    ),
    "figures_by_id": Case({"figure_ids": ["none-such"]}, "figure_id", []),
    "figures_of_place": Case(
        {**REPORTED, "area_id": LAM_HA, "year": 2022, "subject": None},
        "subject measure value unit source_id is_refuted",
        [("model_counts", "registered", 8, "item", "b", False)],
    ),
    "headline": Case(
        {**REPORTED, "area_id": LAM_HA, "year": 2023},
        "measure value numerator denominator is_computed earlier_value recomputed agrees",
        [
            ("registered", 10, None, None, False, 8, None, None),
            ("recognised", 9, None, None, False, None, None, None),
            ("on_time_rate", 95, 90, 100, False, None, 90, False),
            ("online_submission_rate", 75, 150, 200, True, None, None, None),
            ("resolved_rate", 0, 0, 4, True, None, None, None),
        ],
        is_whole=False,
    ),
    "measures_to_compare": Case(
        {**REPORTED, "level": "province"},
        "subject measure unit places moving",
        [
            ("model_counts", "registered", "item", 4, 0),
            ("service_kpis", "on_time_rate", "percent", 4, 0),
            ("model_counts", "maintained", "item", 3, 0),
            ("models", "named", "item", 2, 0),
        ],
    ),
    "provinces_to_compare": Case(
        {
            **REPORTED,
            "level": "district",
            "subject": "model_counts",
            "measure": "registered",
            "unit": "item",
        },
        "short_name places",
        [("Lâm Đồng", 1)],
    ),
    "values_to_compare": Case(
        {
            **REPORTED,
            "subject": "model_counts",
            "measure": "registered",
            "unit": "item",
            "base": "",
            "level": "province",
            "province_id": None,
            "areas": [],
            "years": [],
            "aspects": [],
            "is_newest": False,
        },
        "area_id year aspect value communes",
        [
            (DAK_NONG, 2023, "all", 40, None),
            (LAM_DONG, 2023, "all", 100, 6),
            (NEW_LAM_DONG, 2025, "all", 500, 4),
            (THUA_THIEN_HUE, 2023, "all", 25, None),
        ],
    ),
    "places_to_compare": Case(
        {
            **REPORTED,
            "subject": "model_counts",
            "measure": "registered",
            "unit": "item",
            "level": "district",
            "province_id": None,
        },
        "name province_name years aspects",
        [("Huyện Lâm Hà", "Lâm Đồng", [2022, 2023], ["all", "culture_society", "economy"])],
    ),
    "missed_targets": Case(
        {**REPORTED, "area_id": LAM_HA, "year": 2023},
        "indicator target direction value",
        [("dossiers_late_rate", 1, "max", 2), ("on_time_rate", 98, "min", 95)],
    ),
    "model": Case(
        {"model_id": "m1"},
        "name area_id title",
        [("Nuôi heo đất", DA_DON, "Báo cáo năm 2023")],
    ),
    "model_reach": Case(
        {"models": IN_LAM_HA},
        "indicator unit value models not_plain",
        [("households_helped", "household", 5, 1, 0), ("money_raised", "VND", 101_000_000, 2, 1)],
    ),
    "outcome_sources": Case(
        {"models": IN_LAM_HA},
        "indicator unit source_id title",
        [
            ("households_helped", "household", "a", "Báo cáo năm 2023"),
            ("money_raised", "VND", "a", "Báo cáo năm 2023"),
        ],
    ),
    "districts_of_outcomes": Case(
        {**REPORTED, "models": IN_LAM_HA},
        "indicator unit districts",
        [("households_helped", "household", 1), ("money_raised", "VND", 1)],
    ),
    "outcomes_added": Case(
        {"models": ANY_MODEL, "additive": ["money_raised"], "at_most": 2},
        "all_rows",
        [(4,), (4,)],
    ),
    "model_totals": Case(
        {"models": ANY_MODEL, "additive": ["money_raised"]},
        "indicator unit models total largest_row",
        [("money_raised", "VND", 3, 108_000_000, 2)],
    ),
    "models_file": Case(
        {"models": {**ANY_MODEL, "area_id": LAM_HA}},
        "model_id area_name current_area_name outcomes",
        [
            ("m5", "Huyện Lâm Hà", "Tỉnh Lâm Đồng", None),
            ("m2", "Thị trấn Nam Ban; Xã Hoài Đức", "Tỉnh Lâm Đồng", "money_raised=1000000 VND"),
            (
                "m1",
                "Xã Đạ Đờn",
                "Xã Phú Sơn Lâm Hà",
                "households_helped=5 household; money_raised=88000000 VND; "
                "money_raised=12000000 VND",
            ),
        ],
    ),
    "models_found": Case(
        {**REPORTED, "models": [1]},
        "name outcomes place",
        [("Đường hoa", 1, "Thị trấn Nam Ban, Xã Hoài Đức, Lâm Hà, Lâm Đồng")],
    ),
    "named_models_of_place": Case(
        {**REPORTED, "area_id": LAM_DONG, "year": 2023}, "models", [(3,)]
    ),
    "old_parts": Case(
        {"area_id": NEW_LAM_DONG},
        "name is_split figures",
        [
            ("Tỉnh Bình Thuận", False, 2),
            ("Tỉnh Đắk Nông", False, 3),
            ("Tỉnh Lâm Đồng", False, 3),
        ],
    ),
    "outcomes_of_model": Case(
        {"model_id": "m1"},
        "indicator value unit flag",
        [
            ("money_raised", 88_000_000, "VND", "reported"),
            ("money_raised", 12_000_000, "VND", "approximate"),
            ("households_helped", 5, "household", "reported"),
        ],
    ),
    "places_found": Case(
        {**REPORTED, "words": ["lam", "ha"], "at_most": 10},
        "name figures",
        [
            ("Huyện Lâm Hà", 20),
            ("Xã Nam Ban Lâm Hà", 0),
            ("Xã Nam Hà Lâm Hà", 0),
            ("Xã Phú Sơn Lâm Hà", 0),
        ],
    ),
    "places_of_model": Case(
        {"model_id": "m2"},
        "name district_name current_name",
        [
            ("Thị trấn Nam Ban", "Huyện Lâm Hà", "Tỉnh Lâm Đồng"),
            ("Xã Hoài Đức", "Huyện Lâm Hà", "Tỉnh Lâm Đồng"),
        ],
    ),
    "provinces_known": Case(
        {**REPORTED, "year": 2022},
        "short_name figures models reported sources",
        [("Lâm Đồng", 1, 0, 1, 1), ("Thừa Thiên Huế", 1, 1, 0, 1)],
    ),
    "richest_place": Case(REPORTED, "area_id year figures", [(LAM_HA, 2023, 13)]),
    "source": Case({"source_id": "b"}, "title", [("Báo cáo năm 2022",)]),
    "totals_known": Case(
        {"year": 2022},
        "models figures outcomes sources checks checks_differing",
        [(1, 1, 1, 2, 0, 0)],
    ),
    "units_in_all": Case(
        {"level": "district", "system": "2004", "province_id": LAM_DONG}, "units", [(2,)]
    ),
    "why_matched": Case({"model_id": "m5"}, "how", [("parent",)]),
    "versions_known": Case(
        {},
        "is_released values_changed rows_added rows_changed rows_withdrawn",
        [(False, 1, 1, 3, 0), (True, 0, 0, 0, 0)],
    ),
    "changes_by_reason": Case(
        {"version": None},
        "table_name area_name district_name added changed withdrawn",
        [
            ("petitions", "Huyện Lâm Hà", "Huyện Lâm Hà", 0, 1, 0),
            ("targets", "Huyện Lâm Hà", "Huyện Lâm Hà", 1, 0, 0),
            ("checks", "Huyện Lâm Hà", "Huyện Lâm Hà", 0, 1, 0),
            ("place_matches", "Huyện Lâm Hà", "Huyện Lâm Hà", 0, 1, 0),
        ],
    ),
    "changes_of_version": Case(
        {"version": None},
        "kind table_name column_name old_vi new_vi",
        [
            ("changed", "petitions", "value", "1 đơn", "0 đơn"),
            ("added", "targets", "target", None, "1%"),
        ],
    ),
    "years_known": Case({}, "year", [(2025,), (2023,), (2022,)]),
    "years_with_domains": Case({**REPORTED, "area_id": LAM_HA}, "year", [(2023,)]),
    "corrections_of_row": Case({"row_key": "none-such"}, "found corrected corrected_by", []),
    "not_converted": Case(
        {"subject": "none-such", "measure": "registered", "unit": "item", "level": "province"},
        "name reason",
        [],
    ),
    "models_file_by_id": Case(
        {"model_ids": ["m2", "none-such"]},
        "model_id area_name source_id",
        [("m2", "Thị trấn Nam Ban; Xã Hoài Đức", "a")],
    ),
    "figures_file": Case(
        {**REPORTED, "area_id": LAM_HA, "years": ["2022"], "tables": ["model_counts"]},
        "measure value area_name source_title verdict",
        [("registered", 8, "Huyện Lâm Hà", "Báo cáo năm 2022", "unchecked")],
    ),
    "figures_file_by_id": Case({"figure_ids": ["none-such"]}, "figure_id", []),
    "figure_table_file": Case(
        {**REPORTED, "area_id": LAM_HA, "years": ["2022"], "dataset": "model_counts"},
        "status model_count source_title",
        [("registered", 8, "Báo cáo năm 2022")],
    ),
    "dataset_file": Case(
        {"dataset": "sources"},
        "source_id title",
        [("a", "Báo cáo năm 2023"), ("b", "Báo cáo năm 2022")],
    ),
    "dataset_size": Case({"dataset": "sources"}, "rows", [(2,)]),
    "figures_known": Case({}, "rows", [(50,)]),
    "models_by_id": Case({"model_ids": ["m3", "none-such"]}, "model_id outcomes", [("m3", 0)]),
    "not_plain": Case({}, "id flag", [("m5", "inferred_place")], is_whole=False),
    "checks_with_figure": Case({"figure_id": "none-such"}, "is_own agrees", []),
    "why_placed": Case({"figure_id": "none-such"}, "how place_text", []),
    "checks_of_figures": Case({"figure_ids": ["none-such"]}, "rule agrees", []),
    "petition_places_near": Case(
        {**REPORTED, "area_id": "2004-district-674"}, "name figures", [("Huyện Lâm Hà", 2)]
    ),
    "places_petitioned": Case({**REPORTED, "level": "district"}, "name", [("Huyện Lâm Hà",)]),
    "richest_petitions": Case(REPORTED, "area_id", [(LAM_HA,)]),
    "models_by_domain": Case(
        {"models": ANY_MODEL}, "domain models", [("economy", 4), ("culture_society", 1)]
    ),
    "sources_of_models": Case({"models": ANY_MODEL}, "source_id year", [("a", 2023)]),
    "units_below": Case(
        {"parent_id": LAM_DONG},
        "name system",
        [("Huyện Đam Rông", "2004"), ("Huyện Lâm Hà", "2004")],
    ),
    "models_by_phrase": Case(
        {"models": ANY_MODEL, "words": ["heo"]}, "row_no", [(2,), (3,), (4,), (1,), (0,)]
    ),
    "models_numbered": Case({}, "models", [(5,)]),
    "model_marks": Case(
        {"first": 0, "last": 4},
        "kind code",
        [("domain", "culture_society"), ("outcome", "households_helped household")],
        is_whole=False,
    ),
    "outcomes_by_group": Case(
        MONEY_RAISED,
        "view code models total largest approximate",
        [
            ("all", "all", 3, 108_000_000, 100_000_000, 1),
            ("domain", "economy", 2, 107_000_000, 100_000_000, 1),
            ("domain", "culture_society", 1, 1_000_000, 1_000_000, 0),
            ("owner_type", "womens_union", 1, 100_000_000, 100_000_000, 1),
            ("owner_type", "khong-neu", 2, 8_000_000, 7_000_000, 0),
            ("place", LAM_DONG, 2, 101_000_000, 100_000_000, 1),
            ("place", THUA_THIEN_HUE, 1, 7_000_000, 7_000_000, 0),
            ("size", "100000000.0", 1, 100_000_000, 100_000_000, 1),
            ("size", "5000000.0", 1, 7_000_000, 7_000_000, 0),
            ("size", "1000000.0", 1, 1_000_000, 1_000_000, 0),
            ("year", "2023", 2, 101_000_000, 100_000_000, 1),
            ("year", "2022", 1, 7_000_000, 7_000_000, 0),
        ],
    ),
    "outcomes_by_model": Case(
        {**MONEY_RAISED, "level": "district", "area_id": LAM_HA, "at_most": 10},
        "model_id value figures flags owner_type year place_codes",
        [
            ("m1", 100_000_000, 2, ["approximate"], "womens_union", "2023", [DA_DON]),
            ("m2", 1_000_000, 1, [], "khong-neu", "2023", [NAM_BAN, "2004-commune-24913"]),
        ],
    ),
    "index_places": Case(
        {**REPORTED, "index_name": "PCI"},
        "short_name system years",
        [
            ("Bình Thuận", "2004", 1),
            ("Đắk Nông", "2004", 1),
            ("Lâm Đồng", "2004", 2),
            ("Lâm Đồng", "2025", 1),
            ("Thừa Thiên Huế", "2004", 1),
        ],
    ),
    "index_rows": Case(
        {"index_name": "PCI", "year": 2023, "dimension": "total", "area_ids": [BINH_THUAN]},
        "area_name value rank is_refuted",
        [("Tỉnh Bình Thuận", 65, 21, True), ("Tỉnh Bình Thuận", 66, None, True)],
        is_whole=False,
    ),
    "index_scores": Case(
        {**REPORTED, "index_name": "PCI", "year": 2023, "dimension": "total"},
        "short_name system value published_rank rank_among reported median difference is_tied",
        [
            ("Lâm Đồng", "2025", 70, 3, 1, 1, 70, 0, False),
            ("Lâm Đồng", "2004", 67.5, 12, 1, 3, 65, 2.5, False),
            ("Đắk Nông", "2004", 65, 20, 2, 3, 65, 0, True),
            ("Bình Thuận", "2004", 65, 21, 2, 3, 65, 0, True),
            ("Thừa Thiên Huế", "2004", None, 5, None, 0, None, None, False),
        ],
    ),
    "index_unreported": Case(
        {"system": "2004", "index_name": "PCI", "year": 2022, "dimension": "total"},
        "short_name",
        [("Bình Thuận",), ("Đắk Nông",), ("Thừa Thiên Huế",)],
    ),
    "index_years": Case(
        {**REPORTED, "index_name": "PCI", "area_id": LAM_DONG},
        "year provinces figures opens",
        [(2023, 5, 2, True), (2022, 1, 1, False)],
    ),
    "indices_of_place": Case(
        {**REPORTED, "area_id": LAM_DONG},
        "index_name year value unit rank",
        [
            ("PAR_INDEX", 2023, 82, "percent", None),
            ("PCI", 2023, 67.5, "point", 12),
            ("PCI", 2022, 60, "point", None),
        ],
    ),
    "checks_found": Case(
        {**CURRENT, "area_id": NEW_LAM_DONG, "source_id": None},
        "rule agrees area_id year",
        [
            ("same_in_two_sources", False, BINH_THUAN, 2023),
            ("kpi_rate", False, LAM_HA, 2023),
            ("domains_make_total", True, LAM_HA, 2023),
            ("on_time_within_resolved", True, LAM_HA, 2023),
            ("recognised_within_registered", True, LAM_HA, 2023),
            ("resolved_within_jurisdiction", True, LAM_HA, 2023),
            ("resolved_within_received", True, LAM_HA, 2023),
        ],
    ),
    "coverage_figures": Case(
        {**REPORTED, "area_id": LAM_HA, "year": 2023, "subject": "petitions"},
        "subject",
        [("petitions",)],
    ),
    "coverage": Case(
        {**REPORTED, "area_id": LAM_DONG},
        "area_id subject year figures unsure contradicted below",
        [
            (LAM_DONG, "indices", 2023, 3, 0, 0, 0),
            (LAM_DONG, "indices", 2022, 1, 0, 0, 0),
            (LAM_DONG, "model_counts", 2023, 2, 1, 0, 4),
            (LAM_DONG, "model_counts", 2022, 0, 0, 0, 1),
            (LAM_DONG, "models", 2023, 3, 1, 0, 0),
            (LAM_DONG, "models", None, 1, 0, 0, 0),
            (LAM_DONG, "petitions", 2023, 0, 0, 0, 2),
            (LAM_DONG, "service_kpis", 2023, 1, 0, 0, 14),
            ("2004-district-674", "service_kpis", 2023, 0, 0, 0, 4),
            (LAM_HA, "model_counts", 2023, 4, 0, 0, 0),
            (LAM_HA, "model_counts", 2022, 1, 0, 0, 0),
            (LAM_HA, "models", 2023, 3, 1, 0, 0),
            (LAM_HA, "petitions", 2023, 2, 0, 0, 0),
            (LAM_HA, "service_kpis", 2023, 7, 0, 1, 3),
        ],
    ),
    "places_held": Case(
        {**REPORTED, "parent_id": None},
        "area_id figures on_services on_petitions sources checks",
        [
            (BINH_THUAN, 2, 1, 0, 2, 1),
            (DAK_NONG, 3, 1, 0, 1, 0),
            (LAM_DONG, 28, 15, 2, 2, 6),
            (NEW_LAM_DONG, 1, 0, 0, 1, 0),
            (THUA_THIEN_HUE, 3, 1, 0, 1, 0),
        ],
    ),
    "coverage_of_place": Case(
        {**REPORTED, "area_id": LAM_HA},
        "subject year figures as_of",
        [
            ("model_counts", 2023, 4, date(2023, 12, 31)),
            ("model_counts", 2022, 1, date(2022, 12, 31)),
            ("models", 2023, 3, date(2023, 12, 31)),
            ("petitions", 2023, 2, date(2023, 12, 31)),
            ("service_kpis", 2023, 7, date(2023, 12, 31)),
        ],
    ),
    "services_compared": Case(
        REPORTED,
        "level measure year is_any_year places whole_places",
        [
            ("commune", "on_time_rate", None, True, 2, 2),
            ("commune", "on_time_rate", 2023, False, 2, 2),
            ("district", "digitised_rate", None, True, 1, 1),
            ("district", "digitised_rate", 2023, False, 1, 1),
            ("district", "dossiers_late_rate", None, True, 1, 1),
            ("district", "dossiers_late_rate", 2023, False, 1, 1),
            ("district", "on_time_rate", None, True, 1, 1),
            ("district", "on_time_rate", 2023, False, 1, 1),
            ("district", "online_submission_rate", None, True, 1, 1),
            ("district", "online_submission_rate", 2023, False, 1, 1),
            ("district", "resolved_rate", None, True, 1, 1),
            ("district", "resolved_rate", 2023, False, 1, 1),
            ("province", "on_time_rate", None, True, 4, 4),
            ("province", "on_time_rate", 2023, False, 4, 4),
        ],
    ),
    "service_rates": Case(
        {
            **REPORTED,
            "area_ids": [LAM_HA],
            "measures": [
                "on_time_rate",
                "online_submission_rate",
                "digitised_rate",
                "dossiers_late_rate",
            ],
        },
        "measure value numerator denominator is_computed target direction recomputed agrees",
        [
            ("digitised_rate", 85, None, None, False, 80, "min", None, None),
            ("dossiers_late_rate", 2, None, None, False, 1, "max", None, None),
            ("on_time_rate", 95, 90, 100, False, 98, "min", 90, False),
            ("online_submission_rate", 75, 150, 200, True, None, None, None, None),
        ],
    ),
    "service_rates_of_level": Case(
        {**REPORTED, "level": "commune", "measure": "on_time_rate", "year": None},
        "area_name district_name value year",
        [("Xã Rô Men", "Huyện Đam Rông", 100, 2023), ("Xã Đạ Long", "Huyện Đam Rông", 50, 2023)],
    ),
    "petition_rates": Case(
        {**REPORTED, "area_id": LAM_HA},
        "name resolved base base_value computed stated",
        [("Huyện Lâm Hà", 0, "within_jurisdiction", 4, 0, None)],
    ),
    "petition_rates_known": Case(
        REPORTED, "level counted_in aspect rates", [("district", "petition", "all", 1)]
    ),
    "petition_rates_of_level": Case(
        {**REPORTED, "level": "district", "counted_in": "petition", "aspect": "all"},
        "area_id resolved base_value computed",
        [(LAM_HA, 0, 4, 0)],
    ),
    "sources_found": Case(
        {},
        "source_id rows given agreeing differing",
        [
            (
                "a",
                52,
                {
                    "service_kpis": 18,
                    "model_counts": 11,
                    "indices": 8,
                    "model_outcomes": 5,
                    "models": 5,
                    "targets": 3,
                    "petitions": 2,
                },
                5,
                2,
            ),
            ("b", 3, {"indices": 2, "model_counts": 1}, 0, 0),
        ],
    ),
    "sources_of_place": Case(
        {**REPORTED, "area_id": LAM_HA, "year": 2023},
        "source_id tables",
        [
            (
                "a",
                [
                    "model_counts",
                    "model_outcomes",
                    "models",
                    "petitions",
                    "service_kpis",
                    "targets",
                ],
            ),
        ],
    ),
    "rows_given": Case(
        {"source_id": "b", "table_name": "indices", "passed_over": 0, "at_most": 50},
        "table_name area_name measure value year is_refuted is_confirmed",
        [
            ("indices", "Tỉnh Bình Thuận", "PCI", 66, 2023, True, False),
            ("indices", "Tỉnh Lâm Đồng", "PCI", 60, 2022, False, False),
        ],
    ),
    "rows_given_file": Case(
        {"source_id": "b"},
        "table_name area_name measure value verdict",
        [
            ("indices", "Tỉnh Bình Thuận", "PCI", 66, "differs"),
            ("indices", "Tỉnh Lâm Đồng", "PCI", 60, "unchecked"),
            ("model_counts", "Huyện Lâm Hà", "registered", 8, "unchecked"),
        ],
    ),
    "rows_by_id": Case(
        {"figure_ids": ["m3", "none-such"]},
        "table_name record_name",
        [("models", "Ánh sáng an ninh")],
    ),
    "places_given": Case({"source_id": "b"}, "places", [(3,)]),
}


def answer(warehouse, question, columns, **parameters):
    """Chosen columns of an answer as tuples."""
    names = columns.split()
    return [tuple(row[name] for name in names) for row in warehouse.rows(question, **parameters)]


def figures(warehouse, area_id, boundary="current", year=2023):
    """Measures and values of a place, without the parts of a total."""
    here = {"area_id": area_id, "boundary": boundary, "year": year, "subject": None}
    rows = warehouse.rows("figures_of_place", **here)
    return {row["measure"]: row["value"] for row in rows if row["aspect"] == "all"}


# Every question

each_question = pytest.mark.parametrize("question", [file.stem for file in QUERIES.glob("*.sql")])


def text_of(question):
    return (QUERIES / f"{question}.sql").read_text(encoding="utf-8")


@each_question
def test_every_question_has_a_case(question):
    assert question in CASES, f"draw a case for {question} in CASES"


def test_every_case_has_a_question():
    assert set(CASES) <= {file.stem for file in QUERIES.glob("*.sql")}


@pytest.mark.parametrize("question", CASES)
def test_answer_is_what_was_drawn(warehouse, question):
    case = CASES[question]
    given = answer(warehouse, question, case.columns, **case.parameters)
    if case.is_whole:
        assert given == case.rows
    else:
        assert set(case.rows) <= set(given)
        assert len(given) == len(set(given))


@each_question
def test_question_is_asked_in_words_and_says_its_grain(question):
    comments = re.match(r"(--.*\n)+", text_of(question))[0].splitlines()
    assert re.match(r"-- [A-Z][^?.]+\?", comments[0])
    assert comments[-1].startswith("-- one row")
    assert len(re.findall("one row", text_of(question))) == 1


@each_question
def test_question_only_reads_and_only_binds_parameters(question):
    (statement,) = duckdb.extract_statements(text_of(question))
    assert statement.type == duckdb.StatementType.SELECT
    asked = set(CASES[question].parameters)
    assert statement.named_parameters == asked - {"models"}
    is_of_models = "SEMI JOIN chosen" in statement.query or "FROM listed" in statement.query
    assert is_of_models == ("models" in asked)
    assert not re.search(r"[{}]|%s|read_|\bfrom\s+'", text_of(question), re.IGNORECASE)


@each_question
def test_question_can_be_asked_of_the_published_datasets(published, question):
    columns = CASES[question].columns.split()
    assert set(columns) <= set(published.ask(question, **CASES[question].parameters).columns)


def test_every_view_is_made_and_says_its_grain():
    assert sorted(VIEW_ORDER) == sorted(file.stem for file in VIEWS.glob("*.sql"))
    for view in VIEW_ORDER:
        assert "\n-- one row per " in (VIEWS / f"{view}.sql").read_text(encoding="utf-8")


# Levels


def test_figure_of_a_province_is_its_own_and_not_that_of_its_districts(warehouse):
    stated = figures(warehouse, LAM_DONG, "reported")
    assert stated == {"registered": 100, "maintained": 70, "on_time_rate": 90}


def test_figure_of_a_district_is_not_made_of_its_communes(warehouse):
    assert figures(warehouse, LAM_HA, "reported")["dossiers_received"] == 200
    assert figures(warehouse, "2004-district-674", "reported") == {}


# Boundaries of today


def test_counts_of_a_unit_that_lives_on_whole_are_carried_over_and_rates_are_not(warehouse):
    assert figures(warehouse, HUE) == {"registered": 25}
    assert figures(warehouse, PHU_SON) == {"dossiers_received": 20}
    rows = warehouse.rows("figures_of_place", area_id=HUE, year=2023, subject=None, **CURRENT)
    assert {row["is_converted"] for row in rows} == {True}


def test_counts_are_summed_where_every_old_part_reports(warehouse):
    assert figures(warehouse, NEW_LAM_DONG)["maintained"] == 70 + 50 + 30
    assert figures(warehouse, DAM_RONG) == {"dossiers_received": 5 + 7}


def test_counts_are_not_summed_where_a_part_is_silent(warehouse):
    assert "registered" not in figures(warehouse, NEW_LAM_DONG)


def test_rates_are_never_summed(warehouse):
    assert "on_time_rate" not in figures(warehouse, NEW_LAM_DONG)
    assert "on_time_rate" not in figures(warehouse, DAM_RONG)


def test_figures_of_a_split_unit_are_not_converted(warehouse):
    assert figures(warehouse, NAM_BAN, "reported") == {"dossiers_received": 30}
    assert figures(warehouse, NEW_NAM_BAN) == {}


def test_unit_made_of_a_whole_and_a_part_has_no_sum(warehouse):
    assert figures(warehouse, DONG_THANH, "reported") == {"dossiers_received": 11}
    assert figures(warehouse, NEW_NAM_BAN) == {}


def test_figures_of_a_district_end_with_it(warehouse):
    assert figures(warehouse, LAM_HA) == {}


def test_own_figures_of_a_unit_of_today_are_not_called_converted(warehouse):
    parameters = {"area_id": NEW_LAM_DONG, "boundary": "current", "year": 2025, "subject": None}
    assert answer(warehouse, "figures_of_place", "value is_converted", **parameters) == [
        (500, False)
    ]


def test_sum_with_an_approximate_part_is_not_plainly_reported(warehouse):
    here = {"area_id": NEW_LAM_DONG, "year": 2023, "subject": "model_counts"}
    rows = warehouse.rows("figures_of_place", **here, **CURRENT)
    assert [row["flag"] for row in rows if row["measure"] == "maintained"] == ["approximate"]


def test_model_of_a_split_commune_is_only_placed_in_the_province_of_today(warehouse):
    assert models(warehouse, **CURRENT, area_id=PHU_SON) == ["m1"]
    assert set(models(warehouse, **CURRENT, area_id=NEW_LAM_DONG)) == {"m1", "m2", "m3", "m5"}
    assert models(warehouse, **CURRENT, area_id=NEW_NAM_BAN) == []


def test_model_in_two_communes_is_one_model_of_its_province(warehouse):
    known = answer(warehouse, "provinces_known", "area_id models", boundary="reported", year=None)
    assert (LAM_DONG, 4) in known


# Zero and not reported


def headline(warehouse, **parameters):
    return {row["measure"]: row["value"] for row in warehouse.rows("headline", **parameters)}


def test_zero_is_reported_and_not_reported_is_absent(warehouse):
    in_2023 = headline(warehouse, **REPORTED, area_id=LAM_HA, year=2023)
    in_2022 = headline(warehouse, **REPORTED, area_id=LAM_HA, year=2022)
    assert in_2023["resolved_rate"] == 0
    assert in_2022 == {"registered": 8}


def test_missing_values_are_none_and_not_nan(warehouse):
    (row,) = (r for r in warehouse.rows("models_file", models=ANY_MODEL) if r["model_id"] == "m3")
    assert row["year"] is None


def test_place_without_figures_has_none_and_not_zero(warehouse):
    nowhere = {**REPORTED, "area_id": "2004-commune-24913", "year": 2023}
    assert warehouse.rows("headline", **nowhere) == []
    assert warehouse.rows("figures_of_place", subject=None, **nowhere) == []


def test_nothing_is_divided_by_zero(tmp_path):
    none = [{"stage": "within_jurisdiction", "value": "0"}, {"stage": "resolved", "value": "0"}]
    directory = draw_directory(tmp_path / "datasets", petitions=none)
    build(directory)
    asked = {**REPORTED, "area_id": LAM_HA, "year": 2023}
    assert open_warehouse(directory).rows("headline", **asked) == []


# Choosing models


def models(warehouse, sort="name", **chosen):
    chosen = ANY_MODEL | chosen
    found = warehouse.models.matching(**chosen)
    page = warehouse.models.page(found, sort, chosen["words"], 0, 50)
    told = warehouse.rows("models_found", models=page, boundary=chosen["boundary"]) if page else []
    names = {row["row_no"]: row["model_id"] for row in told}
    return [names[number] for number in page]


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({"domains": ["culture_society"]}, ["m2"]),
        ({"domains": ["culture_society", "economy"], "years": ["2022"]}, ["m4"]),
        ({"owner_types": ["khong-neu"]}, ["m3", "m4", "m2"]),
        ({"years": ["khong-neu"]}, ["m3"]),
        ({"statuses": ["registered"]}, ["m3"]),
        ({"area_id": LAM_HA}, ["m2", "m1", "m5"]),
        ({"area_id": NAM_BAN}, ["m2"]),
        ({"area_id": THUA_THIEN_HUE}, ["m4"]),
        ({"domains": ["political_system"]}, []),
    ],
    ids=str,
)
def test_every_choice_restricts(warehouse, chosen, found):
    assert models(warehouse, **chosen) == found


@pytest.mark.parametrize(
    ("sort", "found"),
    [
        ("name", ["m3", "m4", "m2", "m1", "m5"]),  # Ánh, Ấm, Đường, Nuôi, Thu
        ("year", ["m2", "m1", "m5", "m4", "m3"]),
        ("domain", ["m2", "m3", "m4", "m1", "m5"]),
    ],
)
def test_models_come_in_the_order_chosen(warehouse, sort, found):
    assert models(warehouse, sort=sort) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("nuôi heo", ["m1"]),
        ("NUOI HEO", ["m1"]),
        ("duong hoa", ["m2"]),
        ("Đường Hoa", ["m2"]),
        ("hoài đức", ["m2"]),
        ("phú sơn", ["m1"]),  # the commune of today
        ("h. Lâm Hà", ["m2", "m1", "m5"]),
        ("he", ["m1"]),  # words are met from their beginning
        ("eo", []),
        ("", ["m3", "m4", "m2", "m1", "m5"]),
    ],
)
def test_models_are_found_without_accents(warehouse, typed, found):
    assert models(warehouse, words=search_words(typed)) == found


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("da don", "Xã Đạ Đờn"),
        ("ĐẠ ĐỜN", "Xã Đạ Đờn"),
        ("dak nong", "Tỉnh Đắk Nông"),
        ("tt nam ban", "Thị trấn Nam Ban"),
        ("hue", "Tỉnh Thừa Thiên Huế"),
        ("lam", "Tỉnh Lâm Đồng"),
    ],
)
def test_places_are_found_without_accents(warehouse, typed, first):
    found = {**REPORTED, "words": search_words(typed), "at_most": 3}
    assert first in [name for (name,) in answer(warehouse, "places_found", "name", **found)]


def test_only_units_of_today_are_found_within_the_boundaries_of_today(warehouse):
    found = warehouse.rows("places_found", **CURRENT, words=["lam"], at_most=20)
    assert {row["system"] for row in found} == {"2025"}


# The warehouse


def test_missing_parameter_is_refused(warehouse):
    with pytest.raises(duckdb.InvalidInputException, match="year"):
        warehouse.rows("headline", **REPORTED, area_id=LAM_HA)


def test_excess_parameter_is_refused(warehouse):
    with pytest.raises(duckdb.InvalidInputException, match="month"):
        warehouse.ask("headline", **REPORTED, area_id=LAM_HA, year=2023, month=1)


def test_parameters_are_values_and_never_sql(warehouse):
    assert warehouse.rows("source", source_id="a' OR 'a' = 'a") == []


def test_unknown_question_names_the_known_ones(warehouse):
    with pytest.raises(UnknownQuestion, match=r"'headlines'.*figures_of_place, headline, "):
        warehouse.ask("headlines")


@pytest.fixture
def copy(drawn_directory, tmp_path):
    return shutil.copytree(drawn_directory, tmp_path / "copy")


def broken(directory):
    """What is said of a directory that cannot be used."""
    with pytest.raises(DatasetsUnusable) as raised:
        open_warehouse(directory)
    assert str(raised.value).endswith("Run: python run.py build")
    return raised.value


def test_missing_parquet_is_named(copy):
    (copy / "petitions.parquet").unlink()
    assert (broken(copy).file, broken(copy).problem) == ("petitions.parquet", "missing")


def test_broken_parquet_is_named(copy):
    (copy / "petitions.parquet").write_bytes(b"PAR1 no table")
    assert broken(copy).file == "petitions.parquet"
    assert broken(copy).problem.startswith("cannot be read")


def test_parquet_of_another_table_is_named(copy):
    shutil.copy(copy / "sources.parquet", copy / "petitions.parquet")
    assert broken(copy).file == "petitions.parquet"
    assert "columns are source_id, title" in broken(copy).problem


def test_broken_description_is_named(copy):
    (copy / "petitions.toml").write_text("title_vi = ", encoding="utf-8")
    assert broken(copy).file == "petitions.toml"


def test_incomplete_description_names_what_is_missing(copy):
    text = (copy / "petitions.toml").read_text(encoding="utf-8")
    (copy / "petitions.toml").write_text(text.replace("grain_vi", "grain"), encoding="utf-8")
    assert broken(copy).problem == "description incomplete ('grain_vi')"


def test_missing_description_is_named(copy):
    (copy / "petitions.toml").unlink()
    assert "petitions" in broken(copy).file


def test_directory_without_datasets_is_named(tmp_path):
    assert broken(tmp_path).problem == "no dataset descriptions (*.toml)"
    assert broken(tmp_path / "nowhere").problem == "no such directory"


def test_missing_version_is_named(copy):
    (copy / "version.toml").unlink()
    with pytest.raises(DatasetsUnusable, match=r"version\.toml: missing"):
        _ = Catalogue.open(copy).version


def test_eight_readers_at_once_get_their_own_rows(warehouse):
    areas = [LAM_HA, LAM_DONG, DAK_NONG, BINH_THUAN, THUA_THIEN_HUE, NAM_BAN, DA_DON, "nowhere"]
    alone = {area: figures(warehouse, area, "reported") for area in areas}
    assert len({str(stated) for stated in alone.values()}) == len(areas)
    with ThreadPoolExecutor(max_workers=8) as readers:
        asked = areas * 6
        given = list(readers.map(lambda area: figures(warehouse, area, "reported"), asked))
    assert given == [alone[area] for area in asked]


@pytest.mark.parametrize(
    "statement",
    [
        "FROM read_csv('{file}')",
        "COPY sources TO '{file}'",
        "ATTACH '{file}' AS other",
        "SET enable_external_access = true",
        "SET lock_configuration = false",
    ],
)
def test_loaded_warehouse_reaches_no_file_and_keeps_its_settings(warehouse, tmp_path, statement):
    file = tmp_path / "codes.csv"
    file.write_text("code\n1\n", encoding="utf-8")
    with (
        warehouse._connection.cursor() as cursor,
        pytest.raises((duckdb.PermissionException, duckdb.InvalidInputException)),
    ):
        cursor.execute(statement.format(file=file))
    assert file.read_text(encoding="utf-8") == "code\n1\n"


def test_figures_are_found_again_by_their_ids(warehouse):
    here = {"area_id": LAM_HA, "year": 2023, "subject": None}
    of_place = warehouse.rows("figures_of_place", **here, **REPORTED)
    ids = [figure["figure_id"] for figure in of_place]
    by_id = warehouse.rows("figures_by_id", figure_ids=ids)
    assert sorted(figure["figure_id"] for figure in by_id) == sorted(ids)
    assert {figure["area_name"] for figure in by_id} == {"Huyện Lâm Hà"}


def compared(warehouse, **changes):
    asked = CASES["values_to_compare"].parameters | changes
    return answer(warehouse, "values_to_compare", "area_id year value is_converted", **asked)


def test_counts_are_compared_in_todays_units_where_every_old_part_reports(warehouse):
    assert compared(warehouse, boundary="current", measure="maintained") == [
        (NEW_LAM_DONG, 2023, 150, True)
    ]


def test_rates_are_not_added_up_for_todays_units(warehouse):
    rates = {"subject": "service_kpis", "measure": "on_time_rate", "unit": "percent"}
    assert compared(warehouse, boundary="current", **rates) == []


def test_model_in_two_communes_counts_once_for_their_district(warehouse):
    named = {"subject": "models", "measure": "named", "level": "district"}
    found = warehouse.rows("values_to_compare", **CASES["values_to_compare"].parameters | named)
    by_aspect = {value["aspect"]: value["value"] for value in found}
    assert by_aspect["all"] == sum(by_aspect.values()) - by_aspect["all"]
    assert by_aspect["culture_society"] == 1


def test_only_the_places_asked_for_are_compared(warehouse):
    assert compared(warehouse, areas=[DAK_NONG]) == [(DAK_NONG, 2023, 40, False)]


def test_database_that_fails_within_itself_is_opened_again(warehouse):
    whole = warehouse._connection

    class Broken:
        def cursor(self):
            raise duckdb.FatalException("FATAL Error: database has been invalidated")

    before = warehouse.rows("models_numbered")
    warehouse._connection = Broken()
    assert warehouse.rows("models_numbered") == before
    assert warehouse._connection is not whole
    assert warehouse.rows("models_numbered") == before


def test_readers_share_what_is_known_of_files(warehouse):
    setting = "SELECT current_setting('parquet_metadata_cache')"
    assert warehouse._connection.cursor().execute(setting).fetchall() == [(True,)]
