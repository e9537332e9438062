"""From any number to its source: panels of figures, how sure a chart is, what is left out."""

import hashlib
import shutil
from urllib.parse import urlsplit

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dvk_data.catalogue import UNKNOWN_PUBLISHER, Catalogue
from dvk_data.indicators import load_indicators
from dvk_data.screen import figure_panel, resource_numbers
from dvk_data.warehouse import Warehouse
from dvk_data.wording import LANGUAGES, wording
from tests.live import CATALOGUE, rows, table
from tests.test_pages import OVERVIEW, PAGES, open_page, texts

WITH_FIGURES = ("model_counts", "model_outcomes", "service_kpis", "petitions", "indices", "targets")
FIGURE_IDS = [row["figure_id"] for name in WITH_FIGURES for row in table(name)]
MODEL_TABLES = ("models", "model_areas", "model_outcomes")
LAM_HA = "noi=2004-district-676&nam=2023"


@pytest.fixture(scope="module")
def everything():
    return Warehouse(CATALOGUE)


@pytest.fixture(scope="module")
def only_stated():
    return Warehouse(Catalogue.open(), only_stated=True)


def one_of_each():
    """One figure of every subject, measure and flag: what a panel may have to say."""
    chosen = {}
    for name in WITH_FIGURES:
        for row in table(name):
            measure = row.get("status") or row.get("indicator") or row.get("stage")
            kind = row.get("flag"), row.get("value") is None
            chosen.setdefault((name, measure if name == "targets" else None, kind), row)
    return [row["figure_id"] for row in chosen.values()]


def panel(query, page=OVERVIEW):
    """The texts of the panel that a link opens."""
    app = open_page(page, query)
    assert not app.exception
    dialogs = app.get("dialog")
    assert len(dialogs) == 1, f"no panel at {query}"
    return app, "\n".join(
        [dialogs[0].proto.dialog.title, *(str(getattr(e, "value", "")) for e in dialogs[0])]
    )


def test_every_figure_resolves_to_its_source(everything):
    found = everything.rows("figures_by_id", figure_ids=FIGURE_IDS)
    assert [r["figure_id"] for r in found if not r["title"] or not r["publisher"]] == []
    assert sorted(r["figure_id"] for r in found) == sorted(FIGURE_IDS)


def test_only_figures_whose_source_names_no_place_have_none(everything):
    found = everything.rows("figures_by_id", figure_ids=FIGURE_IDS)
    unplaced = [row for row in found if not row["area_name"]]
    matches = rows("place_matches", how="unmatched")
    assert {row["place_text"] or "–" for row in unplaced} <= {
        match["place_text"] for match in matches
    }


def test_every_measure_is_defined_in_both_languages():
    lists = {"model_counts": "status", "petitions": "stage", "indices": "index_name"}
    undefined = {
        (code, language)
        for code_list in lists.values()
        for code, names in CATALOGUE.codes[code_list].items()
        for language in LANGUAGES
        if not names.get(f"definition_{language}")
    }
    assert undefined == set()


def test_links_to_sources_are_well_formed():
    odd = [
        source["source_id"]
        for source in table("sources")
        if source["url"]
        and not (
            urlsplit(source["url"]).scheme in ("http", "https")
            and "." in (urlsplit(source["url"]).hostname or "")
            and source["url"] == source["url"].strip()
            and " " not in source["url"]
        )
    ]
    assert odd == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("figure_id", one_of_each())
def test_panel_of_a_figure_opens_by_its_address(figure_id, language):
    _, text = panel(f"{LAM_HA}&so-lieu={figure_id}&lang={language}")
    source = next(
        row["source_id"] for name in WITH_FIGURES for row in rows(name, figure_id=figure_id)
    )
    (document,) = rows("sources", source_id=source)
    say = wording(language).say
    publisher = document["publisher"]
    if publisher == UNKNOWN_PUBLISHER:
        publisher = say("source.no_publisher")
    assert publisher[:30].split("(")[0].strip() in text.replace("\\", "")
    assert say("source.definition") in text
    assert CATALOGUE.version in text
    assert figure_id in text


def test_panel_shows_stated_beside_recomputed():
    (rate,) = rows(
        "petitions",
        source_id="d-lamha-2023-dvcq",
        stage="resolved_rate",
        handled_by="district",
        petition_type="all",
    ) or [None]
    _, text = panel(f"{LAM_HA}&so-lieu={rate['figure_id']}")
    assert "Nguồn nêu 86,4%, tính lại 82,02%: không khớp" in text
    assert "146 / 178" in text


