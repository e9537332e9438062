"""By command line what the page /nhap-du-lieu does.

All begin with python -m dvk_data.build:
  import FILE --dry-run               read a file, say what is wrong and what would change
  import FILE --who ".." --reason ".."        publish it
  blank FORM --out FILE               a workbook to fill in, of a form such as register@2025
  history                             who published what, when and why
  withdraw IMPORT --who ".." --reason ".."    take an import back
  restore VERSION --who ".." --reason ".."    go back to a version
  update --who ".." --reason ".."     build on newer data of the project

Exit code 0: done, or nothing wrong; 1: refused, and the reasons are listed; 2: not understood.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from pathlib import Path

from .. import intake
from ..catalogue import PROJECT
from ..in_force import Event
from ..intake.submission import SUBJECTS, Answers, Submission
from ..wording import LANGUAGES, Wording, wording
from .desk import Desk
from .publishing import Preview, Step
from .store import CannotPublish, Store

ACTIONS = ("import", "blank", "history", "withdraw", "restore", "update")
CHANGES_LISTED = 20


def main(arguments: list[str] | None = None) -> int:
    chosen = _parser().parse_args(arguments)
    words = wording(chosen.lang)
    # What was published elsewhere than it is read would look lost.
    if os.environ.get("DVK_DATASETS") and chosen.action != "blank":
        print(words.say("bring.closed_directory"), file=sys.stderr)
        return 1
    desk = Desk(Store(), chosen.datasets)
    try:
        return DOINGS[chosen.action](desk, chosen, words)
    except CannotPublish as refusal:
        print(_refusal(refusal, words), file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m dvk_data.build",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--lang", choices=LANGUAGES, default="vi", help="language of the answers")
    shared.add_argument(
        "--datasets",
        type=Path,
        default=PROJECT / "datasets",
        help="data of the project that versions are built on (default: datasets/)",
    )
    signed = argparse.ArgumentParser(add_help=False)
    signed.add_argument("--who", default="", help="person or unit that publishes")
    signed.add_argument("--reason", default="", help="why, in a sentence")
    actions = parser.add_subparsers(dest="action", required=True)
    bring = actions.add_parser("import", parents=[shared, signed])
    bring.add_argument("file", type=Path)
    bring.add_argument("--dry-run", action="store_true", help="only say what would happen")
    bring.add_argument("--subject", choices=SUBJECTS)
    bring.add_argument("--unit", help="reporting unit, by its code or by its full name")
    bring.add_argument("--period", type=_period, help="FROM..TO, as 2025-01-01..2025-12-31")
    bring.add_argument("--confirm-doubts", action="store_true", help="all doubts were looked at")
    bring.add_argument("--marked", type=Path, help="write the file with its faulty cells coloured")
    blank = actions.add_parser("blank", parents=[shared])
    blank.add_argument("form", choices=list(intake.load_forms()), metavar="FORM")
    blank.add_argument("--out", type=Path, required=True)
    actions.add_parser("history", parents=[shared])
    withdraw = actions.add_parser("withdraw", parents=[shared, signed])
    withdraw.add_argument("what", metavar="IMPORT")
    restore = actions.add_parser("restore", parents=[shared, signed])
    restore.add_argument("what", metavar="VERSION")
    actions.add_parser("update", parents=[shared, signed])
    return parser


def _period(text: str) -> tuple[dt.date, dt.date]:
    try:
        first, last = (dt.date.fromisoformat(day) for day in text.split(".."))
    except ValueError:
        allowed = "FROM..TO, such as 2025-01-01..2025-12-31"
        raise argparse.ArgumentTypeError(f"found {text!r}; allowed: {allowed}") from None
    return first, last


def _refusal(refusal: CannotPublish, words: Wording) -> str:
    say = words.say
    lines = [say(f"published.{refusal.sentence}", **refusal.words)]
    return "\n".join([*lines, *(f"  {problem}" for problem in refusal.problems)])


def _import(desk: Desk, chosen, words: Wording) -> int:
    say = words.say
    try:
        content = chosen.file.read_bytes()
    except OSError as error:
        print(f"{chosen.file}: {error.strerror}", file=sys.stderr)
        return 1
    date_from, date_to = chosen.period or (None, None)
    area_id = _unit(desk, chosen.unit, date_to)
    if chosen.unit and area_id is None:
        print(say("bring.unit_unknown", found=chosen.unit), file=sys.stderr)
        return 1
    answers = Answers(subject=chosen.subject, area_id=area_id, date_from=date_from, date_to=date_to)
    sent = desk.read(chosen.file.name, content, answers)
    print(_what_was_read(sent, words))
    if chosen.marked and sent.problems:
        chosen.marked.write_bytes(intake.marked_workbook(content, sent, words.language))
    confirmed = [doubt.key for doubt in sent.doubts] if chosen.confirm_doubts else []
    if not sent.is_acceptable(confirmed):
        why = say("bring.has_errors" if sent.errors else "bring.has_doubts")
        print(why, file=sys.stderr)
        return 1
    preview = desk.publisher.preview(Step("import", sent))
    print(_what_changes(preview, words))
    if chosen.dry_run:
        print(say("bring.dry_run"))
        return 0
    event = desk.bring_in(
        sent,
        content,
        who=chosen.who,
        reason=chosen.reason,
        confirmed=confirmed,
        seen=preview.mark,
    )
    print(_done(event, words))
    return 0


def _unit(desk: Desk, text: str | None, on: dt.date | None) -> str | None:
    if not text or text in desk.references.geography.by_id:
        return text or None
    return desk.references.find_unit(text, on)[0]


def _what_was_read(sent: Submission, words: Wording) -> str:
    say = words.say
    period = f"{sent.date_from or '?'}..{sent.date_to or '?'}"
    lines = [f"{sent.file_name}: {sent.form or '?'}, {sent.unit_name or '?'}, {period}"]
    lines += [f"  {name}: {len(rows)}" for name, rows in sent.rows.items()]
    for problem in sent.problems:
        where = "!".join(filter(None, (problem.sheet, problem.cell)))
        grade = say(f"bring.grade_{problem.grade}")
        lines.append(f"  {grade} {where}: {problem.sentence(words)}")
    return "\n".join(lines)


def _what_changes(preview: Preview, words: Wording) -> str:
    say, lang = words.say, words.language
    lines = [say("bring.cli_changes", count=len(preview.changes))]
    for change in [c for c in preview.changes if c["column_name"]][:CHANGES_LISTED]:
        values = [change[f"old_{lang}"], change[f"new_{lang}"]]
        told = " → ".join("–" if value is None else value for value in values)
        lines.append(f"  {change['table_name']}: {change[f'row_{lang}']}: {told}")
    for move in preview.moves:
        values = ["–" if v is None else f"{v:g}" for v in (move.before, move.after)]
        lines.append(f"  {move.area_name} {move.year}, {move.measure}: {' → '.join(values)}")
    return "\n".join(lines)


def _done(event: Event, words: Wording) -> str:
    say = words.say
    return f"{say(f'bring.done_{event.kind}', version=event.after)} ({event.concerns})"


def _blank(desk: Desk, chosen, words: Wording) -> int:
    form = intake.load_forms()[chosen.form]
    made = intake.blank_workbook(form, desk.references, language=chosen.lang)
    chosen.out.write_bytes(made)
    return 0


def _history(desk: Desk, chosen, words: Wording) -> int:
    say = words.say
    state = desk.store.state()
    events, damaged = desk.store.events()
    for event in events:
        mark = "*" if event.after == state.version else " "
        told = (event.when, say(f"bring.kind_{event.kind}"), event.before or "–", event.after)
        about = (event.concerns, event.who, event.reason, event.file_name, event.file_hash)
        print(mark, event.number, *told, *filter(None, about), sep="\t")
    for name in damaged:
        print(say("bring.damaged_event", name=name), file=sys.stderr)
    return 1 if state.wrong else 0


def _withdraw(desk: Desk, chosen, words: Wording) -> int:
    return _publish(desk, Step("withdraw", import_id=chosen.what), chosen, words)


def _restore(desk: Desk, chosen, words: Wording) -> int:
    return _publish(desk, Step("restore", version=chosen.what), chosen, words)


def _update(desk: Desk, chosen, words: Wording) -> int:
    return _publish(desk, Step("update"), chosen, words)


def _publish(desk: Desk, step: Step, chosen, words: Wording) -> int:
    print(_done(desk.publisher.publish(step, who=chosen.who, reason=chosen.reason), words))
    return 0


DOINGS = {
    "import": _import,
    "blank": _blank,
    "history": _history,
    "withdraw": _withdraw,
    "restore": _restore,
    "update": _update,
}
