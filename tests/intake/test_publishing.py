"""Publishing what units send: nothing is lost, nothing half-done is read, everything goes back."""

import dataclasses
import json
import os
import shutil
import sys

import pyarrow.parquet as pq
import pytest

from dvk_data.build.datasets import build
from dvk_data.catalogue import Catalogue, default_directory
from dvk_data.published.publishing import PreviewOutdated, Publisher, Step
from dvk_data.published.store import CannotPublish, Store, is_whole
from tests.intake.publishers import (
    BY,
    LAM_HA,
    bring_in,
    contents,
    copy_of,
    draw_base,
    kill_publishers,
    processes,
    publish_in_process,
    received,
    submission,
)


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    return draw_base(tmp_path_factory.mktemp("base"))


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("DVK_PUBLISHED", str(tmp_path / "published"))
    return Store()


@pytest.fixture
def publisher(store, base):
    return Publisher(store, base)


def refused(publisher, step, **given):
    with pytest.raises(CannotPublish) as refusal:
        publisher.publish(step, **{**BY, **given})
    return refusal.value


# What is in force


def test_what_was_brought_in_is_read_and_stands_beside_what_was_there(publisher, store):
    assert default_directory().name == "datasets"
    event = bring_in(publisher)
    assert default_directory() == store.versions / event.after
    assert received(default_directory()) == {2022: 376, 2023: 400}
    assert received(store.versions / event.before) == {2022: 376}


def test_report_sent_again_replaces_the_earlier_one(publisher, store):
    bring_in(publisher)
    other = bring_in(publisher, district="Đam Rông")
    again = bring_in(publisher, 2023, 404)
    assert received(default_directory()) == {2022: 376, 2023: 404}
    assert len(again.imports) == 2
    assert other.concerns in again.imports


def test_import_is_taken_back_in_one_step_and_others_stay(publisher, store):
    first, second = bring_in(publisher), bring_in(publisher, 2021, 300)
    publisher.publish(Step("withdraw", import_id=first.concerns), **BY)
    assert received(default_directory()) == {2021: 300, 2022: 376}
    assert store.state().imports == (second.concerns,)


def test_any_version_is_restored_with_its_imports(publisher, store):
    first = bring_in(publisher)
    bring_in(publisher, 2023, 404)
    bring_in(publisher, 2021, 300)
    publisher.publish(Step("restore", version=first.after), **BY)
    assert received(default_directory()) == {2022: 376, 2023: 400}
    bring_in(publisher, 2020, 1)  # builds on what was restored
    assert received(default_directory()) == {2020: 1, 2022: 376, 2023: 400}
    publisher.publish(Step("restore", version=first.before), **BY)
    assert received(default_directory()) == {2022: 376}


def test_nothing_that_was_kept_is_ever_changed_or_deleted(publisher, store):
    kept = {}
    first = bring_in(publisher)
    for step in (
        Step("import", submission(2023, 404)),
        Step("restore", version=first.after),
        Step("withdraw", import_id=first.concerns),
        Step("update"),
    ):
        publisher.publish(step, contents=b"again", **BY)
        now = contents(store)
        assert {name: now.get(name) for name in kept} == kept
        kept = now


def test_history_says_who_did_what_when_why_and_with_which_file(publisher, store):
    event = bring_in(publisher)
    begin, listed = store.events()[0]
    assert (begin.kind, begin.after, begin.imports) == ("begin", event.before, ())
    assert listed == event
    assert (event.who, event.reason, event.file_name) == ("Lan", "Báo cáo năm", "don-thu-2023.xlsx")
    kept = store.folder / "imports" / event.concerns
    assert (kept / "original").read_bytes() == b"as it came"
    assert json.loads((kept / "import.json").read_text("utf-8"))["file_hash"] == event.file_hash


def test_version_says_of_itself_what_changed_and_why(publisher, store):
    bring_in(publisher)
    event = bring_in(publisher, 2023, 404)
    changes = pq.read_table(store.versions / event.after / "changes.parquet").to_pylist()
    (value,) = [c for c in changes if c["version_to"] == event.after and c["old_vi"]]
    assert (value["old_vi"], value["new_vi"]) == ("400 đơn", "404 đơn")
    assert "Huyện Lâm Hà" in value["reason_vi"]
    assert "Báo cáo năm (Lan)" in value["reason_en"]
    versions = pq.read_table(store.versions / event.after / "versions.parquet").to_pylist()
    assert [v["version"] for v in versions][-1] == event.after
    assert [v["is_released"] for v in versions][-2:] == [True, False]


