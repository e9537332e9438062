"""Files that a reader takes away: Excel opens them right, and nothing changes on the way."""

import codecs
import csv
import datetime as dt
import io
import re
import unicodedata

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvk_data.export import csv_file, file_name
from tests.live import CATALOGUE, table

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "- gạch đầu dòng",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    " =1+1",
    "\n=1+1",
]
GUARDED = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
VERSION = "2026-11-21.871e927f"


def read_back(file: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(file.decode("utf-8-sig"), newline="")))


def cells(values: list) -> list[str]:
    """The cells of a column as the file holds them."""
    return [row[0] for row in read_back(csv_file(pd.DataFrame({"a": values, "b": 0})))[1:]]


def test_file_starts_with_one_byte_order_mark():
    file = csv_file(pd.DataFrame({"tên": ["Lâm Hà"]}))
    assert file.startswith(codecs.BOM_UTF8)
    assert file.count(codecs.BOM_UTF8) == 1


def test_lines_end_as_in_windows():
    assert csv_file(pd.DataFrame({"a": [1, 2]}))[3:] == b"a\r\n1\r\n2\r\n"


def test_dates_are_iso():
    assert cells([dt.date(2023, 12, 21), None]) == ["2023-12-21", ""]


def test_decimals_have_a_point_and_no_thousands_separator():
    assert cells([1234567.5, 82.02]) == ["1234567.5", "82.02"]


def test_missing_is_empty_and_zero_is_zero():
    assert cells([0.0, None]) == ["0.0", ""]
    assert cells([None, "", "0"]) == ["", "", "0"]
    assert cells(pd.array([0, None], dtype="Int64")) == ["0", ""]


@pytest.mark.parametrize("formula", FORMULAS)
def test_text_that_a_spreadsheet_would_run_is_guarded(formula):
    assert cells([formula, "Nuôi heo đất"]) == [f"'{formula}", "Nuôi heo đất"]


@pytest.mark.parametrize("formula", FORMULAS)
def test_heading_that_a_spreadsheet_would_run_is_guarded(formula):
    assert read_back(csv_file(pd.DataFrame({formula: [1]})))[0] == [f"'{formula}"]


def test_negative_numbers_are_left_alone():
    assert cells([-1, -2]) == ["-1", "-2"]
    assert cells([-1.5, None]) == ["-1.5", ""]
    assert cells([-1, "-1"]) == ["-1", "'-1"]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))))
def test_every_text_comes_back_as_it_was_or_guarded(texts):
    expected = [f"'{text}" if text.lstrip(" \n").startswith(GUARDED) else text for text in texts]
    assert cells(texts) == expected


def test_vietnamese_comes_back_composed():
    names = [unit["name"] for unit in table("areas")]
    assert cells(names) == names
    assert all(unicodedata.is_normalized("NFC", cell) for cell in cells(names))


@pytest.mark.parametrize(
    ("dataset", "column"),
    [
        (dataset.name, column.name)
        for dataset in CATALOGUE.datasets.values()
        for column in dataset.columns
        if column.name.endswith("_id")
    ],
)
def test_codes_stay_text_by_their_form(dataset, column):
    codes = [row[column] for row in table(dataset) if row[column] is not None]
    assert codes or dataset == "changes"
    opened = pd.read_csv(io.BytesIO(csv_file(pd.DataFrame({column: codes}))))[column]
    assert opened.tolist() == codes


def test_file_name_holds_dataset_filters_version_and_date():
    filters = ["Xã Hoài Đức, huyện Lâm Hà", "Quốc phòng - an ninh", "2023"]
    assert file_name("Mô hình", filters, VERSION, "2026-11-22", "csv") == (
        "mo-hinh_xa-hoai-duc-huyen-lam-ha_quoc-phong-an-ninh_2023"
        "_du-lieu-2026-11-21.871e927f_2026-11-22.csv"
    )


def test_file_name_without_filters_leaves_no_gap():
    name = file_name("Mô hình", [], VERSION, "2026-11-22", "csv")
    assert name == "mo-hinh_du-lieu-2026-11-21.871e927f_2026-11-22.csv"


@given(st.lists(st.text()))
def test_file_name_is_plain_ascii(filters):
    name = file_name("Mô hình", filters, VERSION, "2026-11-22", "csv")
    assert re.fullmatch(r"[a-z0-9._-]+", name)


def test_file_name_fits_on_every_disk_however_many_filters_it_names():
    filters = [code["vi"] for code in CATALOGUE.codes["owner_type"].values()]
    assert len(file_name("Mô hình", filters, VERSION, "2026-11-22", "csv")) <= 255
