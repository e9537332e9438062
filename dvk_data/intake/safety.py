"""What kind of file it really is, and whether it is safe to open."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from .submission import Problem

MAX_BYTES = 10_000_000
MAX_UNPACKED = 100_000_000
MAX_ENTRIES = 1_000
MAX_RATIO = 200
SMALL = 1_000_000  # an entry this small may be packed as tightly as it likes
MAX_ROWS, MAX_COLUMNS, MAX_SHEETS = 10_000, 200, 30

_ENTITIES = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_CELL_NAME = re.compile(rb'\sr="([A-Z]{1,3})?(\d+)"')
_MARKUP = re.compile(rb"\s*<(!doctype|html|\?xml|table|meta)", re.IGNORECASE)


class Refused(Exception):
    """The file is not read at all; `problem` says why."""

    def __init__(self, problem: Problem):
        super().__init__(problem.code)
        self.problem = problem


def kind_of(content: bytes) -> str:
    """xlsx, xls or text, after what the file holds, never after its name. Raises Refused."""
    if not content.strip():
        raise Refused(Problem("error", "empty_file"))
    if len(content) > MAX_BYTES:
        found, allowed = (f"{size / 1e6:.0f} MB" for size in (len(content), MAX_BYTES))
        raise Refused(Problem("error", "too_large", found=found, allowed=allowed))
    if content.startswith(b"PK\x03\x04"):
        return _kind_of_zip(content)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise Refused(Problem("error", "locked"))
        return "xls"
    if _MARKUP.match(content.removeprefix(b"\xef\xbb\xbf")[:500]):
        raise Refused(Problem("error", "web_page"))
    if b"\x00" in content[:4000] and not _is_utf16(content):
        raise Refused(Problem("error", "not_a_workbook"))
    if content.startswith((b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff")):
        raise Refused(Problem("error", "not_a_workbook"))
    return "text"


def _is_utf16(content: bytes) -> bool:
    start = content[:4000]
    zeros = max(start[0::2].count(0), start[1::2].count(0))
    return start.startswith((b"\xff\xfe", b"\xfe\xff")) or zeros > len(start) / 5


def _kind_of_zip(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = _check_entries(archive)
            if "xl/workbook.xml" not in names:
                raise Refused(Problem("error", "other_office" if names else "not_a_workbook"))
            _check_contents(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        raise Refused(Problem("error", "damaged")) from None
    return "xlsx"


def _check_entries(archive: zipfile.ZipFile) -> set[str]:
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if len(entries) > MAX_ENTRIES or len(set(names)) < len(names):
        raise Refused(Problem("error", "zip_bomb"))
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise Refused(Problem("error", "zip_bomb"))
    for entry in entries:
        is_tight = entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
        if entry.file_size > SMALL and is_tight:
            raise Refused(Problem("error", "zip_bomb"))
    return set(names)


def _check_contents(archive: zipfile.ZipFile) -> None:
    """Unpack every entry once, no further than it says it goes, and look into the XML."""
    left = MAX_UNPACKED
    for entry in archive.infolist():
        with archive.open(entry) as stream:
            data = stream.read(left + 1)
        left -= len(data)
        if left < 0:
            raise Refused(Problem("error", "zip_bomb"))
        if entry.filename.endswith((".xml", ".rels", ".vml")):
            if _ENTITIES.search(data.replace(b"\x00", b"")):
                raise Refused(Problem("error", "entities"))
            if entry.filename.startswith("xl/worksheets/"):
                _check_extent(data)


def _check_extent(sheet: bytes) -> None:
    """A single cell far away makes a sheet of millions of empty ones."""
    farthest_row = farthest_column = 0
    for letters, row in _CELL_NAME.findall(sheet):
        farthest_row = max(farthest_row, int(row[:9]))
        if letters:
            farthest_column = max(farthest_column, column_number(letters.decode()))
    check_size(farthest_row, farthest_column)


def check_size(rows: int, columns: int) -> None:
    if rows > MAX_ROWS or columns > MAX_COLUMNS:
        found, allowed = f"{rows} × {columns}", f"{MAX_ROWS} × {MAX_COLUMNS}"
        raise Refused(Problem("error", "too_many_rows", found=found, allowed=allowed))


def column_number(letters: str) -> int:
    """A -> 1, Z -> 26, AA -> 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(index: int) -> str:
    """0 -> A, 26 -> AA."""
    letters, number = "", index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """(0, 0) -> A1."""
    return f"{column_letters(column)}{row + 1}"
