"""Every dataset says of itself what it holds, and holds what it says."""

import datetime as dt
import hashlib
import json
import tomllib
from collections import Counter
from urllib.parse import urlsplit

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dvk_data import places
from dvk_data.build.raw import SPECIFICATION
from dvk_data.build.write import data_package_text, dictionary_text
from dvk_data.catalogue import LANGUAGES
from dvk_data.indicators import load_indicators
from tests.live import CATALOGUE, RAW, rows, table

DATASETS = CATALOGUE.datasets.values()
COLUMNS = [(dataset, column) for dataset in DATASETS for column in dataset.columns]
FIGURES = [d for d in DATASETS if "figure_id" in d.key]
ARROW = {
    "VARCHAR": pa.string(),
    "BIGINT": pa.int64(),
    "DOUBLE": pa.float64(),
    "BOOLEAN": pa.bool_(),
    "DATE": pa.date32(),
    "VARCHAR[]": pa.list_(pa.string()),
}
INDICATORS = list(load_indicators())
RELEASED = tomllib.loads((RAW / "release.toml").read_text(encoding="utf-8"))["date"]

each_dataset = pytest.mark.parametrize("dataset", DATASETS, ids=lambda d: d.name)


def each_column(wanted):
    """Parametrise over the columns of all datasets for which `wanted` holds."""
    chosen = [
        pytest.param(dataset, column, id=f"{dataset.name}.{column.name}")
        for dataset, column in COLUMNS
        if wanted(column)
    ]
    assert chosen
    return pytest.mark.parametrize(("dataset", "column"), chosen)


# Description and Parquet


@each_dataset
def test_columns_and_types_are_those_described(dataset):
    stored = pq.read_schema(dataset.parquet)
    described = [(column.name, ARROW[column.type]) for column in dataset.columns]
    assert list(zip(stored.names, stored.types, strict=True)) == described


@each_dataset
def test_rows_and_hash_are_those_described(dataset):
    assert len(table(dataset.name)) == dataset.rows
    assert dataset.rows > 0 or dataset.name == "changes"
    assert hashlib.sha256(dataset.parquet.read_bytes()).hexdigest() == dataset.sha256


@each_dataset
def test_key_is_unique(dataset):
    keys = Counter(tuple(row[column] for column in dataset.key) for row in table(dataset.name))
    assert [key for key, count in keys.items() if count > 1] == []


@each_dataset
def test_key_names_columns_of_the_dataset(dataset):
    assert dataset.key
    assert set(dataset.key) <= {column.name for column in dataset.columns}


@each_dataset
def test_every_dataset_has_title_and_grain_in_both_languages(dataset):
    assert all((dataset.title_vi, dataset.title_en, dataset.grain_vi, dataset.grain_en))


@each_column(lambda column: True)
def test_every_column_has_name_and_meaning_in_both_languages(dataset, column):
    assert all((column.vi, column.en, column.meaning_vi, column.meaning_en))


@each_column(lambda column: column.required)
def test_required_columns_are_never_empty(dataset, column):
    assert [row for row in table(dataset.name) if row[column.name] in (None, "")] == []


@each_column(lambda column: column.codes)
def test_codes_are_listed(dataset, column):
    used = {row[column.name] for row in table(dataset.name)} - {None}
    assert used <= set(CATALOGUE.codes[column.codes])


@each_column(lambda column: column.references)
def test_references_resolve(dataset, column):
    target, target_column = column.references.split(".")
    known = {row[target_column] for row in table(target)}
    used = {row[column.name] for row in table(dataset.name)} - {None}
    assert used <= known


@each_column(lambda column: column.name.endswith("_id") and column.name != "figure_id")
def test_every_id_says_what_it_refers_to(dataset, column):
    assert column.references or (column.name,) == dataset.key


@each_column(lambda column: column.type.startswith("VARCHAR"))
def test_text_is_normalised(dataset, column):
    values = [row[column.name] for row in table(dataset.name) if row[column.name] is not None]
    texts = values if column.type == "VARCHAR" else [text for value in values for text in value]
    assert [text for text in texts if text != places.normalise(text)] == []


# Codes and indicators


@pytest.mark.parametrize("code_list", CATALOGUE.codes)
def test_every_code_has_names_in_both_languages(code_list):
    for code, names in CATALOGUE.codes[code_list].items():
        assert all(names.get(language) for language in LANGUAGES), code
        definitions = [bool(names.get(f"definition_{language}")) for language in LANGUAGES]
        assert all(definitions) or not any(definitions), code


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code_list", CATALOGUE.codes)
def test_names_of_a_code_list_are_told_apart(code_list, language):
    names = Counter(names[language] for names in CATALOGUE.codes[code_list].values())
    assert [name for name, count in names.items() if count > 1] == []


def test_every_code_list_is_used():
    described = {column.codes for _, column in COLUMNS}
    raw = {rule.get("codes") for columns in SPECIFICATION.values() for rule in columns.values()}
    assert set(CATALOGUE.codes) <= described | raw


