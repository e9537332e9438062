"""Figures as the sources print them, found again in the datasets.

Each case is named by the words of the source. A figure that a source contradicts elsewhere is
still the figure it states.
"""

import pytest

from tests.live import rows

REPORT = "d-lamha-2023-dvk"  # Lâm Hà, 21/12/2023: mô hình “Dân vận khéo” năm 2023
GOVERNMENT = "d-lamha-2023-dvcq"  # Lâm Hà, 05/04/2024: dân vận chính quyền năm 2023
YEN_MO = "d-yenmo-2017-dvk"
LONG_AN = "d-longan-2024-dvk"
YEN_BAI = "d-yenbai-2023-khoi"

TOTAL = {"domain": "all", "entity_type": "all", "registrant_type": "all"}
WHOLE_DISTRICT = {"place_text": "Lâm Hà · Lâm Đồng", "agency": None}


def count(source, status, **pins):
    return "model_counts", {"source_id": source, "status": status, **TOTAL, **pins}


def kpi(source, indicator, **pins):
    return "service_kpis", {"source_id": source, "indicator": indicator, **pins}


def commune_kpi(commune, indicator):
    return kpi(REPORT, indicator, place_text=f"{commune} · Lâm Hà · Lâm Đồng")


def petition(source, stage, handled_by="whole_area", petition_type="all", **pins):
    named = {"stage": stage, "handled_by": handled_by, "petition_type": petition_type}
    return "petitions", {"source_id": source, **named, **pins}


def index(source, name, province, year, dimension="total"):
    named = {"index_name": name, "place_text": province, "year": year, "dimension": dimension}
    return "indices", {"source_id": source, **named}


def outcome(model, indicator):
    return "model_outcomes", {"model_id": model, "indicator": indicator}


