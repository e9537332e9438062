"""What every file says of itself: filters, version, sources, how it is made."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from .contents import Contents, Tally

FRICTIONLESS_TYPES = (
    (pa.types.is_boolean, "boolean"),
    (pa.types.is_integer, "integer"),
    (pa.types.is_floating, "number"),
    (pa.types.is_date, "date"),
)


def facts(contents: Contents, rows: int) -> list[tuple[str, str]]:
    """Name and value of all that a reader must know besides the rows."""
    say = contents.say
    filters = list(contents.filters) or [(say("file.filters"), say("file.no_filter"))]
    return [
        *([(say("file.data"), say("app.simulated"))] if contents.is_simulated else []),
        (say("file.dataset"), contents.title),
        *filters,
        (say("file.rows"), str(rows)),
        (say("file.version"), contents.version),
        *([(say("file.page"), contents.page)] if contents.page else []),
    ]


def notes(contents: Contents, headings: Sequence[str]) -> list[str]:
    """How to read the file: what an empty cell, a flag and a code mean.

    `headings` are the columns as they are called in it; only those that it has are explained.
    """
    say = contents.say
    called = dict(zip((field.name for field in contents.fields), headings, strict=True))
    note = "note_vi" if contents.language == "vi" else "note"
    return [
        *([contents.remark] if contents.remark else []),
        say("file.empty"),
        *([say("file.flags", flag=called["flag"])] if "flag" in called else []),
        *([say("file.notes", note=called[note])] if note in called else []),
        say("file.codes"),
    ]


def field_type(schema: pa.Schema, name: str) -> str:
    """Type of a column after the Frictionless standard; lists are texts parted by '; '."""
    kind = schema.field(name).type
    return next((word for fits, word in FRICTIONLESS_TYPES if fits(kind)), "string")


def source_line(source) -> str:
    parts = [source["title"], source["publisher"], str(source["published_date"] or "")]
    return " – ".join(filter(None, [*parts, source["url"] or ""]))


def data_package(tally: Tally, name: str, resource: dict) -> dict:
    """datapackage.json after https://datapackage.org/profiles/2.0, for one CSV file."""
    contents = tally.contents
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": name,
        "title": contents.title,
        "description": "; ".join(": ".join(fact) for fact in facts(contents, tally.rows)),
        "version": contents.version,
        "resources": [
            {
                **resource,
                "name": name,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "dialect": {"delimiter": ",", "lineTerminator": "\r\n"},
                "schema": {"fields": _fields(tally), "missingValues": [""]},
            }
        ],
    }
    listed = [
        {"title": source["title"], **({"path": source["url"]} if source["url"] else {})}
        for source in tally.sources()
    ]
    return package | ({"sources": listed} if listed else {})


def _fields(tally: Tally) -> list[dict]:
    described = []
    for field in tally.contents.fields:
        entry = {"name": field.name, "type": field_type(tally.schema, field.name)}
        entry |= {"title": field.title, "description": field.meaning or field.title}
        constraints = {"required": True} if field.is_required else {}
        if field.code_list:
            constraints["enum"] = list(tally.contents.codes[field.code_list])
        described.append(entry | ({"constraints": constraints} if constraints else {}))
    return described
