"""Dịch vụ công: figures as the sources state them, steps that add up, a page for every place."""

import datetime as dt
import itertools
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from dvk_data import figures
from dvk_data.indicators import load_indicators
from dvk_data.screen import service_places, services
from dvk_data.services import (
    BANDS,
    CHANNELS,
    OPEN,
    SCORE_GROUPS,
    dossier_steps,
    score_band,
    shown_groups,
)
from dvk_data.statistics import wilson_interval
from dvk_data.warehouse import VIEWS, Warehouse
from tests.examined import examined
from tests.live import CATALOGUE, rows, table

LAM_HA, ME_LINH, DINH_VAN = "2004-district-676", "2004-commune-24892", "2004-commune-24871"
LAM_DONG, NEW_LAM_DONG = "2004-province-68", "2025-province-68"
HOA_BINH, BAC_NINH, CAN_THO = "2004-province-17", "2025-province-24", "2004-province-92"
HA_NOI = "2025-province-01"
ROOT = Path(__file__).parents[1]
INDICATORS = load_indicators().of_subject("service_kpis")


@pytest.fixture(scope="module")
def warehouse():
    return Warehouse(CATALOGUE)


@pytest.fixture(scope="module")
def rates(warehouse):
    """Rates of places or of all places of a level."""

    def ask(*area_ids, level=None, boundary="reported"):
        of_level = [area["area_id"] for area in table("areas") if area["level"] == level]
        return warehouse.rows(
            "service_rates",
            boundary=boundary,
            area_ids=[*area_ids, *of_level],
            measures=list(services.measures()),
        )

    return ask


def test_rates_are_made_of_the_counts_that_their_indicators_name():
    written = (VIEWS / "counted_rates.sql").read_text(encoding="utf-8")
    found = re.findall(r"\('service_kpis', '(\w+)', '(\w+)', '(\w+)', \w+\)", written)
    assert sorted(found) == sorted(
        (i.code, i.numerator, i.denominator) for i in INDICATORS.values() if i.numerator
    )


def stated(area_id, **pins):
    """Figures of one source and part by indicator."""
    return {row["indicator"]: row["value"] for row in rows("service_kpis", area_id=area_id, **pins)}


# Golden figures


def test_lam_ha_2023_whole_year_and_end_of_october_stand_side_by_side(rates):
    found = {
        (r["measure"], str(r["date_to"])): r["value"] for r in rates(LAM_HA) if r["part"] is None
    }
    expected = {
        "on_time_rate": (99, 99.16),
        "online_submission_rate": (99.72, 99.8),
        "online_payment_rate": (80.73, 78.02),
        "digitised_rate": (78.3, 95.82),
        "e_certification_rate": (57, 40),
    }
    for measure, (whole_year, october) in expected.items():
        assert found[measure, "2023-12-31"] == whole_year
        assert found[measure, "2023-10-31"] == october


def test_lam_ha_on_time_is_of_dossiers_resolved(rates):
    (rate,) = (
        r
        for r in rates(LAM_HA)
        if r["measure"] == "on_time_rate" and str(r["date_to"]) == "2023-12-31"
    )
    assert (rate["numerator"], rate["denominator"]) == (40363, 40766)
    assert rate["recomputed"] == pytest.approx(99.01, abs=0.005)
    (deadline,) = dossier_steps(stated(LAM_HA, source_id="d-lamha-2023-dvcq", unit="dossier"))
    assert deadline.parts == ("dossiers_on_time", "dossiers_late")
    assert deadline.rest == 40766 - 40363 - 403 == 0


def test_dinh_van_leaves_open_what_the_source_does_not_say():
    state, deadline = dossier_steps(stated(DINH_VAN, unit="dossier"))
    assert (state.whole, state.rest) == ("dossiers_received", 2538 - 2497)
    assert (deadline.whole, deadline.rest) == ("dossiers_resolved", 2497 - 2456)


def test_me_linh_is_told_step_by_step():
    counts = stated(ME_LINH, unit="dossier")
    state, deadline, channel = dossier_steps(counts)
    assert [counts[step.whole] for step in (state, deadline, channel)] == [3781, 3760, 3781]
    assert [counts[part] for part in deadline.parts] == [3640, 116]
    assert (state.rest, deadline.rest, channel.rest) == (21, 4, 3781 - 3765)


