"""The data files by their address: what a notebook reads is what the screen shows."""

import csv
import io
import json
import zipfile
from threading import BoundedSemaphore
from urllib.parse import unquote

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dvk_data import data_route, export, open_data
from dvk_data.export.columns import dress, field_of
from dvk_data.places import search_words
from dvk_data.warehouse import Warehouse
from tests.live import CATALOGUE, rows, table

LAM_HA, LAM_DONG = "2004-district-676", "2004-province-68"
WAREHOUSES = {only_stated: Warehouse(CATALOGUE, only_stated=only_stated) for only_stated in (0, 1)}
NOTHING = {name: [] for name in ("domains", "owner_types", "years", "statuses", "words")}
DATASETS = open_data.datasets(CATALOGUE)


@pytest.fixture(scope="module")
def client():
    app = Starlette(routes=data_route.routes(lambda only_stated: WAREHOUSES[only_stated]))
    with TestClient(app, base_url="http://dan-van.example") as client:
        yield client


def records(answer) -> list[dict]:
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("dataset", DATASETS)
def test_every_dataset_is_whole_in_every_format(client, dataset):
    whole = len(table(dataset)) if dataset in CATALOGUE.datasets else None
    csv_records = records(client.get(f"/du-lieu/{dataset}.csv"))
    assert whole is None or len(csv_records) == whole
    parquet = pq.read_table(io.BytesIO(client.get(f"/du-lieu/{dataset}.parquet").content))
    assert parquet.num_rows == len(csv_records)
    assert parquet.schema.names == list(csv_records[0])
    answer = client.get(f"/du-lieu/{dataset}.json").json()
    assert (len(answer["data"]), answer["rows"]) == (len(csv_records), len(csv_records))
    assert answer["version"] == CATALOGUE.version


@pytest.mark.parametrize("dataset", ["models", "petitions", "indices", "versions"])
def test_excel_and_csv_hold_the_same_rows(client, dataset):
    csv_records = records(client.get(f"/du-lieu/{dataset}.csv"))
    file = client.get(f"/du-lieu/{dataset}.xlsx").content
    _, *cells = openpyxl.load_workbook(io.BytesIO(file), read_only=True)["Dữ liệu"].values
    assert len(cells) == len(csv_records)
    for record, row in zip(csv_records, cells, strict=True):
        for text, cell in zip(record.values(), row, strict=True):
            if isinstance(cell, str):
                assert text in (cell, f"'{cell}")
            elif isinstance(cell, bool) or cell is None:
                assert text == ("" if cell is None else str(cell).lower())
            elif hasattr(cell, "isoformat"):
                assert text == cell.date().isoformat()
            else:
                assert float(text) == cell


@pytest.mark.parametrize("dataset", DATASETS)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_column_is_explained(client, dataset, language):
    asked = open_data.ask(CATALOGUE, dataset, [("lang", language)])
    contents = open_data.contents(WAREHOUSES[0], asked)
    for field in contents.fields:
        assert field.title != field.name, field.name
        assert field.meaning, field.name
    assert [field.name for field in contents.fields] == contents.read().schema.names
    assert not [field.name for field in contents.fields if field.name.endswith("_name_name")]


@pytest.mark.parametrize(
    ("query", "filters"),
    [
        ("", {}),
        (f"noi={LAM_HA}", {"area_id": LAM_HA}),
        ("noi=2004-nation-VN", {}),
        ("linh-vuc=economy,culture_society", {"domains": ["economy", "culture_society"]}),
        (
            "chu-the=khong-neu&nam=2023,khong-neu",
            {"owner_types": ["khong-neu"], "years": ["2023", "khong-neu"]},
        ),
        ("trang-thai=exemplary", {"statuses": ["exemplary"]}),
        ("tim=heo+%C4%91%E1%BA%A5t", {"words": search_words("heo đất")}),
        (
            f"noi={LAM_DONG}&dia-gioi=hien-nay",
            {"area_id": "2025-province-68", "boundary": "current"},
        ),
    ],
)
def test_models_are_those_of_the_page(client, query, filters):
    found = records(client.get(f"/du-lieu/models.csv?{query}"))
    chosen = {**NOTHING, "boundary": "reported", "area_id": None, **filters}
    numbers = list(WAREHOUSES[0].models.matching(**chosen))
    shown = WAREHOUSES[0].rows("models_found", models=numbers, boundary=chosen["boundary"])
    assert {r["model_id"] for r in found} == {model["model_id"] for model in shown}
    assert len(found) == len(shown) > 0