LAM_HA_COUNTS = {
    "44 mô hình đăng ký": (count(REPORT, "registered"), 44),
    "24 mô hình văn hóa - xã hội": (count(REPORT, "registered", domain="culture_society"), 24),
    "12 mô hình hệ thống chính trị": (count(REPORT, "registered", domain="political_system"), 12),
    "8 mô hình phát triển kinh tế": (count(REPORT, "registered", domain="economy"), 8),
    "42/44 được công nhận": (count(REPORT, "recognised"), 42),
    "10 tổ chức đảng": (count(REPORT, "registered", registrant_type="party_committee"), 10),
    "2 đơn vị chính quyền": (count(REPORT, "registered", registrant_type="government"), 2),
    "8 cơ quan, ban, ngành, đoàn thể": (
        count(REPORT, "registered", registrant_type="department"),
        8,
    ),
    "17 Hội cấp xã": (count(REPORT, "registered", registrant_type="mass_organisation"), 17),
    "2 cá nhân": (count(REPORT, "registered", registrant_type="individual"), 2),
}
LAM_HA_OUTCOMES = {
    "26 phương tiện sinh kế": (outcome("d-lamha-03", "livelihood_items_given"), 26),
    "trị giá 88 triệu đồng": (outcome("d-lamha-03", "money_spent"), 88_000_000),
    "42 ngày công": (outcome("d-lamha-04", "labour_days"), 42),
    "trồng 4000m2 đất": (outcome("d-lamha-04", "land_area"), 4000),
    "bộ công cụ trị giá 5 triệu đồng": (outcome("d-lamha-04", "money_spent"), 5_000_000),
    "870 triệu đồng cho mượn": (outcome("d-lamha-05", "money_lent"), 870_000_000),
    "31 hộ": (outcome("d-lamha-06", "households_helped"), 31),
    "6,5ha trồng dâu": (outcome("d-lamha-06", "land_area"), 6.5),
    "620 triệu đồng": (outcome("d-lamha-06", "money_spent"), 620_000_000),
    "7 thành viên hợp tác xã": (outcome("d-lamha-07", "members"), 7),
    "vốn điều lệ 9 tỷ đồng": (outcome("d-lamha-07", "charter_capital"), 9_000_000_000),
    "việc làm cho 10 lao động": (outcome("d-lamha-07", "jobs_created"), 10),
    "gần 21 triệu": (outcome("d-lamha-08", "money_raised"), 21_000_000),
    "5 con heo nái đen": (outcome("d-lamha-08", "animals_given"), 5),
    "Phi Tô 16,5 triệu đồng": (outcome("d-lamha-09", "money_raised"), 16_500_000),
    "ve chai 78 triệu đồng": (outcome("d-lamha-10", "money_raised"), 78_000_000),
    "78 phần quà": (outcome("d-lamha-10", "gifts_given"), 78),
    "194 triệu đồng": (outcome("d-lamha-11", "money_raised"), 194_000_000),
    "03 căn nhà nghĩa tình đồng đội": (outcome("d-lamha-11", "houses_built"), 3),
    "giảm 8/8 hộ nghèo": (outcome("d-lamha-11", "households_escaped_poverty"), 8),
    "18 hộ cận nghèo": (outcome("d-lamha-11", "households_escaped_near_poverty"), 18),
    "đường điện 40 triệu, công trình 500 triệu": (
        outcome("d-lamha-12", "money_spent"),
        [40_000_000, 500_000_000],
    ),
    "đường điện dài 2,4km": (outcome("d-lamha-12", "light_line_length"), 2400),
    "61 bóng đèn": (outcome("d-lamha-12", "lights_installed"), 61),
    "540m2 sân bê tông": (outcome("d-lamha-13", "yard_area_built"), 540),
    "1,6km đường bê tông": (outcome("d-lamha-13", "road_length"), 1600),
    "1,6km đường điện hạ thế": (outcome("d-lamha-13", "power_line_length"), 1600),
    "trị giá 1,4 tỷ đồng": (outcome("d-lamha-13", "money_spent"), 1_400_000_000),
    "Phúc Thọ 92,6 triệu đồng": (outcome("d-lamha-14", "money_raised"), 92_600_000),
    "107 em học sinh": (outcome("d-lamha-14", "students_helped"), 107),
    "học bổng 56 triệu, đỡ đầu 12 triệu": (
        outcome("d-lamha-14", "money_spent"),
        [56_000_000, 12_000_000],
    ),
    "Đan Phượng 40 triệu đồng": (outcome("d-lamha-15", "money_raised"), 40_000_000),
    "Hoài Đức 25 triệu đồng": (outcome("d-lamha-16", "money_raised"), 25_000_000),
    "Tân Hà 12,5 triệu đồng": (outcome("d-lamha-17", "money_raised"), 12_500_000),
    "Đạ Đờn 15,3 triệu đồng": (outcome("d-lamha-18", "money_raised"), 15_300_000),
    "đường hoa Đinh Văn 3 km": (outcome("d-lamha-19", "flower_road_length"), 3000),
    "275 hội viên": (outcome("d-lamha-22", "participants"), 275),
    "14.500.000 đồng": (outcome("d-lamha-23", "money_raised"), 14_500_000),
    "04 trẻ em mồ côi": (outcome("d-lamha-23", "orphans_sponsored"), 4),
    "Thăng Long 51,8 triệu đồng": (outcome("d-lamha-24", "money_raised"), 51_800_000),
    "25 học sinh giỏi cấp tỉnh": (outcome("d-lamha-25", "prize_winning_students"), 25),
    "1.200 lượt cán bộ chiến sỹ, 20 lượt cán bộ": (
        outcome("d-lamha-32", "participant_turns"),
        [1200, 20],
    ),
    "16 tuyến đường hoa": (outcome("d-lamha-32", "flower_roads"), 16),
    "sửa lại 10 căn nhà": (outcome("d-lamha-32", "houses_repaired"), 10),
}
LAM_HA_SERVICES = {
    "106.496 tài khoản định danh": (kpi(REPORT, "eid_accounts_enrolled"), 106_496),
    "ô tô 414/418": (kpi(REPORT, "car_registrations_online"), 414),
    "ô tô 418": (kpi(REPORT, "car_registrations_total"), 418),
    "mô tô 636/637": (kpi(REPORT, "motorbike_registrations_online"), 636),
    "11/25 dịch vụ công trực tuyến": (kpi(REPORT, "online_services"), 11),
    "đúng hạn toàn huyện 99,16%": (kpi(REPORT, "on_time_rate", **WHOLE_DISTRICT), 99.16),
    "số hóa hồ sơ 95,82%": (
        kpi(REPORT, "digitised_rate", **WHOLE_DISTRICT),
        95.82,
    ),
    "Đinh Văn 2.538 hồ sơ": (commune_kpi("Đinh Văn", "dossiers_received"), 2538),
    "Đinh Văn đã giải quyết 2.497": (commune_kpi("Đinh Văn", "dossiers_resolved"), 2497),
    "Đinh Văn đúng hạn 2.456": (commune_kpi("Đinh Văn", "dossiers_on_time"), 2456),
    "Đinh Văn tỷ lệ 98,4%": (commune_kpi("Đinh Văn", "on_time_rate"), 98.4),
    "Đinh Văn thanh toán trực tuyến 78,86%": (
        commune_kpi("Đinh Văn", "online_payment_rate"),
        78.86,
    ),
    "Đông Thanh hơn 3.000 tài khoản": (commune_kpi("Đông Thanh", "accounts_activated"), 3000),
    "Đông Thanh tiến độ 96,65%": (commune_kpi("Đông Thanh", "progress_rate"), 96.65),
    "Đông Thanh thanh toán trực tuyến 91,32%": (
        commune_kpi("Đông Thanh", "online_payment_rate"),
        91.32,
    ),
    "Phúc Thọ 19/19 công chức": (commune_kpi("Phúc Thọ", "officials_using_software"), 19),
    "Phúc Thọ 1547/1.547": (commune_kpi("Phúc Thọ", "dossiers_resolved_online"), 1547),
    "Mê Linh cấp 5.215 tài khoản": (commune_kpi("Mê Linh", "accounts_issued"), 5215),
    "Mê Linh kích hoạt 4.880": (commune_kpi("Mê Linh", "accounts_activated"), 4880),
    "Mê Linh kích hoạt đạt 95%": (commune_kpi("Mê Linh", "accounts_activated_rate"), 95),
    "Mê Linh tiếp nhận 3.781": (commune_kpi("Mê Linh", "dossiers_received"), 3781),
    "Mê Linh trực tuyến 3.765": (commune_kpi("Mê Linh", "dossiers_online"), 3765),
    "Mê Linh đạt 99,57%": (commune_kpi("Mê Linh", "online_submission_rate"), 99.57),
    "Mê Linh đã giải quyết 3.760": (commune_kpi("Mê Linh", "dossiers_resolved"), 3760),
    "Mê Linh trước hạn 3.640": (commune_kpi("Mê Linh", "dossiers_before_deadline"), 3640),
    "Mê Linh đúng hạn 116": (commune_kpi("Mê Linh", "dossiers_at_deadline"), 116),
}
LAM_HA_GOVERNMENT = {
    "thanh toán trực tuyến 80,73%": (kpi(GOVERNMENT, "online_payment_rate"), 80.73),
    "nộp hồ sơ trực tuyến 99,72%": (kpi(GOVERNMENT, "online_submission_rate"), 99.72),
    "số hóa hồ sơ 78,3%": (kpi(GOVERNMENT, "digitised_rate"), 78.3),
    "chứng thực điện tử 57%": (kpi(GOVERNMENT, "e_certification_rate"), 57),
    "giải quyết 40.766 hồ sơ": (kpi(GOVERNMENT, "dossiers_resolved"), 40_766),
    "đúng hạn 40.363 hồ sơ": (kpi(GOVERNMENT, "dossiers_on_time"), 40_363),
    "trễ hạn 403 hồ sơ": (kpi(GOVERNMENT, "dossiers_late"), 403),
    "tỷ lệ đúng hạn 99%": (kpi(GOVERNMENT, "on_time_rate"), 99),
    "tiếp nhận 376 đơn": (petition(GOVERNMENT, "received"), 376),
    "352/376 đơn đủ điều kiện": (petition(GOVERNMENT, "eligible"), 352),
    "23 đơn khiếu nại": (petition(GOVERNMENT, "eligible", petition_type="complaint"), 23),
    "20 đơn tố cáo": (petition(GOVERNMENT, "eligible", petition_type="denunciation"), 20),
    "309 đơn kiến nghị, phản ánh": (
        petition(GOVERNMENT, "eligible", petition_type="petition"),
        309,
    ),
    "hướng dẫn 62 đơn": (petition(GOVERNMENT, "guided"), 62),
    "chuyển 117 đơn": (petition(GOVERNMENT, "transferred"), 117),
    "theo thẩm quyền 178 đơn": (petition(GOVERNMENT, "within_jurisdiction", "district"), 178),
    "146/178 đơn": (petition(GOVERNMENT, "resolved", "district"), 146),
    "đạt 86,4%": (petition(GOVERNMENT, "resolved_rate", "district"), 86.4),
    "13/18 đơn khiếu nại": (petition(GOVERNMENT, "resolved", "district", "complaint"), 13),
    "khiếu nại đạt 72%": (petition(GOVERNMENT, "resolved_rate", "district", "complaint"), 72),
    "07/07 đơn tố cáo": (petition(GOVERNMENT, "resolved", "district", "denunciation"), 7),
    "166/178 đơn kiến nghị": (petition(GOVERNMENT, "resolved", "district", "petition"), 166),
    "cấp xã đã giải quyết 109/117": (petition(GOVERNMENT, "resolved", "commune"), 109),
    "cấp xã đạt 93%": (petition(GOVERNMENT, "resolved_rate", "commune"), 93),
    "cấp xã 03 khiếu nại": (petition(GOVERNMENT, "resolved", "commune", "complaint"), 3),
    "cấp xã 106 đơn kiến nghị": (petition(GOVERNMENT, "resolved", "commune", "petition"), 106),
}
OTHER_DOCUMENTS = {
    "Yên Mô 138 mô hình, điển hình": (count(YEN_MO, "registered"), 138),
    "Yên Mô 52 kinh tế": (count(YEN_MO, "registered", domain="economy"), 52),
    "Yên Mô 56 văn hóa – xã hội": (count(YEN_MO, "registered", domain="culture_society"), 56),
    "Yên Mô 20 an ninh quốc phòng": (count(YEN_MO, "registered", domain="defence_security"), 20),
    "Yên Mô 10 hệ thống chính trị": (count(YEN_MO, "registered", domain="political_system"), 10),
    "Long An 990 mô hình": (count(LONG_AN, "maintained"), 990),
    "Long An 949 tập thể": (count(LONG_AN, "maintained", entity_type="collective"), 949),
    "Long An 41 cá nhân": (count(LONG_AN, "maintained", entity_type="individual"), 41),
    "Long An 139 kinh tế": (count(LONG_AN, "maintained", domain="economy"), 139),
    "Long An 599 văn hóa - xã hội": (count(LONG_AN, "maintained", domain="culture_society"), 599),
    "Long An 84 quốc phòng - an ninh": (
        count(LONG_AN, "maintained", domain="defence_security"),
        84,
    ),
    "Long An 168 hệ thống chính trị": (
        count(LONG_AN, "maintained", domain="political_system"),
        168,
    ),
    "Long An 3.462 thẻ BHYT": (outcome("d-longan-16", "health_insurance_cards_given"), 3462),
    "Long An hơn 4 tỉ đồng và 1,2 tỉ đồng": (
        outcome("d-longan-16", "money_spent"),
        [4_000_000_000, 1_200_000_000],
    ),
    "Yên Bái 02 mô hình của Đảng ủy Khối": (
        count(YEN_BAI, "registered", entity_type="collective", registrant_type="party_committee"),
        2,
    ),
    "Yên Bái 101 mô hình cấp cơ sở": (count(YEN_BAI, "maintained"), 101),
    "Yên Bái 26 kinh tế": (count(YEN_BAI, "maintained", domain="economy"), 26),
    "Yên Bái 36 văn hóa – xã hội": (count(YEN_BAI, "maintained", domain="culture_society"), 36),
    "Yên Bái 04 quốc phòng – an ninh": (
        count(YEN_BAI, "maintained", domain="defence_security"),
        4,
    ),
    "Yên Bái 32 hệ thống chính trị": (count(YEN_BAI, "maintained", domain="political_system"), 32),
    "Yên Bái 09 điển hình": (count(YEN_BAI, "exemplary"), 9),
}
OTHER_SOURCES = {
    "Cao Bằng 2011-2021: 5.358 mô hình": (count("n-caobang-2011-21", "maintained"), 5358),
    "Phú Thọ 2024: 1.190 công nhận": (count("n-phutho-2024", "recognised"), 1190),
    "Phú Thọ 2024: 980 tập thể": (
        count("n-phutho-2024", "recognised", entity_type="collective"),
        980,
    ),
    "An Giang 2018: 1.545 văn hóa - xã hội": (
        count("s-angiang-2018", "maintained", domain="culture_society"),
        1545,
    ),
    "Lệ Thủy 2016-2020: 535 đăng ký": (count("n-lethuy-2016-20", "registered"), 535),
    "Bến Tre 2024: 272 đăng ký": (count("s-bentre-2024", "registered"), 272),
    "Kiên Lương 2016-2020: 263 công nhận": (
        count("s-kienluong-2016-2020", "recognised"),
        263,
    ),
    "Ninh Sơn 10 năm: 941 mô hình": (count("s-ninhson-10nam", "maintained"), 941),
    "Lâm Đồng 7/2025: hạng 9 bộ chỉ số 766": (kpi("k-lamdong-2025-07", "rank_766"), 9),
    "Lâm Đồng quý I/2024: 2.534 hồ sơ trễ": (kpi("k-lamdong-2024q1", "dossiers_late"), 2534),
    "Nghệ An 2/2025: 1.051 toàn trình": (
        kpi("k-nghean-2025-02", "full_online_services"),
        1051,
    ),
    "Lâm Đồng 6 tháng 2022: 3.361 đơn": (petition("k-lamdong-kntc-2022h1", "received"), 3361),
    "Lâm Đồng 6 tháng 2022: tố cáo 74,6%": (
        petition("k-lamdong-kntc-2022h1", "resolved_rate", petition_type="denunciation"),
        74.6,
    ),
    "Lâm Đồng 2023: 359 khiếu nại thuộc thẩm quyền": (
        petition("k-lamdong-kntc-2023", "within_jurisdiction", petition_type="complaint"),
        359,
    ),
    "Lâm Đồng quý I/2025: 542 lượt": (
        petition("k-lamdong-kntc-2025q1", "citizens_received", unit="visit"),
        542,
    ),
    "Lâm Đồng quý I/2025: 637 người": (
        petition("k-lamdong-kntc-2025q1", "citizens_received", unit="person"),
        637,
    ),
    "PCI 2021 Quảng Ninh 73,02": (
        index("k-pci-2021-pcivietnam", "PCI", "Quảng Ninh", 2021),
        73.02,
    ),
    "PCI 2006 Phú Thọ 54,42": (index("k-pci-phutho", "PCI", "Phú Thọ", 2006), 54.42),
    "PCI 2021 Lâm Đồng tính năng động 6,43": (
        index("k-pci-lamdong", "PCI", "Lâm Đồng", 2021, "proactivity"),
        6.43,
    ),
    "PAPI 2015 Hà Tĩnh danh sách hộ nghèo 2,89": (
        index("k-papi-2015-hatinh", "PAPI", "Hà Tĩnh", 2015, "transparency_poverty_lists"),
        2.89,
    ),
    "Việt Trì 2019: dân góp 255 triệu": (outcome("n-viettri-3", "money_raised"), 255_000_000),
}
GOLDEN = {
    f"{document}: {what}": figure
    for document, figures in {
        "Lâm Hà, mô hình": LAM_HA_COUNTS,
        "Lâm Hà, kết quả": LAM_HA_OUTCOMES,
        "Lâm Hà, thủ tục": LAM_HA_SERVICES,
        "Lâm Hà, chính quyền": LAM_HA_GOVERNMENT,
        "tài liệu khác": OTHER_DOCUMENTS,
        "nguồn khác": OTHER_SOURCES,
    }.items()
    for what, figure in figures.items()
}


