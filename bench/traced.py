"""Streamlit with a stopwatch: python -m bench.traced run serve.py [Streamlit options]

Writes a JSON line per script run to $DVK_TRACE: the whole run, what of it was SQL, and the garbage
collection that follows. With $DVK_PROFILE, a directory, cProfile looks at every run as well. The
product itself knows nothing of this.
"""

from __future__ import annotations

import cProfile
import functools
import inspect
import itertools
import json
import os
import sys
import threading
import time
from pathlib import Path

from streamlit.runtime.scriptrunner import script_runner
from streamlit.web import cli

from dvk_data.warehouse import Warehouse

PROFILES = os.environ.get("DVK_PROFILE")
of_thread = threading.local()
run_numbers = itertools.count()
writing = threading.Lock()


def milliseconds_since(start: float) -> float:
    return round(1000 * (time.perf_counter() - start), 2)


def write(record: dict) -> None:
    with writing, open(os.environ["DVK_TRACE"], "a", encoding="utf-8") as file:
        file.write(json.dumps(record, ensure_ascii=False) + "\n")


def timed_question(method):
    """A method of the warehouse that notes how long its question took; inner calls count once."""

    @functools.wraps(method)
    def ask(self, question, *arguments, **parameters):
        run = getattr(of_thread, "run", None)
        if run is None or run["is_asking"]:
            return method(self, question, *arguments, **parameters)
        run["is_asking"] = True
        start = time.perf_counter()
        try:
            return method(self, question, *arguments, **parameters)
        finally:
            run["is_asking"] = False
            run["questions"].append([question, milliseconds_since(start)])

    return ask


def trace_questions() -> None:
    for name, method in vars(Warehouse).items():
        is_public = inspect.isfunction(method) and not name.startswith("_")
        if is_public and "question" in inspect.signature(method).parameters:
            setattr(Warehouse, name, timed_question(method))


def trace_runs() -> None:
    run_script = script_runner.ScriptRunner._run_script
    on_finished = script_runner.ScriptRunner._on_script_finished

    def timed_run(self, rerun_data):
        run = {"is_asking": False, "questions": [], "at": time.time()}
        of_thread.run, run["start"] = run, time.perf_counter()
        profile = cProfile.Profile() if PROFILES else None
        if profile:
            profile.enable()
        try:
            run_script(self, rerun_data)
        finally:
            of_thread.run = None
            if profile:
                profile.disable()
                profile.dump_stats(Path(PROFILES) / f"{next(run_numbers):05}.prof")

    def timed_finish(self, ctx, event, *arguments, **named):
        run = of_thread.run
        ended = time.perf_counter()
        record = {
            "at": run["at"],
            "page": self._pages_manager.get_current_page_script_hash()
            if hasattr(self._pages_manager, "get_current_page_script_hash")
            else "",
            "query": ctx.query_string,
            "event": event.value,
            "fragments": len(ctx.fragment_ids_this_run or ()),
            "script_ms": round(1000 * (ended - run["start"]), 2),
            "sql_ms": round(sum(took for _, took in run["questions"]), 2),
            "questions": run["questions"],
        }
        on_finished(self, ctx, event, *arguments, **named)
        write(record | {"after_ms": milliseconds_since(ended)})
        run.update(start=time.perf_counter(), questions=[], at=time.time())

    script_runner.ScriptRunner._run_script = timed_run
    script_runner.ScriptRunner._on_script_finished = timed_finish


def main() -> None:
    trace_questions()
    trace_runs()
    sys.argv[0] = "streamlit"
    cli.main()


if __name__ == "__main__":
    main()
