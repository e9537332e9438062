"""Tables of a screen read back: a number is the one that was spoken, and a text stays a text."""

import datetime as dt
import tomllib

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvk_data import formats
from dvk_data.export import seen
from dvk_data.wording import LANGUAGES, wording
from tests.live import CATALOGUE

UNITS = ["Hồ sơ", "Hộ", "Điểm"]
NUMBERS = st.one_of(
    st.integers(-(10**9), 10**9), st.integers(-(10**7), 10**7).map(lambda n: n / 100)
)


def read(*cells, language="vi"):
    return {
        c.name: list(c.cells) for c in seen.columns(pd.DataFrame({"x": cells}), language, UNITS)
    }


@pytest.mark.parametrize("language", LANGUAGES)
@given(values=st.lists(NUMBERS, min_size=1, max_size=4))
def test_numbers_come_back_as_they_were_before_they_were_spoken(language, values):
    for speak in (formats.number, formats.percent):
        (found,) = read(*[speak(v, language) for v in values], language=language).values()
        assert found == pytest.approx(values)


@given(st.lists(st.text("0123456789.,+- ab", max_size=8), min_size=1, max_size=4))
def test_text_is_changed_only_where_it_is_how_a_number_is_spoken(texts):
    found = read(*texts)
    cells = found.get("x")
    if cells is None or cells == texts:
        return
    again = {"", formats.NOT_REPORTED}
    for value in filter(lambda value: value is not None, cells):
        again |= {str(value), formats.number(value, "vi"), formats.change(value, "vi")}
    assert set(texts) <= again


@pytest.mark.parametrize(
    "texts",
    [
        ["3 sạch", "5 không"],
        ["00123", "26734"],
        ["1.23"],
        ["4.494", "không có"],
        ["1, 2 và 3"],
        ["31/02/2023"],
        ["", "–"],
    ],
)
def test_names_codes_and_mixed_words_stay_as_they_are(texts):
    assert read(*texts) == {"x": texts}


def test_one_thing_and_several_are_of_one_unit():
    units = ["People", "Households", "Participation"]
    for cells, unit in [
        (["1 person", "12 people"], "people"),
        (["1 household", "26 households"], "households"),
        (["1 participation", "2 participations"], "participations"),
    ]:
        (found,) = seen.columns(pd.DataFrame({"x": cells}), "en", units)
        assert (found.name, found.cells[0]) == (f"x ({unit})", 1)


def test_parts_of_a_cell_become_columns():
    assert read("9/27", "10/13") == {"x": [9, 10], "x – trên tổng": [27, 13]}
    assert read("31/12/2021", "") == {"x": [dt.date(2021, 12, 31), None]}
    assert read("+1,5 điểm %") == {"x (điểm %)": [1.5]}
    assert read("VND 1.4 billion", language="en") == {"x (VND)": [1_400_000_000]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_meaning_is_of_a_sentence_of_the_screens(language):
    described = tomllib.loads(seen.FILE.read_text(encoding="utf-8"))
    for sentence, texts in described.items():
        heading = wording(language).say(sentence)
        assert seen.meaning(heading, CATALOGUE, language) == texts[language]
