"""Rules of place names, on the real lists."""

import csv
import unicodedata
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from dvk_data.places import (
    ALIAS_HOWS,
    Alias,
    Area,
    Gazetteer,
    Link,
    Match,
    fold,
    normalise,
    place_key,
    read_aliases,
    read_areas,
    read_links,
    search_words,
    short_name,
)

RAW = Path(__file__).parents[1] / "datasets" / "raw"
OLD = date(2023, 12, 31)
NEW = date(2025, 12, 31)
LAM_HA = "Liên Hà, Đạ Đờn, Mê Linh, Phi Tô, Hoài Đức, Tân Văn, Phúc Thọ, Đan Phượng, Tân Hà"


@pytest.fixture(scope="module")
def areas() -> list[Area]:
    return read_areas(RAW / "admin_units.csv")


@pytest.fixture(scope="module")
def by_id(areas: list[Area]) -> dict[str, Area]:
    return {area.area_id: area for area in areas}


@pytest.fixture(scope="module")
def aliases(areas: list[Area]) -> list[Alias]:
    return read_aliases(RAW / "place_aliases.csv", areas)


@pytest.fixture(scope="module")
def links(areas: list[Area]) -> list[Link]:
    return read_links(areas, RAW / "admin_crosswalk.csv")


@pytest.fixture(scope="module")
def gazetteer(areas: list[Area], aliases: list[Alias]) -> Gazetteer:
    return Gazetteer(areas, aliases)


def one(gazetteer: Gazetteer, *cells: str, on: date | None = OLD) -> Match:
    (match,) = gazetteer.match(*cells, on=on)
    return match


# Folding


@pytest.mark.parametrize(
    ("one_way", "other_way"),
    [("Hoà Bình", "Hòa Bình"), ("Thuỷ Nguyên", "Thủy Nguyên"), ("Mỹ Tho", "Mĩ Tho")],
)
def test_tone_mark_placement_does_not_matter(one_way: str, other_way: str) -> None:
    assert fold(one_way) == fold(other_way)


def test_decomposed_input_is_found(gazetteer: Gazetteer) -> None:
    written = [unicodedata.normalize("NFD", text) for text in ("Lâm Đồng", "Lâm Hà", "Đạ Đờn")]
    assert fold(written[2]) == "da don"
    assert one(gazetteer, *written) == Match("2004-commune-24895", "commune", "exact", "Đạ Đờn")


def test_dong_with_bar_and_eth_are_the_letter_d(gazetteer: Gazetteer) -> None:
    assert normalise("\u00d0ạ  Đờn ") == "Đạ Đờn"
    assert fold("\u00d0ạ Đờn") == fold("đạ đờn") == "da don"
    assert one(gazetteer, "Lâm \u00d0ồng").area_id == "2004-province-68"


def test_punctuation_becomes_single_spaces() -> None:
    assert fold("Bà Rịa – Vũng Tàu") == fold("Bà Rịa-Vũng Tàu") == "ba ria vung tau"
    assert fold("Cư M'gar") == "cu m gar"


def test_prefix_is_no_part_of_the_name() -> None:
    assert short_name("Thị trấn Đinh Văn") == "Đinh Văn"
    assert short_name("Thành phố Hồ Chí Minh") == "Hồ Chí Minh"
    assert short_name("TT. Đinh Văn") == short_name("tt Đinh Văn") == "Đinh Văn"
    assert place_key("xã Liên Hà") == place_key("Liên Hà") == "lien ha"
    assert short_name("Xà Dề Phìn") == "Xà Dề Phìn"


def test_prefix_stays_before_a_bare_number() -> None:
    assert short_name("Quận 1") == short_name("Q.1") == "Quận 1"
    assert short_name("Phường 02") == short_name("P. 2") == "Phường 2"


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("TT. Đinh Văn", "thi tran dinh van"),
        ("tt dinh van", "thi tran dinh van"),
        ("TP.Vinh", "thanh pho vinh"),
        ("p. 2 tx Cửa Lò", "phuong 2 thi xa cua lo"),
        ("x. Liên Hà, h. Lâm Hà", "xa lien ha huien lam ha"),
        ("q.1", "quan 1"),
        ("H'Bông", "h bong"),
        ("tt", "tt"),
    ],
)
def test_abbreviation_is_opened_before_another_word(query: str, words: str) -> None:
    assert search_words(query) == words.split()