def test_figures_are_those_of_place_and_year(client):
    found = records(client.get(f"/du-lieu/petitions.csv?noi={LAM_HA}&nam=2023"))
    expected = {
        r["figure_id"]
        for r in rows("petitions", area_id=LAM_HA)
        if r["date_to"] and r["date_to"].year == 2023
    }
    assert expected
    assert {r["figure_id"] for r in found} >= expected
    everything = records(client.get(f"/du-lieu/figures.csv?noi={LAM_HA}&nam=2023&bang=petitions"))
    assert {r["figure_id"] for r in everything} == {r["figure_id"] for r in found}


def test_every_row_leads_back_to_its_panel(client):
    for record in records(client.get("/du-lieu/figures.csv?nam=2023")):
        address = "http://dan-van.example/nguon-du-lieu?so-lieu="
        assert record["link"] == address + record["figure_id"]
        assert record["source_title"]
        assert record["publisher"]


def test_codes_have_their_names_beside_them(client):
    for record in records(client.get("/du-lieu/figures.csv?lang=en")):
        assert record["measure_name"], record
        assert record["aspect_name"] or record["aspect"] in ("all", ""), record
        assert record["flag_name"] == CATALOGUE.codes["flag"][record["flag"]]["en"]


def test_what_is_inferred_can_be_left_out(client):
    kept = records(client.get("/du-lieu/figures.csv?suy-luan=bo"))
    assert 0 < len(kept) < len(records(client.get("/du-lieu/figures.csv")))
    assert {r["flag"] for r in kept}.isdisjoint({"inferred_period", "inferred_place"})


@pytest.mark.parametrize("ending", export.FORMATS)
def test_answer_says_type_name_and_version(client, ending):
    answer = client.get(f"/du-lieu/petitions.{ending}?noi={LAM_HA}")
    assert answer.headers["content-type"] == export.FORMATS[ending].media_type
    disposition = answer.headers["content-disposition"]
    name = "tiep-cong-dan-khieu-nai-to-cao_huyen-lam-ha"
    assert disposition.startswith(f'attachment; filename="{name}')
    assert "filename*=UTF-8''Ti%E1%BA%BFp%20c%C3%B4ng%20d%C3%A2n" in disposition
    assert CATALOGUE.version in disposition
    assert answer.headers["x-data-version"] == CATALOGUE.version
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_client_that_has_the_file_is_told_so(client):
    path = "/du-lieu/petitions.csv"
    answer = client.get(path)
    mark, modified = answer.headers["etag"], answer.headers["last-modified"]
    assert "max-age" in answer.headers["cache-control"]
    for headers in (
        {"If-None-Match": mark},
        {"If-None-Match": f'"other", {mark}'},
        {"If-None-Match": "*"},
        {"If-Modified-Since": modified},
    ):
        again = client.get(path, headers=headers)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == mark
    for headers in (
        {"If-None-Match": '"other"'},
        {"If-None-Match": '"other"', "If-Modified-Since": modified},
        {"If-Modified-Since": "Thu, 01 Jan 2015 00:00:00 GMT"},
        {"If-Modified-Since": "hôm qua".encode()},
    ):
        assert client.get(path, headers=headers).status_code == 200


