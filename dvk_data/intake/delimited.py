"""Delimited text as units send it: any of the usual encodings, comma, semicolon or tab."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections import Counter

from .encodings import is_syllable, recognise
from .safety import Refused, check_size
from .submission import Problem

DELIMITERS = (";", "\t", ",", "|")


def decode(content: bytes) -> str:
    """Text of the file. Without a mark it is UTF-8, else what reads best of the old code pages."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if content.startswith(mark):
            return _decode(content, encoding)
    if b"\x00" in content[:4000]:
        big = content[0:4000:2].count(0) > content[1:4000:2].count(0)
        return _decode(content, "utf-16-be" if big else "utf-16-le")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_code_page(content)


def _decode(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise Refused(Problem("error", "damaged")) from None


def _decode_code_page(content: bytes) -> str:
    """windows-1258, unless the bytes are those of an old font in a Western code page."""
    western = content.decode("latin-1")
    if recognise(western.splitlines()[:200]):
        return western
    vietnamese = unicodedata.normalize("NFC", content.decode("cp1258", errors="replace"))
    words = [word.strip(' ,;."') for word in vietnamese[:20_000].split()]
    marked = [word for word in words if word.isalpha() and not word.isascii()]
    if "\ufffd" in vietnamese or sum(map(is_syllable, marked)) < len(marked) / 2:
        raise Refused(Problem("error", "unknown_encoding"))
    return vietnamese


def read_delimited(content: bytes) -> list[list[str]]:
    """Rows of cells. Raises Refused."""
    text = decode(content)
    tables = {}
    for delimiter in DELIMITERS:
        try:
            lines = io.StringIO(text.removeprefix("\ufeff"), newline="")
            tables[delimiter] = list(csv.reader(lines, delimiter=delimiter))
        except csv.Error:
            continue
    if not tables:
        raise Refused(Problem("error", "not_a_workbook"))
    rows = max(tables.values(), key=_usual_width)
    check_size(len(rows), max(map(len, rows), default=0))
    return rows


def _usual_width(rows: list[list[str]]) -> int:
    """Number of cells that most rows of two cells and more have, weighed by how many have it."""
    widths = Counter(len(row) for row in rows if len(row) > 1)
    return max((width * count for width, count in widths.items()), default=0)
