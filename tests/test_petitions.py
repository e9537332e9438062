"""Flows of petitions: stated widths, marked breaks, golden figures of the sources, like periods."""

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from dvk_data import figures as drawing
from dvk_data.petition_flow import (
    COMPUTED,
    SORTED,
    TYPES,
    aspects_with_flow,
    build_flow,
    period_kind,
)
from dvk_data.warehouse import Warehouse
from tests.examined import examined
from tests.live import CATALOGUE, table
from tests.test_wording import ROOT

WAREHOUSE = Warehouse(CATALOGUE)
LAM_HA = "2004-district-676"


def stated(area_id, source_id, year=None, unit="petition"):
    """Petition figures of a place and source in one unit."""
    here = {"boundary": "reported", "area_id": area_id, "year": None, "subject": "petitions"}
    found = WAREHOUSE.rows("figures_of_place", **here)
    return [
        f
        for f in found
        if (f["subject"], f["source_id"], f["unit"]) == ("petitions", source_id, unit)
        and year in (None, f["year"])
    ]


def drawn(area_id, source_id, aspect="all", **options):
    flow = build_flow(stated(area_id, source_id, **options), aspect, area_id.split("-")[1])
    widths = {(link.source.code, link.target.code): link.value for link in flow.links}
    return flow, {node.code: node.value for node in flow.nodes}, widths


def breaks(flow):
    return [(b.node.code, b.side, b.node.value, b.flowing) for b in flow.breaks()]


# Lâm Hà 2023: the whole paragraph of the source


def test_lam_ha_2023_is_lost_where_the_source_says():
    flow, steps, widths = drawn(LAM_HA, "d-lamha-2023-dvcq")
    assert (steps["received.all"], steps["eligible.all"]) == (376, 352)
    assert [steps[f"eligible.{kind}"] for kind in TYPES] == [23, 20, 309]
    assert widths["sorted.all", "guided.all"] == 62
    assert widths["sorted.all", "transferred.all"] == 117
    assert widths["sorted.all", "within_jurisdiction.all.district"] == 178
    assert widths["within_jurisdiction.all.district", "resolved.all.district"] == 146
    assert widths["transferred.all", "within_jurisdiction.all.commune"] == 117
    assert widths["within_jurisdiction.all.commune", "resolved.all.commune"] == 109
    assert sorted(node.value for node in flow.remainders()) == [8, 24, 32]
    assert flow.steps_left_out() == []


def test_lam_ha_2023_destinations_exceed_eligible_by_five():
    flow, _, _ = drawn(LAM_HA, "d-lamha-2023-dvcq")
    assert breaks(flow) == [("sorted.all", "out", 352, 357)]


def test_lam_ha_2023_rates_are_recomputed_and_contradicted():
    rates = WAREHOUSE.rows("petition_rates", boundary="reported", area_id=LAM_HA)
    found = {
        (r["part"], r["aspect"]): (
            r["resolved"],
            r["base_value"],
            round(r["computed"], 2),
            r["stated"],
            r["agrees"],
        )
        for r in rates
    }
    assert found == {
        ("district", "all"): (146, 178, 82.02, 86.4, False),
        ("district", "complaint"): (13, 18, 72.22, 72, True),
        ("district", "denunciation"): (7, 7, 100, 100, True),
        ("district", "petition"): (166, 178, 93.26, 93, True),
        ("commune", "all"): (109, 117, 93.16, 93, True),
    }
    (refuted,) = (r for r in rates if r["agrees"] is False)
    assert "(146 + 109) / (178 + 117) = 86,44%" in refuted["explanation_vi"]


# Other sources


def test_quang_ninh_2019_kinds_exceed_received_by_one():
    area, source = "2004-province-22", "k-quangninh-kntc-2019m9"
    flow, _steps, widths = drawn(area, source, unit="case")
    assert breaks(flow) == [("received.all", "out", 4676, 4677)]
    assert widths["sorted.all", "resolved.all"] == 4139
    assert widths["sorted.all", "pending.all"] == 538
    assert flow.steps_left_out() == ["eligible", "within_jurisdiction"]
    assert aspects_with_flow(stated(area, source), "province") == []  # only received, in letters


def test_quang_ninh_2019_complaint_rate_without_its_denominator_is_not_recomputed():
    rates = WAREHOUSE.rows("petition_rates", boundary="reported", area_id="2004-province-22")
    (rate,) = (r for r in rates if r["stated"] == 52.35)
    assert (rate["computed"], rate["agrees"]) == (None, None)


