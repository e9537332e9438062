"""What changed from version to version, on drawn data and on a copy of the published datasets."""

import csv
import shutil
import tomllib

import pytest

from dvk_data.build.__main__ import main
from dvk_data.build.changes import pair
from dvk_data.build.datasets import build, release
from dvk_data.build.problems import BrokenRawData
from dvk_data.build.release import CannotRelease, hash_of, read_released
from dvk_data.catalogue import Catalogue
from tests.drawn import RELEASE, draw_directory
from tests.live import CATALOGUE
from tests.test_build import DRAWN, built, contents
from tests.test_corrections import FITTING, SAID, correct

NEXT = RELEASE.replace("Drawn figures.", "One more report.").replace(
    "Số liệu vẽ ra để thử.", "Thêm một báo cáo."
)


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """A drawn directory whose figures are released."""
    directory = draw_directory(tmp_path_factory.mktemp("first") / "datasets", **DRAWN)
    release(directory)
    return directory


@pytest.fixture
def directory(first, tmp_path):
    """The released figures, and a new reason for what comes next."""
    shutil.copytree(first, tmp_path / "datasets")
    (tmp_path / "datasets" / "raw" / "release.toml").write_text(NEXT, encoding="utf-8")
    return tmp_path / "datasets"


def put(directory, name, old, new):
    """Write over one text of a raw file, as nobody should but everybody may."""
    file = directory / "raw" / f"{name}.csv"
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, text.count(old)
    file.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def stamp(folder):
    """Let a released folder look as if it had been released as it is now."""
    file = folder / "version.toml"
    text = file.read_text(encoding="utf-8").partition("contents")[0]
    file.write_text(f'{text}contents = "{hash_of(folder)}"\n', encoding="utf-8")


def changes(directory, **pins):
    return [
        row
        for row in built(directory, "changes")
        if all(row[column] == value for column, value in pins.items())
    ]


def newest(directory):
    return built(directory, "versions")[-1]


# Releases


def test_released_version_is_kept_whole(first):
    version = Catalogue.open(first).version
    folder = first / "released" / version
    kept = {file.name for file in folder.iterdir()}
    tables = {d for d in Catalogue.open(first).datasets if d not in ("changes", "versions")}
    assert kept == {"codes.toml", "version.toml"} | {
        f"{table}.{ending}" for table in tables for ending in ("parquet", "toml")
    }
    assert all(
        (folder / n).read_bytes() == (first / n).read_bytes() for n in kept - {"version.toml"}
    )
    assert Catalogue.open(folder).version == version


def test_released_versions_form_a_chain(directory):
    first_version = Catalogue.open(directory).version
    put(directory, "petitions", ",376,", ",377,")
    release(directory)
    second_version = Catalogue.open(directory).version
    assert [(v.version, v.follows) for v in read_released(directory)] == [
        (first_version, ""),
        (second_version, first_version),
    ]
    stamped = tomllib.loads((directory / "version.toml").read_text(encoding="utf-8"))
    assert stamped["follows"] == first_version
    assert [v["is_released"] for v in built(directory, "versions")] == [True, True]
    assert {c["version_to"] for c in changes(directory)} == {second_version}


def test_history_stays_when_another_version_follows(directory):
    put(directory, "petitions", ",376,", ",377,")
    release(directory)
    before = changes(directory, table_name="petitions")
    put(directory, "petitions", ",377,", ",378,")
    build(directory)
    after = changes(directory, table_name="petitions")
    assert [c for c in after if c["version_to"] == before[0]["version_to"]] == before
    assert [(c["old_value"], c["new_value"]) for c in after if c not in before] == [("377", "378")]


def test_command_releases(directory, capsys):
    put(directory, "petitions", ",376,", ",377,")
    assert main(["release", "--datasets", str(directory)]) == 0
    assert f"Released: {directory / 'released'}" in capsys.readouterr().out


def test_same_data_is_not_released_twice(directory, capsys):
    assert main(["release", "--datasets", str(directory)]) == 1
    assert "is released already" in capsys.readouterr().err


def test_release_needs_a_reason_of_its_own(directory):
    put(directory, "petitions", ",376,", ",377,")
    (directory / "raw" / "release.toml").write_text(RELEASE, encoding="utf-8")
    with pytest.raises(CannotRelease, match="say in reason_vi and reason_en why"):
        release(directory)


@pytest.mark.parametrize("name", ["date", "reason_vi", "reason_en"])
def test_release_file_without_date_or_reason_stops_the_build(directory, name):
    kept = [line for line in NEXT.splitlines() if not line.startswith(name)]
    (directory / "raw" / "release.toml").write_text("\n".join(kept), encoding="utf-8")
    with pytest.raises(BrokenRawData, match=rf"release\.toml, line 1, column {name}"):
        build(directory)


def test_change_of_a_released_version_is_noticed(directory):
    (folder,) = (directory / "released").iterdir()
    (folder / "petitions.parquet").write_bytes(b"other")
    with pytest.raises(CannotRelease, match="was changed after its release"):
        build(directory)


