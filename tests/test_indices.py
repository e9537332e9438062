"""Provincial indices: who stands where, on what scale, and what must never be compared."""

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dvk_data import figures
from dvk_data.provincial_indices import load_provincial_indices
from dvk_data.warehouse import VIEWS, Warehouse, question_text
from dvk_data.wording import wording
from tests.examined import examined
from tests.live import CATALOGUE, rows

LAM_DONG, QUANG_NINH, LONG_AN = (f"2004-province-{code}" for code in ("68", "22", "80"))
YEN_BAI, HA_TINH, BAC_NINH = (f"2004-province-{code}" for code in ("15", "42", "27"))


@pytest.fixture(scope="module")
def published():
    return Warehouse(CATALOGUE)


def scores(published, index, year, dimension="total", boundary="reported"):
    found = published.rows(
        "index_scores", boundary=boundary, index_name=index, year=year, dimension=dimension
    )
    return {row["area_id"]: row for row in found}


# Golden: what the sources state


def test_lam_dong_against_the_median_of_the_pci(published):
    in_2022 = scores(published, "PCI", 2022)[LAM_DONG]
    assert (in_2022["value"], in_2022["published_rank"]) == (67.62, 17)
    assert (in_2022["median"], in_2022["difference"]) == (69.08, -1.46)
    assert (in_2022["rank_among"], in_2022["reported"]) == (11, 13)
    by_year = {year: scores(published, "PCI", year)[LAM_DONG] for year in (2006, 2013, 2015, 2021)}
    assert {year: row["value"] for year, row in by_year.items()} == {
        2006: 52.25,
        2013: 57.22,
        2015: 59.04,
        2021: 67.17,
    }
    assert [row["published_rank"] for row in by_year.values()] == [32, 36, 21, 15]
    assert LAM_DONG not in scores(published, "PCI", 2023)


def test_quang_ninh_leads_the_pci_of_2021_with_its_dimensions(published):
    total = scores(published, "PCI", 2021)[QUANG_NINH]
    assert (total["value"], total["published_rank"], total["rank_among"]) == (73.02, 1, 1)
    found = published.rows(
        "index_scores", boundary="reported", index_name="PCI", year=2021, dimension=None
    )
    own = {row["dimension"]: row["value"] for row in found if row["area_id"] == QUANG_NINH}
    assert own["entry_costs"] == 7.98
    assert own["time_costs"] == 8.52
    assert set(own) == {"total", *load_provincial_indices()["PCI"].dimensions}


@pytest.mark.parametrize(
    ("index", "year", "area_id", "value", "rank"),
    [
        ("PCI", 2022, LONG_AN, 68.45, 10),
        ("PCI", 2023, LONG_AN, None, 2),
        ("PAR_INDEX", 2024, LONG_AN, 89.68, 16),
        ("PAPI", 2017, LONG_AN, 38.3, 11),
        ("PCI", 2020, YEN_BAI, 63.35, 33),
        ("PCI", 2015, YEN_BAI, None, 51),
        ("DTI", 2020, BAC_NINH, 0.4096, 3),
        ("DTI", 2021, BAC_NINH, None, 4),
        ("PAPI", 2024, LAM_DONG, 41.02, 54),
    ],
)
def test_score_and_published_rank_are_as_stated(published, index, year, area_id, value, rank):
    found = scores(published, index, year)[area_id]
    assert (found["value"], found["published_rank"]) == (value, rank)


def test_dimensions_of_ha_tinh_in_the_papi_of_2015(published):
    found = published.rows(
        "index_scores", boundary="reported", index_name="PAPI", year=2015, dimension=None
    )
    own = {row["dimension"]: row["value"] for row in found if row["area_id"] == HA_TINH}
    papi = load_provincial_indices()["PAPI"]
    assert own["participation"] == 6.44
    assert own["vertical_accountability"] == 7.51
    assert set(papi.dimensions) <= set(own)
    assert round(sum(own[name] for name in papi.dimensions), 2) == 42.33


def test_rank_alone_is_neither_scored_nor_ranked_among_others(published):
    found = scores(published, "PCI", 2022)["2004-province-40"]
    assert (found["value"], found["published_rank"], found["rank_among"]) == (None, 23, None)


def test_equal_scores_share_a_rank_though_the_published_ranks_differ(published):
    in_2024 = scores(published, "PCI", 2024)
    tied = [row for row in in_2024.values() if row["value"] == 70.35]
    assert [(row["rank_among"], row["is_tied"]) for row in tied] == [(8, True), (8, True)]
    assert sorted(row["published_rank"] for row in tied) == [8, 9]


def test_percent_and_points_are_not_compared(published):
    in_2024 = scores(published, "PAR_INDEX", 2024)
    assert (in_2024[LONG_AN]["unit"], in_2024[LONG_AN]["reported"]) == ("percent", 1)
    assert (in_2024[LAM_DONG]["unit"], in_2024[LAM_DONG]["reported"]) == ("point", 2)