def test_ha_noi_exceeds_its_total_and_this_is_not_hidden():
    state, deadline, channel = dossier_steps(stated(HA_NOI, unit="dossier"))
    assert state.rest == 531269 - 510541 - 20734 == -6
    assert deadline.rest == 510541 - 509772 - 763 == 6
    assert channel.rest == 2


def test_lam_dong_over_the_years(rates):
    found = [
        (str(r["date_to"]), r["value"])
        for r in reversed(rates(LAM_DONG, NEW_LAM_DONG))
        if r["measure"] == "on_time_rate" and r["part"] is None
    ]
    assert found == [
        ("2019-12-12", 98.96),
        ("2024-03-31", 98.33),
        ("2025-09-10", 96.15),
        ("2025-11-27", 97.28),
    ]


def test_new_lam_dong_2025_against_its_targets(rates):
    aimed = {r["measure"]: r for r in rates(NEW_LAM_DONG) if r["target"] is not None}
    told = {code: (r["value"], r["target"]) for code, r in aimed.items()}
    assert told == {
        "on_time_rate": (97.28, 98),
        "full_online_dossiers_rate": (51.79, 70),
        "online_payment_rate": (78.61, 60),
        "digitised_rate": (82, 80),
        "data_reuse_rate": (83.76, 50),
    }
    assert {str(r["date_to"]) for r in aimed.values()} == {"2025-11-27"}


def test_target_of_one_document_does_not_reach_figures_of_another(rates):
    (other,) = (
        r
        for r in rates(NEW_LAM_DONG)
        if r["measure"] == "on_time_rate" and str(r["date_to"]) == "2025-09-10"
    )
    assert other["target"] is None


def test_year_before_is_of_the_same_length_and_part(rates):
    found = {r["year"]: r["earlier_value"] for r in rates(CAN_THO)}
    assert found == {2025: None, 2024: 93.08, 2023: 81.98, 2022: None}


def test_hoa_binh_groups_are_as_published():
    groups = {
        row["indicator"]: row["value"]
        for row in rows("service_kpis", area_id=HOA_BINH, source_id="k-hoabinh-766-2024-07")
        if row["date_to"].month == 7 and row["indicator"] in SCORE_GROUPS
    }
    assert [groups[code] for code in shown_groups(groups)] == [15.7, 18.7, 7.9, 9, 13.8, 18]
    assert score_band(83.08) == "good"


def test_bac_ninh_groups_are_as_published():
    groups = stated(BAC_NINH, source_id="k-bacninh-766-late")
    assert [groups[code] for code in SCORE_GROUPS] == [15.82, 19.45, 8.53, 10, 21.17, 17.86]
    fourth_week = stated(BAC_NINH, source_id="k-bacninh-766-w4")
    assert fourth_week["score_766_total"] == 91.7
    assert "score_766_online_services" not in fourth_week
    assert score_band(91.7) == "excellent"


# Rules


def test_groups_of_766_make_a_hundred():
    points = [INDICATORS[group].max_points for group in SCORE_GROUPS]
    assert points == [18, 20, 12, 10, 22, 18]
    assert sum(points) == 100


@pytest.mark.parametrize(
    ("total", "band"),
    [
        (100, "excellent"),
        (90, "excellent"),
        (89.99, "good"),
        (80, "good"),
        (79.99, "fair"),
        (70, "fair"),
        (69.99, "average"),
        (50, "average"),
        (49.99, "weak"),
        (0, "weak"),
    ],
)
def test_band_begins_at_its_limit(total, band):
    assert score_band(total) == band
    assert len(BANDS) == 5


def test_groups_stated_together_stand_as_one():
    joined = shown_groups({"score_766_online_services_and_payment": 15.41})
    assert len(joined) == 5
    assert sum(INDICATORS[group].max_points for group in joined) == 100
    assert shown_groups({}) == list(SCORE_GROUPS)


COUNTS = st.dictionaries(
    st.sampled_from(
        [
            "dossiers_received",
            "dossiers_resolved",
            "dossiers_on_time",
            "dossiers_before_deadline",
            "dossiers_at_deadline",
            "dossiers_late",
            "dossiers_pending_on_time",
            "dossiers_pending_late",
            *CHANNELS,
            *OPEN,
        ]
    ),
    st.integers(0, 10**6),
)