def test_hoai_duc_typed_without_accents_is_found(areas: list[Area], gazetteer: Gazetteer) -> None:
    words = set(search_words("hoai duc lam ha"))
    names = {area.area_id: area.name for area in areas}
    found = [
        area.area_id
        for area in areas
        if area.level == "commune"
        and words <= set(fold(f"{area.name} {names[area.parent_id or '']}").split())
    ]
    assert found == ["2004-commune-24913"]
    assert one(gazetteer, "lam dong", "lam ha", "hoai duc").area_id == "2004-commune-24913"


# The lists


def test_two_systems_are_complete(areas: list[Area]) -> None:
    counted = Counter((area.system, area.level) for area in areas)
    assert counted == {
        ("2004", "nation"): 1,
        ("2004", "province"): 63,
        ("2004", "district"): 696,
        ("2004", "commune"): 10051,
        ("2025", "nation"): 1,
        ("2025", "province"): 34,
        ("2025", "commune"): 3321,
    }


def test_every_area_hangs_under_its_province_and_nation(by_id: dict[str, Area]) -> None:
    for area in by_id.values():
        if area.level == "nation":
            assert (area.name, area.unit_type, area.parent_id) == ("Cả nước", "quốc gia", None)
            continue
        parent = by_id[area.parent_id or ""]
        assert parent.system == area.system
        assert by_id[area.province_id or ""].level == "province"
        if area.level == "province":
            assert (area.province_id, parent.level) == (area.area_id, "nation")


def test_code_reused_by_another_place(by_id: dict[str, Area], gazetteer: Gazetteer) -> None:
    assert by_id["2004-province-80"].short_name == "Long An"
    assert by_id["2025-province-80"].short_name == "Tây Ninh"
    assert by_id["2004-province-15"].short_name == "Yên Bái"
    assert by_id["2025-province-15"].short_name == "Lào Cai"
    assert by_id["2004-commune-24895"].short_name == "Đạ Đờn"
    assert by_id["2025-commune-24895"].short_name == "Phú Sơn Lâm Hà"
    assert one(gazetteer, "Tây Ninh", on=OLD).area_id == "2004-province-72"
    assert one(gazetteer, "Tây Ninh", on=NEW).area_id == "2025-province-80"


def test_old_units_end_when_new_ones_begin(areas: list[Area]) -> None:
    assert {area.valid_from for area in areas if area.system == "2025"} == {date(2025, 7, 1)}
    assert {area.valid_to for area in areas if area.system == "2025"} == {None}
    assert max(area.valid_to for area in areas if area.valid_to) == date(2025, 6, 30)


def test_tien_giang_went_to_dong_thap_whole(links: list[Link]) -> None:
    assert [link for link in links if link.area_id_2004 == "2004-province-82"] == [
        Link("2004-province-82", "2025-province-82", False)
    ]


def test_every_province_went_to_one_province(links: list[Link], by_id: dict[str, Area]) -> None:
    provinces = [link for link in links if "province" in link.area_id_2004]
    assert len(provinces) == len({link.area_id_2004 for link in provinces}) == 63
    pairs = {(link.area_id_2004, link.area_id_2025) for link in provinces}
    for link in links:
        old, new = by_id[link.area_id_2004], by_id[link.area_id_2025]
        if old.level == "commune":
            assert (old.province_id, new.province_id) in pairs


def test_split_means_more_than_one_new_unit(links: list[Link]) -> None:
    assert len(links) == len(set(links))
    new_units = Counter(link.area_id_2004 for link in links)
    assert all(link.is_split == (new_units[link.area_id_2004] > 1) for link in links)


def test_old_commune_without_link_is_known_by_name(
    areas: list[Area], links: list[Link], by_id: dict[str, Area]
) -> None:
    linked = {link.area_id_2004 for link in links}
    lost = [a for a in areas if (a.system, a.level) == ("2004", "commune")]
    provinces = Counter(
        by_id[area.province_id or ""].short_name for area in lost if area.area_id not in linked
    )
    assert provinces == {
        "Sơn La": 7,
        "Lâm Đồng": 4,
        "Bắc Giang": 3,
        "Thanh Hóa": 2,
        "Hà Tĩnh": 1,
        "Huế": 1,
        "Quảng Nam": 1,
    }


def test_only_former_island_districts_have_no_old_commune(
    areas: list[Area], links: list[Link]
) -> None:
    linked = {link.area_id_2025 for link in links}
    lost = [a for a in areas if (a.system, a.level) == ("2025", "commune")]
    names = {area.short_name for area in lost if area.area_id not in linked}
    assert names == {"Bạch Long Vĩ", "Cồn Cỏ", "Hoàng Sa", "Lý Sơn", "Côn Đảo"}


# Matching


