"""Every file that a reader can take away, made by one function behind every button."""

from __future__ import annotations

import re

import pandas as pd

from .places import fold

FORMULA_START = ("=", "+", "-", "@", "\t", "\r")


def guard(text):
    """A text that a spreadsheet would run as a formula gets an apostrophe; all else stays."""
    return f"'{text}" if isinstance(text, str) and text.startswith(FORMULA_START) else text


def csv_file(frame: pd.DataFrame) -> bytes:
    """CSV as Excel in Việt Nam opens it right: UTF-8 with BOM, comma, ISO dates, CRLF lines.

    Text cells and headings are guarded against formulas; numbers are left alone; codes such as
    '2004-commune-24871' are text by their form. Missing cells are empty, never zero.
    """
    guarded = frame.rename(columns=guard)
    for column in guarded.columns[
        [dtype.kind == "O" or dtype == "str" for dtype in guarded.dtypes]
    ]:
        guarded[column] = guarded[column].map(guard)
    return guarded.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def file_name(dataset: str, filters: list[str], version: str, made_on: str, ending: str) -> str:
    """'mo-hinh_xa-hoai-duc_2023_du-lieu-2026-11-21.871e927f_2026-11-21.csv', ASCII only."""
    parts = [_ascii(part) for part in (dataset, *filters)]
    return "_".join([*filter(None, parts), f"du-lieu-{version}", made_on]) + f".{ending}"


def _ascii(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")[:40].strip("-")
