"""What tests of publishing share: a small base, submissions, publishers in processes."""

import datetime as dt
import multiprocessing
import os
import random
import shutil
import time
from multiprocessing import forkserver
from pathlib import Path

import pyarrow.parquet as pq

from dvk_data.build.datasets import build
from dvk_data.in_force import event_files, read_events, versions_to_try
from dvk_data.intake.submission import Problem, Submission
from dvk_data.published.durable import UNFINISHED
from dvk_data.published.publishing import Publisher, Step
from dvk_data.published.store import Store, is_whole
from tests.drawn import draw_directory

ROOT = Path(__file__).resolve().parents[2]
LAM_HA = "2004-district-676"
BY = {"who": "Lan", "reason": "Báo cáo năm"}


def draw_base(folder):
    """A small base: what Lâm Hà received in 2022, and one named model."""
    base = draw_directory(
        folder / "datasets",
        petitions=[
            {
                "stage": "received",
                "value": "376",
                "date_from": "2022-01-01",
                "date_to": "2022-12-31",
            }
        ],
        models=[{"model_id": "m1", "name": "Nuôi heo đất", "commune": "Đạ Đờn"}],
    )
    build(base)
    return base


def submission(year=2023, received=400, *, district="Lâm Hà", problems=(), **rows):
    """What a unit sent on the petitions of a year."""
    source = f"u-{district}-{year}"
    period = {"date_from": f"{year}-01-01", "date_to": f"{year}-12-31"}
    petition = {
        "source_id": source,
        "province": "Lâm Đồng",
        "district": district,
        "handled_by": "whole_area",
        **period,
        "stage": "received",
        "petition_type": "all",
        "value": str(received),
        "unit": "petition",
        "flag": "reported",
    }
    document = {
        "source_id": source,
        "title": f"Biểu đơn thư {year}",
        "publisher": f"Huyện {district}",
        "publisher_type": "official",
    }
    return Submission(
        file_name=f"don-thu-{year}.xlsx",
        file_hash="",
        subject="petitions",
        form="petitions@2024",
        area_id={"Lâm Hà": LAM_HA, "Đam Rông": "2004-district-674"}[district],
        unit_name=f"Huyện {district}",
        date_from=dt.date(year, 1, 1),
        date_to=dt.date(year, 12, 31),
        rows={"sources": [document], "petitions": [petition], **rows},
        problems=tuple(Problem(*problem) for problem in problems),
    )


def bring_in(publisher, *arguments, **given):
    sent = submission(*arguments, **given)
    return publisher.publish(Step("import", sent), contents=b"as it came", **BY)


def received(directory):
    """Year -> petitions received by Lâm Hà, as a version has it."""
    rows = pq.read_table(directory / "petitions.parquet").to_pylist()
    return {r["date_to"].year: int(r["value"]) for r in rows if r["area_id"] == LAM_HA}


def contents(store):
    """Every file that has a name of its own, with its bytes."""
    return {
        str(file.relative_to(store.folder)): file.read_bytes()
        for file in store.folder.rglob("*")
        if file.is_file() and UNFINISHED not in str(file) and file.name != ".lock"
    }


# Processes: made from one that has everything imported, so that each starts at once.


def processes():
    made = multiprocessing.get_context("forkserver")
    made.set_forkserver_preload(["tests.intake.publishers"])
    # Python 3.11 does not tell the process that the others are made from where modules are.
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT), before]))
    forkserver.ensure_running()
    del os.environ["PYTHONPATH"]
    os.environ.update({"PYTHONPATH": before} if before else {})
    return made


def publish_in_process(folder, base, year, value, begun=None):
    publisher = Publisher(Store(folder), base)
    if begun:
        begun.set()
    bring_in(publisher, year, value)


def read_until_told(folder, stop, failures):
    """A reader who looks again and again; says what a reader must never meet."""
    newest, seen = 0, set()
    while not stop.wait(0.005):
        directory, wrong = next(versions_to_try(folder), (None, ""))
        if wrong or (directory and directory.name not in seen and not is_whole(directory)):
            failures.put(f"not whole: {wrong or directory}")
            return
        if directory:
            seen.add(directory.name)
        files = event_files(folder)
        number = int(files[-1].stem) if files else 0
        if number < newest:
            failures.put(f"went back from {newest} to {number}")
            return
        newest = number


def kill_publishers(folder, base, times, *, seed=0, readers=2):
    """Kill publishers at random moments while readers read; returns how many had published.

    Raises AssertionError where anything that was published is lost or changed.
    """
    chance, made = random.Random(seed), processes()
    store = Store(folder)
    bring_in(Publisher(store, base), 1999, 5)
    expected, finished = received(store.state().directory), 0
    stop, failures = made.Event(), made.Queue()
    reading = [
        made.Process(target=read_until_told, args=(folder, stop, failures)) for _ in range(readers)
    ]
    for reader in reading:
        reader.start()
    longest = 0.0
    try:
        for turn in range(times):
            begun = made.Event()
            before = contents(store)
            year, value = 2000 + chance.randrange(20), turn
            publisher = made.Process(
                target=publish_in_process, args=(folder, base, year, value, begun)
            )
            publisher.start()
            begun.wait()
            started = time.monotonic()
            # The first one lives, to see how long it takes.
            publisher.join(chance.uniform(0, 1.3 * longest) if longest else None)
            longest = longest or time.monotonic() - started
            publisher.kill()
            publisher.join()
            after = contents(store)
            assert {name: after.get(name) for name in before} == before
            events, damaged = read_events(folder)
            assert not damaged
            published = [e for e in events if not set(e.imports) <= known_imports(before)]
            assert len(published) <= 1
            if published:
                expected, finished = expected | {year: value}, finished + 1
            assert received(store.state().directory) == expected
        assert not any(process.exitcode for process in reading if process.exitcode is not None)
    finally:
        stop.set()
        for reader in reading:
            reader.join()
    assert failures.empty(), failures.get()
    bring_in(Publisher(store, base), 2030, 1)
    assert received(store.state().directory) == expected | {2030: 1}
    assert not list(folder.rglob(f"{UNFINISHED}*"))
    return finished


def known_imports(files):
    return {Path(name).parts[1] for name in files if name.startswith("imports" + os.sep)}


def copy_of(base, folder):
    return shutil.copytree(base, folder / "datasets")
