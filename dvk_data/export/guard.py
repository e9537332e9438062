"""Texts that a spreadsheet would run as formulas, and what keeps it from doing so."""

from __future__ import annotations

import re

import pyarrow as pa
import pyarrow.compute as pc

# After https://owasp.org/www-community/attacks/CSV_Injection: the signs themselves, their wide
# forms, and the controls that spreadsheets swallow before they look for a sign.
SIGNS = "=+\\-@＝＋－＠﹢﹣−﹦﹫"
UNSEEN = r"[\s\p{Z}\p{Cc}\p{Cf}]*"
AT_START = rf"\A({UNSEEN}[{SIGNS}]|[\t\r\n])"
# Excel takes ';' for the separator where the comma is the decimal sign, and then cuts a quoted text
# at every ';', tab and line end: what follows these becomes a cell of its own.
AFTER_SEPARATOR = rf"([;\t\r\n]{UNSEEN})([{SIGNS}])"
_UNSEEN = r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\u00ad]*"
_DANGEROUS = re.compile(rf"\A(?:{_UNSEEN}[{SIGNS}]|[\t\r\n])")


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would run a text that stands alone in its cell."""
    return bool(_DANGEROUS.match(text))


def guard(texts: pa.Array) -> pa.Array:
    """The texts with an apostrophe before every formula; all others stay as they are."""
    guarded = pc.replace_substring_regex(texts, AFTER_SEPARATOR, r"\1'\2")
    return pc.replace_substring_regex(guarded, AT_START, r"'\1")


def guard_one(text: str) -> str:
    return guard(pa.array([text], pa.string()))[0].as_py()