def test_date_of_the_figure_chooses_the_system(gazetteer: Gazetteer) -> None:
    for on, system in [
        (None, "2004"),
        (date(2025, 6, 30), "2004"),
        (date(2025, 7, 1), "2025"),
    ]:
        assert one(gazetteer, "Lâm Đồng", on=on).area_id == f"{system}-province-68"


def test_new_in_brackets_means_the_new_province(gazetteer: Gazetteer) -> None:
    match = one(gazetteer, "Khánh Hòa (new)", on=date(2024, 12, 31))
    assert (match.area_id, match.how) == ("2025-province-56", "exact")
    assert match.place_text == "Khánh Hòa (new)"


def test_nation_is_a_place(gazetteer: Gazetteer) -> None:
    assert one(gazetteer, "(national)", on=OLD).area_id == "2004-nation-VN"
    assert one(gazetteer, "(national average)", on=NEW).area_id == "2025-nation-VN"
    assert one(gazetteer, "Cả nước", on=NEW).how == "nation"


def test_seed_places_are_found(gazetteer: Gazetteer) -> None:
    seeds = [("Lâm Đồng", "Lâm Hà", f"{LAM_HA}, Gia Lâm, Đông Thanh, thị trấn Đinh Văn")]
    seeds += [("Ninh Bình", "Yên Mô", "Yên Phong, Yên Mạc"), ("Long An", "Tân Hưng", "")]
    seeds += [("Long An", "Châu Thành", "Thanh Vĩnh Đông"), ("Long An", "Thủ Thừa", "Bình Thạnh")]
    seeds += [("Yên Bái", "Văn Chấn", "Suối Giàng")]
    matches = [match for cells in seeds for match in gazetteer.match(*cells, on=OLD)]
    assert len(matches) == 18
    assert {(match.how, match.reason_vi) for match in matches} == {("exact", "")}


def test_each_commune_of_a_cell_gets_its_match(gazetteer: Gazetteer) -> None:
    matches = gazetteer.match("Lâm Đồng", "Lâm Hà", "Liên Hà, Tân Hà và Đạ Đờn", on=OLD)
    assert [match.place_text for match in matches] == ["Liên Hà", "Tân Hà", "Đạ Đờn"]
    assert len({match.area_id for match in matches}) == 3


def test_unknown_commune_falls_back_to_its_district(gazetteer: Gazetteer) -> None:
    match = one(gazetteer, "Lâm Đồng", "Lâm Hà", "Buôn Không Có")
    assert (match.area_id, match.how) == ("2004-district-676", "parent")
    assert match.place_text == "Buôn Không Có"
    assert "Buôn Không Có" in match.reason_vi
    assert "Huyện Lâm Hà" in match.reason_en


def test_unknown_province_is_not_matched(gazetteer: Gazetteer) -> None:
    match = one(gazetteer, "Lâm Đông Hà")
    assert (match.area_id, match.area_level, match.how) == (None, None, "unmatched")
    assert match.reason_vi
    assert match.reason_en
    assert one(gazetteer, "").how == one(gazetteer, "", "Lâm Hà").how == "unmatched"


@pytest.mark.parametrize(
    ("province", "name", "types"),
    [
        ("Đồng Tháp", "Cao Lãnh", ("Thành phố", "Huyện")),
        ("Đồng Tháp", "Hồng Ngự", ("Thành phố", "Huyện")),
        ("Hà Tĩnh", "Kỳ Anh", ("Thị xã", "Huyện")),
        ("Trà Vinh", "Duyên Hải", ("Thị xã", "Huyện")),
    ],
)
def test_same_name_in_two_units_is_never_guessed(
    gazetteer: Gazetteer, province: str, name: str, types: tuple[str, str]
) -> None:
    guessless = one(gazetteer, province, name)
    assert (guessless.area_level, guessless.how) == ("province", "parent")
    chosen = {one(gazetteer, province, f"{kind} {name}").area_id for kind in types}
    assert len(chosen) == 2
    for kind in types:
        assert f"{kind} {name}" in guessless.reason_vi
        assert f"{kind} {name}" in guessless.reason_en


def test_commune_decides_between_two_districts_of_a_name(gazetteer: Gazetteer) -> None:
    match = one(gazetteer, "Đồng Tháp", "Cao Lãnh", "Mỹ Ngãi")
    assert (match.how, match.area_level) == ("exact", "commune")
    assert gazetteer.areas[match.area_id or ""].parent_id == "2004-district-866"


def test_commune_and_town_of_one_name_are_never_guessed(gazetteer: Gazetteer) -> None:
    match = one(gazetteer, "Kiên Giang", "Vĩnh Thuận", "Vĩnh Thuận")
    assert (match.area_level, match.how) == ("district", "parent")
    town = one(gazetteer, "Kiên Giang", "Vĩnh Thuận", "TT. Vĩnh Thuận")
    assert gazetteer.areas[town.area_id or ""].name == "Thị trấn Vĩnh Thuận"