def test_thanh_hoa_2022_adds_up_and_does_not_state_resolved():
    flow, steps, widths = drawn("2004-province-38", "k-thanhhoa-kntc-2022")
    assert breaks(flow) == []
    assert flow.remainders() == []
    assert widths["received.all", "ineligible.all"] == 1238
    assert widths["eligible.all", "outside_jurisdiction.all"] == 3123
    assert [steps[f"within_jurisdiction.{kind}"] for kind in TYPES] == [1054, 116, 5173]
    assert flow.steps_left_out() == ["resolved"]
    # 753 and 1.947 are documents of guidance and transfer, not letters.
    assert not {"guided.all", "transferred.all"} & set(steps)


def test_ben_tre_2020_is_resolved_by_kind():
    flow, steps, widths = drawn("2004-province-83", "k-bentre-kntc-2020")
    resolved = [widths[f"eligible.{kind}", "resolved.all"] for kind in TYPES]
    pending = [widths[f"eligible.{kind}", "pending.all"] for kind in TYPES]
    assert (resolved, pending) == ([396, 25, 977], [24, 1, 51])
    assert (steps["resolved.all"], steps["pending.all"]) == (1398, 76)
    assert breaks(flow) == []


def test_ben_tre_june_2023_leaves_what_is_pending():
    flow, steps, _widths = drawn("2004-province-83", "k-bentre-kntc-2023-06")
    assert (steps["received.all"], steps["ineligible.all"]) == (181, 12)
    assert (steps["guided_or_transferred.all"], steps["within_jurisdiction.all"]) == (20, 149)
    assert (steps["resolved.all"], steps["pending.all"]) == (51, 98)
    assert breaks(flow) == []
    assert flow.remainders() == []


def test_lam_dong_first_half_2022_counts_complaints_carried_over():
    flow, _steps, widths = drawn("2004-province-68", "k-lamdong-kntc-2022h1", "complaint")
    assert breaks(flow) == [("within_jurisdiction.complaint", "in", 178, 164)]
    assert widths["within_jurisdiction.complaint", "resolved.complaint"] == 122
    found = ("found_right", "found_partly_right", "found_wrong", "withdrawn")
    assert [widths["resolved.complaint", f"{f}.complaint"] for f in found] == [15, 2, 87, 18]


def test_lam_dong_first_half_2022_destinations_make_eligible():
    _, _, widths = drawn("2004-province-68", "k-lamdong-kntc-2022h1")
    leaving = {target: v for (source, target), v in widths.items() if source == "sorted.all"}
    assert leaving == {
        "within_jurisdiction_new.all": 572,
        "transferred.all": 1894,
        "guided.complaint": 201,
    }
    assert sum(leaving.values()) == 2667


def test_ha_noi_2025_letters_and_cases_stay_apart():
    area, source = "2025-province-01", "k-hanoi-kntc-2025"
    _, steps, widths = drawn(area, source, "complaint", unit="case")
    assert steps["within_jurisdiction.complaint"] == 2389
    assert widths["within_jurisdiction.complaint", "resolved.complaint"] == 2260
    assert widths["within_jurisdiction.complaint", "pending.complaint"] == 129
    _, steps, _ = drawn(area, source, "complaint", unit="petition")
    assert steps["received.complaint"] == 6627
    assert steps["within_jurisdiction.complaint"] == 3911
    assert "resolved.complaint" not in steps


# Every flow of the published datasets


def every_flow():
    groups = {}
    for area in {row["area_id"] for row in table("petitions") if row["area_id"]}:
        here = {"boundary": "reported", "area_id": area, "year": None, "subject": "petitions"}
        for f in WAREHOUSE.rows("figures_of_place", **here):
            if f["unit"] in ("petition", "case"):
                key = (area, f["source_id"], f["date_from"], f["date_to"], f["unit"])
                groups.setdefault(key, []).append(f)
    for key, found in groups.items():
        level = key[0].split("-")[1]
        for aspect in aspects_with_flow(found, level):
            yield key, found, build_flow(found, aspect, level)


def test_every_width_is_at_most_what_its_ends_hold():
    flows = list(every_flow())
    assert len(flows) > 20
    for key, found, flow in flows:
        by_id = {f["figure_id"]: f["value"] for f in found}
        for node in flow.nodes:
            if node.stage != SORTED and len(node.figure_ids) == 1:
                assert node.value == by_id[node.figure_ids[0]], (key, node.code)
        for link in flow.links:
            assert link.value <= max(link.source.value, link.target.value), key


