"""What is clicked: pages of the dashboard, their filters, the states a click starts from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

PLACES_AT_MOST = 40
TABLES_OF_REFERENCES = ("models.parquet", "areas.parquet")


@dataclass(frozen=True)
class Filter:
    """One filter of a page: the parameter whose widget is clicked, and the kind of widget.

    kind: "select", "place" (a select box of provinces), "buttons" (pills, segmented control),
    "several" (multiselect), "text". `within` is the key of the popover that holds it. `start` is
    the state before the click beside the place; with `from_place` the click starts at a province.
    """

    name: str
    parameter: str
    kind: str
    within: str = ""
    start: tuple[tuple[str, str], ...] = ()
    from_place: bool = True


@dataclass(frozen=True)
class Page:
    """A page, the table that says which provinces have something to show, and its filters."""

    path: str
    table: str
    filters: tuple[Filter, ...]


PLACE = Filter("place", "province", "place", from_place=False)
PAGES = (
    Page("tong-quan", "model_counts", (PLACE, Filter("year", "nam", "select"))),
    Page(
        "mo-hinh",
        "models",
        (
            PLACE,
            Filter("district", "district", "select"),
            Filter("domain", "linh-vuc", "buttons"),
            Filter("status", "trang-thai", "buttons", within="mh-loc"),
            Filter("owner", "chu-the", "several", within="mh-loc"),
            Filter("year", "nam", "several", within="mh-loc"),
            Filter("word", "tim", "text", from_place=False),
        ),
    ),
    Page(
        "so-sanh",
        "model_counts",
        (
            Filter("measure", "do", "select", from_place=False),
            Filter("year", "nam-ss", "select", from_place=False),
            Filter("view", "xem", "buttons", from_place=False),
        ),
    ),
    Page(
        "dich-vu-cong",
        "service_kpis",
        (PLACE, Filter("year", "nam", "select"), Filter("view", "dvc", "buttons")),
    ),
    Page(
        "khieu-nai-to-cao",
        "petitions",
        (PLACE, Filter("period", "dt-ky", "select"), Filter("view", "dt-xem", "buttons")),
    ),
    Page(
        "nguon-luc",
        "models",
        (PLACE, Filter("group", "nl-nhom", "buttons"), Filter("by", "nl-theo", "buttons")),
    ),
    Page(
        "chi-so-tinh",
        "indices",
        (
            PLACE,
            Filter("index", "cs-ten", "buttons"),
            Filter("year", "nam", "select"),
            Filter("dimension", "cs-phan", "select"),
        ),
    ),
    Page(
        "nguon-du-lieu",
        "models",
        (
            Filter("kind", "loai", "buttons", from_place=False),
            Filter("section", "phan", "buttons", from_place=False),
        ),
    ),
)


@dataclass(frozen=True)
class Values:
    """What can be chosen in a directory of datasets."""

    places: dict[str, list[tuple[str, str]]]  # table -> (code, name) of provinces
    words: list[str]
    rows: dict[str, int]


def read_values(datasets: Path) -> Values:
    """Provinces with rows of their own per table, and words of names from frequent to rare."""
    with duckdb.connect() as connection:

        def ask(question: str, **parameters) -> list[tuple]:
            return connection.execute(question, parameters).fetchall()

        areas = str(datasets / "areas.parquet")
        places = {
            table: ask(
                """
                SELECT p.area_id, p.short_name FROM read_parquet($file) AS t
                JOIN read_parquet($areas) AS a USING (area_id)
                JOIN read_parquet($areas) AS p ON p.area_id = a.province_id
                WHERE p.system = '2004' GROUP BY ALL ORDER BY count(*) DESC, p.area_id LIMIT $most
                """,
                file=str(datasets / f"{table}.parquet"),
                areas=areas,
                most=PLACES_AT_MOST,
            )
            for table in {page.table for page in PAGES}
        }
        counted = ask(
            """
            SELECT word FROM (
                SELECT unnest(string_split(search_key, ' ')) AS word
                FROM (FROM read_parquet($file) USING SAMPLE 20000 ROWS (reservoir, 1))
            ) WHERE len(word) >= 3 GROUP BY word ORDER BY count(*) DESC, word
            """,
            file=str(datasets / "models.parquet"),
        )
        step = max(1, len(counted) // 40)
        rows = {
            file.stem: ask("SELECT count(*) FROM read_parquet($file)", file=str(file))[0][0]
            for file in sorted(datasets.glob("*.parquet"))
        }
    return Values(places, [word for (word,) in counted[::step]], rows)


def write_flat(datasets: Path, folder: Path) -> tuple[Path, dict[str, str], dict[str, int]]:
    """models.parquet as the references read it: unsorted, with the province beside each row.

    Returns the file, the provinces (name -> code) and how many models each has (name -> count).
    """
    flat, models, areas = (folder / "flat.parquet", *map(datasets.joinpath, TABLES_OF_REFERENCES))
    with duckdb.connect() as connection:
        connection.execute("SET preserve_insertion_order = false")
        connection.execute(
            f"""
            COPY (
                SELECT m.*, a.province_id FROM read_parquet('{models}') AS m
                LEFT JOIN read_parquet('{areas}') AS a USING (area_id)
                ORDER BY hash(m.model_id)
            ) TO '{flat}' (FORMAT parquet)
            """
        )
        found = connection.execute(
            """
            SELECT p.name, p.area_id, count(*) FROM read_parquet($flat) AS f
            JOIN read_parquet($areas) AS p ON p.area_id = f.province_id AND p.system = '2004'
            GROUP BY ALL ORDER BY count(*) DESC, p.area_id LIMIT $most
            """,
            {"flat": str(flat), "areas": str(areas), "most": PLACES_AT_MOST},
        ).fetchall()
    return flat, {name: code for name, code, _ in found}, {name: count for name, _, count in found}