def test_other_choices_have_another_mark(client):
    queries = ("", "?lang=en", "?nam=2023", "?suy-luan=bo", f"?noi={LAM_HA}")
    marks = {client.head(f"/du-lieu/petitions.csv{query}").headers["etag"] for query in queries}
    assert len(marks) == len(queries)
    first, second = (
        f"/du-lieu/petitions.csv?{q}" for q in ("nam=2023&lang=en", "lang=en&nam=2023")
    )
    assert client.head(first).headers["etag"] == client.head(second).headers["etag"]


def test_choice_said_twice_is_the_same_file(client):
    once, twice = (
        client.head(f"/du-lieu/models.csv?nam={years}&linh-vuc={domains}")
        for years, domains in (("2023", "economy"), ("2023,2023", "economy,economy"))
    )
    for name in ("etag", "content-disposition"):
        assert once.headers[name] == twice.headers[name]


def test_unit_of_today_says_how_to_have_its_former_parts(client):
    alone = client.get("/du-lieu/indices.csv?noi=2025-province-68")
    whole = client.get("/du-lieu/indices.csv?noi=2025-province-68&dia-gioi=hien-nay")
    assert len(records(alone)) < len(records(whole))
    assert "dia-gioi=hien-nay" in unquote(alone.headers["x-remark"])
    assert "x-remark" not in whole.headers
    remark = client.get("/du-lieu/indices.json?noi=2025-province-68").json()["remark"]
    assert remark == unquote(alone.headers["x-remark"])


def test_cache_keeps_answers_to_different_hosts_apart(client):
    for path in ("/du-lieu", "/du-lieu/models.csv"):
        answers = [client.get(path, headers={"Host": host}) for host in ("a.vn", "b.vn")]
        assert all("host" in answer.headers["vary"].lower() for answer in answers)
        assert len({answer.headers["etag"] for answer in answers}) == 2


def test_few_excel_files_are_made_at_once_and_the_others_come_again(client, monkeypatch):
    monkeypatch.setattr(data_route, "EXCEL_TAKEN", BoundedSemaphore(1))
    with data_route.EXCEL_TAKEN:
        answer = client.get("/du-lieu/targets.xlsx")
        assert answer.status_code == 503
        assert int(answer.headers["retry-after"]) > 0
        assert "Excel" in answer.text
        assert client.get("/du-lieu/targets.csv").status_code == 200
    assert client.get("/du-lieu/targets.xlsx").status_code == 200


def test_same_request_brings_the_same_bytes(client):
    for ending in export.FORMATS:
        path = f"/du-lieu/model_counts.{ending}?noi={LAM_DONG}"
        assert client.get(path).content == client.get(path).content


def test_head_has_the_headers_of_get_and_no_body(client):
    path = "/du-lieu/models.xlsx"
    head, get = client.head(path), client.get(path)
    assert head.content == b""
    for name in ("etag", "content-type", "content-disposition", "last-modified"):
        assert head.headers[name] == get.headers[name]
    assert "content-length" not in head.headers


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_nothing_can_be_written(client, method):
    answer = client.request(method, "/du-lieu/models.csv")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize(
    ("path", "status", "found", "allowed"),
    [
        ("mo-hinh.csv", 404, "mo-hinh", "models"),
        ("models.xls", 404, "xls", "xlsx"),
        ("models", 404, "models", "xlsx"),
        ("models.csv?place=1", 400, "place", "noi"),
        ("areas.csv?noi=2004-district-676", 400, "noi", "lang"),
        ("models.csv?noi=676", 400, "676", "2004-district-676"),
        ("models.csv?nam=hai", 400, "hai", "nam=2022,2023"),
        ("models.csv?nam=9999", 400, "9999", "2022, 2023"),
        ("petitions.csv?nam=2023,1066", 400, "1066", "2022, 2023"),
        ("petitions.csv?nam=khong-neu", 400, "khong-neu", "nam=2022,2023"),
        ("models.csv?linh-vuc=economy,khac", 400, "khac", "economy"),
        ("models.csv?dia-gioi=cu", 400, "cu", "hien-nay"),
        ("models.csv?lang=fr", 400, "fr", "vi"),
        ("models.csv?suy-luan=co", 400, "co", "bo"),
        ("figures.csv?bang=areas", 400, "areas", "petitions"),
        ("models.csv?nam=2022&nam=2023", 400, "nam", "một lần"),
        (f"models.csv?tim={'a' * 1001}", 400, "tim", "1000"),
        ("models.csv?tim=%25", 400, "%", "chữ"),
        ("models.csv?tim=%F0%9F%98%80", 400, "tim", "chữ"),
    ],
)
def test_wrong_request_is_told_what_was_found_and_what_is_allowed(
    client, path, status, found, allowed
):
    answer = client.get(f"/du-lieu/{path}")
    assert answer.status_code == status
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert found in answer.text
    assert allowed in answer.text


