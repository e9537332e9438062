"""Numbers, money and periods as people of each language write them."""

import datetime as dt

import pandas as pd
import pytest

from dvk_data import formats


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (0, "0", "0"),
        (44, "44", "44"),
        (3640, "3.640", "3,640"),
        (106_496, "106.496", "106,496"),
        (1234.5, "1.234,5", "1,234.5"),
        (6.5, "6,5", "6.5"),
        (99.5768, "99,58", "99.58"),
        (1_234_567.891, "1.234.567,89", "1,234,567.89"),
        (-4, "-4", "-4"),
    ],
)
def test_number(value, vi, en):
    assert (formats.number(value, "vi"), formats.number(value, "en")) == (vi, en)


@pytest.mark.parametrize(
    ("decimals", "written"), [(0, "82"), (1, "82"), (2, "82,02"), (3, "82,02")]
)
def test_number_has_at_most_so_many_decimals(decimals, written):
    assert formats.number(82.02, "vi", decimals) == written


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (0, "0%", "0%"),
        (99, "99%", "99%"),
        (86.4, "86,4%", "86.4%"),
        (82.022, "82,02%", "82.02%"),
        (100, "100%", "100%"),
    ],
)
def test_percent(value, vi, en):
    assert (formats.percent(value, "vi"), formats.percent(value, "en")) == (vi, en)


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (1.5, "+1,5 điểm %", "+1.5 pp"),
        (-4.38, "-4,38 điểm %", "-4.38 pp"),
        (0, "0 điểm %", "0 pp"),
    ],
)
def test_difference_of_rates_is_in_percentage_points(value, vi, en):
    assert formats.percentage_points(value, "vi") == vi
    assert formats.percentage_points(value, "en") == en


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [(146, "+146", "+146"), (-1208, "-1.208", "-1,208"), (0, "0", "0")],
)
def test_difference_of_counts_has_its_sign(value, vi, en):
    assert (formats.change(value, "vi"), formats.change(value, "en")) == (vi, en)


def test_difference_that_rounds_to_nothing_has_no_sign():
    assert formats.percentage_points(0.001, "vi") == "0 điểm %"
    assert formats.percentage_points(-0.001, "vi") == "0 điểm %"


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (0, "0 đồng", "VND 0"),
        (500, "500 đồng", "VND 500"),
        (800_000, "800 nghìn đồng", "VND 800 thousand"),
        (88_000_000, "88 triệu đồng", "VND 88 million"),
        (92_600_000, "92,6 triệu đồng", "VND 92.6 million"),
        (14_256_789, "14,26 triệu đồng", "VND 14.26 million"),
        (1_400_000_000, "1,4 tỷ đồng", "VND 1.4 billion"),
        (9_000_000_000, "9 tỷ đồng", "VND 9 billion"),
        (2_655_000_000_000, "2.655 tỷ đồng", "VND 2,655 billion"),
    ],
)
def test_money_is_spoken(value, vi, en):
    assert (formats.money(value, "vi"), formats.money(value, "en")) == (vi, en)


@pytest.mark.parametrize(
    ("value", "spoken"), [(999_999, "1 triệu đồng"), (999_999_999, "1 tỷ đồng")]
)
def test_money_just_under_a_word_takes_the_next_word(value, spoken):
    assert formats.money(value, "vi") == spoken


@pytest.mark.parametrize("language", ["vi", "en"])
def test_date_is_written_day_first(language):
    assert formats.date(dt.date(2023, 12, 21), language) == "21/12/2023"


@pytest.mark.parametrize(
    ("date_from", "date_to", "vi", "en"),
    [
        ("", "", "không nêu thời điểm", "date not stated"),
        ("2023-01-01", "", "từ 01/01/2023", "since 01/01/2023"),
        ("", "2024-04-30", "đến 30/04/2024", "as of 30/04/2024"),
        ("2023-01-01", "2023-12-31", "năm 2023", "2023"),
        ("2011-01-01", "2021-12-31", "giai đoạn 2011 – 2021", "2011 – 2021"),
        ("2025-07-01", "2025-07-31", "tháng 7/2025", "Jul 2025"),
        ("2024-02-01", "2024-02-29", "tháng 2/2024", "Feb 2024"),
        ("2025-01-01", "2025-03-31", "quý I/2025", "Q1 2025"),
        ("2025-07-01", "2025-09-30", "quý III/2025", "Q3 2025"),
        ("2025-10-01", "2025-12-31", "quý IV/2025", "Q4 2025"),
        ("2025-01-01", "2025-06-30", "6 tháng đầu năm 2025", "first 6 months of 2025"),
        ("2025-01-01", "2025-09-30", "9 tháng đầu năm 2025", "first 9 months of 2025"),
        ("2023-01-01", "2023-10-31", "01/01/2023 – 31/10/2023", "01/01/2023 – 31/10/2023"),
        ("2025-02-01", "2025-04-30", "01/02/2025 – 30/04/2025", "01/02/2025 – 30/04/2025"),
        # petitions run from 15 December to 14 December
        ("2022-12-15", "2023-12-14", "15/12/2022 – 14/12/2023", "15/12/2022 – 14/12/2023"),
        ("2024-08-01", "2025-07-31", "01/08/2024 – 31/07/2025", "01/08/2024 – 31/07/2025"),
    ],
)
def test_period(date_from, date_to, vi, en):
    dates = [dt.date.fromisoformat(text) if text else None for text in (date_from, date_to)]
    assert (formats.period(*dates, "vi"), formats.period(*dates, "en")) == (vi, en)


@pytest.mark.parametrize(
    ("amount", "unit", "name", "written"),
    [
        (88_000_000, "VND", "đồng", "88 triệu đồng"),
        (86.4, "percent", "phần trăm", "86,4%"),
        (2400, "m", "m", "2.400 m"),
        (6.5, "ha", "ha", "6,5 ha"),
        (0, "petition", "đơn", "0 đơn"),
        (None, "petition", "đơn", "–"),
    ],
)
def test_figure_is_written_with_its_unit(amount, unit, name, written):
    assert formats.value(amount, unit, name, "vi") == written


@pytest.mark.parametrize(
    ("amount", "name", "written"),
    [
        (1, "people", "1 person"),
        (2, "people", "2 people"),
        (1, "households", "1 household"),
        (1.5, "person-days", "1.5 person-days"),
        (1, "groups of petitioners", "1 group of petitioners"),
        (2, "participation", "2 participations"),
        (1, "participation", "1 participation"),
        (0, "document", "0 documents"),
        (1, "ha", "1 ha"),
    ],
)
def test_english_tells_one_thing_from_several(amount, name, written):
    assert formats.value(amount, "any", name, "en") == written


@pytest.mark.parametrize("write", [formats.number, formats.percent, formats.money])
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("nothing", [None, float("nan")], ids=str)
def test_not_reported_is_a_dash_and_zero_is_not(write, language, nothing):
    assert write(nothing, language) == formats.NOT_REPORTED
    assert "0" in write(0, language)


@pytest.mark.parametrize("nothing", [None, pd.NaT], ids=str)
def test_date_that_is_not_stated_is_a_dash(nothing):
    assert formats.date(nothing, "vi") == formats.NOT_REPORTED
    assert formats.period(nothing, nothing, "en") == "date not stated"