def test_rate_shows_the_two_counts_that_it_is_made_of(everything):
    found = everything.rows("headline", boundary="reported", area_id="2004-district-676", year=2023)
    (rate,) = (record for record in found if record["measure"] == "on_time_rate")
    code = figure_panel.code_of([rate["numerator_id"]], [rate["denominator_id"]])
    app, text = panel(f"{LAM_HA}&so-lieu={code}")
    assert wording("vi").say("panel.several", count=2) in text
    assert "99,01%" in text
    assert len(app.get("dialog")[0].dataframe[0].value) == 2


def test_sum_is_the_sum_of_its_figures(everything):
    place = {"boundary": "reported", "area_id": "2004-district-676"}
    reach = everything.rows("model_reach", models=place | {"years": ["2023"]})
    for card in reach:
        figures = everything.rows("figures_by_id", figure_ids=card["figure_ids"])
        assert sum(f["value"] for f in figures) == card["value"]
        assert {f["measure"] for f in figures} == {card["indicator"]}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_every_source_button_of_a_page_opens_a_panel(page, language):
    label = wording(language).say("panel.open")
    app = open_page(page, f"{LAM_HA}&lang={language}")
    keys = [button.key for button in app.button if button.label == label]
    for key in keys:
        opened = app.button(key).click().run()
        assert not opened.exception
        assert len(opened.get("dialog")) == 1, key
        assert not any("so-lieu" in text for text in texts(opened)), f"{key} is unknown"


