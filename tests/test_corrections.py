"""Corrections are data: what was found stays in the raw file, what is right is said beside it."""

import csv
import datetime as dt

import pytest

from dvk_data.build.datasets import build
from dvk_data.build.problems import BrokenRawData
from dvk_data.places import CORRECTION_COLUMNS
from tests.drawn import draw_directory
from tests.live import CATALOGUE, rows, table
from tests.test_build import DRAWN, built

SAID = {
    "reason_vi": "Bản gốc ghi 367.",
    "reason_en": "The paper says 367.",
    "by": "Huyện ủy",
    "date": "2024-07-01",
}
RECEIVED = {"file": "petitions.csv", "key": "stage=received", "column": "value"}


def correct(directory, *entries):
    with (directory / "raw" / "corrections.csv").open("a", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, CORRECTION_COLUMNS, lineterminator="\n")
        writer.writerows(SAID | entry for entry in entries)
    return directory


@pytest.fixture
def directory(tmp_path):
    return draw_directory(tmp_path / "datasets", **DRAWN)


@pytest.fixture(scope="module")
def uncorrected(tmp_path_factory):
    directory = draw_directory(tmp_path_factory.mktemp("uncorrected") / "datasets", **DRAWN)
    build(directory)
    return directory


def test_corrected_figure_is_flagged_and_keeps_its_code(directory, uncorrected):
    before_raw = (directory / "raw" / "petitions.csv").read_bytes()
    build(correct(directory, RECEIVED | {"found": "376", "corrected": "367"}))
    (before,), (after,) = built(uncorrected, "petitions"), built(directory, "petitions")
    assert after == before | {"value": 367, "flag": "corrected"}
    assert (directory / "raw" / "petitions.csv").read_bytes() == before_raw


def test_what_was_found_why_who_and_when_stay_with_the_figure(directory):
    build(correct(directory, RECEIVED | {"found": "376", "corrected": "367"}))
    (figure,), (correction,) = built(directory, "petitions"), built(directory, "corrections")
    assert correction == {
        "table_name": "petitions",
        "row_key": figure["figure_id"],
        "column_name": "value",
        "area_id": "2004-district-676",
        "found": "376",
        "corrected": "367",
        "reason_vi": SAID["reason_vi"],
        "reason_en": SAID["reason_en"],
        "corrected_by": "Huyện ủy",
        "corrected_on": dt.date(2024, 7, 1),
        "raw_file": "petitions.csv",
        "raw_key": "stage=received",
    }


def test_correction_of_what_a_figure_is_of_keeps_its_code(directory, uncorrected):
    build(
        correct(
            directory,
            RECEIVED | {"column": "date_to", "found": "2023-12-31", "corrected": "2023-12-14"},
            RECEIVED | {"column": "district", "found": "Lâm Hà", "corrected": "Đam Rông"},
        )
    )
    (before,), (after,) = built(uncorrected, "petitions"), built(directory, "petitions")
    assert after["figure_id"] == before["figure_id"]
    assert (after["date_to"], after["area_id"]) == (dt.date(2023, 12, 14), "2004-district-674")
    texts = {match["place_text"] for match in built(directory, "place_matches")}
    assert "Đam Rông · Lâm Đồng" in texts


def test_correction_goes_along_with_the_outcome_of_a_model(directory):
    entry = {"file": "service_kpis.csv", "column": "value", "found": "100", "corrected": "101"}
    build(correct(directory, entry | {"key": "indicator=dossiers_resolved|model_id=m1"}))
    keys = {row["table_name"]: row["row_key"] for row in built(directory, "corrections")}
    (outcome,) = (r for r in built(directory, "model_outcomes") if r["value"] == 101)
    assert keys.keys() == {"service_kpis", "model_outcomes"}
    assert (outcome["figure_id"], outcome["flag"]) == (keys["model_outcomes"], "corrected")


def test_word_put_right_does_not_make_a_figure_corrected(directory):
    build(
        correct(directory, RECEIVED | {"column": "note_vi", "found": "", "corrected": "Cả huyện"})
    )
    (figure,) = built(directory, "petitions")
    assert (figure["flag"], figure["note_vi"]) == ("reported", "Cả huyện")
    assert len(built(directory, "corrections")) == 1