def test_what_leaves_a_step_is_what_it_holds_unless_marked():
    for key, _, flow in every_flow():
        marked = {b.node.code for b in flow.breaks()}
        for node in flow.nodes:
            leaving = sum(link.value for link in flow.out_of(node))
            if flow.out_of(node) and node.code not in marked:
                assert leaving == pytest.approx(node.value), (key, node.code)


def test_codes_of_steps_are_unique():
    for key, _, flow in every_flow():
        codes = [node.code for node in flow.nodes]
        assert len(codes) == len(set(codes)), key


# Drawn flows


def figure(measure, value, aspect="all", part=None):
    name = f"{measure}.{aspect}.{part}"
    return {
        "measure": measure,
        "aspect": aspect,
        "part": part,
        "value": value,
        "figure_id": name,
    }


counts = st.integers(1, 5000)


@given(counts, counts, counts, counts)
def test_remainder_and_destinations_make_eligible(received, guided, transferred, within):
    eligible = guided + transferred + within
    found = [figure("received", received + eligible), figure("eligible", eligible)]
    found += [figure("guided", guided), figure("transferred", transferred)]
    found += [figure("within_jurisdiction", within)]
    flow = build_flow(found, "all", "district")
    assert flow.breaks() == []
    assert [node.value for node in flow.remainders()] == [received]


@given(st.permutations(range(7)), st.lists(counts, min_size=7, max_size=7))
def test_order_of_figures_does_not_matter(order, values):
    stages = ("received", "eligible", "ineligible", "guided", "within_jurisdiction", "resolved")
    found = [figure(s, v) for s, v in zip(stages, values, strict=False)]
    found.append(figure("resolved", values[6], "complaint"))
    shuffled = [found[i] for i in order]
    assert build_flow(found, "all", "province") == build_flow(shuffled, "all", "province")


def test_one_step_alone_is_no_flow():
    assert build_flow([figure("received", 5)], "all", "province") is None
    assert aspects_with_flow([], "province") == []


def test_surplus_is_marked_and_nothing_else_remains():
    found = [figure("eligible", 10), figure("guided", 6), figure("within_jurisdiction", 7)]
    flow = build_flow(found, "all", "province")
    assert breaks(flow) == [("eligible.all", "out", 10, 13)]
    assert flow.remainders() == []


# Periods


@pytest.mark.parametrize(
    ("first", "last", "kind"),
    [
        ("2023-01-01", "2023-12-31", (1, 12)),
        ("2022-12-15", "2023-12-14", (1, 12)),
        ("2021-12-15", "2022-06-14", (1, 6)),
        ("2022-01-01", "2022-06-30", (1, 6)),
        ("2022-12-15", "2023-03-14", (1, 3)),
        ("2024-08-01", "2025-07-31", (8, 12)),
        ("2017-04-01", "2017-04-30", (4, 1)),
    ],
)
def test_petition_calendar_is_of_the_kind_of_the_calendar_year(first, last, kind):
    assert period_kind(dt.date.fromisoformat(first), dt.date.fromisoformat(last)) == kind


def test_period_without_a_beginning_is_compared_with_nothing():
    assert period_kind(None, dt.date(2023, 12, 31)) is None


# The chart


def steps_and_bands():
    flow, _, _ = drawn(LAM_HA, "d-lamha-2023-dvcq")
    columns = sorted({node.column for node in flow.nodes})
    steps = [
        drawing.Step(
            code=n.code,
            name=n.code.replace(".", " "),
            text=str(int(n.value)),
            column=columns.index(n.column),
            value=n.value,
            colour="#1757A1",
            is_computed=n.stage in COMPUTED,
            mark="+5" if n.stage == SORTED else "",
        )
        for n in flow.nodes
    ]
    return steps, [drawing.Band(k.source.code, k.target.code, k.value) for k in flow.links]


def test_bars_of_a_flow_are_as_tall_as_what_they_hold():
    steps, bands = steps_and_bands()
    drawn = drawing.flow(steps, bands, language="vi", is_dark=False, mark_colour="#A3182E")
    chart = examined(drawn)
    bars = chart.data[len(bands)]
    heights = dict(zip([data[0] for data in bars.customdata], bars.y, strict=True))
    assert heights["eligible.all"] / heights["received.all"] == pytest.approx(352 / 376)
    assert heights["sorted.all"] / heights["received.all"] == pytest.approx(357 / 376)
    surplus = chart.data[len(bands) + 1]
    assert [data[0] for data in surplus.customdata] == ["sorted.all"]