def test_national_figure_is_not_ranked_and_not_in_the_median(published):
    nation = scores(published, "PAPI", 2018)["2004-nation-VN"]
    assert (nation["value"], nation["rank_among"]) == (43.78, None)


def test_old_provinces_have_no_place_in_the_boundaries_of_today(published):
    in_2024 = scores(published, "DTI", 2024, boundary="current")
    assert {row["system"] for row in in_2024.values()} == {"2025"}
    assert scores(published, "PCI", 2022, boundary="current") == {}


def test_agreeing_sources_are_one_score_and_two_rows(published):
    found = scores(published, "PCI", 2021)[LAM_DONG]
    behind = published.rows(
        "index_rows", index_name="PCI", year=2021, dimension="total", area_ids=[LAM_DONG]
    )
    assert found["stated_values"] == [67.17]
    assert len(behind) == 2
    assert all(row["is_confirmed"] and row["url"] for row in behind)


def test_reported_and_not_reported_make_all_provinces(published):
    for year in (2006, 2015, 2022):
        named = {"index_name": "PCI", "year": year, "dimension": "total"}
        missing = published.rows("index_unreported", system="2004", **named)
        assert len(missing) + len(scores(published, "PCI", year)) == 63


# Scales and changes


def test_every_index_and_dimension_of_the_data_is_described():
    described = load_provincial_indices()
    assert set(described) == set(CATALOGUE.codes["index_name"])
    for row in rows("indices"):
        index = described[row["index_name"]]
        assert row["dimension"] in {"total", *index.dimensions, *index.parts}


def test_no_score_is_beyond_its_scale():
    for row in rows("indices"):
        index = load_provincial_indices()[row["index_name"]]
        scale = index.scale_of(row["dimension"], row["year"])
        if row["value"] is not None and row["unit"] == "point" and scale:
            assert 0 <= row["value"] <= scale, row


def test_papi_changed_its_scale_in_2018():
    papi = load_provincial_indices()["PAPI"]
    assert (papi.scale_of("total", 2017), papi.scale_of("total", 2018)) == (60, 80)
    assert papi.scale_of("participation", 2015) == 10
    assert papi.scale_of("participation_opportunities", 2015) is None


def test_pci_had_no_fair_competition_between_its_changes():
    years = {row["year"] for row in rows("indices", index_name="PCI", dimension="fair_competition")}
    first, second = (change.year for change in load_provincial_indices()["PCI"].changes)
    assert (first, second) == (2009, 2013)
    assert years
    assert not years & set(range(first, second))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_change_of_an_index_has_a_sentence(language):
    from dvk_data.screen.indices import CHANGES

    for code, index in load_provincial_indices().items():
        for change in index.changes:
            sentence = wording(language).say(f"indices.change_{CHANGES[code][change.year]}")
            assert str(change.year) in sentence


# Rules, on drawn provinces


DRAWN = """
CREATE TABLE areas (area_id VARCHAR, system VARCHAR, level VARCHAR, short_name VARCHAR);
CREATE TABLE sources AS SELECT 'a' AS source_id, 'official' AS publisher_type, 'P' AS publisher,
    DATE '2024-01-01' AS published_date;
CREATE TABLE indices (figure_id VARCHAR, source_id VARCHAR, index_name VARCHAR, area_id VARCHAR,
    year BIGINT, dimension VARCHAR, value DOUBLE, unit VARCHAR, rank BIGINT, flag VARCHAR);
"""
DRAW_AREAS = "INSERT INTO areas SELECT a, '2004', 'province', a FROM (SELECT unnest(?) AS a)"
DRAW_SCORES = """
INSERT INTO indices
SELECT a, 'a', 'PCI', a, 2022, 'total', v, CASE WHEN v IS NOT NULL THEN 'point' END, 5, 'reported'
FROM (SELECT unnest(?) AS a, unnest(CAST(? AS DOUBLE[])) AS v)
"""


SCORES = (VIEWS / "scores_of_indices.sql").read_text(encoding="utf-8")
SCORES = SCORES.replace("CREATE TABLE", "CREATE OR REPLACE TABLE")


@pytest.fixture(scope="module")
def stand():
    """Answers of index_scores for drawn provinces (name -> score); None states a rank alone."""
    connection = duckdb.connect()
    connection.execute(DRAWN)

    def ask(values):
        connection.execute("DELETE FROM areas; DELETE FROM indices")
        connection.execute(DRAW_AREAS, [list(values)])
        connection.execute(DRAW_SCORES, [list(values), list(values.values())])
        connection.execute(SCORES)
        named = {"boundary": "reported", "index_name": "PCI", "year": 2022, "dimension": "total"}
        cursor = connection.execute(question_text("index_scores"), named)
        names = [column[0] for column in cursor.description]
        found = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        return {row["area_id"]: row for row in found}

    yield ask
    connection.close()


few = settings(max_examples=25)
provinces = st.lists(st.integers(1, 12), min_size=1, max_size=7).map(
    lambda values: {f"p{i}": float(value) for i, value in enumerate(values)}
)