@pytest.mark.parametrize("what", GOLDEN)
def test_figure_is_what_the_source_prints(what):
    (table, pins), printed = GOLDEN[what]
    value = "model_count" if table == "model_counts" else "value"
    stored = sorted(row[value] for row in rows(table, **pins))
    assert stored == sorted(printed if isinstance(printed, list) else [printed])


# What is said of the figures


def test_every_model_the_report_of_lam_ha_describes_is_there():
    models = rows("models", source_id=REPORT)
    assert len(models) == 33
    assert {model["year"] for model in models} == {2023}
    owners = {model["owner_type"] for model in models}
    assert {"womens_union", "farmers_union", "veterans", "armed_forces", "police"} <= owners


def test_outcomes_of_lam_ha_include_what_its_models_did_for_procedures():
    outcomes = rows("model_outcomes", source_id=REPORT)
    assert len(outcomes) > 100
    assert {"money_raised", "eid_accounts_enrolled"} <= {row["indicator"] for row in outcomes}


def test_lengths_are_kept_in_metres():
    assert {row["unit"] for row in rows("model_outcomes", indicator="road_length")} == {"m"}


@pytest.mark.parametrize(
    ("figure", "flag"),
    [
        (outcome("d-lamha-08", "money_raised"), "approximate"),  # gần 21 triệu
        (commune_kpi("Đông Thanh", "accounts_activated"), "approximate"),  # hơn 3.000
        (kpi(REPORT, "vehicle_registrations_online_rate"), "approximate"),  # trên 99%
        (count(REPORT, "recognised"), "reported"),
        (count(YEN_MO, "registered"), "inferred_place"),  # the text names no province
        (count(LONG_AN, "maintained"), "inferred_period"),  # the copy has no date
    ],
)
def test_how_sure_a_figure_is(figure, flag):
    table, pins = figure
    assert {row["flag"] for row in rows(table, **pins)} == {flag}


@pytest.mark.parametrize(
    ("source", "area"),
    [
        (REPORT, "2004-district-676"),
        (GOVERNMENT, "2004-district-676"),
        (YEN_MO, "2004-district-377"),
        (LONG_AN, "2004-province-80"),
        (YEN_BAI, "2004-province-15"),
    ],
)
def test_place_of_the_counts_is_the_unit_of_that_time(source, area):
    table = "petitions" if source == GOVERNMENT else "model_counts"
    assert {row["area_id"] for row in rows(table, source_id=source)} == {area}


@pytest.mark.parametrize(
    ("commune", "area"),
    [
        ("Đinh Văn", "2004-commune-24871"),
        ("Mê Linh", "2004-commune-24892"),
        ("Đông Thanh", "2004-commune-24901"),
        ("Phúc Thọ", "2004-commune-24898"),
    ],
)
def test_communes_of_lam_ha_are_known_by_their_codes(commune, area):
    found = rows("service_kpis", place_text=f"{commune} · Lâm Hà · Lâm Đồng")
    assert {row["area_id"] for row in found} == {area}