@given(COUNTS)
def test_parts_and_rest_make_the_whole(counts):
    for step in dossier_steps(counts):
        assert sum(counts[part] for part in step.parts) + step.rest == counts[step.whole]
        assert step.parts
        assert len(set(step.parts)) == len(step.parts)


@given(COUNTS)
def test_nothing_is_counted_twice(counts):
    for step in dossier_steps(counts):
        on_time = {"dossiers_on_time"} & set(step.parts)
        apart = {"dossiers_before_deadline", "dossiers_at_deadline"} & set(step.parts)
        assert not (on_time and apart)
        assert not ("dossiers_pending" in step.parts and "dossiers_pending_late" in step.parts)


def of_place(area_id, value, **columns):
    return {
        "area_id": area_id,
        "area_name": area_id,
        "part": None,
        "level": "province",
        "measure": "on_time_rate",
        "value": value,
        "figure_id": f"{area_id}-{value}",
        "is_computed": False,
        **columns,
    }


@given(st.lists(st.integers(0, 100), min_size=1, max_size=8), st.data())
def test_rank_is_not_moved_by_places_that_are_not_ranked(values, data):
    records = [of_place(f"p{i}", value) for i, value in enumerate(values)]
    agency = of_place("agency", data.draw(st.integers(0, 100)), part="Sở Tài chính")
    alone = {r["area_id"]: r["rank"] for r in service_places.rank_first(records)}
    shuffled = data.draw(st.permutations([*records, agency]))
    beside = {r["area_id"]: r["rank"] for r in service_places.rank_first(shuffled)}
    assert alone == beside
    assert "agency" not in beside


def test_late_rates_are_ranked_from_the_smallest():
    late = [of_place("a", 5, measure="dossiers_late_rate")]
    late.append(of_place("b", 1, measure="dossiers_late_rate"))
    assert [r["area_id"] for r in service_places.rank_first(late)] == ["b", "a"]


def test_one_figure_per_place_is_the_longest_period(rates):
    of_level = [r for r in rates(level="district") if r["measure"] == "on_time_rate"]
    (chosen,) = (r for r in service_places.one_each(of_level) if r["area_id"] == LAM_HA)
    assert (chosen["value"], chosen["others"]) == (99, 1)


def test_of_two_months_the_later_one_is_compared(rates):
    scores = [r for r in rates(level="commune") if r["measure"] == "score_766_total"]
    (chosen,) = (r for r in service_places.one_each(scores) if r["area_name"] == "Xã Hợp Thịnh")
    assert (chosen["value"], chosen["date_to"].month) == (93.94, 11)


def test_rates_of_units_of_today_are_never_added_up(rates):
    for record in rates(level="province", boundary="current"):
        if record["is_computed"]:
            share = 100 * record["numerator"] / record["denominator"]
            assert record["value"] == pytest.approx(share)


def test_whiskers_hold_the_rate(rates):
    for record in rates(level="commune"):
        if record["numerator"] is not None:
            low, high = wilson_interval(record["numerator"], record["denominator"])
            rate = 100 * record["numerator"] / record["denominator"]
            assert low - 1e-9 <= rate <= high + 1e-9


# Figures


def test_widths_of_steps_are_the_figures():
    segments = [
        figures.Segment("trước hạn", 3640, "3.640", "a", "#000000"),
        figures.Segment("đúng hạn", 116, "116", "b", "#111111"),
        figures.Segment("không nêu", 4, "4", "c", "#222222", is_hatched=True),
    ]
    drawn = figures.step_bars(
        [figures.StepBar("Đã giải quyết: 3.760", "", segments)],
        language="vi",
        is_dark=False,
        axis_title="hồ sơ",
    )
    drawn = examined(drawn)
    assert [trace.x[0] for trace in drawn.data] == [3640, 116, 4]
    assert [trace.marker.pattern.shape for trace in drawn.data] == [None, None, "/"]
    assert drawn.layout.xaxis.range[0] == 0
    assert drawn.layout.barmode == "stack"


def test_a_group_that_is_not_published_has_an_outline_and_no_bar():
    bars = [
        figures.Bar("Số hóa", "", 13.8, "13,8/22", "a", "#000000", limit=22),
        figures.Bar("Hài lòng", "", None, "chưa công bố", "b", "#000000", limit=18),
    ]
    drawn = figures.measure_bars(bars, language="vi", is_dark=False, axis_title="điểm", reach=22)
    outline, filled, texts = examined(drawn).data
    assert list(outline.x) == [22, 18]
    assert list(filled.x) == [13.8]
    assert list(texts.text) == [" 13,8/22", " chưa công bố"]