@few
@given(values=provinces)
def test_rank_counts_those_who_are_better_and_ties_share_it(stand, values):
    for area, row in stand(values).items():
        better = sum(other > values[area] for other in values.values())
        assert row["rank_among"] == better + 1
        assert row["is_tied"] == (list(values.values()).count(values[area]) > 1)


@few
@given(values=provinces)
def test_rank_does_not_change_when_a_lower_province_is_added(stand, values):
    before = {area: row["rank_among"] for area, row in stand(values).items()}
    after = stand({**values, "last": min(values.values()) - 1})
    assert {area: after[area]["rank_among"] for area in values} == before


@few
@given(values=provinces, silent=st.integers(1, 3))
def test_median_is_not_moved_by_those_without_a_score(stand, values, silent):
    before = stand(values)
    after = stand({**values, **{f"silent{i}": None for i in range(silent)}})
    for area in values:
        for column in ("median", "reported", "rank_among", "difference"):
            assert after[area][column] == before[area][column]


@few
@given(values=provinces, random=st.randoms())
def test_order_of_the_rows_does_not_matter(stand, values, random):
    shuffled = list(values.items())
    random.shuffle(shuffled)
    assert stand(dict(shuffled)) == stand(values)


# Charts


def years(points, changes=(), **options):
    track = figures.Track("Lâm Đồng", [(y, v, str(v), f"c.{y}") for y, v in points])
    known = {y: (4, "4") for y, _ in points}
    options = {"language": "vi", "is_dark": False, "axis_title": "PCI", "known_title": "n"}
    chart = figures.over_years([track], known, changes=list(changes), **options)
    return examined(chart).data[0]


def test_line_is_broken_where_a_year_is_missing():
    assert years([(2015, 60.0), (2016, 61.0), (2018, 62.0)]).y == (60.0, 61.0, None, 62.0)


def test_line_is_broken_at_a_change_of_the_index():
    drawn = years([(2012, 50.0), (2013, 57.0), (2014, 58.0)], changes=[2013])
    assert drawn.y == (50.0, None, 57.0, 58.0)
    assert drawn.connectgaps is False


def labels(points, medians):
    """Where the texts of the place stand: text -> 'top' when below its point, else 'bottom'."""
    place = [(year, value, str(value), "") for year, value in points]
    median = [(year, value, "", "") for year, value in medians]
    options = {"language": "vi", "is_dark": False, "axis_title": "PCI", "known_title": "n"}
    tracks = [
        figures.Track("Trung vị", median, is_median=True),
        figures.Track("Lâm Đồng", place, is_labelled=True),
    ]
    chart = figures.over_years(tracks, {2020: (4, "n")}, changes=[], **options)
    return {it.text: it.yanchor for it in examined(chart).layout.annotations if it.text != "n"}


def test_text_of_a_year_stands_on_the_side_away_from_the_median():
    own = [(2020, 60.0), (2021, 66.0), (2022, 62.0)]
    found = labels(own, [(2020, 61.0), (2021, 65.0), (2022, 63.0)])
    assert found == {"60.0": "top", "66.0": "bottom", "62.0": "top"}


def test_highest_lowest_and_last_year_are_written_beside_the_line():
    own = [(2019, 63.0), (2020, 60.0), (2021, 66.0), (2022, 62.0)]
    assert labels(own, []) == {"60.0": "top", "66.0": "bottom", "62.0": "bottom"}


def profile(medians):
    chart = figures.profile(
        ["Đất đai", "Minh bạch"],
        [7.5, 6.0],
        medians,
        ["7,5", "6"],
        codes=["a", "b"],
        median_codes=["ma", "mb"],
        names=("Lâm Đồng", "Trung vị"),
        scale=10,
        language="vi",
        is_dark=False,
        axis_title="Điểm",
    )
    return examined(chart)


def test_profile_has_the_scale_of_the_index_and_both_marks_lead_to_rows():
    chart = profile([7.0, 6.5])
    marks = {trace.name: trace for trace in chart.data if trace.mode == "markers"}
    assert tuple(chart.layout.xaxis.range) == (0, 10)
    assert marks["Lâm Đồng"].customdata == (["a"], ["b"])
    assert marks["Trung vị"].customdata == (["ma"], ["mb"])
    assert marks["Lâm Đồng"].marker.symbol != marks["Trung vị"].marker.symbol


def test_profile_without_medians_draws_the_place_alone():
    assert [trace.name for trace in profile([None, None]).data] == ["Lâm Đồng"]


def test_chosen_province_is_told_by_more_than_colour():
    chart = figures.ranking(
        ["1. A", "2. B"],
        [70.0, 60.0],
        ["70", "60"],
        codes=["a", "b"],
        chosen=1,
        median=65.0,
        language="vi",
        is_dark=False,
        axis_title="PCI",
    )
    chart = examined(chart)
    assert chart.data[0].y == ("1. A", "▶ 2. B")
    assert chart.layout.xaxis.range[0] == 0
    assert len(set(chart.data[0].marker.color)) == 2