def test_commune_name_found_in_several_districts_is_not_guessed(gazetteer: Gazetteer) -> None:
    match = one(gazetteer, "Long An", "", "Bình Thạnh")
    assert (match.area_id, match.how) == ("2004-province-80", "parent")
    assert "Thủ Thừa" in match.reason_vi


def test_undated_commune_known_to_both_systems_is_not_guessed(gazetteer: Gazetteer) -> None:
    match = one(gazetteer, "Lâm Đồng", "", "Đạ Tẻh", on=None)
    assert (match.area_id, match.how) == ("2004-province-68", "parent")
    assert one(gazetteer, "Lâm Đồng", "", "Đạ Tẻh", on=NEW).how == "exact"


def test_city_in_brackets_means_the_city(gazetteer: Gazetteer) -> None:
    assert one(gazetteer, "Hòa Bình", "Hòa Bình (city)").area_id == "2004-district-148"
    assert one(gazetteer, "Đồng Tháp", "Cao Lãnh (city)").area_id == "2004-district-866"
    assert one(gazetteer, "Bắc Kạn", "Bắc Kạn").area_id == "2004-district-058"
    assert one(gazetteer, "Yên Bái", "Yên Bái").area_id == "2004-district-132"


def test_other_system_is_tried_and_named(gazetteer: Gazetteer) -> None:
    old_name = one(gazetteer, "Bắc Kạn", on=NEW)
    assert old_name.area_id == "2004-province-06"
    assert "01/7/2025" in old_name.reason_vi
    assert "1 July 2025" in old_name.reason_en
    district = one(gazetteer, "Nghệ An", "Nghĩa Đàn", "Nghĩa Bình", on=NEW)
    assert district.area_id == "2004-commune-16960"
    new_commune = one(gazetteer, "Lâm Đồng", "", "Nhân Cơ", on=None)
    assert new_commune.area_id == "2025-commune-24751"


@pytest.mark.parametrize(
    ("province", "district", "successor"),
    [
        ("Nghệ An", "thị xã Cửa Lò", "Thành phố Vinh"),
        ("Hòa Bình", "Kỳ Sơn", "Thành phố Hòa Bình"),
        ("Bà Rịa - Vũng Tàu", "Long Điền", "Huyện Long Đất"),
        ("Ninh Bình", "Ninh Bình", "Thành phố Hoa Lư"),
        ("Ninh Bình", "Hoa Lư", "Thành phố Hoa Lư"),
        ("Thừa Thiên Huế", "Nam Đông", "Huyện Phú Lộc"),
        ("Huế", "Nam Đông", "Huyện Phú Lộc"),
        ("Lâm Đồng", "Đạ Tẻh", "Huyện Đạ Huoai"),
        ("Lâm Đồng", "Cát Tiên", "Huyện Đạ Huoai"),
    ],
)
def test_abolished_district_is_shown_under_its_successor(
    gazetteer: Gazetteer, province: str, district: str, successor: str
) -> None:
    match = one(gazetteer, province, district)
    assert match.how == "successor"
    assert gazetteer.areas[match.area_id or ""].name == successor
    assert match.reason_vi
    assert match.reason_en


def test_alias_counts_only_in_its_province(gazetteer: Gazetteer) -> None:
    assert one(gazetteer, "Nghệ An", "Kỳ Sơn").area_id == "2004-district-417"
    assert one(gazetteer, "Nghệ An", "Kỳ Sơn").how == "exact"


def test_alias_counts_only_in_its_time(gazetteer: Gazetteer) -> None:
    assert one(gazetteer, "Ninh Bình", "Hoa Lư", on=date(2024, 12, 31)).how == "successor"
    assert one(gazetteer, "Ninh Bình", "Hoa Lư", on=date(2025, 3, 31)).how == "exact"


def test_divided_city_of_hue_is_not_given_to_one_half(gazetteer: Gazetteer) -> None:
    match = one(gazetteer, "Thừa Thiên Huế", "thành phố Huế")
    assert (match.area_id, match.how) == ("2004-province-46", "parent")


@pytest.mark.parametrize(
    ("written", "area_id"),
    [
        ("Thừa Thiên - Huế", "2004-province-46"),
        ("TP. Hồ Chí Minh", "2004-province-79"),
        ("Hồ Chí Minh", "2004-province-79"),
        ("TP.HCM", "2004-province-79"),
        ("Bắc Cạn", "2004-province-06"),
        ("Hoà Bình", "2004-province-17"),
    ],
)
def test_usual_ways_to_write_a_province_are_known(
    gazetteer: Gazetteer, written: str, area_id: str
) -> None:
    assert one(gazetteer, written).area_id == area_id


