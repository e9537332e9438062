"""So sánh: domains picked, what is carried over to today, and what is not, with the reason."""

from collections import Counter, defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvk_data import figures
from dvk_data.screen.comparison import of_domains
from dvk_data.warehouse import Warehouse
from tests.examined import examined
from tests.live import CATALOGUE, table
from tests.test_pages import COMPARISON, open_page, texts

DOMAINS = list(figures.DOMAIN_ORDER)
COUNTS = st.dictionaries(st.sampled_from(DOMAINS), st.integers(0, 10_000), min_size=1)


@pytest.fixture(scope="module")
def published():
    return Warehouse(CATALOGUE)


def stated(counts, area_id="a", year=2023):
    """What one place states for a year, domain by domain."""
    shared = {"area_id": area_id, "year": year, "date_from": None, "date_to": None}
    return [
        {**shared, "aspect": d, "value": v, "flag": "reported", "figure_ids": [f"{area_id}-{d}"]}
        for d, v in counts.items()
    ]


@given(COUNTS, st.sets(st.sampled_from(DOMAINS), min_size=1))
def test_picked_domains_add_up_and_name_their_figures(counts, picked):
    values = of_domains(stated(counts), list(picked))
    wholes = [value for value in values if value["aspect"] == "all"]
    if not picked <= set(counts):
        assert values == []
        return
    assert [whole["value"] for whole in wholes] == [sum(counts[domain] for domain in picked)]
    assert sorted(wholes[0]["figure_ids"]) == sorted(f"a-{domain}" for domain in picked)


@given(COUNTS, st.permutations(DOMAINS))
def test_order_of_domains_does_not_matter(counts, order):
    def wholes(picked):
        return [v["value"] for v in of_domains(stated(counts), picked) if v["aspect"] == "all"]

    assert wholes(order) == wholes(DOMAINS)


@given(st.lists(COUNTS, min_size=1, max_size=8))
def test_shares_of_each_place_add_up_to_a_hundred(places):
    names = [f"place {i}" for i in range(len(places))]
    chart = figures.stacked_bars(
        names,
        {domain: [counts.get(domain) for counts in places] for domain in DOMAINS},
        colours=dict.fromkeys(DOMAINS, "#000000"),
        codes=names,
        as_share=True,
        language="vi",
        is_dark=False,
        axis_title="",
    )
    for i, counts in enumerate(places):
        shares = [trace.x[i] for trace in examined(chart).data if trace.x[i] is not None]
        if sum(counts.values()):
            assert sum(shares) == pytest.approx(100)


def test_counts_carried_over_are_the_sum_of_their_parts(published):
    values = {
        row["figure_id"]: row.get("value", row.get("model_count"))
        for name in ("model_counts", "service_kpis", "petitions")
        for row in table(name)
    }
    carried = 0
    for measure in published.rows("measures_to_compare", boundary="current", level="province"):
        asked = {name: measure[name] for name in ("subject", "measure", "unit")}
        found = published.rows(
            "values_to_compare",
            boundary="current",
            level="province",
            province_id=None,
            areas=[],
            years=[],
            aspects=[],
            is_newest=False,
            base="",
            **asked,
        )
        for value in (v for v in found if v["is_converted"]):
            parts = [i for joined in value["figure_ids"] for i in joined.split("+")]
            assert value["value"] == pytest.approx(sum(values[part] for part in parts))
            carried += 1
    assert carried


def test_every_old_unit_is_carried_over_or_told_why_not(published):
    old = defaultdict(set)
    for row in table("model_counts"):
        if row["status"] == "maintained" and row["domain"] == "all" and row["area_id"]:
            old[row["area_id"]].add(row["figure_id"])
    asked = {"subject": "model_counts", "measure": "maintained", "unit": "item"}
    told = published.rows("not_converted", level="province", **asked)
    assert Counter(record["reason"] for record in told) == {"parts_missing": len(told)}
    names = {record["name"] for record in told}
    assert "Tỉnh An Giang" in names
    assert all(record["parts"] and record["current_name"] for record in told)


def test_page_says_why_old_units_are_left_out():
    app = open_page(COMPARISON, "dia-gioi=hien-nay&cap=tinh&do=model_counts.maintained.item")
    said = " ".join(texts(app))
    assert "không quy đổi được sang đơn vị mới" in said
    assert "chưa đủ mọi phần cùng báo cáo một kỳ" in said


def test_domain_can_be_ranked_by_itself():
    app = open_page(COMPARISON, "do=model_counts.registered.item&linh-vuc=economy")
    said = " ".join(texts(app))
    assert "Yên Mô, Ninh Bình (2017) đứng đầu về số mô hình đăng ký, lĩnh vực kinh tế: 52" in said
