"""What models achieved: golden sums of the sources, and rules that hold for every indicator."""

import json
from collections import Counter
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dvk_data import figures
from dvk_data.figures import Dot
from dvk_data.indicators import load_indicators
from dvk_data.screen import resource_numbers
from dvk_data.screen.resource_choices import GROUPS, SERVICES
from dvk_data.warehouse import Warehouse
from tests.examined import examined
from tests.live import CATALOGUE, raw
from tests.test_pages import open_page

WAREHOUSE = Warehouse(CATALOGUE)
LAM_HA, NATION = "2004-district-676", None
WOMEN = ["womens_union"]
INDICATORS = load_indicators().of_subject("service_kpis", "model_outcomes")
STATED = sorted({(row["indicator"], row["unit"]) for row in raw("model_outcomes")})
VIEWS = ("domain", "owner_type", "place", "year")


@cache
def answer(question, code, unit, area_id, years, owner_types):
    cut = {"at_most": 10_000} if question == "outcomes_by_model" else {}
    return WAREHOUSE.rows(
        question,
        boundary="reported",
        level="nation" if area_id is NATION else "district",
        area_id=area_id,
        domains=[],
        years=list(years),
        owner_types=list(owner_types),
        indicator=code,
        unit=unit,
        is_additive=INDICATORS[code].is_additive,
        **cut,
    )


def ask(question, *, code="money_raised", unit="VND", area_id=LAM_HA, years=("2023",), owners=()):
    return answer(question, code, unit, area_id, tuple(years), tuple(owners))


def groups(view, **choice):
    found = ask("outcomes_by_group", **choice)
    return {group["code"]: group for group in found if group["view"] == view}


def whole(**choice):
    return groups("all", **choice)["all"]


def models(**choice):
    return ask("outcomes_by_model", **choice)


# Lâm Hà 2023, as the report of 21/12/2023 tells it


def test_womens_unions_of_lam_ha_raised_what_the_report_says():
    raised = [(model["place"].split(",")[0], model["value"]) for model in models(owners=WOMEN)]
    assert raised == [
        ("Xã Phúc Thọ", 92_600_000),
        ("Huyện Lâm Hà", 78_000_000),
        ("Xã Đan Phượng", 40_000_000),
        ("Xã Hoài Đức", 25_000_000),
        ("Xã Liên Hà", 21_000_000),
        ("Xã Phi Tô", 16_500_000),
        ("Xã Đạ Đờn", 15_300_000),
        ("Xã Tân Hà", 14_500_000),
        ("Xã Tân Hà", 12_500_000),
    ]


def test_womens_unions_raised_most_in_lam_ha():
    raised = {code: group["total"] for code, group in groups("owner_type").items()}
    assert raised == {
        "womens_union": 315_400_000,
        "veterans": 194_000_000,
        "party_committee": 51_800_000,
    }
    assert whole()["total"] == 561_200_000


def test_nearly_21_million_is_approximate():
    (approximate,) = [model for model in models() if model["flags"]]
    assert (approximate["place"], approximate["flags"]) == (
        "Xã Liên Hà, Lâm Hà, Lâm Đồng",
        ["approximate"],
    )
    assert whole()["approximate"] == 1


@pytest.mark.parametrize(
    ("code", "unit", "total"),
    [
        ("lights_installed", "item", 61),
        ("light_line_length", "m", 2400),
        ("road_length", "m", 1600),
        ("flower_road_length", "m", 6000),
        ("power_line_length", "m", 1600),
        ("students_helped", "person", 214),  # two times 107, one of them scholarships
        ("houses_built", "house", 3),
        ("houses_repaired", "house", 11),
        ("labour_days", "day", 42),
        ("households_helped", "household", 33),
        ("prizes_won", "prize", 35),
    ],
)
def test_totals_of_lam_ha_are_those_of_the_report(code, unit, total):
    assert whole(code=code, unit=unit)["total"] == total


def test_model_in_two_communes_is_counted_once_and_stands_under_each():
    lamps = {"code": "lights_installed", "unit": "item"}
    by_place = groups("place", **lamps)
    assert {group["area_name"] for group in by_place.values()} == {"Xã Hoài Đức", "Xã Tân Văn"}
    assert [group["total"] for group in by_place.values()] == [61, 61]
    assert whole(**lamps)["models"] == 1


# The whole country