def test_texts_above_bars_do_not_run_into_one_another():
    bars = [figures.Bar("Tên " * 20, "chi tiết " * 20, 50, "50%", str(i), "#000") for i in range(4)]
    drawn = figures.measure_bars(
        bars, language="vi", is_dark=True, axis_title="phần trăm", reach=100
    )
    drawn = examined(drawn)
    tops = [note.y for note in drawn.layout.annotations]
    middles = list(drawn.data[0].y)
    for top, middle, following in zip(tops, middles, [*tops[1:], 10**6], strict=True):
        assert top < middle - 10 < middle + 10 < following


def test_points_are_joined_only_within_equal_periods():
    def mark(year, months, value, area="a"):
        end = dt.date(year, 12, 31)
        start = dt.date(year, 13 - months, 1)
        return figures.Mark(start, end, value, f"{value}%", "cả địa bàn", area, f"{year}{months}")

    marks = [mark(2022, 12, 81), mark(2023, 12, 93), mark(2024, 6, 95), mark(2025, 12, 96, "b")]
    drawn = figures.trend(
        marks, language="vi", is_dark=False, axis_title="%", boundary_label="7/2025"
    )
    drawn = examined(drawn)
    assert [len(trace.x) for trace in drawn.data] == [2, 1, 1]
    assert sum(trace.showlegend for trace in drawn.data) == 1


# The page


def run_page(**parameters):
    app = AppTest.from_file(ROOT / "app.py", default_timeout=60)
    for name, choice in parameters.items():
        app.query_params[name.replace("_", "-")] = choice
    app.run()
    app.switch_page("pages/services.py")
    for name, choice in parameters.items():
        app.query_params[name.replace("_", "-")] = choice
    return app.run()


def shown(app):
    return " ".join(
        element.value
        for element in (*app.title, *app.subheader, *app.markdown, *app.caption)
        if element.value
    )


PLACES = [LAM_HA, ME_LINH, NEW_LAM_DONG, BAC_NINH, "2025-commune-30547", "2004-district-377"]


@pytest.mark.parametrize(
    ("place", "view"), list(itertools.product(PLACES, services.VIEWS)), ids=str
)
def test_every_view_opens_for_every_place(place, view):
    app = run_page(noi=place, dvc=view)
    assert not app.exception
    assert not app.error
    assert "{" not in shown(app)


def test_both_languages_say_the_finding():
    vietnamese = shown(run_page(noi=NEW_LAM_DONG))
    assert "2/5 chỉ tiêu được giao chưa đạt" in vietnamese
    assert "51,79%, phải đạt 70%" in vietnamese
    english = shown(run_page(noi=NEW_LAM_DONG, lang="en"))
    assert "2 of 5 targets not reached" in english
    assert "51.79%" in english


def test_how_lam_dong_moved_is_answered_with_its_definition():
    text = shown(run_page(noi=LAM_DONG, dvc="theo-thoi-gian"))
    assert "98,96% (12/12/2018 – 12/12/2019), 98,33% (quý I/2024), 97,28%" in text
    assert "Nguồn nêu mẫu số (hồ sơ đã giải quyết)" in text
    assert "Quyết định 766 tính cách khác" in text


def test_year_without_figures_is_explained_and_another_is_offered():
    app = run_page(noi=LAM_HA, nam="2022")
    assert "Chưa có tỷ lệ nào" in shown(app)
    assert [button.label for button in app.button if "2023" in button.label] == ["Năm 2023"]


def test_unknown_choice_is_set_aside_with_a_word():
    text = shown(run_page(noi=LAM_HA, dvc="khong-co", dvc_muc="service_kpis-none"))
    assert "dvc=khong-co" in text
    assert "dvc-muc=service_kpis-none" in text


def test_choice_of_another_place_is_set_aside_without_a_word():
    of_hoa_binh = rows("service_kpis", area_id=HOA_BINH)[0]["figure_id"]
    text = shown(run_page(noi=LAM_HA, dvc_muc=of_hoa_binh, dvc_co_quan="ubnd-cap-xa"))
    assert "không còn dùng được" not in text