@pytest.mark.parametrize(
    "indicator", list(load_indicators()), ids=lambda i: f"{i.subject}.{i.code}"
)
def test_every_indicator_is_defined_in_both_languages(indicator):
    for language in LANGUAGES:
        assert indicator.name(language)
        assert indicator.definition(language)
    assert indicator.better in ("up", "down", "none")
    assert indicator.units
    assert set(indicator.units) <= set(CATALOGUE.codes["unit"])
    of_subject = load_indicators().of_subject(indicator.subject)
    for part in (indicator.numerator, indicator.denominator):
        assert not part or part in of_subject
    assert bool(indicator.numerator) <= ("percent" in indicator.units)


@pytest.mark.parametrize(
    ("name", "subjects"),
    [
        ("service_kpis", ["service_kpis"]),
        ("model_outcomes", ["model_outcomes", "service_kpis"]),
        ("targets", ["service_kpis", "targets"]),
    ],
)
def test_indicators_in_use_exist_and_are_stated_in_their_units(name, subjects):
    for row in table(name):
        found = [
            load_indicators().of_subject(subject).get(row["indicator"]) for subject in subjects
        ]
        units = {unit for indicator in found if indicator for unit in indicator.units}
        assert units, row["indicator"]
        assert row.get("unit", next(iter(units))) in units, row


# Figures


def test_figure_ids_are_unique_over_all_datasets():
    given = Counter(row["figure_id"] for dataset in FIGURES for row in table(dataset.name))
    assert [figure for figure, count in given.items() if count > 1] == []


@pytest.mark.parametrize("dataset", FIGURES, ids=lambda d: d.name)
def test_no_figure_without_source(dataset):
    assert dataset.column("source_id").required
    assert dataset.column("source_id").references == "sources.source_id"


def test_no_source_without_figure_or_model():
    named = {row["source_id"] for dataset in FIGURES for row in table(dataset.name)}
    named |= {row["source_id"] for row in table("models")}
    assert {source["source_id"] for source in table("sources")} == named


@each_column(lambda column: column.name == "value")
def test_no_figure_is_negative_and_no_percentage_beyond_a_hundred(dataset, column):
    for row in table(dataset.name):
        if row["value"] is not None:
            most = 100 if row["unit"] == "percent" else float("inf")
            assert 0 <= row["value"] <= most, row


def test_an_index_states_a_score_or_a_rank():
    for row in table("indices"):
        assert (row["value"], row["rank"]) != (None, None), row
        assert (row["value"] is None) == (row["unit"] is None), row
        assert row["rank"] is None or 1 <= row["rank"] <= 63, row


@each_column(lambda column: column.name == "note")
def test_notes_are_in_both_languages_or_in_none(dataset, column):
    one_sided = [row for row in table(dataset.name) if bool(row["note"]) != bool(row["note_vi"])]
    assert one_sided == []


def test_a_place_that_is_not_known_is_written_down_and_flagged():
    for dataset in FIGURES:
        columns = {column.name for column in dataset.columns}
        for row in rows(dataset.name, area_id=None) if "area_id" in columns else []:
            assert row["place_text"], row
            assert row.get("flag") != "reported", row


def test_no_private_person_is_named():
    assert rows("models", owner_type="individual")
    assert {row["owner_name"] for row in rows("models", owner_type="individual")} <= {
        None,
        "cá nhân",
    }


def test_checks_point_at_figures_that_exist():
    known = {dataset.name: {row["figure_id"] for row in table(dataset.name)} for dataset in FIGURES}
    for check in table("checks"):
        assert {check["figure_id"], *check["part_ids"]} <= known[check["table_name"]]
        assert check["part_ids"]
        assert bool(check["explanation_vi"]) == bool(check["explanation_en"])
        assert check["agrees"] or check["explanation_vi"], check["statement_en"]


# Dates


@each_column(lambda column: column.type == "DATE" and column.name not in ("on_date", "valid_from"))
def test_dates_are_of_our_time(dataset, column):
    dates = {row[column.name] for row in table(dataset.name)} - {None}
    latest = dt.date(2035, 12, 31) if dataset.name == "targets" else RELEASED
    assert dt.date(2000, 1, 1) <= min(dates, default=latest)
    assert max(dates, default=latest) <= latest


@each_column(lambda column: column.name == "year")
def test_years_are_of_our_time(dataset, column):
    years = {row["year"] for row in table(dataset.name)} - {None}
    assert min(years) >= 2000
    assert max(years) <= RELEASED.year


@each_column(lambda column: column.name == "date_to")
def test_no_period_ends_before_it_begins(dataset, column):
    for row in table(dataset.name):
        if row["date_from"] and row["date_to"]:
            assert row["date_from"] <= row["date_to"], row


# Sources