def test_one_campaign_makes_most_of_the_money_of_the_country():
    country = whole(area_id=NATION, years=())
    assert country["largest"] == 2_655_000_000_000
    assert "Tết Quân Dân" in models(area_id=NATION, years=())[0]["name"]
    assert country["total"] - country["largest"] == pytest.approx(152_966_200_000)
    assert country["median"] == 100_000_000


def test_what_two_sources_tell_of_one_model_is_counted_once():
    (told_twice,) = [
        model
        for model in models(code="money_spent", area_id=NATION, years=())
        if model["other_value"] is not None
    ]
    assert (told_twice["value"], told_twice["other_value"]) == (20_000_000_000, 12_000_000_000)


def test_two_figures_of_one_source_are_added():
    (alley,) = [m for m in models(area_id=NATION, years=("2020",)) if m["figures"] > 1]
    assert (alley["value"], alley["figures"]) == (100_000_000, 2)


def test_units_are_never_added():
    everywhere = {"code": "land_donated", "area_id": NATION, "years": ()}
    assert whole(unit="m2", **everywhere)["models"] == 11
    assert whole(unit="ha", **everywhere)["total"] == pytest.approx(420.9)


# Every indicator that models state

each_indicator = pytest.mark.parametrize(("code", "unit"), STATED)


@each_indicator
def test_groups_hold_every_model_and_add_up(code, unit):
    everywhere = {"code": code, "unit": unit, "area_id": NATION, "years": ()}
    found, everything = models(**everywhere), whole(**everywhere)
    assert everything["models"] == len({model["model_id"] for model in found})
    assert everything["rows"] == len(found)
    for view in ("domain", "owner_type", "year"):
        parts = groups(view, **everywhere).values()
        assert sum(part["models"] for part in parts) == everything["models"]
        if INDICATORS[code].is_additive:
            assert sum(part["total"] for part in parts) == pytest.approx(everything["total"])
    if INDICATORS[code].is_additive:
        assert sum(model["value"] for model in found) == pytest.approx(everything["total"])
        assert len({model["model_id"] for model in found}) == len(found)
    else:
        assert everything["total"] is None


@each_indicator
def test_models_of_a_mark_are_those_that_the_mark_counts(code, unit):
    everywhere = {"code": code, "unit": unit, "area_id": NATION, "years": ()}
    found = models(**everywhere)
    for view in VIEWS:
        for group in groups(view, **everywhere).values():
            behind = {
                model["model_id"]
                for model in found
                if group["code"] in (model["place_codes"] if view == "place" else [model[view]])
            }
            assert len(behind) == group["models"], (view, group["code"])


@each_indicator
def test_every_figure_is_in_the_one_size_that_holds_it(code, unit):
    everywhere = {"code": code, "unit": unit, "area_id": NATION, "years": ()}
    expected = Counter(size_of(model["value"]) for model in models(**everywhere))
    sizes = groups("size", **everywhere).values()
    assert {float(size["code"]): size["rows"] for size in sizes} == pytest.approx(expected)


def size_of(value):
    """The largest of 0, 1, 2, 5, 10 ... that is not above a value."""
    if value <= 0:
        return 0
    tens = Decimal(10) ** Decimal(str(value)).adjusted()
    return float(max(step * tens for step in (1, 2, 5) if step * tens <= Decimal(str(value))))


@pytest.mark.parametrize("boundary", ["reported", "current"])
@each_indicator
def test_models_counted_are_those_that_the_choice_finds(code, unit, boundary):
    """The questions choose by columns, the counts beside every choice come from sets."""
    asked = {"boundary": boundary, "area_id": None, "domains": [], "owner_types": [], "years": []}
    outcome = {"indicator": code, "unit": unit, "is_additive": INDICATORS[code].is_additive}
    found = WAREHOUSE.rows("outcomes_by_group", level="nation", **asked, **outcome)
    choices = {"domain": "domains", "owner_type": "owner_types", "year": "years"}
    chosen_by = [group for group in found if group["view"] != "size"]
    named = [group for group in chosen_by if group["view"] != "place" or group["area_name"]]
    for view, group in {group["view"]: group for group in named}.items():
        chosen = asked | ({choices[view]: [group["code"]]} if view in choices else {})
        chosen |= {"area_id": group["code"]} if view == "place" else {}
        level = "province" if view == "place" else "nation"
        answer = WAREHOUSE.rows("outcomes_by_group", level=level, **chosen, **outcome)
        (whole,) = [each for each in answer if each["view"] == "all"]
        models = WAREHOUSE.models.matching(**chosen, outcome=(code, unit))
        assert whole["models"] == group["models"] == len(models)


