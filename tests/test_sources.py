"""From any source to its numbers and back: sources, checks, coverage, freshness, dictionary."""

import datetime as dt
import re
import tomllib
from collections import Counter
from urllib.parse import urlsplit

import pandas as pd
import pytest

from dvk_data import dictionary, indicators
from dvk_data.places import search_words
from dvk_data.screen import freshness, list_page
from dvk_data.screen.coverage_cell import SUBJECTS, Cell
from dvk_data.screen.source_list import _half
from dvk_data.warehouse import Warehouse
from dvk_data.wording import LANGUAGES, wording
from tests.live import CATALOGUE, rows, table
from tests.test_pages import assert_reads_well, open_page, texts

SOURCES = "pages/sources.py"
TABLES = ("models", "model_outcomes", "model_counts", "service_kpis", "petitions", "indices")
TABLES += ("targets",)
ENTRIES = dictionary.entries(CATALOGUE)
NATION = "2004-nation-VN"
say = wording("vi").say


@pytest.fixture(scope="module")
def warehouse():
    return Warehouse(CATALOGUE)


def dataframe(app, label):
    """The table on screen that says what it is with these words."""
    (one,) = [e for e in app.get("dataframe") if e.proto.alt == label or e.proto.id == label]
    return one.value


def whole(link, label, count, parameter="trang"):
    """A list of so many rows from all its pages."""
    pages = range(1, max(2, 1 - (-count // list_page.ROWS)))
    found = [dataframe(open_page(SOURCES, f"{link}&{parameter}={n}"), label) for n in pages]
    assert all(len(page) == list_page.ROWS for page in found[:-1])
    return pd.concat(found)


# Sources


def test_rows_of_all_sources_make_the_totals_of_the_tables(warehouse):
    given = warehouse.rows("sources_found")
    counted = Counter()
    for source in given:
        counted.update(source["given"])
    assert counted == {name: len(table(name)) for name in TABLES}
    assert {s["source_id"] for s in given} == {source["source_id"] for source in table("sources")}


def test_verdicts_of_all_sources_make_the_totals_of_the_checks(warehouse):
    given = warehouse.rows("sources_found")
    counted = Counter(check["agrees"] for check in table("checks"))
    assert sum(source["agreeing"] for source in given) == counted[True]
    assert sum(source["differing"] for source in given) == counted[False]
    assert sum(source["undecided"] for source in given) == counted[None]


@pytest.mark.parametrize("boundary", ["reported", "current"])
def test_every_row_with_a_place_lies_in_exactly_one_province_but_models_may_in_several(
    warehouse, boundary
):
    ((by_province,),) = warehouse._connection.execute(
        """
        SELECT sum(rows) FROM given_by_place JOIN areas USING (area_id)
        WHERE boundary = $boundary AND level = 'province'
        """,
        {"boundary": boundary},
    ).fetchall()
    national = sum(
        str(row["area_id"]).endswith("nation-VN")
        for name in TABLES
        if name != "model_outcomes"
        for row in table(name)
    )
    without_place = {model["model_id"] for model in table("models")} - {
        link["model_id"] for link in table("model_areas")
    }
    lost = len(without_place) + sum(
        outcome["model_id"] in without_place for outcome in table("model_outcomes")
    )
    everything = sum(len(table(name)) for name in TABLES)
    assert by_province == everything - national - lost


@pytest.mark.parametrize("source", table("sources"), ids=lambda source: source["source_id"])
def test_card_of_every_source_finds_its_rows(warehouse, source):
    (listed,) = (
        s for s in warehouse.rows("sources_found") if s["source_id"] == source["source_id"]
    )
    counted = {name: len(rows(name, source_id=source["source_id"])) for name in TABLES}
    assert listed["given"] == {name: count for name, count in counted.items() if count}
    for name, count in listed["given"].items():
        asked = {"source_id": source["source_id"], "table_name": name}
        given = warehouse.rows("rows_given", passed_over=0, at_most=count + 1, **asked)
        assert len({row["figure_id"] for row in given}) == len(given) == count


def test_links_are_well_formed():
    for source in table("sources"):
        if source["url"]:
            parts = urlsplit(source["url"])
            assert parts.scheme in ("http", "https"), source["source_id"]
            assert re.fullmatch(r"[\w-]+(\.[\w-]+)+(:\d+)?", parts.netloc), source["source_id"]
            assert not re.search(r"\s", source["url"]), source["source_id"]


def test_half_of_the_rows_rest_on_the_fewest_sources():
    assert _half([{"rows": 5}, {"rows": 3}, {"rows": 2}]) == 1
    assert _half([{"rows": 4}, {"rows": 3}, {"rows": 3}]) == 2
    assert _half([]) == 0


def test_list_of_sources_says_how_many_and_finds_without_accents():
    app = open_page(SOURCES)
    given = sum(len(table(name)) for name in TABLES)
    title = say(
        "sources.found", count=str(len(table("sources"))), rows=f"{given:,}".replace(",", ".")
    )
    assert title in [header.value for header in app.header]
    app = open_page(SOURCES, "tim=huyen lam ha")
    listed = dataframe(app, say("sources.section_sources"))
    assert "Trang thông tin điện tử Đảng bộ huyện Lâm Hà" in set(listed["publisher"])
    assert 0 < len(listed) < len(table("sources"))


@pytest.mark.parametrize(
    ("choice", "holds"),
    [
        ("loai=official", lambda s: s["publisher_type"] == "official"),
        ("bang=indices", lambda s: rows("indices", source_id=s["source_id"])),
        (
            "ket-qua=khong-khop",
            lambda s: rows("checks", source_id=s["source_id"], agrees=False),
        ),
        (
            "ket-qua=chua-doi-chieu",
            lambda s: not rows("checks", source_id=s["source_id"]),
        ),
    ],
)
def test_filter_of_sources_keeps_what_it_says(choice, holds):
    expected = sorted(s["title"] for s in table("sources") if holds(s))
    listed = whole(choice, say("sources.section_sources"), len(expected))
    assert sorted(listed["title"]) == expected


def test_place_and_year_narrow_the_sources():
    link = "noi=2004-district-676&nam=2023&bang=petitions"
    listed = dataframe(open_page(SOURCES, link), say("sources.section_sources"))
    stated = {
        row["source_id"]
        for row in rows("petitions", area_id="2004-district-676")
        if row["date_to"] and row["date_to"].year == 2023
    }
    assert sorted(listed["title"]) == sorted(
        rows("sources", source_id=source_id)[0]["title"] for source_id in stated
    )


RICH = [
    max(
        table("sources"),
        key=lambda source, name=name: len(rows(name, source_id=source["source_id"])),
    )["source_id"]
    for name in TABLES
]


@pytest.mark.parametrize("source_id", list(dict.fromkeys(RICH)))
def test_card_of_a_source_shows_all_its_rows_and_checks(source_id):
    for language in LANGUAGES:
        app = open_page(SOURCES, f"nguon={source_id}&lang={language}")
        assert_reads_well(app)
    for name in TABLES:
        count = len(rows(name, source_id=source_id))
        if count:
            title = CATALOGUE.datasets[name].title_vi
            page = f"dong-{name.replace('_', '-')}"
            assert len(whole(f"nguon={source_id}", title, count, page)) == count
    checks = rows("checks", source_id=source_id)
    if checks:
        assert len(dataframe(app, wording("en").say("sources.section_checks"))) == len(checks)


# Checks


def test_title_of_the_checks_is_computed():
    app = open_page(SOURCES, "phan=doi-chieu")
    differing = len(rows("checks", agrees=False))
    title = say("checks.finding", differing=str(differing), all=str(len(table("checks"))))
    assert title in [header.value for header in app.header]
    listed = dataframe(app, say("sources.section_checks"))
    assert listed["verdict"].str.startswith("✗").sum() == differing
    assert listed["verdict"].str.startswith("✗").iloc[:differing].all()


def test_every_check_is_explained_in_words():
    for language in LANGUAGES:
        link = f"phan=doi-chieu&lang={language}"
        assert_reads_well(open_page(SOURCES, link))
        title, count = wording(language).say("sources.section_checks"), len(table("checks"))
        listed = whole(link, title, count)
        assert len(listed) == count
        assert listed["explanation"].str.len().min() > 10


def test_checks_of_a_province_hold_those_of_its_districts():
    inside = {a["area_id"] for a in table("areas") if a["province_id"] == "2004-province-68"}
    known = [check for check in table("checks") if check["area_id"] in inside]
    link, title = "phan=doi-chieu&noi=2004-province-68", say("sources.section_checks")
    assert len(whole(link, title, len(known))) == len(known) > 0


def test_page_of_a_list_stays_behind_a_card_and_goes_with_another_choice():
    app = open_page(SOURCES, "trang=2")
    codes = dataframe(app, say("sources.section_sources"))
    assert len(codes) == list_page.ROWS
    app = open_page(SOURCES, "trang=2&nguon=k-pci-2015-table&dong-indices=2")
    (back,) = [b for b in app.button if b.label == say("sources.back")]
    back.click().run()
    assert app.query_params == {"trang": "2"}
    app = open_page(SOURCES, "phan=doi-chieu&trang=2")
    app.segmented_control(key="widget-phan").set_value("nguon").run()
    assert "trang" not in app.query_params


def test_check_of_the_address_stands_on_the_page_that_opens():
    check = rows("checks", agrees=True)[-1]
    app = open_page(SOURCES, f"phan=doi-chieu&phep-tinh={check['check_id']}")
    listed = dataframe(app, say("sources.section_checks"))
    assert check["statement_vi"] in set(listed["statement"])


@pytest.mark.parametrize(
    "pins", [{"table_name": "indices"}, {"table_name": "petitions", "agrees": False}], ids=str
)
def test_check_leads_to_the_figures_it_is_made_of(pins):
    check = rows("checks", **pins)[0]
    app = open_page(SOURCES, f"phan=doi-chieu&phep-tinh={check['check_id']}")
    assert_reads_well(app)
    title = say("checks.figures", count=str(1 + len(set(check["part_ids"]))))
    assert len(dataframe(app, title)) == 1 + len(set(check["part_ids"]))
    buttons = [button.label for button in app.button]
    assert say("checks.open_source") in buttons


# Coverage


def counted_plainly(boundary_system, level):
    """(area, subject, year) -> rows of the published tables, without any SQL."""
    known = {a["area_id"]: a for a in table("areas")}
    plain = Counter()
    for name in ("model_counts", "service_kpis", "petitions"):
        for row in table(name):
            day = row["date_to"] or row["date_from"]
            plain[row["area_id"], name, day.year if day else None] += 1
    for row in table("indices"):
        plain[row["area_id"], "indices", row["year"]] += 1
    years = {model["model_id"]: model["year"] for model in table("models")}
    places = {}
    for link in table("model_areas"):
        area = known[link["area_id"]]
        units = {area["area_id"], area["province_id"], area["parent_id"]}
        places.setdefault(link["model_id"], set()).update(units)
    for model_id, units in places.items():
        for unit in units:
            plain[unit, "models", years[model_id]] += 1
    return {
        key: count
        for key, count in plain.items()
        if key[0] in known
        and known[key[0]]["level"] == level
        and known[key[0]]["system"] in boundary_system
    }


def test_cells_of_provinces_count_what_the_tables_hold(warehouse):
    given = warehouse.rows("coverage", boundary="reported", area_id=NATION)
    cells = {
        (r["area_id"], r["subject"], r["year"]): r["figures"]
        for r in given
        if r["figures"] and not r["is_self"]
    }
    assert cells == counted_plainly(("2004", "2025"), "province")
    provinces = rows("areas", level="province")
    assert {r["area_id"] for r in given if not r["is_self"]} == {p["area_id"] for p in provinces}


def test_cells_of_districts_count_what_the_tables_hold(warehouse):
    plain = counted_plainly(("2004",), "district")
    for province_id in ("2004-province-68", "2004-province-37"):
        given = warehouse.rows("coverage", boundary="reported", area_id=province_id)
        cells = {
            (r["area_id"], r["subject"], r["year"]): r["figures"]
            for r in given
            if r["figures"] and not r["is_self"]
        }
        districts = {d["area_id"] for d in rows("areas", parent_id=province_id)}
        assert cells == {key: count for key, count in plain.items() if key[0] in districts}


def test_cell_is_as_sure_as_its_worst_figure():
    record = {"figures": 12, "unsure": 3, "contradicted": 0, "below": 4, "subject": "petitions"}
    cell = Cell()
    cell.add(record)
    assert (cell.state, cell.text(by_subject=True)) == ("unsure", "≈ 3/12")
    cell.add({**record, "contradicted": 1, "subject": "models"})
    assert cell.state == "contradicted"
    assert cell.text(by_subject=False) == f"✗ 2/{len(SUBJECTS)}"
    only_below = Cell(below=4)
    assert (only_below.state, only_below.text(by_subject=True)) == ("below", "▽ 4")
    assert (Cell().state, Cell().text(by_subject=True)) == ("missing", "–")


@pytest.mark.parametrize(
    "link",
    [
        "",
        "mang=don-thu",
        "nam=2023",
        "mang=thu-tuc&nam=2023&noi=2004-province-68",
        "noi=2025-province-68&dia-gioi=hien-nay",
        "mang=thu-tuc&noi=2004-province-68&o=2004-district-676.2023",
        "nam=2023&noi=2004-province-68&o=2004-district-676.mo-hinh",
        "mang=chi-so&noi=2004-province-68&o=2004-province-68.2021",
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_coverage_reads_well(link, language):
    assert_reads_well(open_page(SOURCES, f"phan=do-phu&{link}&lang={language}"))


def test_who_reported_nothing_is_counted_and_named():
    app = open_page(SOURCES, "phan=do-phu&mang=don-thu&nam=2023")
    old = {p["area_id"]: p["short_name"] for p in rows("areas", level="province", system="2004")}
    own = {
        row["area_id"]
        for row in table("petitions")
        if (row["date_to"] or row["date_from"]).year == 2023
    } & old.keys()
    title = say(
        "coverage.finding",
        silent=str(len(old) - len(own)),
        all=str(len(old)),
        level=say("coverage.units_province"),
        subject="tiếp công dân, khiếu nại, tố cáo",
        year="2023",
    )
    assert title in [header.value for header in app.header]
    named = ", ".join(texts(app))
    assert all(name in named for name in old.values())
    assert say("coverage.not_zero") in [caption.value for caption in app.caption]


def test_units_of_another_time_are_not_blamed_for_a_year():
    app = open_page(SOURCES, "phan=do-phu&nam=2023")
    matrix = dataframe(app, say("sources.section_coverage"))
    old = rows("areas", level="province", system="2004")
    assert len(matrix) == 1 + len(old)
    assert not matrix["place"].str.contains("7/2025").any()
    reporting = matrix.iloc[1:, 1:].apply(lambda row: row.str.match("[✓≈✗]").sum(), axis=1)
    assert reporting.is_monotonic_decreasing


def test_cell_leads_to_its_figures():
    link = "phan=do-phu&mang=thu-tuc&noi=2004-province-68&o=2004-district-676.2023"
    app = open_page(SOURCES, link)
    stated = [
        row
        for row in rows("service_kpis", area_id="2004-district-676")
        if (row["date_to"] or row["date_from"]).year == 2023
    ]
    title = say("coverage.figures", count=str(len(stated)))
    assert len(dataframe(app, title)) == len(stated)


# Freshness


def test_newest_date_of_each_subject_counts(warehouse):
    given = warehouse.rows("coverage", boundary="reported", area_id="2004-district-676")
    dates = freshness.newest([r for r in given if r["area_id"] == "2004-district-676"])
    stated = [row["date_to"] for row in rows("petitions", area_id="2004-district-676")]
    assert dates["petitions"] == max(filter(None, stated))
    assert "indices" not in dates


def test_figures_are_old_after_a_year_and_not_before():
    today = dt.date(2026, 11, 21)
    assert freshness.years_old(dt.date(2025, 11, 22), today) == 0
    assert freshness.years_old(dt.date(2025, 11, 21), today) == 1
    assert freshness.years_old(dt.date(2023, 12, 31), today) == 2
    assert freshness.years_old(dt.date(2027, 12, 31), today) == 0


def test_overview_says_how_old_its_figures_are():
    app = open_page("pages/overview.py", "noi=2004-district-676&nam=2023")
    said = say("freshness.line", parts="").split("{")[0].rstrip(".")
    (line,) = [caption.value for caption in app.caption if said.strip() in caption.value]
    assert "31/12/2023" in line


# Dictionary


def test_every_indicator_says_its_direction_and_who_defines_it():
    described = tomllib.loads(indicators.FILE.read_text(encoding="utf-8"))
    for subject, entries in described.items():
        for code, entry in entries.items():
            assert {"better", "source"} <= entry.keys(), f"{subject}.{code}"
            assert entry["source"] in dictionary.described()["source"], f"{subject}.{code}"


@pytest.mark.parametrize("entry", list(ENTRIES.values()), ids=list(ENTRIES))
def test_entry_is_complete_in_both_languages(entry):
    for language in LANGUAGES:
        assert entry.name[language]
        assert entry.definition[language]
        assert dictionary.source_name(entry.source, language)
    for address in (entry.belongs, entry.numerator, entry.denominator, *entry.parts):
        assert not address or address in ENTRIES
    assert {f"unit.{unit}" for unit in entry.units} <= ENTRIES.keys()
    if entry.kind in ("indicator", "index"):
        assert entry.better in ("up", "down", "none")
        assert entry.measure
        assert entry.units
    if entry.measure == "rate":
        assert entry.denominator or all(entry.base.values())
        assert entry.denominator or all(entry.formula.values())
    assert set(map(bool, entry.formula.values())) != {True, False}
    assert set(map(bool, entry.base.values())) != {True, False}


def test_dictionary_holds_everything_the_files_describe():
    kinds = Counter(entry.kind for entry in ENTRIES.values())
    assert kinds["table"] == len(CATALOGUE.datasets)
    assert kinds["column"] == sum(len(d.columns) for d in CATALOGUE.datasets.values())
    assert kinds["indicator"] == len(list(indicators.load_indicators()))
    codes = sum(len(codes) for codes in CATALOGUE.codes.values())
    assert kinds["code"] + kinds["unit"] + kinds["index"] == codes


def test_entries_are_found_without_accents_and_by_name_first():
    first = dictionary.found(ENTRIES, [], search_words("ty le dung han"))[0]
    assert first.address == "indicator.on_time_rate"
    assert dictionary.found(ENTRIES, ["unit"], search_words("on-time rate")) == []
    assert dictionary.found(ENTRIES, [], ["zzzz"]) == []


@pytest.mark.parametrize(
    "address",
    [
        "indicator.on_time_rate",
        "indicator.satisfaction_rate",
        "indicator.justice_desk_rate",
        "indicator.score_766_total",
        "indicator.rank_766",
        "indicator.yield_per_ha",
        "index.PCI",
        "index.SIPAS",
        "table.checks",
        "column.checks.rule",
        "column.petitions.area_id",
        "code.stage.resolved_rate",
        "code.stage.resolved_on_time_rate",
        "code.rule.kpi_rate",
        "unit.mau",
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_entry_has_an_address(address, language):
    app = open_page(SOURCES, f"phan=tu-dien&muc={address}&lang={language}")
    entry, say = ENTRIES[address], wording(language).say
    assert not app.exception
    assert not app.error
    headers = [header.value.replace("\\", "") for header in app.header]
    assert entry.name[language] in headers
    shown = "\n".join(text.value for text in app.markdown)
    assert say("dictionary.source") in shown
    if entry.measure:
        assert say("dictionary.formula") in shown
        assert say("dictionary.denominator") in shown
        assert say("dictionary.better") in shown


def test_on_time_rate_names_its_denominator():
    app = open_page(SOURCES, "phan=tu-dien&muc=indicator.on_time_rate")
    shown = "\n".join(text.value for text in app.markdown)
    assert "Hồ sơ trước hạn và đúng hạn ÷ hồ sơ đã giải quyết × 100" in shown


@pytest.mark.parametrize("section", ["nguon", "doi-chieu", "do-phu", "tu-dien"])
def test_another_section_begins_without_the_choices_of_this_one(section):
    app = open_page(SOURCES, f"phan={section}&tim=zzzz&noi=2004-province-68")
    other = "tu-dien" if section != "tu-dien" else "do-phu"
    (control,) = [c for c in app.get("button_group") if c.label == say("sources.section")]
    control.set_value(other).run()
    assert "tim" not in app.query_params
    assert "2004-province-68" in app.query_params["noi"]