def test_version_can_be_built_again_from_what_it_holds(publisher, store, tmp_path):
    event = bring_in(publisher)
    again = shutil.copytree(store.versions / event.after, tmp_path / "again")
    build(again)
    for table in ("petitions", "models", "checks", "sources"):
        made = Catalogue.open(again).datasets[table].sha256
        assert made == Catalogue.open(store.versions / event.after).datasets[table].sha256


def test_newer_data_of_the_project_come_along_and_this_is_said(store, base, tmp_path):
    own = copy_of(base, tmp_path)
    publisher = Publisher(store, own)
    bring_in(publisher)
    raw = own / "raw" / "petitions.csv"
    raw.write_text(raw.read_text("utf-8").replace(",376,", ",377,"), "utf-8")
    step = Step("import", submission(2021, 300))
    assert publisher.preview(step).is_base_newer
    assert received(default_directory())[2022] == 376
    publisher.publish(step, contents=b"", **BY)
    assert received(default_directory()) == {2021: 300, 2022: 377, 2023: 400}
    assert not publisher.preview(Step("update")).is_base_newer


# What is seen before


def told(preview):
    return [(c["kind"], c["table_name"], c["old_value"], c["new_value"]) for c in preview.changes]


def test_preview_tells_what_is_then_published(publisher, store):
    bring_in(publisher)
    step = Step("import", submission(2023, 404))
    preview = publisher.preview(step)
    (move,) = preview.moves
    assert (move.area_id, move.year, move.measure) == (LAM_HA, 2023, "received")
    assert (move.before, move.after) == (400, 404)
    assert ("changed", "petitions", "400", "404") in told(preview)
    assert len(preview.replaced) == 1
    assert received(default_directory())[2023] == 400
    publisher.publish(step, seen=preview.mark, **BY)
    assert received(default_directory())[2023] == move.after


def test_preview_of_taking_back_and_of_restoring_names_what_goes(publisher):
    first = bring_in(publisher)
    second = bring_in(publisher, 2021, 300)
    for step in (
        Step("withdraw", import_id=second.concerns),
        Step("restore", version=first.after),
    ):
        preview = publisher.preview(step)
        assert ("withdrawn", "petitions", "300", None) in told(preview)
        assert [(m.before, m.after) for m in preview.moves] == [(300, None)]
        assert [kept.import_id for kept in preview.replaced] == [second.concerns]


def test_preview_keeps_nothing(publisher, store):
    publisher.preview(Step("import", submission()))
    assert not store.folder.exists()


def test_publishing_on_a_preview_that_others_made_untrue_shows_the_new_one(publisher, store):
    step = Step("import", submission(2023, 404))
    seen = publisher.preview(step)
    bring_in(publisher)
    with pytest.raises(PreviewOutdated) as outdated:
        publisher.publish(step, seen=seen.mark, **BY)
    assert received(default_directory())[2023] == 400
    publisher.publish(step, seen=outdated.value.preview.mark, **BY)
    assert received(default_directory())[2023] == 404


def test_preview_that_others_did_not_touch_still_holds(publisher):
    step = Step("import", submission(2023, 404))
    seen = publisher.preview(step)
    bring_in(publisher, 2021, 300)
    publisher.publish(step, seen=seen.mark, **BY)
    assert received(default_directory()) == {2021: 300, 2022: 376, 2023: 404}


# What is refused


@pytest.mark.parametrize(
    ("given", "sentence"), [({"who": " "}, "nobody"), ({"reason": "\t"}, "no_reason")]
)
def test_nobody_publishes_without_a_name_and_a_reason(publisher, given, sentence):
    assert refused(publisher, Step("import", submission()), **given).sentence == sentence


def test_error_refuses_and_a_doubt_waits_for_its_confirmation(publisher, store):
    error = ("error", "value", "Biểu", "C4", "-3")
    doubt = ("doubt", "jump", "Biểu", "C4", "400")
    step = Step("import", submission(problems=[error]))
    assert refused(publisher, step, confirmed=["value|Biểu|C4|-3"]).sentence == "not_acceptable"
    step = Step("import", submission(problems=[doubt]))
    assert refused(publisher, step).sentence == "not_acceptable"
    event = publisher.publish(step, confirmed=["jump|Biểu|C4|400"], **BY)
    assert store.read_import(event.concerns).confirmed == ("jump|Biểu|C4|400",)