def test_bars_and_labels_of_a_column_do_not_overlap():
    steps, bands = steps_and_bands()
    drawn = drawing.flow(steps, bands, language="vi", is_dark=False, mark_colour="#A3182E")
    chart = examined(drawn)
    bars = chart.data[len(bands)]
    lines = [note.text.count("<br>") + 1 for note in chart.layout.annotations]
    columns = {}
    for x, base, height, count in zip(bars.x, bars.base, bars.y, lines, strict=True):
        columns.setdefault(x, []).append((base, base + max(height, 18 * count)))
    for spans in columns.values():
        spans.sort()
        for (_, end), (begin, _) in itertools.pairwise(spans):
            assert begin >= end


def test_rates_show_what_is_stated_beside_what_is_computed():
    found = [
        drawing.Rate("a", "A", "146/178", 82.02, 86.4, is_refuted=True),
        drawing.Rate("b", "B", "x", None, 52.35),
    ]
    chart = drawing.rates(
        found,
        language="vi",
        is_dark=False,
        mark_colour="#A3182E",
        labels={"computed": "c", "stated": "s", "refuted": "r"},
        axis_title="%",
    )
    computed, agreeing, refuted = examined(chart).data
    assert computed.x == (82.02, None)
    assert (agreeing.x, agreeing.marker.symbol) == ((52.35,), "diamond")
    assert (refuted.x, refuted.marker.symbol) == ((86.4,), "x")
    assert chart.layout["xaxis"]["range"][0] == 0


# The page


def page(**choices):
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.run()
    app.switch_page("pages/petitions.py")
    for name, choice in choices.items():
        app.query_params[name.replace("_", "-")] = choice
    return app.run()


def texts(app):
    kinds = (app.title, app.header, app.subheader, app.markdown, app.caption)
    return " | ".join(element.value for kind in kinds for element in kind)


def test_page_says_where_petitions_of_lam_ha_are_lost():
    said = texts(page(noi=LAM_HA, nam="2023"))
    assert "trong 352 đơn đủ điều kiện xử lý, 62 hướng dẫn, 32 chưa giải quyết (cấp huyện)" in said
    assert "8 chưa giải quyết (cấp xã); các phần cộng lại thừa 5 đơn" in said
    assert "= 357; nguồn nêu 352" in said
    assert "nguồn nêu giải quyết 86,4%" in said


def test_page_speaks_english():
    said = texts(page(noi=LAM_HA, nam="2023", lang="en"))
    assert "parts add up to 5 letters too many" in said


def test_reception_of_ha_noi_is_told_apart():
    said = texts(page(noi="2025-province-01"))
    for words in ("31.826", "37.879", "24.001", "354", "Tiếp thường xuyên: 21.507"):
        assert words in said
    assert "Lãnh đạo tiếp: 10.319" in said


def test_reception_that_does_not_add_up_is_marked():
    said = texts(page(noi="2004-province-67", nam="2017"))
    assert "tiếp thường xuyên + lãnh đạo tiếp = 2.761, nguồn nêu 2.671" in said


def test_two_sources_of_one_period_stand_side_by_side():
    said = texts(page(noi="2004-province-68", nam="2022"))
    assert "Nguồn khác về cùng nơi, cùng kỳ: Báo Lâm Đồng" in said


def test_place_without_petitions_offers_places_that_have_some():
    app = page(noi="2004-district-674")
    assert "Chưa có số liệu đơn thư" in texts(app)
    assert any("Lâm Hà" in button.label for button in app.button)


def test_stale_choice_is_quiet_and_unknown_choice_is_told():
    stale = page(noi=LAM_HA, dt_tinh="vu-viec", dt_ky="2020-01-01_2020-12-31_x", dt_buoc="pending")
    assert "không còn dùng được" not in texts(stale)
    unknown = page(noi=LAM_HA, dt_loai="kilo", dt_buoc="nothing")
    assert "`dt-loai=kilo`, `dt-buoc=nothing`" in texts(unknown)


def test_places_that_do_not_report_are_named_and_not_ranked():
    app = page(dt_xem="cac-noi", dt_loai="khieu-nai")
    said = texts(app)
    assert "Không xếp hạng" in said
    assert "Yên Bái" in said.split("Không xếp hạng")[1]