CHARTS_OF_FIGURES = [
    *(f"services {LAM_HA}&dvc={view}" for view in ("chi-tieu", "ho-so", "theo-thoi-gian")),
    f"services {LAM_HA}&dvc=so-cac-noi",
    "services noi=2004-province-68&dvc=so-cac-noi&dvc-cap=province&dvc-khoang=co",
    "services noi=2004-province-17&nam=2024&dvc=bo-766",
    "services noi=2025-province-15&nam=2025&dvc=bo-766",
    "services noi=2004-province-52&nam=2024&dvc=bo-766",
    f"petitions {LAM_HA}",
    f"petitions {LAM_HA}&dt-tinh=don",
    "petitions noi=2004-province-67&nam=2017",
    "petitions noi=2025-province-19&nam=2025&dia-gioi=hien-nay",
    "petitions dt-xem=cac-noi",
    *(f"resources nl-theo={view}" for view in ("chu-the", "linh-vuc", "dia-ban", "nam")),
    "resources nl-chi-tieu=on_time_rate",
    "indices noi=2004-province-68&nam=2023",
    f"overview {LAM_HA}",
    *(f"comparison xem={view}" for view in ("xep-hang", "co-cau", "bang-nhiet")),
    *(
        f"comparison cap=tinh&xem={view}&do=service_kpis.on_time_rate.percent"
        for view in ("xep-hang", "xu-huong")
    ),
    "indices noi=2025-province-68&dia-gioi=hien-nay",
    "indices noi=2004-nation-VN&nam=2023",
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("link", CHARTS_OF_FIGURES)
def test_every_chart_and_its_table_lead_to_their_sources(link, language):
    page, query = link.split()
    app = open_page(f"pages/{page}.py", f"{query}&lang={language}")
    assert not app.exception
    charts = [chart_key(chart) for chart in app.get("plotly_chart")]
    offered = {button.key for button in app.button}
    assert [key for key in charts if f"source-{key}" not in offered] == []
    # A table that leads nowhere can select no row.
    idle = [frame.key for frame in app.dataframe if not frame.proto.selection_mode]
    assert idle == []
    for key in sorted(b.key for b in app.button if b.label == wording(language).say("panel.open")):
        opened = app.button(key).click().run()
        assert not opened.exception
        assert len(opened.get("dialog")) == 1, key
        assert not any("so-lieu" in text for text in texts(opened)), f"{key} is unknown"


@pytest.fixture(scope="module")
def reports_of_zeros(tmp_path_factory):
    """The datasets, as if every unit had reported that nothing was there."""
    directory = tmp_path_factory.mktemp("zeros")
    for ending in ("toml", "parquet"):
        for file in CATALOGUE.directory.glob(f"*.{ending}"):
            shutil.copy(file, directory)
    for name in ("model_counts", "model_outcomes", "service_kpis", "petitions"):
        stored = directory / f"{name}.parquet"
        told = pq.read_table(stored)
        column = "model_count" if name == "model_counts" else "value"
        zeros = pa.array([0] * told.num_rows, told.schema.field(column).type)
        pq.write_table(told.set_column(told.column_names.index(column), column, zeros), stored)
        description = directory / f"{name}.toml"
        said = description.read_text(encoding="utf-8")
        found = hashlib.sha256(stored.read_bytes()).hexdigest()
        description.write_text(said.replace(CATALOGUE.datasets[name].sha256, found), "utf-8")
    return directory


@pytest.mark.parametrize("link", [*CHARTS_OF_FIGURES, "overview noi=2004-province-83&nam=2024"])
def test_reports_of_zeros_break_no_page(reports_of_zeros, monkeypatch, link):
    monkeypatch.setenv("DVK_DATASETS", str(reports_of_zeros))
    page, query = link.split()
    app = open_page(f"pages/{page}.py", query)
    assert not app.exception
    assert [error.value for error in app.error] == []


def chart_key(chart):
    """The key that a page gave a chart, the last part of its id."""
    return chart.proto.id.split("-", 2)[2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_panel_of_a_rate_says_beside_it_what_its_source_states(everything, language):
    found = everything.rows("petition_rates", boundary="reported", area_id="2004-district-676")
    rate = next(rate for rate in found if rate["agrees"] is False)
    counts = [rate["resolved_id"]], [rate["base_id"]]
    code = figure_panel.code_of(*counts, beside=[rate["stated_id"]])
    _, text = panel(f"{LAM_HA}&so-lieu={code}&lang={language}")
    said = {"vi": ("82,02%", "86,4%"), "en": ("82.02%", "86.4%")}[language]
    assert said[0] in text
    assert wording(language).say("panel.stated", values=said[1]) in text


def test_figures_behind_an_outcome_add_up_to_it(everything):
    asked = {"indicator": "money_raised", "unit": "VND", "is_additive": True}
    asked |= {"boundary": "reported", "level": "nation", "area_id": None}
    asked |= {"domains": [], "owner_types": [], "years": []}
    groups = everything.rows("outcomes_by_group", **asked)
    models = everything.rows("outcomes_by_model", at_most=10_000, **asked)
    behind = [(group["total"], group["figure_ids"]) for group in groups]
    behind += [(model["value"], model["figure_ids"]) for model in models]
    for total, figure_ids in behind:
        figures = everything.rows("figures_by_id", figure_ids=figure_ids)
        assert len(figures) == len(set(figure_ids)) == len(figure_ids)
        assert sum(figure["value"] for figure in figures) == total


def test_figures_behind_a_score_state_it(everything):
    asked = {"boundary": "reported", "index_name": "PCI", "year": None, "dimension": None}
    stated = {row["figure_id"]: row for row in table("indices")}
    for score in everything.rows("index_scores", **asked):
        if score["value"] is not None:
            assert stated[score["score_ids"][0]]["value"] == score["value"]
        if score["published_rank"] is not None:
            assert stated[score["rank_ids"][0]]["rank"] == score["published_rank"]
        assert {stated[i]["area_id"] for i in score["score_ids"]} <= {score["area_id"]}


def test_targets_behind_a_rate_state_its_target(everything):
    found = everything.rows(
        "service_rates",
        boundary="reported",
        area_ids=[area["area_id"] for area in table("areas") if area["level"] == "province"],
        measures=list(load_indicators().of_subject("service_kpis")),
    )
    stated = {row["figure_id"]: row["target"] for row in table("targets")}
    aimed = [rate for rate in found if rate["target"] is not None]
    assert aimed
    assert all(stated[rate["target_id"]] == rate["target"] for rate in aimed)


def test_converted_figure_leads_to_all_its_parts():
    app = open_page("pages/petitions.py", "noi=2025-province-19&nam=2025&dia-gioi=hien-nay")
    (button,) = [b.key for b in app.button if (b.key or "").startswith("reception-")]
    opened = app.button(button).click().run()
    (dialog,) = opened.get("dialog")
    assert len(dialog.dataframe[0].value) == 2


def test_overview_offers_the_source_of_every_card():
    label = wording("vi").say("panel.open")
    app = open_page(OVERVIEW, LAM_HA)
    cells = [cell for cell in app.grid[0].children.values() if cell.title]
    assert cells
    assert all([b.label for b in cell.button] == [label] for cell in cells)


def test_unknown_figure_is_told_and_opens_nothing():
    app = open_page(OVERVIEW, f"{LAM_HA}&so-lieu=none-such")
    assert len(app.get("dialog")) == 0
    assert any("so-lieu=none-such" in text for text in texts(app))


# What was inferred


def is_inferred(row):
    """By its flag, or by its note where the flag says something else."""
    noted = "suy luận", "suy ra"
    return row["flag"].startswith("inferred") or any(
        words in (row["note_vi"] or "").lower() for words in noted
    )


def test_without_inferred_figures_none_is_left(only_stated):
    left = only_stated.rows("figures_by_id", figure_ids=FIGURE_IDS)
    inferred = {
        row["figure_id"]
        for name in ("model_counts", "model_outcomes", "service_kpis", "petitions", "indices")
        for row in table(name)
        if is_inferred(row)
    }
    doubtful = {m["model_id"] for m in table("models") if m["domain_is_inferred"] or is_inferred(m)}
    of_doubtful = {o["figure_id"] for o in table("model_outcomes") if o["model_id"] in doubtful}
    assert {row["figure_id"] for row in left} == set(FIGURE_IDS) - inferred - of_doubtful
    known = only_stated.rows("totals_known", year=None)[0]
    assert known["models"] == len(table("models")) - len(doubtful)


def test_no_check_needs_a_figure_that_was_left_out(everything, only_stated):
    kept = {row["figure_id"] for row in only_stated.rows("figures_by_id", figure_ids=FIGURE_IDS)}
    for check in only_stated.rows("checks_of_figures", figure_ids=FIGURE_IDS):
        assert {check["figure_id"], *check["part_ids"]} <= kept


def test_switch_says_what_it_leaves_out_and_goes_along():
    app = open_page(OVERVIEW, f"{LAM_HA}&suy-luan=bo")
    said = wording("vi").say("app.only_stated_notice", models="", every_figure="").split()[0:2]
    assert any(text.startswith(f":material/filter_alt: {' '.join(said)}") for text in texts(app))


def test_how_sure_a_chart_is_counts_every_kind(everything):
    ids = FIGURE_IDS + [model["model_id"] for model in table("models")]
    found = everything.flags.of(ids)
    flags = [r.get("flag", "reported") for name in WITH_FIGURES for r in table(name)]
    flags += [
        "inferred_domain" if m["domain_is_inferred"] and m["flag"] == "reported" else m["flag"]
        for m in table("models")
    ]
    assert sorted(found) == sorted(flag for flag in flags if flag != "reported")
    assert everything.flags.of(["none-such"]) == everything.flags.of([]) == []


@pytest.mark.parametrize("are_all_named", [True, False])
def test_chart_does_not_say_how_sure_a_part_of_its_figures_is(monkeypatch, are_all_named):
    ask = resource_numbers.rows

    def with_too_many_to_name(question, **parameters):
        found = ask(question, **parameters)
        if question != "outcomes_by_group" or are_all_named:
            return found
        return [g | {"figure_ids": []} if g["code"] == "womens_union" else g for g in found]

    monkeypatch.setattr(resource_numbers, "rows", with_too_many_to_name)
    sentence = wording("vi").say("certainty.approximate", count="1")
    app = open_page("pages/resources.py", f"{LAM_HA}&lang=vi")
    said = [each.value for each in app.caption if "help_center" in each.value]
    assert sum(sentence in each for each in said) == (2 if are_all_named else 1)


@pytest.mark.parametrize(
    "joint",
    [
        ".".join(
            r["figure_id"] for r in rows("model_counts", status="maintained", domain="all")[:4]
        ),
        "~".join(
            {
                r["area_id"]: r["figure_id"]
                for r in rows("model_counts", status="maintained", domain="all")
            }.values()
        ),
        "none-such~" + ",".join(r["figure_id"] for r in table("model_counts")[:2]),
        f"{next(r['figure_id'] for r in table('indices') if r['value'] is None)}"
        f"~{table('petitions')[0]['figure_id']}",
    ],
)
def test_figures_that_make_up_nothing_stand_side_by_side(joint):
    app, text = panel(f"{LAM_HA}&so-lieu={joint}")
    assert "Nguồn của" in text
    assert not [title for title in app.get("dialog")[0].title]


def test_inferred_figure_opens_by_its_link_though_left_out():
    hidden = rows("model_counts", source_id="d-yenmo-2017-dvk")[0]
    assert hidden["flag"] == "inferred_place"
    _, text = panel(f"{LAM_HA}&suy-luan=bo&so-lieu={hidden['figure_id']}")
    assert hidden["figure_id"] in text


def test_place_stays_when_the_boundaries_change():
    chosen = [
        open_page(page, "dia-gioi=hien-nay").selectbox(key="widget-province").value
        for page in (OVERVIEW, "pages/services.py")
    ]
    assert chosen[0] == chosen[1] == "2025-province-68"