def test_rows_that_do_not_fit_are_refused_with_the_list(publisher, store):
    bad = submission(models=[{"model_id": "m1", "name": "Trùng mã"}])
    refusal = refused(publisher, Step("import", bad))
    assert refusal.sentence == "not_built"
    assert any("no value twice" in problem for problem in refusal.problems)
    assert received(default_directory()) == {2022: 376}


def test_words_of_a_file_never_become_a_path_or_break_a_description(publisher, store):
    name = '../../"x\n[file]\\.xlsx'
    step = Step("import", dataclasses.replace(submission(), file_name=name))
    event = publisher.publish(step, contents=b"", who='A "B"\nC', reason="= \\ [x]")
    assert store.read_import(event.concerns).file_name == name
    assert is_whole(default_directory())
    assert {p.name for p in store.folder.parent.iterdir()} == {"published"}


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        (Step("withdraw", import_id="20240101-00000000"), "not_in_force"),
        (Step("restore", version="2024-01-01.00000000"), "unknown_version"),
        (Step("restore", version="../imports"), "unknown_version"),
    ],
)
def test_what_is_not_there_cannot_be_taken_back_or_restored(publisher, step, sentence):
    bring_in(publisher)
    assert refused(publisher, step).sentence == sentence


# What goes wrong


def test_damaged_version_falls_back_and_the_next_publisher_mends_it(publisher, store):
    first, second = bring_in(publisher), bring_in(publisher, 2021, 300)
    (store.versions / second.after / "petitions.parquet").write_bytes(b"PAR1")
    state = store.state()
    assert (state.version, state.wrong) == (first.after, second.after)
    bring_in(publisher, 2020, 1)
    assert received(default_directory()) == {2020: 1, 2021: 300, 2022: 376, 2023: 400}


@pytest.mark.parametrize("damage", [b"", b"{", b'{"number": 3}', b"\xff\xfe"])
def test_damaged_event_falls_back_and_is_named(publisher, store, damage):
    first = bring_in(publisher)
    event = bring_in(publisher, 2021, 300)
    (store.folder / "history" / f"{event.number:06}.json").write_bytes(damage)
    assert default_directory().name == first.after
    assert store.state().wrong == f"{event.number:06}.json"
    assert bring_in(publisher, 2020, 1).number == event.number + 1
    assert received(default_directory()) == {2020: 1, 2022: 376, 2023: 400}


def test_damaged_import_is_named_and_the_version_in_force_stays(publisher, store):
    event = bring_in(publisher)
    (store.folder / "imports" / event.concerns / "rows.json").write_text("{}", "utf-8")
    refusal = refused(publisher, Step("import", submission(2021)))
    assert (refusal.sentence, refusal.words["name"]) == ("damaged", f"imports/{event.concerns}")
    publisher.publish(Step("withdraw", import_id=event.concerns), **BY)
    assert received(default_directory()) == {2022: 376}


needs_fork = pytest.mark.skipif(os.name == "nt", reason="processes are forked here")


def publish_with_little_room(folder, base, room, answer):
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    try:
        publish_in_process(folder, base, 2021, 300)
        answer.put("published")
    except CannotPublish as refusal:
        answer.put(refusal.sentence)


@needs_fork
@pytest.mark.parametrize("room", [0, 300, 3000, 12_000])
def test_full_disk_leaves_the_version_before(publisher, store, base, room):
    event = bring_in(publisher)
    before = contents(store)
    made = processes()
    answer = made.Queue()
    process = made.Process(target=publish_with_little_room, args=(store.folder, base, room, answer))
    process.start()
    assert answer.get(timeout=60) == "not_written"
    process.join()
    assert contents(store) == before
    assert default_directory().name == event.after


@needs_fork
def test_publishers_at_the_same_moment_lose_nothing_of_each_other(store, base):
    made = processes()
    years = range(2010, 2014)
    at_once = [
        made.Process(target=publish_in_process, args=(store.folder, base, year, year))
        for year in years
    ]
    for process in at_once:
        process.start()
    for process in at_once:
        process.join()
    assert received(default_directory()) == {year: year for year in years} | {2022: 376}
    assert len(store.state().imports) == len(years)


@needs_fork
def test_publisher_killed_at_any_moment_leaves_the_version_before_or_its_own(store, base):
    kill_publishers(store.folder, base, 20, seed=sys.hexversion)


def test_second_publisher_is_told_when_the_first_takes_too_long(store):
    second = Store(store.folder).only_publisher(seconds=0)
    with store.only_publisher(), pytest.raises(CannotPublish) as refusal, second:
        pass
    assert refusal.value.sentence == "busy"