def test_every_outcome_has_a_group_that_the_page_shows():
    outcomes = load_indicators().of_subject("model_outcomes").values()
    assert {outcome.group for outcome in outcomes} == set(GROUPS)
    assert {kpi.group for kpi in load_indicators().of_subject("service_kpis").values()} == {""}
    assert SERVICES in GROUPS


def test_order_of_choices_does_not_matter():
    chosen = ["womens_union", "veterans"]
    assert models(owners=chosen) == models(owners=chosen[::-1])


# Dots

amounts = st.lists(st.floats(1, 1e13, allow_nan=False), min_size=1, max_size=40)


def draw(values, **options):
    dots = [Dot(value, str(i), "mô hình", is_sure=i % 2 == 0) for i, value in enumerate(values)]
    options = {"language": "vi", "is_dark": False, "axis_title": "Đồng", **options}
    return examined(figures.strip({"": dots}, speak=str, **options))


def positions(chart):
    (dots,) = [trace for trace in chart.data if trace.mode == "markers"]
    return list(zip(dots.x, dots.y, strict=True))


@settings(max_examples=30)
@given(amounts)
def test_every_value_has_a_dot_at_its_place_and_none_covers_another(values):
    dots = positions(draw(values))
    assert [x for x, _ in dots] == values
    assert len(set(dots)) == len(values)


@settings(max_examples=30)
@given(amounts)
def test_scale_holds_every_value(values):
    axis = draw(values).layout.xaxis
    low, high = (10**end if axis.type == "log" else end for end in axis.range)
    assert low <= min(values)
    assert max(values) <= high
    assert low == 0 or axis.type == "log"
    assert len(axis.tickvals) <= 6


def test_one_huge_value_makes_the_scale_go_in_steps_of_ten():
    assert draw([12.5e6, 40e6, 2.655e12]).layout.xaxis.type == "log"
    assert draw([12.5e6, 40e6, 194e6]).layout.xaxis.type == "linear"
    assert draw([0, 40e6, 2.655e12]).layout.xaxis.type == "linear"


def test_dot_that_is_not_sure_is_hollow():
    assert draw([1, 2]).data[0].marker.symbol == ("circle", "circle-open")


def test_bars_speak_their_axis():
    chart = figures.bars(
        ["a", "b"], [315.4, 40], ["", ""], language="vi", is_dark=False, axis_title="Đồng"
    )
    spoken = figures.speak_axis(chart, [315.4, 40], lambda value: f"{value:g} triệu")
    assert examined(spoken).layout.xaxis.ticktext == ("0 triệu", "200 triệu")


# More models than are looked up one by one


def drawn(query):
    """The bars of the page: titles of their value axes -> names and values."""
    app = open_page("pages/resources.py", query)
    assert not app.exception
    specs = [json.loads(element.proto.spec) for element in app.get("plotly_chart")]
    assert all(trace["type"] == "bar" for spec in specs for trace in spec["data"])
    return {
        spec["layout"]["xaxis"]["title"]["text"]: dict(
            zip(spec["data"][0]["y"], spec["data"][0]["x"], strict=True)
        )
        for spec in specs
    }


def test_very_many_models_are_counted_by_size(monkeypatch):
    monkeypatch.setattr(resource_numbers, "MODELS_AT_MOST", 3)
    sizes = drawn(f"noi={LAM_HA}&nam=2023")["Số mô hình có nêu"]
    assert sum(sizes.values()) == whole()["rows"] == 11
    assert [name.replace("<br>", " ") for name in sizes] == [
        "10 triệu – dưới 20 triệu",
        "20 triệu – dưới 50 triệu",
        "50 triệu – dưới 100 triệu",
        "100 triệu – dưới 200 triệu",
    ]


def test_very_many_models_that_do_not_add_up_show_what_is_typical(monkeypatch):
    monkeypatch.setattr(resource_numbers, "MODELS_AT_MOST", 1)
    area = {"code": "land_area", "unit": "ha", "area_id": NATION, "years": ()}
    choice = "noi=2004-nation-VN&nl-nam=tat-ca&nl-chi-tieu=land_area&nl-theo=linh-vuc"
    medians = drawn(choice)
    expected = [group["median"] for group in groups("domain", **area).values()]
    assert list(medians["ha"].values()) == sorted(expected, reverse=True)
    assert sum(medians["Số mô hình có nêu"].values()) == whole(**area)["rows"] == 27
