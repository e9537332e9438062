"""A zip that explains itself: the CSV, datapackage.json and a text to read first."""

from __future__ import annotations

import hashlib
import json
import zipfile
from typing import BinaryIO

from . import delimited
from .contents import Tally
from .described import data_package, facts, notes, source_line
from .naming import ascii_name

README = "readme.txt"
PACKAGE = "datapackage.json"


def write(tally: Tally, file: BinaryIO) -> None:
    name = ascii_name(tally.contents.title) or "du-lieu"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        digest, size = hashlib.sha256(), 0
        with archive.open(_entry(tally, f"{name}.csv"), "w", force_zip64=True) as entry:
            for chunk in delimited.chunks(tally):
                entry.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        resource = {"path": f"{name}.csv", "bytes": size, "hash": f"sha256:{digest.hexdigest()}"}
        package = data_package(tally, name, resource)
        text = json.dumps(package, ensure_ascii=False, indent=1) + "\n"
        archive.writestr(_entry(tally, PACKAGE), text.encode())
        archive.writestr(_entry(tally, README), readme(tally, f"{name}.csv").encode("utf-8-sig"))


def _entry(tally: Tally, name: str) -> zipfile.ZipInfo:
    """An entry dated by the version of the data."""
    entry = zipfile.ZipInfo(name, (*tally.contents.released_on.timetuple()[:3], 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def readme(tally: Tally, csv_name: str) -> str:
    """What the rows are, in the reader's language, as any editor opens it."""
    contents = tally.contents
    say = contents.say
    lines = [contents.title, "=" * len(contents.title), ""]
    lines += [f"{name}: {value}" for name, value in facts(contents, tally.rows)]
    lines += ["", say("file.holds", csv=csv_name, package=PACKAGE), ""]
    lines += [f"- {note}" for note in [*notes(contents, tally.schema.names), say("file.guard_csv")]]
    lines += ["", say("file.sheet_definitions"), ""]
    lines += [f"- {f.name}: {f.title}. {f.meaning}".rstrip(". ") for f in contents.fields]
    for code_list in dict.fromkeys(f.code_list for f in contents.fields if f.code_list):
        lines += ["", f"{say('file.code_list')} {code_list}", ""]
        for code, (name, definition) in contents.codes[code_list].items():
            lines.append(f"- {code}: {name}. {definition}".rstrip(". "))
    sources = [f"- {source_line(source)}" for source in tally.sources()]
    if sources:
        lines += ["", say("file.sheet_sources"), "", *sources]
    return "\r\n".join(lines) + "\r\n"