def test_every_address_is_well_formed():
    for source in table("sources"):
        if source["url"] is not None:
            parts = urlsplit(source["url"])
            assert parts.scheme in ("http", "https"), source["url"]
            assert "." in parts.hostname, source["url"]
            assert len(source["url"].split()) == 1, source["url"]


# Administrative units

COUNTED = {
    ("2004", "nation"): 1,
    ("2004", "province"): 63,
    ("2004", "district"): 696,
    ("2004", "commune"): 10051,
    ("2025", "nation"): 1,
    ("2025", "province"): 34,
    ("2025", "commune"): 3321,
}
ABOVE = {
    ("2004", "commune"): "district",
    ("2004", "district"): "province",
    ("2004", "province"): "nation",
    ("2025", "commune"): "province",
    ("2025", "province"): "nation",
}


@pytest.fixture(scope="module")
def areas():
    return {area["area_id"]: area for area in table("areas")}


@pytest.fixture(scope="module")
def successors():
    found = {}
    for link in table("area_links"):
        found.setdefault(link["area_id_2004"], []).append(link)
    return found


def test_both_lists_of_units_are_complete():
    assert Counter((area["system"], area["level"]) for area in table("areas")) == COUNTED


def test_every_unit_stands_one_level_below_its_parent(areas):
    for area in areas.values():
        assert area["area_id"] == f"{area['system']}-{area['level']}-{area['code']}"
        if area["level"] == "nation":
            assert (area["parent_id"], area["province_id"]) == (None, None)
            continue
        parent = areas[area["parent_id"]]
        assert parent["system"] == area["system"]
        assert parent["level"] == ABOVE[area["system"], area["level"]]
        province = area if area["level"] == "province" else areas[area["province_id"]]
        assert area["province_id"] == province["area_id"]
        assert (
            area["level"] != "commune"
            or area["system"] == "2025"
            or (parent["province_id"] == province["area_id"])
        )


def test_units_are_in_the_order_of_the_official_list():
    listed = table("areas")
    assert [area["sort_order"] for area in listed] == list(range(1, len(listed) + 1))
    for system, level in COUNTED:
        codes = [area["code"] for area in rows("areas", system=system, level=level)]
        assert codes == sorted(codes)


def test_search_keys_are_folded_names():
    assert all(area["search_key"] == places.fold(area["name"]) for area in table("areas"))


def test_every_old_province_has_one_successor(areas, successors):
    for province in rows("areas", system="2004", level="province"):
        (link,) = successors[province["area_id"]]
        assert areas[link["area_id_2025"]]["level"] == "province"
        assert not link["is_split"]
        assert province["current_area_id"] == link["area_id_2025"]
    made = {links[0]["area_id_2025"] for old, links in successors.items() if "province" in old}
    assert made == {area["area_id"] for area in rows("areas", system="2025", level="province")}


def test_links_lead_from_old_to_new_units_of_one_level(areas):
    for link in table("area_links"):
        old, new = areas[link["area_id_2004"]], areas[link["area_id_2025"]]
        assert (old["system"], new["system"]) == ("2004", "2025")
        assert old["level"] == new["level"]


def test_split_means_several_successors(successors):
    for links in successors.values():
        assert {link["is_split"] for link in links} == {len(links) > 1}


def test_current_unit_follows_from_the_links(areas, successors):
    for area in areas.values():
        current, links = areas[area["current_area_id"]], successors.get(area["area_id"], [])
        assert current["system"] == "2025"
        match area["conversion"]:
            case "unchanged":
                assert area["level"] == "nation" or current is area
            case "converted":
                assert [link["area_id_2025"] for link in links] == [current["area_id"]]
            case "split":
                assert len(links) > 1
                assert current["level"] == "province"
            case "district_ended":
                assert area["level"] == "district"
                assert current["level"] == "province"
            case "no_link":
                assert links == []
                assert current["level"] == "province"


# What is generated from the descriptions


def test_dictionary_is_current():
    stored = (CATALOGUE.directory / "README.md").read_text(encoding="utf-8")
    assert stored == dictionary_text(CATALOGUE.directory)


def test_data_package_is_current():
    stored = (CATALOGUE.directory / "datapackage.json").read_text(encoding="utf-8")
    assert stored == data_package_text(CATALOGUE.directory)
    package = json.loads(stored)
    assert [resource["path"] for resource in package["resources"]] == [
        dataset.parquet.name for dataset in DATASETS
    ]
    assert package["version"] == CATALOGUE.version


def test_version_names_the_release():
    assert CATALOGUE.version.startswith(f"{RELEASED.isoformat()}.")


def test_no_file_lies_about_undescribed():
    stems = {dataset.name for dataset in DATASETS}
    reserved = {"codes.toml", "version.toml", "README.md", "CHANGES.md", "datapackage.json"}
    found = {file.name for file in CATALOGUE.directory.iterdir() if file.is_file()}
    assert found == reserved | {f"{s}.toml" for s in stems} | {f"{s}.parquet" for s in stems}