def test_lost_release_is_noticed(directory):
    put(directory, "petitions", ",376,", ",377,")
    release(directory)
    shutil.rmtree(read_released(directory)[0].directory)
    with pytest.raises(CannotRelease, match="follows a version that is missing"):
        build(directory)


def test_going_back_to_an_older_version_needs_a_new_date(directory):
    put(directory, "petitions", ",376,", ",377,")
    release(directory)
    put(directory, "petitions", ",377,", ",376,")
    with pytest.raises(CannotRelease, match="Set a new date"):
        build(directory)


# Changes


def test_nothing_changes_against_itself(first):
    assert changes(first) == []
    (only,) = built(first, "versions")
    assert (only["follows"], only["rows_added"], only["is_released"]) == (None, 0, True)


def test_corrected_value_is_one_change_and_not_one_withdrawn_and_one_added(directory):
    put(directory, "petitions", ",376,", ",367,")
    build(directory)
    (change,) = changes(directory, table_name="petitions")
    (figure,) = built(directory, "petitions")
    told = (
        "kind",
        "row_key",
        "area_id",
        "column_name",
        "old_vi",
        "new_vi",
        "old_en",
        "corrected_by",
    )
    assert {column: change[column] for column in told} == {
        "kind": "changed",
        "row_key": figure["figure_id"],
        "area_id": "2004-district-676",
        "column_name": "value",
        "old_vi": "376 đơn",
        "new_vi": "367 đơn",
        "old_en": "376 letters",
        "corrected_by": None,
    }
    assert (change["row_vi"], change["row_en"]) == (
        "Đơn tiếp nhận, năm 2023",
        "Petitions received, 2023",
    )
    assert (change["reason_vi"], change["reason_en"]) == ("Thêm một báo cáo.", "One more report.")
    assert newest(directory)["rows_changed"] == 1


def test_correction_gives_its_reason_to_all_that_comes_of_it(directory):
    entry = {"file": "service_kpis.csv", "key": "indicator=dossiers_on_time", "column": "value"}
    build(correct(directory, entry | {"found": "90", "corrected": "95"}))
    told = {(c["table_name"], c["column_name"]): c for c in changes(directory, kind="changed")}
    assert told["service_kpis", "value"]["old_vi"] == "90 hồ sơ"
    assert told["checks", "agrees"]["new_vi"] == "có"
    of_figure = [told["service_kpis", "value"], told["service_kpis", "flag"]]
    for change in [*of_figure, told["checks", "agrees"]]:
        assert change["reason_vi"] == SAID["reason_vi"]
        assert change["corrected_by"] == SAID["by"]


def test_added_and_withdrawn_rows_say_what_they_held(directory):
    put(directory, "petitions", ",received,", ",eligible,")
    build(directory)
    told = [(c["kind"], c["row_vi"], c["old_vi"], c["new_vi"]) for c in changes(directory)]
    assert ("withdrawn", "Đơn tiếp nhận, năm 2023", "376 đơn", None) in told
    assert ("added", "Đơn đủ điều kiện xử lý, năm 2023", None, "376 đơn") in told
    counts = newest(directory)
    assert (counts["rows_added"], counts["rows_changed"], counts["rows_withdrawn"]) == (1, 0, 1)


def test_place_matched_elsewhere_is_one_change(directory):
    file = directory / "raw" / "place_aliases.csv"
    alias = "Tỉnh Không Có,province,,,,2004-province-68,alias,Tên cũ,Old name\n"
    file.write_text(file.read_text(encoding="utf-8") + alias, encoding="utf-8")
    build(directory)
    told = {c["column_name"]: c for c in changes(directory, table_name="indices")}
    assert told.keys() == {"area_id", "flag"}
    assert (told["area_id"]["old_vi"], told["area_id"]["new_vi"]) == ("–", "Tỉnh Lâm Đồng")


def test_figures_of_one_kind_are_told_apart_by_what_they_say(tmp_path):
    """The code of the second is numbered, and loses its number with the first."""
    outcomes = [{"indicator": "money_raised", "value": v} for v in ("88000000", "12000000")]
    directory = draw_directory(tmp_path / "datasets", **DRAWN | {"model_outcomes": outcomes})
    release(directory)
    file = directory / "raw" / "model_outcomes.csv"
    lines = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join([lines[0], *lines[2:]]) + "\n", encoding="utf-8")
    build(directory)
    told = changes(directory, table_name="model_outcomes")
    assert [(c["kind"], c["old_vi"]) for c in told] == [("withdrawn", "88 triệu đồng")]


def test_derived_rows_are_counted(directory):
    put(directory, "petitions", "Lâm Hà", "Đam Rông")
    build(directory)
    told = changes(directory, table_name="place_matches")
    assert told
    assert {c["row_key"] for c in told} == {None}