def test_other_accents_are_matched_and_said(gazetteer: Gazetteer) -> None:
    match = one(gazetteer, "Lâm Đồng", "Lâm Hà", "Đạ Đơn")
    assert (match.area_id, match.how) == ("2004-commune-24895", "alias")
    assert "Xã Đạ Đờn" in match.reason_vi


def test_changed_unit_type_is_said(gazetteer: Gazetteer) -> None:
    match = one(gazetteer, "Nghệ An", "Vinh", "xã Nghi Phú")
    assert match.how == "successor"
    assert "Phường Nghi Phú" in match.reason_vi


def test_suggestions_are_the_nearest_names(gazetteer: Gazetteer) -> None:
    assert gazetteer.suggest("Lam Dongg", "province")[0] == "Tỉnh Lâm Đồng"
    near = gazetteer.suggest("Hoài Đứ", "commune", "2004-province-68")
    assert near[0] == "Xã Hoài Đức"
    assert len(near) <= 3


# The alias file


def test_alias_file_names_only_known_areas(aliases: list[Alias], by_id: dict[str, Area]) -> None:
    assert aliases
    for alias in aliases:
        assert alias.area_id in by_id
        assert alias.how in ALIAS_HOWS


def test_each_odd_name_says_why(aliases: list[Alias]) -> None:
    for alias in aliases:
        assert alias.reason_vi.endswith(".")
        assert alias.reason_en.endswith(".")


def test_each_odd_name_is_used(aliases: list[Alias], gazetteer: Gazetteer) -> None:
    for alias in aliases:
        cells = [part for part in alias.within.split("/") if part]
        cells += [""] * (["province", "district", "commune"].index(alias.level) - len(cells))
        is_new = gazetteer.areas[alias.area_id].system == "2025"
        on = alias.date_to or (NEW if is_new else OLD)
        match = one(gazetteer, *cells, alias.place_text, on=on)
        assert match.area_id == alias.area_id, alias.place_text
        assert alias.reason_vi in match.reason_vi


def test_no_odd_name_is_decided_twice(aliases: list[Alias], by_id: dict[str, Area]) -> None:
    keys = [(a.level, a.place_text, a.within, by_id[a.area_id].system) for a in aliases]
    assert len(keys) == len(set(keys))


def test_all_problems_of_an_alias_file_are_told_at_once(tmp_path: Path, areas: list[Area]) -> None:
    path = tmp_path / "place_aliases.csv"
    header = (RAW / "place_aliases.csv").read_text("utf-8").splitlines()[0]
    path.write_text(
        f"{header}\nX,district,,,,2004-district-999,alias,vì,why\nY,village,,soon,,"
        "2004-district-676,maybe,vì,\n",
        "utf-8",
    )
    with pytest.raises(ValueError, match="place_aliases") as told:
        read_aliases(path, areas)
    problems = str(told.value).splitlines()
    assert len(problems) == 5
    assert "line 2, column area_id: found “2004-district-999”" in problems[0]
    for column in ("level", "how", "reason_en", "date_from"):
        assert any(f"line 3, column {column}:" in problem for problem in problems)
    assert "alias | parent | successor" in str(told.value)


def test_stale_correction_is_refused(tmp_path: Path, areas: list[Area]) -> None:
    corrections = tmp_path / "corrections.csv"
    header = (RAW / "corrections.csv").read_text("utf-8").splitlines()[0]
    corrections.write_text(
        f"{header}\nadmin_crosswalk.csv,province/82/80,code_2004,83,,a,b,c,2024-01-01\n"
        "admin_crosswalk.csv,province/00/00,code_2004,00,,a,b,c,2024-01-01\n",
        "utf-8",
    )
    with pytest.raises(ValueError, match="column found") as told:
        read_links(areas, RAW / "admin_crosswalk.csv", corrections)
    assert "column key: found “province/00/00”" in str(told.value)


@pytest.mark.parametrize(
    "name",
    ["admin_units.csv", "admin_crosswalk.csv", "corrections.csv", "place_aliases.csv"],
)
def test_raw_file_is_clean_text(name: str) -> None:
    content = (RAW / name).read_bytes()
    text = content.decode("utf-8")
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    assert unicodedata.is_normalized("NFC", text)
    widths = {len(row) for row in csv.reader(text.splitlines())}
    assert len(widths) == 1
