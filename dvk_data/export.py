"""Every file that a reader can take away, made by one function behind every button."""

from __future__ import annotations

import re
import unicodedata

import pandas as pd

FILTERS_AT_MOST = 120
FORMULA_START = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def guard(text):
    """A text that a spreadsheet would run as a formula gets an apostrophe; all else stays."""
    is_formula = isinstance(text, str) and text.lstrip(" \n").startswith(FORMULA_START)
    return f"'{text}" if is_formula else text


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
    """'mo-hinh_xa-hoai-duc_2023_du-lieu-2026-11-21.871e927f_2026-11-21.csv', ASCII only.

    Many filters are shortened: no disk takes a name of more than 255 characters.
    """
    chosen = "_".join(filter(None, map(_ascii, filters)))[:FILTERS_AT_MOST].rstrip("-_")
    parts = [_ascii(dataset), chosen, f"du-lieu-{version}", made_on]
    return f"{'_'.join(filter(None, parts))}.{ending}"


def _ascii(text: str) -> str:
    """Words without accents, joined by hyphens: 'Chính quyền' -> 'chinh-quyen'."""
    letters = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"[\u0300-\u036f]", "", letters)).strip("-")