def test_new_table_is_one_change(directory):
    (folder,) = (directory / "released").iterdir()
    for file in folder.glob("targets.*"):
        file.unlink()
    stamp(folder)
    put(directory, "petitions", ",376,", ",377,")
    build(directory)
    (change,) = changes(directory, table_name="targets")
    assert (change["kind"], change["row_count"], change["row_key"]) == ("added", 1, None)


def test_rows_are_paired_by_their_key_before_anything_else():
    old = [{"id": "a", "of": "x", "value": 1}, {"id": "b", "of": "x", "value": 2}]
    new = [{"id": "a", "of": "x", "value": 3}, {"id": "c", "of": "y", "value": 2}]
    paired, withdrawn, added = pair(old, new, ("id",), ["of", "value"], ("of",))
    assert paired == [(old[0], new[0])]
    assert (withdrawn, added) == ([old[1]], [new[1]])


def test_second_build_of_a_following_version_changes_no_byte(directory):
    put(directory, "petitions", ",376,", ",377,")
    build(correct(directory, {**FITTING, "found": "377"}))
    before = contents(directory)
    build(directory)
    assert contents(directory) == before


def test_history_is_no_part_of_the_version(directory):
    put(directory, "petitions", ",376,", ",377,")
    build(directory)
    version = Catalogue.open(directory).version
    shutil.rmtree(directory / "released")
    build(directory)
    assert Catalogue.open(directory).version == version


def test_change_log_says_it_in_both_languages(directory):
    build(correct(directory, FITTING))
    text = (directory / "CHANGES.md").read_text(encoding="utf-8")
    now, before = Catalogue.open(directory).version, next((directory / "released").iterdir()).name
    assert text.index(f"## {now} (bản đang dùng / current)") < text.index(f"## {before} (đã phát")
    assert "Thêm một báo cáo. / One more report." in text
    assert (
        "Huyện Lâm Hà, Tỉnh Lâm Đồng | Bản gốc ghi 367. / The paper says 367. |  | 1 |  |" in text
    )
    vi = "- **Huyện Lâm Hà, Tỉnh Lâm Đồng**: Đơn tiếp nhận, năm 2023, giá trị: 376 đơn → 367 đơn"
    assert f"{vi} / Petitions received, 2023, value: 376 letters → 367 letters" in text


# A copy of the published datasets


@pytest.fixture
def published(tmp_path):
    shutil.copytree(CATALOGUE.directory, tmp_path / "datasets")
    return tmp_path / "datasets"


NINH_SON = {
    "source_id": "s-ninhson-10nam",
    "status": "maintained",
    "entity_type": "all",
    "registrant_type": "all",
    "model_count": "941",
}


def of_ninh_son(row):
    return all(str(row[c]) == value for c, value in NINH_SON.items() if c != "model_count")


def verdicts(directory, figure_id):
    checks = built(directory, "checks")
    return {c["check_id"]: c["agrees"] for c in checks if figure_id == c["figure_id"]}


def test_false_figure_shows_in_check_flag_version_and_changes(published):
    """The source states 941 where its parts add up to 914; with 914 the check agrees."""
    (before,) = filter(of_ninh_son, built(CATALOGUE.directory, "model_counts"))
    file = published / "raw" / "model_counts.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    (row,) = filter(of_ninh_son, rows)
    assert (row["model_count"], before["flag"]) == ("941", "contradicted")
    row["model_count"] = "914"
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    build(published)
    _see_figure_change(published, before, flag="inferred_period")
    assert {c["corrected_by"] for c in changes(published)} == {None}


def test_correction_shows_in_check_flag_version_and_changes(published):
    (before,) = filter(of_ninh_son, built(CATALOGUE.directory, "model_counts"))
    key = "|".join(f"{column}={value}" for column, value in NINH_SON.items())
    entry = {"file": "model_counts.csv", "key": key, "column": "model_count"}
    build(correct(published, entry | {"found": "941", "corrected": "914"}))
    _see_figure_change(published, before, flag="corrected")
    assert {c["corrected_by"] for c in changes(published, row_key=before["figure_id"])} == {
        SAID["by"]
    }
    (kept,) = (r for r in built(published, "corrections") if r["row_key"] == before["figure_id"])
    assert (kept["found"], kept["corrected"]) == ("941", "914")


def _see_figure_change(published, before, flag):
    figure_id = before["figure_id"]
    (after,) = filter(of_ninh_son, built(published, "model_counts"))
    assert (after["figure_id"], after["model_count"], after["flag"]) == (figure_id, 914, flag)
    assert False in verdicts(CATALOGUE.directory, figure_id).values()
    assert False not in verdicts(published, figure_id).values()
    assert Catalogue.open(published).version != CATALOGUE.version
    told = {c["column_name"]: c for c in changes(published, row_key=figure_id)}
    assert {n: (c["old_value"], c["new_value"]) for n, c in told.items()} == {
        "model_count": ("941", "914"),
        "flag": ("contradicted", flag),
    }
    assert changes(published, table_name="checks", column_name="agrees", new_value="true")
