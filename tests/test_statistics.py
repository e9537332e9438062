"""Intervals, limits and ranks: what small numbers allow to be said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvk_data.statistics import Z_95, Z_998, funnel_limits, ranks, wilson_interval

counts = st.integers(min_value=1, max_value=10**6)
values = st.lists(st.none() | st.floats(0, 1e9), max_size=30)


def test_interval_of_nine_dossiers_is_wide():
    low, high = wilson_interval(9, 9)
    assert (round(low, 1), high) == (70.1, 100)


def test_interval_of_forty_thousand_dossiers_is_narrow():
    low, high = wilson_interval(40_363, 40_766)
    assert (round(low, 2), round(high, 2)) == (98.91, 99.1)


@given(whole=counts, data=st.data())
def test_interval_holds_its_rate_and_stays_within_bounds(whole, data):
    part = data.draw(st.integers(0, whole))
    low, high = wilson_interval(part, whole)
    assert 0 <= low <= 100 * part / whole + 1e-9
    assert 100 * part / whole - 1e-9 <= high <= 100


@given(rate=st.floats(1, 99), whole=counts)
def test_wider_limits_hold_the_narrower(rate, whole):
    inner, outer = funnel_limits(rate, whole, Z_95), funnel_limits(rate, whole, Z_998)
    assert outer[0] <= inner[0] <= inner[1] <= outer[1]


@pytest.mark.parametrize(("part", "whole"), [(1, 0), (5, 4), (-1, 3)])
def test_impossible_share_is_refused_with_what_was_found(part, whole):
    with pytest.raises(ValueError, match=f"found {part} of {whole}"):
        wilson_interval(part, whole)


def test_ties_share_a_rank_and_the_not_reported_have_none():
    assert ranks([5, None, 7, 5, 1]) == [2, None, 1, 2, 4]


def test_smallest_may_come_first():
    assert ranks([5, 7, 5], larger_is_first=False) == [1, 3, 1]


@given(values, st.floats(0, 1e9))
def test_rank_does_not_change_when_a_lower_place_is_added(found, added):
    known = [value for value in found if value is not None]
    if known and added < min(known):
        assert ranks([*found, added])[:-1] == ranks(found)


@given(values)
def test_rank_does_not_change_when_a_place_without_figures_is_added(found):
    assert ranks([*found, None])[:-1] == ranks(found)


@given(values, st.randoms())
def test_order_of_places_does_not_matter(found, chance):
    order = list(range(len(found)))
    chance.shuffle(order)
    shuffled = ranks([found[i] for i in order])
    assert [shuffled[order.index(i)] for i in range(len(found))] == ranks(found)