def test_unreadable_cell_can_be_corrected(tmp_path):
    petitions = [{"stage": "received", "value": "3.640"}]
    directory = draw_directory(tmp_path / "datasets", petitions=petitions)
    build(correct(directory, RECEIVED | {"found": "3.640", "corrected": "3640"}))
    assert [row["value"] for row in built(directory, "petitions")] == [3640]


FITTING = RECEIVED | {"found": "376", "corrected": "367"}
KPIS = {"file": "service_kpis.csv", "column": "value", "found": "90", "corrected": "91"}
MODEL = {"file": "models.csv", "key": "model_id=m1", "corrected": "m3"}
REFUSED = [
    # entry, column, what is allowed
    (FITTING | {"file": "petition.csv"}, "file", "petitions.csv"),
    (FITTING | {"key": "stage=resolved"}, "key", "these have lines: none"),
    (FITTING | {"key": "step=received"}, "key", "with columns of petitions.csv"),
    (KPIS | {"key": "source_id=a"}, "key", "these have lines: 2, 3, 4"),
    (FITTING | {"column": "count"}, "column", "stage"),
    (MODEL | {"column": "model_id", "found": "m1"}, "column", "name, domain"),
    (FITTING | {"found": "377"}, "found", "what petitions.csv, line 2 says: 376"),
    (FITTING | {"corrected": "376"}, "corrected", "another value"),
    (FITTING | {"corrected": "3.670"}, "value", "a whole number"),
    (FITTING | {"corrected": "many"}, "corrected", "such as 1234.5"),
    (FITTING | {"corrected": ""}, "corrected", "a value (required)"),
    (FITTING | {"reason_vi": ""}, "reason_vi", "a value (required)"),
    (FITTING | {"by": ""}, "by", "a value (required)"),
    (FITTING | {"date": "1/7/2024"}, "date", "YYYY-MM-DD"),
    (FITTING | {"file": "admin_units.csv", "key": "2004-district-999"}, "key", "key of a row"),
]


@pytest.mark.parametrize(("entry", "column", "allowed"), REFUSED)
def test_correction_that_does_not_fit_stops_the_build(directory, entry, column, allowed):
    with pytest.raises(BrokenRawData) as raised:
        build(correct(directory, entry))
    (problem,) = map(str, raised.value.problems)
    assert f"column {column}" in problem
    assert allowed in problem
    assert not list(directory.glob("*.parquet"))


def test_cell_is_corrected_once(directory):
    by_other_key = FITTING | {"key": "source_id=a|stage=received"}
    for twice in (FITTING, by_other_key):
        broken = correct(draw_directory(directory / twice["key"], **DRAWN), FITTING, twice)
        with pytest.raises(BrokenRawData, match=r"line 4, column key: .* no cell twice"):
            build(broken)


def test_lost_corrections_stop_the_build(directory):
    (directory / "raw" / "corrections.csv").unlink()
    with pytest.raises(BrokenRawData, match=r"corrections\.csv, line 0"):
        build(directory)


# The published corrections


def test_every_published_correction_names_a_row_that_exists():
    keys = {
        name: {"/".join(str(row[c]) for c in CATALOGUE.datasets[name].key) for row in table(name)}
        for name in {row["table_name"] for row in table("corrections")}
    }
    dropped = [row for row in table("corrections") if row["corrected"] is None]
    lost = [r for r in table("corrections") if r["row_key"] not in keys[r["table_name"]]]
    assert [row for row in lost if row not in dropped] == []


def test_every_corrected_figure_has_its_correction_on_record():
    for dataset in CATALOGUE.datasets.values():
        if {"flag"} <= {column.name for column in dataset.columns}:
            listed = {row["row_key"] for row in rows("corrections", table_name=dataset.name)}
            flagged = {row[dataset.key[0]] for row in rows(dataset.name, flag="corrected")}
            assert flagged <= listed
