"""Names of files: dataset, filters, data version and day, in letters that every disk takes."""

from __future__ import annotations

import re
import unicodedata

TITLE_AT_MOST = 80
FILTERS_AT_MOST = 120


def file_name(dataset: str, filters: list[str], version: str, made_on: str, ending: str) -> str:
    """'mo-hinh_xa-hoai-duc_2023_du-lieu-2026-11-21.871e927f_2026-11-21.csv', ASCII only.

    Many filters are shortened: no disk takes a name of more than 255 characters.
    """
    chosen = shortened("_".join(filter(None, map(ascii_name, filters))), FILTERS_AT_MOST)
    title = shortened(ascii_name(dataset), TITLE_AT_MOST)
    parts = [title, chosen, f"du-lieu-{version}", made_on]
    return f"{'_'.join(filter(None, parts))}.{ending}"


def shortened(name: str, letters: int) -> str:
    """As many whole words of a name as fit."""
    if len(name) <= letters:
        return name
    return re.sub(r"[-_ ]+[^-_ ]*$", "", name[: letters + 1])[:letters]


def ascii_name(text: str) -> str:
    """Words without accents, joined by hyphens: 'Chính quyền' -> 'chinh-quyen'."""
    letters = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"[\u0300-\u036f]", "", letters)).strip("-")