def test_refusal_repeats_nothing_that_could_run(client):
    answer = client.get("/du-lieu/models.csv?%3Cscript%3E%0d%0aX-A:%201=1")
    assert answer.status_code == 400
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "x-a" not in answer.headers
    assert client.get("/du-lieu/..%2Fversion.csv").status_code == 404


def test_list_is_known_by_its_mark_and_says_its_length(client):
    get, head = client.get("/du-lieu"), client.head("/du-lieu")
    for name in ("etag", "last-modified", "content-length", "content-type"):
        assert head.headers[name] == get.headers[name]
    assert int(get.headers["content-length"]) == len(get.content)
    assert head.content == b""
    again = client.get("/du-lieu", headers={"If-None-Match": get.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_list_names_every_file(client):
    answer = client.get("/du-lieu").json()
    assert {entry["name"] for entry in answer["datasets"]} == set(DATASETS)
    for entry in answer["datasets"]:
        assert client.head(entry["files"]["csv"]).status_code == 200


def test_bundle_is_in_the_language_asked_for(client):
    for language, words in (("vi", "Ô trống"), ("en", "An empty cell")):
        answer = client.get(f"/du-lieu/targets.zip?lang={language}")
        with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
            assert words in archive.read("readme.txt").decode("utf-8-sig")
            package = json.loads(archive.read("datapackage.json"))
        assert package["version"] == CATALOGUE.version
        assert package["sources"]


def test_file_explains_only_columns_that_it_has_by_the_names_it_gives_them(client):
    def said(path):
        with zipfile.ZipFile(io.BytesIO(client.get(f"/du-lieu/{path}.zip").content)) as archive:
            readme = archive.read("readme.txt").decode("utf-8-sig")
        excel = client.get(f"/du-lieu/{path}.xlsx").content
        sheet = openpyxl.load_workbook(io.BytesIO(excel))["Bộ lọc"]
        return readme, " ".join(str(cell.value) for cell in sheet["B"])

    readme, sheet = said("petitions")
    assert "Cột “flag” nói" in readme
    assert "Cột “note_vi” là" in readme
    assert "Cột “Độ tin cậy” nói" in sheet
    for text in said("areas"):
        assert "nói con số được nêu thế nào" not in text
        assert "ghi chú kèm theo" not in text


def test_rows_of_a_document_lead_to_figures_and_to_models():
    rows_given = pa.table({"table_name": ["models", "petitions"], "figure_id": ["m-1", "p-1+p-2"]})
    dressed = dress(rows_given.to_reader(), CATALOGUE, "vi", "http://x/").read_all()
    assert dressed["link"].to_pylist() == [
        "http://x/mo-hinh?mo-hinh=m-1",
        "http://x/nguon-du-lieu?so-lieu=p-1,p-2",
    ]


def test_columns_of_a_screen_are_explained_where_they_can_be():
    assert field_of("agreeing", CATALOGUE, "vi").meaning
    assert field_of("Cột của biểu đồ", CATALOGUE, "vi").title == "Cột của biểu đồ"
